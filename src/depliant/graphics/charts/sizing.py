"""The sizes of a chart's letters: as designed, or smaller and smaller until all of them fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from depliant.content.inline import Drawn
from depliant.errors import Diagnostic
from depliant.geometry import Size
from depliant.graphics.charts import fitting
from depliant.graphics.charts.board import PLAIN, Draft, Frame, Look, Words
from depliant.graphics.charts.lettering import Lettering
from depliant.graphics.charts.renderer import Artist, Says
from depliant.style.sheet import ChartStyle, StyleSheet

SMALLEST_LABEL = 6.5
"""Points; smaller labels are not read by everyone."""

FIT_STEPS = 4
"""Between the size of a chart's letters as designed and the smallest that their style allows."""

FILL_STEPS = 6
_NEAR = 0.05
"""Points that a height may miss its room by."""

Drawing = Callable[[Look, Frame], Draft]


class Fit(NamedTuple):
    """A chart laid out, what of it does not fit, and whether its letters were made smaller."""

    draft: Draft
    faults: tuple[Diagnostic, ...] = ()
    is_smaller: bool = False


def fitted(drawing: Drawing, looks: Iterator[Look], frame: Frame) -> Fit:
    """The chart in the first of the looks in which all its texts fit, else as designed."""
    first: Fit | None = None
    for look in looks:
        draft = drawing(look, frame)
        found = fitting.faults(draft, size_of(draft, frame), look.label.language)
        faults = (*draft.faults, *found)
        if not faults:
            return Fit(draft, is_smaller=first is not None)
        first = first or Fit(draft, faults)
    assert first is not None, "the look as designed is one"
    return first


def filled(at_height: Callable[[float], Fit], frame: Frame, least: float, room: float) -> Fit:
    """The chart as high as its room, or as near to that from below as it comes.

    How high a chart is follows from the height of its marks, mostly point by point: what is lacking
    is added to that, again and again in a bounded number of steps.

    Args:
        at_height: the chart by the height of its marks, in points; 0: the least that they need.
        frame: what it is drawn in.
        least: what its marks are high at least; 0: what they need.
        room: points that all of it may be high.
    """
    best = at_height(least)
    size = size_of(best.draft, frame).height
    height = floor = least or size
    for _ in range(FILL_STEPS):
        if abs(room - size) <= _NEAR or height + room - size <= floor:
            break
        height += room - size
        found = at_height(height)
        grown = size_of(found.draft, frame).height
        if grown <= room + _NEAR and len(found.faults) <= len(best.faults):
            best = found
        if abs(grown - size) <= _NEAR:  # as wide as it can be, such as a map
            break
        size = grown
    return best


def size_of(draft: Draft, frame: Frame) -> Size:
    """The box of a chart that was laid out."""
    return Size(frame.width if draft.width is None else draft.width, draft.bottom)


def looks(look: Look, style: ChartStyle, sheet: StyleSheet) -> Iterator[Look]:
    """The look as designed, then with its letters smaller and smaller, down to their bounds."""
    yield look
    names = {"label": style.label, "value": style.value, "title": style.title}
    least = {}
    for key, name in names.items():
        found = sheet.type.get(name, PLAIN)
        if found.fit.size < 1:
            least[key] = max(found.fit.size, min(1.0, SMALLEST_LABEL / found.size))
    for step in range(1, FIT_STEPS + 1 if least else 0):
        sized = {}
        for key, share in least.items():
            lettering: Lettering = getattr(look, key)
            factor = 1 - (1 - share) * step / FIT_STEPS
            sized[key] = lettering.sized(lettering.style.size * factor)
        yield replace(look, **sized)


def headed(title: Drawn, lettering: Lettering, frame: Frame, says: Says) -> tuple[Words, Frame]:
    """A title at the head of a frame, and what it leaves of it."""
    lines = lettering.lines(title, frame.width)
    base = frame.top + lettering.leading / 2 + lettering.drop
    words = Words(lettering, lines, 0.0, base, frame.width, says)
    # A title set solid reaches below its last line.
    last = base + (len(lines) - 1) * lettering.leading + lettering.depth
    top = max(frame.top + len(lines) * lettering.leading, last)
    return words, frame._replace(top=top + lettering.after)


def artists(draft: Draft) -> Iterator[Artist]:
    """What is drawn, in its order: marks, and words line by line."""
    for piece in draft.pieces:
        yield from piece.labels() if isinstance(piece, Words) else (piece,)
