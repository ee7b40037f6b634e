"""What lies behind the words of a panel: its ground and its art as a grid of colours.

Where something is painted over something else, only the upper one is left, as nothing in a
display list is transparent. The grid is fine enough for letters that can be read; what is
thinner than its step, such as a hairline, hides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import ceil, fsum, prod
from typing import TYPE_CHECKING

from msgspec import Struct

from depliant.colour import PAPER, Colour
from depliant.display.items import Form, Group, Item, Mark, Path, Picture
from depliant.geometry import IDENTITY, Matrix, Outline, Rect, rectangle
from depliant.graphics.pixels import sparse, strips_of
from depliant.graphics.scan import Edge, Stretch, edges, meet, rows, stroked
from depliant.press.strips import reduced
from depliant.press.toning import LEVELS, mixed

if TYPE_CHECKING:
    from PIL import Image

STEP = 0.75
"""Points from one place of the grid to the next."""

_MOST = 240
"""Colours of a grid; those beyond are taken for the one that comes nearest."""

_MOST_STRETCHES = 2_000_000
"""Stretches of rows that are painted; the drawings of a brochure have some ten thousand."""

_LEVELS = 16
"""Shades that a picture is seen in."""


class Backing(Struct, frozen=True):
    """A grid over `box`, in points: each place holds the number of its colour in `colours`.

    Rows that are alike are kept once: row `i` is `kinds[order[i]]`. The last `pictured` colours
    stand for the shades of pictures. It is not `whole` where there was more to paint than any
    drawing needs.
    """

    box: Rect
    colours: tuple[Colour, ...]
    kinds: tuple[bytes, ...]
    order: tuple[int, ...]
    pictured: int = 0
    whole: bool = True

    def numbers(self, left: float, top: float, right: float, bottom: float) -> set[int]:
        """The numbers of all colours within a box; of the nearest places, where it is outside."""
        kinds, order = self.kinds, self.order
        x, y = self.box[:2]
        first = min(max(int((left - x) / STEP), 0), len(kinds[0]) - 1)
        end = max(int((right - x) / STEP) + 1, first + 1)
        row = min(max(int((top - y) / STEP), 0), len(order) - 1)
        last = max(int((bottom - y) / STEP) + 1, row + 1)
        found: set[int] = set()
        for kind in {*order[row:last]}:
            found.update(kinds[kind][first:end])
        return found

    def at(self, x: float, y: float) -> int:
        """The number of the colour at a point, or of that at the nearest place."""
        column = min(max(int((x - self.box.x) / STEP), 0), len(self.kinds[0]) - 1)
        row = min(max(int((y - self.box.y) / STEP), 0), len(self.order) - 1)
        return self.kinds[self.order[row]][column]

    def column(self, x: float, top: float, bottom: float) -> list[int]:
        """The numbers of the colours one below the other, from row to row."""
        first = int((top - self.box.y) / STEP)
        last = max(int((bottom - self.box.y) / STEP), first + 1)
        at = min(max(int((x - self.box.x) / STEP), 0), len(self.kinds[0]) - 1)
        numbers = [kind[at] for kind in self.kinds]
        return [numbers[kind] for kind in self.order[first:last]]

    def row(self, y: float, left: float, right: float) -> list[int]:
        """The numbers of the colours side by side, from column to column."""
        first = int((left - self.box.x) / STEP)
        last = max(int((right - self.box.x) / STEP), first + 1)
        at = min(max(int((y - self.box.y) / STEP), 0), len(self.order) - 1)
        return [*self.kinds[self.order[at]][first:last]]

    def is_pictured(self, number: int) -> bool:
        """Whether a colour is the shade of a picture."""
        return number >= len(self.colours) - self.pictured


def backing(items: tuple[Item, ...], box: Rect) -> Backing:
    """The grid of what some items paint on paper, over `box`."""
    canvas = _Canvas(box)
    canvas.paint(items, IDENTITY, None)
    colours = (*canvas.numbers, *canvas.shades())
    kinds: dict[bytes, int] = {}
    order = tuple(kinds.setdefault(bytes(row), len(kinds)) for row in canvas.rows)
    return Backing(
        box, colours, tuple(kinds), order, len(canvas.shaded), canvas.painted <= _MOST_STRETCHES
    )


Clip = dict[int, list[Stretch]] | None
"""What may be painted, row by row; None: everything."""


class _Canvas:
    """A grid that is being painted."""

    def __init__(self, box: Rect) -> None:
        self.columns = max(ceil(box.width / STEP), 1)
        self.rows = [bytearray(self.columns) for _ in range(max(ceil(box.height / STEP), 1))]
        self.numbers: dict[Colour, int] = {PAPER: 0}
        self.shaded: list[int] = []
        self.painted = 0
        scale = 1 / STEP
        self._to_grid = Matrix(scale, 0.0, 0.0, scale, -box.x * scale, -box.y * scale)

    def paint(self, items: Iterable[Item], matrix: Matrix, clip: Clip) -> None:
        """Paint items whose coordinates `matrix` leads to the box's."""
        for item in items:
            if self.painted > _MOST_STRETCHES:
                return
            match item:
                case Mark(items=inside):
                    self.paint(inside, matrix, clip)
                case Group():
                    inner = matrix @ item.matrix
                    kept = clip if item.clip is None else self._clipped(item.clip, inner, clip)
                    self.paint(item.items, inner, kept)
                case Form():
                    inner = matrix @ item.matrix
                    kept = self._clipped(rectangle(item.bounds), inner, clip)
                    self.paint(item.items, inner, kept)
                case Path():
                    self._path(item, self._to_grid @ matrix, clip)
                case Picture():
                    self._picture(item, matrix, clip)
                case _:
                    pass

    def _clipped(self, outline: Outline, matrix: Matrix, clip: Clip) -> Clip:
        inside = self._rows(edges(outline, self._to_grid @ matrix))
        if clip is None:
            return inside
        return {row: meet(found, clip[row]) for row, found in inside.items() if row in clip}

    def _rows(self, pieces: list[Edge], *, even_odd: bool = False) -> dict[int, list[Stretch]]:
        return rows(pieces, len(self.rows), even_odd=even_odd)

    def _path(self, path: Path, matrix: Matrix, clip: Clip) -> None:
        if path.fill is not None:
            inside = self._rows(edges(path.outline, matrix), even_odd=path.even_odd)
            self._fill(inside, self._number(path.fill), clip)
        if path.stroke is not None:
            inside = self._rows(stroked(path.outline, path.stroke, matrix))
            self._fill(inside, self._number(path.stroke.colour), clip)

    def _number(self, colour: Colour) -> int:
        """The number of a colour: its own, as long as there are any left."""
        if colour not in self.numbers:
            if len(self.numbers) >= _MOST:
                return self.numbers[min(self.numbers, key=lambda known: _apart(known, colour))]
            self.numbers[colour] = len(self.numbers)
        return self.numbers[colour]

    def _fill(self, inside: dict[int, list[Stretch]], number: int, clip: Clip) -> None:
        """Give a number to the places whose middles are inside."""
        mark = bytes((number,))
        for row, found in inside.items():
            if clip is not None:
                found = meet(found, clip.get(row, []))
            line = self.rows[row]
            self.painted += len(found)
            for start, end in found:
                first, last = max(ceil(start - 0.5), 0), min(ceil(end - 0.5), self.columns)
                if first < last:
                    line[first:last] = mark * (last - first)

    def _picture(self, picture: Picture, matrix: Matrix, clip: Clip) -> None:
        """Its pixels in a few shades; those that are clear leave what lies behind."""
        is_upright = not matrix.b and not matrix.c and matrix.a > 0 and matrix.d > 0
        if is_upright and picture.raster.alpha is None:
            self._opaque(picture, matrix, clip)
            return
        inside = self._rows(edges(rectangle(picture.frame), self._to_grid @ matrix))
        back = (self._to_grid @ matrix).inverse or IDENTITY
        for row, found in inside.items():
            kept = found if clip is None else meet(found, clip.get(row, []))
            for start, end in kept:
                for column in range(max(ceil(start - 0.5), 0), min(ceil(end - 0.5), self.columns)):
                    level = shade(picture, *back.apply(column + 0.5, row + 0.5))
                    if level is not None:
                        self.rows[row][column] = self._shade(level)

    def _opaque(self, picture: Picture, matrix: Matrix, clip: Clip) -> None:
        """The same of an upright picture without clear parts, each place by what is all in it."""
        frame = (self._to_grid @ matrix).apply_rect(picture.frame)
        first, end = max(ceil(frame.x - 0.5), 0), min(ceil(frame.right - 0.5), self.columns)
        top, bottom = max(ceil(frame.y - 0.5), 0), min(ceil(frame.bottom - 0.5), len(self.rows))
        if end <= first or bottom <= top:
            return
        part = Rect(first, top, end - first, bottom - top)
        seen = levels(picture, frame, part)
        found = {*seen}
        numbers = bytes(self._shade(level / 256) if level in found else 0 for level in range(256))
        places, width = seen.translate(numbers), end - first
        for row in range(top, bottom):
            line = places[(row - top) * width :][:width]
            kept = [(float(first), float(end))] if clip is None else clip.get(row, [])
            for start, stop in kept:
                left, right = max(ceil(start - 0.5), first), min(ceil(stop - 0.5), end)
                if left < right:
                    self.rows[row][left:right] = line[left - first : right - first]

    def _shade(self, level: float) -> int:
        """The number of a shade; it is counted on from the colours when all is painted."""
        step = min(int(level * _LEVELS), _LEVELS - 1)
        if step not in self.shaded:
            self.shaded.append(step)
        return _MOST + self.shaded.index(step)

    def shades(self) -> Iterator[Colour]:
        """The colours that stand for the shades; their numbers become those behind the others."""
        first = len(self.numbers)
        table = bytes(n if n < _MOST else n - _MOST + first for n in range(256))
        self.rows = [row.translate(table) for row in self.rows]
        for step in self.shaded:
            yield ink_of((step + 0.5) / _LEVELS)


