"""A PDF that a partner sent as one upright page without anything but what it draws."""

from __future__ import annotations

import contextlib
import io
from typing import NamedTuple

import pikepdf

from depliant.errors import Place
from depliant.graphics.pdf_text import bare_name
from depliant.partners.kinds import unusable
from depliant.pdfread.budget import Budget, BudgetError
from depliant.pdfread.events import Shown
from depliant.pdfread.interpreter import Interpreter
from depliant.pdfread.opening import OpenFile, opened
from depliant.pdfread.walk import walk
from depliant.sentences import say

_EMPTY_AI = "saved without pdf content"
"""Of the sentence that Illustrator writes on the page of a file without "Create PDF Compatible"."""
_OF_PAGE = frozenset(
    ("/Type", "/Parent", "/Contents", "/Resources", "/Group", "/UserUnit", "/MediaBox",
     "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox")
)  # fmt: skip
_STEPS = 100_000


class Alone(NamedTuple):
    """The bytes of a file of one page, and the fonts of its text that it does not carry.

    `repaired` is what qpdf says of a file that it had to repair; "" of a sound one.
    """

    data: bytes
    lacking: tuple[str, ...]
    repaired: str


def one_page(data: bytes, place: Place, number: int, tidy: bool) -> Alone:
    """One page of a file; the file as it is where it has no other and nothing needs changing.

    A file that is broken is repaired; one whose end was cut off stays, for its readers to refuse.

    Args:
        data: the file.
        place: where it is, for what is said of it.
        number: the page that is wanted, from 1; 0: the only one.
        tidy: whether what is no drawing is to be left out in any case.

    Raises:
        InputError: `logo-pages`, `logo-ai`, or what keeps the file from being opened.
    """
    name = place.file.rpartition("/")[2]
    with opened(data, restricted=True) as file:
        count = len(file.pages)
        if not number and count > 1:
            raise unusable(
                "logo-pages",
                say("{name} has {count} pages, and a mark is one.", name=name, count=count),
                place,
                say("Say which it is on with --page, or ask for a file of its own."),
            )
        if number > count:
            raise unusable(
                "logo-pages",
                say(
                    "{name} has {count} pages, not {number}.", name=name, count=count, number=number
                ),
                place,
                say("Name another page."),
            )
        at = max(0, number - 1)
        words, lacking = _lettered(file, at)
        if _EMPTY_AI in words:
            raise unusable(
                "logo-ai",
                say("{name} is an Illustrator file that was saved without its PDF.", name=name),
                place,
                say("Ask for it saved again with “Create PDF Compatible File”, or as PDF."),
            )
        repaired = next(iter(file.repairs), "")
        changes = tidy or count > 1 or file.pages[at].rotate or file.pdf.is_encrypted or repaired
        if file.is_cut or not changes:
            return Alone(data, lacking, "")
        return Alone(_alone(file.pdf, at), lacking, repaired)


def _lettered(file: OpenFile, at: int) -> tuple[str, tuple[str, ...]]:
    """What the live text of a page says, in small letters, and the fonts that it lacks."""
    said: list[str] = []
    lacking: dict[str, None] = {}
    interpreter = Interpreter(Budget(_STEPS, _STEPS))
    facts = file.pages[at]
    with contextlib.suppress(BudgetError):
        for event, _ in walk(interpreter, interpreter.page(facts), facts):
            if isinstance(event, Shown) and event.state.face is not None:
                face = event.state.face
                said += [face.said(part) for part in event.parts if isinstance(part, bytes)]
                if not face.embedded and event.codes and event.state.render_mode != 3:
                    lacking.setdefault(bare_name(face.name))
    return " ".join("".join(said).casefold().split()), tuple(lacking)


def _alone(pdf: pikepdf.Pdf, at: int) -> bytes:
    """One page in a file of its own, upright, with its layers; no notes, dates or documents."""
    page = pdf.pages[at]
    page.flatten_rotation()
    for number in range(len(pdf.pages) - 1, -1, -1):
        if number != at:
            del pdf.pages[number]
    for key in list(page.obj.keys()):
        if key not in _OF_PAGE:
            del page.obj[key]
    for key in list(pdf.Root.keys()):
        if key not in ("/Type", "/Pages", "/OCProperties"):
            del pdf.Root[key]
    for key in ("/Info", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    file = io.BytesIO()
    pdf.save(file, deterministic_id=True, encryption=False)
    return file.getvalue()
