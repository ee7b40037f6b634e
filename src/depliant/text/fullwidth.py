"""The blank halves of full-width punctuation.

A Chinese or Japanese bracket, comma or full stop is drawn in one half of a square; the other is
the space beside it (JLREQ, 3.1.4; CLREQ, 3.1.6). It falls at the ends of a line and beside another
such sign. Which half is blank is seen on the glyph: the comma of Taiwan stands in the middle.
"""

from __future__ import annotations

import unicodedata
from typing import Final, NamedTuple

from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.fonts.shaping import shape
from depliant.memory import remembered

FIRST: Final = "\u2018"
"""The first character that may be full-width punctuation."""

HALF: Final = 0.5
"""Ems that are blank beside a sign."""

_LEAST: Final = 0.45
"""Ems without ink at the blank side, at least: brackets reach over the middle by a hair."""

_UNEVEN: Final = 0.2
"""Ems by which the blank side has less ink than the other."""


class Blank(NamedTuple):
    """Ems that are blank on either side of a sign: 0 or `HALF`."""

    left: float = 0.0
    right: float = 0.0


_NONE: Final = Blank()


def blank(ref: FaceRef, char: str, language: str) -> Blank:
    """The blank half of a character; none of what is no full-width punctuation."""
    if char < FIRST or unicodedata.category(char)[0] != "P":
        return _NONE
    return _measured(ref, char, language)


@remembered
def _measured(ref: FaceRef, char: str, language: str) -> Blank:
    face = load(ref)
    if not face.covers(char):
        return _NONE
    glyphs = shape(ref, char, language=language)
    extents = face.font.get_glyph_extents(glyphs[0].gid)
    advance = sum(glyph.x_advance for glyph in glyphs) / face.upem
    if extents is None or advance < 2 * _LEAST:
        return _NONE
    left = extents.x_bearing / face.upem
    right = advance - left - extents.width / face.upem
    if right >= _LEAST and right - left >= _UNEVEN:
        return Blank(right=HALF)
    return Blank(left=HALF) if left >= _LEAST and left - right >= _UNEVEN else _NONE
