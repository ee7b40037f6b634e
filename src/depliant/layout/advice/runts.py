"""Runts: last lines of one short word, and of one word that stands alone below a picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from unicodedata import category

from depliant.errors import Diagnostic
from depliant.layout.advice.seeing import (
    HEADINGS,
    RUNNING,
    Found,
    Page,
    Passage,
    Shape,
    stands_beside,
    told,
)
from depliant.sentences import say

_SHORT: Final = 4
"""Letters of a word that does not hold a line of its own."""

_ASCENT: Final = 0.75
"""How far letters reach above their baseline, of their size."""


def advise(pages: tuple[Page, ...]) -> Iterator[Diagnostic]:
    """Advice on the runts of each panel."""
    for page in pages:
        found = [
            Found(
                say(
                    "The last line of “{text}” (panel “{panel}”) is one word alone below a "
                    "picture: “{word}”."
                    if is_left_below(passage, page.shapes)
                    else "The last line of “{text}” (panel “{panel}”) is one short word: “{word}”.",
                    text=passage.shown,
                    panel=page.name,
                    word=passage.lines[-1].words,
                ),
                passage.place,
            )
            for passage in page.passages
            if is_runt(passage) or is_left_below(passage, page.shapes)
        ]
        yield from told(
            "runt",
            page,
            found,
            say(
                "Tie it to the word before with a no-break space, or write a word more or less; "
                "`balance: true` in its type style makes lines about equal."
            ),
        )


def is_runt(passage: Passage) -> bool:
    """Whether a passage ends with a line of one short word, which its measure made."""
    if not _ends_with_a_word(passage):
        return False
    letters = [sign for sign in passage.lines[-1].words if category(sign)[0] in "LN"]
    # Where words are not parted by spaces a line of a few signs holds several of them.
    return 0 < len(letters) <= (_SHORT if _is_spaced(passage) else 1)


def is_left_below(passage: Passage, shapes: tuple[Shape, ...]) -> bool:
    """Whether the lines of a passage stand beside a picture but for the last, one word long."""
    if not _ends_with_a_word(passage) or not _is_spaced(passage):
        return False
    before, last = passage.lines[-2:]
    # What runs round keeps clear of it below, too: by half a line.
    up = _ASCENT * passage.size + (last.y - before.y) / 2
    beside, below = (
        stands_beside(line._replace(y=line.y - up), passage, shapes) for line in (before, last)
    )
    return beside and not below


def _ends_with_a_word(passage: Passage) -> bool:
    """Whether running text or a heading ends with a line of one word, which its measure made."""
    if passage.role not in RUNNING | HEADINGS or not passage.ends or len(passage.lines) < 2:
        return False
    before, last = passage.lines[-2:]
    return not before.ends and len(last.words.split()) == 1


def _is_spaced(passage: Passage) -> bool:
    return any(" " in line.text for line in passage.lines[:-1])
