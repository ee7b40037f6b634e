"""ContentRef numbers: which marks are painted for which leaf of the structure.

A block numbers its own contents from 0. Where matter is put together, the numbers of what comes
later go on from those before it: of stacks in a column, of panels in a publication.
"""

from __future__ import annotations

from msgspec.structs import replace

from depliant.display.items import Item, Link, Mark
from depliant.display.structure import ContentRef, Element


def marks_from(first: int, marks: tuple[Item, ...]) -> tuple[Item, ...]:
    """The marks with the number `first` in the place of 0, and so on."""
    return tuple(_numbered(mark, first) for mark in marks) if first else marks


def elements_from(first: int, elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """The structure with the number `first` in the place of 0, and so on."""
    return tuple(_renumbered(element, first) for element in elements) if first else elements


def _numbered(item: Item, first: int) -> Item:
    if isinstance(item, Mark) and item.content is not None:
        return replace(item, content=item.content + first)
    if isinstance(item, Link):
        return replace(item, content=item.content + first)
    return item


def _renumbered(element: Element, first: int) -> Element:
    kids = tuple(
        ContentRef(kid.number + first) if isinstance(kid, ContentRef) else _renumbered(kid, first)
        for kid in element.kids
    )
    return replace(element, kids=kids)
