"""JPEG files without what they tell beside their pixels: cameras, places, dates, small pictures.

What stays is what decoding needs (ITU-T T.81, B.2): tables, frames and scans, JFIF's header and
Adobe's marker, which says how the components are meant. A colour profile is kept by whoever
asked for it apart.
"""

from __future__ import annotations

import struct

_START, _SCAN, _END = 0xD8, 0xDA, 0xD9
_JFIF, _ADOBE, _COMMENT = 0xE0, 0xEE, 0xFE
_BARE_JFIF = 16
_APPLICATIONS = range(0xE0, 0xF0)
_ALONE = (0x01, *range(0xD0, 0xD8))
"""Markers without a length: TEM and RST."""


def bare(data: bytes) -> bytes | None:
    """The first image of a JPEG file, bare; none if its markers cannot be followed."""
    if data[:2] != bytes((0xFF, _START)):
        return None
    kept = [data[:2]]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # fill
            at += 1
            continue
        if marker == _END:
            kept.append(data[at : at + 2])
            return b"".join(kept)
        if marker in _ALONE:
            at += 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        if marker == _SCAN:
            end = _end_of_scan(data, end)
        if not _is_word(marker, length):
            kept.append(data[at:end])
        at = end
    if data[at : at + 2] == bytes((0xFF, _END)):
        return b"".join((*kept, data[at : at + 2]))
    return None


def _is_word(marker: int, length: int) -> bool:
    """Whether a segment says what no decoder needs; JFIF's header may bring a small picture."""
    if marker == _JFIF:
        return length > _BARE_JFIF
    return marker == _COMMENT or (marker in _APPLICATIONS and marker != _ADOBE)


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the entropy-coded bytes that begin at `at` are followed by another marker."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] == 0 or data[at + 1] in _ALONE:
            at += 2
        elif data[at + 1] == 0xFF:
            at += 1
        else:
            return at
