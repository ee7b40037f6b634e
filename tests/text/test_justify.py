"""Sharing out a line's shortfall."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.text.justify import Give, fit

amounts = st.just(0.0) | st.floats(0.001, 50.0)


def test_spaces_and_letters_give_in_proportion() -> None:
    assert fit(3.0, Give(4.0, 2.0, 2.0)) == (0.5, 0.5, 0.0)
    assert fit(-2.0, Give(4.0, 2.0, 2.0)) == (-0.5, -0.5, 0.0)


def test_beyond_its_bound_tracking_stops_and_spaces_go_on() -> None:
    assert fit(10.0, Give(4.0, 2.0, 2.0)) == (2.0, 1.0, 0.0)


def test_nothing_shrinks_beyond_its_bound_and_what_is_left_is_said() -> None:
    assert fit(-6.0, Give(4.0, 2.0, 2.0)) == (-1.0, -1.0, -2.0)


def test_one_word_is_only_tracked() -> None:
    assert fit(10.0, Give(0.0, 0.0, 2.0)) == (0.0, 1.0, 8.0)
    assert fit(-10.0, Give(0.0, 0.0, 0.0)) == (0.0, 0.0, -10.0)


@given(st.floats(-100.0, 100.0), amounts, amounts, amounts)
def test_what_is_shared_out_and_what_is_left_make_the_shortfall(
    shortfall: float, stretch: float, shrink: float, flex: float
) -> None:
    give = Give(stretch, shrink, flex)
    ratio, tracking, left = fit(shortfall, give, slack=0.0)
    spaces = ratio * (stretch if ratio > 0 else shrink)
    assert spaces + tracking * flex + left == pytest.approx(shortfall, abs=1e-6)
    assert abs(tracking) <= 1.0 + 1e-9
    assert ratio >= -1.0 - 1e-9
