"""What lies on the folds of a sheet: how much ink, and whether two colours meet there.

A fold strays by half a millimetre, so that of two colours which meet at it one shows on the other
panel; and paper that carries much ink cracks along a fold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from msgspec import Struct

from depliant.colour import PAPER, Colour
from depliant.errors import Diagnostic
from depliant.geometry import MM, Size, mm
from depliant.graphics.backing import STEP, Backing
from depliant.sentences import Sentence, joined, say
from depliant.style.fold_kinds import side_called
from depliant.style.folds import Side, Slot

HEAVY: Final = 2.5
"""Ink on a fold from which paper cracks, 1.0 for 100 %: the trade creases such sheets first."""

_SEEN: Final = mm(5)
"""Points: two colours that meet along less than this are art that crosses the fold."""

_INSIDE: Final = 0.6 * STEP
"""Points from the edge of a panel to where its colour there is taken."""


_PICTURED: Final = Colour(0.0, 0.0, 0.0, 0.501)
"""What stands for a picture: its own colours change from point to point."""


class Strip(Struct, frozen=True):
    """A stretch of a panel's edge in one colour, from `top` to `bottom` in points.

    Of an edge that lies across it is from left to right.
    """

    top: float
    bottom: float
    colour: Colour


class Edges(Struct, frozen=True):
    """The colours along the edges of a panel, from its head to its foot and from left to right."""

    left: tuple[Strip, ...]
    right: tuple[Strip, ...]
    top: tuple[Strip, ...] = ()
    bottom: tuple[Strip, ...] = ()


class FoldLine(Struct, frozen=True):
    """A fold: `at` points from the left trim edge of its side, or from the upper one if `across`.

    `ink` is the most that lies on it, 1.0 for 100 %. `breaks` are the stretches (top, bottom, or
    left, right) in points along which two colours meet at it.
    """

    at: float
    ink: float
    breaks: tuple[tuple[float, float], ...]
    across: bool = False

    @property
    def at_mm(self) -> float:
        """Millimetres from the trim edge."""
        return self.at / MM


class FoldedSide(Struct, frozen=True):
    """The folds of one side of the sheet: from left to right, and those across from above."""

    label: str
    folds: tuple[FoldLine, ...]


def edges_of(grid: Backing, size: Size) -> Edges:
    """The colours along a panel's edges, from what its ground and its art paint."""
    width, height = size
    left, right = (
        tuple(_strips(grid, grid.column(x, 0.0, height), height))
        for x in (_INSIDE, width - _INSIDE)
    )
    top, bottom = (
        tuple(_strips(grid, grid.row(y, 0.0, width), width)) for y in (_INSIDE, height - _INSIDE)
    )
    return Edges(left, right, top, bottom)


def _strips(grid: Backing, numbers: list[int], length: float) -> Iterator[Strip]:
    colours = [
        _PICTURED if grid.is_pictured(number) else grid.colours[number] for number in numbers
    ]
    top = 0.0
    for row, (colour, following) in enumerate(pairwise(colours), 1):
        if following != colour:
            yield Strip(top, row * STEP, colour)
            top = row * STEP
    yield Strip(top, length, colours[-1])


def folded_sides(sides: Iterable[Side], edges: dict[Slot, Edges]) -> tuple[FoldedSide, ...]:
    """The folds of all sides; a panel without edges is blank."""
    return tuple(FoldedSide(side.label, tuple(_lines(side, edges))) for side in sides)


def _lines(side: Side, edges: dict[Slot, Edges]) -> Iterator[FoldLine]:
    """The folds of a side, each put together of what lies on it panel by panel."""
    columns = side.columns
    around = {slot: _on_side(edges.get(slot), side, slot) for slot in side.slots}
    for at in range(1, columns):
        rows = range(0, len(side.slots), columns)
        pairs = [(side.slots[row + at - 1], side.slots[row + at]) for row in rows]
        meeting = [(around[one].right, around[other].left) for one, other in pairs]
        yield _line(pairs[0][1].x, meeting, across=False)
    for row in range(columns, len(side.slots), columns):
        pairs = [(side.slots[at - columns], side.slots[at]) for at in range(row, row + columns)]
        meeting = [(around[one].bottom, around[other].top) for one, other in pairs]
        yield _line(pairs[0][1].y, meeting, across=True)


