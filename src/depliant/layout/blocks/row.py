"""Rows: blocks side by side, or one below the other where they have no room.

The heads of all stand level, and since every height is whole lines of the grid, their baselines
are shared. As long as the first blocks of all are of one kind (a picture, a heading, a box each),
each of these takes the height of the tallest, so that what follows begins level too. The labels
below key figures begin level.
"""

from __future__ import annotations

from msgspec.structs import replace

from depliant.content.model import Block, BoxBlock, Cell, Heading, KeyFigure, PictureBlock, Row
from depliant.display.items import Item
from depliant.errors import Diagnostic, Gathering
from depliant.geometry import mm
from depliant.layout.blocks import lay_each, lay_to
from depliant.layout.blocks.box_block import box_stack
from depliant.layout.blocks.kind import Kind, lay
from depliant.layout.frame import Slice, Stack, counted_from, joined, spaced
from depliant.layout.growing import at_height, grows, heights
from depliant.layout.setting import PanelSetting
from depliant.layout.stacking import fused, moved
from depliant.sentences import NOTHING, Sentence, say

_LEVELLED = (BoxBlock, Heading, PictureBlock)
"""Kinds of block that are given one height where they begin all cells of a row."""

_UNFIT = frozenset((
    "word-too-wide", "numeral-too-wide", "table-too-wide", "code-wide", "drawing-room",
    "chart-overset", "box-no-room", "picture-room",
))  # fmt: skip
"""What is found where a place of a row is too narrow for what stands in it."""


def row(block: Row, setting: PanelSetting, measure: float) -> Stack:
    """The cells of a row side by side as one slice; or, with a note, one below the other."""
    gap = mm(setting.design.gutter_mm if block.gap_mm is None else block.gap_mm)
    widths = _widths(block.cells, measure, gap)
    narrowest = min(widths)
    if narrowest < 0:
        lacking = -narrowest / mm(1)
        return _stacked(
            block,
            setting,
            measure,
            say(
                "The places of the row are {lacking:.1f} mm wider than its measure of "
                "{measure:.1f} mm: its blocks stand one below the other.",
                lacking=lacking,
                measure=measure / mm(1),
            ),
            say("Give them less `width_mm`, or the row more room."),
        )
    if len(widths) > 1 and narrowest < mm(block.least_mm) - 0.01:
        reason = say(
            "The row would have places of {width:.1f} mm, and asks for {least:g} mm: its blocks "
            "stand one below the other.",
            width=narrowest / mm(1),
            least=block.least_mm,
        )
        return _stacked(block, setting, measure, reason)
    faults = Gathering()
    cells: list[list[Stack]] = []
    for number, (cell, width) in enumerate(zip(block.cells, widths, strict=True)):
        with faults:
            cells.append(_laid(cell, _within(setting, number, len(widths), gap), width))
    found = {one.code for cell in cells for stack in cell for one in stack.diagnostics}
    found |= {one.code for one in faults.found}
    if len(widths) > 1 and not found.isdisjoint(_UNFIT):
        reason = (
            say("A word of the row is wider than its place: its blocks stand one below the other.")
            if "word-too-wide" in found
            else say(
                "Something in the row is wider than its place: its blocks stand one below another."
            )
        )
        return _stacked(block, setting, measure, reason)
    faults.raise_any()
    levelled = _level(block.cells, cells, widths, setting)
    if grows(block):
        levelled = _grown(block.cells, levelled, widths, setting)
    whole = [joined(stacks) for stacks in levelled]
    return _side_by_side(block, whole, (widths, gap), setting, measure)


def _widths(cells: tuple[Cell, ...], measure: float, gap: float) -> list[float]:
    """The width of each cell, in points: its own, or its share of what the others leave."""
    fixed = sum(mm(cell.width_mm) for cell in cells if cell.width_mm is not None)
    left = measure - gap * (len(cells) - 1) - fixed
    shares = sum(cell.share for cell in cells if cell.width_mm is None)
    if left < -0.01:  # what is asked for in millimetres has no room
        return [left] * len(cells)
    return [
        left * cell.share / shares if cell.width_mm is None else mm(cell.width_mm) for cell in cells
    ]


def _within(setting: PanelSetting, number: int, count: int, gap: float) -> PanelSetting:
    """How the cell of that number, from 0, is set: beside it only the gap is free."""
    first, last = number == 0, number == count - 1
    if setting.to_left:
        first, last = last, first
    left, right = setting.free
    return replace(setting, free=(left if first else gap, right if last else gap))


def _laid(cell: Cell, setting: PanelSetting, width: float) -> list[Stack]:
    """The blocks of a cell, each as a stack."""
    return lay_each(cell.blocks, setting, lambda _: width)


