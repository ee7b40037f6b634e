"""Area charts: every value where it belongs, areas from zero up, nothing that meets."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.graphics.plotting import (
    axes_over,
    draw,
    figure,
    last_point,
    mirrored,
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

from depliant.content.model_plots import Annotation, Plot
from depliant.display.items import Path
from depliant.errors import BrochureError
from depliant.geometry import Point, Rect, outline_points
from depliant.graphics.art import Art
from depliant.graphics.plots import plot as plots

READERS = (3120, 3190, 3240, 3305, 3390, 3480, 2610, 2980, 3350, 3610, 3740)


def readers(**more: Any) -> Plot:
    return plot("area", years(2014, 11), series("readers", READERS), arrange="stacked", **more)


def parts(arrange: str) -> Plot:
    rows = (
        series("a", (410, 420, 433, 460), "Social"),
        series("b", (120, 118, 130, 128), "Collèges"),
        series("c", (60, 61, 58, 62), "Routes"),
    )
    return plot("area", years(2021, 4), *rows, arrange=arrange)


def spots(art: Art, number: int, count: int) -> list[Point]:
    return [last_point(paths(art, "value", place, number)[0]) for place in range(count)]


def plane(art: Art) -> Rect:
    """Between the highest and the lowest line at a round value."""
    rules = [outline_box(item) for item in art.items if isinstance(item, Path) and item.stroke]
    levels = sorted((one for one in rules if one.height == 0 and one.width > 50), key=lambda r: r.y)
    return Rect(levels[0].x, levels[0].y, levels[0].width, levels[-1].y - levels[0].y)


@pytest.mark.parametrize(("arrange", "top"), [("stacked", 800), ("shares", 100)])
def test_areas_stand_where_matplotlib_stacks_them(arrange: str, top: int) -> None:
    made = parts(arrange)
    art = draw(made)
    ours = [spots(art, number, 4) for number in range(3)]
    box = plane(art)
    across = Rect(ours[0][0].x, box.y, ours[0][-1].x - ours[0][0].x, box.height)
    axes = axes_over(art, across, (2021, 2024), (0, top))
    values = [[float(v.value) for _, v in row.known()] for row in made.series]
    if arrange == "shares":
        sums = [sum(column) for column in zip(*values, strict=True)]
        values = [[v / s * 100 for v, s in zip(row, sums, strict=True)] for row in values]
    for number, stack in enumerate(axes.stackplot(range(2021, 2025), values)):
        tops: dict[int, float] = {}
        corners: Any = stack.get_paths()[0].vertices
        for x, y in corners:
            tops[round(x)] = max(tops.get(round(x), y), y)
        for place, spot in enumerate(ours[number]):
            theirs = spot_of(art, axes, 2021 + place, tops[2021 + place])
            assert spot == pytest.approx(theirs, abs=0.1)


def test_one_series_is_a_line_with_a_tint_down_to_zero() -> None:
    art = draw(readers())
    (tint,) = [item for item in art.items if isinstance(item, Path) and item.fill][:1]
    line = paths(art, "value", 3, 0)[0]
    assert line.stroke is not None
    assert tint.fill != line.stroke.colour
    assert outline_box(tint).bottom == pytest.approx(plane(art).bottom, abs=0.01)
    assert words(art, "value", 10, 0) == "3\u202f740"


def test_ground_is_left_between_areas() -> None:
    art = draw(parts("stacked"))
    fills = [item for item in art.items if isinstance(item, Path) and item.fill]
    below = spots(art, 0, 4)
    feet = outline_points(fills[1].outline)[:3:-1]
    assert [foot.y for foot in feet] == pytest.approx([one.y - 0.9 for one in below], abs=0.01)


def test_names_stand_half_way_up_the_ends() -> None:
    art = draw(parts("stacked"))
    assert [words(art, "series", series=n) for n in range(3)] == ["Social", "Collèges", "Routes"]
    assert words(art, "value", 3, 0) == "460"


def test_what_is_missing_leaves_a_gap_and_what_is_provisional_is_dashed() -> None:
    row = series("a", (3, 4, None, 5, 6))
    last = replace(figure("a:4", 6), provisional=True)
    row = replace(row, values=(*row.values[:-1], last))
    art = draw(plot("area", years(2020, 5), row, arrange="stacked"))
    assert not paths(art, "value", 2, 0)
    begin = outline_points(paths(art, "value", 3, 0)[0].outline)
    assert abs(begin[0].x - begin[1].x) < 0.05, "it begins anew"
    assert paths(art, "value", 4, 0)[0].stroke.dash  # type: ignore[union-attr]


def test_areas_on_each_other_need_all_values_and_none_below_zero() -> None:
    for bad in ((1, None, 3), (1, -2, 3)):
        with pytest.raises(BrochureError) as caught:
            draw(plot("area", years(2020, 3), series("a", (1, 2, 3)), series("b", bad)))
        (fault,) = caught.value.diagnostics
        assert fault.code == "chart-data"
        assert "2021" in str(fault.message)


def test_annotations_find_a_place() -> None:
    made = readers(annotations=(Annotation(0, 6, "Portes closes"),))
    for width in (60, 95, 190):
        art = draw(made, width)
        assert art.diagnostics == ()
        assert any("Portes" in line for line in written(art))


def test_right_to_left_is_the_mirror_image() -> None:
    mirrored(readers())
    mirrored(parts("stacked"))


NAMES = ("Lens", "Boulogne-sur-Mer", "Île", "Aide sociale à l’enfance", "2024")


@settings(max_examples=25)
@given(st.data())
def test_no_words_meet_and_none_an_area(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 12))
    several = data.draw(st.booleans())
    number = st.one_of(st.integers(0, 900_000), st.decimals(0, 100, places=1))
    if not several:
        number = st.one_of(st.none(), st.integers(-2000, 900_000))
    row = st.lists(number, min_size=count, max_size=count)
    rows = data.draw(st.lists(row, min_size=2, max_size=5) if several else row.map(lambda r: [r]))
    if not any(value is not None for one in rows for value in one):
        return
    made_rows = [
        series(f"s{n}", one, data.draw(st.sampled_from(NAMES))) for n, one in enumerate(rows)
    ]
    arrange = data.draw(st.sampled_from(("stacked", "shares"))) if several else "stacked"
    made = plot("area", years(2001, count), *made_rows, arrange=arrange)
    if data.draw(st.booleans()):
        at = made.series[0].known()[0][0]
        made = replace(made, annotations=(Annotation(0, at, "Année sans données sûres"),))
    art = draw(made, data.draw(st.floats(35, 250)), data.draw(st.sampled_from(("fr", "ar"))))
    sound(art, made)


def test_a_value_that_stands_alone_is_a_line_as_thick_as_others() -> None:
    rows = (series("a", (4, None, 3, 5), "Un"), series("b", (2, None, 2, 1), "Deux"))
    art = draw(plot("area", years(2014, 4), *rows, arrange="stacked"))
    for number in range(2):
        alone = paths(art, "value", 0, number)[0]
        assert alone.stroke is not None
        assert alone.stroke.width >= 1.0
        assert outline_box(alone).height > 5


def test_areas_below_zero_are_not_sent_to_other_times() -> None:
    rows = (series("a", (4, -1), "Un"), series("b", (2, 2), "Deux"))
    faults = plots.data_faults(plot("area", years(2014, 2), *rows, arrange="stacked"))
    assert [str(one.hint) for one in faults] == ["Make a chart of lines or columns."]
