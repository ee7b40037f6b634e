"""How colours look to colour-blind eyes, against DaltonLens and Sharma's published pairs."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from daltonlens import convert, simulate
from hypothesis import given, settings
from hypothesis import strategies as st

from depliant.graphics.charts.inks import CLOSE
from depliant.press.condition import Srgb
from depliant.press.vision import (
    BLINDNESSES,
    Lab,
    Vision,
    apart,
    difference,
    seen,
    simulated,
)

SHARMA = """
50.0000 2.6772 -79.7751 50.0000 0.0000 -82.7485 2.0425
50.0000 3.1571 -77.2803 50.0000 0.0000 -82.7485 2.8615
50.0000 2.8361 -74.0200 50.0000 0.0000 -82.7485 3.4412
50.0000 -1.3802 -84.2814 50.0000 0.0000 -82.7485 1.0000
50.0000 -1.1848 -84.8006 50.0000 0.0000 -82.7485 1.0000
50.0000 -0.9009 -85.5211 50.0000 0.0000 -82.7485 1.0000
50.0000 0.0000 0.0000 50.0000 -1.0000 2.0000 2.3669
50.0000 -1.0000 2.0000 50.0000 0.0000 0.0000 2.3669
50.0000 2.4900 -0.0010 50.0000 -2.4900 0.0009 7.1792
50.0000 2.4900 -0.0010 50.0000 -2.4900 0.0010 7.1792
50.0000 2.4900 -0.0010 50.0000 -2.4900 0.0011 7.2195
50.0000 2.4900 -0.0010 50.0000 -2.4900 0.0012 7.2195
50.0000 -0.0010 2.4900 50.0000 0.0009 -2.4900 4.8045
50.0000 -0.0010 2.4900 50.0000 0.0011 -2.4900 4.7461
50.0000 2.5000 0.0000 50.0000 0.0000 -2.5000 4.3065
50.0000 2.5000 0.0000 73.0000 25.0000 -18.0000 27.1492
50.0000 2.5000 0.0000 61.0000 -5.0000 29.0000 22.8977
50.0000 2.5000 0.0000 56.0000 -27.0000 -3.0000 31.9030
50.0000 2.5000 0.0000 58.0000 24.0000 15.0000 19.4535
50.0000 2.5000 0.0000 50.0000 3.1736 0.5854 1.0000
50.0000 2.5000 0.0000 50.0000 3.2972 0.0000 1.0000
50.0000 2.5000 0.0000 50.0000 1.8634 0.5757 1.0000
50.0000 2.5000 0.0000 50.0000 3.2592 0.3350 1.0000
60.2574 -34.0099 36.2677 60.4626 -34.1751 39.4387 1.2644
63.0109 -31.0961 -5.8663 62.8187 -29.7946 -4.0864 1.2630
61.2901 3.7196 -5.3901 61.4292 2.2480 -4.9620 1.8731
35.0831 -44.1164 3.7933 35.0232 -40.0716 1.5901 1.8645
22.7233 20.0904 -46.6940 23.0331 14.9730 -42.5619 2.0373
36.4612 47.8580 18.3852 36.2715 50.5065 21.2231 1.4146
90.8027 -2.0831 1.4410 91.1528 -1.6435 0.0447 1.4441
90.9257 -0.5406 -0.9208 88.6381 -0.8985 -0.7239 1.5381
6.7747 -0.2908 -2.4247 5.8714 -0.0985 -2.2286 0.6377
2.0776 0.0795 -1.1350 0.9033 -0.0636 -0.5514 0.9082
"""
"""Of G. Sharma, W. Wu and E. N. Dalal (2005), table 1, less one pair on the seam of two hues."""

OF_DALTONLENS = {
    "protan": simulate.Deficiency.PROTAN,
    "deutan": simulate.Deficiency.DEUTAN,
    "tritan": simulate.Deficiency.TRITAN,
}
OKABE_ITO = ("000000", "E69F00", "56B4E9", "009E73", "F0E442", "0072B2", "D55E00", "CC79A7")
PETROFF = ("1845fb", "ff5e02", "c91f16", "c849a9", "adad7d", "86c8dd", "578dff", "656364")


def of(code: str) -> Srgb:
    return Srgb(*bytes.fromhex(code))


@pytest.mark.parametrize("row", SHARMA.strip().splitlines())
def test_distances_are_those_published(row: str) -> None:
    *labs, expected = map(float, row.split())
    one, other = Lab(*labs[:3]), Lab(*labs[3:])
    assert difference(one, other) == pytest.approx(expected, abs=1e-4)
    assert difference(other, one) == pytest.approx(expected, abs=1e-4)


@given(colour=st.builds(Srgb, *[st.integers(0, 255)] * 3), vision=st.sampled_from(BLINDNESSES))
@settings(max_examples=60, deadline=None)
def test_what_is_seen_is_what_daltonlens_shows(colour: Srgb, vision: Vision) -> None:
    pixel = convert.linearRGB_from_sRGB(np.array([[colour]], dtype=np.float64) / 255)
    judge = simulate.Simulator_Brettel1997()
    shown = judge._simulate_dichromacy_linear_rgb(pixel, OF_DALTONLENS[vision])[0, 0]
    assert simulated(colour, vision) == pytest.approx(np.clip(shown, 0, 1).tolist(), abs=2e-4)


def test_a_sound_eye_sees_what_there_is_and_grays_stay_gray() -> None:
    white, gray = seen(Srgb(255, 255, 255)), Srgb(120, 120, 120)
    assert white == pytest.approx((100, 0, 0), abs=0.02)
    # Of a published table of sRGB red in CIELAB under D65.
    assert seen(Srgb(255, 0, 0)) == pytest.approx((53.24, 80.09, 67.20), abs=0.05)
    for vision in BLINDNESSES:
        assert apart(gray, Srgb(*(round(255 * one) for one in _encoded(gray, vision)))) < 0.5


def _encoded(colour: Srgb, vision: Vision) -> list[float]:
    found: list[float] = convert.sRGB_from_linearRGB(np.array(simulated(colour, vision))).tolist()
    return found


@pytest.mark.parametrize("palette", [OKABE_ITO, PETROFF])
def test_palettes_made_for_all_eyes_are_beyond_the_bound(palette: tuple[str, ...]) -> None:
    for one, other in combinations(map(of, palette), 2):
        for vision in ("common", *BLINDNESSES):
            assert apart(one, other, vision) > CLOSE


@pytest.mark.parametrize(
    ("one", "other", "vision"),
    [
        ("d62728", "2ca02c", "deutan"),  # red and green of one lightness
        ("ff7f0e", "2ca02c", "protan"),
        ("377eb8", "984ea3", "deutan"),  # blue and purple
        ("d95f02", "e7298a", "tritan"),  # orange and pink
    ],
)
def test_pairs_that_are_known_for_it_are_within_the_bound(
    one: str, other: str, vision: Vision
) -> None:
    assert apart(of(one), of(other)) > 3 * CLOSE
    assert apart(of(one), of(other), vision) < CLOSE


def test_blue_and_orange_are_told_apart_by_everybody() -> None:
    blue, orange = of("0072B2"), of("E69F00")
    assert min(apart(blue, orange, vision) for vision in ("common", *BLINDNESSES)) > 50
