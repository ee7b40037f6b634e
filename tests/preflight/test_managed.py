"""Colours that are described by a profile, on the plates: as Ghostscript converts them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageCms
from tests.preflight.agreement import compared, ours, theirs
from tests.preflight.broken import art
from tests.preflight.conftest import ICC
from tests.preflight.pictures import halves, picture
from tests.preflight.test_plates import ink_at, plates

from depliant.geometry import Rect

D65 = Array([0.9505, 1, 1.089])
CAL_GRAY = Array([Name.CalGray, Dictionary(WhitePoint=D65, Gamma=1.8)])
# The primaries of Adobe RGB (1998).
CAL_RGB = Array(
    [
        Name.CalRGB,
        Dictionary(
            WhitePoint=D65,
            Gamma=Array([2.2, 2.2, 2.2]),
            Matrix=Array([0.5767, 0.2973, 0.0270, 0.1856, 0.6274, 0.0707, 0.1882, 0.0753, 0.9911]),
        ),
    ]
)
LAB = Array(
    [Name.Lab, Dictionary(WhitePoint=Array([0.9642, 1, 0.8249]), Range=[-100, 100, -100, 100])]
)
SPACES: dict[str, Array] = {"gray": CAL_GRAY, "rgb": CAL_RGB, "lab": LAB}
COLOURS = {"gray": b"0.4", "rgb": b"0.9 0.5 0.2", "lab": b"60 40 30"}
SAMPLES = {
    "gray": ([60], [200]),
    "rgb": ([230, 120, 40], [20, 90, 160]),
    "lab": ([150, 150, 110], [90, 120, 140]),
}


def ramp(name: str) -> Any:
    """A shading from the colour to a light one."""
    start = [float(one) for one in COLOURS[name].split()]
    ends: dict[str, list[float]] = {"gray": [0.9], "rgb": [0.2, 0.9, 0.7], "lab": [85, -10, 10]}
    held = Dictionary(FunctionType=2, Domain=[0, 1], C0=Array(start), C1=Array(ends[name]), N=1)
    return Dictionary(
        ShadingType=2, ColorSpace=SPACES[name], Coords=[20, 0, 200, 0], Function=held,
        Extend=[True, True],
    )  # fmt: skip


@pytest.mark.parametrize("name", ["gray", "rgb"])
def test_ghostscript_converts_the_same(name: str, tmp_path: Path) -> None:
    """A flat colour, an image and a shading, flat at its ends."""
    samples = halves(*SAMPLES[name]).astype("u1").tobytes()
    data = art(
        b"/A cs %s scn 20 150 60 50 re f q 80 0 0 60 100 140 cm /I Do Q "
        b"q 10 20 200 80 re W n /S sh Q" % COLOURS[name],
        ColorSpace_A=SPACES[name], XObject_I=picture(samples, SPACES[name]), Shading_S=ramp(name),
    )()  # fmt: skip
    file = tmp_path / "managed.pdf"
    file.write_bytes(data)
    icc = ICC.resolve()
    found = compared(ours(data, 1, icc.read_bytes()), theirs(file, 1, icc), 1)
    assert found.worst <= 2, found
    assert found.apart < 0.05, found


@pytest.mark.parametrize("intent", ["Perceptual", "RelativeColorimetric"])
@pytest.mark.parametrize("name", ["gray", "rgb"])
def test_an_image_is_rendered_as_it_asks(name: str, intent: str, tmp_path: Path) -> None:
    """Dark colours, of which the intents make unlike inks (8.9.5.1)."""
    dark = {"gray": ([60], [90]), "rgb": ([40, 60, 90], [20, 90, 60])}[name]
    samples = halves(*dark).astype("u1").tobytes()
    shown = picture(samples, SPACES[name], Intent=Name("/" + intent))
    data = art(b"q 80 0 0 60 100 140 cm /I Do Q", XObject_I=shown)()
    file = tmp_path / "intent.pdf"
    file.write_bytes(data)
    icc = ICC.resolve()
    found = compared(ours(data, 1, icc.read_bytes()), theirs(file, 1, icc), 1)
    assert found.worst <= 2, found


def test_lab_comes_back_from_the_press_as_it_was() -> None:
    """Ghostscript is no judge of Lab: a colour and an image of it come out of it unlike."""
    samples = halves(*SAMPLES["lab"]).astype("u1").tobytes()
    data = art(
        b"/A cs %s scn 20 150 60 50 re f q 80 0 0 60 100 140 cm /I Do Q "
        b"q 10 20 200 80 re W n /S sh Q" % COLOURS["lab"],
        ColorSpace_A=LAB, XObject_I=picture(samples, LAB), Shading_S=ramp("lab"),
    )()  # fmt: skip
    back = ImageCms.ImageCmsTransform(
        ImageCms.ImageCmsProfile(str(ICC)),
        ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")),
        "CMYK", "LAB", intent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    first, second = ((one[0] / 2.55, *(v / 2.55 * 2 - 100 for v in one[1:]))
                     for one in SAMPLES["lab"])  # fmt: skip
    for place, wanted in (
        ((40, 170), (60.0, 40.0, 30.0)), ((120, 170), first), ((160, 170), second),
        ((12, 60), (60.0, 40.0, 30.0)), ((208, 60), (85.0, -10.0, 10.0)),
    ):  # fmt: skip
        inks = tuple(round(2.55 * amount) for amount in ink_at(data, *place).values())
        there = back.apply(Image.new("CMYK", (1, 1), inks)).tobytes()
        # Bytes of Lab are read as signed ones.
        found = (there[0] / 2.55, *(v - 256 if v > 127 else v for v in there[1:3]))
        assert max(abs(a - b) for a, b in zip(found, wanted, strict=True)) < 3, (place, found)


def test_a_gradient_in_two_directions_is_mixed_between_all_four_corners() -> None:
    """The last corner's ink alone is yellow."""

    def corners(pdf: pikepdf.Pdf) -> Any:
        held = pdf.make_stream(
            bytes([0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 64]), FunctionType=0,
            BitsPerSample=8, Domain=[0, 1, 0, 1], Range=[0, 1] * 4, Size=[2, 2],
        )  # fmt: skip
        return Dictionary(
            ShadingType=1, ColorSpace=Name.DeviceCMYK, Matrix=[100, 0, 0, 100, 50, 50],
            Function=held,
        )  # fmt: skip

    data = art(b"50 50 100 100 re W n /S sh", Shading_S=corners)()
    found = ink_at(data, 100, 100)
    for amount, there in zip((25, 25, 25, 6), found.values(), strict=True):
        assert abs(amount - there) <= 2, found


