"""Symbols in proportion: a circle a value, side by side, the largest first, each with its words.

The areas are as the values. Circles of a row stand on one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, sqrt
from typing import Final

from depliant.content.model_plots import Plot
from depliant.display.items import Stroke
from depliant.figures.figure import Figure
from depliant.geometry import Point
from depliant.graphics.charts.board import Draft, Frame, Look, Piece, Words, one_line
from depliant.graphics.charts.renderer import Says, Shape
from depliant.graphics.plots.circles import Circle, drawn, greatest, radius_of, value_faults
from depliant.graphics.plots.kinds import Kind

_CELL: Final = 40.0
"""Points that a circle and its words have at least, where there is room for more than one."""
_GAP: Final = 6.0
"""Points between the words of two neighbours."""
_LEADER: Final = 0.5
"""Points: the line from the largest circle to words beside it."""
_SPACE: Final = 0.6
"""Between a value and the name behind it, in sizes."""
_LARGEST, _IN_ROWS = 36.0, 22.0
"""Points: the radius of the largest circle at most, in one row and in several."""


def draw(plot: Plot, look: Look, frame: Frame) -> Draft:
    """Draw symbols in rows; `frame.height` is the diameter of the largest."""
    known = sorted(plot.series[0].known(), key=lambda one: (-one[1].value, one[0]))
    if plot.map is not None and plot.map.is_beside:
        return _beside(plot, look, frame, known)
    columns = _columns(plot, [number for number, _ in known], look, frame)
    each = frame.width / columns
    usual = _LARGEST if columns >= len(known) else _IN_ROWS
    largest = min((each - _GAP) / 2, frame.height / 2 if frame.height else usual)
    most = greatest(plot)
    pieces: list[Piece] = []
    top = frame.top
    for first in range(0, len(known), columns):
        row = known[first : first + columns]
        radii = [radius_of(value.value, most, largest) for _, value in row]
        line = top + 2 * max(radii)
        bottom = line
        for place, ((number, _), radius) in enumerate(zip(row, radii, strict=True)):
            x = (place + 0.5) * each
            pieces += drawn(Circle(number, Point(x, line - radius), radius), look)
            words = [*_words(plot, number, look, Point(x, line), each - _GAP)]
            pieces += words
            bottom = max([bottom, *(one.first + one.lettering.depth for one in words)])
        top = bottom + look.label.leading
    return Draft(tuple(pieces), top - look.label.leading)


def _beside(plot: Plot, look: Look, frame: Frame, known: Sequence[tuple[int, Figure]]) -> Draft:
    """The largest circle at the start, the others below one another, and a line of words to each.

    A hairline leads from the largest to its words, which stand above those of the others.
    """
    wide = frame.height or min(2 * _LARGEST, frame.width / 4)
    most, size = greatest(plot), look.label.style.size
    radii = [radius_of(value.value, most, wide / 2) for _, value in known]
    small = [0.0, *radii[1:], 0.0]
    middle = wide + size + max(small)
    end = middle + max(small) + size + max(look.value.width(one.shown) for _, one in known)
    start = end + size * _SPACE
    pieces: list[Piece] = []
    y, bottom = frame.top + wide / len(known) / 2, frame.top + wide
    for at, (number, value) in enumerate(known):
        spot = Point(middle, y) if at else Point(wide / 2, frame.top + wide / 2)
        pieces += drawn(Circle(number, spot, radii[at]), look)
        width = look.value.width(value.shown)
        if not at:
            edge = spot.x + sqrt(max(0.0, radii[0] ** 2 - (spot.y - y) ** 2))
            path = (("M", edge, y), ("L", end - width - size * _SPACE, y))
            pieces.append(Shape(path, stroke=Stroke(look.ink(0), _LEADER)))
        base = y + look.label.drop
        says = Says("value", place=number, series=0)
        pieces.append(one_line(look.value, value.shown, end - width, base, width + 0.01, says))
        measure = max(1.0, frame.width - start)
        lines = look.label.lines(plot.places[number].label, measure)
        named = Says("label", place=number)
        pieces.append(Words(look.label, lines, start, base, measure, named))
        last = base + (len(lines) - 1) * look.label.leading + look.label.depth
        bottom = max(bottom, last, spot.y + radii[at])
        apart = small[at] + small[at + 1] + 1
        y += max(wide / len(known), len(lines) * look.label.leading, apart)
    return Draft(tuple(pieces), bottom)


def _columns(plot: Plot, numbers: Sequence[int], look: Look, frame: Frame) -> int:
    """How many stand side by side: as many as have room for their words, in rows about even."""
    most = max(1, min(len(numbers), int(frame.width / _CELL)))
    while most > 1 and not all(
        look.label.fits(plot.places[number].label, frame.width / most - _GAP) for number in numbers
    ):
        most -= 1
    return ceil(len(numbers) / ceil(len(numbers) / most))


def _words(plot: Plot, number: int, look: Look, spot: Point, measure: float) -> Iterator[Words]:
    """The value and the name below a circle, each line in the middle."""
    assert plot.map is not None, "symbols"
    value = plot.series[0].values[number]
    assert value is not None, "a value that is known"
    base = spot.y + look.label.leading * 0.4
    if plot.map.labels in ("values", "both"):
        base += look.value.cap
        says = Says("value", place=number, series=0)
        width = look.value.width(value.shown)
        yield Words(look.value, (value.shown,), spot.x - width / 2, base, measure, says)
        base += look.label.leading - look.label.cap
    if plot.map.labels in ("names", "both"):
        says = Says("label", place=number)
        base += look.label.cap
        for line in look.label.lines(plot.places[number].label, measure):
            width = look.label.width(line)
            yield Words(look.label, (line,), spot.x - width / 2, base, measure, says)
            base += look.label.leading


KIND = Kind("symbols", draw, faults=value_faults)
