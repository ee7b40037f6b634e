"""The histogram: how many values each class holds, in bars that stand against each other.

The limits of the classes are written where two bars meet, as far as there is room, at round steps.
Counts stand above the bars where each has room, else at an axis.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from depliant.content.model_plots import Plot
from depliant.display.items import Stroke
from depliant.geometry import Point, Rect, rectangle
from depliant.graphics.charts.axis import Scale, round_axis
from depliant.graphics.charts.board import THINNEST, Draft, Frame, Look, Piece, Words, one_line
from depliant.graphics.charts.renderer import Says, Shape
from depliant.graphics.plots.columns import ABOVE, line_above
from depliant.graphics.plots.kinds import Kind
from depliant.graphics.plots.numbers import written
from depliant.graphics.plots.plane import HAIRLINE, LEAST, TICK, ZERO_LINE, height_of, rows_for
from depliant.graphics.plots.rules import rule

BETWEEN: Final = 0.5
"""Points of ground between two bars."""
_APART: Final = 0.8
"""Between two limits that are written, in sizes of their letters."""
_STEPS: Final = (1, 2, 5, 10, 20, 50)
"""Every how many-th class's limit is written."""


def draw(plot: Plot, look: Look, frame: Frame) -> Draft:
    """Draw a histogram; `frame.height` is the height of its plane."""
    head, frame = _head(plot, look, frame)
    height = height_of(frame)
    counts = [value.value for _, value in plot.series[0].known()]
    # The limits in the form that the content's own values have.
    limits = _limits(plot)
    feet = [look.label.width(text) / 2 for text in (limits[0], limits[-1])]
    high = max(counts) if plot.high is None else plot.high
    marked = (
        ()
        if plot.high is None and _has_room(plot, look, frame.width, feet)
        else _axis(high, rows_for(look, height))
    )
    shown = written(marked, plot)
    widest = max(map(look.label.width, shown), default=0.0)
    left = max(widest + look.label.style.size * 0.5 if shown else 0.0, feet[0])
    top = frame.top + (look.label.leading / 2 if marked else 0.0)
    box = Rect(left, top, max(1.0, frame.width - feet[1] - left), height)
    end = high if plot.high is not None or not marked else marked[-1]
    above = 0.0 if marked else line_above(look)
    along = Scale(0.0, max(float(end), 1.0), box.bottom, box.y + above)
    pieces = [*head, *_rules(marked, shown, look, box, along)]
    pieces += _bars(plot, look, box, along, is_valued=not marked)
    feet_, bottom = _feet(plot, look, box, limits)
    return Draft((*pieces, *feet_), bottom)


def _head(plot: Plot, look: Look, frame: Frame) -> tuple[list[Piece], Frame]:
    """What is counted, above the plane, where the content says it."""
    series = plot.series[0]
    if not series.label:
        return [], frame
    lines = look.label.lines(series.label, frame.width)
    base = frame.top + look.label.leading / 2 + look.label.drop
    says = Says("series", series=0)
    words = Words(look.label, lines, 0.0, base, frame.width, says)
    return [words], frame._replace(top=frame.top + (len(lines) + 0.25) * look.label.leading)


def _limits(plot: Plot) -> tuple[str, ...]:
    """The limits as they are written: what their classes are called begins and ends with them."""
    bare = replace(plot, series=())
    return written(plot.limits, bare, plot.unit)


def _has_room(plot: Plot, look: Look, width: float, feet: Sequence[float]) -> bool:
    """Whether every count fits above its bar."""
    each = (width - sum(feet)) / len(plot.places)
    widest = max(look.value.width(value.shown) for _, value in plot.series[0].known())
    return widest + look.value.style.size * 0.3 <= each


def _axis(high: Decimal, most: int) -> tuple[Decimal, ...]:
    """Round counts from zero: whole ones, since nothing is counted in halves."""
    high = max(high, Decimal(1))
    for number in range(most, 1, -1):
        found = round_axis(Decimal(0), high, number)
        if all(value == value.to_integral_value() for value in found):
            return found
    return (Decimal(0), high)


def _rules(
    marked: Sequence[Decimal], shown: Sequence[str], look: Look, box: Rect, along: Scale
) -> Iterator[Piece]:
    for value, text in zip(marked, shown, strict=True):
        y = along.at(value)
        if y < box.y - 0.01:
            continue
        if value:
            yield rule(Point(box.x, y), Point(box.right, y), Stroke(look.axis, HAIRLINE))
        end = box.x - look.label.style.size * 0.5
        start = end - look.label.width(text)
        yield Words(look.label, (text,), start, y + look.label.drop, end)


def _bars(plot: Plot, look: Look, box: Rect, along: Scale, *, is_valued: bool) -> Iterator[Piece]:
    """The bars, the line that they stand on in as many parts, and their counts.

    The part of the line is the class to a listener; what is empty has a bar as thin as can be.
    """
    across = _across(plot, box)
    for place, (start, end) in enumerate(pairwise(plot.limits)):
        left, right = across.at(start), across.at(end)
        figure = plot.series[0].values[place]
        assert figure is not None, "each class has a count"
        says = Says("value", place=place, series=0)
        top = min(along.at(figure.value), box.bottom - THINNEST)
        cut = min(BETWEEN, (right - left) / 4) / 2
        bar = Rect(left + cut, top, right - left - 2 * cut, box.bottom - top)
        yield Shape(rectangle(bar), look.ink(0), says=says)
        line = (("M", left, box.bottom), ("L", right, box.bottom))
        stroke = Stroke(look.axis, ZERO_LINE)
        yield Shape(line, stroke=stroke, says=Says("label", place=place))
        if is_valued:
            width = look.value.width(figure.shown)
            base = top - look.value.style.size * ABOVE
            x = (left + right - width) / 2
            yield one_line(look.value, figure.shown, x, base, width + 0.01, says)


def _across(plot: Plot, box: Rect) -> Scale:
    return Scale(float(plot.limits[0]), float(plot.limits[-1]), box.x, box.right)


def _feet(plot: Plot, look: Look, box: Rect, limits: Sequence[str]) -> tuple[list[Piece], float]:
    """A tick at each limit, and the limits that are written."""
    across = _across(plot, box)
    base = box.bottom + TICK + look.label.style.size * 0.45 + look.label.cap
    chosen = _chosen(plot, look, across, limits)
    pieces: list[Piece] = []
    for number, (value, text) in enumerate(zip(plot.limits, limits, strict=True)):
        x = across.at(value)
        length = TICK if number in chosen else TICK / 2
        tick = (("M", x, box.bottom), ("L", x, box.bottom + length))
        pieces.append(Shape(tick, stroke=Stroke(look.axis, HAIRLINE)))
        if number in chosen:
            width = look.label.width(text)
            pieces.append(Words(look.label, (text,), x - width / 2, base, width + 0.01))
    return pieces, base + look.label.depth


def _chosen(plot: Plot, look: Look, across: Scale, limits: Sequence[str]) -> frozenset[int]:
    """Those at round steps: every second or fifth counted from zero, not from the first."""
    width = plot.limits[1] - plot.limits[0]
    gap = look.label.style.size * _APART
    for step in _STEPS:
        found = [
            number for number, value in enumerate(plot.limits) if not (value / width) % step
        ] or [0]
        ends = [(across.at(plot.limits[n]), look.label.width(limits[n]) / 2) for n in found]
        if all(b[0] - b[1] - a[0] - a[1] >= gap for a, b in pairwise(ends)):
            return frozenset(found)
    return frozenset()


KIND = Kind("histogram", draw, from_zero=True, least=LEAST)
