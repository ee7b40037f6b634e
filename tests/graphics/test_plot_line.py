"""Line charts: every value where it belongs, every label free of the lines and of the others."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.graphics.plotting import (
    SHEET,
    draw,
    figure,
    last_point,
    outline_box,
    paths,
    plot,
    series,
    texts,
    within,
    words,
    years,
)

from depliant.content.model_plots import Annotation, Plot, Reference
from depliant.display.items import Glyphs, Path
from depliant.errors import BrochureError
from depliant.geometry import Point, Rect, mm, outline_points
from depliant.graphics.art import Art
from depliant.graphics.charts.placing import meets
from depliant.graphics.plots import plot as plots
from depliant.text.ink import around, glyph_boxes

BIRTHS = (19800, 19500, 19100, 18700, 18200, 17800, 17300, 16900, 16100, 16000, 15600)
DEATHS = (13900, 14100, 13800, 14500, 14300, 14600, 14700, 14500, 15900, 15300, 15700)


def lines(*rows: Sequence[float | Decimal | None], **more: Any) -> Plot:
    names = [f"serie-{number}" for number in range(len(rows))]
    made = [series(name, row) for name, row in zip(names, rows, strict=True)]
    return plot("line", years(2012, len(rows[0])), *made, **more)


def spots(art: Art, number: int, count: int) -> list[Point]:
    """Where the values of a series stand: the ends of their strokes."""
    found = []
    for place in range(count):
        found.append(last_point(paths(art, "value", place, number)[0]))
    return found


def test_values_stand_where_matplotlib_draws_them() -> None:
    """Its line of the same data in the plane that our axes span."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    art = draw(lines(BIRTHS, DEATHS), 120)
    ours = spots(art, 0, len(BIRTHS))
    low, high = 12000, 20000
    rules = [item for item in art.items if isinstance(item, Path) and outline_box(item).height == 0]
    levels = sorted({outline_box(rule).y for rule in rules if outline_box(rule).width > 50})
    canvas = Figure(figsize=(art.size.width / 72, art.size.height / 72), dpi=72)
    FigureCanvasAgg(canvas)
    left, right = ours[0].x, ours[-1].x
    axes = canvas.add_axes(
        (
            left / art.size.width,
            1 - levels[-1] / art.size.height,
            (right - left) / art.size.width,
            (levels[-1] - levels[0]) / art.size.height,
        )
    )
    axes.set_xlim(2012.5, 2022.5)
    axes.set_ylim(low, high)
    (theirs,) = axes.plot([2012.5 + year for year in range(len(BIRTHS))], BIRTHS)
    drawn = theirs.get_transform().transform(theirs.get_xydata())
    for (x, y), spot in zip(drawn, ours, strict=True):
        assert x == pytest.approx(spot.x, abs=0.1)
        assert art.size.height - y == pytest.approx(spot.y, abs=0.1)


def test_what_is_missing_leaves_a_gap() -> None:
    art = draw(lines((3.5, 4.1, None, 4.8, 5.2, None, 6.9, 6.4)))
    assert not paths(art, "value", 2, 0)
    after = outline_points(paths(art, "value", 3, 0)[0].outline)
    assert abs(after[0].x - after[1].x) < 0.05, "the line begins anew"
    joined = outline_points(paths(art, "value", 4, 0)[0].outline)
    assert joined[0] == after[1]


def test_what_is_provisional_is_told_apart() -> None:
    known = [figure(f"a:{at}", value) for at, value in enumerate((3, 4, 5))]
    last = replace(known[-1], provisional=True)
    one = replace(series("a", (3, 4, 5)), values=(*known[:-1], last))
    sure, doubtful = (
        draw(plot("line", years(2020, 3), row)) for row in (series("a", (3, 4, 5)), one)
    )
    assert paths(sure, "value", 2, 0)[0].stroke.dash == ()  # type: ignore[union-attr]
    stroke, ring = paths(doubtful, "value", 2, 0)
    assert stroke.stroke
    assert stroke.stroke.dash
    assert ring.fill is None


def test_names_and_last_values_stand_at_the_ends() -> None:
    art = draw(lines(BIRTHS, DEATHS))
    assert words(art, "value", 10, 0) == "15\u202f600"
    assert words(art, "series", series=0) == "serie-0"
    assert words(art, "value", 3, 0) == ""


