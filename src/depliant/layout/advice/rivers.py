"""Rivers: wide spaces that stand below one another in line after line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from depliant.errors import Diagnostic
from depliant.layout.advice.seeing import RUNNING, Found, Gap, Page, Passage, told
from depliant.sentences import say

_LINES: Final = 4
"""A river is at least so many lines long."""

_WIDE: Final = 1.5
"""How many times as wide as its face has it a space of a river is, taken over all of them."""

_LEAST: Final = 1.2
"""How wide each of them is at least: at its own width a space does not gape."""


def advise(pages: tuple[Page, ...]) -> Iterator[Diagnostic]:
    """Advice on the rivers of each panel."""
    for page in pages:
        found = [
            Found(
                say(
                    "A river of white runs down {lines} lines of “{text}” (panel “{panel}”): wide "
                    "spaces stand below one another.",
                    lines=long,
                    text=passage.shown,
                    panel=page.name,
                ),
                passage.place,
            )
            for passage in page.passages
            if passage.role in RUNNING and (long := longest(passage))
        ]
        yield from told(
            "river",
            page,
            found,
            say("Set it ragged (`align: start`), let words be divided, or change a word or two."),
        )


def longest(passage: Passage) -> int:
    """How many lines the longest river of a passage runs down; 0 if there is none."""
    rivers: list[list[Gap]] = []
    best = 0
    for line in passage.lines:
        wide = [gap for gap in line.gaps if gap.right - gap.left >= _LEAST * gap.own]
        going = [
            [*river, gap]
            for gap in wide
            for river in ([one for one in rivers if _meets(one[-1], gap)] or [[]])
        ]
        # Of those that meet in one space the longest goes on.
        rivers = list({river[-1]: river for river in sorted(going, key=len)}.values())
        for river in rivers:
            if len(river) >= _LINES and _is_wide(river):
                best = max(best, len(river))
    return best


def _meets(above: Gap, below: Gap) -> bool:
    """Whether one can look through from one space to the next: half of the narrower is free."""
    free = min(above.right, below.right) - max(above.left, below.left)
    return free >= 0.5 * min(above.right - above.left, below.right - below.left)


def _is_wide(river: list[Gap]) -> bool:
    return sum((gap.right - gap.left) / gap.own for gap in river) >= _WIDE * len(river)
