"""The scatter chart: a dot a place, across by its value in one series and up by that in another.

Places that are annotated or in accent are named, whatever it takes; the others where there is room
for it. An annotation stands below the name of its place. A place that lacks one of the two values
has no dot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from msgspec.structs import replace

from depliant.colour import Colour
from depliant.content.inline import Drawn
from depliant.content.model_plots import Plot, Reference
from depliant.display.items import Stroke
from depliant.errors import Diagnostic
from depliant.geometry import Point, Rect, ellipse, outline_points
from depliant.graphics.charts.axis import Scale
from depliant.graphics.charts.board import Draft, Frame, Look, Piece, Words
from depliant.graphics.charts.placing import Line, Marks
from depliant.graphics.charts.renderer import Says, Shape
from depliant.graphics.charts.strength import strength
from depliant.graphics.plots.kinds import Kind
from depliant.graphics.plots.labels import APART, Labelled, Wish, forms_of, labelled
from depliant.graphics.plots.notes import REFERENCE_COST
from depliant.graphics.plots.numbers import written
from depliant.graphics.plots.plane import (
    HAIRLINE,
    TICK,
    ZERO_LINE,
    axis_of,
    closest_rows,
    height_of,
    rows_for,
)
from depliant.graphics.plots.references import Referred, referred
from depliant.graphics.plots.rules import Rule, rule
from depliant.sentences import say

RADIUS: Final = 0.26
"""Of a dot, in sizes of the labels."""
_OF_BAR: Final = 0.24
"""And in what a bar would be thick there, on wide charts."""
RIM: Final = 0.5
"""Points: the ring of ground round each dot, which keeps two of them apart."""
RING: Final = 0.8
"""Points: the thickness of the ring that stands for what is provisional."""

_RATIO: Final = 1.35
"""Of a plane's height to that of a line chart of its width: both axes count alike."""
_MEASURES: Final = (0.26, 0.4)
"""The widest that a name of a place may be, as shares of the plane; the first is the best."""
_NOTES: Final = (0.34, 0.55, 0.9)
"""The same of annotations."""
_MOST_NAMES: Final = 60
"""Places whose names are tried, beside those that are asked for."""
_TOGETHER: Final = 6
"""Names that are asked for whose places are sought together; more would take too long."""
_APART: Final = 1.1
"""Between two numbers below the plane, in sizes of their letters."""


class _Dot(NamedTuple):
    """A place that has both values: its number, where it stands, and its ink."""

    place: int
    spot: Point
    ink: Colour
    is_provisional: bool


class _Plane(NamedTuple):
    box: Rect
    across: Scale
    along: Scale
    pieces: tuple[Piece, ...]
    bottom: float
    hairlines: tuple[Line, ...]


def draw(plot: Plot, look: Look, frame: Frame) -> Draft:
    """Draw a scatter chart; `frame.height` is the height of its plane."""
    plane = _plane(plot, look, frame)
    dots = [*_dots(plot, look, plane)]
    radius = max(look.label.style.size * RADIUS, strength(look, frame.width) * _OF_BAR)
    obstacles = tuple(_around(dot.spot, radius + RIM) for dot in dots)
    top = plane.box.y - look.label.leading / 2
    room = Rect(plane.box.x, top, frame.width - plane.box.x, plane.box.bottom - top)
    names = _names(plot, dots, radius, look, plane.box)
    compared = _compared(plot, look, plane)
    names.asked.extend(compared.wishes)
    found = _labelled(names, obstacles, room, look, plane, compared.lines)
    words = [part for piece in found.pieces for part in _parted(piece, names.cuts)]
    named = {one.says.place for one in words if isinstance(one, Words) and one.says}
    marks = [
        shape for dot in dots for shape in _shapes(dot, radius, look, is_named=dot.place in named)
    ]
    drawn = (*compared.under, *plane.pieces, *marks, *compared.over, *words)
    return Draft(drawn, plane.bottom, faults=found.faults)


def _compared(plot: Plot, look: Look, plane: _Plane) -> Referred:
    """The references of both axes."""
    up, over = _of_axes(plot)
    along = referred(up, look, plane.box, plane.along)
    return along + referred(over, look, plane.box, plane.across, upright=True)


