"""Column charts: every column as high as its value, its words free of columns and of each other."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

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

from depliant.content.model_plots import Annotation, Plot, Reference
from depliant.display.items import Glyphs, Path
from depliant.errors import BrochureError
from depliant.geometry import Rect
from depliant.graphics.art import Art
from depliant.text.ink import around, glyph_boxes

READERS = (3120, 3190, 3240, 3305, 3390, 3480, 2610, 2980, 3350, 3610, 3740)
SCHOOLS = named("Écoles maternelles", "Écoles élémentaires", "Collèges", "Lycées")


def readers(**more: Any) -> Plot:
    return plot("columns", years(2014, 11), series("readers", READERS), **more)


def parts(arrange: str) -> Plot:
    rows = (
        series("a", (410, 420, 433), "Social"),
        series("b", (120, 118, 130), "Collèges"),
        series("c", (60, 61, 58), "Routes"),
    )
    return plot("columns", years(2022, 3), *rows, arrange=arrange)


def hairlines(art: Art) -> list[Rect]:
    """The lines at round values, the highest first, whole where words interrupt them."""
    rules = [outline_box(item) for item in art.items if isinstance(item, Path) and item.stroke]
    levels: dict[float, Rect] = {}
    for one in (one for one in rules if one.height == 0 and one.width > 5):
        whole = levels.get(one.y, one)
        left, right = min(whole.x, one.x), max(whole.right, one.right)
        levels[one.y] = Rect(left, one.y, right - left, 0.0)
    return [levels[y] for y in sorted(levels) if levels[y].width > 50]


@pytest.mark.parametrize("count", [1, 2])
def test_columns_stand_where_matplotlib_draws_them(count: int) -> None:
    rows = [series(str(n), [value - 400 * n for value in READERS]) for n in range(count)]
    art = draw(plot("columns", years(2014, 11), *rows), 60)
    levels = hairlines(art)
    box = Rect(levels[0].x, levels[0].y, levels[0].width, levels[-1].y - levels[0].y)
    axes = axes_over(art, box, (-0.5, 10.5), (0, 4000))
    width = 0.74 / count
    for number, row in enumerate(rows):
        middles = [at - 0.37 + (number + 0.5) * width for at in range(11)]
        theirs = axes.bar(middles, [float(v.value) for _, v in row.known()], width)
        for place, patch in enumerate(theirs):
            whole = box_of(art, patch)
            cut = min(0.9, whole.width / 4) / 2  # the ground between two columns
            (ours,) = paths(art, "value", place, number)
            assert alike(outline_box(ours), whole.inset(cut, 0, cut, 0))


@pytest.mark.parametrize(("arrange", "top"), [("stacked", 800), ("shares", 100)])
def test_parts_stand_on_each_other_as_in_matplotlib(arrange: str, top: int) -> None:
    made = parts(arrange)
    art = draw(made)
    levels = hairlines(art)
    box = Rect(levels[0].x, levels[0].y, levels[0].width, levels[-1].y - levels[0].y)
    axes = axes_over(art, box, (-0.5, 2.5), (0, top))
    bottoms = [0.0] * 3
    sums = [590, 599, 621]
    for number, row in enumerate(made.series):
        heights = [float(v.value) for _, v in row.known()]
        if arrange == "shares":
            heights = [height / total * 100 for height, total in zip(heights, sums, strict=True)]
        for place, patch in enumerate(axes.bar(range(3), heights, 0.74, bottoms)):
            (ours,) = paths(art, "value", place, number)
            seam = 0.9 if number else 0.0
            assert alike(outline_box(ours), box_of(art, patch).inset(0.45, 0, 0.45, seam))
        bottoms = [a + b for a, b in zip(bottoms, heights, strict=True)]


def test_values_stand_above_their_columns_where_all_have_room() -> None:
    wide, narrow = draw(readers(), 95), draw(readers(), 45)
    assert words(wide, "value", 0, 0) == "3\u202f120"
    assert "4\u202f000" not in written(wide), "no axis beside them"
    assert words(narrow, "value", 0, 0) == ""
    assert "4\u202f000" in written(narrow)


def test_an_axis_is_in_millions_where_values_are() -> None:
    rows = [
        series(n, [value * 1_000_000 for value in row])
        for n, row in (("a", (41, 46)), ("b", (6, 5)))
    ]
    made = plot("columns", years(2023, 2), *rows, arrange="stacked", in_millions=True)
    assert {"0", "20", "40", "60"} <= set(written(draw(made)))
    assert any("M" in text for text in written(draw(replace(made, in_millions=False))))


def test_values_below_zero_hang_and_are_written_below() -> None:
    art = draw(plot("columns", years(2020, 3), series("a", (3, -2, 5))))
    up, down = (outline_box(paths(art, "value", place, 0)[0]) for place in (0, 1))
    assert up.bottom == pytest.approx(down.y, abs=0.01)
    (item,) = [item for item in art.items if isinstance(item, Glyphs) and "2" in text(item)][:1]
    assert item.y > down.bottom or item.glyphs[0].y + item.y > down.bottom


def text(item: Glyphs) -> str:
    return "".join(glyph.text for glyph in item.glyphs)


def test_what_is_provisional_is_pale_with_an_edge() -> None:
    last = replace(figure("a:1", 4), provisional=True)
    row = series("a", (3, 4))
    art = draw(plot("columns", years(2020, 2), replace(row, values=(row.values[0], last))))
    (sure,), (doubtful,) = paths(art, "value", 0, 0), paths(art, "value", 1, 0)
    assert sure.stroke is None
    assert doubtful.stroke is not None
    assert doubtful.stroke.colour == sure.fill
    assert doubtful.fill not in (None, sure.fill)


def test_places_that_are_held_back_have_a_quiet_ink() -> None:
    art = draw(plot("columns", SCHOOLS, series("a", (4, 3, 2, 1)), highlighted=(3,)))
    fills = [paths(art, "value", at, 0)[0].fill for at in range(4)]
    assert len(set(fills[:3])) == 1
    assert fills[3] != fills[0]


def test_names_that_are_too_wide_for_columns_lead_to_bars() -> None:
    art = draw(plot("columns", SCHOOLS, series("a", (1010, 1290, 190, 92))), 40)
    assert {fault.code for fault in art.diagnostics} == {"chart-overset"}
    assert all("grouped-bar" in str(fault.hint) for fault in art.diagnostics)


def test_annotations_stand_clear_of_columns_and_values() -> None:
    note = Annotation(0, 6, "Trois mois de portes closes")
    made = readers(annotations=(note,))
    for width in (70, 95, 190):
        art = draw(made, width)
        assert art.diagnostics == ()
        sound(art, made)
        assert any("portes" in line for line in written(art))


def test_a_reference_above_all_columns_is_in_the_plane() -> None:
    made = readers(references=(Reference(Decimal(4200), Decimal(4200), "Objectif"),))
    for width in (45, 95):
        art = draw(made, width)
        assert art.diagnostics == ()
        sound(art, made)
        (line,) = [item for item in art.items if isinstance(item, Path) and dashed(item)]
        column = outline_box(paths(art, "value", 10, 0)[0])
        zero = column.bottom
        share = (zero - outline_box(line).y) / (zero - column.y)
        assert share == pytest.approx(4200 / 3740, abs=0.005)


def dashed(item: Path) -> bool:
    return item.stroke is not None and bool(item.stroke.dash)


def test_an_axis_that_leaves_out_zero_is_refused() -> None:
    with pytest.raises(BrochureError) as caught:
        draw(readers(low=Decimal(2000)))
    assert [fault.code for fault in caught.value.diagnostics] == ["chart-axis"]


def test_right_to_left_is_the_mirror_image() -> None:
    mirrored(readers())
    mirrored(parts("stacked"))


numbers = st.one_of(st.none(), st.integers(-2000, 900_000), st.decimals(0, 100, places=1))
NAMES = ("Lens", "Boulogne-sur-Mer", "Île", "Aide sociale à l’enfance", "2024")


@settings(max_examples=25)
@given(st.data())
def test_no_words_meet_and_none_a_column(data: st.DataObject) -> None:
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
        series(f"s{n}", one, label) for n, (one, label) in enumerate(zip(rows, labels, strict=True))
    ]
    names = data.draw(st.lists(st.sampled_from(NAMES), min_size=count, max_size=count))
    places = years(2001, count) if data.draw(st.booleans()) else named(*names)
    made = plot("columns", places, *made_rows, arrange=arrange)
    first = next((n, one.known()[0][0]) for n, one in enumerate(made.series) if one.known())
    if data.draw(st.booleans()):
        made = replace(made, annotations=(Annotation(*first, "Année sans données sûres"),))
    sound(draw(made, data.draw(st.floats(35, 250)), data.draw(st.sampled_from(("fr", "ar")))), made)


def pair(*labels: str) -> Plot:
    rows = [series(str(n), (40 - n, 30 + n, 35), label) for n, label in enumerate(labels)]
    return plot("columns", years(2022, 3), *rows)


def test_series_are_named_above_a_group_of_their_columns() -> None:
    """In the last group that has room for both, each over its own column, and no legend."""
    made = pair("Social", "Routes")
    art = draw(made, 120)
    assert not art.is_keyed
    sound(art, made)
    for number in (0, 1):
        column = outline_box(paths(art, "value", 2, number)[0])
        name = texts_of(art, number)
        assert column.x - 0.5 < name.centre.x < column.right + 0.5
        assert name.bottom < column.y


def test_where_they_have_no_room_a_legend_has_the_order_of_the_columns() -> None:
    long = pair("Aide sociale à l’enfance", "Routes départementales")
    art = draw(long, 50)
    assert art.is_keyed
    sound(art, long)
    first, second = (texts_of(art, number) for number in (0, 1))
    assert (first.y, first.x) < (second.y, second.x)


def texts_of(art: Art, number: int) -> Rect:
    """The box of a series' name."""
    glyphs = [
        item
        for part in art.parts
        if part.saying == "series" and part.series == number
        for item in art.items[part.first : part.last]
        if isinstance(item, Glyphs)
    ]
    found = around([box for run in glyphs for box in glyph_boxes(run)])
    assert found is not None
    return found
