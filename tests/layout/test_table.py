"""Tables: no word broken, nothing beside the measure, all cells on the page, heads again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from depliant.content.inline import Span, plain
from depliant.content.model import (
    Block,
    CellAlign,
    Heading,
    Table,
    TableCell,
    TableColumn,
    TableRow,
    Target,
)
from depliant.display.items import Item, Mark, Path
from depliant.display.structure import Element, contents, walk
from depliant.geometry import Rect, bounds, mm, outline_points
from depliant.layout.blocks import lay, lay_each
from depliant.layout.compose import Composition
from depliant.layout.flow import pour
from depliant.layout.frame import Stack
from depliant.layout.lines import galley
from depliant.layout.setting import PanelSetting
from depliant.layout.stacking import fused
from depliant.layout.table_columns import columns_of
from depliant.layout.table_look import look_of
from depliant.layout.table_widths import Need, Spanning, Wanted, widths, with_spans
from depliant.source.reading import typed
from depliant.style.sheet import StyleSheet, TableStyle, TypeStyle

from .conftest import HERE, composed, edition, glyph_runs, job, panel, paragraph, sheet

LINE = {"colour": "black", "width": 0.5}


def cell(text: str, column: int, **more: object) -> TableCell:
    return TableCell((Span(text),) if text else (), column, HERE, **more)  # type: ignore[arg-type]


def row(*texts: str, kind: str = "row") -> TableRow:
    head = kind == "head"
    cells = tuple(cell(text, at, head=head and bool(text)) for at, text in enumerate(texts))
    return TableRow(kind, cells, HERE)  # type: ignore[arg-type]


def group(text: str, count: int) -> TableRow:
    return TableRow("group", (cell(text, 0, columns=count, head=True),), HERE)


def table(*rows: TableRow, columns: Sequence[TableColumn] = (), title: str = "") -> Table:
    count = max((one.column + one.columns for line in rows for one in line.cells), default=1)
    found = tuple(columns) or (TableColumn(),) * count
    said = (Span(title),) if title else ()
    return Table("hours", "one.0", found, rows, said, "", "suite", ",", "table", HERE)


def styled(**style: object) -> StyleSheet:
    return sheet(tables={"table": typed(TableStyle, style)})


def setting(the_sheet: StyleSheet, language: str = "fr") -> PanelSetting:
    return PanelSetting(job(the_sheet), the_sheet.designs["default"], language)


def laid(block: Table, measure: float, language: str = "fr", **style: object) -> Stack:
    return lay(block, setting(styled(**style), language), measure)


def words(marks: Sequence[Item]) -> str:
    return "".join(run.text for run, _ in glyph_runs(tuple(marks)))


def ends(marks: Sequence[Item]) -> Iterator[tuple[str, float, float]]:
    """Each run of words with its left and right end."""
    for run, number in glyph_runs(tuple(marks)):
        placed = [glyph for glyph in run.glyphs if glyph.text.strip() and glyph.advance]
        if number is not None and placed:
            left = min(glyph.x for glyph in placed)
            right = max(glyph.x + glyph.advance for glyph in placed)
            yield run.text, run.x + left, run.x + right


def drawn(marks: Sequence[Item]) -> list[Rect]:
    """The boxes that are drawn, whatever they are."""
    return [
        bounds(outline_points(item.outline))
        for mark in marks
        if isinstance(mark, Mark)
        for item in mark.items
        if isinstance(item, Path)
    ]


# --- widths -----------------------------------------------------------------------------------

SCHEDULE = (
    ("Opening walk with lanterns", "Quay", "sixty minutes"),
    ("Slow Harbour", "Barn", "seventy-five"),
    ("La Ronde: the river danced from source to mouth", "Main stage", "60"),
)
COUNTED = (
    ("one two three four five six", "seven"),
    ("eight", "nine ten eleven twelve thirteen"),
)
WEASYPRINT = [
    (
        SCHEDULE,
        200,
        (113.30, 30.10, 39.59),
        "Opening walk with lanterns / Quay / sixty / minutes / Slow Harbour / Barn / seventy- "
        "/ five / La Ronde: the river danced from / source to mouth / Main / stage / 60",
    ),
    (
        SCHEDULE,
        140,
        (64.96, 23.99, 34.04),
        "Opening walk with / lanterns / Quay / sixty / minutes / Slow Harbour / Barn / "
        "seventy- / five / La Ronde: the / river danced from / source to mouth / Main / stage "
        "/ 60",
    ),
    (
        COUNTED,
        90,
        (35.23, 46.27),
        "one two / three four / five six / seven / eight / nine ten / eleven / twelve / thirteen",
    ),
]
"""Barlow of 8 on 10 pt with 3 mm between columns, and what WeasyPrint 70 makes of it: widths in
points, and the lines of all cells."""


@pytest.mark.parametrize(("rows", "measure", "theirs", "lines"), WEASYPRINT)
def test_columns_and_their_lines_are_those_of_a_browser(
    rows: tuple[tuple[str, ...], ...],
    measure: float,
    theirs: tuple[float, ...],
    lines: str,
) -> None:
    block = table(*(row(*texts) for texts in rows))
    look = look_of(block, setting(styled(gap_mm=3), "en"))
    columns, found = columns_of(look, measure)
    assert not found
    assert columns.widths == pytest.approx(theirs, abs=0.1)
    set_lines = [
        line.text.strip()
        for line_ in block.rows
        for one in line_.cells
        for line in galley(
            look.setting, one.text, look.type_of(line_, one), columns.width(one), HERE
        ).lines
    ]
    assert " / ".join(set_lines) == lines


needs = st.builds(
    lambda least, more: Need(least, least + more),
    st.floats(0, 200, allow_nan=False),
    st.floats(0, 500, allow_nan=False),
)
wanted = st.builds(Wanted, needs, st.none() | st.floats(0, 200), st.booleans())


@given(st.lists(wanted, min_size=1, max_size=8), st.floats(-50, 900), st.booleans())
def test_widths_never_exceed_the_room_nor_fall_below_a_word(
    columns: list[Wanted], room: float, fill: bool
) -> None:
    found = widths(columns, room, fill=fill)
    least = sum(column.least for column in columns)
    assert sum(found) <= max(room, least) + 1e-6
    for width, column in zip(found, columns, strict=True):
        assert width >= column.least - 1e-9
        assert column.fixed is None or width == column.fixed
    free = [column for column in columns if column.fixed is None]
    if fill and free and room >= least:
        assert sum(found) == pytest.approx(room)


@given(st.lists(needs, min_size=2, max_size=6), st.data())
def test_cells_over_columns_have_room(columns: list[Need], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(columns) - 2))
    over = data.draw(st.integers(2, len(columns) - first))
    need, gap = data.draw(needs), data.draw(st.floats(0, 20))
    found = with_spans(columns, [Spanning(first, over, need)], gap)
    whole = sum(one.least for one in found[first : first + over]) + gap * (over - 1)
    assert whole >= need.least - 1e-6
    assert all(one.least >= was.least for one, was in zip(found, columns, strict=True))


def test_a_table_that_is_too_wide_says_by_how_much_and_which_column_asks_for_most() -> None:
    block = table(row("Jour", "Heures", kind="head"), row("lundi", "Anticonstitutionnellement"))
    assert not laid(block, mm(60)).diagnostics
    [fault] = laid(block, mm(30)).diagnostics
    assert fault.code == "table-too-wide"
    assert "column 2 “Heures”" in str(fault.message)
    assert "“Anticonstitutionnellement”" in str(fault.message)
    lacking = float(str(fault.message).split(" is ")[1].split(" mm")[0])
    assert not laid(block, mm(30 + lacking + 0.06)).diagnostics
    assert laid(block, mm(30 + lacking - 0.06)).diagnostics


def test_a_column_that_is_given_less_than_its_longest_word_is_an_error() -> None:
    columns = (TableColumn(width_mm=8), TableColumn())
    [fault] = laid(table(row("Extraordinaire", "x"), columns=columns), mm(60)).diagnostics
    assert fault.code == "table-too-wide"
    assert "Column 1 of the table “hours” is 8.0 mm wide" in str(fault.message)


# --- setting ----------------------------------------------------------------------------------

TEXTS = st.lists(
    st.sampled_from(["le", "terril", "12,5", "8 h 30", "Bruay-la-Buissière", "€", "—", "lundi"]),
    max_size=6,
).map(" ".join)
ALIGNS: st.SearchStrategy[CellAlign] = st.sampled_from(get_args(CellAlign))
STYLES = st.fixed_dictionaries(
    {
        "gap_mm": st.sampled_from([0, 1, 4]),
        "padding": st.integers(0, 3),
        "width": st.sampled_from(["measure", "words"]),
        "rows": st.sampled_from([(), ("black", "paper")]),
    },
    optional={
        rule: st.just(LINE)
        for rule in ("top_rule", "head_rule", "row_rule", "group_rule", "total_rule", "end_rule")
    },
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Any table: heads, subheads, cells over columns and rows, leaders, totals."""
    count = draw(st.integers(1, 4))
    columns = tuple(
        TableColumn(
            draw(ALIGNS),
            share=draw(st.none() | st.sampled_from([0.1, 0.5])),
            leader=draw(st.booleans()),
        )
        for _ in range(count)
    )
    rows = [row(*(draw(TEXTS) for _ in range(count)), kind="head")] * draw(st.integers(0, 1))
    number = draw(st.integers(1, 8))
    reach = [0] * count
    for left in range(number, 0, -1):
        if not any(reach) and draw(st.integers(0, 4)) == 0:
            rows.append(group(draw(TEXTS), count))
        cells: list[TableCell] = []
        at, held, reach = 0, reach, [max(0, rows_ - 1) for rows_ in reach]
        while at < count:
            if held[at]:
                at += 1
                continue
            free = next((n for n in range(at, count) if held[n]), count) - at
            over = draw(st.integers(1, min(2, free)))
            down = draw(st.integers(1, min(3, left)))
            align = draw(st.none() | ALIGNS)
            cells.append(cell(draw(TEXTS), at, columns=over, rows=down, align=align))
            for column in range(at, at + over):
                reach[column] = down - 1
            at += over
        rows.append(TableRow("row", tuple(cells), HERE))
    if draw(st.booleans()):
        rows.append(row("Tout", *(draw(TEXTS) for _ in range(count - 1)), kind="total"))
    return table(*rows, columns=columns, title=draw(TEXTS))


