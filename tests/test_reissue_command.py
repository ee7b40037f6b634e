"""`depliant reissue` as an officer types it: what it does at once, and what it says is left."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from depliant.commands.call import RefusedError
from depliant.commands.cli import run
from depliant.commands.days import day
from depliant.content.inline import plain
from depliant.content.model import Paragraph
from depliant.content.publication import load
from depliant.content.resolve import resolve
from depliant.source.folder import Folder

from .conftest import dress

CONTENT = """\
# Our yearly figures.
id: bilan
title: 'Bilan 2012-2017'   # on the cover too
language: fr
date: 2017-06-30

sources:
  enquete: Enquête 2016
figures:
  # the survey
  fierte: {value: 76.9, unit: "%", date: 2016, base: 200, source: enquete}
  bus:    {value: 2, unit: bus, source: unstated}
  double: {formula: bus * 2}
panels:
  - id: cover
    blocks:
      - text: 2012-2017
      - text: "Le bilan des années 2012 à 2017 : {fierte}, {bus} et {double}."
      - text: Inaugurée en 2017.
"""
DUTCH = """\
msgid ""
msgstr ""
"Language: nl\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgctxt "publication/title"
msgid "Bilan 2012-2017"
msgstr "Balans 2012-2017"

msgctxt "cover/text"
msgid "2012-2017"
msgstr "2012-2017"
"""
NEXT = ["reissue", "2018-2022", "--date", "2023-06-30"]
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = dress(tmp_path / "bilan")
    (root / "content.yaml").write_text(CONTENT)
    (root / "assets/translations").mkdir()
    (root / "assets/translations/nl.po").write_text(DUTCH)
    monkeypatch.chdir(root)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return root


def said(capture: Capture) -> str:
    out, err = capture.readouterr()
    return " ".join((out + err).split())


def files(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_what_is_sure_is_done_and_every_other_byte_stays(project: Path, capsys: Capture) -> None:
    assert run(NEXT) == 0
    text = (project / "content.yaml").read_text()
    assert "title: 'Bilan {issue}'   # on the cover too\n" in text
    assert "\ndate: 2023-06-30\nissue: 2018-2022\nissues:\n  2012-2017:\n" in text
    assert '      - text: "{issue}"\n' in text
    kept = [line for line in CONTENT.splitlines() if line in text.splitlines()]
    changed = [line for line in CONTENT.splitlines() if line not in kept]
    assert [line.split(":")[0].strip() for line in changed] == [
        "title", "date", "fierte", "bus", "double", "- text",
    ]  # fmt: skip
    assert (project / "assets/issues/2012-2017/content.yaml").read_text() == CONTENT
    out = said(capsys)
    assert "2012-2017 is frozen in assets/issues/2012-2017" in out
    assert "title Bilan 2012-2017 → Bilan {issue}" in out


def test_what_is_left_is_listed_with_its_places(project: Path, capsys: Capture) -> None:
    assert run(NEXT) == 0
    first = capsys.readouterr().out
    assert run(["reissue"]) == 0
    out = capsys.readouterr().out
    assert first.endswith(out.partition("\n")[2]), "the same list again"
    lines = (project / "content.yaml").read_text().splitlines()

    def place(words: str) -> str:
        return f"content.yaml:{next(n for n, line in enumerate(lines, 1) if words in line)}:"

    listed = [" ".join(line.split()) for line in out.splitlines()]
    assert any(line.startswith(place("Le bilan")) and "2012 à 2017" in line for line in listed)
    assert any(line.startswith(place("Inaugurée")) for line in listed)
    assert any(
        line.startswith(place("fierte: {value")) and "76.9 % 2016" in line for line in listed
    )
    assert any(line.startswith(place("enquete: Enq")) and "Enquête 2016" in line for line in listed)
    assert any(line.startswith("assets/translations/nl.po nl: ") for line in listed)
    assert not any("double:" in line for line in listed), "it is calculated"
    assert not any("date" in line and "2023" in line for line in listed)


def test_what_is_done_leaves_the_list(project: Path, capsys: Capture) -> None:
    run(["reissue", "2018-2022"])
    out = said(capsys)
    assert "2017-06-30 is still the date of 2012-2017." in out
    content = project / "content.yaml"
    text = content.read_text().replace("date: 2017-06-30\nissue", "date: 2023-06-30\nissue")
    text = text.replace("fierte: {value: 76.9,", "fierte: {value: 81.2,")
    text = text.replace(
        "bus:    {value: 2, unit: bus,", "bus:    {value: 2, date: 2023, unit: bus,"
    )
    text = text.replace("années 2012 à 2017", "années {issue}").replace("en 2017.", "naguère.")
    text = text.replace("enquete: Enquête 2016", "enquete: Enquête 2022")
    content.write_text(text)
    (project / "assets/translations/nl.po").unlink()
    assert run(["reissue"]) == 0
    assert "Nothing is left to do." in said(capsys)


def test_translations_follow_where_the_name_alone_has_changed(project: Path) -> None:
    assert run(NEXT) == 0
    after = (project / "assets/translations/nl.po").read_text()
    assert after == DUTCH.replace("2012-2017", "{issue}")
    frozen = project / "assets/issues/2012-2017/assets/translations/nl.po"
    assert frozen.read_text() == DUTCH


def test_a_translation_that_says_it_otherwise_waits(project: Path, capsys: Capture) -> None:
    po = project / "assets/translations/nl.po"
    po.write_text(DUTCH.replace("Balans 2012-2017", "Balans van vijf jaar").replace("\n", "\r\n"))
    assert run(NEXT) == 0
    after = po.read_bytes().decode()
    assert 'msgid "Bilan 2012-2017"\r\nmsgstr "Balans van vijf jaar"\r\n' in after
    assert 'msgid "{issue}"\r\nmsgstr "{issue}"\r\n' in after


def test_what_was_built_is_set_apart(project: Path, capsys: Capture) -> None:
    assert run(["build", ".", "--target", "press", "--no-preflight"]) == 0
    before = (project / "out/bilan.fr.press.pdf").read_bytes()
    (project / "out/notes.txt").write_text("mine")
    assert run(NEXT) == 0
    assert (project / "out/2012-2017/bilan.fr.press.pdf").read_bytes() == before
    assert sorted(path.name for path in (project / "out").iterdir()) == ["2012-2017", "notes.txt"]
    assert run(["build", ".", "--target", "press", "--no-preflight"]) == 0
    assert (project / "out/bilan.fr.press.pdf").read_bytes() != before
    call = ["build", ".", "--target", "press", "--no-preflight", "--issue", "2012-2017"]
    (project / "out/2012-2017/bilan.fr.press.pdf").unlink()
    assert run(call) == 0
    assert (project / "out/2012-2017/bilan.fr.press.pdf").read_bytes() == before


def test_files_that_are_named_by_issue_stay(project: Path) -> None:
    content = project / "content.yaml"
    content.write_text(CONTENT.replace("id: bilan", "id: bilan-{issue}\nissue: 2012-2017"))
    build = ["build", ".", "--target", "press", "--no-preflight"]
    assert run(build) == 0
    assert run(NEXT) == 0
    assert run(build) == 0
    assert sorted(path.name for path in (project / "out").iterdir()) == [
        "bilan-2012-2017.fr.press.pdf", "bilan-2018-2022.fr.press.pdf",
    ]  # fmt: skip


def test_what_is_known_later_is_said_later(project: Path, capsys: Capture) -> None:
    """An issue that was begun by hand, or without its date, is taken on as far as it is."""
    assert run(["figures", "freeze", "2012-2017"]) == 0
    content = project / "content.yaml"
    content.write_text(content.read_text().replace("issue: 2012-2017", "issue: 2018-2022"))
    (project / "new.csv").write_text("id,value\nbus,3\n")
    before = files(project / "assets/issues")
    assert run([*NEXT, "--title", "Bilan de cinq ans", "--table", "new.csv"]) == 0
    text = content.read_text()
    assert "title: 'Bilan de cinq ans'   # on the cover too\n" in text
    assert "\ndate: 2023-06-30\nissue: 2018-2022\n" in text
    assert '      - text: "{issue}"\n' in text
    assert "bus:    {value: 3," in text
    assert files(project / "assets/issues") == before
    capsys.readouterr()
    assert run(NEXT) == 0
    assert "Done:" not in said(capsys)


def test_a_table_comes_in_with_it_or_nothing_is_done(project: Path, capsys: Capture) -> None:
    (project / "new.csv").write_text("id,value\nfierte,many\n")
    before = files(project)
    assert run([*NEXT, "--table", "new.csv"]) == 2
    assert files(project) == before
    (project / "new.csv").write_text("id,value,date\nfierte,81.2,2022\n")
    capsys.readouterr()
    assert run([*NEXT, "--table", "new.csv"]) == 0
    assert "fierte: value 76.9 → 81.2" in said(capsys)
    text = (project / "content.yaml").read_text()
    assert "fierte: {value: 81.2," in text
    assert "history: {2012-2017: {value: 76.9," in text


def test_a_dry_run_says_the_same_and_changes_nothing(project: Path, capsys: Capture) -> None:
    before = files(project)
    assert run([*NEXT, "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert files(project) == before
    assert "if you leave --dry-run out" in out
    assert run(NEXT) == 0
    after = capsys.readouterr().out
    changes = [re.findall(r"(?<=  )\w+ +\S+ .*→.*", one) for one in (out, after)]
    assert changes[0] == changes[1] != []
    # Its lines are those of the file as it is, not as it would be.
    lines = CONTENT.splitlines()
    for number, words in re.findall(r"content\.yaml:(\d+):\d+  .*?“([^…”]+)”", out):
        assert words in lines[int(number) - 1]
    keys = re.findall(r"content\.yaml:(\d+):(\d+)  +(\w+)[: ]", out)
    assert {"fierte", "bus", "title", "date"} <= {key for *_, key in keys}
    for number, column, key in keys:
        if key in ("fierte", "bus", "double", "enquete"):
            assert lines[int(number) - 1][int(column) - 1 :].startswith(f"{key}:")
        elif key != "issue":  # which has no line yet
            assert f"{key}: " in lines[int(number) - 1]


def test_a_dry_run_names_the_lines_of_many_figures(project: Path, capsys: Capture) -> None:
    figures = "".join(
        f"  of_{number}: {{value: 4, unit: bus, source: unstated}}\n" for number in range(12)
    )
    text = CONTENT.replace("  # the survey\n", figures)
    said = "".join(f"      - text: Encore {{of_{number}:full}}\n" for number in range(12))
    (project / "content.yaml").write_text(text + said)
    lines = (project / "content.yaml").read_text().splitlines()
    assert run([*NEXT, "--dry-run"]) == 0
    found = re.findall(r"content\.yaml:(\d+):3  +(of_\d+):", capsys.readouterr().out)
    assert len(found) == 12
    assert all(lines[int(number) - 1].startswith(f"  {key}:") for number, key in found)


def test_a_dry_run_takes_the_table_into_what_is_left(project: Path, capsys: Capture) -> None:
    (project / "new.csv").write_text("id,value,date\nfierte,81.2,2022\n")
    assert run([*NEXT, "--table", "new.csv", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert out.count("2012-2017 → 2018-2022") <= 1, "what is changed is said once"
    assert "fierte: 76.9" not in out
    assert "bus: 2 bus" in out


def test_it_is_taken_back_byte_for_byte(project: Path, capsys: Capture) -> None:
    before = files(project)
    (project / "new.csv").write_text("id,value,date\nfierte,81.2,2022\n")
    assert run([*NEXT, "--table", "new.csv"]) == 0
    assert "`depliant figures undo` takes the figures back, and called once more" in said(capsys)
    (project / "new.csv").unlink()
    for _ in range(2):
        assert run(["figures", "undo"]) == 0
    assert files(project) == before
    assert not (project / "assets/issues").exists()
    assert "date: 2023-06-30 → 2017-06-30" in said(capsys)
    assert run(NEXT) == 0
    assert "`depliant figures undo` takes the reissue back." in said(capsys)
    (project / "assets/translations/nl.po").write_text("")
    changed = files(project)
    assert run(["figures", "undo"]) == 2
    assert "assets/translations/nl.po has been changed since" in said(capsys)
    assert files(project) == changed


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("fr", "30/06/2023", "2023-06-30"),
        ("fr", "01/06/2023", "2023-06-01"),
        ("en", "30/06/2023", "2023-06-30"),
        ("en", "30.6.2023", "2023-06-30"),
        ("en", "01/06/2023", ""),
        ("fr", "06/30/2023", ""),
    ],
)
def test_a_day_may_be_typed_as_one_writes_it(
    project: Path, language: str, typed: str, meant: str
) -> None:
    code = run(["reissue", "2018-2022", "--date", typed, "--language", language])
    assert code == (0 if meant else 2)
    assert not meant or f"\ndate: {meant}\n" in (project / "content.yaml").read_text()


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("en", "30 June 2023", "2023-06-30"),
        ("en", "June 30, 2023", "2023-06-30"),
        ("en", "30th of June 2023", "2023-06-30"),
        ("en", "Jun 30 2023", "2023-06-30"),
        ("en", "June 2023", "2023-06"),
        ("en", "30-06-2023", "2023-06-30"),
        ("fr", "30 juin 2023", "2023-06-30"),
        ("fr", "1er février 2023", "2023-02-01"),
        ("fr", "30 June 2023", "2023-06-30"),
        ("en", "2023", "2023"),
    ],
)
def test_a_day_may_be_typed_in_words(language: str, typed: str, meant: str) -> None:
    assert day(typed, language) == meant


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("31/06/2023", "--date: '31/06/2023' is no day; 2023-06 has 30 days."),
        ("31 June 2023", "--date: '31 June 2023' is no day; 2023-06 has 30 days."),
        ("2023-02-29", "--date: '2023-02-29' is no day; 2023-02 has 28 days."),
        (
            "01/06/2023",
            "--date: '01/06/2023' may be one day or another; write 2023-06-01, or 2023-01-06.",
        ),
        ("30 Juneau 2023", "--date takes a day such as 2023-06-30, not '30 Juneau 2023'."),
        ("soon", "--date takes a day such as 2023-06-30, not 'soon'."),
        ("0000-01-01", "--date takes a day such as 2023-06-30, not '0000-01-01'."),
    ],
)
def test_what_is_no_day_is_told_apart(typed: str, told: str) -> None:
    with pytest.raises(RefusedError) as refused:
        day(typed)
    assert str(refused.value.said("--date")) == told


def test_the_columns_of_its_table_are_named_as_those_of_an_import(
    project: Path, capsys: Capture
) -> None:
    (project / "new.csv").write_text("id;2017;2022\nfierte;76,9;81,2\n")
    assert run([*NEXT, "--table", "new.csv"]) == 2
    assert '--column value="2022"' in said(capsys)
    assert run([*NEXT, "--table", "new.csv", "--column", "value=2022"]) == 0
    assert "fierte: value 76.9 → 81.2" in said(capsys)


def test_an_old_date_is_told_from_the_date_of_the_former_issue(
    project: Path, capsys: Capture
) -> None:
    assert run(["reissue", "2018-2022"]) == 0
    assert "2017-06-30 is still the date of 2012-2017." in said(capsys)
    content = project / "content.yaml"
    content.write_text(content.read_text().replace("\ndate: 2017-06-30", "\ndate: 2016-01-01"))
    assert run(["reissue"]) == 0
    assert "2016-01-01 is no later than 2017-06-30, the date of 2012-2017." in said(capsys)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["2012-2017"], "There is an issue 2012-2017 already"),
        (["été"], "`été` is no name of an issue"),
        (["2018-2022", "--date", "demain"], "--date takes a day such as 2023-06-30, not 'demain'"),
        (["2018-2022", "--table", "none.csv"], "none.csv"),
        (["2018", "--former", "a b"], "`a b` is no name of an issue"),
    ],
)
def test_what_is_refused_changes_nothing(
    project: Path, capsys: Capture, call: list[str], words: str
) -> None:
    before = files(project)
    assert run(["reissue", *call]) == 2
    assert files(project) == before
    assert words in said(capsys)


@pytest.mark.parametrize("name", ["2006-2011", "2012-2016"])
def test_no_issue_follows_a_later_one(project: Path, capsys: Capture, name: str) -> None:
    """Typed by mistake it would freeze the issue that is being made."""
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert run(["reissue", name, "--project", str(project)]) == 2
    err = capsys.readouterr().err
    assert "content.yaml:" in err
    assert "error[issue-name]" in err
    assert "after 2012-2017" in err
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_an_issue_without_a_name_must_be_named(project: Path, capsys: Capture) -> None:
    content = project / "content.yaml"
    content.write_text(CONTENT.replace("'Bilan 2012-2017'", "'Bilan'"))
    assert run(["reissue", "2018-2022"]) == 2
    out = said(capsys)
    assert "error[issue-unnamed]" in out
    assert "`depliant reissue 2018-2022 --former NAME`" in out
    assert run(["reissue", "2018-2022", "--former", "2012-2017"]) == 0


def test_the_first_issue_is_not_begun_again(project: Path, capsys: Capture) -> None:
    content = project / "content.yaml"
    content.write_text(CONTENT.replace("date: 2017", "issue: 2012-2017\ndate: 2017"))
    assert run(["reissue", "2012-2017", "--date", "2019"]) == 2
    assert "There is an issue 2012-2017 already." in said(capsys)


IMPORT = ["figures", "import", "new.csv", "--issue", "2018-2022"]
HAS_NO_NAME = CONTENT.replace("'Bilan 2012-2017'", "'Bilan'")
HAS_A_NAME = CONTENT.replace("date: 2017-06-30\n\n", "date: 2017-06-30\nissue: premier\n\n")


@pytest.mark.parametrize(
    ("content", "lost", "command"),
    [
        (CONTENT, "2012-2017, which is not frozen", ["reissue", "2018-2022"]),
        (HAS_A_NAME, "premier, which is not frozen", ["reissue", "2018-2022"]),
        (
            HAS_NO_NAME,
            "the present issue, which has no name",
            ["reissue", "2018-2022", "--former", "NAME"],
        ),
    ],
)
@pytest.mark.parametrize("option", ["--yes", "--json"])
def test_an_import_loses_no_issue_and_names_the_command_that_keeps_it(
    project: Path, capsys: Capture, content: str, lost: str, command: list[str], option: str
) -> None:
    """The command that is named, and the import after it, lead on."""
    (project / "content.yaml").write_text(content)
    (project / "new.csv").write_text("id,value,date\nfierte,81.2,2022\n")
    before = files(project)
    assert run([*IMPORT, option]) == 2
    assert files(project) == before
    out = said(capsys)
    assert "issue-unkept" in out
    assert f"Nothing would be left of {lost}." in out
    assert f"`depliant {' '.join(command)}`" in out
    assert run(command) == 0
    assert run([*IMPORT[:3], "--yes"]) == 0
    assert "fierte: {value: 81.2," in (project / "content.yaml").read_text()
    capsys.readouterr()
    assert run(["reissue"]) == 0
    assert "Issue 2018-2022, after" in said(capsys)
    former = next((project / "assets/issues").glob("*/content.yaml"))
    assert former.read_text() == content


def test_an_import_may_name_the_present_issue(project: Path, capsys: Capture) -> None:
    (project / "new.csv").write_text("id,value\nfierte,77\n")
    assert run([*IMPORT[:4], "2012-2017", "--yes"]) == 0
    assert "\nissue: 2012-2017\n" in (project / "content.yaml").read_text()
    assert run([*IMPORT, "--yes"]) == 2, "now that it has a name, it is not lost either"
    assert run(["reissue", "2018-2022"]) == 0


def test_an_issue_that_was_begun_by_hand_is_told_what_is_missing(
    project: Path, capsys: Capture
) -> None:
    content = CONTENT.replace("date: 2017-06-30\n\n", "date: 2017-06-30\nissue: 2018-2022\n\n")
    (project / "content.yaml").write_text(content)
    assert run(["reissue"]) == 0
    out = said(capsys)
    assert "No issue before 2018-2022 is kept here." in out
    assert "There is no former issue" not in out
    assert "The title names 2012-2017." in out
    assert "`depliant reissue 2018-2022`, which keeps it" in out
    (project / "content.yaml").write_text(content.replace("2018-2022", "2012-2017"))
    assert run(["reissue"]) == 0
    assert "The title names" not in said(capsys)


def test_without_a_former_issue_there_is_no_list(project: Path, capsys: Capture) -> None:
    assert run(["reissue"]) == 0
    assert "There is no former issue." in said(capsys)


def test_a_brochure_with_errors_is_not_reissued(project: Path, capsys: Capture) -> None:
    content = project / "content.yaml"
    content.write_text(CONTENT.replace("{bus} et", "{tram} et"))
    before = files(project)
    assert run(NEXT) == 2
    assert files(project) == before
    assert "There is no figure `tram`" in said(capsys)


TABLE = "Nom;2022;Remarque\nfierte;81,2 %;oui\ntram;3;non\n"


@pytest.mark.parametrize("option", [[], ["--dry-run"]])
def test_what_the_table_does_not_give_is_said(
    project: Path, capsys: Capture, option: list[str]
) -> None:
    (project / "neu.csv").write_text(TABLE)
    assert run([*NEXT, "--table", "neu.csv", *option]) == 0
    out = said(capsys)
    assert "fierte: value 76.9 → 81.2" in out
    assert "Rows that name no figure: “tram”" in out
    assert "declare what is new under `figures:` first" in out
    assert "Columns that were not read: “Remarque”" in out
    assert "the dates of these figures stay as they are: fierte (2016)" in out


def test_as_data(project: Path, capsys: Capture) -> None:
    assert run([*NEXT, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["issue"], data["former"], data["frozen"]) == ("2018-2022", "2012-2017", True)
    assert {one["key"] for one in data["changed"]} == {"title", "date", "issue", "text"}
    assert {one["kind"] for one in data["left"]} == {
        "words", "figure", "source", "translation", "years",
    }  # fmt: skip


def test_at_a_terminal_it_asks(
    project: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = project / "content.yaml"
    content.write_text(CONTENT.replace("'Bilan 2012-2017'", "'Bilan'"))
    answers = iter(["2012-2017", "2023-06-30"])
    monkeypatch.setattr("depliant.commands.reissue._is_answered", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    assert run(["reissue", "2018-2022"]) == 0
    assert "date: 2023-06-30\nissue: 2018-2022\n" in content.read_text()
    assert (project / "assets/issues/2012-2017").is_dir()


def test_the_former_issue_is_built_again_byte_for_byte(project: Path, tmp_path: Path) -> None:
    build = ["build", ".", "--no-preflight"]
    assert run([*build, "--out", str(tmp_path / "one")]) == 0
    assert run(NEXT) == 0
    (project / "assets/style.yaml").write_text("type: {text: {size: 12}}\n")
    assert run([*build, "--out", str(tmp_path / "two"), "--issue", "2012-2017"]) == 0
    assert len(files(tmp_path / "one")) == 2
    one, two = (
        {Path(name).name: data for name, data in files(tmp_path / folder).items()}
        for folder in ("one", "two")
    )
    assert one == two


def test_a_dash_between_the_years_of_the_cover_is_as_good_as_a_hyphen(
    project: Path, capsys: Capture
) -> None:
    """The cover follows in every language, and has a dash again."""
    for path in (project / "content.yaml", project / "assets/translations/nl.po"):
        text = path.read_text().replace("- text: 2012-2017", "- text: 2012–2017")
        path.write_text(text.replace('"2012-2017"', '"2012–2017"'))
    assert run(NEXT) == 0
    assert '      - text: "{issue}"\n' in (project / "content.yaml").read_text()
    assert "2012–2017" not in (project / "assets/translations/nl.po").read_text()
    publication = load(Folder(project))
    spans = [
        block.text for panel in resolve(publication, "fr")[0].panels for block in panel.walk()
        if isinstance(block, Paragraph)
    ]  # fmt: skip
    assert "2018–2022" in map(plain, spans)
