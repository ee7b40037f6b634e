"""Dividers, captions and quotations: drawn where they divide, tagged, in the language's words."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Any

import pytest
from msgspec.structs import replace

from depliant.content.caption import Caption
from depliant.content.inline import Span
from depliant.content.model import (
    Block,
    Divider,
    FlowBreak,
    ItemList,
    ListItem,
    Panel,
    Quote,
    Spanning,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from depliant.display.items import Mark, Path
from depliant.display.structure import Element, contents, walk
from depliant.errors import InputError
from depliant.geometry import IDENTITY, Rect, bounds, mm, outline_points
from depliant.layout import captions
from depliant.layout.blocks import lay
from depliant.layout.compose import Composition, SetPanel, compose
from depliant.layout.frame import Stack
from depliant.layout.setting import PanelSetting
from depliant.layout.strays import leaves
from depliant.style.sheet import Format, StyleSheet

from .conftest import HERE, composed, edition, glyph_runs, job, paragraph, sheet

MARGIN = {"top": 5, "right": 15, "bottom": 5, "left": 10}
PAGE = Format(fold="none", size=(100, 100), bleed_mm=3, safe_mm=1)
RULE = {"colour": "black", "width": 0.5}
LONG = " ".join(f"mot{number}" for number in range(200))


def looking(design: dict[str, Any] | None = None, **more: Any) -> StyleSheet:
    designs = {"one": {"margin": MARGIN, **(design or {})}}
    return sheet(designs=designs, format=PAGE, copyfit={"steps": 0}, **more)


def laid(
    *blocks: Block, foot: tuple[Block, ...] = (), language: str = "fr", **more: Any
) -> Composition:
    panel = Panel("one", "one", "", blocks, foot, HERE)
    return composed(replace(edition(panel), language=language), looking(**more))


def drawn(panel: SetPanel) -> list[Rect]:
    """The lines that are drawn, in points."""
    return [
        matrix.apply_rect(bounds(outline_points(item.outline)))
        for mark in panel.marks
        if isinstance(mark, Mark) and mark.content is None
        for item, matrix in leaves(mark.items, IDENTITY)
        if isinstance(item, Path)
    ]


def divided(**style: Any) -> dict[str, Any]:
    return {"dividers": {"divider": {"rule": RULE, **style}}}


BETWEEN = Divider("divider", HERE)


def baselines(panel: SetPanel) -> dict[str, float]:
    return {run.text: run.y for run, _ in glyph_runs(panel.marks)}


def test_a_divider_stands_in_the_middle_of_its_room_and_is_an_artifact() -> None:
    (panel,) = laid(paragraph("un"), BETWEEN, paragraph("deux"), **divided(lines=4)).panels
    (line,) = drawn(panel)
    ys = baselines(panel)
    assert ys["deux"] - ys["un"] == pytest.approx(10 + 20)
    # Midway between the baseline above and the letters of 8 pt below.
    assert line.y == pytest.approx((ys["un"] + ys["deux"] - 0.6 * 8) / 2)
    assert line.width == pytest.approx(mm(75))
    assert [element.role for element in panel.elements] == ["P", "P"]


@pytest.mark.parametrize(
    "blocks", [(BETWEEN, paragraph("un")), (paragraph("un"), BETWEEN)], ids=["first", "last"]
)
def test_a_divider_at_the_head_or_foot_of_a_frame_is_not_drawn(blocks: tuple[Block, ...]) -> None:
    composition = laid(*blocks, **divided())
    (panel,) = composition.panels
    assert not drawn(panel)
    [found] = composition.diagnostics
    assert (found.code, found.severity, found.place) == ("divider-undrawn", "info", HERE)
    # At the head it takes no room either.
    assert baselines(panel)["un"] == pytest.approx(mm(5) + 7.5)


def test_of_a_divider_that_is_last_for_want_of_room_nothing_is_said() -> None:
    short = paragraph(LONG[:1500])
    composition = laid(short, BETWEEN, paragraph(LONG), **divided())
    assert [one.code for one in composition.diagnostics] == ["overset"]


def test_a_divider_between_two_columns_is_not_drawn_and_leaves_no_hole() -> None:
    design = {"columns": 2, "gutter_mm": 5}
    blocks = paragraph("un"), FlowBreak("column", HERE), BETWEEN, paragraph("deux")
    composition = laid(*blocks, design=design, **divided())
    (panel,) = composition.panels
    assert not drawn(panel)
    ys = baselines(panel)
    assert ys["un"] == pytest.approx(ys["deux"])


def test_a_divider_over_all_columns_is_drawn_between_what_stands_in_them() -> None:
    design = {"columns": 2, "gutter_mm": 5}
    wide = Spanning(BETWEEN, HERE)
    (panel,) = laid(
        paragraph(LONG[:200]), wide, paragraph("fin"), design=design, **divided()
    ).panels
    (line,) = drawn(panel)
    assert line.width == pytest.approx(mm(75))


def test_a_divider_at_the_head_of_a_foot_parts_it_from_what_stands_above() -> None:
    (panel,) = laid(paragraph("un"), foot=(BETWEEN, paragraph("bas")), **divided()).panels
    assert len(drawn(panel)) == 1


def test_a_line_to_cut_along_goes_from_edge_to_edge_of_its_panel() -> None:
    blocks = paragraph("un"), BETWEEN, paragraph("deux")
    composition = laid(*blocks, **divided(reach="trim"))
    (line,) = drawn(composition.panels[0])
    assert not composition.diagnostics
    assert [line.x, line.right] == pytest.approx([0, mm(100)])


@pytest.mark.parametrize(("language", "side"), [("fr", "left"), ("ar", "right")])
def test_scissors_stand_where_reading_begins_and_their_line_keeps_off_them(
    language: str, side: str
) -> None:
    blocks = paragraph("x"), BETWEEN, paragraph("y")
    (panel,) = laid(*blocks, language=language, **divided(cut=True, reach="trim")).panels
    lines = [one for one in drawn(panel) if one.height == 0]
    signs = [one for one in drawn(panel) if one.height]
    assert len(lines) == 2
    assert len(signs) == 4
    left, right = min(one.x for one in signs), max(one.right for one in signs)
    assert all(one.right < left or one.x > right for one in lines)
    start = mm(10 if language == "fr" else 15)  # margins are mirrored too
    assert start - 0.01 <= left
    assert right <= start + mm(75) + 0.01
    assert (left < mm(50)) == (side == "left")


@pytest.mark.parametrize(("language", "line"), [("fr", 2), ("de", 5)])
def test_an_ornament_that_its_font_lacks_is_said_where_the_style_sheet_has_it(
    tmp_path: FilePath, language: str, line: int
) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "style.yaml").write_text(
        "dividers:\n  divider: {ornament: ꙮ}\n"
        "editions:\n  de:\n    dividers: {divider: {ornament: ꙮ}}\n",
        encoding="utf-8",
    )
    panel = Panel("one", "one", "", (paragraph("un"), Divider("divider", HERE), paragraph("deux")),
                  (), HERE)  # fmt: skip
    the_sheet = looking(dividers={"divider": {"ornament": "ꙮ"}})
    with pytest.raises(InputError) as caught:
        compose(replace(edition(panel), language=language), job(the_sheet, tmp_path))
    [found] = caught.value.diagnostics
    assert found.code == "glyph-missing"
    assert found.place is not None
    assert (found.place.file, found.place.line) == ("assets/style.yaml", line)


def test_a_marker_and_a_leader_that_their_font_lacks_are_said_in_the_style_sheet(
    tmp_path: FilePath,
) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "style.yaml").write_text(
        "designs:\n  one:\n    marker: {text: ꙮ}\ntables:\n  table: {leader: 'ꙮ'}\n",
        encoding="utf-8",
    )
    entry = ListItem((Span("un"),), HERE)
    columns = TableColumn(leader=True), TableColumn()
    cells = TableCell((Span("un"),), 0, HERE), TableCell((Span("deux"),), 1, HERE)
    rows = (TableRow("row", cells, HERE),)
    prices = Table("prices", "one.0", columns, rows, (), "", "suite", ",", "table", HERE)
    panel = Panel("one", "one", "", (ItemList((entry,), "item", HERE), prices), (), HERE)
    look = {"marker": {"text": "ꙮ"}}
    the_sheet = looking(look, tables={"table": {"leader": "ꙮ"}})
    with pytest.raises(InputError) as caught:
        compose(edition(panel), job(the_sheet, tmp_path))
    assert [(one.code, str(one.place)) for one in caught.value.diagnostics] == [
        ("glyph-missing", "assets/style.yaml:3:20"),
        ("glyph-missing", "assets/style.yaml:5:19"),
    ]


def test_an_ornament_is_no_text_and_stands_in_the_middle() -> None:
    style: dict[str, Any] = {"dividers": {"divider": {"ornament": "• • •", "lines": 4}}}
    (panel,) = laid(paragraph("un"), BETWEEN, paragraph("deux"), **style).panels
    [(run, number)] = [one for one in glyph_runs(panel.marks) if "•" in one[0].text]
    assert number is None
    width = sum(glyph.advance for glyph in run.glyphs)
    assert run.x + width / 2 == pytest.approx(mm(10 + 37.5), abs=0.1)


def test_a_divider_may_be_room_alone() -> None:
    style: dict[str, Any] = {"dividers": {"divider": {"lines": 6}}}
    (panel,) = laid(paragraph("un"), BETWEEN, paragraph("deux"), **style).panels
    ys = baselines(panel)
    assert ys["deux"] - ys["un"] == pytest.approx(40)
    assert not drawn(panel)


# --- captions ---------------------------------------------------------------------------------


def setting(the_sheet: StyleSheet, language: str = "fr") -> PanelSetting:
    return PanelSetting(job(the_sheet), the_sheet.designs["one"], language)


SAID = Caption((Span("Les quais le soir"),), "Figure 3")


def figure() -> Stack:
    from depliant.geometry import Size
    from depliant.graphics.art import Art
    from depliant.layout.blocks.figure import figure_stack

    art = Art((Path((("M", 0, 0), ("L", 9, 9)), fill=None),), Size(50, 40))
    return figure_stack(art, "Des quais", setting(looking()), HERE)


def with_caption(**style: Any) -> Stack:
    the_sheet = looking(captions={"figure": style})
    return captions.captioned(figure(), SAID, "figure", setting(the_sheet), (HERE, 200.0))


def test_a_caption_is_kept_with_its_figure_and_stands_beside_it_in_the_structure() -> None:
    stack = with_caption()
    assert [slice_.shows for slice_ in stack.slices] == [("Des quais",), ()]
    assert [slice_.text for slice_ in stack.slices] == ["", "Les quais le soir"]
    assert stack.slices[0].keep
    (both,) = stack.elements
    assert [element.role for element in walk(both)] == ["Div", "Figure", "Caption"]
    assert sorted(contents(both)) == [0, 1]
    # An alternative text is read in the place of all that a Figure holds.
    assert both.kids[0] == Element("Figure", both.kids[0].kids, alt="Des quais")  # type: ignore[union-attr]


def test_a_caption_above_is_read_first() -> None:
    stack = with_caption(at="above", numbered=True)
    assert stack.slices[1].shows == ("Des quais",)
    assert stack.slices[0].text == "Figure 3\u2002Les quais le soir"
    (both,) = stack.elements
    assert [element.role for element in walk(both)] == ["Div", "Caption", "Figure"]


def table(caption: Caption | None, title: str = "") -> Table:
    cells = (TableCell((Span("un"),), 0, HERE), TableCell((Span("deux"),), 1, HERE))
    rows = tuple(TableRow("row", cells, HERE) for _ in range(40))
    said = (Span(title),) if title else ()
    columns = (TableColumn(), TableColumn())
    return Table(
        "t", "one.0", columns, rows, said, "", "suite", ",", "table", HERE, caption=caption
    )


def test_a_caption_below_a_table_keeps_off_its_end_rule() -> None:
    style = {"table": {"end_rule": RULE}}
    composition = laid(
        replace(table(SAID), rows=table(SAID).rows[:3]),
        tables=style,
        captions={"table": {"at": "below"}},
    )
    (panel,) = composition.panels
    (line,) = drawn(panel)
    [y] = {run.y for run, _ in glyph_runs(panel.marks) if "quais" in run.text}
    assert line.bottom < y - 8


@pytest.mark.parametrize("at", ["above", "below"])
@pytest.mark.parametrize("title", ["", "Heures"])
def test_a_table_holds_its_caption_and_title_in_one_element(at: str, title: str) -> None:
    the_sheet = looking(captions={"table": {"at": at}})
    stack = lay(table(SAID, title), setting(the_sheet), 200.0)
    (whole,) = stack.elements
    assert whole.role == "Table"
    roles = [kid.role for kid in whole.kids if isinstance(kid, Element)]
    assert roles == ["Caption", "TBody"]
    said = whole.kids[0]
    assert isinstance(said, Element)
    # Title and caption are paragraphs: "Heures" and "Les quais" are no one word for a voice.
    within = [kid.role for kid in said.kids if isinstance(kid, Element)]
    assert within == (["P", "P"] if title else [])
    texts = [slice_.text for slice_ in stack.slices]
    assert texts.index("Les quais le soir") == (0 if at == "above" else len(texts) - 1)
    at_caption = texts.index("Les quais le soir")
    bound = at_caption if at == "above" else at_caption - 1
    assert stack.slices[bound].keep
    # Each content is in the structure once.
    assert sorted(contents(whole)) == list(range(stack.contents))


def test_a_table_that_goes_on_says_what_it_is_counted_as() -> None:
    the_sheet = looking(captions={"table": {"numbered": True}})
    counted = Caption(SAID.text, "Tableau 2")
    stack = lay(table(counted), setting(the_sheet), 200.0)
    lead = stack.slices[-1].lead
    assert lead is not None
    assert "".join(run.text for run, _ in glyph_runs(lead.marks)).startswith("Tableau 2 (suite)")


# --- quotations -------------------------------------------------------------------------------


def quote(text: str, by: str = "") -> Quote:
    return Quote((Span(text),), (Span(by),) if by else (), "quote", HERE)


def quoted(text: str, language: str, **style: Any) -> str:
    the_sheet = looking(quotes={"quote": {"marks": True, **style}})
    stack = lay(quote(text), setting(the_sheet, language), 300.0)
    return " ".join(slice_.text for slice_ in stack.slices)


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("fr", "«\u00a0Oui\u00a0»"),
        ("fr-CH", "«Oui»"),
        ("en", "“Oui”"),
        ("de", "„Oui“"),
        ("it", "«Oui»"),
        ("pl", "„Oui”"),
    ],
)
def test_quotation_marks_are_those_of_the_language(language: str, wanted: str) -> None:
    assert quoted("Oui", language) == wanted


@pytest.mark.parametrize("typed", ["Oui ", " Oui", "Oui\n", "Oui\u00a0"])
def test_quotation_marks_stand_against_the_words(typed: str) -> None:
    """Straight quotes in the file may hold spaces at their ends."""
    assert quoted(typed, "en") == "“Oui”"


def test_a_quotation_that_has_its_marks_gets_no_others() -> None:
    assert quoted("« Oui », dit-elle", "fr") == "« Oui », dit-elle"


def test_a_pull_quote_stands_between_rules_and_names_its_source_in_a_paragraph_of_its_own() -> None:
    style = {"top_rule": RULE, "end_rule": RULE, "dash": True}
    composition = laid(paragraph("a"), quote("Oui", "Ada"), quotes={"quote": style})
    (panel,) = composition.panels
    upper, lower = drawn(panel)
    ys = baselines(panel)
    assert upper.y < ys["Oui"] < lower.y
    assert ys["—\u00a0"] == ys["Ada"] < lower.y
    roles = [[element.role for element in walk(one)] for one in panel.elements]
    assert roles == [["P"], ["BlockQuote", "P", "P"]]
