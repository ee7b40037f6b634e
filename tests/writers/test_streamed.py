"""Files that are written as they come, as others read them."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from tests.judges.programs import judge

from depliant.geometry import Size
from depliant.writers.canvas import PageObject
from depliant.writers.objects import Name
from depliant.writers.streamed import StreamedFile, spelt

INFO = {"Title": "Ćevapi (for all)", "Creator": "Dépliant", "Keywords": None}


def page(number: int) -> PageObject:
    content = b"q %d 0 0 10 5 5 cm 0 0 1 1 re f Q" % number
    boxes = {"trim": (5.0, 5.0, 95.0, 95.0)}
    entries = {"ProcSet": (Name("PDF"),)}
    return PageObject(Size(100, 100), content, entries, boxes, {}, f"Ž{number}")


@pytest.mark.parametrize("count", [1, 128, 300])
def test_others_read_all_pages_in_order(tmp_path: Path, count: int) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as stream:
        file = StreamedFile(stream, (1, 6), "fr", INFO)
        later = file.reserve()
        for number in range(count):
            file.add_page(page(number))
        file.define(later, {"S": Name("Later")})
        file.set_catalog({"Depliant": later, "Own": file.add_stream(b"x" * 500, {})})
        size = file.finish()
    assert path.stat().st_size == size
    assert "No syntax or stream encoding errors" in judge("qpdf", "--check", path)
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == count
        assert pdf.docinfo.Title == INFO["Title"]
        assert pdf.Root.Depliant.S == "/Later"
        assert pdf.Root.Own.read_bytes() == b"x" * 500
        assert pdf.Root.Lang == "fr"
        for number, one in enumerate(pdf.pages):
            assert one.Contents.read_bytes().startswith(b"q %d 0 " % number)
            assert [float(edge) for edge in one.TrimBox] == [5, 5, 95, 95]
        assert len({one.obj.Resources.objgen for one in pdf.pages}) == 1
    document = pypdfium2.PdfDocument(path)
    assert [document.get_page_label(at) for at in range(count)] == [f"Ž{n}" for n in range(count)]


def test_the_identifier_is_that_of_the_bytes() -> None:
    made = []
    for count in (3, 3, 4):
        stream = io.BytesIO()
        file = StreamedFile(stream, (1, 6), "fr", INFO)
        for number in range(count):
            file.add_page(page(number))
        file.finish()
        made.append(stream.getvalue())
    assert made[0] == made[1]
    first, other = (pikepdf.open(io.BytesIO(one)).trailer.ID[0] for one in made[1:])
    assert bytes(first) != bytes(other)


def test_nothing_is_kept_of_a_page_but_its_places() -> None:
    class Nowhere(io.RawIOBase):
        def write(self, data: object) -> int:
            return 0

    file = StreamedFile(Nowhere(), (1, 6), "fr", INFO)  # type: ignore[arg-type]
    for number in range(1000):
        file.add_page(page(number))
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for number in range(6000):
            file.add_page(page(number))
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert grown < 6000 * 40


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"B": 1, "A": None, "C": [True, 1.5, "a(b", "ab", Name("a b"), b"\x01"]},
         b"<</B 1 /C [true 1.5 <FEFF006100280062> (ab) /a#20b <01>]>>"),
        ((None,), b"[null]"),
    ],
)  # fmt: skip
def test_values_as_they_are_spelt(value: object, written: bytes) -> None:
    assert spelt(value) == written
