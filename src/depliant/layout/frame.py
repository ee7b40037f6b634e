"""What flows: slices of set matter, stacked, and the frames they are poured into.

Points, y down. A `Slice` is a horizontal strip that is never split: a line of text, a chart,
a row of logos. Its height is a whole number of baseline units, and the baseline of every text
slice lies the same distance above its lower edge, so stacked slices keep to the grid by
themselves.
"""

from __future__ import annotations

from math import fsum
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from depliant.colour import Colour
from depliant.display.items import Item, Mark
from depliant.display.structure import Element
from depliant.errors import Diagnostic, Place
from depliant.geometry import Rect
from depliant.layout.around import Around
from depliant.layout.numbering import elements_from, marks_from
from depliant.style.block_styles import BoxRule


class Surround(Struct, frozen=True):
    """What is drawn round slices that stand below one another: a ground, a rule.

    It is `width` wide from `x`. `above` is how far below the upper edge of the first slice it
    begins, `below` how far below the lower edge of the last slice it ends, where frames part it.
    `part` says where a slice stands in it: a `head` begins it, what stands `again` at the head of
    a frame goes on with it, the `foot` ends it.
    """

    x: float
    width: float
    part: Literal["head", "again", "body", "foot"]
    above: float = 0.0
    below: float = 0.0
    ground: Colour | None = None
    rule: BoxRule | None = None
    ink: Colour | None = None
    corner: float = 0.0
    to_left: bool = False


class Slice(Struct, frozen=True):
    """A strip of set matter, `height` high, its marks placed from its top left corner.

    `before` is the room above it, dropped at the head of a frame. `keep` binds it to the next
    slice. `stretch` says that room left over in a frame may be added before it. `text` is what it
    says and `shows` what its illustrations do, for the report of overset. What follows a slice that
    `ends` a column or a frame is in the next one. `lead` stands above it once more where a frame
    begins with it: the head of a table that goes on. `reach` is how far below its head that reaches
    which it shows, where that is more than its height: what follows stands beside it. A frame that
    ends with it has `tail` points left below. `surround` is drawn round it and its neighbours. What
    `divides` two blocks is not drawn at the head or the foot of a frame. The first row of a table
    over two pages is `level` with that of the facing page, which has the same name.
    """

    height: float
    marks: tuple[Item, ...]
    before: float = 0.0
    keep: bool = False
    stretch: bool = False
    text: str = ""
    shows: tuple[str, ...] = ()
    place: Place | None = None
    ends: Literal["", "column", "frame"] = ""
    lead: Slice | None = None
    reach: float = 0.0
    tail: float = 0.0
    surround: Surround | None = None
    divides: bool = False
    level: str = ""


class Stack(Struct, frozen=True):
    """A laid out block: its slices, its structure, and what was found on the way.

    Its marks and its structure number their contents from 0; `contents` says how many there are.
    `around` is given where what follows may run round it, which then is one slice.
    """

    slices: tuple[Slice, ...]
    elements: tuple[Element, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    contents: int = 0
    around: Around | None = None

    @property
    def height(self) -> float:
        """Height of all slices one below the other, without the room before the first."""
        return fsum(
            slice_.height + (slice_.before if index else 0.0)
            for index, slice_ in enumerate(self.slices)
        )


class Placement(Struct, frozen=True):
    """A slice in its frame: `x` and `y` of its top left corner on the panel.

    What is not `shown` is a divider with nothing to divide: it is not painted. What is `over` found
    no room, and stands below its frame.
    """

    slice: Slice
    x: float
    y: float
    shown: bool = True
    over: bool = False


class Poured(Struct, frozen=True):
    """What a thread of frames took: the placed slices and those that found no room.

    Overset slices are placed as well, below the last frame, so that nothing is lost from
    view; `lacking` is by how much they exceed it, in points.
    """

    placements: tuple[Placement, ...]
    overset: tuple[Slice, ...] = ()
    lacking: float = 0.0
    left_over: float = 0.0
    """Room left at the foot of the last frame that took anything."""


def joined(stacks: list[Stack]) -> Stack:
    """Stacks one below the other as one, their contents numbered on."""
    numbered: list[Stack] = []
    first = 0
    for stack in stacks:
        numbered.append(counted_from(first, stack))
        first += stack.contents
    return Stack(
        tuple(slice_ for stack in numbered for slice_ in stack.slices),
        tuple(element for stack in numbered for element in stack.elements),
        tuple(diagnostic for stack in numbered for diagnostic in stack.diagnostics),
        first,
    )


def counted_from(first: int, stack: Stack) -> Stack:
    """The stack with the number `first` for its first content, to stand after so many others."""
    if not first or not stack.contents:
        return stack
    slices = tuple(
        replace(slice_, marks=marks_from(first, slice_.marks)) for slice_ in stack.slices
    )
    return replace(stack, slices=slices, elements=elements_from(first, stack.elements))


def spaced(stack: Stack, before: float, *, stretch: bool = False) -> Stack:
    """The stack with at least `before` points above its first slice."""
    if not stack.slices:
        return stack
    first = stack.slices[0]
    first = replace(first, before=max(first.before, before), stretch=first.stretch or stretch)
    return replace(stack, slices=(first, *stack.slices[1:]))


def merged(marks: list[Item]) -> tuple[Item, ...]:
    """The marks with neighbours of the same content made one, in painting order."""
    result: list[Item] = []
    for mark in marks:
        last = result[-1] if result else None
        if (
            isinstance(mark, Mark)
            and isinstance(last, Mark)
            and (mark.content, mark.artifact) == (last.content, last.artifact)
            and mark.bounds is None
            and last.bounds is None
        ):
            result[-1] = replace(last, items=last.items + mark.items)
        else:
            result.append(mark)
    return tuple(result)


def columns(area: Rect, count: int, gutter: float, *, to_left: bool = False) -> tuple[Rect, ...]:
    """`area` in `count` equal columns with `gutter` between them, in the order of reading."""
    width = (area.width - gutter * (count - 1)) / count
    found = tuple(
        Rect(area.x + index * (width + gutter), area.y, width, area.height)
        for index in range(count)
    )
    return found[::-1] if to_left else found
