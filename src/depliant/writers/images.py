"""Rasters to the pixels of one file: cropped, through the profiles, their opacity beside them.

A gray raster goes to the black plate alone in a press file, and so do the pure grays of a drawing.
A gray JPEG stays gray, in DeviceGray: its levels are those of the black plate, or of a screen.
A picture that keeps its own profile is not converted at all: PDF/X-4 leaves that to the printer.

What was a JPEG stays one: untouched where nothing of it changes, else of high quality. What was
not is stored without loss, but for pictures of very many pixels and colours. On a screen nobody
sees more than some pixels an inch: there a photograph is reduced to what `at_most` says.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from math import ceil, floor
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from depliant.colour import BLACK, Colour
from depliant.display.items import Picture, Raster, Veil
from depliant.geometry import Rect
from depliant.memory import remembered
from depliant.press import unfolding
from depliant.press.blacks import gray_mask
from depliant.press.condition import OutputCondition, to_srgb
from depliant.press.strips import Strips, deflated, few_colours, joined, parts, ranges, reduced
from depliant.tuples import NamedTuple
from depliant.writers import jpegs, toning
from depliant.writers.ink_limit import check_ink, held_to
from depliant.writers.ink_limit import total_ink as total_ink
from depliant.writers.objects import Name, Value
from depliant.writers.profiles import converted, is_srgb, transform

if TYPE_CHECKING:
    from PIL import Image

Space = Literal["DeviceCMYK", "DeviceRGB", "DeviceGray"]
JPEG_FROM = 4_000_000
"""Samples from which any picture of many colours is stored as JPEG: deflating more takes seconds
and saves little."""
REDUCED_FROM = 1.5
"""A picture is reduced if it has so many times the pixels that it may have: what has hardly more
is better left as it is."""
_FLAT_COLOURS = 256
_BESIDE = 4
"""Rows beside those of a strip that what is clear in it depends on: two, and two more."""
_DRAWN_LEVELS, _DRAWN_SHARE = 32, 0.9
"""A gray picture is drawn if so many levels make up so much of it: a photograph has them all."""
_CHANNELS: dict[Space, int] = {"DeviceCMYK": 4, "DeviceRGB": 3, "DeviceGray": 1}


class Crop(NamedTuple):
    """Whole pixels: left, top, right, bottom, the last two excluded."""

    left: int
    top: int
    right: int
    bottom: int


class Pixels(Struct, frozen=True):
    """A converted picture: 8-bit samples of `space`, deflated, or a JPEG of them if `jpeg`.

    `icc` is the profile that a picture keeps which is not converted; its samples are of the
    kind of `space`, but mean what the profile says. `alpha` is a deflated byte a pixel. `plates`
    are those of a picture that has inks of its own, which its samples then are.
    """

    width: int
    height: int
    space: Space
    data: bytes
    jpeg: bool = False
    icc: bytes | None = None
    alpha: bytes | None = None
    plates: tuple[toning.Plate, ...] = ()

    @property
    def channels(self) -> int:
        """How many components a pixel has."""
        if self.plates:
            return len(self.plates)
        return _CHANNELS[self.space]

    def entries(self, space: Value) -> dict[str, Value]:
        """The image dictionary (ISO 32000-1, 8.9.5); `space` is the file's name for its space."""
        entries: dict[str, Value] = {
            "Type": Name("XObject"),
            "Subtype": Name("Image"),
            "Width": self.width,
            "Height": self.height,
            "ColorSpace": space,
            "BitsPerComponent": 8,
            "Filter": Name("DCTDecode" if self.jpeg else "FlateDecode"),
        }
        if self.jpeg and self.space == "DeviceCMYK" and not self.plates:
            # Pillow writes CMYK the way Photoshop does: inverted, with Adobe's APP14 marker.
            entries["Decode"] = (1, 0) * 4
        if self.icc is not None:
            entries["Intent"] = Name("Perceptual")  # as pictures are converted here
        return entries

    def soft_mask(self) -> dict[str, Value]:
        """The dictionary of its opacity (ISO 32000-1, 11.6.5.3)."""
        return {**self._mask(8), "ColorSpace": Name("DeviceGray")}

    def stencil(self) -> tuple[bytes, dict[str, Value]]:
        """Where it is painted at all, for a file without transparency: a stencil mask.

        Samples of 1 are masked out (ISO 32000-1, 8.9.6.3).
        """
        from PIL import Image

        if self.alpha is None:
            raise ValueError("an opaque picture has no stencil")
        alpha = Image.frombytes("L", (self.width, self.height), zlib.decompress(self.alpha))
        bits = alpha.point([255] + [0] * 255).convert("1", dither=Image.Dither.NONE).tobytes()
        return zlib.compress(bits, 6), {**self._mask(1), "ImageMask": True}

    def _mask(self, bits: int) -> dict[str, Value]:
        return {
            "Type": Name("XObject"),
            "Subtype": Name("Image"),
            "Width": self.width,
            "Height": self.height,
            "BitsPerComponent": bits,
            "Filter": Name("FlateDecode"),
        }


