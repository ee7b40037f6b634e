"""The waffle: a whole as ten rows of ten squares, of which a share is filled.

The last square of a share is filled in part, so the area is exact. What remains is smaller
squares, so the two differ in size as well as in ink.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from depliant.content.inline import Drawn
from depliant.content.model import Chart, Datum
from depliant.geometry import mm
from depliant.graphics.charts.board import (
    Draft,
    Frame,
    Look,
    Words,
    one_line,
    settle,
    share,
)
from depliant.graphics.charts.kinds import Kind
from depliant.graphics.charts.renderer import Artist, Says, plain_matplotlib

SIDE = mm(22)
"""Of the field, where neither the style sheet nor the layout names a height."""

SQUARE = 0.8
"""A filled square's side as a share of the pitch."""

SMALL = 0.3
"""The side of a square of the remainder, as a share of the pitch."""

LEAST_MEASURE = mm(18)
"""The least room that labels beside the field are given; else they stand below it."""


class _Entry(NamedTuple):
    """A datum's value and label: the label's lines, and the top of both from the field's."""

    datum: Datum
    lines: tuple[Drawn, ...]
    top: float


def draw(chart: Chart, look: Look, frame: Frame) -> Draft:
    """Draw a waffle; `frame.height` is the side of its field."""
    side = min(frame.width, frame.height or (frame.width if frame.bare else SIDE))
    field = _field(chart, look, frame, side / (10 - 1 + SQUARE))
    if frame.bare:
        return Draft(tuple(field), frame.top + side, side)
    gap = look.label.style.size * 1.2
    beside = frame.width - side - gap >= LEAST_MEASURE
    left = side + gap if beside else 0.0
    entries, bottom = _entries(chart, look, frame.width - left, side, beside=beside)
    words = [
        words
        for entry in entries
        for words in _words(entry, look, (left, frame.top + entry.top), frame.width - left)
    ]
    return Draft((*field, *words), frame.top + bottom)


def _entries(
    chart: Chart, look: Look, measure: float, side: float, *, beside: bool
) -> tuple[list[_Entry], float]:
    """The labels beside or below a field, and how far down all reaches from its top."""
    blocks = [look.label.lines(d.label, measure) if d.label else () for d in chart.data]
    heights = [look.value.leading + (len(lines) + 0.4) * look.label.leading for lines in blocks]
    if beside:
        bottom = max(side, sum(heights))
        tops = _tops(chart, side, heights, bottom)
    else:
        tops = _below(heights, side + look.label.leading * 0.6)
        bottom = side
    entries = list(map(_Entry, chart.data, blocks, tops))
    ends = (
        entry.top + look.value.cap + look.value.leading * 0.15
        + len(entry.lines) * look.label.leading
        for entry in entries
    )  # fmt: skip
    return entries, max(bottom, *ends)


def _words(
    entry: _Entry, look: Look, corner: tuple[float, float], measure: float
) -> Iterator[Words]:
    """A value, the top of whose figures is level with the field's or a row's, and its label."""
    left, top = corner
    base = top + look.value.cap
    says = Says("value", entry.datum)
    yield one_line(look.value, entry.datum.figure.shown, left, base, measure, says)
    first = base + look.value.leading * 0.15 + look.label.leading / 2 + look.label.drop
    if entry.lines:
        yield Words(look.label, entry.lines, left, first, measure, Says("label", entry.datum))


def _tops(chart: Chart, side: float, heights: list[float], total: float) -> list[float]:
    """Labels beside the field: each begins at the row in which its squares begin."""
    wishes: list[float] = []
    start = 0.0
    for datum in chart.data:
        wishes.append(int(start * 10) / 10 * side)
        start += share(datum, chart)
    return settle(wishes, heights, total)


def _below(heights: list[float], top: float) -> list[float]:
    """Labels below the field, one after the other."""
    tops: list[float] = []
    for height in heights:
        tops.append(top)
        top += height
    return tops


def _field(chart: Chart, look: Look, frame: Frame, pitch: float) -> list[Artist]:
    """The hundred squares, row by row from the top left."""
    with plain_matplotlib():
        from matplotlib.patches import Rectangle
    side, small = pitch * SQUARE, pitch * SMALL
    artists: list[Artist] = []
    start = 0.0
    for number, datum in enumerate(chart.data):
        end = start + share(datum, chart) * 100
        for cell in range(int(start), min(100, int(end) + 1)):
            first, last = max(start - cell, 0.0), min(end - cell, 1.0)
            if last - first < 1e-9:
                continue
            x, y = cell % 10 * pitch, frame.top + cell // 10 * pitch
            paint = look.paint(look.ink(number))
            artists.append(Rectangle((x + first * side, y), (last - first) * side, side, **paint))
        start = end
    centre = (side - small) / 2
    for cell in range(int(start + 1 - 1e-9), 100):
        x, y = cell % 10 * pitch + centre, frame.top + cell // 10 * pitch + centre
        artists.append(Rectangle((x, y), small, small, **look.paint(look.rest)))
    return artists


KIND = Kind("waffle", "parts", draw, has_labels_apart=True)
