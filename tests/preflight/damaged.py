"""Files that are cut, broken or short of something, beside such as only look like it.

Made by code alone. A clean one must have nothing found in it by any rule on damage or glyphs.
"""

from __future__ import annotations

import base64
import io
import re
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from fontpkg import path as font_path
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.eexec import encrypt
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name
from PIL import Image
from tests.preflight.conftest import GROUND, WORDS, small

Edit = Callable[[pikepdf.Pdf], None]


class Variant(NamedTuple):
    """A file, the code by which its fault must be found ("" for none), and words of its message."""

    name: str
    make: Callable[[], bytes]
    code: str = ""
    said: str = ""


# --- the file ---------------------------------------------------------------------------------


def whole() -> bytes:
    return small()


def cut_off(part: float) -> bytes:
    data = small()
    return data[: int(len(data) * part)]


def wrong_startxref() -> bytes:
    return re.sub(rb"startxref\s+\d+", b"startxref\n99", small())


def no_startxref() -> bytes:
    return re.sub(rb"startxref\s+\d+\s+", b"", small())


def shifted_table() -> bytes:
    """A line more after the header, so that nothing is where the table says."""
    return small().replace(b"\n", b"\n% one more line\n", 1)


def wrong_length() -> bytes:
    """The length of the first page's content is too short by half."""
    data = small()
    found = re.search(rb"/Length (\d+)(?=[^>]*>>\s*stream\s+/Artifact)", data)
    assert found
    digits = b"%0*d" % (len(found[1]), int(found[1]) // 2)
    return data[: found.start(1)] + digits + data[found.end(1) :]


def before(data: bytes) -> bytes:
    return data + small()


def after(data: bytes) -> bytes:
    return small() + data


# --- content ----------------------------------------------------------------------------------


def packed(change: Callable[[bytes], bytes] = bytes) -> bytes:
    """A file whose first page has its content packed, changed once that is done."""

    def edit(pdf: pikepdf.Pdf) -> None:
        # Words in plenty, so that there is something to lose.
        body = b"/Artifact BMC\n" + GROUND + b"EMC\n" + b"/P <</MCID 0>> BDC\n" + WORDS + b"EMC\n"
        body += b"/Artifact BMC\n" + b"q 0 0 0 0.1 k 30 30 3 3 re f Q\n" * 400 + b"EMC\n"
        pdf.pages[0].obj.Contents = pdf.make_stream(
            change(zlib.compress(body)), Filter=Name.FlateDecode
        )

    return small(edit=edit)


def without_resources() -> bytes:
    """A file whose last page names nothing, and has no dictionary to name it in."""

    def edit(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[-1].obj
        page.Contents = pdf.make_stream(b"/Artifact BMC\n" + GROUND + b"EMC\n")
        del page["/Resources"]

    return small(pages=3, edit=edit)


def art(content: bytes, edit: Edit | None = None) -> bytes:
    return small(content, edit=edit)


def in_form(content: bytes) -> bytes:
    def edit(pdf: pikepdf.Pdf) -> None:
        made = pdf.make_stream(content)
        made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 99, 99])
        pdf.pages[0].obj.Resources.XObject = Dictionary(F=made)

    return small(b"/F Do", edit=edit)


def tiled(content: bytes) -> bytes:
    """A file with an area of tiles."""

    def edit(pdf: pikepdf.Pdf) -> None:
        made = pdf.make_stream(content)
        made.PatternType, made.PaintType, made.TilingType = 1, 1, 1
        made.BBox, made.XStep, made.YStep = Array([0, 0, 60, 60]), 60, 60
        made.Resources = Dictionary()
        pdf.pages[0].obj.Resources.Pattern = Dictionary(P=made)

    return small(b"/Knock gs /Pattern cs /P scn 40 40 120 120 re f", edit=edit)


