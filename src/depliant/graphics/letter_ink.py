"""Where a letter is inked: points inside its outline, by which what lies behind it is judged."""

from __future__ import annotations

from functools import lru_cache

from depliant.fonts.face import load
from depliant.fonts.outlines import glyph_outline, straightened
from depliant.fonts.registry import FaceRef
from depliant.geometry import Matrix, outline_bounds
from depliant.graphics.scan import edges, rows

_LEVELS = 9
"""Rows of a letter's outline in which points of its ink are taken."""

_APART = 90.0
"""Thousandths of an em from one such point to the next."""


@lru_cache(maxsize=4096)
def ink_points(ref: FaceRef, gid: int) -> tuple[tuple[float, float], ...]:
    """Points inside the outline of a glyph, in font units, y up; none for a blank one.

    They are taken in rows at equal distances, and in each from stem to stem.
    """
    outline = straightened(glyph_outline(ref, gid))
    if not outline:
        return ()
    box = outline_bounds(outline)
    if not box.height:
        return ()
    step = box.height / _LEVELS
    matrix = Matrix(1.0, 0.0, 0.0, 1 / step, 0.0, -box.y / step)
    apart = load(ref).upem * _APART / 1000
    found = []
    for row, stretches in sorted(rows(edges(outline, matrix), _LEVELS).items()):
        for start, end in stretches:
            count = 1 + int((end - start) / apart)
            found += [
                (start + (end - start) * (at + 0.5) / count, box.y + (row + 0.5) * step)
                for at in range(count)
            ]
    return tuple(found)
