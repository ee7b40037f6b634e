"""Filled shapes that are lines in all but name: boxes and needles, however they lie."""

from __future__ import annotations

from math import hypot

from depliant.geometry import Matrix
from depliant.pdfread.outline import Shape

_LONGEST = 800
"""Bytes of a path that is looked at: `_MOST` corners are spelled in fewer."""

_MOST = 12
_CURVES = tuple(b"cvy")

Point = tuple[float, float]


def thickness(shape: Shape, matrix: Matrix) -> float | None:
    """How thick a filled box, triangle or strip is, however it is turned; None for other shapes.

    That is its area by its longest side: twice that for a triangle, which ends in a point. Of an
    outline with more corners it is its area by half of its way round.
    """
    if len(shape.source) > _LONGEST or any(letter in shape.source for letter in _CURVES):
        return None
    if shape.only_rectangles and not matrix.b and not matrix.c:
        return None  # its box says it
    corners = _corners(shape, matrix)
    if len(corners) < 3:
        return None
    ends = [*corners[1:], corners[0]]
    sides = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in zip(corners, ends, strict=True)]
    longest = max(sides) if len(corners) <= 4 else sum(sides) / 2
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
        if len(segment) != 3 or (segment[0] == "M" and found) or len(found) > _MOST:
            return []
        found.append(matrix.apply(segment[1], segment[2]))
    if len(found) > 1 and found[0] == found[-1]:
        found.pop()
    return found
