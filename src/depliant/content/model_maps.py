"""Maps among the charts of series: what a map is made of beside its values."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from depliant.content.inline import Made
from depliant.errors import Place
from depliant.geometry import Outline, Point

MapKind = Literal["map", "symbol-map", "tile-map", "symbols"]
"""Charts of one series by place."""
ClassMethod = Literal["quantiles", "equal", "jenks"]
MapLabels = Literal["none", "names", "values", "both"]
Projection = Literal["geographic", "none"]


class Region(Struct, frozen=True):
    """A part of a map: its outline in units of the file, y down, and the ids that it has there.

    The ids are those of its groups, the outermost first, and its own. `spot` is where a place
    without an outline is. What `is_line` has no area: a river, a road, a border.
    """

    ids: tuple[str, ...]
    outline: Outline
    even_odd: bool = False
    spot: Point | None = None
    is_line: bool = False


class Tile(Struct, frozen=True):
    """The square of a place in a grid, counted from 1: from the west, and from the north."""

    at: str
    column: int
    row: int


class Classes(Struct, frozen=True):
    """How values are parted: in so many classes by a method, or at stated limits.

    A class holds the values above the limit before it, up to and with its own.
    """

    number: int = 5
    method: ClassMethod = "quantiles"
    limits: tuple[Decimal, ...] = ()


class PlotMap(Struct, frozen=True):
    """Where the places of a chart are, and how their values are shown there.

    `file` holds the regions, empty for a chart without a map; `ids` are the regions of places that
    are called otherwise there, `context` those that are drawn without values. `missing` is what is
    said of a place without a value. `regions` are read from the file when it is drawn.
    `is_beside` has the words of symbols beside them.
    """

    file: str
    place: Place
    missing: Made
    property: str = ""
    ids: tuple[tuple[str, str], ...] = ()
    context: tuple[str, ...] = ()
    projection: Projection | None = None
    classes: Classes = Classes()
    labels: MapLabels = "none"
    counts: bool = False
    tiles: tuple[Tile, ...] = ()
    regions: tuple[Region, ...] = ()
    is_beside: bool = False
