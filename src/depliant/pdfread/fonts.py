"""What a font dictionary says: embedded or not, its widths, and what its codes mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pikepdf
from msgspec import Struct, field

from depliant.pdfread.characters import UNKNOWN, Decoder, encoding_decoder, mapped_decoder
from depliant.pdfread.cmaps import CodeMap, code_map
from depliant.pdfread.collections import collection_of
from depliant.pdfread.objects import (
    differences,
    entry,
    identity,
    items,
    name,
    number,
    numbers,
)
from depliant.pdfread.programs import Program
from depliant.pdfread.streams import MAP_LIMIT, decoded

_SUBSET = re.compile(r"[A-Z]{6}\+")
_MAX_CODES = 65536
_SYMBOLIC = 4
"""A flag of a font descriptor (table 123)."""
_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


class Typeface(Struct, frozen=True):
    """A font of the file; `key` tells two fonts apart.

    `widths` are in thousandths of the size by character code, of a composite font by glyph number.
    Those from `end` on have no glyph, None where that is not known. `identity` says that codes are
    glyph numbers; else `map` leads to these, if it is known. Of a font that is `vertical`, text
    runs down the page, each glyph as far as `falls` says.
    """

    key: tuple[int, int]
    name: str
    kind: str
    embedded: bool
    code_bytes: int = 1
    widths: Mapping[int, float] = field(default_factory=dict)
    default_width: float = 0.0
    unicode: Mapping[int, str] | None = None
    decoder: Decoder = Decoder()
    """From strings to what they say: by the map, or else by the encoding."""

    readable: bool = False
    """Whether all its codes have a known meaning without a ToUnicode map."""

    end: int | None = None
    identity: bool = False
    missing: frozenset[int] = frozenset()
    scale: float = 0.001
    program: Program | None = None
    """What the file has of the font itself."""

    map: CodeMap | None = None
    vertical: bool = False
    falls: Mapping[int, float] = field(default_factory=dict)
    default_fall: float = -1000.0

    @property
    def subset(self) -> bool:
        """Whether the name says that the font is a subset (9.6.4)."""
        return bool(_SUBSET.match(self.name))

    def codes(self, string: bytes) -> list[int]:
        """The character codes of a string."""
        if self.code_bytes == 1:
            return list(string)
        if self.map is not None:
            return self.map.codes(string)
        return [int.from_bytes(string[i : i + 2], "big") for i in range(0, len(string), 2)]

    def width(self, code: int) -> float:
        """The advance of a code, in text space units for a size of 1."""
        if not self.widths:
            return self.default_width * self.scale
        return self.widths.get(self._number(code), self.default_width) * self.scale

    def fall(self, code: int) -> float:
        """The same where text runs down the page; below 0, since text space has y up."""
        if not self.falls:
            return self.default_fall * self.scale
        return self.falls.get(self._number(code), self.default_fall) * self.scale

    @property
    def parts_words(self) -> bool:
        """Whether its code 32 is one byte: words are parted at no other (9.3.3)."""
        return self.code_bytes == 1 or (self.map is not None and self.map.has_bytes)

    def _number(self, code: int) -> int:
        """The number by which a composite font knows a code's glyph; -1 where nobody knows it."""
        if self.map is None:
            return code
        found = self.map.cid(code)
        return -1 if found is None else found

    def is_missing(self, code: int) -> bool:
        """Whether a code shows no glyph, or the .notdef glyph."""
        number = self._number(code)
        if number < 0:
            return False
        beyond = self.end is not None and number >= self.end
        if beyond or number in self.missing or (self._is_numbered and number == 0):
            return True
        if self.program is None or not self.embedded:
            return False
        if self.code_bytes == 1:
            return self.program.lacks(code)
        cids = self.program.cids if self._is_numbered else None
        return cids is not None and number not in cids

    @property
    def _is_numbered(self) -> bool:
        """Whether it is known which glyphs the codes of a composite font lead to."""
        return self.identity or self.map is not None

    def is_unknown(self, code: int) -> bool:
        """Whether nothing says which character a code stands for (9.10.2)."""
        if self.readable or (self.unicode is not None and code in self.unicode):
            return False
        return self.code_bytes > 1 or self.program is None or not self.program.is_named(code)

    def text(self, code: int) -> str:
        """What a code stands for; a replacement character if that is not known."""
        if self.unicode is not None and code in self.unicode:
            return self.unicode[code]
        if self.map is not None:
            return self.map.text(code)
        said = self.decoder.texts.get(code.to_bytes(self.code_bytes, "big"), UNKNOWN)
        if said == UNKNOWN and self.code_bytes == 1 and 32 <= code < 127:
            return chr(code)
        return said

    def said(self, string: bytes) -> str:
        """What a shown string says."""
        if self.map is not None:
            return "".join(map(self.text, self.map.codes(string)))
        return self.decoder.text(string)


def read_typeface(font: Any) -> Typeface:
    """A font dictionary as a value."""
    kind = name(entry(font, "/Subtype"))
    return _composite(font) if kind == "Type0" else _simple(font, kind)


def _simple(font: Any, kind: str) -> Typeface:
    descriptor = entry(font, "/FontDescriptor")
    first = int(number(entry(font, "/FirstChar")))
    widths = dict(enumerate(numbers(entry(font, "/Widths"))[:256], first))
    encoding = entry(font, "/Encoding")
    matrix = numbers(entry(font, "/FontMatrix"))
    said = mapped_decoder(font)
    program = Program(font, descriptor)
    return Typeface(
        key=identity(font),
        name=name(entry(font, "/BaseFont")) or name(entry(font, "/Name")) or kind,
        kind=kind,
        embedded=kind == "Type3" or _embedded(descriptor),
        widths=widths,
        default_width=number(entry(descriptor, "/MissingWidth"), 0.0 if widths else 500.0),
        unicode=_unicode(said),
        decoder=said or encoding_decoder(font, program.own_names),
        readable=_has_known_meaning(font, descriptor),
        missing=_without_glyph(encoding),
        scale=abs(matrix[0]) if kind == "Type3" and len(matrix) == 6 else 0.001,
        program=program,
    )


