"""Pages that were written for plates, rastered by pdfium and read as ink."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf

from depliant.pdfread.pdfium import PDFIUM

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

Channels = tuple[str, ...]
"""Plates that are written as one page: one as gray, three as red, green and blue."""


class View(NamedTuple):
    """A part of a page, so many pixels large; the page begins at `x` and `y` of it."""

    x: float
    y: float
    width: int
    height: int


def rastered(
    target: pikepdf.Pdf,
    scale: float,
    sheets: Sequence[Channels],
    *,
    smooth: bool = False,
    meshed: bool = False,
    view: View | None = None,
) -> list[list[Picture]]:
    """Each page, or a view of it, as ink: its gray or its colours turned round, one a channel.

    The paths of `meshed` pages are smooth though all else be not: pdfium draws meshes of patches as
    many small ones, which leave gaps else.
    """
    import pypdfium2
    from PIL import ImageChops

    file = io.BytesIO()
    target.save(file, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    found = []
    with PDFIUM:
        document = pypdfium2.PdfDocument(file.getvalue())
        try:
            for page, channels in zip(document, sheets, strict=True):
                if view is None:
                    is_gray = len(channels) == 1
                    bitmap = _whole(page, scale, is_gray=is_gray, smooth=smooth, meshed=meshed)
                else:
                    bitmap = _seen(page, scale, view)
                light = bitmap.to_pil().split()[: len(channels)]
                found.append([ImageChops.invert(channel) for channel in light])
                bitmap.close()
                page.close()
        finally:
            document.close()
    return found


def _whole(page: Any, scale: float, *, is_gray: bool, smooth: bool, meshed: bool) -> Any:
    return page.render(
        scale=scale, grayscale=is_gray, rev_byteorder=True,
        may_draw_forms=False, draw_annots=False,
        no_smoothtext=not smooth, no_smoothimage=not smooth, no_smoothpath=not (smooth or meshed),
    )  # fmt: skip


def _seen(page: Any, scale: float, view: View) -> Any:
    """In colour for gray as well: only then does pdfium place letters between whole pixels."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    bitmap = pypdfium2.PdfBitmap.new_native(
        view.width, view.height, pdfium.FPDFBitmap_BGR, rev_byteorder=True
    )
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, view.width, view.height)
    place = pdfium.FS_MATRIX(scale, 0, 0, scale, view.x, view.y)
    clip = pdfium.FS_RECTF(0, 0, view.width, view.height)
    pdfium.FPDF_RenderPageBitmapWithMatrix(
        bitmap, page, place, clip, pdfium.FPDF_REVERSE_BYTE_ORDER
    )
    return bitmap
