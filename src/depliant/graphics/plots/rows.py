"""Rows of a chart of series: the name of each place at the start, its marks beside it.

Where names would leave the marks too little room, each stands above its marks. Points, y down.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from depliant.content.inline import Drawn
from depliant.content.model_plots import Plot
from depliant.graphics.charts.board import Frame, Look, Words
from depliant.graphics.charts.renderer import Says
from depliant.graphics.charts.strength import Pitch

_COLUMN: Final = 0.46
"""The widest that the column of names may be, as a share of the chart."""
_MOST_LINES: Final = 3
"""Of a name that stands beside its marks."""
_GAP: Final = 0.85
"""Between a name and the marks beside it, in sizes of its letters."""
_APART: Final = 0.5
"""Between two rows, in lines of a name: more than there is between the marks of one row."""
_BELOW: Final = 0.12
"""Lines between a name and the marks below it: less than between two rows."""


class Row(NamedTuple):
    """A place's row: the lines of its name, the first one's baseline, and where its marks stand.

    These have the room from `top` to `bottom`.
    """

    place: int
    lines: tuple[Drawn, ...]
    first: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half-way between the two."""
        return (self.top + self.bottom) / 2


class Rows(NamedTuple):
    """All rows and their pitch; marks begin at `left`, names have room for `measure` points."""

    rows: tuple[Row, ...]
    left: float
    measure: float
    bottom: float
    pitch: Pitch = Pitch(0.0)

    def names(self, look: Look) -> list[Words]:
        """The names as they are drawn."""
        return [
            Words(
                look.label, row.lines, 0.0, row.first, self.measure, Says("label", place=row.place)
            )
            for row in self.rows
        ]


def rows_of(
    plot: Plot,
    look: Look,
    frame: Frame,
    height: float,
    is_enough: Callable[[float], bool],
    gap: float = 0.0,
) -> Rows:
    """The rows of a chart from the top of a frame down; a height of the frame spreads them.

    Args:
        plot: whose places they are.
        look: its letters.
        frame: what they stand in.
        height: points that the marks of a row take.
        is_enough: whether marks that begin at a number of points have room.
        gap: points between two rows at least.
    """
    column = _column(plot, look, frame, is_enough)
    measure = frame.width if column is None else max(0.0, column - look.label.style.size * _GAP)
    names = [look.label.lines(place.label, measure) for place in plot.places]
    leading = look.label.leading
    above = column is None
    heights = [
        (len(lines) + _BELOW) * leading + height if above else max(height, len(lines) * leading)
        for lines in names
    ]
    gap = max(gap, leading * _APART)
    free = (frame.height or 0.0) - sum(heights) - gap * (len(names) - 1)
    spread = max(0.0, free) / len(names)
    rows: list[Row] = []
    top = frame.top
    for number, (lines, high) in enumerate(zip(names, heights, strict=True)):
        end = top + high + spread
        block = (len(lines) - 1) * leading
        if above:
            first = top + leading / 2 + look.label.drop
            row = Row(number, lines, first, top + (len(lines) + _BELOW) * leading, end)
        else:
            middle = (top + end) / 2
            least = (high - height) / 2
            row = Row(number, lines, middle - block / 2 + look.label.drop, top + least, end - least)
        rows.append(row)
        top = end + gap
    pitch = Pitch((height if above else min(heights)) + spread + gap, spread)
    return Rows(tuple(rows), column or 0.0, measure, top - gap, pitch)


def _column(
    plot: Plot, look: Look, frame: Frame, is_enough: Callable[[float], bool]
) -> float | None:
    """Where marks begin beside names of one line, else of a few; none if they stand below them."""
    limit = frame.width * _COLUMN
    gap = look.label.style.size * _GAP
    widest = max(look.label.width(place.label) for place in plot.places)
    if widest <= limit and is_enough(widest + gap):
        return widest + gap
    broken = [look.label.lines(place.label, limit) for place in plot.places]
    widest = max(look.label.width(line) for lines in broken for line in lines)
    if widest <= limit and max(map(len, broken)) <= _MOST_LINES and is_enough(widest + gap):
        return widest + gap
    return None
