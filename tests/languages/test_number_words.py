"""Numbers in words, held to num2words, which spells them."""

from __future__ import annotations

import pytest
from num2words import num2words

from depliant.languages.number_words import number_words

LANGUAGES = ("fr", "en", "nl", "de", "pl", "uk", "ar", "es", "it", "cs")


def values(text: str, language: str) -> list[int]:
    return [word.value for word in number_words(text, language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_below_a_thousand_is_read_as_it_is_spelled(language: str) -> None:
    wrong = {
        number: spelled
        for number in range(2, 1000)
        # num2words leaves a letter of eighteen out behind cento.
        if "centodicotto" not in (spelled := num2words(number, lang=language))
        and values(spelled, language) != [number]
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "deux ou trois villes, quatre-vingt-dix-neuf bus et un plan", [2, 3, 99]),
        ("fr", "le XIXe siècle, MIX CIVIL", [19]),
        ("en", "two hundred and five homes, the third bridge", [205, 3]),
        ("nl", "tweeëntwintig wijken, elf dorpen", [22, 11]),
        ("de", "einundzwanzig Häuser und zweihundertdrei Gäste", [21, 203]),
        ("pl", "dwóch braci, pięciu uczniów, trzecia stacja", [2, 5, 3]),
        ("uk", "п'яти сіл, двадцяти трьох громад", [5, 23]),
        ("ar", "ثلاث وعشرون بلدية، اثنتا عشرة ثانوية", [23, 12]),
        ("es", "veintitrés municipios, treinta y dos", [23, 32]),
        ("cs", "dvou měst, dvě stě osob", [2, 200]),
        ("ja", "三つの村", [3]),
        ("fi", "kolme kylää", []),
    ],
)
def test_numbers_are_read_within_sentences(language: str, text: str, expected: list[int]) -> None:
    assert values(text, language) == expected


@pytest.mark.parametrize(
    ("language", "word"), [("fr", "neuf"), ("it", "sei"), ("de", "acht"), ("en", "pair")]
)
def test_words_that_mean_something_else_too_are_not_sure(language: str, word: str) -> None:
    assert [each.sure for each in number_words(word, language)] == [False]
