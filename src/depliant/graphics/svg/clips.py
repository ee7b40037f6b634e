"""Clip paths and masks: which part of an element shows."""

from __future__ import annotations

from collections.abc import Callable

from depliant.geometry import IDENTITY, Matrix, Rect, rectangle, transformed, translation
from depliant.graphics.svg import paths as svg_paths
from depliant.graphics.svg.cuts import Cut, Region, Stack
from depliant.graphics.svg.document import Document, DrawingError, State
from depliant.graphics.svg.layers import Layer, Part, box_of, merged
from depliant.graphics.svg.tree import Node
from depliant.sentences import legible, say

MAXIMUM_STACKS = 64
_SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))
_UNITE = say("Unite its shapes into one path, or crop the art.")

Draw = Callable[[Node, State], tuple[Part, ...]]
"""Draws what an element holds."""


def region(value: str, box: Rect | None, state: State, document: Document) -> Region | None:
    """The region that a `clip-path` lets show; None if it lets show everything.

    Args:
        value: the property.
        box: that of the element, None if it has none.
        state: the element's.
        document: the file.

    Raises:
        DrawingError: it is of a kind that cannot be drawn.
        ValueError: an attribute is wrong.
    """
    if value in ("", "none"):
        return None
    linked = document.linked(value)
    if linked is None:
        raise DrawingError(
            "svg-unsupported",
            say("The clip path '{value}' cannot be followed.", value=legible(value[:60])),
            _UNITE,
        )
    node = linked[0]
    if node is None or node.tag != "clipPath":
        return None  # as browsers do
    if node.attributes.get("id", "") in state.uses:
        raise DrawingError("svg-invalid", say("A clip path refers to itself."), say("Release it."))
    inside = document.state_above(node, state)
    inside = document.below(node, inside)
    inside = inside._replace(uses=(*state.uses, node.attributes.get("id", "")))
    matrix = IDENTITY
    if node.attributes.get("clipPathUnits") == "objectBoundingBox":
        if box is None or box.width <= 0 or box.height <= 0:
            return ()
        matrix = Matrix(box.width, 0.0, 0.0, box.height, box.x, box.y)
    matrix = matrix @ svg_paths.transform(document.own(node).get("transform", ""))
    stacks: list[Stack] = []
    for kid in node.kids:
        stacks += _stacks(kid, matrix, box, inside, document)
    found = merged(tuple(stacks))
    held = region(document.own(node).get("clip-path", ""), box, inside, document)
    return _common(found, held)


def _common(one: Region, other: Region | None) -> Region:
    """What lies in both of two regions."""
    found = one if other is None else tuple((*a, *b) for a in other for b in one)
    if len(found) > MAXIMUM_STACKS:
        raise DrawingError("svg-unsupported", say("A clip path has too many shapes."), _UNITE)
    return found


def _stacks(
    node: Node, matrix: Matrix, box: Rect | None, above: State, document: Document
) -> Region:
    """The region of one child of a clip path."""
    if node.tag in ("title", "desc", "metadata", "defs", "style"):
        return ()
    own = document.own(node)
    state = document.below(node, above)
    document.count(state.depth)
    if own.get("display") == "none":
        return ()
    matrix = matrix @ svg_paths.transform(own.get("transform", ""))
    if node.tag == "use":
        target = document.by_id(node.attributes.get("href", "").strip().removeprefix("#"))
        if target is None or target.tag not in _SHAPES:
            raise DrawingError(
                "svg-unsupported", say("A clip path uses what is no plain shape."), _UNITE
            )
        x = svg_paths.length(node.attributes.get("x", "0"), state.view[0])
        y = svg_paths.length(node.attributes.get("y", "0"), state.view[1])
        found = _stacks(target, matrix @ translation(x, y), box, state, document)
    elif node.tag in _SHAPES:
        if state.looks.get("visibility", "visible") != "visible":
            return ()
        outline = document.outline(node, state.view)
        if not outline:
            return ()
        even_odd = state.looks.get("clip-rule") == "evenodd"
        found = ((Cut(transformed(outline, matrix), even_odd),),)
    else:
        raise DrawingError(
            "svg-unsupported", say("A clip path holds <{tag}>.", tag=node.tag), _UNITE
        )
    held = region(own.get("clip-path", ""), box, state, document)
    if held is not None:
        moved = tuple(
            tuple(Cut(transformed(cut.outline, matrix), cut.even_odd) for cut in stack)
            for stack in held
        )
        return _common(found, moved)
    return found


def masked(
    parts: tuple[Part, ...], state: State, document: Document, draw: Draw
) -> tuple[Part, ...]:
    """Parts under the mask that an element's looks name, if they name one."""
    value = state.looks.get("mask", "none")
    linked = document.linked(value)
    node = linked[0] if linked is not None else None
    if node is None or node.tag != "mask":
        return parts
    name = node.attributes.get("id", "")
    if name in state.uses:
        raise DrawingError("svg-invalid", say("A mask refers to itself."), say("Release it."))
    box = box_of(parts) or Rect(0.0, 0.0, 0.0, 0.0)
    above = document.state_above(node, state)
    inside = document.below(node, above)._replace(light=True, uses=(*state.uses, name))
    matrix = IDENTITY
    if node.attributes.get("maskContentUnits") == "objectBoundingBox":
        matrix = Matrix(box.width, 0.0, 0.0, box.height, box.x, box.y)
    held = draw(node, inside._replace(scale=state.scale * matrix.scale))
    window = ((Cut(rectangle(_window(node, box, state))),),)
    held = masked(held, inside, document, draw)
    mask = Layer((Layer(held, matrix),), region=window)
    by_alpha = document.own(node).get("mask-type") == "alpha"
    return (Layer(parts, mask=(mask,), mask_by_alpha=by_alpha),)


def _window(node: Node, box: Rect, state: State) -> Rect:
    """The part of the plane in which a mask is looked at (CSS Masking 1, 6.4)."""
    attributes = node.attributes
    edges = {"x": "-10%", "y": "-10%", "width": "120%", "height": "120%"}
    by_box = attributes.get("maskUnits", "objectBoundingBox") != "userSpaceOnUse"
    width, height = (1.0, 1.0) if by_box else state.view
    x, y, wide, high = (
        svg_paths.length(attributes.get(name, default), whole)
        for (name, default), whole in zip(
            edges.items(), (width, height, width, height), strict=True
        )
    )
    if not by_box:
        return Rect(x, y, wide, high)
    return Rect(box.x + x * box.width, box.y + y * box.height, wide * box.width, high * box.height)
