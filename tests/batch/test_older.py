"""What an earlier call made of a row that fails now stays, and is told apart."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from tests.batch.conftest import PEOPLE, Write

from depliant.batch.older import with_older
from depliant.batch.outcomes import FileMade, Outcome
from depliant.commands.cli import run

Capture = pytest.CaptureFixture[str]
TOO_LONG = ("1042", "Anna " * 400, "UK", "York", "3")


def batch(project: Path, data: Path, *more: str) -> int:
    call = ["batch", str(project), "--data", str(data), "--key", "id", "--sample", "0", *more]
    return run([*call, "--no-preflight"])


def test_an_older_file_of_a_row_that_fails_is_not_taken_for_a_new_one(
    project: Path, write: Write, capsys: Capture
) -> None:
    assert batch(project, write(PEOPLE[:2])) == 0
    out = project / "out/batch"
    older = out / "library.1042.en-GB.press.pdf"
    was = older.read_bytes()
    capsys.readouterr()
    assert batch(project, write([TOO_LONG, PEOPLE[1]])) == 1
    said = capsys.readouterr().err
    assert f"This file of an earlier call stays in its place: {older.name}." in said
    assert older.read_bytes() == was
    rows = json.loads((out / "batch.report.json").read_bytes())["rows"]
    assert [(row["outcome"], row["files"] != [], row["older"]) for row in rows] == [
        ("failed", False, [older.name]),
        ("kept", True, []),
    ]
    with (out / "batch.report.csv").open(encoding="utf-8-sig", newline="") as table:
        assert [row["older"] for row in csv.DictReader(table)] == [older.name, ""]
    assert f"of an earlier call: {older.name}" in (out / "batch.report.html").read_text("utf-8")


def test_so_is_an_older_merged_file_of_rows_that_all_fail(
    project: Path, write: Write, capsys: Capture
) -> None:
    file = project / "all.pdf"
    assert batch(project, write(PEOPLE[:1]), "--merge", str(file)) == 0
    was = file.read_bytes()
    capsys.readouterr()
    assert batch(project, write([TOO_LONG]), "--merge", str(file)) == 1
    captured = capsys.readouterr()
    assert "This file of an earlier call stays in its place: all.pdf." in captured.err
    assert "Merged into" not in captured.out
    assert file.read_bytes() == was


def test_a_name_that_begins_as_another_is_the_longer_one_s(tmp_path: Path) -> None:
    for name in ("b.1.fr.pdf", "b.1.2.fr.pdf", "b.7.fr.pdf", "c.1.fr.pdf", "b.1.made.pdf"):
        (tmp_path / name).touch()
    made = FileMade("b.1.made.pdf", "", 0, 1)
    outcomes = [
        Outcome(1, "1", "failed"),
        Outcome(2, "1.2", "left"),
        Outcome(3, "3", "made", files=(made,)),
    ]
    assert [one.older for one in with_older(outcomes, tmp_path, "b")] == [
        ("b.1.fr.pdf",), ("b.1.2.fr.pdf",), (),
    ]  # fmt: skip
    gone = tmp_path / "gone"
    assert with_older(outcomes, gone, "b") == tuple(outcomes)
