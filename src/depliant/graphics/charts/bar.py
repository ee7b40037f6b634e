"""The bar chart: horizontal bars from zero, in the order given, each with its own label.

There is no axis, grid or legend: the label stands before its bar, the value at its end. Where
labels would leave the bars too little room, each stands above its bar instead.
"""

from __future__ import annotations

from msgspec import Struct

from depliant.content.model import Chart, Datum
from depliant.errors import Diagnostic
from depliant.graphics.charts.plate import (
    THINNEST,
    Draft,
    Frame,
    Setting,
    overset,
    place_lines,
)
from depliant.graphics.charts.renderer import Artist, Label, Says, plain_matplotlib

LABEL_SHARE = 0.46
"""The widest that the column of labels may be, as a share of the chart."""

APART = 0.45
"""Lines of space between a bar and the next one's label where labels stand above."""

ZERO_LINE = 0.5
"""Thickness in points of the line at zero, drawn where bars go both ways."""


class _Scale(Struct, frozen=True):
    """Where zero stands and how many points one unit of the values is long."""

    zero: float
    unit: float


def draw(chart: Chart, setting: Setting, frame: Frame) -> Draft:
    """Draw a bar chart; `frame.height` stretches the rows."""
    column = _label_column(chart, setting, frame)
    above = column is None
    left = 0.0 if column is None else column
    measure = frame.width if column is None else column - _gap(setting)
    labels = [setting.label.lines(datum.label, measure) for datum in chart.data]
    scale = _scale(chart, setting, left, frame.width)
    pitch = max(setting.label.leading, setting.value.leading)
    heights = [_row_height(len(lines), pitch, setting, above) for lines in labels]
    stretch = max(0.0, (frame.height or 0.0) - sum(heights)) / len(heights)

    artists: list[Artist] = []
    faults: list[Diagnostic] = []
    middles: list[float] = []
    top = frame.top
    for number, (datum, lines, height) in enumerate(zip(chart.data, labels, heights, strict=True)):
        row = height + stretch
        if above:
            first = top + stretch / 2 + setting.label.leading / 2
            # A little nearer to its label than a line would be, so that the two are one.
            bar = top + stretch / 2 + height - pitch / 2 - setting.label.leading * (APART + 0.1)
        else:
            bar = top + row / 2
            first = bar - (len(lines) - 1) * setting.label.leading / 2
        middles.append(bar)
        says = Says("label", datum)
        artists += place_lines(setting.label, lines, 0.0, first + setting.label.drop, says)
        artists += _bar(datum, number, setting, scale, (bar, pitch + stretch * (not above)))
        if not setting.label.fits(datum.label, measure):
            faults.append(overset(datum.label, frame))
        top += row
    if above:
        top -= setting.label.leading * APART
    if scale.zero > left:
        # One line, or where labels stand in its way a piece of it at each bar.
        tick = pitch * max(setting.thickness, 0.5) / 2
        pieces = [(bar - tick, bar + tick) for bar in middles]
        for piece in pieces if above else [(frame.top, top)]:
            artists.insert(0, _zero_line(setting, scale.zero, *piece))
    if scale.unit <= 0 and any(datum.figure.value for datum in chart.data):
        faults.extend(overset(datum.figure.shown, frame) for datum in chart.data[:1])
    return Draft(tuple(artists), top, tuple(faults))


def _gap(setting: Setting) -> float:
    """Between a label and its bar."""
    return setting.label.style.size * 0.85


def _value_gap(setting: Setting) -> float:
    """Between a bar's end and its value."""
    return setting.value.style.size * 0.38


def _row_height(lines: int, pitch: float, setting: Setting, above: bool) -> float:
    if above:
        return lines * setting.label.leading + pitch + setting.label.leading * APART
    return pitch + (lines - 1) * setting.label.leading


def _label_column(chart: Chart, setting: Setting, frame: Frame) -> float | None:
    """Where bars begin if labels stand before them; none if they have to stand above.

    Labels stay on one line if the widest leaves more than half to the bars; else they may
    take two lines.
    """
    limit = frame.width * LABEL_SHARE
    widest = max(setting.label.width(datum.label) for datum in chart.data)
    if widest > limit:
        broken = [setting.label.lines(datum.label, limit) for datum in chart.data]
        widest = max(setting.label.width(line) for lines in broken for line in lines)
        if widest > limit or max(map(len, broken)) > 2:
            return None
    column = widest + _gap(setting) if widest else 0.0
    shortest = frame.width * (1 - LABEL_SHARE) / 3
    scale = _scale(chart, setting, column, frame.width)
    longest = max(abs(float(datum.figure.value)) for datum in chart.data)
    return column if scale.unit * longest >= shortest or not longest else None


def _scale(chart: Chart, setting: Setting, left: float, right: float) -> _Scale:
    """The largest scale at which each bar and its value stay between `left` and `right`.

    What bars to the left of zero need and what those to the right need must fit together, so
    each pair of one and the other gives a bound; the smallest holds for all.
    """
    gap = _value_gap(setting)
    needs = [
        (float(datum.figure.value), gap + setting.value.width(datum.figure.shown))
        for datum in chart.data
    ]
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
    return _Scale(zero, unit)


def _bar(
    datum: Datum, number: int, setting: Setting, scale: _Scale, row: tuple[float, float]
) -> list[Artist]:
    """A bar and its value; `row` is the bar's middle and the pitch it has to itself.

    Beside a very long bar a short one is still a line that prints.
    """
    with plain_matplotlib():
        from matplotlib.patches import Rectangle
    middle, pitch = row
    thickness = pitch * setting.thickness
    value = float(datum.figure.value)
    length = max(abs(value) * scale.unit, THINNEST if value and scale.unit else 0.0)
    start = scale.zero - length if value < 0 else scale.zero
    gap = _value_gap(setting)
    shown = setting.value.written(datum.figure.shown)
    x = start - gap - setting.value.width(datum.figure.shown) if value < 0 else start + length + gap
    text = Label(shown, setting.value.style, x, middle + setting.value.drop, Says("value", datum))
    if not length:
        return [text]
    paint = setting.paint(setting.ink(number))
    return [Rectangle((start, middle - thickness / 2), length, thickness, **paint), text]


def _zero_line(setting: Setting, x: float, top: float, bottom: float) -> Artist:
    with plain_matplotlib():
        from matplotlib.patches import Rectangle
    artist: Artist = Rectangle(
        (x - ZERO_LINE / 2, top), ZERO_LINE, bottom - top, **setting.paint(setting.axis)
    )
    return artist
