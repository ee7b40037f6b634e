"""What content.yaml may hold of a chart: of single figures here, of series in modules of its own.

All of them begin with `chart:`; its kind says which of them a block is (`kind_of_chart`).
"""

from __future__ import annotations

from typing import Annotated, Final, get_args

from msgspec import Meta

from depliant.content.model import ChartKind
from depliant.content.model_maps import MapKind
from depliant.content.model_plots import PlotKind
from depliant.content.schema_chart_keys import (
    INSTEAD,
    Caption,
    DrawnKind,
    Height,
    Note,
    Role,
    Scale,
)
from depliant.content.schema_data import Datum as Datum
from depliant.content.schema_maps import MapPlot
from depliant.content.schema_plots import OF_FIGURES, Plot
from depliant.content.worded import Span, Worded
from depliant.errors import UnfitError
from depliant.sentences import say
from depliant.source.reading import described
from depliant.source.scalars import DrawnText, FigureName, Name
from depliant.source.yaml import Tree

_OF_SERIES: Final = {
    kind: say("A `{kind}` shows a series, in a block of its own: `- chart: {kind}`.", kind=kind)
    for kind in (*get_args(PlotKind), *get_args(MapKind))
}
SmallKind = Annotated[ChartKind, Meta(extra={"instead": {**INSTEAD, **_OF_SERIES}})]
"""A kind of chart of one figure, beside an item."""


class Chart(Worded, frozen=True, kw_only=True):
    """A chart of figures."""

    chart: Annotated[DrawnKind, described("The kind of chart.")]
    title: Annotated[DrawnText | None, described("What the chart shows, and in which unit.")] = None
    data: Annotated[
        tuple[Datum, ...],
        Meta(min_length=1, max_length=100),
        described("The values, in the order in which they are drawn."),
    ]
    scale: Scale = "units"
    height: Height = None
    role: Role = None
    icon: Annotated[Name | None, described("The sign that an icons chart repeats.")] = None
    each: Annotated[
        Annotated[int, Meta(ge=1, le=10**9)] | None,
        described("For how many one sign of a people or icons chart stands."),
    ] = None
    whole: Annotated[
        FigureName | None,
        described("The figure that the values are parts of; left out: 100 %, else their sum."),
    ] = None
    caption: Caption = None
    note: Note = None
    span: Span = None

    @property
    def called(self) -> str:
        """Its role, or its kind."""
        return self.role or self.chart


_SERIES_KINDS: Final[dict[str, type[Worded]]] = {
    **dict.fromkeys(get_args(PlotKind), Plot),
    **dict.fromkeys(get_args(MapKind), MapPlot),
}


def kind_of_chart(data: Tree) -> type[Worded]:
    """What a mapping that begins with `chart:` is: a chart of figures, of series, or a map.

    Raises:
        UnfitError: it names figures, and its kind shows series only.
    """
    kind = data["chart"] if isinstance(data["chart"], str) else ""
    found = _SERIES_KINDS.get(kind)
    if found is None and kind not in get_args(ChartKind) and "series" in data:
        # The kind is a slip: what else is written says what it was to be.
        return MapPlot if "map" in data or "tiles" in data else Plot
    if found is None:
        return Chart
    if "data" in data and "series" not in data and data["chart"] not in OF_FIGURES:
        raise UnfitError(
            say(
                "must have `series` in place of `data`: a `{kind}` shows what has several values",
                kind=data["chart"],
            )
        )
    return found
