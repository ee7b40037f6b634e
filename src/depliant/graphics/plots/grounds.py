"""How a map and its legend share the room of a chart, and what is wrong with a map's data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, Protocol

from depliant.content.model_plots import Plot
from depliant.display.items import Stroke
from depliant.errors import Diagnostic
from depliant.geometry import Point, Rect, Size
from depliant.graphics.charts.board import PALE_LINE, Frame, Look, Piece
from depliant.graphics.charts.renderer import Says, Shape
from depliant.graphics.maps.atlas import Area, Atlas, Ground, aspect, matched
from depliant.graphics.plots.class_legend import Legend, hatched
from depliant.languages.table import direction

CONTEXT: Final = 0.1
"""The tint of the axis's ink of what is drawn without a value."""

BORDER: Final = 0.4
"""Points: of the ground's ink between two regions."""
_RATIO: Final = 1.25
"""Of a map's height to the chart's width, where nobody says how high it is, at most."""
_MOST: Final = 340.0
"""Points that it is high then, at most."""
_ASIDE: Final = 0.45
"""Of the chart's width, what a legend beside a map may take."""


class Around(NamedTuple):
    """A map in its box, the legend's pieces, the room for labels, and where all of it ends."""

    box: Rect
    pieces: tuple[Piece, ...]
    room: Rect
    bottom: float


class Legends(Protocol):
    """Makes a legend for a width, its entries in a column or as they fit."""

    def __call__(self, width: float, *, column: bool) -> Legend:
        """The legend."""


def is_to_left(look: Look) -> bool:
    """Whether the chart's language runs to the left."""
    return direction(look.label.language) == "rtl"


def widest(atlas: Atlas, frame: Frame) -> Size:
    """How large a map may be in a frame, whatever stands beside it."""
    ratio = aspect(atlas)
    most = frame.height or min(_MOST, frame.width * _RATIO)
    width = min(frame.width, most / ratio)
    return Size(width, width * ratio)


def set_out(atlas: Atlas, frame: Frame, look: Look, legends: Legends) -> Around:
    """A map as large as its frame lets it be, its legend beside it, or above where it must."""
    ratio = aspect(atlas)
    most = frame.height or min(_MOST, frame.width * _RATIO)
    gap = look.label.style.size * 2.0
    beside = legends(frame.width * _ASIDE, column=True)
    left = frame.width - min(frame.width, most / ratio)
    if left >= beside.width + gap and beside.height <= most:
        width = min(frame.width - beside.width - gap, most / ratio)
        box = Rect(0.0, frame.top, width, width * ratio)
        spot = Point(box.right + gap, frame.top)
        room = box
        bottom = max(box.bottom, frame.top + beside.height)
        return Around(box, beside.at(spot), room, bottom)
    above = legends(frame.width, column=False)
    top = frame.top + above.height + look.label.leading * 0.8
    width = min(frame.width, most / ratio)
    box = Rect((frame.width - width) / 2, top, width, width * ratio)
    room = Rect(0.0, top, frame.width, box.height)
    return Around(box, above.at(Point(0.0, frame.top)), room, box.bottom)


def ground_pieces(ground: Ground, look: Look) -> Iterator[Piece]:
    """What of a map lies below its places: its context, and what nobody has spoken of."""
    yield from _context(ground.context, look)
    for area in ground.hatched:
        yield from missing_pieces(area, look, None)


def over_pieces(ground: Ground, look: Look) -> Iterator[Piece]:
    """What lies over the places: lakes, rivers and roads."""
    yield from _context(ground.over, look)
    for outline in ground.lines:
        yield Shape(outline, stroke=Stroke(look.held_back, PALE_LINE, join="round"))


def _context(areas: Sequence[Area], look: Look) -> Iterator[Piece]:
    for area in areas:
        stroke = Stroke(look.rest, BORDER, join="round")
        yield Shape(area.outline, look.axis.at(CONTEXT), stroke, even_odd=area.even_odd)


def missing_pieces(
    area: Area, look: Look, number: int | None, free: Sequence[Rect] = ()
) -> Iterator[Piece]:
    """A region without a value: hatched, with its border; by its number, if it is a place's."""
    label = None if number is None else Says("label", place=number)
    value = None if number is None else Says("value", place=number, series=0)
    lines = hatched(area.rings, look, free)
    if lines.outline:
        yield Shape(lines.outline, stroke=lines.stroke, says=label)
    stroke = Stroke(look.held_back, PALE_LINE, join="round")
    yield Shape(area.outline, stroke=stroke, says=value, even_odd=area.even_odd)


def faults(plot: Plot) -> Iterator[Diagnostic]:
    """Regions without values, and values without regions."""
    yield from matched(plot).faults
