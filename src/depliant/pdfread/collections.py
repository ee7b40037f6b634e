"""Adobe's collections of characters for Chinese, Japanese and Korean: what their numbers stand for.

A composite font may number its glyphs as one of them does (ISO 32000-1, 9.7.3), and then needs no
map of its own (9.10.2). PDFium has the tables; a page that shows each number in a place of its own
is written, and what PDFium reads there is the table.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

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


def collection_of(system: Any) -> str:
    """The collection that a CIDSystemInfo names; empty for none of these."""
    ordering = text(entry(system, "/Ordering"))
    return ordering if text(entry(system, "/Registry")) == "Adobe" and ordering in _COUNTS else ""


@lru_cache(maxsize=len(_COUNTS))
def signs(collection: str) -> Mapping[bytes, str]:
    """What the numbers of a collection, as two bytes, stand for."""
    import pypdfium2

    found: dict[bytes, str] = {b"\0\1": " "}  # which PDFium does not tell from a gap
    x, y = ctypes.c_double(), ctypes.c_double()
    with PDFIUM, pypdfium2.PdfDocument(_shown(collection)) as document:
        page = document[0].get_textpage()
        for index in range(page.count_chars()):
            if pypdfium2.raw.FPDFText_IsGenerated(page.raw, index):
                continue
            pypdfium2.raw.FPDFText_GetCharOrigin(page.raw, index, x, y)
            row, column = round(y.value / _LEADING), round(x.value / _STEP)
            if column < _ACROSS:
                code = (row * _ACROSS + column).to_bytes(2, "big")
                sign = chr(pypdfium2.raw.FPDFText_GetUnicode(page.raw, index))
                # One that stands for several letters is met once for each.
                found[code] = found.get(code, "") + sign
    return found


def _shown(collection: str) -> bytes:
    """A file that shows all numbers of a collection."""
    count = _COUNTS[collection]
    rows = -(-count // _ACROSS)
    pdf = pikepdf.Pdf.new()
    page = pdf.add_blank_page(page_size=((_ACROSS + 2) * _STEP, (rows + 2) * _LEADING))
    page.obj.Resources = Dictionary(Font=Dictionary(F=_font(collection)))
    lines = []
    for row in range(rows):
        numbers = range(row * _ACROSS, min((row + 1) * _ACROSS, count))
        gap = -(_STEP - 1) * 1000
        shown = "".join(f"<{number:04x}> {gap} " for number in numbers)
        lines.append(f"1 0 0 1 0 {row * _LEADING} Tm [{shown}<{_LAST:04x}>] TJ")
    page.obj.Contents = pdf.make_stream(f"BT /F 1 Tf {' '.join(lines)} ET".encode())
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def _font(collection: str) -> Dictionary:
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
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Numbers, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([inner]),
    )  # fmt: skip
