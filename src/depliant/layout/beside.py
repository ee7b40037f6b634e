"""Blocks beside a picture: how they are set there, and what keeps them and the picture together.

What follows a picture at the side of its measure is set beside it until a block cannot stand
there or all of the picture is passed. Every line asks once how far to stay away, and what is set
in one piece (an item, a quotation) is tried at a narrower measure a bounded number of times: it
ends for every input.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from depliant.layout.around import Around
from depliant.layout.frame import Slice, Stack
from depliant.layout.setting import PanelSetting
from depliant.layout.stacking import indented

_LEAST: Final = 12
"""Characters; where fewer have room beside a picture no line is set there."""
_CHARACTER: Final = 0.5
"""The width of a character of running text, of its size."""
_TRIES: Final = 6
_SLACK: Final = 0.01


def least_beside(setting: PanelSetting) -> float:
    """The narrowest measure that running text is set to beside a picture, in points."""
    return _LEAST * _CHARACTER * setting.style("text").size


def narrowed(
    lay: Callable[[PanelSetting, float], Stack],
    setting: PanelSetting,
    measure: float,
    before: float,
) -> Stack:
    """What is set in one piece beside a picture: at the widest measure that stays clear of it.

    `before` is the room that it asks for above it.
    """
    around, apart = setting.around, replace(setting, around=None)
    if around is None or abs(around.measure - measure) > _SLACK:
        return lay(apart, measure)
    begins = around.begins(before)
    reach = around.reach(begins, begins + setting.unit)
    for tried in range(_TRIES):
        stack = lay(apart, measure - reach)
        needed = around.reach(begins, begins + stack.height)
        if needed <= reach + _SLACK:
            break
        reach = needed if tried + 2 < _TRIES else around.widest
    at_left = (around.side == "end") == setting.to_left
    return indented(stack, reach) if at_left else stack


def below(around: Around, stack: Stack, after: float) -> Around:
    """The same for what follows a block that has been set beside it."""
    before = stack.slices[0].before if stack.slices else 0.0
    return replace(around, top=around.begins(before) + stack.height, after=after)


def lowered(setting: PanelSetting, stack: Stack) -> PanelSetting:
    """The setting of a part of a block that another part stands above."""
    if setting.around is None:
        return setting
    return replace(setting, around=below(setting.around, stack, 0.0))


def opened(stack: Stack) -> Stack:
    """What text runs round, as a slice of no height that the text stands level with."""
    *_, last = stack.slices
    return replace(stack, slices=(replace(last, height=0.0, keep=True, reach=last.height),))


def held(stack: Stack, around: Around) -> Stack:
    """A block beside something, its lines there bound together, and no room added between them."""
    slices: list[Slice] = []
    y = around.begins(stack.slices[0].before)
    for number, slice_ in enumerate(stack.slices):
        top = y + (slice_.before if number else 0.0)
        y = top + slice_.height
        if top < around.height - _SLACK:
            keep = slice_.keep or y < around.height - _SLACK
            slice_ = replace(slice_, keep=keep, stretch=False)
            if number == 0 and around.after is None:
                slice_ = replace(slice_, before=0.0)
        slices.append(slice_)
    return replace(stack, slices=tuple(slices))


def cleared(stack: Stack, around: Around, setting: PanelSetting) -> Stack:
    """The last block beside something, with room below it as far as that reaches."""
    left = setting.ceil(around.height - around.top)
    if around.after is None or left < _SLACK:
        return stack
    *lines, last = stack.slices
    return replace(stack, slices=(*lines, replace(last, keep=True), Slice(left, ())))
