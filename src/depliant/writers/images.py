"""Rasters to the pixels of one file: cropped, through the profiles, flattened on their ground.

Pictures are never transparent in the file: alpha is mixed with the ground *after* conversion,
so that the edge of a picture has exactly the ink of the area that it stands on. A gray raster
goes to the black plate alone in a press file. A picture that keeps its own profile is not
converted at all: PDF/X-4 leaves that to the printer.
"""

from __future__ import annotations

import io
import zlib
from functools import lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from depliant.display.items import Picture, Raster
from depliant.errors import BrochureError, Diagnostic
from depliant.geometry import Rect
from depliant.memory import remembered
from depliant.press.condition import OutputCondition
from depliant.writers.objects import Name, Value

if TYPE_CHECKING:
    from PIL import Image
    from PIL.ImageCms import ImageCmsProfile, ImageCmsTransform

Space = Literal["DeviceCMYK", "DeviceRGB"]
JPEG_FROM = 4_000_000
"""Samples from which a picture is stored as JPEG: deflating more takes seconds and saves little."""
JPEG_QUALITY = 95


class Crop(NamedTuple):
    """Whole pixels: left, top, right, bottom, the last two excluded."""

    left: int
    top: int
    right: int
    bottom: int


class Pixels(Struct, frozen=True):
    """A converted picture: 8-bit samples of `space`, or a JPEG of them if `jpeg`.

    `icc` is the profile that a picture keeps which is not converted; its samples are of the
    kind of `space`, but mean what the profile says.
    """

    width: int
    height: int
    space: Space
    data: bytes
    jpeg: bool = False
    icc: bytes | None = None

    @property
    def channels(self) -> int:
        """How many components a pixel has."""
        return 4 if self.space == "DeviceCMYK" else 3

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
        if self.jpeg and self.space == "DeviceCMYK":
            # Pillow writes CMYK the way Photoshop does: inverted, with Adobe's APP14 marker.
            entries["Decode"] = (1, 0) * 4
        if self.icc is not None:
            entries["Intent"] = Name("Perceptual")  # as pictures are converted here
        return entries


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
    profile, where that can be: see `_kept`.
    """

    raster: Raster
    crop: Crop
    ground: tuple[int, ...]
    space: Space
    condition: OutputCondition
    ink_limit: float
    keep: bool = False


@remembered
def convert(job: ImageJob) -> Pixels:
    """Crop, convert and flatten a raster; equal jobs give equal bytes.

    Raises:
        BrochureError: `image-unreadable-profile`; `ink-limit` if a CMYK picture that brings its
            own separation has more ink than the press allows.
    """
    from PIL import Image

    raster = job.raster
    mode = {"gray": "L", "rgb": "RGB", "cmyk": "CMYK"}[raster.space]
    size = (raster.width, raster.height)
    source = Image.frombytes(mode, size, raster.samples).crop(job.crop)
    if _kept(job):
        return _packed(source, "DeviceCMYK" if mode == "CMYK" else "DeviceRGB", raster.icc)
    image = _to_cmyk(source, job) if job.space == "DeviceCMYK" else _to_rgb(source, job)
    if raster.alpha is not None:
        alpha = Image.frombytes("L", size, raster.alpha).crop(job.crop)
        ground = Image.new(image.mode, image.size, job.ground)
        image = Image.composite(image, ground, alpha)
    return _packed(image, job.space)


def _kept(job: ImageJob) -> bool:
    """Whether a picture keeps its profile.

    One with alpha does not, since it must meet its ground in the same ink; nor does a gray one,
    which would be printed in four inks; nor one in the press's own inks, whose profile is the
    output intent's already.

    Raises:
        BrochureError: `image-unreadable-profile`
    """
    raster, icc = job.raster, job.raster.icc
    if not job.keep or icc is None or icc == job.condition.icc or raster.alpha is not None:
        return False
    if raster.space == "gray":
        return False
    mode: Literal["CMYK", "RGB"] = "CMYK" if raster.space == "cmyk" else "RGB"
    _transform(icc, job.condition.icc, mode, "CMYK", False)  # refuses what cannot be used
    return True


def _packed(image: Image.Image, space: Space, icc: bytes | None = None) -> Pixels:
    """The image as a stream."""
    data = image.tobytes()
    jpeg = len(data) >= JPEG_FROM
    packed = _jpeg(image) if jpeg else zlib.compress(data, 6)
    return Pixels(image.width, image.height, space, packed, jpeg, icc)


def _to_cmyk(image: Image.Image, job: ImageJob) -> Image.Image:
    from PIL import Image

    if image.mode == "L":
        none = Image.new("L", image.size, 0)
        return Image.merge("CMYK", (none, none, none, image.point(_INVERTED)))
    if image.mode == "CMYK" and job.raster.icc in (None, job.condition.icc):
        _check_ink(image, job.ink_limit)
        return image
    converted = _apply(image, job, "CMYK")
    return _held_to(converted, job.ink_limit)


def _to_rgb(image: Image.Image, job: ImageJob) -> Image.Image:
    from PIL import Image

    if job.raster.icc is None and image.mode != "CMYK":
        return image if image.mode == "RGB" else Image.merge("RGB", (image,) * 3)
    return _apply(image, job, "RGB")


_INVERTED = [255 - level for level in range(256)]


def _apply(image: Image.Image, job: ImageJob, mode: Literal["CMYK", "RGB"]) -> Image.Image:
    """The image through its own profile (or the usual one) and that of the file."""
    from PIL import ImageCms

    own = job.raster.icc or (job.condition.icc if image.mode == "CMYK" else None)
    goal = job.condition.icc if mode == "CMYK" else None
    transform = _transform(own, goal, image.mode, mode, own == job.condition.icc)
    converted = ImageCms.applyTransform(image, transform)
    if converted is None:
        raise ValueError("Pillow converted a picture in place")
    return converted


@lru_cache(maxsize=8)  # a job has two or three; what they take is outside Python
def _transform(
    own: bytes | None, goal: bytes | None, mode: str, goal_mode: str, printed: bool
) -> ImageCmsTransform:
    """From profile to profile, `None` for sRGB, with black-point compensation.

    Perceptual, so that pictures keep their gradations; but one that is `printed`, in the inks
    of the press, is shown as swatches are, relative to the paper.
    """
    from PIL import ImageCms

    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC if printed else ImageCms.Intent.PERCEPTUAL

    def profile(data: bytes | None) -> ImageCmsProfile:
        handle = ImageCms.createProfile("sRGB") if data is None else io.BytesIO(data)
        return ImageCms.ImageCmsProfile(handle)

    try:
        return ImageCms.ImageCmsTransform(
            profile(own),
            profile(goal),
            mode,
            goal_mode,
            intent=intent,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (OSError, ValueError, ImageCms.PyCMSError) as error:
        raise BrochureError(
            Diagnostic(
                "image-unreadable-profile",
                f"An image's colour profile cannot be used for its {mode} pixels.",
                hint="Save the image again with a working profile, or with none.",
            )
        ) from error


def total_ink(image: Image.Image) -> float:
    """The most ink that any pixel of a CMYK image has, 1.0 for 100 %."""
    _, most = _sum(image).getextrema()
    assert isinstance(most, (int, float))
    return most / 255


def _sum(image: Image.Image) -> Image.Image:
    """The four plates added up, as 32-bit integers."""
    from PIL import ImageMath

    cyan, magenta, yellow, black = image.split()
    total: Image.Image = ImageMath.lambda_eval(
        lambda plates: plates["c"] + plates["m"] + plates["y"] + plates["k"],
        c=cyan.convert("I"),
        m=magenta.convert("I"),
        y=yellow.convert("I"),
        k=black.convert("I"),
    )
    return total


_LEVEL = 1 / 255


def _check_ink(image: Image.Image, limit: float) -> None:
    most = total_ink(image)
    if most > limit + 4 * _LEVEL:
        raise BrochureError(
            Diagnostic(
                "ink-limit",
                f"A CMYK image has up to {most:.0%} ink; the press allows {limit:.0%}.",
                hint="Convert the image with the press's profile, or supply it as RGB.",
            )
        )


def _held_to(image: Image.Image, limit: float) -> Image.Image:
    """The image with cyan, magenta and yellow scaled down where a pixel passes the limit.

    A profile's tables keep the limit at their nodes; between them interpolation may pass it by
    a level or two.
    """
    from PIL import Image, ImageMath

    if total_ink(image) <= limit:
        return image
    *colours, black = image.split()
    room = int(limit * 255)
    total = _sum(image)
    share = ImageMath.lambda_eval(
        lambda plates: (room - plates["k"]) * 4096 / plates["max"](plates["t"] - plates["k"], 1),
        k=black.convert("I"),
        t=total,
    )
    held = [
        ImageMath.lambda_eval(
            lambda plates: plates["convert"](
                plates["min"](plates["v"], plates["v"] * plates["share"] / 4096), "L"
            ),
            v=plate.convert("I"),
            share=share,
        )
        for plate in colours
    ]
    return Image.merge("CMYK", (*held, black))


def _jpeg(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=JPEG_QUALITY, subsampling=0)
    return stream.getvalue()
