"""The festival's programme as a printer may ask for it besides: its pages on sheets."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from tests.conftest import Once
from tests.judges.programs import verapdf

from depliant.commands.cli import run

HERE = Path(__file__).parent
PROFILE = HERE.parents[1] / "assets" / "icc" / "FOGRA39L_coated.icc"

ON_SHEETS = {
    "1 outside 8–cover": ("With thanks to", "12–15 June 2026"),
    "1 inside 2–7": ("Welcome", "Getting here"),
    "2 outside 6–3": ("Two to look out for", "The piano on the barge"),
    "2 inside 4–5": ("Programme", "Sunday 14 June"),
}
"""What stands at the left and at the right of each side, by its label."""


def _make(folder: Path) -> None:
    project = folder / "project"
    shutil.copytree(HERE / "a-festival", project)
    (project / "assets" / "icc").mkdir(parents=True, exist_ok=True)
    shutil.copy(PROFILE, project / "assets" / "icc")
    ways = (["--target", "press", "--impose", "saddle"], ["--target", "screen", "--spreads"])
    for way in ways:
        run(["build", str(project), *way, "--out", str(folder / "out"), "--json"])


@pytest.fixture
def programme(once: Once) -> Path:
    """The folder with the imposed press file and the screen file in spreads."""
    return once("job-a-on-sheets", _make) / "out"


def test_the_sheets_of_the_programme_hold_its_pages(programme: Path) -> None:
    file = programme / "festival.en.imposed.press.pdf"
    with pikepdf.open(file) as pdf, pypdfium2.PdfDocument(file) as shown:
        labels = [str(page.label) for page in pdf.pages]
        assert labels == [*ON_SHEETS]
        for label, page in zip(labels, shown, strict=True):
            width, height = page.get_size()
            text = page.get_textpage()
            for half, said in enumerate(ON_SHEETS[label]):
                box = (half * width / 2, 0, (half + 1) * width / 2, height)
                words = re.sub(r"\s+", " ", text.get_text_bounded(*box))
                assert said in words, (label, half)
                assert ON_SHEETS[label][1 - half] not in words


def test_the_sheets_are_as_sound_as_single_pages(programme: Path) -> None:
    file = programme / "festival.en.imposed.press.pdf"
    assert verapdf(file) == [f"PASS {file} 2a", f"PASS {file} ua1"]
    with pikepdf.open(file) as pdf:
        metadata = pdf.Root.Metadata.read_bytes()
        assert b"PDF/X-4" in metadata
        for page in pdf.pages:
            assert [round(float(edge) * 25.4 / 72) for edge in page.trimbox[2:]] == [311, 225]


def test_spreads_of_the_programme_are_sound_for_readers(programme: Path) -> None:
    file = programme / "festival.en.screen.pdf"
    assert verapdf(file) == [f"PASS {file} 3a", f"PASS {file} ua1"]
    with pikepdf.open(file) as pdf:
        assert [str(page.label) for page in pdf.pages] == ["cover", "2–3", "4–5", "6–7", "8"]
        assert len(pdf.pages[3].Annots) >= 1


def test_the_programme_passes_preflight_on_its_sheets(
    programme: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = programme / "festival.en.imposed.press.pdf"
    run(["preflight", str(file), "--json"])
    found = json.loads(capsys.readouterr().out)
    codes = {one["code"] for one in found["diagnostics"] if one["severity"] != "info"}
    assert codes <= {"image-resolution", "image-ppi"}, codes
