"""Names and last values at the ends of a chart's marks, as near to them as they stand apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from depliant.colour import Colour
from depliant.content.inline import Drawn
from depliant.content.model_plots import Plot, PlotSeries
from depliant.display.items import Stroke
from depliant.geometry import Point, Rect
from depliant.graphics.charts.board import Frame, Look, Piece, Words, one_line, settle
from depliant.graphics.charts.renderer import Says, Shape
from depliant.graphics.plots.keys import keys

COLUMN: Final = 0.36
"""The widest that names at the ends may be, as a share of the chart."""
GAP: Final = 4.0
"""Points between the plane and what stands beside it."""
JOINT: Final = 0.45
"""Between a value and its name, in sizes of that."""
BELOW: Final = 0.4
"""Between a name below its value and the next value, in lines of the names."""
_LEADER: Final = 0.35
"""Points: the thickness of a line from an end to its name."""


class Ending(NamedTuple):
    """What stands at an end: the value, and the name in lines beside or below that."""

    value: str
    name: tuple[Drawn, ...]
    is_beside: bool
    width: float
    height: float


class End(NamedTuple):
    """Where the marks of a series end: the numbers of the series and the place, and its ink.

    A leader begins `clear` points from there.
    """

    series: int
    place: int
    spot: Point
    ink: Colour
    clear: float


def places_told(plot: Plot, *, with_first: bool = False) -> tuple[int, ...]:
    """The places whose values are written: where series end.

    Args:
        plot: the chart.
        with_first: whether a series by itself has its first value written as well.
    """
    known = [[at for at, _ in series.known()] for series in plot.series]
    ends = [places[-1] for places in known if places]
    first = known[0][:1] if with_first and len(ends) == len(known) == 1 else []
    return tuple(dict.fromkeys((*first, *ends)))


def endings(plot: Plot, look: Look, most: float, height: float) -> dict[int, Ending] | None:
    """What stands at each end, by the number of its series; None where there is no room for it.

    A chart of one series names it in its title: its value stands alone.

    Args:
        plot: the chart.
        look: its letters.
        most: points that what stands beside the plane may be wide.
        height: points that all of it may be high.
    """
    if len(plot.series) == 1:
        return values_alone(plot, look)
    named = [(number, one) for number, one in enumerate(plot.series) if one.known()]
    for is_beside in (True, False):
        found = {number: _ending(one, look, most, is_beside=is_beside) for number, one in named}
        high = sum(ending.height for ending in found.values())
        if high <= height and all(ending.width <= most for ending in found.values()):
            return found
    return None


def values_alone(plot: Plot, look: Look) -> dict[int, Ending]:
    """The last values without names, which stand elsewhere."""
    found = {}
    for number, series in enumerate(plot.series):
        if series.known():
            value = series.known()[-1][1].shown
            found[number] = Ending(value, (), True, look.value.width(value), line_of(look))
    return found


def _ending(series: PlotSeries, look: Look, most: float, *, is_beside: bool) -> Ending:
    value = series.known()[-1][1].shown
    if is_beside:
        width = (
            look.value.width(value) + look.label.style.size * JOINT + look.label.width(series.label)
        )
        return Ending(value, (series.label,), True, width, line_of(look))
    lines = look.label.lines(series.label, most)
    width = max(look.value.width(value), *map(look.label.width, lines))
    height = line_of(look) + (len(lines) + BELOW) * look.label.leading
    return Ending(value, lines, False, width, height)


def line_of(look: Look) -> float:
    """How high a line of a value and a name is, in points."""
    return max(look.value.leading, look.label.leading)


class Named(NamedTuple):
    """What stands at the ends of a chart's marks, and how much room it takes beside its plane.

    Where names have no room there, they are in a `legend` above the rest of the `frame`.
    """

    said: dict[int, Ending]
    right: float
    legend: tuple[Piece, ...]
    frame: Frame


def named(plot: Plot, look: Look, frame: Frame, height: float) -> Named:
    """The names and last values of a chart beside its plane, which is `height` points high."""
    said = endings(plot, look, frame.width * COLUMN, height)
    legend: list[Piece] = []
    if said is None:
        legend, frame = keys(plot, look, frame)
        said = values_alone(plot, look)
    right = max((ending.width for ending in said.values()), default=0.0) + GAP
    return Named(said, right, tuple(legend), frame)


def at_ends(ends: Sequence[End], said: Mapping[int, Ending], look: Look, box: Rect) -> list[Piece]:
    """What stands beside the plane `box`, each as near to its end as can be, joined if it is far.

    All of it stays between half a line above the plane and half a line below.
    """
    ordered = sorted(ends, key=lambda end: (end.spot.y, end.series))
    heights = [said[end.series].height for end in ordered]
    top = box.y - line_of(look) / 2
    room = max(box.height + line_of(look), sum(heights))
    wishes = [end.spot.y - box.y for end in ordered]
    tops = settle(wishes, heights, room)
    pieces: list[Piece] = []
    x = box.right + GAP
    for end, wish, offset in zip(ordered, wishes, tops, strict=True):
        middle = top + offset + line_of(look) / 2
        if abs(offset - wish) > line_of(look) * 0.3:
            line = (("M", end.spot.x + end.clear, end.spot.y), ("L", x - 1.0, middle))
            pieces.append(Shape(line, stroke=Stroke(end.ink, _LEADER)))
        pieces += _at_end(end, said[end.series], look, Point(x, middle))
    return pieces


def _at_end(end: End, ending: Ending, look: Look, spot: Point) -> list[Piece]:
    base = spot.y + look.drop
    if not ending.value:  # words of a reference
        return [Words(look.label, ending.name, spot.x, base, ending.width)]
    says = Says("value", place=end.place, series=end.series)
    pieces: list[Piece] = [one_line(look.value, ending.value, spot.x, base, ending.width, says)]
    if ending.name:
        x = spot.x
        x += (
            look.value.width(ending.value) + look.label.style.size * JOINT
            if ending.is_beside
            else 0.0
        )
        first = base if ending.is_beside else base + look.label.leading
        named = Says("series", series=end.series)
        pieces.append(Words(look.label, ending.name, x, first, ending.width, named))
    return pieces
