"""Small multiples: each series in a plane of its own, all with one axis, in a grid.

The names stand above their planes, in the order of the series. There are as many columns as have
room, and then as few as give as many rows, so that the last row is as full as can be.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from depliant.colour import Colour
from depliant.content.model_plots import Plot
from depliant.errors import Diagnostic
from depliant.graphics.charts.board import Draft, Frame, Look, Piece, Words
from depliant.graphics.charts.renderer import Says
from depliant.graphics.plots.kinds import Kind
from depliant.graphics.plots.moved import moved, of_series
from depliant.graphics.plots.plane import axis_of

LEAST: Final = 11.0
"""The least width of a plane, in sizes of the labels: about 27 mm at 7 points."""
GUTTER: Final = 2.0
"""Between two columns, in sizes of the labels."""
_RATIO: Final = 0.6
"""Of a plane's height to its width, in several columns."""
_RATIO_ALONE: Final = 0.42
"""The same in one column, which would else be very high."""
_ROWS: Final = 4
"""Round values that each plane has at most."""


def draw(kind: Kind, plot: Plot, look: Look, frame: Frame) -> Draft:
    """Draw each series by itself; `frame.height` is the height of all planes together.

    Args:
        kind: how one of them is drawn.
        plot: with several series.
        look: as of any chart.
        frame: the room of the whole grid.
    """
    size, leading = look.label.style.size, look.label.leading
    count = len(plot.series)
    ends = _ends(plot, look) if kind.has_values_at_ends else [0.0] * count
    columns, rows = grid(count, frame.width / size, LEAST + max(ends) / size)
    gutter = size * GUTTER
    width = (frame.width - gutter * (columns - 1)) / columns
    ratio = _RATIO if columns > 1 else _RATIO_ALONE
    height = width * ratio if frame.height is None else frame.height / rows
    low, high = _axis(kind, plot)
    pieces: list[Piece] = []
    faults: list[Diagnostic] = []
    tints: tuple[Colour, ...] = ()
    top = frame.top
    for first in range(0, count, columns):
        row = range(first, min(first + columns, count))
        names = {n: look.label.lines(plot.series[n].label, width) for n in row}
        deep = max(map(len, names.values())) * leading
        bottom = top
        for number in row:
            left = (number - first) * (width + gutter)
            lines = names[number]
            # Names of fewer lines stand at the foot, at their planes.
            base = top + deep - (len(lines) - 0.5) * leading + look.label.drop
            says = Says("series", series=number)
            pieces.append(Words(look.label, lines, left, base, width, says))
            alone = _alone(plot, number, low, high)
            inside = Frame(top + deep + leading * 0.25, width - max(ends) + ends[number], height)
            draft = kind.draw(alone, look, inside)
            pieces += [
                of_series(moved(piece, left, 0.0), number, is_first=number == 0)
                for piece in draft.pieces
            ]
            faults += draft.faults
            tints = draft.tints
            bottom = max(bottom, draft.bottom)
        top = bottom + leading
    return Draft(tuple(pieces), top - leading, faults=tuple(faults), tints=tints)


def grid(count: int, width: float, least: float = LEAST) -> tuple[int, int]:
    """How many columns and rows so many planes have.

    Args:
        count: of the planes.
        width: of all, in sizes of the labels.
        least: of each.
    """
    most = max(1, min(count, int((width + GUTTER) / (least + GUTTER))))
    rows = -(-count // most)
    return -(-count // rows), rows


def _axis(kind: Kind, plot: Plot) -> tuple[Decimal, Decimal]:
    """The ends of the axis that all planes have, round and around all that is drawn."""
    values = [value.value for one in plot.series for _, value in one.known()]
    return axis_of(plot, values, _ROWS, from_zero=kind.from_zero)[0]


def each(plot: Plot) -> Iterator[Plot]:
    """The charts that small multiples are, if the chart is such; else itself."""
    if not plot.is_multiple:
        yield plot
    for series in plot.series if plot.is_multiple else ():
        yield replace(plot, series=(series,), arrange="grouped", is_multiple=False)


def _ends(plot: Plot, look: Look) -> list[float]:
    """How wide each last value is, in points; the planes beside them are to be of one width."""
    last = [one.known()[-1][1].shown if one.known() else "" for one in plot.series]
    return [look.value.width(text) for text in last]


def _alone(plot: Plot, number: int, low: Decimal, high: Decimal) -> Plot:
    """A chart of one of the series with its own annotations.

    The lines of references are in all of them, their words in the first.
    """
    references = plot.references
    if number:
        references = tuple(replace(one, label="") for one in references)
    notes = tuple(replace(one, series=0) for one in plot.annotations if one.series == number)
    return replace(
        plot,
        series=(plot.series[number],),
        annotations=notes,
        low=low,
        high=high,
        references=references,
        is_multiple=False,
        arrange="grouped",
    )