def whole_pixels(picture: Picture) -> Crop:
    """The crop of a picture, widened to whole pixels and kept within the raster."""
    crop, raster = picture.crop, picture.raster
    left = min(max(0, floor(crop.x + 1e-6)), raster.width - 1)
    top = min(max(0, floor(crop.y + 1e-6)), raster.height - 1)
    right = max(left + 1, min(raster.width, ceil(crop.right - 1e-6)))
    bottom = max(top + 1, min(raster.height, ceil(crop.bottom - 1e-6)))
    return Crop(left, top, right, bottom)


def whole_frame(picture: Picture) -> Rect:
    """The frame of the whole pixels of a picture, of which its own frame shows a part."""
    crop, shown = whole_pixels(picture), picture.crop
    across = picture.frame.width / shown.width
    along = picture.frame.height / shown.height
    return Rect(
        picture.frame.x + (crop.left - shown.x) * across,
        picture.frame.y + (crop.top - shown.y) * along,
        (crop.right - crop.left) * across,
        (crop.bottom - crop.top) * along,
    )


class ImageJob(NamedTuple):
    """What one conversion depends on; `ground` is a pixel of `space`, `ink_limit` 1.0 for 100 %.

    `condition` is the press's profile: pictures for the press go to it, CMYK pictures for the
    screen come from it if they have none of their own. With `keep` a picture stays in its own
    profile, where that can be: see `_kept`. `at_most` is how many pixels across are of use.
    `inks` and `veils` are the picture's; `spots` are the inks that have plates of their own.
    """

    raster: Raster
    crop: Crop
    ground: tuple[int, ...]
    space: Space
    condition: OutputCondition
    ink_limit: float
    keep: bool = False
    at_most: int | None = None
    inks: tuple[Colour, ...] = ()
    veils: tuple[Veil, ...] = ()
    spots: frozenset[str] = frozenset()


def job_of(
    picture: Picture,
    ground: tuple[int, ...],
    space: Space,
    condition: OutputCondition,
    ink_limit: float,
) -> ImageJob:
    """The conversion of a picture."""
    return ImageJob(
        picture.raster,
        whole_pixels(picture),
        ground,
        space,
        condition,
        ink_limit,
        inks=picture.inks,
        veils=picture.veils,
    )


@remembered
def convert(job: ImageJob) -> Pixels:
    """Crop and convert a raster; equal jobs give equal bytes.

    Raises:
        BrochureError: `image-unreadable-profile`; `ink-limit` if a CMYK picture that brings its
            own separation has more ink than the press allows.
    """
    raster = job.raster
    if job.inks == (BLACK,):  # as what is gray is printed anyhow
        job = job._replace(inks=())
    size = (raster.width, raster.height)
    source = unfolding.strips(MODES[raster.space], size, raster.samples, job.crop)
    fewer = _reduced_size(source, job)
    kept = _kept(job)
    gray = _stays_gray(job)
    untouched = fewer is None and source.is_whole and not job.inks and not job.veils
    if untouched and raster.jpeg is not None and (kept or gray or _is_the_files(source, job)):
        space = _SPACES[source.mode]
        return Pixels(*source.size, space, raster.jpeg, True, raster.icc if kept else None)
    alpha = None if raster.alpha is None else unfolding.strips("L", size, raster.alpha, job.crop)
    if plates := toning.plates(job.inks, job.veils, job.spots):
        return _separated(source, alpha, job, plates)
    if source.mode == "CMYK" and job.space == "DeviceCMYK" and not kept and _is_in_press(job):
        check_ink(source, job.ink_limit)
    shown = _Painted(source, alpha, job, kept or gray)
    icc = raster.icc if kept else None
    if fewer is None:
        opacity = None if alpha is None else deflated(strip.tobytes() for strip in alpha)
        return _packed(shown, opacity, job, icc)
    image = _reduced(shown.bare(), _size(source), fewer)
    opacity = None
    if alpha is not None:
        opacity = zlib.compress(_reduced(alpha, _size(source), fewer).tobytes(), 6)
    return _packed(_Whole(_veiled(image, job, 0, image.height)), opacity, job, icc)


def _size(source: Strips) -> tuple[int, int]:
    return source.width, source.height


def _reduced(
    strips: Iterable[Image.Image], size: tuple[int, int], to: tuple[int, int]
) -> Image.Image:
    from PIL import Image

    return reduced(strips, size, to, Image.Resampling.LANCZOS)


