"""Scatter charts: each place by its two values, names free of dots and of each other."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
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

from depliant.content.model_plots import Annotation, Plot
from depliant.display.items import Glyphs, Path
from depliant.errors import BrochureError
from depliant.geometry import Point
from depliant.graphics.art import Art
from depliant.graphics.plots import plot as plots

ACROSS = (8.1, 9.2, 12.5, 11.9, 14.2, 10.1)
UP = (21.5, 20.1, 18.9, 17.8, 17.5, 19.6)
TOWNS = ("Arras", "Béthune", "Boulogne-sur-Mer", "Bruay", "Calais", "Carvin")


def towns(across: tuple[float | None, ...], up: tuple[float | None, ...], **more: Any) -> Plot:
    names = TOWNS if len(across) == len(TOWNS) else [f"P{n}" for n in range(len(across))]
    rows = series("x", across, "Chômage, en %", "%"), series("y", up, "Revenu", "EUR")
    return plot("scatter", named(*names), *rows, **more)


def spot(art: Art, place: int) -> Point:
    return outline_box(paths(art, "value", place, 1)[0]).centre


def test_dots_stand_where_matplotlib_draws_them() -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    art = draw(towns(ACROSS, UP), 120)
    lines = [outline_box(item) for item in art.items if isinstance(item, Path)]
    rules = sorted({box.y for box in lines if box.height == 0 and box.width > 50})
    ticks = sorted({box.x for box in lines if box.width == 0})
    size = art.size
    canvas = Figure(figsize=(size.width / 72, size.height / 72), dpi=72)
    FigureCanvasAgg(canvas)
    axes = canvas.add_axes(
        (
            ticks[0] / size.width,
            1 - rules[-1] / size.height,
            (ticks[-1] - ticks[0]) / size.width,
            (rules[-1] - rules[0]) / size.height,
        )
    )
    # The ends of our axes, read off their numbers.
    axes.set_xlim(8, 15)
    axes.set_ylim(17, 22)
    theirs = axes.scatter(ACROSS, UP)
    drawn = theirs.get_offset_transform().transform(theirs.get_offsets())
    for place, (x, y) in enumerate(drawn):
        assert x == pytest.approx(spot(art, place).x, abs=0.1)
        assert size.height - y == pytest.approx(spot(art, place).y, abs=0.1)


def test_both_axes_are_named_and_every_place_is_where_there_is_room() -> None:
    art = draw(towns(ACROSS, UP), 120)
    assert words(art, "series", series=0).replace("\u00a0", " ") == "Chômage, en %"
    assert words(art, "series", series=1) == "Revenu"
    assert [words(art, "label", place) for place in range(6)] == list(TOWNS)


def test_places_in_accent_stand_out_and_are_named() -> None:
    art = draw(towns(ACROSS, UP, highlighted=(2,)), 60)
    inks = {paths(art, "value", place, 1)[0].fill for place in range(6)}
    assert len(inks) == 2
    assert words(art, "label", 2).replace("\u00ad", "").startswith("Boulogne")


def test_a_name_that_was_asked_for_is_never_dropped_in_silence() -> None:
    close = tuple(10 + n / 1000 for n in range(24))
    crowd = towns(close, close)
    art = draw(crowd, 60)
    assert art.diagnostics == ()
    assert not any(a.overlaps(b, 0.05) for a, b in combinations(texts(art), 2))
    assert "" in [words(art, "label", place) for place in range(24)], "there is no room for all"
    asked = draw(replace(crowd, highlighted=tuple(range(24))), 36)
    assert {fault.code for fault in asked.diagnostics} == {"chart-overset"}


def test_annotations_stand_below_the_names_of_their_places() -> None:
    notes = Annotation(0, 4, "le port"), Annotation(1, 4, "et la plage")
    art = draw(towns(ACROSS, UP, annotations=notes), 120)
    assert art.diagnostics == ()
    assert words(art, "label", 4) == "Calais"
    lines = ["".join(g.text for g in item.glyphs) for item in art.items if isinstance(item, Glyphs)]
    at = lines.index("Calais")
    assert [line.replace("\u00a0", " ") for line in lines[at : at + 3]] == [
        "Calais",
        "le port",
        "et la plage",
    ]


def test_what_is_provisional_is_a_ring() -> None:
    made = towns(ACROSS, UP)
    doubtful = [replace(one, provisional=True) for one in made.series[1].values if one]
    made = replace(made, series=(made.series[0], replace(made.series[1], values=tuple(doubtful))))
    (ring,) = paths(draw(made), "value", 2, 1)
    assert ring.stroke


def test_a_place_whose_name_has_no_room_is_told_to_a_listener_all_the_same() -> None:
    close = tuple(10 + n / 1000 for n in range(24))
    art = draw(towns(close, close), 60)
    for place in range(24):
        is_written = bool(words(art, "label", place))
        assert bool(paths(art, "label", place)) == (not is_written)


def test_a_place_without_one_of_its_values_has_no_dot() -> None:
    art = draw(towns((None, *ACROSS[1:]), UP))
    assert not paths(art, "value", 0, 1)
    (fault,) = plots.data_faults(towns((None, *ACROSS[1:]), UP, highlighted=(0,)))
    assert fault.code == "chart-annotation"
    assert "arras" in str(fault.message)


def test_no_pair_at_all_is_refused() -> None:
    with pytest.raises(BrochureError) as caught:
        draw(towns((None, 1.0), (2.0, None)))
    assert [fault.code for fault in caught.value.diagnostics] == ["chart-empty"]


def test_the_stated_axis_is_the_one_upwards() -> None:
    draw(towns((1000, 2000), (1, 2), low=Decimal(0), high=Decimal(5)))
    with pytest.raises(BrochureError):
        draw(towns((1000, 2000), (1, 2), low=Decimal(0), high=Decimal("1.5")))


def test_right_to_left_is_the_mirror_image() -> None:
    one, other = draw(towns(ACROSS, UP)), draw(towns(ACROSS, UP, locale="ar"), language="ar")
    for place in range(6):
        assert spot(other, place).x == pytest.approx(one.size.width - spot(one, place).x, abs=8)
        assert spot(other, place).y == pytest.approx(spot(one, place).y, abs=0.01)


numbers = st.one_of(st.none(), st.integers(-2000, 900_000), st.decimals(0, 100, places=1))


@example([(0, 750001), (-925, 0), (99075, 0)], 35.0, "fr", False)
@example([(0, 184204), (523231, 750001), (-925, 0)], 36.0, "ar", True)
@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(numbers, numbers), min_size=1, max_size=25),
    st.floats(35, 250),
    st.sampled_from(("fr", "ar")),
    st.booleans(),
)
def test_no_words_meet_and_none_a_dot(
    pairs: list[tuple[float | None, float | None]], width: float, language: str, is_asked: bool
) -> None:
    whole = [at for at, pair in enumerate(pairs) if None not in pair]
    if not whole:
        return
    across, up = zip(*pairs, strict=True)
    chosen = (whole[0],) if is_asked else ()
    art = draw(towns(across, up, highlighted=chosen), width, language)
    for place in whole:
        assert len(paths(art, "value", place, 0)) == len(paths(art, "value", place, 1)) == 1
    if art.diagnostics:
        assert is_asked, "a name that nobody asked for is left out where there is no room"
        assert ["find no place" in str(fault.message) for fault in art.diagnostics] == [True]
        return
    assert within(art)
    boxes = texts(art)
    assert not any(a.overlaps(b, 0.05) for a, b in combinations(boxes, 2))
    dots = [outline_box(paths(art, "value", place, 1)[0]) for place in whole]
    assert not any(box.overlaps(dot, 0.05) for box in boxes for dot in dots)
