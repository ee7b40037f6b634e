"""Pseudo-translations say the dates and numbers of their source, in whatever letters."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from depliant.content.markup import parse
from depliant.errors import Place
from depliant.figures.writing import locale_of, write
from depliant.translation.comparing import Facts, Pair, differences
from depliant.translation.digits import says
from depliant.translation.po import Catalogue, PoEntry
from depliant.translation.pseudo import pseudo
from depliant.translation.quantities import Run, said

NO_FACTS = Facts({}, {}, frozenset())


@pytest.mark.parametrize("language", ["de", "el", "bg", "ja", "he", "th"])
@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("enquête de juin 2016 à Lille", "juin 2016"),
        ("le 7 juillet 2015, **{a} panneaux**", "7 juillet 2015"),
        ("Millions d'euros", "Millions"),
        ("quatre quinzaines festives", "quatre"),
        ("moins de CO~2~ dans l’air", "CO~2~"),
        ("de l’eau, H~2~O, et Ca(OH)~2~ ici", "H~2~O"),
        ("sur {a} km^2^ de prairies", "km^2^"),
        ("du CO[2]{.small} dans l’air", "CO[2]{.small}"),
        ("[le CO~2~ de l’air]{.note}", "CO~2~"),
        ("trop de CO2 dans l’air", "CO2"),
        ("voir [la page](https://example.org/a)", "https://example.org/a"),
    ],
)
def test_what_the_proof_reads_stays(language: str, text: str, kept: str) -> None:
    header = {"X-Source-Language": "fr", "Plural-Forms": "nplurals=1; plural=0;"}
    made, _ = pseudo(Catalogue(header, (PoEntry(text, "one/item"),)), language, {})
    (entry,) = made.entries
    assert kept in entry.strings[0]
    assert entry.strings[0] != text


@pytest.mark.parametrize("tag", ["zh-TW", "sr-Latn-RS", "ff-Adlm", "uz-AF", "pt-BR", "mn-Mong"])
def test_a_pseudo_edition_has_the_numbers_of_the_language_that_it_plays(tag: str) -> None:
    locale = locale_of(f"{tag}-pseudo")
    assert locale is not None
    assert locale == locale_of(tag)
    for form in ("", "compact"):
        printed = write(Decimal("1234567.5"), "", form, locale).text
        assert printed == write(Decimal("1234567.5"), "", form, locale_of(tag) or locale).text
        assert says(printed, Decimal("1234567.5"), f"{tag}-pseudo") or form


@pytest.mark.parametrize("language", ["th", "km", "zh-TW"])
def test_the_words_of_a_pseudo_edition_say_no_millions_by_their_letters(language: str) -> None:
    for text in ("Millions d'euros", "5 Musées", "3 Kilos, 2 Bus et 4 Trams"):
        test_what_the_proof_reads_stays(language, text, re.findall("Millions|[2-5]", text)[0])
        other = said((Run(text),), language, "fr")
        assert differences(Pair(said((Run(text),), "fr"), other, Place("x.po")), NO_FACTS) == ()


@pytest.mark.parametrize("language", ["de", "el", "ar", "ja"])
@pytest.mark.parametrize(
    "text",
    [
        "moins de CO~2~ dans l’air",
        "sur cent km^2^ de prairies, du SO~4~^2-^ et 3 m^2^",
        "du CO[2]{.small} dans l’air",
        "trop de CO2 sur l’A26 et au 2^e^ étage",
    ],
)
def test_a_formula_says_no_more_numbers_than_before(language: str, text: str) -> None:
    header = {"X-Source-Language": "fr", "Plural-Forms": "nplurals=1; plural=0;"}
    made, _ = pseudo(Catalogue(header, (PoEntry(text, "one/item"),)), language, {})
    (entry,) = made.entries
    one = said((Run(_printed(text)),), "fr")
    other = said((Run(_printed(entry.strings[0])),), language, "fr")
    place = Place("content.yaml")
    assert list(differences(Pair(one, other, place), Facts({}, {}, frozenset()))) == []


def _printed(text: str) -> str:
    return "".join(piece.text for piece in parse(text)[0])
