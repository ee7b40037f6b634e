"""Lines and boxes as they are drawn: dashes that end where their line does, rounded corners."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, Literal

from depliant.colour import Colour
from depliant.display.items import Path, Stroke
from depliant.geometry import KAPPA, Outline, Rect, rectangle, rounded
from depliant.style.block_styles import Line

Side = Literal["top", "bottom", "left", "right"]

_DASH: Final = 5.0, 3.0
_DOTS: Final = 2.6
"""A dash and the gap behind it in points, the least there is; dots apart, in widths of the line."""


def stroke_of(line: Line, colour: Colour, length: float, *, closed: bool = False) -> Stroke:
    """How a line so long is stroked: with a dash, or a dot, at either end unless it is `closed`."""
    if line.line == "solid" or length <= 0:
        return Stroke(colour, line.width)
    if line.line == "dotted":
        count = max(1, round(length / (_DOTS * line.width)))
        return Stroke(colour, line.width, (0.0, length / count), cap="round")
    dash, gap = (max(least, share * line.width) for least, share in zip(_DASH, (3, 2), strict=True))
    left = 0.0 if closed else gap
    count = max(1, round((length + left) / (dash + gap)))
    scale = length / (count * (dash + gap) - left)
    return Stroke(colour, line.width, (dash * scale, gap * scale))


def straight(
    line: Line, colour: Colour, start: tuple[float, float], end: tuple[float, float]
) -> Path:
    """A line from one point to another, upright or level."""
    length = abs(end[0] - start[0]) + abs(end[1] - start[1])
    return Path((("M", *start), ("L", *end)), stroke=stroke_of(line, colour, length))


def cornered(box: Rect, top: float, bottom: float) -> Outline:
    """The outline of a box whose upper and lower corners have these radii, in points."""
    most = min(box.width, box.height) / 2
    top, bottom = min(top, most), min(bottom, most)
    if top <= 0 and bottom <= 0:
        return rectangle(box)
    return rounded(box, (top, top), (bottom, bottom))


def _open(box: Rect, corner: float, *, at_foot: bool) -> Outline:
    """The outline of a box that is open at its foot, or at its head."""
    y, end = (box.y, box.bottom) if at_foot else (box.bottom, box.y)
    corner = max(0.0, min(corner, box.width / 2, box.height))
    down = corner if at_foot else -corner
    near = down * (1 - KAPPA)
    left, right, reach = box.x, box.right, corner * (1 - KAPPA)
    return (
        ("M", left, end),
        ("L", left, y + down),
        ("C", left, y + near, left + reach, y, left + corner, y),
        ("L", right - corner, y),
        ("C", right - reach, y, right, y + near, right, y + down),
        ("L", right, end),
    )


def ruled(
    line: Line, colour: Colour, box: Rect, sides: Collection[Side], corner: float
) -> tuple[Path, ...]:
    """The line round a box, within its edges, or along some of them."""
    half = line.width / 2
    inner = box.inset(half, half, half, half)
    if len(sides) == 4 and corner:
        length = 2 * (inner.width + inner.height) - 8 * corner + 6.2832 * corner
        outline = cornered(inner, corner - half, corner - half)
        return (Path(outline, stroke=stroke_of(line, colour, length, closed=True)),)
    if len(sides) == 3 and corner:  # a part of a box that goes on, or goes on from another
        outline = _open(inner, corner - half, at_foot="top" in sides)
        length = 2 * inner.height + inner.width - 4 * corner + 3.1416 * corner
        return (Path(outline, stroke=stroke_of(line, colour, length)),)
    if len(sides) == 4 and line.line == "solid":
        return (Path(rectangle(inner), stroke=stroke_of(line, colour, 1.0)),)
    # A side reaches into the corners, so that two that meet make one; alone it is as long as its
    # box, and a dot has half its width at either end.
    out = 0.0 if line.line == "dotted" else half
    level = inner.x - out, inner.right + out
    upright = inner.y - out, inner.bottom + out
    lines: dict[Side, tuple[tuple[float, float], tuple[float, float]]] = {
        "top": ((level[0], inner.y), (level[1], inner.y)),
        "bottom": ((level[0], inner.bottom), (level[1], inner.bottom)),
        "left": ((inner.x, upright[0]), (inner.x, upright[1])),
        "right": ((inner.right, upright[0]), (inner.right, upright[1])),
    }
    return tuple(straight(line, colour, *ends) for side, ends in lines.items() if side in sides)
