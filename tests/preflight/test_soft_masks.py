"""Soft masks on the plates: how much of an ink their light lets through, worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from tests.preflight.agreement import compared
from tests.preflight.broken import art, form, separation
from tests.preflight.pictures import raw
from tests.preflight.test_plates import ghostscript, ink_at, plates

PLACES = (25, 55, 115, 170)
"""Beside the group's boxes, and in each of the three."""

KEYS = b"0 0 0 1 k", b"0 0 0 0.5 k", b"0 0 0 0 k"
GRAYS = b"0 g", b"0.5 g", b"1 g"
INKS = b"1 0 0 0 k", b"0 1 0 0 k", b"0 0 1 0 k"
LIGHTS = b"1 0 0 rg", b"0 1 0 rg", b"0.5 0.5 0.5 rg"


def boxes(colours: tuple[bytes, ...]) -> bytes:
    return b"%s 30 30 50 150 re f %s 90 30 50 150 re f %s 150 30 40 150 re f" % colours


def masked(content: bytes, space: Any, **more: Any) -> bytes:
    """Magenta under a soft mask: `more` are entries of the mask, or resources of its group."""

    def made(pdf: pikepdf.Pdf, value: Any) -> Any:
        return value(pdf) if callable(value) else value

    def state(pdf: pikepdf.Pdf) -> Any:
        held = {key: made(pdf, value) for key, value in more.items()}
        mask = Dictionary(S=Name.Luminosity)
        for key in ("BC", "TR", "S"):
            if key in held:
                mask["/" + key] = held.pop(key)
        group = Dictionary(S=Name.Transparency, CS=space)
        resources = Dictionary({"/" + key: Dictionary(A=value) for key, value in held.items()})
        mask.G = form(pdf, content, Group=group, Resources=resources)
        return Dictionary(SMask=mask)

    return art(b"/M gs 0 1 0 0 k 20 20 180 180 re f", ExtGState_M=state)()


def turned(pdf: pikepdf.Pdf) -> Any:
    return pdf.make_stream(b"{ 1 exch sub }", FunctionType=4, Domain=[0, 1], Range=[0, 1])


def ramp(_: pikepdf.Pdf) -> Any:
    held = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 1], C1=[0, 0, 0, 0], N=1)
    return Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=[20, 0, 200, 0], Function=held
    )


PHOTO = raw([0, 0, 0, 102], [255, 0, 0, 0], Name.DeviceCMYK)
SHOW = b"q 150 0 0 150 30 30 cm /A Do Q"
GRAY, CMYK, RGB = Name.DeviceGray, Name.DeviceCMYK, Name.DeviceRGB

MASKS = {
    "gray": (masked(boxes(GRAYS), GRAY), (0, 0, 50, 100)),
    "black ink": (masked(boxes(KEYS), CMYK), (0, 0, 50, 100)),
    "black ink in a gray group": (masked(boxes(KEYS), GRAY), (0, 0, 50, 100)),
    "inks": (masked(boxes(INKS), CMYK), (0, 70, 41, 89)),
    "light": (masked(boxes(LIGHTS), RGB), (0, 30, 59, 50)),
    "white behind": (masked(boxes(GRAYS), GRAY, BC=Array([1])), (100, 0, 50, 100)),
    "paper behind": (masked(boxes(KEYS), CMYK, BC=Array([0] * 4)), (100, 0, 50, 100)),
    "turned round": (masked(boxes(GRAYS), GRAY, TR=turned), (100, 100, 50, 0)),
    "a gradient": (masked(b"/A sh", CMYK, Shading=ramp), (3, 19, 53, 83)),
    "a photograph": (masked(SHOW, CMYK, XObject=PHOTO), (0, 60, 70, 70)),
    "a spot": (
        masked(
            b"/A cs 0.5 scn 30 30 50 150 re f 1 scn 90 30 50 150 re f", CMYK,
            ColorSpace=lambda _: separation("Gold", 0, 0, 0, 1),
        ),
        (0, 50, 0, 0),
    ),
    "what is painted, of any colour": (
        masked(boxes(KEYS), CMYK, S=Name.Alpha), (0, 100, 100, 100)
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MASKS)
def test_the_light_of_a_mask_lets_ink_through(name: str) -> None:
    data, expected = MASKS[name]
    for x, amount in zip(PLACES, expected, strict=True):
        assert abs(ink_at(data, x, 100)["Magenta"] - amount) <= 1, x


@pytest.mark.parametrize("name", sorted({*MASKS} - {"inks", "light", "a photograph"}))
def test_ghostscript_sees_the_same(name: str, tmp_path: Path) -> None:
    """But for chromatic ones: it makes gray of colours by profiles, not by 10.3."""
    data, _ = MASKS[name]
    file = tmp_path / "mask.pdf"
    file.write_bytes(data)
    found = compared(plates(data).inks, ghostscript(file, 1, tmp_path / "gs"), 1)
    assert found.worst <= 2, found


def test_a_mask_made_of_text_stays_when_text_is_left_out() -> None:
    """It shapes what lies behind text."""
    data = masked(boxes(KEYS), CMYK)
    whole, ground = plates(data), plates(data, text=False)
    assert whole.inks["Magenta"].tobytes() == ground.inks["Magenta"].tobytes()
