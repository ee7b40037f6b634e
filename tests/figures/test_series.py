"""Series in the ledger: what is written, asked for, calculated, and refused with its place."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depliant.content.inline import plain
from depliant.content.model import KeyFigure, Paragraph, Table
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.content.schema import Content
from depliant.errors import Diagnostic
from depliant.figures.issues import ledger_of
from depliant.figures.ledger import Ledger
from depliant.figures.schema import SeriesEntry
from depliant.figures.series import Series, series_of
from depliant.figures.writing import locale_of
from depliant.source.folder import Folder
from depliant.source.validated import validated
from depliant.source.yaml import parse_yaml

Project = Callable[..., Path]
Found = Callable[..., list[Diagnostic]]

BIRTHS = """\
sources: {s: État civil}
figures:
  births:
    unit: naissances
    source: s
    values:
      2018: 812
      2019: null
      2020: {value: 1790, provisional: true, note: "Chiffre du 3 mars."}
      2021: 799
"""
PANEL = 'panels:\n  - id: one\n    blocks:\n      - text: "{words}"\n'


def said(project: Project, words: str, figures: str = BIRTHS, language: str = "fr") -> str:
    """The words of a text as an edition prints them; nothing may be wrong with it."""
    publication = load_publication(Folder(project(figures + PANEL.replace("{words}", words))))
    edition, notes = resolve(publication, language)
    assert [note.code for note in notes if note.severity == "error"] == []
    (text,) = edition.panels[0].blocks
    assert isinstance(text, Paragraph)
    return plain(text.text)


def series(values: str) -> Series:
    entry = f"{{source: unstated, values: {values}}}"
    content = (
        f"id: a\ntitle: b\nlanguage: fr\nfigures: {{a: {entry}}}\n"
        "panels: [{id: one, blocks: [{text: b}]}]\n"
    )
    found = validated(Content, parse_yaml(content, "content.yaml")).figures["a"]
    assert isinstance(found, SeriesEntry)
    return series_of("a", found)


# --- in text ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("{births:2018}", "812"),
        ("{births:first} {births:last}", "812 799"),
        ("{births:max} {births:min}", "1 790 799"),
        ("{births:2020:full}", "1 790 naissances"),
        ("{births:last:full}", "799 naissances"),
        ("{births:max:date}, {births:last:date}", "2020, 2021"),
        ("{births:2019:date}", "2019"),  # that its value is missing is known
        ("**{births:2021}** en {births:2021:date}", "799 en 2021"),
    ],
)
def test_a_text_says_one_value(project: Project, words: str, printed: str) -> None:
    text = said(project, words)
    assert " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split()) == printed


def test_each_language_writes_values_and_times_its_own_way(project: Project) -> None:
    figures = (
        "figures:\n  sales: {unit: EUR, source: unstated, "
        "values: {2023-Q4: 1234567, 2024-06: 2500000}}\n"
    )
    words = "{sales:2023-Q4:full} {sales:2023-Q4:date} {sales:2024-06:compact} {sales:last:date}"
    assert said(project, words, figures, "en") == ("€1,234,567 Q4 2023 2.5\u00a0million June 2024")
    assert said(project, words, figures, "fr").replace("\u202f", " ").replace("\u00a0", " ") == (
        "1 234 567 € T4 2023 2,5 millions juin 2024"
    )


def test_the_first_of_a_month_is_raised_in_french(project: Project) -> None:
    figures = "figures:\n  a: {source: unstated, values: {2024-05-31: 1, 2024-06-01: 2}}\n"
    root = project(figures + PANEL.replace("{words}", "{a:last} au {a:last:date}"))
    edition, _ = resolve(load_publication(Folder(root)), "fr")
    (text,) = edition.panels[0].blocks
    assert isinstance(text, Paragraph)
    assert [(span.text, span.superscript) for span in text.text][-3:] == [
        ("1", False),
        ("er", True),
        (" juin 2024", False),
    ]


def test_a_value_stands_wherever_a_figure_does(project: Project) -> None:
    root = project(f"""\
{BIRTHS}  whole: {{value: 4000, unit: naissances, source: s}}
panels:
  - id: one
    blocks:
      - {{key-figure: "births:last", label: naissances}}
      - {{table: t, columns: [{{heading: An}}, {{heading: N, total: sum}}],
         rows: [[a, "{{births:2018}}"], [b, "{{births:2021}}"], {{total: Tout}}]}}
      - {{chart: bar, title: T, data: [{{figure: "births:2018", label: "2018"}}]}}
      - {{items: [{{figure: "births:max", text: naissances}}]}}
      - {{text: "{{whole}}"}}
