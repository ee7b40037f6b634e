"""What is set again after a change, and what is found again: nothing too much, nothing stale."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from depliant.build import pipeline
from depliant.build.report import BuildRequest
from depliant.layout import compose
from depliant.layout.job import Job
from depliant.layout.panel import Matter, PanelOrder, set_matter

ACCORDION = Path(__file__).parent / "data" / "accordion"
STYLE = "assets/style.yaml"
EVERY = {"front", "tide", "people", "visit"}

Rebuild = Callable[[], set[str]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DEPLIANT_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(ACCORDION, tmp_path / "project"))


@pytest.fixture
def rebuild(project: Path, monkeypatch: pytest.MonkeyPatch) -> Rebuild:
    """Build the press file; which panels were set again. It was built once before."""
    again: set[str] = set()

    def noted(order: PanelOrder, job: Job) -> Matter:
        again.add(order.panel.id)
        return set_matter(order, job)

    monkeypatch.setattr(compose, "set_matter", noted)

    def build() -> set[str]:
        again.clear()
        pipeline.build(project, BuildRequest(targets=("press",), preflight=False))
        return set(again)

    assert build() == EVERY
    return build


def edit(project: Path, old: str, new: str, file: str = "content.yaml") -> None:
    path = project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_is_as_it_was_is_found_again(rebuild: Rebuild) -> None:
    assert rebuild() == set()


def test_a_changed_word_sets_its_panel_alone(project: Path, rebuild: Rebuild) -> None:
    edit(project, "the kettle is always on", "the kettle is often on")
    assert rebuild() == {"visit"}


def test_a_changed_figure_sets_the_panels_that_print_it(project: Path, rebuild: Rebuild) -> None:
    edit(project, "{value: 5600,", "{value: 5700,")
    assert rebuild() == {"people"}


def test_a_line_more_above_sets_nothing(project: Path, rebuild: Rebuild) -> None:
    edit(project, "panels:", "# A line that is new.\n\npanels:")
    assert rebuild() == set()


def test_a_changed_mark_sets_its_wall(project: Path, rebuild: Rebuild) -> None:
    mark = project / "assets" / "logos" / "friends.svg"
    mark.write_text(mark.read_text(encoding="utf-8") + "<!-- redrawn -->\n", encoding="utf-8")
    assert rebuild() == {"visit"}


def test_a_changed_style_sheet_sets_everything(project: Path, rebuild: Rebuild) -> None:
    edit(project, "right: 9, bottom: 12", "right: 10, bottom: 12", STYLE)
    assert rebuild() == EVERY


def test_a_changed_name_sets_everything(project: Path, rebuild: Rebuild) -> None:
    edit(project, "names: [Saltmarsh]", "names: [Saltmarsh, sluice]")
    assert rebuild() == EVERY


def test_another_printing_condition_sets_everything(project: Path, rebuild: Rebuild) -> None:
    """Whether a chart can be told apart depends on the profile."""
    icc = project / "assets" / "icc" / "FOGRA39L_coated.icc"
    icc.write_bytes(icc.read_bytes() + b"\0" * 4)
    assert rebuild() == EVERY


def test_each_of_two_equal_charts_has_its_finding(project: Path, rebuild: Rebuild) -> None:
    """One drawing would do for both, but each finding names its own place."""
    text = (project / "content.yaml").read_text(encoding="utf-8")
    chart = text[text.index("      - chart: bar") : text.index('      - text: "(Source')]
    edit(project, chart, chart * 2)
    edit(
        project, "chart-value: {family: text, weight: 600, size: 8", "chart-value: {size: 6", STYLE
    )
    lines = (project / "content.yaml").read_text(encoding="utf-8").splitlines()
    bars = {number for number, line in enumerate(lines, 1) if "chart: bar" in line}
    report = pipeline.build(project, BuildRequest(targets=("press",), preflight=False))
    found = {item.place for item in report.diagnostics if item.code == "chart-small-label"}
    assert len(bars) == 2
    assert bars <= {place.line for place in found if place is not None}


def test_a_panel_with_a_finding_reports_it_every_time(project: Path, rebuild: Rebuild) -> None:
    """It is not kept: the finding names its place, which may be another by now."""

    def found() -> list[int]:
        report = pipeline.build(project, BuildRequest(targets=("press",), preflight=False))
        small = [item.place for item in report.diagnostics if item.code == "chart-small-label"]
        return [place.line for place in small if place is not None and place.line is not None]

    edit(
        project,
        "chart-label: {family: text, size: 7.5",
        "chart-label: {family: text, size: 6",
        STYLE,
    )
    assert (first := found())
    edit(project, "panels:", "\npanels:")
    assert found() == [line + 1 for line in first]
