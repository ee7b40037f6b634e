"""Pieces of HTML: every text is escaped here, and nowhere else is markup made of one.

A `Markup` is HTML that is ready; a `str` is text, which is the same in every language; a `Sentence`
is told in the language of the page. `Html.element` takes all of them and escapes what is text, so
that nothing that a brochure says can become markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from depliant.interface import ENGLISH, Interface
from depliant.languages.phrases import phrases
from depliant.sentences import Sentence

_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)
"""What HTML may not hold, and what would turn the direction of the text round it."""
_THIN: Final = str.maketrans({"\u202f": "\u00a0", "\u2009": "\u00a0"})
"""Thin spaces are in few of a reader's fonts: in the report they are no-break spaces."""
_VOID: Final = frozenset(("img", "meta", "wbr"))


class Markup(str):
    """HTML that is ready to stand in a page."""

    __slots__ = ()


Part = Markup | str | Sentence | None
Attribute = str | Sentence | int | float | bool | None


def text(value: str) -> Markup:
    """A text as HTML."""
    return Markup(escape(_UNPRINTABLE.sub("\ufffd", value).translate(_THIN), quote=True))


class Html:
    """Makes the markup of a page whose language is that of an interface."""

    def __init__(self, interface: Interface) -> None:
        self._interface = interface
        words = phrases(interface.language) or phrases(ENGLISH.language)
        self.colon = words.colon if words else ": "
        """A colon and the space on each side of it, as the page's language sets them."""

    @property
    def language(self) -> str:
        """The language of the page."""
        return self._interface.language

    def tell(self, said: str | Sentence) -> str:
        """What is said, in the language of the page."""
        return said if isinstance(said, str) else self._interface.tell(said)

    def element(self, name: str, /, *parts: Part, **attributes: Attribute) -> Markup:
        """An element of its parts; texts are escaped, None is left out.

        An underscore in an attribute's name is a hyphen, one at its end is dropped (`class_`).
        """
        shown = "".join(
            f" {key.rstrip('_').replace('_', '-')}"
            + ("" if value is True else f'="{self._attribute(value)}"')
            for key, value in attributes.items()
            if value is not None and value is not False
        )
        if name in _VOID:
            return Markup(f"<{name}{shown}>")
        return Markup(f"<{name}{shown}>{self.joined(parts)}</{name}>")

    def joined(self, parts: Iterable[Part]) -> Markup:
        """Parts one after the other."""
        return Markup(
            "".join(
                part if isinstance(part, Markup) else text(self.tell(part))
                for part in parts
                if part is not None
            )
        )

    def section(self, name: str, title: Sentence, words: Sentence, *parts: Part) -> Markup:
        """A section with its title, a sentence on it, and what it holds."""
        return self.element(
            "section",
            self.element("h2", title, id=f"{name}-title"),
            self.element("p", words),
            *parts,
            id=name,
            aria_labelledby=f"{name}-title",
        )

    def titled(self, name: str | Sentence, title: str, language: str) -> tuple[Part, ...]:
        """A name, and after a colon the words of a brochure in their own language, if any."""
        if not title:
            return (name,)
        return name, self.colon, self.element("span", title, lang=language or None)

    def _attribute(self, value: str | Sentence | int | float) -> Markup:
        return text(self.tell(value) if isinstance(value, Sentence) else _number(value))


def _number(value: str | int | float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def readable(markup: str) -> str:
    """The characters that a page shows, roughly: its HTML without tags."""
    from html import unescape

    return unescape(re.sub(r"<[^>]*>", "", markup))
