"""Maps in their final words: the values of a series, and where its places are."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from depliant.content import schema_maps as schema
from depliant.content.model import Block
from depliant.content.model_maps import Classes, MapKind, MapLabels, PlotMap, Tile
from depliant.content.model_plots import Plot
from depliant.content.resolve_charts import Means
from depliant.content.resolve_plots import plot
from depliant.content.schema_plots import Plot as PlotEntry
from depliant.content.schema_plots import PlotSeries as SeriesEntry
from depliant.errors import Diagnostic, Place
from depliant.sentences import say
from depliant.source.suggestions import did_you_mean
from depliant.source.yaml import Route

_LABELS: Final[dict[MapKind, MapLabels]] = {"tile-map": "names", "symbols": "both"}
_USUAL: Final = 5
"""Classes, where nobody says how many."""


def resolved(block: PlotEntry | schema.MapPlot, route: Route, means: Means) -> Block:
    """A chart of series, or a map of one."""
    return (
        _map(block, route, means)
        if isinstance(block, schema.MapPlot)
        else plot(block, route, means)
    )


def _map(block: schema.MapPlot, route: Route, means: Means) -> Block:
    """A map, tiles or symbols; the name of the series, as text, if that is not there."""
    entry = PlotEntry(
        chart=block.chart,  # type: ignore[arg-type]
        title=block.title,
        subtitle=block.subtitle,
        series=(SeriesEntry(series=block.series),) if block.series else (),
        data=block.data,
        scale=block.scale,
        height=block.height,
        role=block.role,
        note=block.note,
    )
    made = plot(entry, route, means)
    if not isinstance(made, Plot):
        return made
    at = means.place((*route, "map"))
    if made.places and all(place.when is not None for place in made.places):
        means.fault(
            Diagnostic(
                "map-series",
                say(
                    "`{series}` is a series by time, and a map shows places.",
                    series=block.series or "",
                ),
                means.place((*route, "series")),
                say("Name a series whose `values` are of places: `values: {nord: 12, sud: 9}`."),
            )
        )
    if block.chart in ("symbol-map", "symbols"):
        made = _largest_first(made)
    known = [place.at for place in made.places]
    for key in ("regions", "tiles"):
        for name in getattr(block, key):
            if name not in known:
                means.fault(_no_value(name, block.series or "", known, (*route, key, name), means))
    return replace(made, map=_of(block, at, means))


def _largest_first(made: Plot) -> Plot:
    """The places in the order in which circles are drawn, and read: what is missing last."""
    (series,) = made.series

    def rank(number: int) -> tuple[bool, Decimal, int]:
        value = series.values[number]
        return value is None, -value.value if value else Decimal(0), number

    order = sorted(range(len(made.places)), key=rank)
    return replace(
        made,
        places=tuple(made.places[number] for number in order),
        series=(replace(series, values=tuple(series.values[number] for number in order)),),
    )


def _of(block: schema.MapPlot, at: Place, means: Means) -> PlotMap:
    stated = block.classes
    classes = Classes(stated.number or _USUAL, stated.method or "quantiles", stated.limits)
    return PlotMap(
        block.map or "",
        at,
        means.words.missing,
        block.property_ or "",
        tuple(block.regions.items()),
        block.context_,
        block.projection,
        classes,
        block.labels or _LABELS.get(block.chart, "none"),
        block.counts,
        tuple(Tile(name, tile.column, tile.row) for name, tile in block.tiles.items()),
        is_beside=block.beside,
    )


def _no_value(name: str, series: str, known: list[str], route: Route, means: Means) -> Diagnostic:
    return Diagnostic(
        "map-region",
        say("The series `{series}` has no value for `{name}`.", series=series, name=name),
        means.place(route),
        did_you_mean(name, known)
        or say("Give it one there, or null if it is not known, or take the place out."),
    )
