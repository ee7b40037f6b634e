"""Pictures made ready to lie behind words: in gray for inks of their own, turned over."""

from __future__ import annotations

import contextlib
import hashlib

from msgspec.structs import replace

from depliant.display.items import Raster
from depliant.graphics.pixels import MODES, opacity_of, strips_of
from depliant.press import unfolding
from depliant.press.strips import Strips, samples_of
from depliant.press.unfolding import Packed


def gray(raster: Raster, press: bytes) -> Raster:
    """The raster in gray, as light as it is seen; `press` is the profile of CMYK without one."""
    from PIL import ImageCms

    if raster.space == "gray":
        return raster
    icc = raster.icc or (press if raster.space == "cmyk" else None)
    seen = None
    if icc is not None:
        # That it cannot be used is said where a picture in its own colours would be.
        with contextlib.suppress(OSError, ValueError, ImageCms.PyCMSError):
            seen = unfolding.through(icc, MODES[raster.space])
    if not isinstance(raster.samples, bytes):
        profile = b"" if seen is None or icc is None else icc
        packed = replace(raster.samples, mode="L", through=profile)
        return _of(raster, packed, "gray", raster.alpha, "gray")
    samples = samples_of(
        (strip if seen is None else ImageCms.applyTransform(strip, seen) or strip).convert("L")
        for strip in strips_of(raster)
    )
    return _of(raster, samples, "gray", raster.alpha, "gray")


def turned(raster: Raster) -> Raster:
    """The raster as a mirror shows it."""
    samples = _mirrored(raster.samples, strips_of(raster))
    opacity = opacity_of(raster)
    alpha = None
    if raster.alpha is not None and opacity is not None:
        alpha = _mirrored(raster.alpha, opacity)
    return replace(
        _of(raster, samples, raster.space, alpha, "turned"), icc=raster.icc, black=raster.black
    )


def _mirrored(samples: bytes | Packed, strips: Strips) -> bytes | Packed:
    from PIL import ImageOps

    if not isinstance(samples, bytes):
        return replace(samples, turned=not samples.turned)
    return samples_of(ImageOps.mirror(strip) for strip in strips)


def _of(
    raster: Raster, samples: bytes | Packed, space: str, alpha: bytes | Packed | None, how: str
) -> Raster:
    """A raster made of another in a way that its digest tells."""
    digest = hashlib.sha256(f"{how} {raster.digest}".encode()).hexdigest()
    return replace(
        raster, digest=digest, samples=samples, space=space, alpha=alpha, icc=None, jpeg=None,
        black="none",
    )  # fmt: skip
