"""Plural forms: headers that contradict CLDR, and words after fractions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.plurals import PLURALS

from depliant.content.messages import messages
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.errors import Place
from depliant.languages.counting import UnitWords
from depliant.source.folder import Folder
from depliant.translation.loading import load_translation, translated, translation_faults
from depliant.translation.merging import merged, template
from depliant.translation.plurals import header_faults, plural_index, plural_rule
from depliant.translation.po import Catalogue, written

ROOT = Path(__file__).parents[2]
PLACE = Place("x.po", 1)
OLD_ARABIC = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=0 && n%100<=2 ? 4 : 5);"
)


def test_the_headers_that_the_program_writes_contradict_nothing() -> None:
    locales = [Locale.parse(language) for language in sorted(PLURALS)]
    found = [(each, header_faults(plural_rule(each), each, PLACE)) for each in locales]
    assert [(str(locale), faults) for locale, faults in found if faults] == []


@pytest.mark.parametrize(
    ("language", "rule"),
    [
        ("fr", "nplurals=2; plural=(n > 1);"),
        ("pt", "nplurals=2; plural=(n != 1);"),
        ("hi", "nplurals=2; plural=(n != 1);"),
        ("cs", "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;"),
        ("ro", "nplurals=3; plural=n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2;"),
        ("tr", "nplurals=2; plural=(n > 1);"),
        ("tr", "nplurals=1; plural=0;"),
        ("vi", "nplurals=1; plural=0;"),
        ("ja", "nplurals=1; plural=0;"),
    ],
)
def test_the_headers_that_other_programs_write_pass(language: str, rule: str) -> None:
    assert header_faults(rule, Locale.parse(language), PLACE) == []


@pytest.mark.parametrize(
    ("language", "rule", "words"),
    [
        ("ar", OLD_ARABIC, "msgstr[4] for 100 and msgstr[5] for 11"),
        ("ar", "nplurals=2; plural=(n != 1);", "msgstr[1] for 2 and for 3"),
        ("pl", "nplurals=2; plural=(n != 1);", "msgstr[1] for 2 and for 5"),
        ("nl", "nplurals=2; plural=(n > 2);", "msgstr[0] for 1 and for 2"),
        ("nl", "nplurals=2; plural=(n == 1);", "by CLDR's order it is the other way round"),
        ("en", "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);", "which have one form by CLDR"),
    ],
)
def test_a_header_that_contradicts_cldr_is_a_warning_with_the_right_one(
    language: str, rule: str, words: str
) -> None:
    (fault,) = header_faults(rule, Locale.parse(language), PLACE)
    assert (fault.code, fault.severity) == ("translation-plural", "warning")
    assert words in str(fault.message)
    assert plural_rule(Locale.parse(language)) in str(fault.hint)


@pytest.mark.parametrize("rule", [OLD_ARABIC, "nplurals=6; plural=(n%100>=11 ? 4 : 5);"])
def test_every_reader_of_a_file_is_told_of_its_header(rule: str) -> None:
    publication = load_publication(Folder(ROOT))
    translation, _ = load_translation(Folder(ROOT), "ar")
    header = {**translation.catalogue.header, "Plural-Forms": rule}
    other = replace(translation.catalogue, header=header)
    faults = translation_faults(publication, type(translation)("ar", "ar.po", other))
    assert [fault.code for fault in faults if fault.severity == "warning"] == ["translation-plural"]


def test_the_order_of_a_files_own_forms_is_used() -> None:
    forms = {"personnes": ("0", "1", "2", "few", "other", "many")}
    words = UnitWords(forms, plural_index(OLD_ARABIC))
    assert [words.of("personnes", Decimal(count)) for count in (3, 11, 100)] == [
        "few",
        "many",
        "other",
    ]


def test_the_arabic_edition_counts_as_arabic_does() -> None:
    publication = load_publication(Folder(ROOT))
    translation, _ = load_translation(Folder(ROOT), "ar")
    edition, _ = resolve(translated(publication, translation), "ar")
    full = {figure.id: figure.full.replace("\u00a0", " ") for figure in edition.figures}
    assert full["participants_trail"] == "3,500 مشارك"
    assert full["personnes_quinzaines"] == "40,000 شخص"
    assert full["logements_renoves"] == "680 مسكنًا"
    assert full["articles_presse"] == "500 مقال"
    assert full["auditeurs"] == "500,000 مستمع"
    assert full["fans_facebook"] == "2,300 معجب"
    assert full["eleves"] == "400 تلميذ"
    assert full["enseignants"] == "200 مدرّس"
    assert full["emissions"] == "40 برنامجًا"


FRACTIONS = """\
figures:
  a: {value: 2.5, unit: ans, source: unstated}
  b: {value: 5, unit: ans, source: unstated}
  c: {value: 1.5, unit: ans, source: unstated}
panels:
  - id: one
    blocks:
      - text: "{a:full}, {b:full}, {c:full}"
"""
YEARS = {
    "pl": (("rok", "lata", "lat"), "roku", ["2,5 roku", "5 lat", "1,5 roku"]),
    "uk": (("рік", "роки", "років"), "року", ["2,5 року", "5 років", "1,5 року"]),
    "cs": (("rok", "roky", "let"), "roku", ["2,5 roku", "5 let", "1,5 roku"]),
    "de": (("Jahr", "Jahre"), None, ["2,5 Jahre", "5 Jahre", "1,5 Jahre"]),
    "da": (("dag", "dage"), None, ["2,5 dage", "5 dage", "1,5 dag"]),
    "sl": (("leto", "leti", "leta", "let"), None, ["2,5 leta", "5 let", "1,5 leta"]),
}


@pytest.mark.parametrize("language", sorted(YEARS))
def test_a_fraction_has_the_word_that_cldr_gives_it(
    language: str, project: Callable[..., Path]
) -> None:
    whole, fraction, expected = YEARS[language]
    root = project(FRACTIONS)
    publication = load_publication(Folder(root))
    locale = Locale.parse(language)
    fresh = template(publication, messages(publication, language), locale, {}, "2017-01-01")
    empty = merged(fresh, Catalogue({}, ()), language, plural_rule(locale), "depliant 1")
    asked = [entry for entry in empty.entries if entry.context == "unit/fraction"]
    assert [entry.id for entry in asked] == (["ans"] if fraction else [])
    entries = tuple(
        replace(
            entry,
            strings=whole
            if entry.plural
            else (fraction if entry.context == "unit/fraction" and fraction else entry.id,),
        )
        for entry in empty.entries
    )
    path = root / "assets/translations" / f"{language}.po"
    path.parent.mkdir(parents=True)
    path.write_text(written(Catalogue(empty.header, entries)), encoding="utf-8")
    translation, faults = load_translation(Folder(root), language)
    assert faults == ()
    edition, _ = resolve(translated(publication, translation), language)
    full = {figure.id: figure.full.replace("\u00a0", " ") for figure in edition.figures}
    assert [full["a"], full["b"], full["c"]] == expected
