"""What was laid out at one place, moved to another."""

from __future__ import annotations

from msgspec.structs import replace

from depliant.geometry import transformed, translation
from depliant.graphics.charts.board import Piece, Words
from depliant.graphics.charts.renderer import Says, Shape


def moved(piece: Piece, dx: float, dy: float) -> Piece:
    """A piece as many points to the end and down.

    Raises:
        TypeError: it is neither words nor a shape; charts of series draw nothing else.
    """
    if isinstance(piece, Words):
        return replace(piece, x=piece.x + dx, first=piece.first + dy)
    if isinstance(piece, Shape):
        return replace(piece, outline=transformed(piece.outline, translation(dx, dy)))
    raise TypeError(f"{type(piece).__name__} cannot be moved")


def of_series(piece: Piece, series: int, *, is_first: bool) -> Piece:
    """A piece of a chart of one series as a piece of one of several: what it says is of that one.

    What is said of places is said in the first alone.
    """
    if not isinstance(piece, Words | Shape) or piece.says is None:
        return piece
    says: Says | None = piece.says
    if piece.says.series >= 0:
        says = replace(piece.says, series=series)
    elif not is_first:
        says = None
    return replace(piece, says=says)
