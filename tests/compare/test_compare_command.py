"""`depliant compare` as one who types it sees it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.judges.programs import missing

from depliant.build import pipeline
from depliant.build.report import BuildRequest
from depliant.commands.cli import run

ACCORDION = Path(__file__).parents[1] / "data" / "accordion"

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def sides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two projects, `old` and `new`, to stand in."""
    for name in ("old", "new"):
        shutil.copytree(ACCORDION, tmp_path / name)
    content = tmp_path / "new" / "content.yaml"
    text = content.read_text(encoding="utf-8").replace("value: 18400,", "value: 19700,")
    content.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_two_folders(sides: Path, capsys: Capture) -> None:
    assert run(["compare", "old", "new"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "figures: 1 changed, 0 added, 0 removed, 7 unchanged; passages: 2; 1 of 4 pages differ.",
        "out/compare.html",
    ]
    assert "error" not in err
    assert sorted(path.name for path in (sides / "out").iterdir()) == [
        "compare.html",
        "compare.json",
    ]


def test_json_on_standard_output_is_the_file(sides: Path, capsys: Capture) -> None:
    assert run(["compare", "old", "new", "--json", "--out", "there"]) == 0
    out, err = capsys.readouterr()
    assert out == (sides / "there" / "compare.json").read_text(encoding="utf-8")
    assert json.loads(out)["summary"]["figures_changed"] == 1
    assert not err


def test_a_revision_with_the_work_tree(sides: Path, capsys: Capture) -> None:
    if shutil.which("git") is None:
        missing("git")
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for arguments in (["init", "-q"], ["add", "old"], [*identity, "commit", "-qm", "one"]):
        subprocess.run(["git", *arguments], cwd=sides, check=True, capture_output=True)
    shutil.copy(sides / "new" / "content.yaml", sides / "old")
    assert run(["compare", "HEAD:old", "old"]) == 0
    assert "1 changed, 0 added" in capsys.readouterr().out


def test_two_files_without_sources(sides: Path, capsys: Capture) -> None:
    for name in ("old", "new"):
        report = pipeline.build(Path(name), BuildRequest(targets=("screen",), preflight=False))
        os.replace(report.files[0].path, f"{name}.pdf")
    assert run(["compare", "old.pdf", "new.pdf"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "1 of 4 pages differ."
    data = json.loads((sides / "out" / "compare.json").read_text(encoding="utf-8"))
    assert not data["sourced"]
    assert data["figures"] == data["passages"] == []
    assert data["new"]["title"] == "The Tide Mill at Saltmarsh"
    (pair,) = (pair for pair in data["pages"][0]["pairs"] if not pair["same"])
    changed = [[part for part in one if part[0] != "same"] for one in pair["text"]]
    assert changed == [[["removed", "18,400"], ["added", "19,700"]]] * 2
    assert "Figures" not in (sides / "out" / "compare.html").read_text(encoding="utf-8")
    assert run(["compare", "old.pdf", "new.pdf", "--language", "fr"]) == 0
    page = (sides / "out" / "compare.html").read_text(encoding="utf-8")
    assert '<html lang="fr">' in page, "the child that reads the files is told the language"


def test_two_files_with_no_page_in_common(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, pages in (("old", ["one two", "three"]), ("new", ["four", "five six", "seven"])):
        canvas = Canvas(f"{name}.pdf", pagesize=(200, 300))
        for words in pages:
            canvas.drawString(20, 200, words)
            canvas.showPage()
        canvas.save()
    assert run(["compare", "old.pdf", "new.pdf"]) == 0
    page = (tmp_path / "out" / "compare.html").read_text(encoding="utf-8")
    assert "No words changed" not in page
    said = " ".join(re.sub("<style.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL).split())
    assert "5 changes of words" in said
    assert "Page 1, new page" in said
    assert "Page 2, removed page See the page removed: three" in said


def test_a_project_with_a_file(sides: Path, capsys: Capture) -> None:
    report = pipeline.build(Path("old"), BuildRequest(targets=("screen",), preflight=False))
    assert run(["compare", str(report.files[0].path), "new"]) == 0
    assert "1 of 4 pages differ." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nothing", "compare-side"),
        ("n" * 5000, "compare-side"),
        ("HEAD:old", "compare-revision"),
        ("new/content.yaml", "compare-pdf"),
        ("empty", "project-missing"),
    ],
)
def test_a_side_that_cannot_be_read(sides: Path, capsys: Capture, name: str, code: str) -> None:
    (sides / "empty").mkdir()
    assert run(["compare", name, "new"]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert f"error[{code}]" in err
    assert not (sides / "out").exists()


def test_a_pdf_that_is_not_there_is_no_issue(sides: Path, capsys: Capture) -> None:
    assert run(["compare", "out/nix.pdf", "new", "--project", "old"]) == 2
    assert "error[compare-side]: There is no file “out/nix.pdf”." in capsys.readouterr().err


def test_an_issue_that_is_not_there(sides: Path, capsys: Capture) -> None:
    assert run(["compare", "1999", "new", "--project", "old"]) == 2
    said = capsys.readouterr().err
    assert "content.yaml:" in said
    assert "error[issue-unknown]: There is no issue `1999`." in said
    assert "1999/content.yaml" not in said, "there is no such file"


def test_a_side_with_errors_says_which_side(sides: Path, capsys: Capture) -> None:
    content = sides / "new" / "content.yaml"
    text = content.read_text(encoding="utf-8").replace("{share}", "{shore}")
    content.write_text(text, encoding="utf-8")
    assert run(["compare", "old", "new"]) == 1
    assert "new/content.yaml:" in capsys.readouterr().err


def test_what_has_expired_is_a_warning(sides: Path, capsys: Capture) -> None:
    contract = sides / "new" / "assets" / "logos" / "friends.yaml"
    with contract.open("a", encoding="utf-8") as file:
        file.write("permitted_until: 2023\n")
    assert run(["compare", "old", "new"]) == 0
    assert "warning[logo-expired]" in capsys.readouterr().err
    data = json.loads((sides / "out" / "compare.json").read_text(encoding="utf-8"))
    assert [item["code"] for item in data["expired"]] == ["logo-expired"]


def test_a_folder_that_cannot_be_written(sides: Path, capsys: Capture) -> None:
    (sides / "out").write_text("in the way")
    assert run(["compare", "old", "new"]) == 2
    assert "error[output-unwritable]" in capsys.readouterr().err
