"""No seam shows where two panels meet that have the same art, at whatever size one looks."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree

import pytest
from PIL import Image
from tests.judges.programs import judge

from depliant.build import pipeline
from depliant.build.report import BuildRequest

ACCORDION = Path(__file__).parents[1] / "data" / "accordion"
SEA = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 396 210' width='396mm' height='210mm'>"
    "<rect id='wave' x='-10' y='105' width='420' height='120'/></svg>"
)
PANEL = "  - {id: p%d, design: default, blocks: [{text: a}]}\n"


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight panels of one ground, with one drawing over the four of each side."""
    root = tmp_path_factory.mktemp("sea") / "project"
    copytree(ACCORDION, root)
    (root / "assets" / "art" / "waves.svg").write_text(SEA, encoding="utf-8")
    style = root / "assets" / "style.yaml"
    deep = style.read_text(encoding="utf-8").replace("wave: tide-15", "wave: tide")
    style.write_text(deep, encoding="utf-8")
    content = root / "content.yaml"
    head = re.split(r"(?m)^panels:\n", content.read_text(encoding="utf-8"))[0]
    first = "  - {id: p0, design: default, blocks: [{heading: A, level: 1}]}\n"
    rest = "".join(PANEL % number for number in range(1, 8))
    content.write_text(f"{head}panels:\n{first}{rest}", encoding="utf-8")
    pipeline.build(root, BuildRequest(targets=("press",), preflight=False))
    [press] = (root / "out").glob("*.pdf")
    return press


@pytest.mark.parametrize("dpi", [40, 55, 72, 97, 110, 151])
def test_one_drawing_over_a_side_has_no_seam(press: Path, tmp_path: Path, dpi: int) -> None:
    judge("pdftoppm", "-r", str(dpi), "-f", "1", "-l", "1", "-png", press, tmp_path / "page")
    [file] = tmp_path.glob("page*.png")
    with Image.open(file) as page:
        row = page.convert("L").crop((4, page.height - 40, page.width - 4, page.height - 39))
    levels = row.tobytes()
    assert max(levels) - min(levels) <= 2