def levels(picture: Picture, frame: Rect, part: Rect) -> bytes:
    """How light a picture without clear parts is in each unit square of `part`, 255 for white.

    `frame` is where it lies, in the same units; rows from the top.
    """
    from PIL import Image

    crop, raster = picture.crop, picture.raster
    across, along = crop.width / frame.width, crop.height / frame.height
    box = (
        max(crop.x + (part.x - frame.x) * across, 0.0),
        max(crop.y + (part.y - frame.y) * along, 0.0),
        min(crop.x + (part.right - frame.x) * across, float(raster.width)),
        min(crop.y + (part.bottom - frame.y) * along, float(raster.height)),
    )
    size = (int(part.width), int(part.height))
    held = (raster.width, raster.height)
    found = _light_of(reduced(strips_of(raster), held, size, Image.Resampling.BOX, box))
    if picture.inks:
        found = found.point([round(255 * one) for one in _lights(picture.inks)])
    if not picture.veils:
        return found.tobytes()
    samples = bytearray(found.tobytes())
    veils = [(veil, 255 * _light(veil.colour)) for veil in picture.veils]
    for row in range(size[1]):
        for column in range(size[0]):
            x = (part.x + column + 0.5 - frame.x) / frame.width
            y = (part.y + row + 0.5 - frame.y) / frame.height
            at = row * size[0] + column
            for veil, light in veils:
                if amount := veil.at(x, y):
                    samples[at] = round(samples[at] * (1 - amount) + light * amount)
    return bytes(samples)


