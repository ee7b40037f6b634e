"""Filling a frame: bands of its columns, and what stands over all of them between these.

A frame is filled from its head. A band that stands above one over all columns is parted among
its columns so that they are about equally high, and so is the last where the design asks for it.
Each band is walked once, each height of a balanced one is tried once: it ends for every input.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from msgspec.structs import replace

from depliant.geometry import Rect
from depliant.layout.boxes import Box
from depliant.layout.flow import TOLERANCE, Spread, pour
from depliant.layout.frame import Placement, Slice
from depliant.tuples import NamedTuple


class Band(NamedTuple):
    """Slices that stand in the columns of a frame, or, if `wide`, over all of them."""

    slices: tuple[Slice, ...]
    wide: bool = False


class Filling(NamedTuple):
    """How frames are filled: the grid's unit, the direction, and what becomes of room left over.

    `beyond` is the height of the tallest frame that the rest may go on in; 0: there is none.
    """

    unit: float
    to_left: bool = False
    spread: Spread | None = None
    beyond: float = 0.0


class Filled(NamedTuple):
    """What a frame took: `placements` of its first slices, and the room left at its foot.

    `lacking` is by how much more it would have to hold, in points: 0 if it took all. What found no
    room is placed below the frame, in `over`.
    """

    placements: tuple[Placement, ...]
    over: tuple[Placement, ...]
    left_over: float
    lacking: float = 0.0


def taken(placements: Sequence[Placement], slices: Sequence[Slice]) -> int:
    """How many of `slices` are placed: what stands once more at the head of a column is not one."""
    count = 0
    for placed in placements:
        if count < len(slices) and placed.slice.marks is slices[count].marks:
            count += 1
    return count


def first(
    placements: tuple[Placement, ...], slices: Sequence[Slice], count: int
) -> tuple[Placement, ...]:
    """The placements of the first `count` of `slices`."""
    end = len(placements)
    while end and taken(placements[: end - 1], slices) >= count:
        end -= 1
    return placements[:end]


def fill(bands: Sequence[Band], box: Box, how: Filling) -> Filled:
    """Fill a frame with bands, none of which is empty.

    What divides two blocks and would stand first or last in its column is not shown.
    """
    found = _filled(bands, box, how)
    if any(one.slice.divides for one in found.placements):
        return found._replace(placements=_divided(found.placements, bands))
    return found


def _divided(placements: tuple[Placement, ...], bands: Sequence[Band]) -> tuple[Placement, ...]:
    """The placements, those that divide shown only where something is above and below."""
    wide = {id(one.marks) for band in bands if band.wide for one in band.slices}
    matter = [one for one in placements if one.slice.marks and not one.slice.divides]

    def divides(one: Placement) -> bool:
        in_line = [
            other.y
            for other in matter
            if other.x == one.x or {id(one.slice.marks), id(other.slice.marks)} & wide
        ]
        return any(y < one.y for y in in_line) and any(y > one.y for y in in_line)

    return tuple(
        replace(one, shown=one.shown and divides(one)) if one.slice.divides else one
        for one in placements
    )


def _filled(bands: Sequence[Band], box: Box, how: Filling) -> Filled:
    if len(bands) == 1 and not bands[0].wide and not box.balance:
        frames = box.columns(box.inner.y, box.inner.height, to_left=how.to_left)
        poured = pour(bands[0].slices, frames, how.spread, how.beyond)
        count = len(poured.placements) - len(poured.overset)
        here, over = poured.placements[:count], poured.placements[count:]
        return Filled(here, over, poured.left_over, poured.lacking if over else 0.0)
    placements: list[Placement] = []
    y = box.inner.y
    for number, band in enumerate(bands):
        following = bands[number + 1] if number + 1 < len(bands) else None
        top = y + (band.slices[0].before if placements else 0.0)
        here = _band(band, following, box, top, how)
        if following is not None and taken(here, band.slices) == len(band.slices):
            here = _kept(here, following, box, how, is_first=not placements)
        placements += here
        y = max((item.y + item.slice.height for item in here), default=y)
        ended = bool(here) and how.beyond > 0 and here[-1].slice.ends == "frame"
        if taken(here, band.slices) < len(band.slices) or ended:
            break
    slices = [slice_ for band in bands for slice_ in band.slices]
    rest = slices[taken(placements, slices) :]
    left_over = box.inner.bottom - y
    over, lacking = _below(rest, box)
    return Filled(tuple(placements), over, left_over, max(0.0, lacking - left_over))


def _below(rest: Sequence[Slice], box: Box) -> tuple[tuple[Placement, ...], float]:
    """What found no room, placed below the frame so that nothing is lost from view; its height."""
    found: list[Placement] = []
    y = box.inner.bottom
    for slice_ in rest:
        y += slice_.before
        found.append(Placement(slice_, box.inner.x, y, over=True))
        y += slice_.height
    return tuple(found), y - box.inner.bottom


def _band(
    band: Band, following: Band | None, box: Box, top: float, how: Filling
) -> tuple[Placement, ...]:
    """The slices of a band that find room in a frame from `top` on."""
    room = box.inner.bottom - top
    tallest = box.inner.height if top > box.inner.y + TOLERANCE and how.beyond else 0.0
    beyond = max(how.beyond, tallest)
    if band.wide:
        frames: tuple[Rect, ...] = (Rect(box.inner.x, top, box.inner.width, room),)
    else:
        frames = box.columns(top, room, to_left=how.to_left)
    here = _fitting(band.slices, frames, beyond, within=band.wide)
    if band.wide or taken(here, band.slices) < len(band.slices):
        return here
    is_balanced = box.balance if following is None else following.wide
    return _balanced(band.slices, frames, beyond, how.unit) if is_balanced else here


def _fitting(
    slices: tuple[Slice, ...], frames: tuple[Rect, ...], beyond: float, *, within: bool = False
) -> tuple[Placement, ...]:
    poured = pour(slices, frames, None, beyond, within=within)
    return poured.placements[: len(poured.placements) - len(poured.overset)]


def _balanced(
    slices: tuple[Slice, ...], frames: tuple[Rect, ...], beyond: float, unit: float
) -> tuple[Placement, ...]:
    """Slices that fit in `frames`, in columns that are no higher than they have to be."""
    total = fsum(one.height for one in slices)
    lines = max(1, int(total / len(frames) / unit))
    while lines * unit < frames[0].height:
        shorter = tuple(frame._replace(height=lines * unit) for frame in frames)
        # Nothing is parted that is kept together only to be in less height.
        here = _fitting(slices, shorter, max(beyond, frames[0].height))
        if taken(here, slices) == len(slices):
            return here
        lines += 1
    return _fitting(slices, frames, beyond)


def _kept(
    here: tuple[Placement, ...], following: Band, box: Box, how: Filling, *, is_first: bool
) -> tuple[Placement, ...]:
    """What is placed of a band, without the end that is bound to a next one that has no room."""
    if not here[-1].slice.keep:
        return here
    bottom = max(item.y + item.slice.height for item in here)
    if bottom + following.slices[0].before + _head(following) <= box.inner.bottom + TOLERANCE:
        return here
    count = len(here)
    while count and here[count - 1].slice.keep:
        count -= 1
    return here if not count and (is_first or not how.beyond) else here[:count]


def _head(band: Band) -> float:
    """The height of the slices at the head of a band that stand together, in points."""
    height = 0.0
    for number, slice_ in enumerate(band.slices):
        height += slice_.height + (slice_.before if number else 0.0)
        if not slice_.keep:
            break
    return height
