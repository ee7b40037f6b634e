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


def _tildes(text: str) -> Counter[str]:
    pieces = markup.parse(_ESCAPED.sub(".", text))[0]
    return Counter(mark for piece in pieces for mark in piece.text if mark == "~")


def stray_faults(message: str, text: str, place: Place) -> Iterator[Diagnostic]:
    """The marks that a translation shows, and its message does not."""
    tilde = "~" in text and any(piece.subscript for piece in markup.parse(message)[0])
    if not (tilde or _MARKS.search(text)):
        return
    found = stray_marks(text) - stray_marks(message)
    if tilde:  # alone it is good text: but not where the message lowers something
        found += _tildes(text) - _tildes(message)
    for mark in sorted(found):
        yield Diagnostic(
            "translation-markup",
            say("`{mark}` marks nothing here, and would be printed as it stands.", mark=mark),
            place,
            say(
                "Write it against the words, before and after them: **bold**, "
                "[words](https://address); a backslash before a mark prints it."
            ),
        )
