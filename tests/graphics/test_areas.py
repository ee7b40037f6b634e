"""Areas are the patches that matplotlib draws, point for point."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.colour import Colour
from depliant.display.items import Group, Path
from depliant.geometry import Outline, Rect, Size, rectangle
from depliant.graphics.charts.areas import Area, block, disc, ring
from depliant.graphics.charts.renderer import InkKey, plain_matplotlib, record

INK = Colour(0.0, 1.0, 1.0, 0.0)
KEY = InkKey.of([INK])
SIZE = Size(200.0, 133.7)
PAINT = {"facecolor": KEY.rgb(INK), "edgecolor": "none", "linewidth": 0.0}

lengths = st.floats(0.25, 90.0)
places = st.floats(0.0, 130.0)
languages = st.sampled_from(["fr", "ar"])


def _patch(name: str, *arguments: Any, **more: Any) -> Any:
    with plain_matplotlib():
        from matplotlib import patches
    return getattr(patches, name)(*arguments, **more, **PAINT)


def _drawn(artist: Any, language: str) -> Outline:
    (item,) = record([artist], SIZE, KEY, language).items
    assert isinstance(item, Path)
    assert (item.fill, item.stroke) == (INK, None)
    return item.outline


def _same(ours: Area, theirs: Any, language: str) -> None:
    """The same segments; numbers may fall to the other side of half a ten-thousandth."""
    mine, others = _drawn(ours, language), _drawn(theirs, language)
    assert [segment[0] for segment in mine] == [segment[0] for segment in others]
    for segment, other in zip(mine, others, strict=True):
        assert segment[1:] == pytest.approx(other[1:], abs=1.01e-4)


@given(places, places, lengths, lengths, languages)
def test_a_block_is_a_rectangle(
    x: float, y: float, width: float, height: float, language: str
) -> None:
    _same(block(x, y, width, height, INK), _patch("Rectangle", (x, y), width, height), language)


@given(places, places, lengths, languages)
def test_a_disc_is_a_circle(x: float, y: float, radius: float, language: str) -> None:
    _same(disc(x, y, radius, INK), _patch("Circle", (x, y), radius), language)


@given(places, places, lengths, st.floats(-90, 270), st.floats(0.01, 360), languages)
def test_a_ring_is_a_wedge(
    x: float, y: float, radius: float, start: float, extent: float, language: str
) -> None:
    end, width = start + extent, radius * 0.24
    ours = ring((x, y), radius, (start, end), width, INK)
    _same(ours, _patch("Wedge", (x, y), radius, start, end, width=width), language)


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("angles", [(-90.0, 270.0), (-90.0, 0.0), (0.0, 90.0), (-90.0, 186.84)])
def test_whole_rings_and_quarters_are_the_same_to_the_last_place(
    angles: tuple[float, float], language: str
) -> None:
    ours = ring((40.0, 50.0), 34.0, angles, 8.16, INK)
    theirs = _patch("Wedge", (40.0, 50.0), 34.0, *angles, width=8.16)
    assert _drawn(ours, language) == _drawn(theirs, language)


@pytest.mark.parametrize(("language", "left"), [("fr", 12.0), ("ar", 200.0 - 12.0 - 30.0)])
def test_an_area_is_cut_off_by_its_box(language: str, left: float) -> None:
    area = Area(rectangle(Rect(10.0, 20.0, 50.0, 40.0)), INK, clip=Rect(12.0, 25.0, 30.0, 9.0))
    (item,) = record([area], SIZE, KEY, language).items
    assert isinstance(item, Group)
    assert item.clip == rectangle(Rect(left, 25.0, 30.0, 9.0))
    assert [type(each) for each in item.items] == [Path]


@pytest.mark.parametrize(
    ("draws", "area"),
    [
        (lambda: ring((0, 0), 10.0, (0.0, 90.0), 4.0, INK), math.pi * (100 - 36) / 4),
        (lambda: disc(0, 0, 10.0, INK), math.pi * 100),
        (lambda: block(3, 4, 10.0, 2.5, INK), 25.0),
    ],
)
def test_an_area_is_as_large_as_it_is(draws: Callable[[], Area], area: float) -> None:
    assert _area(draws().outline) == pytest.approx(area, rel=1e-3)


def _area(outline: Outline) -> float:
    """The area within an outline, its curves cut into short lines."""
    points: list[tuple[float, float]] = []
    for name, *numbers in outline:
        if name in "ML":
            points.append((numbers[0], numbers[1]))
        elif name == "C":
            (ax, ay), (bx, by, cx, cy, dx, dy) = points[-1], numbers
            for t in (i / 64 for i in range(1, 65)):
                u = 1 - t
                weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
                points.append(
                    (
                        sum(w * x for w, x in zip(weights, (ax, bx, cx, dx), strict=True)),
                        sum(w * y for w, y in zip(weights, (ay, by, cy, dy), strict=True)),
                    )
                )
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def test_an_ink_that_is_no_swatch_is_refused() -> None:
    from depliant.errors import BrochureError

    other = Colour(1.0, 1.0, 0.0, 0.0)
    with pytest.raises(BrochureError):
        record([block(0, 0, 1, 1, other)], SIZE, KEY, "fr")
