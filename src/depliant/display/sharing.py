"""Rows of glyphs, faces and colours that many runs share.

Equal lines that are set one after the other hold one row of glyphs, and what the writers make of
it is found by that row. Read back from the disk, or from another process, each run would have one
of its own, and a long document many times what it needs.
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

_GLYPH: Final = 170
"""Bytes that a glyph takes: its tuple and three numbers."""


def share_glyphs(value: Struct | object) -> None:
    """Have the runs of a value that was read back share their rows with those read before.

    Args:
        value: nobody else has it yet. What has `marks` has runs, by itself or in its `panels`.
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


@remembered
def _looks(face: FaceRef, colour: Colour) -> tuple[FaceRef, Colour]:
    """The face and the colour that are shared by all that equal them."""
    return face, colour


def _row(glyphs: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """The row that is shared by all that equal it."""
    key = _row, glyphs
    found: tuple[Glyph, ...] | None = SHARED.find(key)
    return found or SHARED.keep(key, glyphs, _GLYPH * len(glyphs))
