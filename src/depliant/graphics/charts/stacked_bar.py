"""The stacked bar: the parts of a whole on one line, each labelled at its own place.

Labels stand below their parts. Where a part is too narrow for its label, the parts come down
one by one instead, like a stair, each with its label above its own step.
"""

from __future__ import annotations

from typing import NamedTuple

from depliant.content.model import Chart, Datum
from depliant.graphics.charts.board import (
    THINNEST,
    Draft,
    Frame,
    Look,
    Piece,
    Words,
    one_line,
    share,
)
from depliant.graphics.charts.kinds import Kind
from depliant.graphics.charts.renderer import Artist, Says, plain_matplotlib

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


def draw(chart: Chart, look: Look, frame: Frame) -> Draft:
    """Draw a stacked bar; `frame.height` is the bar's thickness. A bare one is the bar alone."""
    parts = _parts(chart, frame)
    thickness = frame.height or look.value.leading * 1.5
    bar = _whole_bar(parts, look, frame, thickness)
    if frame.bare:
        return Draft(tuple(bar), frame.top + thickness)
    if all(_fits(part, look) for part in parts):
        words, bottom = _labels_below(parts, look, frame.top + thickness)
        return Draft((*bar, *words), bottom)
    top = frame.top + thickness + look.label.leading * 0.6
    steps, bottom = _stair(parts, look, frame, (top, thickness * look.thickness))
    return Draft((*bar, *(piece for step in steps for piece in step)), bottom)


def _parts(chart: Chart, frame: Frame) -> list[_Part]:
    parts: list[_Part] = []
    start = 0.0
    for number, datum in enumerate(chart.data):
        end = min(frame.width, start + share(datum, chart) * frame.width)
        parts.append(_Part(datum, number, start, end))
        start = end
    return parts


def _fits(part: _Part, look: Look) -> bool:
    measure = _measure(part, look)
    lines = look.label.lines(part.datum.label, measure)
    return (
        len(lines) <= MOST_LINES
        and look.label.fits(part.datum.label, measure)
        and look.value.width(part.datum.figure.shown) <= measure
    )


def _whole_bar(parts: list[_Part], look: Look, frame: Frame, thickness: float) -> list[Artist]:
    """The bar of all parts, and a thin one for what is left of the whole."""
    artists = [step for part in parts for step in _step(part, look, frame, frame.top, thickness)]
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
                **look.paint(look.rest),
            )
        )
    return artists


def _step(part: _Part, look: Look, frame: Frame, top: float, thickness: float) -> list[Artist]:
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
    paint = look.paint(look.ink(part.number))
    start = min(start, frame.width - THINNEST)
    return [Rectangle((start, top), max(end - start, THINNEST), thickness, **paint)]


def _measure(part: _Part, look: Look) -> float:
    """The room for a label below its part, clear of the next."""
    return part.end - part.start - look.label.style.size * 0.6


def _labels_below(parts: list[_Part], look: Look, below: float) -> tuple[list[Words], float]:
    """Value and label below each part, at its left edge; and where the longest ends."""
    top = below + look.label.leading * 0.3
    base = top + look.value.leading / 2 + look.value.drop
    first = top + look.value.leading + look.label.leading / 2 + look.label.drop
    found: list[Words] = []
    most = 0
    for part in parts:
        measure, datum = _measure(part, look), part.datum
        shown, says = datum.figure.shown, Says("value", datum)
        found.append(one_line(look.value, shown, part.start, base, measure, says))
        if datum.label:
            lines = look.label.lines(datum.label, measure)
            says = Says("label", datum)
            found.append(Words(look.label, lines, part.start, first, measure, says))
            most = max(most, len(lines))
    return found, top + look.value.leading + most * look.label.leading


def _stair(
    parts: list[_Part], look: Look, frame: Frame, place: tuple[float, float]
) -> tuple[list[tuple[Piece, ...]], float]:
    """Each part once more on a step of its own under its label; `place`: top and thickness."""
    top, thickness = place
    steps: list[tuple[Piece, ...]] = []
    pitch = max(look.value.leading, look.label.leading)
    for part in parts:
        words = _step_words(part, look, frame, top + pitch / 2 + look.drop)
        lines = len(words[-1].lines)
        top += pitch + (lines - 1) * look.label.leading + look.label.leading * 0.15
        steps.append((*words, *_step(part, look, frame, top, thickness)))
        top += thickness + look.label.leading * 0.5
    return steps, top - look.label.leading * 0.5


def _step_words(part: _Part, look: Look, frame: Frame, base: float) -> tuple[Words, ...]:
    """The value and label of a step from its left edge, or as far left as they need."""
    datum, value = part.datum, look.value
    indent = value.width(datum.figure.shown) + look.label.style.size * 0.5
    measure = frame.width - indent
    lines = look.label.lines(datum.label, measure)
    wide = indent + max(look.label.width(line) for line in lines)
    x = max(0.0, min(part.start, frame.width - wide))
    shown = one_line(value, datum.figure.shown, x, base, frame.width, Says("value", datum))
    if not datum.label:
        return (shown,)
    return shown, Words(look.label, lines, x + indent, base, measure, Says("label", datum))


KIND = Kind("stacked-bar", "parts", draw)
