"""Rules: lines of the grid, of axes and of reference, which no words stand on.

Words keep off them where they can; where they cannot, the rule is interrupted, as printers have
always done it: that needs no ground of its own below the words, whatever the chart stands on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from depliant.display.items import Stroke
from depliant.geometry import Point, Rect
from depliant.graphics.charts.board import Piece, Words
from depliant.graphics.charts.renderer import Shape

_CLEAR: Final = 0.22
"""Between words and the end of a rule that stops before them, in sizes of their letters."""
_ABOVE: Final = 0.14
"""How far above or below words a rule may run, in sizes."""
_SHORTEST: Final = 1.5
"""Points: a piece of a rule that is shorter is left out."""


class Rule(Shape, frozen=True):
    """A straight line, level or upright, that says nothing by itself."""


def rule(start: Point, end: Point, stroke: Stroke) -> Rule:
    """A rule from one point to another."""
    return Rule((("M", *start), ("L", *end)), stroke=stroke)


def kept_clear(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces of a chart, each rule interrupted where words stand on it."""
    all_of_it = tuple(pieces)
    boxes = [box for piece in all_of_it if isinstance(piece, Words) for box in _boxes(piece)]
    found: list[Piece] = []
    for piece in all_of_it:
        found += _parts(piece, boxes) if isinstance(piece, Rule) else (piece,)
    return tuple(found)


def _boxes(words: Words) -> Iterable[Rect]:
    """Round each line of words, with the room that a rule leaves."""
    lettering = words.lettering
    size = lettering.style.size
    for number, line in enumerate(words.lines):
        width = lettering.width(line)
        if not width:
            continue
        left = words.x - width if words.end else words.x
        base = words.first + number * lettering.leading
        top = base - lettering.cap - size * _ABOVE
        bottom = base + lettering.depth + size * _ABOVE / 2
        yield Rect(left - size * _CLEAR, top, width + 2 * size * _CLEAR, bottom - top)


def _parts(line: Rule, boxes: Sequence[Rect]) -> list[Rule]:
    """What is left of a rule beside the boxes: all of it where none lies on it."""
    (_, x, y), (_, right, bottom) = line.outline  # type: ignore[misc]
    is_level = abs(bottom - y) < abs(right - x)
    gaps = sorted(
        (box.x, box.right) if is_level else (box.y, box.bottom)
        for box in boxes
        if (box.y < y < box.bottom if is_level else box.x < x < box.right)
    )
    start, end = sorted((x, right) if is_level else (y, bottom))
    if not any(first < end and last > start for first, last in gaps):
        return [line]
    runs: list[tuple[float, float]] = []
    for first, last in gaps:
        if first > start:
            runs.append((start, min(first, end)))
        start = max(start, last)
    runs.append((start, end))
    found = []
    for first, last in runs:
        ends = (Point(first, y), Point(last, y)) if is_level else (Point(x, first), Point(x, last))
        if last - first >= _SHORTEST:
            found.append(rule(*ends, _stroke(line)))
    return found


def _stroke(line: Rule) -> Stroke:
    assert line.stroke is not None, "a rule is drawn"
    return line.stroke
