"""The font program inside a file: whether it is whole, and which codes it has a glyph for.

A code of a simple font leads to its glyph by the font's encoding and the program's own tables
(ISO 32000-1, 9.6.6). Where a viewer would find one by any of the ways that the standard names, it
counts as found; a program that cannot be read so far says nothing of its glyphs.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, Literal, NamedTuple

import pikepdf

from depliant.pdfread.objects import differences, entries, entry, key_name, name, number
from depliant.pdfread.streams import StreamError, unpacked

Soundness = Literal["sound", "cut", "broken"]

# It logs what it finds strange in a font, and a program that says nothing of logs prints that.
logging.getLogger("fontTools").addHandler(logging.NullHandler())

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_NEEDED = frozenset((b"glyf", b"loca", b"head", b"maxp", b"hhea", b"hmtx", b"cmap", b"CFF "))
"""Tables without which an sfnt draws wrongly, or not at all."""
_SFNT = (b"\0\1\0\0", b"true", b"OTTO", b"ttcf")
_PADDING = 3
"""Bytes that the last table of an sfnt may lack: it is padded to four, and some leave that out."""
_ENCODINGS = ("WinAnsiEncoding", "MacRomanEncoding", "StandardEncoding")
_BY_NUMBER = re.compile(r"(?:g|G|c|C|cid|glyph|index)\d+")
"""Names that say which glyph it is by its number."""
_SPACE = 32
_SYMBOLIC, _PLAIN = 4, 32
"""Flags of a font descriptor (table 123)."""
_CHARACTER = re.compile(rb"/([^\s/{}\[\]()<>%]+)\s+(\d{1,6})\s+\S+\s")
_CHAR_STRINGS = 17
"""The operator of a CFF's top dictionary that says where its glyphs are."""
_LONGEST_GAP = 96
"""Bytes between two glyphs of a Type 1 program."""
_ENCODED = re.compile(rb"dup\s+(\d+)\s*/(\S+)\s+put")
_SAME = {"nbspace": "space", "uni00A0": "space", "nonbreakingspace": "space",
         "sfthyphen": "hyphen", "uni00AD": "hyphen", "softhyphen": "hyphen"}  # fmt: skip


