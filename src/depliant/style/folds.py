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

A sheet that is folded in both directions has its panels in rows. Some stand upside down on it, so
that whoever opens the piece meets each upright: see `style.folded.heads_down`.

The pages of a booklet are sides of their own, in the order of reading (see `booklets`).

Panels beyond one sheet go to further sheets; a sheet that is not filled keeps blank panels.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from depliant.geometry import Matrix, Rect, Size, mm
from depliant.languages.table import Direction
from depliant.style import booklets
from depliant.style.fold_kinds import Fold
from depliant.style.folded import Face, Joint, Seams, closed, heads_down, seams
from depliant.style.format import Format, mirrored_rows
from depliant.tuples import NamedTuple


class Shown(NamedTuple):
    """Where a panel lies on the closed piece, in points from that one's upper left corner.

    `width` and `height` are the piece's, `front` says on which side of it that is.
    """

    x: float
    y: float
    width: float
    height: float
    front: bool


class Slot(Struct, frozen=True):
    """A panel's place on a side, by its upper left corner; lengths in points.

    `panel` is its index in reading order, None for a blank one. Without a `height` it is as high as
    the side. `turn` is by how many degrees it is turned about its middle: 180 stands on its head.
    `closed` is where it is seen of the closed piece, None inside it.
    """

    panel: int | None
    x: float
    width: float
    y: float = 0.0
    height: float | None = None
    turn: Literal[0, 180] = 0
    closed: Shown | None = None


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

    Its slots stand row by row, each from left to right. A page of a booklet is a side of its own,
    and a part of a `spread`.
    """

    label: str
    slots: tuple[Slot, ...]
    trim: Size
    spread: Spread | None = None

    @property
    def columns(self) -> int:
        """How many panels stand side by side."""
        return sum(slot.y == self.slots[0].y for slot in self.slots)

    @property
    def folds(self) -> tuple[float, ...]:
        """x of each upright fold, from the left trim edge."""
        return tuple(slot.x for slot in self.slots[1 : self.columns])

    @property
    def cross_folds(self) -> tuple[float, ...]:
        """y of each fold that runs across, from the upper trim edge."""
        columns = self.columns
        return tuple(slot.y for slot in self.slots[columns::columns])

    def box(self, slot: Slot) -> Rect:
        """A panel's trim on the side."""
        height = self.trim.height if slot.height is None else slot.height
        return Rect(slot.x, slot.y, slot.width, height)

    def placing(self, slot: Slot) -> Matrix:
        """The map from a panel's own coordinates to those of the side."""
        box = self.box(slot)
        if slot.turn:
            return Matrix(-1.0, 0.0, 0.0, -1.0, box.right, box.bottom)
        return Matrix(e=box.x, f=box.y)

    def of_panel(self, slot: Slot, box: Rect) -> Rect:
        """A box of a panel's own coordinates, on the side."""
        if slot.turn:
            return self.placing(slot).apply_rect(box)
        return box.moved(slot.x, slot.y)

    def beside(self, slot: Slot, across: int, down: int) -> Slot | None:
        """The slot so many columns to the right of another and rows below it, as that is read.

        What is right of a panel that stands on its head is left of it on the sheet.
        """
        columns = self.columns
        row, column = divmod(self.slots.index(slot), columns)
        way = -1 if slot.turn else 1
        column, row = column + way * across, row + way * down
        if 0 <= column < columns and 0 <= row < len(self.slots) // columns:
            return self.slots[row * columns + column]
        return None


def sides(style: Format, panels: int, direction: Direction = "ltr") -> tuple[Side, ...]:
    """The sides of as many sheets as `panels` need, in the order of the press file's pages.

    A sheet whose panels all fit on one side is printed on that side alone, in reading order.
    Slots are from left to right, whichever the `direction` of reading.
    """
    found = _bound(style, panels) if style.is_bound else _sides(style, panels)
    return tuple(map(_mirrored, found)) if is_mirrored(style, direction) else found


def joints_on(style: Format, side: Side, direction: Direction = "ltr") -> tuple[Joint, ...]:
    """The folds of a side from left to right, as one looks on its upper row."""
    return seams_on(style, side, direction).upright[0]


