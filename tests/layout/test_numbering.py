"""Content numbers: a block is laid out alike wherever it stands, and its numbers go on from others.

Kinds of block: each that the model knows has its layout.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import get_args

from tests.layout.conftest import job

from depliant.content.inline import Span
from depliant.content.model import (
    Block,
    Chart,
    Datum,
    Hanging,
    Heading,
    ItemList,
    KeyFigure,
    ListItem,
)
from depliant.display.items import Item, Link, Mark
from depliant.display.structure import contents
from depliant.figures.figure import Figure
from depliant.layout.blocks import lay
from depliant.layout.blocks.kind import Kind, kind_of
from depliant.layout.compose import Composition
from depliant.layout.frame import Stack, joined
from depliant.layout.setting import PanelSetting
from depliant.style.sheet import Design

from .conftest import HERE, composed, edition, panel, paragraph, sheet

FIGURE = Figure("f", Decimal(41), "%", "41", "%", "41 %", "41 %")
LINKED = (Span("Voir "), Span("le site", link="https://example.org"), Span(" du musée"))


def donut(alt: str = "Anneau : 41 %") -> Chart:
    return Chart("donut", (Datum(FIGURE, "des visites"),), "", alt, "donut", HERE)


def blocks() -> tuple[Block, ...]:
    hung = ListItem(LINKED, HERE, Hanging(FIGURE, False), (paragraph("En dessous"), donut("")))
    beside = ListItem((Span("Un visiteur"),), HERE, Hanging(FIGURE, True, donut()))
    return (
        Heading(2, (Span("Le musée"),), "heading", HERE),
        KeyFigure(FIGURE, LINKED, HERE),
        ItemList((hung, beside, ListItem(LINKED, HERE)), "item", HERE),
        donut(),
        paragraph("La fin."),
    )


def numbers(marks: tuple[Item, ...]) -> Counter[int]:
    """How often each content number is among marks; a link has that of its words."""
    return Counter(
        mark.content for mark in marks if isinstance(mark, Mark | Link) and mark.content is not None
    )


def of_stack(stack: Stack) -> tuple[list[int], set[int]]:
    """The content numbers of a stack's structure in order of reading, and those of its marks."""
    said = [number for element in stack.elements for number in contents(element)]
    return said, {number for slice_ in stack.slices for number in numbers(slice_.marks)}


def setting() -> PanelSetting:
    return PanelSetting(job(sheet()), Design(), "fr")


def test_every_kind_of_block_has_its_layout() -> None:
    assert all(isinstance(kind_of(kind), Kind) for kind in get_args(Block))


def test_a_block_is_laid_out_alike_again() -> None:
    the_setting = setting()
    for block in blocks():
        assert lay(block, the_setting, 150.0) == lay(block, the_setting, 150.0)


def test_what_a_block_says_is_what_it_paints_numbered_from_0() -> None:
    for block in blocks():
        stack = lay(block, setting(), 150.0)
        said, painted = of_stack(stack)
        assert sorted(said) == list(range(stack.contents))
        assert set(said) == painted


def test_the_contents_of_stacks_are_numbered_on() -> None:
    stacks = [lay(block, setting(), 150.0) for block in blocks()]
    whole = joined(stacks)
    said, painted = of_stack(whole)
    assert sorted(said) == list(range(whole.contents))
    assert set(said) == painted
    assert whole.contents == sum(stack.contents for stack in stacks)
    assert joined([joined(stacks[:2]), joined(stacks[2:])]) == whole


def test_a_publication_has_every_number_once() -> None:
    one = panel(*blocks(), name="one", foot=(paragraph("Au pied"),))
    other = panel(*blocks(), name="two")
    composition: Composition = composed(edition(one, other), sheet(format={"fold": "half"}))
    said = list(contents(composition.structure))
    assert sorted(said) == list(range(len(said)))
    painted = [set(numbers(panel_.marks)) for panel_ in composition.panels]
    assert painted[0].isdisjoint(painted[1])
    assert painted[0] | painted[1] == set(said)
