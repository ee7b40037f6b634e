"""The outline of a picture or a drawing as text runs round it: how far each of its rows reaches.

What is clear counts as nothing, and so does a light ground: a photograph on white paper is a
cut-out as well. Rows are counted from the top, shares of the width from the side that it stands
at. Each row says how far from that side the last ink is: what lies behind it no line can enter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor, sqrt
from typing import TYPE_CHECKING, Final, Literal

from msgspec.structs import replace

from depliant.colour import PAPER
from depliant.display.items import Form, Glyphs, Group, Item, Mark, Path, Picture, Raster
from depliant.geometry import IDENTITY, Matrix, Rect, Size, outline_bounds, rectangle
from depliant.graphics import scan
from depliant.graphics.pixels import opacity_of, strips_of
from depliant.press.strips import joined
from depliant.text.ink import glyph_boxes

if TYPE_CHECKING:
    from PIL import Image

LIGHT: Final = 240
"""The level of 255 from which the darkest channel of a pixel is ground: whiter than a photograph
of a white wall, darker than what a JPEG leaves of white paper."""
CLEAR: Final = 16
"""The opacity of 255 below which nobody sees a pixel."""
_COLUMNS: Final = 400
_FULL: Final = 0.97
"""The share of its rectangle that an outline leaves nothing of."""

Edge = Literal["left", "right"]


def of_picture(picture: Picture, rows: int, edge: Edge) -> tuple[float, ...]:
    """How far each of so many rows of a picture reaches from that edge, as shares of its width."""
    from PIL import Image

    raster = picture.raster
    crop = picture.crop
    box = (
        min(floor(crop.x), raster.width - 1),
        min(floor(crop.y), raster.height - 1),
        min(max(ceil(crop.right), floor(crop.x) + 1), raster.width),
        min(max(ceil(crop.bottom), floor(crop.y) + 1), raster.height),
    )
    columns = min(_COLUMNS, box[2] - box[0])
    ground = _ground(raster, box).resize((columns, rows), Image.Resampling.BOX)
    if edge == "left":
        ground = ground.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    samples = ground.tobytes()
    found = []
    for row in range(rows):
        line = samples[row * columns : (row + 1) * columns]
        first = next((at for at, level in enumerate(line) if level < LIGHT), columns)
        found.append((columns - first) / columns)
    return tuple(found)


def _ground(raster: Raster, box: tuple[int, int, int, int]) -> Image.Image:
    """How light the part of a raster is in its darkest channel; what is clear is as white."""
    opacity = opacity_of(raster)
    size = (box[2] - box[0], box[3] - box[1])
    if opacity is None:
        return joined(size, map(_darkest, replace(strips_of(raster), box=box)))
    return joined(size, map(_unseen, replace(opacity, box=box)))


def _darkest(image: Image.Image) -> Image.Image:
    from PIL import ImageChops

    first, *others = (ImageChops.invert(image) if image.mode == "CMYK" else image).split()
    for other in others:
        first = ImageChops.darker(first, other)
    return first


def _unseen(alpha: Image.Image) -> Image.Image:
    return alpha.point([255] * CLEAR + [0] * (256 - CLEAR))


def of_items(items: Sequence[Item], size: Size, rows: int, edge: Edge) -> tuple[float, ...]:
    """How far each of so many rows of drawn items reaches from that edge, as shares of the width.

    What is painted in white is ground. Of a clip its box counts.
    """
    found = [0.0] * rows
    high = size.height / rows
    for piece, within in _pieces(items, IDENTITY, Rect(0.0, 0.0, *size)):
        upper, lower = sorted((piece[1], piece[3]))
        first = max(0, floor(max(upper, within.y) / high))
        last = min(rows - 1, floor(min(lower, within.bottom) / high))
        for row in range(first, last + 1):
            left, right = _across(piece, row * high, (row + 1) * high)
            left, right = max(left, within.x), min(right, within.right)
            if left <= right:
                reach = right if edge == "left" else size.width - left
                found[row] = max(found[row], min(1.0, reach / size.width))
    return tuple(found)


def _across(piece: scan.Edge, upper: float, lower: float) -> tuple[float, float]:
    """From where to where a straight piece goes between two heights."""
    x0, y0, x1, y1 = piece
    if y0 == y1:
        return min(x0, x1), max(x0, x1)
    slope = (x1 - x0) / (y1 - y0)
    ends = [x0 + (min(max(y, min(y0, y1)), max(y0, y1)) - y0) * slope for y in (upper, lower)]
    return min(ends), max(ends)


def _pieces(
    items: Sequence[Item], matrix: Matrix, within: Rect
) -> Iterator[tuple[scan.Edge, Rect]]:
    """The straight pieces that what is painted is bounded by, each with the box that clips it."""
    for item in items:
        match item:
            case Group() | Form():
                inner = matrix @ item.matrix
                box = within
                if isinstance(item, Group) and item.clip is not None:
                    clip = inner.apply_rect(outline_bounds(item.clip))
                    box = _common(within, clip)
                if box.width >= 0 and box.height >= 0:
                    yield from _pieces(item.items, inner, box)
            case Mark():
                yield from _pieces(item.items, matrix, within)
            case Path():
                if item.fill is not None and item.fill.cmyk != PAPER.cmyk:
                    yield from ((one, within) for one in scan.edges(item.outline, matrix))
                if item.stroke is not None and item.stroke.colour.cmyk != PAPER.cmyk:
                    bars = scan.stroked(item.outline, item.stroke, matrix)
                    yield from ((one, within) for one in bars)
            case Picture():
                whole = scan.edges(rectangle(item.frame), matrix)
                yield from ((one, within) for one in whole)
            case Glyphs():
                for box in glyph_boxes(item):
                    yield from ((one, within) for one in scan.edges(rectangle(box), matrix))


def _common(one: Rect, other: Rect) -> Rect:
    x, y = max(one.x, other.x), max(one.y, other.y)
    return Rect(x, y, min(one.right, other.right) - x, min(one.bottom, other.bottom) - y)


def kept_away(
    shares: Sequence[float], size: Size, gap: float
) -> tuple[tuple[float, float], ...] | None:
    """How far lines stay away that are `gap` points from an outline, band by band from the top.

    Each band is where it ends below the top and how far from the edge lines there stay, in points.
    None if the outline leaves nothing of its rectangle free.
    """
    if sum(shares) >= _FULL * len(shares):
        return None
    high = size.height / len(shares)
    near = ceil(gap / high)
    bands: list[tuple[float, float]] = []
    for row in range(len(shares) + near):
        reach = 0.0
        for other in range(max(0, row - near), min(len(shares), row + near + 1)):
            away = max(0, abs(row - other) - 1) * high
            if shares[other] and away < gap:
                reach = max(reach, shares[other] * size.width + sqrt(gap**2 - away**2))
        bottom = (row + 1) * high
        if bands and bands[-1][1] == reach:
            bands.pop()
        bands.append((bottom, reach))
    return tuple(bands)
