"""Letters that stand on an area of ink: in an ink that is read there."""

from __future__ import annotations

import math
from typing import Final

from depliant.colour import Colour
from depliant.graphics.charts.lettering import Lettering

ENOUGH: Final = 5.0
"""To one: a contrast that small letters are read at, with something over for what is guessed."""


def on_ink(lettering: Lettering, ink: Colour, *others: Colour) -> Lettering:
    """The letters in their own ink where that stands out from an area, else in the ink that does.

    Args:
        lettering: as they stand on the ground.
        ink: of the area.
        others: inks that they may have instead: that of the ground, mostly paper, and of others.
    """
    own = lettering.style.colour
    if _ratio(own, ink) >= ENOUGH:
        return lettering
    best = max((own, *others), key=lambda other: _ratio(other, ink))
    return lettering.inked(best)


def _ratio(one: Colour, other: Colour) -> float:
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


_SOLID: Final = (0.23, 0.17, 0.74, 0.02)
"""The luminance of solid cyan, magenta, yellow and black on coated paper, of that of the paper."""


def _light(colour: Colour) -> float:
    """About how light an ink is, from 0 to 1: enough to tell which of two is farther from it."""
    amounts = zip(colour.cmyk, _SOLID, strict=True)
    return math.prod(1 - amount * (1 - solid) for amount, solid in amounts)
