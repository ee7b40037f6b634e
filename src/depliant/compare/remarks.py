"""What fields of a page's form hold, and what its comments say, as PDFium tells."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, Final, Literal, NamedTuple

from depliant.geometry import Matrix, Rect

MOST: Final = 2_000
"""Annotations of one page that are read."""
_MOST_LETTERS: Final = 4_000
_UNSAID: Final = ("FPDF_ANNOT_LINK", "FPDF_ANNOT_POPUP", "FPDF_ANNOT_UNKNOWN")


class Remark(NamedTuple):
    """A field with its value, or a comment with its words; `called` is a field's name."""

    kind: Literal["field", "comment"]
    called: str
    said: str
    box: Rect


def remarks(page: Any, shown: Matrix) -> Iterator[Remark]:
    """Those of a page; `shown` leads from the page's space to the sheet's."""
    import pypdfium2.raw as pdfium

    unsaid = tuple(getattr(pdfium, name) for name in _UNSAID)
    for at in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page, at)
        if not annotation:
            continue
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            if kind == pdfium.FPDF_ANNOT_WIDGET:
                called = _text(annotation, b"T")
                said = _text(annotation, b"V") or _text(annotation, b"AS")
                yield Remark("field", called, said, shown.apply_rect(_box(annotation)))
            elif kind not in unsaid and (said := _text(annotation, b"Contents")):
                yield Remark("comment", "", said, shown.apply_rect(_box(annotation)))
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _box(annotation: Any) -> Rect:
    import pypdfium2.raw as pdfium

    edges = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(edges))
    low, high = sorted((edges.bottom, edges.top))
    left, right = sorted((edges.left, edges.right))
    return Rect(left, low, right - left, high - low)


def _text(annotation: Any, key: bytes) -> str:
    """The text or the name that an annotation has for a key; empty for none."""
    import pypdfium2.raw as pdfium

    room = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if room <= 2:
        return ""
    letters = (pdfium.FPDF_WCHAR * (room // 2))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, letters, room)
    said = bytes(letters)[: room - 2].decode("utf-16-le", "replace")
    return " ".join(said[:_MOST_LETTERS].split())
