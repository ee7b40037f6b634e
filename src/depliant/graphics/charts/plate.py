"""What every kind of chart is given and what it gives back.

A chart is laid out in points, origin at the top left corner of its box, y down.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from msgspec import Struct

from depliant.colour import Colour
from depliant.content.model import Chart, Datum
from depliant.errors import Diagnostic
from depliant.graphics.charts.lettering import Lettering
from depliant.graphics.charts.renderer import Artist, InkKey, Label, Says
from depliant.style.sheet import ChartStyle, StyleSheet, TypeStyle
from depliant.text.model import CharStyle

PLAIN = TypeStyle(size=7, leading=8.5)
"""The type style of a label whose own is not in the style sheet."""


THINNEST = 0.25
"""Points: what the finest line that prints measures, and so a bar of next to nothing."""

_SHOWN = 80
"""Characters of a label that a diagnostic shows."""


class Frame(NamedTuple):
    """Where a chart may draw: from `top` down, as wide as `width`.

    `height` is what the layout asks for (of a donut its diameter), none if as needed. A `bare`
    chart has neither numbers nor labels: it stands beside the sentence that says both.
    """

    top: float
    width: float
    height: float | None = None
    bare: bool = False


class Draft(Struct, frozen=True):
    """A chart laid out: what is to be drawn in this order, and where it ends below.

    `width` is given if it is not that of the frame.
    """

    artists: tuple[Artist, ...]
    bottom: float
    diagnostics: tuple[Diagnostic, ...] = ()
    width: float | None = None


class Setting(Struct, frozen=True):
    """A chart style with its names looked up."""

    inks: tuple[Colour, ...]
    rest: Colour
    axis: Colour
    label: Lettering
    value: Lettering
    title: Lettering
    thickness: float
    key: InkKey

    def ink(self, number: int) -> Colour:
        """The ink of a datum, from 0; the last ink serves for all that follow."""
        return self.inks[min(number, len(self.inks) - 1)]

    def paint(self, colour: Colour) -> dict[str, Any]:
        """What makes a matplotlib patch a plain area of `colour`."""
        return {"facecolor": self.key.rgb(colour), "edgecolor": "none", "linewidth": 0.0}


def chart_style(chart: Chart, sheet: StyleSheet) -> ChartStyle:
    """The style of a chart: that of its role, else of its kind, else plain black."""
    plain = ChartStyle(inks=("black",), rest="paper")
    return sheet.charts.get(chart.role) or sheet.charts.get(chart.kind) or plain


def setting(chart: Chart, sheet: StyleSheet, language: str) -> Setting:
    """Look up a chart's style in the style sheet."""
    style = chart_style(chart, sheet)
    inks = tuple(sheet.colour(name) for name in style.inks) or (sheet.colour("black"),)
    rest, axis = sheet.colour(style.rest), sheet.colour(style.axis)

    def lettering(name: str) -> Lettering:
        found = sheet.type.get(name, PLAIN)
        chars = CharStyle(
            sheet.face(found),
            found.size,
            sheet.colour(found.colour),
            found.tracking,
            features=found.features,
            fallbacks=sheet.fallbacks(found),
        )
        return Lettering(chars, max(found.leading, found.size), language, found.capitals)

    return Setting(
        inks,
        rest,
        axis,
        lettering(style.label),
        lettering(style.value),
        lettering(style.title),
        style.thickness,
        InkKey.of((*inks, rest, axis)),
    )


def place_lines(
    lettering: Lettering,
    lines: Sequence[str],
    x: float,
    first: float,
    says: Says | None,
    *,
    end: bool = False,
) -> tuple[Label, ...]:
    """Lines below each other, the first on the baseline `first`; `says` is what they say.

    They begin at `x`, or end there with `end`. The space at which a line was broken closes it,
    without width, so that words remain words when they are read back.
    """
    last = len(lines) - 1
    return tuple(
        Label(
            lettering.written(line) + " " * (number < last),
            lettering.style,
            x - lettering.width(line) if end else x,
            first + number * lettering.leading,
            says,
        )
        for number, line in enumerate(lines)
    )


def overset(text: str, frame: Frame) -> Diagnostic:
    """What is said of a label for which the chart is too narrow."""
    text = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    return Diagnostic(
        "chart-overset",
        f"The label “{text}” does not fit into a chart {frame.width / 72 * 25.4:.0f} mm wide.",
        hint="Shorten the label, or give the chart more room.",
    )


def share(datum: Datum, chart: Chart) -> float:
    """The part of the whole that a datum is, from 0 to 1."""
    return float(datum.figure.value / chart.whole)


def makes_whole(chart: Chart) -> bool:
    """Whether the data are the parts of one whole: they add up to it, give or take rounding."""
    total = sum((datum.figure.value for datum in chart.data), Decimal(0))
    return len(chart.data) > 1 and abs(total - chart.whole) <= chart.whole / 500


def settle(wishes: list[float], heights: list[float], room: float) -> list[float]:
    """Tops as near to the wishes as can be without overlapping or leaving `room`."""
    tops: list[float] = []
    floor = 0.0
    for wish, height in zip(wishes, heights, strict=True):
        tops.append(max(wish, floor))
        floor = tops[-1] + height
    ceiling = room
    for i in reversed(range(len(tops))):
        tops[i] = min(tops[i], ceiling - heights[i])
        ceiling = tops[i]
    return tops
