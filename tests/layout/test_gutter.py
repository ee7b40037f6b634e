"""Tables over two facing pages: parted at the fold, level, and one table to whoever listens."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from depliant.build.on_the_sheet import on_the_sheet
from depliant.build.remarks import as_meant
from depliant.content.framing import linked_panels
from depliant.content.inline import plain
from depliant.content.model import Block, Edition, Framed, Panel, Table, TableRow, Target
from depliant.display.items import Item, Path
from depliant.display.structure import Element, contents, walk
from depliant.errors import InputError
from depliant.geometry import IDENTITY, bounds, mm, outline_points
from depliant.layout.compose import Composition, compose
from depliant.layout.paging import opened
from depliant.layout.strays import leaves
from depliant.source.reading import typed
from depliant.style.sheet import Copyfit, Design, Format, Margin, StyleSheet, TableStyle

from .conftest import HERE, glyph_runs, job, panel, paragraph
from .conftest import edition as edition_of
from .conftest import sheet as plain_sheet
from .test_table import cell, group, row, table

WIDTH, INNER, OUTER = 60, 10, 5
LAP = 0.5
"""Points by which rules go over the fold at most, so that no seam is seen."""
LOOK = {
    "head_rule": {"colour": "black", "width": 0.5},
    "row_rule": {"colour": "black", "width": 0.25},
    "end_rule": {"colour": "black", "width": 0.5},
}


def sheet(
    design: Design | None = None, fold: Literal["saddle", "half"] = "saddle", **more: object
) -> StyleSheet:
    margin = Margin(top=5, bottom=8, inner=INNER, outer=OUTER)
    usual: dict[str, object] = {
        "format": Format(fold=fold, size=(WIDTH, 80)),
        "designs": {"default": design or Design(margin=margin)},
        "tables": {"table": typed(TableStyle, LOOK)},
    }
    return plain_sheet(**{**usual, **more})


def booklet(left: tuple[Block, ...], right: tuple[Block, ...], language: str = "en") -> Edition:
    made = [panel(paragraph("Words."), name=f"p{number}") for number in range(1, 5)]
    made[1], made[2] = panel(*left, name="p2"), panel(*right, name="p3")
    return replace(edition_of(*made), language=language)


def laid(
    left: tuple[Block, ...], right: tuple[Block, ...], language: str = "en", **more: object
) -> Composition:
    of_sheet = sheet(**more)  # type: ignore[arg-type]
    return compose(as_meant(booklet(left, right, language), of_sheet), job(of_sheet))


def over_two(*rows: object, **more: object) -> Table:
    return replace(table(*rows, **more), across=True)  # type: ignore[arg-type]


def lines(marks: tuple[Item, ...], words: str) -> list[float]:
    """The baselines of the runs that say these words."""
    return [run.y for run, _ in glyph_runs(marks) if words in run.text]


def found(composition: Composition) -> list[str]:
    return [one.code for one in composition.diagnostics if one.severity == "error"]


def the_table(composition: Composition) -> Element:
    (only,) = (one for one in walk(composition.structure) if one.role == "Table")
    return only


def said(composition: Composition) -> list[list[str]]:
    """The words of each row of the table in the structure."""
    words: dict[int, str] = {}
    for one in composition.panels:
        for run, number in glyph_runs(one.marks):
            if number is not None:
                words[number] = words.get(number, "") + run.text
    return [
        [
            "".join(words.get(number, "") for number in contents(kid)).strip()
            for kid in line.kids
            if isinstance(kid, Element)
        ]
        for line in walk(the_table(composition))
        if line.role == "TR"
    ]


HEAD = row("Hour", "Stage", "Who plays", "Price", kind="head")
ROWS = (
    row("18:00", "Quay", "Slow Harbour", "12"),
    row("19:30", "Barn", "La Ronde with all the people of the lock and the mill", "8"),
    row("21:00", "Boat", "Bells", "10"),
)


def test_the_first_columns_stand_left_and_the_others_right() -> None:
    composition = laid((over_two(HEAD, *ROWS),), ())
    assert found(composition) == []
    left, right = composition.panels[1].marks, composition.panels[2].marks
    assert [bool(lines(left, word)) for word in ("Hour", "Quay", "Price")] == [True, True, False]
    assert [bool(lines(right, word)) for word in ("Hour", "Slow", "Price")] == [False, True, True]
    for one, other in (
        ("Hour", "Price"),
        ("18:00", "Slow"),
        ("19:30", "Ronde"),
        ("21:00", "Bells"),
    ):
        assert lines(left, one)[0] == pytest.approx(lines(right, other)[0])


def test_it_is_one_table_in_the_order_of_rows() -> None:
    composition = laid((over_two(HEAD, *ROWS),), (paragraph("After."),))
    assert [len(line) for line in said(composition)] == [4] * 4
    assert said(composition)[0] == ["Hour", "Stage", "Who plays", "Price"]
    assert [line[0] for line in said(composition)] == ["Hour", "18:00", "19:30", "21:00"]
    roles = [kid.role for kid in the_table(composition).kids if isinstance(kid, Element)]
    assert roles == ["THead", "TBody"]
    assert the_table(composition).identifier is None


def test_what_follows_stands_below_on_each_page() -> None:
    composition = laid((over_two(HEAD, *ROWS), paragraph("Left.")), (paragraph("Right."),))
    left = lines(composition.panels[1].marks, "Left.")
    assert left == pytest.approx(lines(composition.panels[2].marks, "Right."))
    assert left[0] > lines(composition.panels[1].marks, "21:00")[0]


def test_words_above_it_leave_as_much_room_on_the_other_page() -> None:
    above = paragraph("What is on at the river, for as long as there is light to see it by.")
    composition = laid((above, over_two(HEAD, *ROWS, title="Sunday")), (paragraph("Right."),))
    left, right = composition.panels[1].marks, composition.panels[2].marks
    assert lines(left, "18:00")[0] == pytest.approx(lines(right, "Slow")[0])
    assert lines(left, "Sunday")[0] < lines(left, "Hour")[0]
    assert found(composition) == []


def test_the_title_of_the_right_page_moves_the_left_half_down() -> None:
    right = replace(panel(name="p3"), title="A title of the right page that is rather long")
    edition = booklet((over_two(HEAD, *ROWS),), ())
    panels = (*edition.panels[:2], right, edition.panels[3])
    of_sheet = sheet()
    composition = compose(as_meant(replace(edition, panels=panels), of_sheet), job(of_sheet))
    assert lines(composition.panels[1].marks, "18:00")[0] == pytest.approx(
        lines(composition.panels[2].marks, "Slow")[0]
    )


def rules(marks: tuple[Item, ...]) -> list[tuple[float, float, float]]:
    """The left and the right end of each rule, and how far down it is."""
    found = leaves(marks, IDENTITY)
    boxes = [
        at.apply_rect(bounds(outline_points(one.outline)))
        for one, at in found
        if isinstance(one, Path)
    ]
    return [(box.x, box.right, box.y) for box in boxes]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_rules_run_up_to_the_fold_and_on(language: str) -> None:
    rows = (row("ساعة", "مسرح", "من يعزف", "سعر", kind="head"), row("١٨", "مرسى", "ميناء", "١٢"))
    shown = (HEAD, *ROWS) if language == "en" else rows
    more = {"families": {"text": "IBM Plex Sans Arabic"}} if language == "ar" else {}
    composition = laid((over_two(*shown),), (), language, **more)
    assert found(composition) == []
    first, second = (rules(composition.panels[at].marks) for at in (1, 2))
    assert len(first) == len(second) == len(shown)
    whole = mm(WIDTH)
    for one, other in zip(first, second, strict=True):
        if language == "ar":
            one, other = other, one
        assert one[:2] == pytest.approx((mm(OUTER), whole), abs=LAP)
        assert other[:2] == pytest.approx((0.0, whole - mm(OUTER)), abs=LAP)
        assert one[1] > whole
        assert other[0] < 0
        assert one[2] == pytest.approx(other[2], abs=0.01)


def test_a_subhead_runs_on_and_heads_the_cells_of_both_pages() -> None:
    composition = laid((over_two(HEAD, ROWS[0], group("Late", 4), *ROWS[1:]),), ())
    assert [len(line) for line in said(composition)] == [4, 4, 1, 4, 4]
    cells = [one for one in walk(the_table(composition)) if one.role == "TD"]
    headers = [{name: value for _, name, value in one.attributes} for one in cells]
    known = {one.identifier for one in walk(the_table(composition)) if one.role == "TH"}
    assert all(set(one["Headers"]) <= known for one in headers)  # type: ignore[arg-type]
    assert all(len(one["Headers"]) == 2 for one in headers[4:])  # type: ignore[arg-type]


WORDS = st.text(alphabet="abcdefgh ", min_size=1, max_size=30).filter(str.strip)
GRIDS = st.integers(2, 5).flatmap(
    lambda count: st.lists(st.tuples(*[WORDS] * count), min_size=2, max_size=5)
)


@settings(max_examples=30, deadline=None)
@given(grid=GRIDS, above=st.sampled_from(["", "Words above it that take a line or two."]))
def test_no_words_come_near_the_fold_and_rows_are_level(
    grid: list[tuple[str, ...]], above: str
) -> None:
    """No ink of a cell in the inner margin; the first lines of rows on the same baselines."""
    marked = [(f"L{at}x {one[0]}", *one[1:-1], f"R{at}x {one[-1]}") for at, one in enumerate(grid)]
    block = over_two(*(row(*one) for one in marked))
    left = (paragraph(above), block) if above else (block,)
    composition = laid(left, (paragraph("After."),))
    if found(composition):
        assert set(found(composition)) <= {"table-too-wide", "overset", "word-too-wide"}
        return
    first, second = composition.panels[1].marks, composition.panels[2].marks
    numbers = {*contents(the_table(composition))}
    for run, number in glyph_runs(first):
        if number in numbers and (inked := [one for one in run.glyphs if one.text.strip()]):
            assert max(run.x + one.x + one.advance for one in inked) <= mm(WIDTH - INNER) + 0.01
    starts = [run.x for run, number in glyph_runs(second) if number in numbers]
    assert min(starts) >= mm(INNER) - 0.01
    for at in range(len(grid)):
        assert lines(first, f"L{at}x") == pytest.approx(lines(second, f"R{at}x"))


def faults(edition: Edition, of_sheet: StyleSheet) -> list[str]:
    return [
        str(one.message) for one in on_the_sheet(edition, of_sheet) if one.code == "table-across"
    ]


def test_what_cannot_be_is_told_in_words() -> None:
    block = over_two(HEAD, *ROWS)
    good = booklet((block,), ())
    assert faults(good, sheet()) == []
    assert "no page that follows faces `p3`" in faults(booklet((), (block,)), sheet())[0]
    assert "is no booklet" in faults(good, sheet(fold="half"))[0]
    flowing = replace(good.panels[1], flow=(Target("p3", "main", good.panels[1].place),))
    run_on = replace(good, panels=(good.panels[0], flowing, *good.panels[2:]))
    assert "runs on" in faults(run_on, sheet())[0]
    aside = replace(good.panels[1], blocks=(), frames=(Framed("aside", (block,), block.place),))
    nested = replace(good, panels=(good.panels[0], aside, *good.panels[2:]))
    assert "in another block or frame" in faults(nested, sheet())[0]


def test_a_table_that_cannot_go_on_is_whole_on_its_page() -> None:
    """So that nothing is said of a page that it would only crowd by mistake."""
    composition = laid((), (over_two(HEAD, *ROWS), paragraph("Below.")))
    assert found(composition) == []
    assert lines(composition.panels[2].marks, "Hour")
    assert lines(composition.panels[2].marks, "Price")


def test_a_table_without_a_place_for_the_fold_says_so() -> None:
    wide = (cell("over all of it", 0, columns=4, head=True),)
    block = over_two(replace(HEAD, cells=wide), *ROWS)
    assert found(laid((block,), ())) == ["table-across"]


def test_what_keeps_a_cell_from_being_set_is_told_with_the_rest() -> None:
    """Of both pages, and once."""
    left = (over_two(HEAD, row("18:00", "Quay", "中", "12")), paragraph("文"))
    with pytest.raises(InputError) as raised:
        laid(left, (paragraph("字"),))
    assert [one.code for one in raised.value.diagnostics] == ["glyph-missing"] * 3


def test_a_column_wider_than_its_page_says_which() -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
    composition = laid((over_two(row("a", long), row("b", "c")),), ())
    assert "table-too-wide" in found(composition)


def test_pages_whose_lines_are_not_level_are_told() -> None:
    low = Design(margin=Margin(top=6.3, bottom=8, inner=INNER, outer=OUTER))
    usual = Design(margin=Margin(top=5, bottom=8, inner=INNER, outer=OUTER))
    of_sheet = sheet(designs={"default": usual, "low": low})
    edition = booklet((over_two(HEAD, *ROWS),), ())
    panels = tuple(
        replace(one, design="low") if number == 2 else one
        for number, one in enumerate(edition.panels)
    )
    composition = compose(as_meant(replace(edition, panels=panels), of_sheet), job(of_sheet))
    assert "table-across" in found(composition)


def test_facing_pages_of_a_table_are_set_together() -> None:
    edition = booklet((over_two(HEAD, *ROWS),), ())
    assert linked_panels(edition.panels) == ((0,), (1, 2), (3,))
    assert plain(edition.panels[1].blocks[0].rows[0].cells[0].text) == "Hour"  # type: ignore[union-attr]
    assert isinstance(edition.panels[1], Panel)


def level(composition: Composition, *pairs: tuple[str, str]) -> bool:
    """Whether words on the left page and on the right one stand on the same lines."""
    left, right = composition.panels[1].marks, composition.panels[2].marks
    return all(lines(left, one) == pytest.approx(lines(right, other)) for one, other in pairs)


def test_two_tables_over_the_same_pages_are_both_level() -> None:
    other = replace(
        over_two(row("Bread", "seven"), row("Soup", "nine"), title="Prices"), key="one.2"
    )
    composition = laid(
        (
            over_two(HEAD, *ROWS),
            paragraph("Words between the two, of two lines or of three."),
            other,
        ),
        (paragraph("After."),),
    )
    assert found(composition) == []
    assert level(composition, ("18:00", "Slow"), ("Bread", "seven"), ("Soup", "nine"))
    assert len([one for one in walk(composition.structure) if one.role == "Table"]) == 2


def test_cells_over_several_rows_and_columns_are_level() -> None:
    heads = TableRow(
        "head", (cell("When", 0, columns=2, head=True), cell("What", 2, columns=2, head=True)), HERE
    )
    first = TableRow(
        "row",
        (cell("Night", 0, rows=2, head=True), *(cell(f"a{at}", at) for at in (1, 2, 3))),
        HERE,
    )
    second = TableRow("row", tuple(cell(f"b{at}", at) for at in (1, 2, 3)), HERE)
    composition = laid((over_two(heads, first, second, row("c0", "c1", "c2", "c3")),), ())
    assert found(composition) == []
    assert level(composition, ("When", "What"), ("a1", "a2"), ("b1", "b3"), ("c0", "c3"))
    assert [len(line) for line in said(composition)] == [2, 4, 3, 4]


def test_it_stands_over_all_columns_of_its_page() -> None:
    margin = Margin(top=5, bottom=8, inner=INNER, outer=OUTER)
    design = Design(margin=margin, columns=2, gutter_mm=4)
    composition = laid((over_two(HEAD, *ROWS), paragraph("After.")), (), design=design)
    assert found(composition) == []
    assert level(composition, ("18:00", "Slow"), ("21:00", "Bells"))
    assert all(end > mm(WIDTH) for _, end, _ in rules(composition.panels[1].marks))


def test_it_is_level_though_room_is_spread_on_its_pages() -> None:
    margin = Margin(top=5, bottom=8, inner=INNER, outer=OUTER)
    design = Design(margin=margin, spread="fill")
    left = (paragraph("Above."), over_two(HEAD, *ROWS), paragraph("Below."))
    composition = laid(left, (paragraph("Right."),), design=design)
    assert found(composition) == []
    assert level(composition, ("18:00", "Slow"), ("Below.", "Right."))


def test_pages_that_lack_room_take_one_step_and_say_what_is_lost() -> None:
    long = tuple(row(f"h{at}", "Quay", f"Act {at}", "12") for at in range(40))
    copyfit = Copyfit(size=0.8, leading=0.8, tracking=-5, steps=4)
    composition = laid((over_two(HEAD, *long),), (), copyfit=copyfit)
    assert set(found(composition)) == {"overset"}
    assert composition.steps[1] == composition.steps[2]
    assert level(composition, ("h3", "Act 3"))


def test_what_is_read_on_a_spread_is_painted_row_by_row() -> None:
    composition = laid((over_two(HEAD, *ROWS),), (paragraph("After."),))
    spread = opened(composition).pages[1]
    painted = "".join(run.text for run, _ in glyph_runs(spread.items))
    places = [
        painted.index(words) for words in ("Hour", "Price", "18:00", "Slow", "21:00", "After")
    ]
    assert places == sorted(places)
    assert painted.count("18:00") == 1
