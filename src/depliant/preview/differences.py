"""What changed from one version of the pages to another, and where: block by block, word by word.

Blocks are laid side by side by what they say. One that says the same and stands elsewhere has
moved, in its panel or to another, and none of its words is marked. Of one that says something else
the words are marked that do; one that has no counterpart came or went. What is drawn is compared
as pixels, texts and whatever moved left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import dropwhile
from typing import Any, Final, Literal, NamedTuple

from msgspec import Struct

from depliant.compare.pages import line_boxes, regions
from depliant.compare.rewording import Stretch, blocks, paired, similar
from depliant.compare.sheets import Sheet, Word
from depliant.geometry import Rect, Size
from depliant.preview.inspecting import Spot
from depliant.preview.leaves import Leaf, Piece, Text

Kind = Literal["words", "came", "went", "moved", "drawn", "panel-came", "panel-went"]

_SHIFT: Final = 0.75
"""Points that a word may be pushed about by rounding, and be where it was."""
_CONTEXT: Final = 5
"""Words told before and after those that changed."""
_LONG: Final = 40
"""Words told of a block that came or went."""
_COVERED: Final = 0.6
"""The share of a drawing's box that lies in a block which is told of already."""


class Spotted(Struct, frozen=True):
    """Where something is on one of the two versions: a panel, its side, boxes on that."""

    panel: str
    side: str
    boxes: tuple[Rect, ...]


class Change(Struct, frozen=True):
    """One thing that changed; `block` is what it is a change of ("paragraph").

    `figures` are those that the words which changed are printed forms of, if all of them are.
    """

    kind: Kind
    block: str
    old: Spotted | None
    new: Spotted | None
    text: tuple[Stretch, ...] = ()
    place: Spot | None = None
    figures: tuple[str, ...] = ()


Paint = Callable[[Leaf], Any]
"""Gives a leaf's picture at one pixel a point (a PIL image)."""


_Key = tuple[str, object]
"""A kind of block, and what it says."""


class _Twin(NamedTuple):
    """A block on both versions, or on one."""

    old: Piece | None
    new: Piece | None


def changes(pairs: Sequence[tuple[Leaf | None, Leaf | None]], paint: Paint) -> tuple[Change, ...]:
    """All that changed, in the order of the new version.

    Args:
        pairs: which leaf was which.
        paint: paints a leaf.
    """
    found: list[Change] = []
    alone: list[tuple[Leaf, Piece, bool]] = []
    kept = _keys(old for old, _ in pairs) & _keys(new for _, new in pairs)
    for old, new in pairs:
        if old is None or new is None:
            found += _whole(old, new)
        elif not old.digest or old.digest != new.digest:
            here, lone = _of_leaf(old, new, kept)
            found += here
            alone += lone
            found += _drawn(old, new, here, lone, paint)
    found += _wandered(alone)
    order = {leaf.id: leaf.number for pair in pairs for leaf in pair if leaf is not None}
    return tuple(sorted(found, key=lambda one: _rank(one, order)))


def _rank(one: Change, order: dict[str, int]) -> tuple[int, float, float]:
    spot = one.new or one.old
    if spot is None:
        return (0, 0.0, 0.0)
    box = spot.boxes[0] if spot.boxes else Rect(0, 0, 0, 0)
    return (order.get(spot.panel, len(order)), round(box.y), box.x)


def _whole(old: Leaf | None, new: Leaf | None) -> Iterator[Change]:
    """A panel that is on one version alone."""
    leaf = new or old
    if leaf is not None:
        spot = Spotted(leaf.id, leaf.side, (leaf.slot,))
        is_new = new is not None
        text = _lone_text(leaf.words, is_new)
        kind: Kind = "panel-came" if is_new else "panel-went"
        yield Change(kind, "panel", None if is_new else spot, spot if is_new else None, text)


def _keys(leaves: Iterable[Leaf | None]) -> set[_Key]:
    return {_key(piece) for leaf in leaves if leaf is not None for piece in leaf.pieces}


def _of_leaf(
    old: Leaf, new: Leaf, kept: set[_Key]
) -> tuple[list[Change], list[tuple[Leaf, Piece, bool]]]:
    """What changed in the blocks of a leaf, and which of them have no counterpart on it."""
    found: list[Change] = []
    alone: list[tuple[Leaf, Piece, bool]] = []
    for twin in _twins(old.pieces, new.pieces, kept):
        if twin.old is None and twin.new is not None:
            alone.append((new, twin.new, True))
        elif twin.new is None and twin.old is not None:
            alone.append((old, twin.old, False))
        elif twin.old is not None and twin.new is not None:
            found += _of_block(old, new, twin.old, twin.new)
    return found, alone


