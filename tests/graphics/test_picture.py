"""Pictures: pixels as they were meant, crops about the focal point, and what is refused."""

from __future__ import annotations

import io
import random
import struct
import subprocess
import sys
import warnings
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from depliant import bounds
from depliant.colour import PAPER
from depliant.display.items import Raster
from depliant.errors import InputError, Place
from depliant.geometry import Rect
from depliant.graphics import jpeg, picture
from depliant.graphics.picture import darkness
from depliant.press import strips
from depliant.press.unfolding import bytes_of
from depliant.source.folder import Folder

PLACE = Place("content.yaml", 4, 9)


@pytest.fixture
def saved(tmp_path: Path) -> Callable[..., Path]:
    def save(image: Image.Image, name: str, **options: Any) -> Path:
        image.save(tmp_path / name, **options)
        return tmp_path / name

    return save


def load(path: Path) -> Raster:
    return picture.read(Folder(path.parent).file(path.name))


def fault(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        picture.read(Folder(path.parent).file(path.name), PLACE)
    (found,) = caught.value.diagnostics
    assert found.place == PLACE
    assert found.hint
    return found.code


def pixel(raster: Raster, x: int, y: int) -> tuple[int, ...]:
    depth = {"gray": 1, "rgb": 3, "cmyk": 4}[raster.space]
    start = (y * raster.width + x) * depth
    return tuple(bytes_of(raster.samples)[start : start + depth])


# --- pixels ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "mode", "colour", "space", "expected"),
    [
        ("png", "RGB", (10, 200, 30), "rgb", (10, 200, 30)),
        ("png", "L", 77, "gray", (77,)),
        ("png", "1", 1, "gray", (255,)),
        ("png", "P", 0, "gray", (0,)),
        ("png", "I;16", 0x8080, "gray", (0x80,)),
        ("tiff", "RGB", (10, 200, 30), "rgb", (10, 200, 30)),
        ("tiff", "1", 1, "gray", (255,)),
        ("tiff", "CMYK", (10, 20, 30, 200), "cmyk", (10, 20, 30, 200)),
        ("tiff", "I;16", 0xFFFF, "gray", (255,)),
    ],
)
def test_every_kind_of_pixel_keeps_its_value(
    saved: Callable[..., Path],
    kind: str,
    mode: str,
    colour: int | tuple[int, ...],
    space: str,
    expected: tuple[int, ...],
) -> None:
    image = Image.new(mode, (5, 3), colour)
    raster = load(saved(image, f"a.{kind}"))
    assert (raster.width, raster.height, raster.space) == (5, 3, space)
    assert pixel(raster, 4, 2) == expected
    assert raster.alpha is None


def test_opacity_is_kept_apart_and_left_out_where_it_says_nothing(
    saved: Callable[..., Path],
) -> None:
    image = Image.new("RGBA", (2, 1), (90, 8, 7, 255))
    assert load(saved(image, "opaque.png")).alpha is None
    image.putpixel((1, 0), (90, 8, 7, 60))
    raster = load(saved(image, "a.png"))
    assert pixel(raster, 1, 0) == (90, 8, 7)
    assert raster.alpha == bytes((255, 60))
    gray = Image.new("LA", (1, 1), (40, 10))
    raster = load(saved(gray, "gray.png"))
    assert (raster.space, raster.samples, raster.alpha) == ("gray", bytes((40,)), bytes((10,)))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_camera_held_sideways_gives_an_upright_picture(
    saved: Callable[..., Path], orientation: int
) -> None:
    """EXIF 2.3, 4.6.4 A: where row 0 and column 0 of the file are on the scene."""
    scene = Image.new("L", (2, 3))
    scene.putdata([0, 40, 80, 120, 160, 200])
    turned = {
        1: lambda image: image,
        2: lambda image: image.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        3: lambda image: image.transpose(Image.Transpose.ROTATE_180),
        4: lambda image: image.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
        5: lambda image: image.transpose(Image.Transpose.TRANSPOSE),
        6: lambda image: image.transpose(Image.Transpose.ROTATE_90),
        7: lambda image: image.transpose(Image.Transpose.TRANSVERSE),
        8: lambda image: image.transpose(Image.Transpose.ROTATE_270),
    }[orientation](scene)
    exif = Image.Exif()
    exif[0x0112] = orientation
    raster = load(saved(turned, "a.png", exif=exif))
    assert (raster.width, raster.height) == (2, 3)
    assert list(bytes_of(raster.samples)) == [0, 40, 80, 120, 160, 200]


