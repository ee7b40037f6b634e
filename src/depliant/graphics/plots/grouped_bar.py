"""The bar chart of series: horizontal bars from zero, a row a place, names of any length beside it.

Of several series the bars of a place stand below each other, or end to end. Values stand at the
bars' ends, below the parts of bars that are joined; where these have no room, at an axis.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from depliant.content.model_plots import Plot
from depliant.display.items import Stroke
from depliant.geometry import Point, Rect, rectangle
from depliant.graphics.charts.axis import Scale
from depliant.graphics.charts.bar import scale_of, value_gap
from depliant.graphics.charts.board import THINNEST, Draft, Frame, Look, Piece, Words, one_line
from depliant.graphics.charts.placing import Marks
from depliant.graphics.charts.renderer import Says, Shape
from depliant.graphics.charts.strength import apart, spread, strength
from depliant.graphics.plots.columns import BETWEEN
from depliant.graphics.plots.endings import JOINT
from depliant.graphics.plots.keys import keys
from depliant.graphics.plots.kinds import Kind
from depliant.graphics.plots.labels import APART, Labelled, Wish, forms_of, labelled
from depliant.graphics.plots.marks import Valued, bar, dot, ink_at, tints
from depliant.graphics.plots.numbers import written
from depliant.graphics.plots.plane import HAIRLINE, ZERO_LINE, axis_of
from depliant.graphics.plots.rows import Rows, rows_of
from depliant.graphics.plots.rules import rule
from depliant.graphics.plots.stacks import Layer, layers, share_faults
from depliant.text.ink import around, glyph_boxes

_SHORTEST: Final = 0.18
"""What the longest bar measures at least where names stand beside it, of the chart's width."""
_OF_MANY: Final = 0.85
"""How thick each bar of several in a row is, of one that is alone."""
_LINE: Final = 1.2
"""From one bar of a row to the next at least, in capitals of the values beside them."""
_ROOM_OF_BARS: Final = 0.75
"""Of the chart's width, about what is left beside names of places."""
_KEPT: Final = 0.8
"""Of the bars' length, what names of series behind their values leave at least."""
_TICKS: Final = 4.0
"""The room of a number at the axis, in sizes of its letters, at least."""
_DOT: Final = 0.44
"""Of a dot's radius to what a bar would be thick."""
_STEM: Final = 0.36
"""Of a stem's thickness to that."""
_REMARKS: Final = (0.8, 0.5, 0.3)
"""Of an annotation's width to the room of the bars at most, the best first."""
_WAYS: Final = ((1.0, 0.0), (1.0, 1.0), (1.0, -1.0), (0.6, 1.0), (0.0, 1.0), (-0.6, 1.0))
"""Where it may stand: behind the value, or below or above that."""
_CLEAR: Final = 1.5
"""Points between a value and what is said of it, at least."""
_INDENT: Final = 0.3
"""Between two values below the parts of a bar at least, in sizes."""


class _Bar(Valued, frozen=True):
    """A bar, or a part of one, in its box."""

    box: Rect


def draw(plot: Plot, look: Look, frame: Frame) -> Draft:
    """Draw a bar chart of series; `frame.height` spreads its rows."""
    return _joined(plot, look, frame) if plot.is_joined else _grouped(plot, look, frame)


# --- bars below each other ---------------------------------------------------------------------