def _twins(old: Sequence[Piece], new: Sequence[Piece], kept: set[_Key]) -> Iterator[_Twin]:
    """Which block was which: those that say the same, and between them those that are alike."""

    def alike(one: Piece, other: Piece) -> bool:
        return kept.isdisjoint((_key(one), _key(other))) and _alike(one, other)

    for same, i1, i2, j1, j2 in blocks([_key(one) for one in old], [_key(one) for one in new]):
        if same:
            yield from map(_Twin, old[i1:i2], new[j1:j2])
        else:
            pairs: list[tuple[Piece | None, Piece | None]]
            pairs = [*paired(old[i1:i2], new[j1:j2], alike)]
            yield from _in_place(pairs, kept)


def _in_place(
    pairs: Sequence[tuple[Piece | None, Piece | None]], kept: set[_Key]
) -> Iterator[_Twin]:
    """Pairs; as many of a kind as went, and came in their place, are those with other words.

    Unless they are `kept`: such as are on both versions have moved.
    """
    gone: dict[str, list[Piece]] = {}
    come: dict[str, list[Piece]] = {}
    for old, new in pairs:
        one = old or new
        if one is None or (old is not None and new is not None) or _key(one) in kept:
            yield _Twin(old, new)
        else:
            (gone if new is None else come).setdefault(one.kind, []).append(one)
    for kind in dict.fromkeys((*gone, *come)):
        before, after = gone.get(kind, []), come.get(kind, [])
        if len(before) == len(after):
            yield from map(_Twin, before, after)
        else:
            yield from (_Twin(one, None) for one in before)
            yield from (_Twin(None, one) for one in after)


def _key(piece: Piece) -> _Key:
    return piece.kind, piece.said or piece.told


def _alike(old: Piece, new: Piece) -> bool:
    if old.kind != new.kind:
        return False
    if not old.words and not new.words:
        return True
    return similar(old.said, new.said) or (len(old.words) < 4 and len(new.words) < 4)


def _of_block(old: Leaf, new: Leaf, before: Piece, after: Piece) -> Iterator[Change]:
    """What changed in a block that is on both versions."""
    if before.said == after.said:
        if _has_moved(old, new, before, after):
            yield Change(
                "moved",
                after.kind,
                Spotted(old.id, old.side, (before.box,)),
                Spotted(new.id, new.side, (after.box,)),
                (Stretch("same", _short(after.words)),),
                after.place,
            )
        return
    parts = [part for part in blocks(before.said, after.said) if not part.same]
    gone = [word for part in parts for word in before.words[part.i1 : part.i2]]
    come = [word for part in parts for word in after.words[part.j1 : part.j2]]
    named = {word.figure for word in (*gone, *come)}
    yield Change(
        "words",
        after.kind,
        Spotted(old.id, old.side, _boxes(gone) or (before.box,)),
        Spotted(new.id, new.side, _boxes(come) or (after.box,)),
        tuple(_in_context(before, after)),
        after.place,
        tuple(sorted(named)) if "" not in named else (),
    )


def _has_moved(old: Leaf, new: Leaf, before: Piece, after: Piece) -> bool:
    """Whether a block stands elsewhere on its paper, or is broken into other lines."""
    pairs = [(before.box, after.box)] if not after.words else []
    for one, other in zip(before.words, after.words, strict=True):
        pairs += zip(one.boxes[:1], other.boxes[:1], strict=False)
    return any(
        abs((a.x - old.slot.x) - (b.x - new.slot.x)) > _SHIFT
        or abs((a.y - old.slot.y) - (b.y - new.slot.y)) > _SHIFT
        for a, b in pairs
    )


def _boxes(words: Iterable[Text]) -> tuple[Rect, ...]:
    return line_boxes(Word(word.text, word.boxes) for word in words)


def _in_context(before: Piece, after: Piece) -> Iterator[Stretch]:
    """The words that changed with some round them; what is left out is a dash of dots."""
    every = blocks(before.said, after.said)
    for number, (same, i1, i2, j1, j2) in enumerate(every):
        if not same:
            if i2 > i1:
                yield Stretch("removed", _shortened(before.said[i1:i2]))
            if j2 > j1:
                yield Stretch("added", _shortened(after.said[j1:j2]))
            continue
        words = after.said[j1:j2]
        if number == 0:  # what marks an item is none of its words
            words = tuple(dropwhile(lambda word: not any(map(str.isalnum, word)), words))
        head = words[:_CONTEXT] if number > 0 else ()
        tail = words[-_CONTEXT:] if number + 1 < len(every) else ()
        if not words:
            continue
        if len(words) <= len(head) + len(tail):
            yield Stretch("same", " ".join(words))
        elif head and tail:
            yield Stretch("same", f"{' '.join(head)} … {' '.join(tail)}")
        else:
            yield Stretch("same", " ".join((*head, "…")) if head else " ".join(("…", *tail)))


def _shortened(words: Sequence[str]) -> str:
    return " ".join(words) if len(words) <= _LONG else " ".join((*words[:_LONG], "…"))


def _short(words: Sequence[Text]) -> str:
    said = [*dropwhile(lambda word: not any(map(str.isalnum, word)), (one.text for one in words))]
    return " ".join(said) if len(said) <= 8 else " ".join((*said[:8], "…"))


