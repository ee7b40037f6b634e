"""SVG images in Chromium: painted as poppler paints the screen file, by themselves and in a page.

Every request other than for the file itself is a failure, and so is anything that the browser's
console has to say.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path as File
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat
from tests.judges.programs import missing

from depliant.build import pipeline
from depliant.build.report import BuildRequest
from depliant.colour import BLACK, Colour
from depliant.display.items import (
    DisplayDocument,
    Form,
    Group,
    Mark,
    Metadata,
    Path,
    Picture,
    Raster,
    Stroke,
)
from depliant.display.items import (
    Page as Sheet,
)
from depliant.display.structure import Element
from depliant.geometry import Matrix, Outline, Rect, Size, mm, rectangle
from depliant.press.condition import PressSpec, load_condition
from depliant.writers.targets import ImageOptions, Options, target_named

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ACCORDION = File(__file__).parents[1] / "data" / "accordion"
ICC = ACCORDION / "assets" / "icc" / "FOGRA39L_coated.icc"
SPOT = Colour(0.9, 0.4, 0.0, 0.1, spot="Sea")
PPI = 96
SOFT = 1.5
"""Pixels: the blur of both paintings, since programs smooth edges differently."""

Open = Callable[[str], "Page"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> File:
    """The second brochure: its screen file, its panels as SVG, and below `sides` its sheet."""
    folder = tmp_path_factory.mktemp("svg")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEPLIANT_CACHE", str(folder / "cache"))
        panels = BuildRequest(targets=("screen", "svg"), out=folder, preflight=False)
        pipeline.build(ACCORDION, panels)
        sides = BuildRequest(
            targets=("svg", "image"), images=ImageOptions("sides", ppi=PPI), out=folder / "sides"
        )
        pipeline.build(ACCORDION, sides)
    return folder


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Open an address in a window that is large enough; nothing else may be asked for or said."""
    context = browser.new_context(viewport={"width": 1600, "height": 900})
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.on("request", lambda request: asked.append(request.url))

    def open_address(address: str) -> Page:
        page.goto(address)
        return page

    yield open_address
    context.close()
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def by_chromium(page: Page, size: tuple[int, int]) -> Image.Image:
    clip = {"x": 0, "y": 0, "width": size[0], "height": size[1]}
    return Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")  # type: ignore[arg-type]


def by_poppler(file: File, number: int, to: File) -> Image.Image:
    if shutil.which("pdftoppm") is None:
        missing("pdftoppm")
    which = ["-f", str(number), "-l", str(number), "-r", str(PPI), "-png", "-singlefile"]
    subprocess.run(["pdftoppm", *which, str(file), str(to / "page")], check=True)
    return Image.open(to / "page.png").convert("RGB")


def away(one: Image.Image, other: Image.Image) -> tuple[float, int]:
    """How far two paintings differ, of 255: on average, and at most in any place."""
    softened = [image.filter(ImageFilter.GaussianBlur(SOFT)) for image in (one, other)]
    difference = ImageStat.Stat(ImageChops.difference(*softened).convert("L"))
    return difference.mean[0], difference.extrema[0][1]


MEAN, MOST = 1.6, 70.0
"""Measured: 1.2 on a panel full of text, and 63 at an edge, which PDFium moves to whole pixels; a
run of text lost: 96."""


@pytest.mark.parametrize(
    ("number", "panel"), [(1, "front"), (2, "tide"), (3, "people"), (4, "visit")]
)
def test_a_panel_looks_like_its_page(
    number: int, panel: str, folder: File, opened: Open, tmp_path: File
) -> None:
    theirs = by_poppler(folder / "tide-mill.en.screen.pdf", number, tmp_path)
    page = opened((folder / f"tide-mill.en.{panel}.svg").as_uri())
    mean, most = away(by_chromium(page, theirs.size), theirs)
    assert mean < MEAN
    assert most < MOST


def test_one_run_of_text_that_is_missing_is_seen(
    folder: File, opened: Open, tmp_path: File
) -> None:
    theirs = by_poppler(folder / "tide-mill.en.screen.pdf", 2, tmp_path)
    text = (folder / "tide-mill.en.tide.svg").read_text(encoding="utf-8")
    runs = re.findall(r'<g fill="[^>]*>(?:<use [^>]*>)+</g>', text)
    assert len(runs) > 10
    (tmp_path / "broken.svg").write_text(text.replace(runs[8], ""), encoding="utf-8")
    page = opened((tmp_path / "broken.svg").as_uri())
    _, most = away(by_chromium(page, theirs.size), theirs)
    assert most > MOST


