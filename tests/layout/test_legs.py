"""Stories: whatever the frames, all of it is placed or overset, in order, and nothing overlaps."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.layout.conftest import HERE, composed, edition, glyph_runs, paragraph, sheet

from depliant.content.inline import Span
from depliant.content.model import (
    Block,
    Cell,
    Definition,
    Definitions,
    FlowBreak,
    Heading,
    ItemList,
    ListItem,
    Panel,
    Paragraph,
    Row,
    RunIn,
    Spanning,
    Target,
)
from depliant.display.items import Glyphs
from depliant.display.structure import Element, contents, walk
from depliant.geometry import IDENTITY, Rect
from depliant.layout.compose import Composition
from depliant.layout.strays import leaves
from depliant.style.sheet import Format
from depliant.text.ink import around, glyph_boxes

LABEL = re.compile(r"\d+\.")
WORDS = ("une", "barque", "porte", "un", "piano", "droit", "vers", "la", "rive", "haute", "sans")


class Teller:
    """Tells words that are all different, so that each is found again."""

    def __init__(self) -> None:
        self.count = itertools.count()
        self.said: list[str] = []

    def words(self, many: int) -> str:
        told = [f"{WORDS[n % len(WORDS)]}{n}" for n in itertools.islice(self.count, many)]
        self.said += told
        return " ".join(told)


def block(kind: str, many: int, teller: Teller) -> Block:
    """A block of a kind with so many words."""
    if kind == "heading":
        return Heading(3, (Span(teller.words(min(many, 4))),), "heading", HERE)
    if kind == "list":
        items = tuple(
            ListItem((Span(teller.words(1 + many // 3)),), HERE) for _ in range(1 + many % 3)
        )
        return ItemList(items, "item", HERE)
    if kind in ("decimal", "steps"):
        items = tuple(
            ListItem((Span(teller.words(1 + many // 3)),), HERE, label=f"{9 + n}.")
            for n in range(1 + many % 3)
        )
        return ItemList(items, "item", HERE, kind)  # type: ignore[arg-type]
    if kind == "definitions":
        entries = tuple(
            Definition((Span(teller.words(1)),), (Span(teller.words(1 + many // 2)),), HERE)
            for _ in range(1 + many % 3)
        )
        return Definitions(entries, ("above", "run-in", "beside")[many % 3], HERE)
    if kind == "run-in":
        heading = Heading(3, (Span(teller.words(min(many, 3))),), "heading", HERE)
        return RunIn(heading, paragraph(teller.words(many)), HERE)
    if kind == "opening":
        return paragraph(teller.words(many), "opening")
    if kind == "next":
        return Paragraph((Span(teller.words(many)),), "text", HERE, "text")
    if kind == "row":
        cells = tuple(
            Cell((block(inner, 1 + many // 3, teller),), share)
            for inner, share in (("heading", 1.0), ("text", 1.5))
        )
        return Row(cells, None, 5.0, HERE)
    if kind == "wide":
        return Spanning(paragraph(teller.words(many)), HERE)
    if kind in ("column", "frame"):
        return FlowBreak(kind, HERE)  # type: ignore[arg-type]
    return paragraph(teller.words(many))


kinds = st.sampled_from(
    [
        *("text", "next", "opening", "run-in", "heading", "list", "decimal", "steps"),
        *("definitions", "row", "wide", "column", "frame"),
    ]
)
stories = st.lists(st.tuples(kinds, st.integers(1, 60)), min_size=1, max_size=9)
designs: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    columns=st.integers(1, 3),
    balance_columns=st.booleans(),
    spread=st.sampled_from(["none", "blocks"]),
    frames=st.sampled_from(
        [
            {},
            {"main": {"across": [1, 4]}, "aside": {"across": [5, 6], "padding_mm": 1}},
            {"main": {"height_mm": 25}, "aside": {"top_mm": 36, "columns": 2}},
            {"main": {"down": [1, 2], "columns": 2}, "aside": {"down": [3, 4]}},
        ]
    ),
)


def run(story: list[tuple[str, int]], looks: list[dict[str, Any]]) -> tuple[Composition, list[str]]:
    """A story poured through the frames of as many panels as there are designs."""
    teller = Teller()
    blocks = tuple(block(kind, many, teller) for kind, many in story)
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
    the_sheet = sheet(
        designs=found,
        copyfit={"steps": 0},
        format=Format(fold="none", size=(90, 80)),
        type=TYPE,
        definitions=DEFINITIONS,
    )
    return composed(edition(*panels), the_sheet), teller.said


RUNNING = {"size": 8, "leading": 10, "align": "justify", "hyphenate": True, "indent": "1em"}
TYPE = {
    "text": RUNNING,
    "opening": {**RUNNING, "drop_cap": {"lines": 3}},
    "heading": {"size": 12, "leading": 15},
    "title": {"size": 14, "leading": 20},
    "step": {"size": 16, "leading": 20},
}
DEFINITIONS = {
    place: {"place": place, "term_mm": 8, "gap_mm": 2} for place in ("above", "run-in", "beside")
}
MARGIN = {"top": 5, "right": 5, "bottom": 5, "left": 5}
calm = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def shown(composition: Composition) -> list[str]:
    """The words of all panels in the order of the structure, hyphens taken out."""
    text: dict[int, str] = {}
    for panel in composition.panels:
        last = None
        for glyphs, number in glyph_runs(panel.marks):
            if number is not None:
                same = last == (number, glyphs.y)
                text[number] = text.get(number, "") + ("" if same else "\n") + glyphs.text
                last = (number, glyphs.y)
    joined = "\n".join(text.get(number, "") for number in contents(composition.structure))
    joined = re.sub("\u00ad\\s*", "", joined)
    return [word for word in joined.split() if word != "›" and not LABEL.fullmatch(word)]


@calm
@given(stories, st.lists(designs, min_size=1, max_size=3))
def test_what_is_placed_and_overset_is_the_story_in_its_order(
    story: list[tuple[str, int]], looks: list[dict[str, Any]]
) -> None:
    composition, said = run(story, looks)
    assert shown(composition) == said


@calm
@given(stories, st.lists(designs, min_size=1, max_size=3))
def test_no_words_lie_on_others_where_all_have_room(
    story: list[tuple[str, int]], looks: list[dict[str, Any]]
) -> None:
    composition, _ = run(story, looks)
    for panel in composition.panels:
        if panel.overset:
            continue
        boxes = [
            box
            for item, matrix in leaves(panel.marks, IDENTITY)
            if isinstance(item, Glyphs)
            for box in [around(glyph_boxes(item))]
            if box is not None
            for box in [matrix.apply_rect(box)]
        ]
        trim = Rect(0, 0, *panel.leaf.size)
        for box in boxes:
            assert trim.x <= box.x
            assert box.right <= trim.right
            assert trim.y <= box.y
            assert box.bottom <= trim.bottom
        for one, other in itertools.combinations(boxes, 2):
            assert not one.overlaps(other, 1.0)


@calm
@given(stories, st.lists(designs, min_size=1, max_size=3))
def test_every_number_of_a_list_stands_before_its_item_in_order(
    story: list[tuple[str, int]], looks: list[dict[str, Any]]
) -> None:
    composition, _ = run(story, looks)
    at = {
        number: (page, glyphs)
        for page, panel in enumerate(composition.panels)
        for glyphs, number in reversed(list(glyph_runs(panel.marks)))
        if number is not None
    }
    for numbered in walk(composition.structure):
        if ("List", "ListNumbering", "Decimal") not in numbered.attributes:
            continue
        labels = []
        for one in numbered.kids:
            assert isinstance(one, Element)
            label, body = (at[next(contents(kid))] for kid in one.kids if isinstance(kid, Element))
            labels.append(label[1].text)
            assert label[0] == body[0]
            assert label[1].x < body[1].x
            assert label[1].y - body[1].y == pytest.approx(0.0) or label[1].size > body[1].size
        assert labels == [f"{9 + n}." for n in range(len(labels))]