class _Painted(NamedTuple):
    """A picture in the colours of the file: as they are if `is_bare`, else converted.

    What is clear has the ground, which depends on the rows next to it: see `_filled`.
    """

    source: Strips
    alpha: Strips | None
    job: ImageJob
    is_bare: bool

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return _size(self.source)

    def bare(self) -> Iterator[Image.Image]:
        """Its strips, without veils."""
        for top, bottom in ranges(*self.size):
            yield self._rows(top, bottom)

    def strips(self) -> Iterator[Image.Image]:
        """Its strips, which are made each time that they are asked for."""
        for top, bottom in ranges(*self.size):
            yield _veiled(self._rows(top, bottom), self.job, top, self.source.height)

    def _rows(self, top: int, bottom: int) -> Image.Image:
        job, alpha = self.job, self.alpha
        wide = alpha is not None and (top, bottom) != (0, self.source.height)
        beside = _BESIDE if wide else 0
        image = self.source.rows(top - beside, bottom + beside)
        if not self.is_bare:
            image = _to_cmyk(image, job) if job.space == "DeviceCMYK" else _to_rgb(image, job)
        if alpha is not None:
            image = _filled(image, alpha.rows(top - beside, bottom + beside), job.ground)
        return image.crop((0, beside, image.width, image.height - beside)) if beside else image


class _Whole(NamedTuple):
    """A picture that is there."""

    image: Image.Image

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.image.size

    def strips(self) -> Iterator[Image.Image]:
        """It, in strips."""
        return parts(self.image)


def _separated(
    gray: Strips, alpha: Strips | None, job: ImageJob, plates: tuple[toning.Plate, ...]
) -> Pixels:
    """A gray picture on plates of its own; as fine as it is, since only a press has them."""
    opacity = deflated(strip.tobytes() for strip in alpha) if alpha is not None else None
    strips = _on_plates(gray, job, plates)
    jpeg = len(plates) == 1 and job.raster.lossy
    if jpeg:
        packed = jpegs.written(_size(gray), (band for (band,) in strips))
    else:
        packed = deflated(map(toning.interleaved, strips))
    return Pixels(gray.width, gray.height, "DeviceCMYK", packed, jpeg, None, opacity, plates)


def _on_plates(
    gray: Strips, job: ImageJob, plates: tuple[toning.Plate, ...]
) -> Iterator[list[Image.Image]]:
    """Strips of a gray picture, each as one image a plate, below its veils."""
    top = 0
    for strip in gray:
        bands = toning.on_plates(strip, job.inks, plates, job.ink_limit)
        for veil in job.veils:
            solid = [round(255 * share) for share in toning.amounts(veil.colour, plates)]
            bands = toning.veiled(bands, veil, solid, top, gray.height)
        yield bands
        top += strip.height


def _veiled(image: Image.Image, job: ImageJob, top: int, height: int) -> Image.Image:
    """Rows of an image, which is in the colours of the file, below its veils."""
    from PIL import Image

    for veil in job.veils:
        solid: tuple[int, ...] = tuple(round(255 * amount) for amount in veil.colour.cmyk)
        if image.mode == "RGB":
            solid = tuple(to_srgb(job.condition, [veil.colour])[0])
        bands = toning.veiled(image.split(), veil, solid, top, height)
        image = Image.merge(image.mode, bands)
    return image


MODES = {"gray": "L", "rgb": "RGB", "cmyk": "CMYK"}
"""Pillow's names of the spaces of a raster."""
_SPACES: dict[str, Space] = {"CMYK": "DeviceCMYK", "RGB": "DeviceRGB", "L": "DeviceGray"}


def _stays_gray(job: ImageJob) -> bool:
    """Whether a picture is stored in gray: a JPEG that is gray in its file, and is to be seen so.

    For the press gray is black ink, whatever profile it has; a screen shows that through it.
    """
    raster = job.raster
    if raster.space != "gray" or raster.jpeg is None or job.veils:
        return False
    return not job.inks and (job.space == "DeviceCMYK" or raster.icc is None)


def _reduced_size(image: Strips, job: ImageJob) -> tuple[int, int] | None:
    """The size to which a picture is reduced; none if it is left as it is.

    What has few colours, a code or a drawing, would be blurred, and is small as it is.
    """
    if job.at_most is None or image.width <= REDUCED_FROM * job.at_most or _is_drawn(image):
        return None
    return job.at_most, max(1, round(image.height * job.at_most / image.width))


