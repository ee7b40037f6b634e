"""The Arabic leaflet read back from its files: word by word what ar.po says, nothing else.

Three readers: the structure tree with its ActualText, as assistive technology goes; PDFium and
poppler, which know nothing of the tree and go by the glyphs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

import pypdfium2
import pytest
from bidi import get_display
from tests.judges.programs import judge

from depliant.build.editions import edition_in
from depliant.content.inline import plain
from depliant.content.model import (
    Block,
    Chart,
    Edition,
    Framed,
    Heading,
    ItemList,
    KeyFigure,
    ListItem,
    LogoWall,
    Paragraph,
    PictureBlock,
    Row,
)
from depliant.content.model_plots import Plot
from depliant.content.publication import load as load_publication
from depliant.pdfread.opening import opened
from depliant.readaloud.contents import Words
from depliant.readaloud.tree import Kid, Node, Text, spoken, tree
from depliant.source.folder import Folder
from depliant.translation.po import read

from .conftest import ROOT, Written

BULLETS = ("•", "›", "–")
HANGING = ("habitants",)
"""Panels whose figures stand beside their sentences; elsewhere they stand in them."""
UNPRINTED = ("logo", "publication/")
"""Beginnings of contexts whose messages stand on no page: what marks and the file are called."""


@pytest.fixture(scope="module")
def edition() -> Edition:
    made = edition_in(load_publication(Folder(ROOT)), Folder(ROOT), "ar").edition
    assert made is not None
    return made


@pytest.fixture(scope="module")
def files(file_of: Callable[[str, str], Written]) -> dict[str, Path]:
    """The leaflet's Arabic press and screen file."""
    return {target: file_of("ar", target).path for target in ("press", "screen")}


# --- what the edition says ----------------------------------------------------------------------


def words_of(edition: Edition) -> list[str]:
    """Every printed word, in reading order; alternative texts are not printed."""
    texts = [
        text
        for panel in edition.panels
        for text in (
            plain(panel.title),
            *_blocks((*panel.blocks, *panel.frames, *panel.foot), panel.id in HANGING),
        )
    ]
    return [word for text in texts for word in text.split()]


def _blocks(blocks: Iterable[Block | Framed], hangs: bool) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield plain(block.text)
            case KeyFigure():
                yield from (block.figure.number, block.figure.unit_shown, plain(block.label))
            case ItemList():
                for item in block.items:
                    yield from _item(item, hangs)
            case Chart():
                if block.each > 1:
                    yield f"= {block.each}"
                yield plain(block.title)
                for datum in block.data:
                    yield from (plain(datum.label), datum.figure.shown)
            case Plot():
                yield from (plain(block.title), plain(block.subtitle))
                for at, figure in block.series[0].known():
                    yield from (plain(block.places[at].label), figure.shown)
            case Framed():
                yield from _blocks(block.blocks, hangs)
            case Row():
                for cell in block.cells:
                    yield from _blocks(cell.blocks, hangs)
            case PictureBlock():
                yield plain(block.credit)
            case LogoWall():
                pass


def _item(item: ListItem, hangs: bool) -> Iterator[str]:
    if item.hanging is not None and (hangs or not item.hanging.repeats):
        yield item.hanging.figure.shown
    yield plain(item.text)
    # The ring round a hanging figure, the rows of signs below it: no words of their own.
    said = (block for block in item.blocks if not isinstance(block, Chart))
    yield from _blocks(said, hangs)


# --- what the files say ---------------------------------------------------------------------------


def words_told(path: Path) -> list[str]:
    """The words of the structure tree in its order."""
    with opened(path.read_bytes()) as file:
        read_tree = tree(file)
    assert not read_tree.faults
    told = [word for text in _told(read_tree.kids, read_tree.spaced) for word in text.split()]
    return [word for word in told if word not in BULLETS]


def _told(kids: Iterable[Kid], spaced: bool) -> Iterator[str]:
    """The text of blocks; what stands in one line of text is joined as it is written."""
    for kid in kids:
        if isinstance(kid, Node):
            text = kid.role not in ("Document", "Part", "Sect", "Div", "Art")
            if kid.actual is not None or (text and any(map(_runs_on, kid.kids))):
                yield _inline(kid, spaced)
            else:
                yield from _told(kid.kids, spaced)


