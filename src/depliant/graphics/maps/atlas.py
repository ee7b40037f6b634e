"""The regions of a map and the places of its values: which is which, and where each is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from depliant.content.inline import plain, spans_of
from depliant.content.model_maps import PlotMap, Region
from depliant.content.model_plots import Plot
from depliant.errors import Diagnostic, InputError
from depliant.geometry import (
    Matrix,
    Outline,
    Point,
    Rect,
    bounds,
    outline_points,
    transformed,
)
from depliant.graphics.maps import shapes
from depliant.graphics.maps.shapes import Ring
from depliant.graphics.maps.simplified import simplified
from depliant.sentences import say, some
from depliant.source.folder import File
from depliant.source.kinds import NAMES, kind_of
from depliant.source.plain_names import name_key
from depliant.source.suggestions import nearest

GRID: Final = 0.05
"""Points: what borders are drawn to, finer than any press."""
_NAMED: Final = 12
"""Regions that one message names."""


def read(file: File, map_: PlotMap) -> tuple[Region, ...]:
    """The regions of a map's file.

    Raises:
        InputError: everything that is wrong with the file.
    """
    kind = kind_of(file.data)
    if kind == "svg" or file.name.lower().endswith(".svg"):
        from depliant.graphics.svg import regions as svg

        return simplified(svg.regions(file.data, file.name))
    if kind is not None:
        message = say(
            "{file} is {names}; a map is SVG or GeoJSON.", file=file.name, names=NAMES[kind]
        )
        hint = say("Export the map as SVG or GeoJSON.")
        raise InputError(Diagnostic("file-kind", message, map_.place, hint))
    from depliant.graphics.maps import geojson

    found = geojson.regions(file.data, file.name, map_.property, map_.projection)
    return simplified(found)


class Atlas(Struct, frozen=True):
    """The regions of each place of a chart, by its number, and those of none.

    The others come before the first region of a place in the file, or lie `over` it.
    """

    of_places: tuple[tuple[Region, ...], ...]
    others: tuple[Region, ...]
    over: tuple[Region, ...]
    faults: tuple[Diagnostic, ...] = ()


def matched(plot: Plot) -> Atlas:
    """Find the regions of the places: by their ids, capitals, accents and signs aside."""
    map_ = plot.map
    assert map_ is not None, "a map"
    wanted = dict(map_.ids)
    names = [wanted.get(place.at, place.at) for place in plot.places]
    numbers = {name: number for number, name in enumerate(names)}
    keys = {name_key(name): number for number, name in enumerate(names)}
    context = frozenset(map_.context)
    found: list[list[Region]] = [[] for _ in names]
    others: list[Region] = []
    over: list[Region] = []
    unasked: dict[str, None] = {}
    for region in map_.regions:
        number = _number(region.ids, numbers) if numbers else None
        if number is None:
            number = _number(tuple(map(name_key, region.ids)), keys)
        if number is not None and not region.is_line:
            found[number].append(region)
            continue
        (over if any(found) else others).append(region)
        if region.ids and not region.is_line and context.isdisjoint(region.ids):
            unasked.setdefault(region.ids[-1])
    faults = [
        *_unplaced(plot, names, found),
        *_without_value(map_, list(unasked), plot),
        *_strange_context(map_),
    ]
    return Atlas(tuple(map(tuple, found)), tuple(others), tuple(over), tuple(faults))


def unspoken(plot: Plot) -> bool:
    """Whether the map has regions that no value and no word of the content is for."""
    return any(fault.severity == "warning" for fault in matched(plot).faults)


def _number(ids: Sequence[str], numbers: Mapping[str, int]) -> int | None:
    return next((numbers[name] for name in reversed(ids) if name in numbers), None)


def _ids(map_: PlotMap) -> list[str]:
    return list(dict.fromkeys(name for region in map_.regions for name in region.ids))


def _unplaced(
    plot: Plot, names: Sequence[str], found: Sequence[Sequence[Region]]
) -> Iterator[Diagnostic]:
    """Values whose region is not in the file: nobody would see them."""
    map_ = plot.map
    assert map_ is not None, "a map"
    known = _ids(map_)
    for place, name, regions in zip(plot.places, names, found, strict=True):
        if regions:
            continue
        near = nearest(name, known)
        yield Diagnostic(
            "map-region",
            say(
                "{file} has no region `{name}` for the value of {place}.",
                file=map_.file,
                name=name,
                place=plain(spans_of(place.label)),
            ),
            map_.place,
            say(
                "The nearest is `{near}`: name it below `regions:`, as {at}: {near}.",
                near=near,
                at=place.at,
            )
            if near
            else say("Name its region below `regions:`; the file has {known}.",
                     known=some(known, _NAMED))
            if known
            else say("Give the regions ids in the drawing program, or name the `property`."),
        )  # fmt: skip


def _without_value(map_: PlotMap, names: list[str], plot: Plot) -> Iterator[Diagnostic]:
    """Regions that nobody has spoken of: they are hatched as if they had no value."""
    if not names:
        return
    series = plot.series[0].id
    yield Diagnostic(
        "map-region",
        say(
            "{file} has regions without a value: {names}.",
            file=map_.file,
            names=some(names, _NAMED),
        ),
        map_.place,
        say(
            "Give them values in `{series}`, null where none is known, or name under `context` "
            "what has none.",
            series=series,
        ),
        "warning",
    )


def _strange_context(map_: PlotMap) -> Iterator[Diagnostic]:
    known = _ids(map_)
    for name in map_.context:
        if name not in known:
            near = nearest(name, known)
            yield Diagnostic(
                "map-region",
                say("{file} has no region `{name}`.", file=map_.file, name=name),
                map_.place,
                say("Did you mean `{near}`?", near=near)
                if near
                else say("Take it out of `context`."),
            )


# --- on the page -----------------------------------------------------------------------------


class Area(Struct, frozen=True):
    """Regions as they are drawn: one outline, the rings of its areas, and its middle."""

    outline: Outline
    rings: tuple[Ring, ...]
    even_odd: bool
    middle: Point


class Ground(Struct, frozen=True):
    """A map on the page: the box that it fills, and the areas of places and of others.

    `context` lies below the places, `over` above them, as in the file; `lines` are rivers, roads
    and borders that belong to no area. An area is None where a place has none.
    """

    box: Rect
    places: tuple[Area | None, ...]
    hatched: tuple[Area, ...]
    context: tuple[Area, ...]
    over: tuple[Area, ...]
    lines: tuple[Outline, ...]


def aspect(atlas: Atlas) -> float:
    """The height of a map, of its width."""
    box = _extent(atlas)
    return box.height / box.width


def _extent(atlas: Atlas) -> Rect:
    every = [*(one for of_place in atlas.of_places for one in of_place), *atlas.others, *atlas.over]
    box = bounds(point for region in every for point in _points(region))
    size = max(box.width, box.height, 1e-9)
    return Rect(box.x, box.y, max(box.width, size * 1e-3), max(box.height, size * 1e-3))


def _points(region: Region) -> list[Point]:
    """Points round a region: of a curve those that it runs through."""
    if region.spot is not None:
        return [region.spot]
    curved = any(len(segment) == 7 for segment in region.outline)
    if not curved:
        return outline_points(region.outline)
    return [point for ring in shapes.rings(region.outline) for point in ring] or outline_points(
        region.outline
    )


def laid(atlas: Atlas, map_: PlotMap, box: Rect, *, to_left: bool) -> Ground:
    """A map in a box that has its aspect.

    With `to_left` it is laid out as if seen in a mirror: a chart in a language that runs to the
    left is drawn from the right, and the world is not.
    """
    matrix = _matrix(_extent(atlas), box, to_left=to_left)
    hatched: list[Area] = []
    lines: list[Outline] = []
    layers: list[list[Area]] = [[], []]
    for layer, regions in zip(layers, (atlas.others, atlas.over), strict=True):
        for region in regions:
            if region.is_line:
                lines.append(transformed(region.outline, matrix))
            elif not region.ids or not frozenset(map_.context).isdisjoint(region.ids):
                layer += _areas((region,), matrix)
            else:
                hatched += _areas((region,), matrix)
    return Ground(
        box,
        tuple(next(iter(_areas(regions, matrix)), None) for regions in atlas.of_places),
        tuple(hatched),
        tuple(layers[0]),
        tuple(layers[1]),
        tuple(lines),
    )


def _matrix(extent: Rect, box: Rect, *, to_left: bool) -> Matrix:
    scale = min(box.width / extent.width, box.height / extent.height)
    x = box.x + (box.width - extent.width * scale) / 2 - extent.x * scale
    y = box.y + (box.height - extent.height * scale) / 2 - extent.y * scale
    if to_left:
        return Matrix(a=-scale, d=scale, e=box.x + box.right - x, f=y)
    return Matrix(a=scale, d=scale, e=x, f=y)


def _areas(regions: Sequence[Region], matrix: Matrix) -> Iterator[Area]:
    """One area of all regions together; none of regions without outlines, but a place's."""
    outlines = [shapes.coarser(transformed(one.outline, matrix), GRID) for one in regions]
    outline = tuple(segment for one in outlines for segment in one)
    rings = shapes.rings(outline)
    if rings:
        even_odd = all(one.even_odd for one in regions)
        yield Area(outline, rings, even_odd, shapes.middle_of(rings))
        return
    spots = [one.spot for one in regions if one.spot is not None]
    if spots:
        yield Area((), (), False, matrix.apply(*spots[0]))
