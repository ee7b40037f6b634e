"""Streams of files that nobody vouches for, unfolded within a bound.

A few kilobytes can stand for gigabytes. The usual packing, Flate, is unfolded here and stops at
its limit; any other by qpdf, which `opening` has bounded for the whole process.
"""

from __future__ import annotations

import zlib
from typing import Any

import pikepdf

from depliant.pdfread.objects import entry, listed, name, number

STREAM_LIMIT = 256 * 1024 * 1024
"""What one stream may unfold to: an A3 page of CMYK pixels at 400 ppi has 124 MB."""
CONTENT_LIMIT = 16 * 1024 * 1024
"""What a reader who wants words or outlines unfolds of one stream of content."""
MAP_LIMIT = 2 * 1024 * 1024
"""Bytes of a character map."""

_LZW_LIMIT = 200_000
"""Packed bytes: qpdf does not bound LZW, of which one makes at most 2730."""
_MOST_FILTERS = 4
_END_OF_RUNS = 128
SHORT_FILTERS = {
    "AHx": "ASCIIHexDecode",
    "A85": "ASCII85Decode",
    "LZW": "LZWDecode",
    "Fl": "FlateDecode",
    "RL": "RunLengthDecode",
    "CCF": "CCITTFaxDecode",
    "DCT": "DCTDecode",
}


class StreamError(Exception):
    """A stream that is damaged, too large or packed in an unknown way."""


def filters(stream: Any) -> tuple[str, ...]:
    """The names of a stream's filters, in full."""
    found = tuple(name(item) for item in listed(entry(stream, "/Filter")))
    return tuple(SHORT_FILTERS.get(item, item) for item in found)


def unpacked(stream: Any, limit: int = STREAM_LIMIT) -> bytes:
    """The bytes of a stream, no more than `limit` of them.

    Raises:
        StreamError: it is none, is damaged, has more bytes, or is packed as pictures are.
    """
    return unfolded(stream, limit)[0]


def unfolded(stream: Any, limit: int = STREAM_LIMIT) -> tuple[bytes, bool]:
    """The bytes of a stream, as `unpacked`, and whether they are all there."""
    if not isinstance(stream, pikepdf.Stream):
        raise StreamError
    used = filters(stream)
    if len(used) > _MOST_FILTERS:
        raise StreamError
    if used == ("FlateDecode",) and entry(stream, "/DecodeParms") is None:
        return _inflated(stream, limit)
    if "LZWDecode" in used and number(entry(stream, "/Length")) > _LZW_LIMIT:
        raise StreamError
    if used == ("RunLengthDecode",):
        return _unrun(stream, limit)
    return _by_qpdf(stream, limit), True


def decoded(stream: Any, limit: int = STREAM_LIMIT) -> bytes:
    """The bytes of a stream, empty where `unpacked` finds a fault."""
    try:
        return unpacked(stream, limit)
    except StreamError:
        return b""


def _inflated(stream: Any, limit: int) -> tuple[bytes, bool]:
    """The bytes of a stream packed with Flate alone; what is damaged is left to qpdf's patience."""
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(stream.read_raw_bytes(), limit + 1)
    except (zlib.error, pikepdf.PdfError, RuntimeError, ValueError):
        return _by_qpdf(stream, limit), False
    if len(data) > limit:
        raise StreamError
    if unpacker.eof:
        return data, True
    return _by_qpdf(stream, limit), _lacks_sum_alone(unpacker)


def _lacks_sum_alone(unpacker: Any) -> bool:
    """Whether what is missing of packed bytes is the sum that they are checked by (RFC 1950)."""
    try:
        unpacker.decompress(b"\0\0\0\0")
    except zlib.error as fault:
        return "data check" in str(fault)
    return bool(unpacker.eof)


def _unrun(stream: Any, limit: int) -> tuple[bytes, bool]:
    """The bytes of a stream packed in runs (7.4.5), which qpdf would unfold without a limit."""
    try:
        data = bytes(stream.read_raw_bytes())
    except (pikepdf.PdfError, RuntimeError, ValueError) as fault:
        raise StreamError from fault
    found, at, length = list[bytes](), 0, 0
    while at < len(data) and (head := data[at]) != _END_OF_RUNS:
        is_run = head > _END_OF_RUNS
        part = data[at + 1 : at + 2] * (257 - head) if is_run else data[at + 1 : at + 2 + head]
        at += 2 if is_run else 2 + head
        found.append(part)
        length += len(part)
        if length > limit:
            raise StreamError
    return b"".join(found), at <= len(data)


def _by_qpdf(stream: Any, limit: int) -> bytes:
    try:
        data = bytes(stream.read_bytes(pikepdf.StreamDecodeLevel.generalized))
    # Of a message in no encoding that it knows pikepdf makes a ValueError.
    except (pikepdf.PdfError, RuntimeError, ValueError, MemoryError) as fault:
        raise StreamError from fault
    if len(data) > limit:
        raise StreamError
    return data
