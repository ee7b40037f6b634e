"""Holes by the even-odd rule are holes by the other rule too: as poppler fills them."""

from __future__ import annotations

import subprocess

import pytest

from depliant.geometry import Outline, Rect, rectangle
from depliant.graphics.winding import nonzero


def box(x: float, y: float, side: float, back: bool = False) -> Outline:
    outline = rectangle(Rect(x, y, side, side))
    if not back:
        return outline
    first, second, third, fourth, end = outline
    return (first, ("L", *fourth[1:]), third, ("L", *second[1:]), end)


ROUND: Outline = (
    ("M", 50, 20), ("C", 67, 20, 80, 33, 80, 50), ("C", 80, 67, 67, 80, 50, 80),
    ("C", 33, 80, 20, 67, 20, 50), ("C", 20, 33, 33, 20, 50, 20), ("Z",),
)  # fmt: skip


def filled(outline: Outline, rule: str) -> bytes:
    """A hundred points square, as poppler fills it."""
    letters = {"M": "m", "L": "l", "C": "c", "Z": "h"}
    path = " ".join(
        " ".join([*map(str, segment[1:]), letters[str(segment[0])]]) for segment in outline
    )
    content = f"{path} {rule}".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
    ]
    file = b"%PDF-1.4\n"
    for number, one in enumerate(objects, 1):
        file += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    file += b"trailer<</Root 1 0 R>>\n%%EOF"
    done = subprocess.run(
        ["pdftoppm", "-r", "72", "-mono", "-singlefile", "-"],
        input=file, capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize(
    "outline",
    [
        (*box(10, 10, 80), *box(30, 30, 40)),
        (*box(10, 10, 80), *box(30, 30, 40, back=True)),
        (*box(10, 10, 80, back=True), *box(20, 20, 60), *box(30, 30, 40), *box(40, 40, 9)),
        (*ROUND, *box(40, 40, 20)),
        (*box(0, 0, 20), *box(40, 40, 20), *box(45, 45, 5, back=True)),
        box(10, 10, 50)[:-1],
    ],
)
def test_what_is_filled_stays_what_is_filled(outline: Outline) -> None:
    turned = nonzero(outline)
    assert turned is not None
    assert filled(turned, "f") == filled(outline, "f*")
    assert filled(outline, "f*") != filled((), "n") if outline else True


def test_contours_that_cross_are_left_to_others() -> None:
    assert nonzero((*box(10, 10, 40), *box(30, 30, 40))) is None
    many = tuple(segment for at in range(500) for segment in box(at, 0, 0.5))
    assert nonzero(many) is None
