"""Boxes: their words on the grid and on their ground, whole or parted, level in a row."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from depliant.content.inline import Span
from depliant.content.model import (
    Block,
    BoxBlock,
    Cell,
    Divider,
    Heading,
    ItemList,
    ListItem,
    Panel,
    Row,
    Target,
)
from depliant.display.items import Mark, Path
from depliant.display.structure import walk
from depliant.geometry import IDENTITY, Rect, bounds, mm, outline_points, transformed
from depliant.layout.compose import Composition, SetPanel
from depliant.layout.strays import leaves
from depliant.style.sheet import Format, StyleSheet

from .conftest import HERE, composed, edition, glyph_runs, paragraph, sheet

MARGIN = {"top": 5, "right": 5, "bottom": 5, "left": 5}
PAGE = Format(fold="none", size=(100, 100), bleed_mm=3, safe_mm=1)
SWATCHES = {
    "sand": {"cmyk": [0, 5, 20, 0]},
    "night": {"cmyk": [0, 0, 0, 100]},
    "paper": {"cmyk": [0, 0, 0, 0]},
}
RULE = {"colour": "night", "width": 1}


def looking(design: dict[str, Any], **style: Any) -> StyleSheet:
    return sheet(
        designs={"one": {"margin": MARGIN, **design}},
        format=PAGE,
        copyfit={"steps": 0},
        swatches=SWATCHES,
        boxes={"box": {"ground": "sand", **style}},
    )


def laid(
    *blocks: Block, language: str = "fr", design: dict[str, Any] | None = None, **style: Any
) -> Composition:
    panel = Panel("one", "one", "", blocks, (), HERE)
    pages = replace(edition(panel), language=language)
    return composed(pages, looking(design or {}, **style))


def box(*blocks: Block, title: str = "") -> BoxBlock:
    heading = Heading(3, (Span(title),), "box-title", HERE) if title else None
    return BoxBlock(heading, blocks, "box", HERE)


def drawn(panel: SetPanel, kind: str = "Background") -> list[Rect]:
    """The boxes of what is painted as an artifact of a kind, in points."""
    return [
        matrix.apply_rect(bounds(outline_points(item.outline)))
        for mark in panel.marks
        if isinstance(mark, Mark) and mark.content is None and mark.artifact == kind
        for item, matrix in leaves(mark.items, IDENTITY)
        if isinstance(item, Path)
    ]


def said(panel: SetPanel) -> Counter[str]:
    """The words that are painted, hyphens at the ends of lines apart."""
    text = " ".join(run.text for run, number in glyph_runs(panel.marks) if number is not None)
    return Counter(text.replace("\u00ad ", "").split())


def test_a_box_has_its_padding_and_its_words_are_on_the_grid() -> None:
    composition = laid(paragraph("avant"), box(paragraph("un"), paragraph("deux")), padding_mm=3.3)
    (panel,) = composition.panels
    assert not composition.diagnostics
    (ground,) = drawn(panel)
    runs = {run.text: run for run, _ in glyph_runs(panel.marks)}
    assert {round((run.y - mm(5)) % 5, 2) for run in runs.values()} == {2.5}
    assert runs["un"].x == pytest.approx(ground.x + mm(3.3))
    # The line of a text reaches 7.5 pt above its baseline and 2.5 below: the grid of 5 pt.
    assert runs["un"].y - 7.5 - ground.y == pytest.approx(mm(3.3))
    assert ground.bottom - runs["deux"].y - 2.5 == pytest.approx(mm(3.3))
    assert [ground.x, ground.width] == pytest.approx([mm(5), mm(90)])


def test_each_side_has_its_own_padding_mirrored_where_lines_run_to_the_left() -> None:
    padding = {"top": 0, "bottom": 1, "start": 7, "end": 2}
    for language, left in (("fr", 7), ("ar", 2)):
        (panel,) = laid(box(paragraph("x" * 9)), language=language, padding_mm=padding).panels
        (ground,) = drawn(panel)
        [(run, _)] = glyph_runs(panel.marks)
        right = run.x + sum(glyph.advance for glyph in run.glyphs)
        at = run.x - ground.x if language == "fr" else ground.right - right
        assert at == pytest.approx(mm(7 if language == "ar" else left))


def test_a_rule_stands_along_the_sides_that_are_named() -> None:
    for language in ("fr", "ar"):
        style = {"ground": None, "rule": {**RULE, "sides": ["start"]}}
        (panel,) = laid(box(paragraph("un")), language=language, **style).panels
        (line,) = drawn(panel, "Layout")
        edge = mm(5) + 0.5 if language == "fr" else mm(95) - 0.5
        assert line.x == pytest.approx(edge)
        assert line.width == 0


@pytest.mark.parametrize("line", ["solid", "dashed", "dotted"])
def test_a_rule_round_a_box_keeps_within_its_measure(line: str) -> None:
    for corner in (0, 2):
        style: dict[str, Any] = {"rule": {**RULE, "width": 2, "line": line}, "corner_mm": corner}
        (panel,) = laid(box(paragraph("un")), **style).panels
        found = drawn(panel, "Layout")
        assert min(one.x for one in found) >= mm(5) - 0.01
        assert max(one.right for one in found) <= mm(95) + 0.01


def test_words_in_a_box_are_looked_at_on_its_ground() -> None:
    composition = laid(box(paragraph("noir sur noir")), ground="night")
    assert [found.code for found in composition.diagnostics] == ["text-contrast"]
    white = {"text": {"size": 8, "leading": 10, "colour": "paper"}}
    the_sheet = replace(looking({}, ground="night"), type=sheet(type=white).type)
    panel = Panel("one", "one", "", (box(paragraph("blanc sur noir")),), (), HERE)
    assert not composed(edition(panel), the_sheet).diagnostics


def test_roles_of_a_box_come_before_those_of_its_design() -> None:
    composition = laid(box(paragraph("grand")), paragraph("petit"), roles={"text": "heading"})
    sizes = {run.text: run.size for run, _ in glyph_runs(composition.panels[0].marks)}
    assert sizes == {"grand": 12, "petit": 8}


def test_a_title_is_a_heading_in_a_section_with_a_band_behind_it() -> None:
    composition = laid(box(paragraph("un"), title="Bon"), title_ground="night", padding_mm=4)
    (panel,) = composition.panels
    ground, band = drawn(panel)
    assert (ground.x, ground.y, ground.width) == (band.x, band.y, band.width)
    runs = {run.text: run for run, _ in glyph_runs(panel.marks)}
    above = runs["Bon"].y - 0.7 * runs["Bon"].size - band.y
    assert above == pytest.approx(band.bottom - runs["Bon"].y)
    assert runs["un"].y - 7.5 >= band.bottom + mm(4) - 0.01
    (section,) = panel.elements
    assert [element.role for element in walk(section)] == ["Sect", "H3", "P"]


@pytest.mark.parametrize(
    ("sides", "covered"),
    [("all", (1, 1, 1)), (["top"], (0, 1, 0)), (["start"], (1, 0, 0)), (["bottom"], (0, 0, 0))],
)
def test_the_band_of_a_title_covers_no_rule_round_its_box(
    sides: Any, covered: tuple[int, int, int]
) -> None:
    rule = {"width": 2.0, "sides": sides, "colour": "black"}
    looks: dict[str, Any] = {"title_ground": "night", "ground": "sand", "rule": rule}
    (panel,) = laid(box(paragraph("un"), title="Bon"), **looks).panels
    ground, *_, band = drawn(panel)
    left, top, right = covered
    assert band.x - ground.x == pytest.approx(2.0 * left)
    assert band.y - ground.y == pytest.approx(2.0 * top)
    assert ground.right - band.right == pytest.approx(2.0 * right)


def test_a_box_without_title_is_a_division_and_what_is_drawn_is_an_artifact() -> None:
    (panel,) = laid(box(paragraph("un")), rule=RULE).panels
    assert [element.role for element in panel.elements] == ["Div"]
    assert len(drawn(panel)) == len(drawn(panel, "Layout")) == 1


def test_boxes_side_by_side_are_equally_high() -> None:
    cells = tuple(Cell((box(paragraph(" ".join(["mot"] * count))),), 1.0) for count in (2, 30, 9))
    (panel,) = laid(Row(cells, None, 10, HERE)).panels
    grounds = drawn(panel)
    assert len(grounds) == 3
    assert len({(round(one.y, 3), round(one.height, 3)) for one in grounds}) == 1


LONG = " ".join(f"mot{number}" for number in range(160))
COLUMNS = {"columns": 2, "gutter_mm": 4}


def test_a_box_is_parted_only_where_its_style_lets_it() -> None:
    blocks = paragraph(LONG[:450]), box(paragraph(LONG[:500]), paragraph("fin"))
    (whole,) = laid(*blocks, design=COLUMNS).panels
    style: dict[str, Any] = {"break": True}
    (parted,) = laid(*blocks, design=COLUMNS, **style).panels
    assert len(drawn(whole)) == 1
    first, second = drawn(parted)
    assert first.right < second.x
    assert said(whole) == said(parted)
    # Both parts have their padding, and are of one element.
    for ground in (first, second):
        ys = [
            run.y
            for run, number in glyph_runs(parted.marks)
            if number is not None and ground.x < run.x < ground.right and run.y > ground.y
        ]
        assert min(ys) - 7.5 - ground.y == pytest.approx(mm(3))
        assert ground.bottom - max(ys) - 2.5 == pytest.approx(mm(3))
    assert [element.role for element in parted.elements] == ["P", "Div"]


def test_the_rule_of_a_parted_box_is_open_where_it_goes_on() -> None:
    blocks = paragraph(LONG[:450]), box(paragraph(LONG[:500]))
    style: dict[str, Any] = {"break": True, "rule": {**RULE, "sides": ["top", "bottom"]}}
    (panel,) = laid(*blocks, design=COLUMNS, **style).panels
    first, second = drawn(panel)
    upper, lower = drawn(panel, "Layout")
    assert upper.y == pytest.approx(first.y + 0.5)
    assert lower.y == pytest.approx(second.bottom - 0.5)


def test_a_box_too_narrow_for_its_padding_is_an_error_and_loses_no_word() -> None:
    composition = laid(box(paragraph("mot")), padding_mm=44)
    assert [found.code for found in composition.diagnostics] == ["box-no-room"]
    assert said(composition.panels[0]) == {"mot": 1}


def test_a_row_in_which_a_box_has_no_room_is_a_stack() -> None:
    narrow = Cell((box(paragraph("mot")),), 1.0, 8)
    wide = Cell((paragraph("autre"),), 1.0)
    composition = laid(Row((narrow, wide), None, 5, HERE), padding_mm=3)
    assert [found.code for found in composition.diagnostics] == ["row-stacked"]
    assert said(composition.panels[0]) == {"mot": 1, "autre": 1}


texts = st.lists(st.sampled_from(["eau", "lumière", "le"]), min_size=1, max_size=40).map(" ".join)
held = st.lists(texts.map(paragraph), min_size=1, max_size=4).map(tuple)
things = st.one_of(
    texts.map(paragraph),
    st.just(Divider("divider", HERE)),
    st.builds(lambda blocks, title: box(*blocks, title=title), held, st.sampled_from(["", "Bon"])),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(things, min_size=1, max_size=6), st.booleans(), st.integers(1, 3), st.booleans())
def test_no_word_is_lost_and_no_ground_lies_below_words_of_others(
    blocks: list[Block], parts: bool, count: int, to_left: bool
) -> None:
    """Placed and overset together are the story; each word of a box is on its ground, no other."""
    numbered: list[Block] = []
    inside: list[str] = []
    outside: list[str] = []

    def renamed(block: Block, word: str) -> Block:
        name = f"{word}{len(inside) + len(outside)}"
        (inside if word == "b" else outside).append(name)
        return replace(block, text=(Span(name), Span(" "), *block.text))  # type: ignore[union-attr]

    for block in blocks:
        if isinstance(block, BoxBlock):
            new = tuple(renamed(one, "b") for one in block.blocks)
            numbered.append(replace(block, blocks=new))
        else:
            numbered.append(block if isinstance(block, Divider) else renamed(block, "t"))
    panels = (
        Panel("one", "one", "", tuple(numbered), (), HERE, flow=(Target("two", "main", HERE),)),
        Panel("two", "one", "", (), (), HERE),
    )
    design = {"columns": count, "gutter_mm": 3}
    language = "ar" if to_left else "fr"
    style: dict[str, Any] = {"break": parts, "padding_mm": 2}
    composition = composed(replace(edition(*panels), language=language), looking(design, **style))
    words: Counter[str] = Counter()
    for panel in composition.panels:
        grounds = drawn(panel)
        lines = drawn(panel, "Layout")
        assert not any(
            _holds(one, line.y) and one.overlaps(line.inset(0, -1, 0, -1))
            for one in grounds
            for line in lines
        )
        assert not any(
            one.overlaps(other, 0.02)
            for at, one in enumerate(grounds)
            for other in grounds[at + 1 :]
        )
        for run, number in glyph_runs(panel.marks):
            if number is None:
                continue
            words += Counter(run.text.split())
            on = [one for one in grounds if one.x - 1 < run.x < one.right and _holds(one, run.y)]
            for word in run.text.split():
                if word in inside:
                    assert len(on) == 1
                if word in outside:
                    assert not on
    assert {word: words[word] for word in (*inside, *outside)} == dict.fromkeys(
        (*inside, *outside), 1
    )


def _holds(ground: Rect, y: float) -> bool:
    return ground.y < y < ground.bottom


def test_a_title_of_a_box_is_none_of_its_panel() -> None:
    heading = Heading(2, (Span("Bon"),), "box-title", HERE)
    design = {"title_lines": 4, "title_rule": RULE}
    block = BoxBlock(heading, (paragraph("un"),), "box", HERE)
    (panel,) = laid(block, design=design).panels
    assert not drawn(panel, "Layout")
    runs = {run.text: run.y for run, _ in glyph_runs(panel.marks)}
    assert runs["un"] - runs["Bon"] == pytest.approx(10)


@pytest.mark.parametrize("band", [None, "night"])
def test_a_box_may_hold_a_title_alone(band: str | None) -> None:
    (panel,) = laid(box(title="Bon"), title_ground=band).panels
    assert said(panel) == {"Bon": 1}


def test_a_box_taller_than_its_frame_is_overset_with_its_words() -> None:
    composition = laid(box(paragraph(" ".join([LONG] * 3)), paragraph("fin")))
    [found] = composition.diagnostics
    assert found.code == "overset"
    assert "mot0" in str(found.message)
    assert "fin" in str(found.message)


def test_items_of_a_box_have_no_column_for_figures_that_none_of_them_has() -> None:
    """A design in which figures hang would set them far into a box."""
    entry = ListItem((Span("un"),), HERE)
    starts = []
    for hang in (0, 30):
        (panel,) = laid(box(ItemList((entry,), "item", HERE)), design={"hang_mm": hang}).panels
        starts += [run.x for run, _ in glyph_runs(panel.marks) if run.text == "un"]
    assert starts[0] == starts[1]


# --- what is cut out ----------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["cut", "perforation"])
def test_the_line_round_a_coupon_says_what_is_done_along_it(step: str) -> None:
    rule = {**RULE, "line": "dashed", "step": step, "scissors": True}
    coupon = BoxBlock(None, (paragraph("Free entry"),), "box", HERE)
    (page,) = laid(coupon, rule=rule, padding_mm=4).panels
    marks = [mark for mark in page.marks if isinstance(mark, Mark) and mark.finishing == step]
    (mark,) = marks
    edges = bounds([p for item, at in leaves((mark,), IDENTITY) if isinstance(item, Path)
                    for p in outline_points(transformed(item.outline, at))])  # fmt: skip
    for run, _ in glyph_runs(page.marks):
        assert edges.x + mm(3) <= run.x <= edges.right - mm(3)
        assert edges.y + mm(3) <= run.y <= edges.bottom - mm(3)
    assert "Form(" in repr(mark), "scissors"


def test_a_plain_dashed_line_is_only_art() -> None:
    coupon = BoxBlock(None, (paragraph("Free entry"),), "box", HERE)
    (page,) = laid(coupon, rule={**RULE, "line": "dashed"}).panels
    assert {mark.finishing for mark in page.marks if isinstance(mark, Mark)} == {None}


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ({"padding_mm": 1, "rule": {"step": "cut"}}, "must keep 2 mm free"),
        ({"break": True, "rule": {"step": "cut"}}, "must not stand beside a line that is cut"),
        (
            {"rule": {"scissors": True, "sides": ["start"]}},
            "must have a rule at its top or its bottom",
        ),
    ],
)
def test_what_cannot_be_cut_out_is_refused(style: dict[str, Any], said: str) -> None:
    with pytest.raises(Exception, match=said):
        looking({}, **style)
