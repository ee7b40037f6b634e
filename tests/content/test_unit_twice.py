"""A unit behind a figure that is printed with it is told; one behind a bare number is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from babel import Locale

from depliant.content.publication import load
from depliant.content.resolve import resolve
from depliant.content.unit_twice import unit_before, unit_twice
from depliant.source.folder import Folder


@pytest.mark.parametrize(
    ("printed", "unit", "behind", "language", "words"),
    [
        ("environ 30 €", "EUR", " euros par visite", "fr", "euros"),
        ("100 000 000 €", "EUR", "\u00a0€.", "fr", "€"),
        ("€30", "EUR", " euros", "en", "euros"),
        ("76,9 %", "%", " pour cent", "fr", "pour cent"),
        ("76.9%", "%", "%", "en", "%"),
        ("less than 5 g", "g", " grams of it", "en", "grams"),
        ("1 panneau", "panneau", " panneau", "fr", "panneau"),
        ("około 5 km", "km", " kilometrów", "pl", "kilometrów"),
        ("rund 5 kg", "kg", " Kilogramm", "de", "Kilogramm"),
        ("100 millions", "EUR", " d’euros", "fr", ""),
        ("30", "EUR", " euros", "fr", ""),
        ("5 g", "g", " grandes choses", "fr", ""),
        ("5 m", "m", " Monate", "de", ""),
        ("30 €", "EUR", " par euro reçu", "fr", ""),
        ("£12.50", "GBP", " pounds", "en", "pounds"),
        ("£12.50", "GBP", " GBP", "en", "GBP"),
        ("$12.50", "USD", " dollars", "en", "dollars"),
        ("12,50 £GB", "GBP", " livres", "fr", "livres"),
        ("12,50 £", "GBP", " Pfund", "de", "Pfund"),
        ("12,50 $", "USD", " доларів", "uk", "доларів"),
        ("1.25 million", "GBP", " pounds", "en", ""),
    ],
)
def test_a_unit_behind_one(printed: str, unit: str, behind: str, language: str, words: str) -> None:
    assert unit_twice(printed, unit, behind, Locale(language)) == words


@pytest.mark.parametrize(
    ("before", "printed", "unit", "language", "words"),
    [
        ("costs £", "£1,250,000", "GBP", "en", "£"),
        ("costs GBP ", "£1,250,000", "GBP", "en", "GBP"),
        ("kost €\u00a0", "€\u00a030", "EUR", "nl", "€"),
        ("costs £", "1.25 million", "GBP", "en", ""),
        ("costs $", "£1,250,000", "GBP", "en", ""),
        ("it has £", "30 visits", "visits", "en", ""),
    ],
)
def test_a_currency_before_one(
    before: str, printed: str, unit: str, language: str, words: str
) -> None:
    assert unit_before(printed, unit, before, Locale(language)) == words


def test_a_currency_before_is_told_as_it_is_printed(project: Callable[..., Path]) -> None:
    root = project(
        "figures:\n  card: {value: 12.50, unit: GBP, source: unstated}\n"
        "panels:\n  - id: one\n    blocks:\n"
        '      - text: "£{card:full} or {card:full} pounds or £{card}"\n',
        head="id: x\ntitle: X\nlanguage: en\n",
    )
    found = [
        str(one.message) for one in resolve(load(Folder(root)), "en")[1] if one.code == "unit-twice"
    ]
    assert found == [
        "“££12.50” has its unit twice.",
        "“£12.50 pounds” has its unit twice.",
    ]


def test_it_is_told_where_it_stands(project: Callable[..., Path]) -> None:
    root = project(
        "figures:\n"
        "  prix: {value: 30, unit: EUR, approximate: about, source: unstated}\n"
        "panels:\n  - id: one\n    blocks:\n"
        '      - text: "{prix:about} d’euros, {prix:about} euros, {prix} euros"\n'
    )
    publication = load(Folder(root))
    [found] = [one for one in resolve(publication, "fr")[1] if one.code == "unit-twice"]
    assert (found.severity, str(found.message)) == (
        "warning",
        "“environ 30\u00a0€ euros” has its unit twice.",
    )
    assert str(found.place).endswith("content.yaml:9:38")


@pytest.mark.parametrize(
    ("language", "unit", "value", "told"),
    [
        ("en", "evenings", 1, True),
        ("en", "reading evenings", 1, True),
        ("en", "evenings", -1, True),
        ("en", "evenings", 2, False),
        ("en", "evening", 1, False),
        ("en", "series", 1, False),
        ("en", "bus", 1, False),
        ("en", "children", 1, False),
        ("en", "GBP", 1, False),
        ("en", "ms", 1, False),
        ("fr", "places assises", 1, True),
        ("fr", "avis", 1, False),
        ("fr", "panneau", 1, False),
        ("es", "horas", 1, True),
        ("es", "mes", 1, False),
        ("de", "Haus", 1, False),
    ],
)
def test_one_thing_in_the_plural_is_told(
    project: Callable[..., Path], language: str, unit: str, value: int, told: bool
) -> None:
    root = project(
        f"figures:\n  few: {{value: {value}, unit: {unit}, source: unstated}}\n"
        "panels:\n  - id: one\n    blocks:\n"
        '      - text: "There are {few:full} here, {few} as it were"\n',
        head=f"id: x\ntitle: X\nlanguage: {language}\n",
    )
    found = [one for one in resolve(load(Folder(root)), language)[1] if one.code == "figure-plural"]
    assert len(found) == told
    if told:
        assert found[0].severity == "warning"
        assert str(found[0].place).endswith("content.yaml:9:26")
        assert "{few}" in str(found[0].hint)
