"""Advice on what looks misspelt: what is found in the leaflet, and what is left in peace."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from depliant.content.inline import Span
from depliant.content.model import Edition, Panel, Paragraph
from depliant.content.spelling import advise
from depliant.errors import Place

LEAFLET = Path(__file__).parents[1] / "data" / "leaflet.txt"


def edition(*texts: str, language: str = "fr") -> Edition:
    blocks = tuple(
        Paragraph((Span(text),), "text", Place("content.yaml", number))
        for number, text in enumerate(texts, 1)
    )
    panel = Panel("p", "p", "", blocks, (), Place("content.yaml", 1))
    return Edition("x", language, "", "", "", (), "2017-06-30", (panel,), ())


def test_the_leaflet_gets_the_advice_a_proofreader_would_give() -> None:
    lines = LEAFLET.read_text(encoding="utf-8").splitlines()
    texts = [re.sub(r"\*\*|^(- )?(> )?|[{}^]", "", line) for line in lines]
    found = [(str(item.place), str(item.message)) for item in advise(edition(*texts))]
    assert all(item.severity == "advice" for item in advise(edition(*texts)))
    assert found == [
        ("content.yaml:7", "“Vieux Condé” seems to lack a hyphen."),
        ("content.yaml:11", "“Wallers Arenberg” is written “Wallers-Arenberg” elsewhere."),
        ("content.yaml:19", "“arrière petit-fils” lacks a hyphen."),
        ("content.yaml:35", "“Etat” seems to lack an accent."),
        ("content.yaml:37", "“Louvre Lens” is written “Louvre-Lens” elsewhere."),
        ("content.yaml:41", "“Louvre Lens” is written “Louvre-Lens” elsewhere."),
        ("content.yaml:51", "“RESEAUX” seems to lack an accent."),
        ("content.yaml:59", "“1,4 millions” has the wrong number."),
        ("content.yaml:61", "“facebook” is the name Facebook in other letters."),
        ("content.yaml:85", "“Pas de Calais” is written “Pas-de-Calais” elsewhere."),
        ("content.yaml:101", "“Pas de Calais” is written “Pas-de-Calais” elsewhere."),
        ("content.yaml:105", "“Pas de Calais” is written “Pas-de-Calais” elsewhere."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "L’État et les RÉSEAUX de l’École",
        "1,4 million, 1 million, 2 millions, 0,5 million",
        "arrière-petit-fils d’un grand homme",
        "la page Facebook, FACEBOOK",
        "le prince Pierre et son étudiant",
    ],
)
def test_right_words_are_left_in_peace(text: str) -> None:
    assert advise(edition(text)) == ()


def test_two_million_without_s() -> None:
    (found,) = advise(edition("2,7 million de personnes"))
    assert found.code == "typography-plural"
    assert "2,7 millions" in str(found.hint)


def test_other_languages_get_no_advice() -> None:
    assert advise(edition("1,4 millions", language="en")) == ()
