"""What changed on a page besides words and drawings.

Colours, fonts, links, alternative texts, boxes, what fields hold and what comments say.

Colours and fonts are compared word by word where both pages say the same; of one pair of colours
or fonts all words of a page are one change. A link within the file leads to the same page wherever
that page stands now.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, get_args

from msgspec import Struct

from depliant.compare.looks import Link, Look
from depliant.compare.remarks import Remark
from depliant.compare.rewording import blocks, paired
from depliant.compare.sheets import Sheet, Word
from depliant.geometry import Rect

DetailKind = Literal["colour", "font", "link", "alternative", "box", "field", "comment"]
KINDS: Final[tuple[DetailKind, ...]] = get_args(DetailKind)

MOST: Final = 100
"""Changes of one page that are told one by one."""
_SHADE: Final = 6
"""How far one part of a colour must differ, of 255: less is the rounding of a conversion."""
_SAID: Final = 160
"""Letters of the words that a change is told with."""
_STEP: Final = 0.1
"""Points by which an edge of a box must differ."""

Twins = Sequence[tuple[Word, Word]]
"""Words that both sides of a page say, old and new."""


class Detail(Struct, frozen=True):
    """One change: what it was and is ("" for nothing), of which words, and where on either side.

    Colours are `#rrggbb`, and `#rrggbbaa` where not opaque; boxes are left, bottom, right and top
    in points. Of a link that leads to a page, `old` and `new` are `p. ` and its number.
    """

    kind: DetailKind
    old: str
    new: str
    words: str
    old_boxes: tuple[Rect, ...] = ()
    new_boxes: tuple[Rect, ...] = ()


def details(
    old: Sheet, new: Sheet, twins: Twins, places: Mapping[int, int | None]
) -> tuple[Detail, ...]:
    """What changed from one page to the other.

    Args:
        old: the former page.
        new: the page as it is now.
        twins: the words that both say.
        places: which page of the new file (from 0) each of the old one is.
    """
    found = (
        *_looks(twins),
        *_links(old, new, places),
        *_alternatives(old.alternatives, new.alternatives),
        *_boxes(dict(old.boxes), dict(new.boxes)),
        *_remarks(old.remarks, new.remarks),
    )
    return found[:MOST]


# --- colours and fonts ------------------------------------------------------------------------


def _looks(twins: Twins) -> Iterator[Detail]:
    gathered: dict[tuple[DetailKind, str, str], list[tuple[Word, Word]]] = {}
    for old, new in twins:
        if old.looks == new.looks:
            continue
        for one, other in zip(_ends(old), _ends(new), strict=True):
            for key in _differences(one, other):
                words = gathered.setdefault(key, [])
                if not words or words[-1] != (old, new):
                    words.append((old, new))
    for (kind, before, after), words in gathered.items():
        yield Detail(
            kind,
            before,
            after,
            _cut(" ".join(new.text for _, new in words)),
            tuple(box for old, _ in words for box in old.boxes),
            tuple(box for _, new in words for box in new.boxes),
        )


def _ends(word: Word) -> tuple[Look | None, Look | None]:
    """The looks of the first and of the last letter."""
    return (word.looks[0], word.looks[-1]) if word.looks else (None, None)


def _differences(old: Look | None, new: Look | None) -> Iterator[tuple[DetailKind, str, str]]:
    if old is None or new is None:
        return
    if not _is_same_colour(old.colour, new.colour):
        yield "colour", _colour(old), _colour(new)
    if old.font != new.font:
        yield "font", old.font, new.font


_Colour = tuple[int, int, int, int] | None


def _is_same_colour(old: _Colour, new: _Colour) -> bool:
    if old is None or new is None:
        return old is new
    if old[3] == new[3] == 0:
        return True
    return all(abs(one - other) <= _SHADE for one, other in zip(old, new, strict=True))


def _colour(look: Look) -> str:
    if look.colour is None:
        return ""
    parts = look.colour[:3] if look.colour[3] == 255 else look.colour
    return "#" + "".join(f"{part:02x}" for part in parts)


def _cut(said: str) -> str:
    return said if len(said) <= _SAID else said[: _SAID - 1].rstrip() + "…"


# --- links, alternatives, boxes ---------------------------------------------------------------


class _Led(Struct, frozen=True):
    """A link by the words that it stands on, where it leads in the new file, and told how."""

    words: str
    target: str | int | None
    told: str
    box: Rect


def _links(old: Sheet, new: Sheet, places: Mapping[int, int | None]) -> Iterator[Detail]:
    old_words, new_words = _Standing(old), _Standing(new)
    before = [_led(link, old_words, places) for link in old.links]
    after = [_led(link, new_words, None) for link in new.links]
    keys = [[(led.words, led.target) for led in side] for side in (before, after)]
    for same, i1, i2, j1, j2 in blocks(*keys):
        if same:
            continue
        for one, other in paired(before[i1:i2], after[j1:j2], _is_one):
            if one is not None and other is not None and one.target == other.target:
                continue
            known = other or one
            yield Detail(
                "link",
                one.told if one else "",
                other.told if other else "",
                known.words if known else "",
                (one.box,) if one else (),
                (other.box,) if other else (),
            )


def _is_one(old: _Led, new: _Led) -> bool:
    """Whether one link became the other: it has its words, its target or its place."""
    if old.words and old.words == new.words:
        return True
    return old.target == new.target or old.box.overlaps(new.box)


def _led(link: Link, standing: _Standing, places: Mapping[int, int | None] | None) -> _Led:
    said = standing.within(link.box)
    if link.page is None:
        return _Led(said, link.address, link.address, link.box)
    target = link.page if places is None else places.get(link.page)
    return _Led(said, target, f"p. {link.page + 1}", link.box)


class _Standing:
    """The words of a page by the height at which they stand."""

    def __init__(self, sheet: Sheet) -> None:
        words = enumerate(sheet.words) if sheet.links else ()
        self._places = sorted(
            (box.centre.y, at, box.centre.x, word.text) for at, word in words for box in word.boxes
        )

    def within(self, outer: Rect) -> str:
        """The words whose middle is in a box, in their order."""
        first = bisect_left(self._places, (outer.y,))
        last = bisect_left(self._places, (outer.bottom,))
        found = {
            at: said for _, at, x, said in self._places[first:last] if outer.x <= x <= outer.right
        }
        return _cut(" ".join(found[at] for at in sorted(found)))


def _alternatives(old: Sequence[str], new: Sequence[str]) -> Iterator[Detail]:
    for same, i1, i2, j1, j2 in blocks(old, new):
        if same:
            continue
        gone, come = [*old[i1:i2]], [*new[j1:j2]]
        most = max(len(gone), len(come))
        for at in range(most):
            yield Detail(
                "alternative",
                gone[at] if at < len(gone) else "",
                come[at] if at < len(come) else "",
                "",
            )


def _remarks(old: Sequence[Remark], new: Sequence[Remark]) -> Iterator[Detail]:
    """Fields that hold something else, and comments that came, went or say something else."""
    for kind in ("field", "comment"):
        before, after = ([one for one in side if one.kind == kind] for side in (old, new))
        keys = [[(one.called, one.said) for one in side] for side in (before, after)]
        for same, i1, i2, j1, j2 in blocks(*keys):
            for one, other in () if same else paired(before[i1:i2], after[j1:j2], _is_remark):
                known = other or one
                if known is None or (one and other and one.said == other.said):
                    continue
                yield Detail(
                    known.kind,
                    _cut(one.said) if one else "",
                    _cut(other.said) if other else "",
                    _cut(known.called),
                    (one.box,) if one else (),
                    (other.box,) if other else (),
                )


def _is_remark(old: Remark, new: Remark) -> bool:
    """Whether a field or comment became the other: it has its name, its words or its place."""
    if old.called or new.called:
        return old.called == new.called
    return old.said == new.said or old.box.overlaps(new.box)


def _boxes(
    old: Mapping[str, tuple[float, ...]], new: Mapping[str, tuple[float, ...]]
) -> Iterator[Detail]:
    for name in dict.fromkeys((*old, *new)):
        before, after = _effective(old, name), _effective(new, name)
        if before is None or after is None:
            continue  # it is that of the branch that the page is on, which is not read
        if any(abs(one - other) > _STEP for one, other in zip(before, after, strict=True)):
            yield Detail("box", _edges(before), _edges(after), name)


def _effective(boxes: Mapping[str, tuple[float, ...]], name: str) -> tuple[float, ...] | None:
    """A box, or the one that counts in its place (14.11.2)."""
    others = () if name == "MediaBox" else ("CropBox", "MediaBox")
    return next((boxes[one] for one in (name, *others) if one in boxes), None)


def _edges(box: Iterable[float]) -> str:
    return " ".join(f"{edge:.2f}".rstrip("0").rstrip(".") for edge in box)
