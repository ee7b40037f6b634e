"""The table of languages: hyphens, ties, directions."""

from __future__ import annotations

import pytest

from depliant.colour import BLACK
from depliant.fonts.registry import FaceRef, Fallback
from depliant.languages import table as languages
from depliant.languages.liang import patterns
from depliant.text.galley import set_paragraph
from depliant.text.model import CharStyle, ParagraphStyle, Run

ROMAN = CharStyle(FaceRef("Barlow"), 8.0, BLACK, fallbacks=(Fallback("Fira Sans"),))


def lines(text: str, language: str, measure: float) -> list[str]:
    style = ParagraphStyle(language, align="justify", hyphenate=True)
    return [line.text for line in set_paragraph([Run(text, ROMAN)], style, measure).lines]


@pytest.mark.parametrize(
    ("tag", "way"),
    [
        ("fr", "ltr"),
        ("ar", "rtl"),
        ("ar_EG", "rtl"),
        ("ar-Latn", "ltr"),
        ("he-IL", "rtl"),
        ("az-Arab", "rtl"),
        ("az", "ltr"),
        ("FA", "rtl"),
        ("xx", "ltr"),
        ("ji", "rtl"),
        ("uz-AF", "rtl"),
        ("pa_PK", "rtl"),
        ("pa-IN", "ltr"),
    ],
)
def test_directions(tag: str, way: str) -> None:
    assert languages.direction(tag) == way


@pytest.mark.parametrize(
    ("tag", "script"),
    [("zh", "Hans"), ("zh_TW", "Hant"), ("zh-HK", "Hant"), ("zh-Hans-HK", "Hans"),
     ("zh-SG", "Hans"), ("sr-ME", "Latn"), ("sr-RS", "Cyrl"), ("fr-CA", "Latn"), ("xx-FR", "")],
)  # fmt: skip
def test_a_region_may_have_a_script_of_its_own(tag: str, script: str) -> None:
    assert languages.script(tag) == script


@pytest.mark.parametrize(
    "tag",
    [
        "fr",
        "en",
        "de",
        "nl",
        "pl",
        "uk",
        "es",
        "it",
        "cs",
        "sv",
        "da",
        "pt",
        "hu",
        "ro",
        "ru",
        "bg",
        "hr",
    ],
)
def test_a_language_that_is_hyphenated_has_patterns(tag: str) -> None:
    assert languages.language(tag).minima is not None
    assert all(map(patterns, languages.language(tag).patterns))


@pytest.mark.parametrize(
    ("language", "word", "ends"),
    [
        # Two letters may follow the hyphen in Dutch, German and Polish, three in French.
        ("nl", "mijnwerkerswoningen", {"mijn", "wer", "kers", "wo", "nin", "gen"}),
        ("de", "Fördergerüste", {"För", "der", "ge", "rüs", "te"}),
        ("pl", "dziedzictwo", {"dzie", "dzic", "two"}),
        ("uk", "терикони", {"те", "ри", "ко", "ни"}),
        ("fr", "patrimoine", {"pa", "tri", "moine"}),
    ],
)
def test_words_are_divided_by_the_language_s_own_rules(
    language: str, word: str, ends: set[str]
) -> None:
    style = ParagraphStyle(language, hyphenate=True, whole_last_word=False, maximum_hyphens=20)
    found = set_paragraph([Run(word, ROMAN)], style, 1.0).lines
    assert {line.text.strip("\u00ad") for line in found} == ends


@pytest.mark.parametrize("language", ["xx", "ar", "zu-ZA"])
def test_a_language_without_rules_is_not_hyphenated(language: str) -> None:
    found = lines("Organisation internationale " * 3, language, 30.0)
    assert not any("\u00ad" in line for line in found)


def test_no_division_that_would_change_the_spelling() -> None:
    """Dutch "ideeën" loses its diaeresis when it is divided there: it is not."""
    for measure in range(10, 60):
        assert not any("idee\u00ad" in line for line in lines("de ideeën van", "nl", measure))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "Szyby i hałdy w Zagłębiu, a także osiedla z cegły o trzech wiekach u źródeł"),
        ("cs", "Doly a haldy v pánvi s osadami u železnice k poctě horníků o třech stoletích"),
        ("uk", "Шахти й терикони в басейні з оселями у лісі о третій і про працю"),
    ],
)
def test_no_line_ends_with_a_word_of_one_letter(language: str, text: str) -> None:
    ended = 0
    for measure in range(40, 200, 3):
        found = lines(text, language, float(measure))
        assert "".join(found).replace("\u00ad", "") == text
        for line in found[:-1]:
            assert len(line.split()[-1]) > 1 or line.split()[-1].isdigit(), line
        ended += any(len(line.split()[-1]) == 1 for line in lines(text, "xx", float(measure))[:-1])
    assert ended  # without the rule some would
