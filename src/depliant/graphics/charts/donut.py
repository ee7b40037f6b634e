"""Donuts: a share and its remainder, several shares side by side, or the parts of a whole.

A share is a thick ring from twelve o'clock, clockwise, at its exact angle; the remainder is a
thin ring, so the two differ in weight as well as in ink, and still do in a photocopy.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from depliant.colour import Colour
from depliant.content.inline import Drawn
from depliant.content.model import Chart, Datum
from depliant.geometry import mm
from depliant.graphics.charts.board import (
    Draft,
    Frame,
    Look,
    Piece,
    Words,
    makes_whole,
    one_line,
    settle,
    share,
)
from depliant.graphics.charts.kinds import Kind
from depliant.graphics.charts.lettering import turned
from depliant.graphics.charts.renderer import Artist, Says, plain_matplotlib
from depliant.languages.table import direction

DIAMETER = mm(24)
"""Of a donut for which neither the style sheet nor the layout names a height."""

CELL = mm(26)
"""The least width of a donut in a row of several."""

LEAST_MEASURE = mm(18)
"""The least room that a label beside a donut is given."""

REMAINDER = 0.36
"""Thickness of the remainder's ring, as a share of the ring's."""

GAP = 1.1
"""Points of paper between a share and its remainder, and between parts."""


_DIGIT = re.compile(r"\d")

_UNIT = 0.6
"""Size of the unit in a donut's middle, as a share of the number's."""


class _Ring(NamedTuple):
    """A ring by its middle and its outer radius."""

    x: float
    y: float
    radius: float

    @property
    def diameter(self) -> float:
        return 2 * self.radius

    @property
    def bottom(self) -> float:
        return self.y + self.radius


def draw(chart: Chart, look: Look, frame: Frame) -> Draft:
    """Draw one donut, a row of them, or one ring of parts (`makes_whole`)."""
    if makes_whole(chart):
        return _bare_parts(chart, look, frame) if frame.bare else _parts(chart, look, frame)
    if len(chart.data) == 1:
        return _bare(chart, look, frame) if frame.bare else _single(chart, look, frame)
    return _row(chart, look, frame)


def _ring_at(left: float, top: float, diameter: float) -> _Ring:
    """A ring by the top left corner of its box."""
    return _Ring(left + diameter / 2, top + diameter / 2, diameter / 2)


def _hole(ring: _Ring, look: Look) -> float:
    """The width within a ring."""
    return ring.diameter * (1 - look.thickness)


def _bare(chart: Chart, look: Look, frame: Frame) -> Draft:
    """A ring alone, as wide as the frame, with room for a number in its middle."""
    diameter = min(frame.width, frame.height or frame.width)
    ring = _ring_at(0.0, frame.top, diameter)
    arcs = tuple(_share(chart.data[0], chart, look, ring))
    return Draft(arcs, ring.bottom, diameter, _hole(ring, look))


def _single(chart: Chart, look: Look, frame: Frame) -> Draft:
    """A donut, with its label beside it where there is room and below it where there is not."""
    (datum,) = chart.data
    diameter = min(frame.width, frame.height or DIAMETER)
    ring = _ring_at(0.0, frame.top, diameter)
    drawn: tuple[Piece, ...] = (
        *_share(datum, chart, look, ring),
        *_centre(chart, datum, look, ring),
    )
    if not datum.label:
        return Draft(drawn, ring.bottom)
    gap = look.label.style.size
    measure = frame.width - diameter - gap
    if measure >= LEAST_MEASURE and look.label.fits(datum.label, measure):
        label, bottom = _label_beside(datum, look, ring, (frame.top, diameter + gap, measure))
    else:
        label, bottom = _label_below(datum, look, (0.0, ring.bottom), frame.width)
    return Draft((*drawn, label), max(bottom, ring.bottom))


def _label_beside(
    datum: Datum, look: Look, ring: _Ring, place: tuple[float, float, float]
) -> tuple[Words, float]:
    """A label at the height of a ring's middle, and where it ends; `place` is top, x, measure."""
    top, x, measure = place
    lines = look.label.lines(datum.label, measure)
    block, half = (len(lines) - 1) * look.label.leading, look.label.leading / 2
    first = max(ring.y - block / 2, top + half)
    base = first + look.label.drop
    return Words(look.label, lines, x, base, measure, Says("label", datum)), first + block + half


