"""Groups on the plates: knockout and blend modes, by hand and by Ghostscript."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from tests.preflight.agreement import compared
from tests.preflight.broken import art, form, image
from tests.preflight.test_plates import ghostscript, ink_at, plates

HALF = Dictionary(ca=0.5, CA=0.5)
WHITE = b"0 0 0 0 k 0 0 220 220 re f "


def group(content: bytes, *, isolated: bool, **inner: bytes) -> bytes:
    """A file with a knockout group on white paper; `inner` are groups that its content shows."""

    def make(pdf: pikepdf.Pdf) -> Any:
        plain = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
        states = Dictionary(Half=HALF, Times=Dictionary(BM=Name.Multiply))
        forms = Dictionary(
            {
                f"/{name}": form(
                    pdf, held, Group=plain, Resources=Dictionary(ExtGState=states),
                    Matrix=Array([2, 0, 0, 2, -60, -60]),
                )
                for name, held in inner.items()
            }
        )  # fmt: skip
        forms.I = image(pdf, 10)
        return form(
            pdf, content,
            Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, K=True, I=isolated),
            Resources=Dictionary(ExtGState=states, XObject=forms),
        )  # fmt: skip

    return art(WHITE + b"0 0 0.4 0 k 0 0 220 220 re f /F Do", XObject_F=make)()


FIRST = b"1 0 0 0 k 40 40 60 60 re f "
SECOND = b"q 10 0 0 10 0 0 cm 0 1 0 0 k 6 6 8 8 re f Q "
IN_BOTH = (70, 70)


@pytest.mark.parametrize("isolated", [True, False])
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(FIRST + b"/Half gs " + SECOND, (0, 50, 20, 0), id="half of what is behind"),
        pytest.param(b"/Half gs " + FIRST + SECOND, (0, 50, 20, 0), id="both half"),
        pytest.param(FIRST + SECOND, (0, 100, 0, 0), id="opaque"),
        pytest.param(
            FIRST + b"q /Half gs 80 0 0 80 60 60 cm /I Do Q", (6, 0, 26, 0), id="an image"
        ),
        pytest.param(FIRST + b"/Half gs /G Do", (0, 50, 20, 0), id="a group in it"),
        pytest.param(FIRST + b"/H Do", (0, 50, 20, 0), id="a group that is half transparent"),
    ],
)
def test_elements_of_a_knockout_group_lie_on_what_is_behind_it(
    content: bytes, expected: tuple[int, ...], isolated: bool
) -> None:
    inner = b"0 1 0 0 k 60 60 40 40 re f"
    data = group(content, isolated=isolated, G=inner, H=b"/Half gs " + inner)
    found = ink_at(data, *IN_BOTH)
    for amount, there in zip(expected, found.values(), strict=False):
        assert abs(amount - there) <= 1, found
    alone = ink_at(data, 50, 50)
    assert alone["Cyan"] == (50 if content.startswith(b"/Half") else 100)


def test_ghostscript_sees_the_same_knockout(tmp_path: Path) -> None:
    data = group(
        b"/Half gs " + FIRST + SECOND + b"0 0 0 1 k 80 30 m 150 30 l 150 120 l h f",
        isolated=True,
    )
    file = tmp_path / "group.pdf"
    file.write_bytes(data)
    found = compared(plates(data).inks, ghostscript(file, 1, tmp_path / "gs"), 1)
    assert found.worst <= 2


Light = tuple[float, float, float]


def luminosity(colour: Light) -> float:
    return 0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2]


def with_luminosity(colour: Light, wanted: float) -> Light:
    """SetLum and ClipColor of ISO 32000-1, 11.3.5.3."""
    moved = [one + wanted - luminosity(colour) for one in colour]
    least, most = min(moved), max(moved)
    if least < 0:
        moved = [wanted + (one - wanted) * wanted / (wanted - least) for one in moved]
    if most > 1:
        moved = [wanted + (one - wanted) * (1 - wanted) / (most - wanted) for one in moved]
    return (moved[0], moved[1], moved[2])


def with_saturation(colour: Light, wanted: float) -> Light:
    """SetSat of the same."""
    least, spread = min(colour), max(colour) - min(colour)
    made = [(one - least) * wanted / spread if spread else 0.0 for one in colour]
    return (made[0], made[1], made[2])


def saturation(colour: Light) -> float:
    return max(colour) - min(colour)


def blended(mode: str, below: Light, above: Light) -> Light:
    """The functions of table 137."""
    if mode == "Hue":
        kept = with_saturation(above, saturation(below))
        return with_luminosity(kept, luminosity(below))
    if mode == "Saturation":
        return with_luminosity(with_saturation(below, saturation(above)), luminosity(below))
    if mode == "Color":
        return with_luminosity(above, luminosity(below))
    return with_luminosity(below, luminosity(above))


BELOW, ABOVE = (0.7, 0.2, 0.1, 0.3), (0.1, 0.8, 0.6, 0.5)


def non_separable(mode: str) -> bytes:
    blend = Dictionary(BM=Name("/" + mode))
    paint = b"%.1f %.1f %.1f %.1f k " % BELOW + b"40 40 100 100 re f /B gs "
    paint += b"%.1f %.1f %.1f %.1f k " % ABOVE + b"60 60 100 100 re f"

    def grouped(pdf: pikepdf.Pdf) -> Any:
        return form(
            pdf, paint, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, I=True),
            Resources=Dictionary(ExtGState=Dictionary(B=blend)),
        )  # fmt: skip

    return art(b"/F Do", XObject_F=grouped)()


@pytest.mark.parametrize("mode", ["Hue", "Saturation", "Color", "Luminosity"])
def test_a_blend_that_mixes_inks_is_worked_out_on_three_plates(mode: str) -> None:
    """Black is the lower one's, but for luminosity (11.3.5.3)."""
    below, above = ((1 - c, 1 - m, 1 - y) for c, m, y, _ in (BELOW, ABOVE))
    black = (ABOVE if mode == "Luminosity" else BELOW)[3]
    expected = [*(1 - light for light in blended(mode, below, above)), black]
    found = ink_at(non_separable(mode), *IN_BOTH)
    for amount, there in zip(expected, found.values(), strict=True):
        assert abs(100 * amount - there) <= 1, (expected, found)


