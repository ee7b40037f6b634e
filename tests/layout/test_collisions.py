"""Accents under descenders: a finding, or leading that follows the letters."""

from __future__ import annotations

from typing import Literal

import pytest
from msgspec.structs import replace

from depliant.content.inline import Span
from depliant.content.model import Heading, ItemList, ListItem
from depliant.layout.compose import Composition
from depliant.style.sheet import Design, Margin, StyleSheet, TypeStyle

from .conftest import HERE, composed, edition, glyph_runs, panel, paragraph, sheet

PLAIN = "STRASSEN BEI NACHT"
ACCENTS = "STRASSEN FÜR ÄLTERE ÖFEN"


def titled(leading: object, size: float = 22) -> StyleSheet:
    """A grid of 5 points, and a title of two lines in a panel of 60 mm."""
    text = TypeStyle(size=8, leading=10)
    title = replace(TypeStyle(size=size, weight=700, balance=True), leading=leading)
    return replace(sheet(type={"text": text, "title": title}), baseline=5.0)


def set_in(text: str, style: StyleSheet) -> Composition:
    return composed(edition(panel(paragraph(text, "title"))), style)


def leading(composition: Composition) -> float:
    """The distance between the first two baselines."""
    runs = glyph_runs(composition.panels[0].marks)
    first, second, *_ = sorted({round(run.y, 2) for run, _ in runs})
    return round(second - first, 2)


def codes(composition: Composition) -> list[str]:
    return [found.code for found in composition.diagnostics]


@pytest.mark.parametrize("text", [PLAIN, ACCENTS])
def test_letters_that_touch_are_a_warning(text: str) -> None:
    found = set_in(text, titled(20.0)).diagnostics
    assert [item.code for item in found] == (["lines-collide"] if text == ACCENTS else [])
    for item in found:
        assert item.severity == "warning"
        assert "auto-accents" in str(item.hint)
        assert item.place is not None


def test_leading_that_follows_accents_is_as_tight_as_the_letters_allow() -> None:
    style = titled("auto-accents")
    assert codes(set_in(PLAIN, style)) == codes(set_in(ACCENTS, style)) == []
    assert leading(set_in(PLAIN, style)) == 20.0
    assert leading(set_in(ACCENTS, style)) == 25.0


def below(before: float, upper: str) -> Composition:
    """A line of large type, and figures in a style of their own below it."""
    heading = Heading(1, (Span(upper),), "title", HERE)
    years = replace(TypeStyle(size=40, weight=700, leading=35), before=before)
    style = titled(30.0, size=40)
    style = replace(style, type={**style.type, "years": years})
    return composed(edition(panel(heading, paragraph("2012", "years"))), style)


@pytest.mark.parametrize(("upper", "before", "expected"), [
    ("Chiqgy", 0.0, ["lines-collide"]), ("Chiqgy", 3.0, []), ("Chiffr", 0.0, []),
])  # fmt: skip
def test_letters_that_touch_those_of_the_block_below_are_a_warning(
    upper: str, before: float, expected: list[str]
) -> None:
    found = below(before, upper).diagnostics
    assert [item.code for item in found] == expected
    for item in found:
        assert upper in str(item.message)
        assert "2012" in str(item.message)
        assert "`before`" in str(item.hint)
        assert item.severity == "warning"


@pytest.mark.parametrize(("leading", "spread", "expected"), [
    (7.0, "none", 2), (10.0, "none", 0), (7.0, "blocks", 0),
])  # fmt: skip
def test_blocks_of_one_line_that_touch_are_told(
    leading: float, spread: Literal["none", "blocks"], expected: int
) -> None:
    """The grid rounds 7 points to 5; where room left over may part the two it is not known yet."""
    style = {"text": TypeStyle(size=8, leading=leading), "item": TypeStyle(size=8, leading=leading)}
    words = ListItem((Span("Égypte"),), HERE)
    blocks = (paragraph("Égypte"), paragraph("Égypte"))
    design = Design(margin=Margin(top=5, right=5, bottom=5, left=5), spread=spread)
    look = sheet(type=style, designs={"default": design})
    for one in (panel(*blocks), panel(ItemList((words, words), "item", HERE))):
        found = composed(edition(one), look).diagnostics
        told = [one for one in found if one.code == "lines-collide"]
        assert len(told) == expected // 2, found
