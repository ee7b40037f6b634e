"""A CFF program of the glyphs that a document uses, one for each of its character codes.

PDF wants the glyphs of a font with cubic curves as CIDFontType0C (ISO 32000-1, 9.9): a CID-keyed
CFF without any other table. There CIDs, which are the document's codes, lead straight to glyphs,
and no map may stand between. So the program holds its glyphs in the order of the codes, one that is
shown for two texts twice, and CID and glyph are the same number.

Glyphs are the font's outlines as HarfBuzz draws them, in thousandths of an em: what subroutines and
hints they had does not matter to a plate. Clauses are those of Adobe Technical Note 5176.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from typing import Any, Final

from depliant.fonts.face import Face, load
from depliant.fonts.outlines import glyph_outline
from depliant.fonts.registry import FaceRef
from depliant.memory import remembered

_EM: Final = 1000
_ADOBE, _IDENTITY = 391, 392
"""Identifiers of the first two strings beyond the standard ones (appendix A)."""
_ROS, _CID_COUNT, _FD_ARRAY, _FD_SELECT = b"\x0c\x1e", b"\x0c\x22", b"\x0c\x24", b"\x0c\x25"
_FONT_BOX, _CHARSET, _CHAR_STRINGS, _PRIVATE = b"\x05", b"\x0f", b"\x11", b"\x12"
_DEFAULT_WIDTH, _NOMINAL_WIDTH = b"\x14", b"\x15"


@remembered
def cff_program(ref: FaceRef, gids: tuple[int, ...], name: str) -> bytes:
    """The program whose glyphs are `gids`, of which the first is 0; equal ones give equal bytes.

    Args:
        ref: a face with cubic curves.
        gids: its glyphs, in the order of the codes.
        name: the PostScript name of the part of the font.

    Raises:
        InputError: as `load`.
    """
    face = load(ref)
    strings = [_char_string(ref, gid) for gid in gids]
    head = b"\1\0\4\4" + _index([name.encode("ascii")])
    names = _index([b"Adobe", b"Identity"]) + _index([])
    # Every offset takes five bytes, so that their lengths do not depend on their values.
    size = len(_index([_top(face, len(gids), 0, 0, 0, 0)]))
    charset = len(head) + size + len(names)
    charset_data = _charset(len(gids))
    select = charset + len(charset_data)
    select_data = struct.pack(">BHHBH", 3, 1, 0, 0, len(gids))
    char_strings = select + len(select_data)
    char_strings_data = _index(strings)
    private = char_strings + len(char_strings_data)
    private_data = _integer(0) + _DEFAULT_WIDTH + _integer(0) + _NOMINAL_WIDTH
    dicts = private + len(private_data)
    dicts_data = _index([_offset(len(private_data)) + _offset(private) + _PRIVATE])
    top = _index([_top(face, len(gids), charset, select, char_strings, dicts)])
    parts = (head, top, names, charset_data, select_data, char_strings_data, private_data)
    return b"".join((*parts, dicts_data))


def _top(face: Face, count: int, charset: int, select: int, strings: int, dicts: int) -> bytes:
    """The Top DICT of a CID-keyed font (9 and 18); it begins with ROS."""
    box = b"".join(_integer(round(edge * _EM / face.upem)) for edge in face.box)
    return b"".join(
        (
            _integer(_ADOBE), _integer(_IDENTITY), _integer(0), _ROS,
            box, _FONT_BOX,
            _offset(count), _CID_COUNT,
            _offset(charset), _CHARSET,
            _offset(select), _FD_SELECT,
            _offset(strings), _CHAR_STRINGS,
            _offset(dicts), _FD_ARRAY,
        )
    )  # fmt: skip


def _charset(count: int) -> bytes:
    """CIDs from 1 on for all glyphs but the first, which has none (13, format 2)."""
    return struct.pack(">BHH", 2, 1, count - 2) if count > 1 else b"\0"


def _index(items: Sequence[bytes]) -> bytes:
    """An INDEX (5); offsets count from the byte before the data."""
    if not items:
        return b"\0\0"
    ends = [1]
    for item in items:
        ends.append(ends[-1] + len(item))
    size = max(-(-ends[-1].bit_length() // 8), 1)
    offsets = b"".join(end.to_bytes(size, "big") for end in ends)
    return b"".join((struct.pack(">HB", len(items), size), offsets, *items))


def _offset(value: int) -> bytes:
    """An integer of a DICT in five bytes (4, table 3)."""
    return struct.pack(">Bi", 29, value)


def _integer(value: int) -> bytes:
    """An integer of a DICT in as few bytes as it needs (4, table 3)."""
    if -107 <= value <= 107:
        return bytes((value + 139,))
    if -32768 <= value <= 32767:
        return struct.pack(">Bh", 28, value)
    return _offset(value)


@remembered
def _char_string(ref: FaceRef, gid: int) -> bytes:
    """A glyph as a Type 2 charstring with its width, in thousandths of an em."""
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    face = load(ref)
    scale = _EM / face.upem
    pen = T2CharStringPen(None, None, roundTolerance=0)
    drawn: Any = {"M": pen.moveTo, "L": pen.lineTo, "C": pen.curveTo, "Q": pen.qCurveTo}
    for letter, values in glyph_outline(ref, gid):
        if letter == "Z":
            pen.closePath()
        else:
            drawn[letter](*_points(values, scale))
    code = pen.getCharString()
    code.program.insert(0, _scaled(face.advance(gid), scale))  # the pen would round it
    code.compile()
    return bytes(code.bytecode)


def _points(values: Iterable[float], scale: float) -> list[tuple[float, float]]:
    numbers = [_scaled(value, scale) for value in values]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _scaled(value: float, scale: float) -> float:
    """A length in thousandths of an em, to a hundredth; a whole one as an integer."""
    scaled = round(value * scale, 2)
    return int(scaled) if scaled == int(scaled) else scaled
