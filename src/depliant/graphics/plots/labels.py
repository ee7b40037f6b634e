"""Labels among the marks of a chart of series: each at its mark, none on another or on a line.

The best place is near; where that is taken, a label stands farther off, joined by a hairline. What
finds no place at all is said (`chart-overset`), never left out in silence. Points, y down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final, NamedTuple

from depliant.content.inline import Drawn, plain
from depliant.display.items import Stroke
from depliant.errors import Diagnostic
from depliant.geometry import MM, Point, Rect, Size
from depliant.graphics.charts.board import Look, Piece, Words
from depliant.graphics.charts.lettering import Lettering
from depliant.graphics.charts.placing import Line, Marks, Place, meets, placed
from depliant.graphics.charts.renderer import Says, Shape
from depliant.sentences import Sentence, say
from depliant.text.ink import glyph_boxes

NEAR: Final = 3.0
"""Points between a mark and its label."""
APART: Final = 1.6
"""Points between two labels at least."""

_FAR: Final = (0.0, 9.0, 18.0, 30.0, 45.0, 65.0, 90.0)
"""How much farther off a label may stand, in points."""
_WAYS: Final = (
    *((0.0, -1.0), (0.0, 1.0), (1.0, -1.0), (-1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)),
    *((1.0, -0.5), (-1.0, -0.5), (1.0, 0.5), (-1.0, 0.5), (1.0, 0.0), (-1.0, 0.0)),
    *((0.6, -1.0), (-0.6, -1.0), (0.6, 1.0), (-0.6, 1.0)),
)
"""Where a label may stand beside its mark: across and down, the best first."""
_LINE_COST: Final = 40.0
"""Of a hairline of the axis that runs through a label, in points farther off."""
_MOST_LINES: Final = 3
"""Of a label that is as narrow as can be."""
_USUAL_LINES: Final = 2
"""Of a label; each line more costs as much as a hairline that runs through it."""
_SHORTEST: Final = 5.0
"""Points: what a leader measures at least."""
_FEWER: Final = say("Shorten them, take out an annotation, or give the chart more room.")
"""What to do where words find no place."""


class Wish(NamedTuple):
    """A label that wants to stand at one of some points: its words in a lettering.

    `forms` are the ways of breaking it into lines, the best first. `clear` is the radius of the
    mark at the point; `ways` are where it may stand; `is_led` says that it may stand farther off,
    joined to its point by a leader. What is not needed is left out where it finds no place.
    """

    lettering: Lettering
    forms: tuple[tuple[Drawn, ...], ...]
    spots: tuple[Point, ...]
    says: Says | None = None
    clear: float = 0.0
    ways: tuple[tuple[float, float], ...] = _WAYS
    is_led: bool = True
    is_needed: bool = True


def forms_of(
    text: Drawn, lettering: Lettering, measures: Sequence[float]
) -> tuple[tuple[Drawn, ...], ...]:
    """The ways of breaking a text at measures, each once; those in which it fits if there are."""
    broken = [lettering.lines(text, measure) for measure in measures]
    fitting = [
        lines
        for lines, measure in zip(broken, measures, strict=True)
        if all(lettering.width(line) <= measure for line in lines)
    ]
    return tuple(dict.fromkeys(fitting or broken))


def narrow(text: Drawn, lettering: Lettering) -> float:
    """The measure at which a text is as narrow as its words and a few lines let it be; points."""
    longest = max((lettering.width(word) for word in plain(text).split()), default=0.0)
    return max(longest, lettering.width(text) / _MOST_LINES) + 0.01


class Labelled(NamedTuple):
    """The labels in their places with their leaders, and those that found none.

    What lies `under` all marks goes with them.
    """

    pieces: tuple[Piece, ...]
    faults: tuple[Diagnostic, ...]
    under: tuple[Piece, ...] = ()


def labelled(
    wishes: Sequence[Wish],
    marks: Marks,
    room: Rect,
    look: Look,
    hairlines: Sequence[Line] = (),
    *,
    hint: Sentence = _FEWER,
) -> Labelled:
    """Find the labels' places among marks within a room; `hairlines` they avoid if they can.

    `hint` says what to do where one finds none.
    """
    found = placed([[*_places(wish, hairlines)] for wish in wishes], marks, room, APART)
    pieces: list[Piece] = []
    faults: list[Diagnostic] = []
    for wish, place in zip(wishes, found, strict=True):
        if place is None:
            faults += [_unplaced(wish, room, hint)] if wish.is_needed else []
            continue
        if place.leader:
            start, end = place.leader
            line = (("M", *start), ("L", *end))
            pieces.append(Shape(line, stroke=Stroke(look.axis, 0.25)))
        pieces.append(_words(wish, place))
    return Labelled(tuple(pieces), tuple(faults))


def _places(wish: Wish, hairlines: Sequence[Line]) -> Iterator[Place]:
    choices = product(enumerate(wish.forms), enumerate(wish.spots), enumerate(wish.ways))
    for (form, lines), (number, spot), (rank, (across, down)) in choices:
        width, height = _size(wish.lettering, lines)
        for far in _FAR if wish.is_led else _FAR[:1]:
            gap = wish.clear + NEAR + far
            x = spot.x + across * gap * (0.7 if down else 1.0)
            y = spot.y + down * gap * (0.7 if across else 1.0)
            box = Rect(x - width * (1 - across) / 2, y - height * (1 - down) / 2, width, height)
            crossed = sum(meets(line, box) for line in hairlines)
            cost = far + rank + number * 2.0 + form * 3.0 + crossed * _LINE_COST
            cost += max(0, len(lines) - _USUAL_LINES) * _LINE_COST
            yield Place(box, cost, _leader(spot, wish.clear, box) if far else (), form)


def _size(lettering: Lettering, lines: Sequence[Drawn]) -> Size:
    """From the head of the first letters to the foot of the last, as wide as needed."""
    width = max(map(lettering.width, lines), default=0.0)
    rest = (len(lines) - 1) * lettering.leading
    below = [box.bottom for run in lettering.line(lines[-1]) for box in glyph_boxes(run)]
    foot = max(lettering.depth * 0.7, *below, 0.0)
    return Size(width, _head(lettering, lines) + rest + foot)


def _head(lettering: Lettering, lines: Sequence[Drawn]) -> float:
    """From the head of a capital or of a letter that is higher down to the first baseline."""
    above = [-box.y for run in lettering.line(lines[0]) for box in glyph_boxes(run)]
    return max(lettering.cap, *above, 0.0)


def _leader(spot: Point, clear: float, box: Rect) -> Line:
    """From the rim of the mark to the nearest point of the label's box, a point short of it."""
    end = Point(min(max(spot.x, box.x), box.right), min(max(spot.y, box.y), box.bottom))
    run, fall = end.x - spot.x, end.y - spot.y
    length = (run * run + fall * fall) ** 0.5
    begin, stop = clear + 1.0, length - 1.0
    if stop - begin < _SHORTEST:
        return ()
    return tuple(
        Point(spot.x + run * share / length, spot.y + fall * share / length)
        for share in (begin, stop)
    )


def _words(wish: Wish, place: Place) -> Words:
    lines = wish.forms[place.form]
    first = place.box.y + _head(wish.lettering, lines)
    width = max(place.box.width, 0.01)
    return Words(wish.lettering, lines, place.box.x, first, width, wish.says)


def _unplaced(wish: Wish, room: Rect, hint: Sentence) -> Diagnostic:
    return Diagnostic(
        "chart-overset",
        say(
            "The words “{text}” find no place in the chart that is free of its marks and other "
            "words; its plane is {width:.0f} mm wide.",
            text="".join(map(plain, wish.forms[0])).strip(),
            width=room.width / MM,
        ),
        hint=hint,
    )
