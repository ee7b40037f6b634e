"""What lies in tiling patterns and soft masks is judged like all else; and how sharp masks are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from tests.preflight.broken import art, form, image, separation
from tests.preflight.pictures import jpx, mask_of, picture, raw, stencil

from depliant.preflight import judge
from depliant.preflight.report import Finding

Make = Callable[[pikepdf.Pdf], Any]
BIG = b"q 100 0 0 100 50 50 cm /I Do Q"


def found(data: bytes, code: str) -> list[Finding]:
    return [one for one in judge(data).findings if one.code == code]


def messages(data: bytes, code: str) -> list[str]:
    return [f"{one.severity} {one.message}" for one in found(data, code)]


def pattern(content: bytes, *, paint: int = 1, side: float = 100.0, **resources: Any) -> Make:
    """A tiling pattern whose cell lies far from what is painted with it."""

    def make(pdf: pikepdf.Pdf) -> Any:
        made = pdf.make_stream(content)
        made.Type, made.PatternType, made.PaintType, made.TilingType = Name.Pattern, 1, paint, 1
        made.BBox, made.XStep, made.YStep = Array([0, 0, side, side]), side, side
        made.Matrix = Array([1, 0, 0, 1, -1000, -1000])
        made.Resources = Dictionary()
        for key, value in resources.items():
            category, _, called = key.partition("_")
            held = value(pdf) if callable(value) else value
            made.Resources["/" + category] = Dictionary({"/" + called: held})
        return made

    return make


def tiled(content: bytes, **resources: Any) -> bytes:
    return art(b"/Pattern cs /T scn 50 50 100 100 re f", Pattern_T=pattern(content, **resources))()


def masked(content: bytes, kind: Any = Name.Luminosity, **entries: Any) -> bytes:
    """A box of ink under a soft mask."""

    def state(pdf: pikepdf.Pdf) -> Any:
        group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
        held = form(pdf, content, Group=group, **entries)
        return Dictionary(SMask=Dictionary(Type=Name.Mask, S=kind, G=held))

    return art(b"/M gs 0 0 0 1 k 50 50 100 100 re f", ExtGState_M=state)()


def coarse(pdf: pikepdf.Pdf) -> Any:
    made = image(pdf, 20)
    made.write(bytes(range(100)) * 16)
    return made


def test_a_pattern_of_far_too_many_tiles_is_not_painted() -> None:
    """It would take minutes: whoever paints it paints them one by one."""

    def fine(pdf: pikepdf.Pdf) -> Any:
        made = pattern(b"0 0 0 1 k 0 0 9 9 re f")(pdf)
        made.XStep = made.YStep = 0.0001
        return made

    data = art(b"/Pattern cs /T scn 50 50 100 100 re f", Pattern_T=fine)()
    assert any("million tiles" in one for one in messages(data, "beyond-limits"))
    assert not messages(tiled(b"0 0 0 1 k 0 0 9 9 re f"), "beyond-limits")


def test_an_image_in_a_pattern_has_the_resolution_it_is_shown_with() -> None:
    data = tiled(b"100 0 0 100 0 0 cm /I Do", XObject_I=coarse)
    (message,) = messages(data, "image-resolution")
    assert "20 × 20 pixels has 14 ppi" in message
    small = tiled(b"5 0 0 5 0 0 cm /I Do", XObject_I=coarse)
    assert not messages(small, "image-resolution")


def test_a_pattern_within_a_form_and_within_a_pattern_is_looked_into() -> None:
    inner = pattern(b"1 0 0 rg 0 0 10 10 re f", side=10)
    outer = b"/Pattern cs /T scn 0 0 50 50 re f"
    assert found(tiled(outer, Pattern_T=inner), "colour-rgb")
    data = art(
        b"/F Do",
        XObject_F=lambda pdf: form(
            pdf, b"/Pattern cs /T scn 50 50 100 100 re f",
            Resources=Dictionary(Pattern=Dictionary(T=inner(pdf))),
        ),
    )()  # fmt: skip
    assert found(data, "colour-rgb")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"1 0 0 rg 0 0 10 10 re f", "colour-rgb"),
        (b"0 0 0 1 K 0.05 w 0 5 m 90 5 l S", "thin-line"),
        (b"0 0 0 1 k 0 5 90 0.05 re f", "thin-line"),
        (b"/O gs 0 0 0 0 k 0 0 10 10 re f", "white-overprint"),
        (b"/O gs 0 0 0 1 k 0 0 10 10 re f", "overprint-mode"),
        (b"/A cs 1 scn 0 0 10 10 re f", "registration-in-artwork"),
    ],
)
def test_a_fault_in_a_pattern_is_found_where_it_is_painted(content: bytes, code: str) -> None:
    resources = {
        "ExtGState_O": Dictionary(op=True, OPM=0), "ColorSpace_A": separation("All", 1, 1, 1, 1),
    }  # fmt: skip
    (finding, *_) = found(tiled(content, **resources), code)
    assert finding.box is not None
    assert 13 < finding.box.x < 15
    assert not found(tiled(b"0 0 0 1 k 0 0 10 10 re f"), code)


def test_the_colour_of_an_uncoloured_pattern_comes_with_it() -> None:
    held = pattern(b"0 0 10 10 re f", paint=2)
    space = Array([Name.Pattern, Name.DeviceCMYK])
    data = art(
        b"/A cs 0 0 0 1 /T scn 50 50 100 100 re f", Pattern_T=held, ColorSpace_A=space
    )()  # fmt: skip
    assert not found(data, "colour-gray")


def test_a_pattern_that_is_used_often_is_looked_into_once() -> None:
    content = b"/Pattern cs /T scn " + b"50 50 100 100 re f " * 50
    data = art(content, Pattern_T=pattern(b"1 0 0 rg 0 0 10 10 re f"))()
    assert messages(data, "colour-rgb") == ["error 1 path in DeviceRGB."]


def test_an_image_in_a_soft_mask_is_judged() -> None:
    group = Dictionary(XObject=Dictionary())

    def state(pdf: pikepdf.Pdf) -> Any:
        group.XObject.I = coarse(pdf)
        group.XObject.I.ColorSpace = Name.DeviceGray
        held = form(
            pdf, b"100 0 0 100 50 50 cm /I Do", Resources=group,
            Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray),
        )  # fmt: skip
        return Dictionary(SMask=Dictionary(S=Name.Luminosity, G=held))

    data = art(b"/M gs 0 0 0 1 k 50 50 100 100 re f", ExtGState_M=state)()
    (message,) = messages(data, "image-resolution")
    assert "has 14 ppi" in message


def test_the_gray_of_a_soft_mask_is_no_ink() -> None:
    data = masked(b"0.5 g 0 0 220 220 re f")
    assert not found(data, "colour-gray")
    assert not found(data, "colour-rgb")


def test_a_soft_mask_that_is_coarse_has_edges_in_steps() -> None:
    def fine(mask: Make) -> bytes:
        return art(BIG, XObject_I=lambda pdf: image(pdf, 450, SMask=mask(pdf)))()

    (message,) = messages(fine(mask_of(0, 255)), "image-resolution")
    assert message == (
        "error The mask of an image has 64 × 40 pixels, which is 29 ppi; 150 are wanted."
    )

    def sharp(pdf: pikepdf.Pdf) -> Any:
        return image(pdf, 220, ColorSpace=Name.DeviceGray, BitsPerComponent=8)

    assert not messages(fine(sharp), "image-resolution")


def test_a_mask_that_cuts_out_may_be_coarse_no_more_than_a_soft_one() -> None:
    data = art(BIG, XObject_I=lambda pdf: image(pdf, 450, Mask=stencil(0, 1)(pdf)))()
    assert "The mask of an image" in messages(data, "image-resolution")[0]


def test_an_image_that_is_white_all_over_needs_no_pixels() -> None:
    even = raw([0, 0, 0, 0], [0, 0, 0, 0], Name.DeviceCMYK)
    uneven = raw([0, 0, 0, 0], [0, 0, 0, 1], Name.DeviceCMYK)
    blank = raw([1], [1], Name.DeviceGray, 1)
    assert not messages(art(BIG, XObject_I=even)(), "image-resolution")
    assert not messages(art(BIG, XObject_I=blank)(), "image-resolution")
    assert messages(art(BIG, XObject_I=uneven)(), "image-resolution")


@pytest.mark.parametrize(
    ("over", "severity"),
    [
        (b"0 0 0 0.2 k 40 40 120 120 re f", "advice"),
        (b"0 0 0 0.2 k 100 40 120 120 re f", "error"),
        (b"/Over gs 0 0 0 0.2 k 40 40 120 120 re f", "error"),
        (b"/H gs 0 0 0 0.2 k 40 40 120 120 re f", "error"),
        (b"0 0 0 0.2 k 40 40 m 300 40 l 40 300 l h f", "error"),
        (b"0 0 0 0.2 k 40 40 m 60 40 l 40 60 l h W n 40 40 120 120 re f", "error"),
    ],
)
def test_an_image_that_nobody_sees_is_only_mentioned(over: bytes, severity: str) -> None:
    half = Dictionary(ca=0.5)
    data = art(BIG + b" " + over, XObject_I=coarse, ExtGState_H=half)()
    (finding,) = found(data, "image-resolution")
    assert finding.severity == severity


def test_jpeg_2000_that_says_by_itself_that_it_is_rgb_is_found() -> None:
    held = picture(jpx([200, 30, 40], [0, 0, 0], "RGB"), None, None, "JPXDecode")
    data = art(b"q 10 0 0 10 50 50 cm /I Do Q", XObject_I=held)()
    assert "JPEG 2000" in messages(data, "colour-rgb")[0]


def test_a_gradient_over_the_whole_page_is_placed_on_its_sheet() -> None:
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 200, 0]),
        Function=Dictionary(
            FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 0, 0]), C1=Array([0, 0, 1]), N=1
        ),
    )  # fmt: skip
    (finding,) = found(art(b"/G sh", Shading_G=shading)(), "colour-rgb")
    assert finding.box is not None
    assert finding.box.width < 100
    assert finding.box.x > -10
