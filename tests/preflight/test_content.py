"""What a page paints: where it lies on the page, and how."""

from __future__ import annotations

import pytest
from tests.preflight.broken import art, image
from tests.preflight.conftest import small

from depliant.pdfread.opening import opened
from depliant.preflight.content import Image, Outline, Text
from depliant.preflight.job import JudgedFile, PageView


def marks(data: bytes) -> list[object]:
    with opened(data) as file:
        return list(PageView(JudgedFile(file, None), file.pages[0]).marks)


def test_marks_are_measured_on_the_page() -> None:
    data = art(
        b"2 0 0 2 20 20 cm 0 0 0 1 K 3 w 10 10 m 40 10 l S q 50 0 0 25 0 40 cm /I Do Q",
        XObject_I=image,
    )()
    _, line, picture, words = marks(data)
    assert isinstance(line, Outline)
    assert line.width == pytest.approx(6)
    assert line.box == pytest.approx((27, 167, 66, 6))
    assert isinstance(picture, Image)
    assert picture.ppi == pytest.approx(72)
    assert picture.box == pytest.approx((10, 60, 100, 50))
    assert isinstance(words, Text)
    assert words.text == "Hello"
    assert words.size == pytest.approx(10)
    assert words.box == pytest.approx((30, 102.8, 27.5, 9.3))
    assert words.section.tag == "P"


def test_what_is_clipped_away_is_no_mark() -> None:
    data = small(b"50 50 10 10 re W n 0 0 1 0 k 100 100 20 20 re f 55 55 20 20 re f")
    boxes = [m.box for m in marks(data) if isinstance(m, Outline)]
    assert len(boxes) == 2, "the ground, and what shows of the second box"
    assert boxes[1] == pytest.approx((45, 150, 5, 5))
