"""The container of a font file: what kind it is, its tables, and one font of a collection.

OpenType 1.9.1, "Organization of an OpenType font" and "Font collections". Nothing of a file is
believed: every offset is held against its length before it is used.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Final, Literal

from depliant.errors import UnfitError
from depliant.sentences import say

Kind = Literal["font", "collection", "woff2", "woff", "other"]

MAXIMUM_FONTS: Final = 64
"""Fonts of one collection; those of all weights and languages of a family have fewer."""
_MAXIMUM_TABLES: Final = 128
_KINDS: Final[Mapping[bytes, Kind]] = {
    b"\0\1\0\0": "font", b"OTTO": "font", b"true": "font", b"ttcf": "collection",
    b"wOF2": "woff2", b"wOFF": "woff",
}  # fmt: skip


def kind_of(data: bytes) -> Kind:
    """What kind of file it is, whatever it is called."""
    return _KINDS.get(data[:4], "other")


def font_count(data: bytes) -> int:
    """How many fonts a file holds: one, or those of a collection.

    Raises:
        UnfitError: it breaks off, or holds none or more than any collection.
    """
    if kind_of(data) != "collection":
        return 1
    if len(data) < 12:
        raise UnfitError(say("it breaks off"))
    (count,) = struct.unpack_from(">I", data, 8)
    if not 0 < count <= MAXIMUM_FONTS:
        raise UnfitError(
            say(
                "it says that it holds {count} fonts; {most} are the most",
                count=count,
                most=MAXIMUM_FONTS,
            )
        )
    return int(count)


def tables(data: bytes, index: int = 0) -> dict[str, bytes]:
    """The tables of one font of a file by their tags.

    Raises:
        UnfitError: the file breaks off, or names a table twice.
    """
    try:
        at = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
        (count,) = struct.unpack_from(">H", data, at + 4)
        if not 0 < count <= _MAXIMUM_TABLES:
            raise UnfitError(say("its list of tables is damaged"))
        found: dict[str, bytes] = {}
        for number in range(count):
            tag, _, start, size = struct.unpack_from(">4sIII", data, at + 12 + 16 * number)
            name = tag.decode("latin-1")
            if not (name.isascii() and name.isprintable()):
                raise UnfitError(say("its list of tables is damaged"))
            if start + size > len(data):
                raise UnfitError(say("it breaks off in its table {table}", table=name))
            if name in found:
                raise UnfitError(say("it has its table {table} twice", table=name))
            found[name] = data[start : start + size]
    except struct.error:
        raise UnfitError(say("it breaks off")) from None
    return found


def assembled(parts: Mapping[str, bytes]) -> bytes:
    """A font file of some tables: of the same tables the same bytes."""
    cff = "CFF " in parts or "CFF2" in parts
    power = len(parts).bit_length() - 1
    span = 16 << power
    head = struct.pack(
        ">4sHHHH",
        b"OTTO" if cff else b"\0\1\0\0", len(parts), span, power, 16 * len(parts) - span,
    )  # fmt: skip
    at = 12 + 16 * len(parts)
    listing, body = [], []
    for tag, part in sorted(parts.items()):
        padded = part + b"\0" * (-len(part) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        listing.append(struct.pack(">4sIII", tag.encode("latin-1"), total, at, len(part)))
        body.append(padded)
        at += len(padded)
    return b"".join([head, *listing, *body])


def single(data: bytes, index: int) -> bytes:
    """One font of a file as a file of its own; a file that is one font as it is.

    Raises:
        UnfitError: as `tables`.
    """
    return assembled(tables(data, index)) if kind_of(data) == "collection" else data
