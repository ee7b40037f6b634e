"""Pieces of HTML: every text is escaped here, and nowhere else is markup made of one.

A `Markup` is HTML that is ready; a `str` is text. `element` takes both and escapes the texts,
so that nothing that a brochure says can become markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)
"""What HTML may not hold, and what would turn the direction of the text round it."""
_THIN: Final = str.maketrans({"\u202f": "\u00a0", "\u2009": "\u00a0"})
"""Thin spaces are in few of a reader's fonts: in the report they are no-break spaces."""
_VOID: Final = frozenset(("img", "meta"))


class Markup(str):
    """HTML that is ready to stand in a page."""

    __slots__ = ()


Part = Markup | str | None


def text(value: str) -> Markup:
    """A text as HTML."""
    return Markup(escape(_UNPRINTABLE.sub("\ufffd", value).translate(_THIN), quote=True))


def element(name: str, /, *parts: Part, **attributes: str | int | float | bool | None) -> Markup:
    """An element of its parts; texts are escaped, None is left out.

    An underscore in an attribute's name is a hyphen, one at its end is dropped (`class_`).
    """
    shown = "".join(
        f" {key.rstrip('_').replace('_', '-')}"
        + ("" if value is True else f'="{text(_number(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _VOID:
        return Markup(f"<{name}{shown}>")
    return Markup(f"<{name}{shown}>{joined(parts)}</{name}>")


def joined(parts: Iterable[Part]) -> Markup:
    """Parts one after the other."""
    return Markup(
        "".join(
            part if isinstance(part, Markup) else text(part) for part in parts if part is not None
        )
    )


def section(name: str, title: str, words: str, *parts: Part) -> Markup:
    """A section with its title, a sentence on it, and what it holds."""
    return element(
        "section",
        element("h2", title, id=f"{name}-title"),
        element("p", words) if words else None,
        *parts,
        id=name,
        aria_labelledby=f"{name}-title",
    )


def _number(value: str | int | float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def readable(markup: str) -> str:
    """The characters that a page shows, roughly: its HTML without tags."""
    from html import unescape

    return unescape(re.sub(r"<[^>]*>", "", markup))
