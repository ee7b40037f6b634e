"""Labels on a map: in their region where they fit, else beside the map's land, joined by a line.

No label crosses a border or meets another; what finds no place is said (`chart-overset`). Points,
y down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from math import ceil, cos, floor, pi, sin
from typing import Final, NamedTuple

from depliant.colour import Colour
from depliant.content.inline import Drawn, plain
from depliant.content.model_plots import Plot
from depliant.display.items import Stroke
from depliant.errors import Diagnostic
from depliant.geometry import MM, Outline, Point, Rect, ellipse, outline_points
from depliant.graphics.charts.board import Look, Piece, Words
from depliant.graphics.charts.lettering import Lettering
from depliant.graphics.charts.placing import Line, Marks, Place, meets, placed
from depliant.graphics.charts.renderer import Says, Shape
from depliant.graphics.maps.atlas import Area, Ground
from depliant.graphics.maps.shapes import Ring, around, coarser, gaps, holds, rings
from depliant.graphics.plots.class_legend import room_of
from depliant.graphics.plots.labels import APART, forms_of
from depliant.graphics.plots.ramps import lettered
from depliant.sentences import say

_INSIDE: Final = 1.4
"""Points between a label and the border of its region."""
_COARSE: Final = 0.6
"""Points: how finely a border is followed where room for a label is looked for."""
_CELL: Final = 2.0
"""Points: how finely it is known where there is land."""
_ROWS: Final = 24
"""Heights that are tried for a label in a region at most."""
_WAYS: Final = 16
"""Directions in which a place beside the land is looked for."""
_AWAY: Final = 40.0
"""What a label costs that stands outside of its region, in points farther off."""
_DOT: Final = 0.9
"""Points: the radius of the dot that a leader begins with."""
_EDGE: Final = 0.35
"""Points: how wide the ground shows on either side of a leader."""
_LONGEST: Final = 60.0
"""Points that a leader measures at most."""


class Field(NamedTuple):
    """The region of a place, by its number, and the ink that it is printed in."""

    number: int
    area: Area
    fill: Colour | None


class MapLabels(NamedTuple):
    """The words in their places, the leaders of some of them, and those that found no place."""

    pieces: tuple[Piece, ...]
    leaders: tuple[Piece, ...]
    faults: tuple[Diagnostic, ...]


class _Line(NamedTuple):
    """A line of a label, what it is set in, and what it says."""

    text: Drawn
    lettering: Lettering
    says: Says


_Form = tuple[_Line, ...]


def map_labels(
    plot: Plot, fields: Sequence[Field], ground: Ground, look: Look, room: Rect
) -> MapLabels:
    """The labels of the regions that are asked for, each in its place."""
    assert plot.map is not None, "a map"
    if plot.map.labels == "none":
        return MapLabels((), (), ())
    land = _Land(ground, room)
    forms: list[tuple[_Form, ...]] = []
    choices: list[list[Place]] = []
    asked: list[Field] = []
    for field in fields:
        own = tuple(_forms(plot, field, look, room))
        if own:
            asked.append(field)
            forms.append(own)
            choices.append(
                [*_inside(field, own, fields, ground), *_outside(field, own, land, room)]
            )
    found = placed(choices, Marks(), room, APART)
    pieces: list[Piece] = []
    lines: list[Piece] = []
    faults: list[Diagnostic] = []
    for field, own, place in zip(asked, forms, found, strict=True):
        if place is None:
            faults.append(_unplaced(own[0], room))
            continue
        if place.leader:
            lines += _led(place.leader, look)
        pieces += _words(own[place.form], place, None if place.leader else field.fill)
    return MapLabels(tuple(pieces), tuple(lines), tuple(faults))


def _led(leader: Line, look: Look) -> Iterator[Piece]:
    """A line from a dot in the region, edged in the ground's ink to be seen on any other."""
    start, end = leader
    path = (("M", *start), ("L", *end))
    yield Shape(path, stroke=Stroke(look.rest, 0.25 + 2 * _EDGE))
    yield Shape(ellipse(*start, _DOT + _EDGE, _DOT + _EDGE), look.rest)
    yield Shape(path, stroke=Stroke(look.axis, 0.25))
    yield Shape(ellipse(*start, _DOT, _DOT), look.axis)


