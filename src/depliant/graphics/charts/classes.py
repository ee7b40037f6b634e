"""Classes of values, as maps colour them: by quantiles, in equal steps, or by natural breaks.

A class holds the values above the limit before it, up to and with its own; the first holds the
least value too, and may hold that one alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal

Method = Literal["quantiles", "equal", "jenks"]
METHODS: Final[tuple[Method, ...]] = ("quantiles", "equal", "jenks")


def limits(values: Sequence[Decimal], number: int, method: Method) -> tuple[Decimal, ...]:
    """The limits of classes: the least value, then the greatest that each may hold.

    There are fewer classes than asked for where the values have no more different ones.

    Args:
        values: one at least, in any order.
        number: how many classes, from 1.
        method: `quantiles`: as many values in each; `equal`: each as wide; `jenks`: the least
            squares of the distances from the means of the classes, exactly (W. D. Fisher, “On
            Grouping for Maximum Homogeneity”, 1958).
    """
    ordered = sorted(values)
    number = min(number, len(set(ordered)))
    made = {"quantiles": _quantiles, "equal": _equal, "jenks": _jenks}[method](ordered, number)
    return (ordered[0], *dict.fromkeys(made))


def class_of(value: Decimal, edges: Sequence[Decimal]) -> int:
    """The number, from 0, of the class that a value is in; `edges` as `limits` gives them."""
    inner = edges[1:-1]
    return sum(value > edge for edge in inner)


def _quantiles(values: Sequence[Decimal], number: int) -> list[Decimal]:
    """By linear interpolation, as in spreadsheets (Hyndman and Fan, type 7)."""
    found = []
    for part in range(1, number + 1):
        place = Decimal(part * (len(values) - 1)) / number
        below = int(place)
        above = min(below + 1, len(values) - 1)
        found.append(values[below] + (values[above] - values[below]) * (place - below))
    return found


def _equal(values: Sequence[Decimal], number: int) -> list[Decimal]:
    width = values[-1] - values[0]
    inner = [values[0] + width * part / number for part in range(1, number)]
    return [*inner, values[-1]]


def _jenks(values: Sequence[Decimal], number: int) -> list[Decimal]:
    """Each class up to its greatest value; equal values are never parted."""
    distinct = sorted(set(values))
    counts = [sum(1 for value in values if value == one) for one in distinct]
    weight, total, squares = [0], [Decimal(0)], [Decimal(0)]
    for value, count in zip(distinct, counts, strict=True):
        weight.append(weight[-1] + count)
        total.append(total[-1] + value * count)
        squares.append(squares[-1] + value * value * count)

    size = len(distinct)
    # The squares of the distances from their mean, of the values from `first` to before `end`.
    spread = [
        [
            squares[end]
            - squares[first]
            - (total[end] - total[first]) ** 2 / (weight[end] - weight[first])
            for end in range(first + 1, size + 1)
        ]
        for first in range(size)
    ]
    best = [[Decimal(0)] * (size + 1) for _ in range(number + 1)]
    cut = [[0] * (size + 1) for _ in range(number + 1)]
    for end in range(1, size + 1):
        best[1][end] = spread[0][end - 1]
    for classes in range(2, number + 1):
        for end in range(classes, size + 1):
            best[classes][end], cut[classes][end] = min(
                (best[classes - 1][start] + spread[start][end - start - 1], start)
                for start in range(classes - 1, end)
            )
    ends = [size]
    for classes in range(number, 1, -1):
        ends.append(cut[classes][ends[-1]])
    return [distinct[end - 1] for end in reversed(ends)]
