"""The report as text, as data, as a page; and the command that prints it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec import msgpack
from msgspec.structs import replace
from tests.loud import ENGLISH, LOUD
from tests.preflight.broken import art
from tests.preflight.conftest import small

from depliant.commands.cli import run
from depliant.geometry import Rect
from depliant.interface import Interface
from depliant.preflight import judge_all
from depliant.preflight.gathering import in_order
from depliant.preflight.html import as_html
from depliant.preflight.report import Finding, Report, as_data, as_text
from depliant.press.condition import PrinterProfile
from depliant.sentences import say

ERROR = Finding(
    "colour-rgb",
    "error",
    say("1 path in DeviceRGB."),
    say("No RGB."),
    say("ISO"),
    say("Convert it."),
    1,
    Rect(1, 2, 3, 4),
)
WARNING = Finding("untagged", "warning", say("No <tree>."), say("Tag it."), say("UA"))
ADVICE = Finding("colour-gray", "advice", say("Gray."), say("Be black."), say("GWG"), page=2)
REPORT = Report(
    "a.pdf",
    "press",
    ("PDF/X-4",),
    2,
    (ERROR, WARNING, ADVICE),
    "web",
    "Web <shop>",
    ((297.0, 210.0), (297.0, 210.0)),
)
GOOD = Report("a.pdf", "press", ("PDF/X-4",), 2, (), "coated", "Coated", ((297.0, 210.0),) * 2)


def test_text(golden: Callable[[str, str], None]) -> None:
    golden("preflight/report.txt", as_text([REPORT, GOOD]))


def test_a_report_comes_back_from_the_process_that_judged() -> None:
    assert msgpack.decode(msgpack.encode((REPORT, GOOD)), type=tuple[Report, ...]) == (REPORT, GOOD)


def test_data_says_all_of_a_finding() -> None:
    data = json.loads(json.dumps(as_data(REPORT)))
    assert [(item["code"], item["page"], item["box_mm"]) for item in data["findings"]] == [
        (item.code, item.page, list(item.box) if item.box else None) for item in REPORT.findings
    ]
    assert not data["accepted"]


def test_order_is_by_gravity_then_place() -> None:
    later = replace(ERROR, page=2, message=say("2 paths in DeviceRGB."))
    found = in_order([ADVICE, WARNING, later, ERROR, ERROR])
    assert found == (ERROR, later, WARNING, ADVICE)


def test_an_allowed_error_is_kept_but_accepted() -> None:
    allowed = REPORT.without(["colour-rgb"])
    assert not REPORT.accepted
    assert allowed.accepted
    assert allowed.findings[0].severity == "info"
    assert len(allowed.findings) == 3


class Page(HTMLParser):
    """Checks that tags are closed in order, and collects references."""

    VOID = frozenset({"meta", "rect"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.targets: list[str] = []
        self.ids: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        for key, value in attrs:
            if key in ("href", "src"):
                self.targets.append(value or "")
            if key == "id":
                self.ids.add(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def test_html_is_a_page_of_its_own() -> None:
    text = as_html([REPORT, GOOD])
    page = Page()
    page.feed(text)
    assert page.open == []
    # Nothing is fetched: every reference is to a place in the page, and styles import nothing.
    assert {target[1:] for target in page.targets} <= page.ids
    assert "@import" not in text
    assert not re.search(r"url\(|https?://", text)
    assert "<tree>" not in text, "what a file says is escaped"
    assert "No <tree>." in page.words
    for finding in REPORT.findings:
        assert finding.code in page.words
        assert str(finding.rule) in page.words
    assert 'name="viewport"' in text
    assert "prefers-color-scheme: dark" in text


def test_reports_are_in_the_users_language() -> None:
    page = Page()
    page.feed(as_html([REPORT, GOOD], LOUD))
    for said in (page.words.partition("}\n\n")[2], as_text([REPORT, GOOD], LOUD)):
        assert "1 PATH IN DEVICERGB." in said
        assert "PAGE 1, 3.0 × 4.0 MM AT 1.0, 2.0" in said
        assert not ENGLISH.search(said)
    (finding, *_) = as_data(REPORT, LOUD)["findings"]
    assert (finding["code"], finding["severity"]) == ("colour-rgb", "error")
    assert (finding["message"], finding["hint"]) == ("1 PATH IN DEVICERGB.", "CONVERT IT.")


def test_one_job_for_several_printers() -> None:
    one = PrinterProfile("one", "One")
    two = PrinterProfile(
        "two", "Two", spots="refused", marks="wanted", sources=(("marks", "sheet"),)
    )
    reports = judge_all(small(), (one, two), name="job.pdf")
    assert [report.accepted for report in reports] == [True, False]
    said = as_text(reports)
    assert re.search(r"^One +yes$", said, re.MULTILINE)
    assert re.search(r"^Two +no +marks-missing$", said, re.MULTILINE)


# --- the command ------------------------------------------------------------------------------


@pytest.fixture
def good(tmp_path: Path) -> Path:
    file = tmp_path / "good.pdf"
    file.write_bytes(small())
    return file


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    file = tmp_path / "bad.pdf"
    file.write_bytes(art(b"1 0 0 rg 50 50 20 20 re f")())
    return file


def test_the_exit_code_says_how_it_went(
    good: Path, bad: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["preflight", str(good)]) == 0
    assert "nothing found" in capsys.readouterr().out
    assert run(["preflight", str(bad)]) == 1
    assert "error[colour-rgb]" in capsys.readouterr().out
    assert run(["preflight", str(tmp_path / "none.pdf")]) == 2
    assert "pdf-unreadable" in capsys.readouterr().err
    assert run(["preflight", str(good), "--printer", "nobody"]) == 2


def test_json_is_one_object(bad: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["preflight", str(bad), "--json"]) == 1
    content = json.loads(capsys.readouterr().out)
    assert content["exit_code"] == 1
    (report,) = content["reports"]
    (finding,) = report["findings"]
    assert finding["code"] == "colour-rgb"
    assert finding["page"] == 1
    assert len(finding["box_mm"]) == 4
    assert run(["preflight", str(tmp_path / "none.pdf"), "--json"]) == 2
    content = json.loads(capsys.readouterr().out)
    assert content["diagnostics"][0]["code"] == "pdf-unreadable"


def test_html_and_several_printers(
    good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "report.html"
    names = ("generic-coated", "pdf-x1a")
    call = [part for name in names for part in ("--printer", name)]
    assert run(["preflight", str(good), *call, "--html", str(page)]) == 1
    assert "flavour-refused" in capsys.readouterr().out
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run(["preflight", str(good), "--html", str(tmp_path / "no" / "r.html")]) == 2
    assert "output-unwritable" in capsys.readouterr().err


def test_a_finding_in_many_places_is_said_once() -> None:
    many = [replace(ERROR, page=page) for page in range(1, 8)]
    report = replace(REPORT, findings=in_order((*many, WARNING)))
    lines = [line for line in as_text([report]).splitlines() if "colour-rgb" in line]
    assert lines == [
        "  7 places on pages 1–7, the first: page 1, 3.0 × 4.0 mm at 1.0, 2.0: "
        "error[colour-rgb]: 1 path in DeviceRGB. Convert it."
    ]
    found, other = as_data(report)["findings"]
    assert (found["count"], found["page"], other["count"]) == (7, 1, 1)
    assert [place["page"] for place in found["places"]] == [1, 2, 3, 4, 5, 6, 7]


def test_a_report_in_french_is_set_as_french_is() -> None:
    """Its colons have their space, and what begins at the edge of the page is not at -0."""
    edge = replace(REPORT.findings[0], page=1, box=Rect(-0.004, -0.01, 10, 10))
    said = as_text([replace(REPORT, findings=(edge,))], Interface("fr"))
    (line,) = [line for line in said.splitlines() if edge.code in line]
    assert re.search(r"\w: ", line) is None
    assert f"[{edge.code}]\u00a0: " in line
    assert "-0" not in line
