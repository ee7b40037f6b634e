"""A page that is blended in RGB is composed so and then turned into ink, as Ghostscript does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageCms
from tests.preflight.agreement import Agreement, compared, ours, theirs
from tests.preflight.broken import art, form, separation
from tests.preflight.conftest import ICC, edited
from tests.preflight.variants import image

from depliant.pdfread.spaces import PROCESS

HALF = Dictionary(ca=0.5, CA=0.5)
TIMES = Dictionary(BM=Name.Multiply)
WHITE = b"0 0 0 0 k 0 0 220 220 re f "
TWO = b"%s 40 60 80 80 re f /Half gs %s 80 80 80 80 re f"


def page(
    content: bytes, space: Any = Name.DeviceRGB, ground: bytes = WHITE, **resources: Any
) -> bytes:
    """A page whose group is blended in a space, on white paper."""

    def grouped(pdf: pikepdf.Pdf) -> None:
        for one in pdf.pages:
            one.obj.Group = Dictionary(S=Name.Transparency, CS=space)
            one.obj.Contents = pdf.make_stream(ground + content)

    data = art(b"", ExtGState_Half=HALF, ExtGState_Times=TIMES, **resources)()
    return edited(data, grouped)


def agreement(data: bytes, folder: Path) -> Agreement:
    file = folder / "page.pdf"
    file.write_bytes(data)
    return compared(ours(data, 1, ICC.read_bytes()), theirs(file, 1, ICC), 1)


def ink_at(data: bytes, x: float, y: float) -> tuple[int, ...]:
    plates = ours(data, 1, ICC.read_bytes())
    row, column = int((220 - y) * 100 / 72), int(x * 100 / 72)
    return tuple(int(grid[row, column]) for grid in plates.values())


def converted(red: int, green: int, blue: int) -> tuple[int, ...]:
    """An RGB of 8 bits as ink, by LittleCMS."""
    to_press = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), str(ICC), "RGB", "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    made: Any = ImageCms.applyTransform(Image.new("RGB", (1, 1), (red, green, blue)), to_press)
    return tuple(made.tobytes())


@pytest.mark.parametrize(
    ("content", "mixed"),
    [
        (TWO % (b"1 0 0 rg", b"0 0 1 rg"), (128, 0, 128)),
        (TWO % (b"1 1 0 rg", b"0 1 1 rg"), (128, 255, 128)),
        (TWO % (b"0.2 g", b"0.8 0.4 0 rg"), (128, 77, 26)),
        (b"1 0.8 0.4 rg 40 60 80 80 re f /Times gs 0.5 0.5 1 rg 80 80 80 80 re f", (128, 102, 102)),
    ],
)
def test_what_is_blended_is_turned_into_ink(content: bytes, mixed: tuple[int, int, int]) -> None:
    found = ink_at(page(content), 100, 100)
    assert np.allclose(found, converted(*mixed), atol=3), (found, converted(*mixed))


def test_what_is_not_transparent_is_turned_into_ink_as_it_is() -> None:
    """Nothing is blended: ink stays ink, as it does on every press."""
    found = ink_at(page(b"0 0 0 1 k 40 60 80 80 re f"), 60, 100)
    assert found == (0, 0, 0, 255)


def test_black_ink_that_is_blended_in_rgb_is_black_of_four_inks() -> None:
    found = ink_at(page(b"/Half gs 1 0 0 rg 150 150 9 9 re f 0 0 0 1 k 40 60 80 80 re f"), 60, 100)
    assert all(amount > 20 for amount in found[:3]), found


def ramp(space: Any, start: tuple[float, ...], end: tuple[float, ...]) -> Any:
    held = Dictionary(FunctionType=2, Domain=[0, 1], C0=Array(start), C1=Array(end), N=1)
    return Dictionary(
        ShadingType=2, ColorSpace=space, Coords=[60, 0, 160, 0], Function=held,
        Extend=[True, True],
    )  # fmt: skip


LAB = Array(
    [Name.Lab, Dictionary(WhitePoint=Array([0.9642, 1, 0.8249]), Range=[-100, 100, -100, 100])]
)
ART: dict[str, tuple[bytes, dict[str, Any]]] = {
    "RGB": (TWO % (b"1 0 0 rg", b"0 0.4 1 rg"), {}),
    "gray": (TWO % (b"0.7 g", b"0.2 g"), {}),
    "ink": (TWO % (b"0.8 0.1 0 0 k", b"0 0.7 0.9 0.1 k"), {}),
    "ink on RGB": (TWO % (b"0.9 0.8 0.2 rg", b"1 0.3 0 0.2 k"), {}),
    "Lab": (b"/L cs " + TWO % (b"60 40 30 sc", b"/L cs 40 -20 -30 sc"), {"ColorSpace_L": LAB}),
    "multiplied": (
        b"0.9 0.8 0.2 rg 40 60 80 80 re f /Times gs 0.4 0.7 0.9 rg 80 80 80 80 re f", {},
    ),
    "an image in RGB": (
        b"0.9 0.4 0.2 rg 40 60 80 80 re f /Half gs q 80 0 0 80 80 80 cm /I Do Q",
        {"XObject_I": image(60, b"\x30\x90\xd0", ColorSpace=Name.DeviceRGB)},
    ),
    "an image in gray": (
        b"0.9 0.4 0.2 rg 40 60 80 80 re f /Half gs q 80 0 0 80 80 80 cm /I Do Q",
        {"XObject_I": image(60, b"\x60", ColorSpace=Name.DeviceGray)},
    ),
    "an image in ink": (
        b"0.9 0.4 0.2 rg 40 60 80 80 re f /Half gs q 80 0 0 80 80 80 cm /I Do Q",
        {"XObject_I": image(60, b"\x90\x30\x20\x00")},
    ),
    "a gradient in RGB": (
        b"0.9 0.8 0.2 rg 40 60 140 80 re f /Half gs 40 60 140 80 re W n /S sh",
        {"Shading_S": ramp(Name.DeviceRGB, (1, 0, 0), (0, 0.5, 1))},
    ),
    "a gradient in gray": (
        b"0.9 0.8 0.2 rg 40 60 140 80 re f /Half gs 40 60 140 80 re W n /S sh",
        {"Shading_S": ramp(Name.DeviceGray, (0.2,), (0.9,))},
    ),
    "a gradient in ink": (
        b"0.9 0.8 0.2 rg 40 60 140 80 re f /Half gs 40 60 140 80 re W n /S sh",
        {"Shading_S": ramp(Name.DeviceCMYK, (0.1, 0.8, 0.3, 0), (0.9, 0, 0.2, 0.1))},
    ),
    "a group": (
        b"0.9 0.8 0.2 rg 40 60 80 80 re f /Half gs /F Do",
        {"XObject_F": lambda pdf: form(
            pdf, b"0.1 0.6 0.3 rg 80 80 80 80 re f", Resources=Dictionary(),
            Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, I=True),
        )},
    ),
    "a spot": (
        b"0.9 0.8 0.2 rg 40 60 80 80 re f /Half gs /A cs 0.8 scn 80 80 80 80 re f",
        {"ColorSpace_A": separation("Gold")},
    ),
    "letters": (b"/Half gs 0.9 0.2 0.2 rg BT /F1 150 Tf 40 60 Td (HI) Tj ET", {}),
}  # fmt: skip


@pytest.mark.parametrize("name", ART)
def test_ghostscript_sees_the_same(name: str, tmp_path: Path) -> None:
    content, resources = ART[name]
    found = agreement(page(content, **resources), tmp_path)
    # Of a spot that is half transparent Ghostscript shows nothing, whatever space is blended in.
    assert max(found.solid[plate] for plate in PROCESS) <= 2, found


def test_a_spot_is_composed_by_itself() -> None:
    content, resources = ART["a spot"]
    *process, gold = ink_at(page(content, **resources), 150, 150)
    assert (process, gold) == ([0, 0, 0, 0], 102)
