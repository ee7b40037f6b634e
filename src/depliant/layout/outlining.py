"""What leads through a publication: the structure of all panels as one, and the bookmarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from depliant.content.inline import plain
from depliant.content.model import Edition, Heading, Panel
from depliant.display.structure import Element, OutlineEntry, contents, walk
from depliant.layout.blocks.heading import HEADING_ROLES
from depliant.layout.metadata import tag_of
from depliant.tuples import NamedTuple


class Told(NamedTuple):
    """A panel as it is read: its elements, and the words of its headings, its title first."""

    elements: tuple[Element, ...]
    headings: tuple[str, ...]


def structure_of(edition: Edition, panels: Sequence[Told]) -> Element:
    """The structure of a publication: a section a panel on which anything is read."""
    parts = tuple(
        Element("Sect", panel.elements, title=next(iter(panel.headings), "") or None)
        for panel in panels
        if panel.elements
    )
    return Element("Document", parts, language=tag_of(edition), title=edition.title)


def outline_of(panels: Sequence[Told], *, draft: bool = False) -> tuple[OutlineEntry, ...]:
    """A bookmark for each panel that has a name, and below it one for each further heading.

    A panel that could not be set, of which only the pictures behind it are there, has none. In a
    `draft` one of which some heading could not be set has one for its title alone.
    """
    entries: list[OutlineEntry] = []
    for elements, titles in panels:
        numbers = [number for element in elements for number in contents(element)]
        shown = [*_heading_elements(elements)]
        if draft and titles and numbers and len(shown) != len(titles):
            entries.append(OutlineEntry(titles[0], min(numbers)))
        elif shown and titles:
            below = [
                OutlineEntry(title, min(contents(element)))
                for title, element in zip(titles, shown, strict=True)
            ]
            entries.append(OutlineEntry(titles[0], min(numbers), tuple(below[1:])))
    return tuple(entries)


def _heading_elements(elements: tuple[Element, ...]) -> Iterator[Element]:
    """The headings among elements, in reading order."""
    for element in elements:
        yield from (found for found in walk(element) if found.role in HEADING_ROLES.values())


def headings(panel: Panel) -> tuple[str, ...]:
    """The words of a panel's headings in reading order, its title first."""
    texts = [block.text for block in panel.walk() if isinstance(block, Heading)]
    titles = [panel.title] if panel.title else []
    return tuple(plain(words).replace("\n", " ") for words in (*titles, *texts))


def panel_title(panel: Panel) -> str:
    """What a panel is called: its title, else its first heading."""
    return next(iter(headings(panel)), "")
