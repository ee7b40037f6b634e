"""How thick bars are: after their letters and their room, or as the style states."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from msgspec.structs import replace
from tests.graphics.plotting import (
    SHEET,
    draw,
    named,
    outline_box,
    paths,
    plot,
    series,
    sound,
    years,
)

from depliant.content.model import Chart, Datum
from depliant.content.model_plots import Plot
from depliant.display.items import Path
from depliant.errors import Place
from depliant.figures.figure import Figure
from depliant.geometry import Rect, mm
from depliant.graphics.art import Art
from depliant.graphics.charts import chart as charts
from depliant.graphics.plots import plot as plots
from depliant.style.sheet import StyleSheet

CANTONS = named("Arras", "Avesnes-le-Comte", "Béthune", "Boulogne-sur-Mer", "Calais")
RANKED = plot("grouped-bar", CANTONS, series("a", (82, 77, 64, 60, 43)))
PAIRS = plot(
    "grouped-bar",
    CANTONS,
    series("a", (82, 77, 64, 60, 43), "2014"),
    series("b", (72, 67, 54, 50, 33), "2024"),
)
CAPITALS = 8.5 * 0.7


def bars(art: Art, number: int = 0) -> list[Rect]:
    return [outline_box(paths(art, "value", at, number)[0]) for at in range(5)]


def styled(kind: str, **more: object) -> StyleSheet:
    style = replace(SHEET.charts[kind], **more)
    return replace(SHEET, charts={**SHEET.charts, kind: style})


@pytest.mark.parametrize("made", [RANKED, PAIRS])
def test_bars_grow_with_the_width_of_the_chart_within_bounds(made: Plot) -> None:
    thick = [bars(draw(made, width))[0].height for width in (45, 95, 140, 190, 250)]
    assert thick == sorted(thick)
    assert 0.8 * CAPITALS < thick[0] < 1.3 * CAPITALS, "light in a narrow column"
    assert thick[3] > 1.6 * CAPITALS, "not thin on a wide panel"
    assert thick[4] < 2.4 * CAPITALS


def test_the_room_between_bars_grows_with_them() -> None:
    for width in (45, 95, 190):
        boxes = bars(draw(RANKED, width))
        pitches = [b.y - a.y for a, b in pairwise(boxes)]
        assert max(pitches) - min(pitches) < 0.01
        assert 0.4 < boxes[0].height / pitches[0] < 0.66


@pytest.mark.parametrize("width", [45, 95, 190])
def test_bars_take_their_share_of_a_height(width: float) -> None:
    for made in (RANKED, PAIRS):
        low, high = (plots.draw(made, SHEET, mm(width), "fr", room=r) for r in (0, 420))
        assert bars(high)[0].height > bars(low)[0].height
        assert bars(high)[0].height < 0.12 * mm(width), "no bar is a wall"
        sound(high, made)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_style_states_how_thick_bars_are(share: float) -> None:
    """A share of the pitch of their rows, together where there are several in one."""
    art = draw(RANKED, 95, sheet=styled("grouped-bar", thickness=share))
    one, other, *_ = bars(art)
    assert one.height / (other.y - one.y) == pytest.approx(share, abs=0.001)
    assert art.diagnostics == ()
    columns = plot("columns", years(2020, 5), series("a", (5, 4, 3, 4, 5)))
    one, other, *_ = bars(draw(columns, 95, sheet=styled("columns", thickness=share)))
    assert (one.width + 0.9) / (other.x - one.x) == pytest.approx(share, abs=0.002)
    ages = plot("pyramid", CANTONS, *PAIRS.series)
    other, one, *_ = bars(draw(ages, 95, sheet=styled("pyramid", thickness=share)))
    assert one.height / (other.y - one.y) == pytest.approx(share, abs=0.001)


def test_few_columns_in_a_wide_chart_stay_columns() -> None:
    made = plot("columns", years(2020, 2), series("a", (5, 4)))
    first, last = (outline_box(paths(draw(made, 190), "value", at, 0)[0]) for at in (0, 1))
    assert first.width < first.height * 0.6
    assert last.x - first.x > first.width


def _figures(count: int) -> Chart:
    data = tuple(
        Datum(Figure(f"f{n}", Decimal(n), "", str(n), "", str(n), str(n)), f"Nom {n}")
        for n in range(1, count + 1)
    )
    return Chart("bar", data, "", "", "line", Place("content.yaml", 7))


def test_bars_of_single_figures_go_by_the_same_rule() -> None:
    def thick(width: float) -> float:
        art = charts.draw(_figures(4), SHEET, mm(width), "fr")
        shapes = [outline_box(item) for item in art.items if isinstance(item, Path) and item.fill]
        return max(box.height for box in shapes)

    assert thick(45) == pytest.approx(bars(draw(RANKED, 45))[0].height, abs=0.01)
    assert thick(190) == pytest.approx(bars(draw(RANKED, 190))[0].height, abs=0.01)
