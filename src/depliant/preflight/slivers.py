"""Filled shapes that are lines in all but name: boxes, needles and frames, however they lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from math import hypot
from typing import NamedTuple

from depliant.geometry import Matrix, bounds
from depliant.pdfread.outline import Shape

_LONGEST = 2000
"""Bytes of a path that is looked at: what is longer is a drawing."""

_MOST, _MOST_SIDES = 12, 80
"""Corners of an outline that may be a line, and sides of all outlines of its path."""

_THIN, _LONG = 0.5, 2.0
"""Points: what is no thicker and longer than that is meant as a line."""

_BESIDE = 0.1
"""Points: outlines that are as near as that may touch."""

_ALONG = 0.02
"""The sine of the angle at which two sides still go along with each other."""

_CURVES = tuple(b"cvy")

_DEGENERATE = 0.02
"""Points: an outline that is no thicker than twice that is a line that goes there and back."""

Point = tuple[float, float]


class _Side(NamedTuple):
    start: Point
    end: Point

    @property
    def length(self) -> float:
        return hypot(self.end[0] - self.start[0], self.end[1] - self.start[1])


class _Path(NamedTuple):
    """The outlines of a path by their corners, and by which rule what is inside is told."""

    outlines: list[list[Point]]
    even_odd: bool

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is painted (8.5.3.3)."""
        winding = crossings = 0
        for (x1, y1), (x2, y2) in (side for corners in self.outlines for side in _sides(corners)):
            if (y1 <= y) != (y2 <= y) and x1 + (y - y1) / (y2 - y1) * (x2 - x1) > x:
                winding += 1 if y1 <= y else -1
                crossings += 1
        return bool(crossings % 2 if self.even_odd else winding)


def thickness(shape: Shape, matrix: Matrix, *, even_odd: bool = False) -> float | None:
    """How thick a filled box, triangle, strip or frame is, however turned; None for other shapes.

    That is its area by its longest side: twice that for a triangle, which ends in a point. Of an
    outline with more corners it is its area by half of its way round, and of one within another
    like it, which make a frame, the distance between them. Of several in one path it is that of the
    thinnest that is long enough for a line.
    """
    if len(shape.source) > _LONGEST:
        return None
    if any(letter in shape.source for letter in _CURVES):
        return _ring(shape, matrix, even_odd=even_odd)
    if shape.only_rectangles and not matrix.b and not matrix.c and shape.source.count(b"re") == 1:
        return None  # its box says it
    path = _Path([corners for corners, _ in _outlines(shape, matrix)], even_odd)
    if len(path.outlines) == 1:
        found = _measured(path.outlines[0])
        return found and found[0]
    if sum(map(len, path.outlines)) > _MOST_SIDES:
        return None
    return min((*_strips(path), *_frames(path)), default=None)


def encloses(shape: Shape, matrix: Matrix) -> bool:
    """Whether each outline of a path has something within it: none is a mere line."""
    outlines: list[list[Point]] = []
    for segment in shape.segments():
        if segment[0] == "M" or not outlines:
            outlines.append([])
        points = segment[1:]
        for x, y in zip(points[::2], points[1::2], strict=True):
            outlines[-1].append(matrix.apply(float(x), float(y)))
    return bool(outlines) and all(
        abs(_area(corners)) > _DEGENERATE * sum(side.length for side in _sides(corners))
        for corners in outlines
    )


def _measured(corners: Sequence[Point]) -> tuple[float, float] | None:
    """How thick and how long an outline is; None for one that is neither."""
    if not 3 <= len(corners) <= _MOST + 1:
        return None
    lengths = [side.length for side in _sides(corners)]
    longest = max(lengths) if len(corners) <= 4 else sum(lengths) / 2
    if longest <= 0:
        return None
    return abs(_area(corners)) / longest * (2 if len(corners) == 3 else 1), longest


def _sides(corners: Sequence[Point]) -> list[_Side]:
    return [*map(_Side, corners, (*corners[1:], *corners[:1]))]


