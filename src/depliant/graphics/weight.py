"""How heavy a mark looks: its inked box, how much of it is inked, and its visual centre.

The items are scanned in a coarse raster of their own inked box: fine enough to weigh a mark,
cheap enough for every build. Later items cover earlier ones, as on paper; what has the
colour of the ground does not count, so a white mark is weighed on a dark ground.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from depliant.colour import PAPER, Colour
from depliant.display.items import Form, Group, Item, Path, Picture
from depliant.geometry import (
    IDENTITY,
    Matrix,
    Outline,
    Point,
    Rect,
    bounds,
    outline_bounds,
    rectangle,
    transformed,
)
from depliant.memory import remembered

ROWS = COLUMNS = 40
FLATNESS = 4
"""Straight pieces that a curve is cut into, unless it is shorter than half a cell."""

_BERNSTEIN = tuple(
    ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
    for t in (i / FLATNESS for i in range(1, FLATNESS))
)

Polygon = list[tuple[float, float]]


class Weight(Struct, frozen=True):
    """What a mark weighs.

    `box` is its inked box in its own units, `density` the mean darkness of that box from 0
    to 1, `centre` the centre of its ink as shares of the box's width and height.
    """

    box: Rect
    density: float
    centre: Point


class _Paint(Struct, frozen=True):
    """Polygons painted in one go, with their colour, its darkness and the box that clips them."""

    polygons: list[Polygon]
    box: Rect
    colour: Colour
    darkness: float
    even_odd: bool


class _Where(NamedTuple):
    """The map and clip that hold for items, and the length below which a curve is a line."""

    matrix: Matrix
    clip: Rect | None
    fine: float


def darkness(colour: Colour) -> float:
    """How dark an ink looks beside paper, from 0 to 1.

    A plain subtractive estimate with the luminance weights of Rec. 709: good enough to
    compare marks, not to predict a print.
    """
    c, m, y, k = colour.cmyk
    light = 0.2126 * (1 - c) + 0.7152 * (1 - m) + 0.0722 * (1 - y)
    return 1 - light * (1 - k)


def _differs(colour: Colour, ground: Colour) -> bool:
    """Whether a colour shows on a ground: teal does on a green that is as dark."""
    pairs = zip(colour.cmyk, ground.cmyk, strict=True)
    return any(abs(amount - below) > 0.02 for amount, below in pairs)


@remembered
def weigh(items: tuple[Item, ...], extent: float, ground: Colour = PAPER) -> Weight | None:
    """Weigh the paths among `items`; None if nothing of them shows on `ground`.

    `extent` is about how large the whole is, in the items' units: finer detail than a cell of
    the raster is not looked at.
    """
    below = darkness(ground)
    paints = list(_paints(items, _Where(IDENTITY, None, extent / ROWS / 2)))
    shown = [paint.box for paint in paints if _differs(paint.colour, ground)]
    if not shown:
        return None
    box = shown[0]
    for other in shown[1:]:
        box = box.union(other)
    if box.width <= 0 or box.height <= 0:
        return None
    cells = [[below] * COLUMNS for _ in range(ROWS)]
    for paint in paints:
        _scan(paint, box, cells)
    return _measured(box, [[abs(cell - below) for cell in row] for row in cells])


def weigh_rows(box: Rect, rows: Sequence[Sequence[float]]) -> Weight | None:
    """The weight of a raster mark from the darkness of its cells, rows from the top."""
    return _measured(box, rows) if any(any(row) for row in rows) else None


def _measured(box: Rect, rows: Sequence[Sequence[float]]) -> Weight:
    total = sum(map(sum, rows)) or 1e-9
    count = len(rows) * len(rows[0])
    across = sum(cell * (i + 0.5) for row in rows for i, cell in enumerate(row))
    down = sum(sum(row) * (i + 0.5) for i, row in enumerate(rows))
    centre = Point(across / total / len(rows[0]), down / total / len(rows))
    return Weight(box, total / count, centre)


def _paints(items: Iterable[Item], where: _Where) -> Iterator[_Paint]:
    """What `items` paint, in order, in the coordinates that the map leads to."""
    for item in items:
        if isinstance(item, Path):
            polygons = _flattened(item.outline, where)
            if item.fill is not None:
                yield from _painted(polygons, item.fill, where.clip, even_odd=item.even_odd)
            if item.stroke is not None:
                half = item.stroke.width * where.matrix.scale / 2
                bars = [bar for polygon in polygons for bar in _bars(polygon, half)]
                yield from _painted(bars, item.stroke.colour, where.clip, even_odd=False)
        elif isinstance(item, Picture):
            # A picture within a drawing counts as a box of its mean darkness.
            polygons = _flattened(rectangle(item.frame), where)
            yield from _painted(polygons, _mean_of(item), where.clip, even_odd=False)
        elif isinstance(item, Group | Form):
            within = where.clip
            if isinstance(item, Group) and item.clip is not None:
                box = where.matrix.apply_rect(outline_bounds(item.clip))
                within = box if within is None else _common(box, within)
            inner = where._replace(matrix=where.matrix @ item.matrix, clip=within)
            yield from _paints(item.items, inner)


def _mean_of(item: Picture) -> Colour:
    """The gray that is as dark as what is seen of a picture is on the whole."""
    from depliant.graphics.picture import darkness

    rows = darkness(item.raster)
    across, down = len(rows[0]) / item.raster.width, len(rows) / item.raster.height
    crop = item.crop
    left, top = int(crop.x * across), int(crop.y * down)
    right = max(left + 1, math.ceil(crop.right * across))
    bottom = max(top + 1, math.ceil(crop.bottom * down))
    cells = [cell for row in rows[top:bottom] for cell in row[left:right]]
    return Colour(0.0, 0.0, 0.0, min(1.0, max(0.0, sum(cells) / max(1, len(cells)))))


def _painted(
    polygons: list[Polygon], colour: Colour, clip: Rect | None, *, even_odd: bool
) -> Iterator[_Paint]:
    if not polygons:
        return
    box = bounds(point for polygon in polygons for point in polygon)
    if clip is not None:
        box = _common(box, clip)
    if box.width >= 0 and box.height >= 0:
        yield _Paint(polygons, box, colour, darkness(colour), even_odd)


def _common(one: Rect, other: Rect) -> Rect:
    x, y = max(one.x, other.x), max(one.y, other.y)
    return Rect(x, y, min(one.right, other.right) - x, min(one.bottom, other.bottom) - y)


def _flattened(outline: Outline, where: _Where) -> list[Polygon]:
    """The subpaths of an outline as polygons under the map."""
    fine = where.fine
    polygons: list[Polygon] = []
    current: Polygon = []
    if where.matrix != IDENTITY:
        outline = transformed(outline, where.matrix)
    for segment in outline:
        if len(segment) == 7:
            _, x1, y1, x2, y2, x, y = segment
            x0, y0 = current[-1]
            if abs(x - x0) + abs(y - y0) + abs(x1 - x0) + abs(y1 - y0) > fine:
                _curve(current, (x1, y1, x2, y2, x, y))
            else:
                current.append((x, y))
        elif len(segment) == 3:
            if segment[0] == "M":
                current = []
                polygons.append(current)
            current.append((segment[1], segment[2]))
        elif current[0] != current[-1]:
            current.append(current[0])
    return [polygon for polygon in polygons if len(polygon) > 1]


def _curve(polygon: Polygon, v: tuple[float, float, float, float, float, float]) -> None:
    """Append a cubic from the polygon's last point, cut into straight pieces."""
    x0, y0 = polygon[-1]
    for p, q, r, w in _BERNSTEIN:
        polygon.append(
            (p * x0 + q * v[0] + r * v[2] + w * v[4], p * y0 + q * v[1] + r * v[3] + w * v[5])
        )
    polygon.append((v[4], v[5]))


