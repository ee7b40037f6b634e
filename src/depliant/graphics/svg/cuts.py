"""What bounds a part of a drawing: outlines that cut, and bands inside them."""

from __future__ import annotations

from typing import NamedTuple

from depliant.colour import Colour
from depliant.geometry import Outline


class Cut(NamedTuple):
    """An outline that cuts: what lies inside it shows."""

    outline: Outline
    even_odd: bool = False


Stack = tuple[Cut, ...]
"""Cuts one in another: what lies inside all of them shows."""
Region = tuple[Stack, ...]
"""Stacks beside one another: what lies inside any of them shows; nothing does in none."""


class Band(NamedTuple):
    """A step of a gradient: it covers the bands before it, where it lies.

    It runs on below those that come after it, since a narrow strip would be a hairline to a
    press; what shows of it lies in `reach`. A band that is seen through lies in `within`, apart
    from where the gradient shows nothing.
    """

    outline: Outline
    colour: Colour
    opacity: float = 1.0
    reach: Outline | None = None
    within: Cut | None = None
