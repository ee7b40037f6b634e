"""Artwork: what charts, logos and pictures give to the layout.

Display items in a box of their own: origin at its top left corner, points, y down. The items
are not yet marked content; layout wraps them in a `Mark` and moves them to their place.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec import Struct

from depliant.display.items import Item
from depliant.errors import Diagnostic
from depliant.geometry import Size

Saying = Literal["title", "label", "date", "value"]


class Part(NamedTuple):
    """Which items of a chart say something: `items[first:last]`.

    `datum` is the number of the datum, from 0, whose label, date or value they are; -1 for the
    title.
    """

    saying: Saying
    datum: int
    first: int
    last: int


class Art(Struct, frozen=True):
    """Items in a box of `size`; `diagnostics` say what is wrong with what was drawn.

    `parts` are the words and numbers of a chart among its items, in the order of the items.
    """

    items: tuple[Item, ...]
    size: Size
    diagnostics: tuple[Diagnostic, ...] = ()
    parts: tuple[Part, ...] = ()
