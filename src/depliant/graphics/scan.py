"""Scan conversion: which stretches of a row lie inside an outline.

Straight edges are looked at where they cross the middle of a row, as a rip does (Foley et al.,
*Computer Graphics*, 3.6); curves are parted into straight pieces first. What is inside follows
the rules of ISO 32000-1, 8.5.3.3. Lengths are in any unit, as long as it is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import ceil, hypot

from depliant.display.items import Stroke
from depliant.geometry import IDENTITY, Matrix, Outline

Edge = tuple[float, float, float, float]
"""A straight piece of an outline: from (x, y) to (x, y)."""

Stretch = tuple[float, float]
"""What of a row lies inside: from x up to x."""

_PIECES = 24
"""A curve is parted into so many pieces at most."""

_BEND = 3.0
"""Points of a curve's control polygon that one straight piece stands for."""


def edges(outline: Outline, matrix: Matrix = IDENTITY) -> list[Edge]:
    """The straight pieces of an outline under a map, every subpath closed as a fill closes it."""
    return [edge for subpath in _subpaths(outline, matrix) for edge in _joined(subpath)]


def stroked(outline: Outline, stroke: Stroke, matrix: Matrix = IDENTITY) -> list[Edge]:
    """The edges of what a stroke covers: a box round each straight piece.

    Dashes are taken for a whole line, and corners are left as they come.
    """
    half = stroke.width * matrix.scale / 2
    found: list[Edge] = []
    for subpath, closed in _lines(outline, matrix):
        points = [*subpath, subpath[0]] if closed else subpath
        for (x0, y0), (x1, y1) in pairwise(points):
            length = hypot(x1 - x0, y1 - y0)
            if length:
                dx, dy = (x1 - x0) / length * half, (y1 - y0) / length * half
                corners = [
                    (x0 - dx + dy, y0 - dy - dx), (x1 + dx + dy, y1 + dy - dx),
                    (x1 + dx - dy, y1 + dy + dx), (x0 - dx - dy, y0 - dy + dx),
                ]  # fmt: skip
                found += _joined(corners)
    return found


def rows(pieces: Iterable[Edge], count: int, *, even_odd: bool = False) -> dict[int, list[Stretch]]:
    """What of each row of height 1 lies inside, by its number, from 0 up to but without `count`."""
    crossings: dict[int, list[tuple[float, int]]] = {}
    for x0, y0, x1, y1 in pieces:
        if y0 == y1:
            continue
        turn = 1
        if y0 > y1:
            x0, y0, x1, y1, turn = x1, y1, x0, y0, -1
        first, last = max(ceil(y0 - 0.5), 0), min(ceil(y1 - 0.5), count)
        if first >= last:
            continue
        slope = (x1 - x0) / (y1 - y0)
        x = x0 + (first + 0.5 - y0) * slope
        for row in range(first, last):
            crossings.setdefault(row, []).append((x, turn))
            x += slope
    return {row: list(_inside(sorted(found), even_odd)) for row, found in crossings.items()}


def holds(pieces: Iterable[Edge], x: float, y: float, *, even_odd: bool = False) -> bool:
    """Whether a point lies inside."""
    winding = count = 0
    for x0, y0, x1, y1 in pieces:
        if (y0 <= y) == (y1 <= y):
            continue
        if x0 + (y - y0) / (y1 - y0) * (x1 - x0) > x:
            count += 1
            winding += 1 if y1 > y0 else -1
    return bool(count % 2 if even_odd else winding)


def meet(some: list[Stretch], others: list[Stretch]) -> list[Stretch]:
    """What lies in both of two rows of stretches, each from left to right."""
    return [
        (max(start, first), min(end, last))
        for start, end in some
        for first, last in others
        if start < last and first < end
    ]


def _inside(crossings: list[tuple[float, int]], even_odd: bool) -> Iterator[Stretch]:
    winding, start = 0, 0.0
    for x, turn in crossings:
        before = winding
        winding = 1 - winding if even_odd else winding + turn
        if not before:
            start = x
        elif not winding and x > start:
            yield start, x


def _joined(points: list[tuple[float, float]]) -> Iterator[Edge]:
    """The edges of a polygon."""
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        yield x0, y0, x1, y1


def _subpaths(outline: Outline, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    for points, _ in _lines(outline, matrix):
        yield points


def _lines(outline: Outline, matrix: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The subpaths of an outline as straight lines, each with whether it is closed."""
    points: list[tuple[float, float]] = []
    for segment in outline:
        if segment[0] == "Z":
            if points:
                yield points, True
                points = points[:1]
            continue
        placed = [
            matrix.apply(float(segment[at]), float(segment[at + 1]))
            for at in range(1, len(segment), 2)
        ]
        if segment[0] == "M":
            if len(points) > 1:
                yield points, False
            points = [placed[0]]
        elif segment[0] == "L":
            points.append(placed[0])
        else:
            points += _parted(points[-1], *placed)
    if len(points) > 1:
        yield points, False


def _parted(
    start: tuple[float, float],
    first: tuple[float, float],
    second: tuple[float, float],
    end: tuple[float, float],
) -> Iterator[tuple[float, float]]:
    """The points of a cubic curve after its start."""
    polygon = (start, first, second, end)
    length = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(polygon))
    count = min(_PIECES, 2 + int(length / _BEND))
    for number in range(1, count + 1):
        t = number / count
        s = 1 - t
        a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
        yield (
            a * start[0] + b * first[0] + c * second[0] + d * end[0],
            a * start[1] + b * first[1] + c * second[1] + d * end[1],
        )
