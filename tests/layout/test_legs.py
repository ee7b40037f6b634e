"""Stories: whatever the frames, all of it is placed or overset, in order, and nothing overlaps."""

from __future__ import annotations

import itertools
import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.layout.conftest import HERE, composed, edition, glyph_runs, paragraph, sheet

from depliant.content.inline import Span
from depliant.content.model import (
    Block,
    Cell,
    FlowBreak,
    Heading,
    ItemList,
    ListItem,
    Panel,
    Row,
    Spanning,
    Target,
)
from depliant.display.items import Glyphs
from depliant.display.structure import contents
from depliant.geometry import IDENTITY, Rect
from depliant.layout.compose import Composition
from depliant.layout.strays import leaves
from depliant.style.sheet import Format
from depliant.text.ink import around, glyph_boxes

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
    ["text", "text", "text", "heading", "list", "row", "wide", "column", "frame"]
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
        designs=found, copyfit={"steps": 0}, format=Format(fold="none", size=(90, 80))
    )
    return composed(edition(*panels), the_sheet), teller.said


MARGIN = {"top": 5, "right": 5, "bottom": 5, "left": 5}
calm = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


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
    return [word for word in joined.split() if word != "›"]


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
