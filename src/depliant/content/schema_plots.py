"""What content.yaml may hold of a chart of series: which, from when to when, and words at them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Final, Literal

from msgspec import Meta, field
from msgspec.structs import fields

from depliant.content.model_maps import MapKind
from depliant.content.model_plots import AgesAt, Arrangement, BarMarks, PlotKind
from depliant.content.schema_chart_keys import (
    Caption,
    DrawnPlotKind,
    Height,
    Note,
    Role,
    Scale,
    Subtitle,
)
from depliant.content.schema_data import Datum
from depliant.content.worded import Span, Worded
from depliant.errors import UnfitError
from depliant.sentences import Sentence, either, say, verbatim
from depliant.source.reading import Choose, MisfitError, Part, described
from depliant.source.scalars import DrawnText, Exact, Id, PointKey
from depliant.source.yaml import Tree


class PlotSeries(Worded, frozen=True, kw_only=True):
    """A series in a chart, and what it is called there."""

    series: Annotated[Id, described("The series, by its id.")]
    label: Annotated[
        DrawnText | None, described("What it is, in a few words; needed where there are several.")
    ] = None
    held_back: Annotated[
        bool, described("Whether it is only what others are compared with, in a quiet ink.")
    ] = False

    def context(self, key: str) -> str:
        """The label of its series."""
        return f"label:{self.series}"


def _series(data: Tree) -> tuple[Any, Tree]:
    """A series that stands alone is its id."""
    if isinstance(data, list):
        raise UnfitError(say("must be the id of a series, or a mapping with `series` and `label`"))
    return PlotSeries, data if isinstance(data, dict) else {"series": data}


class Annotation(Worded, frozen=True, kw_only=True):
    """Words at one value of a series."""

    at: Annotated[PointKey, described("Where: a time or a name of the series, such as 2020.")]
    text: Annotated[DrawnText, described("What there is to say of the value there.")]
    series: Annotated[
        Id | None, described("Of which series; left out: the first that is not held back.")
    ] = None

    def context(self, key: str) -> str:
        """Its words by their place."""
        return f"annotation:{self.at}"


class Reference(Worded, frozen=True, kw_only=True):
    """A line at a value that others are compared with, or a band between two."""

    at: Annotated[Exact | None, described("The value of the line.")] = None
    from_: Annotated[Exact | None, described("The lower end of a band.")] = field(
        default=None, name="from"
    )
    to: Annotated[Exact | None, described("The upper end of a band.")] = None
    label: Annotated[DrawnText | None, described("What it is, in a few words.")] = None
    series: Annotated[
        Id | None,
        described("Of a scatter chart: of which series; left out: the second, which goes upwards."),
    ] = None

    def __post_init__(self) -> None:
        """It is a line or a band."""
        ends = (self.from_, self.to)
        if (self.at is None) != (None not in ends) or (
            self.at is not None and any(end is not None for end in ends)
        ):
            raise MisfitError(say("must have `at` for a line, or `from` and `to` for a band"))
        if self.from_ is not None and self.to is not None and self.from_ >= self.to:
            raise MisfitError(say("must have a `from` below its `to`"))

    def context(self, key: str) -> str:
        """Its words by their value."""
        return f"reference:{self.at if self.at is not None else self.from_}"


class Axis(Part, frozen=True, kw_only=True):
    """The ends of a chart's axis of values."""

    from_: Annotated[Exact | None, described("Where it begins; left out: as the values need.")] = (
        field(default=None, name="from")
    )
    to: Annotated[Exact | None, described("Where it ends; left out: as the values need.")] = None

    def __post_init__(self) -> None:
        """It runs upwards."""
        if self.from_ is not None and self.to is not None and self.from_ >= self.to:
            raise MisfitError(say("must have a `from` below its `to`"))


class Classes(Part, frozen=True, kw_only=True):
    """The classes that a histogram counts values in, each as wide as the others."""

    width: Annotated[
        Exact | None, described("How wide each class is, such as 10: from 0 to 10, from 10 to 20.")
    ] = None
    number: Annotated[
        Annotated[int, Meta(ge=2, le=40)] | None,
        described("About how many classes there are; their limits are round."),
    ] = None

    def __post_init__(self) -> None:
        """One of the two says the other."""
        if (self.width is None) == (self.number is None):
            raise MisfitError(say("must have `width` or `number`, not both"))
        if self.width is not None and self.width <= 0:
            raise MisfitError(say("must be above 0"), "width")


OF_FIGURES: Final[tuple[PlotKind | MapKind, ...]] = ("grouped-bar", "symbols", "treemap")
"""Kinds that show single figures as well as series."""

_KNOWN_BY: Final[Mapping[str, tuple[PlotKind | MapKind, ...]]] = {
    "ages": ("pyramid",),
    "annotations": ("line", "columns", "grouped-bar", "area", "scatter", "range"),
    "arrange": ("columns", "grouped-bar", "area"),
    "axis": (
        "line",
        "columns",
        "grouped-bar",
        "area",
        "scatter",
        "pyramid",
        "histogram",
        "range",
    ),
    "classes": ("histogram",),
    "data": OF_FIGURES,
    "highlight": ("columns", "grouped-bar", "scatter", "treemap"),
    "marks": ("grouped-bar",),
    "multiples": ("line", "area", "columns"),
    "references": ("line", "columns", "area", "scatter", "range"),
    "sort": ("columns", "grouped-bar", "dumbbell"),
    "values": ("columns", "grouped-bar", "area"),
}
"""Keys that only some kinds of charts know, and which these are."""

_SERIES_OF: Final[Mapping[PlotKind, int]] = {
    "scatter": 2,
    "pyramid": 2,
    "histogram": 1,
    "treemap": 1,
}
"""How many series a kind of chart has, where it has just so many."""


