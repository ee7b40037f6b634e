"""The optimum-fit breaking of a paragraph into lines, after Knuth and Plass.

Follows *TeX: The Program* §813-§890 (numbers in the comments are its sections) in TeX's own
integers: lengths are scaled points (65536 to the point), so that the breaks are TeX's to the
last unit. What TeX has not, and what is off unless asked for: a limit on hyphenated lines in
a row, extra demerits of a break, and characters that hang outside the measure.

May be compiled (`tool.depliant.compiled` in pyproject.toml): values are plain classes, of which
mypyc makes structures of C. Nobody changes one that is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from depliant.text.breakpoints import Point, breakpoints
from depliant.text.items import EJECT, INFINITE_BADNESS, Item

_VERY_LOOSE: Final = 0  # §817
_LOOSE: Final = 1
_DECENT: Final = 2
_TIGHT: Final = 3


class Breaking:
    r"""The parameters of line breaking, by TeX's names and with plain TeX's values.

    `margin` is the stretch of a ragged edge (plain TeX's `\raggedright` uses 2 em). With
    `maximum_hyphens` None the number of hyphenated lines in a row is free.
    """

    __slots__ = (
        "adjacent_demerits",
        "double_hyphen_demerits",
        "final_hyphen_demerits",
        "line_penalty",
        "margin",
        "maximum_hyphens",
    )

    def __init__(
        self,
        line_penalty: int = 10,
        adjacent_demerits: int = 10_000,
        double_hyphen_demerits: int = 10_000,
        final_hyphen_demerits: int = 5_000,
        margin: int = 0,
        maximum_hyphens: int | None = None,
    ) -> None:
        self.line_penalty = line_penalty
        self.adjacent_demerits = adjacent_demerits
        self.double_hyphen_demerits = double_hyphen_demerits
        self.final_hyphen_demerits = final_hyphen_demerits
        self.margin = margin
        self.maximum_hyphens = maximum_hyphens


class Pass:
    """One attempt: how bad a line may be, with or without patterns, with how much more stretch.

    The `final` one always succeeds: it lets a line stick out that cannot be helped (§854). With
    `unlimited` as many lines in a row end with a hyphen as have to. A `desperate` one breaks where
    none would but for a line that sticks out.
    """

    __slots__ = ("desperate", "emergency", "final", "hyphenate", "tolerance", "unlimited")

    def __init__(
        self,
        tolerance: int,
        hyphenate: bool = True,
        emergency: int = 0,
        final: bool = False,
        unlimited: bool = False,
        desperate: bool = False,
    ) -> None:
        self.tolerance = tolerance
        self.hyphenate = hyphenate
        self.emergency = emergency
        self.final = final
        self.unlimited = unlimited
        self.desperate = desperate


class Breaks(NamedTuple):
    """The items at which the lines end, the total demerits, and the extra ones among them."""

    items: tuple[int, ...]
    demerits: int
    extra: int


class _Active:
    """An active node (§819): a feasible break with the best way to it.

    `line` is the number of the line that begins there, counted from 0, as long as it is one whose
    measure is its own; then that of the first of those that are all alike.
    """

    __slots__ = (
        "demerits",
        "extra",
        "fills",
        "fitness",
        "hyphen",
        "hyphens",
        "item",
        "line",
        "previous",
        "shrink",
        "start",
        "stretch",
    )

    def __init__(
        self,
        start: int,
        stretch: int,
        shrink: int,
        fills: int,
        fitness: int,
        hyphen: bool,
        hyphens: int,
        demerits: int,
        extra: int,
        item: int,
        previous: _Active | None,
        line: int = 0,
    ) -> None:
        self.start = start
        self.stretch = stretch
        self.shrink = shrink
        self.fills = fills
        self.fitness = fitness
        self.hyphen = hyphen
        self.hyphens = hyphens
        self.demerits = demerits
        self.extra = extra
        self.item = item
        self.previous = previous
        self.line = line


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
    row = tuple(points)
    fallback: Breaks | None = None
    for attempt in passes:
        if fallback is not None and (attempt.emergency or attempt.final):
            break
        found = _attempt(row, measure, breaking, attempt)
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


def _attempt(
    points: tuple[Point, ...], measure: Measure, breaking: Breaking, attempt: Pass
) -> Breaks | None:
    """One pass over the breakpoints (§863); none if there is no feasible way through."""
    room = _Room(measure, breaking, attempt)
    first, final = points[0], points[-1]
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
    for point in points[1:]:
        if point.automatic and not attempt.hyphenate:
            continue
        if point.desperate and not attempt.desperate:
            continue
        if point is final:
            room.last = True
        active = _try_break(active, point, room)
        if not active:
            return None
    best = active[0]
    for node in active:
        if node.demerits < best.demerits:
            best = node
    ends: list[int] = []
    way: _Active | None = best
    while way is not None and way.item >= 0:
        ends.append(way.item)
        way = way.previous
    ends.reverse()
    return Breaks(tuple(ends), best.demerits, best.extra)


class _Room:
    """What a pass allows, and what it asks; at the last breakpoint it is `last`.

    With `limit` -1 the number of hyphenated lines in a row is free.
    """

    __slots__ = ("background", "breaking", "final", "last", "limit", "measures", "threshold")

    def __init__(self, measure: Measure, breaking: Breaking, attempt: Pass) -> None:
        limit = breaking.maximum_hyphens
        self.measures = measure if isinstance(measure, tuple) else (measure,)
        self.breaking = breaking
        self.background = breaking.margin + attempt.emergency
        self.threshold = min(attempt.tolerance, INFINITE_BADNESS)
        self.final = attempt.final
        self.limit = -1 if limit is None or attempt.unlimited else limit
        self.last = False


class _Way:
    """A way to a breakpoint: its demerits, the node it comes from, the break's own extra ones."""

    __slots__ = ("demerits", "extra", "fitness", "hyphens", "line", "node")

    def __init__(
        self, line: int, hyphens: int, fitness: int, demerits: int, node: _Active, extra: int
    ) -> None:
        self.line = line
        self.hyphens = hyphens
        self.fitness = fitness
        self.demerits = demerits
        self.node = node
        self.extra = extra


def _try_break(active: list[_Active], point: Point, room: _Room) -> list[_Active]:
    """The active nodes after trying to end a line at `point` (§829): old ones, then new ones."""
    measures, threshold, limit = room.measures, room.threshold, room.limit
    forced = point.penalty <= EJECT
    counted = point.hyphen and limit >= 0
    kept: list[_Active] = []
    best: list[_Way] = []
    lone, alike = len(active) - 1, len(measures) - 1
    for index, node in enumerate(active):
        shortfall = measures[node.line] - point.end + node.start
        bad, fitness = _fit(node, point, shortfall, room.background)
        hyphens = node.hyphens + 1 if counted else 0
        refused = hyphens > limit >= 0
        artificial = False
        # §851, §854
        if bad > INFINITE_BADNESS or forced:
            if room.final and not best and not kept and index == lone:
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
        demerits = 0 if artificial else _demerits(bad, fitness, point, node, room)
        line, extra = node.line + 1, point.extra
        if point.below and line == alike:
            extra = max(extra, point.below)
        way = _Way(
            min(line, alike), hyphens, fitness, demerits + node.demerits + extra, node, extra
        )
        _enter(best, way)
    return kept + _created(best, point, room.breaking) if best else kept


def _enter(best: list[_Way], way: _Way) -> None:
    """Enter a way among the best ones, which stand by line, hyphens in a row and fitness.

    There is one of each, and they are few. Of equals the later one stays (§855).
    """
    place = 0
    for other in best:
        if (other.line, other.hyphens, other.fitness) == (way.line, way.hyphens, way.fitness):
            if way.demerits <= other.demerits:
                best[place] = way
            return
        if (other.line, other.hyphens, other.fitness) > (way.line, way.hyphens, way.fitness):
            break
        place += 1
    best.insert(place, way)


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


def _demerits(bad: int, fitness: int, point: Point, node: _Active, room: _Room) -> int:
    """The demerits of the line from `node` to `point` (§859)."""
    breaking = room.breaking
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


def _created(best: list[_Way], point: Point, breaking: Breaking) -> list[_Active]:
    """New active nodes for the best breaks (§836), without those that cannot win."""
    created: list[_Active] = []
    for way in best:
        minimum = way.demerits
        for other in best:
            if other.demerits < minimum and other.line == way.line and other.hyphens == way.hyphens:
                minimum = other.demerits
        if way.demerits <= minimum + breaking.adjacent_demerits:
            created.append(_node(way, point))
    return created


def _node(way: _Way, point: Point) -> _Active:
    """The active node of a line that begins behind `point`."""
    return _Active(
        point.start,
        point.next_stretch,
        point.next_shrink,
        point.next_fills,
        way.fitness,
        point.hyphen,
        way.hyphens,
        way.demerits,
        way.node.extra + way.extra,
        point.item,
        way.node,
        way.line,
    )
