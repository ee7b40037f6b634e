"""The plane of a chart of series: an axis of values, one of places, and the room between them.

Few round values stand at hairlines, the number beside each; below the plane places are written as
far as there is room for them, the last always. Points, y down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from depliant.content.model_plots import Plot
from depliant.display.items import Stroke
from depliant.geometry import Point, Rect
from depliant.graphics.charts.axis import Scale, round_axis, round_places, round_values
from depliant.graphics.charts.board import Frame, Look, Piece, Words
from depliant.graphics.charts.placing import Line
from depliant.graphics.charts.renderer import Says, Shape
from depliant.graphics.plots.numbers import written
from depliant.graphics.plots.rules import rule
from depliant.sentences import say

HAIRLINE: Final = 0.25
"""Points: of the lines at round values."""
ZERO_LINE: Final = 0.5
"""Points: of the line at zero."""
DASHES: Final = (2.2, 1.6)
"""Points: of lines to what is provisional, and of references."""

_RATIO: Final = 0.56
"""Of a plane's height to the chart's width, where nobody says how high it is."""
LEAST: Final = 64.0
"""Points that a plane is high at least then."""
_MOST: Final = 230.0
"""And at most."""
_TICK_LEADINGS: Final = 2.6
"""Lines between two round values at least."""
_LEAST_LEADINGS: Final = 2.0
"""And where an axis with fewer of them would leave much of its plane empty."""
_MUCH: Final = Decimal("0.2")
"""Of a plane: the share that is much."""
_MOST_VALUES: Final = 6
TICK: Final = 2.4
"""Points: of the marks at the places."""
_APART: Final = 0.7
"""Between two places that are written, in sizes of their letters."""
_ENDS_SHARE: Final = 0.7
"""So many of the places that have room are written at least where the first is as well."""
_LONG_NAME: Final = say(
    "Shorten it, allow a hyphen in it with U+00AD, give the chart more room, or make it "
    "`chart: grouped-bar`, where names have room beside the bars."
)
_NEAR_ZERO: Final = Decimal("0.6")
"""An axis that need not hold zero does if all lies farther from it than this share of its range."""


class Plane(Struct, frozen=True):
    """Where values and places stand, and what is drawn of the two axes.

    `hairlines` are the lines at round values, `ends` the values at the ends of their axis. Where
    marks have breadth, the plane has `bands`, as many as there are places.
    """

    box: Rect
    across: Scale
    along: Scale
    ends: tuple[Decimal, Decimal]
    pieces: tuple[Piece, ...]
    bottom: float
    hairlines: tuple[Line, ...]
    bands: int = 0

    def band(self, place: int, start: float, end: float) -> tuple[float, float]:
        """From where to where a share of a place's room goes, in points."""
        room = self.box.width / self.bands
        left = self.box.x + place * room
        return left + start * room, left + end * room


class Manner(NamedTuple):
    """How a plane is laid out.

    `right` are points beside it for labels. `from_zero` says that its axis must hold zero, `banded`
    that its marks have breadth, each place a band of its own. With `pads`, points kept free above
    and below the marks for their values, none are written at its axis. `unit` is that of the axis,
    None for that of the values. What `is_flush` has its first and last place at its ends. `told`
    are the places whose values are written: their names are too, wherever they have room.
    """

    right: float = 0.0
    from_zero: bool = False
    banded: bool = False
    pads: tuple[float, float] | None = None
    unit: str | None = None
    is_flush: bool = False
    told: tuple[int, ...] = ()


def axis_of(
    plot: Plot,
    values: Sequence[Decimal],
    most: int,
    *,
    from_zero: bool,
    is_tight: bool = False,
    closest: int = 0,
) -> tuple[tuple[Decimal, Decimal], tuple[Decimal, ...]]:
    """The ends of the axis of values, stated or round, and the round values that it is marked at.

    Args:
        plot: what states them, and the references that it must hold.
        values: what is drawn.
        most: how many round values there is room for.
        from_zero: whether it must hold zero; where it need not it does unless that would leave
            most of it empty.
        is_tight: whether it holds zero only if it must.
        closest: how many round values there may be where fewer leave much of the axis empty.
    """
    shown = [*values, *(end for one in plot.references for end in (one.low, one.high))]
    low, high = min(shown, default=Decimal(0)), max(shown, default=Decimal(1))
    from_zero = from_zero or low == high  # else one value alone would be nowhere
    if from_zero or low <= 0 <= high or (not is_tight and _near_zero(low, high)):
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    low, high = (
        (plot.low if plot.low is not None else low),
        (plot.high if plot.high is not None else high),
    )
    if low >= high:
        high = low + 1
    places = max((_decimals(value) for value in (*shown, low, high)), default=0)
    rounded = _no_finer(places, most, partial(round_axis, low, high))
    if _emptiness(rounded, low, high) > _MUCH:
        ways = (
            _no_finer(places, number, partial(round_axis, low, high))
            for number in range(most, closest + 1)
        )
        fuller = min(ways, key=lambda way: _emptiness(way, low, high), default=rounded)
        rounded = min(rounded, fuller, key=lambda way: _emptiness(way, low, high))
    if plot.low is None and plot.high is None:
        return (rounded[0], rounded[-1]), rounded
    low = rounded[0] if plot.low is None else low
    high = rounded[-1] if plot.high is None else high
    return (low, high), _no_finer(places, most, partial(round_values, low, high))


