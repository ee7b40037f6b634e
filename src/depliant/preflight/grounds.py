"""What a text stands on, seen on the plates: from end to end, a letter's breadth at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from depliant.geometry import Rect
from depliant.preflight.content import Image, Mark, Outline, Shade, Text
from depliant.preflight.inks import Plates

_LINE = 0.93
"""The height of a line's box, as a share of its size; see `content`."""

_ABOVE, _BELOW = 0.12, 0.22
"""What of that box lies above and below most of the ink, as shares of the size."""

_CELL = 0.5
"""Ems: the breadth of a letter."""

_MOST_CELLS = 80

_BUCKET = 36.0
"""Points a side of the buckets by which what lies over a text is looked for."""

_MOST_BUCKETS = 60
_MOST_THERE = 500
"""What is opaque in one place."""


def core(text: Text) -> Rect:
    """The part of a text's box where all its letters are inked; all of it where it is turned."""
    box, size = text.box, text.size
    if abs(box.height - _LINE * size) > 0.1 * size:
        return box
    return box.inset(0.0, _ABOVE * size, 0.0, _BELOW * size)


def cells(text: Text) -> list[Rect]:
    """A text's core in pieces about as broad as a letter, from left to right."""
    box = core(text)
    count = min(max(round(box.width / (_CELL * text.size or 1.0)), 1), _MOST_CELLS)
    broad = box.width / count
    return [Rect(box.x + at * broad, box.y, broad, box.height) for at in range(count)]


Ground = list[tuple[tuple[float, ...], float]]
"""The inks below a cell, 1.0 for solid, in the order of the plates, each with its part of it."""


def grounds(plates: Plates, text: Text) -> list[Ground]:
    """What lies below each cell of a text; only one where all of it is alike."""
    if plates.is_even(core(text)):
        return [[(tuple(plates.medians(core(text)).values()), 1.0)]]
    return [plates.parts(cell) for cell in cells(text)]


def screen_light(inks: Iterable[float]) -> tuple[int, int, int]:
    """The sRGB of process inks that were made of it by subtraction (ISO 32000-1, 10.3.5)."""
    cyan, magenta, yellow, black = inks
    red, green, blue = (
        round(255 * (1 - min(1.0, amount + black))) for amount in (cyan, magenta, yellow)
    )
    return red, green, blue


class Covers:
    """What is opaque among the marks of a page, by where it lies.

    So much of it that nobody could tell what hides what is not remembered.
    """

    def __init__(self, marks: Iterable[Mark]) -> None:
        self._large: list[tuple[int, Rect]] = []
        self._small: dict[tuple[int, int], list[tuple[int, Rect]]] = {}
        for order, mark in enumerate(marks):
            if not _is_opaque(mark):
                continue
            buckets = _buckets(mark.box)
            lists = [self._small.setdefault(one, []) for one in buckets] or [self._large]
            for found in lists:
                if len(found) < _MOST_THERE:
                    found.append((order, mark.box))

    def over(self, order: int, box: Rect) -> Iterator[Rect]:
        """The parts of a box that what is painted after `order` may hide."""
        near = [self._large, *(self._small.get(one, []) for one in _buckets(box))]
        later = dict.fromkeys(one for found in near for one in found if one[0] > order)
        for _, cover in later:
            if cover.overlaps(box):
                left, top = max(box.x, cover.x), max(box.y, cover.y)
                right, bottom = min(box.right, cover.right), min(box.bottom, cover.bottom)
                yield Rect(left, top, right - left, bottom - top)


def _is_opaque(mark: Mark) -> bool:
    state = mark.look.state
    if state.blend != "Normal" or state.soft_mask or state.fill_alpha < 1:
        return False
    if isinstance(mark, Outline):
        return mark.look.fill is not None and not state.overprint_fill
    return isinstance(mark, Shade) or (isinstance(mark, Image) and not mark.mask)


def _buckets(box: Rect) -> list[tuple[int, int]]:
    """The buckets that a box touches; none where they are too many to be of use."""
    left, top, right, bottom = (int(edge // _BUCKET) for edge in _sides(box))
    if (right - left + 1) * (bottom - top + 1) > _MOST_BUCKETS:
        return []
    return [(column, row) for column in range(left, right + 1) for row in range(top, bottom + 1)]


def _sides(box: Rect) -> tuple[float, float, float, float]:
    return box.x, box.y, box.right, box.bottom