def _grouped(plot: Plot, look: Look, whole: Frame, *, may_name: bool = True) -> Draft:
    pieces: list[Piece] = []
    frame, count = whole, len(plot.series)
    named = _named_row(plot, look, frame) if count > 1 and may_name else None
    if count > 1 and named is None:
        legend, frame = keys(plot, look, frame)
        pieces += legend
    natural = _natural(look, frame, (len(plot.places), count))
    between = BETWEEN if count > 1 else 0.0
    step = max(natural, look.value.cap) + between
    radius = natural * _DOT if plot.marks != "bars" else 0.0
    needs = _needs(plot, look, named, radius)
    right = frame.width

    def is_enough(left: float) -> bool:
        longest = max(abs(value) for value, _ in needs)
        return scale_of(needs, (left, right))[1] * longest >= right * _SHORTEST or not longest

    rows = rows_of(plot, look, frame, step * count, is_enough, apart(natural))
    zero, unit = scale_of(needs, (rows.left, right))
    pieces += rows.names(look)
    values: list[Words] = []
    names: list[Words] = []
    bars: list[_Bar] = []
    least = natural * count + between * (count - 1)
    together = spread(look, rows.pitch, least, frame.width, count)
    if not rows.left:  # names stand above
        together = min(together, rows.rows[0].bottom - rows.rows[0].top)
    thick = (together + between) / count - between
    pitch = max(thick + between, step)
    ends = [(row.top, row.bottom) for row in rows.rows]
    line = _zero([(ends[0][0], ends[-1][1])] if rows.left else ends, zero, look)
    pieces += line if radius else ()  # dots at zero lie over it
    for row in rows.rows:
        for number, series in enumerate(plot.series):
            middle = row.middle + (number - (count - 1) / 2) * pitch
            figure = series.values[row.place]
            if figure is None:
                says = Says("value", place=row.place, series=number)
                values.append(_missing(look, zero, middle, says))
                continue
            length = max(abs(float(figure.value)) * unit, THINNEST if figure.value else 0.0)
            length += radius
            start = zero - length if figure.value < 0 else zero
            box = Rect(start, middle - thick / 2, length, thick)
            one = _Bar(number, row.place, figure, ink_at(plot, look, number, row.place), box)
            if radius:
                pieces += _dotted(one, zero, radius, plot, look)
            elif length:
                pieces.append(bar(box, one.ink, one.says, provisional=figure.provisional))
            values.append(_value(one, look))
            if row.place == named:
                names.append(_name(one, plot, look))
                values.append(names[-1])
            bars.append(one)
    if any(_meets(name, values, bars) for name in names):
        return _grouped(plot, look, whole, may_name=False)
    found = _remarks(plot, (rows, zero, named), bars, look, frame)
    pieces += [*(() if radius else line), *values, *found.pieces]
    return Draft(tuple(pieces), rows.bottom, faults=found.faults, tints=tints(look))


def _meets(name: Words, words: Sequence[Words], bars: Sequence[_Bar]) -> bool:
    """Whether the letters of a name would touch another word, or a bar below it or above it."""
    mine = _ink_of(name)
    others = (_ink_of(one) for one in words if one is not name)
    boxes = (*(one for one in others if one), *(bar.box for bar in bars))
    return mine is not None and any(mine.overlaps(box, 0.05) for box in boxes)


def _ink_of(words: Words) -> Rect | None:
    """The box of what the letters of a word paint; none if they paint nothing."""
    found = around(box for run in words.lettering.line(words.lines[0]) for box in glyph_boxes(run))
    return found and Rect(found.x + words.x, found.y + words.first, found.width, found.height)


def _dotted(one: _Bar, zero: float, radius: float, plot: Plot, look: Look) -> Iterator[Piece]:
    """A dot at a value, at the end of a stem or of a hairline from zero; a ring if provisional."""
    spot = Point(one.box.x + radius, one.box.centre.y)
    if one.figure.value >= 0:
        spot = spot._replace(x=one.box.right - radius)
    rim = spot.x + (radius if spot.x < zero else -radius)
    if abs(rim - zero) > THINNEST and (rim - zero) * (spot.x - zero) > 0:
        start, end = sorted((zero, rim))
        if plot.marks == "dots":
            stroke = Stroke(look.held_back, HAIRLINE)
            yield rule(Point(start, spot.y), Point(end, spot.y), stroke)
        else:
            thick = max(2 * THINNEST, radius * _STEM)
            stem = Rect(start, spot.y - thick / 2, end - start, thick)
            yield Shape(rectangle(stem), one.ink, says=one.says)
    yield dot(spot, radius, one.ink, one.says, provisional=one.figure.provisional)


