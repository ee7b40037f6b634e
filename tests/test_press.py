"""Output profiles: which are accepted, and what colours become through them."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depliant.colour import BLACK, PAPER, Colour
from depliant.errors import InputError
from depliant.press.condition import (
    OutputCondition,
    contrast,
    lightness,
    load_condition,
    luminance,
    screen_profile,
    to_srgb,
    told,
)

ICC = Path(__file__).parents[1] / "assets" / "icc" / "FOGRA39L_coated.icc"
CONDITION = load_condition(ICC, "FOGRA39")

amount = st.floats(0, 1)
colours = st.builds(Colour, amount, amount, amount, amount)


def code_of(error: InputError) -> str:
    return error.diagnostics[0].code


def test_a_profile_is_the_same_from_its_file_and_its_bytes() -> None:
    assert load_condition(ICC.read_bytes(), "FOGRA39") == CONDITION
    assert OutputCondition("FOGRA39", ICC.read_bytes(), "FOGRA39") == CONDITION


def test_a_screen_profile_is_no_press_condition() -> None:
    with pytest.raises(InputError) as caught:
        load_condition(screen_profile(), "sRGB")
    assert code_of(caught.value) == "icc-not-cmyk-output"
    assert "'mntr' for RGB" in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", ICC.read_bytes()[:5000], bytes(4000)])
def test_what_is_no_whole_profile_is_refused(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        load_condition(data, "FOGRA39")
    assert code_of(caught.value) == "icc-unreadable"
    assert ("is a PDF, not an ICC profile" in str(caught.value)) == data.startswith(b"%PDF")


def test_a_profile_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_condition(tmp_path / "paper.icc", "FOGRA39")
    assert code_of(caught.value) == "icc-unreadable"
    assert "paper.icc" in str(caught.value)


def test_a_folder_is_no_profile(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_condition(tmp_path, "FOGRA39")
    assert code_of(caught.value) == "icc-unreadable"


def test_a_profile_with_ruined_tables_is_refused_when_it_is_applied() -> None:
    data = bytearray(ICC.read_bytes())
    data[128:132] = (0).to_bytes(4, "big")  # no tags
    with pytest.raises(InputError) as caught:
        to_srgb(load_condition(bytes(data), "ruined"), [BLACK])
    assert code_of(caught.value) == "icc-unreadable"


def test_inks_look_on_screen_as_fogra39_is_known_to_look() -> None:
    # Published sRGB equivalents of the FOGRA39 solids: 0 158 224, 229 0 125, 255 236 0.
    known = [(0, 158, 224), (229, 0, 125), (255, 236, 0)]
    solids = [Colour(1, 0, 0, 0), Colour(0, 1, 0, 0), Colour(0, 0, 1, 0)]
    for seen, expected in zip(to_srgb(CONDITION, solids), known, strict=True):
        assert all(abs(a - b) <= 12 for a, b in zip(seen, expected, strict=True)), seen


def test_bare_paper_is_white_and_a_spot_looks_like_its_alternate() -> None:
    spot = Colour(0, 0.2, 0.9, 0.1, spot="Or").at(0.5)
    paper, tint, mix = to_srgb(CONDITION, [PAPER, spot, Colour(*spot.cmyk)])
    assert paper == (255, 255, 255)
    assert tint == mix
    assert lightness(CONDITION, PAPER) == pytest.approx(100)
    assert luminance(CONDITION, PAPER) == pytest.approx(1)


@given(colours, colours)
@settings(deadline=None, max_examples=50)
def test_contrast_is_a_ratio_between_1_and_21(a: Colour, b: Colour) -> None:
    ratio = contrast(CONDITION, a, b)
    assert 1 <= ratio <= 21
    assert ratio == contrast(CONDITION, b, a)


@given(st.lists(amount, min_size=2, max_size=6).map(sorted))
@settings(deadline=None, max_examples=50)
def test_more_black_is_never_lighter(amounts: list[float]) -> None:
    levels = [lightness(CONDITION, Colour(0, 0, 0, black)) for black in amounts]
    assert all(a >= b - 0.4 for a, b in pairwise(levels))


def test_black_type_on_paper_has_plenty_of_contrast() -> None:
    assert contrast(CONDITION, BLACK, PAPER) > 15
    assert contrast(CONDITION, Colour(0, 0, 1, 0), PAPER) < 1.5


def test_the_screen_profile_does_not_know_the_time() -> None:
    profile = screen_profile()
    assert profile == screen_profile()
    assert profile[36:40] == b"acsp"
    assert profile[24:36].hex() == "07d000010001000000000000"


def test_pillow_is_left_alone_until_a_profile_is_applied() -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from depliant.press.condition import load_condition\n"
        f"load_condition(Path({str(ICC)!r}), 'FOGRA39'); assert 'PIL' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@given(st.floats(min_value=1, max_value=21), st.sampled_from([3.0, 4.5]))
def test_a_contrast_that_is_too_weak_is_never_told_as_strong_enough(
    ratio: float, needed: float
) -> None:
    if ratio < needed - 1e-6:
        assert float(f"{told(ratio):.1f}") < needed
    assert told(ratio) == pytest.approx(ratio, abs=0.1 + 1e-6)
