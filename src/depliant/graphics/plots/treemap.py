"""The treemap: the parts of a whole as areas, each exactly in proportion to its value.

Areas are squarified: laid in strips along the shorter side, greatest first, so that each is as near
to a square as can be (M. Bruls, K. Huizing and J. J. van Wijk, “Squarified Treemaps”, 2000). Names
and values stand in the areas. Where one has no room, and all have if the greatest area is followed
by bars on each other, they are laid so; else a number stands in the area, and its name and value
beside that number below the map, after them what is too small for a number, or nothing at all.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from depliant.colour import BLACK, Colour
from depliant.content.inline import Drawn
from depliant.content.model_plots import Plot
from depliant.display.items import Stroke
from depliant.errors import Diagnostic
from depliant.figures.figure import Figure
from depliant.geometry import Rect, rectangle
from depliant.graphics.charts.board import THINNEST, Draft, Frame, Look, Piece, Words, one_line
from depliant.graphics.charts.lettering import Lettering
from depliant.graphics.charts.renderer import Says, Shape
from depliant.graphics.plots.kinds import Kind
from depliant.graphics.plots.negatives import negatives
from depliant.graphics.plots.on_ink import on_ink
from depliant.sentences import say

RIM: Final = 0.8
"""Points: the lines between two areas, which are drawn on their edges."""
_PAD: Final = 0.5
"""Between the edge of an area and its words, in sizes of the labels."""
_AFTER: Final = 0.6
"""Between a value and the name beside it, in sizes of the labels."""
_RATIO: Final = 0.62
"""Of the map's height to its width."""
_LEAST, _MOST = 110.0, 260.0
"""Points that it is high."""
_COLUMN: Final = 15.0
"""The least width of a column of the key, in sizes."""
_LONGEST: Final = 10.0
"""How many times longer than it is high a bar beside the greatest area may be."""


class _Part(NamedTuple):
    """A part of the whole: the number of its place, its value, where it stands, and its ink."""

    place: int
    figure: Figure
    box: Rect
    ink: Colour


def draw(plot: Plot, look: Look, frame: Frame) -> Draft:
    """Draw a treemap; `frame.height` is the height of its areas."""
    height = frame.height or min(_MOST, max(_LEAST, frame.width * _RATIO))
    room = Rect(0.0, frame.top, frame.width, height)
    parts = _laid(plot, look, room)
    pieces: list[Piece] = []
    keyed: list[_Part] = []
    for part in parts:
        # To a listener the words are the value: what is drawn stands behind all of them.
        thickness = min(RIM, part.box.width / 4, part.box.height / 4)
        rim = Stroke(look.rest, thickness) if thickness >= THINNEST else None
        pieces.append(Shape(rectangle(part.box), part.ink, rim))
    tiny: list[_Part] = []
    for part in parts:
        inside = _inside(part, plot, look)
        number = _numbered(len(keyed) + 1, part, look)
        if inside is not None:
            pieces += inside
        elif number is not None:
            keyed.append(part)
            pieces.append(number)
        else:
            tiny.append(part)
    tiny += [
        _Part(at, figure, Rect(0, 0, 0, 0), look.held_back)
        for at, figure in plot.series[0].known()
        if not figure.value
    ]
    key, bottom = _key([*keyed, *tiny], len(keyed), plot, look, room)
    return Draft((*pieces, *key), bottom)


# --- the areas --------------------------------------------------------------------------------


def _laid(plot: Plot, look: Look, room: Rect) -> list[_Part]:
    """The parts as near to squares as can be; or in bars, where only so all names have room."""
    known = [(at, figure) for at, figure in plot.series[0].known() if figure.value > 0]
    known.sort(key=lambda one: (-one[1].value, one[0]))
    values = [float(figure.value) for _, figure in known]
    parts = _parts(known, squarified(values, room), plot, look)
    if all(_inside(part, plot, look) for part in parts):
        return parts
    boxes = in_bars(values, room)
    bars = _parts(known, boxes, plot, look) if boxes else []
    return bars if bars and all(_inside(part, plot, look) for part in bars) else parts


def _parts(
    known: Sequence[tuple[int, Figure]], boxes: Sequence[Rect], plot: Plot, look: Look
) -> list[_Part]:
    """The parts from the greatest to the least, equal ones in the order of the places."""
    chosen = plot.highlighted
    return [
        _Part(at, figure, box, look.ink(0) if not chosen or at in chosen else look.held_back)
        for (at, figure), box in zip(known, boxes, strict=True)
    ]


def in_bars(values: Sequence[float], room: Rect) -> list[Rect]:
    """The greatest value as high as a wide room, the others as bars on each other beside it.

    Nothing where a bar would be longer than `_LONGEST` times its height, or higher than long.

    Args:
        values: above zero, falling.
        room: what they fill.
    """
    whole = math.fsum(values)
    if len(values) < 2:
        return []
    wide = room.width * values[0] / whole
    beside = Rect(room.x + wide, room.y, room.width - wide, room.height)
    lowest, highest = (room.height * one / (whole - values[0]) for one in (values[-1], values[1]))
    if not highest <= beside.width <= lowest * _LONGEST:
        return []
    bars, _ = _strip(values[1:], beside, is_last=True)
    return [Rect(room.x, room.y, wide, room.height), *bars]


def squarified(values: Sequence[float], room: Rect) -> list[Rect]:
    """Boxes that fill a room, each in proportion to its value.

    Args:
        values: above zero, falling.
        room: what they fill.
    """
    whole = math.fsum(values)
    if not values or not whole:
        return []
    scale = room.width * room.height / whole
    areas = [value * scale for value in values]
    boxes: list[Rect] = []
    start = 0
    while start < len(areas):
        side = min(room.width, room.height)
        end = start + 1
        while end < len(areas) and _worst(areas[start : end + 1], side) <= _worst(
            areas[start:end], side
        ):
            end += 1
        strip = areas[start:end]
        # The last strip takes what is left, whatever sums have lost.
        is_last = end == len(areas)
        boxes_, room = _strip(strip, room, is_last=is_last)
        boxes += boxes_
        start = end
    return boxes


