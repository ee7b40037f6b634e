"""What a paragraph is made of for the breaking of lines: boxes, glue, penalties, discretionaries.

They are those of TeX, in its own integers: lengths are scaled points (65536 to the point). The
numbers in the comments are sections of *TeX: The Program*.

May be compiled (`tool.depliant.compiled` in pyproject.toml): values are plain classes, of which
mypyc makes structures of C. Nobody changes one that is made.
"""

from __future__ import annotations

from typing import Final

SCALE: Final = 65536
"""Scaled points in a point (§101)."""

INFINITE_BADNESS: Final = 10_000  # §108
INFINITE_PENALTY: Final = 10_000  # §157
EJECT: Final = -10_000


def scaled(points: float) -> int:
    """Points to scaled points."""
    return round(points * SCALE)


class Box:
    """Something unbreakable on the line: the part `start` to `end` of token number `token`.

    `stretch` and `shrink` are what tracking may add and take. `lead` and `trail` are how much
    of it hangs outside the measure at a line's left and right end.
    """

    __slots__ = ("end", "lead", "shrink", "start", "stretch", "token", "trail", "width")

    def __init__(
        self,
        width: int,
        stretch: int = 0,
        shrink: int = 0,
        lead: int = 0,
        trail: int = 0,
        token: int = -1,
        start: int = 0,
        end: int = 0,
    ) -> None:
        self.width = width
        self.stretch = stretch
        self.shrink = shrink
        self.lead = lead
        self.trail = trail
        self.token = token
        self.start = start
        self.end = end


class Glue:
    """A space; with `fill` it stretches without limit. `extra` are demerits of breaking at it.

    `below` are those of a break that the first full line follows, below a picture.
    """

    __slots__ = ("below", "extra", "fill", "shrink", "stretch", "token", "width")

    def __init__(
        self,
        width: int,
        stretch: int = 0,
        shrink: int = 0,
        fill: bool = False,
        extra: int = 0,
        token: int = -1,
        below: int = 0,
    ) -> None:
        self.width = width
        self.stretch = stretch
        self.shrink = shrink
        self.fill = fill
        self.extra = extra
        self.token = token
        self.below = below


class Penalty:
    """A place to break at for a price; at `EJECT` the line must end.

    A `desperate` one is tried only by a pass that is.
    """

    __slots__ = ("desperate", "extra", "penalty")

    def __init__(
        self,
        penalty: int,
        extra: int = 0,
        desperate: bool = False,
    ) -> None:
        self.penalty = penalty
        self.extra = extra
        self.desperate = desperate


class Discretionary:
    """A division in a word: what it adds before and after, as widths, if the line breaks there.

    `automatic` ones are found by patterns and are not tried in the first pass. `added` says
    whether a hyphen is added, or stands there already. `trail` is what hangs outside.
    """

    __slots__ = ("added", "after", "automatic", "before", "extra", "penalty", "trail")

    def __init__(
        self,
        before: int,
        after: int = 0,
        penalty: int = 50,
        automatic: bool = True,
        added: bool = True,
        trail: int = 0,
        extra: int = 0,
    ) -> None:
        self.before = before
        self.after = after
        self.penalty = penalty
        self.automatic = automatic
        self.added = added
        self.trail = trail
        self.extra = extra


Item = Box | Glue | Penalty | Discretionary
