"""Axes: where a value stands between two ends, and the round values that are written beside it.

Few and round: steps of 1, 2, 2.5 and 5 times a power of ten, of times 1, 2, 5 and 10 times one;
what stands at an axis is exact, so that it is written as people write it. Lengths in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final, NamedTuple

_STEPS: Final = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_WHOLE_STEPS: Final = (1, 2, 5, 10)


class Scale(NamedTuple):
    """Where the values from `low` to `high` stand: from `start` to `end`, either way round."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: Decimal | float) -> float:
        """Where a value stands; all of them in the middle where `low` and `high` are one."""
        if self.low == self.high:
            return (self.start + self.end) / 2
        share = (float(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def round_values(low: Decimal, high: Decimal, most: int) -> tuple[Decimal, ...]:
    """The round values from `low` to `high`, the finest that are not more than `most`.

    There may be one alone, or none, where no round value lies between the two.

    Args:
        low: one end.
        high: the other, not below it.
        most: how many there is room for, at least 1.
    """
    if high <= low:
        return (low,)
    exponent = ((high - low) / max(most, 1)).adjusted()
    for power in (exponent, exponent + 1, exponent + 2):
        for step in _STEPS:
            found = _multiples(low, high, step.scaleb(power))
            if len(found) <= most:
                return found
    return ()


def round_axis(low: Decimal, high: Decimal, most: int) -> tuple[Decimal, ...]:
    """The round values of an axis that holds everything from `low` to `high`: its ends are round.

    They are not more than `most`, which is at least 2.
    """
    if high <= low:
        return (low,)
    power = ((high - low) / most).adjusted()
    while True:
        for step in _STEPS:
            size = step.scaleb(power)
            first = int((low / size).to_integral_value(ROUND_FLOOR))
            last = int((high / size).to_integral_value(ROUND_CEILING))
            if last - first + 1 <= max(most, 2) or size > (high - low) * 10:
                return tuple(number * size for number in range(first, last + 1))
        power += 1


def _multiples(low: Decimal, high: Decimal, step: Decimal) -> tuple[Decimal, ...]:
    first = int((low / step).to_integral_value(ROUND_CEILING))
    last = int((high / step).to_integral_value(ROUND_FLOOR))
    return tuple(number * step for number in range(first, last + 1))


def round_places(numbers: Sequence[int], most: int) -> tuple[int, ...]:
    """Which of the numbers in a row (years, months) are written: at equal steps, from the last.

    The last is what a reader looks for; the first is added where it stands a step away at least.

    Args:
        numbers: rising, each once; there may be gaps.
        most: how many there is room for, at least 1.
    """
    if not numbers:
        return ()
    first, last = numbers[0], numbers[-1]
    power = 1
    while True:
        for step in (step * power for step in _WHOLE_STEPS[:-1]):
            if (last - first) // step + 1 <= most:
                return tuple(range(first + (last - first) % step, last + 1, step))
        if power > last - first:
            return (last,)
        power *= 10
