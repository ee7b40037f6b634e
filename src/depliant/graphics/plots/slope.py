"""The slope chart: what became of each series from one time to another, named at both ends.

There is no axis: both values are written. Where names at both ends would leave the slopes too
little room, they stand at the end alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from depliant.colour import Colour
from depliant.content.inline import Drawn, plain
from depliant.content.model_plots import Plot, PlotSeries
from depliant.display.items import Stroke
from depliant.errors import Diagnostic
from depliant.figures.figure import Figure
from depliant.geometry import Point
from depliant.graphics.charts.axis import Scale
from depliant.graphics.charts.board import Draft, Frame, Look, Piece, Words, one_line, settle
from depliant.graphics.charts.lettering import Lettering
from depliant.graphics.charts.renderer import Says, Shape
from depliant.graphics.plots.endings import BELOW, JOINT, line_of
from depliant.graphics.plots.keys import inks
from depliant.graphics.plots.kinds import Kind
from depliant.graphics.plots.marks import dot
from depliant.graphics.plots.plane import DASHES, HAIRLINE, LEAST, height_of
from depliant.graphics.plots.rules import rule
from depliant.sentences import say

_BOTH: Final = 0.32
"""The widest that what stands at either end may be, as a share of the chart, if both have names."""
_ONE: Final = 0.46
"""The same where names stand at the end alone."""
_LEAST: Final = 0.3
"""Of the slopes' width to the chart's, at least."""
_GAP: Final = 4.5
"""Points between a dot and what is written beside it."""
_LEADER: Final = 0.35
"""Points: the thickness of a leader."""
_DOT: Final = 1.3
"""Of a dot's radius to the thickness of its line."""
_FAR: Final = 0.3
"""Lines from which on a name stands so far from its dot that a leader joins them."""


class _Side(NamedTuple):
    """What is written at one end, by series: names in lines, beside the values or below them.

    All of it is `width` points wide at most.
    """

    place: int
    names: tuple[tuple[Drawn, ...], ...]
    width: float
    is_beside: bool


class _Slope(NamedTuple):
    """A series: its number, ink, and where its two values stand."""

    number: int
    series: PlotSeries
    ink: Colour
    ends: tuple[tuple[Figure, Point], tuple[Figure, Point]]


def draw(plot: Plot, look: Look, frame: Frame) -> Draft:
    """Draw a slope chart; `frame.height` is the height of its slopes."""
    start, end = _sides(plot, look, frame.width)
    high = max(height_of(frame), *(sum(_heights(side, look)) for side in (start, end)))
    head = look.label.leading * 1.3
    top = frame.top + head + line_of(look) / 2
    left = start.width + _GAP
    right = max(left + 1.0, frame.width - end.width - _GAP)
    slopes = _slopes(plot, look, (left, right), (top, top + high - line_of(look)))
    pieces: list[Piece] = _heads(plot, look, frame, (left, right), top + high - line_of(look))
    for slope in sorted(slopes, key=lambda one: not one.series.is_held_back):
        pieces += _strokes(slope, look)
    bottom = frame.top + head + high
    for side in (start, end):
        pieces += _written(side, slopes, look, (frame.top + head, high), frame.width)
    return Draft(tuple(pieces), bottom)


def _slopes(
    plot: Plot, look: Look, across: tuple[float, float], along: tuple[float, float]
) -> list[_Slope]:
    values = [value.value for one in plot.series for _, value in one.known()]
    scale = Scale(float(min(values)), float(max(values)), along[1], along[0])
    found = []
    for number, (series, ink) in enumerate(zip(plot.series, inks(plot, look), strict=True)):
        first, last = (
            (figure, Point(x, scale.at(figure.value)))
            for (_, figure), x in zip(series.known(), across, strict=True)
        )
        found.append(_Slope(number, series, ink, (first, last)))
    return found


def _sides(plot: Plot, look: Look, width: float) -> tuple[_Side, _Side]:
    """What stands at both ends: names on one line, else at the end alone, else names broken."""
    labels = [one.label for one in plot.series]
    if len(labels) == 1:
        labels = [""]  # its title names it
    lines = tuple((label,) if label else () for label in labels)
    bare = _side(plot, look, 0, ((),) * len(labels), is_beside=True)
    most = min(width * _ONE, width * (1 - _LEAST) - bare.width)
    start = _side(plot, look, 0, lines, is_beside=True)
    end = _side(plot, look, 1, lines, is_beside=True)
    if max(start.width, end.width) <= width * _BOTH:
        return start, end
    if end.width <= most:
        return bare, end
    names = tuple(_broken(label, look, most) for label in labels)
    return bare, _side(plot, look, 1, names, is_beside=False)


def _broken(label: Drawn, look: Look, room: float) -> tuple[Drawn, ...]:
    return look.label.lines(label, room) if label else ()


def _side(
    plot: Plot, look: Look, place: int, names: tuple[tuple[Drawn, ...], ...], *, is_beside: bool
) -> _Side:
    widths = []
    for series, lines in zip(plot.series, names, strict=True):
        value = look.value.width(_value(series, place).shown)
        name = max(map(look.label.width, lines), default=0.0)
        if is_beside:
            widths.append(value + (name + look.label.style.size * JOINT if lines else 0.0))
        else:
            widths.append(max(value, name))
    return _Side(place, names, max(widths), is_beside)


