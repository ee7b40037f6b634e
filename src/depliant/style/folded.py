"""A sheet as it is folded: which panel lies on which, what shows outside, what one meets inside.

The model of a fold knows nothing of what is printed: panels are columns of the recto, counted from
the left, and faces are their rectos and their versos. Lengths in any one unit, from the left edge
of the flat sheet with its recto up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from depliant.style.fold_kinds import Crease, Fold

_SHOWS: Final = 0.25
"""What of a panel shows at least to be seen, of its width: more than the paper allows for."""


class Ply(NamedTuple):
    """A panel where it lies: its column, its edges, and whether its verso is up."""

    column: int
    left: float
    right: float
    turned: bool = False


class Face(NamedTuple):
    """One side of a panel of the sheet."""

    column: int
    is_verso: bool


class Joint(NamedTuple):
    """Where two panels meet: at which step it is folded, from 1.

    `turn` is 1 where it is a hill for whoever looks on the side, and -1 where a valley.
    """

    step: int
    turn: int


def folded(fold: Fold, widths: Sequence[float], creases: int | None = None) -> tuple[Ply, ...]:
    """The panels after the first so many folds, after all without a number: the top ones first.

    `widths` are those of the recto's panels from left to right.
    """
    plies = list(_flat(widths))
    for crease in fold.creases[:creases]:
        plies = _turned(plies, crease)
    return tuple(plies)


def joints(fold: Fold) -> tuple[Joint, ...]:
    """The folds of the recto from left to right."""
    widths = fold.widths(1.0, 0.0)
    found: dict[int, Joint] = {}
    plies = list(_flat(widths))
    for step, crease in enumerate(fold.creases, 1):
        line = _line(plies, crease)
        for at in range(1, len(widths)):
            before, after = (_ply(plies, column) for column in (at - 1, at))
            joint = before.left if before.turned else before.right
            if before.turned == after.turned and abs(joint - line) < 1e-6:
                found[at] = Joint(step, 1 if (crease.way == "under") != before.turned else -1)
        plies = _turned(plies, crease)
    return tuple(found[at] for at in range(1, len(widths)))


def outer(fold: Fold, widths: Sequence[float]) -> tuple[tuple[Face, ...], tuple[Face, ...]]:
    """What shows of the closed piece in front and behind, each from left to right.

    The front is where the first panel in reading order shows.
    """
    plies = folded(fold, widths)
    above, below = seen(plies), seen(from_below(plies))
    return (below, above) if face_of(fold, 0) in below else (above, below)


def met(fold: Fold, widths: Sequence[float]) -> tuple[tuple[Face, ...], ...]:
    """What one sees at each fold that is opened, the last one first, each from left to right."""
    stages = []
    for number in range(len(fold.creases) - 1, -1, -1):
        plies = folded(fold, widths, number)
        stages.append(seen(plies if fold.creases[number].way == "over" else from_below(plies)))
    return tuple(stages)


def from_below(plies: Sequence[Ply]) -> tuple[Ply, ...]:
    """The paper as it looks from behind."""
    return tuple(Ply(ply.column, -ply.right, -ply.left, not ply.turned) for ply in reversed(plies))


def seen(plies: Sequence[Ply]) -> tuple[Face, ...]:
    """The faces that nothing covers wholly, from left to right as one looks on them."""
    covered: list[tuple[float, float]] = []
    found: list[tuple[float, Face]] = []
    for ply in plies:
        free = _left_free((ply.left, ply.right), covered)
        if free > _SHOWS * (ply.right - ply.left):
            found.append((ply.left, Face(ply.column, ply.turned)))
        covered.append((ply.left, ply.right))
    return tuple(face for _, face in sorted(found))


def face_of(fold: Fold, panel: int) -> Face:
    """The face that a panel is printed on, by its place in reading order."""
    for verso, (_, order) in enumerate(fold.sides):
        if panel in order:
            at = order.index(panel)
            return Face(len(order) - 1 - at if verso else at, bool(verso))
    raise ValueError(f"there is no panel {panel}")


def panel_on(fold: Fold, face: Face) -> int | None:
    """The panel that is printed on a face, by its place in reading order; None on a bare side."""
    if face.is_verso >= len(fold.sides):
        return None
    order = fold.sides[face.is_verso][1]
    return order[len(order) - 1 - face.column if face.is_verso else face.column]


def _flat(widths: Sequence[float]) -> Iterator[Ply]:
    left = 0.0
    for column, width in enumerate(widths):
        yield Ply(column, left, left + width)
        left += width


def _ply(plies: Sequence[Ply], column: int) -> Ply:
    return next(ply for ply in plies if ply.column == column)


def _line(plies: Sequence[Ply], crease: Crease) -> float:
    """Where a fold is made, in the paper as it lies."""
    before = _ply(plies, crease.at - 1)
    return before.left if before.turned else before.right


def _turned(plies: Sequence[Ply], crease: Crease) -> list[Ply]:
    """The paper on one side of a fold turned under the rest, or over it."""
    line = _line(plies, crease)
    moved: list[Ply] = []
    rest: list[Ply] = []
    for ply in plies:
        is_left = (ply.left + ply.right) / 2 < line
        (moved if is_left == (crease.moves == "left") else rest).append(ply)
    turned = [
        Ply(ply.column, 2 * line - ply.right, 2 * line - ply.left, not ply.turned)
        for ply in reversed(moved)
    ]
    return [*rest, *turned] if crease.way == "under" else [*turned, *rest]


def _left_free(stretch: tuple[float, float], covered: Sequence[tuple[float, float]]) -> float:
    """How much of a stretch no other covers."""
    at, end = stretch
    free = 0.0
    for left, right in sorted(covered):
        if left >= end:
            break
        free += max(0.0, left - at)
        at = max(at, right)
    return free + max(0.0, end - at)
