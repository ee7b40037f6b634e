"""How wide the columns of a table are: as their words need, and none narrower than its longest.

The rules are those of CSS 2.1, 17.5.2.2 as browsers and WeasyPrint keep them: each column has at
least its longest word; what room there is beyond goes to the columns by how much they would take
to have all their words on one line; what is left over after that, by how much they then have.
"""

from __future__ import annotations

from collections.abc import Sequence

from depliant.tuples import NamedTuple


class Need(NamedTuple):
    """The width of the longest word, and that of all words on one line; points."""

    least: float
    most: float


class Wanted(NamedTuple):
    """What a column asks for: a width of its own, or that of its words.

    What is `greedy` takes all that is left over.
    """

    need: Need
    fixed: float | None = None
    greedy: bool = False

    @property
    def least(self) -> float:
        """The least width that it is content with."""
        return self.need.least if self.fixed is None else self.fixed


class Spanning(NamedTuple):
    """What is in a cell over several columns: its first, how many, and what it needs."""

    first: int
    over: int
    need: Need


def with_spans(needs: Sequence[Need], spans: Sequence[Spanning], gap: float) -> tuple[Need, ...]:
    """What columns need so that cells over several of them have room; those of few first."""
    found = list(needs)
    for first, over, need in sorted(spans, key=lambda span: span.over):
        below = range(first, first + over)
        gaps = gap * (over - 1)
        least = _raised([found[at].least for at in below], need.least - gaps)
        most = _raised([found[at].most for at in below], need.most - gaps)
        for at, low, high in zip(below, least, most, strict=True):
            found[at] = Need(low, max(low, high))
    return tuple(found)


def _raised(widths: list[float], wanted: float) -> list[float]:
    """Widths that add up to what is wanted at least, each more by its part of the whole."""
    return _shared(widths, max(0.0, wanted - sum(widths)), widths)


def _shared(widths: Sequence[float], more: float, by: Sequence[float]) -> list[float]:
    """Widths with their parts of `more`; equal ones where there is nothing to go by."""
    whole = sum(by)
    parts = [one / whole for one in by] if whole > 0 else [1 / len(widths)] * len(widths)
    return [width + more * part for width, part in zip(widths, parts, strict=True)]


def widths(columns: Sequence[Wanted], room: float, *, fill: bool) -> tuple[float, ...]:
    """The widths of columns that have so much room together, in points.

    They add up to `room` at most, and with `fill` exactly if a column may be wider than it asks
    for; where the room is too little, each has the least that it can do with.
    """
    own = [at for at, column in enumerate(columns) if column.fixed is None]
    found = [column.least for column in columns]
    left = room - sum(found)
    if not own or left <= 0:
        return tuple(found)
    wanting = [max(0.0, columns[at].need.most - columns[at].need.least) for at in own]
    given = min(left, sum(wanting))
    for at, width in zip(own, _shared([found[at] for at in own], given, wanting), strict=True):
        found[at] = width
    left -= given
    takers = [at for at in own if columns[at].greedy] or own
    if fill or any(columns[at].greedy for at in own):
        have = [found[at] for at in takers]
        for at, width in zip(takers, _shared(have, left, have), strict=True):
            found[at] = width
    return tuple(found)
