"""Which page was which: pages that say the same or much of the same, in order, folios left out.

One page that comes in moves all that follow by one, and their folios with them. A folio is no
change then, as long as it counts as the others do; one that counts otherwise is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import Final

from depliant.compare.rewording import ALIKE, blocks, likeness, paired
from depliant.compare.sheets import Sheet, Word
from depliant.geometry import Rect

Pairing = tuple[tuple[int | None, int | None], ...]

FOLIO: Final = "\0folio"
"""What stands for a folio where words are compared."""

_MARGIN: Final = 0.13
"""The share of a page, at its head and at its foot, in which folios stand."""
_FULL: Final = 4_000
"""The most pairs of pages between two that are the same that are all compared."""
_NUMBER: Final = re.compile(r"\d{1,4}")


def keys(sheets: Sequence[Sheet]) -> list[tuple[str, ...]]:
    """The words of each page as they are compared: folios are alike.

    A hyphen at a line's end may be one of the word's own, so it does not count.
    """
    offsets = _offsets(sheets)
    return [
        tuple(_key(word, sheet, at, offsets[at]) for word in sheet.words)
        for at, sheet in enumerate(sheets)
    ]


def _key(word: Word, sheet: Sheet, at: int, offsets: Container[int]) -> str:
    is_counted = _NUMBER.fullmatch(word.text) and int(word.text) - at in offsets
    if is_counted and _stands_in_margin(word, sheet):
        return FOLIO
    return word.text.replace("-", "") or word.text


def _offsets(sheets: Sequence[Sheet]) -> list[set[int]]:
    """What the number of the first page would be by the folios of each page; none without any.

    Folios are the numbers in the margins that count pages: as those of a third of all pages and
    of two at the least do, or those of the page before or after, since a page that went or came
    in the midst parts those before it from those behind.
    """
    found = [
        {
            int(word.text) - at
            for word in sheet.words
            if _NUMBER.fullmatch(word.text) and _stands_in_margin(word, sheet)
        }
        for at, sheet in enumerate(sheets)
    ]
    offset, count = max(
        Counter(one for of_page in found for one in of_page).items(),
        key=lambda one: one[1],
        default=(0, 0),
    )
    most = {offset} if count >= 2 and 3 * count >= len(sheets) else set[int]()
    beside = [set[int](), *found, set[int]()]
    return [
        own & (most | before | after)
        for own, before, after in zip(found, beside, beside[2:], strict=False)
    ]


def _stands_in_margin(word: Word, sheet: Sheet) -> bool:
    room = sheet.size.height * _MARGIN
    return all(_is_outside(box, room, sheet.size.height) for box in word.boxes)


def _is_outside(box: Rect, room: float, height: float) -> bool:
    return box.bottom <= room or box.y >= height - room


def pairing(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> Pairing:
    """Pages by their words (as `keys` gives them), from 0, in order.

    Those that say the same are the same; between two of them are those that share enough words.
    What is left on both sides, as many on one as on the other, was replaced.
    """
    found: list[tuple[int | None, int | None]] = []
    for same, i1, i2, j1, j2 in blocks(old, new):
        before, after = range(i1, i2), range(j1, j2)
        if same:
            found += zip(before, after, strict=True)
        else:
            found += _replaced(_between(old, new, before, after))
    return tuple(found)


def _between(
    old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]], before: range, after: range
) -> list[tuple[int | None, int | None]]:
    """Pages between two that are the same: pairs in order that are most alike together."""
    if len(before) * len(after) > _FULL:
        return paired(before, after, lambda one, other: likeness(old[one], new[other]) >= ALIKE)
    # Needleman and Wunsch: the best sum of likenesses of the rest, from the last pages on.
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    alike = [[likeness(old[one], new[other]) for other in after] for one in before]
    for a in reversed(range(len(before))):
        for b in reversed(range(len(after))):
            both = alike[a][b] + best[a + 1][b + 1] if alike[a][b] >= ALIKE else 0.0
            best[a][b] = max(both, best[a + 1][b], best[a][b + 1])
    found: list[tuple[int | None, int | None]] = []
    a = b = 0
    while a < len(before) and b < len(after):
        if alike[a][b] >= ALIKE and best[a][b] == alike[a][b] + best[a + 1][b + 1]:
            found.append((before[a], after[b]))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            found.append((before[a], None))
            a += 1
        else:
            found.append((None, after[b]))
            b += 1
    found += [(one, None) for one in before[a:]]
    return [*found, *((None, other) for other in after[b:])]


def _replaced(
    found: Sequence[tuple[int | None, int | None]],
) -> Iterator[tuple[int | None, int | None]]:
    """Runs of pages that went and as many that came, pairs of one and the other."""
    gone: list[int] = []
    come: list[int] = []
    for one, other in (*found, (-1, -1)):
        if one is None and other is not None:
            come.append(other)
        elif other is None and one is not None:
            gone.append(one)
        else:
            if len(gone) == len(come):
                yield from zip(gone, come, strict=True)
            else:
                yield from ((None, page) for page in come)
                yield from ((page, None) for page in gone)
            gone, come = [], []
            if one != -1:
                yield one, other
