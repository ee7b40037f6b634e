"""Bar charts of series: bars as long as their values, names of any length, nothing that meets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.graphics.plotting import (
    alike,
    axes_over,
    box_of,
    draw,
    figure,
    mirrored,
    named,
    outline_box,
    paths,
    plot,
    series,
    sound,
    words,
    written,
    years,
)

from depliant.content.model_plots import Annotation, BarMarks, Plot
from depliant.errors import BrochureError
from depliant.geometry import Rect

CANTONS = named("Arras", "Avesnes-le-Comte", "Béthune", "Boulogne-sur-Mer", "Calais")
LONG = named(
    "Aide sociale à l’enfance, hébergement et accompagnement des familles",
    "Personnes âgées et personnes en situation de handicap",
    "Routes",
)


def schools() -> Plot:
    rows = (
        series("a", (1010, 1290, 190, 92, 3), "2014"),
        series("b", (830, 1120, 188, 95, 2), "2024"),
    )
    return plot("grouped-bar", CANTONS, *rows)


def parts(arrange: str) -> Plot:
    rows = (
        series("a", (410, 420, 433), "Social"),
        series("b", (120, 118, 130), "Collèges"),
        series("c", (60, 61, 58), "Routes"),
    )
    return plot("grouped-bar", years(2022, 3), *rows, arrange=arrange)


def test_bars_stand_where_matplotlib_draws_them() -> None:
    """In rows of our heights, from our zero to our longest: each length and each middle."""
    made = schools()
    art = draw(made)
    first, last = (outline_box(paths(art, "value", at, 0)[0]) for at in (0, 1))
    box = Rect(first.x, first.y, last.width, last.y - first.y)
    axes = axes_over(art, box, (0, 1290), (1, 0))
    for number, row in enumerate(made.series):
        for place, value in row.known():
            (ours,) = paths(art, "value", place, number)
            mine = outline_box(ours)
            pitch = (mine.y - first.y) / box.height
            (theirs,) = axes.barh(
                pitch, float(value.value), first.height / box.height, align="edge"
            )
            assert alike(mine, box_of(art, theirs))
    rows = [outline_box(paths(art, "value", at, 0)[0]).y for at in range(5)]
    steps = [b - a for a, b in pairwise(rows)]
    assert max(steps) - min(steps) < 0.01, "rows of one line are evenly spaced"


@pytest.mark.parametrize("arrange", ["stacked", "shares"])
def test_parts_are_end_to_end_as_in_matplotlib(arrange: str) -> None:
    made = parts(arrange)
    art = draw(made, 120)
    sums = [590, 599, 621] if arrange == "shares" else [621] * 3
    whole = [outline_box(paths(art, "value", 2, n)[0]) for n in (0, 2)]
    box = Rect(whole[0].x, whole[0].y, whole[1].right - whole[0].x, 100)
    axes = axes_over(art, box, (0, 1), (1, 0))
    starts = [0.0] * 3
    for number, row in enumerate(made.series):
        shares = [float(v.value) / total for (_, v), total in zip(row.known(), sums, strict=True)]
        for place, patch in enumerate(axes.barh(range(3), shares, 0.1, starts)):
            ours, theirs = outline_box(paths(art, "value", place, number)[0]), box_of(art, patch)
            assert ours.x == pytest.approx(theirs.x + (0.9 if number else 0), abs=0.1)
            assert ours.right == pytest.approx(theirs.right, abs=0.1)
        starts = [a + b for a, b in zip(starts, shares, strict=True)]


def test_names_stand_beside_bars_or_above_them() -> None:
    row = series("a", (412, 388, 61))
    wide, narrow = (draw(plot("grouped-bar", LONG, row), width) for width in (120, 40))
    assert wide.diagnostics == ()
    assert narrow.diagnostics == ()
    assert outline_box(paths(wide, "value", 0, 0)[0]).x > 50
    assert outline_box(paths(narrow, "value", 0, 0)[0]).x < 5
    assert words(narrow, "label", 2) == "Routes"


def test_every_value_stands_at_its_bar() -> None:
    art = draw(schools(), 45)
    assert words(art, "value", 1, 0) == "1\u202f290"
    assert words(art, "value", 4, 1) == "2"


def test_series_are_named_above_their_parts_or_in_a_legend() -> None:
    wide, narrow = draw(parts("stacked"), 120), draw(parts("stacked"), 45)
    for art in (wide, narrow):
        assert [words(art, "series", series=n) for n in range(3)] == [
            "Social",
            "Collèges",
            "Routes",
        ]
        assert art.diagnostics == ()
    assert words(wide, "value", 0, 2) == "60"
    assert words(narrow, "value", 0, 2) == "", "an axis stands for values without room"
    assert "1\u202f000" in written(narrow)


def test_what_is_missing_is_a_dash_and_what_is_provisional_pale() -> None:
    last = replace(figure("a:1", 4), provisional=True)
    row = replace(series("a", (3, 4, None)), values=(figure("a:0", 3), last, None))
    art = draw(plot("grouped-bar", named("a", "b", "c"), row))
    assert words(art, "value", 2, 0) == "–"
    assert paths(art, "value", 1, 0)[0].stroke
    assert not paths(art, "value", 0, 0)[0].stroke


def test_one_place_is_accented_and_the_others_held_back() -> None:
    row = series("a", (5, 4, 3, 2, 1))
    art = draw(plot("grouped-bar", CANTONS, row, highlighted=(4,)))
    fills = [paths(art, "value", at, 0)[0].fill for at in range(5)]
    assert len(set(fills[:4])) == 1
    assert fills[4] != fills[0]


def test_bars_go_both_ways_from_zero() -> None:
    art = draw(plot("grouped-bar", CANTONS, series("a", (3.5, -2, 5, 1, -4))))
    boxes = [outline_box(paths(art, "value", at, 0)[0]) for at in range(5)]
    assert boxes[0].x == pytest.approx(boxes[1].right, abs=0.01)
    assert boxes[4].width == pytest.approx(boxes[2].width * 4 / 5, abs=0.1)


def test_annotations_stand_behind_their_values() -> None:
    made = replace(schools(), annotations=(Annotation(1, 3, "Une fermeture"),))
    for width in (45, 95, 190):
        art = draw(made, width)
        assert art.diagnostics == ()
        sound(art, made)
        assert "Une fermeture" in written(art)
    negative = plot("grouped-bar", CANTONS, series("a", (3.5, -2, 5, 1, -4)))
    negative = replace(negative, annotations=(Annotation(0, 4, "Fermeture du port"),))
    assert draw(negative).diagnostics == ()


def test_what_is_less_than_zero_is_no_share() -> None:
    rows = series("a", (1, -2), "a"), series("b", (3, 4), "b")
    for kind in ("columns", "grouped-bar"):
        made = plot(kind, named("Lens", "Arras"), *rows, arrange="shares")
        with pytest.raises(BrochureError) as caught:
            draw(made)
        assert [fault.code for fault in caught.value.diagnostics] == ["chart-share"]


def test_series_are_named_behind_the_first_values_or_in_a_legend() -> None:
    art = draw(schools(), 95)
    assert not art.is_keyed
    assert written(art).index("2014") == written(art).index("1\u202f010") + 1
    long = [replace(row, label=f"Rentrée scolaire de {row.label}") for row in schools().series]
    made = plot("grouped-bar", CANTONS, *long)
    narrow = draw(made, 45)
    assert narrow.is_keyed
    assert [words(narrow, "series", series=n)[-4:] for n in (0, 1)] == ["2014", "2024"]
    sound(narrow, made)


def test_a_height_spreads_the_rows() -> None:
    from tests.graphics.plotting import SHEET

    style = replace(SHEET.charts["grouped-bar"], height_mm=60)
    sheet = replace(SHEET, charts={**SHEET.charts, "grouped-bar": style})
    assert draw(schools(), sheet=sheet).size.height > draw(schools()).size.height * 1.3


def test_right_to_left_is_the_mirror_image() -> None:
    mirrored(schools())
    mirrored(parts("shares"), 120)


numbers = st.one_of(st.none(), st.integers(-2000, 900_000), st.decimals(0, 100, places=1))
NAMES = ("Lens", "Boulogne-sur-Mer", "Île", LONG[0].label, LONG[1].label, "2024")


@settings(max_examples=25)
@given(st.data())
def test_no_words_meet_and_none_a_bar(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 12))
    row = st.lists(numbers, min_size=count, max_size=count)
    rows = data.draw(st.lists(row, min_size=1, max_size=4))
    arrange = data.draw(st.sampled_from(("grouped", "stacked", "shares")))
    if arrange == "shares":  # of sums that are known
        whole = [None not in values for values in zip(*rows, strict=True)]
        rows = [
            [
                None if value is None or not is_known else max(value, -value)
                for value, is_known in zip(one, whole, strict=True)
            ]
            for one in rows
        ]
    if not any(value is not None for one in rows for value in one):
        return
    labels = data.draw(st.lists(st.sampled_from(NAMES), min_size=len(rows), max_size=len(rows)))
    made_rows = [
        series(f"s{n}", one, str(label))
        for n, (one, label) in enumerate(zip(rows, labels, strict=True))
    ]
    names = data.draw(st.lists(st.sampled_from(NAMES), min_size=count, max_size=count))
    made = plot("grouped-bar", named(*map(str, names)), *made_rows, arrange=arrange)
    first = next((n, one.known()[0][0]) for n, one in enumerate(made.series) if one.known())
    if (arrange == "grouped" or len(rows) == 1) and data.draw(st.booleans()):
        made = replace(made, annotations=(Annotation(*first, "Année sans données sûres"),))
    art = draw(made, data.draw(st.floats(35, 250)), data.draw(st.sampled_from(("fr", "ar"))))
    sound(art, made)


@pytest.mark.parametrize("width", [45, 60, 95])
def test_names_that_would_touch_the_next_bar_stand_in_a_legend(width: float) -> None:
    rows = (series("a", (0,), "Boulogne-sur-Mer"), series("b", (1,), "Lens"))
    made = plot("grouped-bar", named("Arras"), *rows, arrange="grouped")
    sound(draw(made, width), made)


@pytest.mark.parametrize("marks", ["dots", "lollipops"])
@pytest.mark.parametrize("width", [45, 95, 190])
def test_dots_stand_where_bars_end(marks: BarMarks, width: float) -> None:
    """Each in proportion to its value from zero, a stem or a hairline behind it."""
    made = plot("grouped-bar", CANTONS, series("a", (82, 77, 41, -20, 0)), marks=marks)
    art = draw(made, width)
    assert art.diagnostics == ()
    sound(art, made)
    dots = [outline_box(paths(art, "value", at, 0)[-1]) for at in range(5)]
    assert all(box.width == pytest.approx(box.height, abs=0.02) for box in dots)
    middles = [box.centre.x for box in dots]
    unit = (middles[0] - middles[4]) / 82
    for middle, value in zip(middles, (82, 77, 41, -20, 0), strict=True):
        assert middle - middles[4] == pytest.approx(value * unit, abs=0.1)
    assert (len(paths(art, "value", 0, 0)) > 1) == (marks == "lollipops")
