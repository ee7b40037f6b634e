"""Numbers in words, held to num2words, which spells them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from num2words import num2words

from depliant.errors import Place
from depliant.languages.fraction_words import fraction
from depliant.languages.number_words import number_words
from depliant.translation.comparing import Facts, Pair, differences
from depliant.translation.quantities import Run, said

LANGUAGES = ("fr", "en", "nl", "de", "pl", "uk", "ar", "es", "it", "cs")


def values(text: str, language: str) -> list[int | Decimal]:
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


def test_japanese_numbers_are_read_as_they_are_spelled_before_what_is_counted() -> None:
    wrong = {
        number: spelled
        for number in range(2, 1000)
        if values(f"合計{(spelled := num2words(number, lang='ja'))}人", "ja") != [number]
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
        ("ja", "二十一の村、百二十三人、一つの橋、十二年", [123, 12]),
        ("ja", "数十人、何百人、五千人、三重県、第三回、中三人", [3, 3]),
        ("zh", "两座城市，一百零五人，十二个村", [2, 105, 12]),
        ("zh-Hant", "兩座城市，二十五個", [2, 25]),
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


@pytest.mark.parametrize("language", ["de", "nl", "it"])
def test_thousands_in_one_word_are_read_as_they_are_spelled(language: str) -> None:
    wrong = {
        number: (spelled, values(spelled, language))
        for number in (*range(1002, 10_000, 53), *range(2000, 100_000, 1000), 123_456, 400_000)
        if "centodicotto" not in (spelled := num2words(number, lang=language))
        and values(spelled, language) != [number]
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Tausende kamen"),
        ("it", "mila euro, Milano"),
        ("nl", "duizendpoot"),
        ("de", "abtausend"),
    ],
)
def test_a_word_with_a_thousand_in_it_may_be_no_number(language: str, text: str) -> None:
    assert values(text, language) == []


THIRDS = [
    ("fr", "un tiers des élèves", "deux tiers des élèves", "un quart des élèves"),
    ("en", "a third of the pupils", "two thirds of the pupils", "a quarter of the pupils"),
    ("de", "ein Drittel der Schüler", "zwei Drittel der Schüler", "ein Viertel der Schüler"),
    ("nl", "een derde van de leerlingen", "twee derde van de leerlingen", "een kwart van de"),
    ("pl", "jedna trzecia uczniów", "dwie trzecie uczniów", "jedna czwarta uczniów"),
    ("uk", "одна третина учнів", "дві третини учнів", "одна чверть учнів"),
    ("es", "un tercio de", "dos tercios de", "un cuarto de"),
    ("it", "un terzo degli", "due terzi degli", "un quarto degli"),
    ("cs", "jedna třetina žáků", "dvě třetiny žáků", "jedna čtvrtina žáků"),
    ("ar", "ثلث التلاميذ", "ثلثا التلاميذ", "ربع التلاميذ"),
]


@pytest.mark.parametrize("row", THIRDS, ids=[row[0] for row in THIRDS])
def test_fractions_in_words_are_read(row: tuple[str, ...]) -> None:
    language, *texts = row
    assert [values(text, language) for text in texts] == [
        [fraction(1, 3)],
        [fraction(2, 3)],
        [fraction(1, 4)],
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "a third bridge, the fifth of May", [3, 5]),
        ("en", "half of the pupils, two-thirds of us", [fraction(1, 2), fraction(2, 3)]),
        ("fr", "la moitié des élèves, un cinquième pont", [fraction(1, 2), 5]),
        ("fr", "un quart d'heure, trois quarts", [fraction(1, 4), fraction(3, 4)]),
        ("de", "das Viertel am Fluss", []),
    ],
)
def test_words_of_an_order_are_no_fractions(
    language: str, text: str, expected: list[int | Decimal]
) -> None:
    assert sorted(values(text, language)) == sorted(expected)


@pytest.mark.parametrize("one", THIRDS, ids=[row[0] for row in THIRDS])
@pytest.mark.parametrize("other", THIRDS[:4], ids=[row[0] for row in THIRDS[:4]])
def test_fractions_are_compared_as_fractions(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    for at, mine in enumerate(one[1:]):
        for its_at, its in enumerate(other[1:]):
            pair = Pair(
                said((Run(mine),), one[0]),
                said((Run(its),), other[0], one[0]),
                Place("content.yaml"),
            )
            assert bool(differences(pair, Facts())) == (at != its_at), (mine, its)


THOUSANDS = [
    ("fr", "quatre mille cinq cents élèves", "mille deux cents élèves"),
    ("en", "four thousand five hundred pupils", "one thousand two hundred pupils"),
    ("de", "viertausendfünfhundert Schüler", "tausendzweihundert Schüler"),
    ("nl", "vierduizend vijfhonderd leerlingen", "duizend tweehonderd leerlingen"),
    ("it", "quattromilacinquecento allievi", "milleduecento allievi"),
    ("es", "cuatro mil quinientos alumnos", "mil doscientos alumnos"),
    ("pl", "cztery tysiące pięćset uczniów", "tysiąc dwieście uczniów"),
]


@pytest.mark.parametrize("one", THOUSANDS, ids=[row[0] for row in THOUSANDS])
@pytest.mark.parametrize("other", THOUSANDS, ids=[row[0] for row in THOUSANDS])
def test_thousands_in_words_are_compared(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    for at, mine in enumerate(one[1:]):
        for its_at, its in enumerate(other[1:]):
            source = said((Run(mine),), one[0])
            pair = Pair(source, said((Run(its),), other[0], one[0]), Place("content.yaml"))
            assert bool(differences(pair, Facts())) == (at != its_at), (mine, its)