_WEIGHTS = (0.2126, 0.7152, 0.0722)
"""How light red, green and blue are to the eye (ITU-R BT.709)."""


def _light_of(image: Image.Image) -> Image.Image:
    """An image as gray by how light it is."""
    from PIL import Image, ImageChops

    if image.mode == "L":
        return image
    bands = image.split()
    gray = Image.merge("RGB", bands[:3]).convert("L", (*_WEIGHTS, 0.0))
    if image.mode == "RGB":
        return gray
    # As the same weights see red, green and blue that ink leaves.
    return ImageChops.multiply(ImageChops.invert(gray), ImageChops.invert(bands[3]))


_SOLID = ((0.0, 0.62, 0.88), (0.9, 0.0, 0.49), (1.0, 0.93, 0.0), (0.08, 0.08, 0.08))
"""How much red, green and blue the four inks leave, each solid on coated paper (FOGRA39, sRGB)."""

_BLACK = (
    1.0, 0.99, 0.95, 0.9, 0.85, 0.79, 0.725, 0.66, 0.595, 0.525, 0.45, 0.375, 0.295, 0.21, 0.13,
    0.045,
)  # fmt: skip
"""How much black ink is as light as the middle of each of 16 levels, from the darkest."""


def ink_of(level: float) -> Colour:
    """Black ink that is as light as a level of a picture, 1 for white."""
    return Colour(0.0, 0.0, 0.0, _BLACK[min(int(level * len(_BLACK)), len(_BLACK) - 1)])


