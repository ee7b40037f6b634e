"""Filled shapes that are lines in all but name: boxes and needles, however they lie."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from depliant.geometry import Matrix, Rect, bounds
from depliant.pdfread.outline import Shape

_LONGEST = 800
"""Bytes of a path that is looked at: `_MOST` corners are spelled in fewer."""

_MOST = 12

_THIN, _LONG = 0.5, 2.0
"""Points: what is no thicker and longer than that is meant as a line."""

_BESIDE = 0.1
"""Points: outlines that are as near as that may touch."""

_CURVES = tuple(b"cvy")

Point = tuple[float, float]


def thickness(shape: Shape, matrix: Matrix) -> float | None:
    """How thick a filled box, triangle or strip is, however it is turned; None for other shapes.

    That is its area by its longest side: twice that for a triangle, which ends in a point. Of an
    outline with more corners it is its area by half of its way round. Of several outlines that
    stand apart in one path it is that of the thinnest that is long enough for a line.
    """
    if len(shape.source) > _LONGEST or any(letter in shape.source for letter in _CURVES):
        return None
    if shape.only_rectangles and not matrix.b and not matrix.c and shape.source.count(b"re") == 1:
        return None  # its box says it
    outlines = _outlines(shape, matrix)
    if len(outlines) == 1:
        found = _measured(outlines[0])
        return found and found[0]
    boxes = [bounds(corners) for corners in outlines]
    measured = [_measured(corners) for corners in outlines]
    thin = [
        found[0]
        for found, box in zip(measured, boxes, strict=True)
        if found and found[0] < _THIN and found[1] > _LONG and _stands_apart(box, boxes)
    ]
    return min(thin, default=None)


def _measured(corners: Sequence[Point]) -> tuple[float, float] | None:
    """How thick and how long an outline is; None for one that is neither."""
    if not 3 <= len(corners) <= _MOST + 1:
        return None
    ends = [*corners[1:], corners[0]]
    sides = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in zip(corners, ends, strict=True)]
    longest = max(sides) if len(corners) <= 4 else sum(sides) / 2
    area = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(corners, ends, strict=True))) / 2
    if longest <= 0:
        return None
    return area / longest * (2 if len(corners) == 3 else 1), longest


def _stands_apart(box: Rect, boxes: Sequence[Rect]) -> bool:
    """Whether no other outline goes along with one: together they may make an area."""
    near = box.inset(*(-_BESIDE,) * 4)
    for other in boxes:
        if other is box or not other.overlaps(near):
            continue
        across = min(near.right, other.right) - max(near.x, other.x)
        along = min(near.bottom, other.bottom) - max(near.y, other.y)
        if max(across, along) > max(box.width, box.height) / 2:
            return False
    return True


def _outlines(shape: Shape, matrix: Matrix) -> list[list[Point]]:
    """The corners of the straight-sided outlines of a path, on the page."""
    found: list[list[Point]] = []
    for segment in shape.segments():
        if len(segment) != 3:  # it closes
            continue
        if segment[0] == "M" or not found:
            found.append([])
        found[-1].append(matrix.apply(segment[1], segment[2]))
    for corners in found:
        if len(corners) > 1 and corners[0] == corners[-1]:
            corners.pop()
    return found
