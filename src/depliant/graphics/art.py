"""Artwork: what charts, logos and pictures give to the layout.

Display items in a box of their own: origin at its top left corner, points, y down. The items
are not yet marked content; layout wraps them in a `Mark` and moves them to their place.
"""

from __future__ import annotations

from dataclasses import dataclass

from depliant.display.items import Item
from depliant.errors import Diagnostic
from depliant.geometry import Size


@dataclass(frozen=True, slots=True)
class Art:
    """Items in a box of `size`; `diagnostics` say what is wrong with what was drawn."""

    items: tuple[Item, ...]
    size: Size
    diagnostics: tuple[Diagnostic, ...] = ()