def _of_axes(plot: Plot) -> tuple[tuple[Reference, ...], tuple[Reference, ...]]:
    """The references of the axis upwards, and of that across."""
    up = tuple(one for one in plot.references if not one.upright)
    return up, tuple(one for one in plot.references if one.upright)


def pairs(plot: Plot) -> tuple[int, ...]:
    """The numbers of the places that have both values."""
    first, second = (series.values for series in plot.series)
    return tuple(
        at for at, values in enumerate(zip(first, second, strict=True)) if None not in values
    )


def _dots(plot: Plot, look: Look, plane: _Plane) -> Iterator[_Dot]:
    """Those in accent last, so that they are drawn over the others."""
    chosen = plot.highlighted
    for at in sorted(pairs(plot), key=lambda at: at in chosen):
        first, second = (series.values[at] for series in plot.series)
        assert first is not None, "a pair has both values"
        assert second is not None, "a pair has both values"
        spot = Point(plane.across.at(first.value), plane.along.at(second.value))
        ink = look.ink(0) if not chosen or at in chosen else look.held_back
        yield _Dot(at, spot, ink, first.provisional or second.provisional)


def _shapes(dot: _Dot, radius: float, look: Look, *, is_named: bool) -> Iterator[Shape]:
    """A dot and its rim; what is provisional is a ring.

    To a listener the rim is the value across, the dot that upwards, and a disc behind both the name
    of a place that is not written.
    """
    outer = radius + RIM / 2
    if not is_named:
        disc = ellipse(*dot.spot, outer, outer)
        yield Shape(disc, look.rest, says=Says("label", place=dot.place))
    across, upwards = (Says("value", place=dot.place, series=number) for number in (0, 1))
    yield Shape(ellipse(*dot.spot, outer, outer), None, Stroke(look.rest, RIM), across)
    if dot.is_provisional:
        inner = radius - RING / 2
        ring = Stroke(dot.ink, RING)
        yield Shape(ellipse(*dot.spot, inner, inner), look.rest, ring, upwards)
    else:
        yield Shape(ellipse(*dot.spot, radius, radius), dot.ink, says=upwards)


def _around(spot: Point, radius: float) -> Rect:
    return Rect(spot.x - radius, spot.y - radius, radius * 2, radius * 2)


# --- names ------------------------------------------------------------------------------------


class _Names(NamedTuple):
    """The names that are asked for, and the others, those that stand alone first.

    `cuts` says of a place and its lines how many are its name; an annotation follows.
    """

    asked: list[Wish]
    others: list[Wish]
    cuts: dict[tuple[int, tuple[Drawn, ...]], int]


def _names(plot: Plot, dots: Sequence[_Dot], radius: float, look: Look, box: Rect) -> _Names:
    said: dict[int, list[Drawn]] = {}
    for one in plot.annotations:
        said.setdefault(one.place, []).append(one.text)
    asked = [dot for dot in dots if dot.place in said or dot.place in plot.highlighted]
    others = sorted(
        (dot for dot in dots if dot not in asked),
        key=lambda dot: (-_room_round(dot, dots), dot.place),
    )
    found = _Names([], [], {})
    for dot in (*asked, *others[:_MOST_NAMES]):
        shares = _NOTES if dot.place in said else _MEASURES
        measures = [box.width * share for share in shares]
        name = plot.places[dot.place].label
        forms = forms_of(name, look.label, measures)
        if dot.place in said:
            forms = forms_of(name, look.label, measures[-1:])
            below = [forms_of(text, look.label, measures) for text in said[dot.place]]
            cut = len(forms[0])
            # Each is broken at the same of the measures; what has fewer ways keeps its last.
            most = max(map(len, below))
            forms = tuple(
                (*forms[0], *(line for ways in below for line in ways[min(way, len(ways) - 1)]))
                for way in range(most)
            )
            found.cuts.update({(dot.place, form): cut for form in forms})
        says = Says("label", place=dot.place)
        wish = Wish(look.label, forms, (dot.spot,), says, radius - 1.0)
        if dot in asked:
            found.asked.append(wish)
        else:
            found.others.append(wish._replace(is_led=False, is_needed=False))
    return found


