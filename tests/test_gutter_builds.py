"""Tables over two pages of a booklet in the files for printers and readers, judged from outside."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from tests.judges.programs import judge, verapdf
from tests.judges.test_output import heard

from depliant.commands.cli import run

from .test_booklet_builds import booklet, built

TABLE = """\
  - id: p2
    design: default
    title: Programme
    blocks:
      - text: What is on at the river.
      - table: schedule
        across: 2
        columns:
          - {heading: Hour, head: true, plain: true}
          - {heading: Stage}
          - {heading: Who plays}
          - {heading: Price, align: decimal}
        rows:
          - group: Friday
          - ["18:00", Quay, Slow Harbour, 12]
          - ["19:30", Barn, "La Ronde, and with them all the people of the lock and of the mill", 8]
          - group: Saturday
          - ["21:00", Boat, Bells, 10]
      - text: Below on the left.
  - id: p3
    design: default
    blocks:
      - text: Below on the right.
"""
ORDER = (
    "Hour (header) | Stage (header) | Who plays (header) | Price (header)",
    "Friday (header, 4 columns)",
    "Hour, Friday: 18:00 (header) | Friday, Stage: Quay | Friday, Who plays: Slow",
    "Saturday (header, 4 columns)",
    "Hour, Saturday: 21:00 (header) | Saturday, Stage: Boat | Saturday, Who plays: Bells",
    "end of table",
    "Below on the left.",
    "Below on the right.",
)


def programme(folder: Path, language: str = "en", fold: str = "saddle") -> Path:
    """A booklet of four pages, with a table over the second and the third."""
    root = booklet(folder, 4, fold=fold)
    content = root / "content.yaml"
    text = content.read_text(encoding="utf-8").replace("language: en", f"language: {language}")
    lines = text.splitlines(keepends=True)
    kept = [line for line in lines if "id: p2" not in line and "id: p3" not in line]
    content.write_text("".join((*kept[:-1], TABLE, kept[-1])), encoding="utf-8")
    return root


@pytest.mark.parametrize("language", ["en", "he"])
def test_all_files_are_sound_and_read_as_one_table(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = programme(tmp_path, language)
    ways = (("press", None), ("press", "saddle"), ("screen", None))
    for target, way in ways:
        report = built(root, way, targets=(target,))
        assert [str(file.preflight) for file in report.files] == ["sound"]
    spreads = tmp_path / "spreads"
    command = ["build", str(root), "--target", "screen", "--spreads", "--out", str(spreads)]
    assert run(command) == 0
    files = [*sorted((root / "out").glob("*.pdf")), *spreads.glob("*.pdf")]
    assert len(files) == 4
    assert [line for line in verapdf(*files) if not line.startswith("PASS")] == []
    for file in files:
        if "screen" in file.name:
            assert heard(file) == set()
        capsys.readouterr()
        assert run(["read-aloud", str(file)]) == 0
        said = capsys.readouterr().out
        places = [said.index(words) for words in ORDER]
        assert places == sorted(places)
        assert said.count("end of table") == 1


def test_a_table_is_one_element_and_its_cells_are_on_two_pages(tmp_path: Path) -> None:
    root = programme(tmp_path)
    (file,) = built(root, None, targets=("screen",)).files
    with pikepdf.open(file.path) as pdf:
        tables = [one for one in pdf.objects if _is(one, "/Table")]
        rows = [one for one in pdf.objects if _is(one, "/TR")]
        assert len(tables) == 1
        assert len(rows) == 6
        pages = {page.objgen for page in (cell.get("/Pg") for cell in _cells(pdf)) if page}
        assert len(pages) == 2
    left = judge("pdftotext", "-f", "2", "-l", "2", file.path, "-")
    right = judge("pdftotext", "-f", "3", "-l", "3", file.path, "-")
    for words in ("Hour", "Stage", "Friday", "19:30"):
        assert words in left
        assert words not in right
    for words in ("Who plays", "Slow Harbour", "Bells"):
        assert words in right
        assert words not in left


def test_notes_stand_on_the_page_of_their_marks(tmp_path: Path) -> None:
    root = programme(tmp_path)
    content = root / "content.yaml"
    text = content.read_text(encoding="utf-8")
    for plain, marked in (("Quay", "Quay[^mill]"), ("Slow Harbour", "Slow Harbour[^cello]")):
        text = text.replace(f"{plain},", f'"{marked}",')
    text = text.replace("panels:", "notes: {mill: By the mill., cello: A cello.}\npanels:", 1)
    content.write_text(text, encoding="utf-8")
    (file,) = built(root, None, targets=("screen",)).files
    left = judge("pdftotext", "-f", "2", "-l", "2", file.path, "-")
    right = judge("pdftotext", "-f", "3", "-l", "3", file.path, "-")
    assert "By the mill." in left
    assert "A cello." not in left
    assert "A cello." in right
    assert "By the mill." not in right


def _is(one: object, role: str) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.get("/S") == role


def _cells(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found = [one for one in pdf.objects if _is(one, "/TD") or _is(one, "/TH")]
    assert len(found) == 18
    return found


def test_a_folded_sheet_has_no_page_to_go_on_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = programme(tmp_path, fold="half")
    assert run(["build", str(root), "--no-preflight"]) != 0
    said = capsys.readouterr().err
    assert "table-across" in said
    assert "no booklet" in said
