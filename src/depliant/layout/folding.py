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
    """A stretch of a panel's edge in one colour, from `top` to `bottom` in points."""

    top: float
    bottom: float
    colour: Colour


class Edges(Struct, frozen=True):
    """The colours along the left and the right edge of a panel, from its head to its foot."""

    left: tuple[Strip, ...]
    right: tuple[Strip, ...]


class FoldLine(Struct, frozen=True):
    """A fold: `at` points from the left trim edge of its side.

    `ink` is the most that lies on it, 1.0 for 100 %. `breaks` are the stretches (top, bottom) in
    points along which two colours meet at it.
    """

    at: float
    ink: float
    breaks: tuple[tuple[float, float], ...]

    @property
    def at_mm(self) -> float:
        """Millimetres from the left trim edge."""
        return self.at / MM


class FoldedSide(Struct, frozen=True):
    """The folds of one side of the sheet, from left to right."""

    label: str
    folds: tuple[FoldLine, ...]


def edges_of(grid: Backing, size: Size) -> Edges:
    """The colours along a panel's edges, from what its ground and its art paint."""
    columns = (_INSIDE, size.width - _INSIDE)
    left, right = (tuple(_strips(grid, x, size.height)) for x in columns)
    return Edges(left, right)


def _strips(grid: Backing, x: float, height: float) -> Iterator[Strip]:
    colours = [
        _PICTURED if grid.is_pictured(number) else grid.colours[number]
        for number in grid.column(x, 0.0, height)
    ]
    top = 0.0
    for row, (colour, following) in enumerate(pairwise(colours), 1):
        if following != colour:
            yield Strip(top, row * STEP, colour)
            top = row * STEP
    yield Strip(top, height, colours[-1])


def folded_sides(sides: Iterable[Side], edges: dict[Slot, Edges]) -> tuple[FoldedSide, ...]:
    """The folds of all sides; a panel without edges is blank."""
    found = []
    for side in sides:
        blank = (Strip(0.0, side.trim.height, PAPER),)
        folds = []
        for before, after in pairwise(side.slots):
            left = edges[before].right if before in edges else blank
            right = edges[after].left if after in edges else blank
            ink = max(strip.colour.coverage for strip in (*left, *right))
            folds.append(FoldLine(after.x, ink, tuple(_breaks(left, right))))
        found.append(FoldedSide(side.label, tuple(folds)))
    return tuple(found)


def _breaks(left: tuple[Strip, ...], right: tuple[Strip, ...]) -> Iterator[tuple[float, float]]:
    """Where the colours on both sides of a fold differ for a while."""
    start: float | None = None
    levels = sorted({0.0, *(strip.bottom for strip in (*left, *right))})
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
        broken = [fold.at_mm for fold in side.folds if fold.breaks]
        if broken:
            yield Diagnostic(
                "fold-colour",
                say(
                    "{label}: two colours meet exactly where the sheet is folded, {listed} "
                    "mm from the left trim edge.",
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
                    "{label}: up to {most:.0f} % of ink lie where the sheet is folded, "
                    "{listed} mm from the left trim edge.",
                    label=side_called(side.label),
                    most=most * 100,
                    listed=_listed([fold.at_mm for fold in heavy]),
                ),
                hint=say(
                    "So much ink may crack there: ask the printer to crease the sheet, or "
                    "choose a lighter ground."
                ),
                severity="info",
            )


def _listed(lengths: list[float]) -> Sentence:
    return joined((say("{length:.1f}", length=length) for length in lengths), " / ")
