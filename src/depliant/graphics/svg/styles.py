"""The looks of SVG elements: presentation attributes, the style attribute, simple CSS rules.

A style sheet inside the drawing may select by element name, class and id; anything that
leads out of the file is refused. What is inherited is inherited as SVG says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from depliant.graphics.svg.tree import Node

INHERITED = frozenset(
    ("fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray",
     "stroke-dashoffset", "fill-rule", "clip-rule", "fill-opacity", "stroke-opacity",
     "visibility", "marker", "marker-start", "marker-mid", "marker-end")
)  # fmt: skip
PROPERTIES = INHERITED | {
    "opacity", "display", "clip-path", "mask", "filter", "mix-blend-mode", "transform",
    "vector-effect",
}  # fmt: skip
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]*+)\{([^{}]*+)\}")
_SELECTOR = re.compile(r"(\*|[.#]?+[-\w]++)")
MAXIMUM_RULES = 2000


class Rule(Struct, frozen=True):
    """A CSS rule with one simple selector: `name`, `.class`, `#id` or `*`."""

    selector: str
    declarations: tuple[tuple[str, str], ...]

    @property
    def rank(self) -> int:
        """Its specificity (CSS Selectors 3, 9)."""
        return {"#": 3, ".": 2, "*": 0}.get(self.selector[0], 1)


def declarations(text: str) -> tuple[tuple[str, str], ...]:
    """The properties that a style attribute or a rule's body sets."""
    found = []
    for part in _COMMENT.sub("", text).split(";"):
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if colon and name in PROPERTIES:
            found.append((name, value.replace("!important", "").strip()))
    return tuple(found)


def rules(css: str) -> tuple[list[Rule], list[tuple[str, str]]]:
    """The rules of a style element, weakest first, and what is wrong with it.

    Returns:
        The rules, and (code, message) for each fault.
    """
    css = _COMMENT.sub("", css)
    faults: list[tuple[str, str]] = []
    if "\\" in css or "@import" in css.lower() or re.search(r"url\(\s*+[\"']?+(?!#)", css, re.I):
        faults.append(("svg-unsafe", "The style sheet of the drawing refers to outside the file."))
        return [], faults
    found: list[Rule] = []
    for selectors, body in _RULE.findall(css)[:MAXIMUM_RULES]:
        set_ = declarations(body)
        for selector in (item.strip() for item in selectors.split(",")):
            if _SELECTOR.fullmatch(selector):
                found.append(Rule(selector, set_))
            elif set_ or selector.startswith("@"):
                shown = selector[:60]
                faults.append(("svg-unsupported", f"The CSS selector {shown!r} is not simple."))
    found.sort(key=lambda rule: rule.rank)
    return found, faults


def own(node: Node, sheet: list[Rule]) -> dict[str, str]:
    """What an element sets itself: attributes, over them rules, over them its style."""
    attributes = node.attributes
    looks = {name: value.strip() for name, value in attributes.items() if name in PROPERTIES}
    if sheet:
        names = {node.tag, "*", f"#{attributes.get('id', '')}"}
        names.update(f".{name}" for name in attributes.get("class", "").split())
        for rule in sheet:
            if rule.selector in names:
                looks.update(rule.declarations)
    if "style" in attributes:
        looks.update(declarations(attributes["style"]))
    return looks


def inherit(above: Mapping[str, str], own_looks: Mapping[str, str]) -> dict[str, str]:
    """The looks of an element below another: inherited ones, then its own."""
    looks = {name: value for name, value in above.items() if name in INHERITED}
    for name, value in own_looks.items():
        if value == "inherit":
            if name in above:
                looks[name] = above[name]
        else:
            looks[name] = value
    return looks
