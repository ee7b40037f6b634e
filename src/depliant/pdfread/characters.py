"""From the codes of a shown string to the characters they stand for.

A font's ToUnicode map comes first (ISO 32000-1, 9.10.2); without one the names of a simple
font's encoding, or of that of its program; of a composite font the characters of the encoding that
it names, or of Adobe's collection that it numbers its glyphs by. What none of them knows becomes
U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

import pikepdf
from msgspec import Struct, field

from depliant.pdfread.collections import collection_of, signs
from depliant.pdfread.objects import differences, entry, items, name
from depliant.pdfread.streams import MAP_LIMIT, StreamError, unpacked

UNKNOWN = "\ufffd"

_BLOCK = re.compile(rb"begin(codespacerange|bfchar|bfrange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_MOST_ENTRIES = 70_000
_MOST_SAID = 1_000_000
"""Codes of ranges: said over and over, they would take minutes."""
_BULLET, _DELETE = "\u2022", "\x7f"


class Decoder(Struct, frozen=True):
    """A font's way from codes to text: by a table, or by one of Python's codecs.

    `widths` are the bytes that a code may have, the last that of one that is not known.
    """

    texts: Mapping[bytes, str] = field(default_factory=dict)
    widths: tuple[int, ...] = (1,)
    codec: str = ""

    def text(self, shown: bytes) -> str:
        """What a shown string says."""
        if self.codec:
            return shown.decode(self.codec, "replace")
        parts: list[str] = []
        at = 0
        while at < len(shown):
            for width in self.widths:
                found = self.texts.get(shown[at : at + width])
                if found is not None:
                    break
            else:
                found, width = UNKNOWN, self.widths[-1]
            parts.append(found)
            at += width
        return "".join(parts)


def mapped_decoder(font: Any) -> Decoder | None:
    """What a font's ToUnicode map says (9.10.3); None without one that can be read."""
    composite = name(entry(font, "/Subtype")) == "Type0"
    stream = entry(font, "/ToUnicode")
    if not isinstance(stream, pikepdf.Stream):
        return None
    try:
        found = from_map(unpacked(stream, MAP_LIMIT), 2 if composite else 1)
    except StreamError:
        return None
    if not composite or name(entry(font, "/Encoding")).startswith("Identity"):
        return _of_width(found, 2 if composite else 1)
    return found if found.texts else None


def _of_width(found: Decoder, width: int) -> Decoder | None:
    """A decoder of a font whose codes are all of one width, however its map spells them (9.7.5)."""
    texts = {
        number.to_bytes(width, "big"): text
        for code, text in found.texts.items()
        if (number := int.from_bytes(code, "big")) < 1 << 8 * width
    }
    return Decoder(texts, (width,)) if texts else None


def encoding_decoder(font: Any, own: Callable[[], Mapping[int, str]] = dict) -> Decoder:
    """What a font's encoding says by itself; `own` gives the names in that of its program."""
    if name(entry(font, "/Subtype")) != "Type0":
        return _simple(font, own)
    called = name(entry(font, "/Encoding"))
    codec = next((codec for part, codec in _CODECS if part in called), "")
    if codec or not called.startswith("Identity"):
        return Decoder(widths=(2,), codec=codec)
    inner = next(iter(items(entry(font, "/DescendantFonts"))), None)
    collection = collection_of(entry(inner, "/CIDSystemInfo"))
    return Decoder(signs(collection) if collection else {}, (2,))


_CODECS: Final = (
    *(("UTF16", "utf-16-be"), ("UCS2", "utf-16-be"), ("UTF8", "utf-8"), ("UTF32", "utf-32-be")),
    *(("RKSJ", "cp932"), ("GBK2K", "gb18030"), ("GBK", "gbk"), ("GB-EUC", "gb2312")),
    *(("GBpc-EUC", "gb2312"), ("KSCpc-EUC", "euc_kr")),
    *(("HKscs", "big5hkscs"), ("B5", "cp950"), ("UHC", "cp949"), ("KSC-EUC", "euc_kr")),
)
"""Parts of the names of encodings that are predefined (table 118), and what they are."""


