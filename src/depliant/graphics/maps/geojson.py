"""Regions of a GeoJSON file (RFC 7946): polygons with holes, several of them, and single places.

Degrees are drawn by an equirectangular projection that is true to scale at the middle latitude
(J. P. Snyder, “Map Projections: A Working Manual”, USGS 1395, 1987, page 90): a degree of
longitude is as wide as the cosine of that latitude. Coordinates of a plane are drawn as they are.
What comes of it has y running down.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import cos, isfinite, radians
from typing import Any, Final

from msgspec.structs import replace

from depliant.content.model_maps import Projection, Region
from depliant.errors import Diagnostic, InputError, Place
from depliant.geometry import Matrix, Outline, Point, Segment, outline_points, transformed
from depliant.sentences import Sentence, legible, say
from depliant.source.json_keys import TwiceError, once
from depliant.source.lines import position_at, position_of_byte

MAXIMUM_BYTES: Final = 8_000_000
MAXIMUM_POINTS: Final = 400_000
MAXIMUM_REGIONS: Final = 5_000
_MAXIMUM_FAULTS: Final = 5_000
_MAXIMUM_NESTING: Final = 20
_LARGEST: Final = 1e9
"""Of a coordinate: the earth is 4e7 m round."""

_SAVE: Final = say("Export it again as GeoJSON, such as with QGIS or mapshaper.org.")
_SIMPLIFY: Final = say("Simplify its outlines, such as with mapshaper.org.")


class _UnfitError(Exception):
    """What is wrong with one feature."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(str(why))
        self.why = why


def regions(
    data: bytes, file: str, name_property: str = "", projection: Projection | None = None
) -> tuple[Region, ...]:
    """The regions of a GeoJSON file in their order, projected, y down.

    Args:
        data: the bytes.
        file: what diagnostics call it.
        name_property: the property that names them; empty: their ids.
        projection: of its coordinates; None: degrees if all of them may be.

    Raises:
        InputError: everything that is wrong with the file.
    """
    tree = _tree(data, file)
    reading = _Reading(file, name_property)
    found = tuple(reading.features(tree))
    if not found and not reading.faults:
        reading.faults.append(_fault(file, say("The map has no regions."), _SAVE))
    if reading.faults:
        raise InputError(reading.faults)
    return _projected(found, projection)


def _fault(
    file: str, message: Sentence, hint: Sentence, line: int | None = None, column: int | None = None
) -> Diagnostic:
    return Diagnostic("map-file", message, Place(file, line, column), hint)


def _refused(_: str) -> float:
    raise ValueError


def _tree(data: bytes, file: str) -> Any:
    """What the JSON holds.

    Raises:
        InputError: it is too large, or no JSON.
    """
    if len(data) > MAXIMUM_BYTES:
        message = say(
            "The map has {count:.0f} MB; more than {most:.0f} MB are not read.",
            count=len(data) / 1e6,
            most=MAXIMUM_BYTES / 1e6,
        )
        raise InputError(_fault(file, message, _SIMPLIFY))
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_refused, object_pairs_hook=once)
    except UnicodeDecodeError as error:
        at = position_of_byte(data, error.start)
        message = say("{path} is not in {said}.", path=file, said="UTF-8")
        raise InputError(_fault(file, message, say("Save it in UTF-8."), *at)) from None
    except json.JSONDecodeError as error:
        message = say("The file is no JSON from here on.")
        raise InputError(_fault(file, message, _SAVE, *position_at(error.doc, error.pos))) from None
    except TwiceError as error:
        message = say("{file} is ambiguous: {why}.", file=file, why=error.why)
        raise InputError(_fault(file, message, _SAVE)) from None
    except (ValueError, RecursionError):
        message = say("The file holds numbers or levels that no map needs.")
        raise InputError(_fault(file, message, _SAVE)) from None


