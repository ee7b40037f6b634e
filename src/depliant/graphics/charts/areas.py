"""Plain areas of ink: bars, dots, stretches of a ring, outlines that are cut off.

They are the patches of matplotlib that charts are made of, point for point (a test holds them to
that), without its import, which takes longer than setting a leaflet. Points, y down.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Protocol

from msgspec import Struct

from depliant.colour import Colour
from depliant.display.items import Group, Item, Path
from depliant.geometry import Matrix, Outline, Rect, Segment, Size, rectangle, transformed

_PLACES = 4
"""Coordinates are kept to 0.0001 pt, as those of all that a chart draws."""
_REACH = 0.2652031
"""How far the handles of an eighth of a circle reach, as a share of its radius."""


class Inks(Protocol):
    """What knows the inks that may be used."""

    def rgb(self, ink: Colour) -> object:
        """Whatever stands for an ink; an error if there is no such."""


class Canvas(Protocol):
    """The part of a renderer that an area needs: it is drawn by being added to its items."""

    @property
    def size(self) -> Size:
        """Of the canvas, in points."""

    @property
    def key(self) -> Inks:
        """The inks that may be used."""

    @property
    def items(self) -> list[Item]:
        """What was drawn."""


class Area(Struct, frozen=True):
    """An outline in one ink; with a `clip` only what of it is inside that box.

    `turned` is what is mirrored in its stead where a chart is laid out from the right.
    """

    outline: Outline
    ink: Colour
    clip: Rect | None = None
    turned: Outline | None = None

    def from_right(self, width: float, language: str) -> Area:
        """The area where it stands if the canvas is laid out from the right."""
        mirror = Matrix(a=-1.0, e=width)
        clip = self.clip and mirror.apply_rect(self.clip)
        return Area(transformed(self.turned or self.outline, mirror), self.ink, clip)

    def draw(self, renderer: Canvas) -> None:
        """Add the area to what `renderer` has recorded."""
        renderer.key.rgb(self.ink)  # a swatch, or an error
        height = renderer.size.height
        path = Path(tuple(_rounded(segment, height) for segment in self.outline), self.ink)
        if self.clip is None:
            renderer.items.append(path)
            return
        box = Rect(*(round(value, _PLACES) for value in self.clip))
        renderer.items.append(Group((path,), clip=rectangle(box)))


def _rounded(segment: Segment, height: float) -> Segment:
    """A segment to the places that are kept.

    What lies half way between two is rounded as it is where y is counted from the foot of the
    canvas, so that an area is the same as matplotlib's.
    """
    name, *numbers = segment
    turned = (
        height - (height - float(number)) if i % 2 else float(number)
        for i, number in enumerate(numbers)
    )
    return (name, *(round(number, _PLACES) for number in turned))  # type: ignore[return-value]


def block(x: float, y: float, width: float, height: float, ink: Colour) -> Area:
    """A rectangle from its upper left corner."""
    return Area(rectangle(Rect(x, y, width, height)), ink)


def disc(x: float, y: float, radius: float, ink: Colour) -> Area:
    """A circle round a point, of eight curves, from its top."""
    return Area(transformed(_CIRCLE, Matrix(radius, 0, 0, radius, x, y)), ink)


def ring(
    centre: tuple[float, float],
    radius: float,
    angles: tuple[float, float],
    width: float,
    ink: Colour,
) -> Area:
    """A stretch of a ring, or all of it.

    Args:
        centre: of the ring.
        radius: of its outer edge.
        angles: where it begins and ends, in degrees clockwise from three o'clock.
        width: of the ring.
        ink: that it is painted in.
    """
    start, end = angles
    outline = _ring(centre, radius, start, end, width)
    return Area(outline, ink, turned=_ring(centre, radius, 180 - end, 180 - start, width))


def _ring(
    centre: tuple[float, float], radius: float, start: float, end: float, width: float
) -> Outline:
    whole = abs((end - start) - 360) <= 1e-12
    outer = _arc(0.0, 360.0) if whole else _arc(start, end)
    inner = [(x * (radius - width) / radius, y * (radius - width) / radius) for x, y in outer[::-1]]
    x, y = centre
    there, back = (
        [(px * radius + x, py * radius + y) for px, py in points] for points in (outer, inner)
    )
    first: Segment = ("M" if whole else "L", *back[0])
    return (("M", *there[0]), *_curves(there), first, *_curves(back), ("Z",))


def _curves(points: list[tuple[float, float]]) -> list[Segment]:
    """Curves through every third of the points; the others are their handles."""
    return [("C", *points[i], *points[i + 1], *points[i + 2]) for i in range(1, len(points), 3)]


def _arc(start: float, end: float) -> list[tuple[float, float]]:
    """The points of curves along a circle of radius 1, from one angle to another, in degrees.

    L. Maisonobe, "Drawing an elliptical arc using polylines, quadratic or cubic Bézier curves",
    2003, 3.4.1.
    """
    turns = (end - start) / 360
    if round(turns) and abs(turns - round(turns)) <= 1e-12:
        end = start + 360
    else:
        end -= 360 * math.floor(turns)
    first, last = math.radians(start), math.radians(end)
    count = int(2 ** math.ceil((last - first) / (math.pi / 2)))
    step = (last - first) / count
    half = math.tan(0.5 * step)
    reach = math.sin(step) * (math.sqrt(4.0 + 3.0 * half * half) - 1) / 3.0
    angles = [first + i * step for i in range(count)] + [last]
    points = [(math.cos(first), math.sin(first))]
    for one, other in pairwise(angles):
        ax, ay, bx, by = math.cos(one), math.sin(one), math.cos(other), math.sin(other)
        points += [(ax - reach * ay, ay + reach * ax), (bx + reach * by, by - reach * bx), (bx, by)]
    return points


def _circle() -> Outline:
    """A circle of radius 1: D. Lancaster, "Approximating a circle using cubic splines"."""
    side = math.sqrt(0.5)
    near, far = side - side * _REACH, side + side * _REACH
    turn = [(_REACH, -1.0), (near, -far), (side, -side), (far, -near), (1.0, -_REACH), (1.0, 0.0)]
    points = [(0.0, -1.0)]
    for _ in range(4):
        points += turn
        turn = [(-y, x) for x, y in turn]
    return (("M", *points[0]), *_curves(points), ("Z",))


_CIRCLE = _circle()
