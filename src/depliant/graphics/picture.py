"""Pictures: JPEG, PNG and TIFF files as rasters, cropped to a frame about a focal point.

A picture's size is read from its header before a pixel is decoded, so that a file which
unpacks to more than memory holds is refused. Pixels come out upright, 8 bits a sample, in
gray, RGB or CMYK; what they mean stays with them as their ICC profile. Pillow is imported
only when there is a picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from depliant.colour import PAPER, Colour
from depliant.display.items import Picture, Raster
from depliant.errors import Diagnostic, InputError, Place
from depliant.geometry import Rect
from depliant.source.folder import File

if TYPE_CHECKING:
    from PIL import Image

MAXIMUM_PIXELS = 80_000_000
"""A3 at 600 pixels an inch is 70 million."""
MAXIMUM_SIDE = 30_000
MAXIMUM_BYTES = 200_000_000
MAXIMUM_PROFILE = 4_000_000

SOFT_PPI = 225
"""The least that print shops ask of pictures at final size (pulsioprint.com: 225-300)."""
POOR_PPI = 150
"""Below this a picture is refused: GWG's sheet variants warn under 149 for contone images."""

_FORMATS = ("JPEG", "PNG", "TIFF")
_PROFILE_SPACES = {b"GRAY": "gray", b"RGB ": "rgb", b"CMYK": "cmyk"}
_WEIGHED = 40


class _Pixels(Struct, frozen=True):
    """An upright image in one of the three spaces, and its opacity."""

    image: Image.Image
    space: Literal["gray", "rgb", "cmyk"]
    alpha: Image.Image | None


def read(file: File, place: Place | None = None) -> Raster:
    """Read a picture.

    Args:
        file: a JPEG, PNG or TIFF file; of several pictures in a TIFF the first is taken.
        place: where the content names it.

    Raises:
        InputError: the file is damaged, too large, or of another kind (`image-damaged`,
            `image-too-large`, `image-format`, `image-profile`).
    """
    import io

    where = place or Place(file.name)
    name = file.name.rpartition("/")[2]
    if len(file.data) > MAXIMUM_BYTES:
        raise _too_large(name, f"{len(file.data) / 1e6:.0f} MB", where)
    image = _opened(io.BytesIO(file.data), name, where)
    return _raster(*_decoded(image, name, where))


def _opened(stream: Any, name: str, where: Place) -> Image.Image:
    """The image with its header read and its size found bearable."""
    from PIL import Image, UnidentifiedImageError

    try:
        image = Image.open(stream, formats=_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(name, "far too many pixels", where) from error
    except UnidentifiedImageError as error:
        raise _format(name, "is not a JPEG, PNG or TIFF picture", where) from error
    except (OSError, ValueError, SyntaxError, KeyError, TypeError) as error:
        raise _damaged(name, error, where) from error
    width, height = image.size
    if width * height > MAXIMUM_PIXELS or max(width, height) > MAXIMUM_SIDE:
        raise _too_large(name, f"{width} x {height} pixels", where)
    return image


def _decoded(image: Image.Image, name: str, where: Place) -> tuple[_Pixels, bytes | None]:
    """The pixels, upright, and the profile that fits them."""
    import struct

    from PIL import Image, ImageOps

    try:
        image.load()
        bare = image.format in ("JPEG", "MPO") and "adobe" not in image.info
        profile = image.info.get("icc_profile")
        upright = ImageOps.exif_transpose(image)
        pixels = _in_space(upright, inverted=bare)
    except Image.DecompressionBombError as error:
        raise _too_large(name, "far too many pixels", where) from error
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, EOFError, IndexError,
            struct.error, MemoryError) as error:  # fmt: skip
        raise _damaged(name, error, where) from error
    if pixels is None:
        raise _format(name, f"is in {image.mode}, not gray, RGB or CMYK", where)
    return pixels, _profile(profile, pixels.space, name, where)


def _in_space(image: Image.Image, *, inverted: bool) -> _Pixels | None:
    """An image as 8 bit gray, RGB or CMYK with its opacity apart; None for another space.

    `inverted` tells a CMYK JPEG without Adobe's marker: Pillow takes each for Adobe's, whose
    amounts are stored upside down.
    """
    from PIL import ImageChops

    mode = image.mode
    if mode == "CMYK":
        return _Pixels(ImageChops.invert(image) if inverted else image, "cmyk", None)
    if mode in ("I;16", "I;16L", "I;16B", "I;16N", "I"):
        return _Pixels(_from_16_bits(image), "gray", None)
    if mode in ("1", "L", "LA", "La", "RGB", "RGBA", "RGBa", "RGBX", "P", "PA", "YCbCr"):
        see_through = mode in ("LA", "La", "RGBA", "RGBa", "PA") or "transparency" in image.info
        gray = mode in ("1", "L", "LA", "La")
        if not see_through:
            return _Pixels(image.convert("L" if gray else "RGB"), "gray" if gray else "rgb", None)
        full = image.convert("RGBA")
        alpha = full.getchannel("A")
        shown = full.getchannel("R") if gray else full.convert("RGB")
        opaque = alpha.getextrema() == (255, 255)
        return _Pixels(shown, "gray" if gray else "rgb", None if opaque else alpha)
    return None


