"""A folded sheet in lines: its upper edge half folded, and its sides with the numbers of panels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from depliant.geometry import Outline, Point, Rect, bounds
from depliant.style.folded import Joint

_ZIGZAG: Final = 130.0
"""Degrees by which each fold of a zigzag turns."""
_ROLLED: Final = 340.0
"""What all folds of a roll turn together: it ends just inside itself."""
_MOST: Final = 140.0
_TUCKED: Final = (155.0, 100.0)
"""Of a flap, and of the cover that goes over it."""
_DOOR: Final = 105.0
_MIDDLE: Final = 40.0
"""Of the doors of a gate, and of the fold between them."""
_CLOSED: Final = 160.0
_OPEN: Final = 60.0
"""Of a fold that lies within others, and of those that are made last."""


def edge(widths: Sequence[float], joints: Sequence[Joint]) -> list[Point]:
    """The corners of the sheet's upper edge, half folded; in the unit of the panels' widths.

    Whoever looks on the side stands below the drawing, so that hills point down.
    """
    angles = _angles(widths, joints)
    heading = -(angles[0] if _is_zigzag(joints) else sum(angles)) / 2
    if len(angles) == 2 and not _is_zigzag(joints):
        heading = -angles[0]  # the middle one lies flat
    points = [Point(0.0, 0.0)]
    for width, angle in zip(widths, (*angles, 0.0), strict=True):
        x, y = points[-1]
        points.append(Point(x + width * math.cos(heading), y + width * math.sin(heading)))
        heading += angle
    return points


def _angles(widths: Sequence[float], joints: Sequence[Joint]) -> list[float]:
    """By how much each fold turns, in radians."""
    steps = [joint.step for joint in joints]
    if _is_zigzag(joints):
        degrees = [_ZIGZAG] * len(joints)
    elif len(widths) == 3 and widths[0] + widths[-1] <= widths[1]:
        degrees = [_ZIGZAG, _ZIGZAG]  # doors that do not meet
    elif steps == [1, 3, 2]:
        degrees = [_DOOR, _MIDDLE, _DOOR]
    elif len(steps) == 2 and steps in ([1, 2], [2, 1]):
        degrees = [_TUCKED[step - 1] for step in steps]
    elif steps in (sorted(steps), sorted(steps, reverse=True)):
        degrees = [min(_ROLLED / len(widths), _MOST)] * len(joints)
    else:
        degrees = [_OPEN if step == max(steps) else _CLOSED for step in steps]
    turned = zip(joints, degrees, strict=True)
    return [-joint.turn * math.radians(degree) for joint, degree in turned]


def _is_zigzag(joints: Sequence[Joint]) -> bool:
    turns = [joint.turn for joint in joints]
    return len(turns) > 1 and all(left != right for left, right in pairwise(turns))


def within(points: Sequence[Point], room: Rect) -> Outline:
    """A line through points, as large as a room allows and in the middle of it."""
    box = bounds(points)
    scale = min(room.width / max(box.width, 1e-6), room.height / max(box.height, 1e-6))
    left = room.centre.x - box.centre.x * scale
    top = room.centre.y - box.centre.y * scale
    (x0, y0), *others = [(left + x * scale, top + y * scale) for x, y in points]
    return (("M", x0, y0), *(("L", x, y) for x, y in others))
