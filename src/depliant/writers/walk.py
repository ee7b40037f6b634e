"""Walking a display list: its parts, what each holds, and the room that it takes.

A part is one mark with all that it holds, or an item that stands in none. A document's parts
stay the same where its words do, and what is found in a part is remembered: so a document of
which one word has changed is not looked through again.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from depliant.colour import Colour
from depliant.display.items import Form, Glyphs, Group, Item, Link, Mark, Path, Picture
from depliant.fonts.registry import FaceRef
from depliant.geometry import IDENTITY, Matrix, Outline, Rect, outline_bounds
from depliant.memory import remembered, sized
from depliant.writers import leftward

Leaf = Glyphs | Path | Picture | Link | Mark


Leaves = list[tuple[Leaf, Matrix]]
"""Items, each with its map to the page."""

Part = Glyphs | Path | Picture | Form | Link | Mark


class Holding(Struct, frozen=True):
    """What is in some items: runs of glyphs and links in painting order, each colour once.

    Links are there with their maps to the items' coordinates. `leftward` says whether any run
    has letters that run to the left, `weight` about how many bytes all items take, `transparent`
    whether a picture among them lets what lies below show through.
    """

    runs: tuple[Glyphs, ...]
    links: tuple[tuple[Link, Matrix], ...]
    colours: tuple[Colour, ...]
    leftward: bool
    weight: int
    transparent: bool = False


def leaves(items: Iterable[Item], matrix: Matrix = IDENTITY) -> Leaves:
    """Every item that paints, links or marks, in painting order, with its map to the page.

    A `Mark` comes before what it holds; groups and forms are entered and not given. `matrix` is
    the map of `items` themselves.
    """
    found: Leaves = []
    _enter(items, matrix, found)
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


def parts(items: Iterable[Item], matrix: Matrix = IDENTITY) -> list[tuple[Part, Matrix]]:
    """The parts of a page in painting order, each with its map to the page."""
    found: list[tuple[Part, Matrix]] = []
    for item in items:
        if isinstance(item, Group):
            inner = matrix if item.matrix == IDENTITY else matrix @ item.matrix
            found += parts(item.items, inner)
        else:
            found.append((item, matrix))
    return found


def held(part: Part) -> tuple[Item, ...]:
    """The items of a part."""
    return part.items if isinstance(part, Mark) else (part,)


@sized(lambda found: 800 + found.weight)
def holding(items: tuple[Item, ...]) -> Holding:
    """What is in the items of a part.

    Raises:
        ValueError: a mark is among them.
    """
    found = leaves(items)
    if any(isinstance(item, Mark) for item, _ in found):
        raise ValueError("marked content does not nest, and a form holds none")
    runs = tuple(item for item, _ in found if isinstance(item, Glyphs))
    return Holding(
        runs,
        tuple((item, matrix) for item, matrix in found if isinstance(item, Link)),
        tuple(dict.fromkeys(colour for item, _ in found for colour in _own_colours(item))),
        any(leftward.runs_left(run.text) for run in runs),
        sum(_weight(item) for item in {item for item, _ in found}),
        any(isinstance(item, Picture) and item.raster.alpha is not None for item, _ in found),
    )


_GLYPH, _SEGMENT = 210, 180
"""Bytes of a glyph, and of a segment of an outline."""


def _weight(item: Leaf) -> int:
    match item:
        case Glyphs():
            return 400 + _GLYPH * len(item.glyphs)
        case Path():
            return 200 + _SEGMENT * len(item.outline)
        case Picture():
            raster = item.raster
            held = (raster.samples, raster.icc, raster.alpha, raster.jpeg)
            return 400 + sum(len(part) for part in held if isinstance(part, bytes))
        case _:
            return 300


def is_transparent(items: Iterable[Item]) -> bool:
    """Whether any picture on a page lets what lies below show through."""
    return any(holding(held(part)).transparent for part, _ in parts(items))


def colours(items: Iterable[Item]) -> tuple[Colour, ...]:
    """Every colour that the items of a page are painted with, each once."""
    found = (colour for part, _ in parts(items) for colour in holding(held(part)).colours)
    return tuple(dict.fromkeys(found))


def faces_of(items: Iterable[Item]) -> tuple[FaceRef, ...]:
    """Every face that letters of a page are set in, each once."""
    found = (run.face for part, _ in parts(items) for run in holding(held(part)).runs)
    return tuple(dict.fromkeys(found))


def _own_colours(item: Leaf) -> list[Colour]:
    match item:
        case Glyphs():
            return [item.colour]
        case Path():
            stroke = item.stroke.colour if item.stroke is not None else None
            return [colour for colour in (item.fill, stroke) if colour is not None]
        case Picture():
            veils = (veil.colour for veil in item.veils)
            return [item.ground, *item.inks, *veils]
        case _:
            return []


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


@sized(lambda box: 300)
def extent_of(items: tuple[Item, ...]) -> Rect | None:
    """The `extent` of the items of a part."""
    return extent(items)


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
    return outline_bounds(outline)
