"""Raised and lowered figures of faces that have none."""

from __future__ import annotations

import pytest

from depliant.fonts.face import load
from depliant.fonts.registry import FaceRef
from depliant.fonts.shaping import shape
from depliant.fonts.small_figures import SMALL, small_figures

BARLOW = FaceRef("Barlow", 400)


def test_what_is_small() -> None:
    assert set("²³¹⁰⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉₊₋") <= SMALL
    assert SMALL.isdisjoint("2½ªº™°")


def test_a_face_that_has_them_keeps_its_own() -> None:
    assert "₂" not in small_figures(FaceRef("Fira Sans", 400))
    assert "²" not in small_figures(BARLOW)


def test_a_lowered_figure_is_the_raised_one_of_the_face_as_low_as_a_line_lets_it() -> None:
    made = small_figures(BARLOW)["₂"]
    face = load(BARLOW)
    foot = face.font.get_glyph_extents(face.glyph("²") or 0)
    assert foot is not None
    low = (foot.y_bearing + foot.height) / face.upem + made.rise
    assert (made.seen, made.face, made.size) == ("²", BARLOW, 1.0)
    assert -0.2 < low <= 0
    # Poppler, and those who read as it does, take what is half an em lower for another line.
    assert abs(made.rise) < 0.5


@pytest.mark.parametrize("weight", [400, 600])
def test_without_a_raised_figure_the_full_one_is_set_smaller_and_stronger(weight: int) -> None:
    ref = FaceRef("Barlow", weight)
    made = small_figures(ref)["⁰"]
    assert made.seen == "0"
    assert 0.5 < made.size < 0.75
    assert made.face.family == "Barlow"
    assert made.face.weight > weight

    def stem(face: FaceRef) -> float:
        loaded = load(face)
        extents = loaded.font.get_glyph_extents(loaded.glyph("l") or 0)
        assert extents is not None
        return float(extents.width)

    assert stem(made.face) * made.size == pytest.approx(stem(ref) * 0.88, rel=0.15)


def test_it_stands_for_the_character_that_was_written() -> None:
    (glyph,) = shape(BARLOW, "₂", language="en")
    assert glyph.text == "₂"
    assert glyph.gid == load(BARLOW).glyph("²")
