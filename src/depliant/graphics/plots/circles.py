"""Circles whose areas are in proportion to their values, and the legend that says how large.

Points, y down.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import sqrt
from typing import Final, NamedTuple

from depliant.content.model_plots import Plot
from depliant.display.items import Stroke
from depliant.errors import Diagnostic
from depliant.geometry import Point, ellipse
from depliant.graphics.charts.board import THINNEST, Look, Piece, Words
from depliant.graphics.charts.renderer import Says, Shape
from depliant.graphics.plots.class_legend import Legend
from depliant.graphics.plots.numbers import written
from depliant.sentences import say

_SMALLER: Final = 4
"""How many times the smaller circle of a legend goes into the larger one, at least."""
_STEPS: Final = (Decimal(5), Decimal(2), Decimal(1))


class Circle(NamedTuple):
    """The circle of a value, by the number of its place."""

    number: int
    spot: Point
    radius: float


def radius_of(value: Decimal, greatest: Decimal, largest: float) -> float:
    """The radius of a value's circle if that of the greatest is `largest`: areas are as values."""
    return largest * sqrt(float(value / greatest)) if greatest else 0.0


def greatest(plot: Plot) -> Decimal:
    """The greatest value of a chart's one series."""
    return max((value.value for _, value in plot.series[0].known()), default=Decimal(0))


def value_faults(plot: Plot) -> Iterator[Diagnostic]:
    """Values that have no circle."""
    for _, value in plot.series[0].known():
        if value.value < 0:
            yield Diagnostic(
                "map-value",
                say("{figure} is below zero, and no circle is.", figure=value.id),
                hint=say("Show these values as a map of classes, or as bars."),
            )
    if greatest(plot) == 0:
        yield Diagnostic(
            "chart-zeros",
            say("All values of the chart are 0, so that it shows nothing."),
            hint=say("Correct the values, or leave the chart out."),
            severity="warning",
        )


def legend_values(most: Decimal) -> tuple[Decimal, ...]:
    """Two round values for a legend: as great as the greatest, and a quarter of that or less."""
    if most <= 0:
        return ()
    digit = Decimal(1).scaleb(most.adjusted())
    large = most // digit * digit
    large = large.quantize(Decimal(1)) if digit >= 1 else large
    return large, _round_below(large / _SMALLER)


def _round_below(value: Decimal) -> Decimal:
    power = value.adjusted()
    step = next(step for step in _STEPS if step.scaleb(power) <= value)
    found = step.scaleb(power)
    return found.quantize(Decimal(1)) if found == found.to_integral_value() else found


def nested(plot: Plot, look: Look, largest: float) -> Legend:
    """Two circles that stand in one another, each with a line to its value."""
    most = greatest(plot)
    values = legend_values(most)
    if not values:
        return Legend((), 0.0, 0.0)
    size = look.label.style.size
    radii = [radius_of(value, most, largest) for value in values]
    middle = radii[0]
    # The numbers stand apart, whatever the circles' heights.
    tops = [2 * (radii[0] - radius) for radius in radii]
    apart = look.label.leading * 1.05
    tops[1] = max(tops[1], tops[0] + apart)
    pieces: list[Piece] = []
    end = 2 * radii[0] + size * 1.2
    high = look.label.leading / 2
    widest = 0.0
    for value, radius, level in zip(written(values, plot), radii, tops, strict=True):
        centre = Point(middle, high + 2 * radii[0] - radius)
        outline = ellipse(*centre, radius, radius)
        pieces.append(Shape(outline, stroke=Stroke(look.axis, THINNEST)))
        head = centre.y - radius
        path = (("M", middle, head), ("L", end - size * 0.5, high + level))
        pieces.append(Shape(path, stroke=Stroke(look.axis, THINNEST)))
        width = look.label.width(value)
        base = high + level + look.label.drop
        pieces.append(Words(look.label, (value,), end, base, width + 0.01))
        widest = max(widest, width)
    bottom = max(high + 2 * radii[0], high + tops[1] + look.label.leading / 2)
    return Legend(tuple(pieces), end + widest, bottom)


def drawn(circle: Circle, look: Look) -> Iterator[Shape]:
    """A circle, outlined in the ground's ink, so that those that overlap are told apart.

    Its area is the mark of the place, and its edge that of the value.
    """
    outline = ellipse(*circle.spot, circle.radius, circle.radius)
    yield Shape(outline, look.ink(0), says=Says("label", place=circle.number))
    edge = Stroke(look.rest, 0.5)
    yield Shape(outline, stroke=edge, says=Says("value", place=circle.number, series=0))
