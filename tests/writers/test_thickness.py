"""How thin a filled outline is: exact for rules at any angle, sane for everything else."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.geometry import Matrix, Outline, Rect, rectangle, transformed
from depliant.writers.thickness import thinnest

ROUND = 0.5523


def circle(radius: float) -> Outline:
    r, c = radius, radius * ROUND
    return (
        ("M", r, 0), ("C", r, c, c, r, 0, r), ("C", -c, r, -r, c, -r, 0),
        ("C", -r, -c, -c, -r, 0, -r), ("C", c, -r, r, -c, r, 0), ("Z",),
    )  # fmt: skip


@given(st.floats(0.01, 5), st.floats(5, 500), st.floats(0, math.tau), st.booleans(), st.booleans())
def test_a_rule_is_as_wide_as_it_is_drawn(
    width: float, length: float, angle: float, mirrored: bool, closed: bool
) -> None:
    turn = Matrix(math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle), 300, -40)
    outline = rectangle(Rect(0, 0, length, -width if mirrored else width))
    turned = transformed(outline if closed else outline[:-1], turn)
    assert thinnest(turned, math.inf) == pytest.approx(width, rel=1e-4, abs=1e-5)


def test_a_disc_is_nearly_as_wide_as_its_diameter() -> None:
    assert thinnest(circle(2), math.inf) == pytest.approx(4, rel=0.15)


def test_a_bent_rule_keeps_its_width() -> None:
    """A quarter of a ring, 0.2 wide, drawn in curves."""
    outer, inner = 50.0, 49.8
    a, b = outer * ROUND, inner * ROUND
    arc: Outline = (
        ("M", outer, 0), ("C", outer, a, a, outer, 0, outer), ("L", 0, inner),
        ("C", b, inner, inner, b, inner, 0), ("Z",),
    )  # fmt: skip
    assert thinnest(arc, math.inf) == pytest.approx(0.2, rel=0.05)


def test_the_thinnest_of_several_counts_and_a_flat_one_has_no_width() -> None:
    wide, thin = rectangle(Rect(0, 0, 50, 50)), rectangle(Rect(0, 60, 50, 0.1))
    assert thinnest(wide + thin, 1) == pytest.approx(0.1)
    assert thinnest(wide + thin, 0.05) == math.inf
    assert thinnest((("M", 0, 0), ("L", 10, 10), ("Z",)), 1) == 0


@pytest.mark.parametrize("outline", [(), (("M", 1, 1),), (("M", 1, 1), ("Z",))])
def test_what_paints_nothing_is_not_thin(outline: Outline) -> None:
    assert thinnest(outline, 1) == math.inf
