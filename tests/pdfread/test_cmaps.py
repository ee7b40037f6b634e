"""Character maps of composite fonts: those that readers have, and those of the file."""

from __future__ import annotations

from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from tests.readaloud.conftest import data, tagged

from depliant.geometry import Matrix
from depliant.pdfread.budget import Budget
from depliant.pdfread.characters import UNKNOWN
from depliant.pdfread.cmaps import predefined
from depliant.pdfread.collections import signs
from depliant.pdfread.events import Shown
from depliant.pdfread.fonts import read_typeface
from depliant.pdfread.interpreter import Interpreter
from depliant.pdfread.opening import opened
from depliant.readaloud.reading import read_aloud

JAPANESE, CHINESE = "日本語の文、テスト。ABC 123", "简体中文的文字。ABC 123"
TAIWANESE, KOREAN = "繁體中文的文字。ABC 123", "한국어 문장 ABC 123"


def _rows(text: str) -> bytes:
    """Text in the rows and columns of JIS X 0208, without the signs that lead over to it."""
    return bytes(byte & 0x7F for byte in text.encode("euc_jp"))


MAPS = [
    *((name, "GB1", CHINESE, "gb2312") for name in ("GB-EUC", "GBpc-EUC")),
    *((name, "GB1", CHINESE, "gbk") for name in ("GBK-EUC", "GBKp-EUC")),
    ("GBK2K", "GB1", f"{CHINESE}\u3400\U00020000", "gb18030"),
    *((name, "CNS1", TAIWANESE, "big5") for name in ("B5pc", "ETen-B5", "ETenms-B5")),
    ("HKscs-B5", "CNS1", f"{TAIWANESE}\u55f0\U0002010c", "big5hkscs"),
    *(
        (f"{name}-RKSJ", "Japan1", JAPANESE, "cp932")
        for name in ("83pv", "90ms", "90msp", "90pv", "Add", "Ext")
    ),
    ("90ms-RKSJ", "Japan1", "ｱｲｳ髙", "cp932"),
    ("EUC", "Japan1", f"{JAPANESE}ｱｲｳ", "euc_jp"),
    *((name, "Korea1", KOREAN, "euc_kr") for name in ("KSC-EUC", "KSCpc-EUC")),
    *((name, "Korea1", f"{KOREAN}똠", "cp949") for name in ("KSCms-UHC", "KSCms-UHC-HW")),
    *((f"UniGB-{kind}", "GB1", CHINESE, "utf-16-be") for kind in ("UCS2", "UTF16")),
    *((f"UniCNS-{kind}", "CNS1", TAIWANESE, "utf-16-be") for kind in ("UCS2", "UTF16")),
    *((f"UniJIS-{kind}", "Japan1", JAPANESE, "utf-16-be") for kind in ("UCS2", "UCS2-HW")),
    ("UniJIS-UTF16", "Japan1", f"{JAPANESE}\U00020b9f", "utf-16-be"),
    *((f"UniKS-{kind}", "Korea1", KOREAN, "utf-16-be") for kind in ("UCS2", "UTF16")),
]


def composite(encoding: Any, ordering: str, **inner: Any) -> Dictionary:
    """A composite font that is not in the file."""
    system = Dictionary(Registry=String("Adobe"), Ordering=String(ordering), Supplement=0)
    below = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name.Odd, CIDSystemInfo=system, **inner
    )
    coded = Name(f"/{encoding}") if isinstance(encoding, str) else encoding
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type0, Encoding=coded, DescendantFonts=Array([below])
    )


OWN = b"""
/CMapName /Own def /WMode 0 def
2 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange
2 begincidrange <20> <7e> 231 <8001> <8002> 3284 endcidrange
1 begincidchar <9000> 7000 endcidchar
"""


@pytest.fixture
def pdf() -> Pdf:
    """The file that holds the maps."""
    return Pdf.new()


@pytest.mark.parametrize(("name", "ordering", "said", "codec"), MAPS)
@pytest.mark.parametrize("direction", ["H", "V"])
def test_the_maps_that_every_reader_has(
    name: str, ordering: str, said: str, codec: str, direction: str
) -> None:
    face = read_typeface(composite(f"{name}-{direction}", ordering))
    assert face.said(said.encode(codec)) == said
    assert face.vertical == (direction == "V")
    assert not any(map(face.is_unknown, face.codes(said.encode(codec))))


def test_the_maps_of_rows_and_columns() -> None:
    said = "日本語の文、テスト。≡"
    for encoding in ("H", "V"):
        assert read_typeface(composite(encoding, "Japan1")).said(_rows(said)) == said


@pytest.mark.parametrize(
    ("name", "shown", "cids"),
    [
        # As Adobe's CMap resources have it.
        ("90ms-RKSJ-H", b" A\xb1\x93\xfa", [231, 264, 343, 3284]),
        ("90msp-RKSJ-H", b" A\xb1\x93\xfa", [1, 34, 343, 3284]),
        ("KSCms-UHC-HW-H", b"A\xb0\xa1", [8127, 1086]),
        ("UniJIS-UCS2-H", "A日".encode("utf-16-be"), [34, 3284]),
        ("GBK2K-H", b"A\x81\x30\x81\x30", [34, None]),
    ],
)
def test_glyphs_are_numbered_by_the_collection(
    name: str, shown: bytes, cids: list[int | None]
) -> None:
    found = predefined(name)
    assert found is not None
    assert [found.cid(code) for code in found.codes(shown)] == cids


def test_widths_are_those_of_the_glyphs_numbers() -> None:
    font = composite("90ms-RKSJ-H", "Japan1", W=Array([231, 632, 500]), DW=1000)
    face = read_typeface(font)
    codes = face.codes("Aｱ日".encode("cp932"))
    assert [face.width(code) for code in codes] == [0.5, 0.5, 1.0]
    assert face.parts_words
    assert not read_typeface(composite("UniJIS-UCS2-H", "Japan1")).parts_words


