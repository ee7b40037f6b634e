"""Pictures as their files hold them: unfolded when their pixels are asked for, and let go.

A picture of 80 million pixels fills 320 MB, and a brochure may have a hundred of them. So what is
held of a large one is its file, and how that is to be read. What was last unfolded stays for
whoever asks next, until another needs the room. Files are unfolded one at a time, also where
several threads ask.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Literal
from weakref import WeakValueDictionary

from msgspec import Struct
from msgspec.structs import replace

from depliant.press.strips import Box, Strips, joined, ranges, samples_of

if TYPE_CHECKING:
    from PIL import Image, ImageCms

FORMATS: Final = ("JPEG", "PNG", "TIFF")
"""What is read, as Pillow names it."""
MOST: Final = 320 * 1000 * 1000
"""Bytes of what stays unfolded while pages are made: one picture of the largest size."""
KEPT: Final = 64 * 1000 * 1000
"""Bytes of what stays unfolded longer: two or three photographs of six million pixels."""

Space = Literal["gray", "rgb", "cmyk"]
Mode = Literal["L", "RGB", "CMYK"]

_LYING: Final = (5, 6, 7, 8)
_MIRRORED: Final = 2
"""Of the ways to stand: those whose width is stored as the height, and that of a mirror."""

_GRAYS = ("1", "L", "LA", "La")
_COLOURS = ("RGB", "RGBA", "RGBa", "RGBX", "P", "PA", "YCbCr")
_CLEAR = ("LA", "La", "RGBA", "RGBa", "PA")
_DEEP = ("I;16", "I;16L", "I;16B", "I;16N", "I")
_BYTES = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16L": 2, "I;16B": 2, "I;16N": 2}
"""Bytes that Pillow takes for a pixel; four of all others."""


_TOLD: Final = ("adobe", "transparency")
"""What a file has to say of its pixels, as Pillow names it."""

_Key = tuple[bytes, bytes]
"""A file, and the profile through which it is seen."""


class Packed(Struct, frozen=True):
    """Samples of 8 bits, rows from the top, as the file of a picture holds them.

    Args:
        data: the file, which has been unfolded before without a fault.
        mode: what the samples are: gray, RGB or CMYK.
        stands: how it stands, as Exif numbers that: 1 is upright.
        inverted: whether it is a CMYK JPEG without Adobe's marker; Pillow takes each for Adobe's,
            whose amounts are stored upside down.
        part: the picture itself, or its opacity.
        turned: whether it is seen as in a mirror.
        through: the profile through which a picture in colours becomes gray; empty: by its samples.
    """

    data: bytes
    mode: Mode
    stands: int = 1
    inverted: bool = False
    part: Literal["picture", "opacity"] = "picture"
    turned: bool = False
    through: bytes = b""


class Unfolded:
    """The pixels of a packed picture, some rows at a time."""

    def __init__(self, packed: Packed, image: Image.Image) -> None:
        self._packed, self._image = packed, image
        width, height = image.size
        self.size = (height, width) if packed.stands in _LYING else (width, height)

    def part(self, box: Box) -> Image.Image:
        """A box of the pixels, in their mode; the whole may be what others have as well."""
        packed = self._packed
        left, top, right, bottom = box
        if packed.turned:
            left, right = self.size[0] - right, self.size[0] - left
        stored = _stored((left, top, right, bottom), packed.stands, self._image.size)
        image = self._image
        if stored != (0, 0, *image.size):
            image = image.crop(stored)
        found = _upright(_of(image, packed), packed.stands)
        return _upright(found, _MIRRORED) if packed.turned else found

    def strips(self) -> Iterator[Image.Image]:
        """All of it, as `press.strips` parts it."""
        for top, bottom in ranges(*self.size):
            yield self.part((0, top, self.size[0], bottom))


class _Last:
    """What was unfolded last; and what somebody still has, though there is no room for it."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._held: dict[_Key, Image.Image] = {}
        self._used: WeakValueDictionary[_Key, Image.Image] = WeakValueDictionary()

    def find(self, key: _Key) -> Image.Image | None:
        """The image under a key, which counts as the one that was last asked for."""
        found = self._held.pop(key, None)
        if found is None:
            return self._used.get(key)
        self._held[key] = found
        return found

    def keep(self, key: _Key, image: Image.Image) -> None:
        """Hold an image, without what else its file says, which would be written with it."""
        image.info = {name: image.info[name] for name in _TOLD if name in image.info}
        self.make_room(MOST - _size(image))
        self._held[key] = self._used[key] = image

    def make_room(self, left: int) -> None:
        """Let go of what was longest unused, until the rest takes no more than so many bytes."""
        taken = sum(map(_size, self._held.values()))
        for key in [*self._held]:
            if taken <= left:
                break
            taken -= _size(self._held.pop(key))


_LAST: Final = _Last()


def unfolded(packed: Packed) -> Unfolded:
    """The pixels of a packed picture."""
    with _LAST.lock:
        if packed.through and packed.part == "picture":
            return Unfolded(replace(packed, stands=1, through=b""), _gray(packed))
        return Unfolded(packed, _image(packed.data))


def strips(
    mode: str, size: tuple[int, int], samples: bytes | Packed, box: Box | None = None
) -> Strips:
    """A box of samples as strips, or all of them; a packed picture stays unfolded meanwhile."""
    held = samples if isinstance(samples, bytes) else unfolded(samples)
    return Strips(mode, size, held, box or (0, 0, *size))


