"""How full panels are: nearly empty ones look forgotten, brimming ones crammed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import fsum
from typing import Final

from depliant.errors import Diagnostic
from depliant.geometry import Rect
from depliant.graphics.backing import Backing, backing
from depliant.layout.advice.seeing import Found, Page, told
from depliant.layout.template import type_area
from depliant.sentences import say

_LEAST: Final = 0.40
_MOST: Final = 0.97

_AIR: Final = 3
"""Units of the grid: a wider gap between two things is white room, and not the room between."""


def advise(pages: tuple[Page, ...]) -> Iterator[Diagnostic]:
    """Advice on panels that are less than 40 % or more than 97 % full.

    The first and the last are the cover and the back, which may be nearly empty.
    """
    for number, page in enumerate(pages):
        share = filled(page)
        if crammed(page) > _MOST:
            message = say(
                "Panel “{panel}” ({language}) is {share:.0f} % full: no line is left free at its "
                "foot.",
                panel=page.name,
                language=page.setting.order.language,
                share=100 * crammed(page),
            )
            hint = say("Shorten its text, or spread it over another panel: white room is read too.")
        elif share < _LEAST and 0 < number < len(pages) - 1:
            message = say(
                "Panel “{panel}” ({language}) is {share:.0f} % full.",
                panel=page.name,
                language=page.setting.order.language,
                share=100 * share,
            )
            hint = say("Give it a picture or larger type, or let its neighbours share their text.")
        else:
            continue
        yield from told("panel-fill", page, [Found(message, page.panel.panel.place)], hint)


def crammed(page: Page) -> float:
    """The share of its main frame's height that a panel's text takes; 0 where it runs on.

    Room that was spread between its blocks is free room too.
    """
    is_part = page.panel.joins or page.panel.panel.flow
    height = page.boxes[0].inner.height
    if is_part or height <= 0:
        return 0.0
    spread = fsum(
        below.y - (above.y + above.slice.height + below.slice.before)
        for above, below in pairwise(page.setting.placements)
        if below.slice.stretch and above.x == below.x and below.y > above.y
    )
    return 1 - (page.panel.room + spread) / height


def filled(page: Page) -> float:
    """The share of the height of its type area in which something stands: text, shapes or art."""
    setting = page.setting
    area = type_area(setting.look, setting.leaf.size)
    unit = setting.sheet.baseline
    grid = backing(page.panel.backdrop, setting.leaf.region)
    rows = int(area.height / unit)
    if rows < 1:
        return 1.0
    bands = [Rect(area.x, area.y + row * unit, area.width, unit) for row in range(rows)]
    full = [_has_art(grid, band) for band in bands]
    spans = [(one.slice.height, one.y) for one in setting.placements if one.slice.marks]
    for height, y in spans:
        first = int((y - area.y) / unit + 0.01)
        for row in range(max(first, 0), min(int(first + height / unit + 0.99), rows)):
            full[row] = True
    last = None
    for row, is_full in enumerate(list(full)):
        if is_full:
            if last is not None and row - last <= _AIR:
                full[last:row] = [True] * (row - last)
            last = row
    return sum(full) / rows


def _has_art(grid: Backing, band: Rect) -> bool:
    """Whether a stretch of the type area shows more than the panel's plain ground.

    What reaches over a fold from the panel beside it is none of this one's.
    """
    return len(grid.numbers(band.x, band.y, band.right, band.bottom)) > 1