def _natural(look: Look, frame: Frame, rows: tuple[int, int]) -> float:
    """How thick a bar is before a height spreads the rows; of several each has its value's room.

    `rows` says how many there are, and how many bars in each.
    """
    number, count = rows
    alone = strength(look, frame.width, (frame.height or 0.0) / number, count)
    return alone if count == 1 else max(alone * _OF_MANY, look.value.cap * _LINE - BETWEEN)


def _remarks(
    plot: Plot, laid: tuple[Rows, float, int | None], bars: Sequence[_Bar], look: Look, frame: Frame
) -> Labelled:
    """Annotations behind the values of their bars, or near there, joined by a hairline.

    Those of bars to the left of zero stand to the right of it; `laid` are the rows, zero, and the
    place at which the series are named.
    """
    rows, zero, named = laid
    ends = {(one.series, one.place): _value_box(one, plot, look, named) for one in bars}
    room = Rect(rows.left, frame.top, frame.width - rows.left, rows.bottom - frame.top)
    wishes = []
    for one in plot.annotations:
        box = ends.get((one.series, one.place))
        if box is not None:
            forms = forms_of(one.text, look.label, [room.width * share for share in _REMARKS])
            spot = Point(max(box.right, zero), box.centre.y)
            wishes.append(Wish(look.label, forms, (spot,), ways=_WAYS, clear=_CLEAR))
    taken = [*ends.values(), *(one.box for one in bars)]
    if not rows.left:
        taken += [
            Rect(0.0, row.first - look.label.leading, frame.width, row.top - row.first)
            for row in rows.rows
        ]
    edges = tuple(
        (Point(box.x, box.y), Point(box.right, box.y), Point(box.right, box.bottom))
        for box in taken
    )
    return labelled(wishes, Marks(tuple(taken), edges, APART / 2), room, look)


def _value_box(one: _Bar, plot: Plot, look: Look, named: int | None) -> Rect:
    """Where a value stands, with the name behind it, if there is one."""
    value = _value(one, look)
    width = value.width
    if one.place == named:
        name = _name(one, plot, look)
        width = name.x + name.width - value.x
    return Rect(value.x, one.box.centre.y - look.value.cap / 2, width, look.value.cap)


def _named_row(plot: Plot, look: Look, frame: Frame) -> int | None:
    """The first place behind whose values the names of all series stand; None: in a legend.

    They must not take so much of the bars' room that these are seen worse.
    """
    rows = ([series.values[place] for series in plot.series] for place in range(len(plot.places)))
    whole = (place for place, row in enumerate(rows) if all(one and one.value >= 0 for one in row))
    place = next(whole, None)
    if place is None:
        return None
    room = 0.0, frame.width * _ROOM_OF_BARS
    alone, named = (scale_of(_needs(plot, look, at), room)[1] for at in (None, place))
    return place if named >= alone * _KEPT else None


def _name(one: _Bar, plot: Plot, look: Look) -> Words:
    """The name of a series behind the value of its bar."""
    value = _value(one, look)
    label = plot.series[one.series].label
    x = value.x + value.width + look.label.style.size * JOINT
    base = one.box.centre.y + look.value.drop
    says = Says("series", series=one.series)
    return Words(look.label, (label,), x, base, look.label.width(label) + 0.01, says)


def _needs(
    plot: Plot, look: Look, named: int | None, radius: float = 0.0
) -> list[tuple[float, float]]:
    """Of each value, and of the ends of the axis, itself and the points beyond its bar's end.

    At the place that is `named` the name of the series stands there as well; a dot reaches beyond
    its value by its `radius`.
    """
    gap = value_gap(look)
    needs = []
    for series in plot.series:
        name = look.label.style.size * JOINT + look.label.width(series.label)
        for place, value in series.known():
            room = gap + look.value.width(value.shown) + (name if place == named else 0.0)
            room += radius
            needs.append((float(value.value), room))
    return [*needs, *((float(end), 0.0) for end in (plot.low, plot.high) if end is not None)]