def test_inverted_and_plain_cmyk_jpegs_give_the_same_inks(
    saved: Callable[..., Path], tmp_path: Path
) -> None:
    path = saved(Image.new("CMYK", (16, 16), (200, 30, 0, 10)), "adobe.jpg", quality=100)
    data = path.read_bytes()
    assert pixel(load(path), 8, 8) == pytest.approx((200, 30, 0, 10), abs=3)
    # Without Adobe's marker the stored amounts mean what they say.
    start = data.index(b"\xff\xee")
    length = struct.unpack(">H", data[start + 2 : start + 4])[0]
    plain = tmp_path / "plain.jpg"
    plain.write_bytes(data[:start] + data[start + 2 + length :])
    assert pixel(load(plain), 8, 8) == pytest.approx((55, 225, 255, 245), abs=3)


def test_a_profile_stays_with_its_pixels_and_never_with_others(
    saved: Callable[..., Path],
) -> None:
    icc = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    rgb = Image.new("RGB", (1, 1), (1, 2, 30))
    assert load(saved(rgb, "a.png", icc_profile=icc)).icc == icc
    assert load(saved(rgb, "b.png")).icc is None
    gray = Image.new("L", (1, 1), 3)
    assert load(saved(gray, "c.png", icc_profile=icc)).icc is None
    cmyk = Image.new("CMYK", (8, 8))
    assert fault(saved(cmyk, "d.jpg", icc_profile=icc)) == "image-profile"


def test_the_digest_tells_different_pictures_apart(saved: Callable[..., Path]) -> None:
    wide, tall = Image.new("L", (4, 1)), Image.new("L", (1, 4))
    clear = Image.new("LA", (4, 1), (0, 5))
    digests = [
        load(saved(image, f"{number}.png")).digest
        for number, image in enumerate((wide, wide, tall, clear))
    ]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


def palette_with_a_clear_colour() -> Image.Image:
    image = Image.new("P", (2, 1))
    image.putpalette([200, 10, 20, 0, 90, 0])
    image.putpixel((1, 0), 1)
    return image


