"""What has no business in a file for the press: annotations, actions, hidden and old machinery."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from depliant.errors import Severity
from depliant.pdfread.objects import box, entries, entry, is_dict, items, name, number
from depliant.pdfread.opening import PageFacts
from depliant.pdfread.streams import filters
from depliant.preflight.census import actions, is_image
from depliant.preflight.job import JudgedFile, PageView
from depliant.preflight.rules.base import PDFA, PRESS, X1A, X4, Fault, document_rule, page_rule
from depliant.press.condition import PrinterProfile
from depliant.sentences import counted, legible, say


@page_rule(
    "annotation-in-bleed",
    "error",
    "Annotations, links among them, lie outside the bleed; printer's marks alone may not.",
    X4,
    "Export it without links and comments; keep them for the screen file.",
    PRESS,
)
def on_page(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """PrinterMark and TrapNet are for the press. A link prints nothing: PDF/X alone forbids it."""
    for annotation in items(entry(page.facts.node, "/Annots"))[:1000]:
        kind = name(entry(annotation, "/Subtype"))
        area = box(entry(annotation, "/Rect"))
        if kind in ("PrinterMark", "TrapNet", "Popup") or area is None:
            continue
        idle = not page.job.claim and (kind == "Link" or not _prints(annotation))
        if not page.job.layers.shows(entry(annotation, "/OC")):
            continue
        placed = page.facts.placed(area)
        if placed.overlaps(page.bleed, -0.01):
            yield Fault(
                say("A {kind} annotation lies on the page.", kind=legible(kind))
                if kind
                else say("A nameless annotation lies on the page."),
                placed,
                severity="advice" if idle else "error",
            )


def _prints(annotation: Any) -> bool:
    """Whether an annotation is printed with its page (12.5.3, bit 3)."""
    return bool(int(number(entry(annotation, "/F"))) & 4)


@document_rule(
    "javascript",
    "error",
    "The file runs no program.",
    f"{X4}; {PDFA}, 6.5.1",
    "Export it without scripts.",
)
def javascript(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """In the names of the document or behind any event; PDF/X and PDF/A forbid it, PDF/UA not."""
    severity: Severity | None = None if job.claims_form or job.kind == "press" else "advice"
    if is_dict(entry(job.file.catalog, "/Names", "/JavaScript")):
        yield Fault(say("The document has scripts of its own."), severity=severity)
    elif any(kind == "JavaScript" for _, kind in _actions(job)):
        yield Fault(say("An action of the document is a script."), severity=severity)


@document_rule(
    "action",
    "error",
    "A file for the press does nothing by itself.",
    X4,
    "Export it without actions and buttons.",
    PRESS,
)
def acting(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Actions of the document, of pages and of annotations."""
    found: dict[str, int | None] = {}
    for page, kind in _actions(job):
        if kind != "JavaScript":
            found.setdefault(kind, page)
    for kind, page in found.items():
        led = not job.claim and kind in ("URI", "GoTo")
        yield Fault(
            say("The file has actions of the kind {kind}.", kind=legible(kind)),
            page=page,
            severity="advice" if led else "error",
        )


def _actions(job: JudgedFile) -> Iterator[tuple[int | None, str]]:
    """The kinds of all actions, with the page of each."""
    catalog = job.file.catalog
    holders: list[tuple[int | None, Any]] = [(None, entry(catalog, "/OpenAction"))]
    holders += [(None, value) for _, value in entries(entry(catalog, "/AA"))]
    for page in job.file.pages:
        number = page.index + 1
        holders += [(number, value) for _, value in entries(entry(page.node, "/AA"))]
        for annotation in items(entry(page.node, "/Annots"))[:1000]:
            holders.append((number, entry(annotation, "/A")))
            holders += [(number, value) for _, value in entries(entry(annotation, "/AA"))]
    for where, holder in holders:
        if is_dict(holder):
            for kind in actions(holder):
                yield where, kind