def _is_drawn(image: Strips) -> bool:
    """Whether a picture has few colours; one in gray, whether nearly all of it has few levels."""
    if image.mode != "L":
        return few_colours(image, _FLAT_COLOURS)
    counts = (strip.histogram() for strip in image)
    levels = sorted(map(sum, zip(*counts, strict=True)), reverse=True)
    return sum(levels[:_DRAWN_LEVELS]) >= _DRAWN_SHARE * sum(levels)


def _is_the_files(image: Strips, job: ImageJob) -> bool:
    """Whether the samples of a picture are those of the file that is written.

    Raises:
        BrochureError: `ink-limit`
    """
    icc = job.raster.icc
    if job.space == "DeviceRGB":
        return image.mode == "RGB" and (icc is None or is_srgb(icc))
    if image.mode != "CMYK" or not _is_in_press(job):
        return False
    check_ink(image, job.ink_limit)
    return True


def _is_in_press(job: ImageJob) -> bool:
    """Whether the samples of a CMYK picture are in the inks of the press."""
    return job.raster.icc in (None, job.condition.icc)


def _filled(image: Image.Image, alpha: Image.Image, ground: tuple[int, ...]) -> Image.Image:
    """The image with the ground where it is quite clear, but its own colours next to its edge.

    Viewers smooth colour and opacity apart: with another colour behind its edge a cut-out would
    have a seam. And what is hidden in a picture is not published.
    """
    from PIL import Image, ImageChops

    known = alpha.point([0] + [255] * 255)
    filled = Image.new(image.mode, image.size, ground)
    filled.paste(image, mask=known)
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)) * 2:
        near = ImageChops.multiply(ImageChops.offset(known, dx, dy), ImageChops.invert(known))
        filled.paste(ImageChops.offset(filled, dx, dy), mask=near)
        known = ImageChops.lighter(known, near)
    return filled


def _kept(job: ImageJob) -> bool:
    """Whether a picture keeps its profile.

    One with alpha does not, since it must meet what lies below in the same ink; nor does a gray
    one or a drawing with pure grays, which would be printed in four inks; nor one in the press's
    own inks, whose profile is the output intent's already; nor one below a veil.

    Raises:
        BrochureError: `image-unreadable-profile`
    """
    raster, icc = job.raster, job.raster.icc
    if (
        job.veils
        or not job.keep
        or icc is None
        or icc == job.condition.icc
        or raster.alpha is not None
    ):
        return False
    if raster.space == "gray" or raster.black != "none":
        return False
    mode: Literal["CMYK", "RGB"] = "CMYK" if raster.space == "cmyk" else "RGB"
    transform(icc, job.condition.icc, mode, "CMYK", False)  # refuses what cannot be used
    return True


def _packed(
    shown: _Painted | _Whole, opacity: bytes | None, job: ImageJob, icc: bytes | None
) -> Pixels:
    """A picture as a stream, with that of its opacity."""
    width, height = shown.size
    if width * height <= jpegs.WHOLE:  # then it is made once
        shown = _Whole(joined(shown.size, shown.strips()))
    first = next(shown.strips())
    samples = width * height * len(first.getbands())
    jpeg = job.raster.lossy or (
        samples >= JPEG_FROM and not few_colours(shown.strips(), _FLAT_COLOURS)
    )
    like = job.raster if job.space == "DeviceRGB" else None
    if jpeg:
        packed = jpegs.written(shown.size, shown.strips(), like)
    else:
        packed = deflated(part.tobytes() for part in shown.strips())
    return Pixels(width, height, _SPACES[first.mode], packed, jpeg, icc, opacity)


def _to_cmyk(image: Image.Image, job: ImageJob) -> Image.Image:
    from PIL import Image

    if image.mode == "L":
        return toning.in_ink(image, job.inks, job.ink_limit) if job.inks else _to_black(image)
    if image.mode == "CMYK" and _is_in_press(job):
        return image
    found = held_to(converted(image, job.raster.icc, job.condition.icc, "CMYK"), job.ink_limit)
    if job.raster.black != "part":
        return found
    return Image.composite(_to_black(image.convert("L")), found, gray_mask(image))


def _to_black(image: Image.Image) -> Image.Image:
    """A gray image on the black plate alone."""
    from PIL import Image

    none = Image.new("L", image.size, 0)
    return Image.merge("CMYK", (none, none, none, image.point(_INVERTED)))


def _to_rgb(image: Image.Image, job: ImageJob) -> Image.Image:
    from PIL import Image

    if job.inks:
        return toning.on_screen(image, job.inks, job.condition, job.ink_limit)
    if job.raster.icc is None and image.mode != "CMYK":
        return image if image.mode == "RGB" else Image.merge("RGB", (image,) * 3)
    return converted(image, job.raster.icc, job.condition.icc, "RGB")


_INVERTED = [255 - level for level in range(256)]
