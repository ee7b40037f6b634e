"""What content.yaml may hold of scatter charts, pyramids, histograms, treemaps and multiples."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from depliant.errors import Diagnostic

FIGURES = """\
figures:
  a: {source: unstated, values: {x: {value: 1, label: X}, y: {value: 5, label: Y}, z: 9}}
  b: {source: unstated, values: {x: {value: 2, label: X}, y: {value: 3, label: Y}, z: 4}}
  c: {value: 4, unit: élèves, source: unstated}
  d: {value: 7, unit: enseignants, source: unstated}
panels:
  - id: one
    blocks:
"""

Found = Callable[..., list[Diagnostic]]


def block(text: str) -> str:
    lines = [line.strip() for line in text.strip().splitlines()]
    return FIGURES + "      - " + "\n        ".join(lines) + "\n"


SINGLE = "data: [{figure: c, label: Pupils}, {figure: d, label: Teachers}]"
TWICE = "chart: line\nseries: [{series: a, label: A}, {series: a, label: B}]"
TWO = "series: [{series: a, label: A}, {series: b, label: B}]"


@pytest.mark.parametrize(
    "text",
    [
        f"chart: scatter\n{TWO}\nhighlight: [x]\nannotations: [{{at: y, text: ici}}]",
        f"chart: scatter\n{TWO}\naxis: {{from: 0}}",
        f"chart: pyramid\n{TWO}\nages: start",
        "chart: histogram\nseries: [a]\nclasses: {width: 2}",
        "chart: histogram\nseries: [a]\nclasses: {number: 4}",
        "chart: treemap\nseries: [a]\nhighlight: [z]",
        f"chart: columns\n{TWO}\nmultiples: true",
        f"chart: line\n{TWO}\nmultiples: true",
        f"chart: treemap\n{SINGLE}\nhighlight: [c]",
        f"chart: grouped-bar\n{SINGLE}\nsort: value",
        f"chart: symbols\n{SINGLE}\nbeside: true",
    ],
)
def test_keys_that_a_kind_knows(text: str, found: Found) -> None:
    assert [str(one) for one in found(block(text)) if one.severity == "error"] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("chart: line\nseries: [a]\nclasses: {width: 2}", "is for other charts: histogram"),
        (f"chart: pyramid\n{TWO}\nmultiples: true", "is for other charts: line, area or columns"),
        ("chart: line\nseries: [a]\nhighlight: [x]", "is for other charts"),
        ("chart: treemap\nseries: [a]\naxis: {from: 0}", "is for other charts"),
        ("chart: histogram\nseries: [a]\nreferences: [{at: 2}]", "is for other charts"),
        (
            "chart: scatter\nseries: [a]",
            "must name 2 series in a chart `scatter`, and names 1",
        ),
        (f"chart: histogram\n{TWO}", "must name 1 series in a chart `histogram`"),
        (
            f"chart: columns\n{TWO}\nmultiples: true\narrange: stacked",
            "must be left out where there are `multiples`",
        ),
        ("chart: histogram\nseries: [a]\nclasses: {}", "must have `width` or `number`, not both"),
        (
            "chart: histogram\nseries: [a]\nclasses: {width: 2, number: 4}",
            "must have `width` or `number`, not both",
        ),
        ("chart: histogram\nseries: [a]\nclasses: {width: 0}", "must be above 0"),
        (f"chart: treemap\nseries: [a]\n{SINGLE}", "must have either `series` or `data`"),
        ("chart: treemap", "must have either `series` or `data`"),
        ("chart: symbols", "must have either `series` or `data`"),
        ("chart: pyramid", "must have `series`"),
        (f"chart: line\n{SINGLE}", "must have `series` in place of `data`"),
        (f"chart: tile-map\ntiles: {{x: [1, 1]}}\nseries: a\n{SINGLE}", "is for other charts"),
        ("chart: tile-map\ntiles: {x: [1, 1]}\nseries: a\nbeside: true", "is for other charts"),
        (TWICE, "`series` must name `a` once"),
    ],
)
def test_keys_that_it_does_not_know(text: str, said: str, found: Found) -> None:
    errors = [one for one in found(block(text)) if one.severity == "error"]
    assert len(errors) == 1
    assert said in str(errors[0])
    assert errors[0].place is not None


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (
            f"chart: scatter\n{TWO}\nhighlight: [w]",
            "chart-annotation",
            "The chart shows no place w.",
        ),
        (
            "chart: histogram\nseries: [a]\nclasses: {width: 0.01}",
            "chart-classes",
            "Classes that are 0.01 wide would be more than 60",
        ),
    ],
)
def test_what_does_not_fit_the_data(text: str, code: str, said: str, found: Found) -> None:
    (fault,) = [one for one in found(block(text)) if one.severity == "error"]
    assert fault.code == code
    assert said in str(fault)
    assert str(fault.place).startswith("content.yaml:")


def test_a_kind_of_two_series_of_which_one_is_not_there_is_words(found: Found) -> None:
    text = "chart: scatter\nseries: [{series: a, label: A}, {series: c, label: C}]"
    codes = [one.code for one in found(block(text)) if one.severity == "error"]
    assert len(codes) == 1


def test_references_of_a_scatter_chart_name_its_series(found: Found) -> None:
    good = f"chart: scatter\n{TWO}\nreferences: [{{at: 2, series: a}}, {{from: 2, to: 4}}]"
    assert [str(one) for one in found(block(good)) if one.severity == "error"] == []
    (fault,) = (
        one
        for one in found(block("chart: line\nseries: [a]\nreferences: [{at: 2, series: a}]"))
        if one.severity == "error"
    )
    assert "must have no `series` but in charts `scatter`" in str(fault)
    unknown = f"chart: scatter\n{TWO}\nreferences: [{{at: 2, series: c}}]"
    (fault,) = (one for one in found(block(unknown)) if one.severity == "error")
    assert "The chart does not show the series `c`" in str(fault)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (f"chart: lines\n{TWO}\nannotations: [{{at: x, text: ici}}]", "Lines through time"),
        (f"chart: stacked-columns\n{TWO}\narrange: stacked", "`arrange: stacked`"),
        ("chart: hbar\nseries: [a]\nsort: value", "`grouped-bar` of series"),
        ("chart: choropleth\nseries: a\nmap: assets/a.svg\nlabels: both", "are a `map`"),
        ("chart: tilemap\nseries: a\ntiles: {x: [1, 1], y: [2, 1], z: [3, 1]}", "`tile-map`"),
    ],
)
def test_a_kind_that_there_is_not_is_told_alone(text: str, hint: str, found: Found) -> None:
    told = [one for one in found(block(text)) if one.severity == "error"]
    assert ["`chart` must be one of" in str(one) for one in told] == [True]
    assert hint in str(told[0].hint)
