"""Pictures: JPEG, PNG and TIFF files as rasters, cropped to a frame about a focal point.

A picture's size is read from its header before a pixel is decoded, so that a file which
unpacks to more than memory holds is refused, and so is a JPEG that asks for far more work than its
pixels: see `depliant.bounds`. Pixels come out upright, 8 bits a sample, in
gray, RGB or CMYK; what they mean stays with them as their ICC profile. Pillow is imported
only when there is a picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from depliant.bounds import MARK_PIXELS, SCANS, SEGMENTS
from depliant.colour import PAPER, Colour
from depliant.display.items import Picture, Raster
from depliant.errors import Diagnostic, InputError, Place
from depliant.geometry import Rect
from depliant.graphics import codes, jpeg
from depliant.graphics.pixels import Pixels, grays_of, opacity_of, pixels_of, strips_of
from depliant.press import unfolding
from depliant.press.strips import Strips, joined, reduced
from depliant.sentences import NOTHING, Sentence, say
from depliant.source.folder import File
from depliant.source.kinds import NAMES, RASTERS, kind_of

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

_CHANNELS = {"gray": 1, "rgb": 3, "cmyk": 4}
_PROFILE_SPACES = {b"GRAY": "gray", b"RGB ": "rgb", b"CMYK": "cmyk"}
_WEIGHED = 40
_ORIENTATION = 274
"""The tag of Exif that says which way is up."""
_STANDS = range(1, 9)
"""What it may say."""
CODE_PPI = 300
"""To how many pixels an inch, at least, a code of few pixels is enlarged, each a square."""


class _Jpeg(Struct, frozen=True):
    """That a picture was a JPEG, and the file if its pixels were not changed."""

    data: bytes | None


def read(file: File, place: Place | None = None, at_most: int = MAXIMUM_PIXELS) -> Raster:
    """Read a picture.

    Args:
        file: a JPEG, PNG or TIFF file; of several pictures in a TIFF the first is taken.
        place: where the content names it.
        at_most: how many pixels it may have.

    Raises:
        InputError: the file is damaged, too large, or of another kind (`image-damaged`,
            `image-too-large`, `image-format`, `image-profile`).
    """
    where = place or Place(file.name)
    name = file.name.rpartition("/")[2]
    if len(file.data) > MAXIMUM_BYTES:
        raise _too_large(say("{size:.0f} MB", size=len(file.data) / 1e6), name, where)
    _bear(file.data, name, where)
    image = _opened(file.data, name, where, at_most)
    stands = _stands(image)
    pixels, profile = _decoded(file.data, image, name, where)
    if image.format not in ("JPEG", "MPO"):
        return _raster(pixels, profile)
    # The file's pixels are these, and Pillow reads CMYK as it writes it: see `pixels_of`.
    same = stands and pixels.black == "none" and image.mode in ("L", "RGB", "CMYK")
    same = same and (image.mode != "CMYK" or "adobe" in image.info)
    return _raster(pixels, profile, _Jpeg(jpeg.bare(file.data) if same else None))


def read_mark(file: File, place: Place | None = None) -> Raster:
    """Read a partner's mark that is a picture: as `read`, with fewer pixels at the most.

    Raises:
        InputError: as `read`.
    """
    return read(file, place, MARK_PIXELS)


def _bear(data: bytes, name: str, where: Place) -> None:
    """Refuse a JPEG whose parts are out of all proportion, before anything of it is decoded."""
    if not data.startswith(b"\xff\xd8"):
        return
    found = jpeg.excess(data)
    if found:
        message = say("{name} is a JPEG of more than {most} scans.", name=name, most=SCANS)
        if found == "segments":
            message = say(
                "{name} is a JPEG of more than {most} segments.", name=name, most=SEGMENTS
            )
        hint = say(
            "It would take a picture program minutes to open. Ask whoever made it for a plain JPEG "
            "or a PNG."
        )
        raise InputError(Diagnostic("beyond-limits", message, where, hint))


def _opened(data: bytes, name: str, where: Place, at_most: int) -> Image.Image:
    """The image with its header read and its size found bearable."""
    from PIL import Image, UnidentifiedImageError

    try:
        image = unfolding.opened(data)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(None, name, where, at_most) from error
    except UnidentifiedImageError as error:
        raise _other_kind(name, data, where) from error
    except (OSError, ValueError, SyntaxError, KeyError, TypeError) as error:
        raise _damaged(name, where) from error
    width, height = image.size
    if width * height > at_most or max(width, height) > MAXIMUM_SIDE:
        raise _too_large(_pixels(width, height), name, where, at_most)
    return image


def _stands(image: Image.Image) -> bool:
    """Whether the pixels of a JPEG are upright as they are stored."""
    if image.format not in ("JPEG", "MPO"):
        return True
    return bool(image.getexif().get(_ORIENTATION, 1) == 1)


def _decoded(
    data: bytes, image: Image.Image, name: str, where: Place
) -> tuple[Pixels, bytes | None]:
    """The pixels of the image of a file, and the profile that fits them."""
    import struct

    from PIL import Image

    try:
        unfolding.room_for(image)
        image.load()
        bare = image.format in ("JPEG", "MPO") and "adobe" not in image.info
        profile = image.info.get("icc_profile")
        # Of a TIFF Pillow has turned it by now, and says so.
        stands = image.getexif().get(_ORIENTATION, 1)
        pixels = pixels_of(data, image, stands if stands in _STANDS else 1, inverted=bare)
    except Image.DecompressionBombError as error:
        raise _too_large(None, name, where) from error
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, EOFError, IndexError,
            struct.error, MemoryError) as error:  # fmt: skip
        raise _damaged(name, where) from error
    if pixels is None:
        raise _format(
            say("{name} is in {mode}, not gray, RGB or CMYK.", name=name, mode=image.mode), where
        )
    return pixels, _profile(profile, pixels.space, name, where)


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
            say(
                "{name} is in {space}, but its profile is for {other}."
                if profiled
                else "{name} is in {space}, but its profile is for another space.",
                name=name,
                space=_SPACES[space],
                other=_SPACES.get(profiled or "", NOTHING),
            ),
            where,
            say("Export it again with the profile of its own colour space."),
        )
    )


def _raster(pixels: Pixels, icc: bytes | None, lossy: _Jpeg | None = None) -> Raster:
    import hashlib

    (width, height), samples, alpha = pixels.size, pixels.samples, pixels.alpha
    of_jpeg = lossy.data if lossy is not None else None
    said = f"{width} {height} {pixels.space} {lossy is not None} {pixels.black}\n"
    raster = Raster("", width, height, pixels.space, samples, icc, alpha, lossy is not None,
                    of_jpeg, pixels.black)  # fmt: skip
    digest = hashlib.sha256(said.encode())
    digest.update(b"%d\n" % (width * height * _CHANNELS[pixels.space]))
    for strip in strips_of(raster):
        digest.update(strip.tobytes())
    digest.update(b"%d\n" % len(icc or b""))
    digest.update(icc or b"")
    opacity = opacity_of(raster)
    digest.update(b"%d\n" % (0 if opacity is None else width * height))
    for strip in opacity or ():
        digest.update(strip.tobytes())
    digest.update(b"%d\n" % len(of_jpeg or b""))
    digest.update(of_jpeg or b"")
    return replace(raster, digest=digest.hexdigest())


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
    width = _snapped(scale * frame.width, raster.width)
    height = _snapped(scale * frame.height, raster.height)
    x = min(max(focus[0] * raster.width - width / 2, 0.0), raster.width - width)
    y = min(max(focus[1] * raster.height - height / 2, 0.0), raster.height - height)
    return Picture(raster, frame, Rect(x, y, width, height), ground)


def _snapped(pixels: float, whole: int) -> float:
    """A side of a crop; the whole side where only rounding parts them."""
    return float(whole) if pixels > whole - 0.01 else pixels


def check(picture: Picture, name: str, place: Place | None = None) -> tuple[Diagnostic, ...]:
    """What to say of a picture at its printed size: its resolution, its blacks, its code."""
    code = codes.find(picture.raster)
    if code is None:
        return (*_resolution(picture, place), *_blacks(picture.raster, name, place))
    return (*codes.check(code, picture, name, place), *_blacks(picture.raster, name, place))


def _is_whole(picture: Picture) -> bool:
    raster = picture.raster
    return picture.crop == Rect(0.0, 0.0, raster.width, raster.height)


def _resolution(picture: Picture, place: Place | None) -> tuple[Diagnostic, ...]:
    """Under 225 pixels an inch is a warning, under 150 an error (see `SOFT_PPI`, `POOR_PPI`)."""
    ppi = picture.ppi
    if ppi >= SOFT_PPI:
        return ()
    width, height = (round(side / 72 * 300) for side in picture.frame[2:])
    found = Diagnostic(
        "image-ppi",
        say(
            "The picture has {ppi:.0f} pixels an inch at its printed size: under {poor} it looks "
            "wrong, and from {soft} on sharp."
            if ppi < POOR_PPI
            else "The picture has {ppi:.0f} pixels an inch at its printed size: under {soft} it "
            "looks soft.",
            ppi=ppi,
            poor=POOR_PPI,
            soft=SOFT_PPI,
        ),
        place,
        say(
            "Use one whose visible part has {width} x {height} pixels, which is 300 an inch.",
            width=width,
            height=height,
        ),
        "error" if ppi < POOR_PPI else "warning",
    )
    return (found,)


def _blacks(raster: Raster, name: str, place: Place | None) -> tuple[Diagnostic, ...]:
    """That black and gray of a picture in RGB are printed in black ink alone."""
    if raster.black == "none":
        return ()
    said = {
        "all": say(
            "{name} is in RGB, but holds only black, gray and white: it is printed in black ink "
            "alone.",
            name=name,
        ),
        "part": say(
            "The pure black and gray of {name} are printed in black ink alone, its colours in four "
            "inks.",
            name=name,
        ),
    }
    return (Diagnostic("image-black", said[raster.black], place, severity="info"),)


def sharp(picture: Picture) -> Picture:
    """The picture, or if it is a code of few pixels the same with each pixel as several.

    So its squares keep their edges wherever the file is shown, and it counts as sharp.
    """
    raster, ppi = picture.raster, picture.ppi
    if ppi >= CODE_PPI or not _is_whole(picture) or codes.find(raster) is None:
        return picture
    times = -int(-CODE_PPI // ppi)
    larger = _enlarged(raster, times)
    return replace(picture, raster=larger, crop=Rect(0.0, 0.0, larger.width, larger.height))


def _enlarged(raster: Raster, times: int) -> Raster:
    from PIL import Image

    size = (raster.width, raster.height)
    full = (size[0] * times, size[1] * times)

    def larger(strips: Strips) -> bytes:
        return joined(size, strips).resize(full, Image.Resampling.NEAREST).tobytes()

    opacity = opacity_of(raster)
    alpha = None if opacity is None else larger(opacity)
    pixels = Pixels(full, raster.space, larger(strips_of(raster)), alpha, raster.black)
    return _raster(pixels, raster.icc)


_SPACES = {"gray": say("GRAY"), "rgb": say("RGB"), "cmyk": say("CMYK")}
"""What the three spaces are called in a sentence."""


def darkness(raster: Raster) -> list[list[float]]:
    """How dark the parts of a raster are, from 0 to 1, in a coarse grid of rows."""
    from PIL import Image

    size, weighed = (raster.width, raster.height), (_WEIGHED, _WEIGHED)
    small = reduced(grays_of(raster), size, weighed, Image.Resampling.BOX).tobytes()
    return [
        [1 - value / 255 for value in small[start : start + _WEIGHED]]
        for start in range(0, _WEIGHED * _WEIGHED, _WEIGHED)
    ]


def _pixels(width: int, height: int) -> Sentence:
    return say("{width} x {height} pixels", width=width, height=height)


def _too_large(
    size: Sentence | None, name: str, where: Place, at_most: int = MAXIMUM_PIXELS
) -> InputError:
    """What is raised for a picture of such a size; None: of one that nobody can tell."""
    return InputError(
        Diagnostic(
            "image-too-large",
            say(
                "{name} has far too many pixels; at most {maximum_pixels} million pixels and "
                "{maximum_side} a side are read."
                if size is None
                else "{name} has {size}; at most {maximum_pixels} million pixels and "
                "{maximum_side} a side are read.",
                name=name,
                size=size or NOTHING,
                maximum_pixels=at_most // 1000000,
                maximum_side=MAXIMUM_SIDE,
            ),
            where,
            say("Reduce it to 300 pixels an inch at its printed size."),
        )
    )


def _format(message: Sentence, where: Place) -> InputError:
    hint = say("Export it as JPEG, PNG or TIFF in gray, RGB or CMYK.")
    return InputError(Diagnostic("image-format", message, where, hint))


def _other_kind(name: str, data: bytes, where: Place) -> InputError:
    """What a file is that is no picture that can be read."""
    kind = kind_of(data)
    if kind is None:
        return _format(say("{name} is not a JPEG, PNG or TIFF picture.", name=name), where)
    if kind in ("jpeg", "png", "tiff"):
        return _damaged(name, where)  # it is one by its first bytes, and what follows is none
    message = say(
        "{name} is {names}, not a JPEG, PNG or TIFF picture.", name=name, names=NAMES[kind]
    )
    hint = say("Name the picture, or save it as JPEG, PNG or TIFF.")
    if kind in RASTERS:
        hint = say("Open it in a program for pictures, and save it as JPEG, PNG or TIFF.")
    elif kind == "svg":
        hint = say(
            "Place it with `drawing:`, or as `art` in the style sheet; or export it as PNG with "
            "300 pixels an inch."
        )
    elif kind in ("pdf", "eps"):
        hint = say("Export the page as PNG or TIFF with 300 pixels an inch.")
    return InputError(Diagnostic("image-format", message, where, hint))


def _damaged(name: str, where: Place) -> InputError:
    return InputError(
        Diagnostic(
            "image-damaged",
            say("{name} breaks off or is damaged.", name=name),
            where,
            say("Export or copy it again."),
        )
    )
