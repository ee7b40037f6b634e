"""Pictures in a PDF mark: plain pixels that stand upright, with a soft mask or without.

What is packed or masked in any other way is left to be made a picture together with all round it.
"""

from __future__ import annotations

import hashlib
from typing import Any, Literal, NamedTuple

from depliant.display.items import Raster
from depliant.geometry import Matrix, Rect
from depliant.pdfread.events import Pictured
from depliant.pdfread.objects import entry, name, number, numbers
from depliant.pdfread.spaces import Space
from depliant.pdfread.streams import STREAM_LIMIT, StreamError, unpacked

MAXIMUM_PIXELS = 12_000_000
_CHANNELS: dict[str, Literal["gray", "rgb", "cmyk"]] = {
    "gray": "gray", "rgb": "rgb", "cmyk": "cmyk"
}  # fmt: skip
_COUNT = {"gray": 1, "rgb": 3, "cmyk": 4}


class OddPictureError(Exception):
    """A picture that is not plain."""


class Placed(NamedTuple):
    """Pixels and the box that they fill on the page, y down."""

    raster: Raster
    frame: Rect


def placed(event: Pictured, matrix: Matrix) -> Placed:
    """A picture in its place; `matrix` leads from its unit square to the page, y down.

    Raises:
        OddPictureError: it is not plain, or does not stand upright.
    """
    upright = not matrix.b and not matrix.c and matrix.a > 0 > matrix.d
    if not upright or event.mask or event.xobject is None:
        raise OddPictureError
    return Placed(_raster(event), matrix.apply_rect(Rect(0.0, 0.0, 1.0, 1.0)))


def _raster(event: Pictured) -> Raster:
    space, xobject = event.space, event.xobject
    if entry(xobject, "/Mask") is not None or space.root.kind in ("Lab", "CalRGB"):
        raise OddPictureError
    channels = _CHANNELS.get(space.family)
    if channels is None:
        raise OddPictureError
    if space.kind == "Indexed":
        samples = _looked_up(_samples(xobject, event.size, event.bits, 1), space, _COUNT[channels])
    else:
        samples = _samples(xobject, event.size, event.bits, _COUNT[channels])
    masked = entry(xobject, "/SMask")
    alpha = None if masked is None else _alpha(masked, event.size)
    icc = _own_profile(space, channels)
    digest = hashlib.sha256(f"{event.size} {channels}\n".encode())
    for part in (samples, icc or b"", alpha or b""):
        digest.update(b"%d\n" % len(part))
        digest.update(part)
    return Raster(digest.hexdigest(), *event.size, channels, samples, icc, alpha)


def _looked_up(indexes: bytes, space: Space, count: int) -> bytes:
    """The samples that numbers of a table stand for."""
    table = space.table.ljust(256 * count, b"\0")
    return b"".join([table[at * count : (at + 1) * count] for at in indexes])


def _own_profile(space: Space, channels: str) -> bytes | None:
    """The profile of RGB pixels; ink is ink, and gray is black."""
    return space.root.icc or None if channels == "rgb" else None


def _alpha(mask: Any, size: tuple[int, int]) -> bytes:
    own = int(number(entry(mask, "/Width"))), int(number(entry(mask, "/Height")))
    if own != size or name(entry(mask, "/ColorSpace")) != "DeviceGray":
        raise OddPictureError
    return _samples(mask, size, int(number(entry(mask, "/BitsPerComponent"), 8)), 1)


def _samples(stream: Any, size: tuple[int, int], bits: int, count: int) -> bytes:
    """Samples of 8 bits, rows from the top."""
    width, height = size
    decode = numbers(entry(stream, "/Decode"))
    if bits != 8 or not 0 < width * height <= MAXIMUM_PIXELS or decode not in ((), (0, 1) * count):
        raise OddPictureError
    try:
        data = unpacked(stream, STREAM_LIMIT)
    except StreamError as fault:
        raise OddPictureError from fault
    if len(data) < width * height * count:
        raise OddPictureError
    return data[: width * height * count]
