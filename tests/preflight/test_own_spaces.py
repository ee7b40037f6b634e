"""A group in a space of its own is composed there and converted when it is laid on.

ISO 32000-1, table 147: an isolated group may have a space, any other has that of what it lies in.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from tests.preflight.agreement import compared, ours, theirs
from tests.preflight.broken import art, form, separation
from tests.preflight.conftest import ICC, edited
from tests.preflight.test_blend_spaces import HALF, TIMES, converted, ink_at, ramp
from tests.preflight.variants import image

from depliant.pdfread.spaces import PROCESS

WHITE = b"0 0 0 0 k 0 0 220 220 re f "
UNDER = b"0.2 0 0.6 0 k 30 90 150 40 re f "
LIGHT = b"1 0 0 rg 40 60 80 80 re f /Half gs 0 0 1 rg 80 80 80 80 re f "
INK = b"0.8 0.1 0 0 k 40 60 80 80 re f /Half gs 0 0.7 0.9 0.1 k 80 80 80 80 re f "
TIMED = b"1 0.8 0.4 rg 40 60 80 80 re f /Times gs 0.5 0.5 1 rg 80 80 80 80 re f "
BLACK = b"0 0 0 1 k 40 60 80 80 re f 0 g 80 80 80 80 re f "
SHOWN = b"/F Do "


def group(content: bytes, space: Any, isolated: bool = True, **entries: Any) -> Any:
    """A form that is a group; `entries` are its resources, and its Matrix, BBox and K."""

    def make(pdf: pikepdf.Pdf) -> Any:
        held: dict[str, dict[str, Any]] = {"ExtGState": {"Half": HALF, "Times": TIMES}}
        kept = {}
        about: dict[str, Any] = {"/S": Name.Transparency, "/CS": space, "/I": isolated}
        for key, value in entries.items():
            category, _, called = key.partition("_")
            if key == "K":
                about["/K"] = value
            elif not called:
                kept[key] = value
            else:
                made = value(pdf) if callable(value) else value
                held.setdefault(category, {})[called] = made
        resources = Dictionary(
            {
                f"/{category}": Dictionary({f"/{name}": one for name, one in named.items()})
                for category, named in held.items()
            }
        )
        return form(pdf, content, Group=Dictionary(about), Resources=resources, **kept)

    return make


def page(content: bytes, space: Any = None, **resources: Any) -> bytes:
    """A page that is blended in a space, on white paper."""

    def grouped(pdf: pikepdf.Pdf) -> None:
        for one in pdf.pages:
            if space is not None:
                one.obj.Group = Dictionary(S=Name.Transparency, CS=space)
            one.obj.Contents = pdf.make_stream(WHITE + content)

    data = art(b"", ExtGState_Half=HALF, ExtGState_Times=TIMES, **resources)()
    return edited(data, grouped)


def apart(data: bytes, folder: Path) -> float:
    """How far our process plates and Ghostscript's are apart on solid areas, in points."""
    file = folder / "page.pdf"
    file.write_bytes(data)
    found = compared(ours(data, 1, ICC.read_bytes()), theirs(file, 1, ICC), 1)
    return max(found.solid[plate] for plate in PROCESS)


def test_what_is_blended_in_rgb_within_a_page_of_ink() -> None:
    found = ink_at(page(SHOWN, XObject_F=group(LIGHT, Name.DeviceRGB)), 100, 100)
    assert np.allclose(found, converted(128, 0, 128), atol=3), found


def test_a_group_that_is_not_isolated_is_blended_as_its_page() -> None:
    given = group(INK, Name.DeviceRGB, isolated=False)
    found = ink_at(page(SHOWN, XObject_F=given), 100, 100)
    assert np.allclose(found, (0.4 * 255, 0.4 * 255, 0.45 * 255, 0.05 * 255), atol=1), found


def test_a_spot_in_such_a_group_is_composed_by_itself() -> None:
    given = group(LIGHT + b"/A cs 0.8 scn 150 30 40 40 re f", Name.DeviceRGB,
                  ColorSpace_A=separation("Gold"))  # fmt: skip
    *process, gold = ink_at(page(SHOWN, XObject_F=given), 170, 50)
    assert (process, gold) == ([0, 0, 0, 0], 102)


def test_text_in_such_a_group_is_not_on_its_own_ground() -> None:
    """What text stands on is the page without it: the group without its letters."""
    from depliant.pdfread.opening import opened
    from depliant.preflight.job import JudgedFile, PageView
    from depliant.press.condition import OutputCondition

    words = b"q " + LIGHT + b"Q 0 0 0 rg BT /F1 60 Tf 45 70 Td (HHH) Tj ET"

    def lettered(pdf: pikepdf.Pdf) -> Any:
        return group(words, Name.DeviceRGB, Font_F1=pdf.pages[0].Resources.Font.F1)(pdf)

    data = page(SHOWN, XObject_F=lettered)
    with opened(data) as file:
        view = PageView(JudgedFile(file, OutputCondition("test", ICC.read_bytes())), file.pages[0])
        whole, ground = view.plates.inks["Black"], view.ground.inks["Black"]
    assert (whole > 200).sum() > 500
    assert (ground > 200).sum() == 0
    assert ground.any() or view.ground.inks["Magenta"].any()


