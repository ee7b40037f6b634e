"""Streams as events, each interpreted once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from tests.preflight.conftest import small

from depliant.geometry import Rect
from depliant.pdfread import interpreter as interpreter_module
from depliant.pdfread.budget import Budget, BudgetError
from depliant.pdfread.events import Begun, Ended, Event, Faulty, FormShown, Painted, Shown
from depliant.pdfread.interpreter import Interpreter
from depliant.pdfread.opening import opened
from depliant.pdfread.tokens import Operation, operations
from depliant.pdfread.walk import Frame, Section, walk
from depliant.preflight import judge


def with_form(form: bytes, **entries: Any) -> Any:
    """An edit that gives the first page a form F."""

    def edit(pdf: pikepdf.Pdf) -> None:
        made = pdf.make_stream(form)
        made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 99, 99])
        for key, value in entries.items():
            made[f"/{key}"] = value
        pdf.pages[0].obj.Resources.XObject = Dictionary(F=made)

    return edit


def walked(data: bytes, steps: int = 10_000) -> list[tuple[Event, Frame]]:
    with opened(data) as file:
        interpreter = Interpreter(Budget(steps))
        page = interpreter.page(file.pages[0])
        return list(walk(interpreter, page, file.pages[0]))


def painted(data: bytes) -> list[tuple[Painted, Frame]]:
    return [(e, f) for e, f in walked(data) if isinstance(e, Painted)]


SHOWN_TWICE = b"q 1 0 0 1 20 0 cm /F Do Q q 0 1 -1 0 90 20 cm /F Do Q"


def test_a_form_lies_where_it_is_shown() -> None:
    data = small(SHOWN_TWICE, edit=with_form(b"0 0 5 9 re f"))
    boxes = [f.matrix.apply_rect(e.shape.box(e.state.ctm)) for e, f in painted(data)]
    assert boxes[1:] == [Rect(10, 201, 5, 9), Rect(71, 185, 9, 5)]


def test_a_form_is_interpreted_once_however_often_it_is_shown() -> None:
    found = painted(small(SHOWN_TWICE, edit=with_form(b"0 0 5 9 re f")))
    assert found[1][0] is found[2][0]
    coloured = painted(small(b"/F Do 1 0 0 0 k /F Do", edit=with_form(b"0 0 5 9 re f")))
    assert [event.state.fill.values for event, _ in coloured[1:]] == [
        (0.1, 0, 0.2, 0), (1, 0, 0, 0),
    ]  # fmt: skip


def test_a_judgement_takes_each_stream_into_tokens_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two pages and a form: marks, plates, plates without text and every rule share them."""
    streams: list[bytes] = []

    def counted(stream: bytes) -> Iterator[Operation]:
        streams.append(stream)
        return operations(stream)

    monkeypatch.setattr(interpreter_module, "operations", counted)
    judge(small(SHOWN_TWICE, edit=with_form(b"0 0 5 9 re f")))
    assert len(streams) == 3


def test_a_form_that_shows_itself_is_a_fault() -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        with_form(b"/F Do 0 0 5 9 re f")(pdf)
        form = pdf.pages[0].obj.Resources.XObject.F
        form.Resources = Dictionary(XObject=Dictionary(F=form))

    events = [event for event, _ in walked(small(b"/F Do", edit=edit))]
    assert sum(isinstance(event, FormShown) for event in events) == 2
    assert sum(isinstance(event, Faulty) for event in events) == 1


def test_what_is_clipped_by_forms_and_paths_shows_in_part() -> None:
    form = with_form(b"10 10 20 20 re W n 0 0 99 99 re f", Matrix=Array([2, 0, 0, 2, 0, 0]))
    event, frame = painted(small(b"0 0 50 200 re W n /F Do", edit=form))[-1]
    assert frame.shown(event.state.clip) == Rect(10, 150, 30, 40)
    assert len(list(frame.clips(event.state.clip))) == 3


def test_marked_content_belongs_to_the_page_or_to_a_form_with_numbers_of_its_own() -> None:
    body = b"/P <</MCID 7>> BDC 0 0 5 9 re f EMC"
    for entries, own in (({}, False), ({"StructParents": 4}, True)):
        event, frame = painted(small(b"/F Do", edit=with_form(body, **entries)))[1]
        section = frame.section(event.tag)
        assert (section.tag, section.mcid, section.artifact) == ("P", 7, False)
        outer = frame.outer
        assert outer is not None
        assert (section.owner != outer.owner) is own
        assert outer.section(None) == Section()


def test_marked_content_ends_with_its_stream() -> None:
    form = with_form(b"/P BMC /Q BMC 0 0 5 9 re f EMC EMC EMC /R BMC")
    events = [event for event, _ in walked(small(b"/F Do", edit=form))]
    begun = [event.tag.name for event in events if isinstance(event, Begun)]
    ended = [event.tag.name for event in events if isinstance(event, Ended)]
    assert sorted(begun) == sorted(ended)
    assert [event.operation.operator for event in events if isinstance(event, Faulty)] == ["EMC"]


@pytest.mark.parametrize(
    "content",
    [b"(a) w", b"1 0 0 cm", b"0.5 k", b"/None gs", b"/None cs", b"9" * 30 + b" w", b"/None Do",
     b"9999999999 0 0 9999999999 0 0 cm " * 2, b"1 m"],
)  # fmt: skip
def test_what_cannot_be_followed_changes_nothing(content: bytes) -> None:
    events = [event for event, _ in walked(small(content))]
    (fault,) = [event for event in events if isinstance(event, Faulty)]
    assert fault.operation.source.strip() in content
    assert any(isinstance(event, Shown) for event in events)


def test_there_is_an_end_to_what_is_read() -> None:
    with pytest.raises(BudgetError):
        walked(small(b"q Q " * 100), steps=150)
