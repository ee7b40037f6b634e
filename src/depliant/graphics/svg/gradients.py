"""Gradients as bands of flat ink: no press and no reader of files sees them otherwise.

Each band covers those before it, so that no seam shows between two; a step is no larger than
half a per cent of any ink, and no finer than anyone sees at the drawing's size. Inks are mixed
as inks, from stop to stop: a gradient of one spot colour stays one plate.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from msgspec import Struct

from depliant.colour import Colour
from depliant.errors import UnfitError
from depliant.geometry import Matrix, Outline, Point, Rect, bounds, ellipse, transformed
from depliant.graphics.svg.cuts import Band, Cut
from depliant.sentences import Sentence, say

STEP = 0.005
"""Of an ink, or of opacity."""
FINEST = 1500
"""Bands on the diagonal of the drawing."""
_SMALLEST = 12
"""Least bands, in the middle of a gradient round a point, that are one disc."""
_NOTHING = 0.001
MAXIMUM_TURNS = 200
"""How often a gradient may repeat within the shape that it paints."""


class MixError(ValueError):
    """Two inks that have no mixture between them; it is said in a sentence."""

    def __init__(self, message: Sentence) -> None:
        super().__init__(str(message))
        self.message = message


class Stop(NamedTuple):
    """An ink, and how opaque it is, at a place from 0 to 1."""

    offset: float
    colour: Colour
    opacity: float = 1.0


class Gradient(Struct, frozen=True):
    """A gradient in its own space, which `matrix` leads to that of the shape.

    `start` is the first point or, with radii, the focus; `end` the last point or the centre.
    Radii are those of the inner and the outer circle.
    """

    start: Point
    end: Point
    radii: tuple[float, float] | None
    matrix: Matrix
    spread: Literal["pad", "reflect", "repeat"]
    stops: tuple[Stop, ...]


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """The ink between two, `share` of the way from one to the other.

    Raises:
        MixError: a spot colour and an ink that is not its own.
    """
    if one == other or share <= 0:
        return one
    if share >= 1:
        return other
    if one.spot is None and other.spot is None:
        c, m, y, k = (a + (b - a) * share for a, b in zip(one.cmyk, other.cmyk, strict=True))
        return Colour(c, m, y, k)
    if one.is_paper and other.spot is not None:
        return other.at(share)
    if other.is_paper and one.spot is not None:
        return one.at(1 - share)
    if one.spot == other.spot and one.at(0) == other.at(0):
        solid = one if one.tint >= other.tint else other
        return solid.at((one.tint + (other.tint - one.tint) * share) / solid.tint)
    spot = one.spot or other.spot
    raise MixError(
        say("In the drawing the spot colour {spot} would be mixed with another ink.", spot=spot)
    )


class Fineness(NamedTuple):
    """The smallest step: in ink (or opacity), and in the gradient's own length."""

    ink: float
    width: float


def bands(gradient: Gradient, box: Rect, fine: float, coarse: int = 1) -> list[Band]:
    """The bands that cover `box`, lowest first.

    Where the gradient is seen through they are narrow, else each runs on to the end.

    Args:
        gradient: with at least two stops.
        box: what is painted, in the shape's coordinates.
        fine: the least width of a band that anyone sees, in the same.
        coarse: how many times larger than usual a step of ink is.

    Raises:
        MixError: the inks of two stops do not mix.
        ValueError: it repeats without reasonable bound.
    """
    back = undone(gradient.matrix)
    # A hair is left round the box: outlines are written with three decimals.
    room = 0.01 * max(box.width, box.height, 1e-6)
    box = box.inset(-room, -room, -room, -room)
    corners = [back.apply(x, y) for x in (box.x, box.right) for y in (box.y, box.bottom)]
    fine /= gradient.matrix.scale
    if gradient.radii is None:
        length = math.dist(gradient.start, gradient.end)
        return _linear(gradient, corners, Fineness(STEP * coarse, fine / length))
    inner, outer = gradient.radii
    return _radial(gradient, corners, Fineness(STEP * coarse, fine / (outer - inner)))


def undone(matrix: Matrix) -> Matrix:
    """The map back. Raises ValueError if there is none."""
    if (back := matrix.inverse) is None:
        raise UnfitError(say("a gradient or pattern is scaled to nothing"))
    return back


def _linear(gradient: Gradient, corners: Sequence[Point], step: Fineness) -> list[Band]:
    (x1, y1), (x2, y2) = gradient.start, gradient.end
    dx, dy = x2 - x1, y2 - y1
    square = dx * dx + dy * dy
    along = [((x - x1) * dx + (y - y1) * dy) / square for x, y in corners]
    aside = [((y - y1) * dx - (x - x1) * dy) / square for x, y in corners]
    least, most, left, right = min(along), max(along), min(aside), max(aside)

    def at(t: float, s: float) -> Point:
        return gradient.matrix.apply(x1 + t * dx - s * dy, y1 + t * dy + s * dx)

    def strip(start: float, stop: float) -> Outline:
        edges = ((start, left), (stop, left), (stop, right), (start, right))
        return _polygon([at(*edge) for edge in edges])

    def fan(start: float) -> Outline:
        # Wider where it ends, beyond the shape: no box that would look like a rule to a press.
        end, wider = 2 * most - least, right - left
        edges = ((start, left), (end, left - wider), (end, right + wider), (start, right))
        return _polygon([at(*edge) for edge in edges])

    found = []
    for run in _runs(_steps(gradient, least, most, step)):
        within = Cut(strip(run[0].start, run[-1].stop)) if _is_seen_through(run) else None
        for item, after in zip(run, (*run[1:], run[-1]), strict=True):
            reach = strip(item.start, after.stop)
            found.append(Band(fan(item.start), item.colour, item.opacity, reach, within))
    return found


