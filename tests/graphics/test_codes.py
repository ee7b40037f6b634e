"""QR codes: found, measured, printed sharp, and read again from the finished files."""

from __future__ import annotations

import hashlib
import io
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageFilter
from tests.judges.programs import library

from depliant.display.items import Raster
from depliant.geometry import MM, Rect
from depliant.graphics import codes, picture
from depliant.source.folder import File

ADDRESS = "https://www.example.org/opening-hours"
STYLE = """\
format: {size: A5, orientation: portrait, fold: none}
families: {text: Barlow, display: Barlow}
press: {icc: FOGRA39L_coated.icc}
baseline: 6
type: {text: {size: 10, leading: 12}, heading: {size: 20, leading: 24}}
designs: {default: {columns: 3, margin: {top: 10, right: 10, bottom: 10, left: 10}}}
"""
CONTENT = """\
date: 2026-01-01
panels:
  - id: p
    blocks:
      - {heading: Code, level: 1}
"""
ICC = Path(__file__).parents[2] / "assets" / "icc" / "FOGRA39L_coated.icc"


@pytest.fixture
def reader() -> Any:
    return library("zxingcpp", "zxing-cpp")


def qr(pixels: int, margin: int = 4) -> Image.Image:
    """A code of version 3, which has 29 modules a side, in gray; drawn by another program."""
    zxing = library("zxingcpp", "zxing-cpp")
    code = zxing.create_barcode(ADDRESS, zxing.BarcodeFormat.QRCode, ec_level="L")
    modules = Image.fromarray(code.to_image(scale=1, add_quiet_zones=False)).convert("L")
    side = modules.width + 2 * margin
    around = Image.new("L", (side, side), 255)
    around.paste(modules, (margin, margin))
    return around.resize((side * pixels, side * pixels), Image.Resampling.NEAREST)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def read(image: Image.Image, kind: str = "PNG", **options: Any) -> Raster:
    data = saved(image, kind, **options)
    return picture.read(File("a", data, hashlib.sha256(data).hexdigest()))


@pytest.mark.parametrize("margin", [0, 2, 4, 10])
@pytest.mark.parametrize("pixels", [1, 3, 12])
def test_a_code_is_measured_in_its_own_squares(pixels: int, margin: int) -> None:
    code = codes.find(read(qr(pixels, margin)))
    assert code is not None
    side = (29 + 2 * margin) * pixels
    assert (code.modules, code.pixels) == (29, pixels)
    assert code.quiet(Rect(0, 0, side, side)) == margin


@pytest.mark.parametrize(
    "changed",
    [
        lambda image: read(image.convert("RGB")),
        lambda image: read(image.convert("RGBA")),
        lambda image: read(image.convert("1")),
        lambda image: read(image.convert("RGB"), "JPEG", quality=75),
        lambda image: read(image.filter(ImageFilter.GaussianBlur(1))),
        lambda image: read(image.resize((401, 401), Image.Resampling.LANCZOS)),
    ],
)
def test_a_code_is_known_in_every_kind_of_file(
    changed: Callable[[Image.Image], Raster],
) -> None:
    raster = changed(qr(12))
    assert raster.space == "gray", "it goes to the black plate alone"
    code = codes.find(raster)
    assert code is not None
    assert code.modules == 29


def test_what_is_black_and_white_is_not_all_code() -> None:
    flat = Image.new("L", (200, 200), 255)
    assert codes.find(read(flat)) is None
    flat.paste(0, (50, 50, 150, 150))
    assert codes.find(read(flat)) is None, "a square"
    turned = qr(8).rotate(45, fillcolor=255)
    assert codes.find(read(turned)) is None


def placed(image: Image.Image, width_mm: float) -> Any:
    raster = read(image)
    return picture.place(raster, Rect(0, 0, width_mm * MM, width_mm * MM))


@pytest.mark.parametrize(
    ("width", "severity"), [(15, None), (14.7, None), (14.5, "warning"), (9, "error")]
)
def test_squares_too_small_to_be_read_are_told(width: float, severity: str | None) -> None:
    """37 squares with the margin: 0.396 mm and 0.25 mm each are 14.65 and 9.25 mm."""
    found = picture.check(placed(qr(12), width), "qr.png")
    assert [item.severity for item in found] == ([severity] if severity else [])
    assert all(item.code == "code-small" and "15 mm" in str(item.hint) for item in found)


def test_a_margin_that_readers_miss_is_told() -> None:
    found = picture.check(placed(qr(12, margin=1), 40), "qr.png")
    assert [item.code for item in found] == ["code-quiet-zone"]


@pytest.mark.parametrize(("aspect", "codes"), [(1.0, []), (1.1, ["code-quiet-zone"]),
                                                (1.5, ["code-cut"])])  # fmt: skip
def test_a_frame_that_cuts_a_code_or_its_margin_is_told(aspect: float, codes: list[str]) -> None:
    raster = read(qr(12))
    frame = Rect(0, 0, 40 * MM, 40 * MM / aspect)
    found = picture.check(picture.place(raster, frame), "qr.png")
    assert [item.code for item in found] == codes


def test_a_code_of_few_pixels_is_printed_sharp_and_not_called_coarse(
    project: Callable[..., Path], reader: Any
) -> None:
    """As the files are painted by another program, and read by a third."""
    forms = {"one": qr(1), "rgb": qr(12).convert("RGB"), "odd": qr(1).resize((400, 400))}
    blocks = [f"      - {{picture: {name}.png, alt: A code}}\n" for name in forms]
    root = project(CONTENT + "".join(blocks), files={"assets/style.yaml": STYLE})
    (root / ICC.name).write_bytes(ICC.read_bytes())
    for name, image in forms.items():
        (root / f"{name}.png").write_bytes(saved(image, "PNG"))
    assert call(root) == 0
    for kind in ("press", "screen"):
        file = root / "out" / f"small.fr.{kind}.pdf"
        command = ["pdftoppm", "-r", "150", "-png", "-singlefile", str(file), str(root / kind)]
        subprocess.run(command, check=True)
        seen = reader.read_barcodes(Image.open(root / f"{kind}.png"))
        assert [code.text for code in seen] == [ADDRESS] * len(forms)


def call(root: Path) -> int:
    from depliant.commands.cli import run

    return run(["build", str(root)])
