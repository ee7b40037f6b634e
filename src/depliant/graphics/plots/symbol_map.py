"""The symbol map: at each place a circle whose area is in proportion to its value.

Large circles are drawn first, so that none is hidden behind a larger one. The world is never seen
in a mirror. A place without a value is hatched where its region is, and has no circle.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Final

from msgspec.structs import replace

from depliant.colour import Colour
from depliant.content.inline import Drawn
from depliant.content.model_plots import Plot
from depliant.display.items import Stroke
from depliant.errors import Diagnostic
from depliant.geometry import Rect
from depliant.graphics.charts.board import PALE_LINE, Draft, Frame, Look, Piece, Words
from depliant.graphics.charts.inks import LEAST_CONTRAST
from depliant.graphics.charts.placing import Marks
from depliant.graphics.charts.renderer import Says, Shape
from depliant.graphics.maps.atlas import Atlas, Ground, laid, matched
from depliant.graphics.plots.circles import (
    Circle,
    drawn,
    greatest,
    nested,
    radius_of,
    value_faults,
)
from depliant.graphics.plots.class_legend import Legend, missing_entry, room_of, stacked
from depliant.graphics.plots.grounds import (
    BORDER,
    CONTEXT,
    faults,
    ground_pieces,
    is_to_left,
    missing_pieces,
    over_pieces,
    set_out,
    widest,
)
from depliant.graphics.plots.kinds import Kind
from depliant.graphics.plots.labels import Labelled, Wish, forms_of, labelled
from depliant.press.condition import OutputCondition, contrast
from depliant.sentences import say

_WITHIN: Final = ((0.0, 0.0), (0.0, 1.0), (0.0, -1.0), (1.0, 0.0), (-1.0, 0.0))
"""Where the name of a place without a circle stands: in its middle, or near."""
_LARGEST: Final = 0.085
"""The radius of the largest circle, of the square root of the map's area."""


def draw(plot: Plot, look: Look, frame: Frame) -> Draft:
    """Draw a symbol map; `frame.height` is the height of the map."""
    assert plot.map is not None, "a map"
    atlas = matched(plot)
    size = widest(atlas, frame)
    largest = _LARGEST * sqrt(size.width * size.height)
    around = set_out(atlas, frame, look, lambda _, *, column: _legend(plot, look, largest))
    ground, circles = _placed(plot, atlas, look, around.box, largest)
    # A circle at the edge reaches over it: the map is made smaller till all stand within its box.
    reach = _reach(circles, around.box)
    if any(reach):
        box = around.box.inset(*reach)
        ground, circles = _placed(plot, atlas, look, box, largest)
    known = frozenset(number for number, _ in plot.series[0].known())
    pieces: list[Piece] = [*around.pieces, *ground_pieces(ground, look)]
    bare = [
        Circle(number, area.middle, 0.0)
        for number, area in enumerate(ground.places)
        if area is not None and number not in known
    ]
    labels = _labels(plot, [*circles, *bare], look, around.room)
    words = [room_of(piece) for piece in labels.pieces if isinstance(piece, Words)]
    pieces += _regions(ground, look, known, words)
    pieces += over_pieces(ground, look)
    pieces += [shape for circle in circles for shape in drawn(circle, look)]
    pieces += _unseen(ground, look, known)
    tints = (look.axis.at(CONTEXT),)
    return Draft((*pieces, *labels.pieces), around.bottom, faults=labels.faults, tints=tints)


def _placed(
    plot: Plot, atlas: Atlas, look: Look, box: Rect, largest: float
) -> tuple[Ground, list[Circle]]:
    """The map in a box, and the circles of its places, the largest first."""
    assert plot.map is not None, "a map"
    ground = laid(atlas, plot.map, box, to_left=is_to_left(look))
    most = greatest(plot)
    known = dict(plot.series[0].known())
    circles = [
        Circle(number, area.middle, radius_of(known[number].value, most, largest))
        for number, area in enumerate(ground.places)
        if area is not None and number in known
    ]
    return ground, sorted(circles, key=lambda circle: (-circle.radius, circle.number))


def _reach(circles: Sequence[Circle], box: Rect) -> tuple[float, float, float, float]:
    """How far circles reach over a box to the left, above, to the right and below."""
    found = [0.0, 0.0, 0.0, 0.0]
    for _, (x, y), radius in circles:
        over = (box.x - x, box.y - y, x - box.right, y - box.bottom)
        found = [max(a, b + radius) for a, b in zip(found, over, strict=True)]
    left, top, right, bottom = (min(over, box.width / 3, box.height / 3) for over in found)
    return left, top, right, bottom


def _legend(plot: Plot, look: Look, largest: float) -> Legend:
    found = nested(plot, look, largest)
    extra = missing_entry(plot, look)
    return stacked(found, extra, look) if extra is not None else found


