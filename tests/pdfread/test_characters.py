"""Codes of shown strings to characters."""

from __future__ import annotations

import io
import zlib
from typing import Any

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from depliant.pdfread.cff import encoding_at
from depliant.pdfread.characters import UNKNOWN, from_map
from depliant.pdfread.fonts import Typeface, read_typeface
from depliant.pdfread.streams import StreamError, unpacked

MAP = b"""
1 begincodespacerange <0000> <FFFF> endcodespacerange
2 beginbfchar <0001> <0041> <0002> <00660069> endbfchar
2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0058> <D83DDE00>] endbfrange
"""


def test_a_map_of_codes_ranges_and_lists() -> None:
    found = from_map(MAP, 1)
    assert found.text(b"\0\1\0\2") == "Afi"
    assert found.text(b"\0\x10\0\x11\0\x12") == "abc"
    assert found.text(b"\0\x20\0\x21") == "X😀"
    assert found.text(b"\0\x99") == UNKNOWN


def test_a_map_may_have_codes_of_two_lengths() -> None:
    spaces = b"begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange\n"
    found = from_map(spaces + b"beginbfchar <41> <0061> <8001> <0062> endbfchar", 1)
    assert found.text(b"\x41\x80\x01\x41") == "aba"


def test_a_map_of_endless_ranges_is_refused() -> None:
    one = b"beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"
    many = b"".join(b"<%02x0000> <%02xFFFF> <0041>" % (n, n) for n in range(40))
    for body in (one, b"beginbfrange " + many + b" endbfrange"):
        with pytest.raises(StreamError):
            from_map(body, 2)


@given(st.binary(max_size=200), st.sampled_from(["bfchar", "bfrange", "codespacerange"]))
def test_no_map_is_too_strange(noise: bytes, kind: str) -> None:
    name = kind.encode()
    try:
        found = from_map(b"begin" + name + noise + b"end" + name, 1)
    except StreamError:
        return
    assert isinstance(found.text(noise), str)


def test_a_simple_font_without_map_is_read_by_its_encoding() -> None:
    font = Dictionary(Subtype=Name.Type1, Encoding=Name.WinAnsiEncoding)
    assert read_typeface(font).said(b"caf\xe9 \x80") == "café €"
    font.Encoding = Name.MacRomanEncoding
    assert read_typeface(font).said(b"caf\x8e") == "café"
    names = Array([1, Name("/Eacute"), Name("/f_i"), 65, Name("/nonesuch.of.it")])
    font.Encoding = Dictionary(Differences=names)
    assert read_typeface(font).said(b"\1\2B") == "ÉfiB"
    assert read_typeface(font).said(b"A") == UNKNOWN


def test_a_composite_font_in_utf_16() -> None:
    font = Dictionary(Subtype=Name.Type0, Encoding=Name("/UniJIS-UTF16-H"))
    assert read_typeface(font).said("日本".encode("utf-16-be")) == "日本"


@pytest.mark.parametrize(
    ("filters", "packed"),
    [
        ([], b"words"),
        (["/FlateDecode"], zlib.compress(b"words")),
        (["/ASCIIHexDecode"], b"77 6F 72 64 73>"),
        (["/ASCII85Decode"], b"F*2M7/c~>"),
        (["/ASCIIHexDecode", "/FlateDecode"], zlib.compress(b"words").hex().encode() + b">"),
    ],
)
def test_streams_are_unpacked_as_qpdf_does(filters: list[str], packed: bytes) -> None:
    pdf = pikepdf.Pdf.new()
    stream = pikepdf.Stream(pdf, packed, Filter=Array([Name(name) for name in filters]))
    assert unpacked(stream, 5) == stream.read_bytes()
    with pytest.raises(StreamError):
        unpacked(stream, 4)


