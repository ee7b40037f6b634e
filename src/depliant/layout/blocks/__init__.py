"""Laying out the blocks of a panel: a module a kind, found by its name.

Every kind is laid out by a function from the block, the panel's setting and a measure in points
to a `Stack`; see `kind`.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from depliant.content.model import Block, FlowBreak, Heading, Spanning
from depliant.errors import Gathering
from depliant.layout.around import Around
from depliant.layout.beside import below, cleared, held, narrowed, opened
from depliant.layout.blocks.kind import kind_of, lay
from depliant.layout.following import room_above, table_room, table_room_above
from depliant.layout.frame import Stack, joined, spaced
from depliant.layout.growing import at_height, heights
from depliant.layout.setting import PanelSetting
from depliant.layout.touching import touching

__all__ = ["lay", "lay_all", "lay_each", "lay_to"]

_BELOW_A_HEADING = 2
"""Lines of text that have room beside a picture below a heading, or it does not stand there."""


def lay_all(blocks: tuple[Block, ...], setting: PanelSetting, measure: float) -> Stack:
    """Lay out blocks one below the other, with each style's room between them.

    Raises:
        DepliantError: what keeps any of them from being laid out.
    """
    return joined(lay_each(blocks, setting, lambda _: measure))


def lay_to(
    blocks: tuple[Block, ...], setting: PanelSetting, measure: float, height: float
) -> Stack:
    """Blocks one below the other that are so many points high together, if any of them grows.

    Raises:
        DepliantError: what keeps any of them from being laid out.
    """
    stacks = lay_each(blocks, setting, lambda _: measure)
    whole = joined(stacks)
    wanted = heights(blocks, stacks, height - whole.height, setting.unit)
    if not wanted:
        return whole

    def lay_higher(block: Block, how: PanelSetting, wide: float) -> Stack:
        return lay(block, at_height(block, how, wanted), wide)

    return joined(lay_each(blocks, setting, lambda _: measure, lay_higher))


def lay_each(
    blocks: tuple[Block, ...],
    setting: PanelSetting,
    measure_of: Callable[[Block], float],
    lay_one: Callable[[Block, PanelSetting, float], Stack] = lay,
    is_enough: Callable[[list[Stack]], bool] = lambda _: False,
) -> list[Stack]:
    """A stack for each block, with the room that its style and that before it ask for above it.

    What follows a picture at the side of the measure stands beside it as far as it can. It ends
    before the last of the blocks where those laid out are said to be enough.

    Raises:
        DepliantError: what keeps any of them from being laid out.
    """
    setting = replace(setting, height=0.0) if setting.height else setting
    stacks: list[Stack] = []
    after, stretch = 0.0, False
    around: Around | None = None
    faults = Gathering()
    for block in blocks:
        with faults:
            measure = measure_of(block)
            between = room_above(block, setting)
            if between is not None:
                after, stretch = between, False
                if around is not None and around.after is not None:
                    around = replace(around, after=between)
            stack = None
            if around is not None:
                stack = _beside(block, replace(setting, around=around), measure, lay_one)
                if stack is None:
                    stacks[-1] = cleared(stacks[-1], around, setting)
                elif around.after is None:
                    stacks[-1] = opened(stacks[-1])
                around = below(around, stack, 0.0) if stack is not None else None
            if stack is None:
                stack = lay_one(block, setting, measure)
                around = stack.around
                if not isinstance(block, FlowBreak):
                    least = table_room_above(block, setting) if stretch else 0.0
                    stack = spaced(stack, max(after, least), stretch=stretch)
            stacks.append(stack)
        if isinstance(block, Spanning):
            block = block.block
        after, stretch = _after(block, setting), not kind_of(type(block)).leads
        if around is not None and around.after is not None:
            around = replace(around, after=after)
        if is_enough(stacks):
            break
    if stacks and around is not None:
        stacks[-1] = cleared(stacks[-1], around, setting)
    faults.raise_any()
    return touching(stacks, setting)


def _beside(
    block: Block,
    setting: PanelSetting,
    measure: float,
    lay_one: Callable[[Block, PanelSetting, float], Stack],
) -> Stack | None:
    """A block beside what it runs round; None if it cannot stand there."""
    around, kind = setting.around, kind_of(type(block))
    if around is None or kind.beside == "no" or abs(around.measure - measure) > 0.01:
        return None
    if around.begins(0.0) > around.height - 0.01:
        return None
    if isinstance(block, Heading) and block.level == 2 and setting.design.title_rule is not None:
        return None  # the rule goes on below the picture
    if kind.beside == "narrow":
        stack = narrowed(lambda how, wide: lay_one(block, how, wide), setting, measure, 0.0)
    else:
        stack = lay_one(block, setting, measure)
    if not stack.slices or any(one.code == "word-too-wide" for one in stack.diagnostics):
        return None
    if around.after is not None:
        stack = spaced(stack, around.after)
    text = _BELOW_A_HEADING * setting.lines_of(setting.style("text"))
    if kind.leads and below(around, stack, 0.0).top + text > around.height:
        return None
    return held(stack, around)


def _after(block: Block, setting: PanelSetting) -> float:
    """The room below a block, in points."""
    if isinstance(block, FlowBreak):
        return 0.0
    by_role = kind_of(type(block)).after == "role"
    role = getattr(block, "role", "figure") if by_role else "figure"
    return max(setting.room(setting.style(role).after), table_room(block, setting))
