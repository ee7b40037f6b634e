"""Sharing out what a line lacks, or has too much, among its spaces and its letters."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

SLACK = 0.05
"""How far a line may stick out, in points, before it is said to: less than a plate resolves."""


class Give(Struct, frozen=True):
    """What a line can give, in points: its spaces both ways, its tracking either way."""

    stretch: float
    shrink: float
    flex: float


class Fit(NamedTuple):
    """How a line is justified.

    `ratio` multiplies the stretch (positive) or the shrink (negative) of each space, and
    `tracking` the flex of each letter; `left` is what could not be shared out: positive for a
    line that stays short, negative for one that sticks out.
    """

    ratio: float
    tracking: float
    left: float


NATURAL = Fit(0.0, 0.0, 0.0)


def fit(shortfall: float, give: Give, *, slack: float = SLACK) -> Fit:
    """Share out `shortfall` (negative: a line too long), all in points.

    Tracking gives in proportion with the spaces, as if it were glue too, until it reaches its
    bound; then the spaces alone stretch. Nothing shrinks beyond its bound, except by `slack`.
    """
    if shortfall >= 0:
        return _stretched(shortfall, give)
    total = give.shrink + give.flex
    over = -shortfall - total
    if over <= 0:
        return Fit(shortfall / total, shortfall / total, 0.0)
    if over <= slack and give.shrink > 0:
        return Fit((shortfall + give.flex) / give.shrink, -1.0, 0.0)
    bound = -1.0 if give.shrink > 0 else 0.0
    return Fit(bound, -1.0 if give.flex > 0 else 0.0, -over)


def _stretched(shortfall: float, give: Give) -> Fit:
    total = give.stretch + give.flex
    if shortfall <= total:
        ratio = shortfall / total if total else 0.0
        return Fit(ratio, ratio, 0.0)
    tracking = 1.0 if give.flex > 0 else 0.0
    if give.stretch <= 0:
        return Fit(0.0, tracking, shortfall - give.flex)
    return Fit((shortfall - give.flex) / give.stretch, tracking, 0.0)
