"""Population pyramids: both halves on one scale, the youngest at the foot."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.graphics.plotting import (
    draw,
    named,
    outline_box,
    paths,
    plot,
    series,
    texts,
    within,
    words,
)

from depliant.content.model_plots import Plot
from depliant.errors import BrochureError
from depliant.geometry import Rect
from depliant.graphics.art import Art

MEN = (40210, 45120, 50330, 42010, 38120, 46120, 43010, 24010, 9230, 4010)
WOMEN = (38210, 43120, 48330, 39010, 38520, 47120, 46010, 30010, 17230, 11010)


def ages(men: tuple[float | None, ...], women: tuple[float | None, ...], **more: Any) -> Plot:
    names = [f"{10 * n}-{10 * n + 9}" for n in range(len(men))]
    rows = series("h", men, "Hommes"), series("f", women, "Femmes")
    return plot("pyramid", named(*names), *rows, **more)


def bar(art: Art, place: int, number: int) -> float:
    return outline_box(paths(art, "value", place, number)[0]).width


@pytest.mark.parametrize("width", [45, 95, 190])
@pytest.mark.parametrize("where", ["between", "start"])
def test_bars_are_as_long_as_their_values_in_both_halves(width: float, where: str) -> None:
    art = draw(ages(MEN, WOMEN, ages=where), width)
    assert art.diagnostics == ()
    each = bar(art, 0, 0) / MEN[0]
    for number, values in enumerate((MEN, WOMEN)):
        for place, value in enumerate(values):
            assert bar(art, place, number) == pytest.approx(value * each, abs=0.01)


def test_the_bars_are_those_of_matplotlib() -> None:
    """Its horizontal bars in an axis of the same scale."""
    from matplotlib.figure import Figure

    art = draw(ages(MEN, WOMEN), 95)
    axes = Figure().add_axes((0, 0, 1, 1))
    theirs = axes.barh(range(10), WOMEN, height=0.78)
    rows = [outline_box(paths(art, "value", place, 1)[0]) for place in range(10)]
    pitch = rows[0].y - rows[1].y
    scale = rows[0].width / WOMEN[0]
    for box, rectangle in zip(rows, theirs, strict=True):
        assert box.width == pytest.approx(rectangle.get_width() * scale, abs=0.1)
        assert box.height == pytest.approx(rectangle.get_height() * pitch, abs=0.1)
        foot = rows[0].bottom - rectangle.get_y() * pitch - 0.39 * pitch
        assert box.bottom == pytest.approx(foot, abs=0.1)


def test_the_first_age_is_the_lowest_and_the_halves_are_back_to_back() -> None:
    art = draw(ages(MEN, WOMEN))
    left, right = (outline_box(paths(art, "value", 0, number)[0]) for number in (0, 1))
    older = outline_box(paths(art, "value", 1, 0)[0])
    assert older.bottom < left.y
    assert left.right < right.x, "the ages are between them"
    joined = draw(ages(MEN, WOMEN, ages="start"))
    left, right = (outline_box(paths(joined, "value", 0, number)[0]) for number in (0, 1))
    assert left.right == pytest.approx(right.x)


def test_values_stand_at_the_bars_or_at_an_axis() -> None:
    wide, narrow = draw(ages(MEN, WOMEN), 95), draw(ages(MEN, WOMEN), 45)
    assert words(wide, "value", 3, 1) == "39\u202f010"
    assert words(narrow, "value", 3, 1) == ""
    assert len(texts(narrow)) < len(texts(wide))


def test_of_many_ages_every_fifth_is_written() -> None:
    count = 101
    made = plot(
        "pyramid",
        named(*map(str, range(count))),
        series("h", [9000 - n * 80 for n in range(count)], "Hommes"),
        series("f", [9000 - n * 70 for n in range(count)], "Femmes"),
    )
    art = draw(made, 95)
    said = [words(art, "label", place) for place in range(count)]
    assert [text for text in said if text] == [str(n) for n in range(0, 101, 5)]
    assert all(paths(art, "label", n) for n in range(count) if n % 5), "the others have a mark"


def test_what_is_below_zero_is_refused() -> None:
    with pytest.raises(BrochureError) as caught:
        draw(ages((5, -3), (4, 2)))
    assert "chart-negative" in [fault.code for fault in caught.value.diagnostics]


def test_right_to_left_is_the_mirror_image() -> None:
    one, other = draw(ages(MEN, WOMEN)), draw(ages(MEN, WOMEN), language="ar")
    ours, theirs = (outline_box(paths(art, "value", 4, 0)[0]) for art in (one, other))
    assert theirs.x == pytest.approx(one.size.width - ours.right, abs=1)
    assert theirs.y == pytest.approx(ours.y, abs=0.01)


numbers = st.one_of(st.none(), st.integers(0, 900_000), st.decimals(0, 100, places=1))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(numbers, numbers), min_size=1, max_size=40),
    st.floats(35, 250),
    st.sampled_from(("between", "start")),
    st.sampled_from(("fr", "ar")),
)
@example([(None, None), (None, None), (None, 472_009)], 35.0, "between", "fr")
def test_no_words_meet_and_none_a_bar(
    pairs: list[tuple[float | None, float | None]], width: float, where: str, language: str
) -> None:
    men, women = zip(*pairs, strict=True)
    if not any(value is not None for value in (*men, *women)):
        return
    art = draw(ages(men, women, ages=where), width, language)
    assert art.diagnostics == ()
    assert within(art)
    boxes = texts(art)
    assert not any(a.overlaps(b, 0.05) for a, b in combinations(boxes, 2))
    bars: list[Rect] = []
    for number, values in enumerate((men, women)):
        for place, value in enumerate(values):
            found = paths(art, "value", place, number)
            assert len(found) == (value is not None)
            bars += map(outline_box, found)
    assert not any(box.overlaps(one, 0.05) for box in boxes for one in bars)
