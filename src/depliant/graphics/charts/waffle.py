"""The waffle: a whole as ten rows of ten squares, of which a share is filled.

The last square of a share is filled in part, so the area is exact. What remains is smaller
squares, so the two differ in size as well as in ink.
"""

from __future__ import annotations

from depliant.content.model import Chart
from depliant.errors import Diagnostic
from depliant.geometry import mm
from depliant.graphics.charts.plate import (
    Draft,
    Frame,
    Setting,
    overset,
    place_lines,
    settle,
    share,
)
from depliant.graphics.charts.renderer import Artist, Says, plain_matplotlib

SIDE = mm(22)
"""Of the field, where neither the style sheet nor the layout names a height."""

SQUARE = 0.8
"""A filled square's side as a share of the pitch."""

SMALL = 0.3
"""The side of a square of the remainder, as a share of the pitch."""

LEAST_MEASURE = mm(18)
"""The least room that labels beside the field are given; else they stand below it."""


def draw(chart: Chart, setting: Setting, frame: Frame) -> Draft:
    """Draw a waffle; `frame.height` is the side of its field."""
    side = min(frame.width, frame.height or (frame.width if frame.bare else SIDE))
    artists = _field(chart, setting, frame, side / (10 - 1 + SQUARE))
    if frame.bare:
        return Draft(tuple(artists), frame.top + side, width=side)
    gap = setting.label.style.size * 1.2
    beside = frame.width - side - gap >= LEAST_MEASURE
    left = side + gap if beside else 0.0
    measure = frame.width - left
    blocks = [setting.label.lines(d.label, measure) if d.label else () for d in chart.data]
    heights = [
        setting.value.leading + (len(lines) + 0.4) * setting.label.leading for lines in blocks
    ]
    total = max(side, sum(heights)) if beside else side
    tops = (
        _tops(chart, side, heights, total)
        if beside
        else _below(heights, total + setting.label.leading * 0.6)
    )
    faults: list[Diagnostic] = []
    bottom = frame.top + total
    for datum, lines, top in zip(chart.data, blocks, tops, strict=True):
        # The first number's top is level with the field's.
        baseline = frame.top + top + setting.value.cap
        artists += place_lines(
            setting.value, (datum.figure.shown,), left, baseline, Says("value", datum)
        )
        under = baseline + setting.value.leading * 0.15
        first = under + setting.label.leading / 2 + setting.label.drop
        artists += place_lines(setting.label, lines, left, first, Says("label", datum))
        bottom = max(bottom, under + len(lines) * setting.label.leading)
        if datum.label and not setting.label.fits(datum.label, measure):
            faults.append(overset(datum.label, frame))
    return Draft(tuple(artists), bottom, tuple(faults))


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


def _field(chart: Chart, setting: Setting, frame: Frame, pitch: float) -> list[Artist]:
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
            paint = setting.paint(setting.ink(number))
            artists.append(Rectangle((x + first * side, y), (last - first) * side, side, **paint))
        start = end
    centre = (side - small) / 2
    for cell in range(int(start + 1 - 1e-9), 100):
        x, y = cell % 10 * pitch + centre, frame.top + cell // 10 * pitch + centre
        artists.append(Rectangle((x, y), small, small, **setting.paint(setting.rest)))
    return artists
