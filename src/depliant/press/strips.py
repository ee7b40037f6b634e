"""Pixels some rows at a time: a large picture fills the memory once, not once for each step.

Pillow holds a pixel of RGB in four bytes, and each of its steps makes an image as large as the
last: ten of them, of 80 million pixels, take three gigabytes. What is done to each pixel by itself,
or with those next to it, is done here to a strip, and what comes of it is put into one image or row
of bytes.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from PIL import Image

PIXELS: Final = 1_000_000
"""Pixels of a strip: what has no more is one."""
_BYTES = {"L": 1, "RGB": 3, "CMYK": 4}
_LEVEL = 6
"""How hard samples are deflated."""
_ROWS = 16
"""A strip has a multiple of so many rows, unless it is the last: a JPEG's squares are as high."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom, the last two excluded."""


class Parted(Protocol):
    """Pixels that are had part by part."""

    def part(self, box: Box) -> Image.Image:
        """A box of them."""


def ranges(width: int, height: int) -> Iterator[tuple[int, int]]:
    """From which row to which each strip of an image reaches."""
    rows = PIXELS // max(width, 1)
    rows = rows - rows % _ROWS or max(1, rows)
    for top in range(0, height, rows):
        yield top, min(top + rows, height)


class Strips(Struct, frozen=True):
    """A box of samples, as images of some rows each.

    Args:
        mode: L, RGB or CMYK, as Pillow names them.
        size: width and height of all the samples.
        samples: them, without padding; or what has them.
        box: the part that is meant.
    """

    mode: str
    size: tuple[int, int]
    samples: bytes | Parted
    box: Box

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return self.box[3] - self.box[1]

    @property
    def is_whole(self) -> bool:
        """Whether the box is all of the samples."""
        return self.box == (0, 0, *self.size)

    def __iter__(self) -> Iterator[Image.Image]:
        for top, bottom in ranges(self.width, self.height):
            yield self.rows(top, bottom)

    def rows(self, top: int, bottom: int) -> Image.Image:
        """Some rows of the box; above its first are its last, and the other way round."""
        from PIL import Image

        if top >= 0 and bottom <= self.height:
            return self._rows(top, bottom)
        wrapped = Image.new(self.mode, (self.width, bottom - top))
        for at in range(top, bottom):
            here = at % self.height
            if here == at:
                continue
            wrapped.paste(self._rows(here, here + 1), (0, at - top))
        first, last = max(top, 0), min(bottom, self.height)
        wrapped.paste(self._rows(first, last), (0, first - top))
        return wrapped

    def _rows(self, top: int, bottom: int) -> Image.Image:
        from PIL import Image

        left, above, right, _ = self.box
        if not isinstance(self.samples, bytes):
            return self.samples.part((left, above + top, right, above + bottom))
        across = self.size[0] * _BYTES[self.mode]
        part = memoryview(self.samples)[(above + top) * across : (above + bottom) * across]
        # Frozen where Pillow keeps samples as they are here: no copy of a large picture is made.
        image = Image.frombuffer(
            self.mode,
            (self.size[0], bottom - top),
            part,  # type: ignore[arg-type]  # any buffer will do
            "raw",
            self.mode,
            0,
            1,
        )
        return image if image.width == right - left else image.crop((left, 0, right, bottom - top))


def whole(mode: str, size: tuple[int, int], samples: bytes | Parted) -> Strips:
    """All of some samples."""
    return Strips(mode, size, samples, (0, 0, *size))


def joined(size: tuple[int, int], strips: Iterable[Image.Image]) -> Image.Image:
    """Strips of one mode, one below the other, as an image."""
    from PIL import Image

    found, top = None, 0
    for strip in strips:
        if strip.size == size:
            return strip
        if found is None:
            found = Image.new(strip.mode, size)
        found.paste(strip, (0, top))
        top += strip.height
    assert found is not None
    return found


def reduced(
    strips: Iterable[Image.Image],
    size: tuple[int, int],
    to: tuple[int, int],
    how: Image.Resampling,
    box: tuple[float, float, float, float] | None = None,
) -> Image.Image:
    """Strips that make an image of `size`, at another size: as Pillow makes it of the whole image.

    It goes along the rows first, each by itself, and then along the columns of what that gave.
    With `box` only that part of the image is taken.
    """
    left, top, right, bottom = box or (0, 0, *size)
    narrow = (
        strip.resize((to[0], strip.height), how, (left, 0, right, strip.height)) for strip in strips
    )
    return joined((to[0], size[1]), narrow).resize(to, how, (0, top, to[0], bottom))


def parts(image: Image.Image) -> Iterator[Image.Image]:
    """An image as strips; itself if it is one."""
    for top, bottom in ranges(*image.size):
        one = bottom - top == image.height
        yield image if one else image.crop((0, top, image.width, bottom))


def samples_of(strips: Iterable[Image.Image]) -> bytes:
    """The samples of strips, which Pillow would hold twice of a whole image."""
    stream = io.BytesIO()
    for strip in strips:
        stream.write(strip.tobytes())
    return stream.getvalue()


def deflated(samples: Iterable[bytes]) -> bytes:
    """The samples of strips, deflated together."""
    packer = zlib.compressobj(_LEVEL)
    packed = [packer.compress(one) for one in samples]
    return b"".join((*packed, packer.flush()))


def few_colours(strips: Iterable[Image.Image], most: int) -> bool:
    """Whether strips have no more than so many colours together."""
    known: set[object] = set()
    for strip in strips:
        found = strip.getcolors(most)
        if found is None:
            return False
        known.update(colour for _, colour in found)
        if len(known) > most:
            return False
    return True
