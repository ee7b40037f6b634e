"""Text on art with detail behind it: the ground changes from letter to letter."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from depliant.errors import Diagnostic
from depliant.graphics.backing import STEP, Backing, backing
from depliant.layout.advice.seeing import Found, Page, SetLine, told
from depliant.sentences import say

_CHANGE: Final = 0.12
"""A change of lightness, of 1, that is seen behind a letter."""

_OFTEN: Final = 0.4
"""Changes an em in each row of the grid, on average, that make a ground restless."""

_FEWEST: Final = 3
"""Changes in a row, on average: a line may run over the edges of a band or two."""


def advise(pages: tuple[Page, ...]) -> Iterator[Diagnostic]:
    """Advice on the words of each panel that stand on detail."""
    for page in pages:
        behind = (*page.panel.backdrop, *page.panel.marks)
        grid = backing(behind, page.setting.leaf.region)
        if len(grid.colours) < 2 or not grid.whole:
            continue
        light = [_lightness(colour.cmyk) for colour in grid.colours]
        found = [
            Found(
                say(
                    "“{text}” (panel “{panel}”) stands on art with detail behind it.",
                    text=passage.shown,
                    panel=page.name,
                ),
                passage.place,
            )
            for passage in page.passages
            if any(is_restless(line, passage.size, grid, light) for line in passage.lines)
        ]
        yield from told(
            "text-on-detail",
            page,
            found,
            say("Move it to a calm part, or give its frame a `ground` or the art a `tint`."),
        )


def is_restless(line: SetLine, size: float, grid: Backing, light: list[float]) -> bool:
    """Whether the ground behind a line changes often from left to right."""
    top, bottom = line.y - 0.7 * size, line.y
    columns = [
        grid.column(x * STEP + line.left, top, bottom)
        for x in range(int((line.right - line.left) / STEP) + 1)
    ]
    if len(columns) < 2:
        return False
    changes = sum(
        abs(light[here] - light[there]) >= _CHANGE
        for one, other in pairwise(columns)
        for here, there in zip(one, other, strict=True)
    )
    in_row = changes / len(columns[0])
    return in_row >= max(_FEWEST, _OFTEN * (line.right - line.left) / size)


def _lightness(cmyk: tuple[float, float, float, float]) -> float:
    """How light an ink looks: 1 for paper."""
    cyan, magenta, yellow, black = cmyk
    return (1 - (0.3 * cyan + 0.59 * magenta + 0.11 * yellow)) * (1 - black)
