"""What changed from one text to another, word by word.

A word is what stands between ordinary spaces, so a number with its no-break spaces and unit is
one word. The alignment is a patience diff: words that occur once on both sides are anchors
(the longest run of them that is in order on both), and only what lies between two anchors is
compared in full, up to a bound. So the cost grows with the length of the text, not its square.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final, Literal, NamedTuple, TypeVar

FULL_COMPARISON: Final = 40_000
"""The most pairs of words that are compared in full between two anchors."""

ALIKE: Final = 0.35
"""The share of words that two texts have in common at least to be one that was reworded."""
AHEAD: Final = 40
"""How many items one looks ahead for the one that an item was."""

T = TypeVar("T")

_WORD: Final = re.compile(r"[^ \t\r\n]+")
_SENTENCE_END: Final = re.compile(
    r"[.!?…](?:[\u00a0\u202f ]?[»”\"’)])*(?=[ \n]+(?:[«“\"‘(][\u00a0\u202f]?)?[^\W\d_a-zß-öø-ÿœ])"
)
"""A sentence ends before a capital: "3,5 km" and "env. 40" go on."""


class Block(NamedTuple):
    """`old` items [i1, i2) became `new` items [j1, j2); `same` says that they are equal."""

    same: bool
    i1: int
    i2: int
    j1: int
    j2: int


Kind = Literal["same", "removed", "added"]


class Stretch(NamedTuple):
    """A stretch of a text: on both sides, on the old alone, or on the new alone."""

    kind: Kind
    text: str


def words(text: str) -> tuple[str, ...]:
    """The words of a text; no-break spaces do not part words."""
    return tuple(_WORD.findall(text))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, as far as points, spaces and capitals show them."""
    ends = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    parts = (text[start:end].strip() for start, end in pairwise(ends))
    return tuple(part for part in parts if part)


def stretches(old: str, new: str) -> tuple[Stretch, ...]:
    """Both texts as one: what they share, what was removed, what was added, in order."""
    before, after = words(old), words(new)
    found: list[Stretch] = []
    for same, i1, i2, j1, j2 in blocks(before, after):
        if same:
            found.append(Stretch("same", " ".join(after[j1:j2])))
            continue
        if i2 > i1:
            found.append(Stretch("removed", " ".join(before[i1:i2])))
        if j2 > j1:
            found.append(Stretch("added", " ".join(after[j1:j2])))
    return tuple(found)


def blocks(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[Block, ...]:
    """How `old` became `new`: equal and replaced blocks in turn, covering both."""
    merged: list[Block] = []
    for block in _blocks(old, new):
        last = merged[-1] if merged else None
        if last is not None and last.same == block.same:
            merged[-1] = Block(last.same, last.i1, block.i2, last.j1, block.j2)
        elif block.i2 > block.i1 or block.j2 > block.j1:
            merged.append(block)
    return tuple(merged)


def _blocks(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Block]:
    """As `blocks`, in smaller pieces."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    yield Block(True, 0, head, 0, head)
    at, bt = head, head
    for a, b in (*_anchors(old, new, head, tail), (len(old) - tail, len(new) - tail)):
        yield from _between(old, new, (at, a), (bt, b))
        if a < len(old) - tail:
            yield Block(True, a, a + 1, b, b + 1)
        at, bt = a + 1, b + 1
    yield Block(True, len(old) - tail, len(old), len(new) - tail, len(new))


def _anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], head: int, tail: int
) -> list[tuple[int, int]]:
    """The longest rising run of items that occur once on each side (patience sorting)."""
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    counts = Counter(before)
    others = Counter(after)
    where = {item: place + head for place, item in enumerate(after) if others[item] == 1}
    pairs = [
        (place + head, where[item])
        for place, item in enumerate(before)
        if counts[item] == 1 and item in where
    ]
    tops: list[int] = []
    ends: list[int] = []
    behind: list[int] = []
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        behind.append(ends[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(place)
            ends.append(number)
        else:
            tops[pile], ends[pile] = place, number
    run: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        run.append(pairs[number])
        number = behind[number]
    return run[::-1]


def _between(
    old: Sequence[Hashable], new: Sequence[Hashable], a: tuple[int, int], b: tuple[int, int]
) -> Iterator[Block]:
    """What lies between two anchors, compared in full if it is not too much."""
    (a1, a2), (b1, b2) = a, b
    if not (a2 > a1 and b2 > b1) or (a2 - a1) * (b2 - b1) > FULL_COMPARISON:
        yield Block(False, a1, a2, b1, b2)
        return
    matcher = SequenceMatcher(None, old[a1:a2], new[b1:b2], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        yield Block(tag == "equal", a1 + i1, a1 + i2, b1 + j1, b1 + j2)


def paired(
    old: Sequence[T], new: Sequence[T], alike: Callable[[T, T], bool]
) -> list[tuple[T | None, T | None]]:
    """Each new item with the next old one that is like it; the others with none.

    Looks at most AHEAD old items ahead, so that the cost grows with the number of items.
    """
    found: list[tuple[T | None, T | None]] = []
    start = 0
    for item in new:
        ahead = range(start, min(len(old), start + AHEAD))
        match = next((number for number in ahead if alike(old[number], item)), None)
        if match is None:
            found.append((None, item))
            continue
        found += [(gone, None) for gone in old[start:match]]
        found.append((old[match], item))
        start = match + 1
    return [*found, *((gone, None) for gone in old[start:])]


def similar(old: Sequence[Hashable], new: Sequence[Hashable]) -> bool:
    """Whether two texts share enough words to be one that was reworded."""
    return likeness(old, new) >= ALIKE


def likeness(old: Sequence[Hashable], new: Sequence[Hashable]) -> float:
    """What two texts have in common, as a share of the words of both: from 0 to 1."""
    shared = (Counter(old) & Counter(new)).total()
    return 2 * shared / (len(old) + len(new)) if shared else 0.0