def rooms(labels: MapLabels) -> dict[int, list[Rect]]:
    """The boxes of the words, by the numbers of the places that they are of."""
    found: dict[int, list[Rect]] = {}
    for piece in labels.pieces:
        if isinstance(piece, Words) and piece.says is not None:
            found.setdefault(piece.says.place, []).append(room_of(piece))
    return found


def _forms(plot: Plot, field: Field, look: Look, room: Rect) -> Iterator[_Form]:
    """The ways of writing a label: its name in one line or in several, its value below."""
    assert plot.map is not None, "a map"
    value = plot.series[0].values[field.number]
    below: _Form = ()
    if value is not None and plot.map.labels != "names":
        says = Says("value", place=field.number, series=0)
        below = (_Line(value.shown, look.value, says),)
    if plot.map.labels == "values":
        if below:
            yield below
        return
    name = plot.places[field.number].label
    own = around(field.area.rings).width if field.area.rings else room.width
    says = Says("label", place=field.number)
    measures = (room.width, *(own * share for share in (0.8, 0.5)), room.width * 0.2)
    for lines in forms_of(name, look.label, measures):
        yield (*(_Line(line, look.label, says) for line in lines), *below)


def _height(form: _Form) -> float:
    """From the head of the first capitals to the foot of the last line."""
    leading = sum(line.lettering.leading for line in form[1:])
    return form[0].lettering.cap + leading + form[-1].lettering.depth * 0.6


def _width(form: _Form) -> float:
    return max(line.lettering.width(line.text) for line in form)


def _inside(
    field: Field, forms: Sequence[_Form], every: Sequence[Field], ground: Ground
) -> Iterator[Place]:
    """Places within the region, those near its middle first."""
    area = field.area
    if not area.rings:
        return
    # Their borders finer than that make no difference to letters.
    borders = rings(coarser(area.outline, _COARSE)) or area.rings
    box = around(area.rings)
    others = [*ground.over]
    others += [
        one.area
        for one in every
        if one is not field and one.area.rings and around(one.area.rings).overlaps(box)
    ]
    for number, form in enumerate(forms):
        width, height = _width(form), _height(form)
        room = box.height - height - 2 * _INSIDE
        if room < 0 or width + 2 * _INSIDE > box.width:
            continue
        steps = min(_ROWS, max(1, ceil(room / 2.0)))
        found = []
        for step in range(steps + 1):
            top = box.y + _INSIDE + room * step / steps
            for gap in gaps(borders, top - _INSIDE, top + height + _INSIDE, width):
                spare = gap.width - width - 2 * _INSIDE
                if spare < 0:
                    continue
                first = gap.left + _INSIDE
                # In the middle of its gap if that is narrow, else as near the region's as it can.
                share = (
                    min(max((area.middle.x - width / 2 - first) / spare, 0.2), 0.8) if spare else 0
                )
                place = Rect(first + spare * share, top, width, height)
                away = abs(place.centre.x - area.middle.x) + abs(place.centre.y - area.middle.y)
                found.append(Place(place, away * 0.4 + number * 6.0, (), number))
        found.sort(key=lambda place: place.cost)
        free = (one for one in found if not _covered(one.box, others, ground.lines))
        yield from islice(free, 8)


def _covered(box: Rect, others: Sequence[Area], lines: Sequence[Outline]) -> bool:
    """Whether anything else lies in a box: an enclave, a lake, a river."""
    near = [area for area in others if area.rings and around(area.rings).overlaps(box)]
    return any(
        holds(area.rings, box.centre) or any(meets((*ring, ring[0]), box) for ring in area.rings)
        for area in near
    ) or any(meets(tuple(outline_points(outline)), box) for outline in lines)


