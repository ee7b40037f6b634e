"""Booklets, and sheets for the press, as the command builds them for printers and offices."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pikepdf
import pytest
from tests.judges.programs import judge, verapdf

from depliant.build.pipeline import build
from depliant.build.report import BuildReport, BuildRequest
from depliant.commands.cli import run
from depliant.errors import BrochureError
from depliant.press.imposition import imposition

ACCORDION = Path(__file__).parent / "data" / "accordion"
PANEL = (
    "  - {{id: p{0}, design: default, title: Page {0}, blocks: "
    "[{{text: Words of page {0} that are read.}}]}}\n"
)


def booklet(folder: Path, pages: int, more: str = "", fold: str = "saddle") -> Path:
    """A booklet of A5 pages of a few words each, with folios."""
    root = folder / "project"
    shutil.copytree(ACCORDION, root)
    style = root / "assets" / "style.yaml"
    text = style.read_text(encoding="utf-8")
    sheet = f"format: {{size: A5, fold: {fold}, safe_mm: 5{more}}}"
    style.write_text(re.sub(r"format: .*", sheet, text), encoding="utf-8")
    head = "id: small\ntitle: Small\nlanguage: en\ndate: 2026\npanels:\n"
    head += "  - {id: p1, design: default, blocks: [{heading: Small, level: 1}]}\n"
    panels = "".join(PANEL.format(number) for number in range(2, pages + 1))
    (root / "content.yaml").write_text(head + panels, encoding="utf-8")
    return root


def built(root: Path, way: str | None, **more: object) -> BuildReport:
    how = imposition(way) if way else None
    return build(root, BuildRequest(imposition=how, out=root / "out", **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("way", [None, "saddle"])
@pytest.mark.parametrize("printer", ["generic-coated", "web-to-print", "pdf-x1a"])
def test_printers_take_a_booklet_as_pages_and_as_sheets(
    printer: str, way: str | None, tmp_path: Path
) -> None:
    report = built(booklet(tmp_path, 8), way, targets=("press",), printer=printer)
    (file,) = report.files
    assert str(file.preflight) == "sound"
    assert file.pages == (4 if way else 8)


def test_a_printer_who_sets_his_own_marks_gets_sheets_without(tmp_path: Path) -> None:
    root = booklet(tmp_path, 4)
    plain = built(root, "saddle", targets=("press",), printer="web-to-print").files[0]
    with pikepdf.open(plain.path) as pdf:
        page = pdf.pages[0]
        assert [float(a) for a in page.bleedbox] == pytest.approx([float(a) for a in page.mediabox])


def test_pages_that_do_not_fill_the_sheets_write_nothing(tmp_path: Path) -> None:
    root = booklet(tmp_path, 6)
    with pytest.raises(BrochureError) as refused:
        built(root, None)
    assert [one.code for one in refused.value.diagnostics] == ["booklet-pages"]
    assert not list((root / "out").glob("*"))


def test_sheets_that_creep_far_are_bled_all_round(tmp_path: Path) -> None:
    """Twelve sheets of thick paper, a ground on every page: no edge of any is without its bleed."""
    root = booklet(tmp_path, 48, ", caliper_mm: 0.2")
    (file,) = built(root, "saddle", targets=("press",)).files
    assert str(file.preflight) == "sound"
    words = judge("pdftotext", file.path, "-")
    assert [words.count(f"Words of page {page} ") for page in (2, 24, 48)] == [1, 1, 1]


def test_empty_pages_at_the_end_are_printed_and_not_shown(tmp_path: Path) -> None:
    root = booklet(tmp_path, 6, ", blank: end")
    files = {file.target: file for file in built(root, None).files}
    assert (files["press"].pages, files["screen"].pages) == (8, 6)
    press, screen = files["press"].path, files["screen"].path
    assert verapdf(press, screen) == [
        f"PASS {press} 2a", f"PASS {press} ua1", f"PASS {screen} 3a", f"PASS {screen} ua1",
    ]  # fmt: skip
    on_sheets = built(root, "saddle", targets=("press",)).files[0].path
    assert verapdf(on_sheets) == [f"PASS {on_sheets} 2a", f"PASS {on_sheets} ua1"]


def test_an_office_prints_sheets_of_its_own_paper(tmp_path: Path) -> None:
    report = built(booklet(tmp_path, 8), "saddle", targets=("office",))
    (file,) = report.files
    assert file.path.name == "small.en.imposed.office.pdf"
    assert "office-paper" not in {one.code for one in report.diagnostics}
    with pikepdf.open(file.path) as pdf:
        assert len(pdf.pages) == 4
        assert [round(float(edge) * 25.4 / 72) for edge in pdf.pages[3].trimbox] == [0, 0, 296, 210]
        assert str(pdf.Root.ViewerPreferences.Duplex) == "/DuplexFlipShortEdge"


@pytest.mark.parametrize("way", ["turn", "tumble", "stack:1x2:one-sided"])
def test_sheets_that_have_no_back_in_the_file_may_be_odd_in_number(
    way: str, tmp_path: Path
) -> None:
    root = booklet(tmp_path, 6, fold="none, orientation: portrait")
    (file,) = built(root, way, targets=("press",)).files
    assert file.pages == 3
    assert str(file.preflight) == "sound"


@pytest.mark.parametrize("way", ["repeat:2x2", "stack:2x2", "turn", "tumble"])
def test_sheets_of_cards_are_as_conformant_as_pages(way: str, tmp_path: Path) -> None:
    root = booklet(tmp_path, 8, fold="none, orientation: portrait")
    file = built(root, way, targets=("press",)).files[0]
    assert str(file.preflight) == "sound"
    assert verapdf(file.path) == [f"PASS {file.path} 2a", f"PASS {file.path} ua1"]


def test_a_way_that_is_none_is_told_with_those_that_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", str(booklet(tmp_path, 4)), "--impose", "sadle"]) == 2
    said = capsys.readouterr().err
    assert "--impose takes saddle, repeat:2x4" in said
    assert "Did you mean `saddle`?" in said


def test_a_folded_sheet_has_no_pages_to_staple(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = booklet(tmp_path, 4, fold="half")
    assert run(["build", str(root), "--impose", "saddle", "--no-preflight"]) != 0
    assert "impose-unfit" in capsys.readouterr().err
    assert not list((root / "out").glob("*"))


def test_only_a_booklet_lies_open_two_by_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = booklet(tmp_path, 4, fold="half")
    assert run(["build", str(root), "--spreads", "--target", "screen"]) != 0
    assert "Leave --spreads out" in capsys.readouterr().err
