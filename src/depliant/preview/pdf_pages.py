"""A finished PDF as the older of two versions: its pages, their words, their pixels.

It may be anybody's: it is read and painted by a process of its own, in bounds (`confined`). Boxes
are points from the trim corner of a page, y down.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from depliant.bounds import LONG
from depliant.compare.rewording import paired, similar
from depliant.compare.sheets import opened
from depliant.compare.weighing import weighed
from depliant.confined import confined
from depliant.errors import Place
from depliant.geometry import Rect, Size
from depliant.memory import digest_of
from depliant.preview.leaves import Leaf, Text, as_blocks
from depliant.preview.png import png
from depliant.preview.raster import Part, Raster
from depliant.preview.snapshot import Sheet, Tile

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES = 300
"""Of a PDF that are compared."""
_NEAR = 1.5
"""Points that two papers of one size may differ by."""


class Page(Struct, frozen=True):
    """A page: its trim, its words, and a PNG of the trim at one pixel a point."""

    trim: Size
    words: tuple[tuple[str, tuple[Rect, ...]], ...]
    picture: bytes


class Read(Struct, frozen=True):
    """What stands in a PDF."""

    title: str
    pages: tuple[Page, ...]


class Version(NamedTuple):
    """A PDF laid beside an edition: its pages as sides, and as what can be compared.

    `pictures` holds a PNG of each leaf at one pixel a point, by the leaf's id.
    """

    sheets: tuple[Sheet, ...]
    leaves: tuple[Leaf, ...]
    pictures: dict[str, bytes]


def read_pdf(data: bytes, name: str) -> Read:
    """Read a PDF in a process of its own.

    Raises:
        InputError: `compare-pdf`, `pdf-hostile`: it cannot be read.
    """
    return confined(Read, Place(name), read_here, data, name, seconds=LONG)


def read_here(data: bytes, name: str) -> Read:
    """Read a PDF in this process.

    Raises:
        InputError: `compare-pdf`, `beyond-limits`
    """
    weighed(data, name)
    raster, found = Raster(), []
    try:
        with opened(data, name) as sheets:
            for number, box in enumerate(_trims(data)):
                sheet = sheets.read(number)
                words = tuple(
                    (word.text, tuple(one.moved(-box.x, -box.y) for one in word.boxes))
                    for word in sheet.words
                )
                trim = Size(box.width, box.height)
                part = Part(data, number, Rect(0, 0, *trim))
                found.append(Page(trim, words, png(raster.pixels(part, 1.0))))
            return Read(sheets.title, tuple(found))
    finally:
        raster.close()


def _trims(data: bytes) -> Iterator[Rect]:
    """The trim of each page, from the corner of the page as it is shown."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(min(len(document), MOST_PAGES)):
            page = document[number]
            width, height = page.get_size()
            crop, trim = page.get_cropbox(), page.get_trimbox()
            page.close()
            is_upright = abs(crop[3] - crop[1] - height) < 1
            box = Rect(trim[0] - crop[0], crop[3] - trim[3], trim[2] - trim[0], trim[3] - trim[1])
            whole = Rect(0, 0, width, height)
            yield box if is_upright and box.width > 1 and box.height > 1 else whole
    finally:
        document.close()


def is_of_sides(read: Read, sheets: Sequence[Sheet]) -> bool:
    """Whether the pages of a PDF are as many and as large as these sides."""
    return len(read.pages) == len(sheets) and all(
        _alike(page.trim, sheet.trim) for page, sheet in zip(read.pages, sheets, strict=True)
    )


def _alike(one: Size, other: Size) -> bool:
    return abs(one.width - other.width) < _NEAR and abs(one.height - other.height) < _NEAR


def as_sides(
    read: Read, data: bytes, sheets: Sequence[Sheet], like: Sequence[Leaf], *, is_foreign: bool
) -> Version:
    """A PDF each page of which is one of these sides, with the panels that the side has.

    `like` are panels that say how words are parted into blocks.
    """
    stamp, panels = digest_of(data), {leaf.id: leaf for leaf in like}
    found: list[Leaf] = []
    pictures: dict[str, bytes] = {}
    laid: list[Sheet] = []
    for number, (page, sheet) in enumerate(zip(read.pages, sheets, strict=True)):
        tiles, picture = [], _opened(page.picture)
        for tile in sheet.tiles:
            digest = digest_of((stamp, number, tile.slot))[:32]
            tiles.append(replace(tile, box=tile.slot, digest=digest))
            leaf = panels.get(tile.id)
            if leaf is None:
                continue
            words = [
                one for one in _texts(page) if one.boxes and _is_within(one.boxes[0], tile.slot)
            ]
            part = Part(data, number, tile.slot, is_foreign)
            found.append(
                replace(leaf, digest=digest, part=part, pieces=as_blocks(words, leaf.pieces))
            )
            pictures[tile.id] = _cropped(picture, tile.slot)
        laid.append(replace(sheet, page=number, trim=page.trim, bleed=0.0, tiles=tuple(tiles)))
    return Version(tuple(laid), tuple(found), pictures)


def as_panels(read: Read, data: bytes, like: Sequence[Leaf], *, is_foreign: bool) -> Version:
    """A PDF each page of which is a panel.

    It is that of its number; where there are more or fewer, the one that says much of the same.
    """
    stamp, twins = digest_of(data), _twins(read, like)
    sheets, found, pictures = [], [], {}
    for number, page in enumerate(read.pages):
        leaf = twins.get(number)
        side = f"page-{number + 1}"
        name, title = (leaf.id, leaf.title) if leaf is not None else (side, "")
        slot = Rect(0, 0, page.trim.width, page.trim.height)
        digest = digest_of((stamp, number, slot))[:32]
        tile = Tile(name, number, title, slot, slot, digest)
        sheets.append(
            Sheet(
                id=side,
                label=title,
                number=None,
                page=number,
                trim=page.trim,
                bleed=0.0,
                folds=(),
                cross_folds=(),
                tiles=(tile,),
            )
        )
        pieces = as_blocks(_texts(page), leaf.pieces if leaf is not None else ())
        part = Part(data, number, slot, is_foreign)
        found.append(Leaf(name, number, title, side, slot, digest, part, pieces))
        pictures[name] = page.picture
    return Version(tuple(sheets), tuple(found), pictures)


def _twins(read: Read, new: Sequence[Leaf]) -> dict[int, Leaf]:
    """The panel that each page shows, by the page's number from 0."""
    if len(read.pages) == len(new):
        return dict(enumerate(new))
    numbers = range(len(read.pages))

    def alike(number: int, leaf: int) -> bool:
        said = [text for text, _ in read.pages[number].words]
        return similar(said, [word.text for word in new[leaf].words])

    return {
        one: new[other]
        for one, other in paired(numbers, range(len(new)), alike)
        if one is not None and other is not None
    }


def _texts(page: Page) -> tuple[Text, ...]:
    """The words of a page; unlike in the file, a no-break space parts two of them."""
    return tuple(Text(part, boxes) for text, boxes in page.words for part in text.split())


def _is_within(box: Rect, slot: Rect) -> bool:
    x, y = box.centre
    return slot.x <= x < slot.right and slot.y <= y < slot.bottom


def _cropped(picture: Image, box: Rect) -> bytes:
    """A PNG of what is in a box, at one pixel a point."""
    stream = io.BytesIO()
    edges = (round(box.x), round(box.y), round(box.right), round(box.bottom))
    picture.crop(edges).save(stream, "PNG")
    return stream.getvalue()


def _opened(picture: bytes) -> Image:
    from PIL import Image

    return Image.open(io.BytesIO(picture))
