"""What is seen on the plates only: the ink that adds up, and the bleed that is painted or not."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from depliant.geometry import MM, Rect
from depliant.preflight.content import Outline, Text
from depliant.preflight.job import PageView
from depliant.preflight.rules.base import PRESS, Fault, page_rule
from depliant.press.condition import PrinterProfile
from depliant.sentences import Sentence, say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CELL = 8
"""Pixels a side of the cells by which regions are found: 2 mm."""

_PAPER = 4
"""Of 255: as much ink as this in all is paper; a ground of two per cent is more."""

_SLANT = 1.5
"""A gap in the bleed up to this many times as long as the bleed is wide: a slanting outline that
crosses the edge leaves one and is no fault."""

_SHORT = 2 * MM
"""What of an edge is printed no longer than this is a detail, and let pass."""

_ENDING = 1.0
"""Points from the trim within which something ends at it."""

_EXACTLY = 0.3
"""The same of what is short along the trim, a rule or a dot, which often ends somewhere near it."""

_FROM = 2
"""Pixels from the corner of the trim at which its edges are looked at."""

_ROUNDED = 0.6
"""Points by which boxes that were rounded differ from what was meant."""

_JUMP = 51
"""Of 255: what has so much more ink just inside the trim than just outside it ends there."""


class Region(Struct, frozen=True):
    """Pixels that touch: their box (top, left, bottom, right), number and heaviest ink."""

    top: int
    left: int
    bottom: int
    right: int
    pixels: int
    heaviest: int


def regions(over: NDArray[np.bool_], total: NDArray[np.uint16]) -> list[Region]:
    """The regions of a mask, by cells that touch."""
    import numpy as np

    rows, columns = (-(-side // _CELL) for side in over.shape)
    padded = np.zeros((rows * _CELL, columns * _CELL), bool)
    padded[: over.shape[0], : over.shape[1]] = over
    cells = padded.reshape(rows, _CELL, columns, _CELL).any(axis=(1, 3))
    left_over = {(int(r), int(c)) for r, c in np.argwhere(cells)}
    found = []
    while left_over:
        queue = deque([left_over.pop()])
        group = list(queue)
        while queue:
            row, column = queue.popleft()
            for near in ((row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
                if near in left_over:
                    left_over.discard(near)
                    queue.append(near)
                    group.append(near)
        found.append(_region(group, over, total))
    return found


def _region(
    group: list[tuple[int, int]], over: NDArray[np.bool_], total: NDArray[np.uint16]
) -> Region:
    import numpy as np

    top, left = (min(cell[axis] for cell in group) * _CELL for axis in (0, 1))
    bottom, right = ((max(cell[axis] for cell in group) + 1) * _CELL for axis in (0, 1))
    part, ink = over[top:bottom, left:right], total[top:bottom, left:right]
    rows, columns = np.nonzero(part)
    return Region(
        top + int(rows.min()), left + int(columns.min()),
        top + int(rows.max()) + 1, left + int(columns.max()) + 1,
        int(part.sum()), int(ink[part].max()),
    )  # fmt: skip


@page_rule(
    "ink-limit",
    "error",
    "All inks together stay below what the paper can take.",
    "pulsioprint.com: 300 %",
    "Lighten cyan, magenta and yellow, or convert the image through the printer's profile.",
    PRESS,
)
def total_ink(page: PageView, profile: PrinterProfile) -> Iterator[Fault]:
    """Regions of some size within the bleed, on the plates added up."""
    plates = page.plates
    # Each plate is rounded to a 255th.
    limit = profile.ink_limit * 255 + len(plates.names)
    if plates.most(page.bleed) <= limit:
        return
    left, top, right, bottom = plates.window(page.bleed)
    total = plates.total[top:bottom, left:right]
    over = total > limit
    if not over.any():
        return
    area = (1 / plates.scale) ** 2
    for region in sorted(regions(over, total), key=lambda found: -found.pixels):
        if region.pixels * area < profile.ink_area:
            continue
        place = plates.box(
            region.top + top, region.left + left, region.bottom + top, region.right + left,
        )  # fmt: skip
        yield Fault(
            say(
                "{ink:.0f} % ink over {area:.0f} mm²; the printer takes {limit:.0f} %.",
                ink=100 * region.heaviest / 255,
                area=region.pixels * area / MM / MM,
                limit=100 * profile.ink_limit,
            ),
            place,
            limit="ink_limit",
        )


def room_for_bleed(page: PageView) -> float:
    """How far the bleed goes beyond the trim, in points: on the side where it is least."""
    trim, bleed = page.trim, page.bleed
    if page.facts.bleed is None:
        bleed = page.media
    return min(
        trim.x - bleed.x, trim.y - bleed.y, bleed.right - trim.right, bleed.bottom - trim.bottom
    )


class _Edge(Struct, frozen=True):
    """One edge of the trim: its total ink pixel by pixel, inside, just outside, and far outside."""

    name: str
    inside: bytes
    beside: bytes
    outside: bytes
    horizontal: bool


@page_rule(
    "bleed-unpainted",
    "error",
    "What is printed up to the edge of the page goes on into the bleed.",
    say("offset5.com: 3 to 5 mm; printall.ee: 3 mm"),
    "Let the ground and the pictures reach beyond the trim.",
    PRESS,
)
def painted(page: PageView, profile: PrinterProfile) -> Iterator[Fault]:
    """Ink inside the edge without ink at the far side of the bleed, or that ends at the trim."""
    bleed = min(profile.bleed, room_for_bleed(page))
    if bleed < 1:
        return
    for edge in _edges(page, bleed):
        runs = [*_bare(edge, page.plates.scale, bleed)]
        runs += [one for one in _ending(page, edge) if not any(_meet(one, two) for two in runs)]
        for start, end in sorted(runs):
            long = (end - start) / page.plates.scale
            yield Fault(
                _unpainted(edge.name, long / MM, bleed / MM),
                _strip(page, edge, start, end, bleed),
                limit="bleed",
            )


def _unpainted(edge: str, long: float, bleed: float) -> Sentence:
    """What is said of an edge of which so many millimetres are printed up to the trim alone."""
    if edge == "upper":
        return say(
            "{long:.0f} mm of the upper edge are printed, but not {bleed:.1f} mm beyond it.",
            long=long,
            bleed=bleed,
        )
    if edge == "lower":
        return say(
            "{long:.0f} mm of the lower edge are printed, but not {bleed:.1f} mm beyond it.",
            long=long,
            bleed=bleed,
        )
    return say(
        "{long:.0f} mm of the left edge are printed, but not {bleed:.1f} mm beyond it."
        if edge == "left"
        else "{long:.0f} mm of the right edge are printed, but not {bleed:.1f} mm beyond it.",
        long=long,
        bleed=bleed,
    )


@page_rule(
    "bleed-short",
    "error",
    "The page has room for the bleed that the printer wants.",
    say("offset5.com: 3 to 5 mm; printall.ee: 3 mm"),
    "Ask whoever made it to export it with the bleed that the printer wants.",
    PRESS,
    own="Set the bleed that is wanted: `bleed_mm` under `format` in the style sheet.",
)
def room(page: PageView, profile: PrinterProfile) -> Iterator[Fault]:
    """Asked of pages that print up to the edge."""
    least = room_for_bleed(page)
    if least < profile.bleed - _ROUNDED and any(
        max(edge.inside, default=0) > _PAPER for edge in _edges(page, 0.0)
    ):
        yield Fault(
            say(
                "The page has {least:.1f} mm of bleed; the printer wants {bleed:g} mm.",
                least=max(least, 0) / MM,
                bleed=profile.bleed / MM,
            ),
            limit="bleed",
        )


def _edges(page: PageView, bleed: float) -> Iterator[_Edge]:
    """The four edges, each with its ink just inside the trim and `bleed` points outside it.

    With `bleed` 0 nothing outside is looked at. Outside the media box there is no ink.
    """
    from PIL import ImageChops

    plates, trim = page.plates, page.trim
    scale, area = plates.scale, plates.area
    near, far = 1.5, max(bleed * scale - 1.5, 0.0)

    def both(one: float, other: float, horizontal: bool, *, most: bool = False) -> bytes:
        """The lesser of two lines' ink, pixel by pixel, or the greater."""
        lines = (plates.line(int(position), horizontal) for position in (one, other))
        return (ImageChops.lighter if most else ImageChops.darker)(*lines).tobytes()

    left, top = (trim.x - area.x) * scale, (trim.y - area.y) * scale
    right, bottom = (trim.right - area.x) * scale, (trim.bottom - area.y) * scale
    along = (
        slice(max(int(left) + _FROM, 0), int(right) - 1),
        slice(max(int(top) + _FROM, 0), int(bottom) - 1),
    )
    for name, edge, out, horizontal in (
        ("upper", top, -1, True), ("lower", bottom, 1, True),
        ("left", left, -1, False), ("right", right, 1, False),
    ):  # fmt: skip
        part = along[0 if horizontal else 1]
        inside = both(edge - out * near, edge - out * (near + 1), horizontal)
        beside = both(edge + out * near, edge + out * (near + 1), horizontal, most=True)
        outside = both(edge + out * far, edge + out * far / 2, horizontal)
        yield _Edge(name, inside[part], beside[part], outside[part], horizontal)


