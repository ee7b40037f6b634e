"""Pictures among the blocks in the inks of their role: as pictures behind a panel are printed.

The truth is in the files: their colour spaces and samples, and the pages that PDFium paints.
"""

from __future__ import annotations

import io
from pathlib import Path as FilePath
from random import Random
from typing import Any, NamedTuple

import pikepdf
import pytest
from msgspec.structs import replace
from PIL import Image, ImageDraw, ImageFilter

from depliant.content import schema
from depliant.content.backdrops import Backdrop
from depliant.content.model import Block, PictureBlock
from depliant.content.resolve_drawn import picture as resolved
from depliant.display.items import Group, Item, Mark, Picture
from depliant.geometry import mm
from depliant.layout.compose import Composition, compose
from depliant.layout.paging import imposed, paged
from depliant.press.condition import PressSpec
from depliant.source.reading import typed
from depliant.style.picture_styles import PictureStyle, Veil
from depliant.style.sheet import Swatch
from depliant.writers import press_pdf, screen_pdf

from .conftest import HERE, coated, edition, job, panel, paragraph, sheet
from .test_behind import shown

SIDE = 400
SWATCHES = {
    "black": Swatch(cmyk=(0, 0, 0, 100)),
    "sea": Swatch(cmyk=(100, 31, 0, 0), spot="SEA C"),
    "sand": Swatch(cmyk=(0, 20, 60, 0)),
}
PICTURES = {
    "gray": PictureStyle(inks=("black",)),
    "tint": PictureStyle(inks=("sea",)),
    "duo": PictureStyle(inks=("black", "sea")),
    "mixed": PictureStyle(inks=("black", "sand")),
    "veiled": PictureStyle(veil=Veil(swatch="black", amount=100, edge="start", reach=50)),
}
FLAVOURS = ("PDF/X-4", "PDF/X-1a:2003")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> FilePath:
    """A ramp in colours, one in gray, and a disc with a soft edge on clear ground."""
    folder = tmp_path_factory.mktemp("inks")
    noise = Image.frombytes("L", (SIDE, SIDE), Random(12).randbytes(SIDE * SIDE))
    ramp = Image.blend(Image.linear_gradient("L").resize((SIDE, SIDE)), noise, 0.3)
    ramp.save(folder / "gray.jpg", quality=70)
    half = ramp.point([level // 2 for level in range(256)])
    ramp = Image.merge("RGB", (ramp, half, half))
    ramp.save(folder / "red.jpg", quality=90)
    alpha = Image.new("L", (SIDE, SIDE), 0)
    ImageDraw.Draw(alpha).ellipse((60, 60, SIDE - 60, SIDE - 60), fill=255)
    ramp.putalpha(alpha.filter(ImageFilter.GaussianBlur(12)))
    ramp.save(folder / "disc.png")
    return folder


def block(file: str = "red.jpg", role: str = "picture", **changes: Any) -> PictureBlock:
    made = PictureBlock(file, "Une image", (), (0.5, 0.5), None, HERE, width_mm=30, role=role)
    return replace(made, **changes)


def laid(
    project: FilePath, *blocks: Block, language: str = "fr", behind: Backdrop | None = None
) -> Composition:
    the_sheet = sheet(swatches=SWATCHES, pictures=PICTURES)
    the_panel = replace(panel(*blocks), backdrops=(behind,) if behind else ())
    return compose(replace(edition(the_panel), language=language), job(the_sheet, project))


def pressed(composition: Composition, flavour: str = "PDF/X-4") -> bytes:
    spec = PressSpec(coated(), bleed=mm(3), safe_margin=0.0, flavour=flavour)  # type: ignore[arg-type]
    return press_pdf.write(imposed(composition), spec)


def pictures_of(items: tuple[Item, ...]) -> list[Picture]:
    found: list[Picture] = []
    for item in items:
        if isinstance(item, Picture):
            found.append(item)
        elif isinstance(item, Mark | Group):
            found += pictures_of(item.items)
    return found


class Written(NamedTuple):
    """An image of a file: its colour space with the inks that it names, its entries, its data."""

    space: str
    entries: frozenset[str]
    filter: str
    width: int
    data: bytes


def images(data: bytes) -> list[Written]:
    with pikepdf.open(io.BytesIO(data)) as file:
        return [_written(image) for image in file.pages[0].Resources.XObject.values()]


def _written(image: pikepdf.Object) -> Written:
    space = image.ColorSpace
    parts: list[object] = [space]
    if not isinstance(space, pikepdf.Name):
        parts = [space[0], *(space[1] if isinstance(space[1], pikepdf.Array) else [space[1]])]
    entries = frozenset(map(str, image.keys()))
    data = image.read_raw_bytes()
    return Written(" ".join(map(str, parts)), entries, str(image.Filter), int(image.Width), data)


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize(
    ("role", "wanted"),
    [
        ("picture", "/DeviceCMYK"),
        ("tint", "/Separation /SEA C"),
        ("duo", "/DeviceN /Black /SEA C"),
        ("mixed", "/DeviceCMYK"),
    ],
)
def test_a_role_says_in_which_inks_a_picture_is_printed(
    role: str, wanted: str, flavour: str, project: FilePath
) -> None:
    (image,) = images(pressed(laid(project, block(role=role)), flavour))
    assert image.space == wanted


@pytest.mark.parametrize("role", ["gray", "tint", "duo", "mixed", "veiled"])
def test_a_picture_is_printed_alike_among_the_blocks_and_behind_them(
    role: str, project: FilePath
) -> None:
    behind = Backdrop("red.jpg", "", (0.5, 0.5), (), None, (), 1, False, role, HERE)
    composition = laid(project, block(role=role), behind=behind)
    first, second = pictures_of(imposed(composition).pages[0].items)
    assert (first.raster, first.inks, first.veil) == (second.raster, second.inks, second.veil)


def test_gray_is_black_ink_alone(project: FilePath) -> None:
    (image,) = images(pressed(laid(project, block(role="gray"))))
    plates = Image.open(io.BytesIO(image.data)).split()
    extremes = [plate.getextrema() for plate in plates]
    assert extremes[:3] == [(0, 0)] * 3
    assert extremes[3][1] > 180  # type: ignore[operator]


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_cut_out_in_inks_keeps_its_edge(flavour: str, project: FilePath) -> None:
    data = pressed(laid(project, block("disc.png", "duo")), flavour)
    (image,) = images(data)
    assert ("/SMask" in image.entries) == (flavour == "PDF/X-4")
    assert ("/Mask" in image.entries) == (flavour != "PDF/X-4")
    page = shown(data)
    edge = mm(5) + mm(3)  # the margin of the panel and the bleed
    row = [page.getpixel((int((edge + x) * 4), int((edge + mm(15)) * 4))) for x in range(85)]
    assert row[1] == 255, "no box is painted where the picture is clear"
    assert row[42] < 200  # type: ignore[operator]
    soft = [level for level in row[6:24] if 205 < level < 250]  # type: ignore[operator]
    assert len(soft) >= 3


@pytest.mark.parametrize(("language", "mirrored"), [("fr", False), ("ar", False), ("ar", True)])
def test_a_veil_begins_where_lines_do_even_if_the_picture_is_turned(
    language: str, mirrored: bool, project: FilePath
) -> None:
    one = block(role="veiled", mirrored=mirrored, width_mm=50)
    page = shown(pressed(laid(project, one, language=language)))
    left, right = (page.getpixel((int(mm(3 + x) * 4), int(mm(50) * 4))) for x in (7, 53))
    dark, light = (left, right) if language == "fr" else (right, left)
    assert dark < 60 < light  # type: ignore[operator]


def test_the_picture_of_an_edition_is_printed_in_the_same_role(project: FilePath) -> None:
    given = {"picture": "red.jpg", "alt": "Une image", "role": "duo", "width_mm": 30}
    source = typed(schema.Picture, {**given, "editions": {"ar": {"picture": "gray.jpg"}}})
    for language, file in (("fr", "red.jpg"), ("ar", "gray.jpg")):
        made = resolved(source, "Une image", (), HERE, language)
        assert (made.file, made.role) == (file, "duo")
        (image,) = images(pressed(laid(project, made, language=language)))
        assert image.space == "/DeviceN /Black /SEA C"


def test_without_a_role_a_picture_takes_the_style_of_that_name(project: FilePath) -> None:
    the_sheet = sheet(swatches=SWATCHES, pictures={"picture": PictureStyle(inks=("sea",))})
    composition = compose(edition(panel(block())), job(the_sheet, project))
    (image,) = images(pressed(composition))
    assert image.space == "/Separation /SEA C"


def test_a_gray_jpeg_is_the_same_bytes_in_both_files(project: FilePath) -> None:
    file = (project / "gray.jpg").read_bytes()
    for role in ("picture", "gray"):
        composition = laid(project, block("gray.jpg", role, width_mm=45), paragraph("Un texte"))
        written = [pressed(composition, flavour) for flavour in FLAVOURS]
        written.append(screen_pdf.write(paged(composition), coated()))
        for data in written:
            (image,) = images(data)
            assert image.space == "/DeviceGray"
            assert image.filter == "/DCTDecode"
            assert "/Decode" not in image.entries
            assert image.data == file


def test_on_a_screen_a_photograph_in_inks_is_as_fine_as_others(project: FilePath) -> None:
    for role in ("picture", "gray", "duo"):
        composition = laid(project, block(role=role, width_mm=20))
        (image,) = images(screen_pdf.write(paged(composition), coated()))
        assert image.width < 160, role
