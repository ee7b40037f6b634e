"""Blocks: what hangs, what leads, what stands beside; and goldens of small panels."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from msgspec.structs import replace

from depliant.content.inline import Span
from depliant.content.model import (
    Block,
    Cell,
    Chart,
    Datum,
    Hanging,
    Heading,
    ItemList,
    KeyFigure,
    ListItem,
    Paragraph,
    Quote,
    Row,
)
from depliant.display.dump import dump
from depliant.display.items import Group, Mark, Page, Path
from depliant.display.structure import Element, contents, walk
from depliant.errors import Diagnostic
from depliant.figures.figure import Figure
from depliant.geometry import Rect, bounds, mm, outline_points
from depliant.layout.compose import Composition
from depliant.source.reading import typed
from depliant.style.sheet import Design, Format, Margin, Rule, StyleSheet, TypeStyle
from depliant.text.ink import around, glyph_boxes

from .conftest import HERE, composed, edition, glyph_runs, panel, paragraph, sheet

Golden = Callable[[str, str], None]

LEFT = mm(5)


def figure(number: str, unit: str = "", between: str = "\u202f") -> Figure:
    shown = number + (between + unit if unit else "")
    return Figure("f", Decimal(1), "", number, unit, shown, shown)


def hanging_sheet(**design: object) -> StyleSheet:
    look = {"hang_mm": 12, "hang_gap_mm": 2, "margin": Margin(top=5, right=5, bottom=5, left=5)}
    styles = {
        "text": TypeStyle(size=8, leading=10),
        "heading": TypeStyle(size=12, leading=15),
        "title": TypeStyle(size=14, leading=20),
        "numeral": TypeStyle(size=12, leading=10, weight=700, align="end"),
        "unit": TypeStyle(size=7, leading=10),
        "nested-numeral": TypeStyle(size=10, leading=10, weight=700, align="end"),
        "nested-unit": TypeStyle(size=6, leading=10),
        "item": TypeStyle(size=8, leading=10, before=1),
        "key-number": TypeStyle(size=30, leading=30, weight=700),
        "key-unit": TypeStyle(size=10, leading=10),
        "key-label": TypeStyle(size=8, leading=10),
        "chart-number": TypeStyle(size=10, leading=10, weight=700),
        "chart-unit": TypeStyle(size=7, leading=10),
    }
    return sheet(type=styles, designs={"default": typed(Design, look | design)})


def item(text: str, hanging: Hanging | None = None, *blocks: Block) -> ListItem:
    return ListItem((Span(text),), HERE, hanging, blocks)


def items(*entries: ListItem) -> ItemList:
    return ItemList(entries, "item", HERE)


def donut(value: str) -> Chart:
    datum = Datum(figure(value, "%"), "des habitants")
    return Chart("donut", (datum,), "", f"Anneau : {value} %", "donut", HERE)


def laid(block: Block, style: StyleSheet | None = None) -> Composition:
    return composed(edition(panel(block)), style or hanging_sheet())


def runs(composition: Composition) -> dict[str, tuple[float, float, float]]:
    """Each run's text with x, y and size."""
    return {
        run.text: (run.x, run.y, run.size) for run, _ in glyph_runs(composition.panels[0].marks)
    }


def golden_of(composition: Composition) -> str:
    panel_ = composition.panels[0]
    page = Page(panel_.leaf.size, panel_.marks, panel_.panel.id)
    return dump(page) + dump(composition.structure)


def test_a_quotation_is_tagged_as_one_and_keeps_its_source_below_it() -> None:
    words = (Span("« Un paysage comme il n’y en a pas deux. » " * 3),)
    composition = composed(
        edition(panel(Quote(words, (Span("Une visiteuse"),), "text", HERE))), sheet()
    )
    [found] = [one for one in walk(composition.structure) if one.role == "BlockQuote"]
    assert [kid.role for kid in found.kids if isinstance(kid, Element)] == ["P", "P"]
    runs = [run for run, _ in glyph_runs(composition.panels[0].marks)]
    assert runs[-1].text == "Une visiteuse"
    assert all(run.y < runs[-1].y for run in runs[:-1])


