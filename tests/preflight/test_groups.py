"""Groups on the plates: knockout, isolation and blend modes, worked out by hand and by Ghostscript."""

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
