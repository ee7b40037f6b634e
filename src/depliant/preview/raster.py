"""Pixels of a press file: PDFium paints a part of a page at a scale.

A part is known by its digest; the file that it is painted from is the last one that was taken in
with it. A side's pixels lie on one grid from its trim corner, whatever part is painted: parts that
are put side by side have no seam. PDFium paints ink by its own table, not by the profile.
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from depliant.confined import confined
from depliant.errors import InputError, Place
from depliant.geometry import Point, Rect
from depliant.pdfread.pdfium import PDFIUM
from depliant.preview.png import png
from depliant.preview.snapshot import Pages, Sheet

SCALES: Final = (0.05, 16.0)
"""Pixels a point that may be asked for."""
_MOST_PIXELS: Final = 24_000_000
"""Of one picture: 72 MB while it is painted."""
_MOST_FILES: Final = 16 * 1024 * 1024
"""Bytes of files that are held, if they are more than so many: a browser may ask for what was."""
_FEWEST_FILES: Final = 12
_MOST_HELD: Final = 256 * 1024 * 1024
"""Bytes beyond which fewer than that are held: with very large pictures a file has 200 MB."""
_MOST_PICTURES: Final = 16 * 1024 * 1024
_OPEN: Final = 3
"""Files that PDFium holds open."""
_MOST_OPEN: Final = 64 * 1024 * 1024
"""Bytes beyond which it holds fewer: of each it keeps the pictures that it has painted."""


class Part(NamedTuple):
    """A part of a page: `box` in points from the trim corner, y down."""

    press: bytes
    page: int
    box: Rect
    is_foreign: bool = False
    """Of a file that may be anybody's: it is painted by a process of its own, in bounds."""


class Pixels(NamedTuple):
    """Whole pixels on the grid of a side: from `left` and `top`, which the bleed has below 0."""

    left: int
    top: int
    width: int
    height: int


def pixels_of(box: Rect, scale: float) -> Pixels:
    """The pixels of a box at a scale: each edge at the nearest whole one.

    The page does the same sums to put the picture in its place; see static/tiles.js.
    """
    left, top = _nearest(box.x * scale), _nearest(box.y * scale)
    right, bottom = _nearest(box.right * scale), _nearest(box.bottom * scale)
    return Pixels(left, top, max(1, right - left), max(1, bottom - top))


def _nearest(value: float) -> int:
    return math.floor(value + 0.5)


class _File(Struct):
    """A press file that is open: its document and those of its pages that were read."""

    document: Any
    pages: dict[int, Any]

    def close(self) -> None:
        for page in self.pages.values():
            page.close()
        self.document.close()


