"""The blacks and grays of RGB pictures: which of them belong to the black plate alone.

A profile makes four inks of pure black (about 70/59/44/91 on coated paper), in which a code or
small type is blurred by the least misregister. So a picture that is gray throughout becomes a
gray one, and in a drawing, which has few colours, pure grays go to black. In a photograph they
do not: among its near-blacks they would stand out as holes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from depliant.press.strips import few_colours

if TYPE_CHECKING:
    from PIL import Image

Black = Literal["none", "part", "all"]

DRAWING_COLOURS = 4096
"""A picture with more colours is a photograph; one of few has flat areas and smoothed edges."""
_PIXELS_A_COLOUR = 8
"""So many pixels, at least, share a colour in a drawing."""
GRAY = 2
"""How far the components of a gray may lie apart: what rounding leaves."""
TWO_LEVEL_GRAY = 24
"""The same where a picture is all black and white: what a JPEG of a code leaves."""
_LEAST_GRAY = 0.001
"""The share of a drawing's pixels that are gray by more than chance."""
_DARK, _LIGHT = 80, 175
_EXTREMES = 0.9
"""The share of the pixels of a picture in black and white that are one or the other."""


def black_of(strips: Iterable[Image.Image], pixels: int) -> Black:
    """What of an RGB image belongs to the black plate alone.

    Args:
        strips: the image, some rows each; no iterator, since it is gone through more than once.
        pixels: how many it has.
    """
    most = max(_most(spread_of(strip)) for strip in strips)
    if most <= GRAY or (
        most <= TWO_LEVEL_GRAY and is_two_level(strip.convert("L") for strip in strips)
    ):
        return "all"
    if not few_colours(strips, min(DRAWING_COLOURS, pixels // _PIXELS_A_COLOUR)):
        return "none"
    count = sum(map(_grays, strips))
    return "part" if count > _LEAST_GRAY * pixels else "none"


def _most(spread: Image.Image) -> float:
    (_, most) = spread.getextrema()
    assert isinstance(most, int | float)
    return most


def _grays(strip: Image.Image) -> int:
    """How many of its pixels are gray, and not as light as paper."""
    from PIL import ImageChops

    dark = strip.convert("L").point([255] * 250 + [0] * 6)
    return ImageChops.multiply(gray_mask(strip), dark).histogram()[255]


def gray_mask(image: Image.Image) -> Image.Image:
    """Where an RGB image is gray, as 255, and where it is not, as 0."""
    return spread_of(image).point(_IS_GRAY)


_IS_GRAY = [255 if apart <= GRAY else 0 for apart in range(256)]


def spread_of(image: Image.Image) -> Image.Image:
    """How far the components of each pixel lie apart."""
    from PIL import ImageChops

    red, green, blue = image.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return ImageChops.subtract(most, ImageChops.darker(ImageChops.darker(red, green), blue))


def is_two_level(gray: Iterable[Image.Image]) -> bool:
    """Whether a gray image, given as strips, is black on white, but for its edges."""
    counts: list[int] = [
        sum(levels) for levels in zip(*(strip.histogram() for strip in gray), strict=True)
    ]
    whole = sum(counts)
    dark, light = sum(counts[:_DARK]), sum(counts[_LIGHT:])
    return dark > 0 and light > 0 and dark + light >= _EXTREMES * whole
