"""Charts of what nobody has in mind who draws one: each kind, in many languages, at any width."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace
from tests.graphics.plotting import (
    draw,
    named,
    outline_box,
    paths,
    plot,
    series,
    sound,
    written,
    years,
)

from depliant.content.inline import Span
from depliant.content.model_plots import Plot, PlotKind
from depliant.content.values import figures_alike
from depliant.figures import writing
from depliant.text.ink import glyph_boxes

Values = tuple[Decimal | float | None, ...]
EXACT = tuple(map(Decimal, ("55.0", "55.2", "54.0", "53.9", "56.0", "57.5")))
ODD: dict[str, tuple[Values, Values]] = {
    "below zero": ((3.5, -2, 5, 1, -4, 2), (1, 2, -3, -1, 4, -2)),
    "one": ((7,), (5,)),
    "equal": ((5,) * 6, (5,) * 6),
    "huge": ((1470000, 1468000, 1471000, 1502000, 1533000, 1540000), (980000, 1010000) * 3),
    "huge and tiny": ((0.02, 1250000, 3, 0, 15, 900), (5, 0.1, 70, 2, 1, 8)),
    "noughts": (EXACT, tuple(100 - value for value in EXACT)),
    "missing": ((None, 5, None, 7, 8, None), (4, None, 6, None, 7, 5)),
    "zero": ((0,) * 6, (0,) * 6),
}
KINDS: tuple[tuple[PlotKind, int, dict[str, object]], ...] = (
    ("line", 2, {}),
    ("area", 1, {}),
    ("columns", 1, {}),
    ("columns", 2, {}),
    ("columns", 2, {"arrange": "stacked"}),
    ("grouped-bar", 1, {}),
    ("grouped-bar", 2, {}),
    ("grouped-bar", 2, {"arrange": "stacked"}),
    ("grouped-bar", 2, {"marks": "lollipops"}),
    ("dumbbell", 2, {}),
    ("range", 2, {}),
    ("line", 2, {"is_multiple": True}),
    ("columns", 2, {"is_multiple": True}),
)
PLACES = named(
    "Arras", "Avesnes-le-Comte", "Béthune", "Boulogne-sur-Mer, côte d’Opale", "Calais", "Lens"
)
TITLE = (Span("Émissions de CO"), Span("2", subscript=True), Span(", en m"))


def in_language(made: Plot, language: str) -> Plot:
    """The chart with its numbers as a language writes them, all in one form."""
    locale = writing.locale_of(language)
    assert locale is not None
    known = [value for row in made.series for value in row.values if value is not None]
    forms = iter(figures_alike(known, locale))
    rows = tuple(
        replace(row, values=tuple(None if one is None else next(forms) for one in row.values))
        for row in made.series
    )
    return replace(made, series=rows, locale=language)


@pytest.mark.parametrize("language", ["ar", "de", "en", "pl", "uk", "cs", "es", "nl", "fi", "he"])
@pytest.mark.parametrize("odd", ODD)
def test_every_kind_is_sound(odd: str, language: str) -> None:
    first, second = ODD[odd]
    rows = series("a", first, "Naissances"), series("b", second, "Décès")
    for kind, count, more in KINDS:
        is_named = kind in ("grouped-bar", "dumbbell")
        places = PLACES[: len(first)] if is_named else years(2018, len(first))
        made = plot(kind, places, *rows[:count], **more)  # type: ignore[arg-type]
        made = in_language(replace(made, title=TITLE, subtitle="Par an"), language)
        for width in (45, 95, 190):
            art = draw(made, width, language)
            assert art.diagnostics == (), (kind, width)
            sound(art, made)


def test_an_axis_has_no_decimals_that_its_values_have_not() -> None:
    for values, shown in (((7, 5), "6"), ((5, 5), "5"), ((0, 0), "1")):
        art = draw(plot("line", years(2020, 2), series("a", values)))
        assert shown in written(art)
        assert not any("," in text for text in written(art))


def test_noughts_that_are_stated_are_kept() -> None:
    made = plot("grouped-bar", PLACES, series("a", EXACT))
    assert {"55,0", "54,0", "56,0", "57,5"} <= set(written(draw(made)))


def test_a_value_between_two_gaps_is_seen() -> None:
    art = draw(plot("line", years(2018, 5), series("a", (3, None, 5, None, 4))))
    dots = [path for path in paths(art, "value", 2, 0) if path.fill]
    assert dots
    assert outline_box(dots[0]).width > 3


def test_lowered_and_raised_figures_of_a_title_are_small() -> None:
    from depliant.display.items import Glyphs

    art = draw(replace(plot("columns", years(2020, 2), series("a", (5, 4))), title=TITLE))
    runs = [item for item in art.items if isinstance(item, Glyphs)]
    (two,) = [run for run in runs if "".join(glyph.text for glyph in run.glyphs) == "2"]
    (first, *_) = runs
    heights = [max(box.height for box in glyph_boxes(run)) for run in (two, first)]
    assert heights[0] < heights[1] * 0.8
