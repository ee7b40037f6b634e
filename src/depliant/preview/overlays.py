"""What can be laid over the pages: frames, grids, order, tags and what lacks room, as values.

All of it comes from the composition that the press file was written from, and from the slices that
it was made of. Lengths are points, y down, from the trim corner of a side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from msgspec import Struct
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from depliant.content.framing import FOOT, MAIN
from depliant.content.model import LogoWall, blocks_in
from depliant.display.items import Path
from depliant.display.structure import ContentRef, Element, contents
from depliant.geometry import IDENTITY, Rect, mm
from depliant.layout.boxes import Box, filled, row_lines
from depliant.layout.frame import Placement, columns
from depliant.layout.setting import BASELINE_SHARE
from depliant.layout.standins import STRUCK
from depliant.layout.strays import leaves
from depliant.layout.template import type_area
from depliant.preview.laid import Kept, LaidPanel, contents_of, laid_panels, slice_box
from depliant.preview.routes import as_json, edition_of, nothing
from depliant.preview.service import Service
from depliant.preview.snapshot import Pages

_INLINE: Final = frozenset({"Span", "Link", "Reference"})
"""Elements that are part of a line, and are read with it."""
_OF_ALL: Final = frozenset({"Document", "Part", "Sect"})
"""Elements that are all of a panel or more."""
_UNTRANSLATED: Final = re.compile(r"\[(\?|[a-z]{2,3}(-\w+)*)\] ")
"""How a draft marks words that are not translated; see `translation.draft`."""
_SLACK: Final = 0.05
"""Points by which rounding may let a slice stick out of its frame."""


class Fitted(Struct, frozen=True):
    """A frame of a panel: its padding's box, that of what it holds, and its columns.

    `free` is the room left at its foot in points, below 0 what it lacks; None of a frame that
    nothing stands in. `measure` is the width of a column.
    """

    panel: str
    name: str
    outer: Rect
    inner: Rect
    columns: tuple[Rect, ...]
    measure: float
    free: float | None


class Lattice(Struct, frozen=True):
    """The grid of a panel: its type area, columns and rows, and the baselines in it.

    The first baseline lies at `first`, each next one `unit` lower, down to the area's foot; higher
    with a negative one, where the panel stands on its head.
    """

    panel: str
    area: Rect
    columns: tuple[Rect, ...]
    rows: tuple[Rect, ...]
    first: float
    unit: float


class Stage(Struct, frozen=True):
    """A column that a text runs through: the `number`th of `count`, from 1, of its `story`."""

    story: str
    number: int
    count: int
    box: Rect


class Tag(Struct, frozen=True):
    """An element of the structure: what it is, its box, how deep it lies.

    `order` counts what is read from 1 through the whole publication; 0 of what only holds others.
    """

    panel: str
    role: str
    box: Rect
    depth: int
    order: int
    told: str


class Spot(Struct, frozen=True):
    """A box of a panel, and what is to be said of it."""

    panel: str
    box: Rect
    kind: Literal["overset", "mark", "words", "struck"]
    text: str


class SideOverlay(Struct, frozen=True):
    """What can be laid over one side; `step` is the number of its copyfit step, 0 as designed."""

    id: str
    step: int
    safe: tuple[Rect, ...]
    grids: tuple[Lattice, ...]
    frames: tuple[Fitted, ...]
    flow: tuple[Stage, ...]
    tags: tuple[Tag, ...]
    spots: tuple[Spot, ...]


def routes(service: Service) -> Sequence[BaseRoute]:
    """The route that gives what lies over the pages."""
    kept = Kept(overlays)

    async def laid_over(request: Request) -> Response:
        edition = edition_of(request, service)
        if edition is None:
            return nothing()
        snapshot = service.snapshot(edition)
        if snapshot is None or snapshot.pages is None:
            return as_json([])
        return as_json(await run_in_threadpool(kept.of, snapshot.pages))

    return (Route("/overlays.json", laid_over),)


def overlays(pages: Pages) -> tuple[SideOverlay, ...]:
    """What can be laid over each side of an edition."""
    panels = laid_panels(pages)
    tags = _tags(pages.composed.composition.structure, panels)
    stages = [stage for panel in panels for stage in _flow(panel, panels)]
    safe = mm(pages.composed.sheet.format.safe_mm)
    is_draft = pages.composed.words.draft
    found = []
    for sheet in pages.sheets:
        here = [panel for panel in panels if panel.sheet is sheet]
        found.append(
            SideOverlay(
                sheet.id,
                here[0].step.number if here else 0,
                tuple(tile.slot.inset(*(safe,) * 4) for tile in sheet.tiles),
                tuple(_lattice(panel) for panel in here),
                tuple(frame for panel in here for frame in _frames(panel, panels)),
                tuple(stage for panel, stage in stages if panel.sheet is sheet),
                tuple(tag for panel in here for tag in tags if tag.panel == panel.id),
                tuple(spot for panel in here for spot in _spots(panel, is_draft=is_draft)),
            )
        )
    return tuple(found)


def _lattice(panel: LaidPanel) -> Lattice:
    """The grid of a panel; its columns and rows where frames are placed by them."""
    grid, frames = panel.design.grid, panel.design.frames.values()
    area = type_area(panel.design, panel.panel.leaf.size, to_left=panel.to_left)
    across: tuple[Rect, ...] = ()
    down: list[Rect] = []
    if any(frame.across for frame in frames):
        across = columns(area, grid.columns, mm(grid.gutter_mm))
    if any(frame.down for frame in frames):
        line = panel.style.baseline
        lines = row_lines(grid, area.height, line)
        for row in range(grid.rows):
            top = area.y + row * (lines + grid.row_gap) * line
            height = area.bottom - top if row + 1 == grid.rows else lines * line
            down.append(Rect(area.x, top, area.width, height))
    first = area.y + (1 - BASELINE_SHARE) * panel.unit
    on_side = panel.on_side
    placed = tuple(map(on_side, across)), tuple(map(on_side, down))
    if panel.panel.leaf.slot.turn:
        # The lines of a panel that stands on its head go up from its first.
        first = panel.panel.leaf.side.box(panel.panel.leaf.slot).bottom - first
        return Lattice(panel.id, on_side(area), *placed, first, -panel.unit)
    first += panel.panel.leaf.slot.y
    return Lattice(panel.id, on_side(area), *placed, first, panel.unit)


def _frames(panel: LaidPanel, panels: Sequence[LaidPanel]) -> Iterator[Fitted]:
    """The frames of a panel; of those that something stands in, how full they are."""
    names = filled(panel.panel.panel, tuple(one.panel.panel for one in panels))
    for name, box in panel.boxes.items():
        free: float | None = None
        if name == MAIN and names & {MAIN, FOOT}:
            free = panel.panel.room
        elif name in names:
            free = _free(panel, box)
        yield Fitted(
            panel.id,
            name,
            panel.on_side(box.outer),
            panel.on_side(box.inner),
            _columns(panel, box),
            box.measure,
            free,
        )


def _columns(panel: LaidPanel, box: Box) -> tuple[Rect, ...]:
    """The columns of a frame, in the order of reading."""
    found = box.columns(box.inner.y, box.inner.height, to_left=panel.to_left)
    return tuple(map(panel.on_side, found))


def _free(panel: LaidPanel, box: Box) -> float:
    """The room at the foot of a frame beside the main one, in points."""
    ends = [
        placed.y + placed.slice.height
        for placed in panel.placements
        if panel.frame_of(placed) is box
    ]
    return box.inner.bottom - max(ends, default=box.inner.y)


def _flow(panel: LaidPanel, panels: Sequence[LaidPanel]) -> Iterator[tuple[LaidPanel, Stage]]:
    """The columns that a panel's texts run through, each with the panel that it is on."""
    known = {one.id: one for one in panels}
    story = [(panel, MAIN)]
    story += [(known[one.panel], one.frame) for one in panel.panel.panel.flow]
    runs = [story]
    reached = {(one.id, name) for one, name in story}
    runs += [[(panel, name)] for name in panel.boxes if (panel.id, name) not in reached]
    for run in runs:
        parts = [
            (one, column)
            for one, name in run
            if name in one.boxes
            for column in _columns(one, one.boxes[name])
        ]
        if len(parts) < 2:
            continue
        for number, (one, column) in enumerate(parts, 1):
            yield one, Stage(f"{panel.id}/{run[0][1]}", number, len(parts), column)