class _Land:
    """Where there is land: whatever is drawn of a map, row by row, a cell being its unit."""

    def __init__(self, ground: Ground, room: Rect) -> None:
        self._room = room
        self._rows = [
            bytearray(max(1, ceil(room.width / _CELL))) for _ in range(ceil(room.height / _CELL))
        ]
        areas = (*ground.places, *ground.hatched, *ground.context, *ground.over)
        for area in areas:
            if area is not None and area.rings:
                self._cover(rings(coarser(area.outline, _COARSE)) or area.rings)

    def _cover(self, borders: Sequence[Ring]) -> None:
        crossings: dict[int, list[float]] = {}
        for ring in borders:
            for a, b in pairwise((*ring, ring[0])):
                low, high = (a, b) if a.y <= b.y else (b, a)
                first = floor((low.y - self._room.y) / _CELL)
                for row in range(first, floor((high.y - self._room.y) / _CELL) + 1):
                    top = self._room.y + row * _CELL
                    ends = [_x_at(low, high, y) for y in (top, top + _CELL)]
                    self._mark(row, min(ends), max(ends))
                    middle = top + _CELL / 2
                    if low.y <= middle < high.y:
                        crossings.setdefault(row, []).append(_x_at(low, high, middle))
        for row, found in crossings.items():
            ordered = sorted(found)
            for left, right in zip(ordered[::2], ordered[1::2], strict=False):
                self._mark(row, left, right)

    def _mark(self, row: int, left: float, right: float) -> None:
        if 0 <= row < len(self._rows):
            cells = self._rows[row]
            first = max(0, floor((left - self._room.x) / _CELL))
            last = min(len(cells) - 1, floor((right - self._room.x) / _CELL))
            if last >= first:
                cells[first : last + 1] = b"\1" * (last - first + 1)

    def free(self, box: Rect) -> bool:
        """Whether a box holds no land."""
        first = max(0, floor((box.x - self._room.x) / _CELL))
        last = max(first, floor((box.right - self._room.x) / _CELL))
        top = max(0, floor((box.y - self._room.y) / _CELL))
        bottom = floor((box.bottom - self._room.y) / _CELL)
        return not any(1 in row[first : last + 1] for row in self._rows[top : bottom + 1])


def _x_at(low: Point, high: Point, y: float) -> float:
    """Where an edge is at a height, or its nearest end."""
    if high.y == low.y or y <= low.y:
        return low.x
    if y >= high.y:
        return high.x
    return low.x + (y - low.y) / (high.y - low.y) * (high.x - low.x)


def _outside(field: Field, forms: Sequence[_Form], land: _Land, room: Rect) -> Iterator[Place]:
    """Places beside the land, as near as there are any in each direction."""
    start = field.area.middle
    for number, form in enumerate(forms):
        width, height = _width(form), _height(form)
        for way in range(_WAYS):
            across, down = cos(way * 2 * pi / _WAYS), sin(way * 2 * pi / _WAYS)
            for step in range(2, int(_LONGEST / _CELL) + 1):
                reach = step * _CELL
                spot = Point(start.x + across * reach, start.y + down * reach)
                box = Rect(
                    spot.x - width * (1 - across) / 2,
                    spot.y - height * (1 - down) / 2,
                    width,
                    height,
                )
                if box.x < room.x or box.right > room.right:
                    break
                if box.y < room.y or box.bottom > room.bottom:
                    break
                if land.free(box.inset(-1.0, -1.0, -1.0, -1.0)):
                    cost = _AWAY + reach + number * 6.0
                    yield Place(box, cost, (start, spot), number)
                    break


def _words(form: _Form, place: Place, fill: Colour | None) -> Iterator[Piece]:
    """The lines of a label, each in the middle of its box."""
    base = place.box.y + form[0].lettering.cap
    for number, line in enumerate(form):
        if number:
            base += line.lettering.leading
        lettering = line.lettering if fill is None else lettered(line.lettering, fill)
        own = lettering.width(line.text)
        x = place.box.x + (place.box.width - own) / 2
        yield Words(lettering, (line.text,), x, base, own + 0.01, line.says)


def _unplaced(form: _Form, room: Rect) -> Diagnostic:
    text = " ".join(plain(line.text).strip() for line in form)
    return Diagnostic(
        "chart-overset",
        say(
            "The words “{text}” fit neither in their region nor beside the map, which is "
            "{width:.0f} mm wide.",
            text=text,
            width=room.width / MM,
        ),
        hint=say("Shorten them, give the map more room, or write fewer `labels`."),
    )
