"""Where words may be divided, in French first."""

from __future__ import annotations

import pytest

from depliant.languages import table
from depliant.languages.hyphenation import divisions

NAMES = frozenset({"Arenberg", "Chabaud-Latour", "PECQUENCOURT"})


def divided(
    text: str, *, language: str = "fr", minima: tuple[int, int] = (2, 3), automatic: bool = True
) -> str:
    """The word with its places marked: ‧ for an added hyphen, | for none."""
    shown, start = "", 0
    for at, kind in divisions(text, language, minima, NAMES, automatic):
        shown += text[start:at] + ("‧" if kind in ("automatic", "inner") else "|")
        start = at
    return shown + text[start:]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("accélérateur", "ac‧cé‧lé‧ra‧teur"),
        ("destinations,", "des‧ti‧na‧tions,"),
        ("«\u202fPatrimoine", "«\u202fPa‧tri‧moine"),
        # an accented vowel alone is no syllable to leave; two before, three after
        ("cité", "cité"),
        ("éprouvent", "éprouvent"),
        ("mine", "mine"),
        # elision: no division at the apostrophe nor of what is before it
        ("l’habitat", "l’ha‧bi‧tat"),
        ("d’euros", "d’eu‧ros"),
        ("d'enregistrement", "d'en‧re‧gis‧tre‧ment"),
        # capitals, digits, addresses
        ("UNESCO", "UNESCO"),
        ("RÉSEAUX", "RÉSEAUX"),
        ("9-9bis", "9-9bis"),
        ("12-14", "12-14"),
        ("2012-2017", "2012-2017"),
        ("1er", "1er"),
        ("11/19", "11/19"),
        # what a fixed space binds to a number
        ("10\u00a0millions", "10\u00a0millions"),
        ("3\u202f500\u00a0participants,", "3\u202f500\u00a0participants,"),
        # names that are kept whole, in any case, and the parts of compound ones
        ("Arenberg", "Arenberg"),
        ("arenberg,", "arenberg,"),
        ("Pecquencourt", "Pecquencourt"),
        ("Latour", "Latour"),
        # compounds at their own hyphen only
        ("Sainte-Barbe", "Sainte-|Barbe"),
        ("Wallers-Arenberg.", "Wallers-|Arenberg."),
        ("Bruay-sur-l’Escaut", "Bruay-|sur-|l’Escaut"),
        ("Louvre-Lens-Pas-de-Calais", "Louvre-|Lens-|Pas-|de-|Calais"),
        ("Chabaud-Latour", "Chabaud-|Latour"),
        ("a-t-il", "a-t-il"),
        ("donne-t-elle", "donne-|t-elle"),
        ("e-mail", "e-mail"),
        ("celui-ci", "celui-ci"),
        ("non\u2011violence", "non\u2011violence"),
        # slash and dash
        ("et/ou", "et/ou"),
        ("villes/campagnes", "villes/|campagnes"),
        ("mine—pays", "mine—|pays"),
        ("(mine)\u200b(pays)", "(mine)\u200b|(pays)"),
        ("-", "-"),
        ("--", "--"),
        ("…", "…"),
    ],
)
def test_a_french_word_is_divided_where_it_may_be(word: str, expected: str) -> None:
    assert divided(word) == expected


def test_an_address_is_divided_before_a_point_and_after_a_slash_without_a_hyphen() -> None:
    word = "www.bassinminier-patrimoinemondial.org"
    assert divided(word) == "www.bassinminier|-patrimoinemondial|.org"
    assert divided("https://a-b.org/chemin/") == "https://|a-b|.org/|chemin/"
    assert divided("nom@exemple.org") == "nom@|exemple|.org"
    assert divided("missionbassinminier.org") == "missionbassinminier|.org"


