"""Lines that stand nearer to one another than their type is high, often by the grid's rounding."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from depliant.errors import Diagnostic
from depliant.layout.advice.seeing import RUNNING, Found, Page, Passage, SetLine, told
from depliant.sentences import say

_READ: Final = RUNNING | {"Note", "Caption", "TD", "TH"}
_DISPLAY: Final = 14.0
"""Points from which type may be set tighter than solid."""
_SLACK: Final = 0.05


def advise(pages: tuple[Page, ...]) -> Iterator[Diagnostic]:
    """Advice on the leading of each panel's text."""
    for page in pages:
        found = [
            Found(
                say(
                    "Lines of {size:.1f} pt type stand {apart:.1f} pt apart (panel “{panel}”): "
                    "“{text}”.",
                    size=passage.size,
                    apart=apart,
                    panel=page.name,
                    text=passage.shown,
                ),
                passage.place,
            )
            for passage, apart in tight(page)
        ]
        yield from told(
            "leading-solid",
            page,
            found,
            say(
                "A leading is rounded to whole lines of the grid: give the type style a leading of "
                "one line more, or the sheet a finer `baseline`."
            ),
        )


def tight(page: Page) -> Iterator[tuple[Passage, float]]:
    """Passages whose lines, or first line and the one above, are nearer than their size."""
    above: Passage | None = None
    for passage in page.passages:
        if passage.role not in _READ or passage.size >= _DISPLAY:
            above = None
            continue
        lines = passage.lines
        if above is not None and (above.role, above.column) == (passage.role, passage.column):
            lines = (above.lines[-1], *lines)
        apart = [_y(lower) - _y(upper) for upper, lower in pairwise(lines)]
        least = min((one for one in apart if one > _SLACK), default=passage.size)
        if least < passage.size - _SLACK:
            yield passage, least
        above = passage


def _y(line: SetLine) -> float:
    """The baseline of most of a line's letters: what is raised has another."""
    return max(line.runs, key=lambda run: len(run.glyphs)).y
