"""The pixels of an image that was opened, as samples of 8 bits in gray, RGB or CMYK.

They are taken some rows at a time (`press.strips`), and of a large picture none are held: its
file has them (`press.unfolding`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from depliant.display.items import Raster
from depliant.memory import SHARED
from depliant.press import unfolding
from depliant.press.blacks import Black, black_of
from depliant.press.strips import Strips, reduced, samples_of, whole
from depliant.press.unfolding import (
    Mode,
    Packed,
    Space,
    Unfolded,
    adopt,
    has_opacity,
    space_of,
)

if TYPE_CHECKING:
    from PIL import Image

MODES: Final[dict[str, Mode]] = {"gray": "L", "rgb": "RGB", "cmyk": "CMYK"}
"""Pillow's names of the three spaces."""

_SPARSE = 4_000_000
"""Pixels that stand for those of a large picture."""
_SEEN = 64
"""The opacity from which a pixel has a colour that is seen."""
_HELD = 200_000
"""A picture of no more pixels is held as it is: to unfold it time and again would gain nothing."""


class Pixels(Struct, frozen=True):
    """Samples in one of the three spaces, rows from the top, and a byte of opacity a pixel."""

    size: tuple[int, int]
    space: Space
    samples: bytes | Packed
    alpha: bytes | Packed | None
    black: Black = "none"


class _Seen(Struct, frozen=True):
    """An image as it is seen on white: what hardly anybody sees says nothing of its colours."""

    shown: Strips
    alpha: Strips

    def __iter__(self) -> Iterator[Image.Image]:
        faint = [255] * _SEEN + [0] * (256 - _SEEN)
        for shown, alpha in zip(self.shown, self.alpha, strict=True):
            seen = shown.copy()
            seen.paste((255, 255, 255), mask=alpha.point(faint))
            yield seen


def pixels_of(data: bytes, image: Image.Image, stands: int, *, inverted: bool) -> Pixels | None:
    """An unfolded image as 8 bit gray, RGB or CMYK, its opacity apart; None for another space.

    Args:
        data: its file.
        image: as it is stored.
        stands: how it stands, as Exif numbers that.
        inverted: whether it is a CMYK JPEG without Adobe's marker.
    """
    space = space_of(image.mode)
    if space is None:
        return None
    packed = Packed(data, MODES[space], stands, inverted)
    clear = None
    if has_opacity(image):
        opacity = replace(packed, mode="L", part="opacity")
        strips = Unfolded(opacity, image).strips()
        if any(strip.getextrema() != (255, 255) for strip in strips):
            clear = opacity
    whole = Unfolded(packed, image)
    black: Black = "none"
    if space == "rgb":
        black = _black_of(whole, None if clear is None else Unfolded(clear, image))
    if black == "all":
        space, packed = "gray", replace(packed, mode="L")
    if image.width * image.height > _HELD:
        adopt(data, image)
        return Pixels(whole.size, space, packed, clear, black)
    samples = samples_of(Unfolded(packed, image).strips())
    alpha = None if clear is None else samples_of(Unfolded(clear, image).strips())
    return Pixels(whole.size, space, samples, alpha, black)


def _black_of(picture: Unfolded, opacity: Unfolded | None) -> Black:
    shown = whole("RGB", picture.size, picture)
    seen = shown if opacity is None else _Seen(shown, whole("L", picture.size, opacity))
    return black_of(seen, picture.size[0] * picture.size[1])


def strips_of(raster: Raster) -> Strips:
    """The samples of a raster, some rows each."""
    return unfolding.strips(MODES[raster.space], (raster.width, raster.height), raster.samples)


def opacity_of(raster: Raster) -> Strips | None:
    """Its opacity likewise; None where it has none."""
    size = (raster.width, raster.height)
    return None if raster.alpha is None else unfolding.strips("L", size, raster.alpha)


def sparse(raster: Raster) -> Raster:
    """A raster whose samples are held, for whoever asks for a pixel here and a pixel there.

    Of a large one some pixels stand for all.
    """
    if isinstance(raster.samples, bytes) and not isinstance(raster.alpha, Packed):
        return raster
    key = "sparse", raster.digest
    found: Raster | None = SHARED.find(key)
    return found or SHARED.keep(key, _sparse(raster), _SPARSE * 5)


def _sparse(raster: Raster) -> Raster:
    from PIL.Image import Resampling

    size = (raster.width, raster.height)
    less = min(1.0, (_SPARSE / (size[0] * size[1])) ** 0.5)
    to = (max(1, int(size[0] * less)), max(1, int(size[1] * less)))

    def fewer(strips: Strips) -> bytes:
        if to == size:
            return samples_of(strips)
        return reduced(strips, size, to, Resampling.NEAREST).tobytes()

    opacity = opacity_of(raster)
    alpha = None if opacity is None else fewer(opacity)
    return replace(
        raster, width=to[0], height=to[1], samples=fewer(strips_of(raster)), alpha=alpha, jpeg=None
    )


def gray_of(raster: Raster) -> Strips:
    """A raster as gray on white: L, 255 for paper."""
    size = (raster.width, raster.height)
    if raster.space == "gray" and raster.alpha is None:
        return strips_of(raster)
    return whole("L", size, samples_of(grays_of(raster)))


def grays_of(raster: Raster) -> Iterator[Image.Image]:
    """The same, none of which is held."""
    from PIL import Image

    shown, alpha = strips_of(raster), opacity_of(raster)
    if alpha is None:
        yield from (strip if strip.mode == "L" else strip.convert("L") for strip in shown)
        return
    for strip, opacity in zip(shown, alpha, strict=True):
        white = Image.new("L", strip.size, 255)
        yield Image.composite(strip.convert("L"), white, opacity)
