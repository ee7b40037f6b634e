"""Outlines scanned into rows, and what lies behind the words of a panel."""

from __future__ import annotations

from pathlib import Path as FilePath

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from depliant.colour import BLACK, PAPER, Colour
from depliant.display.items import Form, Group, Path, Picture, Raster, Stroke
from depliant.geometry import Matrix, Outline, Rect, rectangle, translation
from depliant.graphics import backing as module
from depliant.graphics.backing import STEP, backing
from depliant.graphics.scan import edges, holds, rows
from depliant.press.condition import load_condition, screen_contrast

PROFILE = FilePath(__file__).parents[2] / "assets" / "icc" / "FOGRA39L_coated.icc"

PAGE = Rect(-9.0, -9.0, 120.0, 90.0)
RED = Colour(0.0, 1.0, 1.0, 0.0)


def polygon(points: list[tuple[float, float]]) -> Outline:
    (x, y), *others = points
    return (("M", x, y), *(("L", *point) for point in others), ("Z",))


corner = st.integers(-20, 80).map(lambda value: value + 0.25)
corners = st.lists(st.tuples(corner, corner), min_size=3, max_size=9)


@given(corners, st.booleans())
def test_a_point_is_inside_where_its_row_says_so(
    points: list[tuple[float, float]], even_odd: bool
) -> None:
    pieces = edges(polygon(points))
    inside = rows(pieces, 60, even_odd=even_odd)
    for y in range(0, 60, 7):
        stretches = inside.get(y, [])
        for x in range(-20, 80, 9):
            if any(abs(x - edge) < 1e-6 for stretch in stretches for edge in stretch):
                continue  # on the edge itself, rounding decides
            found = any(start <= x < end for start, end in stretches)
            assert found == holds(pieces, x, y + 0.5, even_odd=even_odd)


@given(corners)
def test_a_polygon_is_filled_as_pillow_fills_it(points: list[tuple[float, float]]) -> None:
    """Pillow fills by the even-odd rule; its edges are a pixel wider."""
    image = Image.new("1", (60, 60))
    ImageDraw.Draw(image).polygon(points, fill=1)
    theirs = np.array(image)
    ours = np.zeros((60, 60), bool)
    for row, stretches in rows(edges(polygon(points)), 60, even_odd=True).items():
        for start, end in stretches:
            ours[row, max(round(start), 0) : max(round(end), 0)] = True
    # Apart from pixels beside an edge.
    near = np.zeros((62, 62), bool)
    mixed = theirs != ours
    edge = Image.new("1", (60, 60))
    ImageDraw.Draw(edge).line([*points, points[0]], fill=1, width=3)
    near[1:61, 1:61] = np.array(edge)
    grown = near[:-2, 1:-1] | near[2:, 1:-1] | near[1:-1, :-2] | near[1:-1, 2:] | near[1:-1, 1:-1]
    assert not (mixed & ~grown).any()


def test_what_is_painted_last_is_what_lies_behind() -> None:
    grid = backing(
        (
            Path(rectangle(Rect(0, 0, 50, 50)), fill=RED),
            Path(rectangle(Rect(20, 20, 50, 50)), BLACK),
        ),
        PAGE,
    )
    seen = [grid.colours[grid.at(x, y)] for x, y in ((-5, -5), (10, 10), (30, 30), (80, 80))]
    assert seen == [PAPER, RED, BLACK, PAPER]
    everything = grid.numbers(0, 0, 60, 60)
    assert {grid.colours[number] for number in everything} == {PAPER, RED, BLACK}
    assert {grid.colours[n] for n in grid.numbers(2, 2, 12, 12)} == {RED}
    # Beside the box it is as at the nearest place.
    assert grid.colours[grid.at(-500, -500)] == PAPER
    assert grid.whole


def test_clips_and_bounds_cut() -> None:
    red = Path(rectangle(Rect(0, 0, 80, 60)), fill=RED)
    clipped = Group((red,), translation(5, 5), clip=rectangle(Rect(0, 0, 10, 10)))
    form = Form((red,), Rect(0, 0, 10, 10), Matrix(2, 0, 0, 2, 50, 20))
    grid = backing((clipped, form), PAGE)
    for x, y, colour in ((10, 10, RED), (20, 10, PAPER), (60, 30, RED), (75, 30, PAPER)):
        assert grid.colours[grid.at(x, y)] == colour


def test_strokes_and_curves_are_painted() -> None:
    line = Path((("M", 0.0, 30.0), ("L", 90.0, 30.0)), stroke=Stroke(RED, 6.0))
    k = 20 * 0.5523
    disc = (
        ("M", 60.0, 50.0), ("C", 60.0, 50 + k, 40 + k, 70.0, 40.0, 70.0),
        ("C", 40 - k, 70.0, 20.0, 50 + k, 20.0, 50.0),
        ("C", 20.0, 50 - k, 40 - k, 30.0, 40.0, 30.0),
        ("C", 40 + k, 30.0, 60.0, 50 - k, 60.0, 50.0), ("Z",),
    )  # fmt: skip
    grid = backing((line, Path(disc, fill=BLACK)), PAGE)
    for x, y, colour in (
        (10, 28, RED), (10, 32, RED), (10, 36, PAPER), (40, 50, BLACK), (57, 67, PAPER),
        (54, 63, BLACK),
    ):  # fmt: skip
        assert grid.colours[grid.at(x, y)] == colour
    columns = grid.column(10.0, 0.0, 60.0)
    assert len(columns) == int(69 / STEP) - int(9 / STEP)
    assert grid.colours[columns[int(30 / STEP)]] == RED


def test_of_too_many_colours_the_nearest_is_taken() -> None:
    many = tuple(
        Path(rectangle(Rect(0, 0, 1 + n / 10, 5)), fill=Colour(n / 300, 0, 0, 0))
        for n in range(300)
    )
    grid = backing((*many, Path(rectangle(Rect(40, 40, 20, 20)), fill=BLACK)), PAGE)
    assert len(grid.colours) <= 256
    assert grid.at(50, 50) < len(grid.colours)


def test_a_drawing_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_STRETCHES", 1000)
    boxes = tuple(Path(rectangle(Rect(0, 0, 80, 60)), fill=RED) for _ in range(100))
    assert not backing(boxes, PAGE).whole


@given(st.tuples(*[st.integers(-9, 9)] * 6))
def test_a_map_and_its_inverse(values: tuple[int, ...]) -> None:
    matrix = Matrix(*map(float, values))
    if matrix.a * matrix.d != matrix.b * matrix.c:
        there = matrix.apply(3.0, -2.0)
        back = matrix.inverse
        assert back is not None
        assert back.apply(*there) == pytest.approx((3.0, -2.0))


@pytest.mark.parametrize("level", [40, 88, 136, 184])
def test_a_photograph_is_as_light_as_a_screen_shows_it(level: int) -> None:
    """WCAG's contrast of white with a gray of sRGB, but for the steps that pictures are seen in."""
    raster = Raster("0" * 64, 1, 1, "rgb", bytes((level,)) * 3)
    picture = Picture(raster, Rect(0, 0, 30, 30), Rect(0, 0, 1, 1), PAPER)
    found = backing((picture,), Rect(0, 0, 30, 30))
    condition = load_condition(PROFILE, "FOGRA39")
    ratio = screen_contrast(condition, PAPER, found.colours[found.at(15, 15)])
    assert ratio == pytest.approx(1.05 / (((level / 255 + 0.055) / 1.055) ** 2.4 + 0.05), rel=0.15)
