"""Notes at the feet of frames: whatever the frames, each stands where its first mark is."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.layout.conftest import HERE, composed, edition, glyph_runs, sheet
from tests.layout.test_legs import MARGIN, RUNNING, WORDS, designs

from depliant.content.inline import NoteMark, Span
from depliant.content.model import Heading, Panel, Paragraph, Target
from depliant.content.notes import Defined, Marking, noted
from depliant.display.items import Glyphs, Path
from depliant.display.structure import Element, contents, walk
from depliant.geometry import IDENTITY, bounds, outline_points
from depliant.layout.compose import Composition, SetPanel
from depliant.layout.strays import leaves
from depliant.style.sheet import Format
from depliant.text.ink import around, glyph_boxes

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
KEYS = "abcdefghij"
MARKING = Marking("publication", str, True, "note {}", "back", ",")

texts = st.lists(
    st.tuples(st.integers(1, 40), st.lists(st.sampled_from(KEYS), max_size=3)),
    min_size=1,
    max_size=5,
)
calm = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class Teller:
    """Paragraphs of words that are all different, marks strewn among them."""

    def __init__(self) -> None:
        self.count = itertools.count()
        self.said: list[str] = []

    def paragraph(self, many: int, keys: list[str]) -> Paragraph:
        told = [f"{WORDS[n % len(WORDS)]}{n}x" for n in itertools.islice(self.count, many)]
        self.said += told
        spans: list[Span] = []
        for number, word in enumerate(told):
            spans.append(Span(f" {word}" if spans else word))
            spans += [Span("", note=NoteMark(key)) for key in keys[number::many]]
        return Paragraph(tuple(spans), "text", HERE)


def run(
    story: list[tuple[int, list[str]]],
    looks: list[dict[str, Any]],
    foot: list[str],
    long: int,
) -> tuple[Composition, list[str]]:
    """A story with notes poured through the frames of as many panels as there are designs."""
    teller = Teller()
    blocks = tuple(teller.paragraph(*one) for one in story)
    found = {
        f"d{number}": {**look, "grid": {"columns": 6, "gutter_mm": 2, "rows": 4}, "margin": MARGIN}
        for number, look in enumerate(looks)
    }
    flow = [
        Target(f"d{number}", frame, HERE)
        for number, look in enumerate(looks)
        for frame in (("main", "aside") if look["frames"] else ("main",))
        if (number, frame) != (0, "main")
    ]
    panels = [Panel(name, name, "", (), (), HERE) for name in found]
    panels[0] = replace(panels[0], blocks=blocks, flow=tuple(flow))
    if foot:
        panels[-1] = replace(panels[-1], foot=(teller.paragraph(2, foot),))
    notes = {key: (Span(" ".join([f"N{key}"] * long)),) for key in KEYS}
    set_right, faults = noted(
        tuple(panels), Defined(notes.__getitem__, dict.fromkeys(KEYS, HERE)), MARKING
    )
    assert {fault.code for fault in faults} <= {"note-unused"}
    the_sheet = sheet(
        designs=found, copyfit={"steps": 0}, format=Format(fold="none", size=(90, 80))
    )
    return composed(edition(*set_right), the_sheet), teller.said


def texts_of(composition: Composition) -> dict[int, str]:
    text: dict[int, str] = {}
    for panel in composition.panels:
        for glyphs, number in glyph_runs(panel.marks):
            if number is not None:
                text[number] = text.get(number, "") + glyphs.text
    return text


def said_by(element: Element, text: dict[int, str]) -> str:
    return "".join(text.get(number, "") for number in contents(element))


def panel_of(element: Element, composition: Composition) -> SetPanel:
    """The panel on which an element begins."""
    first = min(contents(element))
    return next(
        panel
        for panel in composition.panels
        for _, number in glyph_runs(panel.marks)
        if number == first
    )


looks = st.lists(designs, min_size=1, max_size=3)
feet = st.lists(st.sampled_from(KEYS), max_size=2)


@calm
@given(texts, looks, feet, st.integers(1, 15))
def test_each_note_is_printed_once_on_the_panel_of_its_first_mark(
    story: list[tuple[int, list[str]]], looks: list[dict[str, Any]], foot: list[str], long: int
) -> None:
    composition, _ = run(story, looks, foot, long)
    elements = list(walk(composition.structure))
    notes = {one.identifier: one for one in elements if one.role == "Note"}
    marks = {one.identifier: one for one in elements if one.role == "Reference" and one.identifier}
    assert {f"{name}-mark" for name in notes} == set(marks)
    assert len(notes) == sum(one.role == "Note" for one in elements)
    used = [key for _, keys in story for key in keys] + foot
    assert len(notes) == len(set(used))
    text = texts_of(composition)
    for name, note in notes.items():
        sign = said_by(note, text).partition("N")[0].strip()
        mark = marks[f"{name}-mark"]
        assert said_by(mark, text).translate(str.maketrans(RAISED, "0123456789")) == sign
        assert panel_of(note, composition) is panel_of(mark, composition)


@calm
@given(texts, looks, feet, st.integers(1, 15))
def test_what_is_placed_and_overset_is_the_story_whatever_its_notes_take(
    story: list[tuple[int, list[str]]], looks: list[dict[str, Any]], foot: list[str], long: int
) -> None:
    composition, said = run(story, looks, foot, long)
    text = texts_of(composition)
    words = "".join(said_by(one, text) for one in walk(composition.structure) if one.role == "P")
    words = words.translate(dict.fromkeys(map(ord, f"{RAISED},\u00ad ")))
    assert words == "".join(said)


@calm
@given(texts, looks, feet, st.integers(1, 15))
def test_no_note_lies_on_words_and_no_mark_begins_a_line(
    story: list[tuple[int, list[str]]], looks: list[dict[str, Any]], foot: list[str], long: int
) -> None:
    composition, _ = run(story, looks, foot, long)
    for panel in composition.panels:
        before = 0.0
        for glyphs, number in glyph_runs(panel.marks):
            if number is not None and glyphs.text[:1] in RAISED:
                # A comma before it is raised.
                assert abs(glyphs.y - before) < 4
            before = glyphs.y
        if panel.overset:
            continue
        boxes = [
            matrix.apply_rect(box)
            for item, matrix in leaves(panel.marks, IDENTITY)
            if isinstance(item, Glyphs)
            for box in [around(glyph_boxes(item))]
            if box is not None
        ]
        for box in boxes:
            assert box.bottom <= panel.leaf.size[1]
        for one, other in itertools.combinations(boxes, 2):
            assert not one.overlaps(other, 1.0)


def foot_of(
    columns: int, keys: str, word: str = "N", style: dict[str, Any] | None = None, **look: Any
) -> Composition:
    """A panel of two columns whose text has marks."""
    teller = Teller()
    panel = Panel("d", "d", "", (teller.paragraph(30, list(keys)),), (), HERE)
    notes = {key: (Span(f"{word}{key} " * 6),) for key in KEYS}
    panels, _ = noted((panel,), Defined(notes.__getitem__, dict.fromkeys(KEYS, HERE)), MARKING)
    design = {"columns": 2, "margin": MARGIN, "notes": {"columns": columns, **look}}
    types = {"type": {"text": RUNNING, "notes": style}} if style else {}
    return composed(edition(*panels), sheet(designs={"d": design}, **types))


def bottoms(composition: Composition) -> list[float]:
    """The baselines of notes from the foot of the type area, in lines of the grid."""
    (panel,) = composition.panels
    text = [run for run, _ in glyph_runs(panel.marks) if "N" in run.text]
    edge = panel.leaf.size[1] - 5 / 25.4 * 72
    return sorted({round((edge - run.y) / 5, 2) for run in text})


def test_notes_stand_on_the_lowest_lines_of_their_frame_on_its_grid() -> None:
    found = bottoms(foot_of(1, "abc"))
    # The type area is not whole lines high; its grid begins at its head.
    assert len(found) >= 3
    assert found[0] < 1.5
    steps = {round(after - one, 2) for one, after in itertools.pairwise(found)}
    assert steps == {2.0}


def test_notes_may_stand_in_columns_of_about_one_height() -> None:
    assert len(bottoms(foot_of(2, "abcd"))) < len(bottoms(foot_of(1, "abcd")))


def test_the_rule_above_notes_is_the_designs_and_may_be_none() -> None:
    none: dict[str, Any] = {"rule": None}
    with_rule, without = foot_of(1, "a"), foot_of(1, "a", **none)

    def rules(composition: Composition) -> int:
        return sum(not isinstance(item, Glyphs) for item, _ in leaves(
            composition.panels[0].marks, IDENTITY))  # fmt: skip

    assert rules(with_rule) == rules(without) + 1


def test_notes_without_room_are_told_and_nothing_of_them_is_lost() -> None:
    teller = Teller()
    blocks = (Heading(2, (Span("Titre", note=None),), "title", HERE), teller.paragraph(9, ["a"]))
    panel = Panel("d", "d", "", blocks, (), HERE)
    notes = {"a": (Span("Na " * 900),)}
    panels, _ = noted((panel,), Defined(notes.__getitem__, {"a": HERE}), MARKING)
    composition = composed(edition(*panels), sheet(designs={"d": {"margin": MARGIN}}))
    (fault,) = [one for one in composition.diagnostics if one.code == "overset"]
    assert "Na" in str(fault.message)
    text = "".join(texts_of(composition).values())
    assert text.count("Na") == 900


@pytest.mark.parametrize("gap", [0, 1])
@pytest.mark.parametrize(
    ("size", "leading"), [(6.0, 7), (6.0, 8), (10.0, 10), (11.0, "auto-accents")]
)
def test_the_rule_above_notes_strikes_through_no_letter(
    size: float, leading: float | str, gap: int
) -> None:
    """The grid rounds 7 points to 5, and accents reach above the line."""
    style = {"size": size, "leading": leading}
    (panel,) = foot_of(1, "ab", "ÉÂ", style, gap=gap).panels
    painted = list(leaves(panel.marks, IDENTITY))
    (rule,) = (
        matrix.apply_rect(bounds(outline_points(item.outline)))
        for item, matrix in painted
        if isinstance(item, Path)
    )
    for item, matrix in painted:
        for box in glyph_boxes(item) if isinstance(item, Glyphs) else ():
            box = matrix.apply_rect(box)
            assert box.y > rule.bottom + 0.1 * size or box.bottom < rule.y


def test_notes_of_one_line_that_touch_are_told() -> None:
    found = foot_of(1, "abc", "Ég", {"size": 6.0, "leading": 7}).panels[0].diagnostics
    assert {one.code for one in found} == {"lines-collide"}
    found = foot_of(1, "abc", "Ég", {"size": 6.0, "leading": 10}).panels[0].diagnostics
    assert not found
