"""The drawing board: what every kind of chart is given and what it gives back.

A kind lays its chart out as a `Draft`: marks, and texts that each know the room they have. What
of these does not fit is found for all kinds alike (`fitting`). Points, origin at the top left
corner of the chart's box, y down.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from msgspec import Struct

from depliant.colour import Colour
from depliant.content.inline import Drawn
from depliant.content.model import Chart, Datum
from depliant.errors import Diagnostic
from depliant.graphics.charts.lettering import Lettering, lettering_of
from depliant.graphics.charts.renderer import Artist, InkKey, Label, Says
from depliant.sentences import Sentence
from depliant.style.sheet import ChartStyle, StyleSheet, TypeStyle
from depliant.text.character import named_styles

PLAIN = TypeStyle(size=7, leading=8.5)
"""The type style of a label whose own is not in the style sheet."""


THINNEST = 0.25
"""Points: what the finest line that prints measures, and so a bar of next to nothing."""
PALE_LINE = 0.5
"""Points: what a line in a tint measures, which a press prints as a row of dots."""


RING = 0.24
"""A ring's thickness as a share of its radius, where nobody states it."""


HELD_BACK = 0.5
"""The tint of the axis's ink that is what is held back, where no swatch is named."""


class Frame(NamedTuple):
    """Where a chart may draw: from `top` down, as wide as `width`.

    `height` is what the layout asks for (of a donut its diameter), none if as needed. A `bare`
    chart has neither numbers nor labels: it stands beside the sentence that says both.
    """

    top: float
    width: float
    height: float | None = None
    bare: bool = False


class Words(Struct, frozen=True):
    """A text in its place: lines below each other, the first on the baseline `first`.

    They begin at `x`, or end there with `end`, and have room for `measure` points. `says` is
    what they say; nothing for a key. `hint` is what to do where they do not fit, if it is not what
    is usual.
    """

    lettering: Lettering
    lines: tuple[Drawn, ...]
    x: float
    first: float
    measure: float
    says: Says | None = None
    end: bool = False
    hint: Sentence | None = None

    @property
    def width(self) -> float:
        """How wide the widest line is."""
        return max(map(self.lettering.width, self.lines), default=0.0)

    def labels(self) -> tuple[Label, ...]:
        """The lines as they are drawn."""
        lettering = self.lettering
        return tuple(
            Label(
                lettering.written(line),
                lettering.style,
                self.x - lettering.width(line) if self.end else self.x,
                self.first + number * lettering.leading,
                self.says,
            )
            for number, line in enumerate(self.lines)
        )


Piece = Artist | Words
"""Marks are drawn by their own `draw`, words line by line."""


class Draft(Struct, frozen=True):
    """A chart laid out: what is to be drawn in this order, and where it ends below.

    `width` is given if it is not that of the frame. `hole` is the room in the middle of a bare
    chart for a number's width; 0 where none may stand. `faults` are labels that found no place.
    `tints` are inks that it is drawn in beside those of the look, made of these.
    """

    pieces: tuple[Piece, ...]
    bottom: float
    width: float | None = None
    hole: float = 0.0
    faults: tuple[Diagnostic, ...] = ()
    tints: tuple[Colour, ...] = ()


class Look(Struct, frozen=True):
    """A chart style with its names looked up; `stroke` is the thickness of lines in points.

    `thickness` is that of rings, `share` that of bars as the style states it, if it does.
    """

    inks: tuple[Colour, ...]
    rest: Colour
    axis: Colour
    label: Lettering
    value: Lettering
    title: Lettering
    thickness: float
    key: InkKey
    subtitle: Lettering
    held_back: Colour
    stroke: float
    share: float | None = None

    def ink(self, number: int) -> Colour:
        """The ink of a datum, from 0; the last ink serves for all that follow."""
        return self.inks[min(number, len(self.inks) - 1)]

    @property
    def drop(self) -> float:
        """From the middle of a line down to the baseline that a value and a label share."""
        return max(self.value.drop, self.label.drop)

    def paint(self, colour: Colour) -> dict[str, Any]:
        """What makes a matplotlib patch a plain area of `colour`."""
        return {"facecolor": self.key.rgb(colour), "edgecolor": "none", "linewidth": 0.0}


def chart_style(role: str, kind: str, sheet: StyleSheet) -> ChartStyle:
    """The style of a chart: that of its role, else of its kind, else plain black."""
    plain = ChartStyle(inks=("black",), rest="paper")
    return sheet.charts.get(role) or sheet.charts.get(kind) or plain


def look_of(style: ChartStyle, sheet: StyleSheet, language: str) -> Look:
    """Look up the names of a chart style in the style sheet."""
    inks = tuple(sheet.colour(name) for name in style.inks) or (sheet.colour("black"),)
    rest, axis = sheet.colour(style.rest), sheet.colour(style.axis)
    held_back = sheet.colour(style.held_back) if style.held_back else axis.at(HELD_BACK)

    styles = named_styles(sheet)

    def lettering(name: str) -> Lettering:
        return lettering_of(sheet.type.get(name, PLAIN), sheet, language, styles)

    return Look(
        inks,
        rest,
        axis,
        lettering(style.label),
        lettering(style.value),
        lettering(style.title),
        RING if style.thickness is None else style.thickness,
        InkKey.of((*inks, rest, axis, held_back)),
        lettering(style.subtitle or style.label),
        held_back,
        style.stroke,
        style.thickness,
    )


def one_line(
    lettering: Lettering, text: str, x: float, base: float, measure: float, says: Says | None = None
) -> Words:
    """A text that is never broken, such as a value."""
    return Words(lettering, (text,), x, base, measure, says)


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