def test_a_hanging_figure_stands_on_the_baseline_of_its_sentence_flush_with_its_column() -> None:
    composition = laid(items(item("élèves de Grenay", Hanging(figure("400"), repeats=False))))
    found = runs(composition)
    assert found["400"][1] == found["élèves de Grenay"][1]
    assert found["élèves de Grenay"][0] == pytest.approx(LEFT + mm(14))
    (number,) = [run for run, _ in glyph_runs(composition.panels[0].marks) if run.text == "400"]
    end = number.x + sum(glyph.advance for glyph in number.glyphs)
    assert end == pytest.approx(LEFT + mm(12), abs=0.05)


def test_without_figures_words_of_a_list_stand_by_their_markers() -> None:
    """A column kept for figures that hang nowhere on the panel would part the two."""
    alone = runs(laid(items(item("du mardi"), item("au dimanche"))))
    assert alone["du mardi"][0] < LEFT + mm(5)
    plain, led = items(item("du mardi")), items(item("élèves", Hanging(figure("400"), False)))
    both = runs(composed(edition(panel(plain, led)), hanging_sheet()))
    assert both["du mardi"][0] == both["élèves"][0], "words of a panel begin at one line"


def test_a_figure_wider_than_its_column_is_an_error() -> None:
    composition = laid(items(item("euros", Hanging(figure("712 000 000"), repeats=False))))
    (found,) = composition.diagnostics
    assert found.code == "numeral-too-wide"
    assert "712 000 000" in str(found.message)


def test_a_unit_is_set_small_beside_its_number() -> None:
    found = runs(laid(items(item("x", Hanging(figure("33", "M€"), repeats=True)))))
    assert found["33"][2] == 12
    assert found["M€"][2] == 7
    assert found["33"][1] == found["M€"][1]


def test_the_end_of_an_ordinal_is_raised() -> None:
    spans = (Span("1"), Span("er", superscript=True))
    hanging = Hanging(figure("1er"), repeats=False, spans=spans)
    found = runs(laid(items(item("panneau", hanging))))
    assert found["er"][1] < found["1"][1]
    assert found["er"][2] < found["1"][2]


def test_nested_items_hang_in_the_column_of_the_outer_ones() -> None:
    inner = items(item("d’aides", Hanging(figure("16", "M€"), repeats=True)))
    composition = laid(items(item("5 sites", Hanging(figure("5"), repeats=True), inner)))
    found = runs(composition)
    assert found["d’aides"][0] == found["5 sites"][0]
    assert found["16"][2] == 10
    assert found["16"][0] < found["d’aides"][0]


def test_a_chart_beside_its_item_holds_the_number_in_its_middle() -> None:
    hanging = Hanging(figure("41", "%"), repeats=False, chart=donut("41"))
    composition = laid(items(item("des touristes étrangers", hanging)))
    found = runs(composition)
    number, text = found["41"], found["des touristes étrangers"]
    assert LEFT < number[0] < LEFT + mm(12)
    middle_of_number = number[1] - 0.35 * number[2]
    middle_of_text = text[1] - 0.3 * text[2]
    assert middle_of_number == pytest.approx(middle_of_text, abs=0.5)
    roles = [element.role for element in walk(composition.structure)]
    assert "Figure" not in roles, "its number is what it says"


@pytest.mark.parametrize("block", ["key", "item", "chart"])
def test_an_abbreviation_is_said_in_words(block: str) -> None:
    shown = replace(figure("100", "M€"), spoken="100 millions d’euros")
    blocks: dict[str, Block] = {
        "key": KeyFigure(shown, (Span("pour l’habitat"),), HERE),
        "item": items(item("pour l’habitat", Hanging(shown, repeats=True))),
        "chart": items(item("pour l’habitat", Hanging(shown, repeats=True, chart=donut("41")))),
    }
    composition = laid(blocks[block], hanging_sheet(hang_mm=30))
    (told,) = [e for e in walk(composition.structure) if e.expansion is not None]
    assert (told.role, (told.expansion or "").strip()) == ("Span", "100 millions d’euros")
    written = [run.text for run, number in glyph_runs(composition.panels[0].marks)
               if number in set(contents(told))]  # fmt: skip
    assert "".join(written).strip() == "100\u202fM€", "it is copied as it is written"


def test_a_key_figure_s_label_stands_beside_it_or_below() -> None:
    block = KeyFigure(figure("100", "M€"), (Span("pour l’habitat minier"),), HERE)
    beside = runs(laid(block, hanging_sheet(hero_mm=25)))
    assert beside["pour l’habitat minier"][0] == pytest.approx(LEFT + mm(25))
    below = runs(laid(block))
    assert below["pour l’habitat minier"][0] == pytest.approx(LEFT)
    assert below["pour l’habitat minier"][1] > below["100"][1]


