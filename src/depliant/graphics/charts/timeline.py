"""The timeline: when each figure was, on one line in proportion to time.

Across where every label has room until the next date, else downwards, dates on the left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from depliant.content.inline import Drawn
from depliant.content.model import Chart, Datum
from depliant.errors import Diagnostic
from depliant.graphics.charts.board import Draft, Frame, Look, Piece, Words, one_line
from depliant.graphics.charts.kinds import Kind
from depliant.graphics.charts.renderer import Artist, Says, plain_matplotlib
from depliant.sentences import say

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


def draw(chart: Chart, look: Look, frame: Frame) -> Draft:
    """Draw a timeline; downwards, `frame.height` spreads it in proportion to time."""
    events = sorted(
        (_Event(datum, _year(datum) or 0.0) for datum in chart.data), key=lambda event: event.year
    )
    return _across(events, look, frame) or _down(events, look, frame)


def data_faults(chart: Chart) -> Iterator[Diagnostic]:
    """Figures without a date."""
    for datum in chart.data:
        if _year(datum) is None:
            yield Diagnostic(
                "chart-date",
                say("The timeline's figure {figure} has no date.", figure=datum.figure.id),
                hint=say("Give it one under figures, such as date: 2015-07."),
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


class _Stop(NamedTuple):
    """An event on a line across: where it stands, its label's lines and the room they have."""

    event: _Event
    x: float
    measure: float
    lines: tuple[Drawn, ...]


def _across(events: list[_Event], look: Look, frame: Frame) -> Draft | None:
    """The line from left to right; none if a label has not enough room."""
    stops = _stops(events, look, frame)
    if not stops or not all(_fits(stop, look) for stop in stops):
        return None
    above = 0.0 if frame.bare else look.value.leading
    line = frame.top + above + DOT + 1.0
    pieces: list[Piece] = [_line(look, (0.0, line - LINE / 2), (frame.width, LINE))]
    for stop in stops:
        pieces.append(_dot(look, stop.x + DOT, line))
        pieces += () if frame.bare else _across_words(stop, look, (frame.top, line + DOT + 1.0))
    bottom = line + DOT + 1.0
    if not frame.bare:
        most = max(len(stop.lines) for stop in stops)
        bottom += look.value.leading + most * look.label.leading
    return Draft(tuple(pieces), bottom)


def _stops(events: list[_Event], look: Look, frame: Frame) -> list[_Stop]:
    """The events in proportion to time, the last with room for its label; none without a span."""
    span = events[-1].year - events[0].year
    if not span:
        return []
    gap = look.label.style.size
    last = min(frame.width / len(events), max(_widths(events[-1], look)) + gap)
    xs = [(event.year - events[0].year) / span * (frame.width - last) for event in events]
    measures = [b - a - gap for a, b in pairwise((*xs, frame.width + gap))]
    return [
        _Stop(event, x, measure, _lines(event, look, measure, frame))
        for event, x, measure in zip(events, xs, measures, strict=True)
    ]


def _fits(stop: _Stop, look: Look) -> bool:
    """Whether the date, value and label of an event end before the next one's."""
    figure = stop.event.datum.figure
    texts = (figure.period, figure.shown)
    wide = max((*map(look.value.width, texts), *map(look.label.width, stop.lines)))
    return len(stop.lines) <= MOST_LINES and wide <= stop.measure


def _widths(event: _Event, look: Look) -> tuple[float, float]:
    return look.value.width(event.datum.figure.period), look.label.width(event.datum.label)


def _across_words(stop: _Stop, look: Look, place: tuple[float, float]) -> Iterator[Words]:
    """The date above the line, the value and label below it; `place`: where both begin."""
    top, under = place
    figure, value, label = stop.event.datum.figure, look.value, look.label
    of_date, of_value, of_label = _says(stop.event)
    base = value.leading / 2 + value.drop
    yield one_line(value, figure.period, stop.x, top + base, stop.measure, of_date)
    yield one_line(value, figure.shown, stop.x, under + base, stop.measure, of_value)
    first = under + value.leading + label.leading / 2 + label.drop
    if stop.lines:
        yield Words(label, stop.lines, stop.x, first, stop.measure, of_label)


