"""What kind of thing an element is to a listener, and how kids of one are gathered into lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from depliant.readaloud.tree import Annotation, Comment, Kid, Node, Text, Widget
from depliant.sentences import Sentence, say

GROUPS: Final = frozenset(
    (
        *("Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "TOC", "Index"),
        *("NonStruct", "Private", "Aside"),
    )
)
HEADINGS: Final = frozenset(("H", *(f"H{level}" for level in range(1, 7))))
GRAPHICS: Final = frozenset(("Figure", "Formula"))
SAID_OF: Final = {
    "BlockQuote": say("quotation:"),
    "Note": say("note:"),
    "FENote": say("note:"),
    "Code": say("code:"),
    "Caption": say("caption:"),
}
BLOCKS: Final = GROUPS | HEADINGS | GRAPHICS | {"P", "Title", "L", "Table", "TOCI", *SAID_OF}
"""What stands by itself; those of PDF 2.0 (ISO 32000-2, 14.8.4) among them."""


def nodes(kids: Iterable[Kid]) -> Iterator[Node]:
    """The elements among kids, and all below them."""
    for kid in kids:
        if isinstance(kid, Node):
            yield kid
            yield from nodes(kid.kids)


def page_of(kids: Iterable[Kid]) -> int | None:
    """The page (from 0) on which the first of kids is."""
    for kid in kids:
        page = page_of(kid.kids) if isinstance(kid, Node) else kid.page
        if page is not None and not isinstance(kid, Annotation):
            return page
    return None


def linked(node: Node, words: str) -> Sentence:
    """A link: where it leads, and what it says of itself if that is not its words."""
    found = [kid for kid in node.kids if isinstance(kid, Annotation)]
    if not found:
        return say("[link: {words}, which leads nowhere]", words=words)
    uri: str | Sentence = found[0].uri
    if found[0].page is not None:
        uri = say("page {number}", number=found[0].page + 1)
    if not uri:
        return say("[link: {words}, which leads nowhere]", words=words)
    description = " ".join(found[0].description.split())
    if description.casefold() == " ".join(words.split()).casefold():
        return say("[link: {words} → {uri}]", words=words, uri=uri)
    if not description:
        return say("[link: {words} → {uri}, without description]", words=words, uri=uri)
    return say(
        "[link: {words} → {uri}, “{description}”]", words=words, uri=uri, description=description
    )


def is_one(tag: str, other: str) -> bool:
    """Whether two tags name one language: capitals do not count (RFC 5646, 2.1.1)."""
    return tag.casefold() == other.casefold()


def is_block(kid: Kid) -> bool:
    """Whether a kid stands by itself."""
    return isinstance(kid, Node) and kid.role in BLOCKS


def is_inline(kid: Kid) -> bool:
    """Whether a kid that may stand by itself is read within a text where it lies in one."""
    return isinstance(kid, Node) and kid.role == "Formula"


def is_label(kid: Kid) -> bool:
    """Whether a kid is the label of an item or a note."""
    return isinstance(kid, Node) and kid.role == "Lbl"


def is_field(kid: Kid) -> bool:
    """Whether a kid is a field of a form, or a comment."""
    if isinstance(kid, Node):
        return kid.role in ("Form", "Annot")
    return isinstance(kid, Widget | Comment)


def begins_with_text(kid: Kid) -> bool:
    """Whether what is first said of a kid is plain text and no announcement."""
    return not isinstance(kid, Node) or kid.role not in GRAPHICS | {"L", "Table"} | HEADINGS


def grouped(kids: Sequence[Kid]) -> Iterator[Node | list[Kid]]:
    """Blocks, and what stands between them gathered; of two fields in a row each is by itself."""
    between: list[Kid] = []
    for kid in kids:
        is_parted = isinstance(kid, Node) and is_block(kid)
        if between and (is_parted or (is_field(kid) and is_field(between[-1]))):
            yield between
            between = []
        if isinstance(kid, Node) and is_parted:
            yield kid
        else:
            between.append(kid)
    if between:
        yield between


def texts(kids: Iterable[Kid]) -> Iterator[Text]:
    """The text among kids, and all below them."""
    for kid in kids:
        if isinstance(kid, Text):
            yield kid
        elif isinstance(kid, Node):
            yield from texts(kid.kids)
