"""`depliant folds`: every fold in words and as a drawing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.judges.programs import judge

from depliant.commands.cli import run
from depliant.style.fold_kinds import BINDINGS, LISTED


def test_all_folds_are_listed_with_their_panels(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["folds"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [*LISTED, *BINDINGS]
    (roll,) = (line for line in lines if line.startswith("roll3"))
    assert roll.endswith("6  roll fold                outside 5 6 1; inside 2 3 4")


def test_a_fold_is_drawn_in_the_terminal_by_any_of_its_names(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["folds", "z4"]) == 0
    assert "│  1 │  2 ┊  3 │  4 │    │  5 ┊  6 │  7 ┊  8 │" in capsys.readouterr().out
    assert run(["folds", "french"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("outside 3 2 / 4 1; inside 5 6 / 7 8")
    # A card: its inner spread stands on its head above what is outside.
    assert lines[-5:] == [
        "┌────┬────┐    ┌────┬────┐",
        "│  3↓┊  2↓│    │  5 │  6 │",
        "├────┼────┤    ├┄┄┄┄┼┄┄┄┄┤",
        "│  4 │  1 │    │  7 ┊  8 │",
        "└────┴────┘    └────┴────┘",
    ]


def test_one_fold_is_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "gate.pdf"
    assert run(["folds", "gate", "--picture", str(file)]) == 0
    assert str(file) in capsys.readouterr().out
    words = judge("pdftotext", file, "-").split()
    assert words[:3] == ["gate", "gate", "fold"]
    assert sorted(word for word in words if word.isdigit()) == ["1", "2", "3", "4", "5", "6"]


def test_all_are_drawn_as_svg(tmp_path: Path) -> None:
    file = tmp_path / "folds.svg"
    assert run(["folds", "--picture", str(file)]) == 0
    assert "roll6, roll fold, 12 panels" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("call", "code"),
    [(["folds", "roll9"], "fold-unknown"), (["folds", "--picture", "folds.gif"], "output-kind")],
)
def test_wrong_calls_are_said(
    call: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(call) == 2
    assert f"error[{code}]" in capsys.readouterr().err
