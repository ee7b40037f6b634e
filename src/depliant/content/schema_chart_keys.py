"""Keys that all charts know, of single figures, of series and maps, each with what it means."""

from __future__ import annotations

from typing import Annotated, Final, Literal, get_args

from msgspec import Meta

from depliant.content.model import ChartKind
from depliant.content.model_maps import MapKind
from depliant.content.model_plots import PlotKind
from depliant.sentences import say
from depliant.source.reading import described
from depliant.source.scalars import DrawnText, Name, Text

INSTEAD: Final = {
    **dict.fromkeys(("lines", "curve"), say("Lines through time are `line`.")),
    **dict.fromkeys(("pie", "ring", "doughnut"), say("A round chart is a `donut`.")),
    **dict.fromkeys(("column", "col"), say("Columns side by side are `columns`.")),
    **dict.fromkeys(
        ("stacked-columns", "stacked-column", "stacked"),
        say("Columns on each other are `columns` with `arrange: stacked`."),
    ),
    **dict.fromkeys(
        ("bars", "hbar", "horizontal-bar", "barchart", "bar-chart"),
        say("Bars are `bar` of single figures, `grouped-bar` of series."),
    ),
    **dict.fromkeys(
        ("choropleth", "choropleth-map", "areas-map"), say("Areas in tints are a `map`.")
    ),
    **dict.fromkeys(
        ("bubble", "bubbles", "bubble-map"),
        say("Circles by value are `symbols`, on a map a `symbol-map`."),
    ),
}
"""What is said of kinds of charts that people write, and that there are not."""
DrawnKind = Annotated[
    ChartKind, Meta(extra={"instead": INSTEAD, "also": (*get_args(PlotKind), *get_args(MapKind))})
]
"""A kind of chart, as it is written; one of series is another kind of block."""
DrawnPlotKind = Annotated[
    PlotKind, Meta(extra={"instead": INSTEAD, "also": (*get_args(MapKind), *get_args(ChartKind))})
]
DrawnMapKind = Annotated[
    MapKind, Meta(extra={"instead": INSTEAD, "also": (*get_args(PlotKind), *get_args(ChartKind))})
]

Subtitle = Annotated[DrawnText | None, described("What was measured: unit, place and period.")]
Scale = Annotated[
    Literal["units", "millions"],
    described("`millions`: the values are written in millions, without unit."),
]
Height = Annotated[
    Literal["fill"] | None,
    described(
        "`fill`: as high as what is left of its frame, box or place in a row; left out: as its "
        "chart style says, else as its width asks for."
    ),
]
Role = Annotated[Name | None, described("The chart style; left out: the kind's name.")]
Caption = Annotated[
    Text | None, described("Words that belong to the chart; the style sheet says where.")
]
Note = Annotated[Text | None, described("A line below the chart.")]
