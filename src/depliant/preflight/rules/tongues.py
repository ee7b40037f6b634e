"""In which language a file is: as a whole, or each of its texts by itself (14.9.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from depliant.pdfread.budget import BudgetError
from depliant.pdfread.events import Begun, Shown, Tag
from depliant.pdfread.objects import entry, identity, is_dict, items, text
from depliant.pdfread.structure import ContentRef
from depliant.pdfread.walk import Frame, walk
from depliant.preflight.job import JudgedFile
from depliant.preflight.rules.base import UA, Fault, document_rule
from depliant.press.condition import PrinterProfile
from depliant.sentences import Sentence, legible, say

_TAG: Final = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
"""A tag of a language (RFC 3066, 2.1)."""
_SAID: Final = ("/ActualText", "/Alt", "/E")
_MOST_WRONG: Final = 5


@document_rule(
    "language-missing",
    "error",
    "The document names its language, or each of its texts does.",
    f"{UA}, 7.2",
    "Set the language of the document.",
)
def language(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Lang in the catalog, or on all that is read; and a Lang that is the tag of a language."""
    if not job.read_by_tags:
        return
    own = entry(job.file.catalog, "/Lang")
    if not text(own):
        # What has no tags can name no language but in the catalog.
        missing = next(_unspoken(job), None) if job.tree.present else _of_document()
        if missing is not None:
            yield Fault(missing)
    used = dict.fromkeys(element.language for element in job.tree.elements if element.language)
    wrong = [tag for tag in (text(own), *used) if tag and not _TAG.fullmatch(tag)]
    for tag in wrong[:_MOST_WRONG]:
        yield Fault(say("“{tag}” is no tag of a language.", tag=legible(tag)))


def _of_document() -> Sentence:
    return say("The document does not name its language.")


def _unspoken(job: JudgedFile) -> Iterator[Sentence]:
    """What is read of a file whose catalog names no language, and has none of its own."""
    spoken = _languages(job)
    for has, element in zip(spoken, job.tree.elements, strict=True):
        said = (element.alt, element.actual, element.expansion)
        if not has and any(one is not None for one in said):
            yield _of_document()
    if is_dict(entry(job.file.catalog, "/Outlines", "/First")):
        yield _of_document()
    told = {
        key
        for has, element in zip(spoken, job.tree.elements, strict=True)
        for key in element.objects
        if has
    }
    for page in job.file.pages:
        for annotation in items(entry(page.node, "/Annots"))[:1000]:
            says = text(entry(annotation, "/Contents")) or text(entry(annotation, "/TU"))
            if says and identity(annotation) not in told and not text(entry(annotation, "/Lang")):
                yield _of_document()
    if _is_unspoken(job, spoken):
        yield _of_document()


def _languages(job: JudgedFile) -> list[bool]:
    """Whether each element is in a language, by itself or by what it lies in."""
    found: list[bool] = []
    for element in job.tree.elements:
        outer = element.parent >= 0 and found[element.parent]
        found.append(bool(element.language) or outer)
    return found


def _is_unspoken(job: JudgedFile, spoken: list[bool]) -> bool:
    """Whether some text of a page is in no language."""
    for facts in job.file.pages:
        job.interpreter.budget.renew()
        try:
            for event, frame in walk(job.interpreter, job.interpreter.page(facts), facts):
                says = isinstance(event, Shown) or (isinstance(event, Begun) and _says(event.tag))
                if says and not _has_language(job, spoken, event.tag, frame):
                    return True
        except BudgetError:
            return True
    return False


def _has_language(job: JudgedFile, spoken: list[bool], tag: Tag | None, frame: Frame) -> bool:
    """Whether marked content is in a language, or is none that is read."""
    section = frame.section(tag)
    if section.artifact or any(_property(one.properties, "/Lang") for one in frame.tags(tag)):
        return True
    if section.mcid is None:
        return False
    owner = job.tree.owners.get(ContentRef(section.owner, section.mcid))
    return owner is not None and spoken[owner]


def _says(tag: Tag) -> bool:
    return any(_property(tag.properties, key) for key in _SAID)


def _property(properties: Any, key: str) -> bool:
    """Whether marked content has a property that is a text."""
    if isinstance(properties, dict):
        return isinstance(properties.get(key), bytes)
    return isinstance(entry(properties, key), pikepdf.String)


RULES = (language,)
