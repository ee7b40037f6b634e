"""How whoever reads a folded sheet opens it: what turns, which way, and what one meets.

A piece is opened fold by fold, the last made first: what lies on top is turned over, so that
nothing goes through the table or through other paper. An accordion is pulled out, all its folds at
once. In the end the piece is turned over, if anything on its back has not been met.

Of a sheet that is folded in both directions, the folds of the one that was folded last are opened
first; then those of the other, on the whole of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from depliant.style.fold_kinds import Fold, Leaf
from depliant.style.folded import Ply, face_of, folded, joints, outer, seen
from depliant.style.poses import (
    Act,
    Opening,
    Pose,
    Stage,
    apart,
    bends_at,
    faces_of,
    is_accordion,
    pulled,
    unfolded,
)

_RIDGE_AT: Final = 1 / 3
"""When an accordion that is pulled out stands like roofs, of the whole step."""


def opening(
    fold: Fold,
    widths: Sequence[float],
    printed: Sequence[bool] = (True, True),
    heights: Sequence[float] | None = None,
) -> Opening:
    """How a sheet that reads to the right is opened.

    Args:
        fold: how it is folded.
        widths: of the recto's columns, from left to right.
        printed: whether there is anything on the recto, and on the verso.
        heights: of its rows from above; without them each is 1 high.
    """
    heights = tuple(heights or (1.0,) * len(fold.rows))
    if len(fold.rows) > 1:
        stages, poses, made = _crossed(fold, widths, heights, is_bare=not printed[1])
    elif is_accordion(joints(fold)):
        stages, poses, made = _pulled(fold, widths, is_below=not printed[0])
    else:
        stages, poses, made = _opened(fold, widths)
    met = {face for stage in stages for face in stage.faces}
    is_below = round(poses[-1].turn) % 360 == 0
    backs = faces_of(folded(fold, widths, made, heights), is_below=is_below)
    if any(printed[face.is_verso] and face not in met for face in backs):
        stages.append(Stage("turned", backs))
        last = poses[-1]
        poses.append(last._replace(at=last.at + 1, turn=last.turn - 180))
    is_within = bool(fold.creases) and fold.creases[0].is_across
    return Opening(tuple(widths), tuple(stages), tuple(poses), heights, rows_within=is_within)


_Made = tuple[list[Stage], list[Pose], int]
"""The stages, their poses, and how many folds are left in the end."""


def _opened(fold: Fold, widths: Sequence[float]) -> _Made:
    """Fold by fold, what lies on top turned over."""
    count = len(fold.creases)
    plies = folded(fold, widths)
    _, behind = outer(fold, widths)
    is_below = behind == seen(plies)
    first = next(ply for ply in plies if ply.column == 0)
    at = 180.0 if first.turned != is_below else 0.0, bends_at(joints(fold), count)
    stages = [Stage("closed" if count else "flat", faces_of(plies, is_below))]
    poses = [Pose(0, *at, apart(plies, at[1]))]
    for number in range(count - 1, -1, -1):
        crease = fold.creases[number]
        plies = folded(fold, widths, number)
        at = unfolded(fold, widths, at, number, on=(crease.way == "over") != is_below)
        is_below = crease.way == "under"
        stages.append(Stage("opened", faces_of(plies, is_below)))
        poses.append(Pose(count - number, *at, apart(plies, at[1])))
    return stages, poses, 0


def _pulled(fold: Fold, widths: Sequence[float], *, is_below: bool) -> _Made:
    """All folds at once: the panels stand like roofs, and then lie."""
    turn, at_joints = 180.0 if is_below else 0.0, joints(fold)
    once = (1,) * len(at_joints)
    poses = [
        Pose(0, turn, bends_at(at_joints, len(at_joints)), once),
        Pose(_RIDGE_AT, *pulled(turn, at_joints), once),
        Pose(1, turn, (0.0,) * len(at_joints), once),
    ]
    plies, flat = folded(fold, widths), folded(fold, widths, 0)
    first = next(ply for ply in plies if ply.column == 0)
    stages = [
        Stage("closed", faces_of(plies, first.turned != is_below)),
        Stage("pulled", faces_of(flat, is_below)),
    ]
    return stages, poses, 0


# --- folded in both directions -----------------------------------------------------------------

_Angles = tuple[float, tuple[float, ...]]
"""Of the first panel of a line, and of its folds."""


class _Line(NamedTuple):
    """One direction of a sheet's folds as a fold of its own, with the sizes of its panels."""

    fold: Fold
    sizes: Sequence[float]
    is_across: bool

    @property
    def closed(self) -> _Angles:
        """How it lies when all is folded."""
        first = next(ply for ply in folded(self.fold, self.sizes) if ply.column == 0)
        bends = bends_at(joints(self.fold), len(self.fold.creases))
        return (180.0 if first.turned else 0.0), bends

    def put(self, pose: Pose, at: _Angles) -> Pose:
        """A pose in which it lies so."""
        turn, bends = at
        if self.is_across:
            return pose._replace(tilt=turn, row_bends=bends)
        return pose._replace(turn=turn, bends=bends)


