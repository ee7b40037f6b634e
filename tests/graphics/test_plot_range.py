"""Range charts: the band is where matplotlib fills it, with its gaps, and nothing meets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.graphics.plotting import (
    SHEET,
    draw,
    figure,
    last_point,
    mirrored,
    named,
    outline_box,
    paths,
    plot,
    series,
    sound,
    words,
    years,
)

from depliant.content.model_plots import Annotation, Plot
from depliant.display.items import Path
from depliant.errors import BrochureError
from depliant.geometry import outline_points
from depliant.graphics.art import Art

LOW = (8, 8.5, 9, 9.4, 9.9, 10.1)
HIGH = (9, 9.9, 10.8, 11.6, 12.8, 13.4)
MIDDLE = (8.4, 9.1, 9.8, 10.2, 11.1, 11.4)


def warmth(**more: object) -> Plot:
    rows = (
        series("a", LOW, "Scénario bas"),
        series("b", HIGH, "Scénario haut"),
        series("c", MIDDLE, "Médiane"),
    )
    return plot("range", years(2018, 6), *rows, **more)  # type: ignore[arg-type]


SEA = SHEET.colour("sea")
FULL, PALE = SEA.at(0.32), SEA.at(0.16)


def bands(art: Art) -> list[Path]:
    return [item for item in art.items if isinstance(item, Path) and item.fill in (FULL, PALE)]


@pytest.mark.parametrize("width", [45, 95, 190])
def test_the_band_goes_from_one_series_to_the_other(width: float) -> None:
    art = draw(warmth(), width)
    assert art.diagnostics == ()
    sound(art, warmth())
    (band,) = bands(art)
    edges = [
        last_point(paths(art, "value", at, number)[0])
        for number, order in ((0, range(6)), (1, range(5, -1, -1)))
        for at in order
    ]
    ours = outline_points(band.outline)
    assert len(ours) == len(edges)
    for one, other in zip(ours, edges, strict=True):
        assert abs(one.x - other.x) < 0.01
        assert abs(one.y - other.y) < 0.01
    scale = (edges[0].y - edges[11].y) / (HIGH[0] - LOW[0])
    middle = last_point(paths(art, "value", 3, 2)[0])
    assert edges[0].y - middle.y == pytest.approx((MIDDLE[3] - LOW[0]) * scale, abs=0.1)


def test_all_are_named_at_their_ends() -> None:
    art = draw(warmth(), 95)
    assert [words(art, "series", series=n) for n in range(3)] == [
        "Scénario bas", "Scénario haut", "Médiane",
    ]  # fmt: skip
    assert not art.is_keyed


def test_what_is_missing_leaves_a_gap_and_what_is_provisional_is_paler() -> None:
    rows = (
        series("a", (5, 5, None, 4, 3, 3), "Bas"),
        series("b", (7, 8, 9, 9, 8, 9), "Haut"),
    )
    last = replace(figure("b:5", 9), provisional=True)
    rows = (rows[0], replace(rows[1], values=(*rows[1].values[:5], last)))
    art = draw(plot("range", years(2018, 6), *rows))
    assert [band.fill for band in bands(art)] == [FULL, FULL, PALE]


def test_annotations_stand_clear_of_all_lines() -> None:
    made = warmth(annotations=(Annotation(2, 3, "Une année record"),))
    for width in (45, 95, 190):
        art = draw(made, width)
        assert art.diagnostics == ()
        sound(art, made)


def test_what_it_cannot_show_is_said() -> None:
    lone = plot("range", years(2018, 6), series("a", LOW))
    by_place = plot("range", named("A", "B"), series("a", (1, 2), "A"), series("b", (3, 4), "B"))
    for made in (lone, by_place):
        with pytest.raises(BrochureError) as caught:
            draw(made)
        assert [fault.code for fault in caught.value.diagnostics] == ["chart-data"]


def test_right_to_left_is_the_mirror_image() -> None:
    mirrored(warmth())


numbers = st.one_of(st.none(), st.integers(0, 90_000), st.decimals(0, 100, places=1))


@settings(max_examples=30)
@given(st.data())
def test_nothing_meets(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 12))
    rows = [
        data.draw(st.lists(numbers, min_size=count, max_size=count))
        for _ in range(data.draw(st.integers(2, 3)))
    ]
    if not any(value is not None for row in rows for value in row):
        return
    made = plot(
        "range",
        years(2010, count),
        *(series(f"s{n}", row, f"Scénario {n}") for n, row in enumerate(rows)),
    )
    art = draw(made, data.draw(st.floats(35, 250)), data.draw(st.sampled_from(("fr", "ar"))))
    sound(art, made)
    assert all(outline_box(band).width > 0 for band in bands(art))