@pytest.mark.parametrize("space", [b"<00> <FF>", b"<0000> <FFFF>"])
def test_a_map_that_spells_codes_in_another_width_is_understood(space: bytes) -> None:
    """The width of a code is its font's; programs often write a wrong one into the map."""
    pdf = pikepdf.new()
    body = b"begincodespacerange " + space + b" endcodespacerange "
    simple = pdf.make_stream(body + b"beginbfchar <0041> <0062> endbfchar")
    font = Dictionary(Subtype=Name.Type1, ToUnicode=simple)
    assert read_typeface(font).said(b"AA") == "bb"
    composite = pdf.make_stream(body + b"beginbfchar <41> <0062> endbfchar")
    font = Dictionary(Subtype=Name.Type0, Encoding=Name("/Identity-H"), ToUnicode=composite)
    assert read_typeface(font).said(b"\0A\0A") == "bb"


HOLDER = pikepdf.new()


def simple(program: bytes = b"", **entries: Any) -> Typeface:
    """A font of symbols."""
    font = Dictionary(Subtype=Name.Type1, BaseFont=Name.Made, **entries)
    font.FontDescriptor = Dictionary(Flags=4)
    if program:
        font.FontDescriptor.FontFile3 = HOLDER.make_stream(program)
    return read_typeface(font)


def test_a_base_encoding_says_nothing_of_the_codes_that_differ() -> None:
    """ISO 32000-1, 9.10.2: each name counts by itself."""
    names = Array([65, Name("/g12"), Name("/alpha"), Name("/uni00E9"), Name("/a.alt")])
    bases: tuple[dict[str, Any], ...] = ({}, {"BaseEncoding": Name.WinAnsiEncoding})
    for base in bases:
        face = simple(Encoding=Dictionary(Differences=names, **base))
        assert [face.is_unknown(code) for code in b"ABCDZ"] == [True, False, False, False, False]
    assert not simple(Encoding=Name.WinAnsiEncoding).is_unknown(65)


def test_a_map_says_it_where_there_is_one() -> None:
    body = b"begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <0041> endbfchar"
    names = Array([65, Name("/g1"), Name("/g2")])
    face = simple(ToUnicode=HOLDER.make_stream(body), Encoding=Dictionary(Differences=names))
    assert [face.is_unknown(code) for code in b"AB"] == [False, True]


def test_a_program_of_letters_names_them_by_its_own_encoding() -> None:
    """Code 0 is one of them, as TeX's symbols have it for the minus."""
    face = simple(symbols())
    assert [face.is_unknown(code) for code in (0, 1, 2, 200)] == [False, False, True, True]
    assert [face.is_missing(code) for code in (0, 1, 2)] == [False, False, False]
    assert face.is_missing(3)


def symbols() -> bytes:
    """A CFF program of three symbols at codes of their own, the last of them unheard of."""

    def outline() -> Any:
        pen = T2CharStringPen(500, None)
        pen.moveTo((0, 0))
        pen.lineTo((0, 500))
        pen.lineTo((300, 500))
        pen.closePath()
        return pen.getCharString()

    order = [".notdef", "minus", "bullet", "nonesuch.sign"]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({8722: "minus"})
    builder.setupCFF("Made", {}, {one: outline() for one in order}, {})
    top = builder.font["CFF "].cff[0]
    top.Encoding = ["minus", "bullet", "nonesuch.sign", *[".notdef"] * 253]
    file = io.BytesIO()
    builder.font["CFF "].cff.compile(file, builder.font)
    return file.getvalue()


@pytest.mark.parametrize(
    ("spelled", "expected"),
    [
        (b"\0\2\0\5", {0: "a", 5: "b"}),
        (b"\1\1\0\1", {0: "a", 1: "b"}),
        (b"\1\2\7\0\0\0", {7: "a", 0: "b"}),
        (b"\x80\1\3\2\0\0\1\x09\0\2", {3: "a", 0: "one", 9: "two"}),
    ],
)
def test_the_encoding_of_a_cff_is_read_as_its_note_has_it(
    spelled: bytes, expected: dict[int, str]
) -> None:
    """Adobe Technical Note 5176, 12: codes, ranges, and codes of glyphs that have one already."""
    found = encoding_at(b"head" + spelled, 4, [".notdef", "a", "b"], [".notdef", "one", "two"])
    assert found == expected
