"""Art that runs over the edge of the sheet and ends before the bleed does.

The ground of the panel is seen there, so that nothing on the plates tells it. Points, y down,
from the trim corner of the panel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from depliant.colour import Colour
from depliant.content.model import Panel
from depliant.display.items import Form, Group, Item, Path, Picture
from depliant.errors import Diagnostic
from depliant.geometry import (
    MM,
    Matrix,
    Outline,
    Point,
    Rect,
    bounds,
    mm,
    outline_bounds,
    outline_points,
    rectangle,
    transformed,
)
from depliant.layout.room import Order
from depliant.layout.template import Leaf, design_name, design_of, forms
from depliant.memory import sized
from depliant.sentences import say
from depliant.style.inheritance import STYLE_FILE
from depliant.style.places import design_place
from depliant.tuples import NamedTuple

_SLACK: Final = mm(0.05)
"""Points: lengths are given in tenths of a millimetre at most."""

_NEARLY: Final = mm(0.3)
"""So much less than the bleed is the bleed."""

_LEAST: Final = mm(2)
"""The length of an edge of art that is worth a word: as of one on the plates."""


class _Shape(NamedTuple):
    """A shape of the art of that number, what it is filled with (none: many colours), its clip."""

    number: int
    outline: Outline
    fill: Colour | None
    clip: Rect


class _Side(NamedTuple):
    """An edge of the sheet: how far out a point is, and where along it."""

    out: Callable[[Point], float]
    along: Callable[[Point], float]
    extent: float


class _End(NamedTuple):
    """Where a shape ends outside the trim: how far out, and from where to where along it."""

    out: float
    start: float
    stop: float


def short_art(
    behind: tuple[Item, ...], panel: Panel, leaf: Leaf, order: Order
) -> tuple[Diagnostic, ...]:
    """A warning for each artwork of a backdrop that ends between the trim and the bleed's edge."""
    if leaf.bleed <= _NEARLY:
        return ()
    name = design_name(order.sheet, panel.design)
    design = design_of(order.sheet, panel.design)
    short = _short(behind, order.sheet.colour(design.ground), leaf)
    return tuple(
        Diagnostic(
            "art-bleed",
            say(
                "A part of {file} runs {distance:.1f} mm over the edge of panel “{panel}” and "
                "ends there, where the bleed is {bleed:g} mm.",
                file=design.art[number].file,
                distance=max(distance, 0.0) / MM,
                panel=panel.id,
                bleed=round(leaf.bleed / MM, 2),
            ),
            design_place(order.files.file(STYLE_FILE), (name, "art", number), order.language),
            say("Draw it further over the edge of its box: with 5 mm it fits every printer.")
            if design.art[number].bleed
            else say("Leave out its `bleed: false`, and draw it over the edge of its box."),
            "warning",
        )
        for number, distance in short
    )


@sized(lambda found: 100 * len(found))
def _short(behind: tuple[Item, ...], ground: Colour, leaf: Leaf) -> tuple[tuple[int, float], ...]:
    """The artworks that end too early, by their numbers, each with how far out its nearest end is.

    Most panels have the backdrop that they had when the words were others.
    """
    shapes = [shape for number, form in enumerate(forms(behind)) for shape in _shapes(form, number)]
    short: dict[int, float] = {}
    for side in _sides(leaf):
        for at, shape in enumerate(shapes):
            end = _end(shape, side, leaf.bleed)
            if end is None or shape.fill == ground or _is_covered(at, end, shapes, side, leaf):
                continue
            short[shape.number] = min(end.out, short.get(shape.number, end.out))
    return tuple(sorted(short.items()))


def _shapes(form: Form, number: int) -> Iterator[_Shape]:
    """What of an artwork is filled, piece by piece, from below."""
    clip = form.matrix.apply_rect(form.bounds)
    yield from _inside(form.items, form.matrix, clip, number)


