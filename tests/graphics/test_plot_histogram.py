"""Histograms: bars over their classes, as high as the counts."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
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

from depliant.content.counted_plots import counted
from depliant.content.model_plots import Plot
from depliant.content.schema_plots import Classes
from depliant.figures import writing

VALUES = (3.5, 12, 14, 21, 22.5, 25, 29, 30, 31, 33, 38, 39.9, 41, 47, 52, 55, 70)


def histogram(
    values: tuple[float | None, ...], classes: Classes | None = None, language: str = "fr"
) -> Plot:
    names = [f"c{number}" for number in range(len(values))]
    made = plot("histogram", named(*names), series("m", values, "Communes", "%"), locale=language)
    locale = writing.locale_of(language)
    assert locale is not None
    return counted(made, classes, locale)[0]


def test_bars_are_those_of_numpy_and_matplotlib() -> None:
    from matplotlib.figure import Figure

    art = draw(histogram(VALUES, Classes(width=Decimal(10))), 95)
    heights, edges = np.histogram(VALUES, np.arange(0, 71, 10))
    axes = Figure().add_axes((0, 0, 1, 1))
    axes.hist(VALUES, bins=list(edges))
    ours = [outline_box(paths(art, "value", place, 0)[0]) for place in range(len(heights))]
    unit = ours[3].height / heights[3]
    start, pitch = ours[0].x - 0.25, (ours[-1].right - ours[0].x + 0.5) / 7
    for box, patch in zip(ours, axes.patches, strict=True):
        bar = patch.get_extents().transformed(axes.transData.inverted())
        assert box.height == pytest.approx(max(0.25, bar.height * unit), abs=0.1)
        assert box.x - 0.25 == pytest.approx(start + bar.x0 / 10 * pitch, abs=0.1)
        assert box.width + 0.5 == pytest.approx(bar.width / 10 * pitch, abs=0.1)


def test_classes_and_counts_are_what_a_listener_gets() -> None:
    made = histogram(VALUES, Classes(width=Decimal(20)))
    assert [
        str(place.label).replace("\u202f", " ").replace("\u00a0", " ") for place in made.places
    ] == [
        "0–20 %",
        "20–40 %",
        "40–60 %",
        "60–80 %",
    ]
    assert [figure.full for _, figure in made.series[0].known()] == ["3", "9", "4", "1"]
    art = draw(made)
    assert all(paths(art, "label", place) for place in range(4))
    assert [words(art, "value", place, 0) for place in range(4)] == ["3", "9", "4", "1"]


def test_classes_that_are_too_narrow_are_told() -> None:
    made = plot("histogram", named("a", "b"), series("m", (0, 9000)))
    locale = writing.locale_of("fr")
    assert locale is not None
    wider, faults = counted(made, Classes(width=Decimal(1)), locale)
    assert [fault.code for fault in faults] == ["chart-classes"]
    assert len(wider.places) <= 60


def test_counts_without_room_stand_at_an_axis_of_whole_numbers() -> None:
    made = histogram(tuple(range(0, 400, 3)), Classes(width=Decimal(10)))
    art = draw(made, 40)
    assert art.diagnostics == ()
    assert words(art, "value", 3, 0) == ""


def test_an_empty_class_is_there() -> None:
    art = draw(histogram((1, 2, 95), Classes(width=Decimal(10))), 60)
    assert len(paths(art, "value", 5, 0)) == 1
    assert outline_box(paths(art, "value", 5, 0)[0]).height == pytest.approx(0.25)


def test_right_to_left_is_the_mirror_image() -> None:
    one = draw(histogram(VALUES, Classes(number=8)))
    other = draw(histogram(VALUES, Classes(number=8), "ar"), language="ar")
    ours, theirs = (outline_box(paths(art, "value", 2, 0)[0]) for art in (one, other))
    assert theirs.x == pytest.approx(one.size.width - ours.right, abs=8)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.one_of(st.integers(-3000, 900_000), st.decimals(0, 100, places=1)),
        min_size=1,
        max_size=60,
    ),
    st.one_of(st.none(), st.integers(2, 40).map(lambda number: Classes(number=number))),
    st.floats(35, 250),
    st.sampled_from(("fr", "ar")),
)
def test_no_words_meet_and_none_a_bar(
    values: list[float], classes: Classes | None, width: float, language: str
) -> None:
    made = histogram(tuple(values), classes, language)
    art = draw(made, width, language)
    assert art.diagnostics == ()
    assert within(art)
    boxes = texts(art)
    assert not any(a.overlaps(b, 0.05) for a, b in combinations(boxes, 2))
    bars = [paths(art, "value", place, 0) for place in range(len(made.places))]
    assert all(len(found) == 1 for found in bars)
    assert not any(b.overlaps(outline_box(bar), 0.05) for b in boxes for (bar,) in bars)
