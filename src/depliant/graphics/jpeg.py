"""JPEG files without what they tell beside their pixels: cameras, places, dates, small pictures.

What stays is what decoding needs (ITU-T T.81, B.2): tables, frames and scans, JFIF's header and
Adobe's marker, which says how the components are meant. A colour profile is kept by whoever
asked for it apart.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from depliant.bounds import SCANS, SEGMENTS

_START, _SCAN, _END = 0xD8, 0xDA, 0xD9
_JFIF, _ADOBE, _COMMENT = 0xE0, 0xEE, 0xFE
_BARE_JFIF = 16
_APPLICATIONS = range(0xE0, 0xF0)
_ALONE = (0x01, *range(0xD0, 0xD8))
"""Markers without a length: TEM and RST."""

_MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]")
"""A marker that ends a scan: no stuffed byte, no fill, and none of those without a length."""


class _Segment(NamedTuple):
    """A marker and its bytes in the file, from the marker up to `end`; a scan with its data."""

    marker: int
    start: int
    end: int


def excess(data: bytes) -> str:
    """What of a JPEG file is more than any picture needs: `scans`, `segments`, or nothing.

    A decoder goes over every pixel for every scan (T.81, G.1), and a scan may take ten bytes: so
    they are counted before anything is decoded. No more is read than the bounds allow.
    """
    scans = 0
    for count, segment in enumerate(_segments(data), 1):
        scans += segment.marker == _SCAN
        if scans > SCANS:
            return "scans"
        if count > SEGMENTS:
            return "segments"
    return ""


def bare(data: bytes) -> bytes | None:
    """The first image of a JPEG file, bare; none if its markers cannot be followed."""
    if data[:2] != bytes((0xFF, _START)):
        return None
    kept = [data[:2]]
    at = 2
    for marker, start, end in _segments(data):
        if data[at:start].strip(b"\xff"):  # what is no segment
            return None
        at = end
        if marker == _END:
            kept.append(data[start:end])
            # All of it was kept: a large file is not held twice.
            return data if sum(map(len, kept)) == len(data) else b"".join(kept)
        if marker not in _ALONE and not _is_word(marker, end - start - 2):
            kept.append(data[start:end])
    return None


def _segments(data: bytes) -> Iterator[_Segment]:
    """The segments after the start of an image up to its end, as decoders find them.

    What lies between two of them and is none is passed over, as libjpeg does it.
    """
    at = 2
    while (at := data.find(b"\xff", at)) >= 0 and at + 2 <= len(data):
        marker = data[at + 1]
        if marker in (0, 0xFF):  # no marker, or fill
            at += 1
        elif marker == _END:
            yield _Segment(marker, at, at + 2)
            return
        elif marker in _ALONE:
            yield _Segment(marker, at, at + 2)
            at += 2
        elif marker == _START or at + 4 > len(data):
            return
        else:
            (length,) = struct.unpack_from(">H", data, at + 2)
            end = at + 2 + max(2, length)
            if marker == _SCAN:
                end = _end_of_scan(data, end)
            yield _Segment(marker, at, end)
            at = end


def _is_word(marker: int, length: int) -> bool:
    """Whether a segment says what no decoder needs; JFIF's header may bring a small picture."""
    if marker == _JFIF:
        return length > _BARE_JFIF
    return marker == _COMMENT or (marker in _APPLICATIONS and marker != _ADOBE)


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the entropy-coded bytes that begin at `at` are followed by another marker."""
    found = _MARKER.search(data, at)
    return len(data) if found is None else found.start()
