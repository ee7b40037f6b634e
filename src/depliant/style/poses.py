"""How a folded sheet lies while it is opened, as values, and the sums of it.

The sheet is a chain of panels, joined at its folds. How it lies is said by angles alone: that of
its first panel, and that of each fold. They are degrees about the upright axis: 0 has the recto
towards the reader, and what is positive takes the right edge away from them (as `rotateY` does in
CSS). A fold at 180 has the verso of one panel on that of the next; one at -180, recto on recto.

A sheet in rows is such a chain in both directions. Angles of its rows are about the axis across:
what is positive takes the lower edge away from the reader. The folds of one direction lie within
the panels of the other, so that never both move at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final, Literal, NamedTuple

from depliant.style.fold_kinds import Crease, Fold
from depliant.style.folded import Face, Joint, Ply, folded, from_below, joints, seen

_RIDGE: Final = 60.0
"""Degrees at which the panels of an accordion stand while it is pulled out."""

Act = Literal["flat", "closed", "opened", "pulled", "turned"]
"""What leads to a stage: nothing, of a sheet without folds; nothing yet; one fold is opened; all
are; the open piece is turned over."""


class Pose(NamedTuple):
    """How the sheet lies after so many steps; between two poses all goes evenly.

    `turn` is the angle of the first column, `bends` are those of the folds from left to right, and
    `plies` how many thicknesses of paper apart the panels on both sides of each fold lie. `tilt`,
    `row_bends` and `row_plies` are the same of the rows from above.
    """

    at: float
    turn: float
    bends: tuple[float, ...]
    plies: tuple[int, ...]
    tilt: float = 0.0
    row_bends: tuple[float, ...] = ()
    row_plies: tuple[int, ...] = ()


class Stage(NamedTuple):
    """Where the reader rests: what was done, and the faces that are seen, from left to right."""

    act: Act
    faces: tuple[Face, ...]


class Opening(NamedTuple):
    """How a sheet is opened: stage `n` is the pose at `n`.

    `widths` are those of its recto's columns from left to right, `heights` those of its rows, in
    any unit. Its columns lie folded within the rows, or with `rows_within` the rows within the
    columns. `row_plies` count from one row to the next in the column `anchor`.
    """

    widths: tuple[float, ...]
    stages: tuple[Stage, ...]
    poses: tuple[Pose, ...]
    heights: tuple[float, ...] = (1.0,)
    rows_within: bool = False
    anchor: int = 0


def mirrored(one: Opening) -> Opening:
    """The same of a sheet that reads to the left: as a mirror has it, columns from its left."""
    last = len(one.widths) - 1

    def image(stage: Stage) -> Stage:
        rows = (tuple(faces) for _, faces in groupby(stage.faces, key=lambda face: face.row))
        return stage._replace(
            faces=tuple(
                face._replace(column=last - face.column) for row in rows for face in reversed(row)
            )
        )

    return one._replace(
        widths=one.widths[::-1],
        stages=tuple(map(image, one.stages)),
        poses=tuple(
            pose._replace(
                turn=-(pose.turn + sum(pose.bends)),
                bends=pose.bends[::-1],
                plies=pose.plies[::-1],
            )
            for pose in one.poses
        ),
        anchor=last - one.anchor,
    )


def is_accordion(at_joints: Sequence[Joint]) -> bool:
    """Whether each fold turns the other way than the one before."""
    return len(at_joints) > 1 and all(one.turn != other.turn for one, other in pairwise(at_joints))


def pulled(flat: float, at_joints: Sequence[Joint]) -> tuple[float, tuple[float, ...]]:
    """How an accordion stands while it is pulled out; its first panel lies at `flat` then."""
    turns = [joint.turn for joint in at_joints]
    return flat - _RIDGE * turns[0], tuple(2 * _RIDGE * way for way in turns)


def faces_of(plies: Sequence[Ply], is_below: bool) -> tuple[Face, ...]:
    """What is seen of the paper as it lies, from above or from below."""
    return seen(from_below(plies) if is_below else plies)


def bends_at(at_joints: Sequence[Joint], made: int) -> tuple[float, ...]:
    """The angles of the folds after the first so many of them."""
    return tuple(180.0 * joint.turn if joint.step <= made else 0.0 for joint in at_joints)


def unfolded(
    fold: Fold, widths: Sequence[float], at: tuple[float, tuple[float, ...]], number: int, on: bool
) -> tuple[float, tuple[float, ...]]:
    """The angles of the first panel and of the folds once the fold of that number is opened.

    Args:
        fold: of one direction.
        widths: of its panels.
        at: the angles before.
        number: of the fold, from 0.
        on: whether what was turned to make it lies on top: then the rest stays as it lies.
    """
    turn, former = at
    bends = bends_at(joints(fold), number)
    still = _still(folded(fold, widths, number), fold.creases[number], moved=not on)
    return turn + sum(former[:still]) - sum(bends[:still]), bends


def _still(plies: Sequence[Ply], crease: Crease, *, moved: bool) -> int:
    """A panel beside a fold that is opened: of the paper that was moved to make it, or the rest."""
    before, after = (
        next(ply for ply in plies if ply.column == column) for column in (crease.at - 1, crease.at)
    )
    left, right = (before, after) if before.left < after.left else (after, before)
    return (left if (crease.moves == "left") == moved else right).column


def apart(plies: Sequence[Ply], bends: Sequence[float], *, across: bool = False) -> tuple[int, ...]:
    """For each fold, how many plies down the one panel lies from the other.

    It is that of the first row, or, of those `across`, that of the first column.
    """
    return tuple(
        1 + sum(1 for _ in _between(plies, at, across=across)) if bend else 1
        for at, bend in enumerate(bends)
    )


def _between(plies: Sequence[Ply], at: int, *, across: bool) -> Iterator[Ply]:
    """What lies between a panel and the next on the sheet, which is folded on it."""
    pair = [(0, at), (0, at + 1)] if across else [(at, 0), (at + 1, 0)]
    first, last = sorted(place for place, ply in enumerate(plies) if (ply.column, ply.row) in pair)
    upper, lower = plies[first], plies[last]
    for ply in plies[first + 1 : last]:
        shared = min(upper.right, lower.right, ply.right) - max(upper.left, lower.left, ply.left)
        tall = min(upper.bottom, lower.bottom, ply.bottom) - max(upper.top, lower.top, ply.top)
        if min(shared, tall) > 0 and shared * tall > 0.05 * ply.size:
            yield ply