def _composite(font: Any) -> Typeface:
    descendants = items(entry(font, "/DescendantFonts"))
    inner = descendants[0] if descendants else None
    descriptor = entry(inner, "/FontDescriptor")
    encoding = name(entry(font, "/Encoding"))
    mapped = entry(inner, "/CIDToGIDMap")
    plain = mapped is None or name(mapped) == "Identity"
    collection = collection_of(entry(inner, "/CIDSystemInfo"))
    codes = code_map(entry(font, "/Encoding"), collection)
    is_numbered = codes is not None or encoding.startswith("Identity")
    said = mapped_decoder(font)
    program = Program(font, descriptor)
    fall = numbers(entry(inner, "/DW2"))[1:2]
    return Typeface(
        key=identity(font),
        name=name(entry(font, "/BaseFont")) or name(entry(inner, "/BaseFont")),
        kind=name(entry(inner, "/Subtype")) or "Type0",
        embedded=_embedded(descriptor),
        code_bytes=2,
        widths=_cid_widths(entry(inner, "/W")),
        default_width=number(entry(inner, "/DW"), 1000.0),
        unicode=_unicode(said),
        decoder=said or encoding_decoder(font),
        readable=bool(collection)
        or (
            encoding.startswith(("Uni", "GB", "KSC", "90", "ETen", "H", "V"))
            and encoding not in ("H-Identity",)
        ),
        end=_end(program, mapped) if is_numbered else None,
        identity=encoding.startswith("Identity") and plain,
        missing=_unmapped(mapped) if is_numbered else frozenset(),
        program=program,
        map=codes,
        vertical=codes.is_vertical if codes is not None else encoding == "Identity-V",
        falls=_cid_widths(entry(inner, "/W2"), 3),
        default_fall=fall[0] if fall else -1000.0,
    )


def _embedded(descriptor: Any) -> bool:
    return any(isinstance(entry(descriptor, key), pikepdf.Stream) for key in _PROGRAMS)


def _unmapped(mapped: Any) -> frozenset[int]:
    """The numbers that a CIDToGIDMap stream leads to glyph 0."""
    if not isinstance(mapped, pikepdf.Stream):
        return frozenset()
    data = decoded(mapped, MAP_LIMIT)[: 2 * _MAX_CODES]
    return frozenset(i // 2 for i in range(0, len(data) - 1, 2) if data[i] == data[i + 1] == 0)


def _end(program: Program, mapped: Any) -> int | None:
    """The first number without a glyph: after the CIDToGIDMap's last, or the font's last glyph."""
    if isinstance(mapped, pikepdf.Stream):
        return len(decoded(mapped, MAP_LIMIT)) // 2 or None
    return program.glyph_count


def _without_glyph(encoding: Any) -> frozenset[int]:
    """The codes whose encoding names .notdef."""
    return frozenset(code for code, glyph in differences(encoding) if glyph == ".notdef")


def _has_known_meaning(font: Any, descriptor: Any) -> bool:
    """Whether all codes of a simple font stand for known characters by its kind (9.10.2).

    Of a font with names of its own for some codes, those names say it, code by code.
    """
    encoding = entry(font, "/Encoding")
    symbolic = int(number(entry(descriptor, "/Flags"))) & _SYMBOLIC
    if name(entry(font, "/Subtype")) == "TrueType" and not symbolic:
        return not any(_says_nothing(called) for _, called in differences(encoding))
    if any(True for _ in differences(encoding)):
        return False
    called = name(encoding) or name(entry(encoding, "/BaseEncoding"))
    if called in ("WinAnsiEncoding", "MacRomanEncoding", "MacExpertEncoding"):
        return True
    if _embedded(descriptor):
        return not symbolic
    return not symbolic or name(entry(font, "/BaseFont")).endswith(("Symbol", "ZapfDingbats"))


def _says_nothing(called: str) -> bool:
    """Whether a glyph's name tells its number and nothing else."""
    return bool(re.fullmatch(r"(g|cid|glyph|G|c|C)\d+", called))


def _cid_widths(value: Any, each: int = 1) -> dict[int, float]:
    """The W array: `first [w w w]` or `first last w` (9.7.4.3).

    In W2 each glyph has three numbers, the first of them the way that it goes down.
    """
    found: dict[int, float] = {}
    parts = items(value)[:_MAX_CODES]
    at = 0
    while at + 1 < len(parts) and len(found) < _MAX_CODES:
        first = int(number(parts[at]))
        if isinstance(parts[at + 1], pikepdf.Array):
            found.update(enumerate(numbers(parts[at + 1])[::each], first))
            at += 2
        elif at + 1 + each < len(parts):
            last = min(int(number(parts[at + 1])), first + _MAX_CODES)
            found.update(dict.fromkeys(range(first, last + 1), number(parts[at + 2])))
            at += 2 + each
        else:
            break
    return found


def _unicode(found: Decoder | None) -> dict[int, str] | None:
    """The characters of a ToUnicode map by their codes; None where there is none."""
    if found is None:
        return None
    return {int.from_bytes(code, "big"): text for code, text in found.texts.items()}
