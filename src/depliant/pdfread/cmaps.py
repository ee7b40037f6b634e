"""Character maps of composite fonts: how a string falls into codes, and where these lead (9.7.5).

A map is in the file, or is one of those that every reader has (ISO 32000-1, table 118). Of the
latter the code spaces stand here; which character and which glyph of Adobe's collection a code
leads to is PDFium's to say (`collections`), and of maps to Unicode Python's codecs. PDFium has not
all of them: CNS-EUC is not known, and what is beyond the first plane has no glyph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter
from typing import Any, Final, NamedTuple
from unicodedata import category

import pikepdf
from msgspec import Struct

from depliant.pdfread.characters import UNKNOWN
from depliant.pdfread.collections import Led, led, signs
from depliant.pdfread.objects import entry, name, number
from depliant.pdfread.streams import MAP_LIMIT, StreamError, unpacked

_MOST_RANGES = 70_000
_LONGEST = 4
"""Bytes of a code."""
_MOST_MAPS = 8
"""Maps that lead on to one another."""


class Space(NamedTuple):
    """A range of codes of one length: each byte lies between those of its ends."""

    low: bytes
    high: bytes

    def holds(self, code: bytes) -> bool:
        """Whether a code is of this range."""
        if len(code) != len(self.low):
            return False
        return all(a <= b <= c for a, b, c in zip(self.low, code, self.high, strict=True))


class Range(NamedTuple):
    """Codes in a row that lead to glyph numbers in a row."""

    first: int
    last: int
    cid: int


_first = attrgetter("first")
_NOWHERE: Final = Led(None, "")
_LAST: Final = 0xFFFF


class CodeMap(Struct, frozen=True, eq=False):
    """A map; `called` is its name, that of writing across, if readers have it; else it is empty.

    `ranges` are those of a map in the file, by their first codes; `base` is the map that it goes
    on from. `collection` is that whose numbers it leads to, `codec` what makes text of its codes
    where nothing else does.
    """

    spaces: tuple[Space, ...]
    called: str = ""
    collection: str = ""
    codec: str = ""
    is_vertical: bool = False
    ranges: tuple[Range, ...] = ()
    base: CodeMap | None = None

    @property
    def has_bytes(self) -> bool:
        """Whether a space is one byte: words are parted at those alone (9.3.3)."""
        return any(space.holds(b" ") for space in self.spaces)

    def codes(self, shown: bytes) -> list[int]:
        """The codes of a string. What is none is as long as the shortest that begins like it."""
        lengths = {len(space.low) for space in self.spaces}
        if len(lengths) == 1:
            step = lengths.pop()
            starts = range(0, len(shown), step)
            return [int.from_bytes(shown[at : at + step], "big") for at in starts]
        found, at = list[int](), 0
        while at < len(shown):
            step = self._length(shown, at)
            found.append(int.from_bytes(shown[at : at + step], "big"))
            at += step
        return found

    def _length(self, shown: bytes, at: int) -> int:
        near = [
            space for space in self.spaces if space.low[0] <= shown[at] <= space.high[0]
        ] or self.spaces
        whole = (len(one.low) for one in near if one.holds(shown[at : at + len(one.low)]))
        return next(whole, min(len(one.low) for one in near))

    def cid(self, code: int) -> int | None:
        """The glyph's number that a code leads to; 0 for none, None where that is not known."""
        if self.called:
            return self._led(code).cid
        place = bisect_right(self.ranges, code, key=_first) - 1
        if place >= 0 and code <= self.ranges[place].last:
            return self.ranges[place].cid + code - self.ranges[place].first
        return self.base.cid(code) if self.base is not None else 0

    def text(self, code: int) -> str:
        """What a code stands for; U+FFFD where that is not known."""
        if not self.called:
            return self._sign(self.cid(code))
        kept = list[str]()
        for said in self._found(code):
            if said and UNKNOWN not in said:
                if category(said[0]) != "Co":
                    return said
                kept.append(said)
        return kept[0] if kept else UNKNOWN

    def _found(self, code: int) -> Iterator[str]:
        """What may be meant by a code, the likeliest first."""
        if self.codec.startswith("utf"):
            yield self._decoded(code)  # which needs no table
        led_to = self._led(code)
        yield led_to.text
        yield self._sign(led_to.cid)
        yield self._decoded(code)

    def _sign(self, cid: int | None) -> str:
        """What a number of the collection stands for."""
        if not self.collection or not cid or cid > _LAST:
            return UNKNOWN
        return signs(self.collection).get(cid.to_bytes(2, "big"), UNKNOWN)

    def _led(self, code: int) -> Led:
        """Where PDFium says that a code leads."""
        spelt = self._bytes(code)
        block = spelt[0] // 16 if len(spelt) > 1 else 0
        return led(self.collection, self.called, len(spelt), block).get(code, _NOWHERE)

    def _decoded(self, code: int) -> str:
        return self._bytes(code).decode(self.codec, "replace") if self.codec else UNKNOWN

    def _bytes(self, code: int) -> bytes:
        """A code as it stands in strings."""
        spelt = (code.to_bytes(max(len(one.low), 4), "big")[-len(one.low) :] for one in self.spaces)
        fits = (one for one in spelt if int.from_bytes(one, "big") == code)
        spaced = (one for one in fits if any(space.holds(one) for space in self.spaces))
        least = min(len(space.low) for space in self.spaces)
        return next(spaced, code.to_bytes(max(least, (code.bit_length() + 7) // 8), "big"))


def code_map(encoding: Any, collection: str) -> CodeMap | None:
    """The map that a composite font's Encoding is, or names.

    Args:
        encoding: what the font says.
        collection: that which its glyphs are numbered by; empty if it is none of Adobe's.

    Returns:
        None for the maps whose codes are the glyphs' numbers, and for those that nobody knows.
    """
    if not isinstance(encoding, pikepdf.Stream):
        return predefined(name(encoding))
    return _in_file(encoding, collection, _MOST_MAPS)


# --- maps that readers have ------------------------------------------------------------------

_SHIFTED: Final = "00-80 8140-9ffc a0-df e040-fcfc"
_UCS2, _UTF16 = "0000-d7ff e000-ffff", "0000-d7ff d800dc00-dbffdfff e000-ffff"
_PREDEFINED: Final = {
    "GB1": {
        "GB-EUC-": ("gb2312", "00-80 a1a1-fefe"),
        "GBpc-EUC-": ("gb2312", "00-80 a1a1-fcfe fd-ff"),
        "GBK-EUC-": ("gbk", "00-80 8140-fefe"),
        "GBKp-EUC-": ("gbk", "00-80 8140-fefe"),
        "GBK2K-": ("gb18030", "00-7f 81308130-fe39fe39 8140-fefe"),
        "UniGB-UCS2-": ("utf-16-be", _UCS2),
        "UniGB-UTF16-": ("utf-16-be", _UTF16),
    },
    "CNS1": {
        "B5pc-": ("cp950", "00-80 a140-fcfe fd-ff"),
        "HKscs-B5-": ("big5hkscs", "00-80 8740-fefe"),
        "ETen-B5-": ("cp950", "00-80 a140-fefe"),
        "ETenms-B5-": ("cp950", "00-80 a140-fefe"),
        "UniCNS-UCS2-": ("utf-16-be", _UCS2),
        "UniCNS-UTF16-": ("utf-16-be", _UTF16),
    },
    "Japan1": {
        "": ("", "2121-7e7e"),
        "83pv-RKSJ-": ("cp932", f"{_SHIFTED} fd-ff"),
        "90ms-RKSJ-": ("cp932", _SHIFTED),
        "90msp-RKSJ-": ("cp932", _SHIFTED),
        "90pv-RKSJ-": ("cp932", f"{_SHIFTED} fd-ff"),
        "Add-RKSJ-": ("cp932", _SHIFTED),
        "EUC-": ("euc_jp", "00-80 8ea0-8edf a1a1-fefe"),
        "Ext-RKSJ-": ("cp932", _SHIFTED),
        "UniJIS-UCS2-": ("utf-16-be", _UCS2),
        "UniJIS-UCS2-HW-": ("utf-16-be", _UCS2),
        "UniJIS-UTF16-": ("utf-16-be", _UTF16),
    },
    "Korea1": {
        "KSC-EUC-": ("euc_kr", "00-80 a1a1-fefe"),
        "KSCms-UHC-": ("cp949", "00-80 8141-fefe"),
        "KSCms-UHC-HW-": ("cp949", "00-80 8141-fefe"),
        "KSCpc-EUC-": ("euc_kr", "00-84 a141-fdfe fe-ff"),
        "UniKS-UCS2-": ("utf-16-be", _UCS2),
        "UniKS-UTF16-": ("utf-16-be", _UTF16),
    },
}
"""The maps of table 118 by collection and name: the codec, the code spaces (of CMap resources)."""


def predefined(called: str) -> CodeMap | None:
    """A map by its name; None for one that readers do not have."""
    if called[-1:] not in ("H", "V"):
        return None
    for collection, maps in _PREDEFINED.items():
        if called[:-1] in maps:
            codec, spaces = maps[called[:-1]]
            ends = (tuple(map(bytes.fromhex, one.split("-"))) for one in spaces.split())
            found = tuple(Space(low, high) for low, high in ends)
            return CodeMap(found, f"{called[:-1]}H", collection, codec, called.endswith("V"))
    return None


# --- maps in the file -------------------------------------------------------------------------

_IDENTITY: Final = CodeMap((Space(b"\0\0", b"\xff\xff"),), ranges=(Range(0, 0xFFFF, 0),))
_BLOCK = re.compile(rb"begin(codespacerange|cidrange|cidchar)(.*?)end\1", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>")
_ROW = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]+)>\s*)?(\d{1,5})\b")
_USED = re.compile(rb"/([^\s/<>()\[\]{}%]+)\s+usecmap\b")
_DIRECTION = re.compile(rb"/WMode\s+(\d)")


def _in_file(stream: pikepdf.Stream, collection: str, most: int) -> CodeMap | None:
    """A map in the file, with those that it goes on from."""
    try:
        data = unpacked(stream, MAP_LIMIT)
    except StreamError:
        return None
    base = _base(entry(stream, "/UseCMap"), data, collection, most)
    spaces, ranges = list[Space](), list[Range]()
    for block in _BLOCK.finditer(data):
        if block[1] == b"codespacerange":
            spaces += [Space(*map(_octets, pair)) for pair in _PAIR.findall(block[2])]
        else:
            ranges += [_range(row) for row in _ROW.findall(block[2])]
    if not ranges and base is None:
        return None
    spaces = [one for one in spaces if len(one.low) == len(one.high) <= _LONGEST]
    stated = _DIRECTION.search(data)
    direction = int(number(entry(stream, "/WMode"), float(stated[1]) if stated else 0.0))
    return CodeMap(
        tuple(spaces) or (base or _IDENTITY).spaces,
        collection=collection,
        is_vertical=bool(direction),
        ranges=tuple(sorted(ranges[:_MOST_RANGES], key=_first)),
        base=base,
    )


def _base(used: Any, data: bytes, collection: str, most: int) -> CodeMap | None:
    """The map that another goes on from: a stream, or a name (9.7.5.3)."""
    if isinstance(used, pikepdf.Stream):
        return _in_file(used, collection, most - 1) if most else None
    stated = _USED.search(data)
    called = name(used) or (stated[1].decode("latin-1") if stated else "")
    return _IDENTITY if called.startswith("Identity-") else predefined(called)


def _range(row: tuple[bytes, bytes, bytes]) -> Range:
    first = int.from_bytes(_octets(row[0]), "big")
    last = int.from_bytes(_octets(row[1]), "big") if row[1] else first
    return Range(first, last, int(row[2]))


def _octets(digits: bytes) -> bytes:
    spelt = b"".join(digits.split())
    return bytes.fromhex((spelt + b"0" * (len(spelt) % 2)).decode("ascii"))
