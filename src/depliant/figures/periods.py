"""Times as the ledger writes them: years, quarters, months, days, and from one to another.

    2024   2024-Q1   2024-06   2024-06-30   2015/2016

Anything else that a value of a series may be called is a name: of a place, or of a kind.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final, Literal

from depliant.patterns import late_pattern

Kind = Literal["year", "quarter", "month", "day", "span", "name"]
"""What a value of a series may be of: a time of some length, two with a stroke, or a name."""

_KINDS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    ("year", late_pattern(r"\d{4}", re.ASCII)),
    ("quarter", late_pattern(r"\d{4}-Q[1-4]", re.ASCII)),
    ("month", late_pattern(r"\d{4}-\d\d", re.ASCII)),
    ("day", late_pattern(r"\d{4}-\d\d-\d\d", re.ASCII)),
    ("span", late_pattern(r"\d{4}(?:-\d\d){0,2}/\d{4}(?:-\d\d){0,2}", re.ASCII)),
)
_STEPS: Final[dict[Kind, int]] = {"year": 1, "quarter": 4, "month": 12}
"""How many of each a year has."""


def kind_of(key: str) -> Kind:
    """What a value of a series is of."""
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(key)), "name")


def first_day(period: str) -> str:
    """The first day of a period as the ledger writes it: 2016-01-01 of 2016 or 2016/2017."""
    start = period.partition("/")[0]
    if start[4:6] == "-Q":
        return f"{start[:4]}-{3 * int(start[6]) - 2:02}-01"
    return (start + "-01-01")[:10]


def last_day(period: str) -> str:
    """The last day of a period: 2017-12-31 of 2016/2017, 2016-06-30 of 2016-06."""
    end = period.rpartition("/")[2]
    if len(end) == 4:
        return f"{end}-12-31"
    if end[4:6] == "-Q":
        end = f"{end[:4]}-{3 * int(end[6]):02}"
    if len(end) == 7:
        return f"{end}-{monthrange(int(end[:4]), int(end[5:]))[1]:02}"
    return end


def in_time(period: str) -> tuple[str, str]:
    """What periods are ordered by: their first days, and of one first day their last."""
    return first_day(period), last_day(period)


def place_in_time(period: str) -> float:
    """Where the middle of a period is, in years: 2016.5 of 2016; for the axis of a chart."""
    first, last = (date.fromisoformat(day(period)) for day in (first_day, last_day))
    middle = (first.toordinal() + last.toordinal() + 1) / 2
    year = date.fromordinal(int(middle)).year
    begin, end = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1
    return year + (middle - begin) / (end - begin)


def count(key: str) -> int | None:
    """A year, quarter or month as a number, one more for the next; of anything else None."""
    kind = kind_of(key)
    if kind not in _STEPS:
        return None
    steps = _STEPS[kind]
    part = 1 if kind == "year" else int(key[6:] if kind == "quarter" else key[5:7])
    return int(key[:4]) * steps + part - 1


def counted_back(number: int, kind: Kind) -> str:
    """The period that `count` gives a number for."""
    year, part = divmod(number, _STEPS[kind])
    if kind == "year":
        return f"{year:04}"
    return f"{year:04}-Q{part + 1}" if kind == "quarter" else f"{year:04}-{part + 1:02}"
