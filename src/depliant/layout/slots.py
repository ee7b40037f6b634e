"""Blocks set in the place of others: what one row of a batch has there, and another.

A slot is a block of a panel that was set, with its frame and its place. Another block that takes
the same room there, line for line, leaves all that stands round it as it is; one that does not
needs the panel's full setting.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from depliant.content.framing import FOOT, MAIN, tables_across
from depliant.content.model import Block, Edition, Panel
from depliant.display.items import Item, Link, Mark
from depliant.display.structure import Element
from depliant.geometry import mm
from depliant.graphics.backing import Backing, backing
from depliant.layout.blocks import lay
from depliant.layout.compose import SetPanel, order_of
from depliant.layout.fit import Step
from depliant.layout.frame import Placement, Slice, Stack
from depliant.layout.growing import grows
from depliant.layout.job import Job
from depliant.layout.panel import origins, setup_of
from depliant.layout.setting import PanelSetting
from depliant.layout.sight import sights
from depliant.layout.stacking import moved
from depliant.layout.standing import Setup, frame_in
from depliant.layout.surrounds import surrounds
from depliant.layout.visible import too_near
from depliant.press.condition import least_contrast


class Slot(NamedTuple):
    """A block of a panel, how it is set, and where each of its slices stands on the panel."""

    block: Block
    setting: PanelSetting
    measure: float
    stack: Stack
    at: tuple[tuple[float, float], ...]


class Filling(NamedTuple):
    """A block in a slot: what is painted of it, with no links, and how it is read."""

    block: Block
    marks: tuple[Item, ...]
    elements: tuple[Element, ...]


class Slotted:
    """A panel with slots: what stands round them stays.

    Args:
        panel: as it was set.
        blocks: those that are slots; each stands in a frame of the panel.
        setup: how the panel was set.
        job: of the edition.
        placements: its slices as they were placed.

    Raises:
        LookupError: it is not so simple: the panel needs its full setting for every row.
    """

    def __init__(
        self, panel: SetPanel, blocks: Sequence[Block], setup: Setup, job: Job,
        placements: Sequence[Placement],
    ) -> None:  # fmt: skip
        whole = panel.panel
        is_joined = panel.joins or any(tables_across(whole))
        if is_joined or panel.overset or whole.notes or any(map(grows, whole.walk())):
            raise LookupError("a panel that is more than frames with blocks")
        self.panel = panel
        self._safe = mm(job.sheet.format.safe_mm)
        self._contrast = least_contrast(job.condition)
        self._behind: Backing = backing(panel.backdrop, panel.leaf.region)
        if not self._behind.whole:
            raise LookupError("a backdrop of which too little is known")
        free = [one for one in placements if one.shown]
        self.slots = tuple(_slot(block, whole, setup, free) for block in blocks)
        left = [mark for one in free for mark in moved(one.slice.marks, one.x, one.y)]
        shown = [one for one in placements if one.shown]
        self.around: tuple[Item, ...] = (*surrounds(shown), *left)
        self.first = tuple(self.filled(slot, slot.block) for slot in self.slots)
        """The slots as they were filled first."""
        own = [item for one in self.first if one is not None for item in one.marks]
        if None in self.first or _items((*self.around, *own)) != _items(panel.marks):
            raise LookupError("a panel that is put together otherwise")

    def filled(self, slot: Slot, block: Block) -> Filling | None:
        """A block in a slot; None where it needs other room, or is badly seen.

        Raises:
            DepliantError: what keeps the block from being set.
        """
        stack = lay(block, slot.setting, slot.measure)
        if stack.diagnostics or _shape(stack) != _shape(slot.stack):
            return None
        marks = tuple(
            mark
            for slice_, (x, y) in zip(stack.slices, slot.at, strict=True)
            for mark in moved(slice_.marks, x, y)
            if not isinstance(mark, Link)
        )
        if too_near(marks, self.panel.leaf.size, self._safe):
            return None
        if sights(marks, self._behind, self._contrast):
            return None
        return Filling(block, marks, stack.elements)


def _slot(block: Block, panel: Panel, setup: Setup, free: list[Placement]) -> Slot:
    """The slot of a block, whose slices are taken out of those that are free.

    Raises:
        LookupError: its slices are not found as they were set.
    """
    name = _frame_of(block, panel)
    frame = frame_in(setup, name)
    measure = frame.box.inner.width if name == FOOT else frame.measure(block)
    setting = replace(frame.setting, height=0.0)
    stack = lay(block, setting, measure)
    if stack.diagnostics or stack.around is not None:
        raise LookupError("a block with more to it")
    wanted = [_bare(slice_.marks) for slice_ in stack.slices]
    there = [_bare(one.slice.marks) for one in free]
    found = [at for at in range(len(there)) if there[at : at + len(wanted)] == wanted]
    if len(found) != 1:
        raise LookupError("a block that is set otherwise, or twice")
    own = free[found[0] : found[0] + len(wanted)]
    del free[found[0] : found[0] + len(wanted)]
    return Slot(block, setting, measure, stack, tuple((one.x, one.y) for one in own))


def _frame_of(block: Block, panel: Panel) -> str:
    """The frame that a block stands in."""
    if any(one is block for one in panel.blocks):
        return MAIN
    if any(one is block for one in panel.foot):
        return FOOT
    for framed in panel.frames:
        if any(one is block for one in framed.blocks):
            return framed.frame
    raise LookupError("a block within another")


def _shape(stack: Stack) -> tuple[object, ...]:
    """All of a stack that what stands round it depends on."""
    return stack.contents, *map(_shape_of, stack.slices)


def _shape_of(one: Slice) -> tuple[object, ...]:
    return (
        (one.height, one.before, one.keep, one.stretch, one.ends, one.reach, one.tail, one.divides)
        if one.lead is None and one.surround is None
        else (one,)
    )


def _bare(marks: Sequence[Item]) -> tuple[Item, ...]:
    """Marks without their numbers; a press file has no links."""
    return tuple(
        replace(mark, content=0) if isinstance(mark, Mark) and mark.content else mark
        for mark in marks
        if not isinstance(mark, Link)
    )


def _items(marks: Sequence[Item]) -> Counter[Item]:
    """The items that marks hold, however often and in whatever order."""
    found: Counter[Item] = Counter()
    for mark in marks:
        if not isinstance(mark, Link):
            found.update(mark.items if isinstance(mark, Mark) else (mark,))
    return found


def slotted(panel: SetPanel, blocks: Sequence[Block], placed: tuple[Edition, Job, Step]) -> Slotted:
    """A panel of a composition with slots.

    Args:
        panel: as it was set.
        blocks: those that are slots.
        placed: the edition, the job, and the copyfit step that it was set at.

    Raises:
        LookupError: as `Slotted`.
    """
    edition, job, step = placed
    order = order_of(panel, edition, job, step)
    return Slotted(panel, blocks, setup_of(order, job), job, origins((order,), job)[0])


def same_marks(marks: Sequence[Item], others: Sequence[Item]) -> bool:
    """Whether the same is painted, in whatever order."""
    return _items(marks) == _items(others)
