"""What a marked-up text is read into: stretches of words of one kind, and places of figures."""

from __future__ import annotations

import re
from typing import Final

from depliant.patterns import late_pattern
from depliant.tuples import NamedTuple

_SAFE_LINK: Final = late_pattern(
    r"https?://[^\s/?#@\\]+([/?#]\S*)?|mailto:[^\s@]+@[^\s@]+"
    # RFC 3966, 3: digits with what parts them, and parameters such as an extension.
    r"|tel:(?=[^;]*[0-9])\+?[0-9*#().-]{2,40}(;[a-z-]+=[a-z0-9+.-]+){0,4}",
    re.IGNORECASE,
)
_MAXIMUM_LINK: Final = 2000


class Piece(NamedTuple):
    """A stretch of text of one kind, or (with `figure`) the place of a figure in `form`.

    The figure may be a value of a series: `births:2024`, `births:last`.

    `occurrence` tells the same placeholder's first, second, … standing in one text apart. With
    `note` it is the mark of a note, by its key, and has no text.
    `language` is the tag of words in another language than those round them; `styles` are the
    character styles that they have, the innermost last.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    superscript: bool = False
    link: str | None = None
    figure: str | None = None
    form: str = ""
    occurrence: int = 0
    language: str | None = None
    subscript: bool = False
    styles: tuple[str, ...] = ()
    note: str | None = None

    @property
    def kind(self) -> tuple[object, ...]:
        """All that tells its words from others: pieces of one kind are one."""
        return (*self[1:5], self.language, self.subscript, self.styles)

    @property
    def placeholder(self) -> str:
        """A figure's place as it is written: `{id}`, `{id:form}` or `{series:2024:form}`."""
        return f"{{{self.figure}:{self.form}}}" if self.form else f"{{{self.figure}}}"


def is_safe_link(address: str) -> bool:
    """Whether a reader may be sent to `address`: a web page, a mail address, a telephone."""
    return len(address) <= _MAXIMUM_LINK and _SAFE_LINK.fullmatch(address) is not None


def occurrence_at(text: str, snippet: str, offset: int) -> int:
    """Whether the snippet at `offset` is the first, second, … one of the text."""
    return text.count(snippet, 0, offset + len(snippet))


def joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one kind become one piece; empty texts go."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if piece.figure is None and piece.note is None and not piece.text:
            continue
        if (
            last is not None
            and last.figure is None
            and piece.figure is None
            and last.note is piece.note is None
            and last.kind == piece.kind
        ):
            joined[-1] = last._replace(text=last.text + piece.text)
        else:
            joined.append(piece)
    return tuple(joined)
