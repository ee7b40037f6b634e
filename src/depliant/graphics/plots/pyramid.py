"""The population pyramid: two series by age back to back, the youngest at the foot, on one scale.

Ages stand between the two halves, or before them; where rows are low only every second, fifth or
tenth is written. Values stand at the ends of the bars where each has room, else round values do
below both halves.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from depliant.content.model_plots import Plot
from depliant.display.items import Stroke
from depliant.errors import Diagnostic
from depliant.geometry import Point, Rect
from depliant.graphics.charts.axis import Scale, round_values
from depliant.graphics.charts.board import THINNEST, Draft, Frame, Look, Piece, Words, one_line
from depliant.graphics.charts.renderer import Says, Shape
from depliant.graphics.charts.strength import strength
from depliant.graphics.plots.keys import inks
from depliant.graphics.plots.kinds import Kind
from depliant.graphics.plots.marks import bar, tints
from depliant.graphics.plots.negatives import negatives
from depliant.graphics.plots.numbers import written
from depliant.graphics.plots.plane import HAIRLINE, ZERO_LINE
from depliant.graphics.plots.rules import rule

SHARE: Final = 0.78
"""Of a bar's height to that of its row; low rows are filled, so that they make one shape."""
_MOST_HIGH: Final = 230.0
"""Points that all rows are high at most, where nobody says how high."""
_PITCH: Final = 1.1
"""Of a row to what a bar is thick; a pyramid is one shape, its bars near each other."""
_LOWEST: Final = 2.0
"""Points: of a row then."""
_GAP: Final = 0.5
"""Between ages or values and the bars, in sizes of the labels."""
_APART: Final = 0.8
"""Between two numbers of the axis, in sizes."""
_STEPS: Final = (1, 2, 5, 10, 20, 25, 50, 100)
"""Every how many-th age is written."""


class _Half(NamedTuple):
    """One of the two series: from where its bars run to where, in points; the second to the end."""

    number: int
    scale: Scale
    outwards: int


class _Rows(NamedTuple):
    """Where the rows stand: the head of all, the height of each, and how many there are."""

    top: float
    height: float
    places: int

    share: float = SHARE

    def box(self, place: int) -> tuple[float, float]:
        """Of a place from where to where its bars go down; the first place is the lowest."""
        share = self.share if self.height >= 4 else 1.0
        middle = self.top + (self.places - place - 0.5) * self.height
        return middle - self.height * share / 2, middle + self.height * share / 2

    @property
    def bottom(self) -> float:
        return self.top + self.places * self.height


def draw(plot: Plot, look: Look, frame: Frame) -> Draft:
    """Draw a pyramid; `frame.height` is the height of all its rows."""
    ages = _ages_wide(plot, look)
    is_between = plot.ages == "between"
    left = 0.0 if is_between else ages
    middle = ages if is_between else 0.0
    wide = max(1.0, (frame.width - left - middle) / 2)
    heads, top = _heads(plot, look, frame, (left, wide, middle))
    rows = _rows(plot, look, frame, top)
    values = [value.value for one in plot.series for _, value in one.known()]
    pad = max(look.value.width(v.shown) for one in plot.series for _, v in one.known())
    pad += look.label.style.size * _GAP
    has_values = rows.height >= look.value.cap * 1.25 and pad <= wide * 0.45
    has_values = has_values and plot.high is None
    marked: tuple[Decimal, ...] = ()
    high = max(values)
    if not has_values:
        marked = _with_room(plot, look, high, wide)
        high = high if plot.high is None else plot.high
        pad = look.label.width(written(marked, plot)[-1]) / 2
    inner = left + wide
    reach = max(float(high), 1e-9)
    halves = (
        _Half(0, Scale(0.0, reach, inner, left + pad), -1),
        _Half(1, Scale(0.0, reach, inner + middle, frame.width - pad), 1),
    )
    pieces = [*heads]
    bottom = rows.bottom
    if has_values:
        pieces += _feet(look, halves, rows)
    else:
        axis, bottom = _axis(plot, look, halves, rows, marked)
        pieces += axis
    pieces += _bars(plot, look, halves, rows, has_values=has_values)
    pieces += _ages(plot, look, rows, (left + wide, middle) if is_between else (0.0, left))
    return Draft(tuple(pieces), bottom, tints=tints(look))


def _rows(plot: Plot, look: Look, frame: Frame, top: float) -> _Rows:
    count = len(plot.places)
    share = look.share or SHARE
    usual = max(look.label.leading * 1.1, strength(look, frame.width) * _PITCH)
    height = frame.height / count if frame.height else 0.0
    height = height or max(_LOWEST, min(usual, _MOST_HIGH / count))
    return _Rows(top, height, count, share)


def _heads(
    plot: Plot, look: Look, frame: Frame, places: tuple[float, float, float]
) -> tuple[list[Piece], float]:
    """The names of the two series above their halves, the first one's at the end of its half."""
    left, wide, middle = places
    pieces: list[Piece] = []
    most = 0
    lettering = look.label
    for number, series in enumerate(plot.series):
        gap = 0.0 if middle else look.label.style.size * _GAP
        lines = lettering.lines(series.label, wide - gap)
        base = frame.top + lettering.leading / 2 + lettering.drop
        says = Says("series", series=number)
        if number == 0:
            at = left + wide - gap
            pieces.append(Words(lettering, lines, at, base, wide - gap, says, end=True))
        else:
            at = left + wide + middle + gap
            pieces.append(Words(lettering, lines, at, base, wide - gap, says))
        most = max(most, len(lines))
    return pieces, frame.top + most * look.label.leading + look.label.leading * 0.25


