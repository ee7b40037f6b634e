"""Series that are calculated from series: drawn, tabled, cited and proved as any other."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.bookkeeping.lint import lint, uses
from depliant.content.inline import plain
from depliant.content.model import Table
from depliant.content.model_plots import Plot
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.content.schema import Content
from depliant.errors import Diagnostic
from depliant.figures.issues import ledger_of
from depliant.source.folder import Folder
from depliant.source.validated import validated
from depliant.source.yaml import parse_yaml

BORN = """\
date: 2025-01-01
figures:
  births: {unit: naissances, source: unstated, values: {
    2015: 800, 2016: 760, 2017: null, 2018: 700, 2019: {value: 640, provisional: true}}}
  deaths: {unit: naissances, source: unstated, values: {2015: 700, 2016: 710, 2018: 720, 2019: 750}}
  base100: {formula: "index(births, 2015)", precision: 0.1}
  yearly: {formula: year_on_year(births), precision: 0.1, unit: "%"}
  balance: {formula: births - deaths}
  worst: {formula: "balance:min"}
  fall: {formula: "change(base100, 2015, 2018)", precision: 0.1}
"""
BLOCKS = """\
panels:
  - id: one
    blocks:
      - {heading: Un an, level: 1}
      - text: "{births:last} {base100:2018} {yearly:2016} {balance:last} {balance:max:date}"
      - text: "{worst} {fall} {deaths:first}"
      - chart: line
        series: [{series: base100, label: Indice}]
      - table: par-an
        title: Par an
        columns:
          - {heading: An}
          - {heading: Indice, series: base100}
          - {heading: Solde, series: balance}
"""
Project = Callable[..., Path]


def ledger(figures: str = BORN):  # type: ignore[no-untyped-def]
    text = f"id: a\ntitle: b\nlanguage: fr\n{figures}panels: [{{id: one, blocks: [{{text: b}}]}}]\n"
    source = parse_yaml(text, "content.yaml")
    return ledger_of(validated(Content, source), source)


def values(name: str, figures: str = BORN) -> dict[str, str | None]:
    book, faults = ledger(figures)
    assert faults == ()
    (found,) = [one for one in book.series if one.id == name]
    return {one.at: None if one.value is None else str(one.value) for one in found.points}


def test_an_index_is_100_where_its_base_is() -> None:
    assert values("base100") == {
        "2015": "100.0", "2016": "95.0", "2017": None, "2018": "87.5", "2019": "80.0",
    }  # fmt: skip


def test_changes_are_from_the_same_time_a_year_before() -> None:
    assert values("yearly") == {"2016": "-5.0", "2017": None, "2018": None, "2019": "-8.6"}
    months = """\
figures:
  a: {source: unstated, values: {2023-01: 10, 2023-02: 20, 2024-01: 12, 2024-02: 15}}
  b: {formula: year_on_year(a), precision: 1}
"""
    assert values("b", months) == {"2024-01": "20", "2024-02": "-25"}


def test_what_two_series_have_in_common_is_calculated_place_by_place() -> None:
    assert values("balance") == {"2015": "100", "2016": "50", "2018": "-20", "2019": "-110"}
    book, _ = ledger()
    facts = book.by_id()
    assert facts["worst"].value == -110
    assert facts["fall"].value == Decimal("-12.5")
    assert facts["balance:2019"].provisional
    assert facts["base100:2016"].date == "2016"
    assert [one.unit for one in book.series] == ["naissances", "naissances", "", "%", "naissances"]


def test_shares_of_places_are_of_all_of_them() -> None:
    figures = """\
figures:
  a: {source: unstated, values: {x: 10, y: 30}}
  b: {formula: "share(a, a)"}
"""
    assert values("b", figures) == {"x": "25", "y": "75"}


@pytest.mark.parametrize(
    ("formula", "code", "words"),
    [
        ("index(births, 2031)", "series-point", "2031"),
        ("index(births, 2017)", "formula-value", "no value for 2017"),
        ("index(deaths, 2015) / 0", "formula-value", "divides by zero"),
        ("year_on_year(places)", "formula-value", "nowhere are there all values"),
        ("births - places", "formula-value", "nowhere are there all values"),
        ("births - other", "figure-unknown", "`other`"),
        ("year_on_year(births:2016)", "formula-value", "takes a series"),
        ("index(z, 2015)", "figure-unknown", "`z`"),
        (
            "change(births, 2015)",
            "formula-syntax",
            "such as change(births, 2015, 2019).",
        ),
        ("deaths - difference(births, 2016)", "formula-syntax", "takes two times of a series"),
        ("index(worst, 2015)", "figure-unknown", "`worst` is one value, and no series"),
        ("index(births)", "formula-syntax", "Such as index(births, 2015)"),
        ("sum(births:2019..2015)", "series-point", "before the last: births:2015..2019."),
    ],
)
def test_what_is_wrong_is_said_once(formula: str, code: str, words: str) -> None:
    more = "  places: {source: unstated, values: {a: 1, b: 2}}\n"
    more += f'  x: {{formula: "{formula}", precision: 1}}\n'
    _, faults = ledger(BORN + more)
    assert [one.code for one in faults] == [code]
    assert words in str(faults[0])
    assert faults[0].place is not None
    assert faults[0].place.line == 15


def test_series_that_need_each_other_are_told() -> None:
    _, faults = ledger('figures:\n  a: {formula: "index(b, 2015)"}\n  b: {formula: "a * 2"}\n')
    assert faults


def test_it_is_drawn_tabled_and_cited(project: Project) -> None:
    root = project(BORN + BLOCKS)
    edition, found = resolve(load_publication(Folder(root)), "fr")
    assert [one for one in found if one.severity == "error"] == []
    _, text, _, chart, table = edition.panels[0].blocks
    said = plain(text.text).split()  # type: ignore[union-attr]
    assert said[1] == "87,5"
    assert said[-1] == "2015"
    assert isinstance(chart, Plot)
    assert [one and one.shown for one in chart.series[0].values] == [
        "100,0",
        "95,0",
        None,
        "87,5",
        "80,0",
    ]
    assert isinstance(table, Table)
    assert "87,5" in str(table)
    assert "figure-unused" not in {one.code for one in found}


def test_lint_and_where_know_it(project: Project) -> None:
    publication = load_publication(Folder(project(BORN + BLOCKS)))
    codes = {one.code for one in lint(publication)}
    assert "figure-share" not in codes, "a change may be below zero"
    named = {(use.figure, use.kind) for use in uses(publication)}
    assert ("births", "formula") in named
    assert ("base100", "chart") in named


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=12), st.data())
def test_indices_come_to_what_plain_python_does(numbers: list[int], data: st.DataObject) -> None:
    base = data.draw(st.integers(0, len(numbers) - 1))
    said = ", ".join(f"{2000 + n}: {number}" for n, number in enumerate(numbers))
    figures = f"""\
figures:
  a: {{source: unstated, values: {{{said}}}}}
  b: {{formula: "index(a, {2000 + base})", precision: 0.1}}
"""
    step = Decimal("0.1")
    assert values("b", figures) == {
        str(2000 + n): str((Decimal(100 * number) / numbers[base]).quantize(step, ROUND_HALF_UP))
        for n, number in enumerate(numbers)
    }


def test_a_whole_series_is_no_number_of_a_text(
    found: Callable[..., list[Diagnostic]],
) -> None:
    wrong = [one.code for one in found(BORN + BLOCKS.replace("{worst}", "{balance}"))]
    assert "series-whole" in wrong
