"""What a font dictionary says: embedded or not, its widths, and what its codes mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pikepdf
from msgspec import Struct, field

from depliant.pdfread.characters import UNKNOWN, Decoder, encoding_decoder, mapped_decoder
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

    `widths` are in thousandths of the size by character code. Codes from `end` on have no
    glyph, None where that is not known. `identity` says that codes are glyph numbers.
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

    @property
    def subset(self) -> bool:
        """Whether the name says that the font is a subset (9.6.4)."""
        return bool(_SUBSET.match(self.name))

    def codes(self, string: bytes) -> list[int]:
        """The character codes of a string."""
        if self.code_bytes == 1:
            return list(string)
        return [int.from_bytes(string[i : i + 2], "big") for i in range(0, len(string), 2)]

    def width(self, code: int) -> float:
        """The advance of a code, in text space units for a size of 1."""
        return self.widths.get(code, self.default_width) * self.scale

    def is_missing(self, code: int) -> bool:
        """Whether a code shows no glyph, or the .notdef glyph."""
        beyond = self.end is not None and code >= self.end
        if beyond or code in self.missing or (self.identity and code == 0):
            return True
        if self.program is None or not self.embedded:
            return False
        if self.code_bytes == 1:
            return self.program.lacks(code)
        cids = self.program.cids if self.identity else None
        return cids is not None and code not in cids

    def is_unknown(self, code: int) -> bool:
        """Whether nothing says which character a code stands for (9.10.2)."""
        if self.readable or (self.unicode is not None and code in self.unicode):
            return False
        return self.code_bytes > 1 or self.program is None or not self.program.is_named(code)

    def text(self, code: int) -> str:
        """What a code stands for; a replacement character if that is not known."""
        if self.unicode is not None and code in self.unicode:
            return self.unicode[code]
        said = self.decoder.texts.get(code.to_bytes(self.code_bytes, "big"), UNKNOWN)
        if said == UNKNOWN and self.code_bytes == 1 and 32 <= code < 127:
            return chr(code)
        return said

    def said(self, string: bytes) -> str:
        """What a shown string says."""
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
    said = mapped_decoder(font)
    program = Program(font, descriptor)
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
        readable=bool(collection_of(entry(inner, "/CIDSystemInfo")))
        or (
            encoding.startswith(("Uni", "GB", "KSC", "90", "ETen", "H", "V"))
            and encoding not in ("H-Identity",)
        ),
        end=_end(encoding, program, mapped),
        identity=encoding.startswith("Identity") and plain,
        missing=_unmapped(mapped) if encoding.startswith("Identity") else frozenset(),
        program=program,
    )


def _embedded(descriptor: Any) -> bool:
    return any(isinstance(entry(descriptor, key), pikepdf.Stream) for key in _PROGRAMS)


def _unmapped(mapped: Any) -> frozenset[int]:
    """The codes that a CIDToGIDMap stream leads to glyph 0."""
    if not isinstance(mapped, pikepdf.Stream):
        return frozenset()
    data = decoded(mapped, MAP_LIMIT)[: 2 * _MAX_CODES]
    return frozenset(i // 2 for i in range(0, len(data) - 1, 2) if data[i] == data[i + 1] == 0)


def _end(encoding: str, program: Program, mapped: Any) -> int | None:
    """The first code without a glyph: after the CIDToGIDMap's last, or the font's last glyph."""
    if not encoding.startswith("Identity"):
        return None
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


def _cid_widths(value: Any) -> dict[int, float]:
    """The W array: `first [w w w]` or `first last w` (9.7.4.3)."""
    found: dict[int, float] = {}
    parts = items(value)[:_MAX_CODES]
    at = 0
    while at + 1 < len(parts) and len(found) < _MAX_CODES:
        first = int(number(parts[at]))
        if isinstance(parts[at + 1], pikepdf.Array):
            found.update(enumerate(numbers(parts[at + 1]), first))
            at += 2
        elif at + 2 < len(parts):
            last = min(int(number(parts[at + 1])), first + _MAX_CODES)
            found.update(dict.fromkeys(range(first, last + 1), number(parts[at + 2])))
            at += 3
        else:
            break
    return found


def _unicode(found: Decoder | None) -> dict[int, str] | None:
    """The characters of a ToUnicode map by their codes; None where there is none."""
    if found is None:
        return None
    return {int.from_bytes(code, "big"): text for code, text in found.texts.items()}