class _Row(NamedTuple):
    """An event on a line down: its label's lines, and the middle of its first line."""

    event: _Event
    lines: tuple[Drawn, ...]
    middle: float


def _down(events: list[_Event], look: Look, frame: Frame) -> Draft:
    """The line from above down: date, dot, then value and label."""
    gap = look.label.style.size * 0.9
    dates = 0.0 if frame.bare else max(look.value.width(e.datum.figure.period) for e in events)
    line = (dates + gap if dates else 0.0) + DOT
    left = line + DOT + gap
    rows, bottom = _rows(events, look, frame, left)
    first, last = rows[0].middle, rows[-1].middle
    pieces: list[Piece] = [_line(look, (line - LINE / 2, first), (LINE, last - first))]
    pieces += [_dot(look, line, row.middle) for row in rows]
    for row in rows if not frame.bare else ():
        pieces += _row_words(row, look, (left, line - DOT), frame.width)
    return Draft(tuple(pieces), bottom)


def _rows(events: list[_Event], look: Look, frame: Frame, left: float) -> tuple[list[_Row], float]:
    """The events one below the other, room to spare in proportion to time; and where they end."""
    pitch = max(look.value.leading, look.label.leading)
    texts = [
        _lines(event, look, frame.width - left - _indent(event, look), frame) for event in events
    ]
    heights = [pitch * 1.35 + max(len(lines) - 1, 0) * look.label.leading for lines in texts]
    spare = max(0.0, (frame.height or 0.0) - sum(heights))
    span = (events[-1].year - events[0].year) or 1.0
    rows: list[_Row] = []
    top, last = frame.top, events[0].year
    for event, lines, height in zip(events, texts, heights, strict=True):
        top += spare * (event.year - last) / span
        rows.append(_Row(event, lines, top + pitch / 2))
        top, last = top + height, event.year
    return rows, top - pitch * 0.35


def _indent(event: _Event, look: Look) -> float:
    """How far an event's label is indented for its value."""
    return look.value.width(event.datum.figure.shown) + look.label.style.size * 0.5


def _row_words(row: _Row, look: Look, place: tuple[float, float], width: float) -> Iterator[Words]:
    """Date, value and label on one baseline; `place`: where the value begins, the date's room."""
    left, room = place
    base = row.middle + look.drop
    figure = row.event.datum.figure
    of_date, of_value, of_label = _says(row.event)
    yield one_line(look.value, figure.period, 0.0, base, room, of_date)
    yield one_line(look.value, figure.shown, left, base, width - left, of_value)
    x = left + _indent(row.event, look)
    if row.lines:
        yield Words(look.label, row.lines, x, base, width - x, of_label)


def _lines(event: _Event, look: Look, measure: float, frame: Frame) -> tuple[Drawn, ...]:
    label = event.datum.label
    return look.label.lines(label, measure) if label and not frame.bare else ()


def _says(event: _Event) -> tuple[Says, Says, Says]:
    """What an event's date, value and label say."""
    return Says("date", event.datum), Says("value", event.datum), Says("label", event.datum)


def _line(look: Look, corner: tuple[float, float], size: tuple[float, float]) -> Artist:
    with plain_matplotlib():
        from matplotlib.patches import Rectangle
    line: Artist = Rectangle(corner, *size, **look.paint(look.axis))
    return line


def _dot(look: Look, x: float, y: float) -> Artist:
    with plain_matplotlib():
        from matplotlib.patches import Circle
    dot: Artist = Circle((x, y), DOT, **look.paint(look.ink(0)))
    return dot


KIND = Kind("timeline", "event", draw, faults=data_faults)
