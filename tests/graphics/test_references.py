"""What values are compared with: lines and bands where they belong, on both axes, with words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.graphics.plotting import (
    draw,
    named,
    outline_box,
    paths,
    plot,
    rules,
    series,
    sound,
    texts,
    within,
    written,
    years,
)

from depliant.content.model_plots import Plot, Reference
from depliant.display.items import Path
from depliant.geometry import Rect
from depliant.graphics.art import Art

PLACES = named("Arras", "Béthune", "Calais", "Lens", "Liévin", "Bruay")


def cloud(*references: Reference) -> Plot:
    return plot(
        "scatter",
        PLACES,
        series("a", (6.5, 9.1, 12.0, 14.4, 15.0, 8.2), "Chômage", "%"),
        series("b", (22000, 21000, 19800, 16400, 20500, 22800), "Revenu"),
        references=references,
    )


def line(low: int, high: int, *, upright: bool = False, label: str = "Repère") -> Reference:
    return Reference(Decimal(low), Decimal(high), label, upright)


def bands(art: Art) -> list[Rect]:
    """The pale areas, which are drawn before all else."""
    found = [
        outline_box(item) for item in art.items if isinstance(item, Path) and item.fill is not None
    ]
    return [box for box in found if box.width > 10 and box.height > 5]


@pytest.mark.parametrize("width", [45, 95, 190])
def test_a_scatter_chart_has_references_on_both_axes(width: float) -> None:
    made = cloud(line(19000, 19000), line(10, 10, upright=True, label="Moyenne"))
    art = draw(made, width)
    assert art.diagnostics == ()
    sound(art, made)
    dots = [outline_box(paths(art, "value", at, 0)[0]).centre for at in (0, 3)]
    share = (10 - 6.5) / (14.4 - 6.5)
    x = dots[0].x + (dots[1].x - dots[0].x) * share
    share = (22000 - 19000) / (22000 - 16400)
    y = dots[0].y + (dots[1].y - dots[0].y) * share
    found = rules(art)
    assert any(abs(box.centre.x - x) < 0.1 and box.height > 5 for box in found)
    assert any(abs(box.centre.y - y) < 0.1 and box.width > 5 for box in found)
    assert {"Repère", "Moyenne"} <= set(written(art))


def test_an_axis_holds_the_references_of_its_own_alone() -> None:
    far = draw(cloud(line(60, 60, upright=True)), 95)
    near = draw(cloud(), 95)
    assert "60\u00a0%" in written(far)
    heights = [outline_box(paths(art, "value", 3, 0)[0]).y for art in (far, near)]
    assert heights[0] == pytest.approx(heights[1], abs=0.01)


def test_a_band_lies_below_all_marks_from_one_value_to_the_other() -> None:
    made = cloud(line(18000, 20000), line(8, 12, upright=True, label="Moyen"))
    art = draw(made, 95)
    assert art.diagnostics == ()
    sound(art, made)
    level, upright = bands(art)
    assert level.width > level.height
    assert upright.height > upright.width
    assert art.items.index(_item(art, level)) < art.items.index(_item(art, upright)) < 3


def _item(art: Art, box: Rect) -> Path:
    return next(
        item
        for item in art.items
        if isinstance(item, Path) and item.fill and outline_box(item) == box
    )


@pytest.mark.parametrize("width", [45, 95, 190])
def test_words_of_references_stand_beside_columns(width: float) -> None:
    made = plot(
        "columns",
        years(2015, 10),
        series("a", (19, 18, 18, 18, 17, 17, 17, 16, 16, 15)),
        references=(line(17, 17, label="Objectif"), line(5, 9, label="Avant guerre")),
    )
    art = draw(made, width)
    assert art.diagnostics == ()
    sound(art, made)
    assert within(art)
    last = outline_box(paths(art, "value", 9, 0)[0])
    beside = [box for box in texts(art) if box.x > last.right]
    assert len(beside) >= 2


@pytest.mark.parametrize("width", [45, 95, 190])
def test_words_of_references_stand_among_the_names_of_parts(width: float) -> None:
    rows = (series("a", (9, 8, 8), "Social"), series("b", (4, 4, 5), "Routes"))
    made = plot(
        "columns",
        years(2022, 3),
        *rows,
        arrange="stacked",
        references=(line(10, 10, label="Objectif"),),
    )
    art = draw(made, width)
    assert art.diagnostics == ()
    sound(art, made)
    assert {"Objectif", "Social", "Routes"} <= set(written(art))
