"""The glossary: a term of a message has its translation, whatever ending its sentence gives it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from depliant.content.messages import messages
from depliant.content.publication import Publication
from depliant.content.publication import load as load_publication
from depliant.content.terms import names_in
from depliant.errors import Place
from depliant.languages.hyphenation import divisions
from depliant.source.folder import Folder
from depliant.translation.glossary import glossary_faults
from depliant.translation.po import PoEntry
from depliant.translation.wording import entry_faults

PLACE = Place("nl.po", 7)


@pytest.fixture
def publication(project: Callable[..., Path]) -> Publication:
    files = Folder(
        project(
            "glossary:\n"
            "  - term: Bassin minier\n"
            "    translations:\n"
            "      nl: [mijnbekken, mijnstreek]\n"
            "      de: Bergbaurevier\n"
            "      pl: Zagłębie Górnicze\n"
            "      uk: Гірничий басейн\n"
            "      ar: الحوض المنجمي\n"
            "      ja: 炭田地帯\n"
            "      pt_BR: bacia mineira\n"
            "  - term: chevalement\n"
            "    translations: {nl: schachtbok, de: Förderturm}\n"
            "  - {term: Chaîne des parcs, note: A name.}\n"
            "panels:\n"
            "  - id: one\n"
            "    blocks:\n"
            "      - text: MESSAGE\n"
        )
    )
    return load_publication(files)


@pytest.fixture
def told(publication: Publication) -> Callable[..., list[str]]:
    def run(message: str, text: str, language: str) -> list[str]:
        its = messages(publication)[1]._replace(text=message)
        terms = publication.content.glossary
        return [
            str(fault.message)
            for fault in glossary_faults(its, text, language, terms, PLACE)
            if fault.severity == "warning" and fault.code == "glossary-term"
        ]

    return run


def test_what_the_glossary_gives_for_a_name_is_hyphenated_as_little_as_the_name(
    project: Callable[..., Path],
) -> None:
    """Names in other letters: Валансиен, 발랑시엔."""
    written = (
        "names: [Valenciennes, Lille]\n"
        "glossary:\n"
        "  - {term: Valenciennes, translations: {bg: [Валансиен, Валансиена], ko: 발랑시엔}}\n"
        "  - {term: Bassin minier, translations: {bg: Минен басейн}}\n"
        "panels:\n  - id: one\n    blocks:\n      - text: Bonjour\n"
    )
    content = load_publication(Folder(project(written))).content
    assert names_in(content, "bg") == {"Valenciennes", "Lille", "Валансиен", "Валансиена"}
    assert names_in(content, "ko-KR") == {"Valenciennes", "Lille", "발랑시엔"}
    assert names_in(content, "nl") == {"Valenciennes", "Lille"}
    assert not divisions("Валансиен", "bg", (2, 2), names_in(content, "bg"), True)
    assert divisions("Валансиен", "bg", (2, 2), names_in(content, "nl"), True)


@pytest.mark.parametrize(
    ("language", "message", "text"),
    [
        ("nl", "le **Bassin minier**", "het **Mijnbekken**"),
        ("nl", "le Bassin\nminier", "de mijnstreken"),
        ("nl-BE", "le Bassin minier", "het mijnbekken"),
        ("de", "le Bassin minier", "der Bergbaureviere"),
        ("de", "les chevalements", "die Fördertürme"),
        ("de", "le Bassin minier", "im Bergbaurevier-Nord"),
        ("pl", "le Bassin minier", "w Zagłębiu Górniczym"),
        ("uk", "le Bassin minier", "Гірничого басейну"),
        ("ar", "le Bassin minier", "بالحوض المنجمي"),
        ("ar", "le Bassin minier", "في الحوض المنجمي"),
        ("ja", "le Bassin minier", "世界遺産の炭田地帯です"),
        ("pt-br", "le Bassin minier", "na Bacia Mineira"),
        ("nl", "la Chaîne des parcs", "[Chaîne des\u00a0parcs]{lang=fr}"),
        ("uk", "la Chaîne des parcs", "«Chaîne des parcs»"),
        # A part of a longer word is no term, nor is what content.yaml says nothing of.
        ("nl", "un bassinminier", "iets"),
        ("fi", "le Bassin minier", "mitä vain"),
    ],
)
def test_a_term_is_found_in_its_sentence(
    told: Callable[..., list[str]], language: str, message: str, text: str
) -> None:
    assert told(message, text, language) == []


@pytest.mark.parametrize(
    ("language", "message", "text", "expected"),
    [
        (
            "nl",
            "le Bassin minier",
            "het steenkoolbekken",
            "“Bassin minier” is not translated as the glossary says: “mijnbekken / mijnstreek”.",
        ),
        (
            "de",
            "deux chevalements",
            "zwei Fördergerüste",
            "“chevalement” is not translated as the glossary says: “Förderturm”.",
        ),
        (
            "nl",
            "la Chaîne des parcs",
            "de Parkenketen",
            "“Chaîne des parcs” stays as it is, by the glossary, and is not there.",
        ),
    ],
)
def test_a_term_that_is_said_otherwise_is_told(
    told: Callable[..., list[str]], language: str, message: str, text: str, expected: str
) -> None:
    assert told(message, text, language) == [expected]


def test_it_is_told_with_what_else_is_wrong_with_a_translation(publication: Publication) -> None:
    message = messages(publication)[1]._replace(text="le Bassin minier")
    entry = PoEntry(message.text, strings=("het bekken",))
    (fault,) = entry_faults(message, entry, "nl", publication, PLACE)
    assert (fault.code, fault.severity, fault.place) == ("glossary-term", "warning", PLACE)


@pytest.mark.parametrize(
    "glossary",
    ["[{term: a, translations: {nl: []}}]", "[{term: a, translations: [b]}]", "[{nl: a}]", "[a]"],
)
def test_a_glossary_that_is_none_is_told_with_its_place(
    faults: Callable[..., list[tuple[str, str]]], glossary: str
) -> None:
    panels = "panels:\n  - {id: a, blocks: [{text: b}]}\n"
    codes = {code for code, _ in faults(f"glossary: {glossary}\n{panels}")}
    assert codes
    assert codes <= {"schema", "key-missing", "key-unknown"}
