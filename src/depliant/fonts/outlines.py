"""The outlines of glyphs as they are drawn, by HarfBuzz.

Coordinates are font units, y up as in the font file. TrueType's quadratic curves stay as they
are: they are exact, and half as long as the cubics that PDF would want.
"""

from __future__ import annotations

from functools import lru_cache

import uharfbuzz as hb

from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.geometry import Outline

GlyphOutline = tuple[tuple[str, tuple[float, ...]], ...]
"""Segments by their letter in SVG, absolute: M, L, Q (control, end), C (two controls, end), Z."""


@lru_cache(maxsize=4096)
def glyph_outline(ref: FaceRef, gid: int) -> GlyphOutline:
    """The outline of a glyph; empty for a blank one.

    Raises:
        InputError: `font-missing`, `font-unreadable`.
    """
    drawn: list[tuple[str, tuple[float, ...]]] = []
    load(ref).font.draw_glyph(gid, _recorder(), drawn)
    return tuple(drawn)


@lru_cache(maxsize=1)
def _recorder() -> hb.DrawFuncs:
    """HarfBuzz's callbacks; each appends one segment to the list that it is given."""
    functions = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, drawn: drawn.append(("M", (x, y))))
    functions.set_line_to_func(lambda x, y, drawn: drawn.append(("L", (x, y))))
    functions.set_quadratic_to_func(lambda x1, y1, x, y, drawn: drawn.append(("Q", (x1, y1, x, y))))
    functions.set_cubic_to_func(
        lambda x1, y1, x2, y2, x, y, drawn: drawn.append(("C", (x1, y1, x2, y2, x, y)))
    )
    functions.set_close_path_func(lambda drawn: drawn.append(("Z", ())))
    return functions


def straightened(outline: GlyphOutline) -> Outline:
    """A glyph's outline with each curve as two straight pieces: near enough to find its ink."""
    found: list[tuple[str | float, ...]] = []
    at = (0.0, 0.0)
    for letter, values in outline:
        if letter == "Q":
            x, y = values[2:]
            found.append(("L", (at[0] + 2 * values[0] + x) / 4, (at[1] + 2 * values[1] + y) / 4))
            found.append(("L", x, y))
        elif letter == "C":
            x, y = values[4:]
            middle = (
                (at[i] + 3 * values[i] + 3 * values[2 + i] + values[4 + i]) / 8 for i in (0, 1)
            )
            found.append(("L", *middle))
            found.append(("L", x, y))
        else:
            found.append((letter, *values))
        at = (values[-2], values[-1]) if values else at
    return tuple(found)  # type: ignore[arg-type]
