"""The dumbbell chart: a row a place, with the values of two series as dots that a bar joins.

The lower value is written before its dot, the higher behind; there is no axis. The series are
named above the dots of the first row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from depliant.colour import Colour
from depliant.content.model_plots import Plot
from depliant.display.items import Stroke
from depliant.errors import Diagnostic
from depliant.figures.figure import Figure
from depliant.geometry import Point
from depliant.graphics.charts.axis import Scale
from depliant.graphics.charts.board import Draft, Frame, Look, Piece, Words, one_line
from depliant.graphics.charts.renderer import Says, Shape
from depliant.graphics.charts.strength import apart, strength
from depliant.graphics.plots.keys import inks, keys
from depliant.graphics.plots.kinds import Kind
from depliant.graphics.plots.marks import dot
from depliant.graphics.plots.plane import HAIRLINE
from depliant.graphics.plots.rows import Rows, rows_of
from depliant.graphics.plots.rules import rule
from depliant.sentences import say

_RADIUS: Final = 1.8
"""Of a dot, in thicknesses of the style's lines, at least."""
_OF_BAR: Final = 0.3
"""And in what a bar would be thick in its row."""
_STEM: Final = 0.55
"""Of the bar that joins two dots, in radii."""
_GAP: Final = 0.4
"""Between a dot and its value, in sizes of that."""
_PITCH: Final = 1.35
"""The height of a row, in capitals of a value."""
_LEAST: Final = 0.22
"""Of the room that dots stand in to the chart's width, at least, where names stand beside them."""
_SHORTEST: Final = 40.0
"""Points of it at least, or two dots of a row would touch that are apart on a wide chart."""
_LINE: Final = 1.15
"""Lines that the names of the series take above the first row."""


class _Dot(NamedTuple):
    """A value, where it stands, and its ink."""

    series: int
    place: int
    figure: Figure
    spot: Point
    ink: Colour


def draw(plot: Plot, look: Look, frame: Frame) -> Draft:
    """Draw a dumbbell chart; `frame.height` spreads its rows."""
    rows, scale = _plan(plot, look, frame)
    named = _named(plot, _dots(plot, look, rows, scale), rows, look, frame)
    if named:
        pieces: list[Piece] = list(named)
        frame = frame._replace(top=frame.top + look.label.leading * _LINE)
    else:
        pieces, frame = keys(plot, look, frame)
    rows, scale = _plan(plot, look, frame)
    pieces += rows.names(look)
    radius = _radius(look, frame.width)
    pieces += _guides(_dots(plot, look, rows, scale), rows, look, radius)
    for pair in _dots(plot, look, rows, scale):
        pieces += _row(pair, look, radius)
    return Draft(tuple(pieces), rows.bottom)


def _radius(look: Look, width: float) -> float:
    """Of a dot, after the style's lines and what a bar would be."""
    return max(look.stroke * _RADIUS, strength(look, width) * _OF_BAR)


def _plan(plot: Plot, look: Look, frame: Frame) -> tuple[Rows, Scale]:
    """The rows, and where values stand so that all that is written beside them has room."""
    before, behind = _pads(plot, look, _radius(look, frame.width))

    def is_enough(left: float) -> bool:
        return frame.width - left - before - behind >= max(frame.width * _LEAST, _SHORTEST)

    thick = strength(look, frame.width, (frame.height or 0.0) / len(plot.places))
    high = max(look.value.cap * _PITCH, thick)
    rows = rows_of(plot, look, frame, high, is_enough, apart(thick))
    values = [value.value for one in plot.series for _, value in one.known()]
    start = rows.left + before
    end = max(start + 1.0, frame.width - behind)
    return rows, Scale(float(min(values)), float(max(values)), start, end)


def _pads(plot: Plot, look: Look, radius: float) -> tuple[float, float]:
    """Points that the lower values need before their dots, and the higher ones behind them."""
    beside = radius + look.value.style.size * _GAP
    before, behind = 0.0, 0.0
    for place in range(len(plot.places)):
        values = [one.values[place] for one in plot.series]
        pair = sorted((value for value in values if value), key=lambda value: value.value)
        if len(pair) > 1:
            before = max(before, look.value.width(pair[0].shown))
        if pair:
            behind = max(behind, look.value.width(pair[-1].shown))
    return (before + beside if before else radius), behind + beside


