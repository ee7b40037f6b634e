"""The bar chart: horizontal bars from zero, in the order given, each with its own label.

There is no axis, grid or legend: the label stands before its bar, the value at its end. Where
labels would leave the bars too little room, each stands above its bar instead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from msgspec import Struct

from depliant.colour import Colour
from depliant.content.inline import Drawn
from depliant.content.model import Chart, Datum
from depliant.graphics.charts import strength as strengths
from depliant.graphics.charts.board import (
    THINNEST,
    Draft,
    Frame,
    Look,
    Piece,
    Words,
    one_line,
)
from depliant.graphics.charts.kinds import Kind
from depliant.graphics.charts.renderer import Artist, Says, plain_matplotlib

LABEL_SHARE = 0.46
"""The widest that the column of labels may be, as a share of the chart."""

APART = 0.45
"""Lines of space between two rows where a label stands above its bar, or has several lines."""

NEARER = 0.1
"""Lines by which a bar is nearer to its label than a line would be, so that the two are one."""

CLEAR = 0.2
"""Between a label and the bar below it at least, as a share of the value's size."""

CLEAR_OF_VALUE = 0.45
"""The same where a label reaches over its value, whose figures are as high as its capitals."""

ZERO_LINE = 0.5
"""Thickness in points of the line at zero, drawn where bars go both ways."""


class _Scale(Struct, frozen=True):
    """Where zero stands and how many points one unit of the values is long."""

    zero: float
    unit: float


class _Row(NamedTuple):
    """A datum's row: its number, its label's lines, their first baseline, the bar's middle."""

    datum: Datum
    number: int
    lines: tuple[Drawn, ...]
    first: float
    middle: float


class _Plan(Struct, frozen=True):
    """A bar chart laid out.

    Labels have room for `measure` points, bars and values stand between `left` and `right`.
    A bar and its value have `pitch` to themselves; a shape may reach `overhang` beyond its ends.
    Bars are `thick` points high.
    """

    rows: tuple[_Row, ...]
    measure: float
    left: float
    right: float
    pitch: float
    scale: _Scale
    top: float
    bottom: float
    above: bool
    overhang: float
    thick: float


class Bar(NamedTuple):
    """A bar in points: its ends, from zero to the value, its middle, its thickness, its ink."""

    zero: float
    end: float
    middle: float
    thickness: float
    ink: Colour


Shape = Callable[[Bar, Look], tuple[Artist, ...]]
"""What is drawn in the place of a bar."""


def draw(chart: Chart, look: Look, frame: Frame) -> Draft:
    """Draw a bar chart; `frame.height` stretches the rows. A bare one is its bars alone."""
    return rows(chart, look, frame, _rectangle)


def rows(chart: Chart, look: Look, frame: Frame, shape: Shape, overhang: float = 0.0) -> Draft:
    """Draw a row for each datum as a bar chart does, what stands for its value in a shape.

    `overhang` is how far, in points, the shape may reach beyond the ends of a bar.
    """
    plan = _plan(chart, look, frame, overhang)
    pieces: list[Piece] = list(_zero_lines(plan, look))
    for row in plan.rows:
        bar = _bar(row, look, plan)
        mark = () if bar is None else shape(bar, look)
        pieces += mark if frame.bare else (_label(row, look, plan), *mark, _value(row, look, plan))
    return Draft(tuple(pieces), plan.bottom)


