"""The plates of the preview: as Ghostscript parts the same page, and as one works out by hand."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pikepdf
import pytest
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageFilter
from starlette.testclient import TestClient
from tests.judges.programs import judge

from depliant.build.memory import Memory
from depliant.build.project import Project
from depliant.build.session import Session
from depliant.geometry import Rect
from depliant.preview.plates import Plated, plated
from depliant.preview.raster import Part, Raster, pixels_of
from depliant.preview.service import Service
from depliant.preview.snapshot import Pages, pages_of

from .conftest import TOKEN

Grid = NDArray[np.uint8]
FINER = 8
"""Ghostscript inks each pixel that a shape touches: rastered so many times finer, and then made
smaller, what it has too much is an eighth of that."""


@pytest.fixture
def pages(project: Path, memory: Memory) -> Pages:
    session = Session(Project.read(project), memory)
    composed = session.compose(session.edition("en"))
    return pages_of(session, composed, are_good=True)


def by_ghostscript(press: bytes, folder: Path, page: int, finer: int = FINER) -> dict[str, Grid]:
    """The plates of a page at one pixel a point, by its name; 255 is solid."""
    (folder / "in.pdf").write_bytes(press)
    judge("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{72 * finer}",
          f"-dDownScaleFactor={finer}", "-dOverprint=/enable", "-dUseCropBox=false",
          f"-dFirstPage={page + 1}", f"-dLastPage={page + 1}",
          "-o", folder / "p.tif", folder / "in.pdf")  # fmt: skip
    found = {}
    for path in sorted(folder.glob("p(*).tif")):
        with Image.open(path) as image:
            found[path.name[2:-5]] = 255 - np.asarray(image.convert("L"))
    return found


def coverage(grid: Grid) -> float:
    """The mean ink of a plate in per cent."""
    return float(grid.mean() / 2.55)


def whole_page(press: bytes, page: int = 0, scale: float = 1.0) -> Plated:
    """The plates of all of a page, its media box."""
    with pikepdf.open(io.BytesIO(press)) as pdf:
        node = pdf.pages[page]
        left, bottom, right, top = (float(edge) for edge in node.mediabox)
        x, _, _, y = (float(edge) for edge in node.trimbox)
    return plated(Part(press, page, Rect(left - x, y - top, right - left, top - bottom)), scale)


def strays(one: Grid, other: Grid) -> float:
    """The share of a plate's pixels that are an eighth of solid beyond all the other has there.

    There: in the pixel and those next to it, for rasters whose corners are not at the same place.
    """
    rows, columns = min(len(one), len(other)), min(one.shape[1], other.shape[1])
    mine, near = one[:rows, :columns].astype(int), Image.fromarray(other[:rows, :columns])
    least = np.asarray(near.filter(ImageFilter.MinFilter(3))).astype(int)
    most = np.asarray(near.filter(ImageFilter.MaxFilter(3))).astype(int)
    return float(((mine < least - 32) | (mine > most + 32)).mean())


def test_they_are_those_of_ghostscript(pages: Pages, tmp_path: Path) -> None:
    """Within 0.3 points of mean coverage; two pixels in 1000 at most have what none there has.

    0.3 points are less than one level of 255 (0.39), by which the two round a large tint apart.
    The pixels are edges of letters, which pdfium softens by a third of one to either side.
    What Ghostscript inks too much at this fineness, an eighth of a pixel round letters, is less.
    """
    theirs = by_ghostscript(pages.press, tmp_path, 0)
    ours = whole_page(pages.press).plates.inks
    assert set(ours) <= set(theirs)
    assert "Saltmarsh Blue" in ours
    for name, grid in theirs.items():
        mine = ours.get(name, np.zeros_like(grid))
        assert coverage(mine) == pytest.approx(coverage(grid), abs=0.3), name
        assert strays(mine, grid) < 0.002, name
        assert strays(grid, mine) < 0.002, name


BOX = b"0 0 100 200 re f "
HALF = {"Cyan": 50.0}
SQUARES = b"".join(
    b"%.3f %.3f 3 3 re f " % (1.17 + 6.53 * column, 1.29 + 6.53 * row)
    for column in range(30)
    for row in range(30)
)


def page_of(content: bytes, **resources: Dictionary) -> bytes:
    """A page of 200 by 200 points."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 200)).obj
        page.Resources = Dictionary({f"/{key}": value for key, value in resources.items()})
        form = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": Array([0, 0, 200, 200])}
        page.Resources.XObject = Dictionary(F=pdf.make_stream(b"0 0 200 200 re f", **form))
        page.Contents = pdf.make_stream(content)
        written = io.BytesIO()
        pdf.save(written)
    return written.getvalue()


def state(**entries: Any) -> Dictionary:
    return Dictionary(G=Dictionary(**entries))


