"""Text that runs round what stands beside it: how far each line stays away.

A picture at the side of its measure gives an `Around`. The blocks that follow it are set with
that, each told how far below the picture's head it begins: see `beside`.
"""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from depliant.text.model import Inset

ASCENT: Final = 0.75
DESCENT: Final = 0.25
"""How far letters reach above and below their baseline, of their size."""
_SLACK: Final = 0.01

Side = Literal["start", "end"]


class Around(Struct, frozen=True):
    """What stands at the `side` of a `measure` and lets text run round it; points.

    Each of `bands` is how far below its head it ends and how far lines beside it stay away from
    that side of the measure, the gap included. `height` is that of the thing itself with its
    room. The block that is set now follows what ends `top` points below the head, which asks for
    `after` points below it; None if it is the first beside it, which begins level with it.
    """

    side: Side
    measure: float
    height: float
    bands: tuple[tuple[float, float], ...]
    top: float = 0.0
    after: float | None = None

    @property
    def depth(self) -> float:
        """How far below its head lines have to stay away from it."""
        return self.bands[-1][0] if self.bands else 0.0

    @property
    def widest(self) -> float:
        """How far the line stays away that stays away farthest."""
        return max((reach for _, reach in self.bands), default=0.0)

    def begins(self, before: float) -> float:
        """Where a block begins that asks for so much room above it, below the head."""
        return self.top if self.after is None else self.top + max(before, self.after)

    def reach(self, top: float, bottom: float) -> float:
        """How far a line between these heights below the head stays away."""
        found, upper = 0.0, 0.0
        for lower, reach in self.bands:
            if upper < bottom - _SLACK and lower > top + _SLACK:
                found = max(found, reach)
            upper = lower
        return found

    def insets(
        self, begins: float, lines: float, baseline: float, size: float
    ) -> tuple[Inset, ...]:
        """What each line of a text keeps from the ends of its measure; no more lines than have to.

        The first line begins `begins` points below the head; `lines` is the leading, `baseline`
        how far it lies below the head of its line.
        """
        found: list[Inset] = []
        y = begins + baseline
        while y - ASCENT * size < self.depth - _SLACK:
            reach = self.reach(y - ASCENT * size, y + DESCENT * size)
            found.append(Inset(start=reach) if self.side == "start" else Inset(end=reach))
            y += lines
        return tuple(found)
