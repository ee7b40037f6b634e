"""Charts that take what height is left: of a frame, a column, a box, a place in a row."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from msgspec.structs import replace
from tests.graphics.plotting import SHEET as CHARTS
from tests.graphics.plotting import named, plot, series, years

from depliant.content.inline import Span
from depliant.content.model import Block, BoxBlock, Cell, Chart, Datum, Panel, Plot, Row, Spanning
from depliant.display.items import Mark, Path
from depliant.figures.figure import Figure
from depliant.geometry import IDENTITY, Size, bounds, mm, outline_points
from depliant.layout.fit import Step
from depliant.layout.frame import Placement
from depliant.layout.job import Job
from depliant.layout.panel import PanelOrder, origins, set_matter
from depliant.layout.strays import leaves
from depliant.source.folder import Folder
from depliant.style.sheet import StyleSheet

from .conftest import HERE, ROOT, coated, paragraph, sheet

T = TypeVar("T")
MARGIN = {"top": 5, "right": 5, "bottom": 5, "left": 5}
WORDS = "Depuis 2020, il meurt ici plus de gens qu’il n’en naît, et les écoles ferment. "


def the_sheet(**design: Any) -> StyleSheet:
    made = sheet(
        designs={"one": {"margin": MARGIN, **design}},
        copyfit={"steps": 0},
        boxes={"box": {"rule": {"colour": "black", "width": 1}}},
    )
    return replace(
        made,
        type={**CHARTS.type, **made.type},
        charts=CHARTS.charts,
        swatches={**CHARTS.swatches, **made.swatches},
    )


def anew(kind: type[T], made_from: object, make: Callable[[], T], *, on_disk: bool = True) -> T:
    """No memory: everything is made each time."""
    return make()


def laid(*blocks: Block, **design: Any) -> tuple[tuple[Placement, ...], list[str], float]:
    """What stands on a page of 100 by 150 mm, what is said of it, and the foot of its frame."""
    style = the_sheet(**design)
    job = Job(style, Folder(ROOT), coated(), anew)
    panel = Panel("one", "one", "", blocks, (), HERE)
    order = PanelOrder(panel, Size(mm(100), mm(150)), style, "fr", frozenset(), Step(0))
    (placements,) = origins((order,), job)
    found = [one.code for one in set_matter(order, job).diagnostics]
    return placements, found, mm(145)


def line(**more: Any) -> Plot:
    rows = (series("a", (8, 7, 9, 12, 11)),)
    return plot("line", years(2020, 5), *rows, fills=True, **more)


def bottom(placements: tuple[Placement, ...]) -> float:
    return max(one.y + one.slice.height for one in placements)


def high(placements: tuple[Placement, ...]) -> list[float]:
    """The heights of the charts, in the order in which they stand."""
    return [one.slice.height for one in placements if one.slice.shows]


def text(lines: int = 1) -> Block:
    return paragraph(WORDS * lines)


def box(*blocks: Block) -> BoxBlock:
    return BoxBlock(None, blocks, "box", HERE)


def cell(*blocks: Block) -> Cell:
    return Cell(blocks, 1.0)


def row(*cells: Cell) -> Row:
    return Row(cells, 4, 20, HERE)


def test_a_chart_takes_what_its_frame_has_left() -> None:
    placements, found, foot = laid(text(3), line(), text(2))
    assert found == []
    assert foot - 5.01 < bottom(placements) <= foot + 0.01, "less than a line of the grid is left"
    (before,) = high(laid(text(3), replace(line(), fills=False), text(2))[0])
    assert high(placements)[0] > before
    words = [one.slice.text for one in placements if one.slice.text]
    assert words == [one.slice.text for one in laid(text(3), text(2))[0]], "nothing is lost"


def test_more_text_leaves_it_less_and_the_page_stays_full() -> None:
    heights = []
    for lines in (1, 6, 12):
        placements, found, foot = laid(text(lines), line())
        assert found == []
        assert foot - 5.01 < bottom(placements) <= foot + 0.01
        heights += high(placements)
    assert heights == sorted(heights, reverse=True)
    assert heights[2] < heights[0] - 100


def test_two_charts_share_what_is_left() -> None:
    placements, found, foot = laid(line(), text(), line())
    assert found == []
    one, other = high(placements)
    assert abs(one - other) < 5.01
    assert bottom(placements) > foot - 5.01


@pytest.mark.parametrize("columns", [2, 3])
def test_each_column_is_filled(columns: int) -> None:
    blocks = [block for _ in range(columns) for block in (text(4), line())]
    placements, found, foot = laid(*blocks, columns=columns, gutter_mm=4, balance_columns=True)
    assert "overset" not in found
    tops = {one.x for one in placements}
    for x in tops:
        column = tuple(one for one in placements if one.x == x)
        if high(column):
            assert bottom(column) > foot - 5.01


def test_a_chart_over_all_columns_grows_too() -> None:
    placements, found, foot = laid(text(8), Spanning(line(), HERE), columns=2, gutter_mm=4)
    assert found == []
    assert bottom(placements) > foot - 5.01


def test_room_that_blocks_would_share_is_the_charts() -> None:
    plain, spread = (laid(text(), text(), line(), **more)[0] for more in ({}, {"spread": "blocks"}))
    assert high(plain) == high(spread)


def test_in_a_row_it_is_as_high_as_what_stands_beside_it() -> None:
    placements, found, foot = laid(row(cell(text(1), line()), cell(text(8))))
    assert found == []
    assert bottom(placements) > foot - 5.01, "a row grows with its frame"
    placements, _, _ = laid(row(cell(text(1)), cell(text(8))))
    assert bottom(placements) < foot - 100


def test_boxes_of_a_row_stay_level() -> None:
    placements, found, foot = laid(row(cell(box(line())), cell(box(text(3)))))
    assert found == []
    assert bottom(placements) > foot - 5.01
    rules = [
        matrix.apply_rect(bounds(outline_points(item.outline)))
        for mark in placements[0].slice.marks
        if isinstance(mark, Mark) and mark.artifact
        for item, matrix in leaves(mark.items, IDENTITY)
        if isinstance(item, Path)
    ]
    feet = [one.bottom for one in rules if one.height > 100]
    assert len({one.x for one in rules}) >= 2
    assert max(feet) - min(feet) < 0.1


def test_in_a_box_it_takes_what_the_box_has() -> None:
    placements, found, foot = laid(text(2), box(text(1), line()))
    assert found == []
    assert bottom(placements) > foot - 5.01


def test_where_nothing_is_left_it_is_said() -> None:
    said = [laid(text(lines), line())[1] for lines in range(8, 40)]
    assert ["chart-fill"] in said, "it has its least height, and all text its room"
    placements, found, _ = laid(text(60), line())
    assert "overset" in found
    assert "chart-fill" in found
    assert placements


def test_signs_keep_their_size_which_is_said() -> None:
    figure = Figure("a", Decimal(40), "%", "40", " %", "40 %", "40 %")
    chart = Chart("people", (Datum(figure, "Lecteurs"),), "", "Alt", "people", HERE, fills=True)
    _, found, _ = laid(chart)
    assert "chart-fill" in found


def test_a_bar_chart_of_figures_fills_its_page() -> None:
    data = tuple(
        Datum(Figure(f"f{n}", Decimal(n), "", str(n), "", str(n), str(n)), f"Nom {n}")
        for n in (3, 5, 8)
    )
    chart = Chart("bar", data, (Span("Titre"),), "Alt", "bar", HERE, fills=True)
    placements, found, foot = laid(text(), chart, text())
    assert "chart-fill" not in found
    assert foot - 5.01 < bottom(placements) <= foot + 0.01
    assert laid(text(), chart, text())[0] == placements, "the same each time"


def test_lines_below_a_chart_have_their_room() -> None:
    with_note = line(note=(Span("Une remarque sous le graphique."),))
    placements, found, foot = laid(text(), with_note)
    assert found == []
    assert foot - 5.01 < bottom(placements) <= foot + 0.01
    assert placements[-1].slice.text == "Une remarque sous le graphique."


def test_rows_of_names_grow() -> None:
    ranked = plot(
        "grouped-bar", named("Arras", "Lens", "Calais"), series("a", (5, 3, 2)), fills=True
    )
    placements, found, foot = laid(text(), ranked)
    assert found == []
    assert foot - 5.01 < bottom(placements) <= foot + 0.01