def _bars(
    plot: Plot, look: Look, halves: tuple[_Half, _Half], rows: _Rows, *, has_values: bool
) -> Iterator[Piece]:
    colours = inks(plot, look)
    gap = look.label.style.size * _GAP
    for half in halves:
        for place, figure in plot.series[half.number].known():
            says = Says("value", place=place, series=half.number)
            top, bottom = rows.box(place)
            foot = half.scale.start
            end = half.scale.at(figure.value)
            if abs(end - foot) < THINNEST:
                end = foot + THINNEST * half.outwards
            box = Rect(min(foot, end), top, abs(end - foot), bottom - top)
            ink = colours[half.number]
            yield bar(box, ink, says, provisional=figure.provisional)
            if has_values:
                width = look.value.width(figure.shown)
                x = end + gap if half.outwards > 0 else end - gap - width
                base = (top + bottom) / 2 + look.value.drop
                yield one_line(look.value, figure.shown, x, base, width + 0.01, says)


# --- ages -------------------------------------------------------------------------------------


def _ages_wide(plot: Plot, look: Look) -> float:
    """What the ages need, with the gaps beside them."""
    widest = max(look.label.width(place.label) for place in plot.places)
    return widest + 2 * look.label.style.size * _GAP


def _ages(plot: Plot, look: Look, rows: _Rows, room: tuple[float, float]) -> Iterator[Piece]:
    """Every so many-th age, from the first: centred between the halves, else before them.

    What is not written is a hairline's length where it would stand, which shows its row.
    """
    start, wide = room
    step = next((s for s in _STEPS if s * rows.height >= look.label.cap * 1.25), rows.places)
    gap = look.label.style.size * _GAP
    for place, one in enumerate(plot.places):
        says = Says("label", place=place)
        top, bottom = rows.box(place)
        middle = (top + bottom) / 2
        if place % step == 0:
            width = look.label.width(one.label)
            between = plot.ages == "between"
            x = start + (wide - width) / 2 if between else start + wide - 2 * gap - width
            base = middle + look.label.drop
            yield Words(look.label, (one.label,), x, base, width + 0.01, says)
        else:
            end = start + wide - (0.0 if plot.ages == "between" else gap)
            tick = (("M", end - gap * 0.4, middle), ("L", end, middle))
            yield Shape(tick, stroke=Stroke(look.axis, HAIRLINE), says=says)


# --- the axis ---------------------------------------------------------------------------------


def _with_room(plot: Plot, look: Look, high: Decimal, wide: float) -> tuple[Decimal, ...]:
    """The round values from zero to the end of the axis that have room below a half.

    In the narrowest it is the last of them alone, which says what a length means.
    """
    for most in (5, 4, 3, 2):
        end = high if plot.high is None else plot.high
        marked = round_values(Decimal(0), end, most)
        shown = written(marked, plot)
        each = max(map(look.label.width, shown)) + look.label.style.size * _APART
        half = look.label.width(shown[-1]) / 2
        gaps = [float(b - a) / float(end) for a, b in pairwise(marked)]
        if min(gaps, default=1.0) * (wide - half) >= each:
            return marked
    return marked[-1:]


def _axis(
    plot: Plot,
    look: Look,
    halves: tuple[_Half, _Half],
    rows: _Rows,
    marked: tuple[Decimal, ...],
) -> tuple[list[Piece], float]:
    """Hairlines behind the bars of both halves, and their values below; a common zero once."""
    base = rows.bottom + look.label.style.size * 0.4 + look.label.cap
    pieces: list[Piece] = []
    is_joined = halves[0].scale.start == halves[1].scale.start
    for half in halves:
        for value, text in zip(marked, written(marked, plot), strict=True):
            if is_joined and not value and half.number:
                continue
            x = half.scale.at(value)
            stroke = Stroke(look.axis, HAIRLINE if value else ZERO_LINE)
            pieces.append(rule(Point(x, rows.top), Point(x, rows.bottom), stroke))
            width = look.label.width(text)
            pieces.append(Words(look.label, (text,), x - width / 2, base, width + 0.01))
    if Decimal(0) not in marked:
        pieces += _feet(look, halves, rows)
    return pieces, base + look.label.depth


def _feet(look: Look, halves: tuple[_Half, _Half], rows: _Rows) -> Iterator[Piece]:
    """The lines that the bars stand on, one where the halves meet."""
    for x in dict.fromkeys(half.scale.start for half in halves):
        yield rule(Point(x, rows.top), Point(x, rows.bottom), Stroke(look.axis, ZERO_LINE))


def _faults(plot: Plot) -> Iterator[Diagnostic]:
    yield from negatives(plot)


KIND = Kind("pyramid", draw, from_zero=True, faults=_faults)