def _runs_on(kid: Kid) -> bool:
    """Whether this is a part of a text rather than a block."""
    return isinstance(kid, Text) or (isinstance(kid, Node) and kid.role in ("Span", "Link"))


def _inline(node: Node, spaced: bool) -> str:
    if node.actual is not None:
        return node.actual
    words, end = Words(spaced), None
    for kid in node.kids:
        leaves = list(_leaves([kid]))
        if not leaves:
            continue
        text = _inline(kid, spaced) if isinstance(kid, Node) else spoken(leaves, spaced)
        start = leaves[0].passage.start
        below = start is not None and end is not None and start.is_below(end)
        (words.add_line if below else words.add)(text)
        end = leaves[-1].passage.end
    return str(words)


def _leaves(kids: Iterable[Kid]) -> Iterator[Text]:
    for kid in kids:
        if isinstance(kid, Text):
            yield kid
        elif isinstance(kid, Node):
            yield from _leaves(kid.kids)


@pytest.mark.parametrize("target", ["press", "screen"])
def test_the_tags_say_the_edition_word_by_word(
    target: str, files: dict[str, Path], edition: Edition
) -> None:
    wanted, told = words_of(edition), words_told(files[target])
    assert len(wanted) > 500
    differing = [pair for pair in zip_longest(wanted, told) if pair[0] != pair[1]]
    assert differing[:5] == []


def test_every_printed_message_of_the_po_file_is_told(files: dict[str, Path]) -> None:
    """The PO file itself, figures apart: no step from it to the page drops or turns a word."""
    catalogue, found = read((ROOT / "assets/translations/ar.po").read_text("utf-8"), "ar.po")
    assert found == ()
    told = f" {' '.join(words_told(files['press']))} "
    seen = 0
    for entry in catalogue.entries:
        context = entry.context or ""
        if entry.plural is not None or "/" not in context or context.startswith(UNPRINTED):
            continue
        text = re.sub(r"\[([^\]]*)\](?:\([^)]*\)|\{lang=\w+\})", r"\1", entry.strings[0])
        text = text.replace("**", "").replace("*", "")
        # Quotation marks are set by the rules of the language, figures by the ledger.
        for piece in re.split(r"\S*\{[^}]*\}\S*|\"|'", text):
            words = " ".join(piece.split())
            if words and not {"alt", "icons", "tourists"} & {*context.split("/")}:
                assert words in told, (context, words)
                seen += 1
    assert seen > 60


# --- readers that go by the glyphs ----------------------------------------------------------------


def test_poppler_reads_every_word(files: dict[str, Path], edition: Edition) -> None:
    """Runs of Latin and digits stand between embedding marks in the order they are seen in."""
    text = judge("pdftotext", files["press"], "-")
    text = re.sub("\u202a(.*?)\u202c", lambda found: get_display(found[1], base_dir="R"), text)
    assert _missing(edition, re.sub("[\u202a-\u202e\u200e\u200f]", "", text)) == Counter()


def test_pdfium_reads_every_arabic_word(files: dict[str, Path], edition: Edition) -> None:
    document = pypdfium2.PdfDocument(files["press"])
    try:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    # It reads a word that it cuts at a mark in two, the parts the wrong way round.
    assert _missing(edition, text).total() <= 2
    told, wanted = _arabic(text), _arabic(" ".join(words_of(edition)))
    assert Counter("".join(wanted.elements())) <= Counter("".join(told.elements()))


def _missing(edition: Edition, text: str) -> Counter[str]:
    """The Arabic words of the edition that a text has too rarely; marks, order not compared."""
    wanted = _arabic(" ".join(words_of(edition)))
    assert wanted.total() > 400
    return wanted - _arabic(text)


def _arabic(text: str) -> Counter[str]:
    return Counter(re.findall("[\u0621-\u064a]+", re.sub("[\u064b-\u0655]", "", text)))