def _inside(items: tuple[Item, ...], matrix: Matrix, clip: Rect, number: int) -> Iterator[_Shape]:
    for item in items:
        match item:
            case Path(fill=fill) if fill is not None:
                yield _Shape(number, transformed(item.outline, matrix), fill, clip)
            case Picture(frame=frame):
                yield _Shape(number, transformed(rectangle(frame), matrix), None, clip)
            case Group():
                inner = matrix @ item.matrix
                kept = clip
                if item.clip is not None:
                    kept = _common(clip, outline_bounds(transformed(item.clip, inner)))
                yield from _inside(item.items, inner, kept, number)
            case Form():
                inner = matrix @ item.matrix
                kept = _common(clip, inner.apply_rect(item.bounds))
                yield from _inside(item.items, inner, kept, number)
            case _:
                pass


def _common(one: Rect, other: Rect) -> Rect:
    """What two boxes have in common; of no size where that is nothing."""
    x, y = max(one.x, other.x), max(one.y, other.y)
    right, bottom = min(one.right, other.right), min(one.bottom, other.bottom)
    return Rect(x, y, max(right - x, 0.0), max(bottom - y, 0.0))


def _sides(leaf: Leaf) -> Iterator[_Side]:
    """The edges of a panel that are trimmed."""
    width, height = leaf.size
    trimmed = leaf.trimmed
    if trimmed["top"]:
        yield _Side(lambda point: -point.y, lambda point: point.x, width)
    if trimmed["bottom"]:
        yield _Side(lambda point: point.y - height, lambda point: point.x, width)
    if trimmed["left"]:
        yield _Side(lambda point: -point.x, lambda point: point.y, height)
    if trimmed["right"]:
        yield _Side(lambda point: point.x - width, lambda point: point.y, height)


def _corners(box: Rect) -> tuple[Point, Point]:
    return Point(box.x, box.y), Point(box.right, box.bottom)


def _end(shape: _Shape, side: _Side, bleed: float) -> _End | None:
    """Where a shape ends along an edge, if that is beyond the trim and short of the bleed.

    Only an end that runs along the edge counts: what slants or bends out of the sheet has one
    wherever it is drawn to.
    """
    points = outline_points(shape.outline)
    if not points:
        return None
    reach = max(map(side.out, points))
    cut = max(map(side.out, _corners(shape.clip)))
    if not -_SLACK <= min(reach, cut) < bleed - _NEARLY:
        return None
    if cut < reach - _SLACK:
        lengths = [tuple(map(side.along, _corners(bounds(points))))]
    else:
        lengths = [
            (side.along(one), side.along(other))
            for one, other in _straight(shape.outline)
            if min(side.out(one), side.out(other)) > reach - _SLACK
        ]
    within = sorted(map(side.along, _corners(shape.clip)))
    for one, other in lengths:
        start = max(min(one, other), within[0], 0.0)
        stop = min(max(one, other), within[1], side.extent)
        if stop - start > _LEAST:
            return _End(min(reach, cut), start, stop)
    return None


def _straight(outline: Outline) -> Iterator[tuple[Point, Point]]:
    """The straight sides of an outline."""
    subpath: list[Point | None] = []
    for segment in (*outline, ("M", 0.0, 0.0)):
        if segment[0] in ("M", "Z"):
            if subpath:
                for one, other in pairwise([*subpath, subpath[0]]):
                    if one is not None and other is not None:
                        yield one, other
            subpath = []
        if segment[0] == "Z":
            continue
        point = outline_points((segment,))[-1]
        # A bend is a gap between the points that it joins.
        subpath += [None, point] if segment[0] == "C" else [point]


def _is_covered(at: int, end: _End, shapes: list[_Shape], side: _Side, leaf: Leaf) -> bool:
    """Whether another shape, above it or of its colour, goes on where it ends."""
    for number, shape in enumerate(shapes):
        if number == at or (number < at and shape.fill != shapes[at].fill):
            continue
        points = outline_points(shape.outline)
        if not points:
            continue
        box = _common(bounds(points), shape.clip)
        outs = sorted(map(side.out, _corners(box)))
        alongs = sorted(map(side.along, _corners(box)))
        if (
            outs[0] <= end.out + _SLACK
            and outs[1] >= leaf.bleed - _NEARLY
            and alongs[0] <= end.start + _SLACK
            and alongs[1] >= end.stop - _SLACK
        ):
            return True
    return False
