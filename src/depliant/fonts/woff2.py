"""WOFF2 undone, within bounds: a few hundred bytes of one can stand for gigabytes.

The file says how long it is unpacked (WOFF File Format 2.0, 4.1), and may lie. Its one compressed
stream is taken apart into a bounded buffer first, and only then given to fontTools, which turns
the tables back that were transformed.
"""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Final

from depliant.errors import UnfitError
from depliant.quiet import quiet
from depliant.sentences import say

MAXIMUM_UNPACKED: Final = 128 * 1024 * 1024
"""Bytes of a font once it is unpacked; the largest, of Chinese, take about half of it."""
_HEADER: Final = ">4sIIHHIIHHIIIII"


def unpacked(data: bytes) -> bytes:
    """The font file that a WOFF2 file stands for.

    Raises:
        UnfitError: it breaks off, is damaged, or would be larger than any font.
    """
    try:
        said = struct.unpack_from(_HEADER, data)
    except struct.error:
        raise UnfitError(say("it breaks off")) from None
    total, compressed = said[5], said[6]
    if max(total, compressed) > MAXIMUM_UNPACKED:
        raise _too_large()
    _measure(data, compressed)
    # Its import costs time, and few projects have such files.
    from fontTools.ttLib import TTFont

    quiet("fontTools")
    try:
        font = TTFont(BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)
        font.flavor = None
        written = BytesIO()
        font.save(written, reorderTables=None)
    except Exception:  # whatever a damaged file makes of its reader
        raise UnfitError(say("what it packs is damaged")) from None
    return written.getvalue()


def _measure(data: bytes, compressed: int) -> None:
    """Refuse a file whose stream does not fit into the bound, by unpacking no more than that."""
    import brotli

    start, size = _directory_end(data), 0
    stream = data[start : start + compressed]
    if len(stream) < compressed:
        raise UnfitError(say("it breaks off"))
    opened = brotli.Decompressor()
    try:
        while True:
            part = opened.process(stream, output_buffer_limit=1 << 20)
            size += len(part)
            if size > MAXIMUM_UNPACKED:
                raise _too_large()
            if opened.is_finished():
                return
            if not part and opened.can_accept_more_data():
                raise UnfitError(say("it breaks off"))
            stream = b""
    except brotli.error:
        raise UnfitError(say("what it packs is damaged")) from None


def _directory_end(data: bytes) -> int:
    """Where the tables are listed no more (4.2, and 4.3 of a collection, which is not read)."""
    if data[4:8] == b"ttcf":
        raise UnfitError(say("it is a collection packed as WOFF2, which is not read"))
    at = struct.calcsize(_HEADER)
    (count,) = struct.unpack_from(">H", data, 12)
    for _ in range(count):
        if at >= len(data):
            raise UnfitError(say("it breaks off"))
        flags = data[at]
        at += 1 if flags & 0x3F != 0x3F else 5
        tag = flags & 0x3F
        glyphs = tag in (10, 11) or (tag == 0x3F and data[at - 4 : at] in (b"glyf", b"loca"))
        changed = flags >> 6 != 3 if glyphs else flags >> 6 != 0
        for _ in range(2 if changed else 1):
            at = _after_number(data, at)
    return at


def _after_number(data: bytes, at: int) -> int:
    """Where a UIntBase128 ends: after the first byte without its highest bit."""
    for end in range(at, min(at + 5, len(data))):
        if not data[end] & 0x80:
            return end + 1
    raise UnfitError(say("its list of tables is damaged"))


def _too_large() -> UnfitError:
    most = MAXIMUM_UNPACKED // 2**20
    return UnfitError(say("it unpacks to more than the {most} MB of the largest fonts", most=most))