def _parted(piece: Piece, cuts: Mapping[tuple[int, tuple[Drawn, ...]], int]) -> tuple[Piece, ...]:
    """A name and the annotation below it as two: the first alone is the head of a row."""
    if not isinstance(piece, Words) or piece.says is None:
        return (piece,)
    cut = cuts.get((piece.says.place, piece.lines), 0)
    if not cut:
        return (piece,)
    below = piece.first + cut * piece.lettering.leading
    rest = replace(piece, lines=piece.lines[cut:], first=below, says=None)
    return replace(piece, lines=piece.lines[:cut]), rest


def _labelled(
    names: _Names,
    areas: tuple[Rect, ...],
    room: Rect,
    look: Look,
    plane: _Plane,
    compared: tuple[Line, ...],
) -> Labelled:
    """What is asked for, a few together, then the other names one after the other.

    Each is clear of what stands already.
    """
    firsts = range(0, len(names.asked), _TOGETHER)
    groups = [names.asked[first : first + _TOGETHER] for first in firsts]
    taken, lines = [*areas], list[Line]()
    pieces: list[Piece] = []
    faults: list[Diagnostic] = []
    for wishes in (*groups, *([wish] for wish in names.others)):
        marks = Marks(tuple(taken), tuple(lines), APART / 2)
        rules = (*plane.hairlines, *REFERENCE_COST * compared)
        found = labelled(wishes, marks, room, look, rules)
        for piece in found.pieces:
            if isinstance(piece, Words):
                taken.append(_box(piece))
            elif isinstance(piece, Shape):
                lines.append(tuple(outline_points(piece.outline)))
        pieces += found.pieces
        faults += found.faults
    return Labelled(tuple(pieces), tuple(faults))


def _box(words: Words) -> Rect:
    """Round a label, with half of what keeps two of them apart; points."""
    lettering = words.lettering
    high = lettering.cap + (len(words.lines) - 1) * lettering.leading + lettering.depth
    box = Rect(words.x, words.first - lettering.cap, words.width, high)
    return box.inset(-APART, -APART / 2, -APART, -APART / 2)


def _room_round(dot: _Dot, dots: Sequence[_Dot]) -> float:
    """The square of the distance to the nearest other dot."""
    others = (
        (dot.spot.x - other.spot.x) ** 2 + (dot.spot.y - other.spot.y) ** 2
        for other in dots
        if other is not dot
    )
    return round(min(others, default=0.0), 3)


# --- the plane --------------------------------------------------------------------------------


def _plane(plot: Plot, look: Look, frame: Frame) -> _Plane:
    """Both axes with their round values: the name of the one above it, of the other below it."""
    over, up = plot.series
    plain = replace(plot, low=None, high=None)
    size, leading = look.label.style.size, look.label.leading
    head, top = _name(over_or_up=1, plot=plot, look=look, frame=frame, top=frame.top)
    height = frame.height or min(height_of(frame) * _RATIO, 320.0)
    of_up, of_over = _of_axes(plot)
    upwards = replace(plot, series=(up,), references=of_up)
    points = pairs(plot)
    rows = rows_for(look, height)
    given = _values(plot, 1, points)
    closest = closest_rows(look, height)
    ends, marked = axis_of(upwards, given, rows, from_zero=False, is_tight=True, closest=closest)
    shown = written(marked, upwards)
    left = max(map(look.label.width, shown)) + size * 0.5
    sideways = replace(plain, series=(over,), references=of_over)
    most = 8
    while True:
        beside = _values(plot, 0, points)
        reach, numbers = axis_of(sideways, beside, most, from_zero=False, is_tight=True)
        below = written(numbers, sideways)
        half = look.label.width(below[-1]) / 2
        start = max(left, look.label.width(below[0]) / 2)
        box = Rect(start, top + leading / 2, max(1.0, frame.width - half - start), height)
        across = Scale(float(reach[0]), float(reach[1]), box.x, box.right)
        if most == 2 or _apart(numbers, below, across, look):
            break
        most -= 1
    along = Scale(float(ends[0]), float(ends[1]), box.bottom, box.y)
    pieces: list[Piece] = [*head]
    for value, text in zip(marked, shown, strict=True):
        y = along.at(value)
        pieces.append(_rule(Point(box.x, y), Point(box.right, y), value, look))
        end = box.x - size * 0.5
        pieces.append(
            Words(look.label, (text,), end - look.label.width(text), y + look.label.drop, end)
        )
    base = box.bottom + size * 0.7 + look.label.cap
    written_at = _with_room(numbers, below, across, look)
    for value, text in zip(numbers, below, strict=True):
        x = across.at(value)
        start = box.y if not value else box.bottom
        pieces.append(_rule(Point(x, start), Point(x, box.bottom + TICK), value, look))
        width = look.label.width(text)
        if value in written_at:
            pieces.append(Words(look.label, (text,), x - width / 2, base, width + 0.01))
    foot, bottom = _name(over_or_up=0, plot=plot, look=look, frame=frame, top=base + size * 0.3)
    lines = [(Point(box.x, along.at(value)), Point(box.right, along.at(value))) for value in marked]
    return _Plane(box, across, along, (*pieces, *foot), bottom, tuple(lines))