def _no_finer(
    places: int, most: int, rounds: Callable[[int], tuple[Decimal, ...]]
) -> tuple[Decimal, ...]:
    """As many round values as have no more decimals than what is drawn, two at least if it can be.

    Args:
        places: the decimals of what is drawn.
        most: how many round values there is room for.
        rounds: gives round values, by how many they may be.
    """
    ways = (rounds(number) for number in range(most, 1, -1))
    fitting = (found for found in ways if max(map(_decimals, found), default=0) <= places)
    return next((found for found in fitting if len(found) > 1), None) or rounds(most)


def _emptiness(rounded: Sequence[Decimal], low: Decimal, high: Decimal) -> Decimal:
    """Which share of an axis lies beyond all that it must hold."""
    return 1 - (high - low) / (rounded[-1] - rounded[0]) if len(rounded) > 1 else Decimal(0)


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))


def _near_zero(low: Decimal, high: Decimal) -> bool:
    nearest, farthest = sorted((abs(low), abs(high)))
    return farthest > 0 and (farthest - nearest) / farthest >= 1 - _NEAR_ZERO


def rows_for(look: Look, height: float, leadings: float = _TICK_LEADINGS) -> int:
    """How many round values there is room for, so many lines apart."""
    return max(2, min(_MOST_VALUES, 1 + int(height / (look.label.leading * leadings))))


def closest_rows(look: Look, height: float) -> int:
    """How many there is room for where they stand as near as they may."""
    return rows_for(look, height, _LEAST_LEADINGS)


def height_of(frame: Frame) -> float:
    """How high a plane is: as the layout asks, else in a ratio to its width."""
    return frame.height or min(_MOST, max(LEAST, frame.width * _RATIO))


def plane_of(
    plot: Plot, look: Look, frame: Frame, values: Sequence[Decimal], manner: Manner
) -> Plane:
    """The plane of a chart in a frame, with an axis that holds all values.

    Places stand at their time where all have one, else at equal steps.
    """
    height = height_of(frame)
    most = rows_for(look, height)
    closest = closest_rows(look, height)
    ends, marked = axis_of(plot, values, most, from_zero=manner.from_zero, closest=closest)
    if manner.pads is not None:
        marked = ()
        ends = _reach(plot, values)
    shown = written(marked, plot, manner.unit)
    widest = max(map(look.label.width, shown), default=0.0)
    left, right = (widest + look.label.style.size * 0.5 if shown else 0.0), manner.right
    bands = len(plot.places) if manner.banded else 0
    if not bands:
        inset = 0.0 if manner.is_flush and len(plot.places) > 1 else inset_of(look)
        reaches = [look.label.width(plot.places[end].label) / 2 for end in (0, -1)]
        left = max(left, reaches[0] - inset)
        right = max(right, reaches[1] - inset)
    elif not is_named(plot):
        left, right = _room_for_ends(plot, look, frame.width, left, right)
    top = frame.top + look.label.leading / 2
    box = Rect(left, top, max(1.0, frame.width - right - left), height)
    above, below = manner.pads or (0.0, 0.0)
    along = Scale(float(ends[0]), float(ends[1]), box.bottom - below, box.y + above)
    across = across_of(plot, box, look, bands, is_flush=manner.is_flush)
    ground = box.bottom if manner.pads is None else along.at(0.0)
    feet, bottom = _places(plot, look, box, across, (bands, ground), manner.told)
    pieces = [*_values(marked, shown, look, box, along), *feet]
    if manner.pads is not None:
        pieces.append(_zero(look, box, along))
    heights = map(along.at, marked)
    hairlines = tuple((Point(box.x, y), Point(box.right, y)) for y in heights)
    return Plane(box, across, along, ends, tuple(pieces), bottom, hairlines, bands)