def ink(composition: Composition) -> dict[str, Rect]:
    """The box of what each run of a panel paints, by its text."""
    (the_panel,) = composition.panels
    return {
        run.text: box
        for run, _ in glyph_runs(the_panel.marks)
        if (box := around(glyph_boxes(run))) is not None
    }


@pytest.mark.parametrize("families", ["Barlow Condensed", "Zilla Slab"])
def test_a_key_figure_is_not_printed_over_its_label(families: str) -> None:
    styles = {
        "key-number": TypeStyle(size=60, leading=50, family="display"),
        "key-label": TypeStyle(size=9, leading=10),
    }
    style = hanging_sheet()
    style = replace(
        style,
        families={"text": "Barlow", "display": families},
        type=style.type | styles,
    )
    block = KeyFigure(figure("4,7"), (Span("MMMMMMMMMM"),), HERE)
    composition = laid(block, style)
    assert composition.diagnostics == ()
    found = ink(composition)
    apart = found["MMMMMMMMMM"].y - found["4,7 "].bottom
    assert apart >= 0.25 * style.type["key-label"].size - 0.01, "it stands clear of it"


@pytest.mark.parametrize("numbers", [("1,8", "12"), ("12", "1,8")])
def test_the_labels_of_key_figures_in_a_row_are_level(numbers: tuple[str, str]) -> None:
    styles = {
        "key-number": TypeStyle(size=40, leading=30, family="display"),
        "key-label": TypeStyle(size=9, leading=10),
    }
    style = replace(hanging_sheet(), families={"text": "Barlow", "display": "Zilla Slab"})
    style = replace(style, type=style.type | styles)

    def labels(*figures: str) -> list[float]:
        cells = tuple(
            Cell((KeyFigure(figure(one), (Span("MMMMMM"),), HERE),), 1.0) for one in figures
        )
        found = glyph_runs(laid(Row(cells, 5.0, 10.0, HERE), style).panels[0].marks)
        return [run.y for run, _ in found if run.text == "MMMMMM"]

    alone = {one: labels(one)[0] for one in numbers}
    assert len({*alone.values()}) == 2, "a comma reaches down to its label"
    assert labels(*numbers) == [max(alone.values())] * 2


@pytest.mark.parametrize("role", ["key-number", "key-unit"])
def test_a_key_figure_that_reaches_the_line_above_is_an_error(role: str) -> None:
    style = hanging_sheet()
    high = replace(style.type[role], size=50)
    style = replace(style, type=style.type | {role: high})
    found = only_fault(laid(KeyFigure(figure("1", "M"), (Span("euros"),), HERE), style))
    assert found.code == "leading-tight"
    assert "The key figure “1\u202fM”" in str(found.message)


@pytest.mark.parametrize("width", [1.0, 5.0, 7.0, 20.0, 50.0])
def test_a_rule_is_not_printed_over_its_title(width: float) -> None:
    style = hanging_sheet(title_rule=Rule(colour="black", width=width))
    composition = composed(edition(replace(panel(paragraph("Texte")), title="Titre")), style)
    (the_panel,) = composition.panels
    (drawn,) = [mark for mark in the_panel.marks if isinstance(mark, Mark) and mark.content is None]
    found = ink(composition)
    box = extent(drawn)
    assert found["Titre"].bottom <= box.y
    assert box.bottom <= found["Texte"].y


def extent(mark: Mark) -> Rect:
    """The box of a mark that is one path, moved or not."""
    (item,) = mark.items
    if isinstance(item, Group):
        (path,) = item.items
        assert isinstance(path, Path)
        return item.matrix.apply_rect(bounds(outline_points(path.outline)))
    assert isinstance(item, Path)
    return bounds(outline_points(item.outline))


def only_fault(composition: Composition) -> Diagnostic:
    (found,) = composition.diagnostics
    assert found.severity == "error"
    assert found.place == HERE
    return found


@pytest.mark.parametrize("label", ["", "euros"])
def test_a_key_figure_wider_than_its_measure_is_an_error(label: str) -> None:
    found = only_fault(laid(KeyFigure(figure("712 000 000"), (Span(label),) * bool(label), HERE)))
    assert found.code == "numeral-too-wide"
    assert "The key figure “712 000 000”" in str(found.message)
    assert "measure of 50.0 mm" in str(found.message)
    assert "“key-number”" in str(found.hint)


