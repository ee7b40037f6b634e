"""The choropleth: regions in the ink of the class that their value is in, light to dark.

The world is never seen in a mirror, whatever way a language runs; its words and its legend follow
the language. A region without a value is hatched, and the legend says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from depliant.colour import Colour
from depliant.content.inline import plain
from depliant.content.model_plots import Plot
from depliant.display.items import Stroke
from depliant.errors import Diagnostic
from depliant.geometry import Rect
from depliant.graphics.charts.board import Draft, Frame, Look, Piece
from depliant.graphics.charts.renderer import Says, Shape
from depliant.graphics.maps.atlas import Ground, laid, matched
from depliant.graphics.maps.classing import classed
from depliant.graphics.plots.class_legend import legend, names
from depliant.graphics.plots.grounds import (
    BORDER,
    CONTEXT,
    faults,
    ground_pieces,
    is_to_left,
    missing_pieces,
    over_pieces,
    set_out,
)
from depliant.graphics.plots.kinds import Kind
from depliant.graphics.plots.map_labels import Field, map_labels, rooms
from depliant.graphics.plots.ramps import confusions, ramp
from depliant.press.condition import OutputCondition


def draw(plot: Plot, look: Look, frame: Frame) -> Draft:
    """Draw a choropleth; `frame.height` is the height of the map."""
    assert plot.map is not None, "a map"
    atlas, classes = matched(plot), classed(plot)
    inks = ramp(look.inks, classes.count)
    around = set_out(
        atlas,
        frame,
        look,
        lambda width, *, column: legend(classes, inks, plot, look, width, column=column),
    )
    ground = laid(atlas, plot.map, around.box, to_left=is_to_left(look))
    fills = [None if number is None else inks[number] for number in classes.numbers]
    fields = [
        Field(number, area, fill)
        for number, (area, fill) in enumerate(zip(ground.places, fills, strict=True))
        if area is not None
    ]
    labels = map_labels(plot, fields, ground, look, around.room)
    pieces = [*around.pieces, *ground_pieces(ground, look)]
    pieces += _regions(ground, fills, look, rooms(labels))
    tints = (look.axis.at(CONTEXT), *inks)
    pieces += [*labels.pieces, *over_pieces(ground, look), *labels.leaders]
    return Draft(tuple(pieces), around.bottom, faults=labels.faults, tints=tints)


def _regions(
    ground: Ground, fills: Sequence[Colour | None], look: Look, free: Mapping[int, Sequence[Rect]]
) -> Iterator[Piece]:
    """The regions, each with its border: a neighbour's covers half of it, and draws it again.

    The area is the mark of the place and its border that of the value, so that what is painted
    and what is read have one order.
    """
    for number, (area, fill) in enumerate(zip(ground.places, fills, strict=True)):
        if area is None:
            continue
        if fill is None:
            yield from missing_pieces(area, look, number, free.get(number, ()))
            continue
        place, value = Says("label", place=number), Says("value", place=number, series=0)
        yield Shape(area.outline, fill, says=place, even_odd=area.even_odd)
        yield Shape(area.outline, stroke=Stroke(look.rest, BORDER, join="round"), says=value)


def contrasts(
    plot: Plot, look: Look, condition: OutputCondition, ground: Colour
) -> Iterator[Diagnostic]:
    """Classes that are hard to tell apart in print."""
    classes = classed(plot)
    called = [plain(name) for name in names(classes, plot)]
    yield from confusions(ramp(look.inks, classes.count), called, condition, ground)


KIND = Kind("map", draw, faults=faults, contrasts=contrasts, least=90.0)
