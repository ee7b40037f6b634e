"""One brochure a row: each says what its row says, as a build of that row alone would."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from openpyxl import Workbook
from PIL import Image
from tests.batch.conftest import HEADINGS, PEOPLE, Write
from tests.judges.programs import judge

from depliant.batch import making, running
from depliant.batch.journal import NAME, Journal
from depliant.batch.outcomes import Outcome, Sampled
from depliant.commands.cli import run
from depliant.errors import InputError

Capture = pytest.CaptureFixture[str]


def words(path: Path) -> str:
    """The words of a PDF as poppler reads them."""
    return " ".join(judge("pdftotext", "-raw", path, "-").split())


def made(project: Path) -> dict[str, Path]:
    return {one.name.split(".")[1]: one for one in (project / "out/batch").glob("*.press.pdf")}


def test_each_brochure_says_what_its_row_says(project: Path, people: Path, capsys: Capture) -> None:
    assert run(["batch", str(project), "--data", str(people), "--key", "id"]) == 0
    out = capsys.readouterr().out
    assert "4 brochures made." in out
    assert "Made anew the slow way, and the same byte for byte: rows" in out
    files = made(project)
    assert sorted(files) == [person[0] for person in PEOPLE]
    for key, name, country, city, loans in PEOPLE:
        said = words(files[key])
        number = f"{int(loans):,}"
        assert f"For {name}, who borrowed {number}" in said
        assert ("beside the swimming pool" in said) is (country == "UK")
        assert (f"far from {city}." in said) is (country == "FR")
        for other in PEOPLE:
            assert other[0] == key or other[1] not in said


def test_it_is_the_file_that_a_build_of_the_row_makes(
    project: Path, people: Path, tmp_path: Path
) -> None:
    """The example of a row is built by `build`: where a row is the same, the bytes are."""
    key, name, country, city, loans = PEOPLE[1]
    assert run(["batch", str(project), "--data", str(people), "--key", "id", "--sample", "0"]) == 0
    content = project / "content.yaml"
    text = content.read_text("utf-8")
    line = next(one for one in text.splitlines() if one.startswith("row:"))
    own = f'row: {{id: "{key}", name: {name}, country: {country}, city: {city}, loans: {loans}}}'
    content.write_text(text.replace(line, own), "utf-8")
    assert run(["build", str(project), "--target", "press", "--out", str(tmp_path / "one")]) == 0
    (alone,) = (tmp_path / "one").iterdir()
    assert alone.read_bytes() == made(project)[key].read_bytes()


def test_several_processes_make_the_same(project: Path, people: Path, tmp_path: Path) -> None:
    call = ["batch", str(project), "--data", str(people), "--sample", "0", "--no-preflight"]
    assert run([*call, "--out", str(tmp_path / "a")]) == 0
    assert run([*call, "--out", str(tmp_path / "b"), "--jobs", "2"]) == 0
    for one in sorted((tmp_path / "a").glob("*.pdf")):
        assert one.read_bytes() == (tmp_path / "b" / one.name).read_bytes()


def test_what_is_finished_is_not_made_again(project: Path, people: Path, capsys: Capture) -> None:
    call = ["batch", str(project), "--data", str(people), "--key", "id", "--sample", "0"]
    assert run([*call, "--limit", "2"]) == 0
    files = made(project)
    before = {key: path.stat().st_mtime_ns for key, path in files.items()}
    files["1043"].write_bytes(b"%PDF-1.6 something else")
    capsys.readouterr()
    assert run(call) == 0
    out = capsys.readouterr().out
    assert "3 brochures made." in out
    assert "1 was there already." in out
    assert made(project)["1042"].stat().st_mtime_ns == before["1042"]
    assert made(project)["1043"].read_bytes().startswith(b"%PDF-1.6\n%")


def test_a_change_of_the_content_makes_all_again(
    project: Path, people: Path, capsys: Capture
) -> None:
    call = ["batch", str(project), "--data", str(people), "--sample", "0", "--no-preflight"]
    assert run(call) == 0
    content = project / "content.yaml"
    content.write_text(content.read_text("utf-8").replace("who borrowed", "who read"), "utf-8")
    capsys.readouterr()
    assert run(call) == 0
    assert "4 brochures made." in capsys.readouterr().out


def test_a_damaged_journal_makes_rows_again(project: Path, people: Path, capsys: Capture) -> None:
    call = ["batch", str(project), "--data", str(people), "--sample", "0", "--no-preflight"]
    assert run(call) == 0
    journal = project / "out/batch" / NAME
    data = journal.read_bytes()
    journal.write_bytes(data[: len(data) // 2] + b"\x00\xff")
    capsys.readouterr()
    assert run(call) == 0
    out = capsys.readouterr().out
    assert "were there already" in out or "was there already" in out
    assert "0 brochures made." not in out


def test_a_row_that_fails_does_not_stop_the_others(
    project: Path, write: Write, capsys: Capture
) -> None:
    long = ("1050", "Anna " * 400, "UK", "York", "3")
    data = write([PEOPLE[0], long, PEOPLE[1]])
    assert run(["batch", str(project), "--data", str(data), "--key", "id"]) == 1
    captured = capsys.readouterr()
    assert "2 brochures made." in captured.out
    assert "1 row failed." in captured.out
    assert "error[batch-failed]: No brochure could be made of 1 row: 3." in captured.err
    assert "overset" in captured.err
    assert sorted(made(project)) == ["1042", "1043"]
    report = json.loads((project / "out/batch/batch.report.json").read_bytes())
    assert [row["outcome"] for row in report["rows"]] == ["made", "failed", "made"]
    assert report["rows"][1]["findings"][0]["code"] == "overset"
    page = (project / "out/batch/batch.report.html").read_text("utf-8")
    assert "overset" in page
    assert "<script" not in page


def test_rows_are_chosen(project: Path, people: Path, capsys: Capture) -> None:
    call = ["batch", str(project), "--data", str(people), "--key", "id", "--sample", "0"]
    assert run([*call, "--where", "country = 'FR' and loans >= 100"]) == 0
    assert list(made(project)) == ["1045"]
    capsys.readouterr()
    assert run([*call, "--where", "country = 'DE'"]) == 2
    assert "error[batch-empty]" in capsys.readouterr().err


def test_the_program_says_where_a_condition_cannot_be_read(
    project: Path, people: Path, capsys: Capture
) -> None:
    call = ["batch", str(project), "--data", str(people), "--where"]
    assert run([*call, "country = FR"]) == 2
    assert "cannot be read at its character 11, `FR`" in capsys.readouterr().err
    assert run([*call, "loans > 100 and country"]) == 2
    assert "breaks off after `and country`: a comparison" in capsys.readouterr().err
    assert run([*call, "contry = 'FR'"]) == 2
    assert "no column `contry`. Did you mean `Country`?" in capsys.readouterr().err


def test_all_that_is_wrong_with_rows_is_told_at_once(
    project: Path, write: Write, capsys: Capture
) -> None:
    data = write(
        [
            ("1", "Ada", "UK", "York", "many"),
            ("2", "Bob", "UK", "York", "7"),
            ("3", "Eve", "UK", "York", "1,5"),
        ]
    )
    assert run(["batch", str(project), "--data", str(data)]) == 2
    captured = capsys.readouterr()
    assert "people.csv:2: error[row-value]: row 2: " in captured.err
    assert "people.csv:4: error[row-value]: row 4: " in captured.err
    assert captured.out == "Nothing was made.\n"
    assert not (project / "out").exists()


def test_letters_that_no_font_has_are_told_before_anything_is_made(
    project: Path, write: Write, capsys: Capture
) -> None:
    data = write([("1", "Ada", "UK", "York", "1"), ("2", "Нина ᚠ", "UK", "York", "1")])
    assert run(["batch", str(project), "--data", str(data)]) == 2
    err = capsys.readouterr().err
    assert "error[row-glyph]: row 3: No font of the text has U+16A0" in err
    assert "of the column `name`" in err


def test_columns_that_are_not_there_are_told(
    project: Path, tmp_path: Path, capsys: Capture
) -> None:
    data = tmp_path / "short.csv"
    data.write_text("ID;Nom\n1;Ada\n", "utf-8")
    assert run(["batch", str(project), "--data", str(data), "--key", "clé"]) == 2
    err = capsys.readouterr().err
    for column in ("name", "loans", "country", "city", "clé"):
        assert f"has no column `{column}`" in err
    assert "no column `id`" not in err


def test_files_of_two_rows_cannot_be_one(project: Path, write: Write, capsys: Capture) -> None:
    rows = [(key, "Ada", "UK", "York", "1") for key in ("a/1", "A 1", "b", "")]
    assert run(["batch", str(project), "--data", str(write(rows)), "--key", "ID"]) == 2
    err = capsys.readouterr().err
    assert "would have the same files, “a-1”: 2, 3." in err
    assert "The key of these rows is empty: 5." in err


def test_a_flood_of_faults_is_summed_up(project: Path, write: Write, capsys: Capture) -> None:
    rows = [(str(n), "Ada", "UK", "York", f"x{n}") for n in range(300)]
    assert run(["batch", str(project), "--data", str(write(rows))]) == 2
    err = capsys.readouterr().err
    assert len(err.splitlines()) < 40
    assert "280 more rows are like these." in err


def test_pictures_of_rows_are_looked_at(project: Path, write: Write, capsys: Capture) -> None:
    from PIL import Image

    content = project / "content.yaml"
    text = content.read_text("utf-8")
    block = (
        "      - heading: Come in\n"
        "      - picture: assets/faces/{row.city}.png\n"
        "        alt: The librarian of {row.city}\n"
        "        width: 0.2\n"
    )
    content.write_text(text.replace("      - heading: Come in\n", block), "utf-8")
    (project / "assets/faces").mkdir()
    Image.new("RGB", (900, 900), "#a05030").save(project / "assets/faces/York.png")
    Image.new("RGB", (40, 40), "#a05030").save(project / "assets/faces/Hull.png")
    rows = [("1", "Ada", "UK", "York", "1"), ("2", "Bob", "UK", "Hull", "1")]
    data = write([*rows, ("3", "Eve", "UK", "Atlantis", "1")])
    call = ["batch", str(project), "--data", str(data), "--sample", "0"]
    assert run(call) == 2
    err = capsys.readouterr().err
    assert "row 4: There is no file `assets/faces/Atlantis.png`." in err
    write(rows)
    assert run(call) == 2
    assert "error[row-picture]: row 3: The picture has" in capsys.readouterr().err
    write(rows[:1])
    assert run(call) == 0


def test_a_second_batch_waits_for_the_first(project: Path, people: Path, capsys: Capture) -> None:
    from depliant.locks import lock, unlock

    folder = project / "out/batch"
    folder.mkdir(parents=True)
    handle = lock(folder / ".batch.lock", 0.0)
    assert handle is not None
    try:
        assert run(["batch", str(project), "--data", str(people)]) == 2
    finally:
        unlock(handle, folder / ".batch.lock", done=True)
    assert "error[batch-running]" in capsys.readouterr().err


def test_it_goes_on_after_it_was_killed(project: Path, write: Write, capsys: Capture) -> None:
    data = write([(str(n), f"Reader {n}", "UK", "York", str(n)) for n in range(1, 41)])
    call = ["batch", str(project), "--data", str(data), "--no-preflight", "--sample", "0"]
    code = "from depliant.commands.cli import main; main()"
    child = subprocess.Popen([sys.executable, "-c", code, *call], stderr=subprocess.DEVNULL)
    end = time.monotonic() + 240
    while len(made(project)) < 5 and time.monotonic() < end:
        time.sleep(0.01)
    child.send_signal(signal.SIGKILL)
    child.wait()
    capsys.readouterr()
    (project / "out/batch/.depliant-0123456789abcdef.part").write_bytes(b"half")
    assert run(call) == 0
    out = capsys.readouterr().out
    assert "there already." in out
    assert len(made(project)) == 40
    left = [one.name for one in (project / "out/batch").iterdir() if one.name.endswith(".part")]
    assert not left


@pytest.mark.skipif(sys.platform != "linux", reason="needs POSIX")
def test_a_process_that_ends_before_its_time_loses_its_row_alone(
    project: Path, write: Write, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    make = making.Maker.make

    def deadly(self: making.Maker, task: making.Task, folder: Path) -> Outcome:
        if task.number == 4:
            os.kill(os.getpid(), signal.SIGKILL)
        return make(self, task, folder)

    monkeypatch.setattr(making.Maker, "make", deadly)
    data = write([(str(n), f"Reader {n}", "UK", "York", str(n)) for n in range(1, 8)])
    call = ["batch", str(project), "--data", str(data), "--no-preflight", "--sample", "0"]
    assert run([*call, "--jobs", "2"]) == 1
    captured = capsys.readouterr()
    assert "6 brochures made." in captured.out
    assert "row-lost" in captured.err


def test_check_makes_nothing(project: Path, people: Path, capsys: Capture) -> None:
    assert run(["batch", str(project), "--data", str(people), "--check"]) == 0
    assert "All rows are sound" in capsys.readouterr().out
    assert not (project / "out").exists()


def test_json(project: Path, people: Path, capsys: Capture) -> None:
    assert run(["batch", str(project), "--data", str(people), "--json", "--limit", "1"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {"made": 1, "kept": 0, "failed": 0, "left": 0}
    assert told["sample"]["different"] == []


def test_a_report_that_cannot_be_written_takes_no_brochure_back(
    project: Path, people: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Nor does it say that nothing was made, or that files are as they were."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(
        running, "_sampled", lambda *_: monkeypatch.setattr(os, "fsync", full) or Sampled()
    )
    assert run(["batch", str(project), "--data", str(people), "--no-preflight"]) == 1
    out, err = capsys.readouterr()
    assert "4 brochures made." in out
    assert "error[output-unwritable]: The report of the batch cannot be written: No space" in err
    assert "as they were" not in err
    assert len(made(project)) == 4


def test_a_figure_of_an_empty_cell_is_needed_only_where_it_is_shown(
    project: Path, write: Write, capsys: Capture
) -> None:
    """As in the guide: a gift below `when: {row: loans, filled: true}`, and other words else."""
    content = project / "content.yaml"
    text = content.read_text("utf-8")
    block = next(one for one in text.splitlines() if "{own}" in one)
    assert block.strip().startswith("- text:")
    shown = (
        "      - when: {row: loans, filled: true}\n        blocks:\n"
        f"    {block}\n        otherwise:\n          - text: Come and borrow, {{row.name}}\n"
    )
    role = "        role: strapline\n"
    content.write_text(text.replace(f"{block}\n{role}", shown), "utf-8")
    table = write((*PEOPLE[:2], ("7", "Ada", "UK", "York", "")))
    call = ["batch", str(project), "--data", str(table), "--key", "id"]
    assert run(call) == 0, capsys.readouterr().err
    said = {key: words(path) for key, path in made(project).items()}
    assert "Come and borrow, Ada" in said["7"]
    assert "who borrowed 128" in said["1042"]
    merged = [*call, "--merge", str(project / "all.pdf")]
    assert run(merged) == 0, capsys.readouterr().err
    assert "Come and borrow, Ada" in words(project / "all.pdf")
    text = content.read_text("utf-8")
    content.write_text(text.replace("Come and borrow,", "Only {own},"), "utf-8")
    capsys.readouterr()
    assert run(call) == 2
    assert "people.csv:4: error[row-value]: row 4: `value` must be" in capsys.readouterr().err


def test_all_faults_of_a_row_are_told_at_once_and_once(
    project: Path, write: Write, capsys: Capture
) -> None:
    content = project / "content.yaml"
    text = content.read_text("utf-8")
    (project / "assets/faces").mkdir()
    Image.new("RGB", (1200, 1200)).save(project / "assets/faces/1042.jpg")
    picture = "      - picture: assets/faces/{row.id}.jpg\n        alt: A reader\n      - qr:"
    content.write_text(text.replace("      - qr:", picture), "utf-8")
    table = write(((*PEOPLE[0][:4], "many"), ("7", "Ada", "UK", "York", "x")))
    assert run(["batch", str(project), "--data", str(table), "--key", "id"]) == 2
    told = capsys.readouterr().err
    assert "row 2: `value` must be" in told
    assert "row 3: `value` must be" in told
    assert told.count("There is no file `assets/faces/7.jpg`") == 1


def test_nothing_is_said_of_a_sample_that_is_not_made(
    project: Path, people: Path, capsys: Capture
) -> None:
    call = ["batch", str(project), "--data", str(people), "--limit", "1", "--sample"]
    assert run([*call, "0"]) == 0
    assert "anew" not in "".join(capsys.readouterr())
    assert run([*call, "1"]) == 0
    assert "making some of them anew" in capsys.readouterr().err


def test_a_cell_without_a_value_is_no_empty_one(project: Path, capsys: Capture) -> None:
    """A formula that no spreadsheet has calculated, as programs write them, and one in error."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADINGS, PEOPLE[0], PEOPLE[1], PEOPLE[2]):
        sheet.append(row)
    sheet["B3"] = '=A3&" Groß"'
    sheet["D4"] = "#N/A"
    sheet["F2"] = "=1/0"  # in a column that nothing names
    sheet["F1"] = "Rate"
    table = project.parent / "people.xlsx"
    book.save(table)
    call = ["batch", str(project), "--data", str(table), "--check"]
    assert run(call) == 2
    told = capsys.readouterr().err
    assert "people.xlsx:3: error[row-value]: row 3: The column `name` has a formula" in told
    assert "people.xlsx:4: error[row-value]: row 4: The column `city` shows the error #N/A" in told
    assert "row 2" not in told
    assert run([*call, "--limit", "1"]) == 0
    # Of a row that a condition has to be told by such a cell nobody knows whether it is meant.
    capsys.readouterr()
    assert run([*call, "--where", "rate >= 18"]) == 2
    told = capsys.readouterr().err
    assert "people.xlsx:2: error[row-value]: row 2: The column `Rate` has a formula" in told
    assert "holds for none" not in told
    assert run([*call, "--where", "id = 1042 and (id = 1042 or rate >= 18)"]) == 0


