"""Times as the ledger writes them, against Python's own calendar."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from depliant.figures.periods import (
    count,
    counted_back,
    first_day,
    kind_of,
    last_day,
    place_in_time,
)

YEARS = st.integers(1000, 2999)
KEYS = st.one_of(
    YEARS.map(str),
    st.builds("{}-Q{}".format, YEARS, st.integers(1, 4)),
    st.builds("{}-{:02}".format, YEARS, st.integers(1, 12)),
)


@given(KEYS)
def test_the_next_period_begins_on_the_day_after_this_one(key: str) -> None:
    number = count(key)
    assert number is not None
    after = counted_back(number + 1, kind_of(key))
    assert kind_of(after) == kind_of(key)
    assert date.fromisoformat(first_day(after)) == date.fromisoformat(last_day(key)) + timedelta(1)
    assert place_in_time(key) < place_in_time(after)


@given(KEYS)
def test_a_period_counted_and_counted_back_is_itself(key: str) -> None:
    number = count(key)
    assert number is not None
    assert counted_back(number, kind_of(key)) == key


@given(KEYS)
def test_its_place_in_time_lies_within_it(key: str) -> None:
    year = int(key[:4])
    assert year < place_in_time(key) < year + 1


def test_the_middle_of_a_year_and_of_a_day() -> None:
    assert place_in_time("2016") == 2016.5
    assert place_in_time("2023-01-01") == 2023 + 0.5 / 365
    assert place_in_time("2015/2016") == 2016 + 0.5 / 366  # noon of the middle one of 731 days


def test_what_is_no_time_is_a_name() -> None:
    assert [kind_of(key) for key in ("canton-01", "2024-Q5", "20", "2015/2016", "2024-06-30")] == [
        "name",
        "name",
        "name",
        "span",
        "day",
    ]
    assert count("canton-01") is None