def _lone_text(words: Sequence[Text], is_new: bool) -> tuple[Stretch, ...]:
    said = _shortened([word.text for word in words])
    return (Stretch("added" if is_new else "removed", said),) if said else ()


def _wandered(alone: Sequence[tuple[Leaf, Piece, bool]]) -> Iterator[Change]:
    """Blocks without a counterpart: such as went here and came there have moved."""
    gone: dict[object, list[tuple[Leaf, Piece]]] = {}
    for leaf, piece, is_new in alone:
        if not is_new:
            gone.setdefault(_key(piece), []).append((leaf, piece))
    for leaf, piece, is_new in alone:
        if not is_new:
            continue
        former = gone.get(_key(piece))
        spot = Spotted(leaf.id, leaf.side, (piece.box,))
        if former and (piece.words or piece.told):
            home, twin = former.pop(0)
            old = Spotted(home.id, home.side, (twin.box,))
            text = (Stretch("same", _short(piece.words)),) if piece.words else ()
            yield Change("moved", piece.kind, old, spot, text, piece.place)
        else:
            yield Change("came", piece.kind, None, spot, _lone_text(piece.words, True), piece.place)
    for lost in gone.values():
        for home, twin in lost:
            spot = Spotted(home.id, home.side, (twin.box,))
            yield Change("went", twin.kind, spot, None, _lone_text(twin.words, False))


# --- what is drawn --------------------------------------------------------------------------


def _drawn(
    old: Leaf,
    new: Leaf,
    found: Sequence[Change],
    alone: Sequence[tuple[Leaf, Piece, bool]],
    paint: Paint,
) -> Iterator[Change]:
    """Where a leaf is drawn otherwise, but for the blocks that are told of already."""
    told = [_on_paper(box, leaf) for leaf, box in _told_boxes(old, new, found, alone)]
    places = regions(_as_sheet(old), _as_sheet(new), _alike_large(paint(old), paint(new)))
    frames = [_on_paper(box, new) for box in new.frames]
    known: dict[Rect, None] = {}
    for region in places:
        if not _is_covered(region, told):
            whole = [frame for frame in frames if frame.overlaps(region) and _is_small(frame, new)]
            known.update(dict.fromkeys(whole or [region]))
    for box in known:
        block = next((one for one in new.pieces if _on_paper(one.box, new).overlaps(box)), None)
        here = box.moved(new.slot.x, new.slot.y)
        there = box.moved(old.slot.x, old.slot.y)
        is_block = block is not None and not block.words
        yield Change(
            "drawn",
            block.kind if block is not None and is_block else "drawing",
            Spotted(old.id, old.side, (there,)),
            Spotted(new.id, new.side, (here,)),
            (),
            block.place if block is not None else None,
        )


def _alike_large(old: Any, new: Any) -> tuple[Any, Any]:
    """Two pictures; the pixel by which rounding makes one larger is cut off."""
    width, height = min(old.width, new.width), min(old.height, new.height)
    if max(old.width, new.width) - width > 1 or max(old.height, new.height) - height > 1:
        return old, new
    return old.crop((0, 0, width, height)), new.crop((0, 0, width, height))


def _is_small(frame: Rect, leaf: Leaf) -> bool:
    """Whether a frame is less than a panel's ground, of which a part may have changed."""
    return frame.width * frame.height < 0.8 * leaf.slot.width * leaf.slot.height


def _told_boxes(
    old: Leaf,
    new: Leaf,
    found: Sequence[Change],
    alone: Sequence[tuple[Leaf, Piece, bool]],
) -> Iterator[tuple[Leaf, Rect]]:
    for one in found:
        if one.kind == "moved":
            yield from ((old, box) for box in (one.old.boxes if one.old else ()))
            yield from ((new, box) for box in (one.new.boxes if one.new else ()))
    yield from ((leaf, piece.box) for leaf, piece, _ in alone)


def _on_paper(box: Rect, leaf: Leaf) -> Rect:
    """A box of a side as it lies on the leaf's own paper."""
    return box.moved(-leaf.slot.x, -leaf.slot.y)


def _is_covered(box: Rect, others: Iterable[Rect]) -> bool:
    for other in others:
        across = min(box.right, other.right + 4) - max(box.x, other.x - 12)
        along = min(box.bottom, other.bottom + 4) - max(box.y, other.y - 4)
        if across > 0 and along > 0 and across * along >= _COVERED * box.width * box.height:
            return True
    return False


def _as_sheet(leaf: Leaf) -> Sheet:
    """A leaf's words on its own paper, a little larger: accents stand above capitals."""
    words = tuple(
        Word(
            word.text,
            tuple(
                _on_paper(box, leaf).inset(-1, -0.4 * box.height, -1, -0.1 * box.height)
                for box in word.boxes
            ),
        )
        for word in leaf.words
    )
    return Sheet(Size(leaf.slot.width, leaf.slot.height), words)