def test_only_a_long_stretch_of_an_address_is_divided_at_other_signs() -> None:
    """Before them, but after an equals sign; never after a hyphen (Chicago, 14.18)."""
    assert divided("a.org/un_deux?trois=4") == "a.org/|un_deux?trois=4"
    long = "a.org/rendez-vous_en~ligne?le=mardi&a=midi"
    assert divided(long) == "a.org/|rendez|-vous|_en|~ligne|?le=|mardi|&a=|midi"
    assert "-|" not in divided(long)


def test_without_patterns_a_word_is_divided_only_at_what_stands_in_it() -> None:
    assert divided("accélérateur", automatic=False) == "accélérateur"
    assert divided("Sainte-Barbe", automatic=False) == "Sainte-|Barbe"


@pytest.mark.parametrize(("word", "language"), [("euro", "pl"), ("zona", "es"), ("oder", "de")])
def test_a_word_of_four_letters_is_never_divided(word: str, language: str) -> None:
    assert divided(word, language=language, minima=(2, 2)) == word


def test_the_minima_are_kept() -> None:
    assert divided("inauguration", minima=(2, 3)) == "inau‧gu‧ra‧tion"
    assert divided("inauguration", minima=(5, 5)) == "inaugu‧ration"


@pytest.mark.parametrize("language", ["fr", "fr-CH", "fr_CA"])
def test_a_region_has_the_patterns_of_its_language(language: str) -> None:
    assert divided("destination", language=language) == "des‧ti‧na‧tion"


def test_other_languages_have_their_own_patterns_or_none() -> None:
    assert divided("Bergbaubecken", language="de") == "Berg‧bau‧be‧cken"
    assert divided("المنجمي", language="ar") == "المنجمي"
    assert divided("hyphenation", language="xx") == "hyphenation"


# Duden's divisions; those of Druckerzeugnis and its like, which could be two words, are left out.
GERMAN = (
    "Mit‧ar‧bei‧ter", "Mit‧ar‧bei‧te‧rin‧nen", "Über‧gang", "Bil‧lett‧au‧to‧ma‧ten",
    "Stau‧be‧cken‧an‧la‧ge", "Um‧welt‧ver‧träg‧lich‧keits‧prü‧fung", "Haus‧auf‧ga‧be",
    "Ver‧ant‧wor‧tung", "Groß‧el‧tern", "Ar‧beits‧amt", "be‧ob‧ach‧ten", "Stra‧ßen‧ecke",
)  # fmt: skip


@pytest.mark.parametrize("language", ["de", "de-AT", "de_CH", "DE"])
def test_german_words_are_divided_where_they_are_joined(language: str) -> None:
    for expected in GERMAN:
        word = expected.replace("‧", "")
        found = divided(word, language=language, minima=(2, 2))
        wrong = set(places(found)) - set(places(expected))
        assert not wrong, (found, expected)
        assert len(places(found)) >= len(places(expected)) - 1, (found, expected)


def places(shown: str) -> list[int]:
    """After how many letters a word is divided."""
    parts = shown.split("‧")
    return [sum(map(len, parts[: number + 1])) for number in range(len(parts) - 1)]


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("de", "Bundes-Klimaschutzaktionsprogramm", "Bundes-|Kli‧ma‧schutz‧ak‧ti‧ons‧pro‧gramm"),
        ("de", "Nord-Ostsee", "Nord-|Ostsee"),
        ("nl", "Pas-verantwoordelijkheid", "Pas-|ver‧ant‧woor‧de‧lijk‧heid"),
        ("fr", "Nord-administrativement", "Nord-|administrativement"),
        ("fr-BE", "Nord-administrativement", "Nord-|administrativement"),
        ("de", "Nord\u2011Verwaltungsgemeinschaft", "Nord\u2011Verwaltungsgemeinschaft"),
    ],
)
def test_a_long_part_of_a_compound_is_divided_but_in_french(
    language: str, word: str, expected: str
) -> None:
    assert divided(word, language=language) == expected


def test_a_language_without_patterns_is_told_from_one_without_hyphens() -> None:
    assert table.lacks_hyphens("sw")
    assert not any(map(table.lacks_hyphens, ("fi", "tr", "ar", "he", "zh_TW")))
