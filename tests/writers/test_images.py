"""Pictures through the profiles: the right plates, the ink limit, the ground under alpha."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Callable
from pathlib import Path as FilePath

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image, ImageChops
from tests.judges.programs import verapdf

from depliant.colour import PAPER, Colour
from depliant.display.items import DisplayDocument, Mark, Picture, Raster, Veil
from depliant.errors import BrochureError
from depliant.geometry import Rect
from depliant.preflight import judge as preflight
from depliant.press import strips
from depliant.press.condition import (
    OutputCondition,
    PressSpec,
    PrinterProfile,
    screen_profile,
    to_srgb,
)
from depliant.press.unfolding import bytes_of
from depliant.writers import press_pdf, screen_pdf
from depliant.writers.images import (
    JPEG_FROM,
    Crop,
    ImageJob,
    Pixels,
    convert,
    total_ink,
    whole_pixels,
)
from depliant.writers.ink_limit import held_to
from depliant.writers.objects import Name

Make = Callable[..., Raster]


@pytest.fixture
def job(condition: OutputCondition) -> Callable[..., ImageJob]:
    def made(raster: Raster, **changed: object) -> ImageJob:
        crop = Crop(0, 0, raster.width, raster.height)
        plain = ImageJob(raster, crop, (0, 0, 0, 0), "DeviceCMYK", condition, 3.0)
        return plain._replace(**changed)  # type: ignore[arg-type]

    return made


def image_of(pixels: Pixels) -> Image.Image:
    mode = "CMYK" if pixels.space == "DeviceCMYK" else "RGB"
    if pixels.jpeg:
        return Image.open(io.BytesIO(pixels.data))
    return Image.frombytes(mode, (pixels.width, pixels.height), zlib.decompress(pixels.data))


def cube(make: Make) -> Raster:
    """4 096 colours of RGB, the darkest among them."""
    levels = [0, 1, 3, 8, 20, 35, 51, 68, 90, 110, 130, 153, 180, 204, 230, 255]
    return make("rgb", 64, 64, bytes(v for r in levels for g in levels for b in levels
                                     for v in (r, g, b)))  # fmt: skip


def test_rgb_goes_to_the_press_within_its_ink(make: Make, job: Callable[..., ImageJob]) -> None:
    image = image_of(convert(job(cube(make))))
    assert 2.5 < total_ink(image) <= 3.0


@pytest.mark.parametrize("limit", [1.8, 2.4])
def test_a_lower_limit_is_kept_at_the_cost_of_colour_not_of_black(
    limit: float, make: Make, job: Callable[..., ImageJob]
) -> None:
    full = image_of(convert(job(cube(make))))
    held = image_of(convert(job(cube(make), ink_limit=limit)))
    assert total_ink(held) <= limit
    assert held.getchannel("K").tobytes() == full.getchannel("K").tobytes()
    pairs = list(zip(_pixels(full), _pixels(held), strict=True))
    light = [(before, after) for before, after in pairs if sum(before) <= limit * 255]
    assert 0 < len(light) < len(pairs)
    assert all(before == after for before, after in light)


def _pixels(image: Image.Image) -> list[tuple[int, ...]]:
    data = image.tobytes()
    return [tuple(data[at : at + 4]) for at in range(0, len(data), 4)]


def test_gray_prints_on_the_black_plate_alone(make: Make, job: Callable[..., ImageJob]) -> None:
    raster = make("gray", 3, 1, bytes([0, 200, 255]))
    assert _pixels(image_of(convert(job(raster)))) == [(0, 0, 0, 255), (0, 0, 0, 55), (0,) * 4]


def test_cmyk_without_a_profile_passes_untouched(make: Make, job: Callable[..., ImageJob]) -> None:
    samples = bytes([10, 20, 30, 40, 255, 255, 255, 0])
    assert image_of(convert(job(make("cmyk", 2, 1, samples)))).tobytes() == samples


def test_cmyk_with_the_profile_of_the_press_passes_untouched(
    make: Make, job: Callable[..., ImageJob], condition: OutputCondition
) -> None:
    samples = bytes([10, 20, 30, 40])
    raster = replace(make("cmyk", 1, 1, samples), icc=condition.icc)
    assert image_of(convert(job(raster))).tobytes() == samples


# --- some rows at a time ----------------------------------------------------------------------


def noise(space: str, width: int, height: int, black: str = "none") -> Raster:
    """Pixels of many colours, clear ones, faint ones and pure grays among them."""
    drawn = random.Random(f"{space} {width}")
    depth = {"gray": 1, "rgb": 3, "cmyk": 4}[space]
    most = 180 if space == "cmyk" else 255
    samples = bytes(drawn.randrange(most) for _ in range(width * height * depth))
    if black == "part":
        gray = (bytes([level] * 3) for level in range(256))
        samples = b"".join(gray) + samples[768:]
    alpha = bytes(drawn.choice((0, 0, 0, 0, 90, 255)) for _ in range(width * height))
    return Raster("noise", width, height, space, samples, None, alpha, black=black)  # type: ignore[arg-type]


VEILS = (
    Veil(Colour(0.2, 0.9, 0.1, 0.1), 0.8, "bottom", 0.7),
    Veil(Colour(0, 0, 0, 1), 0.5, "left"),
)
TEAL = Colour(0.8, 0.2, 0.4, 0, "Teal")


@pytest.mark.parametrize(
    ("raster", "changed"),
    [
        (noise("rgb", 40, 61), {}),
        (noise("rgb", 41, 61, "part"), {}),
        (noise("rgb", 42, 61), {"ground": (9, 8, 7), "space": "DeviceRGB"}),
        (noise("rgb", 43, 61), {"veils": VEILS}),
        (noise("rgb", 44, 61), {"ground": (9, 8, 7), "space": "DeviceRGB", "at_most": 12}),
        (noise("rgb", 45, 61), {"crop": Crop(3, 5, 41, 47)}),
        (noise("cmyk", 40, 61), {}),
        (noise("cmyk", 41, 61), {"ground": (9, 8, 7), "space": "DeviceRGB", "veils": VEILS}),
        (noise("gray", 40, 61), {}),
        (noise("gray", 41, 61), {"inks": (TEAL, Colour(0, 0, 0, 1)), "veils": VEILS}),
        (
            noise("gray", 42, 61),
            {"inks": (TEAL,), "spots": frozenset({"Teal"}), "veils": VEILS[1:]},
        ),
    ],
)
@pytest.mark.parametrize("is_clear", [True, False])
def test_strips_are_what_the_whole_is(
    raster: Raster,
    changed: dict[str, object],
    is_clear: bool,
    job: Callable[..., ImageJob],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not is_clear:
        raster = replace(raster, alpha=None)
    wanted = convert(job(replace(raster, digest=f"whole {is_clear}"), **changed))
    for pixels in (1, 150, 450, 1_300):
        monkeypatch.setattr(strips, "PIXELS", pixels)
        found = convert(job(replace(raster, digest=f"{pixels} {is_clear}"), **changed))
        assert zlib.decompress(found.data) == zlib.decompress(wanted.data)
        if wanted.alpha is not None:
            assert found.alpha is not None
            assert zlib.decompress(found.alpha) == zlib.decompress(wanted.alpha)
        assert replace(found, data=b"", alpha=None) == replace(wanted, data=b"", alpha=None)


def test_cmyk_with_too_much_ink_is_refused(make: Make, job: Callable[..., ImageJob]) -> None:
    with pytest.raises(BrochureError) as caught:
        convert(job(make("cmyk", 1, 1, bytes([255, 255, 200, 128]))))
    assert caught.value.diagnostics[0].code == "ink-limit"
    assert "329%" in str(caught.value)


def test_a_ruined_profile_is_named(make: Make, job: Callable[..., ImageJob]) -> None:
    raster = replace(make("rgb", 1, 1, bytes(3)), icc=b"no profile")
    with pytest.raises(BrochureError) as caught:
        convert(job(raster))
    assert caught.value.diagnostics[0].code == "image-unreadable-profile"


def test_an_own_profile_is_used(make: Make, job: Callable[..., ImageJob]) -> None:
    raster = make("rgb", 1, 1, bytes([200, 100, 50]))
    same = replace(raster, icc=screen_profile())
    plain, tagged = (image_of(convert(job(item))).tobytes() for item in (raster, same))
    assert all(abs(a - b) <= 1 for a, b in zip(plain, tagged, strict=True))


def test_what_is_hidden_is_not_published_and_no_edge_has_a_seam(
    make: Make, job: Callable[..., ImageJob]
) -> None:
    """Next to the edge the picture's own colour goes on; farther off there is the ground."""
    seen, hidden = bytes([200, 100, 50]), bytes([9, 200, 9])
    raster = make("rgb", 8, 1, seen + 7 * hidden, bytes([255] + [0] * 7))
    ground = (13, 217, 230, 26)
    found = convert(job(raster, ground=ground))
    assert found.alpha is not None
    assert zlib.decompress(found.alpha) == raster.alpha
    solid, beside, _, _, clear, *_ = _pixels(image_of(found))
    assert beside == solid
    assert clear == ground
    assert solid != ground


