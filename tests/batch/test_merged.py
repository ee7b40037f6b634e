"""All brochures in one press file: each page is painted as the brochure's own file is."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from tests.batch.conftest import PEOPLE, Write, personal
from tests.batch.test_batch import made
from tests.judges.programs import judge

from depliant.batch import lane
from depliant.commands.cli import run

Capture = pytest.CaptureFixture[str]

NAMES = ("Ada Lovelace", "Zoë Ek", "Żaneta Šimić", "Bob", "Émile Âgé", "Jo Ann van der Meer")
SEVERAL = tuple(
    (str(2000 + n), f"{NAMES[n % 6]} {'ABCDEFGH'[n % 8]}.", "UK" if n % 3 else "FR", "York", str(n))
    for n in range(1, 25)
)
LONG = ("3000", "Wolfeschlegelsteinhausenbergerdorff " * 3, "UK", "York", "12")


def pixels(file: Path) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(file)
    for page in document:
        yield page.render(scale=0.8).to_numpy()


def merged(project: Path, data: Path, *more: str) -> Path:
    file = project / "all.pdf"
    call = ["batch", str(project), "--data", str(data), "--key", "id", "--merge", str(file)]
    assert run([*call, *more]) == 0
    return file


def report(project: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((project / "batch.report.json").read_bytes())
    return found


def records(file: Path) -> list[dict[str, str]]:
    text = file.with_name(f"{file.stem}.records.csv").read_text("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def test_every_page_is_that_of_the_brochure_alone(
    project: Path, write: Write, capsys: Capture
) -> None:
    """Rows by the lane, and one whose words need another line: which must stand over nothing."""
    data = write([*SEVERAL, LONG, *PEOPLE])
    file = merged(project, data)
    assert "Merged into" in capsys.readouterr().out
    assert run(["batch", str(project), "--data", str(data), "--key", "id", "--sample", "0"]) == 0
    alone = made(project)
    pages = [*pixels(file)]
    rows = records(file)
    assert [row["name"] for row in rows] == [row[0] for row in (*SEVERAL, LONG, *PEOPLE)]
    assert len(pages) == 2 * len(rows)
    for row in rows:
        first = int(row["first page"]) - 1
        own = [*pixels(alone[row["name"]])]
        for number, page in enumerate(own):
            # Of an artwork's edge one part in 255 may be rounded otherwise.
            difference = page.astype(int) - pages[first + number]
            assert abs(difference).max() <= 1, (row["name"], number)


def test_most_go_by_the_lane_and_the_report_says_so(project: Path, write: Write) -> None:
    merged(project, write(SEVERAL))
    told = report(project)
    assert isinstance(told["lane"], int)
    assert told["lane"] >= 12
    assert told["sample"] == {"rows": told["sample"]["rows"], "different": []}  # type: ignore[index]
    assert told["sample"]["rows"]


def test_what_is_shared_is_written_once(project: Path, write: Write) -> None:
    one = merged(project, write(SEVERAL[:1])).stat().st_size
    several = merged(project, write(SEVERAL)).stat().st_size
    assert several < one + 24 * 5_000


def test_it_claims_what_it_is(project: Path, write: Write, capsys: Capture) -> None:
    file = merged(project, write(SEVERAL[:4]))
    with pikepdf.open(file) as pdf:
        with pdf.open_metadata() as metadata:
            assert metadata["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
            # The title names a column, and no row's is that of all.
            assert metadata["dc:title"] == pdf.docinfo["/Title"] == "all"
            assert "pdfaid:part" not in metadata
        assert [one.S for one in pdf.Root.OutputIntents] == ["/GTS_PDFX"]
        assert "/StructTreeRoot" not in pdf.Root
        labels = pypdfium2.PdfDocument(file).get_page_label(2)
        assert labels == "2002 outside"
    capsys.readouterr()
    assert run(["preflight", str(file)]) == 0
    assert "nothing found." in capsys.readouterr().out


def test_what_is_said_of_all_rows_is_said_of_the_file(project: Path, write: Write) -> None:
    content = project / "content.yaml"
    text = content.read_text("utf-8").replace("{row.name}: A Year", "A Year", 1)
    text = text.replace("keywords: [library,", "keywords: ['{row.name}',", 1)
    content.write_text(text, "utf-8")
    with pikepdf.open(merged(project, write(SEVERAL[:4]))) as pdf:
        assert str(pdf.docinfo["/Title"]).startswith("A Year at")
        assert "/Subject" in pdf.docinfo
        assert "Ada" not in str(dict(pdf.docinfo)) + pdf.Root.Metadata.read_bytes().decode()


def test_a_row_that_fails_is_left_out(project: Path, write: Write, capsys: Capture) -> None:
    file = project / "all.pdf"
    data = write([PEOPLE[0], ("1050", "Anna " * 400, "UK", "York", "3"), PEOPLE[1]])
    call = ["batch", str(project), "--data", str(data), "--key", "id", "--merge", str(file)]
    assert run(call) == 1
    assert "error[batch-failed]" in capsys.readouterr().err
    assert [row["name"] for row in records(file)] == ["1042", "1043"]
    assert len(pypdfium2.PdfDocument(file)) == 4


def test_files_of_so_many_are_the_same_whoever_makes_them(
    project: Path, write: Write, tmp_path: Path, capsys: Capture
) -> None:
    data = write(SEVERAL[:10])
    call = ["batch", str(project), "--data", str(data), "--key", "id", "--split", "4", "--merge"]
    assert run([*call, str(tmp_path / "a/all.pdf")]) == 0
    assert "Merged into 3 files, the first of them" in capsys.readouterr().out
    assert run([*call, str(tmp_path / "b/all.pdf"), "--jobs", "2", "--sample", "0"]) == 0
    names = [f"all-0{n}.{rest}" for n in (1, 2, 3) for rest in ("pdf", "records.csv")]
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    keys = [row["name"] for n in (1, 2, 3) for row in records(tmp_path / f"a/all-0{n}.pdf")]
    assert keys == [row[0] for row in SEVERAL[:10]]
    pages = [len(pypdfium2.PdfDocument(tmp_path / f"a/all-0{n}.pdf")) for n in (1, 2, 3)]
    assert pages == [8, 8, 4]


@pytest.mark.parametrize(
    ("way", "across", "where"),
    [
        # Five leaves in cells of two: the second pile goes under the first.
        ("stack:2x1", 2, [(1, 1), (3, 1), (5, 1), (1, 2), (3, 2)]),
        ("repeat:2x1", 2, [(1, 1), (3, 1), (5, 1), (7, 1), (9, 1)]),
        ("turn", 2, [(1, 1), (2, 1), (3, 1), (4, 1), (5, 1)]),
    ],
)
def test_pages_on_sheets_are_where_the_table_says(
    project: Path, write: Write, way: str, across: int, where: list[tuple[int, int]]
) -> None:
    data = write(SEVERAL[:5])
    file = merged(project, data, "--impose", way, "--marks", "none")
    rows = records(file)
    assert [(int(row["first page"]), int(row["cell"])) for row in rows] == where
    document = pypdfium2.PdfDocument(file)
    for (page, cell), row in zip(where, SEVERAL, strict=False):
        width, height = document[page - 1].get_size()
        side = width / across
        box = {"left": side * (cell - 1), "right": side * cell, "bottom": 0, "top": height}
        said = " ".join(document[page - 1].get_textpage().get_text_bounded(**box).split())
        assert f"For {row[1]}, who borrowed" in said
        others = [one for one in SEVERAL[:5] if one[1] != row[1] and f"For {one[1]}," in said]
        assert not others
    assert judge("qpdf", "--check", file).count("No syntax or stream encoding errors") == 1


def test_a_sheet_is_painted_as_its_pages_are(project: Path, write: Write) -> None:
    data = write(SEVERAL[:4])
    alone = [*pixels(merged(project, data, "--marks", "none"))]
    whole = [*pixels(merged(project, data, "--impose", "stack:1x1", "--marks", "none"))]
    assert len(alone) == len(whole) == 8
    for one, other in zip(alone, whole, strict=True):
        assert abs(one.astype(int) - other).max() <= 1


def test_sheets_are_of_merged_files(project: Path, people: Path, capsys: Capture) -> None:
    call = ["batch", str(project), "--data", str(people), "--impose"]
    assert run([*call, "stack:2x1"]) == 2
    assert "--impose puts the pages of merged files on sheets." in capsys.readouterr().err
    assert run([*call, "saddle", "--merge", str(project / "all.pdf")]) == 2
    assert "Booklets are not merged on sheets." in capsys.readouterr().err


def test_a_finished_file_is_kept_and_a_damaged_one_made_again(
    project: Path, write: Write, capsys: Capture
) -> None:
    data, file = write(SEVERAL[:6]), project / "all.pdf"
    merged(project, data, "--split", "3")
    first, second = project / "all-01.pdf", project / "all-02.pdf"
    known = first.stat().st_mtime_ns, second.read_bytes()
    second.write_bytes(known[1][:-9])
    capsys.readouterr()
    merged(project, data, "--split", "3")
    out = capsys.readouterr().out
    assert "3 brochures made." in out
    assert "3 were there already." in out
    assert (first.stat().st_mtime_ns, second.read_bytes()) == known
    write([*SEVERAL[:5], SEVERAL[7]])
    capsys.readouterr()
    merged(project, data, "--split", "3")
    assert "3 were there already." in capsys.readouterr().out
    assert second.read_bytes() != known[1]
    assert not file.exists()


def test_a_merge_that_is_killed_leaves_the_file_before(
    project: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = merged(project, write(SEVERAL[:3]))
    before = file.read_bytes()

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("depliant.writers.streamed.StreamedFile.add_written", full)
    call = ["batch", str(project), "--data", str(write(SEVERAL[:4])), "--merge", str(file)]
    assert run(call) == 1
    assert file.read_bytes() == before
    assert not [one for one in project.iterdir() if one.name.endswith(".part")]


def test_a_lane_that_goes_astray_is_told(
    project: Path, write: Write, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr(lane.Like, "is_same", lambda *_: False)
    call = ["batch", str(project), "--data", str(write(SEVERAL)), "--merge"]
    assert run([*call, str(project / "all.pdf")]) == 1
    assert "error[row-differs]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("      - text: 12 Alder", '      - text: "{row.city}[^a] 12 Alder'),
        ("  - id: back\n", '  - id: back\n    title: "{row.city}"\n'),
        ("          - text: \"**{visits} visits**", '          - text: "{row.city} **{visits}**'),
        ("data:\n          - {figure: novels", "data:\n          - {figure: own"),
    ],
)  # fmt: skip
def test_what_more_varies_is_set_in_full(tmp_path: Path, write: Write, old: str, new: str) -> None:
    """A note, a title, an item, a chart of a figure of the row's own."""
    project = personal(tmp_path / "more")
    content = project / "content.yaml"
    text = content.read_text("utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    if "[^a]" in new:
        text = text.replace("swimming pool.\n", 'swimming pool."\n', 1)
        text = text.replace("\nfigures:\n", "\nnotes: {a: A note.}\n\nfigures:\n", 1)
        text = text.replace(
            "    foot:\n      # Marks", "      - notes: panel\n    foot:\n      # Marks"
        )
    content.write_text(text, "utf-8")
    data = write(SEVERAL[:6])
    merged(project, data)
    assert report(project)["lane"] == 0


def test_editions_are_merged_in_turn(project: Path, write: Write) -> None:
    """A translator keeps `{row.name}` where the language has it."""
    assert run(["translate", "update", "de", "--project", str(project)]) == 0
    catalogue = project / "assets/translations/de.po"
    first, *entries = catalogue.read_text("utf-8").split("\n\n")
    for number, entry in enumerate(entries):
        found = re.search(r'^msgid ((?:".*"\n)+)', entry, re.MULTILINE)
        if found:
            words = found[1].rstrip().replace("For {row.name}, who", "Für {row.name}: who")
            for empty in ('msgstr ""', 'msgstr[0] ""', 'msgstr[1] ""'):
                entry = entry.replace(empty, f"{empty[:-3]} {words}")
        entries[number] = entry
    catalogue.write_text("\n\n".join((first, *entries)), "utf-8")
    file = merged(project, write(SEVERAL[:9]), "--editions", "en-GB,de")
    assert [row["edition"] for row in records(file)] == ["en-GB", "de"] * 9
    document = pypdfium2.PdfDocument(file)
    for number, row in enumerate(SEVERAL[:9]):
        for edition, begin in enumerate(("For", "Für")):
            said = document[4 * number + 2 * edition].get_textpage().get_text_range()
            assert f"{begin} {row[1]}" in " ".join(said.split())


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("--split", "3"), "--split parts a merged file."),
        (("--merge", "all.pdf", "--target", "screen"), "--merge makes press files alone."),
    ],
)
def test_what_is_of_no_use_is_refused_and_not_passed_over(
    project: Path, people: Path, capsys: Capture, call: tuple[str, ...], said: str
) -> None:
    assert run(["batch", str(project), "--data", str(people), *call]) == 2
    assert f"error[press-unasked]: {said}" in capsys.readouterr().err
