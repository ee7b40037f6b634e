"""What the two sides of the leaflet's sheet look like."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.judges.conftest import Brochure
from tests.pages.test_pages import compare, pages

from depliant.build import pipeline

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("side", [1, 2])
def test_a_page_looks_as_it_did(
    side: int, brochure: Brochure, request: pytest.FixtureRequest
) -> None:
    name = f"chiffres-cles-{side}.png"
    now = pages(brochure.press)[name]
    compare(name, now, update=request.config.getoption("--update-golden"))


@pytest.mark.parametrize("years", ["2018–2022", "2020–2024", "2018–2028"])
def test_the_years_of_other_issues_fit_the_cover(years: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "assets", tmp_path / "assets")
    content = (ROOT / "content.yaml").read_text(encoding="utf-8")
    now = "- text: 2012–2017\n"
    assert content.count(now) == 1
    edited = content.replace(now, f"- text: {years}\n")
    (tmp_path / "content.yaml").write_text(edited, encoding="utf-8")
    found = pipeline.check(tmp_path).diagnostics
    assert [one for one in found if one.severity == "error"] == []
