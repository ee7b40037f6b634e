"""Rows of glyphs, faces, colours and whole items that many panels share.

Equal lines that are set one after the other hold one row of glyphs, and what the writers make of
it is found by that row. Put in its place, or read back from the disk or from another process, each
would have one of its own, and a long document many times what it needs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct
from msgspec.structs import force_setattr

from depliant.colour import Colour
from depliant.display.items import Glyph, Glyphs, Group, Item, Mark
from depliant.fonts.registry import FaceRef
from depliant.memory import SHARED, remembered

_ITEM: Final = 400
"""Bytes that an item takes without its row of glyphs."""

_GLYPH: Final = 170
"""Bytes that a glyph takes: its tuple and three numbers."""


def share_glyphs(value: Struct | object) -> None:
    """Have the runs of a value that was read back share their rows with those read before.

    Args:
        value: whatever it shares with others already becomes the equal of what it was. What has
            `marks` has runs, by itself or in its `panels`.
    """
    for one in (value, *getattr(value, "panels", ())):
        _share(getattr(one, "marks", ()))


def _share(items: Iterable[Item]) -> None:
    for item in items:
        if isinstance(item, Glyphs):
            force_setattr(item, "glyphs", _row(item.glyphs))
            face, colour = _looks(item.face, item.colour)
            force_setattr(item, "face", face)
            force_setattr(item, "colour", colour)
        elif isinstance(item, Mark | Group):
            _share(item.items)
            force_setattr(item, "items", _same(item.items))


@remembered
def _looks(face: FaceRef, colour: Colour) -> tuple[FaceRef, Colour]:
    """The face and the colour that are shared by all that equal them."""
    return face, colour


def _same(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items that are shared by all that equal them: whoever compares them later need not look.

    What writers find by items they ask for many times, and a paragraph that is as it was elsewhere
    would be compared glyph by glyph each time.
    """
    key = _same, items
    found: tuple[Item, ...] | None = SHARED.find(key)
    return found or SHARED.keep(key, items, _ITEM * len(items))


def _row(glyphs: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """The row that is shared by all that equal it."""
    key = _row, glyphs
    found: tuple[Glyph, ...] | None = SHARED.find(key)
    return found or SHARED.keep(key, glyphs, _GLYPH * len(glyphs))
