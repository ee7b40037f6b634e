"""The scissors on a line that is cut along. Points, y down."""

from __future__ import annotations

from typing import Final

from depliant.colour import Colour
from depliant.display.items import Form, Path, Stroke
from depliant.geometry import Matrix, Outline, Rect, ellipse, mm, transformed

SCISSORS: Final = mm(5.0)
"""The length of a pair of scissors, in points."""
AIR: Final = mm(0.8)
"""Between scissors and their line."""
_BLADE: Final[Outline] = (
    ("M", 0.40, 0.045),
    ("L", 0.97, -0.215),
    ("C", 0.86, -0.06, 0.70, 0.03, 0.50, 0.085),
    ("L", 0.28, 0.175),
    ("L", 0.235, 0.115),
    ("Z",),
)
"""A blade that points to the right, as long as 1; the other is its mirror image."""
_RING: Final = ellipse(0.135, 0.155, 0.085, 0.085)
"""The ring for a finger."""


def scissors(x: float, y: float, ink: Colour, *, to_left: bool = False) -> tuple[Path, ...]:
    """A pair of scissors from x on that cuts along y, to the right or `to_left`."""
    turn = (
        Matrix(a=-SCISSORS, d=SCISSORS, e=x + SCISSORS, f=y)
        if to_left
        else Matrix(a=SCISSORS, d=SCISSORS, e=x, f=y)
    )
    flipped = turn @ Matrix(d=-1.0)
    stroke = Stroke(ink, 0.055 * SCISSORS)
    return tuple(
        path
        for matrix in (turn, flipped)
        for path in (
            Path(transformed(_BLADE, matrix), fill=ink),
            Path(transformed(_RING, matrix), stroke=stroke),
        )
    )


def pair_of_scissors(x: float, y: float, ink: Colour, *, to_left: bool = False) -> Form:
    """The same as one piece of art, which is no part of the line that it stands on."""
    half = SCISSORS / 2
    return Form(scissors(x, y, ink, to_left=to_left), Rect(x, y - half, SCISSORS, SCISSORS))
