"""Charts of series: values by time, place or kind, side by side."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from depliant.content.caption import Caption
from depliant.content.inline import Drawn, Inline, Made
from depliant.content.model_maps import MapKind, PlotMap
from depliant.errors import Place
from depliant.figures.figure import Figure

PlotKind = Literal[
    "line",
    "area",
    "columns",
    "grouped-bar",
    "slope",
    "dumbbell",
    "range",
    "scatter",
    "pyramid",
    "histogram",
    "treemap",
]
"""What a chart of series is drawn as: each a module of `graphics.plots`, a word in all phrases."""


Arrangement = Literal["grouped", "stacked", "shares"]
"""How the values of one place stand: side by side, on each other, or as parts of their sum."""


BarMarks = Literal["bars", "dots", "lollipops"]
"""What stands for a value in a row: a bar, a dot, or a dot at the end of a stem from zero."""


AgesAt = Literal["between", "start"]
"""Where the ages of a pyramid stand: between its two halves, or before them."""


class PlotPlace(Struct, frozen=True):
    """What one value of each series is of: a time, a place, a kind.

    `at` is its name in the ledger, `label` what it is called in the edition's language, `when` the
    middle of a time in years (2016.5 of 2016), None of what is no time.
    """

    at: str
    label: Drawn
    when: float | None = None


class PlotSeries(Struct, frozen=True):
    """A series of a chart: a value for each of the chart's places, None where it has none.

    `is_held_back` says that it is drawn in the ink of what is held back, behind the others.
    """

    id: str
    label: Drawn
    values: tuple[Figure | None, ...]
    is_held_back: bool = False

    def known(self) -> tuple[tuple[int, Figure], ...]:
        """Its values with the number of their place, from 0, without those that are missing."""
        return tuple((at, value) for at, value in enumerate(self.values) if value is not None)


class Annotation(Struct, frozen=True):
    """Words at one value: of the series and of the place of these numbers, from 0."""

    series: int
    place: int
    text: Drawn


class Reference(Struct, frozen=True):
    """A line at a value, or a band from one value to another, with its words.

    It is of the axis across where it is `upright`, as only charts of two series by each other have.
    """

    low: Decimal
    high: Decimal
    label: Drawn
    upright: bool = False


class Plot(Struct, frozen=True):
    """A chart of series.

    `title` says what is found, `subtitle` what was measured: unit, place, period. `alt` says the
    same with figures, and is made of the data. `locale` and `digits` are of the numbers that the
    chart itself writes, at its axis. `low` and `high` are the ends of that axis where the content
    states them. `role` picks the chart style. `map` is given of kinds that show where places are.

    `highlighted` are the numbers of the places that are in accent, all others being held back;
    empty where none is. `limits` are those of a histogram's classes, which are its places: one more
    than these; `unit` is that of the values that were counted. `is_multiple` has each series in a
    plane of its own. `in_millions` has its values written in millions, and so its axis. What
    `fills` is as high as what its frame has left.
    """

    kind: PlotKind | MapKind
    places: tuple[PlotPlace, ...]
    series: tuple[PlotSeries, ...]
    title: Drawn
    subtitle: Drawn
    alt: Made
    role: str
    place: Place
    locale: str
    digits: str = "latn"
    low: Decimal | None = None
    high: Decimal | None = None
    annotations: tuple[Annotation, ...] = ()
    references: tuple[Reference, ...] = ()
    arrange: Arrangement = "grouped"
    highlighted: tuple[int, ...] = ()
    limits: tuple[Decimal, ...] = ()
    unit: str = ""
    ages: AgesAt = "between"
    is_multiple: bool = False
    in_millions: bool = False
    note: Inline = ()
    caption: Caption | None = None
    map: PlotMap | None = None
    fills: bool = False
    marks: BarMarks = "bars"

    @property
    def is_joined(self) -> bool:
        """Whether the marks of a place stand on each other, rather than side by side."""
        return self.arrange != "grouped" and len(self.series) > 1
