"""Single files by the checked lane: the same bytes as when each row is set in full."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.batch.conftest import PEOPLE, Write, personal
from tests.batch.test_batch import made
from tests.batch.test_merged import LONG, SEVERAL

from depliant.batch import making
from depliant.commands.cli import run


def both(project: Path, data: Path, monkeypatch: pytest.MonkeyPatch, *more: str) -> int:
    """Make all files by the lane and in full, compare them, and give how many the lane made."""
    call = ["batch", str(project), "--data", str(data), "--key", "id", "--again", *more]
    assert run([*call, "--sample", "1"]) == 0
    told = json.loads((project / "out/batch/batch.report.json").read_bytes())
    assert told["sample"]["different"] == []
    quick = {name: path.read_bytes() for name, path in made(project).items()}
    with monkeypatch.context() as patch:
        patch.setattr(making.Maker, "_by_lane", lambda *_: None)
        assert run([*call, "--sample", "0"]) == 0
    assert {name: path.read_bytes() for name, path in made(project).items()} == quick
    return int(told["lane"])


def test_words_a_figure_a_code_and_the_title(
    project: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a row that needs other room."""
    assert both(project, write([*SEVERAL, LONG, *PEOPLE]), monkeypatch) >= 12


@pytest.mark.parametrize("more", [("--marks", "crop,slug"), ("--judge-all",), ("--jobs", "2")])
def test_whatever_else_is_asked(
    project: Path, write: Write, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    assert both(project, write(SEVERAL[:12]), monkeypatch, *more) > 3


def test_headings_are_in_the_bookmarks_and_the_structure(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = personal(tmp_path / "headed")
    content = project / "content.yaml"
    text = content.read_text("utf-8")
    assert "- heading: Come in" in text
    content.write_text(
        text.replace("- heading: Come in", '- heading: "Come in, {row.name}"'), "utf-8"
    )
    assert both(project, write(SEVERAL[:12]), monkeypatch) > 3


def test_what_more_varies_is_set_in_full(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The title of a panel; and a title of the file that names a figure of the row."""
    for old, new in (
        ("  - id: back\n", '  - id: back\n    title: "{row.city}"\n'),
        ('title: "{row.name}: A Year', 'title: "{row.name}, {own}: A Year'),
    ):
        project = personal(tmp_path / f"p{len(old)}")
        content = project / "content.yaml"
        text = content.read_text("utf-8")
        assert old in text
        content.write_text(text.replace(old, new, 1), "utf-8")
        both(project, write(SEVERAL[:6]), monkeypatch)
