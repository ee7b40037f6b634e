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
            assert "pdfaid:part" not in metadata
        assert [one.S for one in pdf.Root.OutputIntents] == ["/GTS_PDFX"]
        assert "/StructTreeRoot" not in pdf.Root
        labels = pypdfium2.PdfDocument(file).get_page_label(2)
        assert labels == "2002 outside"
    capsys.readouterr()
    assert run(["preflight", str(file)]) == 0
    assert "1 warning." in capsys.readouterr().out


def test_a_row_that_fails_is_left_out(project: Path, write: Write, capsys: Capture) -> None:
    file = project / "all.pdf"
    data = write([PEOPLE[0], ("1050", "Anna " * 400, "UK", "York", "3"), PEOPLE[1]])
    call = ["batch", str(project), "--data", str(data), "--key", "id", "--merge", str(file)]
    assert run(call) == 1
    assert "error[batch-failed]" in capsys.readouterr().err
    assert [row["name"] for row in records(file)] == ["1042", "1043"]
    assert len(pypdfium2.PdfDocument(file)) == 4


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