def said_once(kind: PlotKind | MapKind) -> Sentence:
    """That the values of a chart are said in one way, and in which."""
    if kind in OF_FIGURES:
        return say("must have either `series` or `data`, the figures of its values")
    return say("must have `series`, what it shows")


def least_series(kind: PlotKind) -> int:
    """How many series a chart of a kind must have to be drawn."""
    return _SERIES_OF.get(kind, 1)


class Plot(Worded, frozen=True, kw_only=True):
    """A chart of series."""

    chart: Annotated[DrawnPlotKind, described("The kind of chart.")]
    title: Annotated[
        DrawnText | None, described("What the chart shows: its finding, in a sentence.")
    ] = None
    subtitle: Subtitle = None
    series: Annotated[
        tuple[Choose[PlotSeries, _series, Id, PlotSeries], ...],
        Meta(max_length=30),
        described("The series, by their ids, each with its label where there are several."),
    ] = ()
    data: Annotated[
        tuple[Datum, ...],
        Meta(max_length=60),
        described(
            "Of bars or a treemap, in the stead of series: single figures, each with its label."
        ),
    ] = ()
    from_: Annotated[
        PointKey | None, described("The first value that is shown; left out: the first there is.")
    ] = field(default=None, name="from")
    to: Annotated[
        PointKey | None, described("The last value that is shown; left out: the last there is.")
    ] = None
    arrange: Annotated[
        Arrangement | None,
        described(
            "How the marks of one place stand: `grouped`, side by side; `stacked`, on each other; "
            "`shares`, as parts of their sum. Left out: areas stand on each other, others side by "
            "side."
        ),
    ] = None
    values: Annotated[
        Literal["shares", "amounts"] | None,
        described(
            "Of a chart of `shares`: what is written at its marks, `shares` in per cent, or "
            "`amounts`, the values themselves; left out: shares."
        ),
    ] = None
    marks: Annotated[
        BarMarks,
        described(
            "Of bars: what stands for each value, `bars`, `dots` or `lollipops`, dots at the ends "
            "of stems."
        ),
    ] = "bars"
    sort: Annotated[
        Literal["value"] | None,
        described(
            "`value`: the places in the order of the first series, the highest first; left out: "
            "as they are given."
        ),
    ] = None
    highlight: Annotated[
        tuple[PointKey, ...],
        Meta(max_length=100),
        described("The places in accent; the others are held back."),
    ] = ()
    axis: Annotated[Axis, described("The ends of the axis of values.")] = Axis()
    classes: Annotated[
        Classes | None,
        described("Of a histogram: its classes; left out: as many as its values need."),
    ] = None
    ages: Annotated[
        AgesAt,
        described(
            "Of a pyramid: where its ages stand, `between` its two halves, or at the `start`."
        ),
    ] = "between"
    multiples: Annotated[
        bool, described("Whether each series has a small plane of its own, all with one axis.")
    ] = False
    annotations: Annotated[
        tuple[Annotation, ...], Meta(max_length=20), described("Words at single values.")
    ] = ()
    references: Annotated[
        tuple[Reference, ...],
        Meta(max_length=10),
        described("Lines or bands that the values are compared with."),
    ] = ()
    scale: Scale = "units"
    height: Height = None
    role: Role = None
    caption: Caption = None
    note: Note = None
    span: Span = None

    def __post_init__(self) -> None:
        """Its keys are of its kind; series beside each other are told apart by words."""
        for key, kinds in _KNOWN_BY.items():
            if self.chart not in kinds and getattr(self, key) != _left_out(key):
                raise MisfitError(
                    say("is for other charts: {kinds}", kinds=either(map(verbatim, kinds))), key
                )
        if bool(self.series) == bool(self.data):
            raise MisfitError(said_once(self.chart))
        needed = None if self.data else _SERIES_OF.get(self.chart)
        if needed is not None and len(self.series) != needed:
            raise MisfitError(
                say(
                    "must name {needed} series in a chart `{kind}`, and names {count}",
                    needed=needed,
                    kind=self.chart,
                    count=len(self.series),
                ),
                "series",
            )
        ids = [one.series for one in self.series]
        if twice := next((one for one in ids if ids.count(one) > 1), None):
            raise MisfitError(say("must name `{name}` once", name=twice), "series")
        if len(self.series) > 1 and any(not one.label for one in self.series):
            raise MisfitError(say("must have a `label` for each of its series"))
        if self.chart != "scatter" and any(one.series for one in self.references):
            raise MisfitError(
                say("must have no `series` but in charts `scatter`, which have two axes"),
                "references",
            )
        if self.values and self.arrange != "shares":
            raise MisfitError(say("is for charts that are arranged as `shares`"), "values")
        if self.highlight and len(self.series) > 1 and self.chart != "scatter":
            raise MisfitError(say("is for charts of one series"), "highlight")
        is_joined = self.arrange in ("stacked", "shares") and len(self.series) > 1
        if self.chart == "grouped-bar" and is_joined and self.annotations:
            raise MisfitError(say("is for bars that are `grouped`"), "annotations")
        if self.marks != "bars" and is_joined:
            raise MisfitError(say("is for bars that are `grouped`"), "marks")
        if self.multiples and self.arrange:
            raise MisfitError(say("must be left out where there are `multiples`"), "arrange")
        if self.chart == "area" and self.arrange == "grouped" and len(self.series) > 1:
            raise MisfitError(say("must be `stacked` or `shares` in a chart of areas"), "arrange")

    @property
    def called(self) -> str:
        """Its role, or its kind."""
        return self.role or self.chart


@cache  # as many as the kind has keys
def _left_out(key: str) -> object:
    """The value of a key that is not written."""
    return next(field.default for field in fields(Plot) if field.name == key)
