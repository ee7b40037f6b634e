"""Values counted in classes of one width, between round limits, as a histogram shows them.

A class holds what is from its lower limit up to below its upper; the last holds its upper too.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

MOST: Final = 60
"""Classes that a histogram may have; more are no picture of a distribution."""

_STEPS: Final = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def limits_of(values: Sequence[Decimal], width: Decimal) -> tuple[Decimal, ...]:
    """The limits of classes of a width that hold all values: multiples of it, rising.

    Args:
        values: one at least.
        width: of each class, above 0.
    """
    first = int((min(values) / width).to_integral_value(ROUND_FLOOR))
    last = int((max(values) / width).to_integral_value(ROUND_CEILING))
    return tuple(number * width for number in range(first, max(last, first + 1) + 1))


def round_width(values: Sequence[Decimal], number: int | None = None) -> Decimal:
    """The least round width with which the values fill no more than a number of classes.

    That is 1, 2, 2.5 or 5 times a power of ten.

    Args:
        values: one at least.
        number: of classes, at least 2; None: as many as so many values need (H. A. Sturges, “The
            Choice of a Class Interval”, 1926), and 5 at least.
    """
    most = max(5, len(values).bit_length() + 1) if number is None else number
    low, high = min(values), max(values)
    if low == high:
        return Decimal(1)
    power = ((high - low) / most).adjusted()
    while True:
        for step in _STEPS:
            width = step.scaleb(power)
            if len(limits_of(values, width)) - 1 <= most:
                return width
        power += 1


def counts(values: Sequence[Decimal], limits: Sequence[Decimal]) -> tuple[int, ...]:
    """How many of the values each class holds; `limits` as `limits_of` gives them."""
    found = [0] * (len(limits) - 1)
    inner = limits[1:-1]
    for value in values:
        found[sum(value >= limit for limit in inner)] += 1
    return tuple(found)
