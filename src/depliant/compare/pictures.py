"""Pictures of what changed: of each page that differs, and of each change closely.

All pictures of a report together have so many pixels and no more; beyond so many changes they are
marked on the pages alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal

from msgspec.structs import replace

from depliant.compare.pages import Boxes, PagePair, Picture, Spot, View
from depliant.compare.sheets import Sheets
from depliant.geometry import Rect, Size

if TYPE_CHECKING:
    from PIL.Image import Image

PIXEL_BUDGET: Final = 80_000_000
"""Pixels of all pictures of pages together: about 12 MB of a report."""
FINEST: Final = 2.0
"""Pixels a point of a picture: 144 an inch."""
MOST_SPOTS: Final = 400
"""Changes of a report that are pictured closely."""
MOST_ON_PAGE: Final = 24

_ROOM: Final = 14.0
"""Points shown round a change."""
_LEAST: Final = Size(190, 48)
_CLOSE: Final = 0.5
"""What takes more of a page's height than this is seen on the page as well as closely."""


def pictured(pairs: Sequence[PagePair], old: Sheets, new: Sheets) -> tuple[PagePair, ...]:
    """The pairs that differ with their pictures, as fine as all of them together may be."""
    differing = [pair for pair in pairs if not pair.same]
    area = sum(
        view.size.width * view.size.height
        for pair in differing
        for view in (pair.old, pair.new)
        if view is not None
    )
    scale = min(FINEST, (PIXEL_BUDGET / area) ** 0.5) if area else FINEST
    left, found = MOST_SPOTS, list[PagePair]()
    for pair in pairs:
        shown = pair if pair.same else _pictured(pair, (old, new), scale, min(left, MOST_ON_PAGE))
        left -= len(shown.spots)
        found.append(shown)
    return tuple(found)


def _pictured(pair: PagePair, sides: tuple[Sheets, Sheets], scale: float, most: int) -> PagePair:
    if pair.old is None or pair.new is None:
        return replace(
            pair, old=_alone(pair.old, sides[0], scale), new=_alone(pair.new, sides[1], scale)
        )
    before = sides[0].picture(pair.old.number - 1, scale)
    after = sides[1].picture(pair.new.number - 1, scale)
    return replace(
        pair,
        old=pair.old._replace(picture=_packed(before)),
        new=pair.new._replace(picture=_packed(after)),
        spots=tuple(_spots(pair, (pair.old, before), (pair.new, after), most)),
    )


def _alone(view: View | None, sheets: Sheets, scale: float) -> View | None:
    """A page that is on one side only, with its picture."""
    if view is None:
        return None
    return view._replace(picture=_packed(sheets.picture(view.number - 1, scale)))


def _packed(picture: Image) -> Picture:
    stream = io.BytesIO()
    picture.save(stream, "WEBP", quality=80, method=1)
    return Picture(stream.getvalue(), picture.width, picture.height)


# --- changes closely --------------------------------------------------------------------------

_Side = tuple[View, "Image"]


def _spots(pair: PagePair, old: _Side, new: _Side, most: int) -> Iterator[Spot]:
    left = most
    for of, at, gone, come in _places(pair):
        if not left:
            return
        parts = _part(old[0], gone, come), _part(new[0], come, gone)
        if parts[0] is not None and parts[1] is not None:
            left -= 1
            yield Spot(of, at, _cropped(old, parts[0]), _cropped(new, parts[1]))


def _places(
    pair: PagePair,
) -> Iterator[tuple[Literal["text", "drawing", "detail"], int, Boxes, Boxes]]:
    """Each change with its boxes on the old and on the new side."""
    for at, (gone, come) in enumerate(pair.places):
        yield "text", at, gone, come
    for at, detail in enumerate(pair.details):
        yield "detail", at, detail.old_boxes, detail.new_boxes
    if pair.old is not None and pair.new is not None:
        drawn = pair.old.drawings, pair.new.drawings
        if len(drawn[0]) == len(drawn[1]):
            for at, (before, after) in enumerate(zip(*drawn, strict=True)):
                yield "drawing", at, (before,), (after,)


def _part(view: View, own: Boxes, others: Boxes) -> Rect | None:
    """What to show of a page: a change with some room; none if that is most of the page.

    A change that is on the other side only is shown here where it stands there.
    """
    boxes = own or others
    if not boxes:
        return None
    whole = boxes[0]
    for box in boxes[1:]:
        whole = whole.union(box)
    wide = max(_ROOM, (_LEAST.width - whole.width) / 2)
    high = max(_ROOM, (_LEAST.height - whole.height) / 2)
    left, top = max(whole.x - wide, 0.0), max(whole.y - high, 0.0)
    right = min(whole.right + wide, view.size.width)
    bottom = min(whole.bottom + high, view.size.height)
    if right - left < 1 or bottom - top < 1 or bottom - top > _CLOSE * view.size.height:
        return None
    return Rect(left, top, right - left, bottom - top)


def _cropped(side: _Side, part: Rect) -> Picture:
    view, picture = side
    across, down = picture.width / view.size.width, picture.height / view.size.height
    left, top = int(part.x * across), int(part.y * down)
    right = max(left + 1, min(round(part.right * across), picture.width))
    bottom = max(top + 1, min(round(part.bottom * down), picture.height))
    return _packed(picture.crop((left, top, right, bottom)))