class _Found(Struct):
    """An element with what it holds; `order` as in `Tag`."""

    element: Element
    depth: int
    order: int


def _elements(root: Element) -> Iterator[_Found]:
    """All elements that are no part of a line, in reading order."""
    order = 0
    stack = [(root, 0)]
    while stack:
        element, depth = stack.pop()
        is_read = any(isinstance(kid, ContentRef) or kid.role in _INLINE for kid in element.kids)
        order += is_read
        if element.role not in _OF_ALL:
            yield _Found(element, depth, order if is_read else 0)
        inside = [
            (kid, depth + (element.role not in _OF_ALL))
            for kid in element.kids
            if isinstance(kid, Element) and kid.role not in _INLINE
        ]
        stack += reversed(inside)


def _tags(root: Element, panels: Sequence[LaidPanel]) -> tuple[Tag, ...]:
    """The elements of the structure with their boxes: on each panel that they have a part on."""
    boxes = {panel.id: contents_of(panel) for panel in panels}
    owners = {number: panel.id for panel in panels for number in panel.numbers}
    found = []
    for one in _elements(root):
        parts: dict[str, Rect] = {}
        for number in contents(one.element):
            panel = owners.get(number, "")
            box = boxes.get(panel, {}).get(number)
            if box is not None:
                parts[panel] = parts[panel].union(box) if panel in parts else box
        told = one.element.alt or ""
        found += [
            Tag(panel, one.element.role, box, one.depth, one.order, told)
            for panel, box in parts.items()
        ]
    return tuple(found)