def test_cmyk_on_screen_looks_like_its_inks(
    make: Make, job: Callable[..., ImageJob], condition: OutputCondition
) -> None:
    raster = make("cmyk", 1, 1, bytes([0, 255, 255, 0]))
    seen = image_of(convert(job(raster, space="DeviceRGB", ground=(0, 0, 0)))).tobytes()
    wanted = to_srgb(condition, [Colour(0, 1, 1, 0)])[0]
    assert all(abs(a - b) <= 1 for a, b in zip(seen, wanted, strict=True))


def test_rgb_without_a_profile_is_shown_as_it_is(make: Make, job: Callable[..., ImageJob]) -> None:
    raster = make("rgb", 1, 1, bytes([1, 2, 3]))
    assert image_of(convert(job(raster, space="DeviceRGB"))).tobytes() == bytes([1, 2, 3])
    gray = make("gray", 1, 1, bytes([77]))
    assert image_of(convert(job(gray, space="DeviceRGB"))).tobytes() == bytes([77] * 3)


def test_a_large_picture_is_a_jpeg_of_the_same_plates(
    make: Make, job: Callable[..., ImageJob]
) -> None:
    side = 1 + int((JPEG_FROM / 4) ** 0.5)
    flat = make("cmyk", side, side, bytes([0, 200, 30, 60]) * side * side)
    assert not convert(job(flat)).jpeg, "what has few colours keeps its edges"
    hues = bytes(level for n in range(400) for level in (n % 60, n // 60, 0, 0))
    many = bytes([0, 200, 30, 60]) * (side * side - 400) + hues
    pixels = convert(job(replace(flat, samples=many, digest="many")))
    assert pixels.jpeg
    assert pixels.entries(Name("DeviceCMYK"))["Decode"] == (1, 0) * 4
    assert len(pixels.data) < JPEG_FROM / 10
    found = _pixels(image_of(pixels).crop((0, 0, 2, 2)))[0]
    assert all(abs(a - b) <= 2 for a, b in zip(found, (0, 200, 30, 60), strict=True))


def jpeg_of(make: Make, quality: int = 70, side: int = 256) -> Raster:
    """A photograph as it is read from a JPEG file."""
    coarse = Image.frombytes("RGB", (32, 32), random.Random(3).randbytes(3072))
    stream = io.BytesIO()
    coarse.resize((side, side), Image.Resampling.BICUBIC).save(stream, "JPEG", quality=quality)
    with Image.open(io.BytesIO(stream.getvalue())) as image:
        raster = make("rgb", side, side, image.tobytes())
    return replace(raster, lossy=True, jpeg=stream.getvalue())


def test_a_whole_jpeg_goes_into_the_screen_file_untouched(
    make: Make, job: Callable[..., ImageJob]
) -> None:
    raster = jpeg_of(make)
    for icc in (None, screen_profile()):
        found = convert(job(replace(raster, icc=icc), space="DeviceRGB"))
        assert found.data == raster.jpeg


@pytest.mark.parametrize("quality", [50, 70, 98])
def test_a_cropped_jpeg_is_no_larger_than_its_share_of_the_file(
    quality: int, make: Make, job: Callable[..., ImageJob]
) -> None:
    raster = jpeg_of(make, quality)
    assert raster.jpeg is not None
    found = convert(job(raster, space="DeviceRGB", crop=Crop(0, 100, 256, 228)))
    assert found.jpeg
    assert len(found.data) < 0.55 * len(raster.jpeg) + 700
    seen = image_of(found).convert("RGB")
    whole = Image.frombytes("RGB", (256, 256), bytes_of(raster.samples)).crop((0, 100, 256, 228))
    apart = ImageChops.difference(seen, whole)
    assert apart.convert("L").point([0] * 60 + [255] * 196).getbbox() is None


def test_a_photograph_is_reduced_to_what_a_screen_shows_and_a_code_is_not(
    make: Make, job: Callable[..., ImageJob]
) -> None:
    photograph = jpeg_of(make)
    found = convert(job(photograph, space="DeviceRGB", at_most=100))
    assert (found.width, found.height, found.jpeg) == (100, 100, True)
    assert convert(job(photograph, space="DeviceRGB", at_most=200)).width == 256, "hardly more"
    code = make("gray", 256, 1, bytes([0, 255] * 128))
    assert convert(job(code, space="DeviceRGB", at_most=100)).width == 256


def test_a_photograph_stays_a_jpeg_in_ink(make: Make, job: Callable[..., ImageJob]) -> None:
    raster = jpeg_of(make)
    plain = replace(raster, lossy=False, jpeg=None, digest="plain")
    photograph, lossless = convert(job(raster)), convert(job(plain))
    assert (photograph.jpeg, lossless.jpeg) == (True, False)
    assert len(photograph.data) < 0.6 * len(lossless.data)


def test_cmyk_of_the_press_is_not_compressed_again(
    make: Make, job: Callable[..., ImageJob]
) -> None:
    stream = io.BytesIO()
    inks = Image.new("CMYK", (16, 16), (40, 80, 120, 10))
    inks.save(stream, "JPEG", quality=80)
    raster = replace(make("cmyk", 16, 16, inks.tobytes()), lossy=True, jpeg=stream.getvalue())
    found = convert(job(raster))
    assert found.data == raster.jpeg
    assert found.entries(Name("DeviceCMYK"))["Decode"] == (1, 0) * 4


@pytest.mark.parametrize("space", ["rgb", "cmyk"])
@pytest.mark.parametrize("quality", [30, 60, 95])
@pytest.mark.parametrize("crop", [Crop(0, 0, 256, 256), Crop(16, 40, 256, 200)])
def test_a_photograph_is_never_heavier_on_a_screen_than_in_print(
    space: str, quality: int, crop: Crop, make: Make, job: Callable[..., ImageJob]
) -> None:
    raster = jpeg_of(make, quality)
    if space == "cmyk":
        image = Image.frombytes("RGB", (256, 256), bytes_of(raster.samples)).convert("CMYK")
        stream = io.BytesIO()
        image.save(stream, "JPEG", quality=quality)
        with Image.open(io.BytesIO(stream.getvalue())) as inks:
            raster = make("cmyk", 256, 256, inks.tobytes())
        raster = replace(raster, lossy=True, jpeg=stream.getvalue())
    printed = convert(job(raster, crop=crop, ink_limit=4.0))
    shown = convert(job(raster, crop=crop, ground=(255, 255, 255), space="DeviceRGB"))
    assert len(shown.data) <= len(printed.data)


def test_the_grays_of_a_drawing_are_in_black_alone(
    make: Make, job: Callable[..., ImageJob]
) -> None:
    samples = bytes([0, 0, 0, 100, 101, 100, 200, 10, 20])
    drawing = replace(make("rgb", 3, 1, samples), black="part", icc=screen_profile())
    for keep in (False, True):
        black, gray, red = _pixels(image_of(convert(job(drawing, keep=keep))))
        assert black == (0, 0, 0, 255)
        assert gray[:3] == (0, 0, 0)
        assert gray[3] == pytest.approx(155, abs=1)
        assert red[1] > 200


@given(
    st.integers(1, 50), st.integers(1, 50), st.floats(0, 1), st.floats(0, 1),
    st.floats(0.01, 1), st.floats(0.01, 1),
)  # fmt: skip
def test_whole_pixels_hold_the_crop_and_stay_in_the_raster(
    width: int, height: int, x: float, y: float, across: float, along: float
) -> None:
    left, top = x * width * 0.99, y * height * 0.99
    crop = Rect(left, top, (width - left) * across, (height - top) * along)
    raster = Raster("", width, height, "gray", b"")
    found = whole_pixels(Picture(raster, Rect(0, 0, 1, 1), crop, PAPER))
    assert 0 <= found.left < found.right <= width
    assert 0 <= found.top < found.bottom <= height
    assert found.left <= crop.x + 1e-5
    assert found.right >= crop.right - 1e-5
    assert found.top <= crop.y + 1e-5
    assert found.bottom >= crop.bottom - 1e-5


# --- kept with their own profile --------------------------------------------------------------


def other_press(condition: OutputCondition) -> bytes:
    """A CMYK profile that is not the press's own: it was made a second later."""
    data = bytearray(condition.icc)
    data[35] = (data[35] + 1) % 60
    return bytes(data)


def test_a_kept_picture_is_its_own_pixels_in_its_own_profile(
    make: Make, job: Callable[..., ImageJob]
) -> None:
    raster = replace(make("rgb", 2, 1, bytes([200, 100, 50, 1, 2, 3])), icc=screen_profile())
    kept = convert(job(raster, keep=True))
    assert (kept.icc, kept.channels) == (raster.icc, 3)
    assert zlib.decompress(kept.data) == raster.samples
    assert convert(job(raster)).icc is None, "only where the style sheet says so"


@pytest.mark.parametrize("why", ["no profile", "alpha", "gray"])
def test_a_picture_that_cannot_keep_a_profile_is_converted(
    why: str, make: Make, job: Callable[..., ImageJob]
) -> None:
    icc = screen_profile()
    raster = make("rgb", 1, 1, bytes([200, 100, 50]), bytes([9]) if why == "alpha" else None)
    raster = replace(raster, icc=None if why == "no profile" else icc)
    if why == "gray":
        raster = replace(make("gray", 1, 1, bytes([77])), icc=icc)
    found = convert(job(raster, keep=True))
    assert (found.icc, found.space) == (None, "DeviceCMYK")
    assert found == convert(job(raster))


def test_ink_of_another_press_is_kept_and_that_of_this_one_is_ink(
    make: Make, job: Callable[..., ImageJob], condition: OutputCondition
) -> None:
    raster = make("cmyk", 1, 1, bytes([10, 20, 30, 40]))
    other = convert(job(replace(raster, icc=other_press(condition)), keep=True))
    assert (other.icc, other.channels) == (other_press(condition), 4)
    assert convert(job(replace(raster, icc=condition.icc), keep=True)).icc is None


def test_a_ruined_profile_is_not_kept(make: Make, job: Callable[..., ImageJob]) -> None:
    sound = screen_profile()
    ruined = sound[:200].ljust(3000, b"\0")
    link, effect = (sound[:12] + kind + sound[16:] for kind in (b"link", b"abst"))
    for icc in (ruined, link, effect):
        with pytest.raises(BrochureError) as caught:
            convert(job(replace(make("rgb", 1, 1, bytes(3)), icc=icc), keep=True))
        assert caught.value.diagnostics[0].code == "image-unreadable-profile"


@pytest.fixture
def photographs(
    document: DisplayDocument, make: Make, condition: OutputCondition
) -> DisplayDocument:
    """The document with three photographs: two of one camera, one in another press's ink."""
    rgb = [replace(make("rgb", 4, 4, bytes([n, 90, 30]) * 16), icc=screen_profile(), digest=str(n))
           for n in (10, 200)]  # fmt: skip
    cmyk = replace(make("cmyk", 4, 4, bytes([9, 90, 99, 0]) * 16), icc=other_press(condition))
    pictures = tuple(
        Picture(raster, Rect(60 + 20 * n, 200, 15, 15), Rect(0, 0, 4, 4), PAPER)
        for n, raster in enumerate((*rgb, cmyk))
    )
    page, *others = document.pages
    shown = replace(page, items=(*page.items, Mark(pictures, None, artifact="Layout")))
    return replace(document, pages=(shown, *others))


def kept_spaces(data: bytes) -> list[tuple[str, int]]:
    """The images of a file that are not in DeviceCMYK: family of the space, profile's object."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
        spaces = [item.ColorSpace for item in streams if "/ColorSpace" in item]
        own = [space for space in spaces if str(space) not in ("/DeviceCMYK", "/DeviceGray")]
        return [(str(space[0]), space[1].objgen[0]) for space in own]


def test_pdf_x4_keeps_profiles_once_each_and_its_judges_agree(
    photographs: DisplayDocument, spec: PressSpec, judge: Callable[..., str], tmp_path: FilePath
) -> None:
    data = press_pdf.write(photographs, replace(spec, images="keep"))
    spaces = kept_spaces(data)
    assert [kind for kind, _ in spaces] == ["/ICCBased"] * 3
    assert len(set(spaces)) == 2, "photographs of one profile share it"
    found = preflight(data, None, spec.condition, "kept.pdf").findings
    assert [fault for fault in found if fault.code.startswith("colour-")] == []
    file = tmp_path / "kept.pdf"
    file.write_bytes(data)
    assert "No syntax" in judge("qpdf", "--check", file)
    assert f"PASS {file} 2a" in verapdf(file)


def test_pdf_x1a_and_the_usual_setting_convert_every_picture(
    photographs: DisplayDocument, spec: PressSpec
) -> None:
    assert kept_spaces(press_pdf.write(photographs, spec)) == []
    plain = replace(spec, images="keep", flavour="PDF/X-1a:2003", spots="convert")
    assert kept_spaces(press_pdf.write(photographs, plain)) == []


def test_profiled_images_are_held_against_other_files(
    photographs: DisplayDocument, spec: PressSpec
) -> None:
    """A shop that wants PDF/X-1a refuses what PDF/X-4 may keep."""
    data = press_pdf.write(photographs, replace(spec, images="keep"))
    shop = PrinterProfile("old", flavour="PDF/X-1a:2003")
    found = preflight(data, shop, spec.condition, "kept.pdf").findings
    assert "error" in {fault.severity for fault in found if fault.code == "colour-managed"}


@pytest.fixture
def gray_photograph(document: DisplayDocument, make: Make) -> tuple[DisplayDocument, Raster]:
    """The document without its pictures but a gray JPEG, well into its first page."""
    stream = io.BytesIO()
    Image.linear_gradient("L").save(stream, "JPEG", quality=80)
    with Image.open(stream) as image:
        raster = make("gray", 256, 256, image.tobytes())
    raster = replace(raster, lossy=True, jpeg=stream.getvalue(), digest="gray")
    picture = Picture(raster, Rect(10, 10, 70, 70), Rect(0, 0, 256, 256), PAPER)
    page, *others = document.pages
    shown = replace(page, items=(*page.items, Mark((picture,), None, artifact="Layout")))
    return replace(document, pages=(shown, *others)), raster


def test_a_gray_jpeg_is_left_as_it_is_and_its_judges_agree(
    gray_photograph: tuple[DisplayDocument, Raster],
    spec: PressSpec,
    condition: OutputCondition,
    tmp_path: FilePath,
) -> None:
    document, raster = gray_photograph
    strict = replace(spec, flavour="PDF/X-1a:2003", spots="convert")
    files = {
        "x4": press_pdf.write(document, spec),
        "x1a": press_pdf.write(document, strict),
        "screen": screen_pdf.write(document, condition),
    }
    for name, data in files.items():
        with pikepdf.open(io.BytesIO(data)) as pdf:
            gray = [
                stream
                for stream in pdf.objects
                if isinstance(stream, pikepdf.Stream)
                and stream.get("/ColorSpace") == pikepdf.Name.DeviceGray
                and stream.get("/Filter") == pikepdf.Name.DCTDecode
            ]
            assert [stream.read_raw_bytes() for stream in gray] == [raster.jpeg]
        found = preflight(data, None, condition, f"{name}.pdf").findings
        assert [fault for fault in found if fault.code.startswith("colour-")] == []
        (tmp_path / f"{name}.pdf").write_bytes(data)
    assert f"PASS {tmp_path / 'x4.pdf'} 2a" in verapdf(tmp_path / "x4.pdf")
    assert f"PASS {tmp_path / 'screen.pdf'} 3a" in verapdf(tmp_path / "screen.pdf")


def test_ghostscript_prints_a_gray_jpeg_on_the_black_plate_alone(
    gray_photograph: tuple[DisplayDocument, Raster],
    spec: PressSpec,
    judge: Callable[..., str],
    tmp_path: FilePath,
) -> None:
    document, _ = gray_photograph
    (tmp_path / "x4.pdf").write_bytes(press_pdf.write(document, spec))
    judge("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r72",
          "-dLastPage=1", f"-sOutputFile={tmp_path / 'plate'}", tmp_path / "x4.pdf")  # fmt: skip
    inside = (15, 15, 65, 65)
    for ink in ("Cyan", "Magenta", "Yellow", "Black"):
        with Image.open(tmp_path / f"plate({ink}).tif") as opened:
            plate = opened.convert("L")
        margin = (plate.height - document.pages[0].trim.height) / 2
        at = tuple(round(edge + margin) for edge in inside)
        levels = plate.crop(at).getextrema()  # type: ignore[arg-type]
        if ink == "Black":
            assert levels[1] - levels[0] > 150  # type: ignore[operator]
        else:
            assert levels == (255, 255), ink


def test_a_gray_jpeg_that_changes_is_a_gray_one_and_no_heavier_on_a_screen(
    gray_photograph: tuple[DisplayDocument, Raster], job: Callable[..., ImageJob]
) -> None:
    _, raster = gray_photograph
    crop = Crop(0, 0, 256, 128)
    press, screen = (
        convert(job(raster, crop=crop, space=space)) for space in ("DeviceCMYK", "DeviceRGB")
    )
    assert press.space == screen.space == "DeviceGray"
    assert len(screen.data) <= len(press.data)
    theirs = convert(job(replace(raster, icc=b"of another gray"), crop=crop))
    assert theirs.data == press.data, "for the press gray is black ink, whatever it was"


@pytest.fixture
def make(pixels: Make) -> Make:
    return pixels


def test_ink_is_held_in_every_row_of_a_tall_picture() -> None:
    """Some rows are taken at a time, or the sums of a large picture fill gigabytes."""
    ramp = Image.linear_gradient("L").resize((40, 1300))
    tall = Image.merge("CMYK", (ramp, ramp, ramp.transpose(Image.Transpose.ROTATE_180), ramp))
    held = held_to(tall, 2.0)
    assert total_ink(tall) > 2.0 >= total_ink(held)
    for row in range(0, 1300, 13):
        line = (0, row, 40, row + 1)
        assert held.crop(line).tobytes() == held_to(tall.crop(line), 2.0).tobytes()