def _value(series: PlotSeries, place: int) -> Figure:
    return series.known()[place][1]


def _heights(side: _Side, look: Look) -> list[float]:
    below = [0 if side.is_beside else len(lines) for lines in side.names]
    lines = [count + (BELOW if count else 0.0) for count in below]
    return [line_of(look) + each * look.label.leading for each in lines]


def _heads(
    plot: Plot, look: Look, frame: Frame, across: tuple[float, float], bottom: float
) -> list[Piece]:
    """The two times above hairlines."""
    pieces: list[Piece] = []
    base = frame.top + look.label.leading / 2 + look.label.drop
    for number, x in enumerate(across):
        label = plot.places[number].label
        says = Says("label", place=number)
        half = look.label.width(label) / 2
        left = min(max(0.0, x - half), frame.width - 2 * half)
        pieces.append(Words(look.label, (label,), left, base, frame.width / 2, says))
        top = frame.top + look.label.leading * 1.15
        pieces.append(rule(Point(x, top), Point(x, bottom), Stroke(look.axis, HAIRLINE)))
    return pieces


def _strokes(slope: _Slope, look: Look) -> Iterator[Shape]:
    """The slope, dashed to a value that is provisional, and a dot at each value."""
    width = look.stroke * (0.75 if slope.series.is_held_back else 1.0)
    (_, start), (last, end) = slope.ends
    dash = DASHES if last.provisional else ()
    stroke = Stroke(slope.ink, width, dash, "butt" if dash else "round", "round")
    yield Shape((("M", *start), ("L", *end)), stroke=stroke)
    for place, (figure, spot) in enumerate(slope.ends):
        says = Says("value", place=place, series=slope.number)
        yield dot(spot, width * _DOT, slope.ink, says, provisional=figure.provisional)


def _written(
    side: _Side, slopes: Sequence[_Slope], look: Look, room: tuple[float, float], width: float
) -> Iterator[Piece]:
    """Values and names at one end, each as near to its dot as can be, joined where it is far."""
    top, high = room
    heights = _heights(side, look)
    order = sorted(range(len(slopes)), key=lambda n: (slopes[n].ends[side.place][1].y, n))
    wishes = [slopes[n].ends[side.place][1].y - line_of(look) / 2 - top for n in order]
    tops = settle(wishes, [heights[n] for n in order], high)
    outward = -1 if side.place == 0 else 1
    for number, wish, offset in zip(order, wishes, tops, strict=True):
        figure, spot = slopes[number].ends[side.place]
        middle = top + offset + line_of(look) / 2
        x = spot.x + outward * _GAP
        if abs(offset - wish) > line_of(look) * _FAR:
            clear = look.stroke * _DOT + 0.4
            line = (("M", spot.x + outward * clear, spot.y), ("L", x - outward * 0.8, middle))
            yield Shape(line, stroke=Stroke(slopes[number].ink, _LEADER))
        yield from _at_end(side, slopes[number], figure, look, (Point(x, middle), width))


def _at_end(
    side: _Side, slope: _Slope, figure: Figure, look: Look, where: tuple[Point, float]
) -> Iterator[Piece]:
    """A value next to its dot, and its name beyond it or below it."""
    spot, width = where
    base = spot.y + look.drop
    is_start = side.place == 0
    wide = look.value.width(figure.shown)
    x = spot.x - wide if is_start else spot.x
    says = Says("value", place=side.place, series=slope.number)
    yield one_line(look.value, figure.shown, x, base, wide + 0.01, says)
    lines = side.names[slope.number]
    # The name is the head of a column of the table once: at the end.
    named = None if is_start else Says("series", series=slope.number)
    step = look.label.style.size * JOINT if side.is_beside else 0.0
    for number, line in enumerate(lines):
        own = look.label.width(line)
        if side.is_beside:
            left = x - step - own if is_start else x + wide + step
            y = base
        else:
            left = spot.x - own if is_start else spot.x
            y = base + (number + 1) * look.label.leading
        yield _line(look.label, line, (left, y), width * _ONE, named)


def _line(
    lettering: Lettering, line: Drawn, at: tuple[float, float], measure: float, says: Says | None
) -> Words:
    return Words(lettering, (line,), at[0], at[1], measure, says)


def _faults(plot: Plot) -> Iterator[Diagnostic]:
    """More or less than two times, and series that lack one of their two values."""
    if len(plot.places) != 2:
        yield Diagnostic(
            "chart-data",
            say("A slope chart goes from one time to another, and the chart has one alone.")
            if len(plot.places) < 2
            else say("A slope chart joins two values of each series, and the chart has more."),
            hint=say("Name series of times, and the first and last with `from` and `to`."),
        )
        return
    for series in plot.series:
        missing = [
            place for place, value in zip(plot.places, series.values, strict=True) if not value
        ]
        for place in missing:
            yield Diagnostic(
                "chart-data",
                say(
                    "A slope chart needs both values of each series, and `{series}` has none at "
                    "{at}.",
                    series=series.id,
                    at=plain(place.label),
                ),
                hint=say("Choose other times with `from` and `to`, or leave the series out."),
            )


KIND = Kind("slope", draw, faults=_faults, least=LEAST)