def test_a_glyph_is_missing_by_its_number(pdf: Pdf) -> None:
    glyphs = bytearray(b"\0\1" * 4000)
    glyphs[2 * 264 : 2 * 265] = b"\0\0"
    mapped = pdf.make_stream(bytes(glyphs))
    face = read_typeface(composite("90ms-RKSJ-H", "Japan1", CIDToGIDMap=mapped))
    assert [*map(face.is_missing, face.codes("AB日".encode("cp932")))] == [True, False, False]
    face = read_typeface(composite(pdf.make_stream(OWN), "Japan1", CIDToGIDMap=mapped))
    codes = face.codes(b"AB\x80\x01\x90\x00")
    assert [*map(face.is_missing, codes)] == [True, False, False, True]


def test_what_nobody_has_a_sign_for_is_none() -> None:
    """PDFium gives the number itself for a glyph that it has no character for."""
    table = signs("Japan1")
    assert table[(3284).to_bytes(2, "big")] == "日"
    assert table.get((23057).to_bytes(2, "big")) != chr(23057)
    assert all(chr(int.from_bytes(code, "big")) != sign for code, sign in table.items())
    assert predefined("CNS-EUC-H") is None
    face = read_typeface(composite("ETen-B5-H", "CNS1"))
    assert face.said(b"\xff\xff") == UNKNOWN * 2


# --- maps in the file -------------------------------------------------------------------------


def test_a_map_of_the_file_has_codes_of_two_lengths(pdf: Pdf) -> None:
    font = composite(pdf.make_stream(OWN), "Japan1", W=Array([231, 632, 500]))
    face = read_typeface(font)
    codes = face.codes(b"A\x80\x01\x90\x00")
    assert codes == [0x41, 0x8001, 0x9000]
    assert [face.width(code) for code in codes] == [0.5, 1.0, 1.0]
    assert face.said(b"A\x80\x01") == "A日"
    assert face.parts_words


def test_a_map_of_the_file_goes_on_from_another(pdf: Pdf) -> None:
    shown = "日本".encode("cp932")
    own = b"/90ms-RKSJ-H usecmap 1 begincidchar <93fa> 34 endcidchar"
    assert read_typeface(composite(pdf.make_stream(own), "Japan1")).said(shown) == "A本"
    below = pdf.make_stream(b"1 begincidchar <93fa> 34 endcidchar", UseCMap=Name("/90ms-RKSJ-V"))
    face = read_typeface(composite(below, "Japan1"))
    assert (face.said(shown), face.vertical) == ("A本", False)
    upright = pdf.make_stream(b"/Identity-V usecmap 1 begincidchar <0001> 34 endcidchar", WMode=1)
    face = read_typeface(composite(upright, "Japan1"))
    assert (face.said(b"\0\1\x0c\xd4"), face.vertical) == ("A日", True)


def test_a_map_that_goes_on_from_itself_ends(pdf: Pdf) -> None:
    own = pdf.make_stream(b"1 begincidchar <0001> 34 endcidchar")
    own.UseCMap = own
    assert read_typeface(composite(own, "Japan1")).said(b"\0\1") == "A"


def test_a_map_that_is_none_counts_as_none(pdf: Pdf) -> None:
    for broken in (b"", b"begincidrange <zz> endcidrange", b"begincodespacerange <> endcodespace"):
        face = read_typeface(composite(pdf.make_stream(broken), "Japan1"))
        assert (face.map, face.codes(b"\0\1\0\2")) == (None, [1, 2])
    spaces = b"1 begincodespacerange <00> <FFFF> endcodespacerange "
    face = read_typeface(
        composite(pdf.make_stream(spaces + b"1 begincidchar <0001> 34 endcidchar"), "GB1")
    )
    assert face.codes(b"\0\1\0\2") == [1, 2]


# --- text that runs down ----------------------------------------------------------------------


def _shown(font: Dictionary, content: bytes) -> list[Shown]:
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    page.obj.Resources = Dictionary(Font=Dictionary(F=font))
    page.obj.Contents = pdf.make_stream(content)
    with opened(data(pdf)) as file:
        [facts] = file.pages
        events = Interpreter(Budget(1000)).page(facts).events
        return [event for event in events if isinstance(event, Shown)]


def test_text_that_runs_down_moves_the_pen_down() -> None:
    font = composite(
        "UniJIS-UCS2-V", "Japan1", DW2=Array([880, -900]), W2=Array([3284, Array([-500, 500, 880])])
    )
    first, then = _shown(font, b"BT /F 10 Tf 50 Tz 1 Tc <65e5672c> Tj [-100 <672c>] TJ ET")
    # -500 and -900 thousandths of 10, and 1 point each upwards; the stretch is for the other way.
    assert first.along == pytest.approx(-12)
    assert [*then.matrix] == pytest.approx([*Matrix(f=-12)])
    assert then.along == pytest.approx(1 - 9 + 1)


def test_columns_of_text_are_lines() -> None:
    pdf = tagged("", ("P", 0))
    pdf.pages[0].obj.Resources.Font.F = composite("UniJIS-UCS2-V", "Japan1")
    columns = "1 0 0 1 150 180 Tm <65e5672c> Tj 1 0 0 1 130 180 Tm <0041> Tj <0042> Tj"
    content = f"/P <</MCID 0>> BDC BT /F 10 Tf {columns} ET EMC"
    pdf.pages[0].obj.Contents = pdf.make_stream(content.encode())
    assert read_aloud(data(pdf)).lines[1:] == ("日本AB",)
