"""The area chart: one series filled down to zero, or several on each other, named at their ends.

The edge of an area is drawn value by value; what is missing leaves a gap, what is provisional is
paler. Areas on each other need a value of each series, or their sum would be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from depliant.colour import Colour
from depliant.content.inline import plain
from depliant.content.model_plots import Plot
from depliant.display.items import Stroke
from depliant.errors import Diagnostic
from depliant.figures.figure import Figure
from depliant.geometry import Outline, Point, Rect
from depliant.graphics.charts.board import Draft, Frame, Look, Piece
from depliant.graphics.charts.placing import Line, Marks
from depliant.graphics.charts.renderer import Says, Shape
from depliant.graphics.plots.columns import BETWEEN
from depliant.graphics.plots.endings import End, at_ends, named, places_told
from depliant.graphics.plots.keys import inks
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
from depliant.graphics.plots.stacks import layers
from depliant.sentences import say

_PALE: Final = 0.3
"""The tint of an area that is alone, below the line of its values; of provisional ones."""
_EDGE: Final = 0.5
"""Points: the upper edge of an area that stands among others."""


class _Step(NamedTuple):
    """A value: by the number of its place, and where it and what it stands on are, in points."""

    place: int
    figure: Figure
    spot: Point
    foot: Point


class _Area(NamedTuple):
    """A series with its ink and the runs of its values between gaps."""

    series: int
    ink: Colour
    runs: tuple[tuple[_Step, ...], ...]

    @property
    def end(self) -> _Step:
        """Its last value."""
        return self.runs[-1][-1]


def draw(plot: Plot, look: Look, frame: Frame) -> Draft:
    """Draw an area chart; `frame.height` is the height of its plane."""
    ended = named(plot, look, frame, height_of(frame))
    pieces: list[Piece] = [*ended.legend]
    reach = [end for one in layers(plot) for end in (one.low, one.high)]
    unit = "%" if plot.arrange == "shares" else None
    plane = plane_of(
        plot,
        look,
        ended.frame,
        reach,
        Manner(ended.right, from_zero=True, unit=unit, is_flush=True, told=places_told(plot)),
    )
    areas = _areas(plot, look, plane)
    pieces += plane.pieces
    is_alone = len(areas) == 1
    for area in areas:
        pieces += _alone(area, look) if is_alone else _among_others(area, look.stroke)
    pieces += at_ends(
        [_end(area, look, is_alone=is_alone) for area in areas], ended.said, look, plane.box
    )
    spots = {
        (area.series, step.place): Spot(
            step.spot, look.stroke * 1.5, area.ink if is_alone else None
        )
        for area in areas
        for run in area.runs
        for step in run
    }
    found = notes(plot, look, plane, spots, _marks(areas, look))
    tints = tuple(ink.at(_PALE) for ink in (*look.inks, look.held_back))
    return Draft(
        (*found.under, *pieces, *found.pieces), plane.bottom, faults=found.faults, tints=tints
    )


def _areas(plot: Plot, look: Look, plane: Plane) -> list[_Area]:
    """The areas from zero up, each cut where values are missing."""
    times = positions(plot)
    found: dict[int, list[list[_Step]]] = {}
    for one in sorted(layers(plot), key=lambda one: (one.series, one.place)):
        x = plane.across.at(times[one.place])
        ends = (one.high, one.low) if one.figure.value >= 0 else (one.low, one.high)
        step = _Step(one.place, one.figure, *(Point(x, plane.along.at(end)) for end in ends))
        runs = found.setdefault(one.series, [])
        if runs and runs[-1][-1].place == one.place - 1:
            runs[-1].append(step)
        else:
            runs.append([step])
    colours = inks(plot, look)
    return [
        _Area(number, colours[number], tuple(map(tuple, runs))) for number, runs in found.items()
    ]


def _outline(run: Sequence[_Step], seam: float = 0.0) -> Outline:
    """Along the values and back along what they stand on, where `seam` points of ground stay."""
    feet = [Point(step.foot.x, step.foot.y - min(seam, _depth(step) / 2)) for step in run]
    first, *others = [*(step.spot for step in run), *reversed(feet)]
    return (("M", *first), *(("L", *spot) for spot in others), ("Z",))


def _depth(step: _Step) -> float:
    return abs(step.foot.y - step.spot.y)


def _alone(area: _Area, look: Look) -> Iterator[Shape]:
    """A tint below the line of the values, in which each value is a stroke from the one before."""
    for run in area.runs:
        if len(run) > 1:
            yield Shape(_outline(run), area.ink.at(_PALE))
        yield from _edge(run, area, look.stroke)


def _among_others(area: _Area, stroke: float) -> Iterator[Shape]:
    """An area in full ink, a seam of ground below it; pale where it is provisional.

    A value that stands alone, with none before and after it, is a line `stroke` points wide.
    """
    for run in area.runs:
        seam = BETWEEN if area.series else 0.0
        sure = _sure(run)
        if len(sure) > 1:
            yield Shape(_outline(sure, seam), area.ink)
        for one in pairwise(run[max(0, len(sure) - 1) :]):
            yield Shape(_outline(one, seam), area.ink.at(_PALE))
        yield from _edge(run, area, _EDGE if len(run) > 1 else stroke)


def _sure(run: Sequence[_Step]) -> Sequence[_Step]:
    """The values before the first that is provisional."""
    cut = next((n for n, step in enumerate(run) if step.figure.provisional), len(run))
    return run[:cut]


def _edge(run: Sequence[_Step], area: _Area, width: float) -> Iterator[Shape]:
    before: _Step | None = None
    for step in run:
        says = Says("value", place=step.place, series=area.series)
        if before is None:
            start = step.foot if len(run) == 1 else step.spot._replace(x=step.spot.x - 0.01)
        else:
            start = before.spot
        dash = DASHES if step.figure.provisional and before is not None else ()
        stroke = Stroke(area.ink, width, dash, "butt", "round")
        yield Shape((("M", *start), ("L", *step.spot)), stroke=stroke, says=says)
        before = step


def _end(area: _Area, look: Look, *, is_alone: bool) -> End:
    """Where its last value and name stand: at the line, or half-way up what it adds."""
    step = area.end
    y = step.spot.y if is_alone else (step.spot.y + step.foot.y) / 2
    clear = look.stroke if is_alone else 1.0
    return End(area.series, step.place, Point(step.spot.x, y), area.ink, clear)


def _marks(areas: Sequence[_Area], look: Look) -> Marks:
    """Lines that no word may cross, and slices of areas that none may stand on."""
    lines: list[Line] = []
    boxes: list[Rect] = []
    for run in (run for area in areas for run in area.runs):
        lines.append(tuple(step.spot for step in run))
        for one, other in pairwise(run):
            ys = [spot.y for step in (one, other) for spot in (step.spot, step.foot)]
            # Below the lower end of a slope lies nothing but area.
            top = max(one.spot.y, other.spot.y) if one.spot.y <= one.foot.y else min(ys)
            bottom = max(one.foot.y, other.foot.y)
            if bottom > top:
                boxes.append(Rect(one.spot.x, top, other.spot.x - one.spot.x, bottom - top))
    # Words may stand on a tint, not on full ink.
    return Marks(tuple(boxes) if len(areas) > 1 else (), tuple(lines), look.stroke / 2 + APART / 2)


def _faults(plot: Plot) -> Iterator[Diagnostic]:
    """Areas on each other of which one is missing, or less than zero."""
    if len(plot.series) < 2:
        return
    shown = [at for at in range(len(plot.places)) if any(one.values[at] for one in plot.series)]
    for series in plot.series:
        for at in shown:
            value = series.values[at]
            if value is not None and value.value >= 0:
                continue
            yield Diagnostic(
                "chart-data",
                say(
                    "Areas on each other need a value of each series, and `{series}` has none at "
                    "{at}."
                    if value is None
                    else "Areas on each other cannot be less than zero, as `{series}` is at {at}.",
                    series=series.id,
                    at=plain(plot.places[at].label),
                ),
                hint=say(
                    "Show the times that have all values with `from` and `to`, or make a chart "
                    "of lines or columns."
                )
                if value is None
                else say("Make a chart of lines or columns."),
            )
            break


KIND = Kind(
    "area",
    draw,
    from_zero=True,
    faults=_faults,
    has_values_at_ends=True,
    is_told_by_ink=True,
    least=LEAST,
)
