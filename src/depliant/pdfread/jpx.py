"""What a JPEG 2000 picture says of its colours (ISO 15444-1, Annex I; ISO 32000-1, 7.4.9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from depliant.pdfread.spaces import CMYK, GRAY, Space
from depliant.pdfread.streams import StreamError, packed

JPX = "JPX"
"""The kind of a space that the picture alone names, without a profile: sRGB or one made of it."""

_LONGEST = 8 * 1024 * 1024
_MOST_BOXES = 200
_CODESTREAM = b"\xff\x4f\xff\x51"
_LAB = 14
_CMYK = 12
_GRAY = 17


def jpx_space(xobject: Any) -> Space:
    """The colour space of a JPEG 2000 image whose dictionary has none.

    DeviceGray where nothing can be read.
    """
    try:
        data = packed(xobject)
    except StreamError:
        return GRAY
    if data.startswith(_CODESTREAM):
        return _counted(int.from_bytes(data[40:42], "big"))
    header = next((body for kind, body in _boxes(data) if kind == b"jp2h"), b"")
    count, described = 1, b""
    for kind, body in _boxes(header):
        if kind == b"ihdr":
            count = int.from_bytes(body[8:10], "big")
        elif kind == b"pclr":
            # Samples are numbers of a palette of so many columns.
            count = body[2] if len(body) > 2 else 1
        elif kind == b"colr" and not described:
            described = body
    return _described(described, count)


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The boxes of a file or of a box (I.4): the kind of each and what is in it."""
    at = 0
    for _ in range(_MOST_BOXES):
        head = data[at : at + 8]
        if len(head) < 8:
            return
        length, begun = int.from_bytes(head[:4], "big"), at + 8
        if length == 1:
            length, begun = int.from_bytes(data[begun : begun + 8], "big"), begun + 8
        end = len(data) if length == 0 else at + length
        if end <= at:
            return
        yield head[4:], data[begun : min(end, begun + _LONGEST)]
        at = end


def _described(colour: bytes, count: int) -> Space:
    """By a colour specification box (I.5.3.3): an enumerated space, or a profile."""
    method = colour[0] if colour else 0
    if method == 1:
        named = int.from_bytes(colour[3:7], "big")
        if named == _CMYK:
            return CMYK
        if named == _GRAY:
            return GRAY
        if named == _LAB:
            return Space("Lab", 3, range=(-128.0, 127.0, -128.0, 127.0))
        return Space(JPX, 3)
    if method in (2, 3):
        icc = colour[3:]
        own = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4}.get(icc[16:20])
        return Space("ICCBased", own, icc=icc) if own else _counted(count)
    return _counted(count)


def _counted(count: int) -> Space:
    """By the number of components alone; one more than those of colour is opacity."""
    return GRAY if count <= 2 else Space(JPX, 3) if count == 3 else CMYK
