"""Where the lines of a paragraph may end, and how much stands before and after each such place.

Follows *TeX: The Program* (numbers in the comments are its sections) as `linebreak` does, and may
be compiled as it.
"""

from __future__ import annotations

from collections.abc import Sequence

from depliant.text.items import INFINITE_PENALTY, Box, Discretionary, Glue, Item, Penalty


class Point:
    """A legal breakpoint with the totals up to it and from it on."""

    __slots__ = (
        "automatic",
        "below",
        "desperate",
        "end",
        "extra",
        "fills",
        "hyphen",
        "item",
        "next_fills",
        "next_shrink",
        "next_stretch",
        "penalty",
        "shrink",
        "start",
        "stretch",
    )

    def __init__(
        self,
        item: int,
        end: int,
        stretch: int,
        shrink: int,
        fills: int,
        start: int,
        next_stretch: int,
        next_shrink: int,
        next_fills: int,
        penalty: int,
        hyphen: bool,
        automatic: bool,
        extra: int,
        below: int,
        desperate: bool = False,
    ) -> None:
        self.item = item
        self.end = end
        self.stretch = stretch
        self.shrink = shrink
        self.fills = fills
        self.start = start
        self.next_stretch = next_stretch
        self.next_shrink = next_shrink
        self.next_fills = next_fills
        self.penalty = penalty
        self.hyphen = hyphen
        self.automatic = automatic
        self.extra = extra
        self.below = below
        self.desperate = desperate


def breakpoints(items: Sequence[Item]) -> tuple[Point, ...]:
    """The legal breakpoints (§866-§868) with running totals, a start before all included.

    They are the same at every measure, and a text is balanced at many.
    """
    row = tuple(items)
    totals = _totals(row)
    nexts = _next_starts(row)
    points = [_point(row, totals, nexts, -1)]
    for index, item in enumerate(row):
        if isinstance(item, Box):
            continue
        if isinstance(item, Glue):
            legal = index > 0 and isinstance(row[index - 1], (Box, Discretionary))
        else:
            legal = item.penalty < INFINITE_PENALTY
        if legal:
            points.append(_point(row, totals, nexts, index))
    return tuple(points)


class _Total:
    """Width, stretch, shrink and fills of all that stands before an item."""

    __slots__ = ("fills", "shrink", "stretch", "width")

    def __init__(self, width: int, stretch: int, shrink: int, fills: int) -> None:
        self.width = width
        self.stretch = stretch
        self.shrink = shrink
        self.fills = fills


def _totals(items: tuple[Item, ...]) -> list[_Total]:
    """What stands before each item, and before the end."""
    width = stretch = shrink = fills = 0
    total = _Total(0, 0, 0, 0)
    totals = [total]
    for item in items:
        if isinstance(item, (Box, Glue)):
            width += item.width
            stretch += item.stretch
            shrink += item.shrink
            if isinstance(item, Glue) and item.fill:
                fills += 1
            total = _Total(width, stretch, shrink, fills)
        totals.append(total)
    return totals


def _next_starts(items: tuple[Item, ...]) -> list[int]:
    """For each item, the first one from it on that a line can begin with (§837, §879)."""
    start = len(items)
    nexts = [start] * (start + 1)
    for index in range(len(items) - 1, -1, -1):
        if isinstance(items[index], (Box, Discretionary)):
            start = index
        nexts[index] = start
    return nexts


def _point(items: tuple[Item, ...], totals: list[_Total], nexts: list[int], index: int) -> Point:
    item = items[index] if index >= 0 else None
    begin = index + 1
    if not isinstance(item, Discretionary) or not item.after:
        begin = nexts[begin]
    first = items[begin] if begin < len(items) else None
    before, behind = totals[max(index, 0)], totals[begin]
    end, start = before.width, behind.width
    if isinstance(first, Box):
        start += first.lead
    penalty = extra = below = 0
    hyphen = automatic = desperate = False
    if isinstance(item, Discretionary):
        end += item.before - item.trail
        start -= item.after
        penalty, extra, hyphen, automatic = item.penalty, item.extra, True, item.automatic
    elif index > 0:
        end -= _trail_before(items, index)
    if isinstance(item, Penalty):
        penalty, extra, desperate = item.penalty, item.extra, item.desperate
    elif isinstance(item, Glue):
        extra, below = item.extra, item.below
    return Point(
        index,
        end,
        before.stretch,
        before.shrink,
        before.fills,
        start,
        behind.stretch,
        behind.shrink,
        behind.fills,
        penalty,
        hyphen,
        automatic,
        extra,
        below,
        desperate,
    )


def _trail_before(items: tuple[Item, ...], index: int) -> int:
    """What hangs at the right end before a line end, behind the fill of a forced one."""
    while index > 0:
        index -= 1
        item = items[index]
        if isinstance(item, Box):
            return item.trail
    return 0
