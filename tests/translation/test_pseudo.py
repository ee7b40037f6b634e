"""Pseudo-translations say the dates and numbers of their source, in whatever letters."""

from __future__ import annotations

import pytest

from depliant.content.markup import parse
from depliant.errors import Place
from depliant.translation.comparing import Facts, Pair, differences
from depliant.translation.po import Catalogue, PoEntry
from depliant.translation.pseudo import pseudo
from depliant.translation.quantities import Run, said


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
