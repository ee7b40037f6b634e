"""The line chart: a line a series through time, its name and last value at its end.

What is missing leaves a gap; what is provisional is reached by a dashed line and has a ring. Where
names have no room beside the plane, they stand above it in the order of the lines' ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from depliant.colour import Colour
from depliant.content.model_plots import Plot, PlotSeries
from depliant.display.items import Stroke
from depliant.figures.figure import Figure
from depliant.geometry import Point, Rect, ellipse
from depliant.graphics.charts.board import Draft, Frame, Look, Piece
from depliant.graphics.charts.placing import Line, Marks
from depliant.graphics.charts.renderer import Says, Shape
from depliant.graphics.plots.endings import End, at_ends, named, places_told
from depliant.graphics.plots.keys import inks
from depliant.graphics.plots.kinds import Kind
from depliant.graphics.plots.labels import APART, Wish
from depliant.graphics.plots.notes import Spot, notes
from depliant.graphics.plots.plane import (
    DASHES,
    LEAST,
    Manner,
    Plane,
    height_of,
    plane_of,
    positions,
)

_DOT: Final = 1.5
"""Of a dot's radius to the thickness of its line."""


class _Curve(NamedTuple):
    """A series with its ink and the points of its values, by the number of their place."""

    number: int
    series: PlotSeries
    ink: Colour
    spots: tuple[tuple[int, Figure, Point], ...]

    @property
    def end(self) -> Point:
        """Where its last value stands."""
        return self.spots[-1][2]


def draw(plot: Plot, look: Look, frame: Frame) -> Draft:
    """Draw a line chart; `frame.height` is the height of its plane."""
    ended = named(plot, look, frame, height_of(frame))
    pieces: list[Piece] = [*ended.legend]
    values = [value.value for one in plot.series for _, value in one.known()]
    plane = plane_of(
        plot,
        look,
        ended.frame,
        values,
        Manner(ended.right, told=places_told(plot, with_first=True)),
    )
    curves = _curves(plot, look, plane)
    pieces += plane.pieces
    pieces += [piece for curve in curves for piece in _strokes(curve, look)]
    ends = [
        End(curve.number, curve.spots[-1][0], curve.end, curve.ink, look.stroke * 2.5)
        for curve in curves
    ]
    pieces += at_ends(ends, ended.said, look, plane.box)
    found = notes(plot, look, plane, *_among(plot, curves, look))
    return Draft((*found.under, *pieces, *found.pieces), plane.bottom, faults=found.faults)


def _curves(plot: Plot, look: Look, plane: Plane) -> list[_Curve]:
    """The series, those that are held back first, so that the others are drawn over them."""
    times = positions(plot)
    curves = []
    for number, (series, ink) in enumerate(zip(plot.series, inks(plot, look), strict=True)):
        spots = tuple(
            (at, value, Point(plane.across.at(times[at]), plane.along.at(value.value)))
            for at, value in series.known()
        )
        if spots:
            curves.append(_Curve(number, series, ink, spots))
    return sorted(curves, key=lambda curve: not curve.series.is_held_back)


def _strokes(curve: _Curve, look: Look) -> list[Shape]:
    """A stroke to each value from the one before it, and a dot or ring where a line ends."""
    width = look.stroke if not curve.series.is_held_back else look.stroke * 0.75
    shapes = []
    before: tuple[int, Point] | None = None
    for at, figure, spot in curve.spots:
        says = Says("value", place=at, series=curve.number)
        is_joined = before is not None and before[0] == at - 1
        start = before[1] if before is not None and is_joined else spot._replace(x=spot.x - 0.01)
        dash = DASHES if figure.provisional and is_joined else ()
        stroke = Stroke(curve.ink, width, dash, "butt" if dash else "round", "round")
        shapes.append(Shape((("M", *start), ("L", *spot)), stroke=stroke, says=says))
        if figure.provisional:
            shapes += _ring(spot, curve.ink, width, says)
        before = at, spot
    known = {at for at, _, _ in curve.spots}
    for at, figure, spot in curve.spots:
        is_alone = not known & {at - 1, at + 1}  # a value between two gaps is no line
        if (at == curve.spots[-1][0] or is_alone) and not figure.provisional:
            says = Says("value", place=at, series=curve.number)
            shapes.append(Shape(ellipse(*spot, width * _DOT, width * _DOT), curve.ink, says=says))
    return shapes


def _ring(spot: Point, ink: Colour, width: float, says: Says) -> list[Shape]:
    outline = ellipse(spot.x, spot.y, width * _DOT, width * _DOT)
    return [Shape(outline, None, Stroke(ink, width * 0.6), says)]


def _among(
    plot: Plot, curves: Sequence[_Curve], look: Look
) -> tuple[dict[tuple[int, int], Spot], Marks, list[Wish]]:
    """Where annotations may point, what is in their way, and the first value of a single line."""
    radius = look.stroke * _DOT
    spots = {
        (curve.number, at): Spot(spot, radius, curve.ink)
        for curve in curves
        for at, _, spot in curve.spots
    }
    wishes: list[Wish] = []
    if len(curves) == 1 and len(curves[0].spots) > 1:
        at, figure, spot = curves[0].spots[0]
        says = Says("value", place=at, series=curves[0].number)
        value = Wish(look.value, ((figure.shown,),), (spot,), says, look.stroke)
        wishes.append(value._replace(is_led=False, is_needed=False))
    lines = [line for curve in curves for line in _lines(curve)]
    lone = [line[0] for line in lines if len(line) == 1]
    ends = [Rect(curve.end.x - 3, curve.end.y - 3, 6, 6) for curve in curves]
    obstacles = Marks(
        (*ends, *(Rect(x - radius, y - radius, 2 * radius, 2 * radius) for x, y in lone)),
        tuple(lines),
        look.stroke / 2 + APART / 2,
    )
    return spots, obstacles, wishes


def _lines(curve: _Curve) -> list[Line]:
    """The runs of a curve between its gaps."""
    runs: list[list[Point]] = []
    last = -2
    for at, _, spot in curve.spots:
        if at == last + 1 and runs:
            runs[-1].append(spot)
        else:
            runs.append([spot])
        last = at
    # A value between two gaps is a line of next to no length, which is in the way as well.
    return [
        tuple(run) if len(run) > 1 else (run[0], run[0]._replace(x=run[0].x + 0.01)) for run in runs
    ]


KIND = Kind("line", draw, has_values_at_ends=True, least=LEAST)
