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


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Image.Image]:
    """Each side of the leaflet's sheet, and of the second brochure's, as a picture."""
    found: dict[str, Image.Image] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEPLIANT_CACHE", str(tmp_path_factory.mktemp("cache")))
        for project in (ROOT, ROOT / "tests" / "data" / "accordion"):
            out = tmp_path_factory.mktemp("out")
            report = pipeline.build(project, BuildRequest(targets=("press",), out=out))
            document = pypdfium2.PdfDocument(report.files[0].path)
            name = report.files[0].path.name.partition(".")[0]
            for number, page in enumerate(document, start=1):
                picture = page.render(scale=DPI / 72).to_pil().convert("RGB")
                found[f"{name}-{number}.png"] = picture
            document.close()
    return found


@pytest.mark.parametrize("name", ["chiffres-cles-1.png", "chiffres-cles-2.png", "tide-mill-1.png"])
def test_a_page_looks_as_it_did(
    name: str, pages: dict[str, Image.Image], request: pytest.FixtureRequest
) -> None:
    now, kept = pages[name], GOLDEN / name
    if request.config.getoption("--update-golden"):
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
