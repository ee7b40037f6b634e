"""How heavy a mark looks: its inked box, how much of it is inked, and its visual centre.

The items are scanned in a coarse raster of their own inked box: fine enough to weigh a mark,
cheap enough for every build. Later items cover earlier ones, as on paper; what has the
darkness of the ground does not count, so a white mark is weighed on a dark ground.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from depliant.colour import PAPER, Colour
from depliant.display.items import Form, Group, Item, Path
from depliant.geometry import IDENTITY, Matrix, Outline, Point, Rect, bounds, outline_points

ROWS = COLUMNS = 40
FLATNESS = 4
"""Straight pieces that a curve is cut into."""

Polygon = list[tuple[float, float]]


class Weight(NamedTuple):
    """What a mark weighs.

    `box` is its inked box in its own units, `density` the mean darkness of that box from 0
    to 1, `centre` the centre of its ink as shares of the box's width and height.
    """

    box: Rect
    density: float
    centre: Point


class _Paint(NamedTuple):
    """Polygons painted in one go, with their darkness and the box that clips them."""

    polygons: list[Polygon]
    box: Rect
    darkness: float
    even_odd: bool


def darkness(colour: Colour) -> float:
    """How dark an ink looks beside paper, from 0 to 1.

    A plain subtractive estimate with the luminance weights of Rec. 709: good enough to
    compare marks, not to predict a print.
    """
    c, m, y, k = colour.cmyk
    light = 0.2126 * (1 - c) + 0.7152 * (1 - m) + 0.0722 * (1 - y)
    return 1 - light * (1 - k)


def weigh(items: Iterable[Item], ground: Colour = PAPER) -> Weight | None:
    """Weigh the paths among `items`; None if nothing of them shows on `ground`."""
    below = darkness(ground)
    paints = list(_paints(items, IDENTITY, None))
    shown = [paint.box for paint in paints if abs(paint.darkness - below) > 0.02]
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


def _paints(items: Iterable[Item], matrix: Matrix, clip: Rect | None) -> Iterator[_Paint]:
    """What `items` paint, in order, in the coordinates that `matrix` leads to."""
    for item in items:
        if isinstance(item, Path):
            polygons = _flattened(item.outline, matrix)
            if item.fill is not None:
                yield from _painted(polygons, item.fill, clip, even_odd=item.even_odd)
            if item.stroke is not None:
                half = item.stroke.width * matrix.scale / 2
                bars = [bar for polygon in polygons for bar in _bars(polygon, half)]
                yield from _painted(bars, item.stroke.colour, clip, even_odd=False)
        elif isinstance(item, Group | Form):
            inner = matrix @ item.matrix
            within = clip
            if isinstance(item, Group) and item.clip is not None:
                box = matrix.apply_rect(bounds(outline_points(item.clip)))
                within = box if clip is None else _common(box, clip)
            yield from _paints(item.items, inner, within)


def _painted(
    polygons: list[Polygon], colour: Colour, clip: Rect | None, *, even_odd: bool
) -> Iterator[_Paint]:
    if not polygons:
        return
    box = bounds(point for polygon in polygons for point in polygon)
    if clip is not None:
        box = _common(box, clip)
    if box.width >= 0 and box.height >= 0:
        yield _Paint(polygons, box, darkness(colour), even_odd)


def _common(one: Rect, other: Rect) -> Rect:
    x, y = max(one.x, other.x), max(one.y, other.y)
    return Rect(x, y, min(one.right, other.right) - x, min(one.bottom, other.bottom) - y)


def _flattened(outline: Outline, matrix: Matrix) -> list[Polygon]:
    """The subpaths of an outline as polygons under `matrix`."""
    a, b, c, d, e, f = matrix
    polygons: list[Polygon] = []
    current: Polygon = []
    for segment in outline:
        kind = segment[0]
        if kind == "Z":
            if current and current[0] != current[-1]:
                current.append(current[0])
            continue
        values = segment[1:]
        points = [
            (a * values[i] + c * values[i + 1] + e, b * values[i] + d * values[i + 1] + f)
            for i in range(0, len(values), 2)
        ]
        if kind == "M":
            current = points
            polygons.append(current)
        elif kind == "L":
            current.append(points[0])
        else:
            _curve(current, points)
    return [polygon for polygon in polygons if len(polygon) > 1]


def _curve(polygon: Polygon, points: Polygon) -> None:
    """Append a cubic from the polygon's last point, cut into straight pieces."""
    x0, y0 = polygon[-1]
    (x1, y1), (x2, y2), (x3, y3) = points
    for i in range(1, FLATNESS):
        t = i / FLATNESS
        s = 1 - t
        p, q, r, w = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        polygon.append((p * x0 + q * x1 + r * x2 + w * x3, p * y0 + q * y1 + r * y2 + w * y3))
    polygon.append((x3, y3))


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
