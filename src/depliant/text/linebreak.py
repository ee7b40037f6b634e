"""The optimum-fit breaking of a paragraph into lines, after Knuth and Plass.

Follows *TeX: The Program* §813-§890 (numbers in the comments are its sections) in TeX's own
integers: lengths are scaled points (65536 to the point), so that the breaks are TeX's to the
last unit. What TeX has not, and what is off unless asked for: a limit on hyphenated lines in
a row, extra demerits of a break, and characters that hang outside the measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

SCALE = 65536
"""Scaled points in a point (§101)."""

INFINITE_BADNESS = 10_000  # §108
INFINITE_PENALTY = 10_000  # §157
EJECT = -INFINITE_PENALTY
_VERY_LOOSE, _LOOSE, _DECENT, _TIGHT = range(4)  # §817


def scaled(points: float) -> int:
    """Points to scaled points."""
    return round(points * SCALE)


class Box(NamedTuple):
    """Something unbreakable on the line: the part `start` to `end` of token number `token`.

    `stretch` and `shrink` are what tracking may add and take. `lead` and `trail` are how much
    of it hangs outside the measure at a line's left and right end.
    """

    width: int
    stretch: int = 0
    shrink: int = 0
    lead: int = 0
    trail: int = 0
    token: int = -1
    start: int = 0
    end: int = 0


class Glue(Struct, frozen=True):
    """A space; with `fill` it stretches without limit. `extra` are demerits of breaking at it."""

    width: int
    stretch: int = 0
    shrink: int = 0
    fill: bool = False
    extra: int = 0
    token: int = -1


class Penalty(Struct, frozen=True):
    """A place to break at for a price; at `EJECT` the line must end.

    A `desperate` one is tried only by a pass that is.
    """

    penalty: int
    extra: int = 0
    desperate: bool = False


class Discretionary(Struct, frozen=True):
    """A division in a word: what it adds before and after, as widths, if the line breaks there.

    `automatic` ones are found by patterns and are not tried in the first pass. `added` says
    whether a hyphen is added, or stands there already. `trail` is what hangs outside.
    """

    before: int
    after: int = 0
    penalty: int = 50
    automatic: bool = True
    added: bool = True
    trail: int = 0
    extra: int = 0


Item = Box | Glue | Penalty | Discretionary


class Breaking(Struct, frozen=True):
    r"""The parameters of line breaking, by TeX's names and with plain TeX's values.

    `margin` is the stretch of a ragged edge (plain TeX's `\raggedright` uses 2 em). With
    `maximum_hyphens` None the number of hyphenated lines in a row is free.
    """

    line_penalty: int = 10
    adjacent_demerits: int = 10_000
    double_hyphen_demerits: int = 10_000
    final_hyphen_demerits: int = 5_000
    margin: int = 0
    maximum_hyphens: int | None = None


class Pass(Struct, frozen=True):
    """One attempt: how bad a line may be, with or without patterns, with how much more stretch.

    The `final` one always succeeds: it lets a line stick out that cannot be helped (§854). With
    `unlimited` as many lines in a row end with a hyphen as have to. A `desperate` one breaks where
    none would but for a line that sticks out.
    """

    tolerance: int
    hyphenate: bool = True
    emergency: int = 0
    final: bool = False
    unlimited: bool = False
    desperate: bool = False


class Breaks(Struct, frozen=True):
    """The items at which the lines end, the total demerits, and the extra ones among them."""

    items: tuple[int, ...]
    demerits: int
    extra: int


class Point(Struct, frozen=True):
    """A legal breakpoint with the totals up to it and from it on."""

    item: int
    end: int
    stretch: int
    shrink: int
    fills: int
    start: int
    next_stretch: int
    next_shrink: int
    next_fills: int
    penalty: int
    hyphen: bool
    automatic: bool
    extra: int
    desperate: bool = False


class _Active(Struct, frozen=True):
    """An active node (§819): a feasible break with the best way to it.

    `line` is the number of the line that begins there, counted from 0, as long as it is one whose
    measure is its own; then that of the first of those that are all alike.
    """

    start: int
    stretch: int
    shrink: int
    fills: int
    fitness: int
    hyphen: bool
    hyphens: int
    demerits: int
    extra: int
    item: int
    previous: _Active | None
    line: int = 0


Measure = int | tuple[int, ...]
"""The width of all lines, in scaled points; or those of the first ones, the last of which is that
of all further ones (§847)."""


def break_lines(
    items: Sequence[Item], measure: Measure, breaking: Breaking, passes: Sequence[Pass]
) -> Breaks:
    """Choose the line ends of a paragraph, ended by a `Penalty(EJECT)`; see `break_at`."""
    return break_at(breakpoints(items), measure, breaking, passes)


def break_at(
    points: Sequence[Point], measure: Measure, breaking: Breaking, passes: Sequence[Pass]
) -> Breaks:
    """Choose the line ends of a paragraph.

    Args:
        points: the paragraph's breakpoints.
        measure: the width of the lines.
        breaking: the parameters.
        passes: what to try, in this order; the first success counts, but one that ends in
            extra demerits gives way to a later one that has none.

    Raises:
        ValueError: no pass succeeded and none was final.
    """
    fallback: Breaks | None = None
    for attempt in passes:
        if fallback is not None and (attempt.emergency or attempt.final):
            break
        found = _attempt(points, measure, breaking, attempt)
        if found is None:
            continue
        if not found.extra:
            return found
        if fallback is None or found.extra < fallback.extra:
            fallback = found
    if fallback is None:
        raise ValueError("no pass found a way to break the paragraph")
    return fallback


def badness(total: int, available: int) -> int:
    """How bad it is to make up for `total` with glue that can give `available` (§108)."""
    if total == 0:
        return 0
    if available <= 0:
        return INFINITE_BADNESS
    if total <= 7230584:
        ratio = (total * 297) // available
    elif available >= 1663497:
        ratio = total // (available // 297)
    else:
        ratio = total
    if ratio > 1290:
        return INFINITE_BADNESS
    return (ratio * ratio * ratio + 0o400000) // 0o1000000


def natural_widths(points: Sequence[Point], breaks: Breaks) -> list[int]:
    """How wide each line is before its glue gives, in scaled points."""
    by_item = {point.item: point for point in points}
    starts = (-1, *breaks.items[:-1])
    return [
        by_item[end].end - by_item[start].start
        for start, end in zip(starts, breaks.items, strict=True)
    ]


def breakpoints(items: Sequence[Item]) -> tuple[Point, ...]:
    """The legal breakpoints (§866-§868) with running totals, a start before all included.

    They are the same at every measure, and a text is balanced at many.
    """
    totals = _totals(items)
    nexts = _next_starts(items)
    points = [_point(items, totals, nexts, -1)]
    for index, item in enumerate(items):
        if isinstance(item, Box):
            continue
        if isinstance(item, Glue):
            legal = index > 0 and isinstance(items[index - 1], Box | Discretionary)
        else:
            legal = item.penalty < INFINITE_PENALTY
        if legal:
            points.append(_point(items, totals, nexts, index))
    return tuple(points)


_Totals = list[tuple[int, int, int, int]]


def _totals(items: Sequence[Item]) -> _Totals:
    """Width, stretch, shrink and fills of all that stands before each item."""
    width = stretch = shrink = fills = 0
    totals: _Totals = [(0, 0, 0, 0)]
    for item in items:
        if isinstance(item, Box | Glue):
            width += item.width
            stretch += item.stretch
            shrink += item.shrink
            if isinstance(item, Glue) and item.fill:
                fills += 1
        totals.append((width, stretch, shrink, fills))
    return totals


def _next_starts(items: Sequence[Item]) -> list[int]:
    """For each item, the first one from it on that a line can begin with (§837, §879)."""
    nexts = [len(items)] * (len(items) + 1)
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        stays = isinstance(item, Box | Discretionary)
        nexts[index] = index if stays else nexts[index + 1]
    return nexts


def _point(items: Sequence[Item], totals: _Totals, nexts: list[int], index: int) -> Point:
    item = items[index] if index >= 0 else None
    begin = index + 1
    disc = item if isinstance(item, Discretionary) else None
    if disc is None or not disc.after:
        begin = nexts[begin]
    first = items[begin] if begin < len(items) else None
    lead = first.lead if isinstance(first, Box) else 0
    start, next_stretch, next_shrink, next_fills = totals[begin]
    end, stretch, shrink, fills = totals[max(index, 0)]
    penalty, extra, trail = 0, 0, 0
    if disc is not None:
        end += disc.before
        start -= disc.after
        trail = disc.trail
    elif index > 0:
        last = items[index - 1]
        trail = last.trail if isinstance(last, Box) else _trail_before(items, index)
    if isinstance(item, Penalty | Discretionary):
        penalty = item.penalty
    if isinstance(item, Glue | Penalty | Discretionary):
        extra = item.extra
    return Point(
        index,
        end - trail,
        stretch,
        shrink,
        fills,
        start + lead,
        next_stretch,
        next_shrink,
        next_fills,
        penalty,
        disc is not None,
        disc is not None and disc.automatic,
        extra,
        isinstance(item, Penalty) and item.desperate,
    )


def _trail_before(items: Sequence[Item], index: int) -> int:
    """What hangs at the right end before a forced line end, behind its fill."""
    while index > 0:
        index -= 1
        item = items[index]
        if isinstance(item, Box):
            return item.trail
    return 0


def _attempt(
    points: Sequence[Point], measure: Measure, breaking: Breaking, attempt: Pass
) -> Breaks | None:
    """One pass over the breakpoints (§863); none if there is no feasible way through."""
    measures = measure if isinstance(measure, tuple) else (measure,)
    threshold = min(attempt.tolerance, INFINITE_BADNESS)
    first = points[0]
    active = [
        _Active(
            first.start,
            first.next_stretch,
            first.next_shrink,
            first.next_fills,
            _DECENT,
            False,
            0,
            0,
            0,
            -1,
            None,
        )
    ]
    background = breaking.margin + attempt.emergency
    if attempt.unlimited:
        breaking = replace(breaking, maximum_hyphens=None)
    room = _Room(measures, background, threshold, attempt.final, last=False)
    for point in points[1:]:
        if point.automatic and not attempt.hyphenate:
            continue
        if point.desperate and not attempt.desperate:
            continue
        if point is points[-1]:
            room = room._replace(last=True)
        active = _try_break(active, point, room, breaking)
        if not active:
            return None
    best = min(active, key=lambda node: node.demerits)
    ends: list[int] = []
    node: _Active | None = best
    while node is not None and node.item >= 0:
        ends.append(node.item)
        node = node.previous
    return Breaks(tuple(reversed(ends)), best.demerits, best.extra)


class _Room(NamedTuple):
    """What a pass allows at one breakpoint."""

    measures: tuple[int, ...]
    background: int
    threshold: int
    final: bool
    last: bool


def _try_break(
    active: list[_Active], point: Point, room: _Room, breaking: Breaking
) -> list[_Active]:
    """The active nodes after trying to end a line at `point` (§829): old ones, then new ones."""
    measures, background, threshold, final, _ = room
    forced = point.penalty <= EJECT
    end, limit = point.end, breaking.maximum_hyphens
    kept: list[_Active] = []
    best: _Best = {}
    lone, alike = len(active) - 1, len(measures) - 1
    for index, node in enumerate(active):
        bad, fitness = _fit(node, point, measures[node.line] - end + node.start, background)
        hyphens = node.hyphens + 1 if point.hyphen and limit is not None else 0
        refused = limit is not None and hyphens > limit
        artificial = False
        # §851, §854
        if bad > INFINITE_BADNESS or forced:
            if final and not best and not kept and index == lone:
                if refused:
                    kept.append(node)
                    continue
                artificial = True
            elif bad > threshold:
                continue
        else:
            kept.append(node)
            if bad > threshold:
                continue
        if refused:
            continue
        demerits = 0 if artificial else _demerits(bad, fitness, point, node, room, breaking)
        demerits += node.demerits + point.extra
        key = min(node.line + 1, alike), hyphens, fitness
        # §855: of equals, the later one
        if key not in best or demerits <= best[key][0]:
            best[key] = demerits, node
    return kept + _created(best, point, breaking) if best else kept


def _fit(node: _Active, point: Point, shortfall: int, background: int) -> tuple[int, int]:
    """How badly the line from `node` to `point` fits that lacks `shortfall`, and its class."""
    # §853
    if shortfall <= 0:
        shrink = point.shrink - node.shrink
        bad = INFINITE_BADNESS + 1 if -shortfall > shrink else badness(-shortfall, shrink)
        return bad, _TIGHT if bad > 12 else _DECENT
    # §852
    if point.fills != node.fills:
        return 0, _DECENT
    stretch = point.stretch - node.stretch + background
    if shortfall > 7230584 and stretch < 1663497:
        return INFINITE_BADNESS, _VERY_LOOSE
    bad = badness(shortfall, stretch)
    return bad, _DECENT if bad <= 12 else _LOOSE if bad <= 99 else _VERY_LOOSE


def _demerits(
    bad: int, fitness: int, point: Point, node: _Active, room: _Room, breaking: Breaking
) -> int:
    """The demerits of the line from `node` to `point` (§859)."""
    base = breaking.line_penalty + bad
    demerits = 100_000_000 if abs(base) >= 10_000 else base * base
    penalty = point.penalty
    if penalty > 0:
        demerits += penalty * penalty
    elif EJECT < penalty < 0:
        demerits -= penalty * penalty
    if node.hyphen:
        if room.last:
            demerits += breaking.final_hyphen_demerits
        elif point.hyphen:
            demerits += breaking.double_hyphen_demerits
    if abs(fitness - node.fitness) > 1:
        demerits += breaking.adjacent_demerits
    return demerits


_Best = dict[tuple[int, int, int], tuple[int, _Active]]
"""The best ways to a breakpoint, by the line that begins there, hyphens in a row and fitness."""


def _created(best: _Best, point: Point, breaking: Breaking) -> list[_Active]:
    """New active nodes for the best breaks (§836), without those that cannot win."""
    created = []
    for key in sorted(best):
        demerits, node = best[key]
        line, hyphens, fitness = key
        minimum = min(
            cost for (number, count, _), (cost, _) in best.items() if (number, count) == key[:2]
        )
        if demerits > minimum + breaking.adjacent_demerits:
            continue
        created.append(
            _Active(
                point.start,
                point.next_stretch,
                point.next_shrink,
                point.next_fills,
                fitness,
                point.hyphen,
                hyphens,
                demerits,
                node.extra + point.extra,
                point.item,
                node,
                line,
            )
        )
    return created
