"""Ink mixes: tints, black and what a spot stands in for."""

from __future__ import annotations

import pytest

from depliant.colour import BLACK, PAPER, Colour


def test_a_tint_of_a_process_mix_prints_less_of_every_ink() -> None:
    assert Colour(0.4, 0.2, 0.0, 0.8).at(0.5).cmyk == (0.2, 0.1, 0.0, 0.4)


def test_a_tint_of_a_spot_stays_on_its_plate() -> None:
    spot = Colour(0, 0.6, 1, 0, spot="Orange").at(0.5).at(0.5)
    assert (spot.spot, spot.tint) == ("Orange", 0.25)
    assert spot.cmyk == (0, 0.15, 0.25, 0)
    assert spot.coverage == 0.25


def test_only_solid_process_black_is_black() -> None:
    assert BLACK.is_black
    assert not BLACK.at(0.9).is_black
    assert not Colour(0.1, 0, 0, 1).is_black
    assert not Colour(0, 0, 0, 1, spot="Noir").is_black
    assert PAPER.is_paper
    assert not PAPER.is_black


def test_an_impossible_amount_is_refused() -> None:
    with pytest.raises(ValueError, match="not between 0 and 1"):
        Colour(1.2, 0, 0, 0)
