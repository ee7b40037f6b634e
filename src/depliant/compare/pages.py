"""Two PDFs page by page: which words changed and where, and what was drawn differently.

Pages are compared as they are seen. Words are compared by what they say; where a word stands
does not matter, so text that only moved is not marked. What is drawn is compared as pixels,
with all text left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from depliant.compare import matching
from depliant.compare.details import Detail, details
from depliant.compare.matching import FOLIO, Pairing
from depliant.compare.rewording import Stretch, blocks
from depliant.compare.sheets import Sheet, Sheets, Word
from depliant.geometry import Rect, Size

if TYPE_CHECKING:
    from PIL.Image import Image

_CELL: Final = 5
"""Pixels a side of the cells in which drawings are compared, at one pixel a point."""
_LEVEL: Final = 40
"""How far the gray of a pixel must differ, of 255."""
_REGIONS: Final = 24
"""More regions than these on a page are one."""
_NEAR: Final = range(-2, 3)
"""How many cells apart two of one region may be."""
_CONTEXT: Final = 6
"""Words shown before and after a change."""


class Picture(Struct, frozen=True):
    """A page, or a part of one, as a compressed image."""

    data: bytes
    width: int
    height: int


class View(NamedTuple):
    """One side of a pair: page number (from 1), size in points, what is marked, the picture.

    `looks` are words in another colour or font, and links that lead elsewhere.
    """

    number: int
    size: Size
    words: tuple[Rect, ...]
    drawings: tuple[Rect, ...]
    picture: Picture | None = None
    looks: tuple[Rect, ...] = ()


class Spot(Struct, frozen=True):
    """A change seen closely on both sides: number `at` of the pair's texts, drawings or details."""

    of: Literal["text", "drawing", "detail"]
    at: int
    old: Picture
    new: Picture


Boxes = tuple[Rect, ...]


