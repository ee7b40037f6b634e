"""The pages of the files: a side of the sheet each for the press, a panel each for the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from depliant.display.items import DisplayDocument, Group, Item, Link, Mark, Page
from depliant.display.structure import contents
from depliant.geometry import IDENTITY, Matrix, Rect, Size, rectangle, translation
from depliant.layout.compose import Composition, SetPanel
from depliant.style.folds import Side

_SEAM: Final = 0.5
"""Points by which a page goes on under the one that faces it."""


def imposed(composition: Composition) -> DisplayDocument:
    """One page for each side of the sheet, its panels in their places: the press file's pages.

    A page of a booklet is one of the file, in the order of reading.
    """
    pages = [
        replace(
            page,
            items=tuple(item for part in parts_of(side, composition) for item in placed(*part)),
        )
        for side, page in zip(composition.sides, bare_sides(composition), strict=True)
    ]
    return _of(composition, pages)


def bare_sides(composition: Composition) -> list[Page]:
    """The pages of the press file without what is painted on them."""
    return [
        Page(
            side.trim,
            (),
            side.label if side.spread is None else composition.labels[number],
            side.folds,
            side.label,
            cross_folds=side.cross_folds,
        )
        for number, side in enumerate(composition.sides)
    ]


def parts_of(side: Side, composition: Composition) -> list[tuple[tuple[Item, ...], Matrix]]:
    """The parts of a side in painting order, each with the place of its panel."""
    present = [composition.panels[slot.panel] for slot in side.slots if slot.panel is not None]
    at = {panel.leaf.slot: side.placing(panel.leaf.slot) for panel in present}
    # All grounds first: a ground that came after its neighbour's art would cut off the hair by
    # which that goes over the fold, and a seam would be seen.
    grounds = [(panel.backdrop[:1], at[panel.leaf.slot]) for panel in present]
    behind = [((*one.backdrop[1:], *one.furniture), at[one.leaf.slot]) for one in present]
    # Painted in the order in which they are read, for programs that read no structure.
    ordered = sorted(present, key=lambda panel: panel.leaf.slot.panel or 0)
    return [*grounds, *behind, *((panel.marks, at[panel.leaf.slot]) for panel in ordered)]


def placed(items: tuple[Item, ...], matrix: Matrix) -> tuple[Item, ...]:
    """Items of a panel in its place."""
    return items if matrix == IDENTITY or not items else (Group(items, matrix),)


def paged(composition: Composition) -> DisplayDocument:
    """One page for each panel at its trim size, in reading order: the screen file's pages.

    Their labels are numbers: what a reader shows beside a page is short, and what a page is
    called is in the outline.
    """
    pages = (
        Page(Size(*panel.leaf.size), _drawn(panel), label, name=panel.panel.id)
        for panel, label in zip(composition.panels, composition.labels, strict=False)
    )
    return _of(composition, pages)


def opened(composition: Composition) -> DisplayDocument:
    """One page for each two pages of a booklet that face each other; cover and back are alone."""
    return _of(composition, _spreads(composition))


def _spreads(composition: Composition) -> Iterator[Page]:
    by_slot = {panel.leaf.slot: panel for panel in composition.panels}
    shown = [number for number, side in enumerate(composition.sides) if side.slots[0] in by_slot]
    outside = {0, len(composition.sides) - 1}
    reading = {number: at for at, number in enumerate(contents(composition.structure))}
    met: dict[int, list[int]] = {}
    for number in shown:
        # The cover and the back are one sheet, and never seen side by side but on its outside.
        spread = composition.sides[number].spread
        key = -1 - number if number in outside or spread is None else spread.number
        met.setdefault(key, []).append(number)
    for numbers in met.values():
        sides = [composition.sides[number] for number in numbers]
        panels = [by_slot[side.slots[0]] for side in sides]
        label = "–".join(composition.labels[number] for number in numbers)
        yield _side_by_side(sides, panels, label, reading)


def _side_by_side(
    sides: list[Side], panels: list[SetPanel], label: str, reading: Mapping[int, int]
) -> Page:
    """Pages that face each other, each within its own edges, painted in the order of reading."""
    width, height = sides[0].trim
    to_left = sides[0].spread is not None and sides[0].spread.before > 0
    places = [Rect(width * at, 0.0, width, height) for at in range(len(panels))]
    places = places[::-1] if to_left else places
    items: list[Item] = []
    for at, drawn, over in _as_read(panels, reading):
        inside = places[at]
        if over or (not at and len(panels) > 1 and _covers(panels[1], its_left=not to_left)):
            # The page beyond is painted over it: so no paper shows between the two.
            is_left = inside.x == 0.0
            inside = inside.inset(0.0 if is_left else -_SEAM, 0.0, -_SEAM if is_left else 0.0, 0.0)
        matrix = translation(places[at].x, 0.0)
        items.append(Group((Group(drawn, matrix),), clip=rectangle(inside)))
    names = "-".join(panel.panel.id for panel in panels)
    return Page(Size(width * len(panels), height), tuple(items), label, name=names)


def _as_read(
    panels: list[SetPanel], reading: Mapping[int, int]
) -> Iterator[tuple[int, tuple[Item, ...], bool]]:
    """What is painted of pages, by their numbers: page by page, but for a table over two of them.

    Such a table is painted row by row, over the fold by a hair, which is said. What stands on one
    page keeps its order.
    """
    marks = [
        (key, at, item)
        for at, panel in enumerate(panels)
        for key, item in _keyed(panel.marks, reading)
    ]
    marks.sort(key=lambda mark: mark[0])
    runs = [
        (at, tuple(item for _, _, item in run))
        for at, run in groupby(marks, key=lambda mark: mark[1])
    ]
    if len(runs) <= len(panels):
        yield from ((at, _drawn(panel), False) for at, panel in enumerate(panels))
        return
    for at, panel in enumerate(panels):
        yield at, (*panel.backdrop, *panel.furniture), False
    yield from ((at, drawn, True) for at, drawn in runs)


def _keyed(marks: tuple[Item, ...], reading: Mapping[int, int]) -> list[tuple[int, Item]]:
    """Marks with numbers that never fall, by where each is read; what is not read is as the next.

    What is read before what it is painted after, on the same page, is as that.
    """
    found: list[int] = []
    own = [
        reading.get(mark.content)
        if isinstance(mark, Mark | Link) and mark.content is not None
        else None
        for mark in marks
    ]
    latest = max((one for one in own if one is not None), default=0)
    for one in reversed(own):
        latest = min(latest, latest if one is None else one)
        found.append(latest)
    return list(zip(reversed(found), marks, strict=True))


def inked_edges(composition: Composition) -> frozenset[tuple[int, str]]:
    """The edges of pages all along which something is painted: by page, and "left" or "right"."""
    return frozenset(
        (panel.leaf.slot.panel or 0, edge)
        for panel in composition.panels
        for edge in ("left", "right")
        if _covers(panel, its_left=edge == "left")
    )


def _covers(panel: SetPanel, *, its_left: bool) -> bool:
    """Whether something is painted all along the left edge of a page, or its right one."""
    if panel.edges is None:
        return False
    strips = panel.edges.left if its_left else panel.edges.right
    return all(not strip.colour.is_paper for strip in strips)


def _drawn(panel: SetPanel) -> tuple[Item, ...]:
    return (*panel.backdrop, *panel.furniture, *panel.marks)


def _of(composition: Composition, pages: Iterable[Page]) -> DisplayDocument:
    return DisplayDocument(
        tuple(pages), composition.structure, composition.outline, composition.metadata
    )
