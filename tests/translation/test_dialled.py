"""Telephone numbers in translations: from abroad they are dialled otherwise, and are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.errors import Place
from depliant.translation.comparing import Facts, Pair, differences
from depliant.translation.dialled import dialled
from depliant.translation.quantities import Run, said


def differ(source: str, translation: str, language: str = "en") -> bool:
    """Whether the proof finds other numbers in a translation from French."""
    pair = Pair(
        said((Run(source),), "fr"),
        said((Run(translation),), language, "fr"),
        Place("en.po", 1),
        False,
    )
    return any(differences(pair, Facts({}, {}, frozenset())))


@pytest.mark.parametrize(
    ("source", "translation", "differs"),
    [
        ("Tél. 03 21 00 00 00", "Tel. +33 3 21 00 00 00", False),
        ("Tél. 03 21 00 00 00", "Tel. +33 (0)3 21 00 00 00", False),
        ("Tél. 03.21.00.00.00", "Tel. 03 21 00 00 00", False),
        ("Tél. 03 21 00 00 00", "Tel. 03 21 00 00 01", True),
        ("Tél. 03 21 00 00 00", "Tel. +33 3 21 00 00 01", True),
        ("Tél. 03 21 00 00 00", "Tel.", True),
        ("500 000 000 euros", "500 000 001 euros", True),
        ("le 01.02.2017", "on 02.02.2017", True),
        ("19 h 30", "7.30 pm", False),
        ("19 h 30", "8.30 pm", True),
        ("de 12 h à 14 h", "noon to 2 p.m.", False),
        ("de 12 h à 14 h", "2 p.m.", True),
    ],
)
def test_a_number_is_the_same_from_abroad(source: str, translation: str, differs: bool) -> None:
    assert differ(source, translation) == differs


@given(
    st.integers(100_000_000, 999_999_999),
    st.integers(100_000_000, 999_999_999),
    st.sampled_from([" ", ".", "-"]),
)
def test_another_number_is_another(one: int, other: int, joint: str) -> None:
    home = f"0{one}"
    home = joint.join(home[at : at + 2] for at in range(0, 10, 2))
    assert not differ(f"Tél. {home}", f"Tel. +33 {one}")
    assert differ(f"Tél. {home}", f"Tel. +33 {other}") == (one != other)


@given(st.text("0123456789+ ().-", max_size=40))
def test_any_row_of_digits_is_read(text: str) -> None:
    for one in dialled(text):
        assert text[one.start : one.end] == one.printed
        assert all(value >= 0 for value in one.values)
