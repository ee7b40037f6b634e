"""What a file is judged for, by whose inks, and what the report says of that."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from tests.preflight.conftest import Leaflet
from tests.preflight.variants import ICC, Edit, made, page, put, root, sheet, spot, without
from tests.preflight.variants_claims import ARCHIVED, READ_ALOUD, archive_intent, tagged
from tests.preflight.variants_pages import layered

from depliant.commands.cli import run
from depliant.preflight import judge, judge_all
from depliant.preflight.report import as_data, as_text
from depliant.press.condition import OutputCondition, PrinterProfile, load_condition

SCREEN_OR_PRESS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("press", "it claims PDF/X-4", "--for screen", {}),
    ("press", "an output intent for PDF/X", "--for screen", {"claims": {}}),
    ("screen", "it claims PDF/UA", "--for press", {"claims": READ_ALOUD, "edit": tagged}),
    ("archive", "it claims PDF/A", "--for press",
     {"claims": ARCHIVED, "edit": root(without("OutputIntents"))}),
    ("press", "an output intent in CMYK", "--for screen",
     {"claims": ARCHIVED, "edit": archive_intent}),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "why", "other", "options"), SCREEN_OR_PRESS)
def test_a_guess_is_told_with_its_reason(
    kind: str, why: str, other: str, options: dict[str, Any]
) -> None:
    report = judge(sheet(**options))
    assert report.kind == kind
    (note,) = map(str, report.notes)
    assert why in note
    assert other in note


def unintended(*edits: Edit) -> Edit:
    """A file without an intent, and without a claim to any standard."""

    def edit(pdf: pikepdf.Pdf) -> None:
        for one in (root(without("OutputIntents")), *edits):
            one(pdf)

    return edit


def test_what_claims_nothing_is_known_by_its_boxes_and_tags() -> None:
    untrimmed = page(lambda holder: [without(key)(holder) for key in ("TrimBox", "BleedBox")])
    marked = root(put(MarkInfo=Dictionary(Marked=True)))
    for kind, edit in (
        ("press", unintended()),
        ("press", unintended(untrimmed)),
        ("screen", unintended(untrimmed, marked)),
        ("press", unintended(marked)),
    ):
        assert judge(sheet(claims={}, edit=edit)).kind == kind


def test_what_its_user_says_is_no_guess(leaflet: Leaflet) -> None:
    (report,) = judge_all(leaflet.screen, kind="press")
    assert report.kind == "press"
    assert report.notes == ()
    (archived,) = judge_all(leaflet.screen, kind="archive")
    assert (archived.kind, archived.findings) == ("archive", ())


def test_a_press_file_that_claims_no_tags_needs_none() -> None:
    assert "untagged" not in {item.code for item in judge(sheet()).findings}
    assert "untagged" in {item.code for item in judge_all(sheet(), kind="screen")[0].findings}


def test_hints_speak_to_whoever_has_the_file(leaflet: Leaflet) -> None:
    """Ours is mended by our commands; of another's one asks."""
    printer = PrinterProfile("x", marks="wanted", sources=(("marks", "his sheet"),))
    for data, hint in ((leaflet.press, "--marks crop"), (sheet(), "Ask whoever made it")):
        item, *_ = (i for i in judge(data, printer).findings if i.code == "marks-missing")
        assert hint in str(item.hint)


# --- inks of the printer ----------------------------------------------------------------------


def condition() -> OutputCondition:
    return load_condition(ICC, "FOGRA39")


def coloured(pdf: pikepdf.Pdf) -> None:
    """Pale words in a file that says nothing of the paper."""
    unintended()(pdf)


def test_a_printers_profile_stands_in_for_the_intent_that_is_missing() -> None:
    words = b"0.3 0 0.1 0 k BT /F1 10 Tf 60 110 Td (Pale) Tj ET"
    data = sheet(words=words, ground=b"", claims={}, edit=coloured)
    printer = PrinterProfile("x")
    assert "ink-contrast" not in {item.code for item in judge(data, printer).findings}
    (report,) = judge_all(data, (printer,), conditions=(condition(),))
    assert "ink-contrast" in {item.code for item in report.findings}
    assert "FOGRA39" in str(report.notes[-1])
    own = judge_all(sheet(words=words, ground=b""), (printer,), conditions=(condition(),))[0]
    assert own.notes == ()


