"""A sheet of paper that is opened, laid out in the plane that one sees from above, for tests.

x goes to the right and z to the reader; lengths are millimetres.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, radians, sin
from typing import Literal, NamedTuple

from depliant.style.fold_kinds import FoldKind
from depliant.style.folded import Face
from depliant.style.format import Format
from depliant.style.opening import opening
from depliant.style.poses import Opening, Pose

Weight = Literal["text", "cover"]


class Edge(NamedTuple):
    """A panel from above: where it begins and ends, in millimetres, and its angle in degrees."""

    start: tuple[float, float]
    end: tuple[float, float]
    turn: float


def at(one: Opening, moment: float) -> Pose:
    """How the sheet lies at a moment."""
    for former, later in pairwise(one.poses):
        if moment <= later.at:
            share = (moment - former.at) / (later.at - former.at)

            def mixed(a: float, b: float, share: float = share) -> float:
                return a + (b - a) * share

            plied = later if share == 1 else former
            return Pose(
                moment,
                mixed(former.turn, later.turn),
                tuple(map(mixed, former.bends, later.bends)),
                plied.plies,
                mixed(former.tilt, later.tilt),
                tuple(map(mixed, former.row_bends, later.row_bends)),
                plied.row_plies,
            )
    return one.poses[-1]


def laid(one: Opening, moment: float, caliper: float = 0.01) -> list[Edge]:
    """The panels from above, joined by as much paper as lies between them."""
    pose = at(one, moment)
    return chained(one.widths, pose.turn, pose.bends, pose.plies, caliper)


def chained(
    sizes: Sequence[float],
    turn: float,
    bends: Sequence[float],
    plies: Sequence[int],
    caliper: float,
) -> list[Edge]:
    """A line of panels, joined at its folds, in the plane that lies across these."""
    x = z = 0.0
    edges = []
    for number, size in enumerate(sizes):
        end = x + size * cos(radians(turn)), z - size * sin(radians(turn))
        edges.append(Edge((x, z), end, turn))
        if number < len(bends):
            bend = bends[number]
            apart = plies[number] * caliper * abs(sin(radians(bend / 2)))
            way = radians(turn + bend / 2)
            x, z = end[0] + apart * cos(way), end[1] - apart * sin(way)
            turn += bend
    return edges


def looked_on(edges: list[Edge]) -> tuple[Face, ...]:
    """What is seen by whoever looks on flat paper, from left to right; the model of the test."""
    found: dict[Face, float] = {}
    stretches = [sorted((edge.start[0], edge.end[0])) for edge in edges]
    ends = sorted({x for stretch in stretches for x in stretch})
    for left, right in pairwise(ends):
        under = [n for n, (a, b) in enumerate(stretches) if a < (left + right) / 2 < b]
        if under:
            top = max(under, key=lambda n: edges[n].start[1] + edges[n].end[1])
            face = Face(top, cos(radians(edges[top].turn)) < 0)
            found[face] = found.get(face, 0) + right - left
    return tuple(
        face
        for face, width in found.items()
        if width > 0.25 * abs(edges[face.column].end[0] - edges[face.column].start[0])
    )


Vector = tuple[float, float, float]


class Cell(NamedTuple):
    """A panel in space: its upper left corner, its upper edge and its left one, as vectors.

    x goes to the right, y down and z to the reader.
    """

    corner: Vector
    along: Vector
    down: Vector

    @property
    def is_verso_up(self) -> bool:
        """Whether its verso is towards the reader."""
        return self.along[0] * self.down[1] - self.along[1] * self.down[0] < 0

    def stretch(self, axis: int) -> tuple[float, float]:
        """From where to where it reaches."""
        ends = [
            self.corner[axis] + across * self.along[axis] + far * self.down[axis]
            for across in (0, 1)
            for far in (0, 1)
        ]
        return min(ends), max(ends)

    @property
    def height(self) -> float:
        """How high its middle lies."""
        return self.corner[2] + (self.along[2] + self.down[2]) / 2


def spread(one: Opening, moment: float, caliper: float = 0.01) -> dict[tuple[int, int], Cell]:
    """All panels in space, by their columns and rows."""
    pose = at(one, moment)
    columns = chained(one.widths, pose.turn, pose.bends, pose.plies, caliper)
    rows = chained(one.heights, pose.tilt, pose.row_bends, pose.row_plies, caliper)
    lifted = 0.0 if one.rows_within else -columns[one.anchor].start[1]
    found = {}
    for column, across in enumerate(columns):
        for row, down in enumerate(rows):

            def put(x: float, y: float, across: Edge = across, down: Edge = down) -> Vector:
                turn, tilt = radians(across.turn), radians(down.turn)
                if one.rows_within:
                    up, z = down.start[0] + y * cos(tilt), down.start[1] - y * sin(tilt)
                    return (
                        across.start[0] + x * cos(turn) + z * sin(turn),
                        up,
                        across.start[1] - x * sin(turn) + z * cos(turn),
                    )
                far = across.start[0] + x * cos(turn)
                z = across.start[1] + lifted - x * sin(turn)
                return (
                    far,
                    down.start[0] + y * cos(tilt) + z * sin(tilt),
                    down.start[1] - y * sin(tilt) + z * cos(tilt),
                )

            corner, right = put(0, 0), put(one.widths[column], 0)
            foot = put(0, one.heights[row])
            found[column, row] = Cell(corner, _less(right, corner), _less(foot, corner))
    return found


def _less(one: Vector, other: Vector) -> Vector:
    return one[0] - other[0], one[1] - other[1], one[2] - other[2]


def uppermost(cells: dict[tuple[int, int], Cell]) -> tuple[Face, ...]:
    """What is seen of flat paper, row by row from left to right; the model of the test."""
    xs = sorted({round(x, 6) for cell in cells.values() for x in cell.stretch(0)})
    ys = sorted({round(y, 6) for cell in cells.values() for y in cell.stretch(1)})
    found: dict[tuple[int, int], float] = {}
    for left, right in pairwise(xs):
        for top, bottom in pairwise(ys):
            x, y = (left + right) / 2, (top + bottom) / 2
            under = [
                name
                for name, cell in cells.items()
                if cell.stretch(0)[0] < x < cell.stretch(0)[1]
                and cell.stretch(1)[0] < y < cell.stretch(1)[1]
            ]
            if under:
                best = max(under, key=lambda name: cells[name].height)
                found[best] = found.get(best, 0.0) + (right - left) * (bottom - top)
    shown = []
    for (column, row), area in found.items():
        cell = cells[column, row]
        (left, right), (top, bottom) = cell.stretch(0), cell.stretch(1)
        if area > 0.25 * (right - left) * (bottom - top):
            shown.append((round(top / 20), left, Face(column, cell.is_verso_up, row)))
    return tuple(face for _, _, face in sorted(shown))


def opening_of(kind: FoldKind, width: float = 420.0, weight: Weight = "text") -> Opening:
    style = Format(fold=kind, size=(width, 200), weight=weight)
    sides = True, len(style.folding.sides) > 1
    heights = style.heights_mm if len(style.heights_mm) > 1 else None
    return opening(style.folding, style.widths_mm, sides, heights)
