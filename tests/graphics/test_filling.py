"""Charts that are as high as their room: every kind, as near to it from below as it comes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.graphics.plotting import SHEET, named, plot, series, sound, years

from depliant.content.model_plots import Annotation, Plot
from depliant.geometry import mm
from depliant.graphics.plots import plot as plots

PLACES = named("Arras", "Avesnes-le-Comte", "Béthune", "Boulogne-sur-Mer")
AGES = named("0-19", "20-39", "40-59", "60-79")


def of_every_kind() -> dict[str, Plot]:
    one = series("a", (18, 17, 15, 12), "Naissances")
    other = series("b", (14, 16, 15, 17), "Décès")
    time = years(2021, 4)
    note = (Annotation(0, 2, "Une réforme"),)
    return {
        "line": plot("line", time, one, other, title="Ce qui est trouvé", annotations=note),
        "area": plot("area", time, one, other, arrange="stacked"),
        "columns": plot("columns", time, one, annotations=note),
        "stacked columns": plot("columns", time, one, other, arrange="stacked"),
        "bars": plot("grouped-bar", PLACES, one, title="Ce qui est trouvé"),
        "two bars": plot("grouped-bar", PLACES, one, other),
        "joined bars": plot("grouped-bar", PLACES, one, other, arrange="stacked"),
        "dumbbell": plot("dumbbell", PLACES, one, other),
        "range": plot("range", time, one, other),
        "dots": plot("grouped-bar", PLACES, one, other, marks="dots"),
        "slope": plot("slope", years(2021, 2), series("a", (5, 6), "A"), series("b", (6, 4), "B")),
        "scatter": plot("scatter", PLACES, one, other),
        "pyramid": plot("pyramid", AGES, one, other),
        "treemap": plot("treemap", PLACES, one),
        "multiples": plot("line", time, one, other, is_multiple=True),
    }


@pytest.mark.parametrize("kind", of_every_kind())
@pytest.mark.parametrize("width", [45, 95, 190])
def test_every_kind_fills_its_room(kind: str, width: float) -> None:
    made = of_every_kind()[kind]
    least = plots.draw(made, SHEET, mm(width), "fr", room=0).size.height
    for room in (least + 20, least + 90, least + 300):
        art = plots.draw(made, SHEET, mm(width), "fr", room=room)
        assert art.size.height == pytest.approx(room, abs=0.06)
        assert art.diagnostics == ()
        sound(art, made)
    low = plots.draw(made, SHEET, mm(width), "fr", room=least - 10)
    assert low.size.height == pytest.approx(least)


@settings(max_examples=30)
@given(st.sampled_from(sorted(of_every_kind())), st.floats(35, 250), st.floats(0, 600))
def test_no_chart_is_higher_than_its_room_unless_it_needs_that(
    kind: str, width: float, room: float
) -> None:
    made = of_every_kind()[kind]
    least = plots.draw(made, SHEET, mm(width), "fr", room=0).size.height
    art = plots.draw(made, SHEET, mm(width), "fr", room=room)
    assert art.size.height <= max(room, least) + 0.06
    assert art == plots.draw(made, SHEET, mm(width), "fr", room=room)
