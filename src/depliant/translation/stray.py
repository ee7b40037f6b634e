"""Marks of the markup that mark nothing, so that they would be printed: stars, brackets, carets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from depliant.content import markup
from depliant.errors import Diagnostic, Place
from depliant.sentences import say

_ESCAPED: Final = re.compile(r"\\[!-/:-@\[-`{-~]")
_MARKS: Final = re.compile(r"\*+|[\[\]^]")


def stray_marks(text: str) -> Counter[str]:
    """The marks that a text shows as they stand, with how often; those after a backslash are meant.

    A full stop takes the place of what is meant: it is a sign too, as the stars beside it need.
    """
    pieces = markup.parse(_ESCAPED.sub(".", text))[0]
    return Counter(mark for piece in pieces for mark in _MARKS.findall(piece.text))


def stray_faults(message: str, text: str, place: Place) -> Iterator[Diagnostic]:
    """The marks that a translation shows, and its message does not."""
    if not _MARKS.search(text):
        return
    for mark in sorted(stray_marks(text) - stray_marks(message)):
        yield Diagnostic(
            "translation-markup",
            say("`{mark}` marks nothing here, and would be printed as it stands.", mark=mark),
            place,
            say(
                "Write it against the words, before and after them: **bold**, "
                "[words](https://address); a backslash before a mark prints it."
            ),
        )
