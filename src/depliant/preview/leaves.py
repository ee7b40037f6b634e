"""What two versions of a page are compared by: its blocks, with their words and boxes.

A leaf is one panel, or a page of a file that says nothing of panels. Lengths are points on the
side that it is part of, y down, from the trim corner.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from depliant.compare.rewording import blocks, similar
from depliant.geometry import Rect
from depliant.preview.inspecting import Inspected, Spot, ToldBlock, ToldPanel
from depliant.preview.laid import LaidPanel, contents_of
from depliant.preview.raster import Part
from depliant.preview.snapshot import Pages, Sheet, Tile


class Text(NamedTuple):
    """A word, its boxes, and the figure that it is the printed form of, if it is."""

    text: str
    boxes: tuple[Rect, ...]
    figure: str = ""


class Piece(Struct, frozen=True):
    """A block as it stands on a leaf; `told` is what is said of one that has no words."""

    kind: str
    box: Rect
    words: tuple[Text, ...]
    told: str = ""
    place: Spot | None = None

    @property
    def said(self) -> tuple[str, ...]:
        """Its words as they are compared: a hyphen at a line's end may be one of the word's own."""
        return tuple(word.text.replace("-", "") or word.text for word in self.words)


class Leaf(Struct, frozen=True, eq=False):
    """A panel or a page: what it is called, where it lies, what stands on it.

    `digest` is equal where the same is drawn; "" of one of which that is not known. `frames` are
    the boxes of its charts, pictures and marks.
    """

    id: str
    number: int
    title: str
    side: str
    slot: Rect
    digest: str
    part: Part
    pieces: tuple[Piece, ...]
    frames: tuple[Rect, ...] = ()

    @property
    def words(self) -> tuple[Text, ...]:
        """All its words, in their order."""
        return tuple(word for piece in self.pieces for word in piece.words)


def leaves_of(inspected: Inspected) -> tuple[Leaf, ...]:
    """The panels of an edition, in the order in which they are read."""
    pages = inspected.pages
    found = [
        _leaf(pages, sheet, tile, told, inspected.panels[tile.id])
        for sheet, tile in pages.tiles
        if tile.number is not None and (told := inspected.panel(tile.id)) is not None
    ]
    return tuple(sorted(found, key=lambda leaf: leaf.number))


def _leaf(pages: Pages, sheet: Sheet, tile: Tile, told: ToldPanel, laid: LaidPanel) -> Leaf:
    return Leaf(
        tile.id,
        tile.number or 0,
        tile.title,
        sheet.id,
        tile.slot,
        tile.digest,
        Part(pages.press, sheet.page, tile.slot),
        tuple(_pieces(told)),
        tuple(contents_of(laid).values()),
    )


def _pieces(told: ToldPanel) -> Iterator[Piece]:
    """The blocks of a panel; the parts of one that runs through several frames are one."""
    found: dict[object, list[ToldBlock]] = {}
    for block in told.blocks:
        key = block.id if block.place is None else (block.kind, block.place)
        found.setdefault(key, []).append(block)
    for parts in found.values():
        box = parts[0].box
        for part in parts[1:]:
            box = box.union(part.box)
        words = tuple(
            Text(word.text, word.boxes, word.figure) for part in parts for word in part.words
        )
        yield Piece(parts[0].kind, box, words, parts[0].alt, parts[0].place)


def as_blocks(words: Sequence[Text], like: Sequence[Piece]) -> tuple[Piece, ...]:
    """Words that nobody parted into blocks, parted as the blocks that say the same.

    A word that no block says goes with the one before it.
    """
    owners = [(text, number) for number, piece in enumerate(like) for text in piece.said]
    home: list[int | None] = [None] * len(words)
    said = Piece("", Rect(0, 0, 0, 0), tuple(words)).said
    for block in blocks(said, [text for text, _ in owners]):
        if block.same:
            for step in range(block.i2 - block.i1):
                home[block.i1 + step] = owners[block.j1 + step][1]
        elif block.j2 > block.j1:  # words in the place of others are of the same block
            for step in range(block.i2 - block.i1):
                at = block.j1 + step * (block.j2 - block.j1) // (block.i2 - block.i1)
                home[block.i1 + step] = owners[at][1]
    parted: dict[int, list[Text]] = {}
    last = next((number for number in home if number is not None), 0)
    for word, number in zip(words, home, strict=True):
        last = last if number is None else number
        parted.setdefault(last, []).append(word)
    return tuple(_piece(texts, like[number] if like else None) for number, texts in parted.items())


def _piece(words: Sequence[Text], like: Piece | None) -> Piece:
    kind, place = (like.kind, like.place) if like is not None else ("block", None)
    return Piece(kind, _around(words), tuple(words), place=place)


def _around(words: Sequence[Text]) -> Rect:
    boxes = [box for word in words for box in word.boxes]
    whole = boxes[0] if boxes else Rect(0, 0, 0, 0)
    for box in boxes[1:]:
        whole = whole.union(box)
    return whole


def pairs_of(
    old: Sequence[Leaf], new: Sequence[Leaf]
) -> tuple[tuple[Leaf | None, Leaf | None], ...]:
    """Which leaf was which, in the new order; those that are gone come last.

    By their names, and else by their words.
    """
    before = {leaf.id: leaf for leaf in old}
    found: dict[str, Leaf | None] = {leaf.id: before.pop(leaf.id, None) for leaf in new}
    for leaf in new:
        if found[leaf.id] is None:
            said = [word.text for word in leaf.words]
            like = [
                one for one in before.values() if similar([word.text for word in one.words], said)
            ]
            if like:
                found[leaf.id] = before.pop(like[0].id)
    return (*((found[leaf.id], leaf) for leaf in new), *((leaf, None) for leaf in before.values()))
