"""Words and rules: no word of a chart stands on a line of the grid, of an axis or of reference."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.graphics.plotting import (
    crossed,
    draw,
    named,
    plot,
    rules,
    series,
    sound,
    texts,
    written,
    years,
)

from depliant.content.model_plots import Annotation, PlotKind, Reference
from depliant.display.items import Stroke
from depliant.geometry import Point, outline_points
from depliant.graphics.plots.rules import kept_clear, rule

HARD = series("a", (19100, 18800, 18500, 18200, 17900, 17500, 17100, 16900, 16400, 15800))


def test_a_rule_stops_before_words_and_goes_on_behind_them() -> None:
    """Where an annotation can stand on a hairline alone, that is interrupted."""
    made = plot(
        "line", years(2015, 10), HARD, annotations=(Annotation(0, 4, "Une réforme des congés"),)
    )
    for width in (45, 60, 95, 190):
        art = draw(made, width)
        assert art.diagnostics == ()
        assert crossed(art, texts(art)) == []
        levels = [round(box.centre.y, 1) for box in rules(art) if box.width > 3]
        assert len(set(levels)) >= 3, "the grid is there"


@pytest.mark.parametrize("upright", [False, True])
def test_what_is_left_of_a_rule(upright: bool) -> None:
    from tests.graphics.plotting import SHEET

    from depliant.graphics.charts.board import Words, look_of

    look = look_of(SHEET.charts["line"], SHEET, "fr")
    words = Words(look.label, ("Calais",), 40.0, 50.0, 60.0)
    ends = (Point(50, 0), Point(50, 100)) if upright else (Point(0, 48), Point(100, 48))
    line = rule(*ends, Stroke(look.axis, 0.25))
    first, last, _ = kept_clear((line, words))
    runs = [outline_points(one.outline) for one in (first, last)]  # type: ignore[union-attr]
    assert runs[0][0] == ends[0]
    assert runs[1][1] == ends[1]
    if upright:
        assert runs[0][1].y < 50 - look.label.cap < 50 + look.label.depth < runs[1][0].y
    else:
        assert runs[0][1].x < 40 < 40 + look.label.width("Calais") < runs[1][0].x
    far = Words(look.label, ("Calais",), 40.0, 150.0, 60.0)
    assert kept_clear((line, far)) == (line, far)


kinds: st.SearchStrategy[PlotKind] = st.sampled_from(
    ("line", "area", "columns", "scatter", "histogram", "pyramid", "dumbbell", "grouped-bar")
)
values = st.one_of(st.integers(0, 60), st.integers(0, 90_000), st.decimals(0, 100, places=1))
NOTES = ("Une réforme", "Première année de la pandémie", "É", "Fermeture du port de pêche")


@settings(max_examples=60)
@given(st.data())
def test_no_word_stands_on_a_rule(data: st.DataObject) -> None:
    kind = data.draw(kinds)
    count = data.draw(st.integers(2, 12))
    pair = kind in ("scatter", "pyramid", "dumbbell")
    rows = [
        series(name, data.draw(st.lists(values, min_size=count, max_size=count)), label)
        for name, label in (("a", "Naissances"), ("b", "Décès"))[: 2 if pair else 1]
    ]
    places = years(2010, count)
    more: dict[str, Any] = {}
    if kind in ("scatter", "dumbbell", "grouped-bar"):
        places = named(*(f"Lieu {n}" for n in range(count)))
    if kind == "histogram":
        more["limits"] = tuple(Decimal(10 * n) for n in range(count + 1))
    if kind in ("line", "area", "columns", "scatter", "grouped-bar"):
        at = data.draw(st.integers(0, count - 1))
        more["annotations"] = (Annotation(0, at, data.draw(st.sampled_from(NOTES))),)
    if kind in ("line", "area", "columns"):
        high = data.draw(st.integers(1, 60_000))
        more["references"] = (Reference(Decimal(high), Decimal(high), "Moyenne"),)
    made = plot(kind, places, *rows, **more)
    art = draw(made, data.draw(st.floats(35, 250)), data.draw(st.sampled_from(("fr", "ar"))))
    assert crossed(art, texts(art)) == [], written(art)
    sound(art, made)
