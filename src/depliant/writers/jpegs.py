"""JPEG data of pictures: of high quality in print, on a screen no finer than the file was."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from depliant.display.items import Raster

if TYPE_CHECKING:
    from PIL import Image

PRESS_QUALITY = 95
SCREEN_QUALITY = 90
"""That of a JPEG on a screen; one that was of less keeps its own."""
_FINE = 738
"""The sum of the luminance table of quality 90 (ITU-T T.81, table K.1, scaled as libjpeg does)."""


def written(image: Image.Image, shown: Raster | None = None) -> bytes:
    """The image as a JPEG; `shown` is the picture that it is of, where it is for a screen."""
    stream = io.BytesIO()
    own = _own_tables(shown) if shown is not None and image.mode in ("RGB", "L") else None
    if own is not None:
        image.save(stream, "JPEG", qtables=own[0], subsampling=own[1])
    else:
        quality = PRESS_QUALITY if shown is None else SCREEN_QUALITY
        image.save(stream, "JPEG", quality=quality, subsampling=0)
    return stream.getvalue()


def _own_tables(raster: Raster) -> tuple[dict[int, list[int]], int] | None:
    """The quantization and the subsampling of the JPEG that a picture was, if it was coarser."""
    from PIL import Image, JpegImagePlugin

    if raster.jpeg is None:
        return None
    with Image.open(io.BytesIO(raster.jpeg), formats=("JPEG",)) as file:
        assert isinstance(file, JpegImagePlugin.JpegImageFile)
        tables: dict[int, list[int]] = file.quantization
        sampling = JpegImagePlugin.get_sampling(file)
    if sum(tables[0]) < _FINE:
        return None
    if raster.space == "gray":
        return {0: tables[0]}, 0
    if raster.space == "cmyk":  # its inks are alike, and so are the three channels made of them
        return {0: tables[0], 1: tables[0]}, 0
    return (tables, sampling) if len(tables) > 1 and sampling >= 0 else None