def _missing(look: Look, zero: float, middle: float, says: Says) -> Words:
    """A dash where a value is missing, so that nobody takes it for zero."""
    x = zero + value_gap(look)
    return one_line(look.label, "–", x, middle + look.label.drop, look.label.width("–"), says)


def _value(one: _Bar, look: Look) -> Words:
    """A value beyond its bar's end."""
    width, gap = look.value.width(one.figure.shown), value_gap(look)
    x = one.box.x - gap - width if one.figure.value < 0 else one.box.right + gap
    base = one.box.centre.y + look.value.drop
    return one_line(look.value, one.figure.shown, x, base, width + 0.01, one.says)


def _zero(ends: Sequence[tuple[float, float]], zero: float, look: Look) -> list[Piece]:
    """The line at zero, in pieces where words stand in its way."""
    stroke = Stroke(look.axis, ZERO_LINE)
    return [rule(Point(zero, top), Point(zero, end), stroke) for top, end in ends]


# --- bars end to end ---------------------------------------------------------------------------


class _Plan(NamedTuple):
    """Bars of parts laid out: their rows and scale, and what is written of the axis, if anything.

    `thick` is how high a bar is; what else a row has is the line of its values.
    """

    rows: Rows
    scale: Scale
    marked: tuple[Decimal, ...]
    thick: float


def _joined(plot: Plot, look: Look, frame: Frame) -> Draft:
    parts = layers(plot)
    plan = _plan(plot, parts, look, frame)
    named = _named(plot, parts, plan, look)
    if named:
        pieces: list[Piece] = list(named)
        frame = frame._replace(top=frame.top + look.label.leading * 1.1)
    else:
        pieces, frame = keys(plot, look, frame)
    plan = _plan(plot, parts, look, frame)
    axis, bottom = _axis(plot, plan, look)
    pieces += [*plan.rows.names(look), *axis]
    bars = [_part(one, plan, plot, look) for one in parts]
    pieces += [bar(one.box, one.ink, one.says, provisional=one.figure.provisional) for one in bars]
    if not plan.marked:
        pieces += [_below(one, look) for one in bars]
    return Draft(tuple(pieces), bottom, tints=tints(look))


def _plan(plot: Plot, parts: Sequence[Layer], look: Look, frame: Frame) -> _Plan:
    """With values below the parts if all have room there, else with an axis below the rows."""
    line = look.value.cap + look.value.style.size * 0.35
    row = max(0.0, (frame.height or 0.0) / len(plot.places) - line)
    thick = strength(look, frame.width, row)
    gap = apart(thick)

    def is_enough(left: float) -> bool:
        return frame.width - left >= frame.width * (1 - 0.46) - look.label.style.size

    ends = min(one.low for one in parts), max(one.high for one in parts)
    low, high = min(ends[0], Decimal(0)), max(ends[1], Decimal(0))
    rows = rows_of(plot, look, frame, thick + line, is_enough, gap)
    scale = Scale(float(low), float(high if high > low else low + 1), rows.left, frame.width)
    if all(_has_room(one, scale, look) for one in parts):
        thick = _spread(rows, line, thick, look, frame.width)
        return _Plan(_beside(rows, thick, look), scale, (), thick)
    rows = rows_of(plot, look, frame, thick, is_enough, gap)
    thick = _spread(rows, 0.0, thick, look, frame.width)
    shown = [end for one in parts for end in (one.low, one.high)]
    _, marked = axis_of(plot, shown, 2, from_zero=True)
    widest = max(map(look.label.width, written(marked, plot, _unit(plot))))
    room = widest + look.label.style.size * 2
    room = max(room, look.label.style.size * _TICKS)
    most = max(2, min(6, int((frame.width - rows.left) / room)))
    (low, high), marked = axis_of(plot, shown, most, from_zero=True)
    numbers = written(marked, plot, _unit(plot))
    first, last = (look.label.width(numbers[end]) / 2 for end in (0, -1))
    scale = Scale(float(low), float(high), max(rows.left, first), frame.width - last)
    return _Plan(rows, scale, marked, thick)


