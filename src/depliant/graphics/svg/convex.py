"""Convex polygons: what two of them share, and whether an outline is one."""

from __future__ import annotations

from depliant.geometry import Outline

Polygon = list[tuple[float, float]]
MOST_CORNERS = 12


def corners(outline: Outline) -> Polygon | None:
    """The corners of an outline of one closed subpath of few straight lines; else None."""
    if not 3 <= len(outline) <= MOST_CORNERS + 1:
        return None
    found: Polygon = []
    for number, segment in enumerate(outline):
        if len(segment) == 3 and (segment[0] == "M") == (number == 0):
            found.append((segment[1], segment[2]))
        elif segment[0] != "Z":
            return None
    if found[0] == found[-1]:
        found.pop()
    return found


def is_convex(polygon: Polygon) -> bool:
    """Whether a polygon turns one way only, once round."""
    if len(polygon) < 3:
        return False
    turns = set()
    flips = 0
    before = 0.0
    for at, (x, y) in enumerate(polygon):
        (x0, y0), (x1, y1) = polygon[at - 1], polygon[(at + 1) % len(polygon)]
        turn = (x - x0) * (y1 - y) - (y - y0) * (x1 - x)
        if turn:
            turns.add(turn > 0)
        if x1 != x:
            flips += (x1 - x) * before < 0
            before = x1 - x
    return len(turns) == 1 and flips <= 2


def common(one: Polygon, other: Polygon) -> Polygon:
    """What two convex polygons share (Sutherland and Hodgman); nothing has under three corners."""
    inward = 1.0 if _area(other) > 0 else -1.0
    left = one
    for at, (bx, by) in enumerate(other):
        ax, ay = other[at - 1]
        dx, dy = (bx - ax) * inward, (by - ay) * inward
        if not left:
            return []
        sides = [dx * (y - ay) - dy * (x - ax) for x, y in left]
        if min(sides) >= 0:
            continue
        kept: Polygon = []
        for number, (x, y) in enumerate(left):
            here, before = sides[number], sides[number - 1]
            if (here >= 0) != (before >= 0):
                x0, y0 = left[number - 1]
                share = before / (before - here)
                kept.append((x0 + (x - x0) * share, y0 + (y - y0) * share))
            if here >= 0:
                kept.append((x, y))
        left = kept
    return left


def _area(polygon: Polygon) -> float:
    return sum(polygon[at - 1][0] * y - x * polygon[at - 1][1] for at, (x, y) in enumerate(polygon))