def _spots(panel: LaidPanel, *, is_draft: bool) -> Iterator[Spot]:
    """What found no room on a panel, and what stands for something that is still to come."""
    foots = {block.place for block in blocks_in(panel.panel.panel.foot)}
    at_foot = [one.y for one in panel.placements if one.slice.place in foots]
    # Without a frame of its own the foot takes the lowest lines of the main one, and one above it.
    below = min(at_foot) - panel.unit if at_foot and FOOT not in panel.boxes else float("inf")
    for placed in panel.placements:
        box = panel.frame_of(placed)
        bottom = box.inner.bottom if box is not None else float("inf")
        if box is not None and box.name == MAIN and placed.slice.place not in foots:
            bottom = min(bottom, below)
        text = " ".join(placed.slice.text.split())
        if placed.y + placed.slice.height > bottom + _SLACK:
            yield Spot(panel.id, slice_box(panel, placed), "overset", text)
        elif is_draft and _UNTRANSLATED.search(text):
            yield Spot(panel.id, slice_box(panel, placed), "words", text)
        elif _is_struck(placed):
            yield Spot(panel.id, slice_box(panel, placed), "struck", text)
    yield from _stand_ins(panel)


def _is_struck(placed: Placement) -> bool:
    """Whether a slice is a struck box, which a draft has for what cannot be set."""
    return any(
        isinstance(item, Path) and item.stroke is not None and item.stroke.colour == STRUCK
        for item, _ in leaves(placed.slice.marks, IDENTITY)
    )


def _stand_ins(panel: LaidPanel) -> Iterator[Spot]:
    """The marks of partners that are not their own files yet."""
    walls = [one for one in panel.panel.panel.walk() if isinstance(one, LogoWall)]
    names = {logo.alt: logo.name for wall in walls for logo in wall.logos if logo.standin}
    if not names:
        return
    boxes = contents_of(panel)
    for part in panel.panel.elements:
        for one in _elements(Element("Document", (part,))):
            number = next(contents(one.element), None)
            if one.element.alt in names and number in boxes:
                yield Spot(panel.id, boxes[number], "mark", names[one.element.alt])
