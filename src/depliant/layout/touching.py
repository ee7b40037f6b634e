"""Texts of two blocks, one below the other, whose letters touch."""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from depliant.display.items import Glyphs, Mark
from depliant.errors import Diagnostic
from depliant.layout.frame import Slice, Stack
from depliant.layout.setting import PanelSetting
from depliant.sentences import say
from depliant.text import collisions

_EXCESS = 0.01
"""Points by which rounding may bring two lines nearer."""

_SHOWN = 40
"""Characters of a text that a diagnostic shows."""


def touching(stacks: list[Stack], setting: PanelSetting) -> list[Stack]:
    """Blocks in their order, with what is said of each whose first line touches the one above.

    Where a design puts room that is left over between two, nobody knows yet how far they stand
    apart. What stands beside a picture touches none of the words below that.
    """
    spreads = setting.design.spread == "blocks"
    found = stacks[:1]
    for upper, lower in pairwise(stacks):
        said: tuple[Diagnostic, ...] = ()
        if upper.slices and lower.slices and not (spreads and lower.slices[0].stretch):
            said = _said(upper.slices[-1], lower.slices[0])
        found.append(replace(lower, diagnostics=(*lower.diagnostics, *said)) if said else lower)
    return found


def _said(upper: Slice, lower: Slice) -> tuple[Diagnostic, ...]:
    above, below = _glyphs(upper), _glyphs(lower)
    if not (above and below and upper.text and lower.text) or upper.ends or upper.reach:
        return ()
    if upper.reach > upper.height:  # a picture with a caption: what follows stands beside it
        return ()
    first, second = above[0].y, below[0].y
    distance = upper.height + lower.before + second - first
    lines = (_from(above, first), _from(below, second))
    size = min(above[0].size, below[0].size)
    if collisions.roughly(*lines) + collisions.CLEARANCE * size <= distance:
        return ()
    needed = collisions.apart(*lines, size)
    if needed <= distance + _EXCESS:
        return ()
    message = say(
        "Letters of “{upper}” touch those of “{lower}” below it: they stand {distance:.1f} pt "
        "apart, and need {needed:.1f} pt.",
        upper=_short(upper.text),
        lower=_short(lower.text),
        distance=distance,
        needed=needed,
    )
    hint = say(
        "Give the type style of the lower text more leading, or more room above it (`before`), in "
        "this edition alone under `editions`."
    )
    return (Diagnostic("lines-collide", message, lower.place, hint, "warning"),)


def _glyphs(slice_: Slice) -> tuple[Glyphs, ...]:
    return tuple(
        item
        for mark in slice_.marks
        if isinstance(mark, Mark)
        for item in mark.items
        if isinstance(item, Glyphs)
    )


def _from(runs: tuple[Glyphs, ...], baseline: float) -> tuple[Glyphs, ...]:
    return tuple(replace(run, y=run.y - baseline) for run in runs)


def _short(words: str) -> str:
    words = words.strip()
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
