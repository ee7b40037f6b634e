"""The command: lines on standard output, findings on standard error, the exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from depliant.commands.cli import run

from .conftest import data, marked, tagged

Capture = pytest.CaptureFixture[str]


def test_what_is_said_goes_to_standard_output(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(data(tagged(marked("Title", "Words"), ("H1", 0), ("P", 1))))
    assert run(["read-aloud", str(file), "--pages"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "document, en: no title", "-- page 1", "heading level 1: Title", "Words",
    ]  # fmt: skip
    assert err == ""


def test_what_is_missed_goes_to_standard_error(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(data(tagged(marked("Words"), ("Figure", 0))))
    assert run(["read-aloud", str(file)]) == 1
    out, err = capsys.readouterr()
    assert "graphic without description" in out
    assert "error[alternative-missing]" in err


def test_a_file_that_is_no_pdf(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "x.pdf"
    file.write_text("words")
    assert run(["read-aloud", str(file)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "error[pdf-unreadable]" in err
