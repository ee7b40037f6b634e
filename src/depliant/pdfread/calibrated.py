"""Calibrated spaces as ICC profiles (ISO 32000-1, 8.6.5.2 and 8.6.5.3; ICC.1:2001-04)."""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from typing import Any

from depliant.pdfread.objects import entry, number, numbers

Vector = tuple[float, float, float]

_D50: Vector = (0.9642, 1.0, 0.8249)
_BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
_BACK = (
    (0.9869929, -0.1470543, 0.1599627),
    (0.4323053, 0.5183603, 0.0492912),
    (-0.0085287, 0.0400428, 0.9684867),
)
"""The inverse of it."""

_PLAIN = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)
_LARGEST = 100.0


def calibrated_profile(settings: Any, count: int) -> bytes:
    """A profile of a CalGray space, of one component, or of a CalRGB space, of three."""
    white = numbers(entry(settings, "/WhitePoint"))
    whole = (white[0], white[1], white[2]) if len(white) == 3 and min(white) > 0 else _D50
    tags = {b"wtpt": _xyz(_D50), b"desc": _described(), b"cprt": b"text\0\0\0\0none\0"}
    if count == 1:
        tags[b"kTRC"] = _curve(number(entry(settings, "/Gamma"), 1.0))
        return _profile(b"GRAY", tags)
    matrix = numbers(entry(settings, "/Matrix"))
    columns = matrix if len(matrix) == 9 else _PLAIN
    gammas = numbers(entry(settings, "/Gamma"))
    for at, letter in enumerate((b"r", b"g", b"b")):
        x, y, z = columns[3 * at : 3 * at + 3]
        tags[letter + b"XYZ"] = _xyz(_adapted((x, y, z), whole))
        tags[letter + b"TRC"] = _curve(gammas[at] if len(gammas) == 3 else 1.0)
    return _profile(b"RGB ", tags)


def _times(matrix: Sequence[Vector], vector: Vector) -> Vector:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z


def _adapted(colour: Vector, white: Vector) -> Vector:
    """A colour as it is under D50, by Bradford's cones."""
    cones, seen, wanted = (_times(_BRADFORD, one) for one in (colour, white, _D50))
    x, y, z = (c * w / (s or 1.0) for c, s, w in zip(cones, seen, wanted, strict=True))
    return _times(_BACK, (x, y, z))


def _xyz(colour: Vector) -> bytes:
    # What is out of all proportion may have come to no number at all.
    sound = (0.0 if math.isnan(one) else one for one in colour)
    clipped = [round(min(max(one, -_LARGEST), _LARGEST) * 65536) for one in sound]
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *clipped)


def _curve(gamma: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(min(max(gamma, 0.01), _LARGEST) * 256))


def _described() -> bytes:
    text = b"calibrated\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(78)


def _profile(space: bytes, tags: dict[bytes, bytes]) -> bytes:
    """A display's profile of version 2."""
    at, table, body = 132 + 12 * len(tags), b"", b""
    for name, data in tags.items():
        padded = data + bytes(-len(data) % 4)
        table += name + struct.pack(">II", at + len(body), len(data))
        body += padded
    illuminant = struct.pack(">3i", *(round(one * 65536) for one in _D50))
    head = struct.pack(">I", at + len(body)) + bytes(4) + b"\x02\x10\0\0" + b"mntr" + space
    head += b"XYZ " + bytes(12) + b"acsp" + bytes(28) + illuminant
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body
