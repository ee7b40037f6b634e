"""Blocks that grow: charts that take what height is left of a frame, a box or a place in a row.

All is first laid out as low as it can be, and then what grows once more, higher by what is left,
in whole lines of the grid. Points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from depliant.content.model import Block, BoxBlock, Chart, Plot, Row, Spanning
from depliant.errors import Diagnostic
from depliant.graphics.art import Art
from depliant.layout.frame import Stack
from depliant.layout.setting import PanelSetting
from depliant.sentences import say

_ROUNDING: Final = 0.01


def grows(block: Block) -> bool:
    """Whether a block takes what height is left: a chart that is to, or what holds such a one."""
    if isinstance(block, Chart | Plot):
        return block.fills
    if isinstance(block, Spanning):
        return grows(block.block)
    if isinstance(block, BoxBlock):
        return any(map(grows, block.blocks))
    if isinstance(block, Row):
        return any(grows(inner) for cell in block.cells for inner in cell.blocks)
    return False


def shared(spare: float, count: int, unit: float) -> list[float]:
    """What height is left in whole units for each of some blocks, the first with the odd ones."""
    units = int((spare + _ROUNDING) / unit)
    if count == 0 or units <= 0:
        return [0.0] * count
    each, odd = divmod(units, count)
    return [(each + (number < odd)) * unit for number in range(count)]


def heights(
    blocks: Sequence[Block], stacks: Sequence[Stack], spare: float, unit: float
) -> dict[int, float]:
    """How high blocks are to be that grow into what is left below all, by their `id`."""
    found = [
        (block, stack)
        for block, stack in zip(blocks, stacks, strict=False)
        if grows(block) and stack.slices
    ]
    more = shared(spare, len(found), unit)
    return {
        id(block): stack.height + by for (block, stack), by in zip(found, more, strict=True) if by
    }


def at_height(block: Block, setting: PanelSetting, wanted: Mapping[int, float]) -> PanelSetting:
    """How a block is set that is to be as high as is wanted."""
    height = wanted.get(id(block), 0.0)
    return setting if setting.height == height else replace(setting, height=height)


def kept_low(block: Chart | Plot, art: Art, setting: PanelSetting, least: Art) -> list[Diagnostic]:
    """The warning of a chart that is to take what height is left, and does not.

    Args:
        block: the chart.
        art: as it is drawn.
        setting: how it is set.
        least: as low as it can be.
    """
    if art.size.height > least.size.height + _ROUNDING:
        return []
    if setting.height:
        message = say("The chart cannot take the height that is left: it keeps its shape.")
        hint = say("Take out `height: fill`, or make it a chart of another kind.")
    else:
        message = say("No height is left for the chart to take: it is as low as it can be.")
        hint = say(
            "Take out `height: fill`, shorten the text beside it, or give its frame more room."
        )
    return [Diagnostic("chart-fill", message, block.place, hint, "warning")]
