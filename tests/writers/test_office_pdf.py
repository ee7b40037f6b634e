"""The office file: sides at their size, and what a viewer is told of printing them."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace
from tests.judges.programs import judge, verapdf

from depliant.display.items import DisplayDocument
from depliant.geometry import MM, Size, mm
from depliant.press.condition import PressSpec
from depliant.writers import office_pdf
from depliant.writers.office_pdf import TARGET, duplex
from depliant.writers.targets import Options

A4 = Size(mm(297), mm(210))


def written(document: DisplayDocument, spec: PressSpec) -> bytes:
    (output,) = TARGET.write(document, spec, Options("essai.fr"))
    return output.data


def test_a_viewer_prints_it_at_its_size(document: DisplayDocument, spec: PressSpec) -> None:
    with pikepdf.open(io.BytesIO(written(document, spec))) as pdf:
        told = pdf.Root.ViewerPreferences
        assert told.PrintScaling == "/None"
        assert told.PickTrayByPDFSize
        assert str(told.Duplex).removeprefix("/") == duplex([p.trim for p in document.pages])
        for page, drawn in zip(pdf.pages, document.pages, strict=True):
            assert [float(edge) for edge in page.mediabox] == pytest.approx(
                [0, 0, *drawn.trim], abs=0.01
            )


@pytest.mark.parametrize(
    ("pages", "turned"),
    [
        ([A4], "Simplex"),
        ([A4, A4], "DuplexFlipShortEdge"),
        ([Size(A4.height, A4.width)] * 2, "DuplexFlipLongEdge"),
    ],
)
def test_paper_is_turned_like_a_page(pages: list[Size], turned: str) -> None:
    assert duplex(pages) == turned


@pytest.mark.parametrize("paper", office_pdf.PAPERS.values())
def test_papers_of_the_office_need_no_word(paper: tuple[float, float]) -> None:
    short, long = (edge * MM for edge in paper)
    assert TARGET.advise([Size(short, long)]) == ()
    assert TARGET.advise([Size(long, short)] * 2) == ()


def test_another_sheet_is_warned_of() -> None:
    (said,) = TARGET.advise([Size(mm(396), mm(210))] * 2)
    assert said.code == "office-paper"
    assert "396 × 210 mm" in str(said)


def test_it_is_for_everybody(document: DisplayDocument, spec: PressSpec, tmp_path: Path) -> None:
    path = tmp_path / "office.pdf"
    path.write_bytes(written(replace(document, attachments=()), spec))
    assert "No syntax or stream encoding errors" in judge("qpdf", "--check", path)
    assert [line.split()[0] for line in verapdf(path)] == ["PASS", "PASS"]
