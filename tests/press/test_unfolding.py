"""Large pictures stay in their files: what is had of them part by part is what Pillow has whole."""

from __future__ import annotations

import io
from typing import Any

import pytest
from msgspec import msgpack
from PIL import Image, ImageOps

from depliant.display.items import Raster
from depliant.graphics import pixels, toned
from depliant.graphics.picture import read
from depliant.graphics.pixels import opacity_of, strips_of
from depliant.press import strips, unfolding
from depliant.press.strips import parts, reduced, samples_of
from depliant.press.unfolding import Packed, Unfolded, bytes_of, unfolded
from depliant.source.folder import File
from depliant.writers import jpegs

SIZE = (61, 47)


def noise(mode: str, size: tuple[int, int] = SIZE) -> Image.Image:
    """A picture whose pixels all differ from those beside them."""
    count = len(Image.new(mode, (1, 1)).getbands())
    bands = [Image.effect_noise(size, 90) for _ in range(count)]
    return bands[0].convert(mode) if len(bands) == 1 else Image.merge(mode, bands)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def file(data: bytes) -> File:
    return File("picture", data, "")


@pytest.fixture
def packed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small pictures stay in their files as well, and a strip has few rows."""
    monkeypatch.setattr(pixels, "_HELD", 0)
    monkeypatch.setattr(strips, "PIXELS", 1200)


@pytest.mark.parametrize("stands", range(1, 9))
def test_each_part_of_a_picture_that_lies_is_that_of_the_upright_one(stands: int) -> None:
    image = noise("RGB")
    exif = image.getexif()
    exif[274] = stands
    data = saved(image, "PNG", exif=exif)
    upright = ImageOps.exif_transpose(unfolding.opened(data))
    found = unfolded(Packed(data, "RGB", stands))
    assert found.size == upright.size
    for box in ((0, 0, *upright.size), (3, 5, 20, 31), (0, 7, upright.width, 9)):
        assert found.part(box).tobytes() == upright.crop(box).tobytes()
    mirrored = unfolded(Packed(data, "RGB", stands, turned=True)).part((3, 5, 20, 31))
    assert mirrored.tobytes() == ImageOps.mirror(upright).crop((3, 5, 20, 31)).tobytes()


PICTURES = {
    "gray": saved(noise("L"), "PNG"),
    "RGB": saved(noise("RGB"), "PNG"),
    "RGBA": saved(noise("RGBA"), "PNG"),
    "gray and opacity": saved(noise("LA"), "PNG"),
    "palette": saved(noise("RGB").quantize(64), "PNG", transparency=3),
    "16 bits": saved(noise("L").convert("I;16"), "PNG"),
    "two levels": saved(noise("L").convert("1"), "PNG"),
    "gray in RGB": saved(noise("L").convert("RGB"), "PNG"),
    "JPEG": saved(noise("RGB"), "JPEG"),
    "JPEG in ink": saved(noise("CMYK"), "JPEG"),
    "TIFF in ink": saved(noise("CMYK"), "TIFF", compression="tiff_lzw"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_that_stays_in_its_file_is_the_one_that_was_taken_out(
    name: str, request: pytest.FixtureRequest
) -> None:
    """And so is what is made of it: in gray, as in a mirror, and what is kept of it on the disk."""
    given = file(PICTURES[name])
    out = read(given)
    assert isinstance(out.samples, bytes)
    request.getfixturevalue("packed")
    kept = read(given)
    assert isinstance(kept.samples, Packed)
    again = msgpack.decode(msgpack.encode(kept), type=Raster)
    for raster, wanted in (
        (kept, out),
        (again, out),
        (toned.gray(kept, b""), toned.gray(out, b"")),
        (toned.turned(kept), toned.turned(out)),
    ):
        assert (raster.digest, raster.space) == (wanted.digest, wanted.space)
        assert (raster.black, raster.jpeg) == (wanted.black, wanted.jpeg)
        assert samples_of(strips_of(raster)) == bytes_of(raster.samples) == wanted.samples
        opacity = opacity_of(raster)
        assert (opacity is None) == (wanted.alpha is None)
        assert opacity is None or samples_of(opacity) == wanted.alpha


def test_no_more_than_one_large_picture_stays_unfolded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unfolding, "MOST", 4 * SIZE[0] * SIZE[1])
    monkeypatch.setattr(unfolding, "KEPT", 0)
    opens: list[bytes] = []

    def opened(data: bytes, real: Any = unfolding.opened) -> Image.Image:
        opens.append(data)
        image: Image.Image = real(data)
        return image

    monkeypatch.setattr(unfolding, "opened", opened)
    one, other = (Packed(saved(noise("RGB"), "PNG"), "RGB") for _ in range(2))
    unfolding.let_go()
    first = unfolded(one)
    assert unfolded(one).size == SIZE
    assert opens == [one.data]
    unfolded(other)
    unfolded(one)
    assert opens == [one.data, other.data], "somebody still has the first"
    del first
    unfolded(one)
    unfolding.let_go()
    unfolded(one)
    assert opens == [one.data, other.data, one.data, one.data]


@pytest.mark.parametrize("how", [Image.Resampling.BOX, Image.Resampling.LANCZOS])
@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_strips_are_reduced_as_the_whole_is(
    mode: str, how: Image.Resampling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strips, "PIXELS", 1200)
    image = noise(mode)
    assert len([*parts(image)]) > 2
    for box in (None, (3.25, 5.5, 50.0, 40.75)):
        wanted = image.resize((17, 13), how, box)
        assert reduced(parts(image), SIZE, (17, 13), how, box).tobytes() == wanted.tobytes()


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("coarse", [False, True])
def test_a_jpeg_in_strips_is_the_one_that_libjpeg_writes_with_restarts(
    mode: str, coarse: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For the press, and for a screen as coarse as the picture was."""
    size = (203, 331)
    monkeypatch.setattr(strips, "PIXELS", 203 * 35)
    monkeypatch.setattr(jpegs, "WHOLE", 1000)
    image, shown, options = noise(mode, size), None, {"quality": 95, "subsampling": 0}
    if coarse and mode != "CMYK":
        shown = read(file(saved(image, "JPEG", quality=60, subsampling=2)))
        tables = unfolding.opened(shown.jpeg or b"").quantization  # type: ignore[attr-defined]
        options = {"qtables": tables, "subsampling": 2 if mode == "RGB" else 0}
    high = 16 if options["subsampling"] == 2 else 8
    wanted = saved(image, "JPEG", restart_marker_rows=32 // high, **options)
    assert jpegs.written(size, parts(image), shown) == wanted
    if not coarse:
        monkeypatch.setattr(jpegs, "WHOLE", 10**6)
        assert jpegs.written(size, parts(image)) == saved(image, "JPEG", **options)


def test_a_picture_in_gray_through_its_profile_is_kept_as_gray() -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(noise("RGB"), "PNG")
    found = unfolded(Packed(data, "L", through=profile))
    assert isinstance(found, Unfolded)
    wanted = ImageCms.applyTransform(unfolding.opened(data), unfolding.through(profile, "RGB"))
    assert wanted is not None
    assert found.part((0, 0, *SIZE)).tobytes() == wanted.convert("L").tobytes()
