"""Nothing from a file, a name or a call reaches a terminal or a report that one would obey."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pikepdf
import pytest
from tests.batch.conftest import HEADINGS, personal

from depliant.commands.cli import run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")

HOSTILE = "x\x1b[31m\x9b32m\x07\u202e<blink>"
OBEYED = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), 0x202E)} - {"\t", "\n", "\r"}

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A file that says it wherever a PDF can say something, and is called so."""
    path = tmp_path / f"{HOSTILE}.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 200))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name(f"/{HOSTILE.encode().decode('latin-1')}"),
        )
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        pdf.pages[0].Contents = pdf.make_stream(b"BT /F 9 Tf (x) Tj ET")
        for key in ("/Title", "/Author", "/Producer", "/Creator", "/Trapped"):
            pdf.docinfo[key] = HOSTILE
        figure = pikepdf.Dictionary(S=pikepdf.Name.Figure, Alt=HOSTILE, ActualText=HOSTILE)
        pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(K=pdf.make_indirect(figure)))
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        pdf.save(path)
    return path


def obeyed(text: str) -> set[str]:
    return OBEYED & set(text)


@pytest.mark.parametrize(
    ("command", "more"),
    [
        ("preflight", []),
        ("preflight", ["--json"]),
        ("read-aloud", []),
        ("compare", []),
        ("compare", ["--json"]),
    ],
)
def test_what_a_foreign_file_says(
    foreign: Path, tmp_path: Path, capsys: Capture, command: str, more: list[str]
) -> None:
    out = tmp_path / "made"
    out.mkdir()
    call = {
        "preflight": ["preflight", str(foreign), "--html", str(out / "r.html")],
        "read-aloud": ["read-aloud", str(foreign)],
        "compare": ["compare", str(foreign), str(foreign), "--out", str(out)],
    }[command]
    assert run([*call, *more]) in (0, 1)
    captured = capsys.readouterr()
    assert not obeyed(captured.out + captured.err)
    for path in out.iterdir():
        text = path.read_text("utf-8")
        assert not obeyed(text), path.name
        assert path.suffix != ".html" or "<blink>" not in text


@pytest.mark.parametrize(
    "call",
    [
        [HOSTILE],
        ["build", HOSTILE],
        ["build", f"--{HOSTILE}"],
        ["build", "--jobs", HOSTILE],
        ["build", "--target", HOSTILE],
        ["build", "PROJECT", "--edition", HOSTILE],
        ["build", "PROJECT", "--out", HOSTILE, "--no-preflight"],
        ["--language", HOSTILE, "check"],
        ["check", "PROJECT", "--json", "--edition", HOSTILE],
        ["figures", "where", HOSTILE, "--project", "PROJECT"],
        ["figures", "export", f"{HOSTILE}.csv", "--project", "PROJECT"],
        ["translate", "update", HOSTILE, "--project", "PROJECT"],
        ["explain", HOSTILE],
        ["new", HOSTILE, "--template", HOSTILE],
    ],
)
def test_what_a_call_names(
    call: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    project = personal(tmp_path / "library")
    monkeypatch.chdir(tmp_path)
    run([str(project) if word == "PROJECT" else word for word in call])
    captured = capsys.readouterr()
    assert not obeyed(captured.out + captured.err)


def test_what_a_surrounding_says(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", HOSTILE)
    assert run(["check"]) == 2
    assert not obeyed(capsys.readouterr().err)


def test_what_a_row_of_a_batch_says(tmp_path: Path, capsys: Capture) -> None:
    project, table = personal(tmp_path / "library"), tmp_path / "t.csv"
    long = f"{HOSTILE} " * 200
    with table.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(
            (HEADINGS, ("1", "Ann", "UK", "York", "3"), (f"2{HOSTILE}", long, "UK", "York", "4"))
        )
    call = ["batch", str(project), "--data", str(table), "--key", "id", "--sample", "0"]
    run([*call, "--no-preflight"])
    captured = capsys.readouterr()
    assert not obeyed(captured.out + captured.err)
    for path in project.glob("out/batch/batch.report.*"):
        assert not obeyed(path.read_text("utf-8-sig")), path.name
