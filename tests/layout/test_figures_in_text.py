"""Figures that do not hang but stand, in a character style, where their sentences say them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.layout.test_blocks import donut, figure, hanging_sheet, items, laid, runs

from depliant.content.inline import Span
from depliant.content.model import Hanging, ListItem
from depliant.display.structure import walk
from depliant.figures.figure import Figure
from depliant.style.running_text import CharacterStyle
from depliant.style.sheet import StyleSheet

from .conftest import HERE

LARGE = CharacterStyle(weight=700, size=1.5)


def in_text() -> StyleSheet:
    sheet = hanging_sheet(figures_in_text="figure", hang_mm=0)
    return replace(sheet, character_styles={"figure": LARGE})


def pupils() -> Figure:
    return replace(figure("400"), id="pupils")


def item(*spans: Span, repeats: bool = True) -> ListItem:
    first = (Span("400", figure="pupils"),)
    return ListItem(spans, HERE, Hanging(pupils(), repeats, spans=() if repeats else first))


def test_a_figure_is_large_where_its_sentence_says_it() -> None:
    said = item(Span("Avec "), Span("400", figure="pupils"), Span(" élèves"))
    found = runs(laid(items(said), in_text()))
    assert [found[text][2] for text in ("Avec ", "400", " élèves")] == [8.0, 12.0, 8.0]
    assert len({y for _, y, _ in found.values()}) == 1, "all on one baseline"


def test_the_sign_of_its_money_goes_with_it() -> None:
    said = item(Span("with €"), Span("400", figure="pupils"), Span(" of aid, €5"))
    found = runs(laid(items(said), in_text()))
    assert found["with "][2] == 8.0
    assert found["€"][2] == found["400"][2] == 12.0
    assert found[" of aid, €5"][2] == 8.0


def test_a_sentence_that_begins_with_it_is_whole_again() -> None:
    composition = laid(items(item(Span("élèves de Grenay"), repeats=False)), in_text())
    found = runs(composition)
    assert found["400"][2] == 12.0
    assert found["400"][0] < min(x for text, (x, _, _) in found.items() if text != "400")
    assert "Lbl" not in {one.role for one in walk(composition.structure)}


def test_a_sentence_that_does_not_say_it_begins_with_it() -> None:
    found = runs(laid(items(item(Span("et d’autres"))), in_text()))
    assert found["400"][2] == 12.0
    assert found["400"][0] == min(x for x, _, _ in found.values())


def test_items_stand_flush_and_those_within_them_by_their_markers() -> None:
    inner = items(ListItem((Span("dedans"),), HERE))
    outer = items(ListItem((Span("dehors"),), HERE, None, (inner,)))
    found = runs(laid(outer, in_text()))
    assert "›" in found
    assert found["dehors"][0] == pytest.approx(found["›"][0], abs=1.0)
    assert found["dedans"][0] > found["›"][0]


def test_one_with_a_chart_stays_beside_it() -> None:
    entry = ListItem((Span("des habitants"),), HERE, Hanging(figure("41", "%"), True, donut("41")))
    sheet = replace(hanging_sheet(figures_in_text="figure"), character_styles={"figure": LARGE})
    found = runs(laid(items(entry), sheet))
    assert found["41"][0] < found["des habitants"][0]
