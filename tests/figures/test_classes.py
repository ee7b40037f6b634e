"""Classes of values: between round limits, and counted as numpy counts them."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.figures.classes import counts, limits_of, round_width

values = st.lists(st.integers(-5000, 5000).map(lambda n: Decimal(n) / 10), min_size=1, max_size=80)


@given(values, st.sampled_from(("0.5", "2", "10", "250")))
def test_counts_are_those_of_numpy(given_: list[Decimal], width: str) -> None:
    limits = limits_of(given_, Decimal(width))
    theirs, _ = np.histogram([float(v) for v in given_], [float(limit) for limit in limits])
    assert counts(given_, limits) == tuple(theirs)
    assert sum(theirs) == len(given_)


@given(values, st.integers(2, 40))
def test_limits_are_round_and_no_more_than_asked_for(given_: list[Decimal], number: int) -> None:
    width = round_width(given_, number)
    limits = limits_of(given_, width)
    assert 1 <= len(limits) - 1 <= number
    assert limits[0] <= min(given_)
    assert max(given_) <= limits[-1]
    assert all(limit % width == 0 for limit in limits)
    assert str(width.normalize().as_tuple().digits) in ("(1,)", "(2,)", "(2, 5)", "(5,)")


def test_the_width_is_the_finest_that_will_do() -> None:
    assert round_width([Decimal(n) for n in range(101)], 10) == 10
    assert round_width([Decimal(n) for n in range(101)], 20) == 5
    assert round_width([Decimal(0), Decimal(1)], 4) == Decimal("0.25")


@pytest.mark.parametrize(
    ("given_", "expected"),
    [((0, 10, 20), (0, 10, 20)), ((10, 10), (10, 20)), ((-3, 4), (-10, 0, 10))],
)
def test_the_last_class_holds_its_upper_limit(
    given_: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    values_ = [Decimal(v) for v in given_]
    assert limits_of(values_, Decimal(10)) == tuple(map(Decimal, expected))
