"""Streams of files that nobody vouches for, unfolded within a bound.

A few kilobytes can stand for gigabytes. The usual packing, Flate, is unfolded here and stops at
its limit, and so are those that qpdf does not bound or does not know, LZW and runs, wherever in a
chain of filters they stand; all others by qpdf, which `opening` has bounded for the whole process.
"""

from __future__ import annotations

import zlib
from typing import Any, NamedTuple

import pikepdf

from depliant.bounds import STREAM
from depliant.pdfread.lzw import unlzw
from depliant.pdfread.objects import entries, entry, is_dict, listed, name, number

STREAM_LIMIT = STREAM
"""What one stream may unfold to, in bytes."""
CONTENT_LIMIT = 16 * 1024 * 1024
"""What a reader who wants words or outlines unfolds of one stream of content."""
MAP_LIMIT = 2 * 1024 * 1024
"""Bytes of a character map."""

_MOST_FILTERS = 4
_END_OF_RUNS = 128
_HEAD, _SUM, _END_OF_LINE = 2, 4, 2
"""Bytes before and after what is packed with Flate, and of an end of line that is counted in."""
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


class TooLongError(StreamError):
    """A stream that unfolds to more than is wanted of it: it may be sound."""


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
    if len(filters(stream)) > _MOST_FILTERS:
        raise StreamError
    return _chained(_raw(stream), _stages(stream), limit)


def packed(stream: Any, limit: int = STREAM_LIMIT) -> bytes:
    """The bytes that the last filter of a stream reads, such as a JPEG that is in letters besides.

    Raises:
        StreamError: as `unpacked`, for the filters before it.
    """
    data, stages = _raw(stream), _stages(stream)[:-1]
    if len(stages) >= _MOST_FILTERS:
        raise StreamError
    return _chained(data, stages, limit)[0]


def decoded(stream: Any, limit: int = STREAM_LIMIT) -> bytes:
    """The bytes of a stream, empty where `unpacked` finds a fault."""
    try:
        return unpacked(stream, limit)
    except StreamError:
        return b""


def _inflated(data: bytes, limit: int) -> tuple[bytes, bool]:
    """The bytes that are packed with Flate; what is damaged is left to qpdf's patience."""
    if not data.strip():
        return b"", True  # of nothing nothing is lost
    unpacker = zlib.decompressobj()
    try:
        found = unpacker.decompress(data, limit + 1)
    except zlib.error:
        return _by_qpdf(data, _FLATE, limit), _has_wrong_sum_alone(data, limit)
    if len(found) > limit:
        raise TooLongError
    if unpacker.eof:
        return found, True
    return _by_qpdf(data, _FLATE, limit), _lacks_sum_alone(unpacker)


def _has_wrong_sum_alone(data: bytes, limit: int) -> bool:
    """Whether packed bytes are whole but for their sum: they end right before it (RFC 1950)."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        unpacker.decompress(data[_HEAD:], limit + 1)
    except zlib.error:
        return False
    return unpacker.eof and _SUM <= len(unpacker.unused_data) <= _SUM + _END_OF_LINE


def _lacks_sum_alone(unpacker: Any) -> bool:
    """Whether what is missing of packed bytes is the sum that they are checked by (RFC 1950)."""
    try:
        unpacker.decompress(b"\0\0\0\0")
    except zlib.error as fault:
        return "data check" in str(fault)
    return bool(unpacker.eof)


class _Stage(NamedTuple):
    """A filter of a stream, by its full name, and its settings: a dictionary, or nothing."""

    filter: str
    settings: Any


def _stages(stream: Any) -> list[_Stage]:
    """The filters of a stream in the order in which they are undone (7.3.8.2)."""
    settings = (*listed(entry(stream, "/DecodeParms")), *(None,) * _MOST_FILTERS)
    return [_Stage(*pair) for pair in zip(filters(stream), settings, strict=False)]


_FLATE = _Stage("FlateDecode", None)


def _chained(data: bytes, stages: list[_Stage], limit: int) -> tuple[bytes, bool]:
    """What bytes unfold to, one filter after another, and whether it is all there."""
    is_whole = True
    for done, stage in enumerate(stages, 1):
        # What is between two filters may be longer than what comes of it.
        room = limit if done == len(stages) else max(limit, STREAM_LIMIT)
        data, is_there = _undone(data, stage, room)
        is_whole = is_whole and is_there
    if len(data) > limit:
        raise TooLongError
    return data, is_whole


def _undone(data: bytes, stage: _Stage, limit: int) -> tuple[bytes, bool]:
    """What bytes are before one filter, and whether it is all there."""
    if stage.filter == "Crypt":
        return data, True  # qpdf has deciphered it
    if stage.filter == "RunLengthDecode":
        return _unrun(data, limit)
    if stage.filter == "FlateDecode":
        found, is_whole = _inflated(data, limit)
    elif stage.filter == "LZWDecode":
        is_early = number(entry(stage.settings, "/EarlyChange"), 1.0) != 0
        try:
            found, is_whole = unlzw(data, limit, early=is_early)
        except ValueError as fault:
            raise StreamError from fault
        if len(found) > limit:
            raise TooLongError
    else:
        return _by_qpdf(data, stage, limit), True
    if number(entry(stage.settings, "/Predictor"), 1.0) > 1:
        # What is predicted is put right by qpdf, as that of Flate.
        settings = _Stage("FlateDecode", stage.settings)
        found = _by_qpdf(zlib.compress(found, 0), settings, limit)
    return found, is_whole


def _raw(stream: Any) -> bytes:
    """The bytes of a stream as the file has them."""
    try:
        return bytes(stream.read_raw_bytes())
    except (pikepdf.PdfError, RuntimeError, ValueError, AttributeError) as fault:
        raise StreamError from fault


def _unrun(data: bytes, limit: int) -> tuple[bytes, bool]:
    """The bytes that runs stand for (7.4.5), which qpdf would unfold without a limit."""
    found, at, length = list[bytes](), 0, 0
    while at < len(data) and (head := data[at]) != _END_OF_RUNS:
        is_run = head > _END_OF_RUNS
        part = data[at + 1 : at + 2] * (257 - head) if is_run else data[at + 1 : at + 2 + head]
        at += 2 if is_run else 2 + head
        found.append(part)
        length += len(part)
        if length > limit:
            raise TooLongError
    return b"".join(found), at <= len(data)


def _by_qpdf(data: bytes, stage: _Stage, limit: int) -> bytes:
    """What bytes are before one filter, as qpdf undoes it."""
    try:
        with pikepdf.new() as pdf:
            made = pdf.make_stream(data)
            made.Filter = pikepdf.Name("/" + (stage.filter or "Unknown"))
            if is_dict(stage.settings):
                settings = {key: int(number(value)) for key, value in entries(stage.settings)}
                made.DecodeParms = pikepdf.Dictionary(settings)
            found = bytes(made.read_bytes(pikepdf.StreamDecodeLevel.generalized))
    # Of a message in no encoding that it knows pikepdf makes a ValueError.
    except (pikepdf.PdfError, RuntimeError, ValueError, MemoryError) as fault:
        raise StreamError from fault
    if len(found) > limit:
        raise TooLongError
    return found