def _line(
    at: float, meeting: list[tuple[tuple[Strip, ...], tuple[Strip, ...]]], *, across: bool
) -> FoldLine:
    ink = max(strip.colour.coverage for both in meeting for line in both for strip in line)
    breaks = tuple(found for both in meeting for found in _breaks(*both))
    return FoldLine(at, ink, breaks, across)


def _on_side(edges: Edges | None, side: Side, slot: Slot) -> Edges:
    """The edges of a panel as they lie on its side; without any those of bare paper."""
    box = side.box(slot)
    if edges is None:
        upright = (Strip(box.y, box.bottom, PAPER),)
        across = (Strip(box.x, box.right, PAPER),)
        return Edges(upright, upright, across, across)
    along, down = ((box.x, box.right), (box.y, box.bottom))
    if slot.turn:
        return Edges(
            _turned(edges.right, down[1]),
            _turned(edges.left, down[1]),
            _turned(edges.bottom, along[1]),
            _turned(edges.top, along[1]),
        )
    return Edges(
        _moved(edges.left, down[0]),
        _moved(edges.right, down[0]),
        _moved(edges.top, along[0]),
        _moved(edges.bottom, along[0]),
    )


def _moved(strips: tuple[Strip, ...], start: float) -> tuple[Strip, ...]:
    if not start:
        return strips
    return tuple(Strip(one.top + start, one.bottom + start, one.colour) for one in strips)


def _turned(strips: tuple[Strip, ...], end: float) -> tuple[Strip, ...]:
    return tuple(Strip(end - one.bottom, end - one.top, one.colour) for one in reversed(strips))


def _breaks(left: tuple[Strip, ...], right: tuple[Strip, ...]) -> Iterator[tuple[float, float]]:
    """Where the colours on both sides of a fold differ for a while."""
    start: float | None = None
    levels = sorted({left[0].top, *(strip.bottom for strip in (*left, *right))})
    for top, bottom in pairwise(levels):
        middle = (top + bottom) / 2
        if _at(left, middle) != _at(right, middle):
            start = top if start is None else start
        elif start is not None:
            if top - start >= _SEEN:
                yield start, top
            start = None
    if start is not None and levels[-1] - start >= _SEEN:
        yield start, levels[-1]


def _at(strips: tuple[Strip, ...], y: float) -> Colour:
    return next((strip.colour for strip in strips if y < strip.bottom), strips[-1].colour)


def notes_on(sides: Iterable[FoldedSide]) -> Iterator[Diagnostic]:
    """What is worth knowing of the folds, once a side."""
    for side in sides:
        broken = [fold for fold in side.folds if fold.breaks]
        if broken:
            yield Diagnostic(
                "fold-colour",
                say(
                    "{label}: two colours meet exactly where the sheet is folded, {listed}.",
                    label=side_called(side.label),
                    listed=_listed(broken),
                ),
                hint=say(
                    "A fold may stray by half a millimetre: let one of the colours run "
                    "over it, or accept that a hair of it shows."
                ),
                severity="info",
            )
        heavy = [fold for fold in side.folds if fold.ink >= HEAVY - 1e-6]
        if heavy:
            most = max(fold.ink for fold in heavy)
            yield Diagnostic(
                "fold-ink",
                say(
                    "{label}: up to {most:.0f} % of ink lie where the sheet is folded, {listed}.",
                    label=side_called(side.label),
                    most=most * 100,
                    listed=_listed(heavy),
                ),
                hint=say(
                    "So much ink may crack there: ask the printer to crease the sheet, or "
                    "choose a lighter ground."
                ),
                severity="info",
            )


def _listed(folds: list[FoldLine]) -> Sentence:
    """Where folds are, from the edges that one measures from."""

    def places(across: bool) -> Sentence:
        found = [fold.at_mm for fold in folds if fold.across == across]
        return joined((say("{length:.1f}", length=length) for length in found), " / ")

    upright = say("{places} mm from the left trim edge", places=places(False))
    across = say("{places} mm from the upper trim edge", places=places(True))
    kinds = {fold.across for fold in folds}
    if kinds == {True, False}:
        return say("{upright} and {across}", upright=upright, across=across)
    return across if kinds == {True} else upright