def _plan(chart: Chart, look: Look, frame: Frame, overhang: float) -> _Plan:
    column = 0.0 if frame.bare else _label_column(chart, look, frame, overhang)
    left = column or 0.0
    measure = left - _gap(look) if left else frame.width
    labels = [look.label.lines("" if frame.bare else datum.label, measure) for datum in chart.data]
    above = column is None
    thick = strengths.strength(look, frame.width, (frame.height or 0.0) / len(chart.data))
    pitch = max(look.label.leading, look.value.leading)
    apart = look.label.leading * APART if above or max(map(len, labels)) > 1 else 0.0
    if look.share is None:  # bars that are thicker than a line of text stand as far apart
        pitch = max(pitch, thick)
        apart = max(apart, strengths.apart(thick) + thick - pitch)
    ends = left + overhang, frame.width - overhang
    scale = _scale(chart, look, ends, bare=frame.bare)
    over = zip(chart.data, labels, strict=True)
    reaches = any(_reaches_over(datum, lines[-1], look, scale) for datum, lines in over)
    below = _below_label(pitch, look, CLEAR_OF_VALUE if reaches else CLEAR)
    heights = [_row_height(len(lines), pitch, look, below if above else None) for lines in labels]
    heights = [height + apart for height in heights]
    stretch = max(0.0, (frame.height or 0.0) - sum(heights)) / len(heights)
    rows: list[_Row] = []
    top = frame.top
    for number, (datum, lines, height) in enumerate(zip(chart.data, labels, heights, strict=True)):
        block = (len(lines) - 1) * look.label.leading
        if above:
            first = top + stretch / 2 + look.label.leading / 2 + look.label.drop
            middle = first + block + below
        else:
            middle = top + (height - apart + stretch) / 2
            first = middle - block / 2 + look.label.drop
        rows.append(_Row(datum, number, lines, first, middle))
        top += height + stretch
    pitch += 0.0 if above else stretch
    if look.share is None:
        thick = strengths.spread(look, strengths.Pitch(pitch + apart, stretch), thick, frame.width)
    else:
        thick = pitch * look.share
    return _Plan(
        tuple(rows),
        measure,
        left,
        frame.width,
        pitch,
        scale,
        frame.top,
        top - apart,
        above,
        overhang,
        thick,
    )


def _gap(look: Look) -> float:
    """Between a label and its bar."""
    return look.label.style.size * 0.85


def value_gap(look: Look) -> float:
    """Between a bar's end and its value."""
    return look.value.style.size * 0.38


def _below_label(pitch: float, look: Look, clear: float) -> float:
    """From the baseline of a label down to the middle of the bar and the value below it."""
    line = look.label.leading / 2 - look.label.drop + pitch / 2
    least = look.label.depth + look.value.style.size * clear + look.value.cap / 2
    return max(line - look.label.leading * NEARER, least)


def _reaches_over(datum: Datum, line: Drawn, look: Look, scale: _Scale) -> bool:
    """Whether the last line of a label that stands above its bar reaches over the value."""
    value = float(datum.figure.value)
    end = scale.zero + value * scale.unit
    return value < 0 or look.label.width(line) > end + value_gap(look)


def _row_height(lines: int, pitch: float, look: Look, below: float | None) -> float:
    """How high a row is; `below` is from its label to its bar, none if they stand side by side."""
    if below is None:
        return pitch + (lines - 1) * look.label.leading
    label = (lines - 0.5) * look.label.leading + look.label.drop
    return label + below + pitch / 2 + look.label.leading * NEARER


def _label_column(chart: Chart, look: Look, frame: Frame, overhang: float) -> float | None:
    """Where bars begin if labels stand before them; none if they have to stand above.

    Labels stay on one line if the widest leaves more than half to the bars; else they may
    take two lines.
    """
    limit = frame.width * LABEL_SHARE
    widest = max(look.label.width(datum.label) for datum in chart.data)
    if widest > limit:
        broken = [look.label.lines(datum.label, limit) for datum in chart.data]
        widest = max(look.label.width(line) for lines in broken for line in lines)
        if widest > limit or max(map(len, broken)) > 2:
            return None
    column = widest + _gap(look) if widest else 0.0
    shortest = frame.width * (1 - LABEL_SHARE) / 3
    scale = _scale(chart, look, (column + overhang, frame.width - overhang))
    longest = max(abs(float(datum.figure.value)) for datum in chart.data)
    return column if scale.unit * longest >= shortest or not longest else None