@pytest.mark.parametrize(
    ("content", "way"), [(LIGHT, b""), (INK, b"/Half gs "), (TIMED, b"/Times gs "), (BLACK, b"")]
)
@pytest.mark.parametrize(
    ("space", "around"),
    [
        (Name.DeviceRGB, None),
        (Name.DeviceRGB, Name.DeviceCMYK),
        (Name.DeviceCMYK, Name.DeviceRGB),
    ],
)
def test_ghostscript_sees_the_same(
    space: Any, around: Any, content: bytes, way: bytes, tmp_path: Path
) -> None:
    given = group(content, space)
    assert apart(page(UNDER + way + SHOWN, around, XObject_F=given), tmp_path) <= 2


TURNED = Array([0.8, 0.6, -0.6, 0.8, 60, -20])
LUMINOUS = b"0.6 g 0 0 220 220 re f"


def masked(pdf: pikepdf.Pdf) -> Any:
    held = form(pdf, LUMINOUS, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray),
                Resources=Dictionary())  # fmt: skip
    return Dictionary(SMask=Dictionary(S=Name.Luminosity, G=held))


def soft(pdf: pikepdf.Pdf) -> Any:
    made = image(60, b"\x30\x90\xd0", ColorSpace=Name.DeviceRGB)(pdf)
    made.SMask = image(60, b"\x80", ColorSpace=Name.DeviceGray)(pdf)
    return made


RGB, CMYK = Name.DeviceRGB, Name.DeviceCMYK
ART: dict[str, tuple[bytes, Any, dict[str, Any]]] = {
    "turned": (UNDER + SHOWN, None, {"XObject_F": group(LIGHT, RGB, Matrix=TURNED)}),
    "placed twice": (
        UNDER + b"q 0.5 0 0 0.5 0 0 cm /F Do Q q 0.5 0 0 0.5 90 80 cm /Half gs /F Do Q", None,
        {"XObject_F": group(LIGHT, RGB)},
    ),
    "upside down": (UNDER + b"1 0 0 -1 0 220 cm /F Do", None, {"XObject_F": group(LIGHT, RGB)}),
    "clipped": (UNDER + b"60 60 60 90 re W n /F Do", None, {"XObject_F": group(LIGHT, RGB)}),
    "a large box": (
        UNDER + SHOWN, None,
        {"XObject_F": group(LIGHT, RGB, BBox=Array([-30000, -30000, 30000, 30000]))},
    ),
    "knockout": (UNDER + SHOWN, None, {"XObject_F": group(LIGHT + TIMED, RGB, K=True)}),
    "through a soft mask": (
        UNDER + b"/Soft gs /F Do", None,
        {"XObject_F": group(LIGHT, RGB), "ExtGState_Soft": masked},
    ),
    "in a plain form": (
        UNDER + b"0.9 0 0 0.9 10 5 cm /G Do", None,
        {"XObject_G": lambda pdf: form(
            pdf, b"0.9 0 0 0.9 8 3 cm /F Do",
            Resources=Dictionary(XObject=Dictionary(F=group(LIGHT, RGB)(pdf))),
        )},
    ),
    "ink in light in ink": (
        UNDER + SHOWN, CMYK,
        {"XObject_F": group(LIGHT + b"/G Do", RGB,
                            XObject_G=group(b"1 0 0 1 20 -30 cm " + INK, CMYK))},
    ),
    "light in ink in light": (
        UNDER + SHOWN, RGB,
        {"XObject_F": group(INK + b"/G Do", CMYK,
                            XObject_G=group(b"1 0 0 1 20 -30 cm " + LIGHT, RGB))},
    ),
    "one that inherits in one of its own": (
        UNDER + SHOWN, None,
        {"XObject_F": group(LIGHT + b"/Times gs /G Do", RGB,
                            XObject_G=group(INK, CMYK, isolated=False))},
    ),
    "an image": (
        UNDER + SHOWN, None,
        {"XObject_F": group(LIGHT + b"/Times gs q 80 0 0 80 80 80 cm /I Do Q", RGB,
                            XObject_I=image(60, b"\xb0\xc0\xe0", ColorSpace=RGB))},
    ),
    "an image with a soft mask": (
        UNDER + SHOWN, None,
        {"XObject_F": group(b"1 0.9 0 rg 40 60 80 80 re f q 80 0 0 80 80 80 cm /I Do Q", RGB,
                            XObject_I=soft)},
    ),
    "a gradient": (
        UNDER + SHOWN, None,
        {"XObject_F": group(LIGHT + b"40 60 140 80 re W n /S sh", RGB,
                            Shading_S=ramp(RGB, (1, 0, 0), (0, 0.5, 1)))},
    ),
    "a gradient of ink": (
        UNDER + SHOWN, RGB,
        {"XObject_F": group(LIGHT + b"40 60 140 80 re W n /S sh", CMYK,
                            Shading_S=ramp(CMYK, (0.1, 0.8, 0.3, 0), (0.9, 0, 0.2, 0.1)))},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ART)
def test_ghostscript_sees_the_same_wherever_the_group_is(name: str, tmp_path: Path) -> None:
    content, around, resources = ART[name]
    assert apart(page(content, around, **resources), tmp_path) <= 2
