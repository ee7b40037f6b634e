"""The tile map: a square for each place, about where it lies, in the ink of its value's class.

West is left in every language. A place without a value is hatched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from depliant.colour import Colour
from depliant.content.inline import Drawn, plain, spans_of
from depliant.content.model_maps import Tile
from depliant.content.model_plots import Plot
from depliant.display.items import Stroke
from depliant.errors import Diagnostic
from depliant.geometry import MM, Point, Rect, rectangle
from depliant.graphics.charts.board import THINNEST, Draft, Frame, Look, Piece, Words
from depliant.graphics.charts.lettering import Lettering
from depliant.graphics.charts.renderer import Says, Shape
from depliant.graphics.maps.classing import classed
from depliant.graphics.maps.shapes import rings
from depliant.graphics.plots.class_legend import hatched, legend, names, room_of
from depliant.graphics.plots.grounds import is_to_left
from depliant.graphics.plots.kinds import Kind
from depliant.graphics.plots.ramps import confusions, lettered, ramp
from depliant.press.condition import OutputCondition
from depliant.sentences import say

_GAP: Final = 1.2
"""Points between two tiles."""
_LARGEST: Final = 52.0
"""Points: the side of a tile at most, where nobody says how high the map is."""
_INSET: Final = 1.5
"""Points between a tile's edge and its words."""


class _Line(NamedTuple):
    """A line in a tile, and what it says."""

    text: Drawn
    lettering: Lettering
    says: Says


def draw(plot: Plot, look: Look, frame: Frame) -> Draft:
    """Draw a tile map; `frame.height` is the height of its tiles together."""
    assert plot.map is not None, "a map"
    classes = classed(plot)
    inks = ramp(look.inks, classes.count)
    above = legend(classes, inks, plot, look, frame.width, column=False)
    top = frame.top + above.height + look.label.leading * 0.8
    boxes, bottom = _boxes(plot, look, frame._replace(top=top))
    pieces: list[Piece] = [*above.at(Point(0.0, frame.top))]
    faults: list[Diagnostic] = []
    for number, box in boxes.items():
        of_class = classes.numbers[number]
        fill = None if of_class is None else inks[of_class]
        lines = [*_lines(plot, number, look, box, fill)]
        words = [*_words(lines, box)]
        high = [*_overset(lines, box)]
        faults += high
        # Words that are too high are told once, not once more for all that they would meet.
        pieces += (*_tile(number, box, fill, look, words), *(() if high else words))
    return Draft(tuple(pieces), bottom, faults=tuple(faults), tints=inks)


def _boxes(plot: Plot, look: Look, frame: Frame) -> tuple[dict[int, Rect], float]:
    """The squares of the places by their numbers, and where the last row ends."""
    assert plot.map is not None, "a map"
    tiles = {tile.at: tile for tile in plot.map.tiles}
    first, last = _ends([tile.column for tile in plot.map.tiles])
    north, south = _ends([tile.row for tile in plot.map.tiles])
    columns, rows = last - first + 1, south - north + 1
    side = (frame.width + _GAP) / columns
    side = min(side, (frame.height + _GAP) / rows if frame.height else _LARGEST)
    found = {}
    for number, place in enumerate(plot.places):
        if place.at in tiles:
            tile = tiles[place.at]
            # A language that runs to the left is drawn from the right: west is right till then.
            across = last - tile.column if is_to_left(look) else tile.column - first
            x, y = across * side, frame.top + (tile.row - north) * side
            found[number] = Rect(x, y, side - _GAP, side - _GAP)
    return found, frame.top + rows * side - _GAP


def _ends(numbers: Sequence[int]) -> tuple[int, int]:
    return min(numbers), max(numbers)


def _tile(
    number: int, box: Rect, fill: Colour | None, look: Look, words: Sequence[Words]
) -> Iterator[Piece]:
    """The area is the mark of the place, and its edge that of the value."""
    place, value = Says("label", place=number), Says("value", place=number, series=0)
    outline = rectangle(box)
    if fill is not None:
        yield Shape(outline, fill, says=place)
        yield Shape(outline, stroke=Stroke(look.rest, THINNEST), says=value)
        return
    lines = hatched(rings(outline), look, [room_of(one) for one in words])
    yield Shape(lines.outline, stroke=lines.stroke, says=place)
    yield Shape(outline, stroke=Stroke(look.axis, THINNEST), says=value)


def _lines(plot: Plot, number: int, look: Look, box: Rect, fill: Colour | None) -> Iterator[_Line]:
    assert plot.map is not None, "a map"
    value = plot.series[0].values[number]
    label, shown = look.label, look.value
    if fill is not None:
        label, shown = lettered(label, fill), lettered(shown, fill)
    if plot.map.labels in ("names", "both"):
        says = Says("label", place=number)
        for line in label.lines(plot.places[number].label, box.width - 2 * _INSET):
            yield _Line(line, label, says)
    if plot.map.labels in ("values", "both") and value is not None:
        yield _Line(value.shown, shown, Says("value", place=number, series=0))


def _height(lines: Sequence[_Line]) -> float:
    leading = sum(line.lettering.leading for line in lines[1:])
    return lines[0].lettering.cap + leading


def _words(lines: Sequence[_Line], box: Rect) -> Iterator[Words]:
    if not lines:
        return
    measure = box.width - 2 * _INSET
    base = box.centre.y - _height(lines) / 2 + lines[0].lettering.cap
    for number, line in enumerate(lines):
        base += line.lettering.leading if number else 0.0
        width = line.lettering.width(line.text)
        yield Words(
            line.lettering, (line.text,), box.centre.x - width / 2, base, measure, line.says
        )


def _overset(lines: Sequence[_Line], box: Rect) -> Iterator[Diagnostic]:
    if lines and _height(lines) + 2 * _INSET > box.height:
        text = " ".join(plain(line.text).strip() for line in lines)
        yield Diagnostic(
            "chart-overset",
            say(
                "The words “{text}” are higher than their tile, which has {side:.0f} mm.",
                text=text,
                side=box.height / MM,
            ),
            hint=say("Shorten them, give the map more room, or write fewer `labels`."),
        )


def faults(plot: Plot) -> Iterator[Diagnostic]:
    """Places without a tile, and two in one."""
    assert plot.map is not None, "a map"
    taken: dict[tuple[int, int], Tile] = {}
    tiles = {tile.at: tile for tile in plot.map.tiles}
    for place in plot.places:
        tile = tiles.get(place.at)
        name = plain(spans_of(place.label))
        if tile is None:
            yield Diagnostic(
                "map-tiles",
                say("{name} has a value and no tile.", name=name),
                hint=say("Write its column and row below `tiles:`, as {at}: [3, 1].", at=place.at),
            )
            continue
        other = taken.setdefault((tile.column, tile.row), tile)
        if other is not tile:
            yield Diagnostic(
                "map-tiles",
                say(
                    "{one} and {other} have the same tile, in column {column} and row {row}.",
                    one=other.at,
                    other=tile.at,
                    column=tile.column,
                    row=tile.row,
                ),
                hint=say("Give each its own column and row."),
            )


def contrasts(
    plot: Plot, look: Look, condition: OutputCondition, ground: Colour
) -> Iterator[Diagnostic]:
    """Classes that are hard to tell apart in print."""
    classes = classed(plot)
    yield from confusions(ramp(look.inks, classes.count), names(classes, plot), condition, ground)


KIND = Kind("tile-map", draw, faults=faults, contrasts=contrasts, least=90.0)
