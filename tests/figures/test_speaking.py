"""How figures are said. The words are CLDR's; those of French, what one says in France."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from depliant.figures.speaking import spoken
from depliant.figures.writing import in_digits, locale_of, short
from depliant.translation.digits import says


def said(value: str, unit: str, language: str = "fr") -> str:
    locale = locale_of(language)
    assert locale is not None
    return re.sub("[\u00a0\u202f]", " ", spoken(Decimal(value), unit, locale))


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("33000000", "EUR", "33 millions d’euros"),
        ("1000000", "EUR", "1 million d’euros"),
        ("2000000000", "€", "2 milliards d’euros"),
        ("1500000", "CHF", "1,5 million de francs suisses"),
        ("2700000", "personnes", "2,7 millions"),
        ("712000", "EUR", "712 000 euros"),
        ("1468000", "EUR", "1 468 000 euros"),
        ("1", "EUR", "1 euro"),
        ("12.5", "ha", "12,5 hectares"),
        ("1", "km", "1 kilomètre"),
        ("3500", "participants", ""),
        ("76.9", "%", ""),
        ("3", "MWh", ""),
        ("1000000", "%", ""),
        ("-5", "°C", "−5 degrés Celsius"),
        ("-1.5", "m", "−1,5 mètre"),
        ("-33000000", "EUR", "−33 millions d’euros"),
    ],
)
def test_french(value: str, unit: str, expected: str) -> None:
    assert said(value, unit) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "33 million euros"),
        ("nl", "33 miljoen euro"),
        ("de", "33 Millionen Euro"),
        ("pl", "33 miliony euro"),
        ("uk", "33 мільйони євро"),
        ("ar", "33 مليون يورو"),
        ("es", "33 millones de euros"),
        ("it", "33 milioni di euro"),
        ("cs", "33 milionů eur"),
        ("sw", "milioni 33 yuro"),
    ],
)
def test_other_languages(language: str, expected: str) -> None:
    assert said("33000000", "EUR", language) == expected


def test_what_counts_goes_with_its_number() -> None:
    assert said("1000000", "GBP", "pl") == "1 milion funtów szterlingów"
    assert said("2", "ha", "pl") == "2 hektary"
    assert said("5", "ha", "pl") == "5 hektarów"


def test_the_digits_are_those_of_the_edition() -> None:
    locale = locale_of("ar")
    assert locale is not None
    eastern = in_digits(locale, "arab")
    assert spoken(Decimal("12.5"), "ha", eastern).startswith("١٢٫٥")
    assert spoken(Decimal("12.5"), "ha", locale).startswith("12.5")


LANGUAGES = sorted({name.split("_")[0] for name in locale_identifiers()})
VALUES = st.decimals("-1e12", "1e12", places=2) | st.integers(0, 10**12).map(Decimal)


@given(VALUES, st.sampled_from(["EUR", "USD", "ha", "km", "°C", "kWh", "x", ""]),
       st.sampled_from(LANGUAGES))  # fmt: skip
def test_any_figure_is_said_in_any_language(value: Decimal, unit: str, language: str) -> None:
    """Or as it is written, where there are no words; and never with a mark of direction."""
    locale = locale_of(language)
    assert locale is not None
    words = spoken(value, unit, locale)
    assert words != short(value, unit, locale).text
    assert not set("\u200e\u200f\u061c\ufffc") & set(words)


@given(st.integers(3, 10**10).map(Decimal), st.sampled_from(["EUR", "ha"]),
       st.sampled_from(["fr", "en", "nl", "de", "pl", "uk", "ar", "es", "it"]))  # fmt: skip
def test_what_is_said_is_the_value(value: Decimal, unit: str, language: str) -> None:
    locale = locale_of(language)
    assert locale is not None
    words = spoken(value, unit, locale)
    # "2 mil millones": two words for a power of ten, of which the proof reads none.
    assert not words or says(words, value, language)
