"""Filled shapes that are lines in all but name: boxes and needles, however they lie."""

from __future__ import annotations

from math import hypot

from depliant.geometry import Matrix
from depliant.pdfread.outline import Shape

_LONGEST = 400
"""Bytes of a path that is looked at: four corners are spelled in fewer."""

Point = tuple[float, float]


def thickness(shape: Shape, matrix: Matrix) -> float | None:
    """How thick a filled box or triangle is, however it is turned; None for any other shape.

    That is its area by its longest side: twice that for a triangle, which ends in a point.
    """
    corners = _corners(shape, matrix) if len(shape.source) <= _LONGEST else []
    if len(corners) not in (3, 4):
        return None
    ends = [*corners[1:], corners[0]]
    longest = max(hypot(b[0] - a[0], b[1] - a[1]) for a, b in zip(corners, ends, strict=True))
    area = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(corners, ends, strict=True))) / 2
    if longest <= 0:
        return None
    return area / longest * (2 if len(corners) == 3 else 1)


def _corners(shape: Shape, matrix: Matrix) -> list[Point]:
    """The corners of one straight-sided outline on the page; none for any other shape."""
    found: list[Point] = []
    for segment in shape.segments():
        if len(segment) == 1:  # it closes
            continue
        if len(segment) != 3 or (segment[0] == "M" and found) or len(found) > 4:
            return []
        found.append(matrix.apply(segment[1], segment[2]))
    if len(found) > 1 and found[0] == found[-1]:
        found.pop()
    return found
