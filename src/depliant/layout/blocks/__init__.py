"""Laying out the blocks of a panel: a module a kind, found by its name.

Every kind is laid out by a function from the block, the panel's setting and a measure in points
to a `Stack`; see `kind`.
"""

from __future__ import annotations

from collections.abc import Callable

from depliant.content.model import Block, FlowBreak, Spanning
from depliant.errors import Gathering
from depliant.layout.blocks.kind import kind_of
from depliant.layout.blocks.touching import touching
from depliant.layout.frame import Stack, joined, spaced
from depliant.layout.setting import PanelSetting


def lay(block: Block, setting: PanelSetting, measure: float) -> Stack:
    """Lay out one block to a measure, in points."""
    return kind_of(type(block)).lay(block, setting, measure)


def lay_all(blocks: tuple[Block, ...], setting: PanelSetting, measure: float) -> Stack:
    """Lay out blocks one below the other, with each style's room between them.

    Raises:
        DepliantError: what keeps any of them from being laid out.
    """
    return joined(lay_each(blocks, setting, lambda block: lay(block, setting, measure)))


def lay_each(
    blocks: tuple[Block, ...],
    setting: PanelSetting,
    lay_one: Callable[[Block], Stack],
    is_enough: Callable[[list[Stack]], bool] = lambda _: False,
) -> list[Stack]:
    """A stack for each block, with the room that its style and that before it ask for above it.

    It ends before the last of the blocks where those laid out are said to be enough.

    Raises:
        DepliantError: what keeps any of them from being laid out.
    """
    stacks: list[Stack] = []
    after, stretch = 0.0, False
    faults = Gathering()
    for block in blocks:
        with faults:
            stack = lay_one(block)
            if not isinstance(block, FlowBreak):
                stack = spaced(stack, after, stretch=stretch)
            stacks.append(stack)
        if isinstance(block, Spanning):
            block = block.block
        after, stretch = _after(block, setting), not kind_of(type(block)).leads
        if is_enough(stacks):
            break
    faults.raise_any()
    return touching(stacks)


def _after(block: Block, setting: PanelSetting) -> float:
    """The room below a block, in points."""
    if isinstance(block, FlowBreak):
        return 0.0
    by_role = kind_of(type(block)).after == "role"
    role = getattr(block, "role", "figure") if by_role else "figure"
    return setting.room(setting.style(role).after)
