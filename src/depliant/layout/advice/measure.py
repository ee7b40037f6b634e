"""Lines that are too long to find the next one from, or too short to be set well."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum
from typing import Final
from unicodedata import east_asian_width

from depliant.errors import Diagnostic
from depliant.layout.advice.seeing import (
    RUNNING,
    Found,
    Page,
    Passage,
    Shape,
    stands_beside,
    told,
)
from depliant.sentences import say

_LONGEST: Final = 75
_SHORTEST: Final = 25
"""Characters of a line, spaces included; a full-width sign counts as two."""

_DISPLAY: Final = 14.0
"""Points from which type is read in a few short lines, as a pull quote is."""

_LINES: Final = 3
"""So many lines that a measure has ended show it."""


def advise(pages: tuple[Page, ...]) -> Iterator[Diagnostic]:
    """Advice on the lines of each panel."""
    for page in pages:
        lengths = [(passage, length(passage)) for passage in page.passages]
        found = [
            Found(
                say(
                    "Lines of “{text}” (panel “{panel}”) have {count} characters on average, which "
                    "is long: from 75 on the eye loses its way back."
                    if count > _LONGEST
                    else "Lines of “{text}” (panel “{panel}”) have {count} characters on average, "
                    "which is short: below 25 words hardly fill a line.",
                    text=passage.shown,
                    panel=page.name,
                    count=round(count),
                ),
                passage.place,
            )
            for passage, count in lengths
            if count and not _least(passage, page.shapes) <= round(count) <= _LONGEST
        ]
        yield from told(
            "line-length",
            page,
            found,
            say("Give the frame other `columns`, its text another size, or the design a margin."),
        )


def _least(passage: Passage, shapes: tuple[Shape, ...]) -> int:
    """The least characters of its lines; beside a picture they are as short as it leaves them."""
    beside = any(stands_beside(line, passage, shapes) for line in passage.lines)
    return 0 if beside or passage.size >= _DISPLAY else _SHORTEST


def length(passage: Passage) -> float:
    """How many characters its lines have on average; 0 where it is no running text."""
    lines = [line.words for line in passage.lines[:-1] if not line.ends]
    if passage.role not in RUNNING or len(lines) < _LINES:
        return 0.0
    return fsum(_wide(line) for line in lines) / len(lines)


def _wide(words: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in words)