def _level(
    cells: tuple[Cell, ...], laid: list[list[Stack]], widths: list[float], setting: PanelSetting
) -> list[list[Stack]]:
    """The blocks of the cells, those that begin all of them made level."""
    for position in range(min(len(stacks) for stacks in laid)):
        kinds = {type(cell.blocks[position]) for cell in cells}
        if kinds == {KeyFigure}:
            levelled = _labels_level([stacks[position] for stacks in laid])
            for stacks, head in zip(laid, levelled, strict=True):
                stacks[position] = head
            if len({round(head.height, 2) for head in levelled}) == 1:
                continue
        if len(kinds) > 1 or not issubclass(kinds.pop(), _LEVELLED):
            break
        heads = [stacks[position] for stacks in laid]
        if any(one.reach for head in heads for one in head.slices):
            break  # what follows stands beside it, not below
        tallest = max(head.height for head in heads)
        for cell, stacks, width in zip(cells, laid, widths, strict=True):
            head, block = stacks[position], cell.blocks[position]
            if isinstance(block, BoxBlock):
                before = head.slices[0].before if head.slices else 0.0
                higher = box_stack(block, replace(setting, height=0.0), width, tallest)
                stacks[position] = spaced(higher, before)
            else:
                stacks[position] = _heightened(head, tallest - head.height)
    return laid


def _grown(
    cells: tuple[Cell, ...], laid: list[list[Stack]], widths: list[float], setting: PanelSetting
) -> list[list[Stack]]:
    """The blocks of the cells, those that grow as high as the row, or as it is to be.

    Where each cell is one box, all boxes stay as high as each other.
    """
    tallest = max(setting.height, *(joined(stacks).height for stacks in laid))
    are_boxes = all(
        len(cell.blocks) == 1 and isinstance(cell.blocks[0], BoxBlock) for cell in cells
    )
    found = []
    for cell, stacks, width in zip(cells, laid, widths, strict=True):
        spare = tallest - joined(stacks).height
        wanted = heights(cell.blocks, stacks, spare, setting.unit)
        if are_boxes and stacks[0].slices:
            wanted = {id(cell.blocks[0]): stacks[0].height + spare}
        found.append(
            [
                spaced(lay(block, at_height(block, setting, wanted), width), stack.slices[0].before)
                if id(block) in wanted
                else stack
                for block, stack in zip(cell.blocks, stacks, strict=True)
            ]
        )
    return found


def _labels_level(figures: list[Stack]) -> list[Stack]:
    """Key figures whose labels, where they stand below their numbers, begin level.

    One number may have a comma that reaches down to its label, and another none.
    """
    before = max((one.slices[1].before for one in figures if len(one.slices) > 1), default=0.0)
    return [
        replace(one, slices=(one.slices[0], replace(one.slices[1], before=before), *one.slices[2:]))
        if len(one.slices) > 1
        else one
        for one in figures
    ]


def _heightened(stack: Stack, by: float) -> Stack:
    """The stack with room below it."""
    if by < 0.01 or not stack.slices:
        return stack
    return replace(stack, slices=(*stack.slices, Slice(by, ())))


def _side_by_side(
    block: Row,
    cells: list[Stack],
    across: tuple[list[float], float],
    setting: PanelSetting,
    measure: float,
) -> Stack:
    """The cells as one slice, each read as a whole before the next."""
    marks: list[Item] = []
    numbered: list[Stack] = []
    first, start = 0, 0.0
    widths, gap = across
    for cell, width in zip(cells, widths, strict=True):
        stack = counted_from(first, cell)
        marks += moved(fused(stack), setting.across(start, width, measure))
        numbered.append(stack)
        first += stack.contents
        start += width + gap
    text = " ".join(slice_.text for stack in numbered for slice_ in stack.slices if slice_.text)
    shows = tuple(alt for stack in numbered for slice_ in stack.slices for alt in slice_.shows)
    height = max(stack.height for stack in numbered)
    before = max(stack.slices[0].before if stack.slices else 0.0 for stack in numbered)
    return Stack(
        (Slice(height, tuple(marks), before, text=text, shows=shows, place=block.place),),
        tuple(element for stack in numbered for element in stack.elements),
        tuple(found for stack in numbered for found in stack.diagnostics),
        first,
    )


def _stacked(
    block: Row, setting: PanelSetting, measure: float, reason: Sentence, hint: Sentence = NOTHING
) -> Stack:
    """The blocks of all cells one below the other, with a note that says why."""
    blocks: tuple[Block, ...] = tuple(one for cell in block.cells for one in cell.blocks)
    stack = lay_to(blocks, setting, measure, setting.height)
    hint = hint or say("Give the row more room, or a smaller `least_mm`.")
    found = Diagnostic("row-stacked", reason, block.place, hint, "info")
    return replace(stack, diagnostics=(*stack.diagnostics, found))


KIND = Kind(row)
