"""Runts: last lines of one short word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from unicodedata import category

from depliant.errors import Diagnostic
from depliant.layout.advice.seeing import HEADINGS, RUNNING, Found, Page, Passage, told
from depliant.sentences import say

_SHORT: Final = 4
"""Letters of a word that does not hold a line of its own."""


def advise(pages: tuple[Page, ...]) -> Iterator[Diagnostic]:
    """Advice on the runts of each panel."""
    for page in pages:
        found = [
            Found(
                say(
                    "The last line of “{text}” (panel “{panel}”) is one short word: “{word}”.",
                    text=passage.shown,
                    panel=page.name,
                    word=passage.lines[-1].words,
                ),
                passage.place,
            )
            for passage in page.passages
            if is_runt(passage)
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
    if passage.role not in RUNNING | HEADINGS or not passage.ends or len(passage.lines) < 2:
        return False
    before, last = passage.lines[-2:]
    if before.ends or len(last.words.split()) != 1:
        return False
    letters = [sign for sign in last.words if category(sign)[0] in "LN"]
    spaced = any(" " in line.text for line in passage.lines[:-1])
    # Where words are not parted by spaces a line of a few signs holds several of them.
    return 0 < len(letters) <= (_SHORT if spaced else 1)
