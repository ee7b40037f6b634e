"""A page that is as it was: judged from memory, it has the findings that it has without."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import msgpack
from tests.preflight.broken import BROKEN
from tests.preflight.conftest import WORDS, Leaflet, small

import depliant.preflight.rules
from depliant.errors import InputError
from depliant.preflight import judge_all
from depliant.preflight.fingerprint import FILE_FACTS
from depliant.preflight.report import PageFindings, Report
from depliant.press.condition import PrinterProfile

Judged = tuple[Report, ...] | list[str]


class Memory:
    """What was found on pages, and on how many of a file it was not known."""

    def __init__(self) -> None:
        self.found: dict[bytes, bytes] = {}
        self.made = 0

    def __call__(self, made_from: object, make: Callable[[], PageFindings]) -> PageFindings:
        key = msgpack.encode(made_from, order="deterministic")
        if key not in self.found:
            self.made += 1
            self.found[key] = msgpack.encode(make())
        return msgpack.decode(self.found[key], type=PageFindings)

    def made_for(self, data: bytes) -> int:
        """On how many pages of a file something had to be looked at."""
        self.made = 0
        judged(data, memory=self)
        return self.made


def judged(
    data: bytes, printer: PrinterProfile | None = None, memory: Memory | None = None
) -> Judged:
    """The reports on a file, or the codes for which it is refused."""
    try:
        return judge_all(data, (printer,) if printer else (), remember=memory)
    except InputError as fault:
        return [found.code for found in fault.diagnostics]


def test_the_findings_are_those_without_a_memory() -> None:
    memory = Memory()
    for broken in BROKEN:
        data = broken.make()
        expected = judged(data, broken.profile)
        assert [judged(data, broken.profile, memory) for _ in range(2)] == [expected] * 2, broken


def plain(data: bytes) -> bytes:
    """A file as text that can be changed in any place."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            buffer, qdf=True, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable
        )
    return buffer.getvalue()


MEMORY = Memory()
PLAIN = plain(small(b"q 0.4 0 0 0.1 K 3 w 20 20 m 90 120 l S Q\n"))
PACKET = range(PLAIN.index(b"<?xpacket"), PLAIN.index(b"<?xpacket end") + 1)
PLACES = [place.start() for place in re.finditer(rb"[!-~]", PLAIN) if place.start() not in PACKET]


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from(PLACES), st.sampled_from(b"0123456789 /RfFkKgGqQ<>[]()-.")),
        min_size=1,
        max_size=3,
    )
)
def test_whatever_is_changed_in_a_file_is_seen(changes: list[tuple[int, int]]) -> None:
    data = bytearray(PLAIN)
    for place, byte in changes:
        data[place] = byte
    assert judged(bytes(data), memory=MEMORY) == judged(bytes(data))


def test_only_the_page_that_changed_is_looked_at() -> None:
    memory = Memory()
    assert memory.made_for(small()) == 2
    assert memory.made_for(small()) == 0
    assert memory.made_for(small(b"0.1 0 0.2 0 k 50 50 9 9 re f\n")) == 1


def renumbered(pdf: pikepdf.Pdf) -> None:
    """Objects before all others' numbers; qpdf numbers in the order of the catalog's entries."""
    pdf.Root["/AAA"] = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(pikepdf.Array([]))] * 2))


def test_objects_that_are_numbered_otherwise_make_no_other_page() -> None:
    memory = Memory()
    data = small(), small(edit=renumbered)
    with pikepdf.open(io.BytesIO(data[0])) as one, pikepdf.open(io.BytesIO(data[1])) as other:
        assert one.pages[0].obj.objgen != other.pages[0].obj.objgen
    assert [memory.made_for(found) for found in data] == [2, 0]


def smaller(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.Font.F1.Widths[40] = 100


def unclaimed(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def untied(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


@pytest.mark.parametrize("edit", [smaller, unclaimed, untied])
def test_what_a_page_leads_to_and_what_its_file_says_belong_to_it(
    edit: Callable[[pikepdf.Pdf], None],
) -> None:
    memory = Memory()
    assert memory.made_for(small(words=WORDS)) == 2
    assert memory.made_for(small(words=WORDS, edit=edit)) >= 1


def test_our_own_screen_file_is_known_again(leaflet: Leaflet) -> None:
    memory = Memory()
    assert memory.made_for(leaflet.screen) > 1
    assert memory.made_for(leaflet.screen) == 0


def test_a_rule_of_a_page_asks_the_file_only_for_what_is_in_the_fingerprint() -> None:
    rules = Path(depliant.preflight.rules.__file__).parent
    asked = {
        found
        for path in rules.glob("*.py")
        for found in re.findall(r"page\.job\.(\w+)", path.read_text(encoding="utf-8"))
    }
    assert asked <= FILE_FACTS