class Program:
    """The program of a font, read when it is first asked for."""

    def __init__(self, font: Any, descriptor: Any) -> None:
        self._font = font
        self._descriptor = descriptor

    @cached_property
    def _stream(self) -> tuple[str, Any]:
        """The key that the program stands under, and its stream."""
        for key in _PROGRAMS:
            found = entry(self._descriptor, key)
            if isinstance(found, pikepdf.Stream):
                return key, found
        return "", None

    @cached_property
    def data(self) -> bytes:
        """The bytes of the program; empty without one, or for one that cannot be unfolded."""
        try:
            return unpacked(self._stream[1])
        except StreamError:
            return b""

    @cached_property
    def soundness(self) -> Soundness:
        """Whether the program is whole; a font without one is sound."""
        if not self._stream[0]:
            return "sound"
        if not self.data:
            return "broken"
        if self.data[:4] in _SFNT:
            return _of_sfnt(self.data)
        if self._is_type1:
            return self._type1.soundness
        return _of_cff(self.data)

    @cached_property
    def _is_type1(self) -> bool:
        """Whether the program is a Type 1, in whatever entry it stands; readers look at it too."""
        return b"%!" in self.data[:32]

    @cached_property
    def glyph_count(self) -> int | None:
        """numGlyphs of a TrueType program (OpenType 1.9, maxp); None for any other."""
        for tag, at, _ in _tables(self.data if self._stream[0] == "/FontFile2" else b""):
            if tag == b"maxp":
                return int.from_bytes(self.data[at + 4 : at + 6], "big") or None
        return None

    def lacks(self, code: int) -> bool:
        """Whether a code of a simple font leads to no glyph, or to .notdef."""
        if code not in self._known:
            self._known[code] = not self._has(code)
        return self._known[code]

    @cached_property
    def _known(self) -> dict[int, bool]:
        return {}

    @cached_property
    def cids(self) -> frozenset[int] | None:
        """The CIDs for which a composite font's CFF program has glyphs; None where unknown."""
        if self._stream[0] != "/FontFile3" or self._cff is None:
            return None
        top, order = self._cff
        if not hasattr(top, "ROS"):
            return frozenset(range(len(order)))
        return frozenset(int(glyph[3:]) for glyph in order if glyph[3:].isdigit()) | {0}

    # --- which codes have a glyph

    @cached_property
    def _has(self) -> Callable[[int], bool]:
        """Says of a code whether it has a glyph; of all of them, where that cannot be told."""
        try:
            if name(entry(self._font, "/Subtype")) == "Type3":
                return self._among(self._drawn, {})
            if self.soundness != "sound" or not self._stream[0]:
                return _any
            if self.data[:4] in _SFNT[:2]:
                return self._by_tables()
            if self._is_type1:
                return self._among(self._type1.glyphs, self._type1.encoding)
            return self._among(*self._cff_glyphs())
        except Exception:
            # Whatever a font library makes of a font that is not what it seems.
            return _any

    def _among(self, glyphs: frozenset[str], own: Mapping[int, str]) -> Callable[[int], bool]:
        """By the names of the program's glyphs, `own` being its own encoding."""
        if not glyphs:
            return _any

        def has(code: int) -> bool:
            called = self._called(code, own)
            if called == "space" or (code == _SPACE and code not in self._differences):
                # What stands for it in such a program is as empty.
                return True
            return called != ".notdef" and (called in glyphs or _SAME.get(called) in glyphs)

        return has

    def _called(self, code: int, own: Mapping[int, str]) -> str:
        """The name of a code's glyph: by the differences, the base encoding, the program's own."""
        if code in self._differences:
            return self._differences[code]
        if self._base:
            return _base_name(self._base, code)
        return own.get(code, ".notdef")

    def own_names(self) -> Mapping[int, str]:
        """The names of glyphs by the encoding that a Type 1 or CFF program has; else empty."""
        if self.soundness != "sound" or self.data[:4] in _SFNT[:2]:
            return {}
        try:
            own = self._type1.encoding if self._is_type1 else self._cff_glyphs()[1]
            return {code: glyph for code, glyph in own.items() if glyph != ".notdef"}
        except Exception:
            # Whatever a font library makes of a font that is not what it seems.
            return {}

    @cached_property
    def procedures(self) -> tuple[Any, ...]:
        """What a Type 3 font draws its glyphs by; empty for any other."""
        return tuple(self._drawings.values())

    def procedure(self, code: int) -> Any:
        """What a Type 3 font draws a code by; None for nothing."""
        called = self._called(code, {})
        return self._drawings.get(called)

    @property
    def resources(self) -> Any:
        """What the procedures of a Type 3 font paint with; None for those of the page."""
        return entry(self._font, "/Resources")

    @property
    def _drawn(self) -> frozenset[str]:
        """The names of the glyphs of a Type 3 font."""
        return frozenset(self._drawings)

    @cached_property
    def _drawings(self) -> dict[str, Any]:
        """What draws them, by their names."""
        return {key_name(key): value for key, value in entries(entry(self._font, "/CharProcs"))}

    @cached_property
    def _base(self) -> str:
        encoding = entry(self._font, "/Encoding")
        called = name(encoding) or name(entry(encoding, "/BaseEncoding"))
        return called if called in _ENCODINGS else ""

    @cached_property
    def _differences(self) -> dict[int, str]:
        return dict(differences(entry(self._font, "/Encoding")))

    @cached_property
    def _cff(self) -> Any:
        """The top dictionary of a CFF program and the names of its glyphs; None for none."""
        from fontTools.cffLib import CFFFontSet, cffISOAdobeStrings

        data = self.data
        for tag, at, long in _tables(data):
            if tag == b"CFF ":
                data = data[at : at + long]
        try:
            fonts = CFFFontSet()
            fonts.decompile(io.BytesIO(data), None)
            top = fonts[0]
            order = getattr(top, "charset", None) or cffISOAdobeStrings
            return top, tuple(order[: len(top.CharStrings.charStringsIndex)])
        except Exception:
            # Whatever the library makes of a program that is stranger than it reads.
            return None

    @cached_property
    def _type1(self) -> _Type1:
        return _read_type1(self.data)

    def _cff_glyphs(self) -> tuple[frozenset[str], Mapping[int, str]]:
        if self._cff is None:
            return frozenset(), {}
        top, order = self._cff
        encoding = getattr(top, "Encoding", "StandardEncoding")
        if isinstance(encoding, str):
            own = {code: _base_name("StandardEncoding", code) for code in range(256)}
        else:
            own = dict(enumerate(encoding))
        return frozenset(order), own

    def _by_tables(self) -> Callable[[int], bool]:
        """TrueType (9.6.6.4)."""
        from fontTools.ttLib import TTFont

        font = TTFont(io.BytesIO(self.data), lazy=True, fontNumber=0)
        if "cmap" not in font:
            return _any
        empty = font.getGlyphOrder()[0]
        maps = {(table.platformID, table.platEncID): table.cmap for table in font["cmap"].tables}
        names = frozenset(font.getGlyphOrder()[1:])
        is_blank = not font["glyf"][empty].numberOfContours
        flags = int(number(entry(self._descriptor, "/Flags")))
        is_plain = bool(flags & _PLAIN) and not flags & _SYMBOLIC
        by_name = is_plain or bool(self._base or self._differences)
        own = {code: _base_name("StandardEncoding", code) for code in range(256)}

        def found(kind: tuple[int, int], code: int | None) -> bool:
            return bool(maps.get(kind, {}).get(code, empty) != empty)

        def by_code(code: int) -> bool:
            starts = (0, 0xF000, 0xF100, 0xF200)
            return any(found(kind, start + code) for kind in maps for start in starts)

        def has(code: int) -> bool:
            if by_name:
                called = self._called(code, own)
                if _BY_NUMBER.fullmatch(called):
                    return True
                points = _points(called)
                if called in names or any(
                    found(kind, point) for point in points for kind in maps if kind in _UNICODE
                ):
                    return True
                if is_blank and called == "space":
                    return True
                if is_plain and any(kind in maps for kind in _UNICODE):
                    return False
                if is_plain and (1, 0) in maps:
                    return found((1, 0), _mac_code(called))
            return by_code(code)

        return has


