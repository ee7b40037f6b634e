"""The ink of set text: the boxes of what glyphs paint, which is less or more than their advance.

Points, y down, from wherever the runs are placed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from depliant.display.items import Glyphs
from depliant.fonts.face import Box, load
from depliant.fonts.registry import FaceRef
from depliant.geometry import Rect


@lru_cache(maxsize=4096)
def extents(ref: FaceRef, gid: int) -> Box | None:
    """The box of a glyph's outline in font units, y up; none for a space."""
    found = load(ref).font.get_glyph_extents(gid)
    if found is None or not found.width or not found.height:
        return None
    left, top = found.x_bearing, found.y_bearing
    return Box(left, top + found.height, left + found.width, top)


def glyph_boxes(run: Glyphs) -> Iterator[Rect]:
    """The box of each glyph of a run that paints anything."""
    scale = run.size / load(run.face).upem
    for glyph in run.glyphs:
        box = extents(run.face, glyph.gid)
        if box is not None:
            x, y = run.x + glyph.x + box.left * scale, run.y + glyph.y - box.top * scale
            yield Rect(x, y, (box.right - box.left) * scale, (box.top - box.bottom) * scale)


def around(boxes: Iterable[Rect]) -> Rect | None:
    """The smallest box that holds all; none if there are none."""
    found: Rect | None = None
    for box in boxes:
        found = box if found is None else found.union(box)
    return found