def _light(colour: Colour) -> float:
    """How light an ink is, 1 for paper: about as a screen shows its print."""
    left = [
        prod(1 - ink * (1 - solid[channel]) for ink, solid in zip(colour.cmyk, _SOLID, strict=True))
        for channel in range(3)
    ]
    return fsum(weight * one for weight, one in zip(_WEIGHTS, left, strict=True))


@lru_cache(maxsize=16)
def _lights(inks: tuple[Colour, ...]) -> tuple[float, ...]:
    """How light the levels of a gray picture are in its inks."""
    return tuple(_light(mixed(inks, level)) for level in range(LEVELS))


def shade(picture: Picture, x: float, y: float) -> float | None:
    """How light a picture is at a point of its frame, 1 for white; None where it is clear."""
    frame, crop, whole = picture.frame, picture.crop, picture.raster
    column = int(crop.x + (x - frame.x) / frame.width * crop.width)
    row = int(crop.y + (y - frame.y) / frame.height * crop.height)
    if not (0 <= column < whole.width and 0 <= row < whole.height):
        return None
    raster = sparse(whole)
    if raster.width != whole.width or raster.height != whole.height:
        column, row = column * raster.width // whole.width, row * raster.height // whole.height
    at = row * raster.width + column
    samples, alpha = raster.samples, raster.alpha
    assert isinstance(samples, bytes)
    if isinstance(alpha, bytes) and alpha[at] < 128:
        return None
    level = _pixel(raster.space, samples, at)
    if picture.inks:
        level = _lights(picture.inks)[round(level * 255)]
    for veil in picture.veils:
        amount = veil.at((x - frame.x) / frame.width, (y - frame.y) / frame.height)
        level = level * (1 - amount) + _light(veil.colour) * amount
    return level


def _pixel(space: str, samples: bytes, at: int) -> float:
    """How light a pixel is as it stands in the file."""
    if space == "gray":
        return samples[at] / 255
    if space == "rgb":
        red, green, blue = samples[3 * at : 3 * at + 3]
        return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
    cyan, magenta, yellow, black = samples[4 * at : 4 * at + 4]
    # As the same weights see red, green and blue that ink leaves.
    coloured = 1 - (0.2126 * cyan + 0.7152 * magenta + 0.0722 * yellow) / 255
    return coloured * (1 - black / 255)


def _apart(some: Colour, other: Colour) -> float:
    return sum((a - b) ** 2 for a, b in zip(some.cmyk, other.cmyk, strict=True))
