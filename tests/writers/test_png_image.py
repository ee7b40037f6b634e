"""PNG images: their size, what they say of themselves, what they show."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path as FilePath
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image, ImageChops, ImageFilter, ImageStat

from depliant.colour import PAPER, Colour
from depliant.display.items import DisplayDocument, Mark, Page, Path
from depliant.display.structure import Element
from depliant.errors import BrochureError, InputError
from depliant.geometry import Rect, Size, rectangle
from depliant.press.condition import OutputCondition, PressSpec, to_srgb
from depliant.writers import screen_pdf
from depliant.writers.targets import ImageOptions, Options, target_named

GOLD = Colour(0.0, 0.2, 0.9, 0.1, spot="Or du Nord")
"""The ground of the first page, 60 points high and over the trim on three sides."""

PNG = target_named("image")


def images(document: DisplayDocument, spec: PressSpec, **wish: Any) -> list[bytes]:
    outputs = PNG.write(document, spec, Options("essai.fr", ImageOptions(**wish)))
    return [output.data for output in outputs if output.name.endswith(".png")]


def chunks(data: bytes) -> dict[str, bytes]:
    """The chunks of a PNG by their type, those of pixels left out (PNG, 5.3)."""
    found: dict[str, bytes] = {}
    at = 8
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind = data[at + 4 : at + 8].decode("ascii")
        if kind != "IDAT":
            found[kind] = data[at + 8 : at + 8 + length]
        at += 12 + length
    return found


@pytest.mark.parametrize(
    ("wish", "pixels"),
    [({}, 533), ({"width": 1080}, 1080), ({"ppi": 300}, 833), ({"width": 16}, 16)],
)
def test_an_image_is_as_wide_as_asked(
    wish: dict[str, int], pixels: int, document: DisplayDocument, spec: PressSpec
) -> None:
    """A page of 200 points is 2.78 inches wide."""
    for data in images(document, spec, **wish):
        assert Image.open(io.BytesIO(data)).size == (pixels, pixels)


def test_an_image_says_its_resolution_and_colour_space_and_no_date(
    document: DisplayDocument, spec: PressSpec
) -> None:
    found = chunks(images(document, spec, ppi=300)[0])
    assert list(found) == ["IHDR", "sRGB", "gAMA", "pHYs", "IEND"], "before any pixel"
    assert found["sRGB"] == b"\x01", "relative colorimetric"
    across, along, unit = struct.unpack(">IIB", found["pHYs"])
    assert (across, along, unit) == (11811, 11811, 1), "300 pixels an inch, in metres"


def test_colours_are_those_of_the_print_and_bleed_is_cut_off(
    document: DisplayDocument, spec: PressSpec, condition: OutputCondition
) -> None:
    """The spot ground reaches from edge to edge; below it is paper."""
    image = Image.open(io.BytesIO(images(document, spec)[0]))
    gold, paper = (tuple(srgb) for srgb in to_srgb(condition, [GOLD, PAPER]))
    size = image.width
    edges = [(x, y) for x in (0, size - 1) for y in (0, 20, 100)]
    assert {image.getpixel(place) for place in edges} == {gold}
    assert image.getpixel((0, size - 1)) == image.getpixel((size - 1, size - 1)) == paper


def test_poppler_paints_the_screen_file_alike(
    document: DisplayDocument,
    spec: PressSpec,
    judge: Callable[..., str],
    tmp_path: FilePath,
) -> None:
    (tmp_path / "screen.pdf").write_bytes(screen_pdf.write(document, spec.condition))
    judge("pdftoppm", "-r", "144", "-png", tmp_path / "screen.pdf", tmp_path / "page")
    for number, data in enumerate(images(document, spec, ppi=144), 1):
        ours = Image.open(io.BytesIO(data)).convert("RGB")
        theirs = Image.open(tmp_path / f"page-{number}.png").convert("RGB")
        assert ours.size == theirs.size
        softened = [image.filter(ImageFilter.GaussianBlur(2)) for image in (ours, theirs)]
        difference = ImageStat.Stat(ImageChops.difference(*softened))
        assert max(difference.mean) < 1.5


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ({"width": 0}, "An image cannot be 0 pixels wide."),
        ({"width": -5}, "An image cannot be -5 pixels wide."),
        ({"width": 100_000}, "An image cannot be 100000 pixels wide."),
        ({"ppi": 9999}, "An image cannot have 9999 pixels an inch."),
        ({"ppi": 0}, "An image cannot have 0 pixels an inch."),
        ({"width": 10_000}, "An image would have 100 million pixels; 50 are the most."),
    ],
)
@pytest.mark.parametrize("name", ["image", "svg"])
def test_a_size_out_of_bounds_is_refused(
    name: str, wish: dict[str, Any], sentence: str, document: DisplayDocument, spec: PressSpec
) -> None:
    with pytest.raises(InputError) as caught:
        target_named(name).write(document, spec, Options("essai.fr", ImageOptions(**wish)))
    (fault,) = caught.value.diagnostics
    assert (fault.code, str(fault.message)) == ("image-size", sentence)
    assert str(fault.hint)


@pytest.mark.parametrize("name", ["image", "svg"])
def test_what_no_reader_could_follow_is_refused(
    name: str, document: DisplayDocument, spec: PressSpec
) -> None:
    bare = replace(document, structure=Element("Document"), outline=())
    with pytest.raises(BrochureError) as caught:
        target_named(name).write(bare, spec, Options("essai.fr"))
    assert {fault.code for fault in caught.value.diagnostics} == {
        "content-untagged",
        "link-untagged",
    }


@pytest.mark.parametrize("name", ["image", "svg"])
def test_pages_of_one_name_have_images_of_their_own(
    name: str, document: DisplayDocument, spec: PressSpec
) -> None:
    """Two sheets have two outsides; some systems take "Outside" for "outside"."""
    square = Mark((Path(rectangle(Rect(0, 0, 9, 9)), fill=GOLD),), None)
    pages = tuple(
        Page(Size(30, 30), (square,), label, name=label)
        for label in ("outside", "inside", "Outside", "outside")
    )
    sheets = replace(document, pages=pages, structure=Element("Document"), outline=())
    outputs = target_named(name).write(sheets, spec, Options("essai.fr"))
    assert [output.name.split(".")[2] for output in outputs[:-1]] == [
        "outside",
        "inside",
        "Outside-2",
        "outside-3",
    ]
