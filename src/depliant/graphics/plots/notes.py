"""Words in the plane of a chart of series: annotations at values, lines and bands of reference.

Each stands where it covers nothing; one that finds no such place is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from depliant.colour import Colour
from depliant.content.model_plots import Plot
from depliant.display.items import Stroke
from depliant.geometry import Point, Rect, ellipse
from depliant.graphics.charts.board import Look, Piece
from depliant.graphics.charts.placing import Line, Marks
from depliant.graphics.charts.renderer import Shape
from depliant.graphics.plots.endings import line_of
from depliant.graphics.plots.labels import Labelled, Wish, forms_of, labelled, narrow
from depliant.graphics.plots.plane import DASHES, Plane
from depliant.graphics.plots.rules import rule

_NOTE_SHARES: Final = (0.34, 0.55, 0.9)
"""Of an annotation's width to the plane's at most, the best first."""


class Spot(NamedTuple):
    """Where an annotation of a value points, and how far from there it may begin, in points.

    With an ink a dot of that radius is drawn there.
    """

    point: Point
    clear: float
    ink: Colour | None = None


def notes(
    plot: Plot,
    look: Look,
    plane: Plane,
    spots: Mapping[tuple[int, int], Spot],
    marks: Marks,
    others: Sequence[Wish] = (),
) -> Labelled:
    """References with their words, and annotations.

    Args:
        plot: the chart.
        look: its letters and inks.
        plane: what they stand in, and half a line above it.
        spots: of the values, by the numbers of their series and place.
        marks: what words may not cover.
        others: labels that are placed with them.
    """
    wishes: list[Wish] = []
    dots: list[Piece] = []
    for one in plot.annotations:
        spot = spots.get((one.series, one.place))
        if spot is None:
            continue
        measures = [plane.box.width * share for share in _NOTE_SHARES]
        measures.append(narrow(one.text, look.label))
        forms = forms_of(one.text, look.label, measures)
        if spot.ink is not None:
            dots.append(Shape(ellipse(*spot.point, spot.clear, spot.clear), spot.ink))
        wishes.append(Wish(look.label, forms, (spot.point,), None, spot.clear))
    wishes += others
    drawn, bands, lines = _references(plot, look, plane)
    wishes += bands
    # A rule that is interrupted by words tells less than one of the grid: it counts more.
    rules = (*plane.hairlines, *_REFERENCE_COST * lines)
    room = Rect(
        plane.box.x,
        plane.box.y - line_of(look),
        plane.box.width,
        plane.box.height + line_of(look),
    )
    found = labelled(wishes, marks, room, look, rules)
    return Labelled((*drawn, *dots, *found.pieces), found.faults)


def _references(plot: Plot, look: Look, plane: Plane) -> tuple[list[Piece], list[Wish], list[Line]]:
    marks: list[Piece] = []
    wishes: list[Wish] = []
    lines: list[Line] = []
    box = plane.box
    for one in plot.references:
        upper, lower = plane.along.at(one.high), plane.along.at(one.low)
        for y in dict.fromkeys((upper, lower)):
            stroke = Stroke(look.axis, 0.5, DASHES)
            marks.append(rule(Point(box.x, y), Point(box.right, y), stroke))
            lines.append((Point(box.x, y), Point(box.right, y)))
        if one.label:
            measures = (box.width * 0.6, box.width, narrow(one.label, look.label))
            forms = forms_of(one.label, look.label, measures)
            widest = max(map(look.label.width, forms[0]))
            ends = [box.x + (box.width - widest) * share for share in _STOPS]
            spots = tuple(Point(x, y) for y in dict.fromkeys((upper, lower)) for x in ends)
            wish = Wish(look.label, forms, spots, None, 0.0, _ABOVE, is_led=False)
            wishes.append(wish)
    return marks, wishes, lines


_REFERENCE_COST: Final = 3
"""How much more a line of reference is kept free of words than one of the grid."""
_ABOVE: Final = ((1.0, -1.0), (1.0, 1.0))
"""Where the words of a reference stand: above its line, else below it."""
_STOPS: Final = (0.0, 1.0, 0.25, 0.5, 0.75)
"""And where along it, as shares of the room that they leave."""
