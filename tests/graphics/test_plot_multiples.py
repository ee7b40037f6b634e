"""Small multiples: each series in a plane of its own, all with one axis."""

from __future__ import annotations

import math
from decimal import Decimal
from itertools import combinations
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.graphics.plotting import (
    axes_over,
    draw,
    last_point,
    named,
    outline_box,
    paths,
    plot,
    series,
    spot_of,
    texts,
    within,
    words,
    years,
)

from depliant.content.model_plots import Annotation, Plot, Reference
from depliant.display.items import Path
from depliant.geometry import Rect, outline_points
from depliant.graphics.art import Art
from depliant.graphics.charts.placing import meets
from depliant.graphics.plots.multiples import grid

RATES = ((8.1, 7.5, 9.0, 6.2), (14.2, 13.9, 12.0, 11.5), (5.0, 5.5, 6.1, 7.2), (3, 4, 2, 1))

MEAN = Decimal(8)

Kind = Literal["line", "area", "columns"]


def planes(kind: Kind, rows: tuple[tuple[float | None, ...], ...], **more: Any) -> Plot:
    made = [series(f"s{n}", row, f"Zone {n}") for n, row in enumerate(rows)]
    return plot(kind, years(2020, len(rows[0])), *made, is_multiple=True, **more)


def heights(art: Art, number: int, count: int) -> list[float]:
    """How high each column of a series is."""
    return [outline_box(paths(art, "value", n, number)[0]).height for n in range(count)]


@pytest.mark.parametrize("width", [45, 95, 190])
def test_all_planes_have_one_scale(width: float) -> None:
    art = draw(planes("columns", RATES), width)
    assert art.diagnostics == ()
    each = heights(art, 0, 4)[0] / RATES[0][0]
    for number, row in enumerate(RATES):
        assert heights(art, number, 4) == pytest.approx([value * each for value in row], abs=0.1)


def test_lines_of_all_planes_have_one_scale() -> None:
    art = draw(planes("line", RATES), 190)
    ends = [
        [outline_points(paths(art, "value", n, s)[0].outline)[-1].y for n in range(4)]
        for s in range(4)
    ]
    falls = [end[0] - end[1] for end in ends]
    each = falls[0] / (RATES[0][0] - RATES[0][1])
    for fall, row in zip(falls, RATES, strict=True):
        assert fall == pytest.approx((row[0] - row[1]) * each, abs=0.1)
    assert {round(ends[0][0] - ends[1][0], 2)} != {0.0}


@pytest.mark.parametrize("width", [45, 95, 190])
def test_lines_of_each_plane_stand_where_matplotlib_draws_them(width: float) -> None:
    """In each plane the line of its series, in the values that one plane's ends span."""
    art = draw(planes("line", RATES), width)
    ours = [
        [last_point(paths(art, "value", place, number)[0]) for place in range(4)]
        for number in range(4)
    ]
    # The second series falls from its first value to its last: these two span the axis.
    fall = (ours[1][3].y - ours[1][0].y) / (RATES[1][0] - RATES[1][3])
    for spots, row in zip(ours, RATES, strict=True):
        left, right = spots[0].x, spots[-1].x
        level = spots[0].y + row[0] * fall  # where zero is
        box = Rect(left, level - 20 * fall, right - left, 20 * fall)
        axes = axes_over(art, box, (0, 3), (0, 20))
        for place, (value, spot) in enumerate(zip(row, spots, strict=True)):
            assert math.dist(spot, spot_of(art, axes, place, value)) < 0.1
    assert len({round(spots[-1].x - spots[0].x, 2) for spots in ours}) == 1


def test_names_stand_above_their_planes_in_a_grid_that_fits() -> None:
    art = draw(planes("columns", RATES), 95)
    for number in range(4):
        assert words(art, "series", series=number).replace("\u00a0", " ") == f"Zone {number}"
    lefts = {round(outline_box(paths(art, "value", 0, n)[0]).x) for n in range(4)}
    assert len(lefts) == 2, "two columns of two"
    assert [grid(7, 18), grid(7, 38), grid(7, 77)] == [(1, 7), (3, 3), (4, 2)]


def test_places_are_said_once() -> None:
    art = draw(planes("line", RATES), 190)
    assert [words(art, "label", place) for place in (0, 3)] == ["2020", "2023"]
    for place in range(4):
        for number in range(4):
            assert paths(art, "value", place, number)


def test_annotations_and_references_stand_where_they_belong() -> None:
    made = planes("line", RATES, annotations=(Annotation(1, 2, "Pic"),))
    made = replace(made, references=(Reference(MEAN, MEAN, "Moyenne"),))
    art = draw(made, 190)
    assert art.diagnostics == ()
    dashed = [i for i in art.items if isinstance(i, Path) and i.stroke and i.stroke.dash]
    assert len(dashed) == 4, "a line in each plane"


def test_one_series_is_no_grid() -> None:
    alone = planes("columns", RATES[:1])
    assert draw(alone).items == draw(replace(alone, is_multiple=False)).items


def test_right_to_left_the_first_plane_is_at_the_right() -> None:
    art = draw(planes("columns", RATES, locale="ar"), 190, "ar")
    first, second = (outline_box(paths(art, "value", 0, n)[0]) for n in (0, 1))
    assert first.x > second.x


numbers = st.one_of(
    st.none(), st.integers(-2000, 900_000), st.decimals(0, 100, places=1).map(float)
)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_no_words_meet(data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 12))
    rows = data.draw(
        st.lists(st.lists(numbers, min_size=count, max_size=count), min_size=2, max_size=7)
    )
    if not any(value is not None for row in rows for value in row):
        return
    kind: Kind = data.draw(st.sampled_from(("line", "area", "columns")))
    made = planes(kind, tuple(tuple(row) for row in rows))
    if data.draw(st.booleans()):
        made = replace(made, places=named(*(f"Rue {n}" for n in range(count))))
    width = data.draw(st.floats(35, 250))
    art = draw(made, width, data.draw(st.sampled_from(("fr", "ar"))))
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            assert bool(paths(art, "value", place, number)) == (value is not None)
    if art.diagnostics:
        assert {fault.code for fault in art.diagnostics} == {"chart-overset"}
        return
    assert within(art)
    boxes = texts(art)
    assert not any(a.overlaps(b, 0.05) for a, b in combinations(boxes, 2))
    for number, row in enumerate(rows):
        marks = [one for place in range(len(row)) for one in paths(art, "value", place, number)]
        if kind == "columns":
            bars = [outline_box(one) for one in marks if one.fill]
            assert not any(a.overlaps(b, 0.05) for a in boxes for b in bars)
        elif kind == "line":
            strokes = [tuple(outline_points(one.outline)) for one in marks if not one.fill]
            assert not any(meets(one, box) for one in strokes for box in boxes)
