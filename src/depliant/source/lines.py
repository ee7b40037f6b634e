"""Lines as editors count them: a line feed, a carriage return, or both in this order end one.

Places of all files of letters are counted so, columns in characters, both from 1.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import Final

from depliant.errors import Place
from depliant.patterns import late_pattern

_ENDS: Final = late_pattern("\r\n?|\n")
_LONE_RETURN: Final = late_pattern("\r(?!\n)")


@lru_cache(maxsize=4)  # a project's files, which are asked for in turn
def line_starts(text: str) -> tuple[int, ...]:
    """The offset of each line; the last may hold nothing."""
    return (0, *(match.end() for match in _ENDS.finditer(text)))


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text without their ends; nothing behind the last end is none."""
    lines = _ENDS.split(text)
    return tuple(lines if lines[-1] else lines[:-1])


def newline_of(text: str) -> str:
    """What ends the lines of a text, of several kinds the most careful."""
    kinds = ("\r\n", "\n", "\r")
    return next((kind for kind in kinds if kind in text), "\n")


def position_at(text: str, offset: int) -> tuple[int, int]:
    """The line and the column of a character of a text, both from 1."""
    starts = line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def with_feeds(text: str) -> str:
    """A text whose lines all end in line feeds, and whose characters stand where they stood."""
    return _LONE_RETURN.sub("\n", text) if "\r" in text else text


def place_at(name: str, text: str, offset: int) -> Place:
    """The place of a character of a file."""
    return Place(name, *position_at(text, offset))


def position_of_byte(data: bytes, offset: int, encoding: str = "utf-8-sig") -> tuple[int, int]:
    """The line and the column of a byte up to which a file can be read, both from 1."""
    before = data[:offset].decode(encoding, "replace")
    return position_at(before, len(before))