def test_ghostscript_sees_the_same_blends(tmp_path: Path) -> None:
    for mode in ("Hue", "Saturation", "Color", "Luminosity", "Multiply", "Screen", "Overlay",
                 "Darken", "Lighten", "ColorDodge", "ColorBurn", "HardLight", "SoftLight",
                 "Difference", "Exclusion"):  # fmt: skip
        data = non_separable(mode)
        file = tmp_path / f"{mode}.pdf"
        file.write_bytes(data)
        found = compared(plates(data).inks, ghostscript(file, 1, tmp_path / mode), 1)
        assert found.worst <= 2, (mode, found)


def glyphs(procedure: bytes) -> bytes:
    """A file with a glyph of 100 points that is content itself, set in cyan."""

    def font(pdf: pikepdf.Pdf) -> Any:
        states = Dictionary(XObject=Dictionary(I=image(pdf, 10)))
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 1000, 1000],
                FontMatrix=[0.001, 0, 0, 0.001, 0, 0], FirstChar=65, LastChar=65, Widths=[1000],
                Encoding=Dictionary(Differences=[65, Name.A]),
                CharProcs=Dictionary(A=pdf.make_stream(procedure)), Resources=states,
            )
        )  # fmt: skip

    return art(b"1 0 0 0 k BT /T 100 Tf 50 50 Td (A) Tj ET", Font_T=font)()


@pytest.mark.parametrize(
    ("procedure", "expected"),
    [
        (b"1000 0 0 0 1000 1000 d1 0 0 1000 1000 re f", (100, 0, 0, 0)),
        (b"1000 0 d0 0 0 1000 1000 re f", (100, 0, 0, 0)),
        (b"1000 0 d0 0 1 0 0.5 k 0 0 1000 1000 re f", (0, 100, 0, 50)),
        (b"1000 0 d0 0.5 g 0 0 1000 1000 re f", (0, 0, 0, 50)),
        (b"1000 0 d0 1000 0 0 1000 0 0 cm /I Do", (13, 0, 13, 0)),
    ],
)
def test_a_glyph_may_have_inks_of_its_own(
    procedure: bytes, expected: tuple[int, ...], tmp_path: Path
) -> None:
    data = glyphs(procedure)
    found = ink_at(data, 100, 120)
    for amount, there in zip(expected, found.values(), strict=True):
        assert abs(amount - there) <= 1, found
    file = tmp_path / "glyph.pdf"
    file.write_bytes(data)
    assert compared(plates(data).inks, ghostscript(file, 1, tmp_path / "gs"), 1).worst <= 2
