"""Donuts: a share and its remainder, several shares side by side, or the parts of a whole.

A share is a thick ring from twelve o'clock, clockwise, at its exact angle; the remainder is a
thin ring, so the two differ in weight as well as in ink, and still do in a photocopy.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from depliant.colour import Colour
from depliant.content.model import Chart, Datum
from depliant.errors import Diagnostic
from depliant.geometry import mm
from depliant.graphics.charts.lettering import turned
from depliant.graphics.charts.plate import (
    Draft,
    Frame,
    Setting,
    makes_whole,
    overset,
    place_lines,
    settle,
    share,
)
from depliant.graphics.charts.renderer import Artist, Label, Says, plain_matplotlib
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


def draw(chart: Chart, setting: Setting, frame: Frame) -> Draft:
    """Draw one donut, a row of them, or one ring of parts (`makes_whole`)."""
    if makes_whole(chart):
        return _parts(chart, setting, frame)
    if len(chart.data) == 1:
        return _single(chart, setting, frame)
    return _row(chart, setting, frame)


def _single(chart: Chart, setting: Setting, frame: Frame) -> Draft:
    """A donut, with its label beside it where there is room and below it where there is not."""
    (datum,) = chart.data
    default = frame.width if frame.bare else DIAMETER
    diameter = min(frame.width, frame.height or default)
    ring = _Ring(diameter / 2, frame.top + diameter / 2, diameter / 2)
    artists = _share(datum, chart, setting, ring)
    if frame.bare:
        return Draft(tuple(artists), frame.top + diameter, width=diameter)
    artists += _centre(chart, datum, setting, ring)
    gap = setting.label.style.size
    measure = frame.width - diameter - gap
    if not datum.label:
        return Draft(tuple(artists), frame.top + diameter)
    if measure >= LEAST_MEASURE and setting.label.fits(datum.label, measure):
        lines = setting.label.lines(datum.label, measure)
        block = (len(lines) - 1) * setting.label.leading
        first = max(ring.y - block / 2, frame.top + setting.label.leading / 2)
        base, says = first + setting.label.drop, Says("label", datum)
        artists += place_lines(setting.label, lines, diameter + gap, base, says)
        bottom = max(frame.top + diameter, first + block + setting.label.leading / 2)
        return Draft(tuple(artists), bottom)
    below, bottom, faults = _label_below(datum, setting, frame, (0.0, frame.top + diameter))
    return Draft((*artists, *below), bottom, faults)


def _row(chart: Chart, setting: Setting, frame: Frame) -> Draft:
    """Donuts side by side, each with its label below, on as many lines as it takes."""
    gutter = setting.label.style.size * 1.4
    columns = max(1, min(len(chart.data), int((frame.width + gutter) / (CELL + gutter))))
    cell = (frame.width - (columns - 1) * gutter) / columns
    diameter = min(cell, frame.height or DIAMETER)
    artists: list[Artist] = []
    faults: list[Diagnostic] = []
    top = bottom = frame.top
    for number, datum in enumerate(chart.data):
        column = number % columns
        if number and not column:
            top = bottom + setting.label.leading
        left = column * (cell + gutter)
        ring = _Ring(left + diameter / 2, top + diameter / 2, diameter / 2)
        artists += _share(datum, chart, setting, ring, number)
        bottom = max(bottom, top + diameter)
        if frame.bare:
            continue
        cell_frame = frame._replace(width=cell)
        below, end, wrong = _label_below(datum, setting, cell_frame, (left, top + diameter))
        artists += (*_centre(chart, datum, setting, ring), *below)
        faults += wrong
        bottom = max(bottom, end)
    return Draft(tuple(artists), bottom, tuple(faults))


def _label_below(
    datum: Datum, setting: Setting, frame: Frame, corner: tuple[float, float]
) -> tuple[tuple[Label, ...], float, tuple[Diagnostic, ...]]:
    """A label below a ring that ends at `corner`, where the label ends, and what is wrong."""
    left, above = corner
    if not datum.label:
        return (), above, ()
    lettering = setting.label
    lines = lettering.lines(datum.label, frame.width)
    first = above + lettering.leading * 0.55 + lettering.cap
    labels = place_lines(lettering, lines, left, first, Says("label", datum))
    end = first + (len(lines) - 1) * lettering.leading + lettering.leading - lettering.cap
    fits = lettering.fits(datum.label, frame.width)
    return labels, end, () if fits else (overset(datum.label, frame),)


def _share(
    datum: Datum, chart: Chart, setting: Setting, ring: _Ring, number: int = 0
) -> list[Artist]:
    """The ring of a share and the thin ring of its remainder."""
    angle = 360 * share(datum, chart)
    width = ring.radius * setting.thickness
    thin = width * REMAINDER
    rest = ring._replace(radius=ring.radius - (width - thin) / 2)
    # The share is exact; the paper between the two is taken from the remainder, and never
    # more than half of it.
    gap = min(math.degrees(GAP / (ring.radius - width / 2)), (360 - angle) / 4)
    artists: list[Artist] = []
    if angle > 0:
        artists.append(_arc(ring, (0.0, angle), width, setting, setting.ink(number)))
    else:
        gap = 0.0
    if angle < 360:
        artists.append(_arc(rest, (angle + gap, 360 - gap), thin, setting, setting.rest))
    return artists


def _arc(
    ring: _Ring, angles: tuple[float, float], width: float, setting: Setting, ink: Colour
) -> Artist:
    """A stretch of a ring; angles in degrees clockwise from twelve o'clock."""
    with plain_matplotlib():
        from matplotlib.patches import Wedge
    start, end = angles
    artist: Artist = Wedge(
        (ring.x, ring.y), ring.radius, start - 90, end - 90, width=width, **setting.paint(ink)
    )
    return artist