def test_a_side_looks_like_its_image(folder: File, opened: Open) -> None:
    """Panels side by side: each clips what runs over its fold."""
    theirs = Image.open(folder / "sides" / "tide-mill.en.inside.png").convert("RGB")
    page = opened((folder / "sides" / "tide-mill.en.inside.svg").as_uri())
    mean, most = away(by_chromium(page, theirs.size), theirs)
    assert mean < MEAN
    assert most < MOST


def test_pictures_clips_and_lines_look_as_in_the_png(opened: Open, tmp_path: File) -> None:
    document, spec = pictured(), PressSpec(load_condition(ICC, "FOGRA39"), mm(3), mm(4))
    options = Options("p", ImageOptions(ppi=PPI))
    image, _ = target_named("image").write(document, spec, options)
    drawing, _ = target_named("svg").write(document, spec, options)
    (tmp_path / drawing.name).write_bytes(drawing.data)
    theirs = Image.open(io.BytesIO(image.data)).convert("RGB")
    page = opened((tmp_path / drawing.name).as_uri())
    mean, most = away(by_chromium(page, theirs.size), theirs)
    assert mean < MEAN
    assert most < MOST
    assert len(theirs.resize((20, 20)).getcolors() or ()) > 60, "there is something to see"


def pictured() -> DisplayDocument:
    """A picture that fades out, cropped, turned and clipped; a form twice; lines of each kind."""
    samples = bytes(v for y in range(60) for x in range(80) for v in (3 * x, 4 * y, 90))
    alpha = bytes(3 * x for _ in range(60) for x in range(80))
    fading = Picture(
        Raster("fading", 80, 60, "rgb", samples, None, alpha),
        Rect(0, 0, 120, 90),
        Rect(10.5, 5, 60, 45),
        SPOT.at(0.4),
    )
    turned = Group((fading,), Matrix(0.9, 0.3, -0.3, 0.9, 60, 20), rectangle(Rect(5, 5, 90, 80)))
    square = rectangle(Rect(0, 0, 30, 30))
    ring = (*square, *rectangle(Rect(8, 8, 14, 14)))
    holed = (Path(ring, fill=SPOT, even_odd=True), Path(square, stroke=Stroke(BLACK, 3.0)))
    strokes = tuple(
        Path((("M", 20.0, y), ("L", 90.0, y + 20), ("L", 100.0, y)), stroke=stroke)
        for y, stroke in (
            (150.0, Stroke(BLACK, 4.0)),
            (165.0, Stroke(SPOT, 5.0, (), "round", "round")),
            (180.0, Stroke(BLACK, 2.0, (6.0, 4.0), "square", "bevel")),
            (195.0, Stroke(SPOT, 3.0, (8.0, 4.0), phase=5.0)),
            (210.0, Stroke(BLACK, 4.0, miter=1.5)),
        )
    )
    ground = Path(rectangle(Rect(-9, -9, 300, 70)), fill=SPOT.at(0.4))
    forms = tuple(
        Form(holed, Rect(-1, -1, 28, 40), Matrix(1.5, 0, 0, 1.5, x, 150)) for x in (130.0, 200.0)
    )
    whole = Path(rectangle(Rect(200, 60, 60, 60)), fill=BLACK)
    window = Group((whole,), Matrix(2, 0, 0, 2, -210, -60), (*square_at(210), *square_at(214, 22)),
                   even_odd=True)  # fmt: skip
    page = Sheet(Size(260, 220), (Mark((ground, turned, *strokes, *forms, window), None),), "1")
    metadata = Metadata("P", "en", "2024-01-01T00:00:00+00:00", "p.en")
    return DisplayDocument((page,), Element("Document"), (), metadata)


def square_at(edge: float, side: float = 30.0) -> Outline:
    """A square whose corner lies `edge` to the right, a little lower than the first."""
    return rectangle(Rect(edge, 60 + (30 - side) / 2, side, side))


def test_images_stand_in_one_page_and_can_be_heard(
    folder: File, opened: Open, axe: str, tmp_path: File
) -> None:
    """All panels inline in one HTML page: no name is taken twice, links are reached by keyboard."""
    drawings = [
        path.read_text(encoding="utf-8").partition("?>")[2] for path in sorted(folder.glob("*.svg"))
    ]
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Mill</title>'
    html = f"{head}<main><h1>Mill</h1>{''.join(drawings)}</main></html>"
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    page = opened((tmp_path / "page.html").as_uri())
    page.evaluate(axe)
    found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice']})")
    assert [fault["id"] for fault in found["violations"]] == []
    links = page.get_by_role("link")
    assert links.count() == page.locator("svg a").count() > 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "a"
    assert page.get_by_role("img", name="Twice a day").count() == 1
