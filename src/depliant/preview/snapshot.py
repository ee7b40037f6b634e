"""What one build of a project gave, as a value: pages that can be painted, and what was found.

Lengths are points, y down, from the trim corner of a side; bleed is negative space beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct

from depliant.build.project import Project
from depliant.build.session import Composed, Session
from depliant.errors import Diagnostic
from depliant.geometry import Rect, Size
from depliant.layout.compose import Composition, SetPanel
from depliant.layout.outlining import panel_title
from depliant.memory import digest_of
from depliant.style.folds import Side

State = Literal["good", "draft", "kept", "none"]
"""What the pages are: those that a build would write; such as have errors, which no build writes;
those from before, kept where the project as it is now gives none; none at all."""


class Tile(Struct, frozen=True):
    """The part of a side that one panel takes up: what is painted, and sent, by itself.

    `id` is the panel's, `number` its place in reading order from 0; a blank panel has none.
    `slot` is the panel's own paper. `box` is what is painted: the slot, and the bleed where it ends
    at the sheet's edge. Tiles of equal `digest` show the same.
    """

    id: str
    number: int | None
    title: str
    slot: Rect
    box: Rect
    digest: str
    turn: Literal[0, 180] = 0

    def on_side(self, box: Rect) -> Rect:
        """A box of the panel, on its side."""
        slot = self.slot
        if self.turn:
            return Rect(slot.right - box.right, slot.bottom - box.bottom, box.width, box.height)
        return box.moved(slot.x, slot.y)


class Sheet(Struct, frozen=True):
    """One side of a flat sheet, a page of the press file; `page` counts from 0.

    `label` is the side's ("inside"); where several sheets have such a side, `number` counts them.
    A page of a booklet has its own ("cover", "2").
    """

    id: str
    label: str
    number: int | None
    page: int
    trim: Size
    bleed: float
    folds: tuple[float, ...]
    cross_folds: tuple[float, ...]
    tiles: tuple[Tile, ...]


class Pages(Struct, frozen=True, eq=False):
    """The press file of one edition as it was written, and what it was written from.

    Such as have errors, which no build would write, are not `are_good`; of those that are shown
    `anyway`, what cannot be set has a struck box in its stead.
    """

    press: bytes
    are_good: bool
    sheets: tuple[Sheet, ...]
    session: Session
    composed: Composed
    anyway: bool = False

    @property
    def tiles(self) -> Iterator[tuple[Sheet, Tile]]:
        """All tiles, each with its side."""
        for sheet in self.sheets:
            for tile in sheet.tiles:
                yield sheet, tile


class Finding(Struct, frozen=True):
    """Something that was found, and where it is seen: on which panel, and in which box of its side.

    `panel` is a panel's id, `box` in points on the side called `side`; None where nobody knows.
    """

    diagnostic: Diagnostic
    panel: str | None = None
    side: str | None = None
    box: Rect | None = None


class Snapshot(Struct, frozen=True, eq=False):
    """One edition as one build found it.

    `revision` grows with each build. `settled` says that all has been looked at, also what takes
    its time: preflight, spelling, what a designer would see. `seconds` is how long the pages took.
    `project` is what was read; None where it could not be.
    """

    revision: int
    language: str
    state: State
    pages: Pages | None
    findings: tuple[Finding, ...]
    project: Project | None
    seconds: float = 0.0
    settled: bool = False


_REACHES_OUT: Final = frozenset({"outside-panel", "overset", "chart-overset", "word-too-wide"})
"""What is found of a panel whose words or drawings may lie on its neighbours."""


def sheets_of(composition: Composition, bleed: float) -> tuple[Sheet, ...]:
    """The sides of a composition with their tiles, `bleed` points wide at the sheet's edges."""
    every = Counter(side.label for side in composition.sides)
    seen = Counter[str]()
    sheets = []
    for page, side in enumerate(composition.sides):
        seen[side.label] += 1
        number = seen[side.label] if every[side.label] > 1 else None
        sheets.append(
            Sheet(
                side.label if number is None else f"{side.label}-{number}",
                side.label if side.spread is None else composition.labels[page],
                number if side.spread is None else None,
                page,
                side.trim,
                bleed,
                side.folds,
                side.cross_folds,
                tuple(_tiles(side, page, composition, bleed)),
            )
        )
    return tuple(sheets)


def _tiles(side: Side, page: int, composition: Composition, bleed: float) -> Iterator[Tile]:
    by_number = {panel.leaf.slot.panel: panel for panel in composition.panels}
    present = [by_number[slot.panel] for slot in side.slots if slot.panel in by_number]
    # A backdrop may run on behind the next panels; words do not leave theirs without being told of.
    shared = digest_of(
        [
            (
                panel.leaf.slot.x,
                panel.leaf.slot.y,
                panel.backdrop,
                panel.marks if _may_reach_out(panel) else (),
            )
            for panel in present
        ]
    )
    for place, slot in enumerate(side.slots):
        panel = by_number.get(slot.panel)
        paper, columns = side.box(slot), side.columns
        row, column = divmod(place, columns)
        left = bleed if column == 0 else 0.0
        right = bleed if column == columns - 1 else 0.0
        top = bleed if row == 0 else 0.0
        bottom = bleed if place + columns >= len(side.slots) else 0.0
        box = paper.inset(-left, -top, -right, -bottom)
        drawn = (panel.furniture, panel.marks) if panel is not None else ()
        yield Tile(
            panel.panel.id if panel is not None else f"{side.label}-{page + 1}-{place + 1}",
            slot.panel if panel is not None else None,
            panel_title(panel.panel) if panel is not None else "",
            paper,
            box,
            digest_of((shared, drawn, box, slot.x, slot.y))[:32],
            slot.turn,
        )


def _may_reach_out(panel: SetPanel) -> bool:
    return not _REACHES_OUT.isdisjoint(found.code for found in panel.diagnostics)


def pages_of(session: Session, composed: Composed, *, are_good: bool) -> Pages:
    """The press file of an edition, and its tiles.

    Raises:
        DepliantError: what keeps it from being written.
    """
    (file,) = session.write(composed, "press")
    sheets = sheets_of(composed.composition, session.spec.bleed)
    return Pages(file.data, are_good, sheets, session, composed)