def seams_on(style: Format, side: Side, direction: Direction = "ltr") -> Seams:
    """All folds of a side, panel by panel, as one looks on it; a page of a booklet has none."""
    if style.is_bound:
        return Seams(((),), ((),))
    fold = style.folding
    upright, across = seams(fold)
    if side.label != fold.sides[0][0]:
        upright, across = (
            tuple(tuple(Joint(step, -turn) for step, turn in line) for line in lines)
            for lines in (upright, across)
        )
        is_turned = not is_mirrored(style, direction)
    else:
        is_turned = is_mirrored(style, direction)
    if is_turned:
        upright, across = tuple(row[::-1] for row in upright), across[::-1]
    return Seams(upright, across)


def is_mirrored(style: Format, direction: Direction) -> bool:
    """Whether the sheet is folded the other way round than the fold says."""
    return (direction == "rtl") != style.mirrored


def _mirrored(side: Side) -> Side:
    """A side as it looks from behind: the order of its panels turned round."""
    slots: list[Slot] = []
    x = 0.0
    for slot in mirrored_rows(side.slots, side.columns):
        x = x if slots and slots[-1].y == slot.y else 0.0
        shown = slot.closed
        if shown is not None:
            shown = shown._replace(x=shown.width - shown.x - slot.width)
        slots.append(replace(slot, x=x, closed=shown))
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
    fold = style.folding
    a_side, capacity = len(fold.recto) * len(fold.rows), fold.capacity
    result: list[Side] = []
    for first in range(0, panels, capacity):
        here = min(capacity, panels - first)
        if here <= a_side and len(fold.sides) > 1:
            result.append(_one_side(style, fold, (first, here)))
            continue
        for verso, (label, order) in enumerate(fold.sides):
            result.append(_side(style, label, order, (first, here), verso=bool(verso)))
    return tuple(result)


def _one_side(style: Format, fold: Fold, present: tuple[int, int]) -> Side:
    """A sheet that is printed on one side alone: on its inside, whose order is that of reading.

    A French fold is printed on its outside, which is all that is seen of it.
    """
    label, order = fold.sides[0]
    a_side = tuple(range(len(order)))
    if len(fold.rows) > 1 and set(order) == set(a_side):
        return _side(style, label, order, present, verso=False)
    return _side(style, "inside", a_side, present, verso=True)


def blank_panels(style: Format, panels: int) -> int:
    """How many panels of the sheets stay blank."""
    return sum(slot.panel is None for side in sides(style, panels) for slot in side.slots)


@lru_cache(maxsize=64)
def _shown(fold: Fold, widths: tuple[float, ...], heights: tuple[float, ...]) -> dict[Face, Shown]:
    """Where each face lies that is seen of the closed piece; sizes are millimetres."""
    found: dict[Face, Shown] = {}
    for number, boxes in enumerate(closed(fold, widths, heights)):
        width = max(box.right for box in boxes.values())
        height = max(box.bottom for box in boxes.values())
        for face, box in boxes.items():
            shown = Shown(mm(box.x), mm(box.y), mm(width), mm(height), number == 0)
            found.setdefault(face, shown)
    return found


def _side(
    style: Format, label: str, order: tuple[int, ...], present: tuple[int, int], *, verso: bool
) -> Side:
    first, count = present
    widths = style.widths_mm[::-1] if verso else style.widths_mm
    columns, down = len(widths), heads_down(style.folding)
    outside = _shown(style.folding, tuple(style.widths_mm), tuple(style.heights_mm))
    slots: list[Slot] = []
    y = 0.0
    for row, height in enumerate(map(mm, style.heights_mm)):
        x = 0.0
        for at, width in enumerate(map(mm, widths)):
            position = order[row * columns + at]
            face = Face(columns - 1 - at if verso else at, verso, row)
            slots.append(
                Slot(
                    first + position if position < count else None,
                    x,
                    width,
                    y,
                    height,
                    180 if face in down else 0,
                    outside.get(face),
                )
            )
            x += width
        y += height
    return Side(label, tuple(slots), Size(*map(mm, style.sheet_mm)))
