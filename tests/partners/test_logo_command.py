"""`depliant logo` as it is called."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.fonts.house import data_of, named, opened, put

from depliant.commands.cli import run
from depliant.fonts.registry import FaceRef

from .conftest import MakePdf

RED = b"0.8902 0.0235 0.0745 rg 10 10 50 50 re f"


def said(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    return capsys.readouterr()


def test_adding_says_what_was_found_and_what_to_do_next(
    project: Path, pdf: MakePdf, capsys: pytest.CaptureFixture[str]
) -> None:
    path = pdf(RED, name="ville.pdf")
    call = ["logo", "add", str(path), "--project", str(project), "--ink", "#e30613=0,100,100,0"]
    assert run(call) == 0
    out, err = said(capsys)
    assert "70.6 × 35.3 mm" in out
    assert "#e30613" in out
    assert "0/100/100/0" in out
    assert "logos: [ville]" in out
    assert "cream (not allowed)" in out
    assert err == ""


def test_its_answer_as_data(
    project: Path, pdf: MakePdf, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["logo", "add", str(pdf(RED)), "--project", str(project), "--dry-run", "--json"]
    assert run(call) == 0
    data = json.loads(said(capsys)[0])
    assert data["exit_code"] == 0
    assert data["files"] == []
    (colour,) = data["colours"]
    assert (colour["colour"], colour["from"]) == ("#e30613", "profile")
    assert data["grounds"] == {"paper": True, "cream": False, "pine": False}
    assert [item["code"] for item in data["diagnostics"]] == ["logo-inks-by-profile"]


def test_a_refusal_is_one_line_and_exit_code_2(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 nonsense")
    for name in ("a.pdf", "nothing.pdf", "."):
        assert run(["logo", "add", str(tmp_path / name), "--project", str(project)]) == 2
        assert len(said(capsys)[1].splitlines()) == 1


def test_checking_lists_the_marks_and_leaves_a_sheet(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["logo", "check", "--project", str(project)]) == 0
    out, err = said(capsys)
    assert "alder-street" in out
    assert "1 warning" in out
    assert "logo-standin" in err
    assert (project / "out/marks.pdf").read_bytes().startswith(b"%PDF-")
    assert run(["logo", "check", "alder-stret", "--project", str(project)]) == 1
    out, err = said(capsys)
    assert "alder-street" in err
    assert "There are no marks" not in out


@pytest.mark.parametrize(
    "option",
    [["--height", "0"], ["--clear", "x"], ["--page", "0"], ["--until", "30/13/2030"]],
)
def test_a_wrong_number_is_said_with_its_bounds(
    option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["logo", "add", "x.pdf", *option]) == 2
    assert "takes a" in said(capsys)[1]


def test_marks_are_shown_in_the_fonts_of_a_house(
    project: Path, pdf: MakePdf, capsys: pytest.CaptureFixture[str]
) -> None:
    """A family that is in assets/fonts and in no package."""
    font = opened(FaceRef("Barlow"))
    put(project, "Ferrow.ttf", data_of(named(font, "Ferrow Grotesk")))
    sheet = project / "assets" / "style.yaml"
    text, count = re.subn(
        r"^families:.*$",
        "families: {text: Ferrow Grotesk, display: Barlow}",
        sheet.read_text("utf-8"),
        flags=re.M,
    )
    assert count == 1
    sheet.write_text(text, encoding="utf-8")
    path = pdf(RED, name="ville.pdf")
    assert run(["logo", "add", str(path), "--project", str(project)]) == 0
    assert run(["logo", "check", "--project", str(project)]) == 0
    assert "font-missing" not in said(capsys)[1]
    assert (project / "out" / "marks.pdf").exists()


def test_words_that_would_be_cut_are_a_warning(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ferrow.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><text x="92" y="54" '
        'font-family="Barlow" font-size="40">Ferrow Museum</text></svg>',
        encoding="utf-8",
    )
    assert run(["logo", "add", str(path), "--project", str(project), "--dry-run"]) == 0
    assert "warning[logo-cut]" in said(capsys)[1]
