"""What may be asked of whoever judges a file: met bounds are said, and harmless files meet none."""

from __future__ import annotations

import time
import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, String
from tests.preflight.conftest import GROUND, WORDS, small

from depliant.bounds import PROFILE, SECTIONS
from depliant.errors import InputError
from depliant.pdfread.budget import Budget
from depliant.pdfread.events import Begun, Ended, Faulty
from depliant.pdfread.interpreter import Interpreter
from depliant.pdfread.opening import opened
from depliant.preflight import judge, judge_file, parts
from depliant.preflight.gathering import in_order
from depliant.preflight.job import JudgedFile
from depliant.preflight.profiles import ANY_PRINTER


def long(pages: int) -> bytes:
    """A file with a fault on every third page, and a font of its own on each."""

    def edit(pdf: pikepdf.Pdf) -> None:
        for number, page in enumerate(pdf.pages):
            if number % 3 == 0:
                page.Contents = pdf.make_stream(
                    b"/Artifact BMC\n" + GROUND + b"1 0 0 rg %d 40 20 20 re f EMC\n" % (40 + number)
                    + b"/P <</MCID 0>> BDC\n" + WORDS + b"EMC\n"
                )  # fmt: skip

    return small(pages=pages, edit=edit)


def test_a_file_judged_in_parts_is_judged_as_in_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "long.pdf"
    file.write_bytes(long(26))
    monkeypatch.setattr(parts, "_FEWEST", 5)
    monkeypatch.setattr(parts, "PAGES_TOGETHER", 9)
    with opened(file.read_bytes()) as read:
        job = JudgedFile(read)
        found = parts.Parts(file, None).judge(job, [ANY_PRINTER])
    assert found is not None
    whole = judge(file.read_bytes())
    assert {one for one in whole.findings if one.page is not None} >= {*in_order(found[0])}
    assert sum(one.code == "colour-rgb" for one in found[0]) == 9


def test_a_long_file_of_the_disk_is_judged_as_its_bytes_are(tmp_path: Path) -> None:
    file = tmp_path / "long.pdf"
    file.write_bytes(long(50))
    (report,) = judge_file(file)
    assert report == judge(file.read_bytes(), name="long.pdf")


def test_a_page_beyond_the_bound_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("depliant.preflight.job.STEPS", 3_000)

    def edit(pdf: pikepdf.Pdf) -> None:
        pdf.pages[1].Contents = pdf.make_stream(b"0 0 1 1 re f\n" * 4_000)

    with pytest.raises(InputError, match="Page 2 paints more") as caught:
        judge(small(edit=edit))
    assert [item.code for item in caught.value.diagnostics] == ["beyond-limits"]


def test_many_pages_are_no_more_than_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound is that of a page."""
    monkeypatch.setattr("depliant.preflight.job.STEPS", 200)
    assert judge(small(pages=60)).pages == 60


def test_marked_content_that_lies_too_deep_is_passed_over() -> None:
    deep = 30_000
    data = small(b"/A BMC " * deep + b"0 0 9 9 re f " + b"EMC " * deep)
    begun = time.process_time()
    with opened(data) as file:
        events = Interpreter(Budget(10**6)).page(file.pages[0]).events
    assert sum(isinstance(one, Begun) for one in events) == SECTIONS + 1
    assert sum(isinstance(one, Ended) for one in events) == SECTIONS + 1
    assert sum(isinstance(one, Faulty) for one in events) == 2 * (deep - SECTIONS + 1)
    assert judge(data).findings
    assert time.process_time() - begun < 20


def test_a_profile_that_unfolds_without_measure_is_none() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        vast = zlib.compress(b"\0" * (PROFILE + 1))
        for intent in pdf.Root.OutputIntents:
            intent.DestOutputProfile = pdf.make_stream(vast, Filter=Name.FlateDecode, N=4)
            intent.Info = String("vast")

    with opened(small(edit=edit)) as file:
        assert [intent.profile for intent in JudgedFile(file).intents] == [b"", b""]


def test_a_long_path_is_judged_in_seconds() -> None:
    """Of a million points; half a second a hundred thousand is what it may take."""
    points = b"".join(b"%d %d l\n" % (one * 7 % 180, one * 13 % 180) for one in range(100_000))
    begun = time.process_time()
    judge(small(b"0 0 0 0.1 k 20 20 m\n" + points + b"f"))
    assert time.process_time() - begun < 10


def test_a_dictionary_of_states_is_no_bound() -> None:
    """A sound page with a thousand states, and as many operations as a map has."""

    def edit(pdf: pikepdf.Pdf) -> None:
        states = pdf.pages[0].Resources.ExtGState
        for number in range(1_000):
            states[f"/S{number}"] = Dictionary(LW=1)

    strokes = b"".join(b"/S%d gs 30 30 m 60 %d l S\n" % (n % 1000, n % 99) for n in range(20_000))
    assert judge(small(b"0 0 0 0.5 K " + strokes, edit=edit)).pages == 2
