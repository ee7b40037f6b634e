"""Pictures through their own profile and that of the file that they are written to."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from depliant.errors import BrochureError, Diagnostic
from depliant.sentences import say

if TYPE_CHECKING:
    from PIL import Image
    from PIL.ImageCms import ImageCmsProfile, ImageCmsTransform

Mode = Literal["CMYK", "RGB"]


def converted(image: Image.Image, own: bytes | None, press: bytes, mode: Mode) -> Image.Image:
    """The image through its own profile (or the usual one) and that of the file.

    Args:
        image: gray, RGB or CMYK.
        own: its profile, if it has one.
        press: the press's, to which CMYK is converted and in which CMYK without one is.
        mode: of what the file is.

    Raises:
        BrochureError: `image-unreadable-profile`
    """
    from PIL import ImageCms

    own = own or (press if image.mode == "CMYK" else None)
    goal = press if mode == "CMYK" else None
    found = ImageCms.applyTransform(image, transform(own, goal, image.mode, mode, own == press))
    if found is None:
        raise ValueError("Pillow converted a picture in place")
    return found


@lru_cache(maxsize=8)
def is_srgb(icc: bytes) -> bool:
    """Whether a profile is sRGB's, by the name that it goes by."""
    from PIL import ImageCms

    try:
        name = ImageCms.getProfileDescription(io.BytesIO(icc))
    except (OSError, ValueError, ImageCms.PyCMSError):
        return False
    return name.strip().startswith("sRGB")


@lru_cache(maxsize=8)  # a job has two or three; what they take is outside Python
def transform(
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
                say("An image's colour profile cannot be used for its {mode} pixels.", mode=mode),
                hint=say("Save the image again with a working profile, or with none."),
            )
        ) from error
