"""What a plain PDF of a mark holds is what it was made of."""

from __future__ import annotations

import pytest

from depliant.colour import PAPER, Colour
from depliant.display.items import Group, Path, Picture, Raster, Stroke
from depliant.geometry import Matrix, Rect, rectangle
from depliant.graphics.art import Artwork
from depliant.graphics.pdf_drawing import drawn
from depliant.graphics.plain_pdf import MAXIMUM_SIDE, plain_pdf

RED = Colour(0, 1, 0.8, 0.05)
SPOT = Colour(1, 0.4, 0, 0, spot="PANTONE 300 C", tint=0.5)
PIXELS = Raster("d", 2, 2, "cmyk", bytes(range(16)), None, bytes((0, 80, 160, 255)))


def test_shapes_spots_strokes_and_pixels_come_back() -> None:
    stroke = Stroke(SPOT, 1.5, (3.0, 1.0), "round", "bevel")
    items = (
        Path(rectangle(Rect(12, 13, 20, 10)), RED),
        Path(rectangle(Rect(40, 20, 20, 10)), SPOT, stroke, even_odd=True),
        Picture(PIXELS, Rect(70, 20, 20, 20), Rect(0, 0, 2, 2), PAPER),
    )
    art = Artwork(items, Rect(10, 10, 100, 50))
    first, second, third = drawn(plain_pdf(art)).artwork.items
    assert isinstance(first, Path)
    assert isinstance(second, Path)
    assert isinstance(third, Picture)
    assert first.fill == RED
    assert first.outline == rectangle(Rect(2, 3, 20, 10))
    assert (second.fill, second.stroke, second.even_odd) == (SPOT, stroke, True)
    assert third.frame == Rect(60, 10, 20, 20)
    assert (third.raster.samples, third.raster.alpha) == (PIXELS.samples, PIXELS.alpha)


def test_groups_map_and_clip_what_they_hold() -> None:
    inner = Path(rectangle(Rect(0, 0, 50, 50)), RED)
    group = Group((inner,), Matrix(2, 0, 0, 2, 10, 0), clip=rectangle(Rect(0, 0, 5, 5)))
    (found,) = drawn(plain_pdf(Artwork((group,), Rect(0, 0, 100, 100)))).artwork.items
    assert isinstance(found, Group)
    assert found.clip == rectangle(Rect(10, 0, 10, 10))


def test_a_drawing_in_tiny_or_huge_units_gets_a_page_that_there_can_be() -> None:
    for side in (0.01, 1_000_000.0):
        art = Artwork((Path(rectangle(Rect(0, 0, side, side / 2)), RED),), Rect(0, 0, side, side))
        assert 3 < drawn(plain_pdf(art)).artwork.bounds.width < 14_400


def test_equal_artwork_is_equal_bytes() -> None:
    art = Artwork((Path(rectangle(Rect(0, 0, 9, 9)), SPOT),), Rect(0, 0, 20, 20))
    assert plain_pdf(art) == plain_pdf(art)


@pytest.mark.parametrize(
    ("wide", "high"), [(400, 1), (1, 400), (14_000, 2), (100, 0.001), (2, 2), (60_000, 40)]
)
def test_a_mark_that_is_all_but_a_line_is_a_page_too(wide: float, high: float) -> None:
    """Of thin ones no page was made."""
    bar = Path(rectangle(Rect(0, 0, wide, high)), RED)
    read = drawn(plain_pdf(Artwork((bar,), Rect(0, 0, wide, high)))).artwork
    assert read.bounds.width / read.bounds.height == pytest.approx(wide / high, rel=1e-3)
    assert max(read.bounds[2:]) <= MAXIMUM_SIDE