class _Reading:
    """Reads the features of one file, collecting what is wrong with them."""

    def __init__(self, file: str, name_property: str) -> None:
        self.file, self.property = file, name_property
        self.faults: list[Diagnostic] = []
        self._points = 0
        self._properties: set[str] = set()

    def features(self, tree: Any) -> Iterator[Region]:
        """The regions of a file."""
        kind = tree.get("type") if isinstance(tree, dict) else None
        if kind == "Topology":
            message = say("The file is TopoJSON, which is not read.")
            self.faults.append(_fault(self.file, message, _SAVE))
            return
        entries = tree.get("features") if kind == "FeatureCollection" else [tree]
        if kind not in ("FeatureCollection", "Feature") or not isinstance(entries, list):
            message = say("The file is no GeoJSON with features.")
            self.faults.append(_fault(self.file, message, _SAVE))
            return
        if len(entries) > MAXIMUM_REGIONS:
            message = say("The map has more than {most} regions.", most=MAXIMUM_REGIONS)
            self.faults.append(_fault(self.file, message, _SIMPLIFY))
            return
        named = 0
        for number, entry in enumerate(entries, 1):
            try:
                region = self._feature(entry)
            except _UnfitError as fault:
                message = say("Its feature {number} {why}.", number=number, why=fault.why)
                self.faults.append(_fault(self.file, message, _SAVE))
                if len(self.faults) >= _MAXIMUM_FAULTS or self._points > MAXIMUM_POINTS:
                    return
                continue
            if region is not None:
                named += bool(region.ids)
                yield region
        if not named and self.property and not self.faults:
            message = say("No feature has a property “{name}”.", name=legible(self.property))
            listed = ", ".join(legible(name) for name in sorted(self._properties)[:20])
            hint = say("Its properties are: {listed}.", listed=listed)
            self.faults.append(_fault(self.file, message, hint))

    def _feature(self, entry: Any) -> Region | None:
        if not isinstance(entry, dict) or entry.get("type") != "Feature":
            raise _UnfitError(say("is no feature"))
        geometry = entry.get("geometry")
        if geometry is None:
            return None
        properties = entry.get("properties") or {}
        if not isinstance(properties, dict):
            raise _UnfitError(say("has properties that are none"))
        self._properties.update(key for key in properties if len(key) <= 80)
        name = properties.get(self.property) if self.property else entry.get("id")
        ids = (str(name),) if isinstance(name, str | int) and str(name) else ()
        outline, spots = self._geometry(geometry, 0)
        spot = None if outline or not spots else spots[0]
        if not outline and spot is None:
            return None
        return Region(ids, outline, even_odd=True, spot=spot)

    def _geometry(self, geometry: Any, depth: int) -> tuple[Outline, list[Point]]:
        if not isinstance(geometry, dict) or depth > _MAXIMUM_NESTING:
            raise _UnfitError(say("has no geometry that is one"))
        kind, held = geometry.get("type"), geometry.get("coordinates")
        if kind == "Point":
            return (), [self._point(held)]
        if kind == "Polygon":
            return self._polygon(held), []
        if kind == "MultiPolygon":
            parts = [self._polygon(one) for one in _listed(held)]
            return tuple(segment for part in parts for segment in part), []
        if kind == "GeometryCollection":
            found = [self._geometry(one, depth + 1) for one in _listed(geometry.get("geometries"))]
            return (
                tuple(segment for outline, _ in found for segment in outline),
                [spot for _, spots in found for spot in spots],
            )
        shown = legible(str(kind)[:40])
        raise _UnfitError(say("is a {kind}, which has no area", kind=shown))

    def _polygon(self, rings: Any) -> Outline:
        segments: list[Segment] = []
        for ring in _listed(rings):
            points = [self._point(one) for one in _listed(ring)]
            if len(points) > 1 and points[0] == points[-1]:
                points.pop()
            if len(points) < 3:
                raise _UnfitError(say("has a ring of fewer than three points"))
            segments.append(("M", *points[0]))
            segments += (("L", *point) for point in points[1:])
            segments.append(("Z",))
        return tuple(segments)

    def _point(self, held: Any) -> Point:
        self._points += 1
        if self._points > MAXIMUM_POINTS:
            raise _UnfitError(say("has the map exceed {most} points", most=MAXIMUM_POINTS))
        if not isinstance(held, list) or len(held) < 2:
            raise _UnfitError(say("has a point that is not two numbers"))
        x, y = held[:2]
        for value in (x, y):
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise _UnfitError(say("has a point that is not two numbers"))
            if not -_LARGEST <= value <= _LARGEST or not isfinite(value):
                raise _UnfitError(say("has a point that is off the earth"))
        return Point(float(x), float(y))


def _listed(held: Any) -> list[Any]:
    if not isinstance(held, list):
        raise _UnfitError(say("has coordinates that are no list"))
    return held


def _projected(found: tuple[Region, ...], projection: Projection | None) -> tuple[Region, ...]:
    points = [point for region in found for point in _points(region)]
    south, north = min(y for _, y in points), max(y for _, y in points)
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    may_be_degrees = south >= -90 and north <= 90 and west >= -180 and east <= 180
    across = 1.0
    if projection == "geographic" or (projection is None and may_be_degrees):
        across = max(0.01, cos(radians((south + north) / 2)))
    # Near the origin, so that large coordinates of a plane lose nothing.
    matrix = Matrix(a=across, d=-1.0, e=-west * across, f=north)
    return tuple(
        replace(
            region,
            outline=transformed(region.outline, matrix),
            spot=None if region.spot is None else matrix.apply(*region.spot),
        )
        for region in found
    )


def _points(region: Region) -> list[Point]:
    return outline_points(region.outline) if region.spot is None else [region.spot]
