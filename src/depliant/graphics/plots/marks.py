"""Marks that several kinds of charts of series draw: bars, and dots at values."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from depliant.colour import Colour
from depliant.content.model_plots import Plot
from depliant.display.items import Stroke
from depliant.figures.figure import Figure
from depliant.geometry import Point, Rect, ellipse, rectangle
from depliant.graphics.charts.board import Look
from depliant.graphics.charts.renderer import Says, Shape
from depliant.graphics.plots.keys import inks

_PALE: Final = 0.3
"""The tint of a bar's ink that fills it where its value is provisional."""
_EDGE: Final = 0.6
"""Points: the line round such a bar."""


class Valued(Struct, frozen=True):
    """A mark that shows a value: the numbers of its series and place, the value, its ink."""

    series: int
    place: int
    figure: Figure
    ink: Colour

    @property
    def says(self) -> Says:
        """Of which place and series it is."""
        return Says("value", place=self.place, series=self.series)


def tints(look: Look) -> tuple[Colour, ...]:
    """The inks of bars of provisional values."""
    return tuple(ink.at(_PALE) for ink in (*look.inks, look.held_back))


def bar(box: Rect, ink: Colour, says: Says, *, provisional: bool) -> Shape:
    """A bar, solid; a pale one with an edge where its value is provisional."""
    if not provisional:
        return Shape(rectangle(box), ink, says=says)
    half = min(_EDGE / 2, box.width / 3, box.height / 3)
    inner = box.inset(half, half, half, half)
    return Shape(rectangle(inner), ink.at(_PALE), Stroke(ink, 2 * half), says)


def dot(spot: Point, radius: float, ink: Colour, says: Says, *, provisional: bool) -> Shape:
    """A dot; a ring where its value is provisional."""
    if not provisional:
        return Shape(ellipse(*spot, radius, radius), ink, says=says)
    line = radius * 0.45
    inner = radius - line / 2
    return Shape(ellipse(*spot, inner, inner), None, Stroke(ink, line), says)


def ink_at(plot: Plot, look: Look, series: int, place: int) -> Colour:
    """The ink of a value: that of its series, of what is held back where others are in accent."""
    if plot.highlighted and place not in plot.highlighted:
        return look.held_back
    return inks(plot, look)[series]
