"""Lint: what is doubtful about figures, told where it stands; and where figures are printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from depliant.bookkeeping.lint import lint, uses
from depliant.content.publication import load as load_publication
from depliant.source.folder import Folder

Project = Callable[..., Path]


@pytest.fixture
def found(project: Project) -> Callable[..., list[tuple[str, str]]]:
    """What lint finds in a project: code, line and column; figures without source left out."""

    def run(content: str, on: str | None = None, **more: object) -> list[tuple[str, str]]:
        publication = load_publication(Folder(project(content, **more)))
        return [
            (item.code, f"{item.place.line}:{item.place.column}" if item.place else "")
            for item in lint(publication, on)
            if item.code != "figure-unsourced"
        ]

    return run


Lint = Callable[..., list[tuple[str, str]]]


def text(words: str, head: str = "", unit: str = "", value: str = "1") -> str:
    said = f"value: {value}, source: unstated" + (f", unit: {unit}" if unit else "")
    figure = f"figures: {{a: {{{said}}}}}\n"
    return f'{head}{figure}panels:\n  - id: one\n    blocks:\n      - text: "{words}"\n'


@pytest.mark.parametrize(
    ("words", "columns"),
    [
        ("{a} et 12 autres", [23]),
        ("712 000 euros et 80\u202f000 euros", [16, 33]),
        ("12,5 %", [16]),
        ("en 2015 et 2016, de 2012-2017, 2015/2016", []),
        ("2000 euros, 2016 %, 1500 panneaux", [16, 28, 36]),
        ("le 7 juillet 2015, le 1^er^ juin, le 31 janv.", []),
        ("le 35 juillet", [19]),
        ("A26, D940 et CO2", []),
        ("9bis et 1^er^ prix, 2e place", []),
        ("[vingt](https://a.org/20) {a:full}", []),
        ("[twenty-one 21]{lang=en}", [28]),
        ("une quarantaine de gens", [16]),
        ("pendant la quarantaine", []),
        ("**12** et *13*", [18, 27]),
        ("12 et 12", [16, 22]),
    ],
)
def test_typed_numbers(found: Lint, words: str, columns: list[int]) -> None:
    wanted = [("figure-typed", f"8:{column}") for column in columns]
    assert found(text(words, unit="panneaux")) == wanted


def test_allowed_numbers(found: Lint) -> None:
    head = 'allowed_numbers: [France 2, "cité #", 9-9bis]\nnames: [Fosse 11]\n'
    words = "France 2, cité 12-14, cité\u00a09, la Fosse 11, 9-9bis"
    assert found(text(words, head)) == []
    assert found(text("France 23, cités 9", head)) == [
        ("figure-typed", f"10:{column}") for column in (23, 33)
    ]


def test_numbers_of_sources_are_words(found: Lint) -> None:
    head = "sources: {s: enquête 126 000 radios}\n"
    assert found(text("{a}", head).replace("unstated", "s")) == []


@pytest.mark.parametrize(
    ("words", "value", "unit", "right"),
    [
        ("{a:millions} millions", "1400000", "personnes", "million"),
        ("{a:millions} millions", "2700000", "personnes", ""),
        ("{a:millions} million", "1000000", "personnes", ""),
        ("{a:millions} million", "2000000", "personnes", "millions"),
        ("{a} panneaux", "1", "panneau", "panneau"),
        ("{a} panneau", "3", "panneau", "panneaux?"),
        ("{a} panneaux", "3", "panneaux", ""),
        ("{a} bus", "1", "bus", ""),
        ("{a} bus", "2", "bus", ""),
        ("{a} cité", "5", "cités", "cités"),
        ("{a} cités", "0", "cités", "cité"),
        ("{a} nouvelles cités", "1", "cités", ""),
        ("{a:ordinal} panneau", "3", "panneaux", ""),
    ],
)
def test_plurals_in_french(project: Project, words: str, value: str, unit: str, right: str) -> None:
    publication = load_publication(Folder(project(text(words, value=value, unit=unit))))
    plurals = [item for item in lint(publication) if item.code == "figure-plural"]
    assert len(plurals) == bool(right)
    if right and not right.endswith("?"):
        assert f"comes “{right}”" in str(plurals[0].message)


def test_plurals_in_english(found: Lint) -> None:
    head = "id: a\ntitle: a\nlanguage: en\n"
    few = text("{a:millions} millions", value="2000000")
    assert found(few, head=head) == [("figure-plural", "8:16")]
    assert found(text("{a} road", value="2", unit="roads"), head=head) == [
        ("figure-plural", "8:16")
    ]
    assert found(text("{a} roads", value="0", unit="roads"), head=head) == []


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ('{value: 120, unit: "%", base: 200, source: s}', ["figure-share"]),
        ('{value: -1, unit: "%", source: s}', ["figure-share"]),
        ('{value: 99, unit: "%", source: s}', ["figure-baseless"]),
        ('{value: 99, unit: "%", base: 200, source: s}', []),
        ('{formula: "change(b, c)"}', []),
        ('{formula: "share(b, c)"}', ["figure-share"]),
        ("{value: 4, unit: x, date: 2016, source: s}", ["figure-twice"]),
        ("{value: 4, unit: x, date: 2016, source: s, same_as: b}", []),
        ("{value: 4, unit: x, date: 2017, source: s}", []),
        ("{value: 4, unit: x, date: 2016, source: unstated}", []),
    ],
)
def test_figures_that_are_doubtful(found: Lint, figure: str, expected: list[str]) -> None:
    content = f"""\
