"""Folds: how wide each panel is, and where it stands on which side of the sheet.

A fold kind says how many panels a side has and in which order the panels of the content, in
reading order, fall on the two sides. The panel that is tucked in is narrower by an allowance
that grows with the paper: 1.6 mm (1/16 in) for text weight and 3.2 mm (1/8 in) for cover
weight (prepressx.com, "Adjusting panels for folds"; universalprinting.com, "Folding guides").
The verso mirrors the recto: a panel is as wide as the one it is the back of.

A publication that reads to the left is bound and folded the other way round: each side is the
mirror image of one that reads to the right. Its cover is at the left of the outside, with the
flap at the right, and its first panel inside is at the right. `mirrored` turns that round, and
`order` says of a side which panels stand there; `panels_mm` are widths of the printer's own.

The pages of a booklet are sides of their own, in the order of reading (see `booklets`).

Panels beyond one sheet go to further sheets; a sheet that is not filled keeps blank panels.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from depliant.geometry import Size, mm
from depliant.languages.table import Direction
from depliant.style import booklets
from depliant.style.folded import Joint, joints
from depliant.style.format import Format


class Slot(Struct, frozen=True):
    """A panel's place on a side; `panel` is its index in reading order, None for a blank one."""

    panel: int | None
    x: float
    width: float


class Spread(Struct, frozen=True):
    """The open booklet that a page is a part of: its number, and how wide it is beside the page.

    Pages of equal `number` face each other. `before` and `after` are the width of the paper on the
    left and on the right of this one, in points.
    """

    number: int
    before: float
    after: float


class Side(Struct, frozen=True):
    """One side of one sheet, that is one page of the press file; lengths in points.

    A page of a booklet is a side of its own, and a part of a `spread`.
    """

    label: str
    slots: tuple[Slot, ...]
    trim: Size
    spread: Spread | None = None

    @property
    def folds(self) -> tuple[float, ...]:
        """x of each fold, from the left trim edge."""
        return tuple(slot.x for slot in self.slots[1:])


def sides(style: Format, panels: int, direction: Direction = "ltr") -> tuple[Side, ...]:
    """The sides of as many sheets as `panels` need, in the order of the press file's pages.

    A sheet whose panels all fit on one side is printed on that side alone, in reading order.
    Slots are from left to right, whichever the `direction` of reading.
    """
    found = _bound(style, panels) if style.is_bound else _sides(style, panels)
    return tuple(map(_mirrored, found)) if is_mirrored(style, direction) else found


def joints_on(style: Format, side: Side, direction: Direction = "ltr") -> tuple[Joint, ...]:
    """The folds of a side from left to right, as one looks on it."""
    if style.is_bound:
        return ()
    fold = style.folding
    found = joints(fold)
    is_verso = side.label != fold.sides[0][0]
    if is_verso:
        found = tuple(Joint(step, -turn) for step, turn in found)
    return found[::-1] if is_verso != is_mirrored(style, direction) else found


def is_mirrored(style: Format, direction: Direction) -> bool:
    """Whether the sheet is folded the other way round than the fold says."""
    return (direction == "rtl") != style.mirrored


def _mirrored(side: Side) -> Side:
    """A side as it looks from behind: the order of its panels turned round."""
    slots: list[Slot] = []
    x = 0.0
    for slot in reversed(side.slots):
        slots.append(replace(slot, x=x))
        x += slot.width
    spread = side.spread
    if spread is not None:
        spread = Spread(spread.number, spread.after, spread.before)
    return replace(side, slots=tuple(slots), spread=spread)


def _bound(style: Format, panels: int) -> tuple[Side, ...]:
    """The pages of a booklet, in the order of reading: those with odd numbers are at the right."""
    width, height = mm(style.widths_mm[0]), mm(style.sheet_mm[1])
    pages = booklets.whole(style, panels)
    found = []
    for page in range(pages):
        together = booklets.facing(page, pages)
        beside = width * (len(together) - 1)
        before, after = (beside, 0.0) if page == together[-1] else (0.0, beside)
        slot = Slot(page if page < panels else None, 0.0, width)
        spread = Spread(min(together), before, after)
        found.append(Side("page", (slot,), Size(width, height), spread))
    return tuple(found)


def _sides(style: Format, panels: int) -> tuple[Side, ...]:
    trim = Size(*map(mm, style.sheet_mm))
    fold, recto = style.folding, style.widths_mm
    a_side, capacity = len(fold.recto), fold.capacity
    result: list[Side] = []
    for first in range(0, panels, capacity):
        here = min(capacity, panels - first)
        if here <= a_side and len(fold.sides) > 1:
            # One side alone: the inside, whose order is the reading order.
            result.append(_side("inside", tuple(range(a_side)), recto[::-1], trim, (first, here)))
            continue
        for verso, (label, order) in enumerate(fold.sides):
            across = recto[::-1] if verso else recto
            result.append(_side(label, order, across, trim, (first, here)))
    return tuple(result)


def blank_panels(style: Format, panels: int) -> int:
    """How many panels of the sheets stay blank."""
    return sum(slot.panel is None for side in sides(style, panels) for slot in side.slots)


def _side(
    label: str,
    order: tuple[int, ...],
    across: tuple[float, ...],
    trim: Size,
    present: tuple[int, int],
) -> Side:
    first, count = present
    slots: list[Slot] = []
    x = 0.0
    for position, width in zip(order, across, strict=True):
        index = first + position if position < count else None
        slots.append(Slot(index, x, mm(width)))
        x += mm(width)
    return Side(label, tuple(slots), trim)
