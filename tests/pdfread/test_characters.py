"""Codes of shown strings to characters."""

from __future__ import annotations

import io
import zlib
from typing import Any

import pikepdf
import pytest
from fontTools.agl import toUnicode
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from depliant.pdfread.cff import encoding_at
from depliant.pdfread.characters import UNKNOWN, encoding_decoder, from_map
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


def test_ranges_that_are_said_again_and_again_are_no_map() -> None:
    """Each takes a few bytes of the file, and its codes are entered anew."""
    again = b"beginbfrange " + b"<0000> <ffff> <0041> " * 40 + b"endbfrange"
    with pytest.raises(StreamError):
        from_map(again, 2)
    assert len(from_map(b"beginbfrange <0000> <ffff> <0041> endbfrange", 2).texts) == 1 << 16


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


def test_codes_that_no_encoding_uses_show_the_bullet() -> None:
    font = Dictionary(Subtype=Name.TrueType, Encoding=Name.WinAnsiEncoding)
    assert read_typeface(font).said(b"\x7f\x81\x8d\x8f\x90\x9d \x95") == "•••••• •"


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


def test_a_range_whose_ends_are_of_two_lengths_ends_where_its_codes_do() -> None:
    read = from_map(b"1 beginbfrange <FE> <0101> <0041> endbfrange", 1)
    assert read.texts == {b"\xfe": "A", b"\xff": "B"}


@pytest.mark.parametrize("first", ["D7FF", "DBFFDFFF"])
def test_a_range_gives_no_characters_that_there_are_not(first: str) -> None:
    read = from_map(b"1 beginbfrange <01> <03> <%s> endbfrange" % first.encode(), 1)
    assert [*read.texts.values()][1:] == [UNKNOWN, UNKNOWN]
    assert "".join(read.texts.values()).encode()


def test_the_standard_encoding_is_that_of_the_annex() -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    decoder = encoding_decoder(font)
    for code, glyph in enumerate(StandardEncoding):
        expected = UNKNOWN if glyph == ".notdef" else toUnicode(glyph)
        assert decoder.text(bytes([code])) == expected, glyph


def test_a_program_has_an_encoding_of_its_own() -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Odd)
    decoder = encoding_decoder(font, lambda: {65: "alpha", 66: "B"})
    assert decoder.text(b"AB") == "αB"
    font.Encoding = Dictionary(Differences=Array([65, Name.beta]))
    assert encoding_decoder(font, lambda: {65: "alpha", 66: "B"}).text(b"AB") == "βB"
    font.Encoding = Name.WinAnsiEncoding
    assert encoding_decoder(font, lambda: {65: "alpha"}).text(b"A") == "A"


@pytest.mark.parametrize(
    ("collection", "shown", "said"),
    [
        # From the lists of Adobe's Technical Notes 5078, 5079, 5080 and 5093.
        ("Japan1", "0022 0023 0001 034b 04b0 003d", "AB あ一¥"),
        ("GB1", "0022 000e 0061 04b0", "A-、查"),
        ("CNS1", "0022 0062", "A…"),
        ("Korea1", "0022 0060", "A₩"),
        ("Identity", "0022", UNKNOWN),
    ],
)
def test_numbers_of_adobes_collections(collection: str, shown: str, said: str) -> None:
    assert encoding_decoder(_composite("Identity-H", collection)).text(bytes.fromhex(shown)) == said


def test_every_sign_of_a_collection_is_known() -> None:
    font = encoding_decoder(_composite("Identity-V", "Japan1"))
    known = [font.text(number.to_bytes(2, "big")) for number in range(1, 8_000)]
    assert sum(UNKNOWN in one for one in known) < 100
    assert "".join(known[1:60]) == "".join(map(chr, range(0x21, 0x5C)))


@pytest.mark.parametrize(
    ("encoding", "codec", "said"),
    [
        ("90ms-RKSJ-H", "cp932", "鉱山"), ("GBK-EUC-H", "gbk", "矿区A"),
        ("GBK2K-V", "gb18030", "矿"), ("ETenms-B5-H", "cp950", "礦區"),
        ("KSCms-UHC-H", "cp949", "광산"), ("GB-EUC-H", "gb2312", "区"),
        ("UniJIS-UTF16-H", "utf-16-be", "鉱山"), ("UniGB-UTF8-H", "utf-8", "矿"),
        ("HKscs-B5-H", "big5hkscs", "礦"), ("KSC-EUC-H", "euc_kr", "광"),
    ],
)  # fmt: skip
def test_encodings_that_are_predefined(encoding: str, codec: str, said: str) -> None:
    font = encoding_decoder(_composite(encoding, "Japan1"))
    assert font.text(said.encode(codec)) == said


def _composite(encoding: str, collection: str) -> Dictionary:
    system = Dictionary(Registry=String("Adobe"), Ordering=String(collection))
    inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType0, CIDSystemInfo=system)
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type0, Encoding=Name(f"/{encoding}"),
        DescendantFonts=Array([inner]),
    )  # fmt: skip


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