def _reach(plot: Plot, values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """The ends of an axis of which nothing is written: from zero, as far as anything reaches."""
    referred = [end for one in plot.references for end in (one.low, one.high)]
    shown = [Decimal(0), *values, *referred]
    high = max(shown)
    return min(shown), high if high or min(shown) < 0 else Decimal(1)


def is_named(plot: Plot) -> bool:
    """Whether places have names that are all written, unlike times."""
    return any(place.when is None for place in plot.places)


def _room_for_ends(
    plot: Plot, look: Look, width: float, left: float, right: float
) -> tuple[float, float]:
    """Points beside a plane of bands, so many that the first and the last time stay inside."""
    first, last = (look.label.width(plot.places[end].label) / 2 for end in (0, -1))
    bands = len(plot.places)
    for _ in range(3):  # each reaches less far out as the bands grow narrower
        half = max(0.0, width - left - right) / bands / 2
        left, right = max(left, first - half), max(right, last - half)
    return left, right


def across_of(
    plot: Plot, box: Rect, look: Look, bands: int = 0, *, is_flush: bool = False
) -> Scale:
    """Where places stand: the first and the last a little from the ends of the plane, or at them.

    In bands they stand in the middle of them.
    """
    if bands:
        half = box.width / bands / 2
        return Scale(0.0, bands - 1.0, box.x + half, box.right - half)
    inset = min(inset_of(look), box.width / 8)
    if is_flush and len(plot.places) > 1:
        inset = 0.0
    times = positions(plot)
    return Scale(times[0], times[-1], box.x + inset, box.right - inset)


def inset_of(look: Look) -> float:
    """From the ends of the plane to the first and the last place, in points."""
    return look.label.style.size * 0.6


def positions(plot: Plot) -> list[float]:
    """Of each place the time in years if all have one, else its number."""
    times = [one.when for one in plot.places]
    if any(when is None for when in times):
        return [float(number) for number in range(len(times))]
    return [when for when in times if when is not None]


def _values(
    marked: Sequence[Decimal], shown: Sequence[str], look: Look, box: Rect, along: Scale
) -> list[Piece]:
    pieces: list[Piece] = []
    for value, text in zip(marked, shown, strict=True):
        y = along.at(value)
        stroke = Stroke(look.axis, HAIRLINE if value else ZERO_LINE)
        pieces.append(rule(Point(box.x, y), Point(box.right, y), stroke))
        width = look.label.width(text)
        end = box.x - look.label.style.size * 0.5
        pieces.append(Words(look.label, (text,), end - width, y + look.label.drop, end))
    return pieces


def _zero(look: Look, box: Rect, along: Scale) -> Piece:
    y = along.at(0.0)
    return rule(Point(box.x, y), Point(box.right, y), Stroke(look.axis, ZERO_LINE))


def _places(
    plot: Plot,
    look: Look,
    box: Rect,
    across: Scale,
    banded: tuple[int, float],
    told: Sequence[int],
) -> tuple[list[Piece], float]:
    """What stands below the plane, and where that ends.

    Names in bands are broken into lines; times are written as far as there is room. Without bands
    a mark stands at each place, longer where the place is written. `banded` says how many bands
    there are, and where the marks of those stand that are not written.
    """
    bands, ground = banded
    spots = [across.at(at) for at in (range(bands) if bands else positions(plot))]
    are_named = bands > 0 and is_named(plot)
    measure = box.width / bands * 0.96 if are_named else box.width
    wanted = range(bands) if are_named else written_places(plot, look, spots, told)
    top = box.bottom + (TICK if not bands else look.label.leading * 0.2)
    base = top + look.label.leading * 0.5 + look.label.drop
    pieces: list[Piece] = []
    most = 1
    for number, (place, x) in enumerate(zip(plot.places, spots, strict=True)):
        says = Says("label", place=number)
        length = TICK if number in wanted else TICK / 2
        mark = (("M", x, ground), ("L", x, ground + length))
        if not bands or number not in wanted:
            pieces.append(Shape(mark, stroke=Stroke(look.axis, HAIRLINE), says=says))
        if number in wanted:
            lines = look.label.lines(place.label, measure) if are_named else (place.label,)
            for at, line in enumerate(lines):
                left = x - look.label.width(line) / 2
                y = base + at * look.label.leading
                words = Words(look.label, (line,), left, y, measure, says)
                pieces.append(replace(words, hint=_LONG_NAME if are_named else None))
            most = max(most, len(lines))
    return pieces, top + look.label.leading * (most + 0.15)


def written_places(
    plot: Plot, look: Look, spots: Sequence[float], told: Sequence[int] = ()
) -> frozenset[int]:
    """Which places are written: all, else at equal steps from the last, as near as can be.

    Steps that reach the first place as well are taken where they leave not many fewer. Those that
    are `told` are written in any case, the last of them before the others, and what is too near to
    them is not.
    """
    widths = [look.label.width(place.label) for place in plot.places]
    gap = look.label.style.size * _APART

    def fits(ways: Sequence[int]) -> bool:
        return _apart([(spots[at], widths[at]) for at in ways], gap)

    def first_apart(ways: Iterable[Sequence[int]]) -> Sequence[int]:
        return next(filter(fits, ways), ())

    count = len(spots)
    at_steps = first_apart(round_places(range(count), most) for most in range(count, 0, -1))
    steps = (step for step in range(1, count) if not (count - 1) % step)
    to_both_ends = first_apart(range(0, count, step) for step in steps)
    found = to_both_ends if len(to_both_ends) >= len(at_steps) * _ENDS_SHARE else at_steps
    if not found or set(told) <= {*found}:
        return frozenset(found)
    kept: list[int] = []
    for place in dict.fromkeys((*sorted(told, reverse=True), *reversed(found))):
        more = sorted((*kept, place))
        kept = more if fits(more) else kept
    return frozenset(kept)


def _apart(labels: Sequence[tuple[float, float]], gap: float) -> bool:
    ends = [(x - width / 2, x + width / 2) for x, width in labels]
    return all(b[0] - a[1] >= gap for a, b in pairwise(ends))
