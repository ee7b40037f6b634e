"""A publication in another language: its words, and what is told where they are missing."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from babel import Locale

from depliant.content.inline import plain
from depliant.content.messages import messages
from depliant.content.model import Chart, ItemList, Paragraph
from depliant.content.publication import Publication
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.errors import InputError
from depliant.source.folder import Folder
from depliant.translation.digits import digit_proof, says
from depliant.translation.loading import (
    load_translation,
    translated,
    translation_faults,
)
from depliant.translation.merging import merged, template
from depliant.translation.plurals import plural_index, plural_rule
from depliant.translation.po import Catalogue, PoEntry, written

CONTENT = """\
sources: {enq: une enquête}
figures:
  a: {value: 3, unit: panneaux, source: enq}
  b: {value: 2700000, unit: EUR, source: unstated}
  c: {value: 5, unit: panneaux, source: enq}
panels:
  - id: one
    title: UN TITRE
    blocks:
      - text: "**{b:compact} d'euros** pour {a:full}"
      - chart: bar
        title: Les nombres
        data: [{figure: a, label: Nord}, {figure: c, label: Sud}]
"""
POLISH = {
    "Small": "Mały",
    "UN TITRE": "TYTUŁ",
    "**{b:compact} d'euros** pour {a:full}": "**{b:compact} euro** na {a:full}",
    "Les nombres": "Liczby",
    "Nord": "Północ",
    "Sud": "Południe",
    "une enquête": "ankieta",
    "panneaux": ("tablica", "tablice", "tablic"),
}
Words = dict[str, object]


class Source(NamedTuple):
    root: Path
    publication: Publication


@pytest.fixture
def polish(project: Callable[..., Path]) -> Callable[..., Source]:
    """The publication with a PO file of these words; what has none is missing."""

    def make(words: Words = POLISH, language: str = "pl", fuzzy: str = "") -> Source:  # type: ignore[assignment]
        root = project(CONTENT)
        publication = load_publication(Folder(root))
        locale = Locale.parse(language)
        fresh = template(publication, messages(publication, language), locale, {}, "2017-01-01")
        empty = merged(fresh, Catalogue({}, ()), language, plural_rule(locale), "depliant 1")

        def filled(entry: PoEntry) -> PoEntry:
            given = words.get(entry.id, "")
            strings = given if isinstance(given, tuple) else (str(given),) * len(entry.strings)
            strings = tuple(map(str, strings))
            flags = ("fuzzy",) if entry.id == fuzzy else ()
            return PoEntry(entry.id, entry.context, entry.plural, strings, flags=flags)

        entries = tuple(filled(entry) for entry in empty.entries)
        path = root / "assets/translations" / f"{language}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(Catalogue(empty.header, entries)), encoding="utf-8")
        return Source(root, publication)

    return make


def faults(source: Source, *, draft: bool = False, language: str = "pl") -> list[str]:
    translation, found = load_translation(Folder(source.root), language)
    found = (*found, *translation_faults(source.publication, translation, draft=draft))
    return [f"{fault.place} {fault.severity} {fault.code}" for fault in found]


def texts(source: Source, *, draft: bool = False) -> list[str]:
    """The title, the paragraph and the chart's words of the Polish edition."""
    translation, _ = load_translation(Folder(source.root), "pl")
    edition, _ = resolve(translated(source.publication, translation, draft=draft), "pl")
    (panel,) = edition.panels
    paragraph, chart = panel.blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(chart, Chart)
    labels = [f"{plain(datum.label)}: {datum.figure.full}" for datum in chart.data]
    return [edition.title, plain(panel.title), plain(paragraph.text), plain(chart.title), *labels]


def test_an_edition_has_the_translations_words_and_its_own_numbers_and_plurals(
    polish: Callable[..., Source],
) -> None:
    source = polish()
    assert faults(source) == []
    assert texts(source) == [
        "Mały",
        "TYTUŁ",
        "2,7\u00a0miliona euro na 3\u00a0tablice",
        "Liczby",
        "Północ: 3\u00a0tablice",
        "Południe: 5\u00a0tablic",
    ]


def test_a_diagnostic_of_a_translated_text_points_into_the_po_file(
    polish: Callable[..., Source],
) -> None:
    source = polish()
    translation, _ = load_translation(Folder(source.root), "pl")
    edition, _ = resolve(translated(source.publication, translation), "pl")
    block = edition.panels[0].blocks[0]
    assert not isinstance(block, ItemList)
    assert str(block.place).startswith("assets/translations/pl.po:")
    line = (source.root / block.place.file).read_text().splitlines()[block.place.line - 1]  # type: ignore[operator]
    assert "pour {a:full}" in line


def test_every_message_that_is_missing_is_told_with_its_line(
    polish: Callable[..., Source],
) -> None:
    source = polish({**POLISH, "Nord": "", "Sud": "", "panneaux": ("tablica", "", "tablic")})
    found = faults(source)
    assert [entry.split()[1:] for entry in found] == [["error", "translation-missing"]] * 3
    assert all(entry.startswith("assets/translations/pl.po:") for entry in found)


