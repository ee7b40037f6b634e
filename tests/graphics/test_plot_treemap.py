"""Treemaps: areas exactly in proportion, which fill their box and hold the words that fit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.graphics.plotting import (
    SHEET,
    draw,
    named,
    outline_box,
    plot,
    series,
    texts,
    within,
    words,
)

from depliant.content.model_plots import Plot
from depliant.display.items import Path
from depliant.errors import BrochureError
from depliant.geometry import Rect
from depliant.graphics.art import Art
from depliant.graphics.plots.treemap import in_bars, squarified
from depliant.style.sheet import ChartStyle

BUDGET = (980, 212, 145, 320, 98, 42, 70, 25, 12)
NAMES = (
    "Action sociale", "Collèges", "Routes", "Personnel", "Incendie et secours", "Culture",
    "Dette", "Environnement", "Tourisme",
)  # fmt: skip


def shares(values: tuple[float | None, ...], **more: Any) -> Plot:
    names = NAMES if len(values) == len(NAMES) else [f"Poste {n}" for n in range(len(values))]
    return plot("treemap", named(*names), series("b", values, " "), **more)


def areas(art: Art, values: Sequence[float | None]) -> dict[int, Path]:
    """The area of each value by its number: the greatest is drawn first."""
    order = sorted((n for n, value in enumerate(values) if value), key=lambda n: -(values[n] or 0))
    shapes = [item for item in art.items if isinstance(item, Path)]
    assert len(shapes) == len(order), "each value that is something has an area"
    return dict(zip(order, shapes, strict=True))


def boxes_of(art: Art, values: Sequence[float | None]) -> dict[int, Rect]:
    return {n: outline_box(path) for n, path in areas(art, values).items()}


def test_the_areas_are_those_of_the_paper() -> None:
    """The example of Bruls, Huizing and van Wijk: 6, 6, 4, 3, 2, 2, 1 in a box of six by four."""
    found = squarified([6, 6, 4, 3, 2, 2, 1], Rect(0, 0, 6, 4))
    expected = [
        (0, 0, 3, 2), (0, 2, 3, 2), (3, 0, 12 / 7, 7 / 3), (33 / 7, 0, 9 / 7, 7 / 3),
        (3, 7 / 3, 1.2, 5 / 3), (4.2, 7 / 3, 1.2, 5 / 3), (5.4, 7 / 3, 0.6, 5 / 3),
    ]  # fmt: skip
    for box, wanted in zip(found, expected, strict=True):
        assert tuple(box) == pytest.approx(wanted)


@pytest.mark.parametrize("width", [45, 95, 190])
def test_areas_are_in_proportion_to_the_values(width: float) -> None:
    art = draw(shares(BUDGET), width)
    assert art.diagnostics == ()
    boxes = boxes_of(art, BUDGET)
    sizes = [boxes[place].width * boxes[place].height for place in range(9)]
    each = math.fsum(sizes) / sum(BUDGET)
    for area, value in zip(sizes, BUDGET, strict=True):
        assert area == pytest.approx(value * each, abs=0.05)


def test_names_stand_in_their_areas_or_below_by_their_numbers() -> None:
    art = draw(shares(BUDGET), 95)
    for place in range(9):
        assert words(art, "label", place).replace("\u00ad", ""), "every name is there"
        assert words(art, "value", place, 0), "and every value"
    first = boxes_of(art, BUDGET)[0]
    assert any(first.overlaps(box) for box in texts(art))


def test_parts_in_accent_stand_out() -> None:
    art = draw(shares(BUDGET, highlighted=(0,)))
    shapes = areas(art, BUDGET)
    inks = [shapes[place].fill for place in range(9)]
    assert len(set(inks)) == 2
    assert inks.count(inks[0]) == 1


def test_nothing_has_no_area_and_its_name_all_the_same() -> None:
    art = draw(shares((10, 0, 5)))
    assert len(areas(art, (10, 0, 5))) == 2
    assert words(art, "value", 1, 0) == "0"
    assert words(art, "label", 1).replace("\u00a0", " ") == "Poste 1"


def test_what_is_below_zero_and_nothing_at_all_is_refused() -> None:
    for values, code in (((4, -1), "chart-negative"), ((0, 0), "chart-zeros")):
        with pytest.raises(BrochureError) as caught:
            draw(shares(values))
        assert code in [fault.code for fault in caught.value.diagnostics]


def test_right_to_left_is_the_mirror_image() -> None:
    one, other = draw(shares(BUDGET)), draw(shares(BUDGET), language="ar")
    for place in range(9):
        ours, theirs = (boxes_of(art, BUDGET)[place] for art in (one, other))
        assert theirs.x == pytest.approx(one.size.width - ours.right, abs=0.01)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.one_of(st.none(), st.integers(0, 90_000), st.decimals(0, 100, places=1)),
        min_size=1,
        max_size=25,
    ),
    st.floats(35, 250),
    st.sampled_from(("fr", "ar")),
)
def test_areas_tile_and_no_words_meet(
    values: list[float | None], width: float, language: str
) -> None:
    if not any(values):
        return
    art = draw(shares(tuple(values)), width, language)
    assert art.diagnostics == ()
    assert within(art)
    boxes = boxes_of(art, values)
    assert not any(a.overlaps(b, 0.01) for a, b in combinations(boxes.values(), 2))
    whole = math.fsum(map(float, filter(None, values)))
    sizes = {n: box.width * box.height for n, box in boxes.items()}
    each = math.fsum(sizes.values()) / whole
    for n, area in sizes.items():
        # Coordinates are rounded to a ten-thousandth of a point.
        slack = (boxes[n].width + boxes[n].height) * 2e-4
        assert area == pytest.approx(
            float(values[n] or 0) * each, abs=slack + 1e-6 * art.size.width
        )
    lines = texts(art)
    assert not any(a.overlaps(b, 0.05) for a, b in combinations(lines, 2))
    for line in lines:
        met = [box for box in boxes.values() if box.overlaps(line, 0.05)]
        assert len(met) <= 1, "words in an area are in it alone"
    for n, value in enumerate(values):
        if value is not None:
            assert words(art, "value", n, 0)
            assert words(art, "label", n)


LONG = ("Habitat minier", "Pilotsiedlungen", "Maßnahme EFRE", "Erinnerungsorte")


def test_names_without_room_in_narrow_areas_stand_in_bars_beside_the_greatest() -> None:
    """100, 33, 30 and 26 in a low box: the last three on each other, nothing by its number."""
    values = (100, 33, 30, 26)
    made = plot("treemap", named(*LONG), series("b", values, " "))
    low = replace(SHEET, charts={"treemap": ChartStyle(inks=("brick",), height_mm=18.8)})
    art = draw(made, 88, sheet=low)
    assert [words(art, "label", place) for place in range(4)] == [*LONG]
    boxes = boxes_of(art, values)
    assert {round(boxes[place].x, 3) for place in (1, 2, 3)} == {round(boxes[0].right, 3)}
    each = boxes[0].width * boxes[0].height / 100
    for place, value in enumerate(values):
        assert boxes[place].width * boxes[place].height == pytest.approx(value * each, abs=0.05)
    for place in range(4):
        said = [text for text in texts(art) if boxes[place].overlaps(text)]
        assert len(said) == 2, "its value and its name"
    assert art.size.height == pytest.approx(boxes[0].bottom), "there is no key below"


def test_bars_are_no_thinner_than_a_tenth_of_their_length() -> None:
    assert in_bars([100, 3, 2, 1], Rect(0, 0, 90, 20)) == []
    assert in_bars([100], Rect(0, 0, 90, 20)) == []
    assert in_bars([10, 9], Rect(0, 0, 20, 90)) == [], "and none stands on end"
    assert len(in_bars([100, 33, 30, 26], Rect(0, 0, 90, 20))) == 4
