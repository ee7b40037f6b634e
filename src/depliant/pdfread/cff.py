"""CFF programs as bytes (Adobe Technical Note 5176): whether they are whole, their own encoding.

The library that reads the rest of them knows no glyph at code 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

Soundness = Literal["sound", "cut", "broken"]

_CHAR_STRINGS = 17
"""The operator of a top dictionary that says where the glyphs are."""
_RANGES = 1
_SUPPLEMENTED = 128
"""Marks of an encoding: it is written in ranges; some glyphs have more codes than one."""


def encoding_at(
    data: bytes, at: int, glyphs: Sequence[str], strings: Sequence[str]
) -> Mapping[int, str]:
    """The names of glyphs by their codes, of an encoding that begins at a place (12).

    Args:
        data: the program.
        at: where the encoding begins.
        glyphs: the names of the glyphs in their order.
        strings: names by their numbers (10).

    Raises:
        IndexError: it does not lie within the data.
    """
    mark, count, at = data[at], data[at + 1], at + 2
    codes: list[int] = []
    if mark & 127 == _RANGES:
        for first, left in zip(data[at : at + 2 * count : 2], data[at + 1 :: 2], strict=False):
            codes += range(first, first + left + 1)
        at += 2 * count
    else:
        codes += data[at : at + count]
        at += count
    found = dict(zip(codes, glyphs[1:], strict=False))
    if mark & _SUPPLEMENTED:
        for head in range(at + 1, at + 1 + 3 * data[at], 3):
            found[data[head]] = strings[int.from_bytes(data[head + 1 : head + 3], "big")]
    return found


def soundness_of(data: bytes) -> Soundness:
    """A CFF program, by its indexes (Adobe Technical Note 5176)."""
    try:
        _, at = _index(data, data[2])
        starts, _ = _index(data, at)
        top = data[starts[0] : starts[1]]
        outlines = _operand(top, _CHAR_STRINGS)
        if outlines is None:
            return "broken"
        glyphs, _ = _index(data, outlines)
        return "sound" if len(glyphs) > 1 else "broken"
    except IndexError:
        return "cut"
    except ValueError:
        return "broken"


def _index(data: bytes, at: int) -> tuple[list[int], int]:
    """Where the objects of an index begin, and the last ends; and where the index ends.

    Raises:
        IndexError: it does not lie within the data.
        ValueError: it is none.
    """
    if at + 2 > len(data):
        raise IndexError
    count = int.from_bytes(data[at : at + 2], "big")
    if not count:
        return [], at + 2
    size = data[at + 2]
    if not 1 <= size <= 4:
        raise ValueError("no offset has such a size")
    first = at + 3
    base = first + (count + 1) * size - 1
    starts = [
        base + int.from_bytes(data[one : one + size], "big") for one in range(first, base + 1, size)
    ]
    if starts[-1] > len(data):
        raise IndexError
    return starts, starts[-1]


def _operand(top: bytes, wanted: int) -> int | None:
    """The number that stands before an operator of a dictionary; None where there is none."""
    at, number = 0, 0
    while at < len(top):
        first = top[at]
        if first <= 21:
            if first == wanted:
                return number
            at += 2 if first == 12 else 1
        elif first == 30:
            while at + 1 < len(top) and top[at + 1] & 15 != 15:
                at += 1
            at += 2
        else:
            long = 3 if first == 28 else 5 if first == 29 else 1 if first <= 246 else 2
            number = _integer(top[at : at + long])
            at += long
    return None


def _integer(spelled: bytes) -> int:
    """A number of a CFF dictionary (table 3)."""
    first = spelled[0]
    if first in (28, 29):
        return int.from_bytes(spelled[1:], "big", signed=True)
    if first <= 246:
        return first - 139
    second = spelled[1] if len(spelled) > 1 else 0
    return (
        (first - 247) * 256 + second + 108 if first <= 250 else -(first - 251) * 256 - second - 108
    )