def test_printers_with_and_without_a_profile_are_judged_side_by_side() -> None:
    data = sheet(claims={}, edit=coloured)
    printers = PrinterProfile("a"), PrinterProfile("b"), PrinterProfile("c", spots="refused")
    reports = judge_all(data, printers, conditions=(None, condition(), None))
    assert [report.printer for report in reports] == ["a", "b", "c"]
    assert [bool(report.notes) for report in reports] == [False, True, False]


def test_the_command_finds_the_profile_that_every_project_is_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "job.pdf"
    file.write_bytes(sheet(claims={}, edit=coloured))
    ended = run(["preflight", str(file), "--printer", "generic-coated", "--json"])
    assert ended == 1, "it claims no PDF/X"
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    assert any("FOGRA39" in note for note in report["notes"])


@pytest.mark.parametrize("kind", ["press", "screen", "archive"])
def test_the_command_is_told_what_a_file_is_for(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "job.pdf"
    file.write_bytes(sheet())
    run(["preflight", str(file), "--for", kind, "--json"])
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    assert report["kind"] == kind


# --- layers -----------------------------------------------------------------------------------


def test_layers_that_are_off_are_listed() -> None:
    art = b"/OC /L BDC 1 0 0 rg 60 60 30 30 re f EMC"
    report = judge(sheet(art, edit=layered(off=True)))
    assert report.findings == ()
    assert "“Notes”" in str(report.notes[-1])
    assert "“Notes”" in as_text([report])
    assert "“Notes”" in as_data(report)["notes"][-1]
    assert "“Notes”" not in as_text([judge(sheet(art, edit=layered(off=False)))])


def test_a_layer_that_printing_switches_is_judged_as_it_prints() -> None:
    """The default view is that of the screen; what the press shows is told by usage."""

    def switched(state: Any) -> Edit:
        def edit(pdf: pikepdf.Pdf) -> None:
            layered(off=state == Name.ON)(pdf)
            layer = pdf.pages[0].obj.Resources.Properties.L
            layer.Usage = Dictionary(Print=Dictionary(PrintState=state))
            usage = Dictionary(
                Event=Name.Print, Category=pikepdf.Array([Name.Print]), OCGs=pikepdf.Array([layer])
            )
            pdf.Root.OCProperties.D.AS = pikepdf.Array([usage])

        return edit

    art = b"/OC /L BDC 1 0 0 rg 60 60 30 30 re f EMC"
    for state, printed in ((Name.ON, True), (Name.OFF, False)):
        found = {item.code for item in judge(sheet(art, edit=switched(state))).findings}
        assert ("colour-rgb" in found) is printed
        (read,) = judge_all(sheet(art, edit=switched(state), claims={}), kind="screen")
        assert "optional-content" in {item.code for item in read.findings}


def test_what_is_hidden_moves_what_follows_it() -> None:
    """A word on a layer that is off takes its room, as it does in viewers."""
    words = b"/Over gs 0 0 0 1 k BT /F1 10 Tf 60 110 Td /OC /L BDC (Hidden ) Tj EMC (Seen) Tj ET"
    off, on = (
        judge(sheet(words=words + b" /Knock gs 0 0 0 0 k 95 100 60 20 re f", edit=layered(off=off)))
        for off in (True, False)
    )
    assert {item.code for item in off.findings} == {item.code for item in on.findings}


def test_no_ink_is_dropped_without_a_word() -> None:
    inks = {f"ColorSpace_S{at}": spot(f"Ink {at}") for at in range(1, 15)}
    content = b"/OverAll gs " + b"".join(
        b"/S%d cs 0.25 scn 60 60 40 40 re f " % at for at in range(1, 15)
    )
    report = judge(made(content, ground=b"", resources=inks)())
    (item,) = (i for i in report.findings if i.code == "ink-limit")
    assert str(item.message).startswith(("350 %", "351 %"))