def _worst(areas: Sequence[float], side: float) -> float:
    """The longest shape in a strip along a side: how many times it is longer than it is wide."""
    total = math.fsum(areas)
    return max(
        side * side * max(areas) / (total * total), total * total / (side * side * min(areas))
    )


def _strip(areas: Sequence[float], room: Rect, *, is_last: bool) -> tuple[list[Rect], Rect]:
    """Areas along the shorter side of a room, from its start and its head, and the rest of it."""
    total = math.fsum(areas)
    stands = room.width >= room.height
    side = room.height if stands else room.width
    deep = (room.width if stands else room.height) if is_last else total / side
    boxes = []
    at = 0.0
    for number in range(len(areas)):
        end = side * math.fsum(areas[: number + 1]) / total
        if stands:
            boxes.append(Rect(room.x, room.y + at, deep, end - at))
        else:
            boxes.append(Rect(room.x + at, room.y, end - at, deep))
        at = end
    if stands:
        return boxes, Rect(room.x + deep, room.y, room.width - deep, room.height)
    return boxes, Rect(room.x, room.y + deep, room.width, room.height - deep)


# --- words ------------------------------------------------------------------------------------


def _inside(part: _Part, plot: Plot, look: Look) -> list[Piece] | None:
    """The value and the name below it, from the head of the area; beside it in a low one.

    None where they have no room.
    """
    label = on_ink(look.label, part.ink, look.rest, BLACK)
    value = on_ink(look.value, part.ink, look.rest, look.label.style.colour, BLACK)
    pad = look.label.style.size * _PAD
    room = part.box.inset(pad, pad, pad, pad)
    if room.width <= 0 or room.height <= 0:
        return None
    text = part.figure.shown
    name: Drawn = plot.places[part.place].label
    lines = label.lines(name, room.width)
    high = value.cap + len(lines) * label.leading + label.depth * 0.7
    fits = [value.width(text), *map(label.width, lines)]
    base = room.y + value.cap
    says = Says("value", place=part.place, series=0)
    named = Says("label", place=part.place)
    if max(fits) > room.width or high > room.height:
        after = value.width(text) + look.label.style.size * _AFTER
        if after + label.width(name) > room.width or value.cap + label.depth * 0.7 > room.height:
            return None
        beside = room.width - after + 0.01
        return [
            one_line(value, text, room.x, base, after, says),
            Words(label, label.lines(name, beside), room.x + after, base, beside, named),
        ]
    return [
        one_line(value, text, room.x, base, room.width, says),
        Words(label, lines, room.x, base + label.leading, room.width, named),
    ]


def _numbered(number: int, part: _Part, look: Look) -> Piece | None:
    """The number of an area in the key, in its middle; None where even that has no room."""
    label = on_ink(look.label, part.ink, look.rest, BLACK)
    text = str(number)
    width = label.width(text)
    if width + RIM * 2 > part.box.width or label.cap + RIM * 2 > part.box.height:
        return None
    x = part.box.centre.x - width / 2
    return one_line(label, text, x, part.box.centre.y + label.drop, width + 0.01)


def _key(
    parts: Sequence[_Part], numbered: int, plot: Plot, look: Look, room: Rect
) -> tuple[list[Piece], float]:
    """Names and values of the areas that have no room for them, in columns below the map.

    Those after the first `numbered` have no number.
    """
    if not parts:
        return [], room.bottom
    size, leading = look.label.style.size, look.label.leading
    columns = max(1, min(len(parts), int(room.width / (size * _COLUMN))))
    wide = room.width / columns
    gap = size * 0.6
    figures = max((look.label.width(str(n + 1)) for n in range(numbered)), default=0.0)
    start = figures + gap if numbered else 0.0
    pieces: list[Piece] = []
    top = room.bottom + leading * 0.5
    for first in range(0, len(parts), columns):
        most = 1
        for column, part in enumerate(parts[first : first + columns]):
            at = first + column
            left = column * wide
            base = top + leading / 2 + look.drop
            if at < numbered:
                pieces.append(_digit(look.label, at + 1, left, figures, base))
            says = Says("value", place=part.place, series=0)
            text = part.figure.shown
            width = look.value.width(text)
            pieces.append(one_line(look.value, text, left + start, base, width + 0.01, says))
            x = left + start + width + gap
            measure = max(1.0, wide - (x - left) - gap)
            name: Drawn = plot.places[part.place].label
            lines = look.label.lines(name, measure)
            pieces.append(
                Words(look.label, lines, x, base, measure, Says("label", place=part.place))
            )
            most = max(most, len(lines))
        top += most * leading
    return pieces, top + look.label.depth * 0.3


def _digit(lettering: Lettering, number: int, left: float, wide: float, base: float) -> Piece:
    text = str(number)
    width = lettering.width(text)
    return one_line(lettering, text, left + wide - width, base, width + 0.01)


def _faults(plot: Plot) -> Iterator[Diagnostic]:
    known = plot.series[0].known()
    yield from negatives(plot)
    if known and not any(figure.value for _, figure in known):
        yield Diagnostic(
            "chart-zeros",
            say("All values of the chart are 0: there is nothing to show."),
            hint=say("Correct the values, or leave the chart out."),
        )


KIND = Kind("treemap", draw, from_zero=True, faults=_faults, is_parted_by_rest=True, least=80.0)
