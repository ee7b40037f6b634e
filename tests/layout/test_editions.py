"""A panel in each language of the brochure, set by its rules and read back from the press file."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.judges.programs import judge

from depliant.geometry import mm
from depliant.layout.compose import compose
from depliant.layout.paging import imposed, paged
from depliant.press.condition import PressSpec, load_condition
from depliant.source.folder import Folder
from depliant.style.inheritance import load_style
from depliant.writers import press_pdf

from .conftest import ROOT, edition, glyph_runs, job, panel, paragraph

TEXTS = {
    "pl": "W Zagłębiu węglowym, wpisanym na Listę światowego dziedzictwa, szyby i hałdy opowiadają "
    "o trzech wiekach wydobycia węgla, a osiedla z cegły o życiu górników.",
    "de": "Fördergerüste, Abraumhalden und Bergarbeitersiedlungen erzählen von drei Jahrhunderten "
    "Kohlenbergbau; die Denkmalpflegerinnen „bewahren“ sie.",
    "uk": "Шахтний басейн внесено до Списку всесвітньої спадщини ЮНЕСКО: 353 об’єкти, терикони "
    "й робітничі селища розповідають про три століття видобутку вугілля в регіоні (Louvre-Lens).",
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_an_edition_is_set_and_read_back(language: str, tmp_path: Path) -> None:
    text = TEXTS[language]
    sheet = load_style(Folder(ROOT))
    # At the foot: at the head of that design lies a band, which is for a title.
    one = replace(panel(foot=(paragraph(text),)), design="inside")
    result = compose(replace(edition(one), language=language), job(sheet))
    assert [found for found in result.diagnostics if found.severity != "info"] == []
    document = paged(result)
    runs = [run for run, _ in glyph_runs(document.pages[0].items)]
    assert "".join(run.text for run in runs).replace("\u00ad", "") == text
    families = {run.face.family for run in runs}
    assert families == ({"Fira Sans", "Barlow"} if language == "uk" else {"Barlow"})
    icc = ROOT / "assets" / "icc" / "FOGRA39L_coated.icc"
    condition = load_condition(icc, "FOGRA39", "Coated FOGRA39 (ISO 12647-2:2004)")
    file = tmp_path / "press.pdf"
    file.write_bytes(press_pdf.write(imposed(result), PressSpec(condition, mm(3), mm(4))))
    read = judge("pdftotext", file, "-").replace("\u00ad\n", "").replace("-\n", "")
    assert read.split() == text.split()
