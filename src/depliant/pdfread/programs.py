"""The font program inside a file: whether it is whole, and which codes it has a glyph for.

A code of a simple font leads to its glyph by the font's encoding and the program's own tables
(ISO 32000-1, 9.6.6). Where a viewer would find one by any of the ways that the standard names, it
counts as found; a program that cannot be read so far says nothing of its glyphs.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

import pikepdf

from depliant.pdfread import cff
from depliant.pdfread.cff import Soundness
from depliant.pdfread.characters import standard_names
from depliant.pdfread.objects import differences, entries, entry, key_name, name, number
from depliant.pdfread.streams import StreamError, unpacked
from depliant.quiet import quiet

quiet("fontTools")

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
        return cff.soundness_of(self.data)

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
        order = self._cff.glyphs
        if not hasattr(self._cff.top, "ROS"):
            return frozenset(range(len(order)))
        return frozenset(int(glyph[3:]) for glyph in order if glyph[3:].isdigit()) | {0}

    # --- which characters codes stand for

    def is_named(self, code: int) -> bool:
        """Whether the name of a simple font's glyph says which character it is (9.10.2).

        Those of Adobe's list do, and those of Symbol.
        """
        if code not in self._spoken:
            called = self._called(code, self._own)
            self._spoken[code] = bool(_text_of(called, dingbats=self._are_dingbats))
        return self._spoken[code]

    @cached_property
    def _spoken(self) -> dict[int, bool]:
        return {}

    @property
    def _are_dingbats(self) -> bool:
        return name(entry(self._font, "/BaseFont")).endswith("ZapfDingbats")

    @cached_property
    def _own(self) -> Mapping[int, str]:
        """The encoding of the program itself, by which a font without any other is set (9.6.6)."""
        if not self._stream[0] or self.data[:4] in _SFNT[:2]:
            return standard_names()
        if self._is_type1:
            return self._type1.encoding
        return self._cff.encoding if self._cff else {}

    def own_names(self) -> Mapping[int, str]:
        """The names of glyphs by the encoding that a Type 1 or CFF program has; else empty."""
        if self.soundness != "sound" or not self._stream[0] or self.data[:4] in _SFNT[:2]:
            return {}
        return self._own

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
                return self._among(self._type1.glyphs, self._own)
            return self._among(frozenset(self._cff.glyphs), self._own) if self._cff else _any
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
    def _cff(self) -> _Cff | None:
        """A CFF program; None for none."""
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
            glyphs = tuple(order[: len(top.CharStrings.charStringsIndex)])
            return _Cff(top, glyphs, _own_encoding(data, top, glyphs))
        except Exception:
            # Whatever the library makes of a program that is stranger than it reads.
            return None

    @cached_property
    def _type1(self) -> _Type1:
        return _read_type1(self.data)

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
        own = standard_names()

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


def _text_of(called: str, *, dingbats: bool = False) -> str:
    """What a glyph's name says, by Adobe's list; empty for a name that says nothing."""
    from fontTools.agl import toUnicode

    return str(toUnicode(_SAME.get(called, called), isZapfDingbats=dingbats))


def _points(called: str) -> tuple[int, ...]:
    """The characters that a glyph's name stands for: two for those that share a glyph."""
    text = _text_of(called)
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
    return standard_names()[code]


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


class _Cff(NamedTuple):
    """A CFF program: its top dictionary, its glyphs' names, and those of its own encoding."""

    top: Any
    glyphs: tuple[str, ...]
    encoding: Mapping[int, str]


def _own_encoding(data: bytes, top: Any, glyphs: tuple[str, ...]) -> Mapping[int, str]:
    at = top.rawDict.get("Encoding", 0)
    return standard_names() if at < 2 else cff.encoding_at(data, at, glyphs, top.strings)


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
        own = standard_names()
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
