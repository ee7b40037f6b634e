"""What of a file is lost or broken: viewers mend it as they read, and each mends it otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from depliant.preflight.content import Text
from depliant.preflight.job import JudgedFile, PageView
from depliant.preflight.rules.base import PDF, Fault, document_rule, page_rule
from depliant.press.condition import PrinterProfile
from depliant.sentences import Sentence, counted, legible, say

if TYPE_CHECKING:
    from depliant.pdfread.damage import Damage
    from depliant.pdfread.fonts import Typeface

_AGAIN = "Ask whoever made it to export it again; what is printed of this one may differ."
_MOST_OBJECTS = 200_000
_TABLE: Final = ("damaged", "xref", "cross-reference", "trailer")
"""What qpdf speaks of where the table of the objects is broken."""


@document_rule(
    "file-cut",
    "error",
    "A file has its end, where readers begin.",
    f"{PDF}, 7.5.5",
    "Have it sent again: it was cut off on its way, and nobody can tell what was in the rest.",
)
def cut(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """The last line of a file is %%EOF."""
    if job.file.is_cut:
        yield Fault(say("The file breaks off: its last line is missing."))


@document_rule(
    "file-repaired",
    "error",
    "A file can be read as it stands.",
    f"{PDF}, 7.5",
    _AGAIN,
)
def repaired(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """What qpdf had to mend in the table of objects, and in the objects."""
    for number, _object in enumerate(job.file.pdf.objects):
        # Reading them is what is wanted of them.
        if number >= _MOST_OBJECTS:
            break
    said = job.file.repairs
    table = [one for one in said if any(word in one for word in _TABLE)]
    others = [one for one in said if one not in table]
    if table and not job.file.is_cut:
        yield Fault(
            say(
                "The table that says where everything lies in the file is broken, and was "
                "repaired when read; qpdf says “{said}”.",
                said=table[min(1, len(table) - 1)],
            )
        )
    if others:
        yield Fault(
            counted(
                len(others),
                "Something in the file is broken, and was repaired when read; qpdf says “{said}”.",
                "{count} things in the file are broken, and were repaired when read; qpdf says "
                "“{said}”, among others.",
                said=others[0],
            )
        )


@document_rule(
    "file-garbage",
    "error",
    "Nothing stands before or after a file in its own bytes.",
    f"{PDF}, 7.5.2, 7.5.5",
    "Have it sent again as it was exported: something on its way has added to it.",
)
def garbage(job: JudgedFile, _: PrinterProfile) -> Iterator[Fault]:
    """Readers look for the first line in the first thousand bytes, and for the last in theirs."""
    before, after = job.file.around
    if before:
        yield Fault(
            counted(
                before,
                "{count} byte stands before the first line of the file.",
                "{count} bytes stand before the first line of the file.",
            )
        )
    if after:
        yield Fault(
            counted(
                after,
                "{count} byte stands after the last line of the file.",
                "{count} bytes stand after the last line of the file.",
            )
        )


@page_rule(
    "content-cut",
    "error",
    "The content of a page can be unfolded to its end.",
    f"{PDF}, 7.4",
    _AGAIN,
)
def content(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """What is missing of it is not on the page."""
    if page.is_cut:
        yield Fault(
            say("What the page paints is damaged where it is packed: some or all of it is lost.")
        )


@page_rule(
    "content-broken",
    "error",
    "Every operation of a page can be followed.",
    f"{PDF}, 7.8.2 and Annex A",
    _AGAIN,
)
def operations(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """Unknown operators, operands that cannot be used, states that are not ended."""
    if page.is_cut:
        return  # what is lost explains what is not ended
    no_space = any(damage.category == "/ColorSpace" for damage in page.damage)
    for damage, count in page.damage.items():
        # Amounts for a space that is missing fit no other.
        is_explained = no_space and damage.what.lower().endswith(("sc", "scn"))
        if damage.kind != "resource" and not is_explained:
            yield Fault(_said(damage, count))


def _said(damage: Damage, count: int) -> Sentence:
    what = legible(damage.what)
    if damage.kind == "operator":
        return counted(
            count,
            "The operator {what} is not known.",
            "The operator {what} is not known; it is there {count} times.",
            what=what,
        )
    if damage.kind == "operands":
        return counted(
            count,
            "An operation has operands that cannot be used: “{what}”.",
            "{count} operations have operands that cannot be used: “{what}”.",
            what=what,
        )
    if damage.kind == "leftover":
        return say("The content breaks off, or ends in what is no operation: “{what}”.", what=what)
    return _UNBALANCED[damage.what](count)


def _unended(count: int) -> Sentence:
    return counted(
        count,
        "A state is saved (q) and never restored (Q).",
        "{count} states are saved (q) and never restored (Q).",
    )


def _unbegun(count: int) -> Sentence:
    return counted(
        count,
        "A state is restored (Q) that was never saved (q).",
        "{count} states are restored (Q) that were never saved (q).",
    )


_UNBALANCED: Final[dict[str, Callable[[int], Sentence]]] = {
    "q": _unended,
    "Q": _unbegun,
    "BT": lambda _: say("A text is begun (BT) and never ended (ET), or begun within another."),
    "ET": lambda _: say("A text is ended (ET) that was never begun (BT)."),
    "BMC": lambda _: say("Marked content is begun (BMC, BDC) and never ended (EMC)."),
    "EMC": lambda _: say("Marked content is ended (EMC) that was never begun (BMC, BDC)."),
}


@page_rule(
    "resource-missing",
    "error",
    "What a page names is in the file.",
    f"{PDF}, 7.8.3",
    "Ask whoever made it to export it again: what is missing is not printed, or otherwise.",
)
def resources(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """Fonts, images, states, spaces, patterns and shadings."""
    for damage in page.damage:
        if damage.kind == "resource":
            yield Fault(_MISSING[damage.category](legible(damage.what)))


_MISSING: Final[dict[str, Callable[[str], Sentence]]] = {
    "/Font": lambda called: say("The font {called} is not in the file.", called=called),
    "/XObject": lambda called: say("The image or form {called} is not in the file.", called=called),
    "/ExtGState": lambda called: say(
        "The graphics state {called} is not in the file.", called=called
    ),
    "/ColorSpace": lambda called: say(
        "The colour space {called} is not in the file.", called=called
    ),
    "/Pattern": lambda called: say("The pattern {called} is not in the file.", called=called),
    "/Shading": lambda called: say("The shading {called} is not in the file.", called=called),
}


@page_rule(
    "font-damaged",
    "error",
    "The fonts in the file are whole.",
    f"{PDF}, 9.9",
    _AGAIN,
)
def fonts(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """Those that something visible is set in."""
    found: dict[tuple[tuple[int, int], str], tuple[Typeface, Text]] = {}
    for text in page.texts:
        found.setdefault((text.face.key, text.face.name), (text.face, text))
    for face, text in found.values():
        soundness = "sound" if face.program is None else face.program.soundness
        if soundness == "cut":
            message = say("The font {face} breaks off: glyphs of it are lost.", face=face.name)
            yield Fault(message, text.box)
        elif soundness == "broken":
            message = say("The font {face} cannot be read: it is damaged.", face=face.name)
            yield Fault(message, text.box)


@page_rule(
    "image-cut",
    "error",
    "The images in the file are whole.",
    f"{PDF}, 8.9.5",
    _AGAIN,
)
def images(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """What is missing of an image prints black, white or not at all."""
    for called, state in page.image_states:
        if state == "cut":
            yield Fault(
                say(
                    "The image {called} breaks off: its lower part is lost.", called=legible(called)
                )
            )
        elif state == "broken":
            yield Fault(
                say("The image {called} cannot be read: it is damaged.", called=legible(called))
            )


@page_rule(
    "image-undecodable",
    "warning",
    "Every image can be judged.",
    say("this program's own measure"),
    "Look at it in another program: its ink and what is printed on it are not judged here.",
)
def undecodable(page: PageView, _: PrinterProfile) -> Iterator[Fault]:
    """No fault of the file: there is no decoder for it here."""
    for called, state in page.image_states:
        if state == "undecodable":
            yield Fault(
                say("The image {called} cannot be decoded here.", called=legible(called)),
            )


RULES = (
    cut, repaired, garbage, content, operations, resources, fonts, images, undecodable,
)  # fmt: skip
