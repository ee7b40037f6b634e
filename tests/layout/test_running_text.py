"""Numbers that hang, drop capitals, indents, run-in headings, definitions: where they stand."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from depliant.content.inline import Span
from depliant.content.model import (
    Block,
    Definition,
    Definitions,
    Edition,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    RunIn,
)
from depliant.display.items import Glyphs
from depliant.display.structure import Element, contents, walk
from depliant.fonts.face import load
from depliant.geometry import Rect, mm
from depliant.layout.compose import Composition
from depliant.layout.drop_cap import initial_of
from depliant.style.sheet import StyleSheet
from depliant.text.ink import around, glyph_boxes

from .conftest import HERE, composed, edition, glyph_runs, panel, paragraph, sheet

LEFT, RIGHT = mm(5), mm(55)
TEXT = "Une fois le gel parti, on retourne deux fois la terre derrière la maison, et ce que "
TEXT += "l’on a jeté au tas en automne y est enfoui à la fourche par un matin sec et doux."
RUNNING = {"size": 8, "leading": 10, "align": "justify", "hyphenate": True, "indent": "1em"}
TYPE = {
    "text": RUNNING,
    "opening": {**RUNNING, "drop_cap": {"lines": 3, "gap_mm": 1}},
    "heading": {"size": 8, "leading": 10, "weight": 700},
    "item": {"size": 8, "leading": 10},
    "lead": {"size": 10, "leading": 10, "before": 2, "after": 2},
    "step": {"size": 22, "leading": 20},
}


def looked(**changes: object) -> StyleSheet:
    return sheet(type=TYPE, **changes)


def laid(*blocks: Block, style: StyleSheet | None = None, language: str = "fr") -> Composition:
    whole: Edition = replace(edition(panel(*blocks)), language=language)
    return composed(whole, style or looked())


def runs(composition: Composition) -> list[Glyphs]:
    return [run for run, _ in glyph_runs(composition.panels[0].marks)]


def ink(run: Glyphs) -> Rect:
    box = around(glyph_boxes(run))
    assert box is not None
    return box


def saying(composition: Composition, text: str) -> Glyphs:
    return next(run for run in runs(composition) if run.text.startswith(text))


def numbered(kind: str, *texts: str, first: int = 9) -> ItemList:
    stop = "" if kind == "steps" else "."
    items = tuple(
        ListItem((Span(text),), HERE, label=f"{first + n}{stop}") for n, text in enumerate(texts)
    )
    return ItemList(items, "item", HERE, kind)  # type: ignore[arg-type]


def test_the_stops_of_numbers_stand_below_one_another() -> None:
    composition = laid(numbered("decimal", "Semer.", "Arroser."))
    nine, ten = saying(composition, "9."), saying(composition, "10.")
    first, second = saying(composition, "Semer"), saying(composition, "Arroser")
    assert ink(nine).right == pytest.approx(ink(ten).right)
    assert ink(ten).x >= LEFT
    assert first.x == pytest.approx(second.x)
    assert ink(nine).right < first.x
    assert (nine.y, ten.y) == (first.y, second.y)


def test_numbers_hang_at_the_right_in_arabic() -> None:
    styles = {"text": {"size": 8, "leading": 10}, "item": {"size": 8, "leading": 10}}
    style = sheet(type=styles, families={"text": "IBM Plex Sans Arabic"})
    composition = laid(numbered("decimal", "ابذر", "اسق"), style=style, language="ar")
    nine, ten = saying(composition, "9"), saying(composition, "10")
    words = ink(saying(composition, "ابذر"))
    assert words.right < ink(nine).x
    assert ink(ten).right <= RIGHT
    assert ink(nine).x == pytest.approx(ink(ten).x, abs=0.3)


def test_a_list_within_an_item_is_indented_to_its_words() -> None:
    inner = numbered("letters", "pois")
    outer = replace(
        numbered("decimal", "Semer."),
        items=(replace(numbered("decimal", "Semer.").items[0], blocks=(inner,)),),
    )
    composition = laid(outer)
    words, peas = saying(composition, "Semer"), saying(composition, "pois")
    labels = [run for run in runs(composition) if run.text == "9."]
    assert labels[1].x >= words.x - 0.01
    assert peas.x > words.x
    kinds = [
        {name: value for _, name, value in one.attributes}["ListNumbering"]
        for one in walk(composition.structure)
        if one.role == "L"
    ]
    assert kinds == ["Decimal", "LowerAlpha"]


def test_the_numeral_of_a_step_stands_on_the_line_that_it_reaches_down_to() -> None:
    composition = laid(numbered("steps", "Semer.", "Arroser.", first=1))
    one, two = saying(composition, "1"), saying(composition, "2")
    sow, water = saying(composition, "Semer"), saying(composition, "Arroser")
    assert one.y == pytest.approx(sow.y + 10)
    # Its item keeps the room that it takes.
    assert water.y == pytest.approx(sow.y + 20)
    assert ink(two).y > ink(one).bottom


@pytest.mark.parametrize("words", [TEXT, "« " + TEXT + " »", "É" + TEXT, "Q" + TEXT])
def test_a_drop_capital_stands_on_its_last_line_and_is_level_with_the_first(words: str) -> None:
    composition = laid(paragraph("Avant."), paragraph(words, "opening"))
    (large,) = [run for run in runs(composition) if run.size > 20]
    lines = sorted({run.y for run in runs(composition) if run.size == 8 and run.y > 30})
    face = load(large.face)
    height = large.size * face.cap_height / face.upem
    capitals = 8 * face.cap_height / face.upem
    assert large.y == pytest.approx(lines[2])
    assert large.y - height == pytest.approx(lines[0] - capitals)
    assert ink(large).x == pytest.approx(LEFT)
    # Nothing lies on it, and an accent keeps from the line above.
    above = saying(composition, "Avant")
    assert ink(large).y > ink(above).bottom
    for run in runs(composition):
        assert run == large or not ink(run).overlaps(ink(large), 0.0)


def test_no_hole_is_left_between_a_quotation_mark_and_a_drop_capital() -> None:
    """The space of French is as wide as in the words beside it, not as large as the letter."""
    composition = laid(paragraph("«\u00a0L" + TEXT, "opening"))
    (large,) = [run for run in runs(composition) if run.size > 20]
    *_, mark, letter = sorted(glyph_boxes(large), key=lambda box: box.x)
    bearings = 0.17 * large.size
    assert 1.0 < letter.x - mark.right < 8 / 3 + bearings


def test_what_is_left_of_the_word_says_it_whole() -> None:
    composition = laid(paragraph("« " + TEXT, "opening"))
    said = [run.text for run in runs(composition)]
    assert said[0] == ""
    assert said[1] == "« Une"
    assert "".join(said).startswith("« Une fois le gel")
    (element,) = [one for one in walk(composition.structure) if one.role == "P"]
    assert len(set(contents(element))) == 1


def test_the_words_of_one_letter_keep_their_space() -> None:
    composition = laid(paragraph("À " + TEXT, "opening"))
    assert "".join(run.text for run in runs(composition)).startswith("À Une fois")


@pytest.mark.parametrize(
    ("words", "measure"), [("Trop court.", 60), ("12 cités " + TEXT, 60), (TEXT, 22)]
)
def test_a_paragraph_that_cannot_have_a_drop_capital_is_whole_and_told(
    words: str, measure: int
) -> None:
    big = {**RUNNING, "drop_cap": {"lines": 4}, "align": "start"}
    style = sheet(type={**TYPE, "opening": big}, format={"fold": "none", "size": (measure, 200)})
    composition = laid(paragraph(words, "opening"), style=style)
    assert [one.code for one in composition.diagnostics] == ["drop-cap-left-out"]
    assert max(run.size for run in runs(composition)) == 8
    said = "".join(run.text for run in runs(composition)).replace("\u00ad", "")
    assert said == words


@pytest.mark.parametrize(
    ("words", "language", "first"),
    [
        ("Once", "en", "O"),
        ("“Once", "en", "“O"),
        ("«\u00a0Élan", "fr", "«\u00a0É"),
        ("E\u0301lan", "fr", "E\u0301"),
        ("¿Qué", "es", "¿Q"),
        ("IJsland is", "nl", "IJ"),
        ("IJsland is", "en", "I"),
        ("Ωκεανός", "el", "Ω"),
        ("Жизнь", "ru", "Ж"),
        ("12 cités", "fr", None),
        ("春が来た", "ja", None),
        ("الربيع", "ar", None),
        ("O", "en", None),
        ("", "en", None),
    ],
)
def test_the_initial_of_a_text(words: str, language: str, first: str | None) -> None:
    found = initial_of((Span(words),) if words else (), 1, language)
    assert (found.first.text if found else None) == first
    if found:
        assert found.first.text + "".join(span.text for span in found.rest) == words


def lefts(*blocks: Block) -> list[float]:
    """Where the first lines of paragraphs begin, from the margin."""
    composition = laid(*blocks)
    return [
        round(min(run.x for run in runs(composition) if run.text.startswith(word)) - LEFT, 2)
        for word in ("Un", "Deux", "Trois")
    ]


def test_a_paragraph_is_indented_only_below_another() -> None:
    def told(word: str, role: str = "text", follows: str = "") -> Paragraph:
        return Paragraph((Span(word + " " + TEXT[4:]),), role, HERE, follows)

    heading = Heading(3, (Span("Titre"),), "heading", HERE)
    assert lefts(told("Un"), told("Deux", follows="text"), heading, told("Trois")) == [0, 8, 0]
    assert lefts(told("Un", "lead"), told("Deux", follows="lead"), told("Trois")) == [0, 0, 0]
    opening = told("Un", "opening")
    first, second = lefts(opening, told("Deux", follows="opening"), told("Trois"))[1:]
    assert (first, second) == (8, 0)


def test_no_room_stands_above_an_indented_paragraph_unless_the_style_has_some() -> None:
    def steps(**more: object) -> float:
        spaced = {**RUNNING, "before": 2, "after": 2, **more}
        one, two = (
            Paragraph((Span(word),), "text", HERE, follows)
            for word, follows in (("Un.", ""), ("Deux.", "text"))
        )
        composition = laid(one, two, style=sheet(type={"text": spaced}))
        return saying(composition, "Deux").y - saying(composition, "Un").y

    assert steps() == pytest.approx(10)
    assert steps(between=1) == pytest.approx(15)
    assert steps(indent=None) == pytest.approx(20)
    assert steps(indent=None, between=0) == pytest.approx(10)


@pytest.mark.parametrize(("look", "hangs"), [({}, True), ({"hanging": False}, False)])
def test_marks_hang_outside_justified_text_unless_the_style_says_not(
    look: dict[str, object], hangs: bool
) -> None:
    style = sheet(type={"text": {**RUNNING, **look}})
    found = [ink(run) for run in runs(laid(paragraph("« " + TEXT * 4), style=style))]
    assert (max(box.right for box in found) > RIGHT + 0.5) == hangs
    assert (min(box.x for box in found) < LEFT - 0.5) == hangs


def test_marks_hang_in_ragged_text_if_the_style_says_so() -> None:
    ragged = {"size": 8, "leading": 10, "hanging": True}
    words = "“Une fois” le gel parti"
    plain, hung = (
        ink(runs(laid(paragraph(words), style=sheet(type={"text": look})))[0]).x
        for look in ({**ragged, "hanging": False}, ragged)
    )
    assert hung < LEFT < plain


def test_a_run_in_heading_and_its_text_share_a_line_and_are_two_elements() -> None:
    heading = Heading(3, (Span("Éclaircir."),), "heading", HERE)
    composition = laid(RunIn(heading, paragraph(TEXT), HERE))
    head, words = saying(composition, "Éclaircir"), saying(composition, "Une")
    assert head.y == words.y
    assert head.face.weight == 700
    assert words.x > head.x
    roles = [one.role for one in walk(composition.structure) if one.role in ("H3", "P")]
    assert roles == ["H3", "P"]
    titles = [entry.title for entry in composition.outline[0].kids] or [
        entry.title for entry in composition.outline
    ]
    assert any("Éclaircir." in title for title in titles)


def test_a_text_that_a_heading_runs_into_is_told_to_be_without_its_drop_capital() -> None:
    heading = Heading(3, (Span("Éclaircir."),), "heading", HERE)
    composition = laid(RunIn(heading, paragraph(TEXT, "opening"), HERE))
    assert [one.code for one in composition.diagnostics] == ["drop-cap-left-out"]


@pytest.mark.parametrize("place", ["above", "run-in", "beside"])
def test_terms_stand_where_the_style_has_them(place: str) -> None:
    entries = tuple(
        Definition((Span(term),), (Span(text),), HERE)
        for term, text in (("Sillon", TEXT), ("Terreau", "Fin."))
    )
    style = looked(definitions={"words": {"place": place, "term_mm": 15, "gap_mm": 2}})
    composition = laid(Definitions(entries, "words", HERE), style=style)
    term, text = saying(composition, "Sillon"), saying(composition, "Une")
    assert term.face.weight == 700
    if place == "above":
        assert (term.x, text.x) == (LEFT, LEFT)
        assert text.y == term.y + 10
    else:
        assert term.y == text.y
    if place == "beside":
        assert text.x == pytest.approx(LEFT + mm(17))
    items = [one for one in walk(composition.structure) if one.role == "LI"]
    kinds = [[kid.role for kid in one.kids if isinstance(kid, Element)] for one in items]
    assert kinds == [["Lbl", "LBody"], ["Lbl", "LBody"]]
    # The second stands below all of the first.
    said = runs(composition)
    second = next(n for n, run in enumerate(said) if run.text.startswith("Terreau"))
    assert said[second].y > max(run.y for run in said[:second])


def test_a_term_of_several_lines_in_its_column_is_not_justified() -> None:
    entry = Definition((Span("La bonne terre du jardin de"),), (Span(TEXT),), HERE)
    text = {"size": 8, "leading": 10, "align": "justify"}
    looks = {"definitions": {"words": {"place": "beside", "term_mm": 22, "gap_mm": 2}}}
    composition = laid(
        Definitions((entry,), "words", HERE), style=sheet(type={"text": text}, **looks)
    )
    of_term = [run for run in runs(composition) if run.face.weight == 700]
    spaces = {round(one.advance, 2) for run in of_term for one in run.glyphs if one.text == " "}
    assert len(spaces - {0.0}) == 1


@pytest.mark.parametrize("term_mm", [8, 60])
def test_a_term_too_wide_for_its_column_stands_above_its_text(term_mm: float) -> None:
    entries = tuple(
        Definition((Span(term),), (Span(text),), HERE)
        for term, text in (("Sol", TEXT), ("Strength", TEXT))
    )
    style = looked(definitions={"words": {"place": "beside", "term_mm": term_mm, "gap_mm": 2}})
    composition = laid(Definitions(entries, "words", HERE), style=style)
    assert composition.diagnostics == ()
    term = saying(composition, "Strength")
    short, long = (run for run in runs(composition) if run.text.startswith("Une"))
    assert long.y == term.y + 10
    # It stands where the texts of the other terms do.
    assert long.x == short.x == pytest.approx(LEFT + mm(10) if term_mm == 8 else LEFT)
    items = [one for one in walk(composition.structure) if one.role == "LI"]
    kinds = [[kid.role for kid in one.kids if isinstance(kid, Element)] for one in items]
    assert kinds == [["Lbl", "LBody"], ["Lbl", "LBody"]]