def test_a_label_that_its_number_leaves_no_room_stands_below() -> None:
    block = KeyFigure(figure("2 000 000"), (Span("euros"),), HERE)
    composition = laid(block, hanging_sheet(hero_mm=25))
    assert composition.diagnostics == ()
    found = runs(composition)
    assert found["euros"][0] == pytest.approx(LEFT)
    assert found["euros"][1] > found["2 000 000 "][1]


def test_a_marker_that_runs_into_the_words_is_one_error() -> None:
    style = hanging_sheet(hang_mm=0, marker={"text": "»»»", "style": "heading"})
    found = only_fault(laid(items(item("Un"), item("Deux")), style))
    assert found.code == "numeral-too-wide"
    assert "The marker “»»»”" in str(found.message)
    assert "“heading”" in str(found.hint)


def test_a_number_wider_than_the_hole_of_its_chart_is_an_error() -> None:
    hanging = Hanging(figure("1 234,5", "%"), repeats=False, chart=donut("41"))
    found = only_fault(laid(items(item("des touristes", hanging))))
    assert found.code == "numeral-too-wide"
    assert "its chart’s hole" in str(found.message).replace("'", "’")


def test_a_chart_without_a_hole_has_its_number_above_it() -> None:
    waffle = replace(donut("41"), kind="waffle")
    hanging = Hanging(figure("41", "%"), repeats=False, chart=waffle)
    composition = laid(items(item("des touristes", hanging)))
    assert composition.diagnostics == ()
    _, baseline, _ = runs(composition)["41"]
    (top,) = (
        group.matrix.apply_rect(bounds(outline_points(path.outline))).y
        for mark in composition.panels[0].marks
        if isinstance(mark, Mark)
        for group in mark.items
        if isinstance(group, Group)
        for path in group.items
        if isinstance(path, Path)
    )
    assert baseline < top


def test_titles_of_a_spread_take_as_many_lines_as_asked() -> None:
    style = hanging_sheet(title_lines=2, title_rule=Rule(colour="black", width=1.0))
    title = replace(panel(paragraph("Texte")), title="UN ACCÉLÉRATEUR")
    other = replace(panel(paragraph("Texte")), title="UN TERRITOIRE VISIBLE ET RECONNU")
    heights = []
    for the_panel in (title, other):
        found = runs(composed(edition(the_panel), style))
        heights.append(found["Texte"][1])
    assert heights[0] == heights[1]


def test_a_rule_stands_between_items_and_between_those_alone() -> None:
    ruled = hanging_sheet(item_rule=Rule(colour="black", width=0.5))
    nested = item("Deux", None, items(item("Deux un"), item("Deux deux")))
    composition = laid(items(item("Un"), nested, item("Trois")), ruled)
    found = runs(composition)
    levels = [
        group.matrix.apply_rect(bounds(outline_points(path.outline))).y
        for mark in composition.panels[0].marks
        if isinstance(mark, Mark) and mark.content is None
        for group in mark.items
        if isinstance(group, Group)
        for path in group.items
        if isinstance(path, Path)
    ]
    assert len(levels) == 2
    assert found["Un"][1] < levels[0] < found["Deux"][1]
    assert found["Deux deux"][1] < levels[1] < found["Trois"][1]
    unruled = runs(laid(items(item("Un"), nested, item("Trois")), hanging_sheet()))
    down = found["Deux"][1] - unruled["Deux"][1]
    assert down == pytest.approx(10.0), "a unit of the grid for the rule, and the room below it"


def test_balanced_lines_are_about_equally_long() -> None:
    style = hanging_sheet()
    style = replace(style, type=style.type | {"lead": TypeStyle(size=8, leading=10, balance=True)})
    text = "Dans le Top 3 des réalisations les plus marquantes sur le territoire"
    plain_ends = _ends(laid(paragraph(text), style))
    balanced_ends = _ends(laid(paragraph(text, "lead"), style))
    assert len(plain_ends) == len(balanced_ends)
    assert max(balanced_ends) - min(balanced_ends) < max(plain_ends) - min(plain_ends)


