"""How thick bars are: after the letters beside them, and after the room that they have.

A bar is about as thick as the capitals of its value are high where the chart is a column of text
wide, up to twice that on a wide one, and grows with its row where a height spreads the rows. A
chart style that states a `thickness` has it instead, as a share of the pitch of the rows. Points.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from depliant.graphics.charts.board import Look

SHARE: Final = 0.62
"""Of a bar to its pitch, where rows are spread and nobody states it."""
_FIXED: Final = 0.62
"""Of the capitals: what a bar is thick at any rate."""
_BY_WIDTH: Final = 0.52
"""And what comes to it for each measure."""
_MEASURE: Final = 30.0
"""A measure is so many sizes of the labels: about 75 mm at 7 points."""
_LEAST: Final = 0.85
"""Of the capitals, at least."""
_MOST: Final = 2.2
"""And at most."""
_WIDEST: Final = 0.11
"""Of a bar in rows that are spread to the chart's width, at most."""


def strength(look: Look, width: float, row: float = 0.0, count: int = 1) -> float:
    """How thick a bar is in a chart of a width, where no height spreads its rows.

    Args:
        look: the letters.
        width: of the chart.
        row: what a row may be high with the room below it, where a height is stated.
        count: of the bars in a row.
    """
    measures = width / (look.label.style.size * _MEASURE)
    thick = look.value.cap * min(_MOST, max(_LEAST, _FIXED + _BY_WIDTH * measures))
    if row:
        thick = min(thick, row / (count + apart(1.0)))
    return max(thick, look.value.cap * _LEAST)


def apart(thick: float) -> float:
    """The room between two rows of bars that are so thick."""
    return thick * (1 / SHARE - 1)


class Pitch(NamedTuple):
    """From one row to the next, and how much of that comes of a height that spreads the rows."""

    whole: float
    spread: float = 0.0


def spread(look: Look, pitch: Pitch, natural: float, width: float, count: int = 1) -> float:
    """How thick the bars of a row are together.

    Args:
        look: its `share` is what the style states.
        pitch: of the rows.
        natural: how thick they are where no height spreads the rows.
        width: of the chart.
        count: of the bars.
    """
    if look.share is not None:
        return pitch.whole * look.share
    return max(natural, min(natural + pitch.spread * SHARE, width * _WIDEST * count))
