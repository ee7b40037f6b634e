"""A sheet of paper that is opened, laid out in the plane that one sees from above, for tests.

x goes to the right and z to the reader; lengths are millimetres.
"""

from __future__ import annotations

from itertools import pairwise
from math import cos, radians, sin
from typing import Literal, NamedTuple

from depliant.style.fold_kinds import FoldKind
from depliant.style.folded import Face
from depliant.style.format import Format
from depliant.style.opening import Opening, Pose, opening

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
            mixed = [a + (b - a) * share for a, b in zip(former.bends, later.bends, strict=True)]
            turn = former.turn + (later.turn - former.turn) * share
            return Pose(moment, turn, tuple(mixed), later.plies if share == 1 else former.plies)
    return one.poses[-1]


def laid(one: Opening, moment: float, caliper: float = 0.01) -> list[Edge]:
    """The panels from above, joined by as much paper as lies between them."""
    pose = at(one, moment)
    x = z = 0.0
    turn = pose.turn
    edges = []
    for column, width in enumerate(one.widths):
        end = x + width * cos(radians(turn)), z - width * sin(radians(turn))
        edges.append(Edge((x, z), end, turn))
        if column < len(pose.bends):
            bend = pose.bends[column]
            apart = pose.plies[column] * caliper * abs(sin(radians(bend / 2)))
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


def opening_of(kind: FoldKind, width: float = 420.0, weight: Weight = "text") -> Opening:
    style = Format(fold=kind, size=(width, 200), weight=weight)
    return opening(style.folding, style.widths_mm, (True, len(style.folding.sides) > 1))
