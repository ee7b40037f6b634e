"""A sheet as it is folded: which panel lies on which, what shows outside, what one meets inside.

The model of a fold knows nothing of what is printed: panels are columns of the recto, counted from
the left, and rows, counted from above; faces are their rectos and their versos. Lengths are in any
one unit, from the upper left corner of the flat sheet with its recto up. Who looks on the verso has
turned the sheet about its upright axis, as one turns a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from depliant.geometry import Rect
from depliant.style.fold_kinds import Crease, Fold
from depliant.tuples import NamedTuple

_SHOWS: Final = 0.25
"""What of a panel shows at least to be seen, of its size: more than the paper allows for."""


class Ply(NamedTuple):
    """A panel where it lies: its column and row, its edges, and whether its verso is up.

    `upside` says that its head is where its foot was on the flat sheet.
    """

    column: int
    left: float
    right: float
    turned: bool = False
    row: int = 0
    top: float = 0.0
    bottom: float = 1.0
    upside: bool = False

    @property
    def size(self) -> float:
        """How large it is."""
        return (self.right - self.left) * (self.bottom - self.top)


class Face(NamedTuple):
    """One side of a panel of the sheet."""

    column: int
    is_verso: bool
    row: int = 0


class Joint(NamedTuple):
    """Where two panels meet: at which step it is folded, from 1.

    `turn` is 1 where it is a hill for whoever looks on the side, and -1 where a valley.
    """

    step: int
    turn: int


class Seams(NamedTuple):
    """The folds of the recto, panel by panel.

    `upright` are, for each row, those between its columns from left to right; `across`, for each
    column, those between its rows from above. A fold that was made through several plies is a hill
    in the one and a valley in the next.
    """

    upright: tuple[tuple[Joint, ...], ...]
    across: tuple[tuple[Joint, ...], ...]


def folded(
    fold: Fold,
    widths: Sequence[float],
    creases: int | None = None,
    heights: Sequence[float] | None = None,
) -> tuple[Ply, ...]:
    """The panels after the first so many folds, after all without a number: the top ones first.

    `widths` are those of the recto's columns from left to right, `heights` those of its rows from
    above; without them each row is 1 high.
    """
    plies = list(_flat(widths, heights or (1.0,) * len(fold.rows)))
    for crease in fold.creases[:creases]:
        plies = _turned(plies, crease)
    return tuple(plies)


def joints(fold: Fold) -> tuple[Joint, ...]:
    """The folds of the recto from left to right, as they are in its upper row."""
    return seams(fold).upright[0]


@lru_cache(maxsize=128)
def seams(fold: Fold) -> Seams:
    """All folds of the recto."""
    columns, rows = len(fold.recto), len(fold.rows)
    found: dict[tuple[bool, int, int], Joint] = {}
    plies = list(folded(fold, fold.widths(1.0, 0.0), 0, fold.heights(1.0, 0.0)))
    for step, crease in enumerate(fold.creases, 1):
        for across, column, row in _meeting(plies, crease, columns, rows):
            ply = _ply(plies, column, row)
            found[across, column, row] = Joint(
                step, 1 if (crease.way == "under") != ply.turned else -1
            )
        plies = _turned(plies, crease)
    return Seams(
        tuple(
            tuple(found[False, column, row] for column in range(columns - 1)) for row in range(rows)
        ),
        tuple(
            tuple(found[True, column, row] for row in range(rows - 1)) for column in range(columns)
        ),
    )


def _meeting(
    plies: Sequence[Ply], crease: Crease, columns: int, rows: int
) -> Iterator[tuple[bool, int, int]]:
    """The pairs of panels that a fold is made between: the upper or left ones of them."""
    line, across = _line(plies, crease), crease.is_across
    for column in range(columns - (not across)):
        for row in range(rows - across):
            before = _ply(plies, column, row)
            after = _ply(plies, column + (not across), row + across)
            if before.turned == after.turned and abs(_end(before, across) - line) < 1e-6:
                yield across, column, row


def outer(
    fold: Fold, widths: Sequence[float], heights: Sequence[float] | None = None
) -> tuple[tuple[Face, ...], tuple[Face, ...]]:
    """What shows of the closed piece in front and behind, each from left to right.

    The front is where the first panel in reading order shows.
    """
    plies = folded(fold, widths, None, heights)
    above, below = seen(plies), seen(from_below(plies))
    return (below, above) if face_of(fold, 0) in below else (above, below)


def closed(
    fold: Fold, widths: Sequence[float], heights: Sequence[float] | None = None
) -> tuple[dict[Face, Rect], dict[Face, Rect]]:
    """Where the faces lie that show in front of the closed piece, and behind.

    Each from the upper left corner of the closed piece, as one looks on it.
    """
    plies = folded(fold, widths, None, heights)
    above, below = (
        {face: _ply_of(side, face) for face in seen(side)} for side in (plies, from_below(plies))
    )
    front, back = (below, above) if face_of(fold, 0) in below else (above, below)
    return _boxes(front), _boxes(back)


def _ply_of(plies: Sequence[Ply], face: Face) -> Ply:
    return _ply(plies, face.column, face.row)


def _boxes(found: dict[Face, Ply]) -> dict[Face, Rect]:
    left = min(ply.left for ply in found.values())
    top = min(ply.top for ply in found.values())
    return {
        face: Rect(ply.left - left, ply.top - top, ply.right - ply.left, ply.bottom - ply.top)
        for face, ply in found.items()
    }


def met(
    fold: Fold, widths: Sequence[float], heights: Sequence[float] | None = None
) -> tuple[tuple[Face, ...], ...]:
    """What one sees at each fold that is opened, the last one first, each from left to right."""
    stages = []
    for number in range(len(fold.creases) - 1, -1, -1):
        plies = folded(fold, widths, number, heights)
        stages.append(seen(plies if fold.creases[number].way == "over" else from_below(plies)))
    return tuple(stages)


@lru_cache(maxsize=128)
def heads_down(fold: Fold) -> frozenset[Face]:
    """The faces that are printed upside down: so whoever opens the piece reads each upright.

    All is as it lies when a face is met first; the open sheet is held as it is read at last.
    """
    if len(fold.rows) == 1:
        return frozenset()
    widths, heights = (
        leaves(float(len(count)), 0.0)
        for leaves, count in ((fold.widths, fold.recto), (fold.heights, fold.rows))
    )
    plies = folded(fold, widths, None, heights)
    is_below = face_of(fold, 0) not in seen(plies)
    spun = False
    first: dict[Face, bool] = {}

    def look(plies: Sequence[Ply], *, below: bool) -> None:
        towards = from_below(plies) if below else plies
        for face in seen(towards):
            first.setdefault(face, _ply_of(plies, face).upside != spun)

    look(plies, below=is_below)
    look(plies, below=not is_below)
    for number in range(len(fold.creases) - 1, -1, -1):
        crease = fold.creases[number]
        if crease.is_across and (crease.way == "over") == is_below:
            # What lies on top is lifted, and that is not what was turned when it was folded.
            spun = not spun
        is_below = crease.way == "under"
        look(folded(fold, widths, number, heights), below=is_below)
    flat = folded(fold, widths, 0, heights)
    for below in (is_below, not is_below):
        look(flat, below=below)
    return frozenset(face for face, upside in first.items() if upside != spun)


def from_below(plies: Sequence[Ply]) -> tuple[Ply, ...]:
    """The paper as it looks from behind."""
    return tuple(
        ply._replace(left=-ply.right, right=-ply.left, turned=not ply.turned)
        for ply in reversed(plies)
    )


def seen(plies: Sequence[Ply]) -> tuple[Face, ...]:
    """The faces that nothing covers wholly, row by row from left to right as one looks on them."""
    covered: list[Ply] = []
    found: list[Ply] = []
    for ply in plies:
        if _free(ply, covered) > _SHOWS * ply.size:
            found.append(ply)
        covered.append(ply)
    return tuple(Face(ply.column, ply.turned, ply.row) for _, _, ply in sorted(_in_rows(found)))


def _in_rows(found: Iterable[Ply]) -> Iterator[tuple[float, float, Ply]]:
    """Panels with one top for all of a row: paper that allows for other paper begins elsewhere."""
    row = -float("inf")
    for ply in sorted(found, key=lambda ply: ply.top):
        if ply.top - row > (ply.bottom - ply.top) / 4:
            row = ply.top
        yield row, ply.left, ply


def face_of(fold: Fold, panel: int) -> Face:
    """The face that a panel is printed on, by its place in reading order."""
    columns = len(fold.recto)
    for verso, (_, order) in enumerate(fold.sides):
        if panel in order:
            row, at = divmod(order.index(panel), columns)
            return Face(columns - 1 - at if verso else at, bool(verso), row)
    raise ValueError(f"there is no panel {panel}")


def panel_on(fold: Fold, face: Face) -> int | None:
    """The panel that is printed on a face, by its place in reading order; None on a bare side."""
    if face.is_verso >= len(fold.sides):
        return None
    columns = len(fold.recto)
    at = columns - 1 - face.column if face.is_verso else face.column
    return fold.sides[face.is_verso][1][face.row * columns + at]


def _flat(widths: Sequence[float], heights: Sequence[float]) -> Iterator[Ply]:
    top = 0.0
    for row, height in enumerate(heights):
        left = 0.0
        for column, width in enumerate(widths):
            yield Ply(column, left, left + width, False, row, top, top + height)
            left += width
        top += height


def _ply(plies: Sequence[Ply], column: int, row: int = 0) -> Ply:
    return next(ply for ply in plies if ply.column == column and ply.row == row)


def _end(ply: Ply, across: bool) -> float:
    """The edge of a panel, where it lies, that was its lower one, or its right one."""
    if across:
        return ply.top if ply.upside else ply.bottom
    return ply.left if ply.turned != ply.upside else ply.right


def _line(plies: Sequence[Ply], crease: Crease) -> float:
    """Where a fold is made, in the paper as it lies."""
    at = crease.at - 1
    before = _ply(plies, 0, at) if crease.is_across else _ply(plies, at)
    return _end(before, crease.is_across)


def _turned(plies: Sequence[Ply], crease: Crease) -> list[Ply]:
    """The paper on one side of a fold turned under the rest, or over it."""
    line = _line(plies, crease)
    moved: list[Ply] = []
    rest: list[Ply] = []
    for ply in plies:
        edges = (ply.top, ply.bottom) if crease.is_across else (ply.left, ply.right)
        is_before = sum(edges) / 2 < line
        (moved if is_before == (crease.moves in ("left", "top")) else rest).append(ply)
    turned = [_over(ply, line, across=crease.is_across) for ply in reversed(moved)]
    return [*rest, *turned] if crease.way == "under" else [*turned, *rest]


def _over(ply: Ply, line: float, *, across: bool) -> Ply:
    """A panel that is turned about a line."""
    if across:
        return ply._replace(
            top=2 * line - ply.bottom,
            bottom=2 * line - ply.top,
            turned=not ply.turned,
            upside=not ply.upside,
        )
    return ply._replace(left=2 * line - ply.right, right=2 * line - ply.left, turned=not ply.turned)


def _free(ply: Ply, covered: Sequence[Ply]) -> float:
    """How much of a panel no other covers."""
    over = [
        one
        for one in covered
        if min(one.right, ply.right) > max(one.left, ply.left)
        and min(one.bottom, ply.bottom) > max(one.top, ply.top)
    ]
    if not over:
        return ply.size
    xs = sorted({ply.left, ply.right, *(x for one in over for x in (one.left, one.right))})
    ys = sorted({ply.top, ply.bottom, *(y for one in over for y in (one.top, one.bottom))})
    free = 0.0
    for left, right in pairwise(x for x in xs if ply.left <= x <= ply.right):
        for top, bottom in pairwise(y for y in ys if ply.top <= y <= ply.bottom):
            x, y = (left + right) / 2, (top + bottom) / 2
            if not any(one.left < x < one.right and one.top < y < one.bottom for one in over):
                free += (right - left) * (bottom - top)
    return free
