"""The area that a stroke covers, as an outline to be filled by the nonzero rule.

Where a stroke is seen through, or painted with a gradient, its area has to be known. It is made
of convex pieces that all turn the same way - a box for each straight stretch, a wedge or a disc
for each corner, a box or a half disc for each end - so that together they wind about every point
of the area at least once, and about none outside it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from depliant.display.items import Stroke
from depliant.geometry import Outline, Point, Segment

_FLATNESS = 0.005
"""How far a straight stretch may lie off its curve, as a share of the stroke's width."""
_MOST = 64
"""Straight stretches of one curve."""

Line = list[Point]


def area(outline: Outline, stroke: Stroke) -> Outline:
    """What a stroke of an outline covers."""
    half = stroke.width / 2
    pieces: list[Line] = []
    for line, closed in _lines(outline, stroke.width):
        for dash, whole in _dashes(line, closed, stroke):
            pieces += _covered(dash, whole, stroke, half)
    segments: list[Segment] = []
    for piece in pieces:
        segments.append(("M", *piece[0]))
        segments.extend(("L", *point) for point in piece[1:])
        segments.append(("Z",))
    return tuple(segments)


def _lines(outline: Outline, width: float) -> Iterator[tuple[Line, bool]]:
    """The subpaths as straight stretches without repeated points, and whether each is closed."""
    line: Line = []
    for segment in outline:
        if segment[0] == "M":
            if line:
                yield _distinct(line), False
            line = [Point(segment[1], segment[2])]  # type: ignore[misc]
        elif segment[0] == "Z":
            yield _distinct([*line, line[0]]), True
            line = [line[0]]
        elif len(segment) == 3:
            line.append(Point(segment[1], segment[2]))
        elif len(segment) == 7:
            line += _curve(line[-1], segment[1:], width)
    if len(line) > 1:
        yield _distinct(line), False


def _distinct(line: Line) -> Line:
    return [line[0], *(after for before, after in pairwise(line) if after != before)]


def _curve(start: Point, v: tuple[float, ...], width: float) -> Line:
    x1, y1, x2, y2, x, y = v
    # As many stretches as keep the chords so near (Wang's formula for cubics).
    bend = max(
        math.hypot(start.x - 2 * x1 + x2, start.y - 2 * y1 + y2),
        math.hypot(x1 - 2 * x2 + x, y1 - 2 * y2 + y),
    )
    count = math.ceil(math.sqrt(0.75 * bend / max(_FLATNESS * width, 1e-9)))
    count = max(1, min(_MOST, count))
    points = []
    for i in range(1, count + 1):
        t = i / count
        s = 1 - t
        a, b, c, d = s**3, 3 * s * s * t, 3 * s * t * t, t**3
        points.append(
            Point(a * start.x + b * x1 + c * x2 + d * x, a * start.y + b * y1 + c * y2 + d * y)
        )
    points[-1] = Point(x, y)
    return points


def _dashes(line: Line, closed: bool, stroke: Stroke) -> Iterator[tuple[Line, bool]]:
    """A line as its dashes; without a pattern itself."""
    pattern = stroke.dash
    whole = sum(pattern)
    if not pattern or whole <= 0 or _length(line) / whole > 10_000:
        yield line, closed
        return
    at, left = 0, stroke.phase % whole
    while left >= pattern[at]:
        left -= pattern[at]
        at = (at + 1) % len(pattern)
    room = pattern[at] - left
    dash: Line = [line[0]]
    for start, stop in pairwise(line):
        length = math.dist(start, stop)
        done = 0.0
        while length - done > room:
            done += room
            share = done / length
            point = Point(
                start.x + (stop.x - start.x) * share, start.y + (stop.y - start.y) * share
            )
            if at % 2 == 0:
                yield _distinct([*dash, point]), False
            dash = [point]
            at = (at + 1) % len(pattern)
            room = pattern[at]
        room -= length - done
        dash.append(stop)
    if at % 2 == 0 and len(dash) > 1:
        yield _distinct(dash), False


def _length(line: Line) -> float:
    return sum(math.dist(start, stop) for start, stop in pairwise(line))


def _covered(line: Line, closed: bool, stroke: Stroke, half: float) -> Iterator[Line]:
    """The pieces of one line."""
    if len(line) == 1:
        yield from _dot(line[0], stroke, half)
        return
    for start, stop in pairwise(line):
        dx, dy = _across(start, stop, half)
        yield [
            Point(start.x + dx, start.y + dy),
            Point(start.x - dx, start.y - dy),
            Point(stop.x - dx, stop.y - dy),
            Point(stop.x + dx, stop.y + dy),
        ]
    corners = [line[-2], *line] if closed else line
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        yield from _joined(before, corner, after, stroke, half)
    if not closed:
        yield from _ended(line[1], line[0], stroke, half)
        yield from _ended(line[-2], line[-1], stroke, half)


def _dot(at: Point, stroke: Stroke, half: float) -> Iterator[Line]:
    """What a line without a length shows: its two ends, unless they are cut (SVG 2, 13.5.4)."""
    if stroke.cap == "round":
        yield _disc(at, half)
    elif stroke.cap == "square":
        yield [
            Point(at.x - half, at.y - half),
            Point(at.x + half, at.y - half),
            Point(at.x + half, at.y + half),
            Point(at.x - half, at.y + half),
        ]


def _across(start: Point, stop: Point, half: float) -> tuple[float, float]:
    """The step of `half` to the left of a stretch."""
    length = math.dist(start, stop)
    return (start.y - stop.y) / length * half, (stop.x - start.x) / length * half


def _ended(before: Point, end: Point, stroke: Stroke, half: float) -> Iterator[Line]:
    if stroke.cap == "round":
        yield _disc(end, half)
    elif stroke.cap == "square":
        dx, dy = _across(before, end, half)
        ahead = Point(end.x + dy, end.y - dx)
        yield [
            Point(end.x + dx, end.y + dy),
            Point(end.x - dx, end.y - dy),
            Point(ahead.x - dx, ahead.y - dy),
            Point(ahead.x + dx, ahead.y + dy),
        ]


def _joined(
    before: Point, corner: Point, after: Point, stroke: Stroke, half: float
) -> Iterator[Line]:
    """The wedge on the outer side of a corner."""
    (ax, ay), (bx, by) = _across(before, corner, half), _across(corner, after, half)
    turn = ax * by - ay * bx
    along = ax * bx + ay * by
    if abs(turn) <= 1e-9 * half * half and along > 0:
        return
    if stroke.join == "round":
        yield _disc(corner, half)
        return
    side = -1.0 if turn > 0 else 1.0
    one = Point(corner.x + side * ax, corner.y + side * ay)
    other = Point(corner.x + side * bx, corner.y + side * by)
    wedge = [corner, one, other]
    # 1 + cos of the turning angle is 2 / (miter ratio)²: SVG 2, 13.5.6.
    opening = 1 + along / (half * half)
    if stroke.join == "miter" and opening > 0 and math.sqrt(2 / opening) <= stroke.miter:
        tip = Point(corner.x + side * (ax + bx) / opening, corner.y + side * (ay + by) / opening)
        wedge = [corner, one, tip, other]
    yield wedge if side < 0 else wedge[::-1]


def _disc(at: Point, radius: float) -> Line:
    """A disc, turning as the boxes of stretches do."""
    steps = 48
    return [
        Point(
            at.x + radius * math.cos(2 * math.pi * i / steps),
            at.y + radius * math.sin(2 * math.pi * i / steps),
        )
        for i in range(steps)
    ]
