"""Series: figures with a value for each year, quarter, month, day, place or kind.

Each value is a figure of its own, `births:2024`, that texts, charts, formulas, the proof of digits
and comparisons find by that name; here is what holds them together: their order, which of them are
missing, and which one `births:last` means.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal

from msgspec import Struct

from depliant.figures.periods import Kind, first_day, in_time, kind_of, last_day
from depliant.figures.schema import SeriesEntry

SIGN: Final = ":"
"""What stands between a series and the place of one of its values: births:2024."""
SELECTORS: Final = ("first", "last", "max", "min")
"""Words for a value by where it stands among the others."""
RANGE: Final = ".."
"""What stands between the ends of a range: births:2015..2024."""

SeriesKind = Literal[Kind, "mixed"]


class Point(Struct, frozen=True):
    """A value of a series, and what is said of it alone.

    `at` is its place: 2024, 2024-Q1, canton-01. `value` is None where it is missing. `label` is
    what a place or kind is called, in the edition's language; empty for times.
    """

    at: str
    value: Decimal | None
    provisional: bool = False
    approximate: str = ""
    note: str = ""
    label: str = ""


class Series(Struct, frozen=True):
    """A series of one issue: what is said once of its values, and these in order.

    Times are in their order, names in that of the file. `kind` says what the values are of:
    years, quarters, months, days, times with a stroke, names; or mixed. Empty texts and None where
    nothing is said.
    """

    id: str
    kind: SeriesKind
    points: tuple[Point, ...]
    unit: str = ""
    date: str = ""
    source: str = ""
    base: int | str | None = None
    precision: Decimal | None = None
    approximate: str = ""
    note: str = ""
    valid_until: str = ""
    part_of: str = ""
    sums_to: str = ""

    @property
    def known(self) -> tuple[Point, ...]:
        """The values that are not missing."""
        return tuple(point for point in self.points if point.value is not None)

    @property
    def is_of_time(self) -> bool:
        """Whether its values have an order in time."""
        return self.kind not in ("name", "mixed")

    def name(self, at: str) -> str:
        """The figure that one of its values is."""
        return f"{self.id}{SIGN}{at}"

    def point(self, key: str) -> Point | None:
        """The value at a place, or that `first`, `last`, `max` or `min` means; if there is one.

        The first and the last are those that are known; of several greatest, the first counts.
        """
        if key not in SELECTORS:
            return next((point for point in self.points if point.at == key), None)
        known = self.known
        if not known:
            return None
        if key == "first":
            return known[0]
        if key == "last":
            return known[-1]
        best = (max if key == "max" else min)(point.value or Decimal(0) for point in known)
        return next(point for point in known if point.value == best)

    def within(self, first: str, last: str) -> tuple[Point, ...]:
        """The times from one to another, each left out if empty; of names all."""
        if not self.is_of_time:
            return self.points
        start, end = first_day(first) if first else "", last_day(last) if last else "9999-12-31"
        return tuple(
            point
            for point in self.points
            if start <= first_day(point.at) and last_day(point.at) <= end
        )

    def between(self, first: str, last: str) -> tuple[Point, ...] | None:
        """The values from one place to another, missing ones too; None: these are not there."""
        ends = self.point(first), self.point(last)
        if ends[0] is None or ends[1] is None:
            return None
        start, end = (self.points.index(point) for point in ends if point is not None)
        return self.points[start : end + 1] if start <= end else None


def series_of(name: str, entry: SeriesEntry) -> Series:
    """A series as content.yaml says it."""
    points = [
        Point(
            at,
            None if point.value is None else stated(point.value, entry.precision),
            bool(point.provisional),
            point.approximate or entry.approximate or "",
            point.note or "",
            point.label or "",
        )
        for at, point in entry.values.items()
    ]
    kind = _kind(entry)
    if kind not in ("name", "mixed"):
        points.sort(key=lambda point: in_time(point.at))
    return Series(
        name,
        kind,
        tuple(points),
        entry.unit,
        entry.date or "",
        entry.source,
        entry.base,
        entry.precision,
        entry.approximate or "",
        entry.note or "",
        entry.valid_until or "",
        entry.part_of or "",
        entry.sums_to or "",
    )


def stated(value: Decimal, precision: Decimal | None) -> Decimal:
    """A value with as many decimals as it is written with, and at least those of its precision."""
    if precision is None or value.same_quantum(precision):
        return value
    finer = (value + precision).as_tuple().exponent == precision.as_tuple().exponent
    return value.quantize(precision) if finer else value


def _kind(entry: SeriesEntry) -> SeriesKind:
    kinds = {kind_of(at) for at in entry.values}
    return kinds.pop() if len(kinds) == 1 else "mixed" if kinds else "name"


def parted(name: str) -> tuple[str, str]:
    """The series and the place that a figure's name says: `births:2024`; no place for a figure."""
    series, _, key = name.partition(SIGN)
    return series, key


def is_named(figure: str, name: str) -> bool:
    """Whether a figure is the one that is named, or a value of the series that is."""
    return name in (figure, parted(figure)[0])
