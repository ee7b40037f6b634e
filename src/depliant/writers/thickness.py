"""How thin a filled outline is.

A shape that is painted as a fill may be a hairline all the same: a rule drawn as a box, a
stroke that a drawing program has expanded. Its width is taken to be that of the rectangle
with the same area and the same circumference, which is exact for a straight rule at any angle
and near enough for a bent one.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot, sqrt

from depliant.geometry import Outline
from depliant.memory import remembered

_SEGMENTS = 10
"""A subpath of more segments is a figure and no line: nothing is measured of it."""


@remembered
def thinnest(outline: Outline, below: float) -> float:
    """The width of the thinnest subpath, in the outline's units.

    Subpaths that are wider than `below` both ways may be left unmeasured; with none thinner,
    the result is infinite. A closed subpath without any area has no width: 0.
    """
    widths = [
        width
        for subpath in _subpaths(outline)
        if 1 < len(subpath) <= _SEGMENTS and (width := _width(subpath)) < below
    ]
    return min(widths, default=float("inf"))


def _subpaths(outline: Outline) -> Iterator[Outline]:
    """The subpaths that paint something: those with more than a starting point."""
    start = 0
    for at, segment in enumerate(outline):
        if at and segment[0] == "M":
            yield outline[start:at]
            start = at
    yield outline[start:]


def _width(subpath: Outline) -> float:
    """The width of the rectangle of equal area and circumference; infinite for a mere point."""
    start = subpath[0]
    if len(start) != 3:
        return float("inf")
    area = length = 0.0
    x0, y0 = start[1], start[2]
    for segment in subpath[1:]:
        if len(segment) == 3:
            x, y = segment[1], segment[2]
            length += hypot(x - x0, y - y0)
        elif len(segment) == 7:
            _, x1, y1, x2, y2, x, y = segment
            # The area between a cubic and its chord, exactly; its length is about the mean of
            # the chord and the control polygon.
            ax, ay, bx, by, cx, cy = x1 - x0, y1 - y0, x2 - x0, y2 - y0, x - x0, y - y0
            area -= 0.15 * (ax * (-by - cy) + bx * (ay - 2 * cy) + cx * (ay + 2 * by))
            polygon = hypot(ax, ay) + hypot(bx - ax, by - ay) + hypot(cx - bx, cy - by)
            length += (hypot(cx, cy) + polygon) / 2
        else:
            continue
        area += (x0 * y - x * y0) / 2
        x0, y0 = x, y
    # A fill closes its outline: the last edge leads back to the start (ISO 32000-1, 8.5.3.3).
    area = abs(area + (x0 * start[2] - start[1] * y0) / 2)
    length += hypot(start[1] - x0, start[2] - y0)
    if not length:
        return float("inf")
    inner = length * length - 16 * area
    return (length - sqrt(inner)) / 4 if inner > 0 else sqrt(area)
