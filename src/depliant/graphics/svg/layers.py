"""What a drawing is while it is read: parts in layers, before it becomes display items.

A part is a path, a picture, a graded area (bands of a gradient in an outline), or a layer: parts
under a map, cut to a region, all of it seen through at once. A drawing of which nothing is seen
through becomes groups as it stands (`items`); otherwise `blending` first resolves its colours.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from depliant.display.items import Group, Item, Path, Picture, Stroke
from depliant.geometry import (
    IDENTITY,
    Matrix,
    Outline,
    Point,
    Rect,
    bounds,
    scaling,
    transformed,
)
from depliant.graphics.svg.cuts import Band, Cut, Region, Stack


class Graded(Struct, frozen=True):
    """An area painted with a gradient: the bands, lowest first, inside `cut`.

    `shape` is the outline that it belongs to, for its box.
    """

    cut: Cut
    bands: tuple[Band, ...]
    shape: Outline


class Layer(Struct, frozen=True):
    """Parts under a map; what they paint is cut to `region` (none: not at all), then masked.

    `opacity` is that of all of it together. A mask is parts whose black says how little shows;
    with `mask_by_alpha` it is their own opacity that says it. Both region and mask are in the
    coordinates of the parts. `box` stands for the parts' own where they are not what counts.
    """

    parts: tuple[Part, ...]
    matrix: Matrix = IDENTITY
    region: Region | None = None
    opacity: float = 1.0
    mask: tuple[Part, ...] | None = None
    mask_by_alpha: bool = False
    box: Rect | None = None


Part = Path | Picture | Graded | Layer


def is_seen_through(parts: Iterable[Part]) -> bool:
    """Whether any part lets show what is below it."""
    for part in parts:
        if isinstance(part, Layer):
            if part.opacity < 1 or part.mask is not None or is_seen_through(part.parts):
                return True
        elif isinstance(part, Graded) and any(band.opacity < 1 for band in part.bands):
            return True
    return False


_LEAST, _MOST = 0.2, 5.0


def items(parts: Iterable[Part], unit: float = 1.0) -> tuple[Item, ...]:
    """Parts of which none is seen through, as display items.

    `unit` is how much larger the items are drawn than the parts' own units. Maps that change
    the size much are worked into the outlines, since writers spell three decimals of a point.
    """
    return tuple(item for part in parts for item in _items(part, unit))


def _items(part: Part, unit: float) -> Iterator[Item]:
    match part:
        case Path():
            yield _enlarged(part, unit)
        case Picture():
            frame = Rect(*(edge * unit for edge in part.frame))
            yield Group((replace(part, frame=frame),))
        case Graded():
            cut = part.cut
            bands = tuple(Path(_scaled(band.outline, unit), band.colour) for band in part.bands)
            yield Group(bands, clip=_scaled(cut.outline, unit), even_odd=cut.even_odd)
        case Layer(matrix=matrix, region=region):
            scale = matrix.scale
            if not scale:
                return
            a, b, c, d, e, f = matrix
            inner = unit
            if not _LEAST <= scale <= _MOST:
                a, b, c, d, inner = a / scale, b / scale, c / scale, d / scale, unit * scale
            matrix = Matrix(a, b, c, d, e * unit, f * unit)
            held = items(part.parts, inner)
            if region is not None:
                held = tuple(item for stack in region for item in _cut(held, stack, inner))
            if held:
                yield from held if matrix == IDENTITY else (Group(held, matrix),)


def _cut(held: tuple[Item, ...], stack: Stack, unit: float) -> tuple[Item, ...]:
    """Items in the groups that cut them, the outermost last."""
    if not held:
        return ()
    for cut in reversed(stack):
        held = (Group(held, clip=_scaled(cut.outline, unit), even_odd=cut.even_odd),)
    return held


def _scaled(outline: Outline, unit: float) -> Outline:
    return outline if unit == 1.0 else transformed(outline, scaling(unit))


def _enlarged(path: Path, unit: float) -> Path:
    if unit == 1.0:
        return path
    stroke = thickened(path.stroke, unit) if path.stroke is not None else None
    return replace(path, outline=_scaled(path.outline, unit), stroke=stroke)


def thickened(stroke: Stroke, unit: float) -> Stroke:
    """A stroke whose lengths are so many times longer."""
    return replace(
        stroke,
        width=stroke.width * unit,
        dash=tuple(length * unit for length in stroke.dash),
        phase=stroke.phase * unit,
    )


# --- boxes ----------------------------------------------------------------------------------


def box_of(parts: Iterable[Part], matrix: Matrix = IDENTITY) -> Rect | None:
    """The box of what parts show: of their outlines without strokes and cuts (SVG 2, 8.10)."""
    found: Rect | None = None
    for part in parts:
        box = _box(part, matrix)
        if box is not None:
            found = box if found is None else found.union(box)
    return found


def _box(part: Part, matrix: Matrix) -> Rect | None:
    match part:
        case Path():
            return tight(transformed(part.outline, matrix))
        case Picture():
            return matrix.apply_rect(part.frame)
        case Graded():
            return tight(transformed(part.shape, matrix))
        case Layer():
            inner = matrix @ part.matrix
            return inner.apply_rect(part.box) if part.box else box_of(part.parts, inner)


def holds(frame: Rect, parts: Iterable[Part]) -> bool:
    """Whether a frame surely holds all that parts paint."""
    box = _reach(parts, IDENTITY)
    room = 1e-4 * max(frame.width, frame.height)
    return box is None or (
        box.x >= frame.x - room
        and box.y >= frame.y - room
        and box.right <= frame.right + room
        and box.bottom <= frame.bottom + room
    )


def _reach(parts: Iterable[Part], matrix: Matrix) -> Rect | None:
    """The box of parts with the farthest that their strokes may reach; cuts are left out."""
    found: Rect | None = None
    for part in parts:
        if isinstance(part, Layer):
            box = _reach(part.parts, matrix @ part.matrix)
        else:
            box = _box(part, matrix)
            if isinstance(part, Path) and part.stroke is not None and box is not None:
                stroke = part.stroke
                far = stroke.width / 2 * matrix.scale
                far *= stroke.miter if stroke.join == "miter" and len(part.outline) > 2 else 1.5
                box = box.inset(-far, -far, -far, -far)
            elif isinstance(part, Graded):
                box = tight(transformed(part.cut.outline, matrix))
        if box is not None:
            found = box if found is None else found.union(box)
    return found


def tight(outline: Outline) -> Rect:
    """The box of an outline itself, not of its control points."""
    points: list[Point] = []
    x0 = y0 = 0.0
    for segment in outline:
        if len(segment) == 7:
            _, x1, y1, x2, y2, x, y = segment
            for t in (*_turns(x0, x1, x2, x), *_turns(y0, y1, y2, y)):
                points.append(Point(_at(t, x0, x1, x2, x), _at(t, y0, y1, y2, y)))
            points.append(Point(x, y))
            x0, y0 = x, y
        elif len(segment) == 3:
            _, x0, y0 = segment
            points.append(Point(x0, y0))
    return bounds(points)


def _at(t: float, p0: float, p1: float, p2: float, p3: float) -> float:
    s = 1 - t
    return s * s * s * p0 + 3 * s * s * t * p1 + 3 * s * t * t * p2 + t * t * t * p3


def _turns(p0: float, p1: float, p2: float, p3: float) -> list[float]:
    """Where a cubic's coordinate turns, inside it: the roots of its derivative."""
    if min(p0, p3) <= min(p1, p2) and max(p1, p2) <= max(p0, p3):
        return []
    a, b, c = p3 - 3 * p2 + 3 * p1 - p0, 2 * (p2 - 2 * p1 + p0), p1 - p0
    if abs(a) < 1e-12 * (abs(b) + abs(c)):
        roots = [-c / b] if b else []
    else:
        inner = b * b - 4 * a * c
        if inner < 0:
            return []
        # The stable form of the quadratic formula: no difference of nearly equal numbers.
        q = -(b + math.copysign(math.sqrt(inner), b)) / 2
        roots = [q / a, c / q] if q else [0.0]
    return [t for t in roots if 0 < t < 1]


def merged(stacks: Region) -> Region:
    """A region with plain shapes that lie apart made one, so that fewer cuts are needed."""
    merged_: list[Stack] = []
    for single, run in groupby(stacks, lambda stack: len(stack) == 1 and not stack[0].even_odd):
        if not single:
            merged_.extend(run)
            continue
        outline: Outline = ()
        boxes: list[Rect] = []
        for (cut,), *_ in zip(run, strict=True):
            box = tight(cut.outline)
            if any(box.overlaps(other) for other in boxes):
                merged_.append((Cut(outline),))
                outline, boxes = (), []
            outline += cut.outline
            boxes.append(box)
        merged_.append((Cut(outline),))
    return tuple(merged_)