""")
    edition, notes = resolve(load_publication(Folder(root)), "fr")
    assert [note for note in notes if note.severity == "error"] == []
    key, table, *_ = edition.panels[0].blocks
    assert isinstance(key, KeyFigure)
    assert (key.figure.id, str(key.figure.value)) == ("births:2021", "799")
    assert isinstance(table, Table)
    assert plain(table.rows[-1].cells[-1].text) == "1\u202f611\u00a0naissances"


def test_what_the_pages_say_of_a_series_is_published_and_nothing_else(project: Project) -> None:
    from depliant.bookkeeping.datasets import figures_csv, figures_json

    root = project(BIRTHS + PANEL.replace("{words}", "{births:max} {births:2018}"))
    edition, _ = resolve(load_publication(Folder(root)), "fr")
    published = {fact.id: fact for fact in edition.published.facts}
    assert [*published] == ["births:2018", "births:2020"]
    assert (published["births:2020"].provisional, published["births:2018"].provisional) == (
        "true",
        "",
    )
    for data in (figures_csv(edition), figures_json(edition)):
        text = data.decode()
        assert "births:2020" in text
        assert "1790" in text
        assert "births:2021" not in text
        assert "3 mars" not in text


# --- selecting ----------------------------------------------------------------------------------

VALUES = st.dictionaries(
    st.integers(1900, 2100),
    st.one_of(st.none(), st.decimals(-1000, 1000, places=2, allow_nan=False)),
    min_size=1,
)


@given(VALUES)
def test_first_last_greatest_and_least_are_those_of_plain_python(
    values: dict[int, Decimal | None],
) -> None:
    said = ", ".join(f"{year}: {value}" for year, value in values.items())
    found = series(f"{{{said.replace('None', 'null')}}}")
    known = [(year, value) for year, value in sorted(values.items()) if value is not None]
    assert [point.at for point in found.points] == [str(year) for year in sorted(values)]
    assert [point.at for point in found.known] == [str(year) for year, _ in known]
    if not known:
        assert found.point("max") is None
        return
    at = {word: found.point(word) for word in ("first", "last", "max", "min")}
    assert all(at.values())
    expected = {
        "first": known[0],
        "last": known[-1],
        "max": max(known, key=lambda pair: (pair[1], -pair[0])),
        "min": min(known, key=lambda pair: (pair[1], pair[0])),
    }
    for word, (year, value) in expected.items():
        point = at[word]
        assert point is not None
        assert (point.at, point.value) == (str(year), value)


def test_names_keep_the_order_of_the_file() -> None:
    found = series("{zebre: 3, ane: 1, boeuf: 2}")
    assert found.kind == "name"
    assert [point.at for point in found.points] == ["zebre", "ane", "boeuf"]


def test_precision_gives_every_value_its_decimals() -> None:
    content = (
        "id: a\ntitle: b\nlanguage: fr\nfigures: {a: {source: unstated, precision: 0.1, "
        "values: {2020: 55, 2021: 55.2}}}\npanels: [{id: one, blocks: [{text: b}]}]\n"
    )
    source = parse_yaml(content, "content.yaml")
    facts = ledger_of(validated(Content, source), source)[0].by_id()
    assert [str(fact.value) for fact in facts.values()] == ["55.0", "55.2"]


# --- formulas -----------------------------------------------------------------------------------


@settings(max_examples=40)
@given(
    st.lists(st.integers(1, 10**9), min_size=2, max_size=12),
    st.data(),
)
def test_formulas_come_to_what_plain_python_does(numbers: list[int], data: st.DataObject) -> None:
    years = [2000 + at for at in range(len(numbers))]
    one = data.draw(st.integers(0, len(numbers) - 2))
    other = data.draw(st.integers(one + 1, len(numbers) - 1))
    formulas = {
        "total": "sum(a)",
        "middle": "mean(a)",
        "part": f"mean(a:{years[one]}..{years[other]})",
        "rise": f"change(a, {years[one]}, {years[other]})",
        "same": f"change(a:{years[other]}, a:{years[one]})",
        "apart": f"difference(a, {years[one]}, {years[other]})",
        "share": f"share(a:{years[one]}, a)",
        "span": "a:max - a:min",
    }
    values = ", ".join(f"{year}: {number}" for year, number in zip(years, numbers, strict=True))
    lines = "".join(
        f'  {name}: {{formula: "{text}", precision: 0.001}}\n' for name, text in formulas.items()
    )
    source = parse_yaml(
        f"id: a\ntitle: b\nlanguage: fr\nfigures:\n  a: {{unit: pas, source: unstated, "
        f"values: {{{values}}}}}\n{lines}panels: [{{id: one, blocks: [{{text: b}}]}}]\n",
        "content.yaml",
    )
    ledger, faults = ledger_of(validated(Content, source), source)
    assert faults == ()
    found = ledger.by_id()
    expected = {
        "total": sum(numbers),
        "middle": statistics.fmean(numbers),
        "part": statistics.fmean(numbers[one : other + 1]),
        "rise": 100 * (numbers[other] / numbers[one] - 1),
        "same": 100 * (numbers[other] / numbers[one] - 1),
        "apart": numbers[other] - numbers[one],
        "share": 100 * numbers[one] / sum(numbers),
        "span": max(numbers) - min(numbers),
    }
    for name, value in expected.items():
        assert float(found[name].value) == pytest.approx(value, rel=1e-9, abs=0.00051), name
    assert [found[name].unit for name in ("total", "rise", "share", "apart")] == [
        "pas",
        "%",
        "%",
        "pas",
    ]


@pytest.mark.parametrize(
    ("formula", "code", "words"),
    [
        ("mean(births)", "formula-value", "no value for 2019"),
        ("mean(births:2018..2020)", "formula-value", "no value for 2019"),
        ("births:2019 + 1", "formula-value", "2019"),
        ("change(births, 2018, 2031)", "series-point", "no value `2031`"),
        ("sum(births:2031..2032)", "series-point", "no value `2031..2032`"),
        ("sum(births:2021..2020)", "series-point", "2021..2020"),
        ("births:2019 * 2", "formula-value", "no value for 2019"),
        ("birth:2018 * 2", "figure-unknown", "`birth:2018`"),
        ("per(births:2020..2021, 2)", "formula-value", "stands for several values"),
    ],
)
def test_a_formula_that_comes_to_nothing(found: Found, formula: str, code: str, words: str) -> None:
    figures = f'{BIRTHS}  x: {{formula: "{formula}", precision: 1}}\n'
    notes = found(figures + PANEL.replace("{words}", "{x}"))
    errors = [note for note in notes if note.severity == "error"]
    assert [(note.code, note.place and note.place.line) for note in errors] == [(code, 14)]
    assert words in str(errors[0].message)


def test_a_formula_of_a_provisional_value_is_provisional() -> None:
    source = parse_yaml(
        "id: a\ntitle: b\nlanguage: fr\nfigures:\n  a: {source: unstated, "
        "values: {2020: 1, 2021: {value: 2, provisional: true}}}\n"
        "  b: {formula: a:2021 * 2}\n  c: {formula: a:2020 * 2}\n"
        "panels: [{id: one, blocks: [{text: b}]}]\n",
        "content.yaml",
    )
    found = ledger_of(validated(Content, source), source)[0].by_id()
    assert (found["b"].provisional, found["c"].provisional) == ("true", "")


# --- what is wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        ("{births}", "series-whole", "births:2021"),
        ("{births:2031}", "series-point", "from 2018 to 2021"),
        ("{births:2019}", "series-point", "births:last"),
        ("{births:lats}", "series-point", "`last`"),
        ("{births:compact}", "series-whole", "births:2021"),
        ("{births:2018:compat}", "figure-form-unknown", "compact"),
        ("{birth:2018}", "figure-unknown", "births:2018"),
        ("{whole:2018}", "figure-form-unknown", "compact"),
        ("{births:2018:ordinal:x}", "markup-placeholder", ""),
        ("{births:2018:about}", "figure-form-unfit", ""),
    ],
)
def test_what_a_text_asks_for_in_vain(found: Found, words: str, code: str, hint: str) -> None:
    figures = f"{BIRTHS}  whole: {{value: 4000, source: s}}\n"
    notes = found(figures + PANEL.replace("{words}", f"{{births:last}} {{whole}} {words}"))
    errors = [note for note in notes if note.severity == "error"]
    assert [note.code for note in errors] == [code]
    assert errors[0].place is not None
    assert errors[0].place.line == 18
    assert hint in str(errors[0].hint)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ("{2015: 12,1}", "76.9"),
        ("{first: 3}", "which value is meant"),
        ("{compact: 3}", "which value is meant"),
        ("{2015-13: 3}", "2024-Q1"),
        ("{2015: x}", "712000"),
        ("{2015: {value: 1, unit: x}}", "unit"),
        ("[1, 2]", "keys with values"),
        ("{}", "`values`"),
        ("{2015: 1}, at: x", "`file`"),
        ("{2015: 1}, value: 3", "one of them only"),
    ],
)
def test_what_no_series_can_hold(found: Found, values: str, words: str) -> None:
    notes = found(
        f"figures:\n  a: {{unit: pas, source: unstated, values: {values}}}\n"
        + PANEL.replace("{words}", "b")
    )
    assert [note.severity for note in notes] == ["error"]
    assert str(notes[0].place).startswith("content.yaml:5:")
    assert words in f"{notes[0].message} {notes[0].hint}"


def test_a_value_that_is_written_twice(found: Found) -> None:
    notes = found(
        "figures:\n  a: {source: unstated, values: {2015: 1, 2015: 2}}\n"
        + PANEL.replace("{words}", "b")
    )
    assert [note.code for note in notes] == ["yaml-duplicate-key"]


def test_a_series_that_nothing_uses_is_one_warning(found: Found) -> None:
    notes = found(BIRTHS + PANEL.replace("{words}", "b"))
    unused = [note for note in notes if note.code == "figure-unused"]
    assert [str(note.place) for note in unused] == ["content.yaml:6:3"]
    assert not [
        note
        for note in found(BIRTHS + PANEL.replace("{words}", "{births:2018}"))
        if note.code == "figure-unused"
    ]


def test_rules_hold_of_each_value_and_of_their_sum(found: Found) -> None:
    figures = (
        "figures:\n"
        "  parts: {unit: ha, source: unstated, sums_to: whole, part_of: whole, "
        "values: {nord: 3, sud: 5}}\n"
        "  whole: {value: 9, unit: ha, source: unstated}\n"
    )
    panel = PANEL.replace("{words}", "{parts:nord} {whole}")
    told = {
        whole: {note.code for note in found(figures.replace("9", whole) + panel)}
        for whole in ("9", "8", "4")
    }
    assert ["figure-sum" in told[whole] for whole in ("9", "8", "4")] == [True, False, True]
    assert ["figure-part" in told[whole] for whole in ("9", "8", "4")] == [False, False, True]


# --- as a chart asks for it -----------------------------------------------------------------------


def test_a_series_to_be_drawn_has_its_labels_positions_and_gaps() -> None:
    source = parse_yaml(
        "id: a\ntitle: b\nlanguage: fr\nfigures:\n"
        "  q: {unit: EUR, source: unstated, values: {2024-Q1: 1.5, 2024-Q2: null,"
        " 2024-Q3: {value: 2, provisional: true}}}\n"
        "  c: {source: unstated, values: {c1: {label: Nord, value: 3}, c2: 4}}\n"
        "  one: {value: 3, source: unstated}\n"
        "panels: [{id: one, blocks: [{text: b}]}]\n",
        "content.yaml",
    )
    french = locale_of("fr")
    assert french is not None
    ledger = Ledger(validated(Content, source), source, french)
    place = source.place()
    quarters, places = ledger.shown("q", place), ledger.shown("c", place)
    assert quarters is not None
    assert places is not None
    assert [(point.key, point.label) for point in quarters.points] == [
        ("2024-Q1", "T1 2024"),
        ("2024-Q2", "T2 2024"),
        ("2024-Q3", "T3 2024"),
    ]
    first, missing, last = (point.figure for point in quarters.points)
    assert missing is None
    assert first is not None
    assert last is not None
    assert (first.full, first.provisional, last.provisional) == ("1,50\u00a0€", False, True)
    positions = [point.position or 0 for point in quarters.points]
    assert positions == pytest.approx([2024 + 45.5 / 366, 2024 + 136.5 / 366, 2024 + 228 / 366])
    assert [(point.label, point.position) for point in places.points] == [
        ("Nord", None),
        ("c2", None),
    ]
    assert ledger.asked.used >= {"q:2024-Q1", "q:2024-Q3", "c:c1", "c:c2"}
    assert ledger.shown("one", place) is None
    assert ledger.shown("ones", place) is None
    assert [fault.code for fault in ledger.faults] == ["figure-unknown", "figure-unknown"]
