"""A font of empty boxes, for characters that no installed family has, in what is only looked at.

It is made of the characters that are wanted, so that it has a glyph for each, and the same
characters always make the same file.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Final

from depliant.fonts.registry import FontFile, give, given_name

_NAME: Final = "Empty boxes"
_UPEM: Final = 1000
_ADVANCE, _SIDE, _HEIGHT, _STROKE = 600, 60, 700, 50
_MARKS: Final = frozenset(map(chr, (*range(0x300, 0x370), 0x17C1)))
"""Accents that may stand on a missing letter, and the part into which shaping divides vowels."""


def boxes_for(characters: Iterable[str]) -> str:
    """The name of a family of one weight that draws each of the characters as an empty box."""
    wanted = set(_MARKS)
    for char in characters:
        wanted |= {char, *unicodedata.normalize("NFKD", char)}
    data = _font(sorted(map(ord, wanted - {" "})))
    sha256 = hashlib.sha256(data).hexdigest()
    name = given_name(_NAME, [(400, "normal", sha256)])
    give(name, (FontFile(400, "normal", Path(f"{sha256}.ttf"), data),))
    return name


def _font(codes: list[int]) -> bytes:
    """A TrueType font whose glyphs, one a character, are all the same box."""
    from fontTools.fontBuilder import FontBuilder

    names = [".notdef", "space", *(f"u{code:04X}" for code in codes)]
    builder = FontBuilder(_UPEM)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({32: "space", **{code: f"u{code:04X}" for code in codes}})
    box, nothing = _box(), _glyph(())
    builder.setupGlyf({name: nothing if name == "space" else box for name in names})
    sides = {name: (_ADVANCE, 0 if name == "space" else _SIDE) for name in names}
    builder.setupHorizontalMetrics(sides)
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2(
        sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200,
        sCapHeight=_HEIGHT, sxHeight=_HEIGHT, fsType=0,
    )  # fmt: skip
    builder.setupNameTable({"familyName": _NAME, "styleName": "Regular", "psName": "EmptyBoxes"})
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    written = BytesIO()
    builder.save(written)
    return written.getvalue()


def _box() -> object:
    """A frame: its outer edge one way round, its inner edge the other."""
    left, right, low, high = _SIDE, _ADVANCE - _SIDE, 0, _HEIGHT
    outer = ((left, low), (left, high), (right, high), (right, low))
    left, right, low, high = left + _STROKE, right - _STROKE, low + _STROKE, high - _STROKE
    return _glyph((outer, ((left, low), (right, low), (right, high), (left, high))))


def _glyph(contours: tuple[tuple[tuple[int, int], ...], ...]) -> object:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    for first, *others in contours:
        pen.moveTo(first)
        for point in others:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()
