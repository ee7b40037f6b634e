"""Pictures made ready to lie behind words: in gray for inks of their own, turned over."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

from msgspec.structs import replace

from depliant.display.items import Raster
from depliant.graphics.picture import MODES

if TYPE_CHECKING:
    from PIL import Image


def gray(raster: Raster, press: bytes) -> Raster:
    """The raster in gray, as light as it is seen; `press` is the profile of CMYK without one."""
    from PIL import ImageCms

    if raster.space == "gray":
        return raster
    image = _image(raster)
    icc = raster.icc or (press if raster.space == "cmyk" else None)
    if icc is not None:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(icc))
            image = ImageCms.profileToProfile(
                image, own, ImageCms.createProfile("sRGB"), outputMode="RGB"
            ) or image  # fmt: skip
        except (OSError, ValueError, ImageCms.PyCMSError):
            pass  # that it cannot be used is said where a picture in its own colours would be
    samples = image.convert("L").tobytes()
    return _of(raster, samples, "gray", raster.alpha, "gray")


def turned(raster: Raster) -> Raster:
    """The raster as a mirror shows it."""
    from PIL import Image, ImageOps

    samples = ImageOps.mirror(_image(raster)).tobytes()
    alpha = raster.alpha
    if alpha is not None:
        size = (raster.width, raster.height)
        alpha = ImageOps.mirror(Image.frombytes("L", size, alpha)).tobytes()
    return replace(
        _of(raster, samples, raster.space, alpha, "turned"), icc=raster.icc, black=raster.black
    )


def _image(raster: Raster) -> Image.Image:
    from PIL import Image

    return Image.frombytes(MODES[raster.space], (raster.width, raster.height), raster.samples)


def _of(raster: Raster, samples: bytes, space: str, alpha: bytes | None, how: str) -> Raster:
    """A raster made of another in a way that its digest tells."""
    digest = hashlib.sha256(f"{how} {raster.digest}".encode()).hexdigest()
    return replace(
        raster, digest=digest, samples=samples, space=space, alpha=alpha, icc=None, jpeg=None,
        black="none",
    )  # fmt: skip
