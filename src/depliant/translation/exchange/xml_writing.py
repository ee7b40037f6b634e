"""XML as text: elements with their attributes, signs escaped, what XML cannot hold left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML file may hold (XML 1.0, 2.2)."""
_SIGNS: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTES: Final = _SIGNS | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def escaped(text: str) -> str:
    """Words as an element holds them."""
    return FORBIDDEN.sub("", text).translate(_SIGNS)


def tag(name: str, /, **attributes: str | int | None) -> str:
    """The name of an element with its attributes, those left out that are None.

    `__` stands for the colon after a prefix, `_` for a hyphen.
    """
    said = [name]
    for key, value in attributes.items():
        if value is not None:
            shown = FORBIDDEN.sub("", str(value)).translate(_IN_ATTRIBUTES)
            said.append(f'{key.replace("__", ":").replace("_", "-")}="{shown}"')
    return " ".join(said)


def element(head: str, content: str = "") -> str:
    """An element in one line: its `tag` and what it holds, which is XML already."""
    name = head.partition(" ")[0]
    return f"<{head}>{content}</{name}>" if content else f"<{head}/>"


def block(head: str, lines: Iterable[str]) -> list[str]:
    """An element round others, a line each, two spaces further in."""
    return [f"<{head}>", *(f"  {line}" for line in lines), f"</{head.partition(' ')[0]}>"]


def document(lines: Iterable[str]) -> str:
    """A file of lines."""
    return HEAD + "\n".join(lines) + "\n"
