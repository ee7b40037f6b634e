"""What is said of files: good ones, broken ones and hostile ones."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String
from tests.loud import LOUD

from depliant.build.pipeline import build
from depliant.build.report import BuildRequest
from depliant.errors import InputError
from depliant.pdfread.opening import opened
from depliant.readaloud.reading import read_aloud
from depliant.readaloud.speech import speech
from depliant.readaloud.tree import MOST_OPERATIONS, tree
from depliant.starter import languages, start

from .conftest import data, element, marked, tagged


def said(pdf: Pdf, pages: bool = False) -> list[str]:
    """The lines after the first, of a file in which nothing is wrong."""
    speech = read_aloud(data(pdf), pages)
    assert speech.diagnostics == ()
    return list(speech.lines[1:])


def faults(pdf: Pdf) -> list[str]:
    return [fault.code for fault in read_aloud(data(pdf)).diagnostics]


# --- the editions ---------------------------------------------------------------------------


def spoken(project: Path, folder: Path, *editions: str) -> str:
    request = BuildRequest(editions, targets=("screen",), out=folder, preflight=False)
    [file] = build(project, request).files
    speech = read_aloud(file.path, pages=True)
    assert speech.diagnostics == (), "a listener misses nothing"
    return "\n".join(speech.lines) + "\n"


@pytest.mark.parametrize("language", languages())
def test_the_starters(tmp_path: Path, golden: Callable[[str, str], None], language: str) -> None:
    start(tmp_path / "library", language)
    said = spoken(tmp_path / "library", tmp_path / "out")
    golden(f"read-aloud/starter.{language}.txt", said)


# --- what is announced ----------------------------------------------------------------------


def test_headings_paragraphs_and_the_document_itself() -> None:
    pdf = tagged(marked("Title", "Words."), ("Document", ("Sect", ("H1", 0), ("P", 1))))
    pdf.docinfo["/Title"] = "A file"
    speech = read_aloud(data(pdf))
    assert speech.lines == ("document, en: A file", "heading level 1: Title", "Words.")


def test_the_title_is_that_of_the_packet_if_it_has_one() -> None:
    pdf = tagged(marked("Words."), ("P", 0))
    pdf.docinfo["/Title"] = "of Info"
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>'
        '<rdf:li xml:lang="x-default">of the packet</rdf:li></rdf:Alt></dc:title>'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    for said_there, expected in ((packet, "of the packet"), ("<broken", "of Info")):
        stream = pdf.make_stream(said_there.encode(), Type=Name.Metadata, Subtype=Name.XML)
        pdf.Root.Metadata = stream
        assert read_aloud(data(pdf)).lines[0] == f"document, en: {expected}"


def test_a_list_within_a_list() -> None:
    inner = ("L", ("LI", ("Lbl", 2), ("LBody", ("P", 3))))
    outer = ("L", ("LI", ("Lbl", 0), ("LBody", ("P", 1), inner)), ("LI", ("LBody", 4)))
    assert said(tagged(marked("1.", "one", "a)", "two", "last"), outer)) == [
        "list with 2 items",
        "  - 1. | one",
        "    list with 1 item",
        "      - a) | two",
        "    end of list",
        "  - last",
        "end of list",
    ]


def test_a_table_with_headers_and_a_caption() -> None:
    rows = [
        ("THead", ("TR", ("TH", 1), ("TH", 2))),
        ("TBody", ("TR", ("TH", 3), ("TD", 4))),
    ]
    assert said(
        tagged(marked("Sums", "What", "How much", "Bread", "2"), ("Table", ("Caption", 0), *rows))
    ) == [
        "table with 2 rows and 2 columns: Sums",
        "  row 1: What (header) | How much (header)",
        "  row 2: What: Bread (header) | How much: 2",
        "end of table",
    ]


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("Our site", "see [link: our site → https://example.org] now"),
        ("Who we are", "see [link: our site → https://example.org, “Who we are”] now"),
        ("", "see [link: our site → https://example.org, without description] now"),
    ],
)
def test_a_link_says_its_words_once_and_where_it_leads(description: str, expected: str) -> None:
    pdf = tagged(marked("see ", "our site", " now"), ("P", 0, ("Link", 1), 2))
    action = Dictionary(S=Name.URI, URI=String("https://example.org"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action, Contents=description)
    made = pdf.Root.StructTreeRoot.K[0].K[1]
    made.K.append(Dictionary(Type=Name.OBJR, Obj=pdf.make_indirect(link)))
    assert said(pdf) == [expected]


def _leading(link: Dictionary, **catalog: object) -> Pdf:
    """A file of three pages whose first has a link to somewhere in the file."""
    pdf = tagged(marked("see ", "below"), ("P", 0, ("Link", 1)), **catalog)
    for _ in range(2):
        pdf.add_blank_page(page_size=(200, 200))
    if Name.D in link:
        link.A = Dictionary(S=Name.GoTo, D=link.D)
        del link.D
    link.Type, link.Subtype, link.Contents = Name.Annot, Name.Link, String("below")
    made = pdf.Root.StructTreeRoot.K[0].K[1]
    made.K.append(Dictionary(Type=Name.OBJR, Obj=pdf.make_indirect(link)))
    return pdf


@pytest.mark.parametrize("key", ["Dest", "D"])
@pytest.mark.parametrize("kind", ["array", "string", "name", "kid", "number", "element", "content"])
def test_a_link_within_the_file_says_the_page_that_it_leads_to(key: str, kind: str) -> None:
    pdf = _leading(Dictionary({f"/{key}": Name.Null}))
    place = Array([pdf.pages[2].obj, Name.Fit])
    target: object = String("below")
    if kind == "array":
        target = place
    elif kind == "number":
        target = Array([2, Name.Fit])
    elif kind == "element":
        target = Array([element(pdf, pdf.Root.StructTreeRoot, ("P",)), Name.Fit])
        target[0].Pg = pdf.pages[2].obj
    elif kind == "content":
        target = Array([element(pdf, pdf.Root.StructTreeRoot, ("Sect", ("P",)))])
        for one in (target[0], target[0].K[0]):
            del one.Pg
        target[0].K[0].K = Dictionary(Type=Name.MCR, Pg=pdf.pages[2].obj, MCID=0)
    elif kind == "name":
        target, pdf.Root.Dests = Name.below, Dictionary(below=Dictionary(D=place))
    else:
        leaf = Dictionary(Names=Array([String("below"), place]))
        root = leaf if kind == "string" else Dictionary(Kids=Array([pdf.make_indirect(leaf)]))
        pdf.Root.Names = Dictionary(Dests=root)
    annotation = pdf.Root.StructTreeRoot.K[0].K[1].K[1].Obj
    if key == "D":
        annotation.A.D = target
    else:
        annotation.Dest = target
    assert said(pdf) == ["see [link: below → page 3]"]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (Dictionary(Dest=String("nowhere")), "[link: below → #nowhere]"),
        (Dictionary(Dest=Array([9, Name.Fit])), "[link: below, which leads nowhere]"),
        (Dictionary(), "[link: below, which leads nowhere]"),
        (
            Dictionary(A=Dictionary(S=Name.GoToR, F=String("b.pdf"), D=Array([0]))),
            "[link: below → b.pdf]",
        ),
    ],
)
def test_a_link_to_no_page_of_the_file_says_what_it_has(link: Dictionary, expected: str) -> None:
    assert said(_leading(link)) == [f"see {expected}"]


def test_a_link_to_an_element_that_is_nowhere_leads_to_the_place_beside_it() -> None:
    pdf = _leading(Dictionary(D=Name.Null))
    action = pdf.Root.StructTreeRoot.K[0].K[1].K[1].Obj.A
    action.SD = Array([element(pdf, pdf.Root.StructTreeRoot, ("P",))])
    del action.SD[0].Pg
    action.D = Array([pdf.pages[2].obj, Name.Fit])
    assert said(pdf) == ["see [link: below → page 3]"]


def test_a_tree_of_names_that_holds_itself_ends() -> None:
    pdf = _leading(Dictionary(Dest=String("below")))
    node = pdf.make_indirect(Dictionary(Kids=Array()))
    node.Kids.append(node)
    pdf.Root.Names = Dictionary(Dests=node)
    assert said(pdf) == ["see [link: below → #below]"]


def test_what_is_announced_is_in_the_language_of_whoever_listens() -> None:
    words = ("Überschrift", "eins", "Name", "Wert", "Bild")
    pdf = tagged(
        marked(*words),
        ("H2", 0),
        ("L", ("LI", ("LBody", 1))),
        ("Table", ("TR", ("TH", 2), ("TD", 3))),
        ("Figure", 4),
    )
    with opened(data(pdf)) as file:
        found = speech(tree(file), pages=True, interface=LOUD)
    assert found.lines[1:] == (
        "-- PAGE 1",
        "HEADING LEVEL 2: Überschrift",
        "LIST WITH 1 ITEM",
        "  - eins",
        "END OF LIST",
        "TABLE WITH 1 ROW AND 2 COLUMNS",
        "  ROW 1: Name (HEADER) | Wert",
        "END OF TABLE",
        "GRAPHIC WITHOUT DESCRIPTION",
    )


def test_languages_are_said_where_they_change() -> None:
    content = marked("Hier: ", "the Committee", ".", "Ende")
    span = ("Span", 1, {"Lang": "en"})
    body = [("P", 0, span, 2), ("P", 3, {"Lang": "de"}), ("P", {"Lang": "fr", "ActualText": "oui"})]
    assert said(tagged(content, *body, Lang=String("de"))) == [
        "Hier: [en: the Committee] .",
        "Ende",
        "(fr)",
        "oui",
    ]


def test_capitals_make_no_other_language() -> None:
    body = [("P", 0, ("Span", 1, {"Lang": "EN"})), ("P", 2, {"Lang": "EN-us"})]
    assert said(tagged(marked("one ", "two", "three"), *body, Lang=String("en"))) == [
        "one two",
        "(EN-us)",
        "three",
    ]


def test_pages_are_said_if_asked_for() -> None:
    pdf = tagged(marked("First"), ("P", 0))
    other = tagged(marked("Second"), ("P", 0))
    pdf.pages.append(other.pages[0])
    second = element(pdf, pdf.Root.StructTreeRoot, ("P", 0))
    second.Pg = pdf.pages[1].obj
    pdf.Root.StructTreeRoot.K.append(second)
    numbers = Array([0, Dictionary(S=Name.D), 1, Dictionary(P=String("back"))])
    pdf.Root.PageLabels = Dictionary(Nums=numbers)
    assert said(pdf, pages=True) == ["-- page 1", "First", "-- page 2 (back)", "Second"]
    assert said(pdf) == ["First", "Second"]


def test_pages_that_are_counted_wrongly_are_said_by_their_numbers() -> None:
    pdf = tagged(marked("First"), ("P", 0))
    wrong = data(pdf, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"/Count 1" in wrong
    speech = read_aloud(wrong.replace(b"/Count 1", b"/Count 7"), pages=True)
    assert speech.lines[1:] == ("-- page 1", "First")


def test_own_types_are_led_back_to_standard_ones() -> None:
    pdf = tagged(marked("Title"), ("Headline", 0))
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(Headline=Name.Title, Title=Name.H2)
    assert said(pdf) == ["heading level 2: Title"]


def test_role_maps_that_go_round_end() -> None:
    pdf = tagged(marked("Title"), ("One", 0))
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(One=Name.Two, Two=Name.One)
    assert said(pdf) == ["Title"]


# --- words ----------------------------------------------------------------------------------

LINE = "/P <</MCID 0>> BDC BT /F 10 Tf 12 TL 10 180 Td {} ET EMC"


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("(one) Tj T* (two) Tj", "one two"),
        ("(one ) Tj T* (two ) Tj T* (three) Tj", "one two three"),
        ("(Loos-) Tj T* (en-Gohelle) Tj", "Loos-en-Gohelle"),
        ("(syl\xad) Tj T* (lable) Tj", "syllable"),
        ("(one) Tj 20 0 Td (ly) Tj", "onely"),
        ("(1) Tj 6 3 Td (er) Tj", "1er"),
        ("[(W) 80 (ords)] TJ", "Words"),
        ("[(two) -300 (words)] TJ", "two words"),
        ("(one) ' (two) '", "one two"),
        ("/Span <</ActualText (real)>> BDC (painted) Tj EMC ( words) Tj", "real words"),
        ("/Artifact BMC (unsaid) Tj EMC (said) Tj", "said"),
    ],
)
def test_words_are_parted_as_on_the_page(shown: str, expected: str) -> None:
    assert said(tagged(LINE.format(shown), ("P", 0))) == [expected]


def test_text_in_a_form_belongs_to_what_it_is_drawn_in() -> None:
    pdf = tagged("/P <</MCID 0>> BDC /X Do EMC", ("P", 0))
    form = pdf.make_stream(b"BT /F 10 Tf 1 0 0 1 0 0 Tm (in a form) Tj ET")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=form)
    assert said(pdf) == ["in a form"]


@pytest.mark.parametrize("broken", ["/None Do", "/None 9 Tf (lost) Tj /F 9 Tf", "() 1 Td"])
def test_what_cannot_be_read_takes_no_other_text_with_it(broken: str) -> None:
    pdf = tagged(marked("before") + f" BT {broken} ET " + marked("-", "after"), ("P", 0), ("P", 1))
    speech = read_aloud(data(pdf))
    assert speech.lines[-1] == "after"
    assert [fault.code for fault in speech.diagnostics] == ["page-unreadable"]


@pytest.mark.parametrize("code", ["0000", "FEFF", "FFFE"])
def test_characters_that_a_font_may_not_have(code: str) -> None:
    pdf = tagged(marked("A"), ("P", 0))
    cmap = (
        f"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <{code}> endbfchar"
    )
    pdf.pages[0].obj.Resources.Font.F.ToUnicode = pdf.make_stream(cmap.encode())
    assert faults(pdf) == ["text-unspeakable"]


def test_a_formula_is_read_within_its_text() -> None:
    formula = ("Formula", 1, {"Alt": "x squared"})
    assert said(tagged(marked("Let ", "x2", " be."), ("P", 0, formula, 2))) == [
        "Let [graphic: x squared] be."
    ]


def test_a_form_that_draws_itself_ends() -> None:
    pdf = tagged("/P <</MCID 0>> BDC /X Do EMC", ("P", 0))
    form = pdf.make_stream(b"/X Do /X Do")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=form)
    assert faults(pdf) == ["page-unreadable"]


# --- what a listener misses -----------------------------------------------------------------


def test_a_graphic_without_alternative_text() -> None:
    pdf = tagged(
        marked("12 %"), ("Figure", 0), ("Figure", {"Alt": " "}), ("Figure", {"Alt": "Map"})
    )
    speech = read_aloud(data(pdf))
    assert speech.lines[1:] == (
        "graphic without description",
        "graphic without description",
        "graphic: Map",
    )
    assert [fault.code for fault in speech.diagnostics] == ["alternative-missing"] * 2
    assert "12 %" in str(speech.diagnostics[0].message)


def test_a_tree_that_bites_its_tail_is_read_once() -> None:
    pdf = tagged(marked("Words"), ("Sect", ("P", 0)))
    section = pdf.Root.StructTreeRoot.K[0]
    section.K.append(section)
    speech = read_aloud(data(pdf))
    assert speech.lines[1:] == ("Words",)
    assert [fault.code for fault in speech.diagnostics] == ["structure-cyclic"]


def test_a_tree_without_end_is_cut() -> None:
    spec: tuple[object, ...] = ("P", 0)
    for _ in range(300):
        spec = ("Sect", spec)
    assert faults(tagged(marked("Deep"), spec)) == ["structure-too-large", "text-unsaid"]


def test_a_file_without_structure() -> None:
    pdf = tagged(marked("Words"))
    del pdf.Root.StructTreeRoot
    assert faults(pdf) == ["pdf-untagged", "text-unsaid"]


def test_text_outside_the_structure() -> None:
    pdf = tagged(marked("Said", "Lost") + "\nBT /F 9 Tf (loose) Tj ET", ("P", 0))
    speech = read_aloud(data(pdf))
    assert [fault.code for fault in speech.diagnostics] == ["text-unsaid"]
    assert "Lost loose" in str(speech.diagnostics[0].message)


def test_a_file_that_does_not_say_its_language() -> None:
    pdf = tagged(marked("Words"), ("P", 0))
    del pdf.Root.Lang
    assert faults(pdf) == ["language-unstated"]


def test_a_table_without_headers() -> None:
    table = ("Table", ("TR", ("TD", 0), ("TD", 1)))
    assert faults(tagged(marked("Bread", "2"), table)) == ["table-unheaded"]


def test_characters_without_meaning() -> None:
    pdf = tagged("/P <</MCID 0>> BDC BT /F 9 Tf <0102> Tj ET EMC", ("P", 0))
    font = pdf.pages[0].obj.Resources.Font.F
    font.Subtype, font.Encoding = Name.Type0, Name("/Identity-H")
    assert faults(pdf) == ["text-unspeakable"]


# --- files that cannot be read --------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.7\n%%EOF"])
def test_no_pdf(content: bytes) -> None:
    with pytest.raises(InputError, match="pdf-unreadable"):
        read_aloud(content)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="pdf-unreadable"):
        read_aloud(tmp_path / "none.pdf")
    with pytest.raises(InputError, match="pdf-unreadable"):
        read_aloud(tmp_path)


def test_an_empty_file_is_called_so() -> None:
    with pytest.raises(InputError, match="it is empty"):
        read_aloud(b" ")


@pytest.mark.parametrize("fault", [TypeError, KeyError, ValueError, RuntimeError, AttributeError])
def test_a_fault_of_this_program_is_not_laid_at_the_files_door(
    fault: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise fault("own")

    monkeypatch.setattr("depliant.readaloud.reading.tree", fails)
    with pytest.raises(fault, match="own"):
        read_aloud(data(tagged(marked("Words"), ("P", 0))))


def test_what_qpdf_cannot_read_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise pikepdf.PdfError("no such object")

    monkeypatch.setattr("depliant.readaloud.reading.tree", fails)
    with pytest.raises(InputError, match="damaged"):
        read_aloud(data(tagged(marked("Words"), ("P", 0))))


def test_a_protected_file() -> None:
    pdf = tagged(marked("Words"), ("P", 0))
    locked = data(pdf, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(InputError, match="password"):
        read_aloud(locked)


@pytest.mark.parametrize("filters", ["/FlateDecode", "/LZWDecode", "twice"])
def test_a_page_that_unpacks_to_gigabytes(filters: str) -> None:
    pdf = tagged(marked("Words"), ("P", 0))
    packed = zlib.compress(b" " * 64_000_000)
    names = Name(filters) if filters != "twice" else Array([Name.FlateDecode] * 2)
    if filters == "twice":
        packed = zlib.compress(packed)
    pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, packed, Filter=names)
    assert faults(pdf) == ["page-unreadable"]


@pytest.mark.parametrize("where", ["page", "form"])
def test_words_that_are_cut_off_are_missed(where: str) -> None:
    words = "/P <</MCID 0>> BDC BT /F 9 Tf (Words) Tj ET EMC " + "".join(
        f"BT /F 9 Tf {number} 0 Td ({number * 7919}) Tj ET " for number in range(2_000)
    )
    pdf = tagged(words if where == "page" else "/X Do", ("P", 0))
    whole = zlib.compress(words.encode())
    cut = pikepdf.Stream(pdf, whole[: len(whole) // 2], Filter=Name.FlateDecode)
    page = pdf.pages[0].obj
    if where == "page":
        page.Contents = cut
    else:
        cut.Type, cut.Subtype = Name.XObject, Name.Form
        cut.BBox = Array([0, 0, 600, 800])
        page.Resources.XObject = Dictionary(X=cut)
    assert "page-unreadable" in faults(pdf)


def test_a_page_of_millions_of_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given up at a million; here at a hundredth of that, which takes less long."""
    pdf = tagged("/P <</MCID 0>> BDC BT /F 9 Tf " + "(x) Tj " * 12_000 + "ET EMC", ("P", 0))
    assert faults(pdf) == []
    assert MOST_OPERATIONS == 1_000_000
    monkeypatch.setattr("depliant.readaloud.tree.MOST_OPERATIONS", 10_000)
    assert faults(pdf) == ["page-unreadable"]


GOOD = data(
    tagged(
        marked("Title", "1.", "item", "Bread", "2"),
        ("H1", 0),
        ("L", ("LI", ("Lbl", 1), ("LBody", 2))),
        ("Table", ("TR", ("TH", 3), ("TD", 4))),
        ("Figure", {"Alt": "Map"}),
    ),
    compress_streams=False,
)


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=12))
@settings(deadline=None, max_examples=150)
@pytest.mark.filterwarnings("ignore")
def test_a_damaged_file_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    broken = bytearray(GOOD)
    for at, byte in changes:
        broken[at] = byte
    try:
        speech = read_aloud(bytes(broken))
    except InputError:
        return
    assert speech.lines
