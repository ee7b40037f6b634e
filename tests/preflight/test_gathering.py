"""Many findings that say the same are one: in text, as data, as a page and on its pictures."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from msgspec import msgpack
from msgspec.structs import replace
from tests.preflight.broken import art
from tests.preflight.test_report import ERROR, REPORT, Page
from tests.preflight.variants import made, sheet

from depliant.geometry import Rect
from depliant.preflight import judge
from depliant.preflight.gathering import in_order
from depliant.preflight.html import as_html
from depliant.preflight.report import Finding, as_data, as_text, on_pages
from depliant.sentences import say


def lines(count: int, width: float = 0.1, grow: float = 0.0) -> bytes:
    """Black lines one above the other, each as much wider than the last."""
    rows = [(width + grow * n, *[40 + 120 * n / count] * 2) for n in range(count)]
    parts = [b"%.3f w 50 %.1f m 90 %.1f l S\n" % row for row in rows]
    return b"0 0 0 1 K " + b"".join(parts)


def of(code: str, data: bytes) -> list[Finding]:
    return [item for item in judge(data).findings if item.code == code]


@pytest.mark.parametrize("count", [2, 13, 60, 500])
def test_equal_lines_are_one_finding(count: int) -> None:
    (item,) = of("thin-line", art(lines(count))())
    assert item.count == count
    assert len(item.places) == min(count, 401)
    assert str(item.message) == "A line of 0.10 pt in one ink; the printer holds 0.25 pt."


def test_lines_that_differ_a_little_are_told_one_by_one_until_they_are_many() -> None:
    few = of("thin-line", art(lines(4, 0.05, 0.02))())
    assert [item.count for item in few] == [1] * 4
    (many,) = of("thin-line", art(lines(15, 0.05, 0.012))())
    assert many.count == 15
    assert len({str(place.message) for place in many.places}) == 15
    assert "14 more are like it, with other words or numbers." in str(many.message)


def test_what_is_on_every_page_is_said_once() -> None:
    def everywhere(pdf: object) -> None:
        for page in pdf.pages[1:]:  # type: ignore[attr-defined]
            page.obj.Contents = pdf.pages[0].obj.Contents  # type: ignore[attr-defined]

    data = sheet(b"1 0 0 rg 60 60 30 30 re f", pages=9, edit=everywhere)
    (item,) = of("colour-rgb", data)
    assert item.count == 9
    assert str(item.place).startswith("9 places on pages 1–9, the first: page 1, ")
    said = as_text([judge(data)])
    assert said.count("colour-rgb") == 1


def test_what_names_a_thing_is_never_gathered_with_what_names_another() -> None:
    named = [
        Finding("spot-refused", "error", say("The ink {ink}.", ink=str(n)), say("r"), say("s"),
                page=1)
        for n in range(20)
    ]  # fmt: skip
    assert len(in_order(named)) == 20
    placed = [replace(one, box=Rect(n, 0, 1, 1)) for n, one in enumerate(named)]
    assert [one.count for one in in_order(placed)] == [20]


def test_gravity_is_never_gathered() -> None:
    both = [replace(ERROR, page=n, severity="warning" if n % 2 else "error") for n in range(1, 9)]
    assert [(one.severity, one.count) for one in in_order(both)] == [("error", 4), ("warning", 4)]


def test_a_gathered_finding_is_data_with_all_its_places() -> None:
    many = [replace(ERROR, page=n // 3 + 1, box=Rect(n, 0, 1, 1)) for n in range(12)]
    report = replace(REPORT, findings=in_order(many))
    assert msgpack.decode(msgpack.encode(report), type=type(report)) == report
    (found,) = as_data(report)["findings"]
    assert found["count"] == len(found["places"]) == 12
    assert found["places"][0] == {"page": found["page"], "box_mm": found["box_mm"]}
    unlike = [replace(one, message=say("{n} paths.", n=n)) for n, one in enumerate(many)]
    (found,) = as_data(replace(report, findings=in_order(unlike)))["findings"]
    assert [place.get("message") for place in found["places"]] == [
        None, *(f"{n} paths." for n in range(1, 12))
    ]  # fmt: skip


def test_the_page_frames_every_place_and_numbers_a_few() -> None:
    few = [replace(ERROR, box=Rect(10 * n, 0, 5, 5)) for n in range(5)]
    many = [replace(ERROR, code="thin-line", box=Rect(10 * n, 50, 5, 5)) for n in range(20)]
    report = replace(REPORT, findings=in_order((*few, *many)))
    text = as_html([report])
    page = Page()
    page.feed(text)
    assert page.open == []
    figure = re.search("<figure>.*?</figure>", text, re.DOTALL)
    assert figure
    assert figure[0].count('class="halo"') == 25
    assert re.findall(r"<text[^>]*>(\d+)</text>", figure[0]) == ["1"] * 5 + ["2"]
    assert "Page 1 with 25 places" in figure[0]
    assert [len(re.findall("<li>page", part)) for part in text.split("<details")[1:]] == [5, 20]


def test_numbers_of_boxes_with_a_corner_in_common_stand_apart() -> None:
    """Side by side a 2 and a 9 would be read as 29, and none lies below a frame."""
    same = [replace(ERROR, code=f"code-{n}", box=Rect(100, 20, 80, 60)) for n in range(4)]
    text = as_html([replace(REPORT, findings=in_order(same))])
    figure = re.search("<figure>.*?</figure>", text, re.DOTALL)
    assert figure
    (letter,) = map(float, re.findall('font-size="([0-9.]+)"', figure[0]))
    lines = sorted(float(y) for y in re.findall(r'<text x="[0-9.]+" y="([0-9.]+)"', figure[0]))
    assert len(lines) == 4
    assert all(below - above >= letter for above, below in pairwise(lines))
    assert figure[0].rindex("<rect") < figure[0].index("<text")


def test_places_beyond_what_is_kept_are_counted() -> None:
    (item,) = of("thin-line", made(lines(1000))())
    assert item.count == 1000
    assert item.left == 1000 - len(item.places)
    report = replace(REPORT, findings=(item,))
    assert f"{item.left} more places" in as_html([report])


def test_pages_are_named_by_their_runs() -> None:
    assert str(on_pages([3])) == "page 3"
    assert str(on_pages([1, 2, 3, 5, 8, 9])) == "pages 1–3, 5, 8–9"
    assert str(on_pages(range(1, 40, 2))).endswith("13, 15, …")