def _regions(
    ground: Ground, look: Look, known: frozenset[int], words: Sequence[Rect]
) -> Iterator[Piece]:
    for number, area in enumerate(ground.places):
        if area is None or not area.outline:
            continue
        if number in known:
            stroke = Stroke(look.rest, BORDER, join="round")
            ink = look.axis.at(CONTEXT)
            yield Shape(area.outline, ink, stroke, even_odd=area.even_odd)
        else:
            yield from missing_pieces(area, look, None, words)


def _unseen(ground: Ground, look: Look, known: frozenset[int]) -> Iterator[Piece]:
    """The marks of places without a value: their borders once more."""
    stroke = Stroke(look.held_back, PALE_LINE, join="round")
    for number, area in enumerate(ground.places):
        if area is not None and number not in known and area.outline:
            for says in (Says("label", place=number), Says("value", place=number, series=0)):
                yield Shape(area.outline, stroke=stroke, says=says, even_odd=area.even_odd)


def _labels(plot: Plot, circles: Sequence[Circle], look: Look, room: Rect) -> Labelled:
    """Names or values beside the circles, or in those that are large enough."""
    assert plot.map is not None, "a map"
    if plot.map.labels == "none":
        return Labelled((), ())
    known = dict(plot.series[0].known())
    is_valued, is_both = plot.map.labels == "values", plot.map.labels == "both"
    wishes = []
    for circle in circles:
        name, figure = plot.places[circle.number].label, known.get(circle.number)
        if figure is None and is_valued:
            continue
        says = (
            Says("value", place=circle.number, series=0)
            if is_valued
            else Says("label", place=circle.number)
        )
        if is_valued and figure is not None:
            forms: tuple[tuple[Drawn, ...], ...] = ((figure.shown,),)
        else:
            forms = forms_of(name, look.label, (room.width, room.width * 0.3))
            if is_both and figure is not None:
                forms = tuple((*form[:-1], _apart(form[-1]), figure.shown) for form in forms)
        lettering = look.value if is_valued else look.label
        wish = Wish(lettering, forms, (circle.spot,), says, circle.radius)
        wishes.append(wish if figure is not None else wish._replace(ways=_WITHIN))
    boxes = [Rect(x - radius, y - radius, 2 * radius, 2 * radius) for _, (x, y), radius in circles]
    hint = say("Shorten them, give the map more room, or write fewer `labels`.")
    found = labelled(wishes, Marks(tuple(boxes)), room, look, hint=hint)
    spots = {circle.number: circle for circle in circles}
    pieces = [
        part
        for piece in found.pieces
        for part in (
            _parted(
                piece,
                spots[piece.says.place],
                is_both=is_both and piece.says.place in known,
            )
            if isinstance(piece, Words) and piece.says is not None
            else (piece,)
        )
    ]
    return found._replace(pieces=tuple(pieces))


def _apart(line: Drawn) -> Drawn:
    """A line with a space at its end, which shows nowhere but where lines are told in a row."""
    return f"{line} " if isinstance(line, str) else line


def _parted(words: Words, circle: Circle, *, is_both: bool) -> Iterator[Words]:
    """The lines of a label, each towards its circle; the last of both says the value."""
    assert words.says is not None, "a label"
    middle = words.x + words.width / 2 - circle.spot.x
    share = 0.5 if abs(middle) < circle.radius else 0.0 if middle > 0 else 1.0
    for number, line in enumerate(words.lines):
        is_value = is_both and number == len(words.lines) - 1
        says = Says("value", place=circle.number, series=0) if is_value else words.says
        own = words.lettering.width(line)
        yield replace(
            words,
            lines=(line,),
            x=words.x + (words.width - own) * share,
            first=words.first + number * words.lettering.leading,
            says=says,
        )


def _faults(plot: Plot) -> Iterator[Diagnostic]:
    yield from faults(plot)
    yield from value_faults(plot)


def contrasts(
    plot: Plot, look: Look, condition: OutputCondition, ground: Colour
) -> Iterator[Diagnostic]:
    """Circles that hardly stand out from the map that they stand on."""
    ratio = contrast(condition, look.ink(0), look.axis.at(CONTEXT))
    if ratio < LEAST_CONTRAST:
        yield Diagnostic(
            "chart-contrast",
            say(
                "The circles stand out from the map by {ratio:.1f} to 1 in print; marks need "
                "{least_contrast:g} to 1.",
                ratio=ratio,
                least_contrast=LEAST_CONTRAST,
            ),
            hint=say("Use a darker ink for the chart."),
            severity="warning",
        )


KIND = Kind("symbol-map", draw, faults=_faults, contrasts=contrasts, least=90.0)