def from_map(cmap: bytes, width: int) -> Decoder:
    """Read a ToUnicode map; `width` is that of a code where the map names no code space."""
    texts: dict[bytes, str] = {}
    widths: set[int] = set()
    left = _MOST_SAID
    for block in _BLOCK.finditer(cmap):
        tokens = [match.groups() for match in _TOKEN.finditer(block[2])]
        kind = block[1]
        if kind == b"codespacerange":
            widths |= {len(code) for code in map(_octets, tokens) if code}
        elif kind == b"bfchar":
            codes = [_octets(token) for token in tokens]
            texts |= {a: _utf16(b) for a, b in zip(codes[::2], codes[1::2], strict=False)}
        else:
            left = _ranges(tokens, texts, left)
        if len(texts) > _MOST_ENTRIES:
            raise StreamError
    return Decoder(texts, tuple(sorted(widths & {1, 2, 3, 4})) or (width,))


_Token = tuple[bytes | None, ...]


def _ranges(tokens: list[_Token], texts: dict[bytes, str], left: int) -> int:
    """Enter `<low> <high> <first text>` and `<low> <high> [<text> <text> …]`.

    Of how many codes are `left` that may still be said it gives what is left then.
    """
    at = 0
    while at + 2 < len(tokens):
        low, high = _octets(tokens[at]), _octets(tokens[at + 1])
        start, end = int.from_bytes(low, "big"), int.from_bytes(high, "big")
        if end - start >= 0x10000 or len(texts) > _MOST_ENTRIES:
            raise StreamError
        end = min(end, (1 << 8 * len(low)) - 1)  # a range is of codes of one length
        at += 2
        if tokens[at][1]:
            at += 1
            while at < len(tokens) and not tokens[at][2]:
                texts[start.to_bytes(len(low), "big")] = _utf16(_octets(tokens[at]))
                start, at = min(start + 1, end), at + 1
        else:
            first = _utf16(_octets(tokens[at])) or UNKNOWN
            left -= max(end - start + 1, 0)
            if left < 0:
                raise StreamError
            for code in range(start, end + 1):
                last = ord(first[-1]) + code - start
                sign = UNKNOWN if last > 0x10FFFF or 0xD800 <= last <= 0xDFFF else chr(last)
                texts[code.to_bytes(len(low), "big")] = first[:-1] + sign
        at += 1
    return left


def _octets(token: _Token) -> bytes:
    digits = re.sub(rb"\s", b"", token[0] or b"")
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _utf16(octets: bytes) -> str:
    return octets.decode("utf-16-be", "replace")


def _simple(font: Any, own: Callable[[], Mapping[int, str]]) -> Decoder:
    """The characters of a simple font without map, by its encoding (9.6.6)."""
    if not isinstance(font, pikepdf.Dictionary):
        return Decoder()
    encoding = entry(font, "/Encoding")
    base = name(encoding) or name(entry(encoding, "/BaseEncoding"))
    if base == "MacRomanEncoding":
        texts = dict(_base("mac_roman"))
    elif base == "WinAnsiEncoding" or name(entry(font, "/Subtype")) not in ("Type1", "MMType1"):
        texts = dict(_base("cp1252"))
    else:
        # That of the program, or the standard one without it (table 114).
        named = own() or standard_names()
        texts = {bytes([code]): _named(glyph) for code, glyph in named.items() if code < 256}
    texts |= {bytes([code & 255]): _named(glyph) for code, glyph in differences(encoding)}
    return Decoder(texts)


@lru_cache(maxsize=1)
def standard_names() -> Mapping[int, str]:
    """The names of the standard encoding (Annex D.2)."""
    from fontTools.encodings.StandardEncoding import StandardEncoding

    return dict(enumerate(StandardEncoding))


@lru_cache(maxsize=2)  # two encodings
def _base(encoding: str) -> Mapping[bytes, str]:
    codes = (bytes([number]) for number in range(32, 256))
    texts = {code: code.decode(encoding, "replace") for code in codes}
    if encoding == "cp1252":
        # Codes that are not used show the bullet (Annex D.2, note 3).
        unused = (code for code, said in texts.items() if said in (UNKNOWN, _DELETE))
        texts |= dict.fromkeys(tuple(unused), _BULLET)
    return texts


def _named(glyph: str) -> str:
    """The character of a glyph's name, by Adobe's list.

    The list has 4281 names. fontTools has it and is here anyway; its import takes as long as
    reading a page, so it waits for a name that is not the letter itself, in a font without map.
    """
    if len(glyph) == 1 and glyph.isascii() and glyph.isalpha():
        return glyph
    from fontTools.agl import toUnicode

    return str(toUnicode(glyph)) or UNKNOWN
