"""Booklets: which pages face each other, how they are counted, which stand on which sheet.

The sheets of a booklet are folded once, put into one another and stapled through the fold. Pages
are counted from 0 in the order of reading; sheets from 0, the cover's first.

Creep: a sheet that lies in others is pushed out of them at the fore-edge by the thickness of each
of these, and is cut off there by as much when the closed piece is trimmed. So its pages move to
the spine by the sum of those thicknesses: (number of the sheet - 1) x caliper where all are of one
paper ("Saddle Stitch Binding: What is Creep?", colorvisionprinting.com/blog; the total is Kodak
Preps' "approximate formula", pages / 4 x thickness, less the outermost sheet, which is not pushed).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from depliant.style.format import Format
from depliant.tuples import NamedTuple

A_SHEET: Final = 4
"""Pages of a sheet that is folded once."""


class Leafed(NamedTuple):
    """One side of a sheet of a booklet that reads to the right: its pages, left and right."""

    sheet: int
    is_outside: bool
    left: int
    right: int


def whole(style: Format, pages: int) -> int:
    """How many pages a booklet has, with the empty ones at its end that `blank: end` asks for."""
    return -(-pages // A_SHEET) * A_SHEET if style.blank == "end" else pages


def facing(page: int, pages: int) -> tuple[int, ...]:
    """The pages that lie side by side with one in the open booklet, in the order of reading.

    The first and the last are the outside of one sheet: the last comes before the first.
    """
    if pages % 2 == 0 and page in (0, pages - 1):
        return (pages - 1, 0)
    first = page - 1 + page % 2
    return tuple(one for one in (first, first + 1) if 0 <= one < pages)


def printed(pages: int) -> Iterator[Leafed]:
    """The sides of all sheets, the outermost first, each with its outside first."""
    for sheet in range(pages // A_SHEET):
        first, last = 2 * sheet, pages - 1 - 2 * sheet
        yield Leafed(sheet, True, last, first)
        yield Leafed(sheet, False, first + 1, last - 1)


def creep_mm(style: Format, sheet: int) -> float:
    """How far the pages of a sheet move to the spine, in millimetres: see the module."""
    return style.cover_thickness_mm + (sheet - 1) * style.thickness_mm if sheet else 0.0


def numbers(style: Format, pages: int) -> tuple[str, ...]:
    """What each page is counted as; empty for those that have no number."""
    count = style.numbering
    bare = {"counted": (0, 0), "first": (1, 0), "four": (2, 2)}[count.cover]
    found: list[str] = []
    for page in range(pages):
        at = page - bare[0]
        if at < 0 or page >= pages - bare[1]:
            found.append("")
        else:
            found.append(_roman(at + 1) if at < count.roman else str(at + 1 - count.roman))
    return tuple(found)


def labels(style: Format, pages: int, cover: str) -> tuple[str, ...]:
    """What a program that shows the pages calls each: the first is the `cover`.

    Other pages without a number are those of the cover's sheet, of which they are the second, the
    third and the last.
    """
    found = list(numbers(style, pages))
    for page, number in enumerate(found):
        if not number:
            place = page + 1 if page < 2 else A_SHEET - pages + page + 1
            found[page] = f"{cover} {place}".strip()
    return (cover or found[0], *found[1:])


_ROMAN: Final = (
    (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _roman(number: int) -> str:
    """A number below 100 in small roman numerals."""
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text
