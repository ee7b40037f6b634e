"""LZW as PDF has it (ISO 32000-1, 7.4.4): codes of 9 to 12 bits, the highest bit first.

qpdf knows it too, but nothing bounds what it makes of a few bytes.
"""

from __future__ import annotations

from typing import Final

_CLEAR: Final = 256
_END: Final = 257
_NARROWEST: Final = 9
_WIDEST: Final = 12
_LETTERS: Final = (*(bytes([value]) for value in range(256)), b"", b"")
"""What the first codes stand for; the last two stand for no bytes."""


def unlzw(data: bytes, limit: int, *, early: bool = True) -> tuple[bytes, bool]:
    """The bytes that codes stand for, and whether they are all there.

    `early` says that a code is longer from the one before that which would need it on. There are
    little more than `limit` bytes, where they were more.

    Raises:
        ValueError: a code stands for nothing.
    """
    table = list(_LETTERS)
    found: list[bytes] = []
    width, length, before = _NARROWEST, 0, b""
    bits = held = 0
    ahead = 1 if early else 0
    for byte in data:
        bits, held = (bits << 8) | byte, held + 8
        if held < width:
            continue
        held -= width
        code, bits = bits >> held, bits & ((1 << held) - 1)
        if code == _CLEAR:
            del table[_END + 1 :]
            width, before = _NARROWEST, b""
            continue
        if code == _END:
            return b"".join(found), True
        if code < len(table):
            part = table[code]
        elif code == len(table) and before:
            part = before + before[:1]
        else:
            raise ValueError("a code stands for nothing")
        found.append(part)
        length += len(part)
        if length > limit:
            break
        if before and len(table) < 1 << _WIDEST:
            table.append(before + part[:1])
        before = part
        if len(table) + ahead >= 1 << width and width < _WIDEST:
            width += 1
    return b"".join(found), False
