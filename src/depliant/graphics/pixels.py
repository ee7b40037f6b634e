"""The pixels of an image that was opened, as samples of 8 bits in gray, RGB or CMYK.

They are taken some rows at a time (`press.strips`): the image and its samples are all that is held.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from depliant.display.items import Raster
from depliant.press.blacks import Black, black_of
from depliant.press.strips import Strips, parts, samples_of, whole

if TYPE_CHECKING:
    from PIL import Image

Space = Literal["gray", "rgb", "cmyk"]
MODES = {"gray": "L", "rgb": "RGB", "cmyk": "CMYK"}
"""Pillow's names of the three spaces."""

_SEEN = 64
"""The opacity from which a pixel has a colour that is seen."""
_GRAYS = ("1", "L", "LA", "La")
_COLOURS = ("RGB", "RGBA", "RGBa", "RGBX", "P", "PA", "YCbCr")
_CLEAR = ("LA", "La", "RGBA", "RGBa", "PA")
_DEEP = ("I;16", "I;16L", "I;16B", "I;16N", "I")


class Pixels(Struct, frozen=True):
    """Samples in one of the three spaces, rows from the top, and a byte of opacity a pixel."""

    space: Space
    samples: bytes
    alpha: bytes | None
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


def pixels_of(image: Image.Image, *, inverted: bool) -> Pixels | None:
    """An image as 8 bit gray, RGB or CMYK with its opacity apart; None for another space.

    `inverted` tells a CMYK JPEG without Adobe's marker: Pillow takes each for Adobe's, whose
    amounts are stored upside down.
    """
    space = _space(image.mode)
    if space is None:
        return None
    samples, opacity = io.BytesIO(), io.BytesIO()
    clear = False
    for strip in parts(image):
        shown, alpha = _in_space(strip, inverted=inverted)
        samples.write(shown.tobytes())
        if alpha is not None:
            clear = clear or alpha.getextrema() != (255, 255)
            opacity.write(alpha.tobytes())
    size = image.size
    image.close()
    return _in_black(space, size, samples.getvalue(), opacity.getvalue() if clear else None)


def _space(mode: str) -> Space | None:
    if mode == "CMYK":
        return "cmyk"
    if mode in _DEEP or mode in _GRAYS:
        return "gray"
    return "rgb" if mode in _COLOURS else None


def _in_space(image: Image.Image, *, inverted: bool) -> tuple[Image.Image, Image.Image | None]:
    """An image in its space, and its opacity if it has any."""
    from PIL import ImageChops

    mode = image.mode
    if mode == "CMYK":
        return ImageChops.invert(image) if inverted else image, None
    if mode in _DEEP:
        return _from_16_bits(image), _keyed_out(image)
    gray = mode in _GRAYS
    if mode not in _CLEAR and "transparency" not in image.info:
        return _as(image, "L" if gray else "RGB"), None
    full = _as(image, "RGBA")
    return full.getchannel("R") if gray else full.convert("RGB"), full.getchannel("A")


def _as(image: Image.Image, mode: str) -> Image.Image:
    """The image in a mode of Pillow's; itself if it is, since Pillow would copy it."""
    return image if image.mode == mode else image.convert(mode)


def _in_black(space: Space, size: tuple[int, int], samples: bytes, alpha: bytes | None) -> Pixels:
    """An RGB image that holds no colour as a gray one; one with pure grays says that it has."""
    if space != "rgb":
        return Pixels(space, samples, alpha)
    shown = whole("RGB", size, samples)
    seen = shown if alpha is None else _Seen(shown, whole("L", size, alpha))
    black = black_of(seen, size[0] * size[1])
    if black == "all":
        gray = samples_of(strip.convert("L") for strip in shown)
        return Pixels("gray", gray, alpha, black)
    return Pixels(space, samples, alpha, black)


def _keyed_out(image: Image.Image) -> Image.Image | None:
    """The opacity of a 16 bit gray PNG, of which one gray may be clear (PNG, 11.3.1.1)."""
    key = image.info.get("transparency")
    if not isinstance(key, int):
        return None
    from PIL import ImageMath

    opaque: Image.Image = ImageMath.lambda_eval(
        lambda given: given["convert"]((given["gray"] != key) * 255, "L"), gray=image.convert("I")
    )
    return opaque


def _from_16_bits(image: Image.Image) -> Image.Image:
    """16 bit gray as 8 bit; Pillow's own conversion clips instead of scaling."""
    return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")


def strips_of(raster: Raster) -> Strips:
    """The samples of a raster, some rows each."""
    return whole(MODES[raster.space], (raster.width, raster.height), raster.samples)


def opacity_of(raster: Raster) -> Strips | None:
    """Its opacity likewise; None where it has none."""
    size = (raster.width, raster.height)
    return None if raster.alpha is None else whole("L", size, raster.alpha)


def gray_of(raster: Raster) -> Strips:
    """A raster as gray on white: L, 255 for paper."""
    shown, alpha = strips_of(raster), opacity_of(raster)
    size = shown.size
    if alpha is None and shown.mode == "L":
        return shown
    return whole("L", size, samples_of(_grays(shown, alpha)))


def _grays(shown: Strips, alpha: Strips | None) -> Iterator[Image.Image]:
    from PIL import Image

    if alpha is None:
        yield from (strip.convert("L") for strip in shown)
        return
    for strip, opacity in zip(shown, alpha, strict=True):
        white = Image.new("L", strip.size, 255)
        yield Image.composite(strip.convert("L"), white, opacity)
