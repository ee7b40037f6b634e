"""The logical structure of a publication: what a screen reader walks.

The tree is independent of pages. Its leaves are `ContentRef` numbers; a `Mark` in the display
list with the same number holds what is painted for it, on whichever page that lands.
Roles are the standard structure types of ISO 32000-1, 14.8.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from depliant.tuples import NamedTuple

Role = Literal[
    "Document", "Part", "Sect", "Div", "H1", "H2", "H3", "H4", "P", "L", "LI", "Lbl", "LBody",
    "Span", "Link", "Figure", "Formula", "Caption", "Note", "Table", "THead", "TBody", "TR",
    "TH", "TD", "BlockQuote", "Reference",
]  # fmt: skip


class ContentRef(NamedTuple):
    """A leaf: the marked content that carries this number."""

    number: int


class Element(Struct, frozen=True):
    """One structure element.

    `attributes` are (owner, name, value) triples such as ("List", "ListNumbering", "Circle");
    a value is written as a PDF name if it is text, and several as the identifiers of elements (the
    Headers of a cell). Bounding boxes are not kept here: they
    depend on the page and come from `Mark.bounds`. `identifier` becomes the element's /ID,
    which a Note must have. `expansion` is what an abbreviation stands for: a voice says it, and
    whoever searches or copies has the text as it was written (ISO 32000-1, 14.9.5).
    """

    role: Role
    kids: tuple[Element | ContentRef, ...] = ()
    alt: str | None = None
    actual_text: str | None = None
    language: str | None = None
    title: str | None = None
    attributes: tuple[tuple[str, str, str | int | float | tuple[str, ...]], ...] = ()
    identifier: str | None = None
    expansion: str | None = None


def expanded(kid: Element | ContentRef, expansion: str) -> Element | ContentRef:
    """A kid with what a voice says in its stead; with nothing, itself."""
    return Element("Span", (kid,), expansion=expansion) if expansion else kid


class OutlineEntry(Struct, frozen=True):
    """A bookmark: it leads to the page and place of the marked content `target`."""

    title: str
    target: int
    kids: tuple[OutlineEntry, ...] = ()


def walk(element: Element) -> Iterator[Element]:
    """`element` and all below it, in reading order."""
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from walk(kid)


def contents(element: Element) -> Iterator[int]:
    """The content numbers below `element`, in reading order."""
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from contents(kid)
        else:
            yield kid.number


def linked_contents(element: Element, inside: bool = False) -> frozenset[int]:
    """The content numbers that are somewhere below a Link."""
    inside = inside or element.role == "Link"
    found: set[int] = set()
    for kid in element.kids:
        if isinstance(kid, Element):
            found |= linked_contents(kid, inside)
        elif inside:
            found.add(kid.number)
    return frozenset(found)


def identified(element: Element) -> dict[str, int]:
    """The first content number of each element that has an identifier."""
    found: dict[str, int] = {}
    for one in walk(element):
        first = next(contents(one), None) if one.identifier is not None else None
        if one.identifier is not None and first is not None:
            found[one.identifier] = first
    return found
