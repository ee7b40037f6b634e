"""How numbers, names and texts are spelt, read back by somebody else's parser."""

from __future__ import annotations

import re

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.writers.spelling import spell, spell_name, spell_text


@given(st.floats(-20000, 20000))
def test_a_number_is_plain_and_within_half_a_thousandth(number: float) -> None:
    text = spell(number)
    assert re.fullmatch(r"-?\d+(\.\d*[1-9])?", text), text
    assert abs(float(text) - number) <= 0.000501
    assert text != "-0"


def test_numbers_are_short() -> None:
    assert [spell(n) for n in (0.5, 12.0, -0.0001, 1 / 3, 1000)] == [
        "0.5", "12", "0", "0.333", "1000",
    ]  # fmt: skip


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_any_name_is_read_back(name: str) -> None:
    spelt = spell_name(name)
    assert spelt.isascii()
    assert pikepdf.Object.parse(spelt.encode()) == pikepdf.Name("/" + name)


@pytest.mark.parametrize("name", ["", "a\0b"])
def test_what_no_name_can_hold_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be a PDF name"):
        spell_name(name)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_back(text: str) -> None:
    assert str(pikepdf.Object.parse(spell_text(text).encode())) == text
