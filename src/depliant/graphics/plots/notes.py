"""Words in the plane of a chart of series: annotations at values, lines and bands of reference.

Each stands where it covers nothing; one that finds no such place is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from depliant.colour import Colour
from depliant.content.model_plots import Plot
from depliant.geometry import Point, Rect, ellipse
from depliant.graphics.charts.board import Look, Piece
from depliant.graphics.charts.placing import Marks
from depliant.graphics.charts.renderer import Shape
from depliant.graphics.plots.endings import line_of
from depliant.graphics.plots.labels import Labelled, Wish, forms_of, labelled, narrow
from depliant.graphics.plots.plane import Plane
from depliant.graphics.plots.references import referred

_NOTE_SHARES: Final = (0.34, 0.55, 0.9)
"""Of an annotation's width to the plane's at most, the best first."""

REFERENCE_COST: Final = 3
"""How much more a line of reference is kept free of words than one of the grid."""


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
    compared = referred(plot.references, look, plane.box, plane.along)
    wishes += compared.wishes
    # A rule that is interrupted by words tells less than one of the grid: it counts more.
    rules = (*plane.hairlines, *REFERENCE_COST * compared.lines)
    room = Rect(
        plane.box.x,
        plane.box.y - line_of(look),
        plane.box.width,
        plane.box.height + line_of(look),
    )
    found = labelled(wishes, marks, room, look, rules)
    return Labelled((*compared.over, *dots, *found.pieces), found.faults, compared.under)
