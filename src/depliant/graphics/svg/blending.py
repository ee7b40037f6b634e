"""What is seen through, worked out: a drawing in which every colour stands for itself.

A press file may hold no transparency for some printers, and none is needed for flat shapes: where
a shape is seen through, what lies below it is drawn again within its outline, in the mixture of
both inks. So edges stay edges, spot colours stay plates where they lie on paper, and every target
shows the same. Inks mix in proportion, as they do in PDF's own model (ISO 32000-1, 11.3.3); the
lowest is the ground that the drawing stands on.

Whatever a layer holds becomes a list of pieces, each of which replaces what lies below it in the
same list. A piece knows how opaque it is; laying one list on another mixes the pieces that meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from depliant.colour import Colour
from depliant.display.items import Path, Picture, Raster
from depliant.geometry import (
    IDENTITY,
    Matrix,
    Outline,
    Rect,
    bounds,
    outline_bounds,
    rectangle,
    transformed,
)
from depliant.graphics.svg.convex import Polygon, common, corners, is_convex
from depliant.graphics.svg.cuts import Cut, Region, Stack
from depliant.graphics.svg.gradients import mixed
from depliant.graphics.svg.layers import Graded, Layer, Part
from depliant.graphics.svg.strokes import area
from depliant.press import unfolding
from depliant.sentences import Sentence, say

MAXIMUM_PIECES = 12_000
MAXIMUM_TRIES = 30_000
"""Pieces, and pairs of them that are looked at."""
MAXIMUM_SEGMENTS = 100_000
OPAQUE = 0.999
"""More opaque than this is opaque: the rest is less than any press shows."""


class BlendError(ValueError):
    """What is seen through cannot be worked out; it is said in a sentence."""

    def __init__(self, message: Sentence) -> None:
        super().__init__(str(message))
        self.message = message


class EndlessError(BlendError):
    """There are far too many pieces; fewer bands in each gradient may help."""

    def __init__(self) -> None:
        super().__init__(
            say("Too many parts of the drawing are seen through, one through the other.")
        )


class Piece(NamedTuple):
    """A filled outline, a stroked one or a picture, inside cuts, and how opaque it is.

    Outlines and cuts are in the coordinates of the drawing; what is stroked and a picture have
    their own, which `matrix` leads to them, and `cut` is then the area that they cover. `hull` is
    a convex polygon that holds all that it may paint, `box` the box of that.
    """

    cut: Cut
    colour: Colour
    opacity: float
    cuts: Stack
    hull: Polygon
    box: Rect
    picture: Picture | None = None
    stroked: Path | None = None
    matrix: Matrix = IDENTITY

    @property
    def stack(self) -> Stack:
        """All that bounds it."""
        return (*self.cuts, self.cut)


class _Hull(NamedTuple):
    """A convex polygon that holds an outline: itself if it is one, else its box (`boxed`)."""

    outline: Outline
    polygon: Polygon
    box: Rect
    boxed: bool
    upright: bool


def flattened(parts: Iterable[Part], ground: Colour) -> tuple[Part, ...]:
    """Parts as opaque ones.

    Args:
        parts: the drawing.
        ground: the ink that it stands on.

    Raises:
        BlendError: there is far too much of it, or it goes through a picture.
        MixError: a spot colour would be mixed with another ink.
    """
    pieces = _Blender().pieces(parts, IDENTITY, ())
    drawn = _drawn([(piece.cuts, _part(piece, ground)) for piece in pieces], 0)
    if _segments(drawn) > MAXIMUM_SEGMENTS:
        raise EndlessError
    return drawn


def _segments(parts: Iterable[Part]) -> int:
    """How many segments parts and their cuts have."""
    count = 0
    for part in parts:
        if isinstance(part, Layer):
            region = part.region or ()
            count += sum(len(cut.outline) for stack in region for cut in stack)
            count += _segments(part.parts)
        elif isinstance(part, Path):
            count += len(part.outline)
    return count


def _part(piece: Piece, ground: Colour) -> Part:
    if piece.picture is not None:
        return Layer((replace(piece.picture, ground=ground),), piece.matrix)
    colour = mixed(ground, piece.colour, piece.opacity)
    if piece.stroked is not None and piece.stroked.stroke is not None:
        stroke = replace(piece.stroked.stroke, colour=colour)
        return Layer((replace(piece.stroked, stroke=stroke),), piece.matrix)
    return Path(piece.cut.outline, colour, None, piece.cut.even_odd)


def _drawn(pieces: Sequence[tuple[Stack, Part]], depth: int) -> tuple[Part, ...]:
    """Parts in their cuts, neighbours that share a cut in one layer."""
    found: list[Part] = []
    at = 0
    while at < len(pieces):
        cuts, part = pieces[at]
        if len(cuts) == depth:
            found.append(part)
            at += 1
            continue
        cut = cuts[depth]
        end = at + 1
        while end < len(pieces) and len(pieces[end][0]) > depth and pieces[end][0][depth] is cut:
            end += 1
        found.append(Layer(_drawn(pieces[at:end], depth + 1), region=((cut,),)))
        at = end
    return tuple(found)


class _Blender:
    """Makes pieces of layers, and counts them."""

    def __init__(self) -> None:
        self._count = 0
        self._tries = 0
        # By the identity of the outline, which is kept so that it stays the only one.
        self._hulls: dict[int, _Hull] = {}

    def pieces(self, parts: Iterable[Part], matrix: Matrix, cuts: Stack) -> list[Piece]:
        """The pieces of parts under a map, inside cuts, as they lie on nothing."""
        done: list[Piece] = []
        for part in parts:
            match part:
                case Path():
                    for new in self._painted(part, matrix, cuts):
                        self._lay([new], done)
                case Picture():
                    frame = Cut(transformed(rectangle(part.frame), matrix))
                    for new in self._piece(frame, part.ground, 1.0, cuts):
                        self._lay([new._replace(picture=part, matrix=matrix)], done)
                case Graded():
                    bands = self._bands(part, matrix, cuts)
                    clear = any(band.opacity < OPAQUE for band in bands)
                    self._lay(bands, done, whole=clear)
                case Layer():
                    self._lay(self._layer(part, matrix, cuts), done)
        return done

    def _layer(self, layer: Layer, matrix: Matrix, cuts: Stack) -> list[Piece]:
        inner = matrix @ layer.matrix
        if not inner.scale:
            return []
        region: Region = ((),) if layer.region is None else layer.region
        if len(region) == 1 and layer.mask is None and layer.opacity >= OPAQUE:
            return self.pieces(layer.parts, inner, (*cuts, *_moved(region[0], inner)))
        held = self.pieces(layer.parts, inner, cuts)
        if layer.mask is not None:
            held = self._masked(layer, held, inner)
        if layer.opacity < OPAQUE:
            held = [_fainter(piece, layer.opacity) for piece in held]
        if layer.region is None:
            return held
        found: list[Piece] = []
        for stack in region:
            moved = _moved(stack, inner)
            found += [one for piece in held if (one := self._cut_more(piece, moved)) is not None]
        return self._counted(found)

    def _masked(self, layer: Layer, held: list[Piece], matrix: Matrix) -> list[Piece]:
        """What a mask leaves of pieces: each of its own pieces shows them in its measure."""
        found: list[Piece] = []
        masks = self.pieces(layer.mask or (), matrix, ())
        for number, mask in enumerate(masks):
            if mask.picture is not None:
                raise BlendError(say("A mask of the drawing holds a picture."))
            shows = mask.opacity
            if not layer.mask_by_alpha:
                shows *= 1 - mask.colour.black
            covers = any(mask.box.overlaps(other.box) for other in masks[:number])
            for piece in held:
                share = piece.opacity * shows
                one = self._cut_more(piece, mask.stack)
                if one is None or (share <= 1 - OPAQUE and not covers):
                    continue
                found.append(_fainter(one, shows))
        return self._counted(found)

    def _painted(self, path: Path, matrix: Matrix, cuts: Stack) -> list[Piece]:
        """The filled and the stroked area of a path."""
        found: list[Piece] = []
        if path.fill is not None:
            filled = Cut(transformed(path.outline, matrix), path.even_odd)
            found += self._piece(filled, path.fill, 1.0, cuts)
        if path.stroke is not None:
            covered = Cut(transformed(area(path.outline, path.stroke), matrix))
            stroked = replace(path, fill=None)
            for piece in self._piece(covered, path.stroke.colour, 1.0, cuts):
                found.append(piece._replace(stroked=stroked, matrix=matrix))
        return found

    def _bands(self, graded: Graded, matrix: Matrix, cuts: Stack) -> list[Piece]:
        outer = Cut(transformed(graded.cut.outline, matrix), graded.cut.even_odd)
        moved: dict[int, Cut] = {}
        found: list[Piece] = []
        for band in graded.bands:
            inside = (*cuts, outer)
            if band.within is not None:
                if id(band.within) not in moved:
                    (moved[id(band.within)],) = _moved((band.within,), matrix)
                inside = (*inside, moved[id(band.within)])
            cut = Cut(transformed(band.outline, matrix))
            reach = transformed(band.reach, matrix) if band.reach else None
            found += self._piece(cut, band.colour, band.opacity, inside, reach)
        return found

    def _piece(
        self,
        cut: Cut,
        colour: Colour,
        opacity: float,
        cuts: Stack,
        reach: Outline | None = None,
    ) -> list[Piece]:
        """One piece, of which no more shows than `reach`; none if nothing of it can."""
        if not cut.outline:
            return []
        known = self._hull(reach or cut.outline)
        within = self._within(known.polygon, known.box, cuts)
        return [] if within is None else [Piece(cut, colour, opacity, cuts, *within)]

    def _hull(self, outline: Outline) -> _Hull:
        """What is known of an outline, found once."""
        known = self._hulls.get(id(outline))
        if known is None:
            box = outline_bounds(outline)
            upright = _is_upright(outline)
            polygon = None if upright else corners(outline)
            boxed = polygon is None or not is_convex(polygon)
            if polygon is None or boxed:
                polygon = [
                    (box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)
                ]  # fmt: skip
            known = self._hulls[id(outline)] = _Hull(outline, polygon, box, boxed, upright)
        return known

    def _within(self, hull: Polygon, box: Rect, cuts: Stack) -> tuple[Polygon, Rect] | None:
        """The part of a hull inside those of cuts, with its box; None if there is none."""
        for cut in cuts:
            other = self._hull(cut.outline)
            if not other.box.overlaps(box):
                return None
            if not (other.boxed and _holds(other.box, box)):
                self._tries += 1
                hull = common(hull, other.polygon)
                if len(hull) < 3:
                    return None
                box = bounds(hull)
                if box.width <= 0 or box.height <= 0:
                    return None
        return hull, box

    def _cut_more(self, piece: Piece, stack: Stack, *, first: bool = False) -> Piece | None:
        """A piece inside more cuts, which come before or after its own; None if nothing is left."""
        added = tuple(cut for cut in stack if all(cut is not known for known in piece.cuts))
        within = self._within(piece.hull, piece.box, added)
        if within is None:
            return None
        cuts = (*added, *piece.cuts) if first else (*piece.cuts, *added)
        return piece._replace(cuts=cuts, hull=within[0], box=within[1])

    def _counted(self, pieces: list[Piece]) -> list[Piece]:
        self._count += len(pieces)
        if self._count > MAXIMUM_PIECES or self._tries > MAXIMUM_TRIES:
            raise EndlessError
        return pieces

    def _lay(self, upper: list[Piece], below: list[Piece], *, whole: bool = False) -> None:
        """Lay pieces on those below, which grow by them; with `whole` as if all were seen through.

        What is seen through to nothing comes before all else and is covered by it, unless it
        replaces a piece of its own layer: so its ink does not shine through at its edges.
        """
        first: list[Piece] = []
        last: list[Piece] = []
        clear: list[Piece] = []
        for number, piece in enumerate(upper):
            if piece.picture is None and (whole or piece.opacity < OPAQUE):
                if piece.opacity > 1 - OPAQUE or self._covers_any(piece, upper[:number]):
                    clear.append(piece)
                continue
            self._lay_clear(clear, below, (first, last))
            last.append(piece)
            clear = []
        self._lay_clear(clear, below, (first, last))
        below[:0] = self._counted(first)
        below += self._counted(last)

    def _covers_any(self, piece: Piece, others: Sequence[Piece]) -> bool:
        self._tries += len(others) // 50
        return any(piece.box.overlaps(other.box) for other in others)

    def _lay_clear(
        self, clear: list[Piece], below: Sequence[Piece], made: tuple[list[Piece], list[Piece]]
    ) -> None:
        """Lay pieces that are seen through: `made` are those that come first and last.

        Within each piece below all of them are drawn in their order, so that no seam shows
        between the bands of a gradient.
        """
        first, last = made
        replaces = any(self._covers_any(piece, last) for piece in clear)
        seen = [self._seen(piece, below) for piece in clear]
        for piece, lower in zip(clear, seen, strict=True):
            hidden = bool(lower) and self._surely_covers(below[lower[0]], piece.box)
            if replaces and not hidden:
                last.append(piece)
            elif piece.opacity > 1 - OPAQUE and not hidden:
                first.append(piece)
        for number in sorted(set().union(*seen)):
            low = below[number]
            for piece, lower in zip(clear, seen, strict=True):
                if number not in lower:
                    continue
                if low.picture is not None:
                    one = self._cut_more(low, piece.stack)
                    last += [one] if one is not None else []
                elif one := self._meeting(piece, low, low_first=len(clear) > 1):
                    last.append(one._replace(**_mixture(piece, low)))
            self._counted([])

    def _meeting(self, piece: Piece, low: Piece, *, low_first: bool) -> Piece | None:
        """Where two pieces lie over one another: one of them inside the other."""
        outer, inner = (low, piece) if low_first else (piece, low)
        found = self._cut_more(inner, outer.stack, first=True)
        return None if found is None else _as_area(found)

    def _surely_covers(self, piece: Piece, box: Rect) -> bool:
        """Whether an opaque piece is made of upright boxes that all hold another box."""
        return (
            piece.picture is None
            and piece.opacity >= OPAQUE
            and _holds(piece.box, box)
            and all(
                (known := self._hull(cut.outline)).upright and _holds(known.box, box)
                for cut in piece.stack
            )
        )

    def _seen(self, piece: Piece, below: Sequence[Piece]) -> list[int]:
        """Which pieces lie under one, from the last that surely hides all others."""
        found: list[int] = []
        box = piece.box
        for number in range(len(below) - 1, -1, -1):
            low = below[number]
            if low.box.overlaps(box):
                if low.picture is not None and piece.opacity > 1 - OPAQUE:
                    raise BlendError(
                        say("A part of the drawing that is seen through lies over a picture.")
                    )
                found.append(number)
                if self._surely_covers(low, box):
                    break
        self._tries += len(below) // 50
        return found[::-1]


def _as_area(piece: Piece) -> Piece:
    """A piece that shows its box inside the area of its stroke, and is a stroke no more.

    A press would take the many narrow parts of such an area for hairlines.
    """
    if piece.stroked is None:
        return piece
    whole = Cut(rectangle(piece.box))
    return piece._replace(cut=whole, cuts=piece.stack, stroked=None, matrix=IDENTITY)


def _mixture(piece: Piece, low: Piece) -> dict[str, Any]:
    """The ink where one piece is seen through to another, and how opaque both are."""
    opacity = piece.opacity + low.opacity * (1 - piece.opacity)
    share = piece.opacity / opacity if opacity else 0.0
    return {"colour": mixed(low.colour, piece.colour, share), "opacity": opacity}


def _is_upright(outline: Outline) -> bool:
    """Whether an outline is a box."""
    points = corners(outline)
    if points is None or len(points) != 4:
        return False
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
    across = y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0
    along = x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0
    return across or along


def _holds(outer: Rect, inner: Rect) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and outer.right >= inner.right
        and outer.bottom >= inner.bottom
    )


def _fainter(piece: Piece, opacity: float) -> Piece:
    """A piece of which less shows; a picture's own pixels say so."""
    if piece.picture is None:
        return piece._replace(opacity=piece.opacity * opacity)
    raster = piece.picture.raster
    return piece._replace(picture=replace(piece.picture, raster=_faint(raster, opacity)))


def _faint(raster: Raster, opacity: float) -> Raster:
    """A raster whose pixels are less opaque, in the same measure."""
    import hashlib

    alpha = unfolding.bytes_of(raster.alpha or b"\xff" * (raster.width * raster.height))
    table = bytes(round(value * opacity) for value in range(256))
    digest = hashlib.sha256(f"{raster.digest} at {opacity:.4f}".encode()).hexdigest()
    return replace(raster, digest=digest, alpha=alpha.translate(table))


def _moved(stack: Stack, matrix: Matrix) -> Stack:
    return tuple(Cut(transformed(cut.outline, matrix), cut.even_odd) for cut in stack)
