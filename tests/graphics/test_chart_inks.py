"""Inks of charts: few hues, and marks that every eye tells apart where only the ink tells them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path as FilePath
from typing import Any, TypeVar

import pytest
from msgspec.structs import replace
from tests.graphics import plotting
from tests.graphics.plotting import named, plot, series, years
from tests.graphics.test_chart import chart, share

from depliant.colour import Colour
from depliant.content.model_maps import Classes, PlotMap, Region
from depliant.content.model_plots import Plot
from depliant.errors import Diagnostic, Place
from depliant.geometry import Rect, mm, rectangle
from depliant.graphics.charts import chart as charts
from depliant.graphics.charts.inks import hues
from depliant.graphics.plots import plot as plots
from depliant.layout.drawing import PlotOrder, draw_plot
from depliant.layout.job import Job
from depliant.press.condition import OutputCondition
from depliant.source.folder import Folder
from depliant.source.reading import typed
from depliant.style.sheet import StyleSheet

T = TypeVar("T")
ICC = FilePath(__file__).parents[1] / "data/frozen/assets/icc/FOGRA39L_coated.icc"
NARROW = 28
"""Millimetres of a chart in which a legend names two lines."""
SWATCHES = {
    "red": (0, 90, 80, 10), "green": (75, 20, 100, 10), "blue": (100, 60, 0, 10),
    "orange": (0, 50, 100, 0), "purple": (60, 90, 0, 0), "sea": (90, 30, 20, 20),
    "brick": (15, 80, 85, 10), "night": (100, 80, 20, 60), "pale": (0, 5, 20, 0),
    "gray": (0, 0, 0, 60), "haze": (10, 5, 5, 30),
}  # fmt: skip


@pytest.fixture(scope="module")
def condition() -> OutputCondition:
    return OutputCondition("FOGRA39", ICC.read_bytes())


def sheet(kind: str, *inks: str, **more: Any) -> StyleSheet:
    looks = {"inks": inks, "held_back": "gray", **more}
    swatches = {name: {"cmyk": amounts} for name, amounts in SWATCHES.items()}
    style = typed(StyleSheet, {"swatches": swatches, "charts": {kind: looks}})
    return replace(style, type=plotting.SHEET.type, swatches={
        **plotting.SHEET.swatches, **style.swatches,
    })  # fmt: skip


def found(
    made: Plot, looks: StyleSheet, condition: OutputCondition, width: float = 95
) -> list[Diagnostic]:
    """What is said of the inks of a chart as it is drawn at a width in millimetres."""
    art = plotting.draw(made, width, sheet=looks)
    said = plots.check(made, looks, condition, is_keyed=art.is_keyed)
    assert all(fault.severity == "warning" and fault.hint and fault.place for fault in said)
    return [fault for fault in said if fault.code != "chart-contrast"]


def codes(faults: Sequence[Diagnostic]) -> list[str]:
    return [fault.code for fault in faults]


def two(kind: Any, one: list[float], other: list[float]) -> Plot:
    """Two series, whose names have no room beside a narrow plane."""
    rows = series("a", one, "Naissances"), series("b", other, "Pluviométrie")
    return plot(kind, years(2015, len(one)), *rows)


def test_hues_are_counted_as_people_name_them(condition: OutputCondition) -> None:
    inks = {
        name: Colour(c / 100, m / 100, y / 100, k / 100) for name, (c, m, y, k) in SWATCHES.items()
    }
    assert hues([inks["gray"], inks["haze"]], condition) == 0
    assert hues([inks["blue"], inks["blue"].at(0.5), inks["night"]], condition) == 1
    assert hues([inks["red"], inks["brick"]], condition) == 1
    five = [inks[name] for name in ("red", "green", "blue", "orange", "purple")]
    assert hues(five, condition) == 5
    assert hues(reversed(five), condition) == 5


def test_more_than_four_hues_are_told_with_their_number(condition: OutputCondition) -> None:
    five = ("red", "green", "blue", "orange", "purple")
    bars = chart("bar", *(share(str(10 + n), f"Part {n}") for n in range(5)))
    (fault,) = [
        one
        for one in charts.check(bars, sheet("bar", *five), condition)
        if one.code != "chart-contrast"
    ]
    assert fault.code == "chart-hues"
    assert "5 hues" in str(fault.message)
    four = charts.check(bars, sheet("bar", *five[:4]), condition)
    assert "chart-hues" not in codes(four)


def test_series_that_are_held_back_have_no_hue(condition: OutputCondition) -> None:
    five = ("red", "green", "blue", "orange", "purple")
    rows = [series(f"s{n}", [n, n + 2.0], f"Série {n}") for n in range(5)]
    made = plot("line", years(2020, 2), *rows)
    (fault,) = found(made, sheet("line", *five), condition, 200)
    assert fault.code == "chart-hues"
    assert "held_back" in str(fault.hint)
    quiet = replace(made, series=(replace(rows[0], is_held_back=True), *rows[1:]))
    assert found(quiet, sheet("line", *five), condition, 200) == []


def test_red_and_green_in_a_legend_are_told_with_the_pair_and_the_kind(
    condition: OutputCondition,
) -> None:
    made = two("columns", [4, 5, 6], [3, 2, 4])
    (fault,) = found(made, sheet("columns", "red", "green"), condition, 40)
    assert fault.code == "chart-colour-blind"
    message = str(fault.message)
    assert "“Naissances” and “Pluviométrie”" in message
    assert "green blindness (deutan)" in message
    assert "protan" not in message
    assert "tritan" not in message
    assert found(made, sheet("columns", "blue", "orange"), condition, 40) == []


def test_lines_with_their_names_at_their_ends_are_told_by_those(
    condition: OutputCondition,
) -> None:
    made = two("line", [4, 5, 6], [3, 2, 5])
    looks = sheet("line", "red", "green")
    assert found(made, looks, condition, 95) == []
    assert codes(found(made, looks, condition, NARROW)) == ["chart-colour-blind"]


def test_lines_that_cross_with_a_legend_differ_by_three_to_one(
    condition: OutputCondition,
) -> None:
    apart, crossing = two("line", [4, 5, 6], [3, 2, 5]), two("line", [4, 5, 6], [5, 4, 8])
    alike, unlike = sheet("line", "sea", "orange"), sheet("line", "night", "orange")
    assert found(apart, alike, condition, NARROW) == []
    (fault,) = found(crossing, alike, condition, NARROW)
    assert fault.code == "chart-neighbours"
    assert "“Naissances”" in str(fault.message)
    assert found(crossing, unlike, condition, NARROW) == []
    assert found(crossing, alike, condition, 95) == [], "names at the ends lead back"


def test_series_in_one_ink_are_told_unless_they_are_held_back(
    condition: OutputCondition,
) -> None:
    made = two("line", [4, 5, 6], [3, 2, 4])
    (fault,) = found(made, sheet("line", "sea"), condition, NARROW)
    assert fault.code == "chart-inks-alike"
    assert "one ink" in str(fault.message)
    (near,) = found(made, sheet("line", "red", "brick"), condition, NARROW)
    assert near.code == "chart-inks-alike"
    assert found(made, sheet("line", "sea"), condition) == [], "names at the ends"
    quiet = replace(made, series=tuple(replace(one, is_held_back=True) for one in made.series))
    assert found(quiet, sheet("line", "sea"), condition, NARROW) == []


@pytest.mark.parametrize(("kind", "expected"), [("waffle", 1), ("stacked-bar", 0), ("donut", 0)])
def test_parts_are_told_by_ink_where_their_labels_stand_apart(
    kind: Any, expected: int, condition: OutputCondition
) -> None:
    made = chart(kind, share("30", "Bus"), share("70", "Train"))
    said = charts.check(made, sheet(kind, "red", "green", rest="pale"), condition)
    assert codes(said) == ["chart-colour-blind"] * expected
    assert all("“Bus” and “Train”" in str(fault.message) for fault in said)


def test_classes_of_a_map_that_only_hue_tells_are_told(condition: OutputCondition) -> None:
    regions = tuple(
        Region((f"a{n}",), rectangle(Rect(n * 10.0, 0.0, 10.0, 10.0))) for n in range(6)
    )
    made = plot(
        "columns", named(*(f"A{n}" for n in range(6))), series("a", list(range(6))),
        map=PlotMap("m.svg", Place("content.yaml", 7), "rien", regions=regions, classes=Classes(3)),
    )  # fmt: skip
    made = replace(made, kind="map", role="map")
    (fault,) = found(made, sheet("map", "red", "pale", "green"), condition)
    assert fault.code == "chart-colour-blind"
    assert "deutan" in str(fault.message)
    assert found(made, sheet("map", "blue", "pale", "red"), condition) == []
    for tints in ("red", "green", "night"):
        assert found(made, sheet("map", tints), condition) == []


def test_lines_between_areas_of_a_treemap_stand_out_from_them(
    condition: OutputCondition,
) -> None:
    made = plot("treemap", named("Un", "Deux"), series("a", [3, 5]))
    assert found(made, sheet("treemap", "sea", rest="paper"), condition) == []
    quiet = replace(made, highlighted=(0,))
    pale = sheet("treemap", "sea", rest="paper", held_back="pale")
    assert found(quiet, pale, condition) == [], "each area has its label"
    (fault,) = found(made, sheet("treemap", "sea", rest="gray"), condition)
    assert fault.code == "chart-neighbours"


def anew(kind: type[T], made_from: object, make: Callable[[], T], *, on_disk: bool = True) -> T:
    """A memory that remembers nothing."""
    return make()


def test_a_chart_is_judged_as_it_was_drawn(condition: OutputCondition) -> None:
    """The layout passes on whether there is a legend: its charts have all findings."""
    made = two("line", [4, 5, 6], [3, 2, 5])
    job = Job(sheet("line", "red", "green"), Folder(ICC.parent), condition, anew)
    for width, expected in ((95, []), (NARROW, ["chart-colour-blind"])):
        order = PlotOrder(made, mm(width), "fr", "paper")
        assert codes(draw_plot(order, job).diagnostics) == expected


def test_series_that_are_named_at_their_marks_may_be_red_and_green(
    condition: OutputCondition,
) -> None:
    made = two("columns", [4, 5, 6], [3, 2, 4])
    assert found(made, sheet("columns", "red", "green"), condition, 95) == []
