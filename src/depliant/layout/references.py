"""Marks of notes in what is drawn: each is taken out of the drawing and made a reference.

A drawing is one graphic to who listens, and says nothing of what is in it. A mark stands behind
the words that it is for, where these are read as a table, and else behind the drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from depliant.content.inline import NoteMark
from depliant.content.notes import marks_of
from depliant.content.texts import texts
from depliant.display.items import Glyphs, Item, Link, Mark
from depliant.display.structure import ContentRef, Element
from depliant.geometry import Rect
from depliant.layout.frame import Stack
from depliant.layout.lines import reference, run_box

_Found = dict[int, list[Element]]
"""The references that are taken out of each content."""


def referred(stack: Stack, block: Struct) -> Stack:
    """A drawn block with the marks of its texts as references that lead to their notes."""
    said = {mark.id: mark for text in texts(block) for mark in marks_of(text.words)}
    if not said:
        return stack
    taker = _Taker(said, stack.contents)
    slices = tuple(
        replace(slice_, marks=tuple(taker.taken(slice_.marks))) for slice_ in stack.slices
    )
    elements = tuple(one for element in stack.elements for one in _with(element, taker.found))
    return replace(stack, slices=slices, elements=elements, contents=taker.contents)


class _Taker:
    """Takes marks out of drawings, and numbers them after the `contents` that are there."""

    def __init__(self, said: Mapping[str, NoteMark], contents: int) -> None:
        self.said, self.contents = said, contents
        self.found: _Found = {}

    def taken(self, marks: tuple[Item, ...]) -> Iterator[Item]:
        """Marked content, each followed by the references that were in it."""
        for item in marks:
            if not isinstance(item, Mark) or item.content is None:
                yield item
                continue
            yield replace(item, items=tuple(one for one in item.items if not _leads(one)))
            for name, runs in groupby(filter(_leads, item.items), key=_leads):
                yield from self._reference(item.content, self.said[name], tuple(runs))

    def _reference(self, content: int, mark: NoteMark, runs: tuple[Item, ...]) -> Iterator[Item]:
        number = self.contents
        self.contents += 1
        self.found.setdefault(content, []).append(reference(mark, ContentRef(number)))
        boxes = [run_box(run) for run in runs if isinstance(run, Glyphs)]
        yield Mark(runs, number)
        yield Link(reduce(Rect.union, boxes), f"#{mark.id}", number, mark.said)


def _leads(item: Item) -> str:
    return item.leads if isinstance(item, Glyphs) else ""


def _with(element: Element, found: _Found) -> Iterator[Element]:
    """An element with references behind what they were taken out of.

    Behind an element that is said in other words than its own they stand by themselves.
    """
    kids: list[Element | ContentRef] = []
    references: list[Element] = []
    is_said = element.alt is not None or element.expansion is not None
    for kid in element.kids:
        if isinstance(kid, Element):
            kids += _with(kid, found)
            continue
        kids.append(kid)
        (references if is_said else kids).extend(found.get(kid.number, ()))
    yield replace(element, kids=tuple(kids))
    if references and element.role == "Figure":
        yield Element("P", tuple(references))
    else:
        yield from references
