"""Slope and dumbbell charts: two values each, where matplotlib draws them, named at both ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.graphics.plotting import (
    axes_over,
    draw,
    mirrored,
    named,
    outline_box,
    paths,
    plot,
    series,
    sound,
    spot_of,
    words,
    written,
    years,
)

from depliant.content.model_plots import Plot, PlotKind
from depliant.display.items import Glyphs, Path
from depliant.errors import BrochureError
from depliant.geometry import Point, Rect
from depliant.graphics.art import Art
from depliant.graphics.charts.placing import meets
from depliant.text.ink import around, glyph_boxes

TIMES = (*years(2014, 1), *years(2024, 1))
TOWNS = named("Arras", "Avesnes-le-Comte", "Béthune", "Boulogne-sur-Mer", "Calais", "Lens")


def slopes() -> Plot:
    rows = (
        series("a", (24.1, 21.3), "Béthune"),
        series("b", (23.8, 23.9), "Lens", is_held_back=True),
        series("c", (18.2, 21.0), "Arras", is_held_back=True),
        series("d", (31.2, 27.5), "Calais", is_held_back=True),
    )
    return plot("slope", TIMES, *rows)


def pairs() -> Plot:
    rows = (
        series("a", (61.2, 38.4, 57.1, 49.8, 44.9, 35.2), "2014"),
        series("b", (85.0, 45.2, 55.0, 58.1, 44.9, 41.9), "2024"),
    )
    return plot("dumbbell", TOWNS, *rows)


def centre(art: Art, place: int, number: int) -> Point:
    return outline_box(paths(art, "value", place, number)[0]).centre


@pytest.mark.parametrize("width", [45, 95, 190])
def test_slopes_run_where_matplotlib_draws_them(width: float) -> None:
    made = slopes()
    art = draw(made, width)
    high, low = centre(art, 0, 3), centre(art, 0, 2)
    right = centre(art, 1, 0).x
    axes = axes_over(
        art, Rect(high.x, high.y, right - high.x, low.y - high.y), (0, 1), (18.2, 31.2)
    )
    for number, row in enumerate(made.series):
        for place, value in row.known():
            theirs = spot_of(art, axes, place, float(value.value))
            assert centre(art, place, number) == pytest.approx(theirs, abs=0.1)


def test_names_stand_at_both_ends_and_at_the_end_alone_where_it_is_narrow() -> None:
    wide, narrow = draw(slopes(), 95), draw(slopes(), 36)
    assert written(wide).count("Lens") == 2
    assert written(narrow).count("Lens") == 1
    for art in (wide, narrow):
        assert words(art, "value", 0, 0) == "24,1"
        assert words(art, "value", 1, 0) == "21,3"
        assert words(art, "series", series=0) == "Béthune", "the head of its column, once"
        assert words(art, "label", 0) == "2014"
        assert art.diagnostics == ()


def test_a_slope_needs_two_times_and_both_values() -> None:
    for places, values in ((years(2014, 1), (1,)), (years(2014, 3), (1, 2, 3)), (TIMES, (1, None))):
        with pytest.raises(BrochureError) as caught:
            draw(plot("slope", places, series("a", values), series("b", [2] * len(places))))
        assert [fault.code for fault in caught.value.diagnostics] == ["chart-data"]


@pytest.mark.parametrize("width", [45, 95, 190])
def test_dots_stand_where_matplotlib_draws_them(width: float) -> None:
    made = pairs()
    art = draw(made, width)
    first, last = centre(art, 5, 0), centre(art, 0, 1)
    axes = axes_over(art, Rect(first.x, 0, last.x - first.x, art.size.height), (35.2, 85), (0, 1))
    for number, row in enumerate(made.series):
        for place, value in row.known():
            theirs = spot_of(art, axes, float(value.value), 0)
            assert centre(art, place, number).x == pytest.approx(theirs.x, abs=0.1)
            assert centre(art, place, number).y == centre(art, place, 0).y


def test_a_bar_joins_the_two_dots() -> None:
    art = draw(pairs())
    start, end = centre(art, 0, 0), centre(art, 0, 1)
    bars = [
        outline_box(item)
        for item in art.items
        if isinstance(item, Path) and item.stroke and item.stroke.width > 1
    ]
    (bar,) = [bar for bar in bars if abs(bar.y - start.y) < 0.1]
    assert start.x < bar.x < bar.right < end.x


def test_names_that_would_leave_the_dots_no_room_stand_above_them() -> None:
    """They would fit beside, but dots of different values would nearly touch there."""
    made = replace(
        pairs(), places=named("Arras", "Avesnes-Nord", "Bully", "Douai", "Calais", "Lens")
    )
    art = draw(made, 45)
    dots = [[outline_box(paths(art, "value", at, n)[0]) for n in (0, 1)] for at in (1, 3, 5)]
    assert all(other.x - one.right > one.width for one, other in dots)


def test_series_are_named_above_the_first_row_or_in_a_legend() -> None:
    wide, narrow = draw(pairs(), 95), draw(pairs(), 45)
    for art in (wide, narrow):
        assert [words(art, "series", series=n) for n in (0, 1)] == ["2014", "2024"]
        assert art.diagnostics == ()
    legend = [item for item in narrow.items if isinstance(item, Path) and item.fill]
    assert outline_box(legend[0]).width > outline_box(legend[0]).height, "a sample of its ink"


def test_a_dumbbell_needs_two_series() -> None:
    for count in (1, 3):
        rows = [series(str(n), (1, 2), str(n)) for n in range(count)]
        with pytest.raises(BrochureError) as caught:
            draw(plot("dumbbell", named("a", "b"), *rows))
        assert [fault.code for fault in caught.value.diagnostics] == ["chart-data"]


def test_right_to_left_is_the_mirror_image() -> None:
    mirrored(slopes())
    mirrored(pairs())


numbers = st.one_of(st.integers(-2000, 900_000), st.decimals(0, 100, places=1))
NAMES = ("Lens", "Boulogne-sur-Mer", "Île", "Aide sociale à l’enfance", "Enfants nés vivants, 2024")
names = st.sampled_from(NAMES)


@settings(max_examples=25)
@given(st.data())
def test_no_words_of_slopes_meet_or_cover_a_slope(data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=8))
    made = plot(
        "slope", TIMES, *(series(f"s{n}", row, data.draw(names)) for n, row in enumerate(rows))
    )
    art = draw(made, data.draw(st.floats(35, 250)), data.draw(st.sampled_from(("fr", "ar"))))
    sound(art, made)
    if art.diagnostics:
        return
    from tests.graphics.plotting import texts

    for number in range(len(rows)):
        line = centre(art, 0, number), centre(art, 1, number)
        assert not any(meets(line, box) for box in texts(art))


@settings(max_examples=25)
@given(st.data())
def test_no_words_of_dumbbells_meet_or_cover_a_dot(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 10))
    row = st.lists(st.one_of(st.none(), numbers), min_size=count, max_size=count)
    rows = data.draw(row), data.draw(row)
    if not any(value is not None for one in rows for value in one):
        return
    made = plot(
        "dumbbell",
        named(*data.draw(st.lists(names, min_size=count, max_size=count))),
        *(series(f"s{n}", one, data.draw(names)) for n, one in enumerate(rows)),
    )
    sound(draw(made, data.draw(st.floats(35, 250)), data.draw(st.sampled_from(("fr", "ar")))), made)


def test_equal_values_and_one_place_are_drawn() -> None:
    same = plot("slope", TIMES, series("a", (5, 5), "a"), series("b", (5, 5), "b"))
    sound(draw(same), same)
    alone = replace(
        pairs(),
        places=TOWNS[:1],
        series=tuple(replace(row, values=row.values[:1]) for row in pairs().series),
    )
    sound(draw(alone), alone)


@pytest.mark.parametrize("kind", ["slope", "line"])
def test_a_name_below_its_value_stands_apart_from_the_next_value(kind: PlotKind) -> None:
    long = "Les habitants de la province et de tous les villages du fleuve"
    rows = (series("a", (20, 20), f"{long} un"), series("b", (19.9, 19.9), f"{long} deux"))
    made = plot(kind, TIMES if kind == "slope" else years(2014, 2), *rows)
    art = draw(made, 90)
    name = sorted(box.bottom for box in boxes(art, "series", 0))
    value = min(box.y for box in boxes(art, "value", 1) if box.x > art.size.width / 2)
    assert len(name) > 1
    assert value - name[-1] > 0.3 * 8.5, "three tenths of a line"


def boxes(art: Art, saying: str, number: int) -> list[Rect]:
    found = [
        around(glyph_boxes(item))
        for part in art.parts
        if (part.saying, part.series) == (saying, number)
        for item in art.items[part.first : part.last]
        if isinstance(item, Glyphs)
    ]
    return [box for box in found if box]
