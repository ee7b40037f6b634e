"""Frames of a design, columns, rows, stories through panels, and running heads."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image

from depliant.content.backdrops import Backdrop
from depliant.content.framing import parted
from depliant.content.inline import Span
from depliant.content.model import (
    Block,
    Cell,
    FlowBreak,
    Framed,
    Heading,
    ItemList,
    ListItem,
    Panel,
    QrCode,
    Row,
    Running,
    Spanning,
    Symbol,
    Target,
)
from depliant.display.items import Group, Mark, Path
from depliant.display.structure import contents
from depliant.errors import Diagnostic
from depliant.geometry import bounds, mm, outline_points
from depliant.layout.compose import Composition, SetPanel, compose
from depliant.layout.paging import imposed, paged
from depliant.style.sheet import Format

from .conftest import HERE, composed, edition, glyph_runs, job, paragraph, sheet

MARGIN = {"top": 5, "right": 5, "bottom": 5, "left": 5}
PAGE = Format(fold="none", size=(100, 100), bleed_mm=3, safe_mm=1)
LONG = " ".join(f"mot{number}" for number in range(150))


def heading(text: str) -> Heading:
    return Heading(3, (Span(text),), "heading", HERE)


def laid(*panels: Panel, language: str = "fr", **designs: dict[str, Any]) -> Composition:
    looks = {name: {"margin": MARGIN, **look} for name, look in designs.items()}
    the_sheet = sheet(designs=looks, format=PAGE, copyfit={"steps": 0}, swatches=SWATCHES)
    return composed(replace(edition(*panels), language=language), the_sheet)


SWATCHES = {"sand": {"cmyk": [0, 5, 20, 0]}}


def page(name: str, *blocks: Block, **more: Any) -> Panel:
    return Panel(name, name, "", blocks, more.pop("foot", ()), HERE, **more)


def aside(*blocks: Block, frame: str = "aside") -> tuple[Framed, ...]:
    return (Framed(frame, blocks, HERE),)


def lines(panel: SetPanel) -> list[tuple[str, float, float]]:
    """The lines of a panel: the words, x and the baseline in millimetres."""
    found: list[tuple[str, float, float]] = []
    for run, _ in glyph_runs(panel.marks):
        found.append((run.text, run.x / mm(1), run.y / mm(1)))
    return found


def place(panel: SetPanel, word: str) -> tuple[float, float]:
    """Where the line begins that a word is on."""
    (found,) = [(x, y) for text, x, y in lines(panel) if word in text.split()]
    return found


GRID = {"columns": 6, "gutter_mm": 3, "rows": 4}


def test_a_frame_stands_in_the_columns_and_rows_of_its_grid() -> None:
    look = {
        "grid": GRID,
        "frames": {"main": {"across": [1, 4]}, "aside": {"across": [5, 6], "down": [3, 4]}},
    }
    (panel,) = laid(page("one", paragraph(LONG), frames=aside(paragraph("seul"))), one=look).panels
    x, y = place(panel, "seul")
    # Six columns of 12.5 mm and gutters of 3 mm in 90 mm: the fifth begins 62 mm into them.
    assert x == pytest.approx(5 + 4 * 15.5, abs=0.1)
    # 51 lines of 5 pt, less three gaps, in four rows of 12: the third row begins at line 26.
    assert y == pytest.approx(5 + (26 * 5 + 10 - 2.5) / mm(1), abs=0.1)
    assert max(x for _, x, _ in lines(panel) if x < 60) < 5 + 59


def test_the_baselines_of_all_frames_are_on_one_grid() -> None:
    frames = {"main": {"height_mm": 40}, "aside": {"top_mm": 51.3, "padding_mm": 1.7}}
    blocks = heading("Une barque"), paragraph(LONG[:300])
    other = aside(heading("Autre"), paragraph(LONG[:300]))
    (panel,) = laid(page("one", *blocks, frames=other), one={"frames": frames}).panels
    grid = {round((y * mm(1) - mm(5)) % 5, 2) % 5 for _, _, y in lines(panel)}
    assert grid == {2.5}


def test_a_language_that_runs_to_the_left_has_its_frames_mirrored() -> None:
    frames = {
        "main": {"across": [1, 4]},
        "aside": {"across": [5, 6]},
        "box": {"left_mm": 5, "width_mm": 20, "top_mm": 80},
    }
    panel = page(
        "one",
        paragraph("un"),
        frames=(*aside(paragraph("deux")), *aside(paragraph("trois"), frame="box")),
    )
    look = {"grid": GRID, "frames": frames}
    (left,) = laid(panel, language="ar", one=look).panels
    (right,) = laid(panel, one=look).panels
    for word in ("un", "deux", "trois"):
        [(run, _)] = [one for one in glyph_runs(left.marks) if one[0].text == word]
        width = sum(glyph.advance for glyph in run.glyphs) / mm(1)
        assert run.x / mm(1) + width == pytest.approx(100 - place(right, word)[0], abs=0.1)


def test_a_frame_has_a_ground_that_bleeds_where_it_reaches_the_edge() -> None:
    frames = {
        "aside": {
            "right_mm": 0,
            "bottom_mm": 0,
            "width_mm": 30,
            "height_mm": 20,
            "padding_mm": 4,
            "ground": "sand",
        },
        "empty": {"ground": "black"},
    }
    (panel,) = laid(page("one", frames=aside(paragraph("un"))), one={"frames": frames}).panels
    [mark] = panel.backdrop
    assert isinstance(mark, Mark)
    assert mark.artifact == "Background"
    [group] = mark.items
    assert isinstance(group, Group)
    [path] = group.items
    assert isinstance(path, Path)
    box = bounds(outline_points(path.outline))
    assert [round(one / mm(1), 2) for one in box] == [70, 80, 33, 23]
    assert place(panel, "un")[0] == pytest.approx(74, abs=0.1)


def test_a_frame_has_roles_of_its_own() -> None:
    frames = {"aside": {"top_mm": 50, "roles": {"text": "title"}}}
    (panel,) = laid(
        page("one", paragraph("petit"), frames=aside(paragraph("grand"))), one={"frames": frames}
    ).panels
    sizes = {run.text: run.size for run, _ in glyph_runs(panel.marks)}
    assert sizes == {"petit": 8, "grand": 14}


def test_the_foot_stands_below_the_main_frame_wherever_that_is() -> None:
    frames = {"main": {"width_mm": 40, "height_mm": 50}}
    (panel,) = laid(
        page("one", paragraph("un"), foot=(paragraph("pied"),)), one={"frames": frames}
    ).panels
    assert place(panel, "pied")[1] < 55
    assert place(panel, "pied")[1] > 50
    frames["foot"] = {"top_mm": 80, "left_mm": 50}
    (panel,) = laid(
        page("one", paragraph("un"), foot=(paragraph("pied"),)), one={"frames": frames}
    ).panels
    assert place(panel, "pied")[0] == pytest.approx(50, abs=0.1)


def test_what_is_read_is_main_then_the_other_frames_then_the_foot() -> None:
    frames = {
        "box": {"height_mm": 10, "width_mm": 20, "top_mm": 40},
        "aside": {"height_mm": 10, "width_mm": 20, "top_mm": 60},
    }
    panel = page(
        "one",
        paragraph("un"),
        foot=(paragraph("quatre"),),
        frames=(*aside(paragraph("deux")), *aside(paragraph("trois"), frame="box")),
    )
    composition = laid(panel, one={"frames": frames})
    (one,) = composition.panels
    said = {number: run.text for run, number in glyph_runs(one.marks)}
    assert [said[n] for n in contents(composition.structure)] == ["un", "deux", "trois", "quatre"]


# --- columns --------------------------------------------------------------------------------


def heights(panel: SetPanel) -> dict[float, float]:
    """The lowest baseline of each column."""
    found: dict[float, float] = {}
    for _, x, y in lines(panel):
        column = 5.0 if x < 52 else 52.5
        found[column] = max(found.get(column, 0), y)
    return found


def test_columns_balance_where_the_design_asks_for_it() -> None:
    (plain,) = laid(page("one", paragraph(LONG)), one={"columns": 2}).panels
    assert heights(plain)[52.5] < heights(plain)[5.0] - 10
    (panel,) = laid(
        page("one", paragraph(LONG)), one={"columns": 2, "balance_columns": True}
    ).panels
    left, right = heights(panel).values()
    assert left == pytest.approx(right, abs=10 / mm(1) + 0.1)


@pytest.mark.parametrize("by_role", [True, False])
def test_a_heading_over_all_columns_parts_them(*, by_role: bool) -> None:
    over = heading("Par-dessus") if by_role else Spanning(heading("Par-dessus"), HERE)
    look = {"columns": 2, "spans": ["heading"] if by_role else []}
    (panel,) = laid(
        page("one", paragraph(LONG[:400]), over, paragraph(f"{LONG[400:600]} fin")), one=look
    ).panels
    [y] = [y for text, _, y in lines(panel) if text == "Par-dessus"]
    above = [(x, at) for _, x, at in lines(panel) if at < y]
    assert {x < 52 for x, _ in above} == {True, False}
    assert place(panel, "fin")[1] > y
    left, right = (max(at for x, at in above if (x < 52) == is_left) for is_left in (True, False))
    assert left == pytest.approx(right, abs=10 / mm(1) + 0.1)


def test_a_break_begins_the_next_column() -> None:
    look = {"columns": 2}
    (panel,) = laid(
        page("one", paragraph("un"), FlowBreak("column", HERE), paragraph("deux")), one=look
    ).panels
    assert place(panel, "deux")[0] == pytest.approx(52.5, abs=0.1)
    assert place(panel, "deux")[1] == place(panel, "un")[1]


def test_a_break_that_leads_nowhere_is_said() -> None:
    composition = laid(
        page("one", paragraph("un"), FlowBreak("frame", HERE), paragraph("deux")), one={}
    )
    assert [found.code for found in composition.diagnostics] == ["break-nowhere"]
    assert not composition.panels[0].overset


# --- rows -----------------------------------------------------------------------------------


def row(*cells: tuple[Block, ...], **more: Any) -> Row:
    return Row(tuple(Cell(cell, 1.0) for cell in cells), None, more.get("least", 10.0), HERE)


def test_the_heads_of_a_row_are_level_and_so_is_what_follows_headings() -> None:
    first = heading("Un"), paragraph("suite")
    second = heading("Un titre qui prend bien plus de deux lignes entières"), paragraph("autre")
    (panel,) = laid(page("one", row(first, second)), one={}).panels
    assert place(panel, "suite")[1] == pytest.approx(place(panel, "autre")[1])
    tops = [min(y for _, x, y in lines(panel) if (x > 50) == right) for right in (False, True)]
    assert tops[0] == pytest.approx(tops[1])


def test_a_row_has_shares_and_millimetres() -> None:
    cells = (
        Cell((paragraph("un"),), 1.0),
        Cell((paragraph("deux"),), 2.0),
        Cell((paragraph("trois"),), 1.0, 30.0),
    )
    (panel,) = laid(page("one", Row(cells, 5.0, 10.0, HERE)), one={}).panels
    found = [place(panel, word)[0] for word in ("un", "deux", "trois")]
    # 90 mm less two gaps and 30 mm leave 50: one third, two thirds.
    assert found == pytest.approx([5, 5 + 50 / 3 + 5, 65], abs=0.1)


def test_a_row_without_room_is_a_stack_and_says_so() -> None:
    composition = laid(page("one", row((paragraph("un"),), (paragraph("deux"),), least=60)), one={})
    (panel,) = composition.panels
    assert place(panel, "un")[0] == place(panel, "deux")[0]
    [found] = composition.diagnostics
    assert (found.code, found.severity, found.place) == ("row-stacked", "info", HERE)


def test_a_row_in_which_a_word_has_no_room_is_a_stack() -> None:
    wide = paragraph("x" * 30)
    composition = laid(page("one", row((wide,), (wide,), (wide,))), one={})
    assert [found.code for found in composition.diagnostics] == ["row-stacked"]


@pytest.mark.parametrize("at", [0, 1])
def test_a_row_in_which_a_code_has_no_room_is_a_stack(at: int) -> None:
    code = QrCode(
        "https://depliant.example/" + "a" * 60,
        "",
        (),
        "",
        False,
        "",
        "H",
        45,
        Symbol(),
        "text",
        HERE,
    )
    cells: list[tuple[Block, ...]] = [(paragraph(word),) for word in ("un", "deux", "trois")]
    cells[at] = (code,)
    composition = laid(page("one", row(*cells)), one={})
    assert [found.code for found in composition.diagnostics] == ["row-stacked"]


# --- stories --------------------------------------------------------------------------------


def flow(*targets: str) -> tuple[Target, ...]:
    return tuple(Target(*parted(target), HERE) for target in targets)


SMALL = {"frames": {"main": {"height_mm": 20}}}


def test_a_paragraph_that_runs_over_pages_is_one_in_the_structure() -> None:
    first = page("one", heading("Tête"), paragraph(LONG), flow=flow("two", "three"))
    composition = laid(first, page("two"), page("three"), one=SMALL, two=SMALL, three={})
    assert not composition.diagnostics
    one, two, three = composition.panels
    assert [element.role for element in one.elements] == ["H3", "P"]
    assert not two.elements
    assert not three.elements
    numbers = set(contents(one.elements[1]))
    shown = [{number for _, number in glyph_runs(panel.marks)} for panel in composition.panels]
    assert [bool(numbers & some) for some in shown] == [True] * 3
    assert [
        words
        for panel in composition.panels
        for text, _, _ in lines(panel)
        for words in text.split()
    ][1:] == LONG.split()


def test_a_paragraph_is_broken_anew_where_its_measure_is_another() -> None:
    narrow = {"frames": {"main": {"width_mm": 40}}}
    first = page("one", paragraph(LONG), flow=flow("two"))
    composition = laid(first, page("two"), one=SMALL, two=narrow)
    assert not composition.diagnostics
    assert max(x for _, x, _ in lines(composition.panels[1])) < 45
    said = " ".join(text for panel in composition.panels for text, _, _ in lines(panel))
    assert said.replace("\u00ad ", "").split() == LONG.split()


def test_headings_are_in_the_outline_where_they_stand() -> None:
    blocks = (paragraph(LONG), heading("Plus loin"), paragraph("fin"))
    first = Panel("one", "one", "Début", blocks, (), HERE, HERE, flow=flow("two"))
    composition = laid(
        first,
        Panel("two", "two", "Suite", (), (), HERE, HERE),
        one={"frames": {"main": {"height_mm": 50}}},
        two={},
    )
    assert [(one.title, [below.title for below in one.kids]) for one in composition.outline] == [
        ("Début", []),
        ("Suite", ["Plus loin"]),
    ]


def test_a_story_runs_into_another_frame_of_its_own_panel() -> None:
    frames = {"main": {"height_mm": 30}, "more": {"top_mm": 60}}
    (panel,) = laid(
        page("one", paragraph(LONG), flow=flow("one/more")), one={"frames": frames}
    ).panels
    assert [element.role for element in panel.elements] == ["P"]
    assert not [y for _, _, y in lines(panel) if 36 < y < 59]


def test_what_a_story_has_left_over_is_overset_with_its_words() -> None:
    composition = laid(
        page("one", paragraph(LONG), flow=flow("two")),
        page("two"),
        one=SMALL,
        two={"frames": {"main": {"height_mm": 20}}},
    )
    [found] = composition.diagnostics
    assert found.code == "overset"
    assert "“two”" in str(found.message)
    assert "mot149" in str(found.message)
    assert [panel.overset for panel in composition.panels] == [False, True]


def test_sides_that_a_story_joins_take_one_copyfit_step() -> None:
    looks = {name: {"margin": MARGIN} for name in ("one", "two", "three")}
    text = " ".join(f"mot{number}" for number in range(425))
    the_sheet = sheet(designs=looks, format=PAGE, copyfit={"size": 0.8, "leading": 0.8, "steps": 4})
    panels = (
        page("one", paragraph(text), flow=flow("two")),
        page("two"),
        page("three", paragraph("un")),
    )
    composition = composed(edition(*panels), the_sheet)
    numbers = [step.number for step in composition.steps]
    assert numbers[0] == numbers[1]


def test_both_files_have_the_same_words_whole() -> None:
    composition = laid(
        page("one", paragraph(LONG), flow=flow("two")), page("two"), one=SMALL, two={}
    )
    for document in (imposed(composition), paged(composition)):
        text = [run.text for one in document.pages for run, _ in glyph_runs(one.items)]
        assert " ".join(text).replace("\u00ad ", "").split() == LONG.split()


# --- what cannot be -------------------------------------------------------------------------


def said(found: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    return [(one.code, one.severity) for one in found]


@pytest.mark.parametrize(
    ("frames", "more", "code"),
    [
        ({"aside": {"left_mm": 80, "width_mm": 40}}, {}, "frame-outside"),
        ({"aside": {"top_mm": -3, "height_mm": 20}}, {}, "frame-outside"),
        ({"aside": {"across": [1, 7]}}, {}, "frame-outside"),
        ({"aside": {"across": [3, 2]}}, {}, "frame-outside"),
        ({"aside": {"width_mm": 20, "columns": 6}}, {}, "frame-no-room"),
        ({"aside": {"width_mm": 20, "padding_mm": 9}}, {}, "frame-no-room"),
        ({"aside": {"down": [1, 1]}}, {"grid": {"columns": 6, "rows": 60}}, "frame-no-room"),
        ({"asides": {"top_mm": 50}}, {}, "frame-unknown"),
    ],
)
def test_a_frame_that_cannot_be_filled_is_an_error(
    frames: dict[str, Any], more: dict[str, Any], code: str
) -> None:
    look = {"grid": GRID, "frames": frames, **more}
    found = laid(page("one", frames=aside(paragraph("un"))), one=look).diagnostics
    assert said(found) == [(code, "error")]


def test_frames_that_lie_on_one_another_are_advice_said_once() -> None:
    look = {"frames": {"aside": {"top_mm": 50}}}
    panels = [
        replace(page(name, paragraph("un"), frames=aside(paragraph("deux"))), design="look")
        for name in ("one", "two")
    ]
    found = laid(*panels, look=look).diagnostics
    assert said(found) == [("frame-overlap", "advice")]


def test_a_story_into_a_frame_that_is_not_there_is_an_error() -> None:
    found = laid(
        page("one", paragraph("un"), flow=flow("two/box")), page("two"), one={}, two={}
    ).diagnostics
    assert said(found) == [("frame-unknown", "error")]


# --- furniture ------------------------------------------------------------------------------

FURNITURE = [
    {"text": "{page} / {pages}", "style": "text"},
    {"text": "{title}", "at": "head", "on": "left", "align": "centre", "style": "text"},
]


def furniture(panel: SetPanel) -> dict[str, tuple[float, float]]:
    assert all(isinstance(one, Mark) and one.artifact == "Pagination" for one in panel.furniture)
    assert all(isinstance(one, Mark) and one.content is None for one in panel.furniture)
    found: dict[str, tuple[float, float]] = {}
    for run, _ in glyph_runs(panel.furniture):
        found[run.text] = (run.x / mm(1), run.y / mm(1))
    return found


def furnished(language: str = "fr", digits: str = "0123456789") -> Composition:
    look = {"margin": MARGIN, "furniture": FURNITURE}
    panels = [replace(page(name, paragraph("un")), design="look") for name in ("a", "b")]
    the_edition = replace(
        edition(*panels), language=language, running=Running((("title", "Titre"),), digits)
    )
    return composed(the_edition, sheet(designs={"look": look}, format=PAGE))


def test_folios_stand_outside_and_running_heads_where_they_are_asked_for() -> None:
    first, second = furnished().panels
    assert list(furniture(first)) == ["1 / 2"]
    assert list(furniture(second)) == ["2 / 2", "Titre"]
    assert furniture(first)["1 / 2"][0] > 80
    assert furniture(second)["2 / 2"][0] == pytest.approx(5, abs=0.1)
    assert furniture(second)["Titre"][1] < 5
    assert 95 < furniture(second)["2 / 2"][1] < 100


def test_folios_are_in_the_digits_of_their_edition() -> None:
    first, _ = furnished(digits="abcdefghij").panels
    assert list(furniture(first)) == ["b / c"]


def test_folios_are_mirrored_with_their_language() -> None:
    first, second = furnished("ar").panels
    starts = [min(x for x, y in furniture(panel).values() if y > 50) for panel in (first, second)]
    assert starts[0] == pytest.approx(5, abs=0.1)
    assert starts[1] > 80


def test_furniture_is_no_part_of_what_is_read() -> None:
    composition = furnished()
    numbers = set(contents(composition.structure))
    assert len(numbers) == 2
    for document in (imposed(composition), paged(composition)):
        assert any(
            isinstance(item, Mark) and item.artifact == "Pagination"
            for one in document.pages
            for item in one.items
        )


@pytest.mark.parametrize(
    ("text", "code", "severity"),
    [
        ("{pag}", "furniture-unknown", "error"),
        ("{titel}", "furniture-unknown", "error"),
        ("{date}", "furniture-empty", "warning"),
        ("{page", "furniture-unknown", "error"),
        ("mot " * 60, "furniture-wide", "error"),
    ],
)
def test_a_line_that_cannot_be_printed_is_said(text: str, code: str, severity: str) -> None:
    look = {"margin": MARGIN, "furniture": [{"text": text, "style": "text"}]}
    the_edition = replace(
        edition(replace(page("a", paragraph("un")), design="look")),
        running=Running((("title", "Titre"), ("date", ""))),
    )
    found = composed(the_edition, sheet(designs={"look": look}, format=PAGE)).diagnostics
    assert said(found) == [(code, severity)]


def test_a_line_that_the_knife_may_cut_is_warned_of() -> None:
    safe = Format(fold="none", size=(100, 100), safe_mm=4)
    line: dict[str, Any] = {"text": "{page}", "style": "text"}
    look = {"margin": MARGIN, "furniture": [line]}
    the_edition = edition(replace(page("a", paragraph("un")), design="look"))
    for edge, found in ((2, [("safe-margin", "warning")]), (4.1, [])):
        line["edge_mm"] = edge
        composition = composed(the_edition, sheet(designs={"look": look}, format=safe))
        assert said(composition.diagnostics) == found


@pytest.mark.parametrize("edge", [0.5, 99.5, 300])
def test_a_line_beside_its_page_is_an_error(edge: float) -> None:
    line = {"text": "{page}", "style": "text", "at": "head", "edge_mm": edge}
    look = {"margin": MARGIN, "furniture": [line]}
    the_edition = edition(replace(page("a", paragraph("un")), design="look"))
    found = composed(the_edition, sheet(designs={"look": look}, format=PAGE)).diagnostics
    expected = [("safe-margin", "warning")] if edge == 99.5 else [("outside-panel", "error")]
    assert said(found) == expected


def test_a_row_wider_than_its_measure_says_by_how_much() -> None:
    cells = tuple(Cell((paragraph("un"),), 1.0, 60) for _ in range(2))
    block = Row(cells, 5.0, 10.0, HERE)
    (found,) = composed(edition(page("a", block)), sheet(format=PAGE)).diagnostics
    assert (found.code, found.severity) == ("row-stacked", "info")
    assert "35.0 mm wider than its measure of 90.0 mm" in str(found.message)


# --- frames without room ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def meadow(tmp_path_factory: pytest.TempPathFactory) -> FilePath:
    """A project with a picture."""
    root = tmp_path_factory.mktemp("meadow")
    (root / "assets").mkdir()
    (root / "assets" / "style.yaml").write_text("designs: {}\n", encoding="utf-8")
    Image.new("RGB", (90, 90), (40, 160, 60)).save(root / "green.jpg")
    return root


@settings(max_examples=15)
@given(
    padding=st.floats(0, 30),
    height=st.floats(5, 60),
    frame=st.sampled_from(["foot", "aside", "main"]),
    runs_on=st.booleans(),
)
@example(padding=15, height=28, frame="foot", runs_on=False)
def test_a_frame_that_its_padding_leaves_no_room_is_named(
    meadow: FilePath, padding: float, height: float, frame: str, runs_on: bool
) -> None:
    look = {"height_mm": height, "bottom_mm": 0, "padding_mm": padding, "left_mm": 0}
    back = Backdrop("green.jpg", "A meadow", (0.5, 0.5), (), None, (), 1, False, "backdrop", HERE)
    blocks = (heading("Une barque"), paragraph("un"))
    held: dict[str, dict[str, Any]] = {
        "foot": {"foot": blocks},
        "aside": {"frames": aside(*blocks)},
        "main": {},
    }
    first = page("one", heading("Autre"), paragraph(LONG), backdrops=(back,), **held[frame])
    if runs_on:
        first = replace(first, flow=(Target("two", "main", HERE),))
    second = replace(page("one", heading("Un"), backdrops=(back,)), id="two")
    if runs_on:
        second = replace(second, blocks=())
    the_sheet = sheet(
        designs={"one": {"margin": MARGIN, "frames": {frame: look}}},
        format=Format(fold="half", size=(100, 100), size_of="panel", bleed_mm=3, safe_mm=1),
        copyfit={"steps": 0},
    )
    found = compose(edition(first, second), job(the_sheet, meadow)).diagnostics
    told = [str(one.message) for one in found if one.code == "frame-no-room"]
    assert all(f"`{frame}`" in one for one in told)
    assert told or height - 2 * padding >= 5


def test_a_frame_says_for_itself_where_room_left_over_goes() -> None:
    frames = {
        "main": {"height_mm": 20},
        "aside": {"top_mm": 30, "bottom_mm": 5, "spread": "fill"},
    }
    entries = tuple(ListItem((Span(word),), HERE) for word in ("un", "deux", "trois"))
    other = aside(ItemList(entries, "item", HERE))
    (panel,) = laid(page("one", paragraph("seul"), frames=other), one={"frames": frames}).panels
    first, second, last = (place(panel, word)[1] for word in ("un", "deux", "trois"))
    assert second - first == pytest.approx(last - second, abs=0.01)
    assert last > 90, "the last stands at the foot of its frame"
