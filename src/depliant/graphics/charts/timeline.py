"""The timeline: when each figure was, on one line in proportion to time.

Across where every label has room until the next date, else downwards, dates on the left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from depliant.content.model import Chart, Datum
from depliant.errors import Diagnostic
from depliant.graphics.charts.plate import Draft, Frame, Setting, overset, place_lines
from depliant.graphics.charts.renderer import Artist, Label, Says, plain_matplotlib

LINE = 0.75
DOT = 2.4
MOST_LINES = 4
"""Of a label on a line across."""

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_YEAR = re.compile(r"\b(\d{4})\b()()")


class _Event(Struct, frozen=True):
    """A datum and its time in years."""

    datum: Datum
    year: float


def draw(chart: Chart, setting: Setting, frame: Frame) -> Draft:
    """Draw a timeline; downwards, `frame.height` spreads it in proportion to time."""
    events = sorted(
        (_Event(datum, _year(datum) or 0.0) for datum in chart.data), key=lambda event: event.year
    )
    return _across(events, setting, frame) or _down(events, setting, frame)


def data_faults(chart: Chart) -> Iterator[Diagnostic]:
    """Figures without a date."""
    for datum in chart.data:
        if _year(datum) is None:
            yield Diagnostic(
                "chart-date",
                f"The timeline's figure {datum.figure.id} has no date.",
                hint="Give it one under figures, such as date: 2015-07.",
            )


def _year(datum: Datum) -> float | None:
    """The time of a figure in years; of a span, its beginning.

    A figure of which only the written period is known stands at the beginning of its year.
    """
    found = _DATE.match(datum.figure.date) or _YEAR.search(datum.figure.period)
    if not found:
        return None
    year, month, day = (int(part or 1) for part in found.groups())
    return year + (month - 1) / 12 + (day - 1) / 366


def _across(events: list[_Event], setting: Setting, frame: Frame) -> Draft | None:
    """The line from left to right; none if a label has not enough room."""
    span = events[-1].year - events[0].year
    if len(events) < 2 or not span:
        return None
    gap = setting.label.style.size
    last = min(frame.width / len(events), max(_widths(events[-1], setting)) + gap)
    xs = [(event.year - events[0].year) / span * (frame.width - last) for event in events]
    measures = [b - a - gap for a, b in zip(xs, [*xs[1:], frame.width + gap], strict=True)]
    labels = [setting.label.lines(e.datum.label, m) for e, m in zip(events, measures, strict=True)]
    for event, lines, measure in zip(events, labels, measures, strict=True):
        texts = (event.datum.figure.period, event.datum.figure.shown)
        if (
            len(lines) > MOST_LINES
            or not setting.label.fits(event.datum.label, measure)
            or max(map(setting.value.width, texts)) > measure
        ):
            return None
    line = frame.top + setting.value.leading + DOT + 1.0
    artists: list[Artist] = _line(setting, (0.0, line - LINE / 2), (frame.width, LINE))
    under = line + DOT + 1.0
    bottom = under
    for event, x, lines in zip(events, xs, labels, strict=True):
        artists += _dot(setting, x + DOT, line)
        date = frame.top + setting.value.leading / 2 + setting.value.drop
        of_date, of_value, of_label = _says(event)
        artists += place_lines(setting.value, (event.datum.figure.period,), x, date, of_date)
        first = under + setting.value.leading / 2 + setting.value.drop
        artists += place_lines(setting.value, (event.datum.figure.shown,), x, first, of_value)
        after = under + setting.value.leading + setting.label.leading / 2 + setting.label.drop
        lines = lines if event.datum.label else ()
        artists += place_lines(setting.label, lines, x, after, of_label)
        bottom = max(bottom, under + setting.value.leading + len(lines) * setting.label.leading)
    return Draft(tuple(artists), bottom)


def _widths(event: _Event, setting: Setting) -> tuple[float, float]:
    return setting.value.width(event.datum.figure.period), setting.label.width(event.datum.label)


def _down(events: list[_Event], setting: Setting, frame: Frame) -> Draft:
    """The line from above down: date, dot, then value and label."""
    gap = setting.label.style.size * 0.9
    line = max(setting.value.width(e.datum.figure.period) for e in events) + gap + DOT
    left = line + DOT + gap
    measure = frame.width - left
    texts = [_text(event, setting, measure) for event in events]
    pitch = max(setting.value.leading, setting.label.leading)
    heights = [
        pitch + (len(lines) - 1) * setting.label.leading + pitch * 0.35 for _, lines in texts
    ]
    spare = max(0.0, (frame.height or 0.0) - sum(heights))
    span = (events[-1].year - events[0].year) or 1.0
    artists: list[Artist] = []
    faults: list[Diagnostic] = []
    top = frame.top
    middles: list[float] = []
    for i, (event, (indent, lines), height) in enumerate(zip(events, texts, heights, strict=True)):
        if i:
            top += spare * (event.year - events[i - 1].year) / span
        middle = top + pitch / 2
        middles.append(middle)
        artists += _row(event, setting, (left, middle), (indent, lines))
        if measure <= 0 or max(map(setting.label.width, lines)) > measure - indent + 1e-6:
            faults.append(overset(event.datum.label, frame))
        top += height
    below = _line(setting, (line - LINE / 2, middles[0]), (LINE, middles[-1] - middles[0]))
    dots = [dot for middle in middles for dot in _dot(setting, line, middle)]
    return Draft((*below, *dots, *artists), top - pitch * 0.35, tuple(faults))


def _text(event: _Event, setting: Setting, measure: float) -> tuple[float, tuple[str, ...]]:
    """How far an event's label is indented for its value, and its lines."""
    indent = setting.value.width(event.datum.figure.shown) + setting.label.style.size * 0.5
    return indent, setting.label.lines(event.datum.label, measure - indent)


def _row(
    event: _Event,
    setting: Setting,
    place: tuple[float, float],
    text: tuple[float, tuple[str, ...]],
) -> list[Label]:
    (left, middle), (indent, lines) = place, text
    baseline = middle + setting.value.drop
    figure = event.datum.figure
    of_date, of_value, of_label = _says(event)
    lines = lines if event.datum.label else ()
    return [
        *place_lines(setting.value, (figure.period,), 0.0, baseline, of_date),
        *place_lines(setting.value, (figure.shown,), left, baseline, of_value),
        *place_lines(setting.label, lines, left + indent, baseline, of_label),
    ]


def _says(event: _Event) -> tuple[Says, Says, Says]:
    """What an event's date, value and label say."""
    return Says("date", event.datum), Says("value", event.datum), Says("label", event.datum)


def _line(setting: Setting, corner: tuple[float, float], size: tuple[float, float]) -> list[Artist]:
    with plain_matplotlib():
        from matplotlib.patches import Rectangle
    return [Rectangle(corner, *size, **setting.paint(setting.axis))]


def _dot(setting: Setting, x: float, y: float) -> list[Artist]:
    with plain_matplotlib():
        from matplotlib.patches import Circle
    return [Circle((x, y), DOT, **setting.paint(setting.ink(0)))]
