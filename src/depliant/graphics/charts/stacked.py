"""The stacked bar: the parts of a whole on one line, each labelled at its own place.

Labels stand below their parts. Where a part is too narrow for its label, the parts come down
one by one instead, like a stair, each with its label above its own step.
"""

from __future__ import annotations

from typing import NamedTuple

from depliant.content.model import Chart, Datum
from depliant.errors import Diagnostic
from depliant.graphics.charts.plate import (
    THINNEST,
    Draft,
    Frame,
    Setting,
    overset,
    place_lines,
    share,
)
from depliant.graphics.charts.renderer import Artist, Label, Says, plain_matplotlib

GAP = 1.1
"""Points of paper between two parts."""

MOST_LINES = 3
"""Of a label below its part."""

REMAINDER = 0.36
"""Thickness of what is left of the whole, as a share of the bar's."""


class _Part(NamedTuple):
    """A part of the bar, from `start` to `end` in points."""

    datum: Datum
    number: int
    start: float
    end: float


def draw(chart: Chart, setting: Setting, frame: Frame) -> Draft:
    """Draw a stacked bar; `frame.height` is the bar's thickness."""
    parts = _parts(chart, frame)
    thickness = frame.height or setting.value.leading * 1.5
    artists = _whole_bar(parts, setting, frame, thickness)
    if all(_fits(part, setting) for part in parts):
        return _labels_below(parts, setting, artists, frame.top + thickness)
    return _stair(parts, setting, frame, (artists, thickness))


def _parts(chart: Chart, frame: Frame) -> list[_Part]:
    parts: list[_Part] = []
    start = 0.0
    for number, datum in enumerate(chart.data):
        end = min(frame.width, start + share(datum, chart) * frame.width)
        parts.append(_Part(datum, number, start, end))
        start = end
    return parts


def _fits(part: _Part, setting: Setting) -> bool:
    measure = part.end - part.start - setting.label.style.size * 0.6
    lines = setting.label.lines(part.datum.label, measure)
    return (
        len(lines) <= MOST_LINES
        and setting.label.fits(part.datum.label, measure)
        and setting.value.width(part.datum.figure.shown) <= measure
    )


def _whole_bar(
    parts: list[_Part], setting: Setting, frame: Frame, thickness: float
) -> list[Artist]:
    """The bar of all parts, and a thin one for what is left of the whole."""
    artists = [step for part in parts for step in _step(part, setting, frame, frame.top, thickness)]
    last = parts[-1].end
    if frame.width - last > GAP:
        with plain_matplotlib():
            from matplotlib.patches import Rectangle
        thin = thickness * REMAINDER
        artists.append(
            Rectangle(
                (last + GAP / 2, frame.top + (thickness - thin) / 2),
                frame.width - last - GAP / 2,
                thin,
                **setting.paint(setting.rest),
            )
        )
    return artists


def _step(
    part: _Part, setting: Setting, frame: Frame, top: float, thickness: float
) -> list[Artist]:
    """One part between the gaps to its neighbours; nothing for zero, a line for next to nothing.

    A gap is taken evenly from both sides, and at most half of a part is taken; the ends of the
    whole bar stay where they are.
    """
    with plain_matplotlib():
        from matplotlib.patches import Rectangle
    length = part.end - part.start
    if length <= 0:
        return []
    cut = min(GAP, length / 2) / 2
    start = part.start + cut * (part.start > 0)
    end = part.end - cut * (part.end < frame.width - 1e-6)
    paint = setting.paint(setting.ink(part.number))
    start = min(start, frame.width - THINNEST)
    return [Rectangle((start, top), max(end - start, THINNEST), thickness, **paint)]


def _labels_below(
    parts: list[_Part], setting: Setting, artists: list[Artist], below: float
) -> Draft:
    """Value and label below each part, at its left edge."""
    bottom = below
    top = below + setting.label.leading * 0.3
    for part in parts:
        measure = part.end - part.start - setting.label.style.size * 0.6
        baseline = top + setting.value.leading / 2 + setting.value.drop
        shown, says = part.datum.figure.shown, Says("value", part.datum)
        artists += place_lines(setting.value, (shown,), part.start, baseline, says)
        lines = setting.label.lines(part.datum.label, measure) if part.datum.label else ()
        first = top + setting.value.leading + setting.label.leading / 2 + setting.label.drop
        artists += place_lines(setting.label, lines, part.start, first, Says("label", part.datum))
        bottom = max(bottom, top + setting.value.leading + len(lines) * setting.label.leading)
    return Draft(tuple(artists), bottom)


def _stair(
    parts: list[_Part], setting: Setting, frame: Frame, bar: tuple[list[Artist], float]
) -> Draft:
    """Below the bar, each part once more on a step of its own under its label."""
    artists, thickness = bar
    faults: list[Diagnostic] = []
    top = frame.top + thickness + setting.label.leading * 0.6
    for part in parts:
        labels, top, fits = _step_label(part, setting, frame, top)
        artists += labels
        if not fits:
            faults.append(overset(part.datum.label, frame))
        low = thickness * setting.thickness
        artists += _step(part, setting, frame, top, low)
        top += low + setting.label.leading * 0.5
    return Draft(tuple(artists), top - setting.label.leading * 0.5, tuple(faults))


def _step_label(
    part: _Part, setting: Setting, frame: Frame, top: float
) -> tuple[list[Label], float, bool]:
    """The value and label of a step from its left edge, or as far left as they need.

    Returns:
        The labels, where they end below, and whether they fit.
    """
    shown = part.datum.figure.shown
    indent = setting.value.width(shown) + setting.label.style.size * 0.5
    lines = setting.label.lines(part.datum.label, frame.width - indent)
    wide = indent + max(setting.label.width(line) for line in lines)
    x = max(0.0, min(part.start, frame.width - wide))
    pitch = max(setting.value.leading, setting.label.leading)
    first = top + pitch / 2 + setting.value.drop
    labels = [
        *place_lines(setting.value, (shown,), x, first, Says("value", part.datum)),
        *place_lines(
            setting.label,
            lines if part.datum.label else (),
            x + indent,
            first,
            Says("label", part.datum),
        ),
    ]
    end = top + pitch + (len(lines) - 1) * setting.label.leading + setting.label.leading * 0.15
    return labels, end, wide <= frame.width + 1e-6