@document_rule(
    "form-field",
    "error",
    "A file for the press has no form to fill in.",
    X4,
    "Export it flattened.",
    PRESS,
)
def forms(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """AcroForm and XFA, and fields that lie on a page and belong to no form."""
    form = entry(job.file.catalog, "/AcroForm")
    count = max(len(items(entry(form, "/Fields"))), sum(map(_widgets, job.file.pages)))
    if count or entry(form, "/XFA") is not None:
        yield Fault(
            counted(
                count,
                "The file has a form of {count} field.",
                "The file has a form of {count} fields.",
            )
        )


def _widgets(page: PageFacts) -> int:
    """How many fields lie on a page (12.5.6.19)."""
    found = items(entry(page.node, "/Annots"))[:1000]
    return sum(name(entry(one, "/Subtype")) == "Widget" for one in found)


@document_rule(
    "optional-content",
    "warning",
    "Layers are named, and none of them decides by itself whether it prints.",
    say("{x4}; {x1a}: no layers; {pdfa}, 6.9", x4=X4, x1a=X1A, pdfa=PDFA),
    "Export it without layers, with what is to be printed.",
)
def layers(job: JudgedFile, profile: PrinterProfile) -> Iterator[Fault]:
    """OCProperties with a default configuration, without usage applications.

    PDF/X and PDF/A forbid those; what claims neither is judged as it prints.
    """
    strict = bool(job.claims)
    is_ua = bool(job.packet.get("pdfuaid:part"))
    properties = entry(job.file.catalog, "/OCProperties")
    if not is_dict(properties):
        return
    if job.kind == "press" and (job.flattened or profile.flavour == "PDF/X-1a:2003"):
        yield Fault(say("The file has layers."), severity="error")
    default = entry(properties, "/D")
    if not is_dict(default):
        yield Fault(say("The layers have no default configuration."), severity="error")
    for configuration in (default, *items(entry(properties, "/Configs"))):
        if not entry(configuration, "/Name"):
            yield Fault(
                say("A configuration of the layers has no name."),
                severity="error" if is_ua else "warning" if strict else "advice",
            )
        if entry(configuration, "/AS") is not None:
            yield Fault(
                say("Layers switch themselves by usage (AS)."),
                severity="error" if strict else "warning",
            )


@document_rule(
    "embedded-files",
    "warning",
    "A file for the press carries no other files.",
    say("ISO 32000-1 (PDF 1.7), 7.11.4; the trade's custom"),
    "Keep attachments for the screen file.",
    PRESS,
)
def attachments(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Whether PDF/X-4 forbids them was not confirmed; printers do not want them."""
    named = entry(job.file.catalog, "/Names", "/EmbeddedFiles")
    if is_dict(named) or items(entry(job.file.catalog, "/AF")):
        yield Fault(say("The file has other files embedded."))


@document_rule(
    "lzw",
    "error",
    "No stream is compressed by LZW.",
    f"{X1A}; {PDFA}, 6.1.7.2",
    "Export it with Flate compression.",
)
def lzw(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Contents, forms, images and fonts; nothing against it where no PDF/X or PDF/A is claimed."""
    if not job.claims_form:
        return
    for page in job.file.pages:
        contents = entry(page.node, "/Contents")
        parts = items(contents) or (contents,)
        if any("LZWDecode" in filters(part) for part in parts):
            yield Fault(say("The page's content is compressed by LZW."), page=page.index + 1)
    for item in job.resources:
        if item.category == "/XObject" and "LZWDecode" in filters(item.value):
            yield Fault(
                say("{called} is compressed by LZW.", called=item.called[1:]), page=item.page
            )


@document_rule(
    "transfer-function",
    "error",
    "No transfer function changes the ink that the file asks for.",
    f"{X4}; {PDFA}, 6.2.5",
    "Export it without; apply the curve to the image.",
    PRESS,
)
def transfer(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """TR, TR2 other than Default, HTP, and those of halftones."""
    for item in job.resources:
        if item.category != "/ExtGState":
            continue
        second = entry(item.value, "/TR2")
        found = [key for key in ("/TR", "/HTP") if entry(item.value, key) is not None]
        if second is not None and name(second) != "Default":
            found.append("/TR2")
        if entry(item.value, "/HT", "/TransferFunction") is not None:
            found.append("/HT")
        if found:
            yield Fault(
                say("{called} sets {found}.", called=item.called[1:], found=found[0][1:]),
                page=item.page,
            )


@document_rule(
    "postscript",
    "error",
    "The file holds no PostScript.",
    f"{X4}; {PDFA}, 6.2.9",
    "Export it again from its application.",
)
def postscript(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """PostScript XObjects, and forms that are some."""
    for item in job.resources:
        kinds = {name(entry(item.value, key)) for key in ("/Subtype", "/Subtype2")}
        if item.category == "/XObject" and (
            "PS" in kinds or isinstance(entry(item.value, "/PS"), pikepdf.Stream)
        ):
            yield Fault(
                say("{called} is a PostScript object.", called=item.called[1:]), page=item.page
            )


@document_rule(
    "opi",
    "error",
    "Images are in the file, and none stands in for another.",
    f"{X4}; {PDFA}, 6.2.8",
    "Embed the images at full resolution.",
)
def stand_ins(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """OPI comments, references to other files, alternate images."""
    for item in job.resources:
        if item.category != "/XObject":
            continue
        if entry(item.value, "/OPI") is not None or entry(item.value, "/Ref") is not None:
            yield Fault(
                say("{called} stands in for another file.", called=item.called[1:]), page=item.page
            )
        if is_image(item) and items(entry(item.value, "/Alternates")):
            yield Fault(
                say("The image {called} has alternates.", called=item.called[1:]), page=item.page
            )


RULES = (
    on_page, javascript, acting, forms, layers, attachments, lzw, transfer, postscript,
    stand_ins,
)  # fmt: skip
