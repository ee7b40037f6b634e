"""The blacks and grays of RGB pictures: which of them belong to the black plate alone.

A profile makes four inks of pure black (about 70/59/44/91 on coated paper), in which a code or
small type is blurred by the least misregister. So a picture that is gray throughout becomes a
gray one, and in a drawing, which has few colours, pure grays go to black. In a photograph they
do not: among its near-blacks they would stand out as holes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

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
_ROWS = 1024
_DARK, _LIGHT = 80, 175
_EXTREMES = 0.9
"""The share of the pixels of a picture in black and white that are one or the other."""


def black_of(image: Image.Image) -> Black:
    """What of an RGB image belongs to the black plate alone."""
    spread = spread_of(image)
    (_, most) = spread.getextrema()
    assert isinstance(most, int | float)
    if most <= GRAY or (most <= TWO_LEVEL_GRAY and is_two_level(image.convert("L"))):
        return "all"
    most_colours = min(DRAWING_COLOURS, image.width * image.height // _PIXELS_A_COLOUR)
    if image.getcolors(most_colours) is None:
        return "none"
    grays = spread.point(_IS_GRAY)
    dark = image.convert("L").point([255] * 250 + [0] * 6)
    from PIL import ImageChops

    count = ImageChops.multiply(grays, dark).histogram()[255]
    return "part" if count > _LEAST_GRAY * image.width * image.height else "none"


def gray_mask(image: Image.Image) -> Image.Image:
    """Where an RGB image is gray, as 255, and where it is not, as 0."""
    return spread_of(image).point(_IS_GRAY)


_IS_GRAY = [255 if apart <= GRAY else 0 for apart in range(256)]


def spread_of(image: Image.Image) -> Image.Image:
    """How far the components of each pixel lie apart."""
    from PIL import Image

    spread = Image.new("L", image.size)
    # Some rows at a time: of a large picture each step takes as much memory as a component.
    for top in range(0, image.height, _ROWS):
        bottom = min(top + _ROWS, image.height)
        spread.paste(_spread(image.crop((0, top, image.width, bottom))), (0, top))
    return spread


def _spread(image: Image.Image) -> Image.Image:
    from PIL import ImageChops

    red, green, blue = image.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return ImageChops.subtract(most, ImageChops.darker(ImageChops.darker(red, green), blue))


def is_two_level(gray: Image.Image) -> bool:
    """Whether a gray image is black on white, but for its edges."""
    counts = gray.histogram()
    whole = sum(counts)
    dark, light = sum(counts[:_DARK]), sum(counts[_LIGHT:])
    return dark > 0 and light > 0 and dark + light >= _EXTREMES * whole
