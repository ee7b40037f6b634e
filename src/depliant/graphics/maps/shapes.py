"""Areas as polygons: their size and middle, the room inside them, and the lines of a hatching.

Points, y down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from depliant.geometry import Outline, Point, Rect, Segment, bounds

Ring = tuple[Point, ...]
"""Points of a closed line; the first is not named again."""

_STEPS: Final = 8
"""Straight pieces of a curve."""


class Gap(NamedTuple):
    """Room between two edges of an area, from `left` to `right`, all along a band."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left


def rings(outline: Outline) -> tuple[Ring, ...]:
    """The closed lines of an outline, its curves in straight pieces."""
    found: list[list[Point]] = []
    for segment in outline:
        if segment[0] == "M":
            found.append([Point(segment[1], segment[2])])  # type: ignore[misc]
        elif len(segment) == 3:
            found[-1].append(Point(segment[1], segment[2]))
        elif len(segment) == 7:
            found[-1] += _curve(found[-1][-1], segment)
    closed = ((one[:-1] if one[0] == one[-1] else one) for one in found)
    return tuple(tuple(one) for one in closed if len(one) > 2)


def _curve(start: Point, segment: Segment) -> Iterator[Point]:
    _, x1, y1, x2, y2, x3, y3 = segment  # type: ignore[misc]
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        p, q, r, w = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3
        yield Point(p * start.x + q * x1 + r * x2 + w * x3, p * start.y + q * y1 + r * y2 + w * y3)


def signed_area(ring: Ring) -> float:
    """The area within a ring: above zero if it runs clockwise on the page."""
    around = pairwise((*ring, ring[0]))
    return sum(a.x * b.y - b.x * a.y for a, b in around) / 2


def centre(ring: Ring) -> Point:
    """The centre of gravity of the area within a ring."""
    area = signed_area(ring)
    if abs(area) < 1e-12:
        return bounds(ring).centre
    x = y = 0.0
    for a, b in pairwise((*ring, ring[0])):
        cross = a.x * b.y - b.x * a.y
        x += (a.x + b.x) * cross
        y += (a.y + b.y) * cross
    return Point(x / (6 * area), y / (6 * area))


def holds(area: Sequence[Ring], spot: Point) -> bool:
    """Whether a point lies in an area, by the even-odd rule."""
    inside = False
    for ring in area:
        for a, b in pairwise((*ring, ring[0])):
            if (a.y > spot.y) != (b.y > spot.y):
                x = a.x + (spot.y - a.y) / (b.y - a.y) * (b.x - a.x)
                inside ^= x > spot.x
    return inside


def gaps(area: Sequence[Ring], top: float, bottom: float, least: float = 0.0) -> tuple[Gap, ...]:
    """The room within an area all along the band from `top` to `bottom`, from the left.

    What is no wider than `least` is left out.
    """
    taken: list[tuple[float, float]] = []
    for ring in area:
        for a, b in pairwise((*ring, ring[0])):
            low, high = (a, b) if a.y <= b.y else (b, a)
            if high.y < top or low.y > bottom:
                continue
            first, last = _at(low, high, max(top, low.y)), _at(low, high, min(bottom, high.y))
            taken.append((min(first, last), max(first, last)))
    taken.sort()
    found: list[Gap] = []
    reach = None
    for left, right in taken:
        if reach is not None and left - reach > least:
            middle = Point((reach + left) / 2, (top + bottom) / 2)
            if holds(area, middle):
                found.append(Gap(reach, left))
        reach = right if reach is None else max(reach, right)
    return tuple(found)


def _at(low: Point, high: Point, y: float) -> float:
    if high.y == low.y:
        return low.x if y <= low.y else high.x
    return low.x + (y - low.y) / (high.y - low.y) * (high.x - low.x)


def middle_of(area: Sequence[Ring]) -> Point:
    """A point within an area that looks like its middle: of the largest ring, where it can be."""
    largest = max(area, key=lambda ring: abs(signed_area(ring)))
    found = centre(largest)
    if holds(area, found):
        return found
    box = bounds(largest)
    best, width = box.centre, -1.0
    for step in range(1, 24):
        y = box.y + box.height * step / 24
        for gap in gaps(area, y, y):
            if gap.width > width:
                best, width = Point((gap.left + gap.right) / 2, y), gap.width
    return best


def hatching(area: Sequence[Ring], pitch: float) -> Outline:
    """Lines at 45 degrees, rising to the right, `pitch` apart, as far as they run in an area."""
    step = pitch * 2**0.5
    found: list[Segment] = []
    edges = [(a.x + a.y, b.x + b.y, a, b) for ring in area for a, b in pairwise((*ring, ring[0]))]
    crossings: dict[int, list[float]] = {}
    for first, last, a, b in edges:
        low, high = min(first, last), max(first, last)
        number = int(low // step) + 1
        while number * step <= high:
            share = (number * step - first) / (last - first) if last != first else 0.0
            if (first < number * step) != (last < number * step):
                crossings.setdefault(number, []).append(a.x + share * (b.x - a.x))
            number += 1
    for number in sorted(crossings):
        ends = sorted(crossings[number])
        for left, right in zip(ends[::2], ends[1::2], strict=False):
            if right - left > 0.05:
                found.append(("M", left, number * step - left))
                found.append(("L", right, number * step - right))
    return tuple(found)


def outside(lines: Outline, box: Rect) -> Outline:
    """What of straight lines, each of two points, lies outside of a box."""
    found: list[Segment] = []
    for start, end in zip(lines[::2], lines[1::2], strict=True):
        a, b = Point(*start[1:]), Point(*end[1:])
        first, last = 0.0, 1.0
        for step, room in (
            (a.x - b.x, a.x - box.x),
            (b.x - a.x, box.right - a.x),
            (a.y - b.y, a.y - box.y),
            (b.y - a.y, box.bottom - a.y),
        ):
            if step < 0:
                first = max(first, room / step)
            elif step > 0:
                last = min(last, room / step)
            elif room < 0:
                last = -1.0
        if first >= last:
            found += (start, end)
            continue
        for low, high in ((0.0, first), (last, 1.0)):
            if high - low > 1e-3:
                ends = (Point(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t) for t in (low, high))
                found += ((name, *end) for name, end in zip("ML", ends, strict=True))
    return tuple(found)


def coarser(outline: Outline, grid: float) -> Outline:
    """An outline of straight lines with its points on a grid, each once in a row.

    Both sides of a border come to lie on the same points. What becomes smaller than the grid is
    left out, unless nothing else is left. An outline with curves stays as it is.
    """
    if any(len(segment) == 7 for segment in outline):
        return outline
    found: list[Segment] = []
    for ring in rings(outline):
        points: list[Point] = []
        for x, y in ring:
            point = Point(round(x / grid) * grid, round(y / grid) * grid)
            if not points or points[-1] != point:
                points.append(point)
        if len(points) > 1 and points[0] == points[-1]:
            points.pop()
        if len(points) > 2 and abs(signed_area(tuple(points))) > grid * grid:
            found += _closed(points)
    if not found and outline:
        box = around(rings(outline)).inset(-grid, -grid, -grid, -grid)
        corners = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom))
        found += _closed([Point(*corner) for corner in corners])
    return tuple(found)


def _closed(points: Sequence[Point]) -> Iterator[Segment]:
    yield ("M", *points[0])
    yield from (("L", *point) for point in points[1:])
    yield ("Z",)


def around(area: Iterable[Ring]) -> Rect:
    """The smallest upright box round an area."""
    return bounds(point for ring in area for point in ring)