def _label_below(
    datum: Datum, look: Look, corner: tuple[float, float], measure: float
) -> tuple[Words, float]:
    """A label below a ring whose box ends at `corner`, and where the label ends."""
    left, above = corner
    label = look.label
    lines = label.lines(datum.label, measure)
    first = above + label.leading * 0.55 + label.cap
    end = first + len(lines) * label.leading - label.cap
    return Words(label, lines, left, first, measure, Says("label", datum)), end


class _Cell(NamedTuple):
    """A donut in a row of several: its ring, and its label if it has one."""

    datum: Datum
    number: int
    ring: _Ring
    label: Words | None


def _row(chart: Chart, look: Look, frame: Frame) -> Draft:
    """Donuts side by side, each with its label below, on as many lines as it takes."""
    cells, bottom = _cells(chart, look, frame)
    pieces: list[Piece] = []
    for cell in cells:
        pieces += _share(cell.datum, chart, look, cell.ring, cell.number)
        if not frame.bare:
            pieces += _centre(chart, cell.datum, look, cell.ring)
        pieces += [cell.label] if cell.label else []
    return Draft(tuple(pieces), bottom)


def _cells(chart: Chart, look: Look, frame: Frame) -> tuple[list[_Cell], float]:
    """Where the donuts of a row stand, and where the lowest ends."""
    gutter = look.label.style.size * 1.4
    columns = max(1, min(len(chart.data), int((frame.width + gutter) / (CELL + gutter))))
    width = (frame.width - (columns - 1) * gutter) / columns
    diameter = min(width, frame.height or DIAMETER)
    cells: list[_Cell] = []
    top = bottom = frame.top
    for number, datum in enumerate(chart.data):
        column = number % columns
        if number and not column:
            top = bottom + look.label.leading
        left = column * (width + gutter)
        ring, label = _ring_at(left, top, diameter), None
        bottom = max(bottom, ring.bottom)
        if datum.label and not frame.bare:
            label, end = _label_below(datum, look, (left, ring.bottom), width)
            bottom = max(bottom, end)
        cells.append(_Cell(datum, number, ring, label))
    return cells, bottom


def _share(datum: Datum, chart: Chart, look: Look, ring: _Ring, number: int = 0) -> list[Artist]:
    """The ring of a share and the thin ring of its remainder."""
    angle = 360 * share(datum, chart)
    width = ring.radius * look.thickness
    thin = width * REMAINDER
    rest = ring._replace(radius=ring.radius - (width - thin) / 2)
    # The share is exact; the paper between the two is taken from the remainder, and never
    # more than half of it.
    gap = min(math.degrees(GAP / (ring.radius - width / 2)), (360 - angle) / 4)
    artists: list[Artist] = []
    if angle > 0:
        artists.append(_arc(ring, (0.0, angle), width, look, look.ink(number)))
    else:
        gap = 0.0
    if angle < 360:
        artists.append(_arc(rest, (angle + gap, 360 - gap), thin, look, look.rest))
    return artists


def _arc(ring: _Ring, angles: tuple[float, float], width: float, look: Look, ink: Colour) -> Artist:
    """A stretch of a ring; angles in degrees clockwise from twelve o'clock."""
    with plain_matplotlib():
        from matplotlib.patches import Wedge
    start, end = angles
    artist: Artist = Wedge(
        (ring.x, ring.y), ring.radius, start - 90, end - 90, width=width, **look.paint(ink)
    )
    return artist


def _centre(chart: Chart, datum: Datum, look: Look, ring: _Ring) -> list[Words]:
    """The number in the middle, as large as the hole allows, with a smaller unit.

    All numbers of a chart are set in one size, and so are those of charts side by side as long
    as they have as many figures.
    """
    hole = _hole(ring, look)
    one = look.value.sized(1000.0)

    def ems(number: str, unit: str) -> float:
        return (one.width(number) + one.width(unit) * _UNIT) / 1000

    widest = max(ems(_DIGIT.sub("0", number), unit) for number, unit in map(_two_parts, chart.data))
    size = min(hole * 0.43, hole * 0.86 / widest)
    number, unit = _two_parts(datum)
    big, small = look.value.sized(size), look.value.sized(size * _UNIT)
    x = ring.x - size * ems(number, unit) / 2
    y = ring.y + big.drop
    says = Says("value", datum)
    after = x + big.width(number)
    if direction(big.language) == "rtl" and not turned(number, unit, big.language):
        x, after = x + small.width(unit), x  # as in a text: 76.9% runs to the right
    words = [one_line(big, number, x, y, hole, says)]
    if unit:
        words.append(one_line(small, unit, after, y, hole, says))
    return words


