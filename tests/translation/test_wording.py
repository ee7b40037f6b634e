"""What is told of a translation that does not say what its message says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from depliant.content.messages import messages
from depliant.content.publication import Publication
from depliant.content.publication import load as load_publication
from depliant.errors import Place
from depliant.source.folder import Folder
from depliant.translation.po import PoEntry
from depliant.translation.wording import entry_faults, over_budget

PLACE = Place("nl.po", 7)


@pytest.fixture
def publication(project: Callable[..., Path]) -> Publication:
    files = Folder(
        project(
            "names: [Lens]\n"
            "figures:\n"
            "  a: {value: 5, source: unstated}\n"
            "  b: {value: 33000000, unit: EUR, source: unstated}\n"
            "panels:\n"
            "  - id: one\n"
            "    blocks:\n"
            "      - text: MESSAGE\n"
        )
    )
    return load_publication(files)


@pytest.fixture
def said(publication: Publication) -> Callable[..., list[str]]:
    """The codes (and a mark at a warning) of a translation of a message."""

    def run(message: str, text: str, language: str = "nl", *comments: str) -> list[str]:
        its = messages(publication)[1]._replace(text=message)
        entry = PoEntry(message, strings=(text,), comments=comments)
        return [
            fault.code.removeprefix("translation-") + "?" * (fault.severity == "warning")
            for fault in entry_faults(its, entry, language, publication, PLACE)
            if fault.place == PLACE
        ]

    return run


@pytest.mark.parametrize(
    ("message", "text", "expected"),
    [
        ("**{a} cités**", "**{a} wijken**", []),
        ("{b:compact} d'euros", "€{b:compact}", []),
        ("{b:compact} d'euros", "{b:full}", []),
        ("{a} cités", "wijken", ["placeholder"]),
        ("{a} cités", "{a} {a} wijken", ["placeholder"]),
        ("{a} cités", "{a} en {c} wijken", ["placeholder"]),
        ("{a} cités", "{a:kort} wijken", ["placeholder"]),
        ("{a} cités", "{a wijken", ["placeholder", "placeholder"]),
        ("{a} cités", "5 wijken", ["placeholder", "digit"]),
        ("cités", "5 wijken", ["figures"]),
        ("le 31 janvier 2017", "op 31 januari 2017", []),
        ("le 31 janvier 2017", "op 30 januari 2017", ["figures"]),
        ("126 000 radios", "126.000 radio's", []),
        ("1,5 million", "1.5 miljoen", []),
        ("**a** b **c**", "**a** b c", ["markup?"]),
        ("**a** b", "**a** *b*", []),
        ("a [b]{lang=en}", "c [b]{lang=en}", []),
        ("a [b]{lang=en}", "c (b)", ["markup?"]),
        ("a [b]{lang=en}", "[c]{lang=fr} (b)", ["markup?"]),
        ("a b", "c [b]{lang=fr}", []),
        ("a [b]{lang=nl}", "c b", []),
        ("[a](https://x.org)", "[b](https://x.org)", []),
        ("[a](https://x.org)", "[b](https://y.org)", ["markup"]),
        ("[a](https://x.org)", "b", ["markup"]),
        ("a", "[b](javascript:x)", ["markup"]),
        ("1^er^ site", "1 site", []),
        ("site", "s^ite^", ["markup?"]),
        ("a", "<b>b</b>", ["markup", "markup"]),
        ("a", "b&nbsp;c", ["markup"]),
        ("a", "b<!-- c -->", ["markup"]),
        ("a", '<g id="i">b</g>', ["markup"]),
        ("a <info@x.org>", "b <info@x.org>", []),
        ("CO~2~ a", "CO~2~ b", []),
        ("CO~2~ a", "CO₂ b", []),
        ("CO~2~ a", "CO2 b", []),
        ("PM~10~ a", "PM~10~ b", []),
        ("PM~10~ a", "PM~25~ b", ["figures"]),
        ("T~max~ a", "T~max b", ["markup"]),
        ("a 5", "b ~5", []),
        ("[a]{.accent} c", "[b]{.accent} d", []),
        ("[a **b**]{.accent} c", "[b]{.accent} **d**", []),
        ("[a]{.accent} c", "b d", ["markup?"]),
        ("[a]{.accent} c", "[b]{.akzent} d", ["markup?", "markup?"]),
        ("[a]{.accent lang=en} c", "[b]{.accent} d", ["markup?"]),
        ("a c", "[b]{.accent} d", ["markup?"]),
        ("a < b & c", "x < y & z", []),
        ("**{a} cités**", "** {a} wijken **", ["markup?", "markup"]),
        ("**a** b", "**a** b **", ["markup"]),
        ("a", "*b", ["markup"]),
        ("a", "b [c]", ["markup", "markup"]),
        ("[a](https://x.org)", "[b] (https://x.org)", ["markup", "markup", "markup"]),
        ("1^er^ site", "1^e site", ["markup"]),
        ("a", "\\*b \\[c\\]", []),
        ("[a] * 2", "[b] * 2", []),
        ("a **b**", "あ**（い）**う", []),
        ("« a »", "“b”", []),
        ("« a »", '"b"', []),
        ("« a »", "« b »", ["quotes?"]),
        ("l'art", "het ’s avonds", []),
        ("a\nb", "c\nd", []),
        ("a\nb", "c d", []),
        ("a b", "c\nd", ["markup?"]),
        ("a b", "c\u2028d", ["markup?"]),
        ("a b", "c\\ d", ["markup?"]),
        ("a\nb", "c\nd\ne", []),
        ("a", "b\u0007", ["characters"]),
        ("a", "b\u202ec", ["characters"]),
        ("a", "b\u200fc", ["characters"]),
        ("a", "b\ufeffc", ["characters"]),
        ("les cités minières", "les cités minières", ["copy?"]),
        ("Trail des Pyramides Noires", "Trail des Pyramides Noires", []),
        ("« UNE VIE APRÈS LA MINE »", "“UNE VIE APRÈS LA MINE”", []),
        ("[www.lens.fr](http://www.lens.fr)", "[www.lens.fr](http://www.lens.fr)", []),
        ("{a} Lens", "{a} Lens", []),
    ],
)
def test_each_slip_of_a_translation_is_told(
    said: Callable[..., list[str]], message: str, text: str, expected: list[str]
) -> None:
    assert said(message, text) == expected


def test_a_copy_that_a_translator_keeps_is_no_slip(said: Callable[..., list[str]]) -> None:
    assert said("les cités minières", "les cités minières", "nl", "kept: a title") == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "„a“", []),
        ("de", "“a”", ["quotes?"]),
        ("pl", "„a”", []),
        ("uk", "«a»", []),
        ("uk", "‘a’", ["quotes?"]),
        ("ar", "«ا» \u200f", []),
        ("ar", "ا\u202eب", ["characters"]),
        ("ar", "٥ أحياء", ["figures"]),
        ("xx", "「a」", []),
    ],
)
def test_marks_and_digits_are_those_of_the_language(
    said: Callable[..., list[str]], language: str, text: str, expected: list[str]
) -> None:
    assert said("un", text, language) == expected


def test_arabic_digits_are_digits(said: Callable[..., list[str]]) -> None:
    assert said("en 2015", "عام ٢٠١٥", "ar") == []
    assert said("en 2015", "عام ٢٠١٦", "ar") == ["figures"]


def test_the_sentence_stands_in_both_languages(publication: Publication) -> None:
    message = messages(publication)[1]._replace(text="en 2015")
    (fault,) = entry_faults(
        message, PoEntry("en 2015", strings=("in 2016",)), "nl", publication, PLACE
    )
    assert "“en 2015”" in str(fault.message)
    assert "“in 2016”" in str(fault.message)


def test_the_budget_counts_what_is_printed(publication: Publication) -> None:
    # "33 miljoen euro" is 15 characters, whatever the placeholder's length.
    assert over_budget("**{b:compact} euro**", 15, "nl", publication, PLACE) is None
    fault = over_budget("**{b:compact} euro**", 14, "nl", publication, PLACE)
    assert fault is not None
    assert fault.severity == "warning"


@pytest.mark.parametrize(
    "message",
    [
        "*Quercus robur*",
        "*Fagus sylvatica*, *Quercus robur*",
        "*Carpinus betulus* – *Turdus merula*",
        "*Sorbus aucuparia* (*Q. palustris*)",
        "[03 21 00 00 00](tel:0321000000)\\\n[accueil@valmont.be](mailto:accueil@valmont.be)",
        "accueil@valmont.be\\\nhttps://valmont.be/horaires",
        "[www.valmont.be/horaires](https://www.valmont.be/horaires)",
    ],
)
def test_what_has_nothing_to_translate_is_no_copy(
    said: Callable[..., list[str]], message: str
) -> None:
    assert said(message, message) == []


@pytest.mark.parametrize(
    "message",
    [
        "*Entrée libre*",
        "*Entrada gratuita*",
        "*Ouvert tous les jours*",
        "Quercus robur pousse ici",
        "*Quercus robur* pousse ici",
        "[notre accueil](https://valmont.be)",
        "il faut écrire à accueil@valmont.be",
        "*Visita guidata*",
        "*Free entry*",
    ],
)
def test_words_beside_names_and_addresses_are_a_copy(
    said: Callable[..., list[str]], message: str
) -> None:
    assert said(message, message) == ["copy?"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Een kaart: {tickets:full}, in {year}", ["placeholder"]),
        ("Een kaart: {tickets:full}, in 2027", ["placeholder", "placeholder"]),
    ],
)
def test_a_misspelt_figure_is_one_slip(
    project: Callable[..., Path], text: str, codes: list[str]
) -> None:
    """Its message's is neither lost then, nor is a number typed for it."""
    content = (
        "figures:\n"
        "  ticket: {value: 6.5, unit: GBP, source: unstated}\n"
        "  year: {value: 2027, source: unstated}\n"
        "panels: [{id: one, blocks: [{text: 'A ticket: {ticket:full}, in {year}'}]}]\n"
    )
    publication = load_publication(Folder(project(content)))
    message = messages(publication)[1]
    entry = PoEntry(message.text, strings=(text,))
    found = entry_faults(message, entry, "nl", publication, PLACE)
    assert [one.code.removeprefix("translation-") for one in found] == codes
    assert "Did you mean `{ticket}`?" in {str(one.hint) for one in found}