def _centre(chart: Chart, datum: Datum, setting: Setting, ring: _Ring) -> list[Label]:
    """The number in the middle, as large as the hole allows, with a smaller unit.

    All numbers of a chart are set in one size, and so are those of charts side by side as long
    as they have as many figures.
    """
    hole = ring.diameter * (1 - setting.thickness)
    one = setting.value.sized(1000.0)

    def ems(number: str, unit: str) -> float:
        return (one.width(number) + one.width(unit) * _UNIT) / 1000

    widest = max(ems(_DIGIT.sub("0", number), unit) for number, unit in map(_two_parts, chart.data))
    size = min(hole * 0.43, hole * 0.86 / widest)
    number, unit = _two_parts(datum)
    big, small = setting.value.sized(size), setting.value.sized(size * _UNIT)
    x = ring.x - size * ems(number, unit) / 2
    y = ring.y + big.drop
    says = Says("value", datum)
    after = x + big.width(number)
    if direction(big.language) == "rtl" and not turned(number, unit, big.language):
        x, after = x + small.width(unit), x  # as in a text: 76.9% runs to the right
    labels = [Label(big.written(number), big.style, x, y, says)]
    if unit:
        labels.append(Label(small.written(unit), small.style, after, y, says))
    return labels


def _two_parts(datum: Datum) -> tuple[str, str]:
    """The number, and its unit with the space before it; together they are what is shown."""
    figure = datum.figure
    if figure.unit_shown and figure.shown.startswith(figure.number):
        return figure.number, figure.shown[len(figure.number) :]
    return figure.shown, ""


class _Part(NamedTuple):
    """A part's label: on which side, at what height it would like to be, and its lines."""

    datum: Datum
    side: int
    wish: float
    lines: tuple[str, ...]


def _parts(chart: Chart, setting: Setting, frame: Frame) -> Draft:
    """One ring cut into parts, labels left and right of it at the height of their parts."""
    if frame.bare:
        diameter = min(frame.width, frame.height or frame.width)
        ring = _Ring(diameter / 2, frame.top + diameter / 2, diameter / 2)
        cut = tuple(_cut_ring(chart, setting, ring))
        return Draft(cut, frame.top + diameter, width=diameter)
    diameter = min(frame.width * 0.4, frame.height or DIAMETER)
    gap = setting.label.style.size
    measure = (frame.width - diameter) / 2 - gap
    centre = frame.width / 2
    placed: list[_Part] = []
    to_left = direction(setting.label.language) == "rtl"
    start = 0.0
    for datum in chart.data:
        end = start + 360 * share(datum, chart)
        middle = math.radians((start + end) / 2)
        side = 1 if math.sin(middle) >= 0 else -1
        side = -side if to_left else side  # the ring stays as it is
        wish = -math.cos(middle) * diameter / 2
        placed.append(_Part(datum, side, wish, setting.label.lines(datum.label, measure)))
        start = end
    heights = {
        side: sum(_block(part, setting) for part in placed if part.side == side) for side in (1, -1)
    }
    total = max(diameter, *heights.values())
    ring = _Ring(centre, frame.top + total / 2, diameter / 2)
    artists = _cut_ring(chart, setting, ring)
    faults: list[Diagnostic] = []
    for side in (1, -1):
        mine = sorted((part for part in placed if part.side == side), key=lambda p: p.wish)
        tops = settle(
            [part.wish + total / 2 - _block(part, setting) / 2 for part in mine],
            [_block(part, setting) for part in mine],
            total,
        )
        x = centre + side * (diameter / 2 + gap)
        for part, top in zip(mine, tops, strict=True):
            artists += _part_label(part, setting, x, frame.top + top)
            texts = (*part.lines, part.datum.figure.shown)
            if max(setting.label.width(text) for text in texts) > measure:
                faults.append(overset(part.datum.label, frame))
    return Draft(tuple(artists), frame.top + total, tuple(faults))


def _block(part: _Part, setting: Setting) -> float:
    """The height of a part's value and label, and the space that keeps it from the next."""
    lines = len(part.lines) if part.datum.label else 0
    return setting.value.leading + lines * setting.label.leading + setting.label.leading * 0.3


def _part_label(part: _Part, setting: Setting, x: float, top: float) -> tuple[Label, ...]:
    baseline = top + setting.value.leading / 2 + setting.value.drop
    end = part.side < 0
    shown, says = part.datum.figure.shown, Says("value", part.datum)
    value = place_lines(setting.value, (shown,), x, baseline, says, end=end)
    if not part.datum.label:
        return value
    first = top + setting.value.leading + setting.label.leading / 2 + setting.label.drop
    says = Says("label", part.datum)
    return (*value, *place_lines(setting.label, part.lines, x, first, says, end=end))


def _cut_ring(chart: Chart, setting: Setting, ring: _Ring) -> list[Artist]:
    """The ring of all parts, with paper between them taken evenly from both sides."""
    width = ring.radius * setting.thickness
    gap = math.degrees(GAP / (ring.radius - width / 2))
    artists: list[Artist] = []
    start = 0.0
    for number, datum in enumerate(chart.data):
        extent = 360 * share(datum, chart)
        cut = min(gap, extent / 2) / 2
        if extent > 0:
            angles = (start + cut, start + extent - cut)
            artists.append(_arc(ring, angles, width, setting, setting.ink(number)))
        start += extent
    return artists
