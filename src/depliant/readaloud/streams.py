"""Streams of files that nobody vouches for, unpacked within a bound.

A few kilobytes can stand for gigabytes: every filter here stops at its limit. A stream that is
packed in another way, or twice, is not read.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

PAGE_LIMIT = 16 * 1024 * 1024
"""Bytes of the content of one page."""
MAP_LIMIT = 2 * 1024 * 1024
"""Bytes of a character map."""

_MOST_FILTERS = 3


class StreamError(Exception):
    """A stream that is damaged, too large or packed in an unknown way."""


def unpacked(stream: pikepdf.Object, limit: int) -> bytes:
    """The bytes of a stream, no more than `limit` of them.

    Raises:
        StreamError: it is none, is damaged, has more bytes, or has a filter other than Flate
            without predictor, ASCII 85 and ASCII hexadecimal.
    """
    import pikepdf

    if not isinstance(stream, pikepdf.Stream):
        raise StreamError
    filters = listed(stream.get("/Filter"))
    if len(filters) > _MOST_FILTERS or "/DecodeParms" in stream:
        raise StreamError
    try:
        data = stream.read_raw_bytes()
        for name in filters:
            data = _step(str(name), data, limit)
    except (pikepdf.PdfError, zlib.error, binascii.Error, ValueError) as fault:
        raise StreamError from fault
    if len(data) > limit:
        raise StreamError
    return data


def listed(value: pikepdf.Object | None) -> list[pikepdf.Object]:
    """What may stand alone or in an array, as a list."""
    import pikepdf

    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _step(name: str, data: bytes, limit: int) -> bytes:
    match name:
        case "/FlateDecode" | "/Fl":
            return zlib.decompressobj().decompress(data, limit + 1)
        case "/ASCII85Decode" | "/A85":
            return base64.a85decode(re.sub(rb"~>.*$", b"", data, flags=re.DOTALL))
        case "/ASCIIHexDecode" | "/AHx":
            digits = re.sub(rb"[^0-9A-Fa-f]", b"", data.partition(b">")[0])
            return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    raise StreamError