def _two_parts(datum: Datum) -> tuple[str, str]:
    """The number, and its unit with the space before it; together they are what is shown."""
    figure = datum.figure
    if figure.unit_shown and figure.shown.startswith(figure.number):
        return figure.number, figure.shown[len(figure.number) :]
    return figure.shown, ""


def _bare_parts(chart: Chart, look: Look, frame: Frame) -> Draft:
    """One ring cut into parts, alone."""
    ring = _ring_at(0.0, frame.top, min(frame.width, frame.height or frame.width))
    cut = tuple(_cut_ring(chart, look, ring))
    return Draft(cut, ring.bottom, ring.diameter, _hole(ring, look))


class _Part(NamedTuple):
    """A part's label: on which side, at what height it would like to be, and its lines."""

    datum: Datum
    side: int
    wish: float
    lines: tuple[Drawn, ...]


def _parts(chart: Chart, look: Look, frame: Frame) -> Draft:
    """One ring cut into parts, labels left and right of it at the height of their parts."""
    diameter = min(frame.width * 0.4, frame.height or DIAMETER)
    gap = look.label.style.size
    measure = (frame.width - diameter) / 2 - gap
    parts = _wished(chart, look, diameter / 2, measure)
    sides = {side: [part for part in parts if part.side == side] for side in (1, -1)}
    heights = (sum(_block(part, look) for part in side) for side in sides.values())
    total = max(diameter, *heights)
    ring = _Ring(frame.width / 2, frame.top + total / 2, diameter / 2)
    pieces: list[Piece] = list(_cut_ring(chart, look, ring))
    for side, mine in sides.items():
        x = ring.x + side * (ring.radius + gap)
        for part, top in _settled(mine, look, total):
            pieces += _part_words(part, look, (x, frame.top + top), measure)
    return Draft(tuple(pieces), frame.top + total)


def _wished(chart: Chart, look: Look, radius: float, measure: float) -> list[_Part]:
    """Where each part's label would like to be: beside the middle of its arc."""
    to_left = direction(look.label.language) == "rtl"
    parts: list[_Part] = []
    start = 0.0
    for datum in chart.data:
        end = start + 360 * share(datum, chart)
        middle = math.radians((start + end) / 2)
        side = 1 if math.sin(middle) >= 0 else -1
        side = -side if to_left else side  # the ring stays as it is
        lines = look.label.lines(datum.label, measure) if datum.label else ()
        parts.append(_Part(datum, side, -math.cos(middle) * radius, lines))
        start = end
    return parts


def _settled(parts: list[_Part], look: Look, total: float) -> Iterator[tuple[_Part, float]]:
    """The labels of one side from above down, with their tops within a height."""
    mine = sorted(parts, key=lambda part: part.wish)
    heights = [_block(part, look) for part in mine]
    wishes = [part.wish + (total - height) / 2 for part, height in zip(mine, heights, strict=True)]
    yield from zip(mine, settle(wishes, heights, total), strict=True)


def _block(part: _Part, look: Look) -> float:
    """The height of a part's value and label, and the space that keeps it from the next."""
    return look.value.leading + (len(part.lines) + 0.3) * look.label.leading


def _part_words(
    part: _Part, look: Look, corner: tuple[float, float], measure: float
) -> Iterator[Words]:
    """A part's value, and its label below it, which end at the ring if they stand left of it."""
    x, top = corner
    value, label, end = look.value, look.label, part.side < 0
    base = top + value.leading / 2 + value.drop
    shown = (part.datum.figure.shown,)
    yield Words(value, shown, x, base, measure, Says("value", part.datum), end)
    first = top + value.leading + label.leading / 2 + label.drop
    if part.lines:
        yield Words(label, part.lines, x, first, measure, Says("label", part.datum), end)


def _cut_ring(chart: Chart, look: Look, ring: _Ring) -> list[Artist]:
    """The ring of all parts, with paper between them taken evenly from both sides."""
    width = ring.radius * look.thickness
    gap = math.degrees(GAP / (ring.radius - width / 2))
    artists: list[Artist] = []
    start = 0.0
    for number, datum in enumerate(chart.data):
        extent = 360 * share(datum, chart)
        cut = min(gap, extent / 2) / 2
        if extent > 0:
            angles = (start + cut, start + extent - cut)
            artists.append(_arc(ring, angles, width, look, look.ink(number)))
        start += extent
    return artists


KIND = Kind("donut", "share", draw)
