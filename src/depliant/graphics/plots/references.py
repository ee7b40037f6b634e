"""What values are compared with: a line at a value, or a band between two, with its words.

A band is a pale area below all else, so that marks and rules stand out on it; its words stand in
it where they have room. A line is dashed and lies over the marks. Points, y down.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from depliant.colour import Colour
from depliant.content.inline import Drawn
from depliant.content.model_plots import Reference
from depliant.display.items import Stroke
from depliant.geometry import Point, Rect, rectangle
from depliant.graphics.charts.axis import Scale
from depliant.graphics.charts.board import Look, Piece, Words, settle
from depliant.graphics.charts.placing import Line
from depliant.graphics.charts.renderer import Shape
from depliant.graphics.plots.endings import GAP, Ending
from depliant.graphics.plots.labels import Wish, forms_of, narrow
from depliant.graphics.plots.rules import rule

BAND: Final = 0.1
"""The tint of the axis's ink that a band is."""
_WIDTH: Final = 0.5
"""Points: of a line."""
_DASHES: Final = (2.2, 1.6)
_ABOVE: Final = ((1.0, -1.0), (1.0, 1.0))
"""Where the words of a line stand: above it, else below."""
_INSIDE: Final = ((1.0, 1.0), (1.0, -1.0))
"""The words of a band: below its upper edge, else above that."""
_BESIDE: Final = ((1.0, 0.0), (-1.0, 0.0))
"""The words of what is upright."""
_STOPS: Final = (0.0, 1.0, 0.25, 0.5, 0.75)
"""And where along it, as shares of the room that they leave."""
_COLUMN: Final = 0.24
"""The widest that words beside a plane may be, as a share of the chart."""
_ENOUGH: Final = 1.2
"""Of a band's height to a line of its words, in which these stand."""


class Referred(NamedTuple):
    """Areas below the marks, lines over them, the words, and what other words keep off."""

    under: tuple[Piece, ...] = ()
    over: tuple[Piece, ...] = ()
    wishes: tuple[Wish, ...] = ()
    lines: tuple[Line, ...] = ()

    def __add__(self, other: object) -> Referred:
        """Those of two axes."""
        assert isinstance(other, Referred), "references are added to references"
        return Referred(
            self.under + other.under,
            self.over + other.over,
            self.wishes + other.wishes,
            self.lines + other.lines,
        )


def tint(look: Look) -> Colour:
    """The ink of bands."""
    return look.axis.at(BAND)


def referred(
    references: Sequence[Reference], look: Look, box: Rect, scale: Scale, *, upright: bool = False
) -> Referred:
    """The references of one axis.

    Args:
        references: with values on that axis.
        look: letters and inks.
        box: the plane.
        scale: where values stand along the axis.
        upright: whether it runs across, so that its references stand upright.
    """
    found = Referred()
    for one in references:
        ends = sorted((scale.at(one.low), scale.at(one.high)))
        found += _one(one, (ends[0], ends[1]), look, box, upright=upright)
    return found


def _one(
    one: Reference, ends: tuple[float, float], look: Look, box: Rect, *, upright: bool
) -> Referred:
    first, last = ends
    is_band = one.low != one.high
    if upright:
        area = Rect(first, box.y, last - first, box.height)
        lines = [(Point(x, box.y), Point(x, box.bottom)) for x in dict.fromkeys(ends)]
    else:
        area = Rect(box.x, first, box.width, last - first)
        lines = [(Point(box.x, y), Point(box.right, y)) for y in dict.fromkeys(ends)]
    under: tuple[Piece, ...] = (Shape(rectangle(area), tint(look)),) if is_band else ()
    stroke = Stroke(look.axis, _WIDTH, _DASHES)
    over = () if is_band else tuple(rule(*line, stroke) for line in lines)
    wishes = (_wish(one, ends, look, box, upright=upright),) if one.label else ()
    return Referred(under, over, wishes, () if is_band else tuple(lines))


def room_beside(references: Sequence[Reference], look: Look, width: float) -> float:
    """Points that the words of references need beside a plane in a chart of a width."""
    lines = [line for one in references for line in _broken(one, look, width)]
    return max((GAP + look.label.width(line) for line in lines), default=0.0)


def words_beside(
    references: Sequence[Reference], look: Look, plane: Rect, scale: Scale, width: float
) -> list[Words]:
    """The words of references behind their lines, beside a plane whose marks leave them no room."""
    said = sorted(
        ((scale.at((one.low + one.high) / 2), _broken(one, look, width)) for one in references),
        key=lambda each: each[0],
    )
    leading = look.label.leading
    heights = [len(lines) * leading for _, lines in said]
    top = plane.y - leading / 2
    wishes = [y - height / 2 - top for (y, _), height in zip(said, heights, strict=True)]
    tops = settle(wishes, heights, plane.height + leading)
    x = plane.right + GAP
    return [
        Words(
            look.label,
            lines,
            x,
            top + offset + leading / 2 + look.label.drop,
            max(map(look.label.width, lines), default=0.0) + 0.01,
        )
        for (_, lines), offset in zip(said, tops, strict=True)
    ]


def reference_endings(
    references: Sequence[Reference], look: Look, width: float
) -> dict[int, Ending]:
    """The words of references as what stands beside a plane, numbered from -1 down."""
    found = {}
    for number, one in enumerate(references):
        lines = _broken(one, look, width)
        if lines:
            wide = max(map(look.label.width, lines)) + 0.01
            high = len(lines) * look.label.leading
            found[-1 - number] = Ending("", lines, False, wide, high)
    return found


def _broken(one: Reference, look: Look, width: float) -> tuple[Drawn, ...]:
    return look.label.lines(one.label, width * _COLUMN) if one.label else ()


def _wish(
    one: Reference, ends: tuple[float, float], look: Look, box: Rect, *, upright: bool
) -> Wish:
    """The words of a reference, and where they may stand."""
    first, last = ends
    measures = (box.width * 0.6, box.width, narrow(one.label, look.label))
    forms = forms_of(one.label, look.label, measures)
    if upright:
        top, room = box.y + look.label.cap, box.height - 2 * look.label.cap
        heights = [top + room * share for share in _STOPS]
        spots = tuple(Point(x, y) for x in dict.fromkeys((last, first)) for y in heights)
        return Wish(look.label, forms, spots, None, 0.0, _BESIDE, is_led=False)
    widest = max(map(look.label.width, forms[0]))
    starts = [box.x + (box.width - widest) * share for share in _STOPS]
    spots = tuple(Point(x, y) for y in dict.fromkeys((first, last)) for x in starts)
    is_inside = last - first >= look.label.leading * _ENOUGH
    return Wish(look.label, forms, spots, None, 0.0, _INSIDE if is_inside else _ABOVE, is_led=False)
