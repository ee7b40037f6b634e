"""Geometry: the matrices compose as PDF's cm does, and boxes follow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.geometry import (
    Matrix,
    Rect,
    mm,
    outline_points,
    reach,
    rectangle,
    scaling,
    transformed,
)

numbers = st.floats(-100, 100).map(lambda value: round(value, 3))
matrices = st.builds(Matrix, numbers, numbers, numbers, numbers, numbers, numbers)


@given(matrices, matrices, numbers, numbers)
def test_a_product_applies_its_right_factor_first(
    outer: Matrix, inner: Matrix, x: float, y: float
) -> None:
    at_once = (outer @ inner).apply(x, y)
    in_turn = outer.apply(*inner.apply(x, y))
    assert abs(at_once.x - in_turn.x) < 1e-4
    assert abs(at_once.y - in_turn.y) < 1e-4


@given(matrices, numbers)
def test_going_along_is_a_product(matrix: Matrix, x: float) -> None:
    assert repr(matrix.along(x)) == repr(matrix @ Matrix(e=x))


@given(matrices, numbers, numbers)
def test_an_inverse_leads_back(matrix: Matrix, x: float, y: float) -> None:
    back = matrix.inverse
    area = matrix.a * matrix.d - matrix.b * matrix.c
    assert (back is None) == (area == 0)
    if back is not None and abs(area) > 0.1:
        found = back.apply(*matrix.apply(x, y))
        assert abs(found.x - x) < 1e-4
        assert abs(found.y - y) < 1e-4


@pytest.mark.parametrize(
    "flat", [Matrix(0, 0, 0, 0), Matrix(1e-200, 0, 0, 1e-200), Matrix(2, 4, 1, 2)]
)
def test_what_leaves_no_area_leads_nowhere_back(flat: Matrix) -> None:
    assert flat.inverse is None


def test_a_millimetre_is_its_share_of_an_inch() -> None:
    assert mm(25.4) == 72


def test_boxes_overlap_only_when_they_share_room() -> None:
    box = Rect(0, 0, 10, 10)
    assert box.overlaps(Rect(9, 9, 5, 5))
    assert not box.overlaps(Rect(10, 0, 5, 5))
    assert box.union(Rect(20, 5, 5, 15)) == Rect(0, 0, 25, 20)
    assert box.inset(1, 2, 3, 4) == Rect(1, 2, 6, 4)


def test_an_outline_is_mapped_point_by_point() -> None:
    outline = transformed(rectangle(Rect(1, 2, 3, 4)), scaling(2, 3))
    assert outline_points(outline) == [(2, 6), (8, 6), (8, 18), (2, 18)]
    assert outline[-1] == ("Z",)


def test_a_mapped_box_is_upright() -> None:
    quarter_turn = Matrix(0, 1, -1, 0, 0, 0)
    assert quarter_turn.apply_rect(Rect(0, 0, 2, 1)) == Rect(-1, 0, 1, 2)
    assert Matrix(2, 0, 0, 8, 0, 0).scale == 4


points = st.tuples(numbers, numbers)


@given(points, points, points, points)
def test_the_reach_of_a_curve_is_that_of_its_points(
    start: tuple[float, float],
    one: tuple[float, float],
    other: tuple[float, float],
    end: tuple[float, float],
) -> None:
    """numpy's own arithmetic of a thousand points along it."""
    import numpy as np

    t = np.linspace(0, 1, 1001)[:, None]
    s = 1 - t
    curve = (
        s**3 * np.array(start)
        + 3 * s**2 * t * np.array(one)
        + 3 * s * t**2 * np.array(other)
        + t**3 * np.array(end)
    )
    box = reach((("M", *start), ("C", *one, *other, *end)))
    size = max(1.0, *map(abs, (*start, *one, *other, *end)))
    low, high = curve.min(axis=0), curve.max(axis=0)
    assert (box.x, box.y) == pytest.approx(tuple(low), abs=size * 1e-5)
    assert (box.right, box.bottom) == pytest.approx(tuple(high), abs=size * 1e-5)


def test_the_handles_of_a_curve_reach_farther_than_it_does() -> None:
    arch = (("M", 0.0, 0.0), ("C", 0.0, -8.0, 10.0, -8.0, 10.0, 0.0), ("Z",))
    assert reach(arch) == pytest.approx((0, -6, 10, 6))
