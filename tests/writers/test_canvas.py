"""ReportLab's private parts that we rely on: one test a hook, so that an upgrade tells us."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zlib
from typing import Any

import pikepdf
import pytest
from reportlab.pdfbase import pdfdoc

from depliant.geometry import Size
from depliant.writers.canvas import File, PageObject
from depliant.writers.objects import Entries, Name, Value

INFO: Entries = {"Title": "Éditions ↔", "Trapped": Name("False")}


def blank(label: str = "", **entries: Value) -> PageObject:
    return PageObject(
        Size(120.5, 80),
        b"0 0 0 1 k 0 0 10 10 re f",
        {},
        {"trim": (8, 8, 112.5, 72)},
        entries,
        label,
    )


def written(*pages: PageObject, catalog: Entries | None = None) -> bytes:
    file = File((1, 6), "fr-FR", INFO)
    for page in pages or (blank(),):
        file.add_page(page)
    file.set_catalog(catalog or {})
    return file.finish()


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def test_hook_preamble_a_stream_holds_our_operators_alone() -> None:
    pdf = opened(written())
    assert pdf.pages[0].Contents.read_bytes() == b"0 0 0 1 k 0 0 10 10 re f"
    assert pdf.pages[0].Resources == pikepdf.Dictionary()
    assert b"Helvetica" not in written()


def test_hook_streams_are_deflated_once_and_end_on_a_line_of_their_own() -> None:
    data = written()
    found = re.search(rb"<</Filter /FlateDecode /Length (\d+)>>\nstream\n", data)
    assert found is not None
    end = found.end() + int(found[1])
    assert data[end : end + 11] == b"\nendstream\n"
    assert zlib.decompress(data[found.end() : end]).startswith(b"0 0 0 1 k")


def test_hook_info_says_what_it_is_given_and_nothing_else() -> None:
    pdf = opened(written())
    info = pdf.trailer.Info
    assert set(info.keys()) == {"/Title", "/Trapped"}
    assert str(info.Title) == "Éditions ↔"
    assert info.Trapped == pikepdf.Name("/False")


def test_hook_identifier_is_made_from_the_file() -> None:
    first, again, other = written(), written(), written(blank("autre"))
    assert first == again
    identifiers = []
    for data in (first, other):
        pdf = opened(data)
        identifiers.append([bytes(part) for part in pdf.trailer.ID])
    assert identifiers[0][0] == identifiers[0][1]
    assert len(identifiers[0][0]) == 16
    assert identifiers[0][0] != identifiers[1][0]


def test_hook_catalog_and_page_keep_keys_that_reportlab_does_not_know() -> None:
    file_intents: Value = [{"S": Name("GTS_PDFX")}]
    data = written(
        blank(StructParents=0, Tabs=Name("S")),
        catalog={"OutputIntents": file_intents, "MarkInfo": {"Marked": True}},
    )
    pdf = opened(data)
    assert pdf.Root.OutputIntents[0].S == pikepdf.Name.GTS_PDFX
    assert bool(pdf.Root.MarkInfo.Marked)
    assert pdf.pages[0].StructParents == 0
    assert pdf.pages[0].Tabs == pikepdf.Name.S


def test_hook_no_empty_outline_and_no_empty_transition() -> None:
    pdf = opened(written())
    assert "/Outlines" not in pdf.Root
    assert "/Trans" not in pdf.pages[0]


def test_the_header_and_the_language_are_those_asked_for() -> None:
    data = written()
    assert data.startswith(b"%PDF-1.6\n%")
    assert all(byte > 127 for byte in data.split(b"\n")[1][1:5])
    assert str(opened(data).Root.Lang) == "fr-FR"


def test_boxes_are_written_as_given_and_the_media_starts_at_nought() -> None:
    pdf = opened(written())
    page = pdf.pages[0]
    assert [float(edge) for edge in page.MediaBox] == [0, 0, 120.5, 80]
    assert [float(edge) for edge in page.TrimBox] == [8, 8, 112.5, 72]
    assert "/CropBox" not in page


def test_boxes_of_one_page_do_not_reach_the_next() -> None:
    bare = PageObject(Size(10, 10), b"", {}, {}, {}, "")
    pdf = opened(written(blank(), bare))
    assert "/TrimBox" not in pdf.pages[1]
    assert [float(edge) for edge in pdf.pages[1].MediaBox] == [0, 0, 10, 10]


def test_pages_have_their_labels() -> None:
    pdf = opened(written(blank("couverture"), blank("intérieur")))
    labels = list(pdf.Root.PageLabels.Nums)
    assert [labels[0], labels[2]] == [0, 1]
    assert [str(labels[1].P), str(labels[3].P)] == ["couverture", "intérieur"]


def test_a_page_may_be_referred_to_before_it_is_there() -> None:
    file = File((1, 7), "fr", INFO)
    held = file.reserve()
    file.define(held, {"Pg": file.page_ref(1)})
    file.add_page(blank())
    file.add_page(blank())
    file.set_catalog({"Note": held})
    pdf = opened(file.finish())
    assert pdf.Root.Note.Pg.objgen == pdf.pages[1].obj.objgen


def test_every_kind_of_value_is_read_back() -> None:
    value: Entries = {
        "A b/é": (1, 2.5, True, None),
        "T": "été ↔ (x)",
        "B": b"\x00\xff",
        "N": Name("Or du Nord"),
    }
    file = File((1, 7), "fr", INFO)
    ref = file.add(value)
    file.add_page(blank())
    file.set_catalog({"Held": ref})
    pdf = opened(file.finish())
    held = pdf.Root.Held
    assert [held["/A b/é"][n] for n in range(3)] == [1, pytest.approx(2.5), True]
    assert str(held.T) == "été ↔ (x)"
    assert bytes(held.B) == b"\x00\xff"
    assert pikepdf.Name("/Or du Nord") == held.N


@pytest.mark.parametrize(
    "text", ["Herinnerings\u00adplaatsen", "\x7f\x9f", "é – €", "a\tb\nc", "ﬁn"]
)
def test_hook_texts_are_read_as_they_were_whichever_codec_is_called_pdfdoc(text: str) -> None:
    code = (
        "import sys; from reportlab.pdfbase import pdfdoc\n"
        "from tests.writers.test_canvas import written\n"
        "sys.stdout.buffer.write(written(catalog={'Said': sys.argv[1]}))"
    )
    call = [sys.executable, "-c", code, text]
    first = subprocess.run(call, capture_output=True, check=True).stdout
    assert str(opened(first).Root.Said) == text
    assert written(catalog={"Said": text}) == first, "pikepdf's is the first here"


def test_hook_what_is_written_is_kept_once() -> None:
    """ReportLab writes through the door that it is given, from its first object on."""
    file = File((1, 6), "fr-FR", INFO)
    file.add_page(blank())
    seen: list[int] = []
    document = file._document
    last = document.numberToId[len(document.numberToId)]
    own = document.idToObject[last]

    class Looking(pdfdoc.PDFObject):  # type: ignore[misc, unused-ignore]
        def format(self, document: Any) -> Any:
            seen.append(len(document.__accum__.strings))
            return own.format(document)

    document.idToObject[last] = Looking()
    data = file.finish()
    assert seen == [0]
    assert data.startswith(b"%PDF-1.6")
    assert data == written()
