"""The leaflet, built for each printer, before programs that nobody here wrote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest
from tests.judges.programs import judge, verapdf

from depliant.commands.cli import run

from .conftest import ROOT

RESOLUTION = 100
SLOPES = 16
"""Points of an edge that a hill's slope may leave white further out."""

PROCESS = {"Cyan", "Magenta", "Yellow", "Black"}


class Plate(NamedTuple):
    """The ink of one plate, row by row, 255 for solid."""

    width: int
    height: int
    rows: bytes

    def at(self, x: int, y: int) -> int:
        return self.rows[y * self.width + x]


@pytest.fixture(scope="module", params=["bleed-5mm", "web-to-print", "pdf-x1a"])
def job(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """A printer and the leaflet's press file for it."""
    folder = tmp_path_factory.mktemp("printed")
    call = ["build", str(ROOT), "--target", "press", "--printer", request.param]
    assert run([*call, "--out", str(folder)]) == 0
    (file,) = folder.glob("*.press.pdf")
    return request.param, file


def plates(file: Path, page: int, folder: Path) -> dict[str, Plate]:
    """Ghostscript's plates of a page by their ink."""
    from PIL import Image, ImageChops

    judge(
        "gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{RESOLUTION}",
        f"-dFirstPage={page}", f"-dLastPage={page}", f"-sOutputFile={folder}/page.tif", file,
    )  # fmt: skip
    found = {}
    for path in folder.glob("page(*).tif"):
        with Image.open(path) as plate:
            ink = ImageChops.invert(plate.convert("L"))
            found[path.stem[5:-1]] = Plate(ink.width, ink.height, ink.tobytes())
    return found


def test_qpdf_and_poppler_find_nothing(job: tuple[str, Path]) -> None:
    assert "No syntax or stream encoding errors found" in judge("qpdf", "--check", job[1])
    rows = [row.split() for row in judge("pdffonts", job[1]).splitlines()[2:]]
    assert rows
    assert all(row[-5:-2] == ["yes"] * 3 for row in rows)


def test_verapdf_passes_what_is_pdf_x4(job: tuple[str, Path]) -> None:
    printer, file = job
    if printer == "pdf-x1a":
        return  # is no PDF/A and does not say so; its own tests are in tests/writers
    assert verapdf(file) == [f"PASS {file} 2a", f"PASS {file} ua1"]


@pytest.mark.parametrize("page", [1, 2])
def test_the_plates_keep_the_limit(job: tuple[str, Path], page: int, tmp_path: Path) -> None:
    """Marks apart: registration colour is on every plate, beyond the bleed."""
    printer, file = job
    inks = plates(file, page, tmp_path)
    assert set(inks) == PROCESS
    limit = 2.8 if printer == "web-to-print" else 3.0
    heaviest = 0
    with pikepdf.open(file) as pdf:
        left, low, right, high = (float(edge) for edge in pdf.pages[page - 1].BleedBox)
        top = float(pdf.pages[page - 1].MediaBox[3]) - high
    scale = RESOLUTION / 72
    for y in range(round(top * scale) + 1, round((top + high - low) * scale) - 1):
        row = slice(round(left * scale) + 1, round(right * scale) - 1)
        lines = [plate.rows[y * plate.width :][row] for plate in inks.values()]
        heaviest = max(heaviest, *map(sum, zip(*lines, strict=True)))
    assert 255 * 0.9 < heaviest <= 255 * limit + len(inks), f"{heaviest / 2.55:.0f} % ink"


def rims(page: pikepdf.Page, scale: float) -> Iterator[list[tuple[tuple[int, int], ...]]]:
    """Points along each edge: one at the end of the bleed, one just inside the trim.

    Corners are left out.
    """
    bleed = [float(edge) * scale for edge in page.BleedBox]
    trim = [float(edge) * scale for edge in page.TrimBox]
    height = float(page.MediaBox[3]) * scale
    inside = 3
    across = range(round(trim[0]) + 20, round(trim[2]) - 20)
    along = range(round(height - trim[3]) + 20, round(height - trim[1]) - 20)
    for far, near in ((bleed[0] + 1.5, trim[0] + inside), (bleed[2] - 2.5, trim[2] - inside)):
        yield [((round(far), y), (round(near), y)) for y in along]
    for far, near in ((bleed[3] - 2.5, trim[3] - inside), (bleed[1] + 1.5, trim[1] + inside)):
        yield [((x, round(height - far)), (x, round(height - near))) for x in across]


@pytest.mark.parametrize("page", [1, 2])
def test_what_meets_the_trim_goes_on_to_the_end_of_the_bleed(
    job: tuple[str, Path], page: int, tmp_path: Path
) -> None:
    """Where there is ink just inside the trim, there is ink at the bleed's outer edge."""
    inks = plates(job[1], page, tmp_path)
    with pikepdf.open(job[1]) as pdf:
        edges = list(rims(pdf.pages[page - 1], RESOLUTION / 72))
    inked = 0
    for edge in edges:
        both = [
            (sum(plate.at(*far) for plate in inks.values()),
             sum(plate.at(*near) for plate in inks.values()))
            for far, near in edge
        ]  # fmt: skip
        painted = [far > 0 for far, near in both if near > 0]
        inked += len(painted)
        assert painted.count(False) <= SLOPES, "ink ends at the trim"
    assert inked > 1000, "the leaflet has grounds at its edges"


def test_a_spot_ink_is_a_plate_of_its_own_or_none(tmp_path: Path) -> None:
    """The second brochure prints in a spot: kept by one printer, converted for another."""
    project = ROOT / "tests" / "data" / "accordion"
    found = {}
    for printer in ("generic-coated", "web-to-print"):
        out = tmp_path / printer
        call = ["build", str(project), "--no-cache", "--target", "press", "--printer", printer]
        assert run([*call, "--out", str(out)]) == 0
        (file,) = out.glob("*.press.pdf")
        found[printer] = plates(file, 1, out)
    kept, converted = found["generic-coated"], found["web-to-print"]
    assert kept.keys() - converted.keys() == {"Saltmarsh Blue"}
    assert converted.keys() == PROCESS
    assert any(kept["Saltmarsh Blue"].rows)
    assert sum(converted["Cyan"].rows) > sum(kept["Cyan"].rows), "the ink has gone there"
