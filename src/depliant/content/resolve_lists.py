"""What blocks that follow one another make of each other: numbers of lists, run-in headings.

A list may go on with the numbers of the one before, a paragraph that follows another may be
indented, a run-in heading stands at the beginning of the paragraph below it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final

from babel import Locale
from msgspec.structs import replace

from depliant.content import schema
from depliant.content.framing import spanning
from depliant.content.inline import Inline, plain
from depliant.content.markup import Piece
from depliant.content.model import (
    Block,
    Definition,
    Definitions,
    Hanging,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    RunIn,
    Spanning,
)
from depliant.content.values import figure_as
from depliant.errors import Diagnostic, Place
from depliant.figures import writing as figures
from depliant.languages.counters import label
from depliant.sentences import say
from depliant.source.yaml import Route
from depliant.tuples import NamedTuple


class Around(NamedTuple):
    """Where blocks stand: in an edition, and at which places of content.yaml.

    In a `frame` they may stand over all its columns.
    """

    locale: Locale
    language: str
    place: Callable[[Route], Place]
    fault: Callable[[Diagnostic], None]
    frame: bool = False


def sequence(
    written: tuple[Any, ...], blocks: tuple[Block, ...], route: Route, around: Around
) -> tuple[Block, ...]:
    """Blocks that follow one another, each with what it has from those before it.

    Args:
        written: the blocks as content.yaml has them.
        blocks: the same in their final words.
        route: the way to them.
        around: where they stand.
    """
    found = _in_order(written, blocks, route, around)
    if around.frame:
        found = spanning(written, found)
    return _run_in(written, found, route, around)


def _in_order(
    written: Sequence[Any], blocks: tuple[Block, ...], route: Route, around: Around
) -> tuple[Block, ...]:
    """Resolved blocks, numbered lists with their labels, paragraphs knowing what they follow."""
    found: list[Block] = []
    next_number = 0  # of the list that goes on; 0: no list was numbered yet
    for number, (one, block) in enumerate(zip(written, blocks, strict=True)):
        if isinstance(one, schema.Items) and isinstance(block, ItemList):
            at = (*route, number)
            first = _first_number(one, next_number, at, around)
            if one.numbered is not None:
                block = _labelled(one, block, first, at, around)
                next_number = first + len(block.items)
        elif isinstance(block, Paragraph) and found and isinstance(found[-1], Paragraph):
            block = replace(block, follows=found[-1].role)
        found.append(block)
    return tuple(found)


def _first_number(written: schema.Items, goes_on: int, route: Route, around: Around) -> int:
    """The number that a list begins with; what is wrong with how it says so is a fault."""
    if written.numbered is None:
        for key, given in (("start", written.start is not None), ("continue", written.goes_on)):
            if given:
                message = say("`{key}` numbers a list that has no numbers.", key=key)
                hint = say("Write `numbered: decimal` beside it, or take it out.")
                around.fault(Diagnostic("list-start", message, around.place((*route, key)), hint))
    elif written.goes_on and written.start is not None:
        message = say("The list is told both where its numbers start and to go on with others.")
        hint = say("Take out `start` or `continue`.")
        around.fault(Diagnostic("list-start", message, around.place((*route, "start")), hint))
    elif written.goes_on and not goes_on:
        message = say("There is no numbered list before this one that it could go on from.")
        hint = say("Write `start:` with the number that it begins with.")
        around.fault(Diagnostic("list-start", message, around.place((*route, "continue")), hint))
    if written.start is not None:
        return written.start
    return goes_on if written.goes_on and goes_on else 1


def _labelled(
    written: schema.Items, block: ItemList, first: int, route: Route, around: Around
) -> ItemList:
    """A list with its labels, in the digits and letters of the edition."""
    counting = written.numbered
    assert counting is not None  # the caller's case
    digits = "".join(figures.number(Decimal(digit), around.locale) for digit in range(10))
    items: list[ListItem] = []
    for number, (one, item) in enumerate(zip(written.items, block.items, strict=True)):
        if one.figure is not None:
            message = say("An item of a numbered list cannot have a figure beside it as well.")
            hint = say("Write the figure in its text, in braces, or take `numbered` out.")
            place = around.place((*route, "items", number, "figure"))
            around.fault(Diagnostic("list-figure", message, place, hint))
            items.append(item)
            continue
        items.append(replace(item, label=label(first + number, counting, around.language, digits)))
    return replace(block, items=tuple(items), numbered=counting)


def hung(
    hanging: Hanging, text: Inline, lead: Piece, written: Callable[[], figures.Written | None]
) -> tuple[Hanging, Inline]:
    """The figure beside an item, and the item's text without what hangs in its stead.

    Args:
        hanging: the figure, with its chart, as it stands beside a text that says it again.
        text: the item's words.
        lead: what they begin with, as it is marked up.
        written: gives that in its final form, if it is a figure.
    """
    figure = hanging.figure
    taken = 0
    while taken < len(text) and text[taken].figure == figure.id == lead.figure:
        taken += 1
    rest = plain(text[taken:])
    # The next word must be a word of its own: "{a}-{b}" or "{a}, …" stays in one piece.
    if not taken or not rest[:1].isspace() or not rest.strip():
        return hanging, text
    form = written()
    if form is None:
        return hanging, text
    after = list(text[taken:])
    while after and not after[0].text.lstrip():
        after.pop(0)
    after[0] = after[0]._replace(text=after[0].text.lstrip())
    shown = Hanging(figure_as(figure, form), False, hanging.chart, text[:taken])
    return shown, tuple(after)


def definitions(
    block: schema.Definitions,
    route: Route,
    place: Callable[[Route], Place],
    inline: Callable[[str, Route], Inline],
) -> Definitions:
    """A definition list in its final words; `inline` resolves a text, from it and the route."""
    entries = []
    for number, one in enumerate(block.definitions):
        at = (*route, "definitions", number)
        words = inline(one.term, (*at, "term")), inline(one.text, (*at, "text"))
        entries.append(Definition(*words, place(at)))
    return Definitions(tuple(entries), block.role, place(route))


_ALONE: Final = say(
    "Let a paragraph (`text:`) follow the heading, over as many columns, or take `run_in` out."
)


def _run_in(
    written: Sequence[Any], blocks: tuple[Block, ...], route: Route, around: Around
) -> tuple[Block, ...]:
    """The blocks with run-in headings at the beginning of the paragraphs that follow them."""
    found: list[Block] = []
    waiting: Block | None = None
    for number, (one, block) in enumerate(zip(written, blocks, strict=True)):
        if waiting is not None:
            together = _together(waiting, block)
            waiting = None
            if together is not None:
                found[-1] = together
                continue
        found.append(block)
        if isinstance(one, schema.Heading) and one.run_in:
            waiting = block
            following = blocks[number + 1] if number + 1 < len(blocks) else None
            if following is None or _together(block, following) is None:
                message = say("There is no text below the heading that it could run into.")
                place = around.place((*route, number, "run_in"))
                around.fault(Diagnostic("run-in-alone", message, place, _ALONE, "warning"))
    return tuple(found)


def _together(heading: Block, following: Block) -> Block | None:
    """A heading and the paragraph below it as one block; None where they are not such."""
    if isinstance(heading, Spanning) and isinstance(following, Spanning):
        inner = _together(heading.block, following.block)
        return None if inner is None else Spanning(inner, inner.place)
    if isinstance(heading, Heading) and isinstance(following, Paragraph):
        return RunIn(heading, following, heading.place)
    return None