def test_names_without_room_stand_above_in_their_order() -> None:
    long = [
        series("a", BIRTHS, "Enfants nés vivants dans le département, mères domiciliées"),
        series("b", DEATHS, "Personnes décédées, quel que soit leur lieu de domicile"),
    ]
    art = draw(plot("line", years(2012, 11), *long), 40)
    assert art.diagnostics == ()
    assert words(art, "series", series=0).replace("\u00a0", " ").startswith("Enfants nés")
    first = next(item for item in art.items if isinstance(item, Glyphs))
    assert first.glyphs[0].text == "E"


@pytest.mark.parametrize(
    ("count", "width", "written"),
    [
        (10, 62, range(0, 10, 3)),
        (10, 160, range(10)),
        (11, 62, range(0, 11, 2)),
        (12, 62, (0, 3, 5, 7, 9, 11)),
    ],
)
def test_the_first_year_is_written_as_its_value_is(
    count: int, width: float, written: Sequence[int]
) -> None:
    art = draw(plot("line", years(2015, count), series("a", range(1468, 1468 + count))), width)
    found = [at for at in range(count) if words(art, "label", at)]
    assert found == [*written]


def test_the_years_of_the_first_and_last_known_values_are_written() -> None:
    values = (None, 1500, 1400, 1450, 1460, 1440, 1470, 1480, 1420, 1410, None, None)
    art = draw(plot("line", years(2015, 12), series("a", values)), 62)
    found = [at for at in range(12) if words(art, "label", at)]
    assert words(art, "value", 1, 0)
    assert {1, 9} <= {*found}


def test_years_of_several_series_keep_equal_steps() -> None:
    art = draw(lines(range(12), range(2, 14)), 90)
    found = [at for at in range(12) if words(art, "label", at)]
    assert len({b - a for a, b in itertools.pairwise(found)}) == 1


def test_no_great_part_of_a_plane_is_empty_where_its_axis_has_room_for_more_values() -> None:
    visitors = (31200, 9800, 14100, 27600, 33900, 36400, 41250, 43900)
    art = draw(plot("line", years(2019, 8), series("a", visitors)), 72)
    axis = [text(item) for item in art.items if isinstance(item, Glyphs)]
    assert "50\u202f000" in axis
    assert "60\u202f000" not in axis


def test_the_axis_holds_zero_unless_all_lies_far_from_it() -> None:
    near = draw(lines((20, 35, 60)))
    assert "0" in [text(item) for item in near.items if isinstance(item, Glyphs)]
    far = draw(lines((1468, 1470, 1471)))
    assert "0" not in [text(item) for item in far.items if isinstance(item, Glyphs)]


def text(item: Glyphs) -> str:
    return "".join(glyph.text for glyph in item.glyphs)


def test_a_stated_axis_must_hold_the_values() -> None:
    with pytest.raises(BrochureError) as caught:
        draw(lines((20, 35, 60), low=Decimal(30)))
    (fault,) = caught.value.diagnostics
    assert fault.code == "chart-axis"
    assert "from 20 to 60" in str(fault.message)
    draw(lines((20, 35, 60), low=Decimal(10), high=Decimal(90)))


def test_series_of_two_units_have_no_common_axis() -> None:
    rows = series("a", (1, 2), unit="%"), series("b", (1, 2), unit="EUR")
    with pytest.raises(BrochureError) as caught:
        draw(plot("line", years(2020, 2), *rows))
    assert [fault.code for fault in caught.value.diagnostics] == ["chart-mixed-units"]


def test_counts_of_different_things_have_one_axis() -> None:
    rows = series("a", (1, 2), unit="naissances"), series("b", (3, 2), unit="décès")
    assert draw(plot("line", years(2020, 2), *rows)).diagnostics == ()


ARABIC = replace(
    SHEET,
    families={
        "text": ("Barlow", "IBM Plex Sans Arabic"),
        "display": ("Barlow", "IBM Plex Sans Arabic"),
    },
)


def test_a_subtitle_stands_clear_of_a_title_whose_letters_reach_far_down() -> None:
    heads = {"title": "ريفولن: مجموع ماضٍ", "subtitle": "المساكن حسب الأُسَر، آخر ألْف"}
    made = plot("line", years(2020, 2), series("a", (1, 2)), locale="ar", **heads)
    art = draw(made, 95, "ar", ARABIC)
    assert art.diagnostics == ()
    title, subtitle = (
        around([box for item in said(art, saying) for box in glyph_boxes(item)])
        for saying in ("title", "subtitle")
    )
    assert title
    assert subtitle
    assert title.bottom < subtitle.y


