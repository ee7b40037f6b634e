"""QR codes (ISO/IEC 18004:2015): the modules that segno makes of a text, as one outline.

Squares that touch are one area, so that no viewer shows seams between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from depliant.geometry import Outline, Segment
from depliant.graphics.symbols.symbol import UnfitSymbolError
from depliant.sentences import say

QUIET = 4
"""Modules of white round it (ISO/IEC 18004:2015, 9.1)."""
LEAST_MODULE = 0.4
"""Millimetres; GS1 asks for 0.396 in shops (General Specifications, 5.12.3.1)."""
LEAST_SIDE = 15.0
"""Millimetres, without the quiet zone: below, telephones have to come too near to see it sharp."""

Level = Literal["L", "M", "Q", "H"]
Modules = tuple[tuple[bool, ...], ...]
"""Rows from the top; true is dark."""


@lru_cache(maxsize=256)
def modules(holds: str, level: Level) -> Modules:
    """The modules of a code, without its quiet zone.

    A higher level of error correction is taken where it costs no larger code.

    Raises:
        UnfitSymbolError: it is too much for any code.
    """
    import segno

    encoding = None if holds.isascii() else "utf-8"
    try:
        code = segno.make_qr(holds, error=level, encoding=encoding)
    except segno.DataOverflowError:
        raise UnfitSymbolError(
            say("It is too much for a QR code that may lose so much of itself."),
            say("Shorten it, or write `level: L`."),
        ) from None
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def outline(rows: Sequence[Sequence[bool]], module: float) -> Outline:
    """The outlines of the dark areas, `module` points a square, from the top left corner.

    Dark lies on the right of the way round, so that holes are left light by either rule.
    """
    size = len(rows)
    light = (False,) * (size + 2)
    padded = [light, *((False, *row, False) for row in rows), light]
    ways: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for y in range(size + 1):
        above, row = padded[y], padded[y + 1]
        left = False
        for x in range(size + 1):
            here = row[x + 1]
            if above[x + 1] != here:  # an edge to the right, or to the left
                a, b = ((x, y), (x + 1, y)) if here else ((x + 1, y), (x, y))
                ways.setdefault(a, []).append(b)
            if left != here:  # an edge down, or up
                a, b = ((x, y), (x, y + 1)) if left else ((x, y + 1), (x, y))
                ways.setdefault(a, []).append(b)
            left = here
    segments: list[Segment] = []
    for start in sorted(ways):
        while start in ways:
            segments += _segments(_corners(_loop(ways, start)), module)
    return tuple(segments)


def _segments(corners: list[tuple[int, int]], module: float) -> list[Segment]:
    """A way round from corner to corner."""
    first, *others = [(x * module, y * module) for x, y in corners]
    return [("M", *first), *(("L", x, y) for x, y in others), ("Z",)]


def _loop(
    ways: dict[tuple[int, int], list[tuple[int, int]]], start: tuple[int, int]
) -> list[tuple[int, int]]:
    """One way round from a point, which is taken out of what is left."""
    here = start
    loop: list[tuple[int, int]] = []
    while True:
        loop.append(here)
        following = ways[here].pop()
        if not ways[here]:
            del ways[here]
        here = following
        if here == start:
            return loop


def _corners(loop: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A way round without the points that lie on its straight lines."""
    return [
        point
        for before, point, after in zip(
            [loop[-1], *loop[:-1]], loop, [*loop[1:], loop[0]], strict=True
        )
        if (before[0] == point[0]) != (point[0] == after[0])
    ]
