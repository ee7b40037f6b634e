"""Pouring: slices into frames, one after the other.

A break between two slices is allowed where the first does not `keep` the second. Each frame
takes as many slices as fit up to an allowed break; what is left after the last frame is
overset and reported, never dropped. What stands once more above a slice at the head of a frame
(its `lead`) takes room there too, if it leaves the slice any. What divides two blocks takes none at
the head of a frame, and is not shown there. The walk visits every slice once a
frame at most, so it ends whatever the input.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from msgspec import Struct
from msgspec.structs import replace

from depliant.geometry import Rect
from depliant.layout.frame import Placement, Poured, Slice

TOLERANCE = 0.01
"""Points by which rounding may let a slice stick out of its frame."""


class Spread(Struct, frozen=True):
    """How room that is left over goes between blocks: whole `unit`s, `most` points a gap.

    With no `most` all of it goes there, whatever the grid, so that gaps are alike and what is last
    stands at the foot of its frame.
    """

    unit: float
    most: float | None


def pour(
    slices: Sequence[Slice],
    frames: Sequence[Rect],
    spread: Spread | None = None,
    beyond: float = 0.0,
    *,
    within: bool = False,
) -> Poured:
    """Place `slices` in `frames` (at least one) in order.

    With `spread`, the room left over in a frame is shared among the slices that may stretch,
    unless something is overset. `beyond` is the height of the tallest frame that the rest may go
    on in after these, in points; 0: there is none. `within` says that other matter stands above
    these frames, so that what divides has something to divide at their heads.
    """
    ends = _breaks(slices, frames, beyond, within=within)
    rest = tuple(slices[ends[-1] :])
    placements: list[Placement] = []
    start, left_over = 0, 0.0
    for frame, end in zip(frames, ends, strict=True):
        here, room = _placed(slices[start:end], frame, None if rest else spread, within=within)
        left_over = room if here or rest else left_over
        placements += here
        start = end
    if not rest:
        return Poured(tuple(placements), left_over=left_over)
    below = Rect(frames[-1].x, frames[-1].bottom, frames[-1].width, 0.0)
    over, below_it = _placed(rest, below, None, within=True)
    above = rest[0].before if ends[-1] > (ends[-2] if len(ends) > 1 else 0) else 0.0
    lost = [replace(one, over=True) for one in over]
    return Poured(tuple(placements + lost), rest, above - below_it - left_over, left_over)


def _breaks(
    slices: Sequence[Slice], frames: Sequence[Rect], beyond: float, *, within: bool
) -> list[int]:
    """For each frame, the index after the last slice that it takes."""
    ends: list[int] = []
    start = 0
    full = False
    for index, frame in enumerate(frames):
        later = max((other.height for other in frames[index + 1 :]), default=0.0)
        obeyed = {"column"} if index + 1 < len(frames) or beyond else set()
        obeyed |= {"frame"} if beyond else set()
        if full:
            ends.append(start)
            continue
        end = _fill(slices, start, frame.height, obeyed, within=within)
        if end == start and max(later, beyond) <= frame.height:
            # A run of slices kept together is taller than any frame: better parted than overset.
            end = _fill(slices, start, frame.height, obeyed, within=within, parted=True)
        ends.append(end)
        full = end > start and "frame" in obeyed and slices[end - 1].ends == "frame"
        start = end
    return ends


def _fill(
    slices: Sequence[Slice],
    start: int,
    room: float,
    obeyed: set[str],
    *,
    within: bool,
    parted: bool = False,
) -> int:
    """The index after the last slice that goes into `room`, at an allowed break.

    With `parted`, a break is allowed everywhere. A slice with an end that is `obeyed` is the last.
    """
    first = start if within else _undivided(slices, start)
    if first == len(slices):
        return first
    lead = _lead(slices, first, room)
    used = lead.height if lead else 0.0
    best = start
    for index in range(first, len(slices)):
        slice_ = slices[index]
        used += slice_.height + (slice_.before if index > first else 0.0)
        if max(used, used - slice_.height + slice_.reach) > room + TOLERANCE:
            break
        fits = used + slice_.tail <= room + TOLERANCE
        if index + 1 == len(slices) or (fits and (parted or not slice_.keep)):
            best = index + 1
        if slice_.ends in obeyed:
            return index + 1
    return best


def _undivided(slices: Sequence[Slice], start: int) -> int:
    """The index of the first slice from `start` on that does not divide others."""
    while start < len(slices) and slices[start].divides:
        start += 1
    return start


def _lead(slices: Sequence[Slice], start: int, room: float) -> Slice | None:
    """What stands once more above the slice that a frame begins with, if both have room."""
    lead = slices[start].lead if start < len(slices) else None
    fits = lead is not None and lead.height + slices[start].height <= room + TOLERANCE
    return lead if fits else None


def _placed(
    slices: Sequence[Slice], frame: Rect, spread: Spread | None, *, within: bool
) -> tuple[list[Placement], float]:
    """Placements in one frame from its top, and the room left at its foot."""
    first = 0 if within else _undivided(slices, 0)
    result = [Placement(one, frame.x, frame.y, shown=False) for one in slices[:first]]
    slices = slices[first:]
    if lead := _lead(slices, 0, frame.height):
        slices = (lead, replace(slices[0], before=0.0, stretch=False), *slices[1:])
    used = fsum(s.height + (s.before if i else 0.0) for i, s in enumerate(slices))
    extra = _extra(frame.height - used, sum(s.stretch for s in slices[1:]), spread)
    y = frame.y
    for index, slice_ in enumerate(slices):
        if index:
            y += slice_.before + (extra if slice_.stretch else 0.0)
        result.append(Placement(slice_, frame.x, y))
        y += slice_.height
    return result, frame.bottom - y


def _extra(spare: float, gaps: int, spread: Spread | None) -> float:
    """What each of so many gaps between blocks gets of the room that is left over, in points."""
    if spread is None or not gaps or spare <= 0:
        return 0.0
    if spread.most is None:
        return spare / gaps
    return min(spare / gaps, spread.most) // spread.unit * spread.unit
