"""Moving set matter about: marks shifted, slices fused into one."""

from __future__ import annotations

from msgspec.structs import replace

from depliant.display.items import Glyphs, Group, Item, Link, Mark
from depliant.geometry import translation
from depliant.layout.frame import Placement, Slice, Stack
from depliant.layout.surrounds import surrounds


def shift(item: Item, dx: float, dy: float) -> Item:
    """The item moved by (dx, dy) points; text and links directly, anything else in a group."""
    match item:
        case Mark(items=inside, bounds=bounds):
            return replace(
                item,
                items=_shift_all(inside, dx, dy),
                bounds=bounds.moved(dx, dy) if bounds else None,
            )
        case Glyphs():
            return replace(item, x=item.x + dx, y=item.y + dy)
        case Link(frame=frame):
            return replace(item, frame=frame.moved(dx, dy))
        case Group(matrix=matrix, clip=None):
            return replace(item, matrix=translation(dx, dy) @ matrix)
        case _:
            return Group((item,), translation(dx, dy))


def _shift_all(items: tuple[Item, ...], dx: float, dy: float) -> tuple[Item, ...]:
    """Items of one mark moved together: text alone, all else under one group."""
    if all(isinstance(item, Glyphs) for item in items):
        return tuple(shift(item, dx, dy) for item in items)
    if len(items) == 1:
        return (shift(items[0], dx, dy),)
    return (Group(items, translation(dx, dy)),)


def moved(marks: tuple[Item, ...], dx: float, dy: float = 0.0) -> tuple[Item, ...]:
    """All marks moved by (dx, dy) points."""
    if not dx and not dy:
        return marks
    return tuple(shift(mark, dx, dy) for mark in marks)


def fused(stack: Stack, down: float = 0.0) -> tuple[Item, ...]:
    """The marks of all slices of a stack, as placed from its top, `down` points lower.

    What is drawn round them is painted before them.
    """
    marks: list[Item] = []
    placed: list[Placement] = []
    y = down
    for index, slice_ in enumerate(stack.slices):
        if index:
            y += slice_.before
        placed.append(Placement(slice_, 0.0, y))
        marks.extend(moved(slice_.marks, 0.0, y))
        y += slice_.height
    return (*surrounds(placed), *marks)


def indented(stack: Stack, dx: float) -> Stack:
    """The stack moved to the right by `dx` points."""
    return replace(stack, slices=tuple(_indented(slice_, dx) for slice_ in stack.slices))


def _indented(slice_: Slice, dx: float) -> Slice:
    lead = _indented(slice_.lead, dx) if slice_.lead is not None else None
    around = slice_.surround
    if around is not None:
        around = replace(around, x=around.x + dx)
    return replace(slice_, marks=moved(slice_.marks, dx), lead=lead, surround=around)


def beside(first: Slice, marks: tuple[Item, ...]) -> Slice:
    """The slice with marks that stand beside it, painted (and read) before its own."""
    return replace(first, marks=marks + first.marks)
