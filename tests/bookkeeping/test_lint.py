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
        ("EUR", "2016", "treemap", ["chart-mixed-periods"]),
        ("EUR", "2016", "symbols", ["chart-mixed-periods"]),
        ("EUR", "2016", "grouped-bar", ["chart-mixed-periods"]),
        ("EUR", "2015-07", "treemap", []),
        ("cités", "2015", "symbols", ["chart-mixed-units"]),
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


def test_a_date_has_no_plural(found: Lint) -> None:
    figure = "figures: {a: {value: 2, date: 2016, unit: élèves, source: unstated}}\n"
    panel = 'panels: [{id: one, blocks: [{text: "%s"}]}]\n'
    assert found(figure + panel % "{a} élève") == [("figure-plural", "5:37")]
    assert found(figure + panel % "{a:date} élève modèle") == []


# --- series -------------------------------------------------------------------------------------


def of_series(values: str, date: str = "2024-06") -> str:
    return (
        f"date: {date}\nsources: {{s: Enquête}}\nfigures:\n"
        f"  a: {{unit: pas, source: s, values: {values}}}\n"
        'panels: [{id: one, blocks: [{text: "{a:first}"}]}]\n'
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("{2021: 10, 2022: 11, 2023: 12}", []),
        ("{2019: 10, 2020: 11, 2022: 12, 2023: 12}", ["series-gap"]),
        ("{2019: 10, 2020: 11, 2021: null, 2022: 12, 2023: 12}", []),
        ("{1990: 10, 1999: 11, 2010: 12, 2022: 12}", []),  # censuses have no step
        ("{2007: 10, 2012: 11, 2022: 12}", []),  # nor have two
        ("{2002: 10, 2007: 10, 2012: 11, 2022: 12}", ["series-gap"]),
        ("{2024-01: 10, 2024-02: 11, 2024-04: 12, 2024-05: 12}", ["series-gap"]),
        ("{2023-Q1: 10, 2023-Q2: 11, 2023-Q4: 12, 2024-Q1: 12}", ["series-gap"]),
        ("{2022: 10, 2023: 11, 2024-03: 12}", ["series-mixed"]),
        ("{2022: 10, nord: 11}", ["series-mixed"]),
        ("{2022: 10, 2021: 11, 2023: 12}", ["series-order"]),
        ("{2021: 812, 2022: 8060, 2023: 799}", ["series-jump"]),
        ("{2021: 812, 2022: 8.06, 2023: 799}", ["series-jump"]),
        ("{2020: 812, 2021: 790, 2022: 805, 2023: 7990}", ["series-jump"]),
        ("{2020: 81.2, 2021: 790, 2022: 805, 2023: 799}", ["series-jump"]),
        ("{2021: 100, 2022: 300, 2023: 900}", []),
        ("{2021: 1, 2022: 10, 2023: 100}", []),
        ("{nord: 1, sud: 1000, est: 1}", []),
        ("{2019: 10, 2020: 11, 2021: 12}", ["series-stale"]),
        ("{2022: 10, 2023: 11, 2024: null}", []),
        ("{2020: 10, 2021: 11, 2022: null, 2023: null}", ["series-stale"]),
        ("{2022-11: 10, 2022-12: 11, 2023-01: 12}", ["series-stale"]),
    ],
)
def test_series_that_are_doubtful(found: Lint, values: str, expected: list[str]) -> None:
    told = found(of_series(values))
    assert [code for code, _ in told] == expected
    assert all(place.startswith("7:") for _, place in told)


def test_a_gap_and_a_slip_are_told_where_they_are(project: Project) -> None:
    values = "{2019: 812, 2020: 8060, 2021: 799, 2023: 801}"
    publication = load_publication(Folder(project(of_series(values))))
    told = {item.code: item for item in lint(publication)}
    column = of_series(values).splitlines()[3].index
    assert str(told["series-gap"].place) == f"content.yaml:7:{column('2023') + 1}"
    assert "2022: null" in str(told["series-gap"].hint)
    assert str(told["series-jump"].place) == f"content.yaml:7:{column('8060') + 1}"
    assert "806" in str(told["series-jump"].hint)


def test_a_series_that_is_there_twice(found: Lint) -> None:
    same = "{unit: pas, source: s, values: {2022: 1, 2023: 2}}"
    content = (
        f"sources: {{s: Enquête}}\nfigures:\n  a: {same}\n  b: {same}\n"
        "  c: {value: 2, unit: pas, date: 2023, source: s}\n"
        'panels: [{id: one, blocks: [{text: "{a:first} {b:first} {c}"}]}]\n'
    )
    assert found(content) == [("figure-twice", "7:3"), ("figure-twice", "8:3")]


def test_where_a_value_of_a_series_is_used(project: Project) -> None:
    root = project("""\
figures:
  a: {unit: pas, source: unstated, base: w, values: {2022: 1, 2023: 2}}
  w: {value: 9, unit: pas, source: unstated}
  m: {formula: mean(a)}
  d: {formula: "a:2023 - a:2022"}
panels: [{id: one, blocks: [{text: "{a:last:full} {m} {d}"}, {key-figure: "a:2022", label: x}]}]
""")
    found = [(use.figure, use.kind) for use in uses(load_publication(Folder(root)))]
    assert found == [
        ("a:2023", "text"),
        ("m", "text"),
        ("d", "text"),
        ("a:2022", "large"),
        ("w", "base"),
        ("a", "formula"),
        ("a:2023", "formula"),
        ("a:2022", "formula"),
    ]


def test_a_value_of_a_series_is_used_where_the_whole_is_shown(project: Project) -> None:
    root = project("""\
figures:
  a: {unit: pas, source: unstated, values: {2021: 4, 2022: 1, 2023: 2, 2024: 3}}
  b: {value: 9, source: unstated}
  i: {formula: a / a:first}
panels:
  - id: one
    blocks:
      - {chart: line, title: T, series: [a], from: 2022}
      - {chart: slope, title: T, series: [a]}
      - {table: t, columns: [{heading: An}, {heading: Pas, series: a}]}
      - {table: u, rows: [[Neuf, "{b}"]]}
""")
    found = uses(load_publication(Folder(root)))

    def lines(name: str) -> list[tuple[str, int | None]]:
        return [(use.kind, use.place.line) for use in found if use.is_of(name)]

    assert lines("a:2022") == [("chart", 11), ("table", 13), ("formula", 7)]
    assert lines("a:2021") == [("chart", 12), ("table", 13), ("formula", 7)]
    assert lines("a:2024") == [("chart", 11), ("chart", 12), ("table", 13), ("formula", 7)]
    assert lines("b") == [("table", 14)]