def _scale(chart: Chart, look: Look, ends: tuple[float, float], *, bare: bool = False) -> _Scale:
    """The largest scale at which each bar and its value stay between two ends.

    What bars to the left of zero need and what those to the right need must fit together, so
    each pair of one and the other gives a bound; the smallest holds for all.
    """
    gap = value_gap(look)
    needs = [
        (float(datum.figure.value), 0.0 if bare else gap + look.value.width(datum.figure.shown))
        for datum in chart.data
    ]
    return _Scale(*scale_of(needs, ends))


def scale_of(
    needs: Sequence[tuple[float, float]], ends: tuple[float, float]
) -> tuple[float, float]:
    """Where zero stands and how many points one unit is long, for bars with their values.

    Args:
        needs: of each bar its value, and the points that it needs beyond its end.
        ends: between which all of it stays.
    """
    left, right = ends
    below = [(-value, room) for value, room in needs if value < 0] or [(0.0, 0.0)]
    above = [(value, room) for value, room in needs if value >= 0] or [(0.0, 0.0)]
    bounds = [
        (right - left - room_below - room_above) / (value_below + value_above)
        for value_below, room_below in below
        for value_above, room_above in above
        if value_below + value_above > 0
    ]
    unit = max(0.0, min(bounds, default=0.0))
    zero = left + max(value * unit + room for value, room in below)
    return zero, unit


def _span(row: _Row, plan: _Plan) -> tuple[float, float]:
    """Where a bar starts and how long it is: beside a very long one, a line that prints."""
    value = float(row.datum.figure.value)
    unit = plan.scale.unit
    length = max(abs(value) * unit, THINNEST if value and unit else 0.0)
    return plan.scale.zero - length if value < 0 else plan.scale.zero, length


def _label(row: _Row, look: Look, plan: _Plan) -> Words:
    says = Says("label", row.datum)
    return Words(look.label, row.lines, 0.0, row.first, plan.measure, says)


def _bar(row: _Row, look: Look, plan: _Plan) -> Bar | None:
    """The bar of a row; none for a value of zero."""
    start, length = _span(row, plan)
    if not length:
        return None
    ends = (start + length, start) if row.datum.figure.value < 0 else (start, start + length)
    return Bar(*ends, row.middle, plan.thick, look.ink(row.number))


def _rectangle(bar: Bar, look: Look) -> tuple[Artist, ...]:
    with plain_matplotlib():
        from matplotlib.patches import Rectangle
    corner = min(bar.zero, bar.end), bar.middle - bar.thickness / 2
    length = abs(bar.end - bar.zero)
    return (Rectangle(corner, length, bar.thickness, **look.paint(bar.ink)),)


def _value(row: _Row, look: Look, plan: _Plan) -> Words:
    """A value at its bar's end, with all the room that the shortest of bars would leave it."""
    start, length = _span(row, plan)
    gap, shown = value_gap(look) + plan.overhang, row.datum.figure.shown
    negative = row.datum.figure.value < 0
    x = start - gap - look.value.width(shown) if negative else start + length + gap
    measure = plan.right - plan.left - gap - THINNEST
    base, says = row.middle + look.value.drop, Says("value", row.datum)
    return one_line(look.value, shown, x, base, measure, says)


def _zero_lines(plan: _Plan, look: Look) -> tuple[Artist, ...]:
    """One line, or where labels stand in its way a piece of it at each bar."""
    if plan.scale.zero <= plan.left:
        return ()
    tick = max(plan.thick, plan.pitch * 0.5) / 2
    each = [(row.middle - tick, row.middle + tick) for row in plan.rows]
    pieces = each if plan.above else [(plan.top, plan.bottom)]
    return tuple(_zero_line(look, plan.scale.zero, *piece) for piece in pieces)


def _zero_line(look: Look, x: float, top: float, bottom: float) -> Artist:
    with plain_matplotlib():
        from matplotlib.patches import Rectangle
    artist: Artist = Rectangle(
        (x - ZERO_LINE / 2, top), ZERO_LINE, bottom - top, **look.paint(look.axis)
    )
    return artist


KIND = Kind("bar", "amount", draw)
