"""Patterns: a tile drawn as often as a shape is large (SVG 2, 14.3)."""

from __future__ import annotations

import math

from depliant.geometry import IDENTITY, Matrix, Outline, Rect, rectangle, translation
from depliant.graphics.svg import paths as svg_paths
from depliant.graphics.svg.clips import Draw
from depliant.graphics.svg.cuts import Cut
from depliant.graphics.svg.document import Document, DrawingError, State
from depliant.graphics.svg.gradients import undone
from depliant.graphics.svg.layers import Layer, Part, tight
from depliant.graphics.svg.paint import linked_line, transform_of
from depliant.graphics.svg.ports import fitted, view_box
from depliant.graphics.svg.tree import Node
from depliant.sentences import say

MAXIMUM_TILES = 4000


def tiled(
    node: Node, area: Cut, shape: Outline, state: State, document: Document, draw: Draw
) -> tuple[Part, ...]:
    """An area filled with the tiles of a pattern element.

    Args:
        node: the pattern.
        area: what is painted.
        shape: the outline that the pattern is measured by.
        state: that of the shape.
        document: the file.
        draw: draws what an element holds.

    Raises:
        DrawingError: it has far too many tiles, or holds itself.
        ValueError: an attribute is wrong.
    """
    name = node.attributes.get("id", "")
    if name in state.uses:
        raise DrawingError("svg-invalid", say("A pattern refers to itself."), say("Expand it."))
    line = list(linked_line(node, document, ("pattern",)))
    attributes: dict[str, str] = {}
    for one in reversed(line):
        attributes |= one.attributes
    box = tight(shape)
    tile = _tile(attributes, box, state)
    source = next((one for one in line if one.kids), node)
    if tile is None or not source.kids:
        return ()
    within = _within(attributes, tile, box)
    view = view_box(attributes)
    size = (view.width, view.height) if view else state.view
    inside = document.below(source, document.state_above(source, state))
    matrix = transform_of(node, document, "patternTransform", attributes)
    scale = state.scale * matrix.scale * within.scale
    inside = inside._replace(uses=(*state.uses, name), view=size, light=state.light, scale=scale)
    held = draw(source, inside)
    if not held or not matrix.scale:
        return ()
    open_ = document.own(source).get("overflow", "hidden") in ("visible", "auto")
    cell = None if open_ else ((Cut(rectangle(tile)),),)
    one_tile = Layer((Layer(held, within),), region=cell)
    tiles = tuple(
        Layer((one_tile,), translation(dx, dy))
        for dx, dy in _places(tile, matrix, tight(area.outline))
    )
    for _ in tiles:
        document.count_segments(len(source.kids))
    return (Layer((Layer(tiles, matrix),), region=((area,),), box=box),)


def _tile(attributes: dict[str, str], box: Rect, state: State) -> Rect | None:
    """The first tile, in the pattern's space; None if it has no size."""
    by_box = attributes.get("patternUnits", "objectBoundingBox") != "userSpaceOnUse"
    whole = (1.0, 1.0) if by_box else state.view
    x, y, width, height = (
        svg_paths.length(attributes.get(name, "0"), side)
        for name, side in zip(("x", "y", "width", "height"), (*whole, *whole), strict=True)
    )
    if by_box:
        x, y = box.x + x * box.width, box.y + y * box.height
        width, height = width * box.width, height * box.height
    return Rect(x, y, width, height) if width > 0 and height > 0 else None


def _within(attributes: dict[str, str], tile: Rect, box: Rect) -> Matrix:
    """The map of a pattern's content into its tile."""
    view = view_box(attributes)
    if view is not None and view.width and view.height:
        return fitted(view, tile, attributes.get("preserveAspectRatio", "xMidYMid"))
    origin = translation(tile.x, tile.y)
    if attributes.get("patternContentUnits") == "objectBoundingBox":
        return origin @ Matrix(box.width, 0.0, 0.0, box.height)
    return origin if (tile.x or tile.y) else IDENTITY


def _places(tile: Rect, matrix: Matrix, area: Rect) -> list[tuple[float, float]]:
    """How far the tiles that an area needs are from the first one."""
    seen = undone(matrix).apply_rect(area)
    first, last = (
        math.floor((seen.x - tile.x) / tile.width + 1e-6),
        math.ceil((seen.right - tile.x) / tile.width - 1e-6),
    )
    top, bottom = (
        math.floor((seen.y - tile.y) / tile.height + 1e-6),
        math.ceil((seen.bottom - tile.y) / tile.height - 1e-6),
    )
    if (last - first) * (bottom - top) > MAXIMUM_TILES:
        raise DrawingError(
            "svg-unsupported",
            say(
                "A pattern would be repeated more than {maximum_tiles} times.",
                maximum_tiles=MAXIMUM_TILES,
            ),
            say("Expand it in the drawing program, or give the shape one flat ink."),
        )
    return [
        (column * tile.width, row * tile.height)
        for row in range(top, bottom)
        for column in range(first, last)
    ]