def _bare(edge: _Edge, scale: float, bleed: float) -> Iterator[tuple[int, int]]:
    """Where an edge is printed up to and not beyond: starts and ends.

    A short gap is that of an outline which crosses the edge aslant, if there is ink just outside.
    """
    bare = bytes(
        within > _PAPER >= beyond for within, beyond in zip(edge.inside, edge.outside, strict=True)
    )
    for run in re.finditer(rb"\x01+", bare):
        start, end = run.span()
        slanting = (end - start) / scale <= _SLANT * bleed and (
            max(edge.beside[start:end]) > _PAPER or _goes_on(edge, start, end, bleed * scale)
        )
        if (end - start) / scale > _SHORT and not slanting:
            yield start, end


def _ending(page: PageView, edge: _Edge) -> Iterator[tuple[int, int]]:
    """Where something ends at the trim on a ground that goes on: starts and ends.

    The plates tell that it is seen, the marks that it ends there and does not pass by aslant.
    """
    ends = [*_flush(page, edge)]
    if not ends:
        return
    scale = page.plates.scale
    jumps = bytes(
        within - beyond >= _JUMP or within > _PAPER >= beyond
        for within, beyond in zip(edge.inside, edge.beside, strict=True)
    )
    for run in re.finditer(rb"\x01+", jumps):
        first, last = ((at + _FROM) / scale for at in run.span())
        reach = _ENDING if last - first > _SHORT else _EXACTLY
        covered = [min(last, end) - max(first, start) for off, start, end in ends if off < reach]
        if run.end() - run.start() > 1 and max(covered, default=-1.0) > 0.8 * (last - first) - 1:
            yield run.span()