@pytest.mark.parametrize(
    ("name", "image", "options"),
    [
        ("palette.png", palette_with_a_clear_colour(), {"transparency": b"\xff\x00"}),
        ("gray.png", Image.frombytes("L", (2, 1), b"\x10\x80"), {"transparency": 0x80}),
        ("bits.png", Image.frombytes("1", (2, 1), b"\x40"), {"transparency": 1}),
        (
            "rgb.png",
            Image.frombytes("RGB", (2, 1), b"\xc8\x0a\x14abc"),
            {"transparency": (97, 98, 99)},
        ),
        (
            "deep.png",
            Image.frombytes("I;16", (2, 1), b"\x00\x10\x34\x12"),
            {"transparency": 0x1234},
        ),
        ("both.tif", Image.frombytes("RGBA", (2, 1), b"\xc8\x0a\x14\xff\x00\x5a\x00\x00"), {}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_way_of_being_clear_is_read(
    saved: Callable[..., Path], name: str, image: Image.Image, options: dict[str, object]
) -> None:
    assert load(saved(image, name, **options)).alpha == bytes((255, 0))


# --- black and gray -------------------------------------------------------------------------


def test_an_rgb_picture_of_black_and_gray_is_a_gray_one(saved: Callable[..., Path]) -> None:
    image = Image.new("RGB", (4, 1))
    image.putdata([(0, 0, 0), (90, 90, 90), (91, 90, 89), (255, 255, 255)])
    raster = load(saved(image, "a.png"))
    assert (raster.space, raster.black) == ("gray", "all")
    assert list(bytes_of(raster.samples)) == [0, 90, 90, 255]


def test_what_is_hidden_does_not_make_a_picture_coloured(saved: Callable[..., Path]) -> None:
    image = Image.new("RGBA", (2, 1), (255, 0, 0, 0))
    image.putpixel((0, 0), (0, 0, 0, 255))
    assert load(saved(image, "a.png")).black == "all"


def test_the_rounded_edge_of_a_cut_out_is_no_gray(saved: Callable[..., Path]) -> None:
    """Where a colour is all but clear, its eight bits are worth little."""
    image = Image.new("RGBA", (100, 100), (10, 60, 160, 255))
    image.paste((9, 9, 9, 20), (0, 0, 100, 10))
    assert load(saved(image, "a.png")).black == "none"
    image.paste((9, 9, 9, 120), (0, 0, 100, 10))
    assert load(saved(image, "b.png")).black == "part", "a shadow is black"


def test_only_a_drawing_has_its_grays_in_black(saved: Callable[..., Path]) -> None:
    drawing = Image.new("RGB", (100, 100), (255, 255, 255))
    drawing.paste((200, 10, 20), (0, 0, 50, 100))
    assert load(saved(drawing, "red.png")).black == "none", "white is no ink"
    drawing.paste((0, 0, 0), (60, 10, 90, 90))
    assert load(saved(drawing, "drawing.png")).black == "part"
    photograph = Image.frombytes("RGB", (100, 100), random.Random(1).randbytes(30_000))
    photograph.paste((0, 0, 0), (60, 10, 90, 90))
    assert load(saved(photograph, "photo.png")).black == "none"


# --- JPEG files -----------------------------------------------------------------------------


def colourful(size: tuple[int, int] = (64, 48)) -> Image.Image:
    coarse = Image.frombytes("RGB", (8, 6), random.Random(2).randbytes(144))
    return coarse.resize(size, Image.Resampling.BICUBIC)


@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_is_kept_without_what_it_tells_of_its_maker(
    saved: Callable[..., Path], progressive: bool
) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Secret camera"
    path = saved(
        colourful(), "a.jpg", quality=80, exif=exif, comment=b"Secret", progressive=progressive
    )
    assert b"Secret" in path.read_bytes()
    raster = load(path)
    assert raster.lossy
    assert raster.jpeg is not None
    assert b"Secret" not in raster.jpeg
    with Image.open(io.BytesIO(raster.jpeg)) as kept:
        assert kept.tobytes() == raster.samples


def test_a_jpeg_that_lies_on_its_side_is_not_kept_as_it_lies(saved: Callable[..., Path]) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    raster = load(saved(colourful(), "a.jpg", exif=exif))
    assert (raster.width, raster.height, raster.lossy, raster.jpeg) == (48, 64, True, None)


@given(st.binary(max_size=200), st.integers(0, 600))
def test_markers_of_a_damaged_jpeg_lead_nowhere(noise: bytes, at: int) -> None:
    stream = io.BytesIO()
    colourful().save(stream, "JPEG")
    data = stream.getvalue()
    found = jpeg.bare(data[:at] + noise + data[at:])
    assert found is None or found[:2] == b"\xff\xd8"
    jpeg.bare(noise)


# --- what is refused ------------------------------------------------------------------------


def png(width: int, height: int, data: bytes = b"") -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "size",
    [(50_000, 50_000), (9_500, 9_500), (13_000, 13_000), (40_000, 1), (2**31 - 1, 2**31 - 1)],
)
def test_far_too_many_pixels_are_refused_from_the_header(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(png(*size, zlib.compress(bytes(1000))))
    assert fault(path) == "image-too-large"


def progressive(scans: int, size: tuple[int, int] = (64, 64)) -> bytes:
    """A progressive JPEG that ends with its last scan once more, and once more."""
    buffer = io.BytesIO()
    Image.new("L", size, 128).save(buffer, "JPEG", progressive=True, quality=50)
    data = buffer.getvalue()
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * (scans - data.count(b"\xff\xda", 0, last)) + data[-2:]


def test_a_jpeg_of_far_too_many_scans_is_refused_before_it_is_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each scan goes over all pixels again: 5,000 of 145 bytes took minutes in a build."""
    path = tmp_path / "mark.jpg"
    path.write_bytes(progressive(bounds.SCANS))
    assert load(path).width == 64

    def decoded(*_: object, **__: object) -> None:
        raise AssertionError("it is decoded")

    monkeypatch.setattr(Image, "open", decoded)
    for scans in (bounds.SCANS + 1, 5000):
        path.write_bytes(progressive(scans))
        assert fault(path) == "beyond-limits"


@pytest.mark.parametrize("between", [b"\0\x11", b"\xff", b"\xff\xd0"])
def test_scans_are_counted_as_decoders_find_them(tmp_path: Path, between: bytes) -> None:
    """Nothing hides one: libjpeg passes over what lies between."""
    first, *scans = progressive(200).split(b"\xff\xda")
    path = tmp_path / "mark.jpg"
    path.write_bytes(first + b"".join(b"\xff\xda" + scan + between for scan in scans))
    assert fault(path) == "beyond-limits"


def test_bytes_that_look_like_scans_within_a_profile_are_none(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    words = b"\xff\xfe" + struct.pack(">H", 2 + 6000) + b"\xff\xda\0\x08\0\0" * 1000
    path.write_bytes(progressive(10)[:2] + words + progressive(10)[2:])
    assert load(path).jpeg == progressive(10)


def test_a_jpeg_of_far_too_many_segments_is_refused_before_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(progressive(10)[:2] + b"\xff\xfe\0\2" * 10_001 + progressive(10)[2:])
    monkeypatch.setattr(Image, "open", None)
    assert fault(path) == "beyond-limits"


_PEAK = """
import hashlib, resource, sys
from depliant.graphics import picture
from depliant.source.folder import File
data = open(sys.argv[1], "rb").read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
picture.read(File("a.png", data, hashlib.sha256(data).hexdigest()))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_picture_takes_no_more_memory_than_twelve_bytes_a_pixel(tmp_path: Path) -> None:
    """With opacity, the hungriest: 23 before, nearly two gigabytes for 80 million pixels."""
    side, path = 3000, tmp_path / "a.png"
    ramp = Image.linear_gradient("L").resize((side, side))
    turned = ramp.transpose(Image.Transpose.ROTATE_90)
    Image.merge("RGBA", (ramp, turned, ramp, turned)).save(path, compress_level=1)
    call = [sys.executable, "-c", _PEAK, str(path)]
    peak = int(subprocess.run(call, capture_output=True, check=True, text=True).stdout)
    assert peak * 1024 < 12 * side * side + 20_000_000


@pytest.mark.parametrize("way", range(1, 9))
def test_a_turned_jpeg_is_never_taken_for_the_pixels_of_its_file(
    saved: Callable[..., Path], way: int
) -> None:
    exif = Image.Exif()
    exif[274] = way
    raster = load(saved(Image.new("RGB", (8, 4), (250, 0, 0)), "a.jpg", exif=exif.tobytes()))
    assert (raster.jpeg is not None) is (way == 1)
    assert (raster.width, raster.height) == ((8, 4) if way < 5 else (4, 8))


def test_a_mark_may_have_fewer_pixels_than_a_picture(tmp_path: Path) -> None:
    """A wall of such would not fit into memory: 80 million pixels take a gigabyte to unfold."""
    path = tmp_path / "mark.png"
    path.write_bytes(png(6000, 5000, zlib.compress(bytes(6001 * 5000), 1)))
    assert load(path).width == 6000
    with pytest.raises(InputError) as caught:
        picture.read_mark(Folder(tmp_path).file("mark.png"), PLACE)
    (found,) = caught.value.diagnostics
    assert found.code == "image-too-large"
    assert "20 million" in str(found)


@pytest.mark.filterwarnings("ignore")
def test_a_picture_is_read_without_touching_what_the_process_does_with_warnings(
    saved: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another thread may be changing the same filters: `catch_warnings` would lose its changes."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the filters of warnings are changed")

    for name in ("catch_warnings", "simplefilter", "filterwarnings", "resetwarnings"):
        monkeypatch.setattr(warnings, name, refused)
    torn = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x05\0\xff\0\0\0\xff\xff\xff\0"
    path = saved(Image.new("RGB", (8, 4), (250, 0, 0)), "a.jpg", exif=torn)
    assert load(path).width == 8


@pytest.mark.parametrize("head", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\0", b"MM\0*"])
def test_a_picture_of_which_only_the_head_is_left_is_damaged(tmp_path: Path, head: bytes) -> None:
    """It was told as “a PNG picture, not a JPEG, PNG or TIFF picture”."""
    path = tmp_path / "a.png"
    path.write_bytes(head)
    assert fault(path) == "image-damaged"


def test_a_truncated_picture_is_damaged(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.effect_noise((200, 200), 60).save(buffer, "PNG")
    path = tmp_path / "cut.png"
    for share in (0.3, 0.6, 0.95):
        path.write_bytes(buffer.getvalue()[: int(len(buffer.getvalue()) * share)])
        assert fault(path) == "image-damaged"
    buffer = io.BytesIO()
    Image.effect_noise((200, 200), 60).save(buffer, "JPEG")
    path = tmp_path / "cut.jpg"
    path.write_bytes(buffer.getvalue()[:2000])
    assert fault(path) == "image-damaged"


@pytest.mark.parametrize("kind", ["GIF", "BMP", "PPM", "WEBP"])
def test_other_formats_are_refused_whatever_their_name(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (2, 2)).save(path, kind)
    assert fault(path) == "image-format"


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_text("<svg/>")
    assert fault(path) == "image-format"
    path.write_bytes(b"")
    assert fault(path) == "image-format"
    Image.new("LAB", (2, 2)).save(tmp_path / "lab.tiff")
    assert fault(tmp_path / "lab.tiff") == "image-format"
    Image.new("F", (2, 2)).save(tmp_path / "float.tiff")
    assert fault(tmp_path / "float.tiff") == "image-format"


@pytest.mark.parametrize(
    ("data", "said", "helps"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "an SVG drawing", "`art`"),
        (b"%PDF-1.4", "a PDF", "Export the page"),
        (b"\0\0\0\x18ftypheic", "a HEIC or AVIF photograph", "save it as JPEG"),
        (b"wOF2", "a font", "Name the picture"),
    ],
)
def test_what_is_no_picture_is_called_by_its_name(
    tmp_path: Path, data: bytes, said: str, helps: str
) -> None:
    (tmp_path / "a.jpg").write_bytes(data)
    with pytest.raises(InputError) as caught:
        load(tmp_path / "a.jpg")
    (found,) = caught.value.diagnostics
    assert f"a.jpg is {said}" in str(found.message)
    assert helps in str(found.hint)


# --- placing --------------------------------------------------------------------------------


def blank(width: int, height: int) -> Raster:
    return Raster("0", width, height, "gray", b"")


side = st.integers(1, 5000)
extent = st.floats(1, 1000)
share = st.floats(0, 1)


@given(side, side, extent, extent, share, share)
def test_a_crop_fills_the_frame_with_whole_proportions_inside_the_picture(
    width: int, height: int, wide: float, high: float, x: float, y: float
) -> None:
    frame = Rect(3, 4, wide, high)
    crop = picture.place(blank(width, height), frame, (x, y), PAPER).crop
    assert crop.width / crop.height == pytest.approx(wide / high)
    assert crop.x >= 0
    assert crop.y >= 0
    assert crop.right <= width * (1 + 1e-9)
    assert crop.bottom <= height * (1 + 1e-9)
    assert crop.width == pytest.approx(width) or crop.height == pytest.approx(height)
    slack = 1e-6 * max(width, height)
    assert crop.x - slack <= x * width <= crop.right + slack
    assert crop.y - slack <= y * height <= crop.bottom + slack


def test_the_focal_point_is_in_the_middle_where_it_can_be() -> None:
    placed = picture.place(blank(1000, 500), Rect(0, 0, 50, 50), (0.6, 0.5))
    assert placed.crop == (350, 0, 500, 500)


@pytest.mark.parametrize(
    ("pixels", "severity"), [(150, None), (112.5, None), (112, "warning"), (75, "warning"),
                             (74, "error")]
)  # fmt: skip
def test_resolution_is_judged_at_the_printed_size(pixels: float, severity: str | None) -> None:
    gray = Raster("", 1000, 1000, "gray", bytes(1_000_000))
    placed = picture.place(gray, Rect(0, 0, 36000 / pixels, 36000 / pixels))
    found = picture.check(placed, "x.jpg", PLACE)
    assert [item.severity for item in found] == ([severity] if severity else [])


# --- some rows at a time ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "mode", ["1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "I;16", "gray RGB", "drawn RGBA"]
)
def test_strips_are_what_the_whole_is(
    mode: str, saved: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pixels, opacity and blacks, whether a picture is read whole or a few rows at a time."""
    drawn = random.Random(mode)
    size, plain = (37, 53), mode.rpartition(" ")[2]
    levels = (0, 255) if "drawn" in mode else range(256)
    if mode.startswith("gray"):
        noise = Image.frombytes("L", size, drawn.randbytes(37 * 53)).convert("RGB")
    else:
        count = 37 * 53 * {"LA": 2, "RGB": 3, "RGBA": 4, "CMYK": 4, "I;16": 2}.get(plain, 1)
        samples = bytes(drawn.choices(levels, k=count))
        if plain in ("1", "P", "PA"):
            noise = Image.frombytes("L", size, samples).convert(plain)
        else:
            noise = Image.frombytes(plain, size, samples)
    kind = "tiff" if mode in ("CMYK", "PA") else "png"
    file = saved(noise, f"noise.{kind}")
    wanted = load(file)
    for pixels in (1, 100, 1_000):
        monkeypatch.setattr(strips, "PIXELS", pixels)
        assert load(file) == wanted
        assert darkness(load(file)) == darkness(wanted)


def test_a_large_picture_is_never_held_three_times(saved: Callable[..., Path]) -> None:
    """16 million pixels with opacity: 64 MB as Pillow has them, 64 MB as samples, and little more.

    In a process of its own, since what one has taken at the most is never less again.
    """
    file = saved(Image.linear_gradient("L").resize((4000, 4000)).convert("RGBA"), "large.png")
    taken = subprocess.run(
        [sys.executable, "-c", _READS, str(file)], check=True, capture_output=True, text=True
    ).stdout
    assert int(taken) < 64 + 64 + 70


_READS = """
import resource, sys
from pathlib import Path
from depliant.graphics import picture
from depliant.source.folder import Folder
from PIL import Image, ImageChops, ImageCms, PngImagePlugin
def high():
    rows = dict(row.split(":") for row in open("/proc/self/status"))
    return int(rows["VmHWM"].split()[0]) // 1024
path = Path(sys.argv[1])
file = Folder(path.parent).file(path.name)
before = high()
picture.read(file)
print(high() - before)
"""