def _polygon(points: Sequence[Point]) -> Outline:
    return (("M", *points[0]), *(("L", *point) for point in points[1:]), ("Z",))


def _radial(gradient: Gradient, corners: Sequence[Point], step: Fineness) -> list[Band]:
    """Discs from the outermost in; the area round them is the last colour's."""
    assert gradient.radii is not None
    inner, outer = gradient.radii
    (fx, fy), (cx, cy) = gradient.start, gradient.end
    # How fast the circles' nearest side moves out: the focus lies within them.
    pace = outer - inner - math.hypot(cx - fx, cy - fy)
    farthest = max(math.hypot(x - fx, y - fy) for x, y in corners)
    most = max(1.0, (farthest - inner) / pace)
    if gradient.spread == "pad":
        most = 1.0

    def disc(t: float) -> Outline:
        radius = inner + t * (outer - inner)
        round_ = ellipse(fx + t * (cx - fx), fy + t * (cy - fy), radius, radius)
        return transformed(round_, gradient.matrix)

    steps = _steps(gradient, 0.0, most, step)
    whole = _polygon([gradient.matrix.apply(x, y) for x, y in _round(corners)])
    last = gradient.stops[-1] if gradient.spread == "pad" else steps[-1]
    steps.append(_Step(most, math.inf, last.colour, last.opacity))
    found = []
    for run in reversed(_runs(steps)):
        outside = whole if run[-1].stop == math.inf else disc(run[-1].stop)
        hole = disc(run[0].start) if run[0].start > 0 else ()
        within = Cut(outside + hole, even_odd=True) if _is_seen_through(run) else None
        for item in reversed(run):
            round_ = whole if item.stop == math.inf else disc(item.stop)
            # A dot in the middle would be a hairline to a press.
            radius = item.stop + inner / (outer - inner)
            if radius >= _SMALLEST * step.width or item is run[-1]:
                found.append(Band(round_, item.colour, item.opacity, None, within))
    return found


def _round(corners: Sequence[Point]) -> list[Point]:
    """The corners of the box round some points, in order."""
    box = bounds(corners)
    return [
        Point(box.x, box.y),
        Point(box.right, box.y),
        Point(box.right, box.bottom),
        Point(box.x, box.bottom),
    ]


class _Step(NamedTuple):
    """A stretch of a gradient in one ink."""

    start: float
    stop: float
    colour: Colour
    opacity: float


def _is_seen_through(steps: Sequence[_Step]) -> bool:
    return any(step.opacity < 1 for step in steps)


def _runs(steps: Sequence[_Step]) -> list[list[_Step]]:
    """The steps without those that show nothing, which part them."""
    shown = groupby(steps, lambda step: step.opacity > _NOTHING)
    return [list(run) for shows, run in shown if shows]


def _steps(gradient: Gradient, least: float, most: float, step: Fineness) -> list[_Step]:
    """The steps from `least` to `most`."""
    found: list[_Step] = []
    for before, after in _stretches(gradient, least, most):
        start, stop = max(before.offset, least), min(after.offset, most)
        if stop <= start:
            continue
        span = after.offset - before.offset
        change = max(
            *(abs(a - b) for a, b in zip(before.colour.cmyk, after.colour.cmyk, strict=True)),
            abs(before.opacity - after.opacity),
        )
        change *= (stop - start) / span
        count = max(1, min(math.ceil(change / step.ink), math.floor((stop - start) / step.width)))
        for i in range(count):
            begun = start + (stop - start) * i / count
            done = start + (stop - start) * (i + 1) / count
            share = ((begun + done) / 2 - before.offset) / span
            opacity = before.opacity + (after.opacity - before.opacity) * share
            found.append(_Step(begun, done, mixed(before.colour, after.colour, share), opacity))
    return found


def _stretches(gradient: Gradient, least: float, most: float) -> list[tuple[Stop, Stop]]:
    """The stops in pairs, as far as they are needed, repeated as the gradient is."""
    stops = gradient.stops
    if gradient.spread == "pad":
        first = stops[0]._replace(offset=min(least, stops[0].offset))
        last = stops[-1]._replace(offset=max(most, stops[-1].offset))
        return list(pairwise((first, *stops, last)))
    if not (most - least < MAXIMUM_TURNS and abs(least) < 1e6):
        raise UnfitError(say("a gradient repeats without reasonable bound"))
    whole = [stops[0]._replace(offset=0.0), *stops, stops[-1]._replace(offset=1.0)]
    mirrored = [stop._replace(offset=1 - stop.offset) for stop in reversed(whole)]
    found: list[tuple[Stop, Stop]] = []
    for turn in range(math.floor(least), math.ceil(most)):
        ordered = mirrored if gradient.spread == "reflect" and turn % 2 else whole
        found += pairwise(stop._replace(offset=stop.offset + turn) for stop in ordered)
    return found