def masked(content: bytes) -> bytes:
    """A file with an area under a soft mask."""

    def edit(pdf: pikepdf.Pdf) -> None:
        made = pdf.make_stream(content)
        made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 220, 220])
        made.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
        mask = Dictionary(S=Name.Luminosity, G=made)
        pdf.pages[0].obj.Resources.ExtGState.M = Dictionary(SMask=mask)

    return small(b"/M gs " + BOX, edit=edit)


INLINE = b"q 20 0 0 20 40 40 cm BI /W %d /H 1 /CS /G /BPC 8 ID %s\nEI Q"
"""An image in the content, of some grays."""
BY_CHANCE = b"\x00\x01 EI \xff\xfe\x02xx"
"""Pixels among which the end of an image seems to stand."""
BOX = b"0 0 0 0.1 k 40 40 9 9 re f"


# --- fonts ------------------------------------------------------------------------------------


@cache
def barlow() -> bytes:
    """Letters of ASCII alone."""
    font = TTFont(Path(font_path("Barlow", weight=400, style="normal")))
    options = Options()
    options.drop_tables += ["GSUB", "GPOS", "GDEF"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=range(32, 127))
    subsetter.subset(font)
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


@cache
def cff() -> bytes:
    """A CFF program of a few letters."""

    def outline(width: int) -> Any:
        pen = T2CharStringPen(width, None)
        pen.moveTo((0, 0))
        pen.lineTo((0, 500))
        pen.lineTo((300, 500))
        pen.closePath()
        return pen.getCharString()

    order = [".notdef", "H", "e", "l", "o"]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(one): one for one in order[1:]})
    builder.setupCFF("Made", {}, {one: outline(500) for one in order}, {})
    file = io.BytesIO()
    builder.font["CFF "].cff.compile(file, builder.font)
    return file.getvalue()


@cache
def type1() -> bytes:
    """A Type 1 program of a few letters."""
    glyph: bytes = encrypt(b"\0\0\0\0" + bytes([139, 248 - 108, 139, 13, 14]), 4330)[0]
    letters = b"".join(
        b"/%s %d RD %s ND\n" % (one, len(glyph), glyph)
        for one in (b".notdef", b"H", b"e", b"l", b"o")
    )
    hidden = (
        b"dup /Private 3 dict dup begin\n/RD {string currentfile exch readstring pop} def\n"
        b"/lenIV 4 def\n2 index /CharStrings 5 dict dup begin\n" + letters
        + b"end\nend\nreadonly put\nmark currentfile closefile\n"
    )  # fmt: skip
    program: bytes = (
        b"%!PS-AdobeFont-1.0: Made\n/Encoding StandardEncoding def\ncurrentfile eexec\n"
        + encrypt(b"\0\0\0\0" + hidden, 55665)[0] + b"0" * 512 + b"\ncleartomark\n"
    )  # fmt: skip
    return program


def font(
    program: bytes, key: str, kind: str = "Type1", shown: bytes = b"(Hello)", **entries: Any
) -> bytes:
    """A file whose words are set in another program."""

    def edit(pdf: pikepdf.Pdf) -> None:
        made = pdf.pages[0].obj.Resources.Font.F1
        made.Subtype = Name("/" + kind)
        stream = pdf.make_stream(program)
        if key == "FontFile3":
            stream.Subtype = Name.Type1C
        del made.FontDescriptor["/FontFile2"]
        made.FontDescriptor["/" + key] = stream
        for called, value in entries.items():
            made["/" + called] = value

    return small(words=WORDS.replace(b"(Hello)", shown), edit=edit)


def type3(*drawn: str, begun: bytes = b"") -> bytes:
    """Words in a font of procedures, of which some letters are drawn."""

    def edit(pdf: pikepdf.Pdf) -> None:
        procedures = {
            f"/{one}": pdf.make_stream(b"500 0 0 0 500 700 d1 " + begun + b"0 0 400 700 re f")
            for one in drawn
        }
        letters = [Name("/H"), Name("/e"), Name("/l"), Name("/o")]
        pdf.pages[0].obj.Resources.Font = Dictionary(
            F1=pdf.make_indirect(
                Dictionary(
                    Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 500, 700],
                    FontMatrix=[0.001, 0, 0, 0.001, 0, 0], FirstChar=72, LastChar=72,
                    Widths=[500], CharProcs=Dictionary(procedures), Resources=Dictionary(),
                    Encoding=Dictionary(
                        Differences=Array([72, letters[0], 101, letters[1], 108, letters[2], 111,
                                           letters[3]])
                    ),
                )
            )
        )  # fmt: skip

    return small(edit=edit)


