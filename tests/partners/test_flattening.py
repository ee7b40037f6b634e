"""Gradients and what is see-through become pictures in the same inks; edges stay vectors."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from depliant.colour import Colour
from depliant.display.items import Group, Picture
from depliant.display.items import Path as Outline

from .conftest import MakePdf, Take, fault, gradient, needs_ghostscript, plates, separation

STAR = b"/Pattern cs /P scn 50 5 m 5 50 l 50 95 l 95 50 l h f "
SQUARE = b"0 0 0 1 k 110 10 80 80 re f "
VEIL = b"/G gs 0 0 0 1 k 70 30 60 20 re f "
HALF = Dictionary(G=Dictionary(ca=0.5))


def kept(take: Take, path: Path) -> bytes:
    made = take(path, flatten=True)
    assert made.drawn.flattened
    return made.data


def near(image: Image.Image, at: tuple[int, int], inks: tuple[int, ...], by: int = 5) -> bool:
    pixel = image.getpixel(at)
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= by for a, b in zip(pixel, inks, strict=True))


def test_without_being_asked_it_is_refused_with_what_to_write(pdf: MakePdf, take: Take) -> None:
    for content in (STAR, VEIL, b"/S sh"):
        path = pdf(content, Pattern=gradient(), ExtGState=HALF,
                   Shading=Dictionary(S=gradient().P.Shading))  # fmt: skip
        code, _, hint = fault(take, path)
        assert code == "pdf-art-unsupported"
        assert "--flatten" in hint


@needs_ghostscript
def test_the_inks_are_those_that_ghostscript_prints(
    pdf: MakePdf, take: Take, tmp_path: Path
) -> None:
    """All along the gradient, in the veil over nothing, over the gradient and over the square."""
    path = pdf(SQUARE + STAR + VEIL, Pattern=gradient(), ExtGState=HALF)
    before = plates(path.read_bytes(), tmp_path)
    after = plates(kept(take, path), tmp_path)
    for at in ((20, 50), (50, 50), (66, 50), (80, 60), (85, 52), (100, 60), (120, 60), (180, 50)):
        pixel = before.getpixel(at)
        assert isinstance(pixel, tuple)
        assert near(after, at, pixel), at
    assert near(after, (50, 50), (127, 127, 127, 0)), "no black ink where the file has none"


def test_flat_shapes_stay_shapes_and_a_gradient_keeps_its_edge(pdf: MakePdf, take: Take) -> None:
    made = take(pdf(SQUARE + STAR, Pattern=gradient()), flatten=True)
    flat, graded = made.drawn.artwork.items
    assert isinstance(flat, Outline)
    assert flat.fill == Colour(0, 0, 0, 1)
    assert isinstance(graded, Group)
    assert graded.clip is not None
    assert {segment[1:] for segment in graded.clip[:4]} == {(50, 95), (5, 50), (50, 5), (95, 50)}
    (picture,) = graded.items
    assert isinstance(picture, Picture)
    assert picture.raster.space == "cmyk"
    assert picture.ppi > 600


@needs_ghostscript
def test_a_charters_ink_holds_where_its_colour_is_seen_through(
    pdf: MakePdf, take: Take, tmp_path: Path
) -> None:
    content = b"/G gs 0.8902 0.0235 0.0745 rg 10 10 80 80 re f"
    made = take(pdf(content, ExtGState=HALF), flatten=True, inks={"#e30613": Colour(0, 1, 1, 0)})
    assert near(plates(made.data, tmp_path), (50, 50), (0, 127, 127, 0))


@needs_ghostscript
def test_a_spot_in_a_gradient_is_shown_by_its_stand_in(
    pdf: MakePdf, take: Take, tmp_path: Path
) -> None:
    space = separation("PANTONE 300 C", Name.DeviceCMYK, (1, 0.4, 0, 0))
    path = pdf(STAR, Pattern=gradient(space, ((1,), (1,))))  # type: ignore[arg-type]
    assert near(plates(kept(take, path), tmp_path), (50, 50), (255, 102, 0, 0))


@needs_ghostscript
def test_a_picture_within_the_content_is_not_lost(pdf: MakePdf, take: Take, tmp_path: Path) -> None:
    path = pdf(b"q 40 0 20 60 20 20 cm BI /W 1 /H 1 /CS /CMYK /BPC 8 /F /AHx ID 00FF0000> EI Q")
    assert near(plates(kept(take, path), tmp_path), (50, 50), (0, 255, 0, 0))


@needs_ghostscript
@pytest.mark.parametrize("soft", [True, False])
def test_pixels_with_a_mask_are_made_a_picture(
    pdf: MakePdf, take: Take, tmp_path: Path, soft: bool
) -> None:
    path = pdf(b"q 100 0 0 100 0 0 cm /I Do Q")
    with pikepdf.open(path, allow_overwriting_input=True) as made:
        image = made.make_stream(b"\x00\xff\x00\x00" * 2)
        shape = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=2, Height=1)
        mask = made.make_stream(b"\xff\x00" if soft else b"\x40")
        for stream, more in (
            (image, Dictionary(BitsPerComponent=8, ColorSpace=Name.DeviceCMYK)),
            (mask, Dictionary(BitsPerComponent=8, ColorSpace=Name.DeviceGray) if soft
             else Dictionary(BitsPerComponent=1, ImageMask=True)),
        ):  # fmt: skip
            for key, value in (*shape.items(), *more.items()):
                stream[key] = value
        image["/SMask" if soft else "/Mask"] = mask
        made.pages[0].Resources = Dictionary(XObject=Dictionary(I=image))
        made.save(path)
    after = plates(take(path, flatten=True).data, tmp_path)
    assert near(after, (25, 50), (0, 255, 0, 0))
    assert near(after, (75, 50), (0, 0, 0, 0)), "what the mask hides"


def test_pixels_that_are_clear_by_their_colour_are_refused(pdf: MakePdf, take: Take) -> None:
    path = pdf(b"q 100 0 0 100 0 0 cm /I Do Q")
    with pikepdf.open(path, allow_overwriting_input=True) as made:
        image = made.make_stream(b"\x00\xff")
        for key, value in (
            ("Type", Name.XObject),
            ("Subtype", Name.Image),
            ("Width", 2),
            ("Height", 1),
            ("BitsPerComponent", 8),
            ("ColorSpace", Name.DeviceGray),
            ("Mask", Array([255, 255])),
        ):
            image[f"/{key}"] = value  # fmt: skip
        made.pages[0].Resources = Dictionary(XObject=Dictionary(I=image))
        made.save(path)
    code, message, _ = fault(take, path, flatten=True)
    assert (code, "clear parts" in message) == ("pdf-art-unsupported", True)


def test_the_same_file_gives_the_same_bytes(pdf: MakePdf, take: Take) -> None:
    path = pdf(STAR + VEIL, Pattern=gradient(Name.DeviceRGB, ((1, 0, 0), (0, 0, 1))),
               ExtGState=HALF)  # fmt: skip
    assert kept(take, path) == kept(take, path)


@needs_ghostscript
@pytest.mark.parametrize("rule", [b"f", b"f*"])
def test_a_gradient_with_a_hole_shows_what_lies_below(
    pdf: MakePdf, take: Take, tmp_path: Path, rule: bytes
) -> None:
    ring = (
        b"/Pattern cs /P scn 10 10 m 90 10 l 90 90 l 10 90 l h 30 30 m 30 70 l 70 70 l 70 30 l h "
    )
    made = take(pdf(b"0 1 0 0 k 0 0 100 100 re f " + ring + rule, Pattern=gradient()), flatten=True)
    after = plates(made.data, tmp_path)
    assert near(after, (50, 50), (0, 255, 0, 0))
    assert not near(after, (20, 50), (0, 255, 0, 0))
