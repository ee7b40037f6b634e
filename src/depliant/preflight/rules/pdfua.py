"""What a file that claims PDF/UA is held to besides its tags: notes, annotations, fields, files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final

import pikepdf

from depliant.geometry import Rect
from depliant.pdfread.characters import mapped_decoder
from depliant.pdfread.fields import is_dynamic
from depliant.pdfread.objects import box, entry, identity, is_dict, items, name, number, text
from depliant.pdfread.opening import PageFacts
from depliant.pdfread.streams import MAP_LIMIT, decoded
from depliant.preflight.census import Resource
from depliant.preflight.job import JudgedFile
from depliant.preflight.rules.base import UA, Fault, document_rule
from depliant.preflight.rules.elements import elements, page_of
from depliant.press.condition import PrinterProfile
from depliant.sentences import Sentence, legible, say

_HIDDEN: Final = 2
_SYMBOLIC: Final = 4
_MOST: Final = 1000
_CMAP_NAME: Final = re.compile(
    r"Identity-[HV]|(GB-EUC|GBpc-EUC|GBK-EUC|GBKp-EUC|GBK2K|UniGB-\w+|B5pc|HKscs-B5|ETen-B5|"
    r"ETenms-B5|CNS-EUC|UniCNS-\w+|83pv-RKSJ|90ms-RKSJ|90msp-RKSJ|90pv-RKSJ|Add-RKSJ|EUC|"
    r"Ext-RKSJ|UniJIS-\w+(-HW)?|KSC-EUC|KSCms-UHC(-HW)?|KSCpc-EUC|UniKS-\w+)-[HV]|[HV]"
)
"""The CMaps that every reader has (ISO 32000-1, table 118)."""
_USED: Final = re.compile(rb"/([^\s/]+)\s+usecmap")
_DIRECTION: Final = re.compile(rb"/WMode\s+(\d)")


@document_rule(
    "pdfua-feature",
    "error",
    "A file that claims PDF/UA keeps to what that asks of notes, annotations, fields, media, "
    "attachments and fonts.",
    f"{UA}, 7.9, 7.11, 7.15, 7.18, 7.21",
    "Export it again, or without the claim.",
)
def features(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """What can be told from the file alone."""
    if not job.packet.get("pdfuaid:part"):
        return
    yield from _notes(job)
    told = {
        key: (element.role, element.alt or "")
        for element in job.tree.elements
        for key in element.objects
    }
    for page in job.file.pages:
        found = [*items(entry(page.node, "/Annots"))[:_MOST]]
        seen = [one for one in found if not _is_unseen(page, one)]
        for annotation in seen:
            for message in _annotation(annotation, *told.get(identity(annotation), ("", ""))):
                yield Fault(message, page=page.index + 1)
        # Where there are links, the rule of links says so.
        has_links = any(name(entry(one, "/Subtype")) == "Link" for one in found)
        if found and not has_links and name(entry(page.node, "/Tabs")) != "S":
            yield Fault(
                say("The tab key does not follow the reading order (Tabs)."), page=page.index + 1
            )
    for file in _files(job):
        if not (text(entry(file, "/F")) and text(entry(file, "/UF"))):
            yield Fault(say("An attached file has no name (F and UF)."))
    if is_dynamic(job.file.catalog):
        yield Fault(say("The form is made anew by its reader each time (XFA)."))
    for item in job.resources:
        if item.category == "/Font":
            yield from map(partial(_of_font, item), _font(item.value))


def _notes(job: JudgedFile) -> Iterator[Fault]:
    """Notes that have no ID, or that of another (7.9)."""
    notes = [element for _, element in elements(job, "Note")]
    counts = Counter(note.identifier for note in notes)
    for note in notes:
        if not note.identifier:
            yield Fault(say("A note has no ID."), page=page_of(job, note))
        elif counts[note.identifier] > 1:
            yield Fault(say("Two notes have the same ID."), page=page_of(job, note))
            return


# --- annotations ------------------------------------------------------------------------------


def _is_unseen(page: PageFacts, annotation: Any) -> bool:
    """Whether an annotation is hidden, or lies outside the page (7.18.1)."""
    if int(number(entry(annotation, "/F"))) & _HIDDEN or name(entry(annotation, "/Subtype")) == (
        "Popup"
    ):
        return True
    area, shown = box(entry(annotation, "/Rect")), page.crop or page.media
    return isinstance(area, Rect) and shown is not None and not area.overlaps(shown)


def _annotation(annotation: Any, role: str, alternative: str) -> Iterator[Sentence]:
    """What is wrong with an annotation that lies in an element of a role; "" for none."""
    kind = name(entry(annotation, "/Subtype"))
    said = {"kind": legible(kind)}
    if kind == "TrapNet":
        yield say("A {kind} annotation lies on the page.", **said)
    elif kind == "PrinterMark":
        if role or entry(annotation, "/StructParent") is not None:
            yield say("A printer's mark is in the structure tree.")
    elif kind == "Widget":
        if role != "Form":
            yield say("A field of a form is not tagged as a form.")
        if not (_inherited(annotation, "/TU") or alternative):
            yield say("A field of a form has no description.")
    elif kind != "Link":
        if role != "Annot":
            yield say("A {kind} annotation is not tagged as an annotation.", **said)
        if not (text(entry(annotation, "/Contents")) or alternative):
            yield say("A {kind} annotation has no description.", **said)
    yield from _media(annotation)


def _inherited(field: Any, key: str) -> str:
    """A text of a field, or of one that it belongs to (12.7.3.1)."""
    for _ in range(20):
        if not is_dict(field) or (found := text(entry(field, key))):
            return found if is_dict(field) else ""
        field = entry(field, "/Parent")
    return ""


def _media(annotation: Any) -> Iterator[Sentence]:
    """Media clips without a type or a description (7.18.6.2)."""
    rendition = entry(annotation, "/A", "/R")
    for one in (rendition, *items(entry(rendition, "/R"))[:100]):
        clip = entry(one, "/C")
        if not is_dict(clip):
            continue
        if entry(clip, "/CT") is None:
            yield say("A media clip does not say of what type it is.")
        told = items(entry(clip, "/Alt"))
        # Tags of languages and texts in turn (13.2.4.2.2).
        if not told or len(told) % 2 or not all(map(text, told[1::2])):
            yield say("A media clip has no description.")


# --- attachments ------------------------------------------------------------------------------


def _files(job: JudgedFile) -> Iterator[Any]:
    """The specifications of all files that are in this one."""
    stack, count = [entry(job.file.catalog, "/Names", "/EmbeddedFiles")], 0
    found = [*items(entry(job.file.catalog, "/AF"))]
    while stack and count < _MOST:
        node, count = stack.pop(), count + 1
        found += items(entry(node, "/Names"))[1::2]
        stack += items(entry(node, "/Kids"))
    for page in job.file.pages:
        found += (entry(one, "/FS") for one in items(entry(page.node, "/Annots"))[:_MOST])
    return (one for one in found if is_dict(entry(one, "/EF")))


# --- fonts ------------------------------------------------------------------------------------


def _of_font(item: Resource, message: Sentence) -> Fault:
    return Fault(message, page=item.page)


def _font(font: Any) -> Iterator[Sentence]:
    """What is wrong with the codes of a font (7.21.3, 7.21.6 and 7.21.7)."""
    said = {"name": legible(name(entry(font, "/BaseFont")))}
    kind, encoding = name(entry(font, "/Subtype")), entry(font, "/Encoding")
    if kind == "Type0":
        yield from _composite(font, encoding, said)
    elif kind == "TrueType" and is_dict(entry(font, "/FontDescriptor")):
        symbolic = int(number(entry(font, "/FontDescriptor", "/Flags"))) & _SYMBOLIC
        base = name(encoding) or name(entry(encoding, "/BaseEncoding"))
        if symbolic and encoding is not None:
            yield say("The font {name} of signs has an encoding of letters.", **said)
        elif not symbolic and base not in ("MacRomanEncoding", "WinAnsiEncoding"):
            yield say("The font {name} has no encoding that readers know.", **said)
    mapped = mapped_decoder(font)
    if mapped is not None and any(set("\0\ufeff\ufffe") & {*to} for to in mapped.texts.values()):
        yield say("The font {name} leads codes to characters that are none.", **said)


_SYSTEM: Final = ("/Registry", "/Ordering")


def _composite(font: Any, encoding: Any, said: Mapping[str, str]) -> Iterator[Sentence]:
    inner = next(iter(items(entry(font, "/DescendantFonts"))), None)
    embedded = is_dict(entry(inner, "/FontDescriptor", "/FontFile2"))
    mapped = entry(inner, "/CIDToGIDMap")
    lacks_map = not (isinstance(mapped, pikepdf.Stream) or name(mapped) == "Identity")
    if name(entry(inner, "/Subtype")) == "CIDFontType2" and embedded and lacks_map:
        yield say("The font {name} does not lead its codes to glyphs (CIDToGIDMap).", **said)
    if not isinstance(encoding, pikepdf.Stream):
        if not _CMAP_NAME.fullmatch(name(encoding)):
            yield say("The font {name} has codes by a map that is not in the file.", **said)
        return
    data = decoded(encoding, MAP_LIMIT)
    direction = _DIRECTION.search(data)
    if int(direction[1] if direction else 0) != int(number(entry(encoding, "/WMode"))):
        yield say("The map of the font {name} gives two directions of writing.", **said)
    used = [one.decode("latin-1") for one in _USED.findall(data)]
    used += filter(None, [name(entry(encoding, "/UseCMap"))])
    if not all(map(_CMAP_NAME.fullmatch, used)):
        yield say("The font {name} has codes by a map that is not in the file.", **said)
    systems = entry(encoding, "/CIDSystemInfo"), entry(inner, "/CIDSystemInfo")
    differ = any(text(entry(systems[0], key)) != text(entry(systems[1], key)) for key in _SYSTEM)
    levels = [number(entry(system, "/Supplement")) for system in systems]
    if differ or levels[1] > levels[0]:
        yield say("The font {name} and the map of its codes are of different kinds.", **said)


RULES = (features,)
