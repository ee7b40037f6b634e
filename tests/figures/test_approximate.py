"""What is about, over or under a number keeps the unit that no sentence says for it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from depliant.errors import Place, UnfitError
from depliant.figures.approximate import about, is_measured
from depliant.figures.signs import CURRENCY_SIGNS, MEASURES
from depliant.figures.writing import locale_of
from depliant.translation.comparing import Facts, Pair, differences
from depliant.translation.quantities import Run, said

LANGUAGES = ("ar", "cs", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "uk")


def written(value: str, unit: str, manner: str, language: str) -> str:
    locale = locale_of(language)
    assert locale is not None
    return about(Decimal(value), unit, manner, locale).text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "unit", "manner", "language", "printed"),
    [
        ("5", "g", "under", "en", "less than 5 g"),
        ("5", "g", "under", "fr", "moins de 5 g"),
        ("5", "g", "under", "de", "weniger als 5 g"),
        ("5", "g", "under", "ja", "5 g未満"),
        ("30", "€", "about", "fr", "environ 30 €"),
        ("30", "EUR", "under", "en", "less than €30"),
        ("100000000", "EUR", "over", "fr", "plus de 100 M€"),
        ("12", "%", "under", "en", "less than 12%"),
        ("40", "kg", "some", "fr", "environ 40 kg"),
        ("120", "kWh/m²", "under", "en", "less than 120 kWh/m²"),
        ("2.5", "", "under", "en", "less than 2.5"),
        ("40", "articles", "under", "en", "fewer than 40"),
        ("40", "émissions", "some", "fr", "une quarantaine"),
        ("2700000", "auditeurs", "over", "fr", "plus de 2,7 millions"),
        ("40", "", "about", "en", "about 40"),
    ],
)
def test_a_sign_stands_and_a_noun_is_left_to_the_sentence(
    value: str, unit: str, manner: str, language: str, printed: str
) -> None:
    assert written(value, unit, manner, language) == printed


@example(1, "K", "about", "en")
@example(3, "K", "about", "nl")
@example(40, "m", "about", "en")
@settings(max_examples=100)
@given(
    st.integers(1, 10**7),
    st.sampled_from(sorted(MEASURES | {*CURRENCY_SIGNS} - {"%"})),
    st.sampled_from(("about", "over", "under", "some")),
    st.sampled_from(LANGUAGES),
)
def test_a_measure_never_goes_without_its_unit(
    value: int, unit: str, manner: str, language: str
) -> None:
    words = written(str(value), unit, manner, language)
    bare = written(str(value), "", "about", language)
    assert words != bare
    assert unit in words or unit == "%" or (unit == "$" and "$" in words)
    assert "fewer" not in words
    source = said((Run(written(str(value), unit, manner, "fr"), "x", "about"),), "fr")
    facts = Facts({"x": Decimal(value)}, {"x": unit})
    for its, is_right in ((words, True), (written(str(value + 1), unit, manner, language), False)):
        other = said((Run(its, "x", "about"),), language, "fr")
        assert bool(differences(Pair(source, other, Place("content.yaml")), facts)) != is_right


@pytest.mark.parametrize("unit", ["", "articles", "ans", "voix", "enfants par an", "Go-karts"])
def test_a_noun_is_no_measure(unit: str) -> None:
    locale = locale_of("fr")
    assert locale is not None
    assert not is_measured(unit, locale)


def test_a_number_with_no_such_word_is_refused() -> None:
    with pytest.raises(UnfitError):
        written("41", "émissions", "some", "fr")
