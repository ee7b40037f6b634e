"""What the structure says, word for word as poppler reads it: small files, and our own."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from tests.judges.programs import judge

from depliant.build.pipeline import build
from depliant.build.report import BuildRequest
from depliant.readaloud.reading import read_aloud
from depliant.starter import start

from .agreement import compared, ours, over, plain, theirs
from .conftest import data, marked, tagged

PIECE = "/P <</MCID 0>> BDC BT /F 10 Tf 12 TL 10 180 Td {} ET EMC"


def both(pdf: Pdf) -> tuple[list[str], list[str]]:
    """Our pieces of a file and poppler's."""
    judge("pdfinfo", "-v")
    made = data(pdf)
    return ours(made), theirs(made)


def test_pieces_come_in_the_order_of_the_structure() -> None:
    pdf = tagged(marked("one", "two", "three"), ("P", 2), ("Sect", ("P", 0), ("P", 1)))
    mine, its = both(pdf)
    assert mine == its == ["three", "one", "two"]


@pytest.mark.parametrize(
    "shown",
    [
        r"(a\050b\051) Tj", r"(\101\8) Tj", "<4142> Tj", "[(A) 120 (B)] TJ", "(A) ' (B) '",
        "1 2 (A) \"", "(\xe9\x80\x95) Tj",
    ],
)  # fmt: skip
def test_strings_are_read_as_they_are_written(shown: str) -> None:
    pdf = tagged("", ("P", 0))
    content = PIECE.format(shown).encode("latin-1")
    pdf.pages[0].obj.Contents = pdf.make_stream(content)
    mine, its = both(pdf)
    assert mine == its != []


@pytest.mark.parametrize(
    "encoding",
    [
        Name.WinAnsiEncoding,
        Name.MacRomanEncoding,
        Dictionary(Differences=Array([65, Name.eacute, Name.oe, 200, Name("/uni20AC")])),
        Dictionary(BaseEncoding=Name.MacRomanEncoding, Differences=Array([66, Name.fi, Name.Euro])),
    ],
)
def test_encodings_of_simple_fonts(encoding: pikepdf.Object) -> None:
    pdf = tagged(PIECE.format(r"(ABC \310\351) Tj"), ("P", 0))
    pdf.pages[0].obj.Resources.Font.F.Encoding = encoding
    mine, its = both(pdf)
    assert mine == its != []


def test_content_of_a_form_that_has_numbers_of_its_own() -> None:
    pdf = tagged("/X Do", ("P",))
    form = pdf.make_stream(b"/P <</MCID 3>> BDC BT /F 10 Tf 5 5 Td (within) Tj ET EMC")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 99, 99])
    form.StructParents = 1
    form.Resources = pdf.pages[0].obj.Resources
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X=form))
    piece = Dictionary(Type=Name.MCR, Pg=pdf.pages[0].obj, Stm=form, MCID=3)
    pdf.Root.StructTreeRoot.K[0].K = Array([piece])
    mine, its = both(pdf)
    assert mine == its == ["within"]


def test_an_element_over_two_pages() -> None:
    pdf = tagged(marked("first"), ("P", 0))
    other = tagged(marked("second"), ("P", 0))
    pdf.pages.append(other.pages[0])
    piece = Dictionary(Type=Name.MCR, Pg=pdf.pages[1].obj, MCID=0)
    pdf.Root.StructTreeRoot.K[0].K = Array([0, piece])
    mine, its = both(pdf)
    assert mine == its == ["first", "second"]


def test_a_form_that_is_not_there_takes_no_other_text_with_it() -> None:
    pdf = tagged("/Artifact BMC /X Do EMC " + PIECE.format("(after it) Tj"), ("P", 0))
    pdf.pages[0].obj.Resources.XObject = Dictionary(
        X=pdf.make_indirect(Dictionary(Type=Name.XObject, Subtype=Name.Form))
    )
    mine, its = both(pdf)
    assert mine == its == ["afterit"]


def test_types_that_a_namespace_maps() -> None:
    pdf = tagged(marked("Title"), ("headline", 0))
    space = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String("urn:x")))
    target = pdf.make_indirect(Dictionary(NS=String("http://iso.org/pdf2/ssn")))
    space.RoleMapNS = Dictionary(headline=Array([Name.top, space]), top=Array([Name.H1, target]))
    pdf.Root.StructTreeRoot.K[0].NS = space
    pdf.Root.StructTreeRoot.Namespaces = Array([space])
    assert read_aloud(data(pdf)).lines[1:] == ("heading level 1: Title",)
    space.RoleMapNS.top = Array([Name.headline, space])
    assert read_aloud(data(pdf)).lines[1:] == ("Title",), "a circle ends"


# --- the comparison itself ----------------------------------------------------------------------


