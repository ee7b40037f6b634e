"""JPEG data of pictures: of high quality in print, on a screen no finer than the file was."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from depliant.display.items import Raster
from depliant.press.strips import joined

if TYPE_CHECKING:
    from PIL import Image

PRESS_QUALITY = 95
SCREEN_QUALITY = 90
"""That of a JPEG on a screen; one that was of less keeps its own."""
_FRAME, _SCAN, _END, _RESTART = b"\xff\xc0\x00", b"\xff\xda\x00", b"\xff\xd9", 0xD0
"""Markers: of the frame, of a scan, each with the first byte of its length; the end; a restart."""
_FINE = 738
"""The sum of the luminance table of quality 90 (ITU-T T.81, table K.1, scaled as libjpeg does)."""


WHOLE = 16_000_000
"""Pixels of a JPEG that is written as a whole; one of more is written strip by strip."""


def written(
    size: tuple[int, int], strips: Iterable[Image.Image], shown: Raster | None = None
) -> bytes:
    """Strips, one below the other, as a JPEG; `shown` is what they show, if that is for a screen.

    Each but the last has a multiple of 16 rows.
    """
    if size[0] * size[1] <= WHOLE:
        strips = (joined(size, strips),)
    each = iter(strips)
    first = next(each)
    options = _options(first.mode, shown)
    if first.size == size:
        return _saved(first, options)
    return b"".join(_stitched(size, first.size, _scans(chain((first,), each), options)))


def _options(mode: str, shown: Raster | None) -> dict[str, Any]:
    own = _own_tables(shown) if shown is not None and mode in ("RGB", "L") else None
    if own is not None:
        return {"qtables": own[0], "subsampling": own[1]}
    return {"quality": PRESS_QUALITY if shown is None else SCREEN_QUALITY, "subsampling": 0}


def _saved(image: Image.Image, options: dict[str, Any]) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "JPEG", **options)
    return stream.getvalue()


def _scans(strips: Iterable[Image.Image], options: dict[str, Any]) -> Iterator[tuple[bytes, bytes]]:
    """Of each strip what stands before its scan, and that scan."""
    for strip in strips:
        data = _saved(strip, options)
        begins = data.index(_SCAN)
        yield data[:begins], data[begins:]


def _stitched(
    size: tuple[int, int], each: tuple[int, int], scans: Iterable[tuple[bytes, bytes]]
) -> Iterator[bytes]:
    """The parts of a JPEG that has a restart marker where a strip ends (ITU-T T.81, B.2.1).

    A decoder begins anew there, as an encoder has with each strip.
    """
    for number, (head, scan) in enumerate(scans):
        (length,) = struct.unpack_from(">H", scan, 2)
        if number == 0:
            yield _headed(head, size, each)
            yield scan[: 2 + length]
        else:
            yield bytes((0xFF, _RESTART + (number - 1) % 8))
        yield scan[2 + length : -2]
    yield _END


def _headed(head: bytes, size: tuple[int, int], each: tuple[int, int]) -> bytes:
    """What stands before the first scan, for the whole: its height, and how much a strip holds."""
    at = head.index(_FRAME)
    # Length, precision, height, width, components; of each its number, sampling and table.
    height_at = at + 5
    sampling = head[at + 11]
    across, along = 8 * (sampling >> 4), 8 * (sampling & 15)
    if head[at + 9] == 1:  # one component alone has no sampling (T.81, A.2.2)
        across = along = 8
    squares = -(-size[0] // across) * (each[1] // along)
    restarts = struct.pack(">HHH", 0xFFDD, 4, squares)
    return head[:height_at] + struct.pack(">H", size[1]) + head[height_at + 2 :] + restarts


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
