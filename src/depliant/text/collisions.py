"""How near the ink of one line comes to that of the next: accents, ascenders and descenders.

Leading is fixed, letters are not: Ü under g touches where U under a leaves a gap. So what counts
are the outlines of the letters that are there, seen from above and below in narrow columns.

Points; a line has its baseline at 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from math import floor
from typing import Final, Literal

from depliant.display.items import Glyphs
from depliant.fonts.face import load
from depliant.fonts.outlines import glyph_outline, straightened
from depliant.fonts.registry import FaceRef
from depliant.text.ink import extents
from depliant.text.model import Line

CLEARANCE: Final = 0.03
"""The least gap between the ink of two lines, as a share of the type size: at text sizes that is
what ink spreads on paper, and at the size of titles what the eye still parts."""

_COLUMN: Final = 0.02
"""The width of a column, of the type size."""

Edge = Literal["above", "below"]


def needed(lines: Sequence[Line], size: float) -> float:
    """The least distance between the baselines of lines at which no ink of two touches.

    Args:
        lines: set lines, one below the other.
        size: the type size of their text, which says how fine is looked.
    """
    return max((apart(_runs(one), _runs(other), size) for one, other in pairwise(lines)), default=0)


def reach(lines: Sequence[Line]) -> float:
    """The distance at which lines are clear of each other whatever stands above what."""
    spans = [_span(_runs(line)) for line in lines] if len(lines) > 1 else []
    return max((one[1] + other[0] for one, other in pairwise(spans)), default=0.0)


def roughly(upper: Sequence[Glyphs], lower: Sequence[Glyphs]) -> float:
    """The distance at which two lines are clear of each other whatever stands above what."""
    return _span(upper)[1] + _span(lower)[0]


def _runs(line: Line) -> tuple[Glyphs, ...]:
    return tuple(run.glyphs for run in line.runs)


def _span(runs: Sequence[Glyphs]) -> tuple[float, float]:
    """How far the ink of a line goes above its baseline, and below it."""
    above = below = 0.0
    for glyphs in runs:
        scale = glyphs.size / load(glyphs.face).upem
        for gid, rise in {(gid, rise) for gid, _, rise, _, _ in glyphs.glyphs}:
            box = extents(glyphs.face, gid)
            if box is not None:
                y = glyphs.y + rise
                above, below = max(above, box.top * scale - y), max(below, y - box.bottom * scale)
    return above, below


def apart(upper: Sequence[Glyphs], lower: Sequence[Glyphs], size: float) -> float:
    """The distance between two baselines at which ink would meet, letter over letter."""
    width = _COLUMN * size
    below, above = _profile(upper, width, "below"), _profile(lower, width, "above")
    found = 0.0
    for column, depth in below.items():
        # Neighbouring columns count: ink comes near from the side as well.
        over = above.get(column)
        beside = max(above.get(column - 1, 0.0), above.get(column + 1, 0.0))
        height = max(beside, 0.0 if over is None else over)
        if height or over is not None:
            found = max(found, depth + height)
    return found + CLEARANCE * size if found else 0.0


def _profile(runs: Sequence[Glyphs], width: float, edge: Edge) -> dict[int, float]:
    """How far ink goes below or above the baseline, by column."""
    found: dict[int, float] = {}
    is_below = edge == "below"
    for glyphs in runs:
        face, size = glyphs.face, glyphs.size
        scale = size / load(face).upem
        left, baseline = glyphs.x, glyphs.y
        for gid, glyph_x, glyph_y, _, _ in glyphs.glyphs:
            start, y = left + glyph_x, baseline + glyph_y
            for column, edge_at in _envelope(face, gid, edge):
                at = edge_at * scale
                far = y - at if is_below else at - y
                place = floor((start + (column + 0.5) * _COLUMN * size) / width)
                before = found.get(place)
                if before is None or far > before:
                    found[place] = far
    return found


@lru_cache(maxsize=4096)
def _envelope(ref: FaceRef, gid: int, edge: Edge) -> tuple[tuple[int, float], ...]:
    """The lower or upper edge of a glyph in font units, y up, by columns that hold ink."""
    column = _COLUMN * load(ref).upem
    is_below = edge == "below"
    found: dict[int, float] = {}
    for x, y in _points(ref, gid, column / 2):
        place = floor(x / column)
        before = found.get(place)
        if before is None or (y < before if is_below else y > before):
            found[place] = y
    return tuple(sorted(found.items()))


def _points(ref: FaceRef, gid: int, step: float) -> list[tuple[float, float]]:
    """Points on the outline of a glyph, at most `step` font units apart across."""
    found: list[tuple[float, float]] = []
    x = y = start_x = start_y = 0.0
    for letter, *values in straightened(glyph_outline(ref, gid)):
        if letter == "M":
            x, y = start_x, start_y = float(values[0]), float(values[1])
            found.append((x, y))
            continue
        to_x, to_y = (float(values[0]), float(values[1])) if values else (start_x, start_y)
        count = max(1, int(abs(to_x - x) / step) + 1)
        for number in range(1, count + 1):
            share = number / count
            found.append((x + (to_x - x) * share, y + (to_y - y) * share))
        x, y = to_x, to_y
    return found