def test_no_more_rows_are_counted_than_there_are(
    project: Path, write: Write, capsys: Capture
) -> None:
    """Thirty letters that no font has, in one row."""
    rows = [("1", "".join(map(chr, range(0x4E00, 0x4E1E))), "UK", "York", "1"), PEOPLE[1]]
    assert run(["batch", str(project), "--data", str(write(rows)), "--key", "id"]) == 2
    told = capsys.readouterr().err.strip().splitlines()
    assert sum("row-glyph" in line for line in told) == 21
    assert told[-1].endswith("10 more findings are like these.")


def test_what_is_there_already_is_not_said_to_be_made(
    project: Path, people: Path, capsys: Capture
) -> None:
    call = ["batch", str(project), "--data", str(people), "--sample", "0"]
    assert run([*call, "--limit", "1"]) == 0
    capsys.readouterr()
    assert run(call) == 0
    assert "making 3 brochures" in capsys.readouterr().err
    assert run(call) == 0
    assert "making" not in capsys.readouterr().err


def test_letters_are_tried_in_what_each_row_is_shown(
    project: Path, write: Write, capsys: Capture
) -> None:
    """A name that only rows of one country print, which the first of the table is not from."""
    content = project / "content.yaml"
    text = content.read_text("utf-8").replace("For {row.name}, who borrowed", "Who borrowed")
    text = text.replace('title: "{row.name}: A Year', 'title: "A Year')
    content.write_text(text.replace("far from {row.city}", "far from {row.name}"), "utf-8")
    rows = [PEOPLE[0], ("7", "山田", "FR", "Lens", "1"), ("8", "山", "UK", "Hull", "1")]
    call = ["batch", str(project), "--data", str(write(rows)), "--check"]
    assert run(call) == 2
    told = capsys.readouterr().err
    assert "row 3: No font of the text has U+5C71" in told
    assert "row 4" not in told
    assert "rows" not in told.replace("3 rows", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_a_journal_that_cannot_be_written_is_told_of_as_any_file(tmp_path: Path) -> None:
    (tmp_path / "batch.journal").symlink_to("/dev/full")
    journal = Journal(tmp_path, fresh=True)
    with pytest.raises(InputError) as caught:
        journal.note("digest", ())
    (found,) = caught.value.diagnostics
    assert found.code == "output-unwritable"
    assert "batch.journal" in str(found.message)
    with pytest.raises(InputError, match=r"batch\.journal"):
        journal.close()  # it has no disk that could have it


def test_two_rows_of_one_key_hide_nothing_else(
    project: Path, write: Write, capsys: Capture
) -> None:
    """All that is wrong is told at once."""
    first, second, *rest = PEOPLE
    bad = (first[0], second[1], second[2], second[3], "many")
    people = write([first, bad, *rest])
    assert run(["batch", str(project), "--data", str(people), "--key", "id"]) == 2
    told = capsys.readouterr().err
    assert "error[batch-names]" in told
    assert "error[row-value]: row 3: " in told


def test_a_cell_that_is_printed_and_empty_is_told(
    project: Path, write: Write, capsys: Capture
) -> None:
    """Of the rows that are shown it; the city is printed to readers in France alone."""
    first, second, third, fourth = PEOPLE
    people = write([
        (first[0], "", *first[2:]), (*second[:3], " ", second[4]),
        (*third[:3], "", third[4]), (fourth[0], "", *fourth[2:]),
    ])  # fmt: skip
    assert run(["batch", str(project), "--data", str(people), "--key", "id", "--check"]) == 0
    out, err = capsys.readouterr()
    told = [line for line in err.splitlines() if "row-wordless" in line]
    assert len(told) == 2
    assert "people.csv:3:4: warning[row-wordless]: row 3: The cell of the column `city`" in told[1]
    assert "people.csv:2:2: warning[row-wordless]: rows 2, 5: The cell of the column" in told[0]
    assert "`when: {row: city, filled: true}`" in told[1]
    assert "All rows are sound" not in out


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("batch.report.csv", ["--out", "."]),
        ("all.records.csv", ["--merge", "all.pdf"]),
        ("all-02.records.csv", ["--merge", "all.pdf", "--split", "2"]),
    ],
)
def test_a_batch_never_writes_over_its_own_table(
    project: Path,
    people: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    more: list[str],
) -> None:
    monkeypatch.chdir(people.parent)
    table = people.rename(people.with_name(name))
    before = table.read_bytes()
    assert run(["batch", str(project), "--data", name, *more]) == 2
    assert f"{name}: error[output-source]" in capsys.readouterr().err
    assert table.read_bytes() == before
    assert list(people.parent.glob("*.pdf")) == []
