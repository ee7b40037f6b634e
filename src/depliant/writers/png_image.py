"""The image target: a PNG of each panel or side, in sRGB, for web pages, mails and social media.

The screen file is painted by PDFium, so that an image shows what a reader of the PDF sees. An
image says its resolution and that it is sRGB, and nothing of the day. Equal documents give equal
bytes with one version of PDFium; another one may smooth edges a little differently.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from depliant.display.items import DisplayDocument
from depliant.geometry import Size
from depliant.pdfread.pdfium import PDFIUM
from depliant.press.condition import PressSpec
from depliant.writers import image_files, screen_pdf
from depliant.writers.alternatives import Image
from depliant.writers.targets import Options, Output, Target

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

USUAL_PPI = screen_pdf.PICTURE_PPI


def _outputs(document: DisplayDocument, spec: PressSpec, options: Options) -> tuple[Output, ...]:
    """The images, and the file of their words.

    Raises:
        BrochureError: as `screen_pdf.write`.
        InputError: as `screen_pdf.write`; `image-size`.
    """
    scales = [image_files.scale_of(page.trim, options.images, USUAL_PPI) for page in document.pages]
    sizes = [
        Size(*(max(1, round(edge * scale)) for edge in page.trim))
        for page, scale in zip(document.pages, scales, strict=True)
    ]
    names = image_files.file_names(document, options.stem, TARGET.suffix)
    images = [Image(name, size) for name, size in zip(names, sizes, strict=True)]
    sharpest = max(screen_pdf.PICTURE_PPI, *(scale * 72 for scale in scales))
    painted = _painted(
        screen_pdf.write(document, spec.condition, picture_ppi=sharpest), sizes, scales
    )
    outputs = [Output(name, data, 1) for name, data in zip(names, painted, strict=True)]
    return *outputs, image_files.words_file(document, images, options, "images.json")


TARGET = Target("image", "png", "image/png", None, None, _outputs)


def _painted(data: bytes, sizes: Sequence[Size], scales: Sequence[float]) -> list[bytes]:
    """The pages of a PDF of our own as PNG, one after the other: pixels need much memory.

    Each is exactly as large as its size in pixels; a scale is its pixels a point.
    """
    import pypdfium2

    with PDFIUM:
        document = pypdfium2.PdfDocument(data)
        try:
            return [
                _png(_bitmap(page, size), scale * 72)
                for page, size, scale in zip(document, sizes, scales, strict=True)
            ]
        finally:
            document.close()


def _bitmap(page: Any, size: Size) -> Pixels:
    """One page on white paper. PDFium is given the size in pixels, since a scale is rounded up."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    width, height = int(size.width), int(size.height)
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, pdfium.FPDFBitmap_BGR)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0)
        pixels: Pixels = bitmap.to_pil().convert("RGB")
        return pixels.copy()
    finally:
        bitmap.close()


def _png(pixels: Pixels, ppi: float) -> bytes:
    """A PNG that says its resolution (pHYs) and its colour space (sRGB).

    Rendering intent 1 is relative colorimetric, as colours were derived; gAMA stands beside it
    for programs that do not know sRGB (PNG, third edition, 11.3.2.5).
    """
    from PIL.PngImagePlugin import PngInfo

    chunks = PngInfo()
    chunks.add(b"sRGB", b"\x01")
    chunks.add(b"gAMA", (45455).to_bytes(4, "big"))
    stream = io.BytesIO()
    pixels.save(stream, "PNG", pnginfo=chunks, dpi=(ppi, ppi))
    return stream.getvalue()
