"""Pictures that let what lies below through: soft in PDF/X-4, mixed with it in PDF/X-1a."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from msgspec.structs import replace
from PIL import ImageChops

from depliant.colour import PAPER, Colour
from depliant.display.items import (
    DisplayDocument,
    Form,
    Group,
    Item,
    Mark,
    Page,
    Path,
    Picture,
    Raster,
)
from depliant.display.structure import Element
from depliant.errors import BrochureError
from depliant.geometry import MM, Matrix, Rect, Size, rectangle
from depliant.press.condition import Flavour, PressSpec
from depliant.writers import flattening, press_pdf, screen_pdf

Plates = Callable[[bytes], dict[str, Any]]
BELOW = Colour(0.5, 0, 0, 0)
ART = Colour(0, 0, 0.8, 0)
SPOT = Colour(0, 0.2, 0.9, 0.1, spot="Or du Nord")


def glass(pixels: Callable[..., Raster], alpha: int) -> Raster:
    """Magenta, of which the left half is clear and the right half lets something through."""
    return pixels("cmyk", 40, 40, bytes([0, 200, 0, 0]) * 1600, bytes([0] * 20 + [alpha] * 20) * 40)


def art() -> Form:
    """A ground with a band of another ink across, drawn at half its size."""
    ground = Path(rectangle(Rect(0, 0, 200, 200)), fill=BELOW)
    band = Path(rectangle(Rect(0, 180, 400, 40)), fill=ART)
    wide = Path(rectangle(Rect(0, 0, 400, 400)), fill=BELOW)
    return Form((ground, wide, band), Rect(0, 0, 400, 400), Matrix(0.5, 0, 0, 0.5, 0, 0))


def page_of(document: DisplayDocument, *items: Item) -> DisplayDocument:
    page = Page(Size(200, 200), (Mark(items, None),), "essai")
    return replace(document, pages=(page,), structure=Element("Document"), outline=())


def flavoured(spec: PressSpec, flavour: Flavour) -> PressSpec:
    return replace(spec, flavour=flavour)


FLAVOURS = pytest.mark.parametrize("flavour", ["PDF/X-4", "PDF/X-1a:2003"])


@FLAVOURS
def test_over_art_and_ground_there_is_no_box(
    flavour: Flavour,
    document: DisplayDocument,
    spec: PressSpec,
    pixels: Callable[..., Raster],
    plates: Plates,
) -> None:
    shown = Picture(glass(pixels, 128), Rect(40, 80, 80, 80), Rect(0, 0, 40, 40), PAPER)
    inside = Group((shown,), Matrix(1, 0, 0, 1, 10, -10))
    data = press_pdf.write(page_of(document, art(), inside), flavoured(spec, flavour))
    found = plates(data)
    off = 3 * MM

    def inks(x: float, y: float) -> dict[str, float]:
        at = (round(x + off), round(y + off))
        return {name: 255 - plate.getpixel(at) for name, plate in found.items() if name != "Black"}

    half = pytest.approx
    assert inks(60, 80) == half({"Cyan": 127, "Magenta": 0, "Yellow": 0}, abs=2), "clear, on ground"
    assert inks(60, 100) == half({"Cyan": 0, "Magenta": 0, "Yellow": 204}, abs=2), "clear, on art"
    assert inks(110, 80) == half({"Cyan": 64, "Magenta": 100, "Yellow": 0}, abs=3)
    assert inks(110, 100) == half({"Cyan": 0, "Magenta": 100, "Yellow": 102}, abs=3)


def test_both_flavours_print_the_same(
    document: DisplayDocument, spec: PressSpec, pixels: Callable[..., Raster], plates: Plates
) -> None:
    """Half a pixel beside the grid of the plate, over art that is turned and clipped."""
    turned = Group((art(),), Matrix(0.8, 0.3, -0.3, 0.8, 30, 5), rectangle(Rect(0, 0, 150, 190)))
    shown = Picture(glass(pixels, 90), Rect(40.5, 40.5, 80, 80), Rect(3.5, 0, 33, 33), PAPER)
    made = page_of(document, turned, shown)
    old, new = (
        plates(press_pdf.write(made, flavoured(spec, flavour)))
        for flavour in ("PDF/X-4", "PDF/X-1a:2003")
    )
    for name, plate in old.items():
        apart = ImageChops.difference(plate.reduce(6), new[name].reduce(6))
        assert apart.point([0] * 20 + [255] * 236).getbbox() is None, name


def test_a_picture_of_very_many_pixels_is_mixed_with_fewer(
    document: DisplayDocument,
    spec: PressSpec,
    pixels: Callable[..., Raster],
    plates: Plates,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where it stood, and of the same inks; and so is one that lies below it."""
    spec = flavoured(spec, "PDF/X-1a:2003")
    low = Picture(glass(pixels, 255), Rect(20, 20, 120, 120), Rect(0, 0, 40, 40), PAPER)
    shown = Picture(glass(pixels, 90), Rect(40, 40, 80, 80), Rect(3.5, 1, 33, 33), PAPER)
    made = page_of(document, art(), low, shown)
    whole = plates(press_pdf.write(made, spec))
    monkeypatch.setattr(flattening, "MOST", 400)
    fewer = plates(press_pdf.write(made, spec))
    for name, plate in whole.items():
        apart = ImageChops.difference(plate.reduce(12), fewer[name].reduce(12))
        assert apart.point([0] * 30 + [255] * 226).getbbox() is None, name
    raster = flattening._bearable(low).raster
    assert (raster.width, raster.height) == (20, 20)