_UNICODE = ((3, 1), (3, 10), (0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (0, 6))


def _any(_: int) -> bool:
    return True


def _points(called: str) -> tuple[int, ...]:
    """The characters that a glyph's name stands for: two for those that share a glyph."""
    from fontTools.agl import toUnicode

    text = toUnicode(_SAME.get(called, called))
    also = {"space": (0xA0,), "hyphen": (0xAD,), "Delta": (0x394,), "Omega": (0x3A9,),
            "mu": (0x3BC,), "periodcentered": (0x2219,), "macron": (0x2C9,)}  # fmt: skip
    return (*((ord(text),) if len(text) == 1 else ()), *also.get(called, ()))


def _base_name(encoding: str, code: int) -> str:
    """The name of a code's glyph in one of the encodings of Annex D."""
    if encoding == "WinAnsiEncoding":
        from fontTools.agl import UV2AGL

        if code == 0xA0:
            return "space"
        if code == 0xAD:
            return "hyphen"
        character = bytes([code]).decode("cp1252", "replace") if code >= 32 else "\ufffd"
        # Codes that are not used stand for bullets (table D.2, note 3).
        return str(UV2AGL.get(ord(character), "bullet" if code >= 32 else ".notdef"))
    if encoding == "MacRomanEncoding":
        from fontTools.encodings.MacRoman import MacRoman

        return str(MacRoman[code])
    from fontTools.encodings.StandardEncoding import StandardEncoding

    return str(StandardEncoding[code])


def _mac_code(called: str) -> int | None:
    """The code of a glyph in Mac OS Roman."""
    from fontTools.encodings.MacRoman import MacRoman

    return MacRoman.index(called) if called in MacRoman else None


# --- whether a program is whole


def _tables(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The tables of an sfnt: tag, start and length."""
    start = int.from_bytes(data[12:16], "big") if data[:4] == b"ttcf" else 0
    for index in range(min(int.from_bytes(data[start + 4 : start + 6], "big"), 64)):
        record = data[start + 12 + 16 * index : start + 28 + 16 * index]
        if data[start : start + 4] in _SFNT and len(record) == 16:
            yield (
                record[:4],
                int.from_bytes(record[8:12], "big"),
                int.from_bytes(record[12:], "big"),
            )


def _of_sfnt(data: bytes) -> Soundness:
    found = {tag: (at, long) for tag, at, long in _tables(data) if tag in _NEEDED}
    if any(at + long > len(data) + _PADDING for at, long in found.values()):
        return "cut"
    has_outlines = {b"glyf", b"loca", b"head", b"maxp"} <= found.keys() or b"CFF " in found
    return "sound" if has_outlines else "broken"


def _of_cff(data: bytes) -> Soundness:
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


class _Type1(NamedTuple):
    """A Type 1 program: the names of its glyphs, and those of its own encoding by code."""

    glyphs: frozenset[str]
    encoding: Mapping[int, str]
    soundness: Soundness


def _read_type1(data: bytes) -> _Type1:
    """A Type 1 program: text, an enciphered part, and zeros that are often left out (9.9)."""
    clear, mark, rest = _unsegmented(data).partition(b"currentfile eexec")
    hidden = _deciphered(rest)
    at = hidden.find(b"/CharStrings") + len(b"/CharStrings")
    names: set[str] = set()
    while found := _CHARACTER.search(hidden, at, at + _LONGEST_GAP):
        names.add(found[1].decode("latin-1"))
        at = found.end() + int(found[2])
    if b"StandardEncoding def" in clear:
        own = {code: _base_name("StandardEncoding", code) for code in range(256)}
    else:
        own = {int(one[1]): one[2].decode("latin-1") for one in _ENCODED.finditer(clear)}
    # The dictionary of the glyphs is ended behind the last of them, and the part itself then.
    is_ended = b"end" in hidden[at : at + _LONGEST_GAP] or b"closefile" in hidden
    is_whole = bool(mark) and bool(names) and is_ended
    return _Type1(frozenset(names), own, "sound" if is_whole else "cut")


def _unsegmented(data: bytes) -> bytes:
    """A Type 1 program without the heads of its segments, which some leave in it (PFB)."""
    parts, at = [], 0
    while data[at : at + 1] == b"\x80" and data[at + 1 : at + 2] in (b"\1", b"\2"):
        end = at + 6 + int.from_bytes(data[at + 2 : at + 6], "little")
        parts.append(data[at + 6 : end])
        at = end
    return b"".join(parts) if parts else data


def _deciphered(part: bytes) -> bytes:
    """The enciphered part of a Type 1 program in clear (Adobe Type 1 Font Format, 7.2)."""
    part = part.lstrip(b" \t\r\n")
    if re.match(rb"[0-9A-Fa-f\s]{8}", part):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", part)
        part = bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
    key, clear = 55665, bytearray()
    for value in part:
        clear.append(value ^ (key >> 8))
        key = ((value + key) * 52845 + 22719) & 0xFFFF
    return bytes(clear[4:])
