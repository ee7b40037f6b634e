"""Axes: round values as matplotlib finds them, exact, and few enough for their room."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.ticker import MaxNLocator

from depliant.graphics.charts.axis import Scale, round_axis, round_places, round_values

NUMBERS = st.decimals(-(10**9), 10**9, places=3)
WHOLE = st.integers(-(10**8), 10**8).map(Decimal)
"""matplotlib forgives what is a tenth of a thousand millionth; ours does not."""


@pytest.mark.parametrize(
    ("low", "high", "most", "values"),
    [
        ("0", "712000", 5, "0 200000 400000 600000"),
        ("0", "100", 5, "0 25 50 75 100"),
        ("0", "100", 6, "0 20 40 60 80 100"),
        ("17.3", "24.1", 4, "18 20 22 24"),
        ("-3.2", "4.9", 5, "-2 0 2 4"),
        ("0.002", "0.0031", 3, "0.0020 0.0025 0.0030"),
        ("5", "5", 4, "5"),
    ],
)
def test_few_round_values(low: str, high: str, most: int, values: str) -> None:
    found = round_values(Decimal(low), Decimal(high), most)
    assert [str(Decimal(value)) for value in values.split()] == [f"{value:f}" for value in found]


@given(NUMBERS, NUMBERS, st.integers(2, 9))
def test_they_are_exact_and_no_more_than_there_is_room_for(
    one: Decimal, other: Decimal, most: int
) -> None:
    low, high = sorted((one, other))
    found = round_values(low, high, most)
    assert len(found) <= most
    assert all(low <= value <= high for value in found)
    steps = {b - a for a, b in itertools.pairwise(found)}
    assert len(steps) <= 1
    assert all(step.normalize().as_tuple().digits in ((1,), (2,), (2, 5), (5,)) for step in steps)


@given(WHOLE, WHOLE, st.integers(2, 9))
def test_the_ends_are_those_that_matplotlib_finds(one: Decimal, other: Decimal, most: int) -> None:
    """matplotlib's own locator counts intervals, with one to spare for what is rounded outwards."""
    low, high = sorted((one, other))
    axis = round_axis(low, high, most)
    ends = axis[0], axis[-1]
    assert ends[0] <= low
    assert high <= ends[1]
    locator = MaxNLocator(nbins=most - 1, steps=[1, 2, 2.5, 5, 10])
    ticks = locator.tick_values(float(low), float(high))
    if low < high and len(ticks) == most:
        assert [float(end) for end in ends] == pytest.approx([ticks[0], ticks[-1]])


@pytest.mark.parametrize(
    ("numbers", "most", "written"),
    [
        (range(2012, 2023), 11, range(2012, 2023)),
        (range(2012, 2023), 6, (2012, 2014, 2016, 2018, 2020, 2022)),
        (range(2012, 2023), 4, (2012, 2017, 2022)),
        (range(2012, 2023), 2, (2012, 2022)),
        (range(2012, 2023), 1, (2022,)),
        ((2020,), 4, (2020,)),
        ((), 4, ()),
    ],
)
def test_the_last_time_is_written(
    numbers: range | tuple[int, ...], most: int, written: range | tuple[int, ...]
) -> None:
    assert round_places(tuple(numbers), most) == tuple(written)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_scale_runs_from_end_to_end(low: Decimal, high: Decimal, value: Decimal) -> None:
    scale = Scale(float(low), float(high), 200.0, 20.0)
    if low == high:
        assert scale.at(value) == 110.0
    else:
        assert scale.at(low) == pytest.approx(200)
        assert scale.at(high) == pytest.approx(20)