def test_a_message_that_the_file_does_not_have_is_told(
    polish: Callable[..., Source], project: Callable[..., Path]
) -> None:
    polish()
    root = project(CONTENT.replace("UN TITRE", "NOUVEAU TITRE"))
    source = Source(root, load_publication(Folder(root)))
    assert faults(source) == ["assets/translations/pl.po error translation-missing"]


def test_a_fuzzy_message_is_an_error_and_in_a_draft_a_warning(
    polish: Callable[..., Source],
) -> None:
    source = polish(fuzzy="Nord")
    assert [entry.split()[1:] for entry in faults(source)] == [["error", "translation-fuzzy"]]
    assert [entry.split()[1] for entry in faults(source, draft=True)] == ["warning"]


def test_a_draft_marks_what_is_missing_and_what_is_fuzzy(
    polish: Callable[..., Source],
) -> None:
    source = polish({**POLISH, "UN TITRE": ""}, fuzzy="Les nombres")
    assert texts(source, draft=True)[1:4:2] == ["[fr] UN TITRE", "[?] Liczby"]


def test_a_language_without_phrases_has_them_translated_too(
    polish: Callable[..., Source],
) -> None:
    source = polish(
        {
            **{text: f"eu {text}" for text in POLISH},
            "panneaux": ("panel", "panel"),
            "les valeurs sont dans le tableau qui suit.": "balioak taulan daude.",
            "Diagramme à barres": "Barra-diagrama",
            "Source\u00a0: {a}.": "Iturria: {a}.",
        },
        "eu",
    )
    missing = [entry for entry in faults(source, language="eu") if "missing" in entry]
    assert len(missing) > 5  # the other phrases, each with its line
    translation, _ = load_translation(Folder(source.root), "eu")
    edition, _ = resolve(translated(source.publication, translation), "eu")
    chart = edition.panels[0].blocks[1]
    assert isinstance(chart, Chart)
    assert chart.lead == "Barra-diagrama: balioak taulan daude. Iturria: eu une enquête."


@pytest.mark.parametrize("language", ["de", "xx", "../pl", "a/b"])
def test_a_language_without_a_file_is_refused(project: Callable[..., Path], language: str) -> None:
    with pytest.raises(InputError) as caught:
        load_translation(Folder(project(CONTENT)), language)
    (fault,) = caught.value.diagnostics
    assert fault.code == ("translation-file" if language == "de" else "language-unknown")


@pytest.mark.parametrize(
    "rule",
    ["", "nplurals=2; plural=__import__('os');", "nplurals=1; plural=n;", "nplurals=2; plural=n/0;",
     "nplurals=2; plural=" + "(" * 300 + "n" + ")" * 300 + ";"],
)  # fmt: skip
def test_a_plural_rule_that_is_no_rule_is_refused(rule: str) -> None:
    assert plural_index(rule) is None


@pytest.mark.parametrize(
    "language", ["en", "nl", "de", "pl", "uk", "ar", "fi", "cs", "es", "it", "ja"]
)
def test_plural_rules_are_those_of_cldr(language: str) -> None:
    index = plural_index(plural_rule(Locale.parse(language)))
    assert index is not None
    locale = Locale.parse(language)
    forms: dict[str, set[int]] = {}
    for number in range(200):
        forms.setdefault(locale.plural_form(number), set()).add(index(number))
    assert all(len(found) == 1 for found in forms.values())


@pytest.mark.parametrize(
    ("words", "value", "language", "expected"),
    [
        ("712\u202f000", "712000", "fr", True),
        ("712.000", "712000", "nl", True),
        ("712.000", "712", "nl", False),
        ("712,000", "712000", "en", True),
        ("712,000", "712", "en", False),
        ("76,9\u00a0%", "76.9", "de", True),
        ("76.9%", "76.9", "de", False),
        ("2,7\u00a0miliona", "2700000", "pl", True),
        ("2,8\u00a0miliona", "2700000", "pl", False),
        ("1,4", "1400000", "fr", False),  # "million" stands in the sentence, not in the figure
        ("7,12,000", "712000", "hi", True),
        ("10\u202fcrore", "100000000", "en-IN", True),
        ("1億", "100000000", "ja", True),
        ("3,300万", "33000000", "zh", True),
        ("1億", "10000000", "ja", False),
        ("100 miljard", "100000000", "nl", False),
        ("٧١٢٬٠٠٠", "712000", "ar", True),
        ("€ 100 mln.", "100000000", "nl", True),
        ("100", "5", "nl", False),
        ("no number", "5", "en", False),
    ],
)
def test_a_printed_figure_is_read_back(
    words: str, value: str, language: str, expected: bool
) -> None:
    assert says(words, Decimal(value), language) is expected


def test_an_edition_that_shows_another_number_is_told_with_both_sentences(
    project: Callable[..., Path],
) -> None:
    publication = load_publication(Folder(project(CONTENT)))
    source, _ = resolve(publication, "fr")
    root = project(CONTENT.replace("pour {a:full}", "en 2015"))
    other, _ = resolve(load_publication(Folder(root)), "fr")
    (fault,) = digit_proof(source, other)
    assert fault.code == "translation-figures"
    assert "pour 3\u00a0panneaux" in str(fault.message)
    assert "en 2015" in str(fault.message)
    assert digit_proof(source, source) == ()
