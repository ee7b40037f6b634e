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

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from depliant.colour import Colour
from depliant.display.items import Path, Picture, Raster
from depliant.geometry import (
    IDENTITY,
    Matrix,
    Outline,
    Rect,
    bounds,
    outline_points,
    rectangle,
    transformed,
)
from depliant.graphics.svg.gradients import mixed
from depliant.graphics.svg.layers import (
    Cut,
    Graded,
    Layer,
    Part,
    Region,
    Stack,
)
from depliant.graphics.svg.strokes import area

MAXIMUM_PIECES = 30_000
OPAQUE = 0.999
"""More opaque than this is opaque: the rest is less than any press shows."""


class BlendError(ValueError):
    """What is seen through cannot be worked out."""


class Piece(NamedTuple):
    """A filled outline or a picture under its map, inside cuts, and how opaque it is.

    Outlines and cuts are in the coordinates of the drawing; a picture has its own, which
    `matrix` leads to them. `box` holds all that it may paint.
    """

    cut: Cut
    colour: Colour
    opacity: float
    cuts: Stack
    box: Rect
    picture: Picture | None = None
    matrix: Matrix = IDENTITY

    @property
    def stack(self) -> Stack:
        """All that bounds it."""
        return (*self.cuts, self.cut)


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
    return tuple(_drawn(pieces, ground))


def _drawn(pieces: Sequence[Piece], ground: Colour) -> Iterator[Part]:
    """The pieces as parts, those with equal cuts together."""
    held: list[Part] = []
    cuts: Stack = ()
    for piece in pieces:
        if piece.cuts != cuts:
            yield from _cut(held, cuts)
            held, cuts = [], piece.cuts
        if piece.picture is not None:
            held.append(Layer((replace(piece.picture, ground=ground),), piece.matrix))
        else:
            colour = mixed(ground, piece.colour, piece.opacity)
            held.append(Path(piece.cut.outline, colour, None, piece.cut.even_odd))
    yield from _cut(held, cuts)


def _cut(held: list[Part], cuts: Stack) -> Iterator[Part]:
    if held:
        yield from held if not cuts else (Layer(tuple(held), region=(cuts,)),)


class _Blender:
    """Makes pieces of layers, and counts them."""

    def __init__(self) -> None:
        self._count = 0

    def pieces(self, parts: Iterable[Part], matrix: Matrix, cuts: Stack) -> list[Piece]:
        """The pieces of parts under a map, inside cuts, as they lie on nothing."""
        done: list[Piece] = []
        for part in parts:
            match part:
                case Path():
                    for new in _painted(part, matrix, cuts):
                        self._lay([new], done)
                case Picture():
                    outline = transformed(rectangle(part.frame), matrix)
                    box = _within(bounds(outline_points(outline)), cuts)
                    if box is not None:
                        piece = Piece(Cut(outline), part.ground, 1.0, cuts, box, part, matrix)
                        self._lay([piece], done)
                case Graded():
                    self._lay(_bands(part, matrix, cuts), done)
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
            found += [one for piece in held if (one := _cut_more(piece, moved)) is not None]
        return self._counted(found)

    def _masked(self, layer: Layer, held: list[Piece], matrix: Matrix) -> list[Piece]:
        """What a mask leaves of pieces: each of its own pieces shows them in its measure."""
        found: list[Piece] = []
        masks = self.pieces(layer.mask or (), matrix, ())
        for number, mask in enumerate(masks):
            if mask.picture is not None:
                raise BlendError("a mask holds a picture")
            shows = mask.opacity
            if not layer.mask_by_alpha:
                shows *= 1 - mask.colour.black
            covers = any(mask.box.overlaps(other.box) for other in masks[:number])
            for piece in held:
                share = piece.opacity * shows
                one = _cut_more(piece, mask.stack)
                if one is None or (share <= 1 - OPAQUE and not covers):
                    continue
                found.append(_fainter(one, shows))
        return self._counted(found)

    def _counted(self, pieces: list[Piece]) -> list[Piece]:
        self._count += len(pieces)
        if self._count > MAXIMUM_PIECES:
            raise BlendError("so many of its parts are seen through that they cannot be worked out")
        return pieces

    def _lay(self, upper: list[Piece], below: list[Piece]) -> None:
        """Lay pieces on those below, which grow by them."""
        found: list[Piece] = []
        for number, piece in enumerate(upper):
            if piece.picture is not None or piece.opacity >= OPAQUE:
                found.append(piece)
                continue
            hides = any(piece.box.overlaps(other.box) for other in upper[:number])
            if piece.opacity <= 1 - OPAQUE and not hides:
                continue
            lower = _seen(piece, below)
            if not (lower and _surely_covers(lower[0], piece.box)):
                found.append(piece)
            found += [one for low in lower if (one := _through(piece, low)) is not None]
        below += self._counted(found)