# --- images -----------------------------------------------------------------------------------


def shown(data: bytes, **entries: Any) -> bytes:
    """A file with an image on its first page."""

    def edit(pdf: pikepdf.Pdf) -> None:
        made = pdf.make_stream(data)
        made.Type, made.Subtype, made.Width, made.Height = Name.XObject, Name.Image, 100, 100
        made.ColorSpace, made.BitsPerComponent = Name.DeviceCMYK, 8
        for key, value in entries.items():
            made["/" + key] = value(pdf) if callable(value) else value
        pdf.pages[0].obj.Resources.XObject = Dictionary(I=made)

    return small(b"/Knock gs q 20 0 0 20 40 40 cm /I Do Q", edit=edit)


PIXELS = b"\x20\x00\x20\x00" * 10_000
FLATE = {"Filter": Name.FlateDecode}


@cache
def jpeg(kind: str = "JPEG") -> bytes:
    file = io.BytesIO()
    picture = Image.effect_noise((100, 100), 40)
    (picture.convert("CMYK") if kind == "JPEG" else picture).save(file, kind)
    return file.getvalue()


DCT = {"Filter": Name.DCTDecode}
JPX = {"Filter": Name.JPXDecode, "ColorSpace": Name.DeviceGray}


LETTERS = {"Filter": Array([Name.ASCII85Decode, Name.DCTDecode])}
PNG = {"Filter": Name.FlateDecode, "DecodeParms": Dictionary(Predictor=15, Colors=4, Columns=100)}
JBIG2 = {"Filter": Name.JBIG2Decode, "ColorSpace": Name.DeviceGray, "BitsPerComponent": 1}
SCAN = bytes.fromhex("00000000300001000000130000006400000064000000000000000001000000")
"""A JBIG2 page of 100 by 100 white pixels, without anything on it (ISO 14492, 7.4.8)."""
STRIP = bytes.fromhex("000000013200010000000400000063") * 3
"""Ends of stripes (7.4.10)."""


@cache
def fax(kind: str) -> bytes:
    """A scan of 100 by 100 pixels as libtiff packs it; its lower half is white."""
    file = io.BytesIO()
    picture = Image.effect_noise((100, 100), 90).point(lambda value: 255 * (value > 110))
    picture.paste(255, (0, 50, 100, 100))
    picture.convert("1").save(file, "TIFF", compression=kind)
    with Image.open(file) as made:
        tags = {key: made.tag_v2[key] for key in (273, 279)}  # type: ignore[attr-defined]
    parts = zip(tags[273], tags[279], strict=True)
    return b"".join(file.getvalue()[at : at + length] for at, length in parts)


def fax_of(turn: int, **more: object) -> dict[str, Any]:
    """What an image in CCITT says of itself; `turn` is its K (table 11)."""
    settings = Dictionary(K=turn, Columns=100, Rows=100)
    for key, value in more.items():
        settings["/" + key] = value
    return {"Filter": Name.CCITTFaxDecode, "ColorSpace": Name.DeviceGray,
            "BitsPerComponent": 1, "DecodeParms": settings}  # fmt: skip


def fax_in_lists(turn: int) -> dict[str, Any]:
    """The same with its one filter and its settings each in a list."""
    said = fax_of(turn)
    return {**said, "Filter": Array([said["Filter"]]), "DecodeParms": Array([said["DecodeParms"]])}


def fax_in_letters(turn: int) -> dict[str, Any]:
    said = fax_of(turn)
    said["Filter"] = Array([Name.ASCII85Decode, Name.CCITTFaxDecode])
    said["DecodeParms"] = Array([None, said["DecodeParms"]])
    return said