def said(art: Art, saying: str) -> list[Glyphs]:
    """What is written at the head."""
    return [
        item
        for part in art.parts
        if part.saying == saying
        for item in art.items[part.first : part.last]
        if isinstance(item, Glyphs)
    ]


def test_a_subtitle_that_is_too_wide_is_called_one() -> None:
    made = plot("line", years(2020, 2), series("a", (1, 2)), subtitle="Bevölkerungsfortschreibung")
    (fault,) = draw(made, 25).diagnostics
    assert str(fault.message).startswith("The subtitle “Bevölkerungsfortschreibung”")


def test_a_chart_without_values_is_refused() -> None:
    with pytest.raises(BrochureError) as caught:
        draw(lines((None, None)))
    assert [fault.code for fault in caught.value.diagnostics] == ["chart-empty"]


def test_words_that_find_no_place_are_told() -> None:
    note = Annotation(0, 5, "Une année comme toutes les autres avant elle, et comme après elle")
    art = draw(lines(BIRTHS, DEATHS, annotations=(note,)), 36)
    assert [fault.code for fault in art.diagnostics] == ["chart-overset"]
    assert art.diagnostics[0].place is not None


def test_right_to_left_is_the_mirror_image() -> None:
    made = lines(BIRTHS, DEATHS)
    one, other = draw(made), draw(replace(made, locale="ar"), language="ar")
    for place in range(11):
        (ours,), (theirs,) = (
            [p for p in paths(art, "value", place, 0) if p.stroke] for art in (one, other)
        )
        here, there = last_point(ours), last_point(theirs)
        assert there.x == pytest.approx(one.size.width - here.x, abs=8)
        assert there.y == pytest.approx(here.y, abs=0.01)


def test_thin_letters_and_pale_lines_are_told() -> None:
    from tests.graphics.test_chart import ICC

    from depliant.press.condition import OutputCondition

    condition = OutputCondition("FOGRA39", ICC.read_bytes())
    assert plots.check(lines(BIRTHS), SHEET, condition) == ()


numbers = st.one_of(st.none(), st.integers(-2000, 900_000), st.decimals(0, 100, places=1))


@settings(max_examples=60)
@given(st.data())
def test_no_words_meet_and_none_a_line(data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 14))
    rows = data.draw(
        st.lists(st.lists(numbers, min_size=count, max_size=count), min_size=1, max_size=5)
    )
    made = lines(*(tuple(row) for row in rows))
    if not any(value is not None for row in rows for value in row):
        return
    width = data.draw(st.floats(35, 250))
    known = [(s, at) for s, one in enumerate(made.series) for at, _ in one.known()]
    series_number, at = data.draw(st.sampled_from(known))
    note = Annotation(
        series_number, at, data.draw(st.sampled_from(("Pic", "Année sans données sûres")))
    )
    made = replace(
        made, annotations=(note,), references=(Reference(Decimal(50), Decimal(50), "Seuil"),)
    )
    art = draw(made, width, data.draw(st.sampled_from(("fr", "ar"))))
    assert within(art) or art.diagnostics
    for place, one in [
        (p, s) for s, row in enumerate(rows) for p, v in enumerate(row) if v is not None
    ]:
        assert paths(art, "value", place, one), "every value is drawn"
    if art.diagnostics:
        assert {fault.code for fault in art.diagnostics} == {"chart-overset"}
        return
    boxes = texts(art)
    assert not any(a.overlaps(b, 0.05) for a, b in combinations(boxes, 2))
    strokes = [
        tuple(outline_points(path.outline))
        for p in range(count)
        for s_number in range(len(rows))
        for path in paths(art, "value", p, s_number)
        if path.stroke and len(path.outline) == 2
    ]
    assert not any(meets(line, box) for line in strokes for box in boxes)


def test_widths_are_kept() -> None:
    for width in (35, 45, 95, 190, 250):
        art = draw(lines(BIRTHS, DEATHS), width)
        assert art.size.width == mm(width)
        assert art.diagnostics == ()
        assert within(art)
        assert Rect(0, 0, *art.size).height < mm(width) * 1.6