@pytest.mark.parametrize(
    ("page", "known"),
    [
        pytest.param(page_of(b"1 0 0 0 k " + BOX), HALF, id="half the page"),
        pytest.param(page_of(b"0 1 0 0 k " + SQUARES), {"Magenta": 20.25}, id="small squares"),
        pytest.param(page_of(b"1 0 0 0 k .3 .3 100 100 re f"), {"Cyan": 25.0}, id="off the grid"),
        pytest.param(page_of(b"1 0 0 0 k 0 0 100 200 re W n /F Do"), HALF, id="a clipped form"),
        pytest.param(
            page_of(b"/G gs 1 0 0 0 k " + BOX, ExtGState=state(ca=0.5)),
            {"Cyan": 25.0},
            id="half transparent",
        ),
        pytest.param(
            page_of(b"1 0 0 0 k /F Do /G gs 0 0 0 1 k " + BOX, ExtGState=state(op=True, OPM=1)),
            {"Cyan": 100.0, "Black": 50.0},
            id="black overprints",
        ),
    ],
)
def test_they_cover_what_the_page_was_made_to_cover(
    page: bytes, known: dict[str, float], tmp_path: Path
) -> None:
    """Areas whose coverage is known, to half a level; Ghostscript comes near as it grows finer."""
    ours = whole_page(page).plates.inks
    coarse = by_ghostscript(page, tmp_path, 0, 1)
    fine = by_ghostscript(page, tmp_path, 0)
    for name, amount in known.items():
        assert coverage(ours[name]) == pytest.approx(amount, abs=0.2)
        assert abs(coverage(fine[name]) - amount) <= abs(coverage(coarse[name]) - amount) + 0.01
    for name in ours.keys() - known.keys():
        assert coverage(ours[name]) == 0


def test_nothing_overprints_where_one_asks_for_that() -> None:
    page = page_of(b"1 0 0 0 k /F Do /G gs 0 0 0 1 k " + BOX, ExtGState=state(op=True, OPM=1))
    part = Part(page, 0, Rect(0, 0, 200, 200))
    assert coverage(plated(part, 1.0).plates.inks["Cyan"]) == 100
    assert coverage(plated(part, 1.0, overprints=False).plates.inks["Cyan"]) == 50


@pytest.mark.parametrize("scale", [0.7321, 1.3333, 2.0])
def test_parts_put_side_by_side_are_the_whole(pages: Pages, scale: float) -> None:
    tiles = pages.sheets[0].tiles
    box = tiles[0].box.union(tiles[-1].box)
    whole = plated(Part(pages.press, 0, box), scale)
    assert whole.pixels == pixels_of(box, scale)
    for tile in tiles:
        found = plated(Part(pages.press, 0, tile.box), scale)
        pixels = found.pixels
        assert found.plates.pictures[0].size == (pixels.width, pixels.height)
        left, top = pixels.left - whole.pixels.left, pixels.top - whole.pixels.top
        for name, grid in found.plates.inks.items():
            rows, columns = slice(top, top + pixels.height), slice(left, left + pixels.width)
            theirs = whole.plates.inks[name][rows, columns]
            assert (np.abs(grid.astype(int) - theirs) > 16).mean() < 0.001


def test_they_lie_where_the_picture_lies(pages: Pages) -> None:
    """Where black is solid the picture is dark."""
    tile = pages.sheets[0].tiles[1]
    part, raster = Part(pages.press, 0, tile.box), Raster()
    picture = raster.pixels(part, 2.0).astype(int)
    raster.close()
    plates = plated(part, 2.0).plates
    assert picture.shape[:2] == plates.total.shape
    assert plates.inks["Black"].max() == 255
    assert np.median(picture[plates.inks["Black"] == 255].max(axis=1)) < 60


def unpacked(sent: bytes) -> tuple[dict[str, Any], Grid]:
    head, _, rows = sent.partition(b"\n")
    told: dict[str, Any] = msgspec.json.decode(head)
    shape = len(told["names"]), told["height"], told["width"]
    return told, np.frombuffer(rows, np.uint8).reshape(shape)


def test_they_are_sent_with_what_they_are(client: TestClient, service: Service) -> None:
    found = service.snapshot("")
    assert found is not None
    assert found.pages is not None
    sheet, tile = next(found.pages.tiles)
    answer = client.get(f"/{TOKEN}/plates/{tile.digest}?scale=1.5")
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    told, grids = unpacked(answer.content)
    assert told["names"] == ["Cyan", "Magenta", "Yellow", "Black", "Saltmarsh Blue"]
    assert told["spots"][0]["cmyk"] == pytest.approx([0.95, 0.5, 0.1, 0.1], abs=0.01)
    mine = plated(Part(found.pages.press, sheet.page, tile.box), 1.5)
    assert (grids == np.stack([*mine.plates.inks.values()])).all()
    again = client.get(f"/{TOKEN}/plates/{tile.digest}?scale=1.5&overprint=off")
    assert unpacked(again.content)[1].shape == grids.shape


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("x?scale=1", 404),
        ("0" * 32, 404),
        ("0" * 32 + "?scale=a", 404),
        ("0" * 32 + "?scale=1", 410),
    ],
)
def test_what_nobody_knows_has_none(client: TestClient, asked: str, status: int) -> None:
    assert client.get(f"/{TOKEN}/plates/{asked}").status_code == status