@pytest.mark.parametrize(
    ("text", "divided"),
    [("un reconnaissance des", False), ("territoire patrimoine constitution", True)],
)
def test_balanced_text_divides_a_word_only_to_save_a_line(text: str, divided: bool) -> None:
    style = hanging_sheet()
    lead = TypeStyle(size=8, leading=10, balance=True, hyphenate=True)
    undivided = replace(lead, hyphenate=False)
    page = Format(fold="none", size=(34, 80))

    def lines(of: TypeStyle) -> list[str]:
        sheet_ = replace(style, format=page, type=style.type | {"lead": of})
        marks = laid(paragraph(text, "lead"), sheet_).panels[0].marks
        return [run.text for run, _ in glyph_runs(marks)]

    with_hyphens, without = lines(lead), lines(undivided)
    assert any(line.endswith("\u00ad") for line in with_hyphens) == divided
    assert (len(with_hyphens) < len(without)) == divided
    if not divided:
        plain = lines(replace(lead, balance=False))
        assert any(line.endswith("\u00ad") for line in plain), "but for balance it would be"


def _ends(composition: Composition) -> list[float]:
    ends: dict[float, float] = {}
    for run, _ in glyph_runs(composition.panels[0].marks):
        ink = [glyph for glyph in run.glyphs if glyph.text.strip()]
        ends[run.y] = max(ends.get(run.y, 0), run.x + ink[-1].x + ink[-1].advance)
    return list(ends.values())


@pytest.mark.parametrize(
    ("name", "block"),
    [
        ("hanging", items(item("élèves de Grenay", Hanging(figure("400"), repeats=False)),
                          item("Un guide", None))),
        ("nested", items(item("5 sites", Hanging(figure("5"), repeats=True),
                              items(item("d’aides", Hanging(figure("16", "M€"), repeats=True))),
                              paragraph("(Source)")))),
        ("donut", items(item("des touristes", Hanging(figure("41", "%"), False, donut("41"))))),
        ("key-figure", KeyFigure(figure("100", "M€"), (Span("pour l’habitat"),), HERE)),
        ("heading", Heading(3, (Span("Signalétique"),), "heading", HERE)),
        ("chart", donut("66,3")),
    ],
)  # fmt: skip
def test_a_small_panel_is_as_it_was(name: str, block: Block, golden: Golden) -> None:
    golden(f"layout/{name}.txt", golden_of(laid(block)))


def test_a_chart_s_note_stands_below_it() -> None:
    composition = laid(replace(donut("41"), note=(Span("(Source : enquête)"),)))
    found = runs(composition)
    assert "(Source : enquête)" in found
    roles = [element.role for element in walk(composition.structure)]
    assert roles[-2:] == ["Figure", "P"]


def test_labels_come_before_what_they_label() -> None:
    composition = laid(items(item("élèves", Hanging(figure("400"), repeats=False))))
    (entry,) = [e for e in walk(composition.structure) if e.role == "LI"]
    assert [kid.role for kid in entry.kids if isinstance(kid, Element)] == ["Lbl", "LBody"]


def test_a_space_that_a_line_break_swallows_is_not_in_the_structure() -> None:
    spans = [
        span for at in range(30) for span in (Span("word", link=f"https://x.y/{at}"), Span(" "))
    ]
    the_panel = composed(edition(panel(Paragraph(tuple(spans), "text", HERE))), sheet()).panels[0]
    painted = {mark.content for mark in the_panel.marks if isinstance(mark, Mark)}
    assert len(painted) > 30
    assert {number for element in the_panel.elements for number in contents(element)} <= painted


@pytest.mark.parametrize("align", ["start", "justify"])
def test_a_line_ends_where_the_author_ends_it_and_is_read_with_a_space(align: str) -> None:
    style = replace(sheet().type["text"], align=align)
    text = paragraph("Un office\n12, rue des Mines")
    composition = composed(edition(panel(text)), sheet(type={"text": style}))
    first, second = (run for run, _ in glyph_runs(composition.panels[0].marks))
    assert second.y > first.y
    assert first.text + second.text == "Un office 12, rue des Mines"
    assert sum(glyph.advance for glyph in first.glyphs) < mm(25), "it is not stretched"


def test_a_panel_s_title_is_set_with_its_marks_and_named_without() -> None:
    titled = replace(panel(paragraph("x")), title=(Span("Titre"), Span("1", superscript=True)))
    composition = composed(edition(titled), sheet())
    word, raised, *_ = (run for run, _ in glyph_runs(composition.panels[0].marks))
    assert (word.text, raised.text) == ("Titre", "1")
    assert raised.size < word.size
    sections = [each.title for each in walk(composition.structure) if each.role == "Sect"]
    assert sections == ["Titre1"]