class PagePair(Struct, frozen=True):
    """A page on both sides; one that is on one side alone was added or removed.

    `text` holds each change of words with some words round it, `places` where each stands on
    either side; all words of a page that is on one side alone are one. `moved` says that the words
    are the same and stand elsewhere. `spots` are pictures of changes, as many as are pictured.
    """

    old: View | None
    new: View | None
    text: tuple[tuple[Stretch, ...], ...] = ()
    moved: bool = False
    details: tuple[Detail, ...] = ()
    places: tuple[tuple[Boxes, Boxes], ...] = ()
    spots: tuple[Spot, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing differs that can be seen, heard or followed."""
        if self.old is None or self.new is None:
            return False
        marked = any((*self.old[2:4], *self.new[2:4], self.text, self.details))
        return not (marked or self.moved or self.old.size != self.new.size)


Frames = Sequence[Sequence[Rect]]


def page_pairs(
    old: Sheets,
    new: Sheets,
    pairing: Pairing | None = None,
    frames: tuple[Frames, Frames] = ((), ()),
) -> tuple[PagePair, ...]:
    """Compare page by page.

    Args:
        old: the pages of the old side.
        new: the pages of the new side.
        pairing: which page (from 0) was which; none given: pages are paired by their words.
        frames: where the drawings of each page are, on either side; one that changed is
            marked as a whole. None given: the places that changed are marked.
    """
    before = [old.read(number) for number in range(len(old))]
    after = [new.read(number) for number in range(len(new))]
    old_keys, new_keys = matching.keys(before), matching.keys(after)
    found: list[PagePair] = []
    pairing = matching.pairing(old_keys, new_keys) if pairing is None else pairing
    moved = {one: other for one, other in pairing if one is not None}
    for one, other in pairing:
        if one is None or other is None:
            found += _alone(one, before, is_new=False)
            found += _alone(other, after, is_new=True)
            continue
        pictures = old.picture(one, 1.0), new.picture(other, 1.0)
        sides = (
            _Page(one + 1, before[one], old_keys[one]),
            _Page(other + 1, after[other], new_keys[other]),
        )
        pair = _compared(*sides, pictures, moved)
        found.append(
            replace(
                pair,
                old=_framed(pair.old, frames[0][one] if frames[0] else ()),
                new=_framed(pair.new, frames[1][other] if frames[1] else ()),
            )
        )
    return tuple(found)


def _alone(number: int | None, sheets: Sequence[Sheet], *, is_new: bool) -> Iterator[PagePair]:
    """A page that is on one side only, if it is on this one: all its words are one change."""
    if number is None:
        return
    sheet = sheets[number]
    view = View(number + 1, sheet.size, (), ())
    words = " ".join(sheet.text)
    text = ((Stretch("added" if is_new else "removed", words),),) if words else ()
    yield PagePair(None, view, text) if is_new else PagePair(view, None, text)


class _Page(NamedTuple):
    """A page of one side: its number from 1, what is on it, and its words as they are compared."""

    number: int
    sheet: Sheet
    keys: tuple[str, ...]


def _compared(
    old: _Page, new: _Page, pictures: tuple[Image, Image], pages: Mapping[int, int | None]
) -> PagePair:
    """A page that is on both sides; `pages`: which new page each old one is, both from 0."""
    before, after = old.sheet, new.sheet
    found = blocks(old.keys, new.keys)
    changes = [block for block in found if not block.same]
    places = tuple(
        (
            line_boxes(before.words[block.i1 : block.i2]),
            line_boxes(after.words[block.j1 : block.j2]),
        )
        for block in changes
    )
    twins = [
        pair
        for same, i1, i2, j1, j2 in found
        if same
        for pair in zip(before.words[i1:i2], after.words[j1:j2], strict=True)
    ]
    told = details(before, after, twins, pages)
    drawn = regions(before, after, pictures)
    text = tuple(
        _in_context(before, after, (block.i1, block.i2), (block.j1, block.j2)) for block in changes
    )
    moved = not changes and any(
        abs(a.x - b.x) > 1 or abs(a.y - b.y) > 1
        for key, word, twin in zip(old.keys, before.words, after.words, strict=True)
        if key != FOLIO
        for a, b in zip(word.boxes[:1], twin.boxes[:1], strict=False)
    )
    return PagePair(
        View(
            old.number,
            before.size,
            tuple(box for gone, _ in places for box in gone),
            drawn,
            looks=joined(box for one in told for box in one.old_boxes),
        ),
        View(
            new.number,
            after.size,
            tuple(box for _, come in places for box in come),
            drawn,
            looks=joined(box for one in told for box in one.new_boxes),
        ),
        text,
        moved,
        told,
        places,
    )


def _in_context(
    old: Sheet, new: Sheet, gone: tuple[int, int], come: tuple[int, int]
) -> tuple[Stretch, ...]:
    """A change with the words round it on the new page."""
    parts = (
        Stretch("same", " ".join(new.text[max(0, come[0] - _CONTEXT) : come[0]])),
        Stretch("removed", " ".join(old.text[slice(*gone)])),
        Stretch("added", " ".join(new.text[slice(*come)])),
        Stretch("same", " ".join(new.text[come[1] : come[1] + _CONTEXT])),
    )
    return tuple(part for part in parts if part.text)


def line_boxes(found: Iterable[Word]) -> tuple[Rect, ...]:
    """The boxes of words; neighbours on a line share one."""
    return joined(box for word in found for box in word.boxes)


def joined(boxes: Iterable[Rect]) -> tuple[Rect, ...]:
    """Boxes; neighbours on a line are one."""
    marked: list[Rect] = []
    for box in boxes:
        last = marked[-1] if marked else None
        if last is not None and _on_one_line(last, box):
            marked[-1] = last.union(box)
        else:
            marked.append(box)
    return tuple(marked)


def _on_one_line(left: Rect, right: Rect) -> bool:
    overlap = min(left.bottom, right.bottom) - max(left.y, right.y)
    level = overlap > 0.6 * min(left.height, right.height)
    return level and -1 <= right.x - left.right <= 0.6 * right.height


# --- drawings -------------------------------------------------------------------------------


def regions(old: Sheet, new: Sheet, pictures: tuple[Image, Image]) -> tuple[Rect, ...]:
    """Where two pages are drawn differently, their text left out, in points.

    Args:
        old: the former page.
        new: the page as it is now; of another size nothing is said.
        pictures: both pages, at about a pixel a point.
    """
    from PIL import ImageChops, ImageDraw

    before, after = pictures
    if before.size != after.size or old.size.width <= 0:
        return ()
    difference = ImageChops.difference(before, after).convert("L")
    scale = before.width / old.size.width
    pen = ImageDraw.Draw(difference)
    for box in (box for sheet in (old, new) for word in sheet.words for box in word.boxes):
        edges = (box.x, box.y, box.right, box.bottom)
        left, top, right, bottom = (edge * scale for edge in edges)
        pen.rectangle((left - 1, top - 1, right + 1, bottom + 1), fill=0)
    cells = difference.point([255 * (level > _LEVEL) for level in range(256)]).reduce(_CELL)
    size = _CELL / scale
    found = [
        Rect(left * size, top * size, (right - left) * size, (bottom - top) * size)
        for left, top, right, bottom in _clusters(cells)
    ]
    if len(found) > _REGIONS:
        whole = found[0]
        for box in found[1:]:
            whole = whole.union(box)
        return (whole,)
    return tuple(found)


def _clusters(cells: Image) -> Iterator[tuple[int, int, int, int]]:
    """The boxes round cells that are set, those near each other together; lone specks left out."""
    width, data = cells.width, cells.tobytes()
    # Insertion order, so that the same pages give the same boxes in the same order.
    waiting = {divmod(at, width): level for at, level in enumerate(data) if level > 8}
    while waiting:
        start = next(iter(waiting))
        level = waiting.pop(start)
        group, queue = [start], [start]
        while queue:
            y, x = queue.pop()
            for place in ((y + dy, x + dx) for dy in _NEAR for dx in _NEAR):
                if waiting.pop(place, None) is not None:
                    group.append(place)
                    queue.append(place)
        if len(group) < 2 and level < 60:
            continue
        ys, xs = zip(*group, strict=True)
        yield min(xs), min(ys), max(xs) + 1, max(ys) + 1


def _framed(view: View | None, frames: Sequence[Rect]) -> View | None:
    """The view with every drawing that changed marked as a whole."""
    if view is None or not frames:
        return view
    marked: dict[Rect, None] = {}
    for region in view.drawings:
        whole = [frame for frame in frames if frame.overlaps(region)]
        marked.update(dict.fromkeys(whole or [region]))
    return view._replace(drawings=tuple(marked))