def _area(corners: Sequence[Point]) -> float:
    """The area of an outline, with the sign of its direction."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in _sides(corners)) / 2


def _strips(path: _Path) -> Iterator[float]:
    """How thick those outlines are that are lines and beside which the path paints nothing."""
    for corners in path.outlines:
        found = _measured(corners)
        if found is None or not (0 < found[0] < _THIN and found[1] > _LONG):
            continue
        longest = max(_sides(corners), key=lambda side: side.length)
        if not any(path.holds(*_beside(longest, off * (found[0] + _BESIDE))) for off in (-1, 1)):
            yield found[0]


def _frames(path: _Path) -> Iterator[float]:
    """How thick what is painted between a side of an outline and one of another within it is."""
    for outer, inner in permutations(path.outlines, 2):
        if len(outer) != len(inner) or abs(_area(inner)) >= abs(_area(outer)):
            continue
        for side in _sides(outer):
            for other in _sides(inner):
                found = _between(side, other)
                if found is not None and _is_line(path, *found):
                    yield found[1]


def _is_line(path: _Path, middle: _Side, thick: float) -> bool:
    """Whether the path paints a line so thick that lies around another, and nothing beside it."""
    off = thick / 2 + _BESIDE
    return path.holds(*_beside(middle, 0.0)) and not any(
        path.holds(*_beside(middle, way * off)) for way in (-1, 1)
    )


def _between(side: _Side, other: _Side) -> tuple[_Side, float] | None:
    """The line in the middle of two sides that go along with each other, and how far they are."""
    (x, y), length, long = side.start, side.length, other.length
    if length <= _LONG or long <= _LONG:
        return None
    dx, dy = (side.end[0] - x) / length, (side.end[1] - y) / length
    aslant = dx * (other.end[1] - other.start[1]) - dy * (other.end[0] - other.start[0])
    if abs(aslant) > _ALONG * long:
        return None
    ends = sorted((px - x) * dx + (py - y) * dy for px, py in other)
    offs = [(py - y) * dx - (px - x) * dy for px, py in other]
    off, start, end = sum(offs) / 2, max(ends[0], 0.0), min(ends[1], length)
    if not 0 < abs(off) < _THIN or end - start <= _LONG:
        return None
    x, y = x - dy * off / 2, y + dx * off / 2
    return _Side((x + dx * start, y + dy * start), (x + dx * end, y + dy * end)), abs(off)


def _beside(side: _Side, off: float) -> Point:
    """The point that is so far to one side of the middle of a side."""
    (x1, y1), (x2, y2) = side
    length = side.length
    return (x1 + x2) / 2 - (y2 - y1) / length * off, (y1 + y2) / 2 + (x2 - x1) / length * off


def _ring(shape: Shape, matrix: Matrix, *, even_odd: bool) -> float | None:
    """How thick a ring or a frame with round corners is: two like outlines, one just in the other.

    A letter is thick somewhere; a line is as thin all round.
    """
    if shape.source.count(b"m") != 2:
        return None
    outlines = _outlines(shape, matrix)
    if len(outlines) != 2 or len(outlines[0][0]) != len(outlines[1][0]):
        return None
    (first, way), (second, other_way) = outlines
    if way != other_way or (not even_odd and (_area(first) > 0) == (_area(second) > 0)):
        return None
    outer, inner = sorted(map(bounds, (first, second)), key=lambda box: -box.width)
    across = inner.x - outer.x, outer.right - inner.right
    gaps = (*across, inner.y - outer.y, outer.bottom - inner.bottom)
    long = max(outer.width, outer.height)
    return max(gaps) if long > _LONG and min(gaps) > 0 and max(gaps) < _THIN else None


def _outlines(shape: Shape, matrix: Matrix) -> list[tuple[list[Point], str]]:
    """The outlines of a path on the page: where their segments end, and what these are."""
    found: list[tuple[list[Point], list[str]]] = []
    for segment in shape.segments():
        if len(segment) == 1:  # it closes
            continue
        if segment[0] == "M" or not found:
            found.append(([], []))
        found[-1][0].append(matrix.apply(float(segment[-2]), float(segment[-1])))
        found[-1][1].append(segment[0])
    for corners, _ in found:
        if len(corners) > 1 and corners[0] == corners[-1]:
            corners.pop()
    return [(corners, "".join(kinds)) for corners, kinds in found]