def test_a_spot_stays_a_spot_where_a_picture_is_clear(
    document: DisplayDocument, spec: PressSpec, pixels: Callable[..., Raster], plates: Plates
) -> None:
    ground = Path(rectangle(Rect(0, 0, 200, 200)), fill=SPOT)
    shown = Picture(glass(pixels, 255), Rect(40, 40, 80, 80), Rect(0, 0, 40, 40), SPOT)
    made = page_of(document, ground, shown)
    found = plates(press_pdf.write(made, flavoured(spec, "PDF/X-1a:2003")))
    clear, solid = (round(50 + 3 * MM), round(60 + 3 * MM)), (round(110 + 3 * MM), 80)
    assert found["Or du Nord"].getpixel(clear) == 0
    assert found["Magenta"].getpixel(clear) == 255
    assert found["Or du Nord"].getpixel(solid) == 255


@FLAVOURS
def test_over_another_picture_its_pixels_show_through(
    flavour: Flavour,
    document: DisplayDocument,
    spec: PressSpec,
    pixels: Callable[..., Raster],
    plates: Plates,
) -> None:
    """The left half of the lower picture is cyan, the right half yellow; it lies turned over."""
    two = pixels("cmyk", 2, 1, bytes((200, 0, 0, 0, 0, 0, 160, 0)))
    below = Picture(two, Rect(-100, 0, 100, 100), Rect(0, 0, 2, 1), PAPER)
    shown = Picture(glass(pixels, 128), Rect(0, 20, 100, 40), Rect(20, 0, 20, 40), PAPER)
    made = page_of(document, Group((below,), Matrix(-1, 0, 0, 1, 0, 0)), shown)
    found = plates(press_pdf.write(made, flavoured(spec, flavour)))
    off = 3 * MM

    def inks(x: float, y: float) -> tuple[int, ...]:
        at = (round(x + off), round(y + off))
        return tuple(255 - found[name].getpixel(at) for name in ("Cyan", "Magenta", "Yellow"))

    # Turned over, yellow is at the left. Beside the glass each is as it was.
    assert inks(10, 80) == pytest.approx((0, 0, 160), abs=3)
    assert inks(90, 80) == pytest.approx((200, 0, 0), abs=3)
    assert inks(10, 40) == pytest.approx((0, 100, 80), abs=4)
    assert inks(90, 40) == pytest.approx((100, 100, 0), abs=4)


def test_what_cannot_be_mixed_is_refused_with_its_page(
    document: DisplayDocument, spec: PressSpec, pixels: Callable[..., Raster]
) -> None:
    many = [
        Path(rectangle(Rect(40 + number % 20 * 4, 40 + number // 20 * 4, 4, 4)),
             fill=Colour(0, 0, 0, number / 400))
        for number in range(300)
    ]  # fmt: skip
    shown = Picture(glass(pixels, 90), Rect(40, 40, 80, 80), Rect(0, 0, 40, 40), PAPER)
    made = page_of(document, *many, shown)
    press_pdf.write(made, spec)
    with pytest.raises(BrochureError) as caught:
        press_pdf.write(made, flavoured(spec, "PDF/X-1a:2003"))
    (found,) = caught.value.diagnostics
    assert found.code == "picture-transparent"
    assert "essai" in str(found.message)


@pytest.mark.parametrize("alpha", [None, 90])
def test_only_a_page_with_transparency_is_blended_in_the_space_of_its_file(
    alpha: int | None,
    document: DisplayDocument,
    spec: PressSpec,
    pixels: Callable[..., Raster],
    read: Callable[[bytes], Any],
) -> None:
    raster = glass(pixels, alpha) if alpha else pixels("cmyk", 1, 1, bytes(4))
    crop = Rect(0, 0, raster.width, raster.height)
    made = page_of(document, Picture(raster, Rect(40, 40, 80, 80), crop, PAPER))
    for data, space in (
        (press_pdf.write(made, spec), "/DeviceCMYK"),
        (screen_pdf.write(made, spec.condition), "/DeviceRGB"),
    ):
        found = read(data)
        page = found.pdf.pages[0]
        images = list(page.Resources.XObject.values())
        assert [image.get("/Subtype") for image in images] == [pikepdf.Name("/Image")]
        if alpha is None:
            assert "/Group" not in page
            assert "/SMask" not in images[0]
        else:
            assert str(page.Group.CS) == space
            assert str(images[0].SMask.ColorSpace) == "/DeviceGray"