def _dots(plot: Plot, look: Look, rows: Rows, scale: Scale) -> list[list[_Dot]]:
    """Of each row its dots, the lower value first."""
    colours = inks(plot, look)
    found = []
    for row in rows.rows:
        pair = [
            _Dot(number, row.place, value, Point(scale.at(value.value), row.middle), ink)
            for number, (series, ink) in enumerate(zip(plot.series, colours, strict=True))
            if (value := series.values[row.place]) is not None
        ]
        found.append(sorted(pair, key=lambda one: one.figure.value))
    return found


def _guides(pairs: list[list[_Dot]], rows: Rows, look: Look, radius: float) -> Iterator[Piece]:
    """A hairline from each name to the first value of its row, where that is far."""
    for pair in pairs if rows.left else ():
        if not pair:
            continue
        beside = radius + look.value.style.size * _GAP
        wide = look.value.width(pair[0].figure.shown) + beside if len(pair) > 1 else beside
        start, end = rows.left, pair[0].spot.x - wide - look.value.style.size * _GAP
        if end - start > look.label.style.size:
            y = pair[0].spot.y
            yield rule(Point(start, y), Point(end, y), Stroke(look.held_back, HAIRLINE))


def _row(pair: list[_Dot], look: Look, radius: float) -> Iterator[Piece]:
    """The bar between two dots, the dots, and their values on either side."""
    gap = radius + look.value.style.size * _GAP
    if len(pair) > 1:
        # It ends at the rims, so that a ring stays open.
        start, end = pair[0].spot.x + radius, pair[1].spot.x - radius
        if end > start:
            line = (("M", start, pair[0].spot.y), ("L", end, pair[0].spot.y))
            yield Shape(line, stroke=Stroke(look.held_back, max(look.stroke, radius * _STEM)))
    for one in pair:
        says = Says("value", place=one.place, series=one.series)
        yield dot(one.spot, radius, one.ink, says, provisional=one.figure.provisional)
    for number, one in enumerate(pair):
        width = look.value.width(one.figure.shown)
        is_before = number == 0 and len(pair) > 1
        x = one.spot.x - gap - width if is_before else one.spot.x + gap
        says = Says("value", place=one.place, series=one.series)
        base = one.spot.y + look.value.drop
        yield one_line(look.value, one.figure.shown, x, base, width + 0.01, says)


def _named(
    plot: Plot, pairs: list[list[_Dot]], rows: Rows, look: Look, frame: Frame
) -> list[Words]:
    """The names of the series above the dots of the first row; none if they have no room there."""
    if not rows.left or len(pairs[0]) < len(plot.series) or pairs[0][0].spot == pairs[0][1].spot:
        return []
    radius = _radius(look, frame.width)
    labels = [plot.series[one.series].label for one in pairs[0]]
    widths = [look.label.width(label) for label in labels]
    left, right = (one.spot.x for one in pairs[0])
    starts = [left - widths[0] / 2, right - widths[1] / 2]
    gap = look.label.style.size * 0.8
    if starts[0] + widths[0] + gap > starts[1] or starts[1] + widths[1] > frame.width:
        starts = [left + radius - widths[0], right - radius]
    if (
        starts[0] + widths[0] + gap > starts[1]
        or starts[0] < 0
        or starts[1] + widths[1] > frame.width
    ):
        return []
    base = frame.top + look.label.leading / 2 + look.label.drop
    return [
        Words(
            look.label,
            (label,),
            start,
            base,
            width + 0.01,
            Says("series", series=one.series),
        )
        for one, label, start, width in zip(pairs[0], labels, starts, widths, strict=True)
    ]


def _faults(plot: Plot) -> Iterator[Diagnostic]:
    """More or less than two series."""
    if len(plot.series) != 2:
        yield Diagnostic(
            "chart-data",
            say("A dumbbell chart joins the values of two series, and the chart has one alone.")
            if len(plot.series) < 2
            else say("A dumbbell chart joins the values of two series, and the chart has more."),
            hint=say("Name two series, or make a chart of bars or columns."),
        )


KIND = Kind("dumbbell", draw, faults=_faults, is_told_by_ink=True)
