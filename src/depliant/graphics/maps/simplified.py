"""Outlines of far more points than a page can show, made as simple as it can: borders stay shared.

Where three areas meet, lines end; each line between two such points is simplified once (D. H.
Douglas and T. K. Peucker, 1973), whichever areas it bounds, so that no gap opens between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from depliant.content.model_maps import Region
from depliant.geometry import Outline, Point, Segment, bounds, outline_points
from depliant.graphics.maps.shapes import Ring, rings, signed_area

_GRID: Final = 20_000
_FINE: Final = 3_000
"""Parts of a map's longer side: what points are told apart by, and how far a line may be moved.

On a map 180 mm wide the latter is 0.06 mm.
"""

_LOOKS: Final = 100
"""How often each point of a line may be looked at; a coast of a million points needs 40."""

Arc = tuple[Point, ...]


def simplified(regions: Sequence[Region]) -> tuple[Region, ...]:
    """The regions with simpler outlines; those with curves stay as they are."""
    points = [point for region in regions for point in outline_points(region.outline)]
    box = bounds(points)
    size = max(box.width, box.height)
    straight = [one for one in regions if not _is_curved(one.outline) and not one.is_line]
    if not size or not straight:
        return tuple(regions)
    grid = size / _GRID
    found = {id(region): [*_on_grid(region.outline, grid)] for region in straight}
    every = [ring for own in found.values() for ring in own]
    simple = _Simple(every, size / _FINE)
    made = []
    for region in regions:
        if id(region) in found:
            outline = tuple(
                segment for ring in found[id(region)] for segment in _segments(simple.ring(ring))
            )
            made.append(replace(region, outline=outline) if outline else region)
        else:
            made.append(region)
    return tuple(made)


def _is_curved(outline: Outline) -> bool:
    return any(len(segment) == 7 for segment in outline)


def _on_grid(outline: Outline, grid: float) -> Iterator[Ring]:
    for ring in rings(outline):
        points: list[Point] = []
        for x, y in ring:
            point = Point(round(x / grid) * grid, round(y / grid) * grid)
            if not points or points[-1] != point:
                points.append(point)
        if len(points) > 1 and points[0] == points[-1]:
            points.pop()
        if len(points) > 2:
            yield tuple(points)


def _segments(ring: Sequence[Point]) -> Iterator[Segment]:
    if len(ring) > 2:
        yield ("M", *ring[0])
        yield from (("L", *point) for point in ring[1:])
        yield ("Z",)


class _Simple:
    """The lines between the points where areas meet, each simplified once."""

    def __init__(self, every: Sequence[Ring], fine: float) -> None:
        self._fine = fine * fine
        self._arcs: dict[Arc, Arc] = {}
        self._nodes: set[Point] = set()
        sides: dict[Point, tuple[Point, Point]] = {}
        for ring in every:
            before = ring[-1]
            for at, point in enumerate(ring):
                after = ring[(at + 1) % len(ring)]
                pair = (before, after) if before <= after else (after, before)
                if sides.setdefault(point, pair) != pair:
                    self._nodes.add(point)
                before = point

    def ring(self, ring: Ring) -> tuple[Point, ...]:
        """A ring of simplified lines; one that meets no other begins at its least point."""
        starts = [at for at, point in enumerate(ring) if point in self._nodes]
        if not starts:
            starts = [ring.index(min(ring))]
        turned = (*ring[starts[0] :], *ring[: starts[0]])
        cuts = [at - starts[0] for at in starts]
        if len(cuts) == 1:
            # A line that comes back to where it began is held by its farthest point too.
            first = turned[0]
            far = max(range(len(turned)), key=lambda at: _apart(turned[at], first))
            cuts = [0, far] if far else [0]
        closed = (*turned, turned[0])
        found: list[Point] = []
        for start, end in zip(cuts, (*cuts[1:], len(turned)), strict=True):
            found += self._arc(closed[start : end + 1])[:-1]
        kept = tuple(found)
        return kept if len(kept) > 2 and signed_area(kept) else ring

    def _arc(self, arc: Arc) -> Arc:
        is_turned = (arc[-1], arc[-2:-1]) < (arc[0], arc[1:2])
        key = arc[::-1] if is_turned else arc
        if key not in self._arcs:
            self._arcs[key] = _thinned(key, self._fine)
        found = self._arcs[key]
        return found[::-1] if is_turned else found


def _apart(a: Point, b: Point) -> float:
    return (a.x - b.x) ** 2 + (a.y - b.y) ** 2


def _thinned(arc: Arc, fine: float) -> Arc:
    """A line without the points that are no farther from the rest than the root of `fine`.

    A line that was drawn to keep a program busy is thinned more simply, and its time is bounded.
    """
    kept = {0, len(arc) - 1}
    waiting = [(0, len(arc) - 1)]
    looks = _LOOKS * len(arc)
    while waiting:
        first, last = waiting.pop()
        looks -= last - first
        if looks < 0:
            return _spaced(arc, fine)
        a, b = arc[first], arc[last]
        run, fall = b.x - a.x, b.y - a.y
        length = run * run + fall * fall
        farthest, at = fine, -1
        for number in range(first + 1, last):
            x, y = arc[number]
            share = ((x - a.x) * run + (y - a.y) * fall) / length if length else 0.0
            share = min(max(share, 0.0), 1.0)
            across, down = x - a.x - share * run, y - a.y - share * fall
            away = across * across + down * down
            if away > farthest:
                farthest, at = away, number
        if at >= 0:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    return tuple(arc[number] for number in sorted(kept))


def _spaced(arc: Arc, fine: float) -> Arc:
    """A line whose points are not nearer to one another than the root of `fine`, but the last."""
    kept = [arc[0]]
    for point in arc[1:-1]:
        if _apart(point, kept[-1]) > fine:
            kept.append(point)
    return (*kept, arc[-1])
