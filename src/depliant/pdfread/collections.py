"""Adobe's collections of characters for Chinese, Japanese and Korean: what their numbers stand for.

A composite font may number its glyphs as one of them does (ISO 32000-1, 9.7.3), and then needs no
map of its own (9.10.2). Its codes may be those of a map that every reader has (table 118). PDFium
has the tables of both; a page that shows each number, or each code, in a place of its own is
written, and what PDFium reads there is the table. Which number a code leads to is seen by the
widths: in the font of that page each glyph has its own.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple
from unicodedata import normalize

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from depliant.pdfread.objects import entry, text
from depliant.pdfread.pdfium import PDFIUM

_COUNTS: Final = {"Japan1": 23_060, "GB1": 30_572, "CNS1": 19_179, "Korea1": 18_352}
"""The numbers of each collection, in its newest supplement that PDFium knows."""
_ACROSS, _STEP, _LEADING = 100, 8, 4
"""Numbers in a row, and points from one to the next and from row to row; an em is one point."""
_LAST = 34
"""The number of a letter in all of them: after it, a hyphen does not stand at the end of a row."""
_LEAST = 1_000
"""What the width of a glyph is more than its number: of signs that overlap PDFium drops one."""
_WIDE = 80
"""Points from one code to the next that is shown twice: each time it is up to 32 wide."""
_MOST_BLOCKS = 500
_LAST_OF_ASCII = 0x7F


def collection_of(system: Any) -> str:
    """The collection that a CIDSystemInfo names; empty for none of these."""
    ordering = text(entry(system, "/Ordering"))
    return ordering if text(entry(system, "/Registry")) == "Adobe" and ordering in _COUNTS else ""


@lru_cache(maxsize=len(_COUNTS))
def signs(collection: str) -> Mapping[bytes, str]:
    """What the numbers of a collection, as two bytes, stand for."""
    found: dict[bytes, str] = {b"\0\1": " "}  # which PDFium does not tell from a gap
    for sign, x, y in _read(_shown(collection)):
        row, column = round(y / _LEADING), round(x / _STEP)
        if column < _ACROSS:
            code = (row * _ACROSS + column).to_bytes(2, "big")
            # One that stands for several letters is met once for each.
            found[code] = found.get(code, "") + sign
    return {
        code: said
        for code, said in found.items()
        if not _is_itself(said, int.from_bytes(code, "big"))
    }


def _read(file: bytes) -> Iterator[tuple[str, float, float]]:
    """The signs on the first page of a file, and where each begins."""
    import pypdfium2

    x, y = ctypes.c_double(), ctypes.c_double()
    with PDFIUM, pypdfium2.PdfDocument(file) as document:
        page = document[0].get_textpage()
        for index in range(page.count_chars()):
            if not pypdfium2.raw.FPDFText_IsGenerated(page.raw, index):
                pypdfium2.raw.FPDFText_GetCharOrigin(page.raw, index, x, y)
                yield chr(pypdfium2.raw.FPDFText_GetUnicode(page.raw, index)), x.value, y.value


class Led(NamedTuple):
    """Where a code leads: to a number of the collection, and what it stands for; if known."""

    cid: int | None
    text: str


@lru_cache(maxsize=_MOST_BLOCKS)
def led(collection: str, encoding: str, length: int, block: int) -> Mapping[int, Led]:
    """Where some codes of a map lead.

    Args:
        collection: that which the map leads to.
        encoding: its name, with its direction.
        length: the bytes of a code: one or two, PDFium knows no longer ones.
        block: what the codes begin with: their first byte divided by 16, or 0 if it is the last.
    """
    if length > 2:
        return {}
    leads = range(16 * block, 16 * block + 16) if length > 1 else (0,)
    told: dict[int, list[tuple[str, float]]] = {}
    for sign, x, y in _read(_codes_shown(collection, encoding, length, leads)):
        column = int(x + 1) // _WIDE
        code = 256 * leads[min(column, len(leads) - 1)] + round(y / _LEADING)
        told.setdefault(code, []).append((sign, x - _WIDE * column))
    found = {code: _led(code, signs_of) for code, signs_of in told.items()}
    if (mark := found.get(ord("!"))) is not None and mark.cid:
        found[ord(" ")] = Led(mark.cid - 1, " ")  # which PDFium takes for a gap
    return found


def _led(code: int, told: list[tuple[str, float]]) -> Led:
    """Where one code leads that was shown twice: the second time begins where the first ends."""
    half = len(told) // 2
    number = round(1000 * told[half][1]) - _LEAST
    said = "".join(sign for sign, _ in told[:half])
    # What fell into other codes is not one sign twice.
    if not said or said != "".join(sign for sign, _ in told[half:]) or {*said} & {*"\0\ufffd"}:
        return Led(None, "")
    if code > _LAST_OF_ASCII and _is_itself(said, code):
        said = ""
    return Led(number if 0 < number <= max(_COUNTS.values()) else None, said)


def _is_itself(said: str, number: int) -> bool:
    """Whether PDFium gives a number for the sign: so it does where it knows none."""
    return normalize("NFKC", said).strip() == normalize("NFKC", chr(number)).strip()


def _codes_shown(collection: str, encoding: str, length: int, leads: Sequence[int]) -> bytes:
    """A file that shows codes of a map, each twice, in a font whose widths are glyph numbers."""
    lines = []
    for column, lead in enumerate(leads):
        for last in range(256):
            code = (256 * lead + last).to_bytes(length, "big").hex()
            at = f"{column * _WIDE} {last * _LEADING}"
            lines.append(f"1 0 0 1 {at} Tm [<{code}> 0 <{code}>] TJ")
    font = _font(collection, encoding)
    font.DescendantFonts[0].W = Array([0, Array(range(_LEAST, _LEAST + _COUNTS[collection]))])
    return _page(font, (17 * _WIDE, 258 * _LEADING), lines)


def _shown(collection: str) -> bytes:
    """A file that shows all numbers of a collection."""
    count = _COUNTS[collection]
    rows = -(-count // _ACROSS)
    lines = []
    for row in range(rows):
        numbers = range(row * _ACROSS, min((row + 1) * _ACROSS, count))
        gap = -(_STEP - 1) * 1000
        shown = "".join(f"<{number:04x}> {gap} " for number in numbers)
        lines.append(f"1 0 0 1 0 {row * _LEADING} Tm [{shown}<{_LAST:04x}>] TJ")
    return _page(_font(collection), ((_ACROSS + 2) * _STEP, (rows + 2) * _LEADING), lines)


def _page(font: Dictionary, size: tuple[int, int], lines: Iterable[str]) -> bytes:
    """A file of one page with lines of text in a font."""
    pdf = pikepdf.Pdf.new()
    page = pdf.add_blank_page(page_size=size)
    page.obj.Resources = Dictionary(Font=Dictionary(F=font))
    page.obj.Contents = pdf.make_stream(f"BT /F 1 Tf {' '.join(lines)} ET".encode())
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def _font(collection: str, encoding: str = "Identity-H") -> Dictionary:
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.Numbers, Flags=4,
        FontBBox=Array([0, 0, 1000, 1000]), ItalicAngle=0, Ascent=800, Descent=-200,
        CapHeight=700, StemV=80,
    )  # fmt: skip
    system = Dictionary(Registry=String("Adobe"), Ordering=String(collection), Supplement=0)
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name.Numbers, CIDSystemInfo=system,
        FontDescriptor=descriptor, DW=1000,
    )  # fmt: skip
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Numbers, Encoding=Name(f"/{encoding}"),
        DescendantFonts=Array([inner]),
    )  # fmt: skip