def _bars(polygon: Polygon, half: float) -> Iterator[Polygon]:
    """The strokes of a polygon's edges as rectangles that all turn the same way."""
    for (x0, y0), (x1, y1) in pairwise(polygon):
        reach = math.hypot(x1 - x0, y1 - y0)
        if reach:
            dx, dy = (y0 - y1) / reach * half, (x1 - x0) / reach * half
            yield [
                (x0 + dx, y0 + dy),
                (x0 - dx, y0 - dy),
                (x1 - dx, y1 - dy),
                (x1 + dx, y1 + dy),
                (x0 + dx, y0 + dy),
            ]


def _scan(paint: _Paint, box: Rect, cells: list[list[float]]) -> None:
    """Paint polygons into the cells of `box`, one scan line through the middle of each row."""
    crossings: list[list[tuple[float, int]]] = [[] for _ in range(ROWS)]
    step = box.height / ROWS
    for polygon in paint.polygons:
        for (x0, y0), (x1, y1) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
            if y0 == y1:
                continue
            turn = 1 if y1 > y0 else -1
            top, bottom = (y0, y1) if turn > 0 else (y1, y0)
            first = max(0, math.ceil((top - box.y) / step - 0.5))
            last = min(ROWS, math.ceil((bottom - box.y) / step - 0.5))
            slope = (x1 - x0) / (y1 - y0)
            for row in range(first, last):
                y = box.y + (row + 0.5) * step
                crossings[row].append((x0 + (y - y0) * slope, turn))
    for row, found in enumerate(crossings):
        y = box.y + (row + 0.5) * step
        if found and paint.box.y <= y <= paint.box.bottom:
            found.sort()
            _fill(paint, box, found, cells[row])


def _fill(paint: _Paint, box: Rect, crossings: list[tuple[float, int]], row: list[float]) -> None:
    """Paint the spans between crossings into one row of cells."""
    wide = box.width / COLUMNS
    wound = 0
    for (left, turn), (right, _) in pairwise(crossings):
        wound += turn if not paint.even_odd else 1
        if not (wound % 2 if paint.even_odd else wound):
            continue
        start = (max(left, paint.box.x) - box.x) / wide
        stop = (min(right, paint.box.right) - box.x) / wide
        for column in range(max(0, int(start)), min(COLUMNS, math.ceil(stop))):
            share = min(stop, column + 1) - max(start, column)
            if share > 0:
                row[column] += (paint.darkness - row[column]) * share
