"""The classes of a map: their limits in round numbers that part the values as they are parted.

A limit stands between two values; wherever it stands between them, the classes are the same. So
it stands where it is roundest, and a reader finds each value in the class that the legend says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from itertools import pairwise
from typing import Final

from msgspec import Struct

from depliant.content.model_maps import Classes
from depliant.content.model_plots import Plot
from depliant.graphics.charts.classes import limits

_STEPS: Final = (Decimal(10), Decimal(5), Decimal(2), Decimal(1))


class Classed(Struct, frozen=True):
    """The classes of a chart's values.

    `edges` are the least value or less, the limits between the classes, and the greatest or more;
    `numbers` say which class, from 0, each place is in, None without a value. `is_apart` says that
    no value is a limit. `step` is how finely the values are known.
    """

    edges: tuple[Decimal, ...]
    numbers: tuple[int | None, ...]
    is_apart: bool
    step: Decimal

    @property
    def count(self) -> int:
        """How many classes there are."""
        return len(self.edges) - 1

    def sizes(self) -> tuple[int, ...]:
        """How many places each class has."""
        return tuple(self.numbers.count(number) for number in range(self.count))

    def spans(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """From where to where each class runs.

        None begins with what the one before it ends with, if a value is there.
        """
        found = []
        for number, (low, high) in enumerate(pairwise(self.edges)):
            begins = low + self.step if number and not self.is_apart else low
            found.append((min(begins, high), high))
        return tuple(found)


def classed(plot: Plot) -> Classed:
    """The classes of the values of a chart's one series; there is one value at least."""
    assert plot.map is not None, "a map"
    values = [None if one is None else one.value for one in plot.series[0].values]
    known = sorted(value for value in values if value is not None)
    stated = plot.map.classes
    inner = _inner(known, stated)
    numbers = tuple(
        None if value is None else sum(value > edge for edge in inner) for value in values
    )
    ends = _ends(known, inner)
    edges = (ends[0], *inner, ends[1])
    step = Decimal(1).scaleb(min(_exponent(value) for value in (*known, *inner)))
    return Classed(edges, numbers, not frozenset(known) & frozenset(inner), step)


def _exponent(value: Decimal) -> int:
    return min(0, int(value.normalize().as_tuple().exponent))


def _inner(known: Sequence[Decimal], stated: Classes) -> tuple[Decimal, ...]:
    """The limits between classes, as they are stated, or round."""
    if stated.limits:
        return stated.limits
    found = limits(known, stated.number, stated.method)[1:]
    found = tuple(edge for edge in found if known[0] <= edge < known[-1])
    rooms = [_room(known, edge) for edge in found]
    return tuple(
        _roundest(*room, edge) if rooms.count(room) == 1 else _rounded(edge, found, room)
        for room, edge in zip(rooms, found, strict=True)
    )


def _room(known: Sequence[Decimal], edge: Decimal) -> tuple[Decimal, Decimal]:
    """The greatest value that is not above a limit, and the least that is."""
    return (
        max(value for value in known if value <= edge),
        min(value for value in known if value > edge),
    )


def _roundest(low: Decimal, high: Decimal, wish: Decimal) -> Decimal:
    """The roundest number between two, as near as may be to a wish; `low` if there is none.

    It is not finer than these two are known.
    """
    finest = min(_exponent(low), _exponent(high))
    for step in _steps((high - low).adjusted() + 1, finest):
        first = (low / step).to_integral_value(ROUND_FLOOR) + 1
        last = (high / step).to_integral_value(ROUND_CEILING) - 1
        if first <= last:
            nearest = (wish / step).to_integral_value(ROUND_HALF_EVEN)
            return _plain(min(max(nearest, first), last) * step)
    return low


def _steps(power: int, finest: int) -> Iterator[Decimal]:
    for exponent in range(power, finest - 1, -1):
        for step in _STEPS[1:] if exponent < power else _STEPS:
            yield step.scaleb(exponent)


def _rounded(edge: Decimal, every: Sequence[Decimal], room: tuple[Decimal, Decimal]) -> Decimal:
    """A limit beside others between the same two values: a hundredth of their distance counts.

    It stays as it is where that would bring it past a value.
    """
    apart = min(b - a for a, b in pairwise(every))
    found = _plain(edge.quantize(Decimal(1).scaleb(apart.adjusted() - 2)))
    return found if room[0] <= found < room[1] else edge


def _ends(known: Sequence[Decimal], inner: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """Round numbers at or beyond the least and the greatest value, and beyond all limits."""
    low, high = known[0], known[-1]
    if inner and low > inner[0]:
        below = inner[0] - (inner[1] - inner[0] if len(inner) > 1 else abs(inner[0]))
        low = max(below, Decimal(0)) if inner[0] > 0 else below
    if inner and high <= inner[-1]:
        high = inner[-1] + (inner[-1] - inner[-2] if len(inner) > 1 else abs(inner[-1]))
    first = (inner[0] if inner else high) - low
    last = high - (inner[-1] if inner else low)
    return _end(low, first, ROUND_FLOOR), _end(high, last, ROUND_CEILING)


def _end(value: Decimal, room: Decimal, way: str) -> Decimal:
    """The roundest number on that side of a value that is no farther off than half a class."""
    for step in _steps(max(value.adjusted(), room.adjusted()) + 1, _exponent(value)):
        found = (value / step).to_integral_value(way) * step
        if abs(found - value) <= room / 2:
            return _plain(found)
    return value


def _plain(value: Decimal) -> Decimal:
    """The value without exponent."""
    value = value.normalize()
    return value.quantize(Decimal(1)) if int(value.as_tuple().exponent) > 0 else value + 0
