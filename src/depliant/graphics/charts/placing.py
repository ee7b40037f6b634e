"""Where labels stand so that none touches a mark, another label or another's leader.

Each label says the places that would do, best first, each with a cost and, where it stands away
from its mark, the leader that joins the two. The labels with the fewest places choose first; what
they leave is tried in order of cost, and taken back where a later label would find none, in a
bounded number of steps. The same labels always find the same places. Points, y down.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec import Struct

from depliant.geometry import Point, Rect, bounds

_STEPS: Final = 20_000
"""Places tried at most; beyond, the best that was found counts."""
_UNPLACED: Final = 1e9
"""What a label costs that finds no place: more than all that stand badly."""

Line = tuple[Point, ...]
"""Points joined in their order."""


class Place(NamedTuple):
    """A place for a label: its box, what it costs, and the leader from its mark.

    `form` says which of the label's ways of being broken into lines stands in the box.
    """

    box: Rect
    cost: float = 0.0
    leader: Line = ()
    form: int = 0


class Marks(Struct, frozen=True):
    """What is in the way: areas, and lines with half of their thickness round them."""

    areas: tuple[Rect, ...] = ()
    lines: tuple[Line, ...] = ()
    reach: float = 0.0

    def free(self, box: Rect) -> bool:
        """Whether a box meets nothing of this."""
        if any(box.overlaps(area) for area in self.areas):
            return False
        wide = box.inset(-self.reach, -self.reach, -self.reach, -self.reach)
        return not any(meets(line, wide) for line in self.lines)

    def passes(self, leader: Line) -> bool:
        """Whether a leader crosses no line."""
        own = _pieces(leader)
        return not any(crosses(a, b) for line in self.lines for b in _pieces(line) for a in own)


def placed(
    labels: Sequence[Sequence[Place]], marks: Marks, room: Rect, apart: float = 0.0
) -> tuple[Place | None, ...]:
    """The places of labels: for each one of its own, or None where there is none.

    As many as can be found a place have one; of such choices the cheapest that was found is
    taken.

    Args:
        labels: of each label the places that would do.
        marks: what no label may meet, and whose lines no leader may cross.
        room: what no label may leave.
        apart: points between two labels at least.
    """
    choices = [
        sorted(
            (place for place in places if _allowed(place, marks, room)),
            key=lambda place: place.cost,
        )
        for places in labels
    ]
    order = sorted(range(len(labels)), key=lambda number: (len(choices[number]), number))
    search = _Search(choices, order, apart)
    search.go(0, 0.0)
    return tuple(search.best)


def _allowed(place: Place, marks: Marks, room: Rect) -> bool:
    return _within(place.box, room) and marks.free(place.box) and marks.passes(place.leader)


class _Search:
    """Depth first, cheapest places first, never below what cannot better the best so far."""

    def __init__(self, choices: list[list[Place]], order: list[int], apart: float) -> None:
        self.choices, self.order, self.apart = choices, order, apart
        self.now: list[Place | None] = [None] * len(choices)
        self.best: list[Place | None] = list(self.now)
        self.cost = float("inf")
        self.steps = 0
        # What the labels from each on cost at least.
        self.least = [0.0]
        for number in reversed(order):
            places = choices[number]
            self.least.append(self.least[-1] + (places[0].cost if places else _UNPLACED))
        self.least.reverse()

    def go(self, depth: int, cost: float) -> None:
        """Find places for all labels from `depth` on."""
        if cost + self.least[depth] >= self.cost:
            return
        if depth == len(self.order):
            self.best, self.cost = list(self.now), cost
            return
        number = self.order[depth]
        for place in self.choices[number]:
            if self.steps >= _STEPS:
                break
            self.steps += 1
            if self._fits(place, depth):
                self.now[number] = place
                self.go(depth + 1, cost + place.cost)
        self.now[number] = None
        if self.steps < _STEPS or self.cost == float("inf"):
            self.go(depth + 1, cost + _UNPLACED)

    def _fits(self, place: Place, depth: int) -> bool:
        taken = (self.now[number] for number in self.order[:depth])
        return not any(other and touching(place, other, self.apart) for other in taken)


def touching(one: Place, other: Place, apart: float = 0.0) -> bool:
    """Whether two labels are nearer than `apart`, or one's leader meets the other or its leader."""
    half = apart / 2
    a, b = (place.box.inset(-half, -half, -half, -half) for place in (one, other))
    return (
        a.overlaps(b)
        or meets(one.leader, b)
        or meets(other.leader, a)
        or any(crosses(s, t) for s in _pieces(one.leader) for t in _pieces(other.leader))
    )


def meets(line: Line, box: Rect) -> bool:
    """Whether a line runs through the inside of a box."""
    if len(line) < 2 or not bounds(line).inset(-1e-9, -1e-9, -1e-9, -1e-9).overlaps(box):
        return False
    return any(_cuts(start, end, box) for start, end in _pieces(line))


def _pieces(line: Line) -> Sequence[tuple[Point, Point]]:
    return tuple(itertools.pairwise(line))


def _cuts(start: Point, end: Point, box: Rect) -> bool:
    """Whether a straight line runs through a box (the clipping of Liang and Barsky)."""
    first, last = 0.0, 1.0
    run, fall = end.x - start.x, end.y - start.y
    for step, room in (
        (-run, start.x - box.x),
        (run, box.right - start.x),
        (-fall, start.y - box.y),
        (fall, box.bottom - start.y),
    ):
        if step == 0:
            if room <= 0:
                return False
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    return first < last


def crosses(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two straight lines cross, each in its inside."""
    (a, b), (c, d) = one, other
    sides = _side(a, b, c) * _side(a, b, d), _side(c, d, a) * _side(c, d, b)
    return sides[0] < 0 and sides[1] < 0


def _side(a: Point, b: Point, c: Point) -> float:
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)


def _within(box: Rect, room: Rect) -> bool:
    slack = 1e-6
    return (
        box.x >= room.x - slack
        and box.right <= room.right + slack
        and box.y >= room.y - slack
        and box.bottom <= room.bottom + slack
    )
