"""Classes of values against numpy's quantiles and the reference of natural breaks."""

from __future__ import annotations

from decimal import Decimal

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jenkspy import jenks_breaks

from depliant.graphics.charts.classes import METHODS, Method, class_of, limits

VALUES = st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=40)


def decimals(values: list[int]) -> list[Decimal]:
    return [Decimal(value) for value in values]


@given(VALUES, st.integers(2, 7))
def test_quantiles_are_those_of_numpy(values: list[int], number: int) -> None:
    found = limits(decimals(values), number, "quantiles")
    number = min(number, len(set(values)))
    theirs = numpy.quantile(values, [part / number for part in range(1, number + 1)])
    assert sorted({round(float(edge), 3) for edge in found[1:]}) == pytest.approx(
        sorted({round(float(edge), 3) for edge in theirs}), abs=1e-3
    )


def spread(values: list[int], edges: list[float]) -> float:
    classes = numpy.searchsorted(edges[1:-1], values, side="left")
    return float(
        sum(
            numpy.var([value for value, one in zip(values, classes, strict=True) if one == each])
            * sum(classes == each)
            for each in set(classes)
        )
    )


@given(VALUES, st.integers(2, 7))
def test_natural_breaks_are_as_good_as_those_of_the_reference(
    values: list[int], number: int
) -> None:
    number = min(number, len(set(values)))
    if number < 2:
        return
    ours = [float(edge) for edge in limits(decimals(values), number, "jenks")]
    assert len(ours) == number + 1
    theirs = jenks_breaks(values, number)
    assert spread(values, ours) == pytest.approx(spread(values, theirs), rel=1e-9, abs=1e-3)


def test_equal_steps() -> None:
    values = decimals([0, 3, 10, 2])
    assert [str(edge) for edge in limits(values, 4, "equal")] == ["0", "2.5", "5", "7.5", "10"]


@pytest.mark.parametrize("method", METHODS)
@given(values=VALUES, number=st.integers(1, 7))
def test_every_value_is_in_a_class(method: Method, values: list[int], number: int) -> None:
    edges = limits(decimals(values), number, method)
    assert edges[0] == min(values)
    assert edges[-1] == max(values)
    assert list(edges[1:]) == sorted(set(edges[1:]))
    for value in decimals(values):
        one = class_of(value, edges)
        assert value <= edges[one + 1]
        assert one == 0 or value > edges[one]