def test_a_gradient_over_patches_has_no_gaps() -> None:
    """A patch whose corners are of different inks, each at least half magenta."""
    edge = [0, 85, 170, 255]
    around = [
        *((0, y) for y in edge), *((x, 255) for x in edge[1:]),
        *((255, y) for y in edge[-2::-1]), *((x, 0) for x in edge[-2:0:-1]),
    ]  # fmt: skip
    corners = [(0, 128, 0, 0), (255, 255, 0, 0), (0, 255, 255, 0), (128, 128, 0, 255)]
    body = bytes([0, *(v for point in around for v in point), *(v for c in corners for v in c)])

    def patch(pdf: pikepdf.Pdf) -> Any:
        return pdf.make_stream(
            body, ShadingType=6, ColorSpace=Name.DeviceCMYK, BitsPerCoordinate=8,
            BitsPerComponent=8, BitsPerFlag=8, Decode=[40, 180, 40, 180, *[0, 1] * 4],
        )  # fmt: skip

    found = plates(art(b"0 0 0 0 k 0 0 220 220 re f /S sh", Shading_S=patch)())
    inside = found.cut(Rect(40, 40, 120, 120))[1]
    assert min(inside.tobytes()) >= 120


def test_ink_by_another_copy_of_the_presses_profile_is_that_ink() -> None:
    def copied(pdf: pikepdf.Pdf) -> Any:
        data = bytearray(pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes())
        # The day it was made.
        data[24:36] = bytes([7, 230, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])
        return Array([Name.ICCBased, pdf.make_stream(bytes(data), N=4)])

    data = art(b"/A cs 0.1 0.8 0.6 0.2 scn 50 50 40 40 re f", ColorSpace_A=copied)()
    assert list(ink_at(data, 70, 70).values()) == [10, 80, 60, 20]
