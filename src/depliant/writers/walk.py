"""Walking a display list with the map from each item to its page, and the room items take."""

from __future__ import annotations

from collections.abc import Iterable

from depliant.display.items import Form, Glyphs, Group, Item, Link, Mark, Path, Picture
from depliant.geometry import (
    IDENTITY,
    Matrix,
    Outline,
    Rect,
    bounds,
    outline_points,
)
from depliant.memory import remembered

Leaf = Glyphs | Path | Picture | Link | Mark


Leaves = list[tuple[Leaf, Matrix]]
"""Items, each with its map to the page."""


def leaves(items: Iterable[Item]) -> Leaves:
    """Every item that paints, links or marks, in painting order, with its map to the page.

    A `Mark` comes before what it holds; groups and forms are entered and not given.
    """
    found: Leaves = []
    _enter(items, IDENTITY, found)
    return found


def _enter(items: Iterable[Item], matrix: Matrix, found: Leaves) -> None:
    for item in items:
        if isinstance(item, Group | Form):
            inner = matrix if item.matrix == IDENTITY else matrix @ item.matrix
            _enter(item.items, inner, found)
        else:
            found.append((item, matrix))
            if isinstance(item, Mark):
                _enter(item.items, matrix, found)


def extent(items: Iterable[Item]) -> Rect | None:
    """The box round what `items` paint, none if they paint nothing.

    Of text it takes in the em box (0.8 em above the baseline, 0.2 em below); of a curve its
    control points. Clips are left out of account.
    """
    boxes = [
        matrix.apply_rect(box)
        for item, matrix in leaves(items)
        if (box := _own_extent(item)) is not None
    ]
    if not boxes:
        return None
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    return whole


def _own_extent(item: Leaf) -> Rect | None:
    match item:
        case Glyphs():
            if not item.glyphs:
                return None
            ends = [glyph.x for glyph in item.glyphs]
            ends += [glyph.x + glyph.advance for glyph in item.glyphs]
            left, right = min(ends), max(ends)
            return Rect(item.x + left, item.y - 0.8 * item.size, right - left, item.size)
        case Path():
            room = item.stroke.width / 2 if item.stroke else 0.0
            return _box(item.outline).inset(-room, -room, -room, -room)
        case Picture():
            return item.frame
        case _:
            return None


@remembered
def _box(outline: Outline) -> Rect:
    """The box of an outline's points; a stamp's is asked for as often as it is drawn."""
    return bounds(outline_points(outline))