def _flush(page: PageView, edge: _Edge) -> Iterator[tuple[float, float, float]]:
    """What ends at an edge of the trim: how far off it, and from where to where along it."""
    trim = page.trim
    for mark in page.printed:
        box = mark.box
        # A line's box has half of its width at its ends too, where it may have none.
        beyond = mark.width / 2 if isinstance(mark, Outline) else 0.0
        off = max(abs(_facing(edge.name, box) - _facing(edge.name, trim)) - beyond, 0.0)
        if off < _ENDING and not isinstance(mark, Text):
            if edge.horizontal:
                yield off, box.x - trim.x, box.right - trim.x
            else:
                yield off, box.y - trim.y, box.bottom - trim.y


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _facing(edge: str, box: Rect) -> float:
    """Where a box ends on the side of an edge of the trim."""
    sides = {"upper": box.y, "lower": box.bottom, "left": box.x, "right": box.right}
    return sides[edge]


def _goes_on(edge: _Edge, start: int, end: int, near: float) -> bool:
    """Whether there is ink in the bleed beside a gap in it."""
    before, after = edge.outside[max(start - round(near), 0) : start], edge.outside[end:]
    return max((*before, *after[: round(near)]), default=0) > _PAPER


def _strip(page: PageView, edge: _Edge, start: int, end: int, bleed: float) -> Rect:
    """The part of the bleed beside some pixels of an edge."""
    scale, trim = page.plates.scale, page.trim
    first, long = start / scale, (end - start) / scale
    if edge.horizontal:
        y = trim.y - bleed if edge.name == "upper" else trim.bottom
        return Rect(trim.x + first, y, long, bleed)
    x = trim.x - bleed if edge.name == "left" else trim.right
    return Rect(x, trim.y + first, bleed, long)


RULES = (total_ink, painted, room)