def _values(plot: Plot, series: int, points: Sequence[int]) -> list[Decimal]:
    found = (plot.series[series].values[at] for at in points)
    return [figure.value for figure in found if figure is not None]


def _with_room(
    numbers: Sequence[Decimal], shown: Sequence[str], across: Scale, look: Look
) -> frozenset[Decimal]:
    """The numbers that are written: the ends of the axis, and what has room between them."""
    texts = dict(zip(numbers, shown, strict=True))
    kept: list[Decimal] = []
    for number in dict.fromkeys((numbers[-1], numbers[0], *numbers)):
        tried = sorted((*kept, number))
        if _apart(tried, [texts[one] for one in tried], across, look):
            kept.append(number)
    return frozenset(kept)


def _apart(numbers: Sequence[Decimal], shown: Sequence[str], across: Scale, look: Look) -> bool:
    gap = look.label.style.size * _APART
    ends = [
        (
            across.at(number) - look.label.width(text) / 2,
            across.at(number) + look.label.width(text) / 2,
        )
        for number, text in zip(numbers, shown, strict=True)
    ]
    return all(b[0] - a[1] >= gap for a, b in pairwise(ends))


def _rule(start: Point, end: Point, value: Decimal, look: Look) -> Rule:
    return rule(start, end, Stroke(look.axis, HAIRLINE if value else ZERO_LINE))


def _name(
    *, over_or_up: int, plot: Plot, look: Look, frame: Frame, top: float
) -> tuple[list[Piece], float]:
    """The name of an axis: that upwards begins above the plane, that across ends below it."""
    series = plot.series[over_or_up]
    lines = look.label.lines(series.label, frame.width)
    if not lines:
        return [], top
    base = top + look.label.leading / 2 + look.label.drop
    says = Says("series", series=over_or_up)
    at = Words(look.label, lines, 0.0, base, frame.width, says)
    if over_or_up == 0:
        at = replace(at, x=frame.width, end=True)
    return [at], top + len(lines) * look.label.leading


# --- data -------------------------------------------------------------------------------------


def _faults(plot: Plot) -> Iterator[Diagnostic]:
    points = pairs(plot)
    if not points:
        yield Diagnostic(
            "chart-empty",
            say("No place of the chart has a value in both of its series."),
            hint=say("Name two series that have values for the same places."),
        )
    named = dict.fromkeys((*(one.place for one in plot.annotations), *plot.highlighted))
    for at in named:
        if at not in points:
            yield Diagnostic(
                "chart-annotation",
                say(
                    "{at} has no dot in the chart: one of the two series has no value there.",
                    at=plot.places[at].at,
                ),
                hint=say("Take it out, or give the series its value."),
            )


KIND = Kind("scatter", draw, faults=_faults, is_of_one_unit=False, least=90.0)