sources: {{s: Mairie}}
figures:
  b: {{value: 4, unit: x, date: 2016, source: s}}
  c: {{value: 2, unit: x, date: 2016, source: s}}
  a: {figure}
panels: [{{id: one, blocks: [{{text: "{{a}} {{b}} {{c}}"}}]}}]
"""
    assert [code for code, _ in found(content)] == expected


def test_all_figures_without_a_source_come_in_one_warning(project: Project) -> None:
    publication = load_publication(Folder(project(text("{a}"))))
    [warning] = lint(publication)
    assert (warning.code, warning.severity) == ("figure-unsourced", "warning")
    assert "(1): a." in str(warning.message)


CHART = """\
date: 2017-06-30
figures:
  a: {value: 1, unit: EUR, date: 2015, source: unstated}
  b: {value: 2, unit: UNIT, date: DATE, source: unstated, valid_until: 2018}
panels:
  - id: one
    blocks:
      - {chart: KIND, title: T, data: [{figure: a, label: A}, {figure: b, label: B}]}
"""


@pytest.mark.parametrize(
    ("unit", "date", "kind", "expected"),
    [
        ("EUR", "2015", "bar", []),
        ("EUR", "2015-07", "bar", []),
        ("EUR", "2015/2016", "bar", []),
        ("EUR", "2016", "bar", ["chart-mixed-periods"]),
        ("EUR", "2016", "timeline", []),
        ("cités", "2015", "bar", ["chart-mixed-units"]),
    ],
)
def test_charts_that_mix(found: Lint, unit: str, date: str, kind: str, expected: list[str]) -> None:
    content = CHART.replace("UNIT", unit).replace("DATE", date).replace("KIND", kind)
    assert found(content) == [(code, "11:9") for code in expected]


def test_years_that_a_chart_says_itself_are_meant(found: Lint) -> None:
    content = CHART.replace("UNIT", "EUR").replace("DATE", "2016").replace("KIND", "bar")
    assert found(content.replace("label: A", "label: A 2015")) == [("chart-mixed-periods", "11:9")]
    said = content.replace("label: A", "label: 2015").replace("label: B", "label: 2016")
    assert said != content
    assert found(said) == []


def test_figures_that_are_out_of_date(found: Lint) -> None:
    content = CHART.replace("UNIT", "EUR").replace("DATE", "2015").replace("KIND", "bar")
    assert found(content) == []
    assert found(content, on="2018-12-31") == []
    assert found(content, on="2019-01-01") == [("figure-stale", "7:71")]


def test_where_a_figure_is_used(project: Project) -> None:
    root = project("""\
figures:
  a: {value: 5, unit: "%", base: b, source: unstated}
  b: {value: 7, source: unstated}
  c: {formula: b + 1, part_of: b}
panels:
  - id: one
    blocks:
      - {key-figure: a, label: "of {b:full}"}
      - items: [{text: "{b} and {b}", figure: a, chart: donut}]
      - {chart: bar, title: T, data: [{figure: a, label: A}]}
""")
    found = sorted(uses(load_publication(Folder(root))), key=lambda use: use.place)
    assert [(use.figure, use.kind, f"{use.place.line}:{use.place.column}") for use in found] == [
        ("b", "base", "5:34"),
        ("b", "formula", "7:16"),
        ("b", "rule", "7:32"),
        ("a", "large", "11:22"),
        ("b", "text", "11:36"),
        ("b", "text", "12:25"),
        ("b", "text", "12:33"),
        ("a", "beside", "12:47"),
        ("a", "chart", "12:57"),
        ("a", "chart", "13:48"),
        ("a", "alternative", "13:48"),
    ]  # fmt: skip
    assert {use.panel for use in found if use.kind in ("text", "chart", "large")} == {"one"}