def bytes_of(samples: bytes | Packed) -> bytes:
    """Samples as they are, all at once."""
    return samples if isinstance(samples, bytes) else samples_of(unfolded(samples).strips())


def adopt(data: bytes, image: Image.Image) -> None:
    """Keep the image of a file, which somebody has unfolded."""
    with _LAST.lock:
        _LAST.keep((data, b""), image)


def let_go() -> None:
    """Keep no more than may stay when pages are made."""
    with _LAST.lock:
        _LAST.make_room(KEPT)


def opened(data: bytes) -> Image.Image:
    """The image of a file, of whose pixels none is unfolded yet.

    Raises:
        OSError, ValueError, SyntaxError, KeyError, TypeError: it is damaged, or of another kind.
    """
    from PIL import Image

    return Image.open(io.BytesIO(data), formats=FORMATS)


def room_for(image: Image.Image) -> None:
    """Let go of what would stand beside an image that is about to be unfolded."""
    with _LAST.lock:
        _LAST.make_room(MOST - _size(image))


def _image(data: bytes) -> Image.Image:
    found = _LAST.find((data, b""))
    if found is None:
        found = opened(data)
        room_for(found)
        found.load()
        _LAST.keep((data, b""), found)
    return found


def _gray(packed: Packed) -> Image.Image:
    """A picture in gray through its profile: that takes long, and is kept by itself."""
    from PIL import ImageCms

    key = (packed.data, packed.through)
    found = _LAST.find(key)
    if found is None:
        image = _image(packed.data)
        mode: Mode = "CMYK" if image.mode == "CMYK" else "RGB"
        own = Unfolded(Packed(packed.data, mode, packed.stands, packed.inverted), image)
        seen = through(packed.through, mode)
        shown = (ImageCms.applyTransform(strip, seen) or strip for strip in own.strips())
        found = joined(own.size, (strip.convert("L") for strip in shown))
        _LAST.keep(key, found)
    return found


def through(profile: bytes, mode: Mode) -> ImageCms.ImageCmsTransform:
    """How a picture with a profile is seen, in sRGB.

    Raises:
        OSError, ValueError, ImageCms.PyCMSError: the profile cannot be used for such a picture.
    """
    from PIL import ImageCms

    own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    return ImageCms.buildTransform(own, ImageCms.createProfile("sRGB"), mode, "RGB")


def _size(image: Image.Image) -> int:
    return image.width * image.height * _BYTES.get(image.mode, 4)


def _stored(box: Box, stands: int, size: tuple[int, int]) -> Box:
    """Where a box of an upright picture lies in one that stands so (Exif 2.32, 4.6.5.1)."""
    left, top, right, bottom = box
    if stands in _LYING:
        left, top, right, bottom = top, left, bottom, right
    width, height = size
    if stands in (2, 3, 7, 8):
        left, right = width - right, width - left
    if stands in (3, 4, 6, 7):
        top, bottom = height - bottom, height - top
    return left, top, right, bottom


def _upright(image: Image.Image, stands: int) -> Image.Image:
    from PIL.Image import Transpose

    ways = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return image.transpose(ways[stands]) if stands in ways else image


def space_of(mode: str) -> Space | None:
    """The space of an image in a mode of Pillow's; None of one that is not read."""
    if mode == "CMYK":
        return "cmyk"
    if mode in _DEEP or mode in _GRAYS:
        return "gray"
    return "rgb" if mode in _COLOURS else None


def has_opacity(image: Image.Image) -> bool:
    """Whether some pixels of an image may be clear."""
    key = image.info.get("transparency")
    if image.mode in _DEEP:
        return isinstance(key, int)
    return image.mode in _CLEAR or (key is not None and image.mode != "CMYK")


def _of(image: Image.Image, packed: Packed) -> Image.Image:
    """The part of an image that is meant, in its mode."""
    from PIL import ImageChops

    if packed.part == "opacity":
        return _opacity(image)
    if image.mode == "CMYK" and packed.inverted:
        image = ImageChops.invert(image)
    return _as(_colours(image), packed.mode)


def _colours(image: Image.Image) -> Image.Image:
    """An image in gray, RGB or CMYK, without its opacity."""
    space = space_of(image.mode)
    if image.mode in _DEEP:
        return _from_16_bits(image)
    if space == "cmyk" or not has_opacity(image):
        return _as(image, {"gray": "L", "rgb": "RGB", "cmyk": "CMYK"}[space or "rgb"])
    full = _as(image, "RGBA")
    return full.getchannel("R") if space == "gray" else full.convert("RGB")


def _opacity(image: Image.Image) -> Image.Image:
    """The opacity of an image that has any."""
    if image.mode not in _DEEP:
        return _as(image, "RGBA").getchannel("A")
    from PIL import ImageMath

    # Of a 16 bit gray PNG one gray may be clear (PNG, 11.3.1.1).
    key = image.info["transparency"]
    opaque: Image.Image = ImageMath.lambda_eval(
        lambda given: given["convert"]((given["gray"] != key) * 255, "L"), gray=image.convert("I")
    )
    return opaque


def _as(image: Image.Image, mode: str) -> Image.Image:
    """The image in a mode of Pillow's; itself if it is, since Pillow would copy it."""
    return image if image.mode == mode else image.convert(mode)


def _from_16_bits(image: Image.Image) -> Image.Image:
    """16 bit gray as 8 bit; Pillow's own conversion clips instead of scaling."""
    return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
