"""Stacks of hyphens: three lines or more in a row that end with one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from depliant.errors import Diagnostic
from depliant.layout.advice.seeing import Found, Page, Passage, told
from depliant.sentences import say

_LINES: Final = 3

_HYPHENS: Final = ("\u00ad", "-", "\u2010")


def advise(pages: tuple[Page, ...]) -> Iterator[Diagnostic]:
    """Advice on the stacks of each panel."""
    for page in pages:
        found = [
            Found(
                say(
                    "{lines} lines in a row end with a hyphen in “{text}” (panel “{panel}”).",
                    lines=high,
                    text=passage.shown,
                    panel=page.name,
                ),
                passage.place,
            )
            for passage in page.passages
            if (high := highest(passage)) >= _LINES
        ]
        yield from told(
            "hyphen-stack",
            page,
            found,
            say("Change a word, or keep one whole by naming it under `names:` in content.yaml."),
        )


def highest(passage: Passage) -> int:
    """How many lines in a row end with a hyphen, at most."""
    best = now = 0
    for line in passage.lines:
        now = now + 1 if line.text.rstrip().endswith(_HYPHENS) else 0
        best = max(best, now)
    return best
