"""Marks out of date on the publication's own day; the clock has no say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from depliant.build import pipeline
from depliant.build.report import BuildRequest

ACCORDION = Path(__file__).parents[1] / "data" / "accordion"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The accordion, published on 2 April 2024."""
    return Path(shutil.copytree(ACCORDION, tmp_path / "project"))


def found(project: Path, line: str) -> list[str]:
    contract = project / "assets" / "logos" / "friends.yaml"
    contract.write_text(contract.read_text(encoding="utf-8") + line, encoding="utf-8")
    diagnostics = pipeline.check(project).diagnostics
    assert diagnostics[0].severity != "error"
    return [str(item) for item in diagnostics if item.code in ("logo-expired", "logo-charter")]


@pytest.mark.parametrize(
    ("until", "expired"),
    [
        ("2023", True),
        ("2024", False),
        ("2024-03", True),
        ("2024-04", False),
        ("2024-04-01", True),
        ("2024-04-02", False),
    ],
)
def test_a_permission_ends_with_its_last_day(project: Path, until: str, expired: bool) -> None:
    said = found(project, f"permitted_until: {until}\n")
    assert bool(said) is expired
    if said:
        assert said[0].startswith("assets/logos/friends.yaml: warning[logo-expired]")
        assert until in said[0]


@pytest.mark.parametrize(("since", "outdated"), [("2024-04", True), ("2024-05", False)])
def test_a_charter_counts_from_its_day(project: Path, since: str, outdated: bool) -> None:
    said = found(project, f"charter: {{since: {since}, note: The sail is red now.}}\n")
    assert bool(said) is outdated
    if said:
        assert "The sail is red now." in said[0]


def test_the_build_of_a_reissue_says_so(project: Path) -> None:
    assert not found(project, "permitted_until: 2024\n")
    content = project / "content.yaml"
    text = content.read_text(encoding="utf-8").replace("date: 2024-04-02", "date: 2025-04-02")
    content.write_text(text, encoding="utf-8")
    report = pipeline.build(project, BuildRequest(targets=("screen",)))
    assert "logo-expired" in [item.code for item in report.diagnostics]
