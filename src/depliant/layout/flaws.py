"""Where on the pages stands what is wrong: findings with the boxes of the blocks that they are of.

A finding names a place in content.yaml; the slices of a panel know theirs. What stands nearest
round the place is meant: the block itself, or the list, the row, the panel that holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from depliant.content.model import Edition
from depliant.display.items import Item, Mark
from depliant.errors import Diagnostic, Place
from depliant.geometry import Matrix, Rect
from depliant.layout.frame import Placement
from depliant.layout.strays import boxed
from depliant.layout.visible import Setting
from depliant.source.yaml import Route, Source


class Spot(Struct, frozen=True):
    """A box on a panel, in points from its trim corner."""

    panel: str
    box: Rect


class Flaw(Struct, frozen=True):
    """A finding, the panel that it is of, and where on the panels it is.

    Without `spots` it is of the whole panel `panel`, and without a panel of the whole edition.
    """

    finding: Diagnostic
    panel: str = ""
    spots: tuple[Spot, ...] = ()


class _Found(Struct, frozen=True):
    """A slice as it is placed: the panel, where it is written, and its box."""

    panel: str
    place: Place
    box: Rect


def located(
    found: Iterable[Diagnostic], settings: Iterable[Setting], edition: Edition, source: Source
) -> tuple[Flaw, ...]:
    """Findings with the places on the panels that they are of.

    Args:
        found: what was found of an edition.
        settings: its panels as they were set.
        edition: the edition.
        source: what content.yaml says, and where.
    """
    placed = [one for setting in settings for one in _boxes(setting)]
    panels = {panel.id for panel in edition.panels}
    return tuple(_flaw(one, placed, panels, source) for one in found)


def _boxes(setting: Setting) -> Iterator[_Found]:
    for one in setting.placements:
        box = _box(one)
        if one.slice.place is not None and box is not None and not one.over:
            yield _Found(setting.panel.id, one.slice.place, box)


def _box(placed: Placement) -> Rect | None:
    """What a slice paints, in points from the trim corner of its panel."""
    box: Rect | None = None
    for item in placed.slice.marks:
        own = _of(item, Matrix(e=placed.x, f=placed.y))
        if own is not None:
            box = own if box is None else box.union(own)
    return box


def _of(item: Item, matrix: Matrix) -> Rect | None:
    if isinstance(item, Mark) and item.bounds is not None:
        return matrix.apply_rect(item.bounds)
    return boxed((item,), matrix)


def _flaw(finding: Diagnostic, placed: list[_Found], panels: set[str], source: Source) -> Flaw:
    place = finding.place
    named = str(dict(finding.message.values).get("panel", ""))
    panel = named if named in panels else ""
    if place is None:
        return Flaw(finding, panel)
    for nearest, route in _around(place, source):
        own = [one for one in placed if one.place == nearest]
        if own:
            return Flaw(finding, own[0].panel, tuple(_joined(own)))
        if route[:1] == ("panels",) and len(route) == 2:
            at = source.data["panels"][int(route[1])]
            name = str(at.get("id", "")) if isinstance(at, dict) else ""
            return Flaw(finding, name if name in panels else panel)
    return Flaw(finding, panel)


def _around(place: Place, source: Source) -> Iterator[tuple[Place, Route]]:
    """The places of what holds a place, from the innermost to the outermost."""
    yield place, ()
    if place.file != source.file or place.line is None:
        return
    at = _offset(place, source.text)
    holding = [
        (stretch.end - stretch.start, route)
        for route, stretch in source.values.items()
        if route and stretch.start <= at <= stretch.end
    ]
    for _, route in sorted(holding, key=lambda one: (one[0], -len(one[1]))):
        yield source.place(route), route


def _offset(place: Place, text: str) -> int:
    """The number of characters before a place."""
    start = 0
    for _ in range((place.line or 1) - 1):
        start = text.find("\n", start) + 1
        if not start:
            return len(text)
    return start + (place.column or 1) - 1


def _joined(found: list[_Found]) -> Iterator[Spot]:
    """The boxes of slices that stand below one another as one."""
    spot: Spot | None = None
    for one in found:
        if (
            spot is not None
            and spot.panel == one.panel
            and one.box.y >= spot.box.y - 1.0
            and (one.box.x < spot.box.right and spot.box.x < one.box.right)
        ):
            spot = Spot(one.panel, spot.box.union(one.box))
            continue
        if spot is not None:
            yield spot
        spot = Spot(one.panel, one.box)
    if spot is not None:
        yield spot
