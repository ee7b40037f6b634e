"""Pictures in one ink or in two: how much of each is printed for a level of gray.

Of two inks the second draws the lights and the first the depths, as a duotone of the trade does:
the second comes early and is solid early, the first only in the shadows.
"""

from __future__ import annotations

from collections.abc import Sequence

from depliant.colour import Colour

LEVELS = 256


def tints(count: int, level: int) -> tuple[float, ...]:
    """How much of each of so many inks stands for a level of gray, 0 for black and 255 for white.

    From 0 to 1 each.
    """
    dark = 1 - level / (LEVELS - 1)
    if count < 2:
        return (dark,) * count
    return dark**2, 1 - (1 - dark) ** 1.5


def mixed(inks: Sequence[Colour], level: int, ink_limit: float = 4.0) -> Colour:
    """The process inks of a level, spots by what stands in for them, one ink over the other.

    Where they are more than `ink_limit` (1.0 for 100 %), all are less.
    """
    amounts = [0.0] * 4
    for ink, tint in zip(inks, tints(len(inks), level), strict=True):
        amounts = [
            min(1.0, amount + more * tint) for amount, more in zip(amounts, ink.cmyk, strict=True)
        ]
    total = sum(amounts)
    kept = min(1.0, ink_limit / total) if total else 1.0
    cyan, magenta, yellow, black = (amount * kept for amount in amounts)
    return Colour(cyan, magenta, yellow, black)
