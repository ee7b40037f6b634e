"""What images say to those who do not see them: words in reading order, figures by their texts.

An image has no tags. So each image goes with what the structure tree says of its page, for the
`alt` of a web page, for a text below it, or for the field of a social network: all images of an
edition in one JSON file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from depliant.display.items import DisplayDocument, Glyphs, Link, Mark, Page
from depliant.display.structure import ContentRef, Element, contents
from depliant.fonts.shaping import SOFT_HYPHEN
from depliant.geometry import Size
from depliant.writers.walk import leaves

_KINDS = {
    "H1": "heading 1",
    "H2": "heading 2",
    "H3": "heading 3",
    "H4": "heading 4",
    "P": "paragraph",
    "LI": "list item",
    "Caption": "caption",
    "Note": "note",
    "BlockQuote": "quotation",
}
_BREAKS = re.compile(r"[ \t\r\n]+")
"""Spaces at which a line may break; those that hold words together stay."""


class Part(NamedTuple):
    """One paragraph, item, row of a table or figure, by its `kind`."""

    kind: str
    text: str


class Account(Struct, frozen=True):
    """What one page says, and the (words, address) of each of its links.

    `parts` are as they are printed; `text` is all of them as they are read aloud, one a line.
    """

    title: str
    parts: tuple[Part, ...]
    text: str
    links: tuple[tuple[str, str], ...]


class Image(NamedTuple):
    """One image file and its size in pixels."""

    file: str
    size: Size


def account(document: DisplayDocument, page: Page) -> Account:
    """What a page of the document says."""
    texts = _texts(page)
    titles = [
        kid.title
        for kid in document.structure.kids
        if isinstance(kid, Element) and kid.title and not texts.keys().isdisjoint(contents(kid))
    ]
    links = [
        item
        for item, _ in leaves(page.items)
        if isinstance(item, Link) and not item.uri.startswith("#")
    ]
    aloud = _blocks(document.structure, "paragraph", texts)
    return Account(
        " · ".join(titles) or document.metadata.title,
        tuple(_blocks(_unexpanded(document.structure), "paragraph", texts)),
        "\n".join(part.text for part in aloud),
        tuple((link.description, link.uri) for link in links),
    )


def sidecar(document: DisplayDocument, images: Sequence[Image], shows: str) -> bytes:
    """The JSON file; `shows` names the key under which an image says its page: panel or side."""
    metadata = document.metadata
    content = {
        "title": metadata.title,
        "language": metadata.language,
        "direction": metadata.direction,
        "images": [
            {
                "file": image.file,
                shows: page.name or page.label,
                "width": image.size.width,
                "height": image.size.height,
                **_entries(account(document, page)),
            }
            for image, page in zip(images, document.pages, strict=True)
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _entries(said: Account) -> dict[str, object]:
    return {
        "title": said.title,
        "alt": said.text,
        "figures": [part.text for part in said.parts if part.kind == "figure"],
        "links": [{"text": words, "address": address} for words, address in said.links],
        "parts": [part._asdict() for part in said.parts],
    }


def _texts(page: Page) -> dict[int, str]:
    """The words of each content that is painted on a page; none for what is only drawn."""
    texts: dict[int, str] = {}
    for item, _ in leaves(page.items):
        if isinstance(item, Mark) and item.content is not None:
            runs = [run.text for run, _ in leaves(item.items) if isinstance(run, Glyphs)]
            texts[item.content] = texts.get(item.content, "") + "".join(runs)
    return texts


def _blocks(element: Element, kind: str, texts: Mapping[int, str]) -> Iterator[Part]:
    """The words of an element as parts of a `kind`, divided by the blocks among them."""
    words = ""
    for piece in _pieces(element, texts):
        if isinstance(piece, str):
            words += piece
            continue
        yield from _part(kind, words)
        words = ""
        yield piece
    yield from _part(kind, words)


def _unexpanded(element: Element) -> Element:
    """An element whose abbreviations are as they are printed."""
    kids = (kid if isinstance(kid, ContentRef) else _unexpanded(kid) for kid in element.kids)
    return replace(element, kids=tuple(kids), expansion=None)


def _part(kind: str, words: str) -> Iterator[Part]:
    text = _plain(words)
    if text:
        yield Part(kind, text)


def _pieces(element: Element, texts: Mapping[int, str]) -> Iterator[str | Part]:
    """Words that run on, and blocks that stand by themselves, in reading order."""
    for kid in element.kids:
        if isinstance(kid, ContentRef):
            yield texts.get(kid.number, "")
        elif texts.keys().isdisjoint(contents(kid)):
            continue
        elif kid.alt is not None:
            yield Part("figure", kid.alt)
        elif kid.expansion is not None:
            yield kid.expansion
        elif kid.actual_text is not None:
            yield kid.actual_text
        elif kid.role == "TR":
            yield Part("table row", _row(kid, texts))
        elif kid.role in _KINDS and not _goes_on(kid, element):
            yield from _blocks(kid, _KINDS[kid.role], texts)
        else:
            yield from _pieces(kid, texts)
            yield " " if kid.role == "Lbl" else ""


def _goes_on(paragraph: Element, parent: Element) -> bool:
    """Whether a paragraph is the first of an item: it goes on the line of the item's label."""
    return parent.role == "LBody" and paragraph.role == "P" and paragraph is parent.kids[0]


def _row(row: Element, texts: Mapping[int, str]) -> str:
    """The cells of a row."""
    cells = [kid for kid in row.kids if isinstance(kid, Element)]
    return " – ".join(
        " ".join(part.text for part in _blocks(cell, "cell", texts)) for cell in cells
    )


def _plain(words: str) -> str:
    """Words without division at the ends of lines."""
    return _BREAKS.sub(" ", words.replace(SOFT_HYPHEN, "")).strip(" ")