def letters(data: bytes) -> bytes:
    return base64.a85encode(data) + b"~>"


def png_rows(rows: int = 100) -> bytes:
    """Rows of ink as a PNG keeps them, each after the first as the one above it."""
    return zlib.compress(b"\0" + PIXELS[:400] + (b"\2" + bytes(400)) * (rows - 1))


def with_mask(data: bytes) -> bytes:
    def mask(pdf: pikepdf.Pdf) -> Any:
        made = pdf.make_stream(data)
        made.Type, made.Subtype, made.Width, made.Height = Name.XObject, Name.Image, 100, 100
        made.ColorSpace, made.BitsPerComponent = Name.DeviceGray, 8
        return made

    return shown(PIXELS, SMask=mask)


VARIANTS = (
    Variant("whole", whole),
    Variant("cut at 90 %", lambda: cut_off(0.9), "file-cut"),
    Variant("cut at 97 %", lambda: cut_off(0.97), "file-cut"),
    Variant("startxref leads astray", wrong_startxref, "file-repaired", "table"),
    Variant("no startxref", no_startxref, "file-repaired", "table"),
    Variant("table shifted", shifted_table, "file-repaired", "table"),
    Variant("length of a stream wrong", wrong_length, "file-repaired", "repaired"),
    Variant("junk before", lambda: before(b"HTTP/1.1 200 OK\r\n\r\n"), "file-garbage", "19 bytes"),
    Variant("junk after", lambda: after(b"<!-- served in 3 ms -->"), "file-garbage", "23 bytes"),
    Variant("blank after", lambda: after(b"\r\n\0\0\n")),
    Variant("content packed", packed),
    Variant("content without its sum", lambda: packed(lambda data: data[:-4])),
    Variant("content of nothing", lambda: packed(lambda _: b"")),
    Variant("no resources where none are wanted", without_resources),
    Variant("content with a wrong sum", lambda: packed(lambda data: data[:-4] + b"!!!!")),
    Variant("content cut", lambda: packed(lambda data: data[: len(data) // 2]), "content-cut"),
    Variant(
        "content spoilt",
        lambda: packed(lambda data: data[:60] + b"\xff" * 9 + data[69:]),
        "content-cut",
    ),
    Variant("operator unknown", lambda: art(b"1 2 xyz " + BOX), "content-broken", "xyz"),
    Variant("operator unknown in a form", lambda: in_form(b"12 abc"), "content-broken", "abc"),
    Variant("form", lambda: in_form(BOX)),
    Variant("tiles", lambda: tiled(BOX)),
    Variant("operator unknown in tiles", lambda: tiled(BOX + b" 12 abc"), "content-broken", "abc"),
    Variant("mask", lambda: masked(b"1 g " + BOX[12:])),
    Variant("operator unknown in a mask", lambda: masked(b"12 abc"), "content-broken", "abc"),
    Variant(
        "state not ended in a glyph",
        lambda: type3("H", "e", "l", "o", begun=b"q "),
        "content-broken",
        "4 states",
    ),
    Variant("operator unknown on purpose", lambda: art(b"BX 1 2 xyz EX " + BOX)),
    Variant("operands missing", lambda: art(b"1 0 0 1 cm " + BOX), "content-broken", "1 0 0 1 cm"),
    Variant(
        "q too many", lambda: in_form(b"q q " + BOX + b" Q"), "content-broken", "never restored"
    ),
    Variant("Q too many", lambda: in_form(BOX + b" Q"), "content-broken", "never saved"),
    Variant("q and Q", lambda: in_form(b"q q " + BOX + b" Q Q")),
    Variant("BT in BT", lambda: art(b"BT BT ET ET"), "content-broken", "within another"),
    Variant("ET alone", lambda: art(b"ET " + BOX), "content-broken", "never begun"),
    Variant("BT without ET", lambda: in_form(BOX + b" BT"), "content-broken", "never ended"),
    Variant("EMC alone", lambda: in_form(BOX + b" EMC"), "content-broken", "never begun"),
    Variant("BMC alone", lambda: in_form(b"/A BMC " + BOX), "content-broken", "never ended"),
    Variant("string not ended", lambda: in_form(BOX + b" (abc"), "content-broken", "breaks off"),
    Variant("comment at the end", lambda: in_form(BOX + b" % that was it")),
    Variant("inline image", lambda: art(INLINE % (4, b"\x10\x20\x30\x40"))),
    Variant("EI by chance", lambda: art(INLINE % (len(BY_CHANCE), BY_CHANCE))),
    Variant(
        "EI by chance, packed",
        lambda: art(
            b"q 9 0 0 9 40 40 cm BI /W 4 /H 1 /CS /G /BPC 8 /F /Fl ID " + BY_CHANCE + b"\nEI Q"
        ),
    ),
    Variant(
        "font missing",
        lambda: art(b"BT /F9 9 Tf 50 50 Td (a) Tj ET"),
        "resource-missing",
        "font F9",
    ),
    Variant(
        "font missing whose name is in no encoding",
        lambda: art(b"BT /F\xe9\xff 9 Tf 50 50 Td (a) Tj ET"),
        "resource-missing",
        "font F",
    ),
    Variant(
        "state missing", lambda: art(b"/Nowhere gs " + BOX), "resource-missing", "state Nowhere"
    ),
    Variant("image missing", lambda: art(b"/Im7 Do"), "resource-missing", "Im7"),
    Variant(
        "space missing",
        lambda: art(b"/Gold cs 1 scn 9 9 9 9 re f"),
        "resource-missing",
        "space Gold",
    ),
    Variant(
        "pattern missing",
        lambda: art(b"/Pattern cs /P3 scn 9 9 9 9 re f"),
        "resource-missing",
        "pattern P3",
    ),
    Variant("shading missing", lambda: art(b"/Sh2 sh"), "resource-missing", "shading Sh2"),
    Variant("TrueType", lambda: font(barlow(), "FontFile2", "TrueType")),
    Variant(
        "TrueType cut",
        lambda: font(barlow()[:-900], "FontFile2", "TrueType"),
        "font-damaged",
        "breaks off",
    ),
    Variant("TrueType empty", lambda: font(b"", "FontFile2", "TrueType"), "font-damaged", "read"),
    Variant(
        "TrueType lacks é",
        lambda: font(barlow(), "FontFile2", "TrueType", b"(caf\xe9)"),
        "glyph-missing",
        "1 character",
    ),
    Variant(
        "TrueType with a hard space", lambda: font(barlow(), "FontFile2", "TrueType", b"(a\xa0b)")
    ),
    Variant(
        "TrueType lacks a name",
        lambda: font(
            barlow(),
            "FontFile2",
            "TrueType",
            Encoding=Dictionary(
                BaseEncoding=Name.WinAnsiEncoding, Differences=Array([72, Name("/Omegatonos")])
            ),
        ),
        "glyph-missing",
        "1 character",
    ),
    Variant(
        "TrueType by another name",
        lambda: font(
            barlow(),
            "FontFile2",
            "TrueType",
            Encoding=Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=Array([72, Name.K])),
        ),
    ),
    Variant("CFF", lambda: font(cff(), "FontFile3")),
    Variant("CFF with a space", lambda: font(cff(), "FontFile3", shown=b"(H H)")),
    Variant("CFF cut", lambda: font(cff()[:-20], "FontFile3"), "font-damaged", "breaks off"),
    Variant("CFF that is none", lambda: font(b"<html></html>", "FontFile3"), "font-damaged"),
    Variant(
        "CFF lacks a letter",
        lambda: font(cff(), "FontFile3", shown=b"(Help)"),
        "glyph-missing",
        "1 character",
    ),
    Variant("Type 1", lambda: font(type1(), "FontFile")),
    Variant("Type 1 cut", lambda: font(type1()[:200], "FontFile"), "font-damaged", "breaks off"),
    Variant(
        "Type 1 lacks a letter",
        lambda: font(type1(), "FontFile", shown=b"(Help)"),
        "glyph-missing",
        "1 character",
    ),
    Variant("Type 3", lambda: type3("H", "e", "l", "o")),
    Variant("Type 3 lacks a letter", lambda: type3("H", "e", "o"), "glyph-missing", "2 characters"),
    Variant("image", lambda: shown(PIXELS)),
    Variant("image packed", lambda: shown(zlib.compress(PIXELS), **FLATE)),
    Variant("image short of a pixel", lambda: shown(PIXELS[:-4])),
    Variant("image cut", lambda: shown(PIXELS[:20_000]), "image-cut", "breaks off"),
    Variant(
        "image packed and cut",
        lambda: shown(zlib.compress(PIXELS)[:-40], **FLATE),
        "image-cut",
        "breaks off",
    ),
    Variant("JPEG", lambda: shown(jpeg(), **DCT)),
    Variant("JPEG cut", lambda: shown(jpeg()[:-3000], **DCT), "image-cut", "breaks off"),
    Variant("JPEG that is none", lambda: shown(b"<html></html>", **DCT), "image-cut", "read"),
    Variant("JPEG 2000", lambda: shown(jpeg("JPEG2000"), **JPX)),
    Variant(
        "JPEG 2000 cut", lambda: shown(jpeg("JPEG2000")[:-900], **JPX), "image-cut", "breaks off"
    ),
    Variant(
        "image in no known packing",
        lambda: shown(PIXELS, Filter=Name("/BestDecode")),
        "image-undecodable",
    ),
    Variant(
        "image whose sum is wrong", lambda: shown(zlib.compress(PIXELS)[:-4] + b"!!!!", **FLATE)
    ),
    Variant("image of a PNG", lambda: shown(png_rows(), **PNG)),
    Variant("image of a PNG cut", lambda: shown(png_rows(60), **PNG), "image-cut", "breaks off"),
    Variant("JPEG in letters", lambda: shown(letters(jpeg()), **LETTERS)),
    Variant("JPEG in letters cut", lambda: shown(letters(jpeg()[:-3000]), **LETTERS), "image-cut"),
    Variant("scan", lambda: shown(SCAN, **JBIG2)),
    Variant("scan that no decoder reads", lambda: shown(b"?" * 90, **JBIG2), "image-undecodable"),
    Variant("scan in JBIG2 cut", lambda: shown(SCAN + STRIP[:-2], **JBIG2), "image-cut", "breaks"),
    Variant("fax", lambda: shown(fax("group4"), **fax_of(-1))),
    Variant("fax, black is 1", lambda: shown(fax("group4"), **fax_of(-1, BlackIs1=True))),
    Variant("fax of rows", lambda: shown(fax("group3"), **fax_of(0))),
    Variant("fax in letters", lambda: shown(letters(fax("group4")), **fax_in_letters(-1))),
    Variant("fax cut", lambda: shown(fax("group4")[:500], **fax_of(-1)), "image-cut", "breaks off"),
    Variant(
        "fax cut in what is white", lambda: shown(fax("group4")[:-9], **fax_of(-1)), "image-cut"
    ),
    Variant("fax in lists", lambda: shown(fax("group4"), **fax_in_lists(-1))),
    Variant(
        "fax in lists cut",
        lambda: shown(fax("group4")[:500], **fax_in_lists(-1)),
        "image-cut",
        "breaks off",
    ),
    Variant("fax of rows cut", lambda: shown(fax("group3")[:500], **fax_of(0)), "image-cut"),
    Variant(
        "fax in letters cut",
        lambda: shown(letters(fax("group4")[:500]), **fax_in_letters(-1)),
        "image-cut",
    ),
    Variant("soft mask", lambda: with_mask(b"\x80" * 10_000)),
    Variant("soft mask cut", lambda: with_mask(b"\x80" * 4_000), "image-cut", "SMask"),
)
