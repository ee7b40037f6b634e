"""How whoever reads a folded sheet opens it: what turns, which way, and what one meets.

The sheet is a chain of panels, joined at its folds. How it lies is said by angles alone: that of
its first panel, and that of each fold. They are degrees about the upright axis: 0 has the recto
towards the reader, and what is positive takes the right edge away from them (as `rotateY` does in
CSS). A fold at 180 has the verso of one panel on that of the next; one at -180, recto on recto.

A piece is opened fold by fold, the last made first: what lies on top is turned over, so that
nothing goes through the table or through other paper. An accordion is pulled out, all its folds at
once. In the end the piece is turned over, if anything on its back has not been met.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from depliant.style.fold_kinds import Crease, Fold
from depliant.style.folded import (
    Face,
    Joint,
    Ply,
    folded,
    from_below,
    joints,
    outer,
    seen,
)

_RIDGE: Final = 60.0
"""Degrees at which the panels of an accordion stand while it is pulled out, and when that is."""
_RIDGE_AT: Final = 1 / 3

Act = Literal["flat", "closed", "opened", "pulled", "turned"]
"""What leads to a stage: nothing, of a sheet without folds; nothing yet; one fold is opened; all
are; the open piece is turned over."""


class Pose(NamedTuple):
    """How the sheet lies after so many steps; between two poses all goes evenly.

    `turn` is the angle of the first panel, `bends` are those of the folds from left to right, and
    `plies` how many thicknesses of paper apart the panels on both sides of each fold lie.
    """

    at: float
    turn: float
    bends: tuple[float, ...]
    plies: tuple[int, ...]


class Stage(NamedTuple):
    """Where the reader rests: what was done, and the faces that are seen, from left to right."""

    act: Act
    faces: tuple[Face, ...]


class Opening(NamedTuple):
    """How a sheet is opened: stage `n` is the pose at `n`.

    `widths` are those of its recto's panels from left to right, in any unit.
    """

    widths: tuple[float, ...]
    stages: tuple[Stage, ...]
    poses: tuple[Pose, ...]


def opening(fold: Fold, widths: Sequence[float], printed: Sequence[bool] = (True, True)) -> Opening:
    """How a sheet that reads to the right is opened.

    Args:
        fold: how it is folded.
        widths: of the recto's panels, from left to right.
        printed: whether there is anything on the recto, and on the verso.
    """
    at_joints = joints(fold)
    if _is_accordion(at_joints):
        stages, poses = _pulled(fold, widths, at_joints, is_below=not printed[0])
    else:
        stages, poses = _opened(fold, widths, at_joints)
    met = {face for stage in stages for face in stage.faces}
    backs = _faces(folded(fold, widths, 0), is_below=round(poses[-1].turn) % 360 == 0)
    if any(printed[face.is_verso] and face not in met for face in backs):
        stages.append(Stage("turned", backs))
        last = poses[-1]
        poses.append(last._replace(at=last.at + 1, turn=last.turn - 180))
    return Opening(tuple(widths), tuple(stages), tuple(poses))


def mirrored(one: Opening) -> Opening:
    """The same of a sheet that reads to the left: as a mirror has it, columns from its left."""
    last = len(one.widths) - 1
    return Opening(
        one.widths[::-1],
        tuple(
            stage._replace(
                faces=tuple(Face(last - column, verso) for column, verso in reversed(stage.faces))
            )
            for stage in one.stages
        ),
        tuple(
            Pose(pose.at, -(pose.turn + sum(pose.bends)), pose.bends[::-1], pose.plies[::-1])
            for pose in one.poses
        ),
    )


_Made = tuple[list[Stage], list[Pose]]


def _opened(fold: Fold, widths: Sequence[float], at_joints: Sequence[Joint]) -> _Made:
    """Fold by fold, what lies on top turned over."""
    count = len(fold.creases)
    plies = folded(fold, widths)
    _, behind = outer(fold, widths)
    is_below = behind == seen(plies)
    first = next(ply for ply in plies if ply.column == 0)
    turn = 180.0 if first.turned != is_below else 0.0
    stages = [Stage("closed" if count else "flat", _faces(plies, is_below))]
    bends = _bends(at_joints, count)
    poses = [Pose(0, turn, bends, _apart(plies, bends))]
    for number in range(count - 1, -1, -1):
        crease = fold.creases[number]
        plies = folded(fold, widths, number)
        is_on_top = (crease.way == "over") != is_below
        still = _still(plies, crease, moved=not is_on_top)
        former, bends = bends, _bends(at_joints, number)
        turn += sum(former[:still]) - sum(bends[:still])
        is_below = crease.way == "under"
        stages.append(Stage("opened", _faces(plies, is_below)))
        poses.append(Pose(count - number, turn, bends, _apart(plies, bends)))
    return stages, poses


def _pulled(
    fold: Fold, widths: Sequence[float], at_joints: Sequence[Joint], *, is_below: bool
) -> _Made:
    """All folds at once: the panels stand like roofs, and then lie."""
    turn = 180.0 if is_below else 0.0
    turns = [joint.turn for joint in at_joints]
    once = (1,) * len(turns)
    poses = [
        Pose(0, turn, tuple(180.0 * way for way in turns), once),
        Pose(_RIDGE_AT, turn - _RIDGE * turns[0], tuple(2 * _RIDGE * way for way in turns), once),
        Pose(1, turn, (0.0,) * len(turns), once),
    ]
    plies, flat = folded(fold, widths), folded(fold, widths, 0)
    first = next(ply for ply in plies if ply.column == 0)
    stages = [
        Stage("closed", _faces(plies, first.turned != is_below)),
        Stage("pulled", _faces(flat, is_below)),
    ]
    return stages, poses


def _is_accordion(at_joints: Sequence[Joint]) -> bool:
    return len(at_joints) > 1 and all(one.turn != other.turn for one, other in pairwise(at_joints))


def _faces(plies: Sequence[Ply], is_below: bool) -> tuple[Face, ...]:
    return seen(from_below(plies) if is_below else plies)


def _bends(at_joints: Sequence[Joint], made: int) -> tuple[float, ...]:
    return tuple(180.0 * joint.turn if joint.step <= made else 0.0 for joint in at_joints)


def _still(plies: Sequence[Ply], crease: Crease, *, moved: bool) -> int:
    """A panel beside a fold that is opened: of the paper that was moved to make it, or the rest."""
    before, after = (
        next(ply for ply in plies if ply.column == column) for column in (crease.at - 1, crease.at)
    )
    left, right = (before, after) if before.left < after.left else (after, before)
    return (left if (crease.moves == "left") == moved else right).column


def _apart(plies: Sequence[Ply], bends: Sequence[float]) -> tuple[int, ...]:
    """For each fold, how many plies down the one panel lies from the other."""
    return tuple(
        1 + sum(1 for _ in _between(plies, column)) if bend else 1
        for column, bend in enumerate(bends)
    )


def _between(plies: Sequence[Ply], column: int) -> Iterator[Ply]:
    """What lies between a panel and the next on the sheet, which is folded on it."""
    at = sorted(place for place, ply in enumerate(plies) if ply.column in (column, column + 1))
    upper, lower = (plies[place] for place in at)
    for ply in plies[at[0] + 1 : at[1]]:
        shared = min(upper.right, lower.right, ply.right) - max(upper.left, lower.left, ply.left)
        if shared > 0.05 * (ply.right - ply.left):
            yield ply
