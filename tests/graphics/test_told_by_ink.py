"""Series that lie on or beside each other are known by their inks, of which each has its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tests.graphics.plotting import SHEET, plot, series, years

from depliant.content.model_plots import PlotKind
from depliant.graphics.plots import plot as plots
from depliant.press.condition import OutputCondition

ICC = Path(__file__).parents[2] / "assets" / "icc" / "FOGRA39L_coated.icc"


def codes(kind: PlotKind, inks: tuple[str, ...], held_back: str = "", **more: Any) -> list[str]:
    sheet = replace(SHEET, charts={kind: replace(SHEET.charts[kind], inks=inks)})
    rows = [
        series(name, (number, number + 2), is_held_back=name == held_back)
        for number, name in enumerate(("one", "two"), 3)
    ]
    made = plot(kind, years(2014, 2), *rows, **more)
    found = plots.check(made, sheet, OutputCondition("FOGRA39", ICC.read_bytes()))
    for fault in found:
        assert (fault.severity, fault.place) == ("warning", made.place)
        assert "“one” and “two”" in str(fault.message)
        assert f"2 inks in the style sheet, in the order of the data: `{kind}:" in str(fault.hint)
    return [fault.code for fault in found]


@pytest.mark.parametrize("kind", ["area", "columns", "grouped-bar", "dumbbell"])
def test_series_in_one_ink_are_told(kind: PlotKind) -> None:
    assert codes(kind, ("sea",)) == ["chart-parts-alike"]
    assert codes(kind, ("sea", "brick")) == []
    assert codes(kind, ("sea",), held_back="two") == []
    if kind != "dumbbell":  # which joins both in one plane
        assert codes(kind, ("sea",), is_multiple=True) == []


def test_lines_have_their_names_at_their_ends() -> None:
    assert codes("line", ("sea",)) == []
