"""Pixels of the press file: those that PDFium paints of the whole page, in parts that fit."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import Image

from depliant.build.memory import Memory
from depliant.build.project import Project
from depliant.build.session import Session
from depliant.geometry import Rect
from depliant.preview.png import png
from depliant.preview.raster import Part, Raster, pixels_of, within
from depliant.preview.snapshot import Pages, pages_of


@pytest.fixture
def pages(project: Path, memory: Memory) -> Pages:
    session = Session(Project.read(project), memory)
    composed = session.compose(session.edition("en"))
    return pages_of(session, composed, are_good=True)


def test_a_png_holds_the_pixels() -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (7, 5, 3), np.uint8)
    found = Image.open(io.BytesIO(png(pixels)))
    assert found.mode == "RGB"
    assert found.info["srgb"] == 1
    assert (np.asarray(found) == pixels).all()


def test_whole_points_are_painted_as_pdfium_paints_the_page(pages: Pages) -> None:
    """The trim box of the page at two pixels a point, cut out of the whole page."""
    sheet = pages.sheets[0]
    bleed = sheet.bleed
    raster = Raster()
    box = Rect(0.0, 0.0, *sheet.trim)
    mine = raster.pixels(Part(pages.press, 0, box), 2.0)
    raster.close()
    document = pypdfium2.PdfDocument(pages.press)
    whole = document[0].render(scale=2.0).to_numpy()[:, :, ::-1]
    document.close()
    start = round(bleed * 2)
    theirs = whole[start : start + mine.shape[0], start : start + mine.shape[1]]
    apart = np.abs(mine.astype(int) - theirs.astype(int)).mean()
    assert apart < 2.5  # of 255: edges lie on other shares of a pixel, nothing else


@pytest.mark.parametrize("scale", [0.5, 0.7321, 1.0, 1.3333, 2.71])
def test_parts_put_side_by_side_are_the_whole(pages: Pages, scale: float) -> None:
    sheet = pages.sheets[0]
    raster = Raster()
    whole_box = sheet.tiles[0].box.union(sheet.tiles[-1].box)
    whole = raster.pixels(Part(pages.press, 0, whole_box), scale)
    corner = pixels_of(whole_box, scale)
    for tile in sheet.tiles:
        area = pixels_of(tile.box, scale)
        part = raster.pixels(Part(pages.press, 0, tile.box), scale)
        left, top = area.left - corner.left, area.top - corner.top
        same = whole[top : top + area.height, left : left + area.width].astype(int)
        # PDFium places letters by fractions of a pixel that it rounds: one level here and there.
        apart = np.abs(part.astype(int) - same)
        assert apart.mean() < 0.05
        assert (apart.max(axis=2) > 24).mean() < 0.001
    right = [pixels_of(tile.box, scale) for tile in sheet.tiles]
    assert [a.left + a.width for a in right[:-1]] == [b.left for b in right[1:]]
    raster.close()


def test_far_too_many_pixels_are_not_painted() -> None:
    box = Rect(0, 0, 5000.0, 5000.0)
    scale = within(box, 16.0)
    assert 4.0e6 < pixels_of(box, scale).width * pixels_of(box, scale).height < 24.1e6


def test_what_was_painted_is_remembered_and_what_is_old_is_forgotten(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    raster = Raster()
    raster.take(pages)
    digest = pages.sheets[0].tiles[0].digest
    first = raster.picture(digest, 1.0)
    assert first is not None
    assert raster.picture(digest, 1.0) is first
    monkeypatch.setattr("depliant.preview.raster._MOST_PICTURES", len(first))
    assert raster.picture(digest, 1.1) is not None
    assert raster.picture(digest, 1.0) is not first
    assert raster.picture("0" * 32, 1.0) is None
    raster.close()


def test_of_files_of_very_many_bytes_few_are_held_and_open(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each edit of a brochure with large pictures makes another of them."""
    sheet = pages.sheets[0]
    raster, files = Raster(), [pages.press + b"\n" * number for number in range(4)]
    monkeypatch.setattr("depliant.preview.raster._MOST_HELD", 2 * len(files[3]))
    monkeypatch.setattr("depliant.preview.raster._MOST_OPEN", 2 * len(files[3]))
    names = []
    for number, data in enumerate(files):
        tile = replace(sheet.tiles[0], digest=f"tile {number}")
        raster.take_file(data, [replace(sheet, tiles=(tile,))])
        names.append(tile.digest)
        assert raster.picture(tile.digest, 0.2) is not None
        assert len(raster._open) == min(number + 1, 2)
    assert [raster.part(name) is not None for name in names] == [False, False, True, True]
    raster.close()