@settings(deadline=None, max_examples=30)
@given(tables(), st.sampled_from(["fr", "ar"]), st.sampled_from([60, 120, 300]), STYLES)
def test_every_cell_is_on_the_page_whole_within_its_measure_and_on_the_grid(
    block: Table, language: str, measure: float, style: dict[str, object]
) -> None:
    stack = laid(block, measure, language, **style)
    unit = 5.0
    assert all(abs(one.height / unit - round(one.height / unit)) < 1e-6 for one in stack.slices)
    painted = sorted(words([mark for one in stack.slices for mark in one.marks]).replace(" ", ""))
    said = [one.text for line in block.rows for one in line.cells]
    leaders = painted.count(".")
    expected = sorted("".join(map(plain, (block.title, *said))).replace(" ", "") + "." * leaders)
    assert painted == sorted(expected)
    if any(fault.severity == "error" for fault in stack.diagnostics):
        return
    for slice_ in stack.slices:
        for text, left, right in ends(slice_.marks):
            assert left >= -0.1, text
            assert right <= measure + 0.1, text
        for box in drawn(slice_.marks):
            assert box.x >= -0.1
            assert box.right <= measure + 0.1
    numbers = [number for one in stack.elements for number in contents(one)]
    assert sorted(numbers) == list(range(stack.contents))