def _spread(rows: Rows, line: float, natural: float, look: Look, width: float) -> float:
    """How thick bars are in rows, of which the line of their values takes some points."""
    row = rows.rows[0]
    band = row.bottom - row.top - line
    return min(spread(look, rows.pitch, natural, width), band)


def _unit(plot: Plot) -> str | None:
    return "%" if plot.arrange == "shares" else None


def _beside(rows: Rows, thick: float, look: Look) -> Rows:
    """The rows, names beside them on the line of the bars rather than half-way to the values."""
    if not rows.left:
        return rows
    moved = [
        row._replace(first=row.top + thick / 2 + look.label.drop)
        if len(row.lines) * look.label.leading <= row.bottom - row.top
        else row
        for row in rows.rows
    ]
    return rows._replace(rows=tuple(moved))


def _has_room(one: Layer, scale: Scale, look: Look) -> bool:
    room = abs(scale.at(one.high) - scale.at(one.low)) - look.value.style.size * _INDENT
    return look.value.width(one.figure.shown) <= room


def _part(one: Layer, plan: _Plan, plot: Plot, look: Look) -> _Bar:
    """A part of a bar, a seam between it and the one nearer to zero."""
    row = plan.rows.rows[one.place]
    left, right = plan.scale.at(one.low), plan.scale.at(one.high)
    if right - left < THINNEST and one.figure.value:
        right = left + THINNEST
    seam = min(BETWEEN, (right - left) / 2)
    if one.low > 0:
        left += seam
    elif one.high < 0:
        right -= seam
    top = row.top if not plan.marked else row.middle - plan.thick / 2
    box = Rect(left, top, right - left, plan.thick)
    return _Bar(one.series, one.place, one.figure, ink_at(plot, look, one.series, one.place), box)


def _below(one: _Bar, look: Look) -> Words:
    base = one.box.bottom + look.value.cap + look.value.style.size * 0.3
    width = look.value.width(one.figure.shown)
    return one_line(look.value, one.figure.shown, one.box.x, base, width + 0.01, one.says)


def _named(plot: Plot, parts: Sequence[Layer], plan: _Plan, look: Look) -> list[Words]:
    """The names of the series above the parts of the first bar; none if one has no room there."""
    first = [one for one in parts if one.place == 0 and one.figure.value > 0]
    if not plan.rows.left or len(first) < len(plot.series):
        return []
    base = plan.rows.rows[0].top + look.label.leading * 0.65
    found = []
    for one in first:
        label = plot.series[one.series].label
        left, right = plan.scale.at(one.low), plan.scale.at(one.high)
        room = right - left - look.label.style.size * _INDENT
        if look.label.width(label) > room:
            return []
        says = Says("series", series=one.series)
        found.append(Words(look.label, (label,), left, base, room, says))
    return found


def _axis(plot: Plot, plan: _Plan, look: Look) -> tuple[list[Piece], float]:
    """Hairlines at round values with their numbers below the rows, and where these end."""
    runs = [(row.top - BETWEEN, row.bottom + BETWEEN) for row in plan.rows.rows]
    bottom = runs[-1][1]
    if plan.rows.left:
        runs = [(runs[0][0], bottom)]
    pieces: list[Piece] = []
    base = bottom + look.label.leading * 0.6 + look.label.drop
    for value, text in zip(plan.marked, written(plan.marked, plot, _unit(plot)), strict=True):
        x = plan.scale.at(value)
        stroke = Stroke(look.axis, HAIRLINE if value else ZERO_LINE)
        pieces += [rule(Point(x, top), Point(x, end), stroke) for top, end in runs]
        width = look.label.width(text)
        pieces.append(Words(look.label, (text,), x - width / 2, base, width + 0.01))
    if plan.marked:
        return pieces, bottom + look.label.leading * 1.15
    bars = [(row.top, row.top + plan.thick) for row in plan.rows.rows]
    return _zero(bars, plan.scale.at(0.0), look), plan.rows.bottom


KIND = Kind("grouped-bar", draw, from_zero=True, faults=share_faults, is_told_by_ink=True)
