"""What the pages look like: small pictures, compared with those of last time.

A page that has changed is shown beside what it was in `build/pages/report.html`. Pictures are
kept small and compared with some tolerance: other versions of PDFium draw edges a little
differently. `pytest tests/pages --update-golden` keeps the new ones.
"""

from __future__ import annotations

import base64
import html
import io
from pathlib import Path
from shutil import copytree

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from depliant.build import pipeline
from depliant.build.report import BuildRequest

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "pages"
REPORT = ROOT / "build" / "pages" / "report.html"
DPI = 40
MEAN, SPOT = 1.5, 90
"""How far pages may differ: the mean of all pixels, and any one of them once blurred, of 255."""


def pages(press: Path) -> dict[str, Image.Image]:
    """Each side of a sheet as a picture, by the name of its golden."""
    name = press.name.partition(".")[0]
    with pypdfium2.PdfDocument(press) as document:
        return {
            f"{name}-{number}.png": page.render(scale=DPI / 72).to_pil().convert("RGB")
            for number, page in enumerate(document, start=1)
        }


def compare(name: str, now: Image.Image, *, update: bool) -> None:
    """Fail where a page is not what its golden shows, or make that new."""
    kept = GOLDEN / name
    if update:
        kept.parent.mkdir(parents=True, exist_ok=True)
        now.save(kept, optimize=True)
    before = Image.open(kept).convert("RGB")
    assert now.size == before.size
    difference = ImageChops.difference(now, before)
    mean = sum(ImageStat.Stat(difference).mean) / 3
    spot = max(high for _, high in ImageStat.Stat(difference.reduce(4)).extrema)
    if mean > MEAN or spot > SPOT:
        _report(name, before, now, difference)
        pytest.fail(f"{name} has changed (mean {mean:.2f}, spot {spot}): see {REPORT}")


def _report(name: str, before: Image.Image, now: Image.Image, difference: Image.Image) -> None:
    """Add a page to the report: before, after, difference."""
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    figures = "".join(
        f'<figure><img alt="" src="{_data(picture)}"><figcaption>{word}</figcaption></figure>'
        for word, picture in (("before", before), ("now", now), ("difference", difference))
    )
    row = f"<h2>{html.escape(name)}</h2><div>{figures}</div>"
    head = (
        '<!doctype html><meta charset="utf-8"><title>Pages</title>'
        "<style>div{display:flex;gap:1em}figure{margin:0}img{max-width:100%}</style>"
    )
    text = REPORT.read_text(encoding="utf-8") if REPORT.exists() else head
    REPORT.write_text(text + row, encoding="utf-8")


def _data(picture: Image.Image) -> str:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")


def test_a_page_looks_as_it_did(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    accordion = ROOT / "tests" / "data" / "accordion"
    asked = BuildRequest(targets=("press",), out=tmp_path, preflight=False)
    report = pipeline.build(accordion, asked)
    found = pages(report.files[0].path)
    assert list(found) == ["tide-mill-1.png"]
    for name, now in found.items():
        compare(name, now, update=request.config.getoption("--update-golden"))


def test_the_pages_of_frames_look_as_they_did(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Columns that balance, a story over two pages, an aside, a row, a foot, running heads."""
    project = tmp_path / "programme"
    copytree(ROOT / "tests" / "data" / "programme", project)
    copytree(ROOT / "tests" / "data" / "accordion" / "assets" / "icc", project / "assets" / "icc")
    asked = BuildRequest(targets=("press",), out=tmp_path / "out", preflight=False)
    report = pipeline.build(project, asked)
    assert not report.diagnostics
    found = pages(report.files[0].path)
    assert list(found) == [f"programme-{number}.png" for number in range(1, 5)]
    for name, now in found.items():
        compare(name, now, update=request.config.getoption("--update-golden"))