class Raster:
    """Paints parts of press files; remembers what was painted last. Threads may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._parts: OrderedDict[str, Part] = OrderedDict()
        self._pictures: OrderedDict[tuple[str, float], bytes] = OrderedDict()
        self._size = 0
        self._apart = threading.Semaphore(2)
        self._open: OrderedDict[int, tuple[bytes, _File]] = OrderedDict()

    def take(self, pages: Pages) -> None:
        """Take in a press file: its parts can be asked for from now on."""
        self.take_file(pages.press, pages.sheets)

    def take_file(self, data: bytes, sheets: Iterable[Sheet], *, is_foreign: bool = False) -> None:
        """Take in a file, of which these are the sides; `is_foreign`: see `Part`."""
        with self._lock:
            for sheet in sheets:
                for tile in sheet.tiles:
                    self._parts[tile.digest] = Part(data, sheet.page, tile.box, is_foreign)
                    self._parts.move_to_end(tile.digest)
            while self._holds_too_much():
                self._parts.popitem(last=False)

    def _holds_too_much(self) -> bool:
        files = {id(part.press): len(part.press) for part in self._parts.values()}
        size, most = sum(files.values()), _MOST_FILES
        return len(files) > 1 and size > (most if len(files) > _FEWEST_FILES else _MOST_HELD)

    def part(self, digest: str) -> Part | None:
        """The part of that digest; None where nobody knows it."""
        with self._lock:
            return self._parts.get(digest)

    def picture(self, digest: str, scale: float) -> bytes | None:
        """A part as PNG at so many pixels a point; None where nobody knows it, or it is too large.

        A picture that would have far too many pixels is painted at the scale that is possible.
        """
        key = digest, scale
        with self._lock:
            part = self._parts.get(digest)
            found = self._pictures.get(key)
            if found is not None:
                self._pictures.move_to_end(key)
                return found
        if part is None:
            return None
        if part.is_foreign:
            try:
                with self._apart:
                    made = _painted_apart(part, scale)
            except InputError:
                return None
        else:
            made = png(self.pixels(part, scale))
        with self._lock:
            self._keep(key, made)
        return made

    def pixels(self, part: Part, scale: float, *, alone: bool = False) -> NDArray[np.uint8]:
        """The pixels of a part: rows, columns, red green blue.

        They lie on the grid of its side, so that it has no seam with its neighbours; `alone` on one
        of its own, so that it is the same wherever on a side it stands.
        """
        import pypdfium2
        import pypdfium2.raw as pdfium

        scale = within(part.box, scale)
        box = part.box
        area = pixels_of(Rect(0, 0, box.width, box.height) if alone else box, scale)
        left, top = (box.x * scale, box.y * scale) if alone else (area.left, area.top)
        with PDFIUM:
            page, corner = self._page(part)
            bitmap = pypdfium2.PdfBitmap.new_native(area.width, area.height, pdfium.FPDFBitmap_BGR)
            try:
                bitmap.fill_rect((255, 255, 255, 255), 0, 0, area.width, area.height)
                place = pdfium.FS_MATRIX(
                    scale, 0, 0, scale, corner.x * scale - left, corner.y * scale - top
                )
                clip = pdfium.FS_RECTF(0, 0, area.width, area.height)
                pdfium.FPDF_RenderPageBitmapWithMatrix(
                    bitmap, page, place, clip, pdfium.FPDF_REVERSE_BYTE_ORDER
                )
                return np.array(bitmap.to_numpy()[:, :, :3])
            finally:
                bitmap.close()

    def close(self) -> None:
        """Give back what PDFium holds."""
        with PDFIUM:
            for _, file in self._open.values():
                file.close()
            self._open.clear()

    def _page(self, part: Part) -> tuple[Any, Point]:
        """A page that is open, and the way from its trim corner to its upper left one.

        To be called with PDFium's lock held.
        """
        import pypdfium2

        key = id(part.press)
        if key not in self._open:
            self._open[key] = part.press, _File(pypdfium2.PdfDocument(part.press), {})
        self._open.move_to_end(key)
        while len(self._open) > _OPEN or (len(self._open) > 1 and self._is_much_open()):
            self._open.popitem(last=False)[1][1].close()
        file = self._open[key][1]
        if part.page not in file.pages:
            file.pages[part.page] = file.document[part.page]
        page = file.pages[part.page]
        left, _, _, top = page.get_trimbox()
        return page, Point(-left, top - page.get_height())

    def _is_much_open(self) -> bool:
        return sum(len(data) for data, _ in self._open.values()) > _MOST_OPEN

    def _keep(self, key: tuple[str, float], picture: bytes) -> None:
        if key in self._pictures:
            return
        self._pictures[key] = picture
        self._size += len(picture)
        while self._size > _MOST_PICTURES and len(self._pictures) > 1:
            self._size -= len(self._pictures.popitem(last=False)[1])


def _painted_apart(part: Part, scale: float) -> bytes:
    """The PNG of a part, made by a process of its own.

    Raises:
        InputError: `pdf-hostile`
    """
    return confined(bytes, Place("PDF"), painted, part.press, part.page, part.box, scale)


def painted(data: bytes, page: int, box: Rect, scale: float) -> bytes:
    """The PNG of a part of a file."""
    raster = Raster()
    try:
        return png(raster.pixels(Part(data, page, box), scale))
    finally:
        raster.close()


def within(box: Rect, scale: float, pixels: int = _MOST_PIXELS) -> float:
    """The scale, or the largest at which a box has not too many pixels."""
    return min(scale, math.sqrt(pixels / (box.width * box.height)))