@settings(deadline=None, max_examples=25)
@given(tables(), st.lists(st.sampled_from([0, 20, 40, 70]), min_size=1, max_size=5))
def test_a_table_ends_in_any_frames_and_loses_nothing(block: Table, heights: list[int]) -> None:
    stack = laid(block, 300)
    frames = [Rect(0, 1000.0 * at, 300, height) for at, height in enumerate(heights)]
    poured = pour(stack.slices, frames)
    leads = [one.lead for one in stack.slices if one.lead is not None]
    placed = [one.slice for one in poured.placements if one.slice not in leads]
    assert [one.text for one in placed] == [one.text for one in stack.slices]
    for one in poured.placements[: len(poured.placements) - len(poured.overset)]:
        frame = frames[int((one.y + 0.01) // 1000)]
        assert one.y + one.slice.height <= frame.bottom + 0.02


@settings(deadline=None, max_examples=25)
@given(
    tables(),
    st.sampled_from([{"padding": 0.5}, {"padding": 1.25}, {"padding_mm": 1.0}, {"padding_mm": 0}]),
    st.integers(0, 40),
)
def test_what_follows_a_table_stands_on_the_grid_whatever_its_padding(
    block: Table, style: dict[str, Any], first: int
) -> None:
    """Where it goes on in another frame as well; and its rows have the room that is asked for."""
    stack = laid(block, 300, **style)
    assert abs(stack.height / 5 - round(stack.height / 5)) < 1e-6
    frames = [Rect(0, 0, 300, 5.0 * first), Rect(0, 1000, 300, 5000)]
    *_, last = pour(stack.slices, frames).placements
    bottom = (last.y + last.slice.height) % 1000 / 5
    assert abs(bottom - round(bottom)) < 1e-6


def test_rows_have_room_in_parts_of_a_line_or_in_millimetres() -> None:
    block = table(*(row("le", "terril") for _ in range(4)))
    for style, room in (
        ({"padding": 0}, 0.0), ({"padding": 0.5}, 2.5), ({"padding": 2}, 10.0),
        ({"padding_mm": 1.0}, mm(1)), ({"padding": 2, "padding_mm": 1.0}, mm(1)),
    ):  # fmt: skip
        slices = laid(block, 300, rows=("black", "paper"), **style).slices
        assert [one.height for one in slices[:3]] == pytest.approx([10 + room] * 3)
        (ground,) = drawn(slices[2].marks)
        (text,) = {round(run.y, 3) for run, _ in glyph_runs(slices[2].marks)}
        if style != {"padding": 2}:  # whole lines are parted into whole lines
            assert text - 7.5 - ground.y == pytest.approx(room / 2, abs=0.01)


def test_numbers_stand_with_their_decimal_signs_one_below_the_other() -> None:
    numbers = ("3,25", "1\u202f250,5", "31", "0,125 %")
    columns = (TableColumn(), TableColumn("decimal"))
    stack = laid(table(*(row("x", one) for one in numbers), columns=columns), 200)
    signs = []
    for slice_ in stack.slices:
        for run, _ in glyph_runs(slice_.marks):
            if run.text in numbers:
                ends_ = [g.x for g in run.glyphs if g.text == ","] or [
                    sum(glyph.advance for glyph in run.glyphs)
                ]
                signs.append(run.x + ends_[0])
    assert len(signs) == len(numbers)
    assert signs == pytest.approx([signs[0]] * 4, abs=0.05)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_dots_lead_from_the_words_to_the_price_on_one_raster(language: str) -> None:
    columns = (TableColumn(leader=True), TableColumn("end"))
    prices = table(row("Bain", "8 €"), row("Consultation", "26,50 €"), columns=columns)
    stack = laid(prices, 200, language)
    found = []
    for slice_ in stack.slices:
        [leader] = [run for run, number in glyph_runs(slice_.marks) if number is None]
        step = leader.glyphs[1].x - leader.glyphs[0].x
        assert leader.x / step == pytest.approx(round(leader.x / step), abs=1e-6)
        left, right = leader.x, leader.x + leader.glyphs[-1].x + leader.glyphs[-1].advance
        beside = [(one[1], one[2]) for one in ends(slice_.marks)]
        inner = min(one[1] for one in beside), max(one[0] for one in beside)
        assert inner[0] < left < right < inner[1]
        found.append(len(leader.glyphs))
    assert found[0] > found[1]


def test_a_table_in_arabic_begins_at_the_right() -> None:
    block = table(row("a", "b"), columns=(TableColumn(width_mm=10), TableColumn()))
    first, second = sorted(ends(laid(block, 200, "ar").slices[0].marks))
    assert first[2] == pytest.approx(200, abs=0.5)
    assert second[2] < first[1]


def test_no_rule_parts_a_cell_that_reaches_over_rows() -> None:
    whole = TableRow("row", (cell("a", 0), cell("b", 1, rows=2)), HERE)
    below = TableRow("row", (cell("c", 0),), HERE)
    stack = laid(table(whole, below, row("d", "e")), 200, row_rule=LINE)
    [together, last] = stack.slices
    [inner] = drawn(together.marks)
    [between] = drawn(last.marks)
    assert inner.right < 110
    assert (between.x, between.right) == pytest.approx((0, 200))


# --- going on ---------------------------------------------------------------------------------


def long_table() -> Table:
    rows = [row("Jour", "Titre", kind="head")]
    for day in ("vendredi", "samedi"):
        rows += [group(day, 2), *(row(f"{at} h", f"numéro {at}") for at in range(8, 20))]
    return table(*rows, title="Programme")


def in_columns(block: Table) -> Composition:
    look = sheet(designs={"default": {"columns": 2, "margin": {"top": 5, "bottom": 5}}})
    return composed(edition(panel(block)), look)


def test_a_table_goes_on_with_its_head_its_subhead_and_the_word_for_it() -> None:
    composition = in_columns(long_table())
    runs = [(run.text, number) for run, number in glyph_runs(composition.panels[0].marks)]
    at = next(number for number, (text, _) in enumerate(runs) if "suite" in text)
    again = "".join(text for text, _ in runs[at - 2 : at + 4])
    assert "Programme (suite)" in again
    assert [text for text, _ in runs].count("Titre") == 2
    assert [number for text, number in runs if text == "Titre"][1] is None
    body = [one for one in walk(composition.structure) if one.role in ("TH", "TD")]
    assert len(body) == 2 + 2 + 24 * 2


def test_an_empty_cell_stays_in_its_row_where_a_table_goes_on_in_another_panel() -> None:
    body = [row("", f"numéro {at}", "") if at % 3 else row(f"{at} h", "", "x") for at in range(24)]
    block = table(row("Jour", "Titre", "Lieu", kind="head"), *body)
    first = replace(panel(block), flow=(Target("two", "main", HERE),))
    composition = composed(edition(first, panel(name="two")), sheet())
    again = [run.text for run, _ in glyph_runs(composition.panels[1].marks)]
    assert "Titre" in again, "it goes on in the second panel"
    rows = [one for one in walk(composition.structure) if one.role == "TR"]
    assert [len(one.kids) for one in rows] == [3] * 25


def test_no_row_of_a_table_stands_alone() -> None:
    stack = laid(table(*(row(str(at), "x") for at in range(6))), 200)
    keeps = [one.keep for one in stack.slices]
    assert keeps == [True, False, False, False, True, False]


@pytest.mark.parametrize("kind", ["row", "total", "head", "group"])
@pytest.mark.parametrize("align", ["start", "centre", "end", "decimal"])
def test_a_cell_over_columns_stands_as_the_first_of_them(kind: str, align: CellAlign) -> None:
    columns = (TableColumn(), TableColumn(align=align), TableColumn(align="centre"))
    wide = cell("fermé", 1, columns=2)
    block = table(
        TableRow(kind, (cell("lundi", 0), wide), HERE),  # type: ignore[arg-type]
        row("mardi", "10 h à 12 h 30", "14 h à 19 h 30"),
        columns=columns,
    )
    placed = {text: (x, end) for text, x, end in ends(fused(laid(block, 300)))}
    first, last = placed["10 h à 12 h 30"][0], 300.0
    wanted = {"start": "start", "centre": "centre", "end": "end", "decimal": "end"}[align]
    wanted = {"head": "centre", "group": "start"}.get(kind, wanted)
    left, right = placed["fermé"]
    if wanted == "end":
        assert right == pytest.approx(last, abs=1)
    elif wanted == "centre":
        assert left > first + 20
        assert right < last - 20
    else:
        assert left < first + 1


# --- the room above and below ------------------------------------------------------------------


def room_between(*blocks: Block, **types: TypeStyle) -> list[float]:
    """The room above each block but the first, in points."""
    known = {"text": TypeStyle(size=8, leading=10), **types}
    how = setting(sheet(type=known, tables={"table": typed(TableStyle, {"end_rule": LINE})}))
    stacks = lay_each(blocks, how, lambda _: 150.0)
    return [stack.slices[0].before for stack in stacks[1:]]


PRICES = table(row("Adultes", "7"), title="Tarifs")


def test_a_line_of_text_stands_between_tables() -> None:
    bare = table(row("Adultes", "7"))
    assert room_between(bare, bare, PRICES, paragraph("un")) == [10, 10, 10]
    assert room_between(paragraph("un"), PRICES) == [10], "above a title"
    assert room_between(paragraph("un"), bare) == [0], "a row has room of its own"


def test_a_heading_stays_with_its_table() -> None:
    head = Heading(3, (Span("Venir"),), "heading", HERE)
    assert room_between(head, PRICES, heading=TypeStyle(size=12, leading=15, after=1)) == [5]


def test_the_style_of_figures_says_how_much_stands_below_a_table() -> None:
    assert room_between(PRICES, paragraph("un"), figure=TypeStyle(after=1)) == [5]
    assert room_between(PRICES, PRICES, figure=TypeStyle(after=4)) == [20]


@pytest.mark.parametrize(("before", "room"), [(1, 10), (2, 10), (8, 40)])
def test_the_room_above_a_title_is_the_larger_of_the_two(before: int, room: float) -> None:
    title = TypeStyle(size=10, leading=10, before=before)
    assert room_between(PRICES, PRICES, **{"table-title": title}) == [room]


# --- tags -------------------------------------------------------------------------------------


def attribute(element: Element, name: str) -> object:
    return next((value for _, key, value in element.attributes if key == name), None)


def cells_of(stack: Stack) -> list[Element]:
    return [one for found in stack.elements for one in walk(found) if one.role in ("TH", "TD")]


def test_a_plain_table_has_heads_with_a_scope_and_needs_no_more() -> None:
    stack = laid(table(row("Jour", "Heure", kind="head"), row("lundi", "8 h")), 200)
    [found] = stack.elements
    assert [kid.role for kid in found.kids if isinstance(kid, Element)] == ["THead", "TBody"]
    heads = [one for one in cells_of(stack) if one.role == "TH"]
    assert [attribute(one, "Scope") for one in heads] == ["Column", "Column"]
    assert not any(attribute(one, "Headers") for one in cells_of(stack))


def test_cells_below_subheads_and_spans_name_their_heads() -> None:
    over = TableRow("head", (cell("", 0), cell("Heures", 1, columns=2, head=True)), HERE)
    first = TableRow("row", (cell("lundi", 0, head=True, rows=2), cell("8", 1), cell("9", 2)), HERE)
    second = TableRow("row", (cell("10", 1), cell("11", 2)), HERE)
    block = table(over, row("", "a", "b", kind="head"), group("Été", 3), first, second)
    found = cells_of(laid(block, 200))
    named = {one.identifier: one for one in found if one.identifier}
    assert len(named) == 5
    assert len({*named}) == len([one for one in found if one.role == "TH"])
    for one in [one for one in found if one.role == "TD" and one.kids]:
        headers = attribute(one, "Headers")
        assert isinstance(headers, tuple)
        assert len(headers) == 4
        assert set(headers) <= {*named}
    assert attribute(found[1], "ColSpan") == 2
    assert attribute(next(one for one in found if attribute(one, "RowSpan")), "RowSpan") == 2
