"""The officer's desk: an edit of the leaflet as somebody types it, and what is said or printed.

An `Edit` finds a passage of content.yaml (or of another file) and puts another in its place. What
comes of it is `Says` (a diagnostic, at the passage named, from `check` and from `build` alike) or
`Prints` (words on the pages of the screen file, as poppler reads them). A module of this folder
holds the edits of one subject as a table, and hands each to `try_out`.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from msgspec import Struct
from tests.judges.programs import judge

from depliant.build import pipeline
from depliant.build.report import BuildRequest
from depliant.errors import DepliantError, Diagnostic

FROZEN = Path(__file__).parents[1] / "data" / "frozen"


class Says(Struct, frozen=True):
    """A finding: its code, words of the edited file at whose beginning it stands, its hint."""

    code: str
    at: str
    hint: str = ""
    severity: str = "error"


class Prints(Struct, frozen=True):
    """Words that the pages then show, in this order, and words that they show no more."""

    words: tuple[str, ...]
    gone: tuple[str, ...] = ()


class Edit(Struct, frozen=True):
    """What was there, what is typed instead, and what comes of it."""

    find: str
    put: str
    then: Says | Prints
    file: str = "content.yaml"


def try_out(edit: Edit, folder: Path) -> None:
    """Make an edit in a copy of the leaflet, and see that what should come of it comes."""
    project = Path(shutil.copytree(FROZEN, folder / "leaflet"))
    path = project / edit.file
    text = path.read_text(encoding="utf-8")
    assert text.count(edit.find) == 1, "an edit is of one passage"
    edited = text.replace(edit.find, edit.put)
    path.write_text(edited, encoding="utf-8", newline="")
    if isinstance(edit.then, Says):
        _said(edit, edited, project)
    else:
        _printed(edit.then, project)


def _said(edit: Edit, edited: str, project: Path) -> None:
    wanted = edit.then
    assert isinstance(wanted, Says)
    assert edited.count(wanted.at) == 1, "a place is found by its words"
    offset = edited.index(wanted.at)
    line = edited.count("\n", 0, offset) + 1
    column = offset - edited.rfind("\n", 0, offset)
    place = f"{edit.file}:{line}:{column}"
    for found in (_checked(project), _built(project)):
        news = [one for one in found if _is_news(one, wanted)]
        assert [(one.code, str(one.place), one.severity) for one in news] == [
            (wanted.code, place, wanted.severity)
        ]
        assert wanted.hint in str(news[0].hint)


def _is_news(one: Diagnostic, wanted: Says) -> bool:
    """Whether a finding is of the edit; a slip makes a word that no dictionary has, besides."""
    is_spelling = one.code.startswith("spelling-") and not wanted.code.startswith("spelling-")
    return one.code not in _KNOWN and one.severity != "info" and not is_spelling


_KNOWN = frozenset({"figure-unsourced", "logo-standin", "translation-waiting", "figure-unused"})
"""What is said of the leaflet before any edit, of other editions, and of what an edit leaves."""


def _checked(project: Path) -> tuple[Diagnostic, ...]:
    try:
        return pipeline.check(project).diagnostics
    except DepliantError as fault:
        return fault.diagnostics


def _built(project: Path) -> tuple[Diagnostic, ...]:
    try:
        return pipeline.build(
            project, BuildRequest(preflight=False, targets=("screen",))
        ).diagnostics
    except DepliantError as fault:
        return fault.diagnostics


def _printed(wanted: Prints, project: Path) -> None:
    report = pipeline.build(project, BuildRequest(preflight=False, targets=("screen",)))
    text = _words(judge("pdftotext", report.files[0].path, "-"))
    at = 0
    for words in wanted.words:
        at = text.find(words, at)
        assert at >= 0, f"“{words}” is not on the pages"
    for words in wanted.gone:
        assert words not in text


def _words(text: str) -> str:
    """The words of a page with single spaces, divided words joined."""
    joined = re.sub("\u00ad\n|(?<=\\w)-\n(?=[a-zà-ÿ])", "", text)
    return " ".join(joined.split())
