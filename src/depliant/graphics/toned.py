"""Pictures made ready to lie behind words: in gray for inks of their own, turned over."""

from __future__ import annotations

import contextlib
import hashlib
import io

from msgspec.structs import replace

from depliant.display.items import Raster
from depliant.graphics.pixels import opacity_of, strips_of
from depliant.press.strips import samples_of


def gray(raster: Raster, press: bytes) -> Raster:
    """The raster in gray, as light as it is seen; `press` is the profile of CMYK without one."""
    from PIL import ImageCms

    if raster.space == "gray":
        return raster
    shown = strips_of(raster)
    icc = raster.icc or (press if raster.space == "cmyk" else None)
    seen = None
    if icc is not None:
        # That it cannot be used is said where a picture in its own colours would be.
        with contextlib.suppress(OSError, ValueError, ImageCms.PyCMSError):
            own = ImageCms.ImageCmsProfile(io.BytesIO(icc))
            srgb = ImageCms.createProfile("sRGB")
            seen = ImageCms.buildTransform(own, srgb, shown.mode, "RGB")
    samples = samples_of(
        (strip if seen is None else ImageCms.applyTransform(strip, seen) or strip).convert("L")
        for strip in shown
    )
    return _of(raster, samples, "gray", raster.alpha, "gray")


def turned(raster: Raster) -> Raster:
    """The raster as a mirror shows it."""
    from PIL import ImageOps

    samples = samples_of(ImageOps.mirror(strip) for strip in strips_of(raster))
    opacity = opacity_of(raster)
    alpha = None if opacity is None else samples_of(ImageOps.mirror(strip) for strip in opacity)
    return replace(
        _of(raster, samples, raster.space, alpha, "turned"), icc=raster.icc, black=raster.black
    )


def _of(raster: Raster, samples: bytes, space: str, alpha: bytes | None, how: str) -> Raster:
    """A raster made of another in a way that its digest tells."""
    digest = hashlib.sha256(f"{how} {raster.digest}".encode()).hexdigest()
    return replace(
        raster, digest=digest, samples=samples, space=space, alpha=alpha, icc=None, jpeg=None,
        black="none",
    )  # fmt: skip
