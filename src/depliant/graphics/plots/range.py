"""The range chart: from the lower to the higher of two series through time, as a band.

A third series is a line in it: a middle value, or what came true of a forecast. The edges of the
band are fine lines, whose last values and names stand at their ends; where one of the two is
missing the band has a gap, and it is paler to what is provisional.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from depliant.colour import Colour
from depliant.content.model_plots import Plot
from depliant.display.items import Stroke
from depliant.errors import Diagnostic
from depliant.figures.figure import Figure
from depliant.geometry import Outline, Point, ellipse
from depliant.graphics.charts.board import Draft, Frame, Look, Piece
from depliant.graphics.charts.placing import Line, Marks
from depliant.graphics.charts.renderer import Says, Shape
from depliant.graphics.plots.endings import End, at_ends, named, places_told
from depliant.graphics.plots.kinds import Kind
from depliant.graphics.plots.labels import APART
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
from depliant.sentences import say

_BAND: Final = 0.32
"""The tint of the band."""
_PALE: Final = 0.16
"""And to what is provisional."""
_EDGE: Final = 0.6
"""Points: the lines at the edges of the band."""
_DOT: Final = 1.5
"""Of a dot's radius to the thickness of the line."""


class _Step(NamedTuple):
    """A value, by the number of its place, and where it stands."""

    place: int
    figure: Figure
    spot: Point


def draw(plot: Plot, look: Look, frame: Frame) -> Draft:
    """Draw a range chart; `frame.height` is the height of its plane."""
    ended = named(plot, look, frame, height_of(frame))
    pieces: list[Piece] = [*ended.legend]
    values = [value.value for one in plot.series for _, value in one.known()]
    manner = Manner(ended.right, is_flush=True, told=places_told(plot))
    plane = plane_of(plot, look, ended.frame, values, manner)
    rows = [_steps(plot, number, plane) for number in range(len(plot.series))]
    band = [*_band(rows[0], rows[1], look.ink(0))]
    pieces = [*band, *plane.pieces, *pieces]
    for number, row in enumerate(rows):
        pieces += _line(row, number, look)
    ends = [
        End(number, row[-1].place, row[-1].spot, _ink(number, look), look.stroke * 2)
        for number, row in enumerate(rows)
        if row
    ]
    pieces += at_ends(ends, ended.said, look, plane.box)
    spots = {
        (number, step.place): Spot(step.spot, look.stroke * _DOT, _ink(number, look))
        for number, row in enumerate(rows)
        for step in row
    }
    found = notes(plot, look, plane, spots, _marks(rows, look))
    drawn = (*found.under, *pieces, *found.pieces)
    tints = (look.ink(0).at(_BAND), look.ink(0).at(_PALE))
    return Draft(drawn, plane.bottom, faults=found.faults, tints=tints)


def _ink(number: int, look: Look) -> Colour:
    """Both edges are in the first ink, the line between them in the next."""
    return look.ink(max(0, number - 1))


def _steps(plot: Plot, number: int, plane: Plane) -> list[_Step]:
    times = positions(plot)
    return [
        _Step(at, value, Point(plane.across.at(times[at]), plane.along.at(value.value)))
        for at, value in plot.series[number].known()
    ]


def _band(first: Sequence[_Step], second: Sequence[_Step], ink: Colour) -> Iterator[Shape]:
    """The area between two rows of values, from each place to the next that both have."""
    others = {step.place: step for step in second}
    pairs = [(step, others[step.place]) for step in first if step.place in others]
    run: list[tuple[_Step, _Step]] = []
    for before, after in pairwise(pairs):
        is_joined = after[0].place == before[0].place + 1
        is_sure = not any(step.figure.provisional for step in after)
        if is_joined and is_sure:
            run = run or [before]
            run.append(after)
            continue
        if run:
            yield Shape(_outline(run), ink.at(_BAND))
            run = []
        if is_joined:
            yield Shape(_outline([before, after]), ink.at(_PALE))
    if run:
        yield Shape(_outline(run), ink.at(_BAND))


def _outline(run: Sequence[tuple[_Step, _Step]]) -> Outline:
    """Along the one row and back along the other."""
    first, *others = [*(one.spot for one, _ in run), *(one.spot for _, one in reversed(run))]
    return (("M", *first), *(("L", *spot) for spot in others), ("Z",))


def _line(row: Sequence[_Step], number: int, look: Look) -> Iterator[Shape]:
    """A stroke to each value from the one before it; dashed to what is provisional."""
    ink, is_edge = _ink(number, look), number < 2
    width = _EDGE if is_edge else look.stroke
    before: _Step | None = None
    known = {step.place for step in row}
    for step in row:
        says = Says("value", place=step.place, series=number)
        is_joined = before is not None and before.place == step.place - 1
        start = before.spot if before is not None and is_joined else step.spot
        start = start if is_joined else start._replace(x=start.x - 0.01)
        dash = DASHES if step.figure.provisional and is_joined else ()
        stroke = Stroke(ink, width, dash, "butt" if dash else "round", "round")
        yield Shape((("M", *start), ("L", *step.spot)), stroke=stroke, says=says)
        is_alone = not known & {step.place - 1, step.place + 1}
        if is_alone or (not is_edge and step is row[-1]):
            radius = look.stroke * _DOT
            yield Shape(ellipse(*step.spot, radius, radius), ink, says=says)
        before = step


def _marks(rows: Sequence[Sequence[_Step]], look: Look) -> Marks:
    """The lines that no word may cross; words may stand on the tint between them."""
    lines: list[Line] = []
    for row in rows:
        run: list[Point] = []
        last = -2
        for step in row:
            if step.place != last + 1:
                lines.append(tuple(run))
                run = []
            run.append(step.spot)
            last = step.place
        lines.append(tuple(run))
    return Marks((), tuple(line for line in lines if line), look.stroke / 2 + APART / 2)


def _faults(plot: Plot) -> Iterator[Diagnostic]:
    """More or less than two ends with a line between them, and places that are no times."""
    if not 2 <= len(plot.series) <= 3:
        yield Diagnostic(
            "chart-data",
            say("A range chart goes from one series to another, and may have a third between."),
            hint=say("Name the lower and the higher series, and a third for a line."),
        )
    elif any(place.when is None for place in plot.places):
        yield Diagnostic(
            "chart-data",
            say("A range chart shows times, and the chart has places that are none."),
            hint=say("Make it `chart: dumbbell`, which joins two values of each place."),
        )


KIND = Kind("range", draw, faults=_faults, has_values_at_ends=True, least=LEAST)
