"""Digits, letters and Roman numerals of lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.languages.counters import Counting, label

LATIN, ARABIC = "0123456789", "٠١٢٣٤٥٦٧٨٩"
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@pytest.mark.parametrize(
    ("number", "counting", "language", "digits", "expected"),
    [
        (1, "decimal", "fr", LATIN, "1."),
        (12, "decimal", "ar", ARABIC, "١٢."),
        (1000, "decimal", "en", LATIN, "1000."),
        (0, "decimal", "en", LATIN, "0."),
        (2, "letters", "en", LATIN, "b)"),
        (26, "letters", "en", LATIN, "z)"),
        (27, "letters", "en", LATIN, "aa)"),
        (703, "letters", "en", LATIN, "aaa)"),
        (3, "capital-letters", "de-AT", LATIN, "C)"),
        (2, "letters", "el", LATIN, "β)"),
        (7, "letters", "ru", LATIN, "ж)"),
        (7, "letters", "uk", LATIN, "є)"),
        (2, "letters", "ar", ARABIC, "ب)"),
        (3, "letters", "ar-EG", ARABIC, "ج)"),
        (3, "letters", "fa", ARABIC, "پ)"),
        (3, "letters", "sr-Latn", LATIN, "c)"),
        (3, "capital-letters", "sr", LATIN, "В)"),
        (4, "roman", "en", LATIN, "iv."),
        (1999, "capital-roman", "en", LATIN, "MCMXCIX."),
        (4000, "roman", "en", LATIN, "4000."),
        (0, "letters", "en", LATIN, "0)"),
        (3, "steps", "ar", ARABIC, "٣"),
    ],
)
def test_items_are_counted_as_the_edition_counts(
    number: int, counting: Counting, language: str, digits: str, expected: str
) -> None:
    assert label(number, counting, language, digits) == expected


@given(st.integers(1, 3999))
def test_a_roman_numeral_is_worth_its_number(number: int) -> None:
    signs = [ROMAN[sign] for sign in label(number, "roman", "en", LATIN)[:-1]]
    worth = sum(-a if a < b else a for a, b in zip(signs, [*signs[1:], 0], strict=True))
    assert worth == number


@given(st.integers(1, 20_000), st.sampled_from(["en", "el", "ru", "ar", "he"]))
def test_no_two_numbers_have_the_same_letters(number: int, language: str) -> None:
    one, other = (label(n, "letters", language, LATIN) for n in (number, number + 1))
    assert one != other
    assert len(one) <= len(other)
