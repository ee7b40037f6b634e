"""What a drawing may ask for that no ink can do here: it is refused by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from depliant.graphics.svg.document import Document, DrawingError, State
from depliant.graphics.svg.tree import Node
from depliant.sentences import say

FLATTEN = say(
    "Flatten it in the drawing program (in Illustrator Object > Flatten Transparency), or give "
    "it one flat ink."
)
_TEXT = frozenset(("text", "tspan", "textPath", "tref", "flowRoot"))
"""Elements of live text; Inkscape 0.9 wrote flowRoot, which no other program draws."""
_INSTEAD = {
    "text": say(
        "Convert the text to outlines: in Illustrator Type > Create Outlines, in Inkscape "
        "Path > Object to Path."
    ),
    "filter": say(
        "Remove the effect, or have it expanded: in Illustrator Object > Expand Appearance."
    ),
    "blend": say("Set it to Normal, or flatten it: in Illustrator Object > Flatten Transparency."),
    "vector-effect": say("Outline its strokes: in Illustrator Object > Path > Outline Stroke."),
    "transform": say("Apply the transformation in the drawing program and save again."),
}


def refuse_effects(looks: Mapping[str, str], document: Document) -> None:
    """Refuse what an element's looks ask for beyond inked shapes.

    Raises:
        DrawingError: they do.
    """
    effect = looks.get("filter", "none")
    if effect not in ("none", ""):
        linked = document.linked(effect)
        kinds = [kid.tag for kid in linked[0].kids] if linked and linked[0] is not None else []
        names = ", ".join(dict.fromkeys(kinds)) or "filter"
        raise DrawingError(
            "svg-unsupported",
            say("A part of the drawing has an effect ({names}).", names=names),
            _INSTEAD["filter"],
        )
    blend = looks.get("mix-blend-mode", "normal")
    if blend != "normal":
        raise DrawingError(
            "svg-unsupported",
            say("A part of the drawing is blended by {blend}.", blend=blend),
            _INSTEAD["blend"],
        )
    if looks.get("vector-effect", "none") != "none":
        raise DrawingError(
            "svg-unsupported", say("vector-effect cannot be drawn."), _INSTEAD["vector-effect"]
        )
    if looks.get("transform-box", "view-box") not in ("view-box", "fill-box"):
        raise DrawingError(
            "svg-unsupported",
            say("transform-box: {looks} cannot be followed.", looks=looks["transform-box"]),
            _INSTEAD["transform"],
        )


def cannot_draw(node: Node, state: State, document: Document) -> DrawingError:
    """What to say of an element that is not drawn: live text by its words and font."""
    if node.tag in _TEXT:
        said = words_of(node)
        shown = said if len(said) <= 40 else said[:39] + "…"
        family = _font_of(node, state, document)
        return DrawingError(
            "svg-unsupported",
            say(
                "The drawing has live text: “{shown}” in {family}."
                if family
                else "The drawing has live text: “{shown}”.",
                shown=shown,
                family=family,
            ),
            _INSTEAD["text"],
        )
    return DrawingError(
        "svg-unsupported",
        say("<{tag}> cannot be drawn.", tag=node.tag),
        say("Expand it to plain shapes in the drawing program."),
    )


def is_empty_text(node: Node) -> bool:
    """Whether an element is a text box that somebody opened and left without a word."""
    return node.tag in _TEXT and node.tag != "tref" and not words_of(node)


def words_of(node: Node) -> str:
    """What live text says, on one line."""
    return " ".join("".join(_texts(node)).split())


def _texts(node: Node) -> Iterator[str]:
    """What live text says, roughly in order."""
    yield node.text
    for kid in node.kids:
        yield " "
        yield from _texts(kid)


def _font_of(node: Node, state: State, document: Document) -> str:
    """The font that live text names, its first family and its weight."""
    looks = [state.looks, *(document.own(kid) for kid in node.kids)]
    family = next((one["font-family"] for one in looks if one.get("font-family")), "")
    weight = next((one["font-weight"] for one in looks if one.get("font-weight")), "")
    name = family.split(",")[0].strip().strip("\"'")
    return f"{name} {weight}".strip() if name and weight not in ("normal", "400") else name
