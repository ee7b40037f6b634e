"""The colours that an SVG names, before anybody has said what inks they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from depliant.graphics.pdf_inks import hexadecimal
from depliant.graphics.svg.tree import Node, parse

PAINTS: Final = ("fill", "stroke", "stop-color", "color", "flood-color")
_DECLARED: Final = re.compile(
    r"(?:^|[;{\s])(fill|stroke|stop-color|color|flood-color)\s*+:\s*+([^;}!]++)", re.IGNORECASE
)
_SAYS_NO_COLOUR: Final = frozenset(
    ("", "none", "inherit", "currentcolor", "transparent", "context-fill", "context-stroke")
)


def colours(data: bytes, file: str) -> dict[str, str]:
    """The RGB colours of a drawing as it writes them, each with its hexadecimal form."""
    root, _ = parse(data, file)
    found: dict[str, str] = {}
    for value in _values(root) if root is not None else ():
        said = value.strip().lower()
        if said not in found and said not in _SAYS_NO_COLOUR:
            shade = _hexadecimal(said)
            if shade is not None:
                found[said] = shade
    return found


def _values(root: Node) -> Iterator[str]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        waiting += reversed(node.kids)
        for name in PAINTS:
            if name in node.attributes:
                yield node.attributes[name]
        for text in (node.attributes.get("style", ""), node.text if node.tag == "style" else ""):
            for declared in _DECLARED.finditer(text):
                yield declared[2]


def _hexadecimal(said: str) -> str | None:
    """A colour of CSS as #rrggbb; None for what is no RGB colour."""
    from PIL import ImageColor

    try:
        red, green, blue, *_ = ImageColor.getrgb(said.replace(" ", ""))
    except ValueError:
        return None
    return hexadecimal(red / 255, green / 255, blue / 255)
