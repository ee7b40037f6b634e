"""Marks made of pixels: how much of them is empty, whether they stand on a white box."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final, NamedTuple

from depliant.colour import PAPER, Colour
from depliant.display.items import Picture, Raster
from depliant.geometry import Rect
from depliant.graphics.art import Artwork
from depliant.graphics.pixels import opacity_of, strips_of
from depliant.graphics.plain_pdf import plain_pdf
from depliant.press.strips import joined

if TYPE_CHECKING:
    from PIL.Image import Image

WHITE: Final = 250
"""Of 255: lighter than this is paper, also after a JPEG."""
SEEN: Final = 8
"""Of 255: less opaque than this shows nothing."""


class Seen(NamedTuple):
    """What of a picture shows: its box in pixels, and whether it stands on an opaque white box.

    `is_clear`: all of it is transparent.
    """

    box: Rect
    is_boxed: bool
    is_clear: bool = False


def seen(raster: Raster) -> Seen:
    """Where a picture has anything but white or nothing; the whole where it is all white."""
    size = raster.width, raster.height
    gray = joined(size, (strip.convert("L") for strip in strips_of(raster)))
    shows = gray.point([255 * (level < WHITE) for level in range(256)])
    corners = [(0, 0), (size[0] - 1, 0), (0, size[1] - 1), (size[0] - 1, size[1] - 1)]
    boxed = not any(shows.getpixel(corner) for corner in corners)
    if opacity := opacity_of(raster):
        alpha = joined(size, opacity)
        shows = alpha.point([255 * (level >= SEEN) for level in range(256)])
        boxed = boxed and all(_level(alpha, corner) >= SEEN for corner in corners)
    box = shows.getbbox()
    if box is None:
        return Seen(Rect(0, 0, *size), boxed, is_clear=raster.alpha is not None)
    left, top, right, bottom = box
    return Seen(Rect(left, top, right - left, bottom - top), boxed)


def _level(image: Image, at: tuple[int, int]) -> int:
    found = image.getpixel(at)
    return int(found) if isinstance(found, int | float) else 0


def cropped(raster: Raster, box: Rect) -> tuple[str, bytes]:
    """A part of a picture as a file without loss: its ending, and its bytes.

    A PNG with the picture's own profile and opacity; inks, which PNG does not know, as a PDF.
    """
    size = raster.width, raster.height
    edges = int(box.x), int(box.y), int(box.right), int(box.bottom)
    if raster.space == "cmyk":
        bounds = Rect(0.0, 0.0, box.width, box.height)
        whole = Picture(raster, bounds, box, PAPER)
        return ".pdf", plain_pdf(Artwork((whole,), bounds))
    image = joined(size, strips_of(raster)).crop(edges)
    if opacity := opacity_of(raster):
        image.putalpha(joined(size, opacity).crop(edges))
    file = io.BytesIO()
    image.save(file, "PNG", icc_profile=raster.icc, optimize=True)
    return ".png", file.getvalue()


def extremes(raster: Raster) -> tuple[Colour, ...]:
    """The darkest and the lightest of what shows of a picture, as grays."""
    size = raster.width, raster.height
    gray = joined(size, (strip.convert("L") for strip in strips_of(raster)))
    mask = None
    if opacity := opacity_of(raster):
        alpha = joined(size, opacity)
        mask = alpha.point([255 * (level > 127) for level in range(256)])
    counts = gray.histogram(mask)
    levels = [level for level, count in enumerate(counts) if count]
    if not levels:
        return ()
    return tuple(Colour(0.0, 0.0, 0.0, 1 - level / 255) for level in (levels[0], levels[-1]))
