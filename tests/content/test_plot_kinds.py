"""What content.yaml may ask of the kinds of charts of series, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from depliant.content.model_plots import Plot
from depliant.content.publication import load as load_publication
from depliant.content.resolve import resolve
from depliant.errors import Diagnostic
from depliant.source.folder import Folder

LEDGER = """\
date: 2025-01-01
figures:
  readers: {unit: readers, source: unstated, values: {2014: 3120, 2019: 3480, 2024: 3740}}
  young: {unit: readers, source: unstated, values: {2014: 1010, 2024: 1520}}
  loans:
    unit: loans
    source: unstated
    values:
      novels: {value: 520, label: Romans}
      comics: {value: 240, label: Bandes dessinées}
      records: {value: null, label: Disques}
      albums: {value: 475, label: Albums}
  loans14: {unit: loans, source: unstated, values: {novels: 550, comics: 180, albums: 415}}
panels:
  - id: one
    blocks:
      - {heading: Un an, level: 1}
      - text: "{readers:last} {young:last} {loans:novels} {loans14:novels}"
"""

Found = Callable[..., list[Diagnostic]]


def chart(lines: str) -> str:
    return LEDGER + "".join(
        f"{'      - ' if not number else '        '}{line}\n"
        for number, line in enumerate(lines.strip().splitlines())
    )


def made(root: Path) -> Plot:
    publication = load_publication(Folder(root))
    issue, found = resolve(publication, publication.language)
    assert not [one for one in found if one.severity == "error"], found
    return next(
        block for panel in issue.panels for block in panel.blocks if isinstance(block, Plot)
    )


def labels(plot: Plot) -> list[str]:
    return [str(place.label) for place in plot.places]


def test_places_stand_as_given_or_from_the_highest_value_down(
    project: Callable[..., Path],
) -> None:
    given = made(project(chart("chart: grouped-bar\nseries: [loans]")))
    assert labels(given) == ["Romans", "Bandes dessinées", "Disques", "Albums"]
    ordered = made(project(chart("chart: grouped-bar\nsort: value\nseries: [loans]")))
    assert labels(ordered) == ["Romans", "Albums", "Bandes dessinées", "Disques"]
    values = [value.value if value else None for value in ordered.series[0].values]
    assert values == [520, 475, 240, None], "the values go with their places"


def test_places_in_accent_go_with_their_numbers(project: Callable[..., Path]) -> None:
    plot = made(project(chart("chart: columns\nsort: value\nhighlight: [comics]\nseries: [loans]")))
    assert [plot.places[number].at for number in plot.highlighted] == ["comics"]


def test_a_highlight_that_is_not_there_is_told(found: Found) -> None:
    (fault,) = [
        one
        for one in found(chart("chart: columns\nhighlight: [comic]\nseries: [loans]"))
        if one.severity == "error"
    ]
    assert fault.code == "chart-annotation"
    assert "comics" in str(fault.hint)


def test_a_slope_goes_from_the_first_time_to_the_last(project: Callable[..., Path]) -> None:
    both = "series:\n  - {series: readers, label: Tous}\n  - {series: young, label: Jeunes}"
    plot = made(project(chart(f"chart: slope\n{both}")))
    assert labels(plot) == ["2014", "2024"]
    assert [value.value for value in plot.series[0].values if value] == [3120, 3740]
    assert "2019" not in plot.alt


def test_values_in_millions_have_their_axis_in_millions(project: Callable[..., Path]) -> None:
    scaled = "scale: millions\nseries: [loans]"
    assert made(project(chart(f"chart: columns\n{scaled}"))).in_millions
    assert not made(project(chart(f"chart: histogram\n{scaled}"))).in_millions, "counts"


def test_areas_stand_on_each_other_unless_said(project: Callable[..., Path]) -> None:
    both = "series:\n  - {series: readers, label: Tous}\n  - {series: young, label: Jeunes}"
    assert made(project(chart(f"chart: area\n{both}"))).arrange == "stacked"
    assert made(project(chart(f"chart: columns\n{both}"))).arrange == "grouped"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("chart: slope\nsort: value\nseries: [readers]", "sort"),
        ("chart: line\nhighlight: [2014]\nseries: [readers]", "for other charts"),
        ("chart: dumbbell\narrange: stacked\nseries: [loans]", "arrange"),
        ("chart: slope\naxis: {to: 9000}\nseries: [readers]", "axis"),
        ("chart: grouped-bar\nreferences: [{at: 3}]\nseries: [loans]", "references"),
        ("chart: slope\nannotations: [{at: 2014, text: Là}]\nseries: [readers]", "annotations"),
    ],
)
def test_a_key_that_a_kind_does_not_know_is_told(found: Found, lines: str, told: str) -> None:
    (fault,) = [one for one in found(chart(lines)) if one.severity == "error"]
    assert fault.code == "schema"
    assert told in str(fault.message)


def test_highlights_need_one_series_and_areas_do_not_stand_side_by_side(found: Found) -> None:
    both = "series:\n  - {series: readers, label: Tous}\n  - {series: young, label: Jeunes}"
    for head in ("chart: columns\nhighlight: [2014]", "chart: area\narrange: grouped"):
        faults = [one for one in found(chart(f"{head}\n{both}")) if one.severity == "error"]
        assert [one.code for one in faults] == ["schema"]


def test_annotations_stand_beside_bars_that_are_not_joined(found: Found) -> None:
    head = "chart: grouped-bar\nannotations: [{at: 2014, text: Là}]"
    both = "series:\n  - {series: readers, label: Tous}\n  - {series: young, label: Jeunes}"
    wrong = [
        one for one in found(chart(f"{head}\narrange: stacked\n{both}")) if one.severity == "error"
    ]
    assert [one.code for one in wrong] == ["schema"]
    assert not [one for one in found(chart(f"{head}\n{both}")) if one.severity == "error"]
