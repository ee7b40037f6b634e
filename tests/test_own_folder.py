"""The project's own folder for what is made: a link in its place leads no command out of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.batch.conftest import personal

from depliant.commands.cli import run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs links")

CALLS = {
    "build": ["build", "--no-preflight"],
    "draft": ["build", "--draft"],
    "batch": ["batch", "--data", "../people.csv", "--no-preflight"],
    "export": ["translate", "export", "fr", "--project"],
    "marks": ["logo", "check", "--project"],
    "pages": ["compare", "HERE"],
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = personal(tmp_path / "library")
    head, row = "ID,Name,Country,City,Loans", "7,Ann,UK,York,3"
    (tmp_path / "people.csv").write_text(f"{head}\n{row}\n", "utf-8")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(folder)
    return folder


def call(name: str) -> int:
    return run([word.replace("HERE", ".") for word in (*CALLS[name], ".")])


@pytest.mark.parametrize("name", CALLS)
def test_a_link_that_leads_out_is_refused(
    project: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "out").symlink_to("../elsewhere")
    assert call(name) == 2
    assert "[path-outside]" in capsys.readouterr().err
    assert not list((project.parent / "elsewhere").iterdir())


def test_so_is_one_further_below(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "out").mkdir()
    (project / "out" / "batch").symlink_to("../../elsewhere")
    assert call("batch") == 2
    assert "The folder out/batch is a link to" in capsys.readouterr().err
    assert not list((project.parent / "elsewhere").iterdir())


@pytest.mark.parametrize("name", CALLS)
def test_one_that_stays_is_followed(project: Path, name: str) -> None:
    (project / "made").mkdir()
    (project / "out").symlink_to("made")
    assert call(name) == 0
    assert list((project / "made").iterdir())


def test_the_other_folder_can_be_named(project: Path) -> None:
    (project / "out").symlink_to("../elsewhere")
    assert run(["build", ".", "--no-preflight", "--out", "out"]) == 0
    assert len(list((project.parent / "elsewhere").iterdir())) == 2
