"""Keys: the names of series above a chart, each behind a sample of its ink, in the marks' order."""

from __future__ import annotations

from typing import Final

from depliant.colour import Colour
from depliant.content.model_plots import Plot
from depliant.geometry import Rect, rectangle
from depliant.graphics.charts.board import Frame, Look, Piece, Words
from depliant.graphics.charts.renderer import Says, Shape

_SAMPLE: Final = 1.4
"""Of a sample's width to the size of the letters."""
_BETWEEN: Final = 1.6
"""Between a name and the next sample, in sizes."""


class Sample(Shape, frozen=True):
    """What shows the ink of a series beside its name; where there is one, only it tells that."""


def inks(plot: Plot, look: Look) -> tuple[Colour, ...]:
    """The ink of each series: those that are not held back take the style's in their order."""
    found = []
    accents = 0
    for series in plot.series:
        found.append(look.held_back if series.is_held_back else look.ink(accents))
        accents += not series.is_held_back
    return tuple(found)


def keys(plot: Plot, look: Look, frame: Frame) -> tuple[list[Piece], Frame]:
    """The keys at the head of a frame, on as many lines as they need, and the rest of it."""
    size = look.label.style.size
    sample, gap = size * _SAMPLE, size * 0.45
    pieces: list[Piece] = []
    x, top = 0.0, frame.top
    for number, (series, ink) in enumerate(zip(plot.series, inks(plot, look), strict=True)):
        lines = look.label.lines(series.label, frame.width - sample - gap)
        width = max(map(look.label.width, lines), default=0.0)
        if x and x + sample + gap + width > frame.width:
            x, top = 0.0, top + look.label.leading
        middle = top + look.label.leading / 2
        box = Rect(x, middle - size * 0.2, sample, size * 0.4)
        pieces.append(Sample(rectangle(box), ink))
        says = Says("series", series=number)
        base, left = middle + look.label.drop, x + sample + gap
        pieces.append(Words(look.label, lines, left, base, frame.width - left, says))
        x = left + width + size * _BETWEEN
        if len(lines) > 1:
            x, top = 0.0, top + len(lines) * look.label.leading
    bottom = top + (look.label.leading if x else 0.0) + look.label.leading * 0.5
    return pieces, frame._replace(top=bottom)
