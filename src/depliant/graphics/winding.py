"""Outlines whose holes come of the even-odd rule, turned so that the other rule leaves them too.

A clip knows the nonzero rule alone. Contours that do not cross are turned one way or the other by
how deep they lie; contours that cross would have to be cut, and are left to whoever can.
"""

from __future__ import annotations

from depliant.geometry import Outline, Segment

_STEPS = 8
"""Straight pieces that a curve is looked at in."""
_BERNSTEIN = tuple(
    ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
    for t in (step / _STEPS for step in range(1, _STEPS + 1))
)
_MOST = 400
"""Contours: what is compared with what grows with their square."""

Polygon = list[tuple[float, float]]


def nonzero(outline: Outline) -> Outline | None:
    """The same area by the nonzero rule; None where contours cross, or are far too many."""
    contours = _contours(outline)
    if len(contours) < 2:
        return outline
    if len(contours) > _MOST:
        return None
    polygons = [_polygon(contour) for contour in contours]
    turned: list[Segment] = []
    for number, contour in enumerate(contours):
        depth = 0
        for other, polygon in enumerate(polygons):
            if other == number:
                continue
            inside = {_holds(polygon, x, y) for x, y in polygons[number]}
            if len(inside) > 1:
                return None
            depth += inside == {True}
        outwards = depth % 2 == 0
        turned += contour if (_area(polygons[number]) > 0) == outwards else _reversed(contour)
    return tuple(turned)


def _contours(outline: Outline) -> list[list[Segment]]:
    """The subpaths, each from its own point, closed."""
    found: list[list[Segment]] = []
    start: Segment = ("M", 0.0, 0.0)
    for segment in outline:
        if segment[0] == "M":
            start = segment
            found.append([segment])
        elif segment[0] == "Z":
            if found:
                found[-1].append(segment)
        else:
            if not found or found[-1][-1] == ("Z",):
                found.append([start])
            found[-1].append(segment)
    closed = [one if one[-1] == ("Z",) else [*one, ("Z",)] for one in found]
    return [one for one in closed if len(one) > 2]


def _polygon(contour: list[Segment]) -> Polygon:
    points: Polygon = []
    for segment in contour:
        if len(segment) == 3:
            points.append((segment[1], segment[2]))
        elif len(segment) == 7:
            x0, y0 = points[-1]
            _, x1, y1, x2, y2, x3, y3 = segment
            for step in range(1, _STEPS + 1):
                t = step / _STEPS
                p, q, r, w = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3
                points.append(
                    (p * x0 + q * x1 + r * x2 + w * x3, p * y0 + q * y1 + r * y2 + w * y3)
                )
    return points


def _area(polygon: Polygon) -> float:
    return sum(
        x0 * y1 - x1 * y0
        for (x0, y0), (x1, y1) in zip(polygon, [*polygon[1:], polygon[0]], strict=True)
    )


def _holds(polygon: Polygon, x: float, y: float) -> bool:
    """Whether a point lies in a polygon, by the even-odd rule."""
    inside = False
    for (x0, y0), (x1, y1) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
    return inside


def _reversed(contour: list[Segment]) -> list[Segment]:
    """A closed contour the other way round."""
    drawn = contour[:-1]
    ends = [(float(segment[-2]), float(segment[-1])) for segment in drawn]  # type: ignore[misc]
    turned: list[Segment] = [("M", *ends[-1])]
    for number in range(len(drawn) - 1, 0, -1):
        segment, (x, y) = drawn[number], ends[number - 1]
        if len(segment) == 7:
            turned.append(("C", segment[3], segment[4], segment[1], segment[2], x, y))
        else:
            turned.append(("L", x, y))
    return [*turned, ("Z",)]