def _line(fold: Fold, leaves: tuple[Leaf, ...], sizes: Sequence[float], *, across: bool) -> _Line:
    creases = tuple(
        crease._replace(moves="left" if crease.moves in ("left", "top") else "right")
        for crease in fold.creases
        if crease.is_across == across
    )
    return _Line(Fold(fold.called, leaves, (), creases), sizes, across)


def _crossed(
    fold: Fold, widths: Sequence[float], heights: Sequence[float], *, is_bare: bool
) -> _Made:
    """The direction that was folded last, fold by fold, and then the other.

    Where the inside `is_bare`, the other stays folded.
    """
    columns = _line(fold, fold.recto, widths, across=False)
    rows = _line(fold, fold.rows, heights, across=True)
    within, round_it = (rows, columns) if fold.creases[0].is_across else (columns, rows)
    whole = folded(fold, widths, None, heights)
    is_below = face_of(fold, 0) not in seen(whole)
    is_behind = is_below and round_it.is_across
    pose = _closed(whole, within, round_it, is_below=is_below)
    stages, poses = [Stage("closed", faces_of(whole, is_below))], [pose]
    at, first = round_it.closed, len(within.fold.creases)
    if not round_it.is_across:
        at = pose.turn, at[1]
    for number in range(len(round_it.fold.creases) - 1, -1, -1):
        is_on_top = (round_it.fold.creases[number].way == "over") != is_below
        at = unfolded(round_it.fold, round_it.sizes, at, number, on=is_on_top)
        is_below = round_it.fold.creases[number].way == "under"
        lie = folded(fold, widths, first + number, heights)
        stages.append(Stage("opened", faces_of(lie, is_below)))
        lies = round_it.put(poses[-1], _from_behind(at) if is_behind else at)
        poses.append(lies._replace(at=poses[-1].at + 1))
    if is_bare:
        return stages, poses, first
    act: Act = "pulled" if is_accordion(joints(within.fold)) else "opened"
    for left, lies in _within(within, poses[-1], is_below=is_below):
        poses.append(lies)
        if left is not None:
            lie = folded(fold, widths, left, heights)
            stages.append(Stage(act, faces_of(lie, is_below or not within.is_across)))
    return stages, poses, 0


def _closed(whole: Sequence[Ply], within: _Line, round_it: _Line, *, is_below: bool) -> Pose:
    """How the piece lies closed. Rows are laid out as whoever looks on them from there has them."""
    inner, outer_ = within.closed, round_it.closed
    flat = Pose(0, 0.0, (), ())
    lies = folded(within.fold, within.sizes)
    plies = apart(lies, inner[1]), apart(whole, outer_[1], across=round_it.is_across)
    if round_it.is_across:
        outer_ = _from_behind(outer_) if is_below else outer_
        inner = inner[0] + 180.0 * is_below, inner[1]
        flat = flat._replace(plies=plies[0], row_plies=plies[1])
    else:
        outer_ = (outer_[0] + 180.0 * is_below) % 360, outer_[1]
        flat = flat._replace(plies=plies[1], row_plies=plies[0])
    return round_it.put(within.put(flat, inner), outer_)


def _from_behind(at: _Angles) -> _Angles:
    return -at[0], tuple(-bend for bend in at[1])


def _within(within: _Line, pose: Pose, *, is_below: bool) -> Iterator[tuple[int | None, Pose]]:
    """How the direction that was folded first is opened, on the sheet that is flat in the other.

    Columns of an accordion are pulled out until all of the verso is seen. With each pose comes how
    many folds are left, None while all move.
    """
    fold, at_joints = within.fold, joints(within.fold)
    if within.is_across:
        at = pose.tilt, pose.row_bends
        for number in range(len(fold.creases) - 1, -1, -1):
            is_on_top = (fold.creases[number].way == "over") != is_below
            at = unfolded(fold, within.sizes, at, number, on=is_on_top)
            is_below = fold.creases[number].way == "under"
            pose = within.put(pose, at)._replace(at=pose.at + 1)
            yield number, pose
        return
    # The panel that has its verso up already stays: the first, or else the last.
    is_last = round(pose.turn) % 360 == 0
    flat = 180.0 * at_joints[0].turn if is_last else pose.turn
    open_ = (0.0,) * len(at_joints)
    if is_accordion(at_joints):
        yield None, within.put(pose, pulled(flat, at_joints))._replace(at=pose.at + _RIDGE_AT)
    yield 0, within.put(pose, (flat, open_))._replace(at=pose.at + 1)
