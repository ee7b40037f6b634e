"""`depliant figures` as one who types it sees it."""

from __future__ import annotations

import json
import os
import shutil
from errno import ENOSPC
from pathlib import Path

import openpyxl
import pytest

from depliant import files
from depliant.commands.cli import run
from depliant.sentences import Sentence

from .conftest import dress

CONTENT = """\
# yaml
id: small
title: Small
language: fr
date: 2017-06-30
sources: {s: Enquête}
figures:
  fierte: {value: 76.9, unit: "%", date: 2016, base: 200, source: s}   # well known
  bus:    {value: 2, unit: bus, source: s}
  double: {formula: bus * 2}
panels:
  - id: one
    blocks:
      - text: "{fierte} et {bus}, {double}"
"""

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content.yaml").write_text(CONTENT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def described(capture: Capture) -> list[str]:
    out, err = capture.readouterr()
    return [" ".join(line.split()) for line in (out + err).splitlines()]


def test_list(project: Path, capsys: Capture) -> None:
    assert run(["figures", "list"]) == 0
    assert described(capsys) == [
        "figure value date source", "fierte 76,9 % 2016 s", "bus 2 bus s",
        "double 4 bus = bus * 2 s", "3 figures.",
    ]  # fmt: skip
    assert run(["figures", "list", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["figures"][0]["value"] == "76.9"
    assert data["sources"] == [{"id": "s", "title": "Enquête"}]
    assert data["exit_code"] == 0


def test_where(project: Path, capsys: Capture) -> None:
    assert run(["figures", "where", "bus"]) == 0
    assert described(capsys) == [
        "content.yaml:10:21 formula bus * 2", "content.yaml:14:28 text one {bus}",
    ]  # fmt: skip
    assert run(["figures", "where", "buss"]) == 2
    assert described(capsys) == [
        "error[figure-unknown]: There is no figure `buss`. Did you mean `bus`?"
    ]  # fmt: skip


def test_lint(project: Path, capsys: Capture) -> None:
    assert run(["figures", "lint"]) == 0
    assert described(capsys) == ["no errors, 0 to look at."]
    (project / "content.yaml").write_text(CONTENT.replace("{double}", "{double} et 12 {x}"))
    assert run(["figures", "lint"]) == 1
    lines = described(capsys)
    assert lines[0] == "2 errors, 0 to look at."
    assert "error[figure-typed]: “12” is typed" in lines[1]
    assert "error[figure-unknown]: There is no figure `x`" in lines[2]
    assert run(["figures", "lint", "--on", "soon"]) == 2
    assert "`soon` is no day" in described(capsys)[0]


def test_import_writes_nothing_before_yes(project: Path, capsys: Capture) -> None:
    (project / "new.csv").write_text("id,value,date\nfierte,80.1,2017\n")
    assert run(["figures", "import", "new.csv"]) == 0
    assert described(capsys) == [
        "fierte: value 76.9 → 80.1 [2:2]; date 2016 → 2017 [2:3]",
        "Not in new.csv, and left as they are: bus, double.",
        "Add --yes to write it.",
    ]
    assert (project / "content.yaml").read_text() == CONTENT
    assert run(["figures", "import", "new.csv", "--yes"]) == 0
    assert described(capsys)[-1].startswith("content.yaml is written")
    assert (project / "content.yaml").read_text() == CONTENT.replace(
        '76.9, unit: "%", date: 2016', '80.1, unit: "%", date: 2017'
    )
    assert run(["figures", "import", "new.csv", "--yes"]) == 0
    assert "Nothing changes." in described(capsys)


def test_what_an_import_breaks_is_shown_where_the_file_has_it_today(
    project: Path, capsys: Capture
) -> None:
    text = CONTENT.replace("date: 2017", "issue: 2012-2017\ndate: 2017").replace(
        'bus}, {double}"', 'bus}, {double}"\n      - text: Le {bus:ordinal}'
    )
    dress(project)
    (project / "content.yaml").write_text(text)
    assert run(["figures", "freeze", "2012-2017"]) == 0
    present = (project / "content.yaml").read_text().splitlines()
    (project / "new.csv").write_text("id,value\nbus,2.5\n")
    capsys.readouterr()
    assert run(["figures", "import", "new.csv", "--issue", "2018-2022"]) == 2
    (line,) = [line for line in described(capsys) if "content.yaml:" in line and "error[" in line]
    _, number, column, _ = line.split(":", 3)
    assert present[int(number) - 1][int(column) - 1 :].startswith("{bus:ordinal}")


def test_import_refuses_what_breaks_the_brochure(project: Path, capsys: Capture) -> None:
    (project / "new.csv").write_text("id,formula\ndouble,bus * trams\n")
    assert run(["figures", "import", "new.csv", "--yes"]) == 2
    assert "no figure `trams`" in described(capsys)[0]
    (project / "content.yaml").write_text(
        CONTENT.replace("source: s}\n  double", "source: s, part_of: all}\n  double").replace(
            "  double", "  all:    {value: 5, unit: bus, source: s}\n  double"
        )
    )
    (project / "new.csv").write_text("id;value\n\nbus;9\n")
    capsys.readouterr()
    assert run(["figures", "import", "new.csv", "--yes"]) == 2
    assert described(capsys)[0].startswith("new.csv:3:2: error[figure-part]: `bus` (9) is larger")
    (project / "content.yaml").write_text(CONTENT)
    (project / "new.csv").write_text("id,value\nfierte,80.125.1\n")
    assert run(["figures", "import", "new.csv", "--yes"]) == 2
    assert described(capsys)[0].startswith("new.csv:2:2: error[table-number]: `80.125.1`")
    assert run(["figures", "import", "none.csv"]) == 2
    assert run(["figures", "import", "content.yaml"]) == 2
    assert (project / "content.yaml").read_text() == CONTENT


@pytest.mark.parametrize("key", ["base", "part_of", "sums_to", "not_before", "same_as"])
def test_a_figure_that_a_column_names_and_there_is_not_is_told_at_its_cell(
    project: Path, capsys: Capture, key: str
) -> None:
    (project / "new.csv").write_text(f"id;value;date;{key};source\nfierte;81.2;2017;buss;s\n")
    assert run(["figures", "import", "new.csv", "--yes"]) == 2
    (line,) = (one for one in described(capsys) if "There is no figure `buss`" in one)
    assert line.startswith("new.csv:2:4: error[figure-unknown]")


def test_an_import_is_undone_byte_for_byte(project: Path, capsys: Capture) -> None:
    content = project / "content.yaml"
    content.write_bytes(CONTENT.replace("\n", "\r\n").encode("utf-8-sig"))
    first = content.read_bytes()
    (project / "one.csv").write_text("id,value\nbus,3\n")
    (project / "two.csv").write_text("id,value\nbus,4\n")
    assert run(["figures", "import", "one.csv", "--yes"]) == 0
    second = content.read_bytes()
    assert run(["figures", "import", "two.csv", "--yes"]) == 0
    assert sorted(path.name for path in project.iterdir()) == ["content.yaml", "one.csv", "two.csv"]
    assert run(["figures", "undo"]) == 0
    assert content.read_bytes() == second
    capsys.readouterr()
    assert run(["figures", "undo"]) == 0
    assert content.read_bytes() == first
    assert described(capsys) == [
        "content.yaml is again what it was before the import of one.csv:",
        "bus: value 3 → 2",
    ]
    assert run(["figures", "undo"]) == 2
    assert "error[undo-nothing]" in described(capsys)[0]


def test_another_unit_in_a_table_is_told(project: Path, capsys: Capture) -> None:
    (project / "new.csv").write_text("id,value,unit\nbus,3,trams\nfierte,80.0,%\n")
    assert run(["figures", "import", "new.csv"]) == 0
    (told,) = [line for line in described(capsys) if "table-unit" in line]
    assert "warning[table-unit]" in told
    assert "bus (bus → trams)" in told
    assert "fierte" not in told


def test_an_undo_loses_no_later_change(project: Path, capsys: Capture) -> None:
    content = project / "content.yaml"
    (project / "new.csv").write_text("id,value\nbus,3\n")
    assert run(["figures", "import", "new.csv", "--yes"]) == 0
    later = content.read_text().replace("Small", "Smaller")
    content.write_text(later)
    capsys.readouterr()
    assert run(["figures", "undo"]) == 2
    assert "error[undo-changed]" in described(capsys)[0]
    assert content.read_text() == later
    assert run(["figures", "undo", "--out", "before.yaml"]) == 0
    assert (project / "before.yaml").read_text() == CONTENT
    assert content.read_text() == later


def test_an_import_that_was_taken_back_by_hand_is_not_undone(project: Path) -> None:
    (project / "new.csv").write_text("id,value\nbus,3\n")
    assert run(["figures", "import", "new.csv", "--yes"]) == 0
    (project / "content.yaml").write_text(CONTENT)
    assert run(["figures", "undo"]) == 2
    assert (project / "content.yaml").read_text() == CONTENT


@pytest.mark.parametrize(
    ("typed", "taken"), [("y", True), ("oui", True), ("", False), ("n", False)]
)
def test_at_a_terminal_an_import_is_asked_about(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, typed: str, taken: bool
) -> None:
    """What changes is shown before the question, and only a yes writes it."""
    (project / "new.csv").write_text("id,value\nbus,3\n")
    seen = []

    def answers(question: str) -> str:
        seen.extend(described(capsys))
        return typed

    monkeypatch.setattr("builtins.input", answers)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert run(["figures", "import", "new.csv"]) == 0
    assert "bus: value 2 → 3 [2:2]" in seen
    assert ("value: 3" in (project / "content.yaml").read_text()) == taken
    assert run(["figures", "import", "new.csv", "--json"]) == 0, "a program is never asked"


def test_a_change_while_one_is_asked_is_not_written_over(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    (project / "new.csv").write_text("id,value\nbus,3\n")
    later = CONTENT.replace("Small", "Smaller")

    def answers(question: str) -> str:
        (project / "content.yaml").write_text(later)
        return "y"

    monkeypatch.setattr("builtins.input", answers)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert run(["figures", "import", "new.csv"]) == 2
    assert "error[import-changed]" in " ".join(described(capsys))
    assert (project / "content.yaml").read_text() == later


def test_an_import_without_a_cache_says_that_it_cannot_be_undone(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    (project / "file").write_text("no folder")
    monkeypatch.setenv("DEPLIANT_CACHE", str(project / "file"))
    (project / "new.csv").write_text("id,value\nbus,3\n")
    assert run(["figures", "import", "new.csv", "--yes"]) == 0
    said = " ".join(described(capsys))
    assert "warning[undo-nothing]" in said
    assert "takes it back" not in said
    assert "value: 3" in (project / "content.yaml").read_text()


def test_a_sheet_and_a_column_are_named_on_the_line(project: Path, capsys: Capture) -> None:
    book = openpyxl.Workbook()
    for title, value in (("2021", 70), ("2022", 80)):
        sheet = book.create_sheet(title)
        sheet.append(["Indicateur", "Valeur 2016", "Valeur 2022"])
        sheet.append(["Fierté", 60, value])
    book.save("t.xlsx")
    call = ["figures", "import", "t.xlsx", "--sheet", "2022", "--column", "value=Valeur 2022"]
    assert run([*call, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["changes"] == ["fierte: value 76.9 → 80 [C2]"]
    assert data["cells"][0] == {
        "kind": "figures", "id": "fierte", "issue": "", "key": "value", "old": "76.9",
        "new": "80", "cell": "C2", "shown": "80",
    }  # fmt: skip
    assert [item["place"] for item in data["diagnostics"] if item["code"] == "table-date"] == [
        {"file": "t.xlsx:2022", "line": 1, "column": 3}
    ]
    assert run(["figures", "import", "t.xlsx", "--column", "value"]) == 2


def test_import_in_a_language_and_for_a_new_issue(project: Path, capsys: Capture) -> None:
    (project / "new.csv").write_text("id;value\nfierte;80,1\n")
    dress(project)
    assert run(["figures", "freeze", "2012-2017"]) == 0
    call = ["figures", "import", "new.csv", "--numbers", "fr", "--issue", "2018", "--yes"]
    assert run(call) == 0
    text = (project / "content.yaml").read_text()
    assert "\ndate: 2017-06-30\nissue: 2018\n" in text
    assert "{value: 80.1, " in text


def test_a_byte_order_mark_stays(project: Path, capsys: Capture) -> None:
    (project / "content.yaml").write_text(CONTENT, encoding="utf-8-sig")
    (project / "new.csv").write_text("id,value\nbus,3\n")
    assert run(["figures", "import", "new.csv", "--yes"]) == 0
    after = (project / "content.yaml").read_bytes()
    assert after == CONTENT.replace("{value: 2,", "{value: 3,").encode("utf-8-sig")


def test_export_and_import(project: Path, capsys: Capture) -> None:
    assert run(["figures", "export", "t.xlsx"]) == 0
    book = openpyxl.load_workbook("t.xlsx")
    book.worksheets[0]["C3"] = 5
    book.save("t.xlsx")
    assert run(["figures", "import", "t.xlsx"]) == 0
    assert described(capsys)[1:] == ["bus: value 2 → 5 [C3]", "Add --yes to write it."]
    assert run(["figures", "export", "t.pdf"]) == 2


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_table_that_somebody_has_worked_on_is_kept(
    project: Path, capsys: Capture, suffix: str
) -> None:
    table = project / f"t{suffix}"
    for _ in range(2):
        table.write_bytes(b"a week's work")
        table.chmod(0o600)
        assert run(["figures", "export", table.name]) == 0
    kept = project / f"t.before{suffix}", project / f"t.before-2{suffix}"
    assert {path.read_bytes() for path in kept} == {b"a week's work"}
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}
    assert f"What was there before is kept: t.before-2{suffix}" in described(capsys)


def test_a_table_that_nobody_has_worked_on_is_written_over(project: Path, capsys: Capture) -> None:
    assert run(["figures", "export", "t.csv"]) == 0
    was = (project / "t.csv").read_bytes()
    (project / "content.yaml").write_text(CONTENT.replace("value: 2,", "value: 3,"))
    assert run(["figures", "export", "t.csv"]) == 0
    assert (project / "t.csv").read_bytes() != was
    assert described(capsys)[1:] == ["t.csv holds 3 rows."]
    assert not list(project.glob("*before*"))


def test_a_table_that_cannot_be_kept_is_not_written_over(
    project: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(ENOSPC, os.strerror(ENOSPC))

    (project / "t.csv").write_bytes(b"a week's work")
    with monkeypatch.context() as patch:
        patch.setattr(files, "spare", full)
        assert run(["figures", "export", "t.csv"]) == 2
    assert "[output-unwritable]" in described(capsys)[0]
    (project / ".depliant-save").mkdir()  # the folder takes no journal, and so no names either
    with monkeypatch.context() as patch:
        patch.setattr(files, "_write", full)
        assert run(["figures", "export", "t.csv"]) == 2
    assert (project / "t.csv").read_bytes() == b"a week's work"
    assert not list(project.glob("*before*"))


def test_what_an_undo_writes_over_is_kept(project: Path, capsys: Capture) -> None:
    (project / "new.csv").write_text("id,value\nbus,3\n")
    assert run(["figures", "import", "new.csv", "--yes"]) == 0
    assert run(["figures", "undo", "--out", "content.yaml"]) == 0
    assert (project / "content.yaml").read_text() == CONTENT
    assert "value: 3" in (project / "content.before.yaml").read_text()
    assert described(capsys)[-1] == "What was there before is kept: content.before.yaml"


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_undo_that_is_killed_is_done_once(
    project: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """Called again, it takes the same step back to its end, and not the one before it as well."""
    texts = []
    for value in (3, 4):
        (project / "new.csv").write_text(f"id,value\nbus,{value}\n")
        assert run(["figures", "import", "new.csv", "--yes"]) == 0
        texts.append((project / "content.yaml").read_text())
    save = files.save

    def killed(folder: Path, written: dict[str, bytes], hint: Sentence) -> None:
        if when == "after":
            save(folder, written, hint)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(files, "save", killed)
        assert run(["figures", "undo"]) == 130
    assert (project / "content.yaml").read_text() == texts[when == "before"]
    assert run(["figures", "undo"]) == 0
    assert (project / "content.yaml").read_text() == texts[0]
    assert run(["figures", "undo"]) == 0
    assert (project / "content.yaml").read_text() == CONTENT
    assert run(["figures", "undo"]) == 2
    assert "[undo-nothing]" in capsys.readouterr().err


def test_a_freezing_is_taken_back_byte_for_byte(project: Path, capsys: Capture) -> None:
    dress(project)
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert run(["figures", "freeze", "2012-2017"]) == 0
    assert described(capsys)[-1] == "`depliant figures undo` takes it back."
    assert {path for path in project.rglob("*") if path.is_file()} > before.keys()
    assert run(["figures", "undo"]) == 0
    assert described(capsys) == [
        "content.yaml is again what it was before the freezing of issue 2012-2017:",
        "issue 2012-2017: no longer frozen",
    ]
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_freeze(project: Path, capsys: Capture) -> None:
    dress(project)
    assert run(["figures", "freeze", "2012-2017"]) == 0
    assert described(capsys)[0].startswith("3 figures are frozen as issue 2012-2017")
    (project / "new.csv").write_text("id,value\nbus,3\n")
    assert run(["figures", "import", "new.csv", "--yes"]) == 2
    assert "error[figure-frozen]: The figure `bus` has changed" in described(capsys)[0]
    assert run(["figures", "import", "new.csv", "--yes", "--issue", "2018"]) == 0
    capsys.readouterr()
    assert run(["figures", "list", "--issue", "2012-2017"]) == 0
    assert "bus 2 bus s" in described(capsys)
    assert run(["figures", "list"]) == 0
    assert "bus 3 bus s" in described(capsys)
    assert run(["figures", "list", "--issue", "2011"]) == 2


def test_the_ledger_of_a_built_file(tmp_path: Path, capsys: Capture) -> None:
    """The former issue builds to its old bytes, and its screen file gives its ledger back."""
    leaflet = Path(__file__).parent / "data" / "frozen"
    root = tmp_path / "leaflet"
    shutil.copytree(leaflet / "assets", root / "assets")
    shutil.copy(leaflet / "content.yaml", root)
    call = ["build", str(root), "--target", "screen", "--edition", "fr", "--edition", "nl"]
    call.append("--no-preflight")
    assert run([*call, "--out", str(tmp_path / "old")]) == 0
    assert run(["figures", "freeze", "2012-2017", "--project", str(root)]) == 0
    text = (root / "content.yaml").read_text()
    text = text.replace("issue: 2012-2017\n", "issue: next\n").replace(
        "value: 76.9", "value: 70", 1
    )
    text = text.replace("un sentiment de fierté", "de la fierté")
    (root / "content.yaml").write_text(text)
    words = root / "assets/translations/nl.po"
    words.write_text(words.read_text().replace("un sentiment de fierté", "de la fierté"))
    assert run([*call, "--out", str(tmp_path / "new")]) == 0
    assert run([*call, "--out", str(tmp_path / "again"), "--issue", "2012-2017"]) == 0
    [old, new, again] = (
        tmp_path / folder / "chiffres-cles.fr.screen.pdf" for folder in ("old", "new", "again")
    )
    for file in (old, old.with_name("chiffres-cles.nl.screen.pdf")):
        assert file.read_bytes() == (again.parent / file.name).read_bytes()
        assert file.read_bytes() != (new.parent / file.name).read_bytes()
    capsys.readouterr()
    extracted = []
    for file in (old, new):
        assert run(["figures", "extract", str(file)]) == 0
        extracted.append(json.loads(capsys.readouterr().out))
    assert run(["figures", "list", "--json", "--project", str(root)]) == 0
    listed = json.loads(capsys.readouterr().out)
    public = [{key: said for key, said in figure.items() if key != "note"}
              for figure in listed["figures"]]  # fmt: skip
    assert public == extracted[1]["figures"] != extracted[0]["figures"]
    assert public != listed["figures"], "a note is the officer's own"
    assert run(["figures", "extract", str(old), "--out", str(tmp_path / "x.xlsx")]) == 0
    assert run(["figures", "import", str(tmp_path / "x.xlsx"), "--project", str(root)]) == 0
    assert "fierte: value 70 → 76.9" in capsys.readouterr().out
    assert run(["figures", "extract", str(leaflet / "content.yaml")]) == 2


@pytest.mark.parametrize(
    "command", ["list", "where", "lint", "import", "undo", "export", "freeze", "extract"]
)
def test_every_command_has_help_with_an_example(command: str, capsys: Capture) -> None:
    assert run(["figures", command, "--help"]) == 0
    assert f"Example:  depliant figures {command}" in capsys.readouterr().out
