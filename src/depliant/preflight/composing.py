"""Groups that are composed in a space of their own (ISO 32000-1, 11.4.5, 11.6.6 and table 147).

An isolated group may say in which space its elements are blended. One whose space is not that of
what it lies in is rastered here by itself, with how opaque it comes out, and laid on as an image of
the ink, or of the light, that has come of it. A group that is not isolated is blended as what it
lies in is.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Mapping, Sequence
from math import ceil, floor
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pikepdf

from depliant.geometry import IDENTITY, Matrix, Rect
from depliant.pdfread.objects import entry, numbers
from depliant.pdfread.pdfium import PDFIUM
from depliant.pdfread.spaces import CMYK, PROCESS
from depliant.preflight.lit import LIGHTS, Blending, lacks_of
from depliant.preflight.rastering import Channels

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from depliant.preflight.separation import Own, Part

    Grid = NDArray[np.uint8]

_MOST_PIXELS = 60_000_000
"""Of the groups of a page together; what is beyond is blended as what it lies in is."""

_SNAP = 0.02
"""Of a pixel: so much within its own pixels an image lies, lest it takes up one more."""


class Canvas(NamedTuple):
    """The pixels that a page is rastered to: how many, of what size, and where the first one is.

    `x` and `y` are its left and upper edge in the page's own space, y up; `across` and `along` are
    pixels a unit of that space.
    """

    x: float
    y: float
    across: float
    along: float
    columns: int
    rows: int

    def window(self, box: Rect, placed: Matrix) -> tuple[int, int, int, int] | None:
        """The pixels that a box touches where it is placed: left, top, right, bottom; or None."""
        corners = [
            placed.apply(x, y) for x in (box.x, box.right) for y in (box.y, box.bottom)
        ]  # fmt: skip
        columns = [(x - self.x) * self.across for x, _ in corners]
        rows = [(self.y - y) * self.along for _, y in corners]
        left, right = _within(columns, self.columns)
        top, bottom = _within(rows, self.rows)
        return (left, top, right, bottom) if right > left and bottom > top else None

    def area(self, window: tuple[int, int, int, int], inset: float = 0.0) -> Rect:
        """What some pixels cover in the page's own space, from its lower left corner."""
        left, top, right, bottom = window
        return Rect(
            self.x + (left + inset) / self.across,
            self.y - (bottom - inset) / self.along,
            (right - left - 2 * inset) / self.across,
            (bottom - top - 2 * inset) / self.along,
        )


def _within(edges: Sequence[float], most: int) -> tuple[int, int]:
    low, high = min(max(min(edges), 0.0), most), min(max(max(edges), 0.0), most)
    return floor(low + 1e-4), ceil(high - 1e-4)


class Composed(NamedTuple):
    """A group as it has come out: what of each plate there is, how opaque it is, and where.

    `is_lettered` says that there is text in it.
    """

    plates: Mapping[str, Grid]
    opacity: Grid
    window: tuple[int, int, int, int]
    is_lettered: bool


class Paints(Protocol):
    """What writes a part for some plates: a printer."""

    @property
    def lettered(self) -> Collection[Channels]:
        """The plates on which there is text."""
        ...

    def form(self, part: Part, channels: Channels, at: Matrix | None) -> Any:
        """A part as a form on some plates."""
        ...


Alike = Callable[[pikepdf.Pdf, Blending, bool], Paints]
"""A printer into a file, for what is blended in some space, with its text or without."""


class Composer:
    """Composes the groups of a page each where it is shown, and once for all plates."""

    def __init__(self, canvas: Canvas, press: bytes, around: Blending, alike: Alike) -> None:
        self._canvas = canvas
        self._press = press
        self._around = around
        self._alike = alike
        self._left = [_MOST_PIXELS]
        self._made: dict[tuple[int, Matrix, bool], tuple[Own, Composed | None]] = {}

    def within(self, alike: Alike, around: Blending) -> Composer:
        """One for what lies in a group that is blended in some space."""
        other = Composer(self._canvas, self._press, around, alike)
        other._left = self._left
        return other

    def of(self, own: Own, holder: Any, at: Matrix, with_text: bool) -> Composed | None:
        """What comes of a group that is shown in a space placed so; None if there is no room."""
        key = (id(own), at, True)
        if key not in self._made:
            # The group is kept with it: what the key names by number must not be freed.
            self._made[key] = own, self._composed(own, holder, at, True)
        made = self._made[key][1]
        if with_text or made is None or not made.is_lettered:
            return made
        key = (id(own), at, False)
        if key not in self._made:
            self._made[key] = own, self._composed(own, holder, at, False)
        return self._made[key][1]

    def placing(self, made: Composed, at: Matrix) -> bytes:
        """The operator that lays on what has come of a group; empty where there is nothing."""
        back = at.inverse
        if back is None or not made.opacity.any():
            return b""
        area = self._canvas.area(made.window, _SNAP)
        matrix = back @ Matrix(area.width, 0, 0, area.height, area.x, area.y)
        return b"%.9g %.9g %.9g %.9g %.9g %.9g cm" % matrix

    def _composed(self, own: Own, holder: Any, at: Matrix, with_text: bool) -> Composed | None:
        import numpy as np

        box = _box(holder)
        window = box and self._canvas.window(box, at @ form_matrix(holder))
        if not window:
            return Composed({}, np.zeros((1, 1), np.uint8), (0, 0, 1, 1), False)
        width, height = window[2] - window[0], window[3] - window[1]
        if width * height > self._left[0]:
            return None
        self._left[0] -= width * height
        target = pikepdf.new()
        printer = self._alike(target, own.blending, with_text)
        sheets = _sheets(own)
        area = self._canvas.area(window)
        for channels in sheets:
            page = target.add_blank_page(page_size=(3, 3)).obj
            page.MediaBox = pikepdf.Array([area.x, area.y, area.right, area.bottom])
            form = printer.form(own.part, channels, at)
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(G=form))
            page.Contents = target.make_stream(b"%.9g %.9g %.9g %.9g %.9g %.9g cm /G Do" % at)
        plates, opacity = _rastered(target, (width, height), sheets)
        laid = _converted(plates, own.blending, self._around)
        return Composed(laid, opacity, window, bool(printer.lettered))