def _seen(piece: Piece, below: Sequence[Piece]) -> list[Piece]:
    """The pieces that lie under one, from the last that surely hides all others."""
    found: list[Piece] = []
    for low in reversed(below):
        if low.box.overlaps(piece.box):
            found.append(low)
            if _surely_covers(low, piece.box):
                break
    return found[::-1]


def _surely_covers(piece: Piece, box: Rect) -> bool:
    """Whether an opaque piece is made of upright boxes that all hold another box."""
    return (
        piece.picture is None
        and piece.opacity >= OPAQUE
        and all(
            (upright := _upright(cut.outline)) is not None and _holds(upright, box)
            for cut in piece.stack
        )
    )


def _upright(outline: Outline) -> Rect | None:
    """The box that an outline is; None for any other shape."""
    points = [segment[1:] for segment in outline if segment[0] in "ML"]
    if len(points) not in (4, 5) or len(points) != len(outline) - (outline[-1] == ("Z",)):
        return None
    xs, ys = {point[0] for point in points}, {point[1] for point in points}
    if len(xs) != 2 or len(ys) != 2 or len(set(points)) != 4:
        return None
    (x0, y0), (x1, y1), (x2, y2), *_ = points  # type: ignore[misc]
    if (x0 == x1) == (y0 == y1) or (x1 == x2) == (y1 == y2):
        return None
    return bounds(outline_points(outline))


def _holds(outer: Rect, inner: Rect) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and outer.right >= inner.right
        and outer.bottom >= inner.bottom
    )


def _through(piece: Piece, low: Piece) -> Piece | None:
    """What shows of a lower piece within one that is seen through."""
    if low.picture is not None:
        if piece.opacity <= 1 - OPAQUE:
            return _cut_more(low, piece.stack)
        raise BlendError("a part that is seen through lies over a picture")
    opacity = piece.opacity + low.opacity * (1 - piece.opacity)
    share = piece.opacity / opacity if opacity else 0.0
    one = _cut_more(low, piece.stack)
    if one is None:
        return None
    return one._replace(colour=mixed(low.colour, piece.colour, share), opacity=opacity)


def _cut_more(piece: Piece, stack: Stack) -> Piece | None:
    """A piece inside more cuts; None if nothing is left."""
    box = _within(piece.box, stack)
    added = tuple(cut for cut in stack if cut not in piece.cuts)
    return None if box is None else piece._replace(cuts=(*piece.cuts, *added), box=box)


def _fainter(piece: Piece, opacity: float) -> Piece:
    """A piece of which less shows; a picture's own pixels say so."""
    if piece.picture is None:
        return piece._replace(opacity=piece.opacity * opacity)
    raster = piece.picture.raster
    return piece._replace(picture=replace(piece.picture, raster=_faint(raster, opacity)))


def _faint(raster: Raster, opacity: float) -> Raster:
    """A raster whose pixels are less opaque, in the same measure."""
    import hashlib

    alpha = raster.alpha or b"\xff" * (raster.width * raster.height)
    table = bytes(round(value * opacity) for value in range(256))
    digest = hashlib.sha256(f"{raster.digest} at {opacity:.4f}".encode()).hexdigest()
    return replace(raster, digest=digest, alpha=alpha.translate(table))


def _within(box: Rect, cuts: Stack) -> Rect | None:
    """The part of a box inside the boxes of cuts; None if there is none."""
    for cut in cuts:
        other = bounds(outline_points(cut.outline))
        x, y = max(box.x, other.x), max(box.y, other.y)
        box = Rect(x, y, min(box.right, other.right) - x, min(box.bottom, other.bottom) - y)
        if box.width <= 0 or box.height <= 0:
            return None
    return box


def _moved(stack: Stack, matrix: Matrix) -> Stack:
    return tuple(Cut(transformed(cut.outline, matrix), cut.even_odd) for cut in stack)


def _painted(path: Path, matrix: Matrix, cuts: Stack) -> Iterator[Piece]:
    """The filled and the stroked area of a path."""
    if path.fill is not None:
        yield from _piece(Cut(path.outline, path.even_odd), path.fill, 1.0, (matrix, cuts))
    if path.stroke is not None:
        covered = Cut(area(path.outline, path.stroke))
        yield from _piece(covered, path.stroke.colour, 1.0, (matrix, cuts))


def _bands(graded: Graded, matrix: Matrix, cuts: Stack) -> list[Piece]:
    inner = (*cuts, Cut(transformed(graded.cut.outline, matrix), graded.cut.even_odd))
    return [
        piece
        for band in graded.bands
        for piece in _piece(Cut(band.outline), band.colour, band.opacity, (matrix, inner))
    ]


def _piece(
    cut: Cut, colour: Colour, opacity: float, where: tuple[Matrix, Stack]
) -> Iterator[Piece]:
    matrix, cuts = where
    outline = transformed(cut.outline, matrix)
    box = _within(bounds(outline_points(outline)), cuts)
    if box is not None and outline:
        yield Piece(Cut(outline, cut.even_odd), colour, opacity, cuts, box)
