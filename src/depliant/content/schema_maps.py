"""What content.yaml may hold of maps and of symbols by place: where the places are, and classes."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Any

from msgspec import Meta, field

from depliant.content.model_maps import ClassMethod, MapLabels, Projection
from depliant.content.schema_chart_keys import (
    Caption,
    DrawnMapKind,
    Height,
    Note,
    Role,
    Scale,
    Subtitle,
)
from depliant.content.schema_data import Datum
from depliant.content.schema_plots import said_once
from depliant.content.worded import Span, Worded
from depliant.errors import UnfitError
from depliant.sentences import say, verbatim
from depliant.source.reading import Choose, MisfitError, Part, described
from depliant.source.scalars import DrawnText, Exact, Id, Name, PointKey
from depliant.source.yaml import Tree


class MapClasses(Part, frozen=True, kw_only=True):
    """How the values of a map are parted into classes."""

    number: Annotated[
        Annotated[int, Meta(ge=2, le=9)] | None,
        described("How many classes; left out: 5, or as many as the limits make."),
    ] = None
    method: Annotated[
        ClassMethod | None,
        described(
            "`quantiles`: as many places in each; `equal`: equal steps; `jenks`: natural breaks."
        ),
    ] = None
    limits: Annotated[
        tuple[Exact, ...],
        Meta(max_length=8),
        described(
            "The limits between classes, from the lowest: a value that is one is in the class "
            "below it."
        ),
    ] = ()

    def __post_init__(self) -> None:
        """Limits rise, and say all."""
        if any(low >= high for low, high in pairwise(self.limits)):
            raise MisfitError(say("must have `limits` that rise"))
        if self.limits and (self.number is not None or self.method is not None):
            raise MisfitError(say("must have `limits`, or `number` and `method`, not both"))


def _classes(data: Tree) -> tuple[Any, Tree]:
    """A number of classes stands alone."""
    if isinstance(data, list):
        raise UnfitError(say("must be a number of classes, or a mapping with `limits`"))
    return MapClasses, data if isinstance(data, dict) else {"number": data}


class TilePlace(Part, frozen=True, kw_only=True):
    """Where the tile of a place stands in the grid."""

    column: Annotated[
        Annotated[int, Meta(ge=1, le=60)], described("The column, from 1 in the west.")
    ]
    row: Annotated[Annotated[int, Meta(ge=1, le=60)], described("The row, from 1 in the north.")]


def _tile(data: Tree) -> tuple[Any, Tree]:
    """A column and a row."""
    if isinstance(data, list):
        if len(data) != 2:
            raise UnfitError(say("must be a column and a row, such as [3, 1]"))
        return TilePlace, {"column": data[0], "row": data[1]}
    return TilePlace, data


class MapPlot(Worded, frozen=True, kw_only=True):
    """A map, a tile map or a row of symbols: one series by place."""

    chart: Annotated[DrawnMapKind, described("The kind of chart.")]
    title: Annotated[
        DrawnText | None, described("What the map shows: its finding, in a sentence.")
    ] = None
    subtitle: Subtitle = None
    series: Annotated[
        Id | None, described("The series by its id: a value for each place; needed on a map.")
    ] = None
    data: Annotated[
        tuple[Datum, ...],
        Meta(max_length=60),
        described("Of symbols, in the stead of a series: single figures, each with its label."),
    ] = ()
    map: Annotated[
        Name | None,
        described("The file of the regions, SVG or GeoJSON, such as assets/maps/cantons.svg."),
    ] = None
    property_: Annotated[
        Name | None,
        described("Of a GeoJSON: the property that names its regions; left out: their ids."),
    ] = field(default=None, name="property")
    regions: Annotated[
        dict[PointKey, Name],
        described("The regions of places that are called otherwise in the file: nord: FR-59."),
    ] = field(default_factory=dict)
    context_: Annotated[
        tuple[Name, ...],
        Meta(max_length=500),
        described("Regions of the file that are drawn without a value: a lake, a neighbour."),
    ] = field(default=(), name="context")
    projection: Annotated[
        Projection | None,
        described(
            "Of a GeoJSON: `geographic` for degrees, `none` for coordinates to be drawn as they "
            "are; left out: degrees if they may be."
        ),
    ] = None
    tiles: Annotated[
        dict[PointKey, Choose[TilePlace, _tile, tuple[int, int], TilePlace]],
        described("Of a tile map: the column and row of each place: nord: [3, 1]."),
    ] = field(default_factory=dict)
    file: Annotated[
        Name | None,
        described(
            "Of a tile map: a .csv or .xlsx whose first three columns are the places, the columns "
            "and the rows of their tiles."
        ),
    ] = None
    sheet: Annotated[Name | None, described("The sheet of the workbook; left out: the first.")] = (
        None
    )
    classes: Annotated[
        Choose[MapClasses, _classes, int, MapClasses],
        described("How many classes, or how the values are parted into them."),
    ] = MapClasses()
    labels: Annotated[
        MapLabels | None,
        described(
            "What is written at the places: `names`, `values`, `both` or `none`; left out: nothing "
            "on a map of regions, in tiles their names, at symbols both."
        ),
    ] = None
    beside: Annotated[
        bool,
        described("Of symbols: whether their words stand beside them, a line each, not below."),
    ] = False
    counts: Annotated[
        bool, described("Whether the legend says how many places are in each class.")
    ] = False
    scale: Scale = "units"
    height: Height = None
    role: Role = None
    caption: Caption = None
    note: Note = None
    span: Span = None

    def __post_init__(self) -> None:
        """A kind has what it needs, and nothing that it does not know."""
        if self.data and self.chart != "symbols":
            raise MisfitError(
                say("is for other charts: {kinds}", kinds=verbatim("symbols")), "data"
            )
        if bool(self.series) == bool(self.data):
            raise MisfitError(said_once(self.chart))
        needed = {"map": "map", "symbol-map": "map", "tile-map": "tiles"}.get(self.chart)
        if needed and not getattr(self, needed) and not (needed == "tiles" and self.file):
            raise MisfitError(
                say("must have `map`, the file of its regions")
                if needed == "map"
                else say("must have `tiles`, the column and row of each place, or a `file` of them")
            )
        for key in _OF_FILE if needed != "map" else ():
            if getattr(self, _FIELDS.get(key, key)):
                raise MisfitError(say("is no map of regions and has no `{key}`", key=key))
        for key in ("tiles", "file", "sheet") if self.chart != "tile-map" else ():
            if getattr(self, key):
                raise MisfitError(say("is no tile map and has no `{key}`", key=key))
        if self.beside and self.chart != "symbols":
            raise MisfitError(
                say("is for other charts: {kinds}", kinds=verbatim("symbols")), "beside"
            )
        if self.chart not in _CLASSED and (self.classes != MapClasses() or self.counts):
            raise MisfitError(say("has no classes: its symbols are as large as its values"))

    @property
    def called(self) -> str:
        """Its role, or its kind."""
        return self.role or self.chart

    @property
    def files(self) -> tuple[str, ...]:
        """The files that it needs."""
        return tuple(name for name in (self.map, self.file) if name is not None)


_OF_FILE = ("map", "property", "regions", "context", "projection")
_FIELDS = {"property": "property_", "context": "context_"}
"""Keys that are called otherwise here, where something else has their name."""
_CLASSED = ("map", "tile-map")