def _sheets(own: Own) -> list[Channels]:
    """What a group is rastered as, in its own space."""
    if own.blending is not None:
        return [LIGHTS]
    return [PROCESS[:3], PROCESS[3:]] if own.together else [(plate,) for plate in PROCESS]


def _rastered(
    target: pikepdf.Pdf, size: tuple[int, int], sheets: Sequence[Channels]
) -> tuple[dict[str, Grid], Grid]:
    """What each page lacks of the light, a channel a plate, and how opaque all are together.

    What one plate lacks and another does not (something overprints there) is shared out, so that
    all are as opaque.
    """
    import numpy as np

    file = io.BytesIO()
    target.save(file, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    found = _bitmaps(file.getvalue(), size, len(sheets))
    opacity = np.maximum.reduce([bitmap[:, :, 3] for bitmap in found])
    plates: dict[str, Grid] = {}
    for channels, bitmap in zip(sheets, found, strict=True):
        shown = bitmap[:, :, 3]
        for at, plate in enumerate(channels):
            lacking = 255 - bitmap[:, :, at]
            if not np.array_equal(shown, opacity):
                share = shown.astype(np.float32) / np.maximum(opacity, 1)
                lacking = np.rint(lacking * share).astype(np.uint8)
            plates[plate] = np.where(opacity > 0, lacking, 0).astype(np.uint8)
    return plates, opacity


def _bitmaps(data: bytes, size: tuple[int, int], count: int) -> list[Grid]:
    """The first pages, each stretched to so many pixels, as red, green, blue and opacity."""
    import numpy as np
    import pypdfium2
    import pypdfium2.raw as pdfium

    width, height = size
    hard = (
        pdfium.FPDF_RENDER_NO_SMOOTHTEXT
        | pdfium.FPDF_RENDER_NO_SMOOTHIMAGE
        | pdfium.FPDF_RENDER_NO_SMOOTHPATH
        | pdfium.FPDF_REVERSE_BYTE_ORDER
    )
    found: list[Grid] = []
    with PDFIUM:
        document = pypdfium2.PdfDocument(data)
        try:
            for index in range(count):
                page = document[index]
                bitmap = pypdfium2.PdfBitmap.new_native(
                    width, height, pdfium.FPDFBitmap_BGRA, rev_byteorder=True
                )
                bitmap.fill_rect((0, 0, 0, 0), 0, 0, width, height)
                pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, hard)
                found.append(np.array(bitmap.to_numpy()))
                bitmap.close()
                page.close()
        finally:
            document.close()
    return found


def _converted(plates: Mapping[str, Grid], own: Blending, onto: Blending) -> dict[str, Grid]:
    """A group's plates in its own space as those of what it lies in: ink, or what light lacks."""
    import numpy as np
    from PIL import Image

    if own is None:
        return dict(plates) if onto is None else lacks_of(plates, CMYK, onto)
    pictures = [Image.fromarray(np.ascontiguousarray(plates[plate])) for plate in LIGHTS]
    return dict(zip(PROCESS, map(np.asarray, own.inked(pictures)), strict=True))


def form_matrix(holder: Any) -> Matrix:
    """What maps a form's space to that in which it is shown."""
    values = numbers(entry(holder, "/Matrix"))
    return Matrix(*values) if len(values) == 6 else IDENTITY


def _box(holder: Any) -> Rect | None:
    """The box of a form in its own space, y up."""
    edges = numbers(entry(holder, "/BBox"))
    if len(edges) != 4:
        return None
    left, right = sorted((edges[0], edges[2]))
    low, high = sorted((edges[1], edges[3]))
    return Rect(left, low, right - left, high - low)
