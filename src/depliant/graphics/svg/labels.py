"""The live texts of a drawing that stands in the content: where each is, and how large.

The words, the face and the language come from the brochure; the drawing gives the place, the size,
the anchor, and the ink where its class or fill names one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from depliant.colour import Colour
from depliant.geometry import IDENTITY, Matrix
from depliant.graphics.art import Label
from depliant.graphics.svg import paths as svg_paths
from depliant.graphics.svg.colours import parsed
from depliant.graphics.svg.document import Document, DrawingError, State
from depliant.graphics.svg.limits import cannot_draw, words_of
from depliant.graphics.svg.tree import Node
from depliant.sentences import say

USUAL_SIZE = "16"
"""The size of a text that says none (CSS Fonts 3, 3.5: medium)."""
_BOLD = frozenset(("bold", "bolder", "600", "700", "800", "900"))
_SIZES = {"xx-small": "9", "x-small": "10", "small": "13", "medium": "16", "large": "18",
          "x-large": "24", "xx-large": "32"}  # fmt: skip
_TURNED = ("rotate", "textLength")
_HOLDERS = frozenset(("g", "a", "switch"))


def label_of(node: Node, state: State, document: Document) -> Iterator[Label]:
    """The label that a <text> is; none where it says nothing or is hidden.

    Raises:
        DrawingError: it is turned letter by letter, runs along a path, is used from elsewhere, or
            has no id.
        UnfitError: a length is wrong.
    """
    words = words_of(node)
    if not words or state.looks.get("visibility", "visible") != "visible":
        return
    inside = tuple(_within(node))
    odd = any(one.attributes.get(key) for one in inside for key in _TURNED)
    matrix = _matrix(node, document)
    if odd or matrix is None or state.uses or any(one.tag != "tspan" for one in inside[1:]):
        raise cannot_draw(node, state, document)
    name = node.attributes.get("id", "")
    if not name:
        raise DrawingError(
            "drawing-words",
            say("The text “{words}” of the drawing has no id.", words=words[:60]),
            say('Give it one, such as <text id="station">, and say its words by it.'),
        )
    tops = _baselines(inside, state)
    looks = {**state.looks, **(document.own(inside[1]) if len(inside) == 2 else {})}
    size = looks.get("font-size", USUAL_SIZE)
    anchor = looks.get("text-anchor", "start")
    yield Label(
        name,
        words,
        _first("x", inside, state.view[0]),
        tops[0],
        svg_paths.length(_SIZES.get(size, size), 0.0),
        _anchor(anchor),
        state.ink or _filled(looks.get("fill", ""), document),
        looks.get("font-weight", "") in _BOLD,
        len(tops),
        tops[1] - tops[0] if len(tops) > 1 else 0.0,
        matrix,
    )


def _within(node: Node) -> Iterator[Node]:
    """The element and all in it."""
    yield node
    for kid in node.kids:
        yield from _within(kid)


def _matrix(node: Node, document: Document) -> Matrix | None:
    """The map from an element's units to the drawing's; None where a view port lies between."""
    matrix, at = IDENTITY, node
    while at is not document.root:
        matrix = svg_paths.transform(document.own(at).get("transform", "")) @ matrix
        holder = document.holder(at)
        if holder is None or (holder is not document.root and holder.tag not in _HOLDERS):
            return None
        at = holder
    return matrix


def _first(key: str, inside: tuple[Node, ...], whole: float) -> float:
    """The first coordinate that an element or one in it gives, moved as the element says."""
    given = next((one.attributes[key] for one in inside if one.attributes.get(key)), "0")
    moved = inside[0].attributes.get(f"d{key}", "0")
    return svg_paths.length(given.split()[0], whole) + svg_paths.length(moved.split()[0], whole)


def _baselines(inside: tuple[Node, ...], state: State) -> tuple[float, ...]:
    """The baselines of a text's lines, from its first on."""
    height = state.view[1]
    found = [_first("y", inside, height)]
    for one in inside[1:]:
        given, moved = one.attributes.get("y"), one.attributes.get("dy")
        if given:
            at = svg_paths.length(given.split()[0], height)
        elif moved:
            at = found[-1] + svg_paths.length(moved.split()[0], height)
        else:
            continue
        if at > found[-1]:
            found.append(at)
    return tuple(found)


def _anchor(value: str) -> Literal["start", "middle", "end"]:
    if value == "middle":
        return "middle"
    return "end" if value == "end" else "start"


def _filled(value: str, document: Document) -> Colour | None:
    return document.ink(value, parsed(value)) if value else None