def test_what_poppler_loses_is_taken_out_of_the_comparison() -> None:
    words = "(the ) Tj /Span <</ActualText (\xad)>> BDC (-) Tj EMC (rest) Tj"
    pdf = tagged(PIECE.format(words), ("P", 0))
    assert both(pdf)[1] == ["the-"]
    mine, its = both(Pdf.open(io.BytesIO(plain(data(pdf)))))
    assert mine == its == ["the-rest"]


def test_differences_are_listed() -> None:
    assert compared(["a", "b", ""], ["a", "b"]).apart == []
    assert compared(["a", "b"], ["ab"]).apart == [], "how pieces are cut is no difference"
    assert compared(["a", "b", "c"], ["a", "x", "c"]).apart == [("b", "x")]


def test_a_folder_is_compared_file_by_file(tmp_path: Path) -> None:
    judge("pdfinfo", "-v")
    (tmp_path / "a.pdf").write_bytes(data(tagged(marked("one"), ("P", 0))))
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 /StructTreeRoot")
    pdf = tagged(marked("one"), ("P", 0))
    del pdf.Root.StructTreeRoot
    (tmp_path / "c.pdf").write_bytes(data(pdf))
    (path, found), (broken, why) = over(sorted(tmp_path.iterdir()))
    assert (path.name, broken.name) == ("a.pdf", "b.pdf")
    assert found == compared(["one"], ["one"])
    assert isinstance(why, str)


# --- our own ------------------------------------------------------------------------------------


def test_our_own_files_are_read_word_for_word(tmp_path: Path) -> None:
    judge("pdfinfo", "-v")
    start(tmp_path / "own", "en")
    request = BuildRequest(out=tmp_path / "out", preflight=False)
    files = [file.path for file in build(tmp_path / "own", request).files]
    assert len(files) >= 2
    for file, found in over(files):
        assert not isinstance(found, str), f"{file}: {found}"
        assert found.pieces > 20
        assert found.apart == []


# --- where words end --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "shown",
    [
        "(one) Tj 20 0 Td (two) Tj", "(one) Tj 17.3 0 Td (ly) Tj", "(1) Tj 6 3 Td (er) Tj",
        "(one ) Tj 25 0 Td (two) Tj", "(one) Tj 25 0 Td ( two) Tj", "[(W) 80 (ords)] TJ",
        "[(two) -300 (words)] TJ", "50 Tz (half) Tj 13 0 Td (way) Tj",
        "/F 8 Tf (Lens) Tj /F 5 Tf 18 3 Td (2) Tj /F 8 Tf 6 -3 Td (in) Tj",
        "50 Tz (half) Tj 9.2 0 Td (way) Tj",
    ],
)  # fmt: skip
@pytest.mark.parametrize("cut", [False, True])
def test_words_end_where_poppler_has_them_end(shown: str, cut: bool, tmp_path: Path) -> None:
    """In one piece, or in a piece for each string."""
    content = PIECE.format(shown)
    if cut:
        content = content.replace("Tj ", "Tj EMC /P <</MCID 1>> BDC ", 1)
    pdf = tagged(content, ("P", 0, 1) if cut and "MCID 1" in content else ("P", 0))
    give_widths(pdf)
    file = tmp_path / "words.pdf"
    file.write_bytes(data(pdf))
    assert read_aloud(data(pdf)).lines[1].split() == judge("pdftotext", "-raw", file, "-").split()


WIDTHS = {" ": 278, "i": 222, "l": 222, "t": 278, "r": 333, "f": 278, "W": 944, "w": 722}
"""Those of Helvetica that are not 556, as far as they are met here."""


def give_widths(pdf: Pdf) -> None:
    font = pdf.pages[0].obj.Resources.Font.F
    font.FirstChar, font.Widths = 32, Array([WIDTHS.get(chr(code), 556) for code in range(32, 127)])


def test_letters_that_are_spread_are_one_word() -> None:
    """Poppler says each letter by itself."""
    pdf = tagged(PIECE.format("3 Tc (spread) Tj 0 Tc 65 0 Td (out) Tj"), ("P", 0))
    give_widths(pdf)
    assert read_aloud(data(pdf)).lines[1] == "spread out"


def test_words_of_scripts_to_the_left_are_not_parted_by_their_places() -> None:
    pdf = tagged(PIECE.format("(A) Tj 40 0 Td (B) Tj"), ("P", 0))
    font = pdf.pages[0].obj.Resources.Font.F
    font.FirstChar, font.Widths = 65, Array([500, 500])
    font.Encoding = Dictionary(Differences=Array([65, Name.afii57664, Name.afii57665]))
    assert read_aloud(data(pdf)).lines[1] == "\u05d0\u05d1"
