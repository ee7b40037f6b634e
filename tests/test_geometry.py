"""Geometry: the matrices compose as PDF's cm does, and boxes follow."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from depliant.geometry import Matrix, Rect, mm, outline_points, rectangle, scaling, transformed

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