def _from_16_bits(image: Image.Image) -> Image.Image:
    """16 bit gray as 8 bit; Pillow's own conversion clips instead of scaling."""
    return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")


def _profile(icc: bytes | None, space: str, name: str, where: Place) -> bytes | None:
    """The profile if it is for this space (ICC.1, 7.2.6: bytes 16 to 19 of its header).

    A gray picture often carries the RGB profile it was made from; without it gray is gray.
    """
    if not icc or len(icc) < 128 or len(icc) > MAXIMUM_PROFILE or icc[36:40] != b"acsp":
        return None
    profiled = _PROFILE_SPACES.get(icc[16:20])
    if profiled == space:
        return icc
    if space == "gray":
        return None
    raise InputError(
        Diagnostic(
            "image-profile",
            f"{name} is in {space.upper()}, but its profile is for "
            f"{(profiled or 'another space').upper()}.",
            where,
            "Export it again with the profile of its own colour space.",
        )
    )


def _raster(pixels: _Pixels, icc: bytes | None) -> Raster:
    import hashlib

    image = pixels.image
    samples = image.tobytes()
    alpha = pixels.alpha.tobytes() if pixels.alpha is not None else None
    digest = hashlib.sha256(f"{image.width} {image.height} {pixels.space}\n".encode())
    for part in (samples, icc or b"", alpha or b""):
        digest.update(f"{len(part)}\n".encode())
        digest.update(part)
    return Raster(digest.hexdigest(), image.width, image.height, pixels.space, samples, icc, alpha)


def place(
    raster: Raster,
    frame: Rect,
    focus: tuple[float, float] = (0.5, 0.5),
    ground: Colour = PAPER,
) -> Picture:
    """A raster filling `frame`, its proportions kept, cropped so that `focus` stays in view.

    Args:
        raster: the pixels.
        frame: where it stands, in points.
        focus: the point to keep as near the middle as can be, as shares of width and height.
        ground: the colour below it, for a raster with an alpha channel.
    """
    scale = min(raster.width / frame.width, raster.height / frame.height)
    width = min(scale * frame.width, float(raster.width))
    height = min(scale * frame.height, float(raster.height))
    x = min(max(focus[0] * raster.width - width / 2, 0.0), raster.width - width)
    y = min(max(focus[1] * raster.height - height / 2, 0.0), raster.height - height)
    return Picture(raster, frame, Rect(x, y, width, height), ground)


def check(picture: Picture, place: Place | None = None) -> tuple[Diagnostic, ...]:
    """What to say of a picture's effective resolution: nothing if it is enough.

    Under 225 pixels an inch is a warning, under 150 an error (see `SOFT_PPI`, `POOR_PPI`).
    """
    ppi = picture.ppi
    if ppi >= SOFT_PPI:
        return ()
    least = POOR_PPI if ppi < POOR_PPI else SOFT_PPI
    width, height = (round(side / 72 * 300) for side in picture.frame[2:])
    found = Diagnostic(
        "image-ppi",
        f"The picture has {ppi:.0f} pixels an inch at its printed size; {least} is the least.",
        place,
        f"Use one whose visible part has {width} x {height} pixels, which is 300 an inch.",
        "error" if ppi < POOR_PPI else "warning",
    )
    return (found,)


def darkness(raster: Raster) -> list[list[float]]:
    """How dark the parts of a raster are, from 0 to 1, in a coarse grid of rows."""
    from PIL import Image

    mode = {"gray": "L", "rgb": "RGB", "cmyk": "CMYK"}[raster.space]
    size = (raster.width, raster.height)
    image = Image.frombytes(mode, size, raster.samples).convert("L")
    if raster.alpha is not None:
        white = Image.new("L", size, 255)
        image = Image.composite(image, white, Image.frombytes("L", size, raster.alpha))
    small = image.resize((_WEIGHED, _WEIGHED), Image.Resampling.BOX).tobytes()
    return [
        [1 - value / 255 for value in small[start : start + _WEIGHED]]
        for start in range(0, _WEIGHED * _WEIGHED, _WEIGHED)
    ]


def _too_large(name: str, size: str, where: Place) -> InputError:
    return InputError(
        Diagnostic(
            "image-too-large",
            f"{name} has {size}; at most {MAXIMUM_PIXELS // 1_000_000} million pixels and "
            f"{MAXIMUM_SIDE} a side are read.",
            where,
            "Reduce it to 300 pixels an inch at its printed size.",
        )
    )


def _format(name: str, what: str, where: Place) -> InputError:
    hint = "Export it as JPEG, PNG or TIFF in gray, RGB or CMYK."
    return InputError(Diagnostic("image-format", f"{name} {what}.", where, hint))


def _damaged(name: str, error: Exception, where: Place) -> InputError:
    return InputError(
        Diagnostic(
            "image-damaged",
            f"{name} breaks off or is damaged ({error}).",
            where,
            "Export or copy it again.",
        )
    )
