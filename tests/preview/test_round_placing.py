"""Where a note belongs when content has moved on, and what a proof says of the one before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from depliant.build.memory import Memory
from depliant.commands.cli import run
from depliant.preview.rounds import changes, importing, inbox, records
from depliant.preview.rounds.told import ToldNote

from .conftest import change
from .rounds import answers_to, note, proof_of, written

STRAPLINE = "front/strapline"
TEXT = "tide/text"


def placed(
    project: Path, memory: Memory, tmp_path: Path, given: dict[str, object]
) -> tuple[ToldNote, int]:
    """A note as it is told after content.yaml was changed, and the line of the words "creek"."""
    (one,) = importing.imported(project, [written(tmp_path, given)], memory).answers.notes
    text = (project / "content.yaml").read_text(encoding="utf-8").splitlines()
    line = next((number for number, each in enumerate(text, 1) if "creek fills" in each), 0)
    return one, line


def test_a_note_stands_where_it_was_made(project: Path, memory: Memory, tmp_path: Path) -> None:
    record, _ = proof_of(project, memory)
    one, line = placed(project, memory, tmp_path, answers_to(record, note(TEXT, y=0.3)))
    assert one.now.standing == "there"
    assert one.now.place is not None
    assert (one.now.place.file, one.now.place.line) == ("content.yaml", line - 1)
    assert one.now.panel == "tide"
    assert one.now.point is not None
    assert one.now.point == pytest.approx((280.63 * 1.2, 595.28 * 0.3), abs=0.1)
    assert one.then.startswith("The creek fills")


def test_blocks_before_it_do_not_move_a_note(project: Path, memory: Memory, tmp_path: Path) -> None:
    record, _ = proof_of(project, memory)
    change(project, "      - text: >-\n", "      - text: Another one.\n      - text: >-\n")
    one, line = placed(project, memory, tmp_path, answers_to(record, note(TEXT, y=0.3)))
    assert one.now.standing == "there"
    assert one.now.place is not None
    assert one.now.place.line == line - 1
    assert one.now.words.startswith("The creek fills")


def test_other_words_of_its_block_are_where_it_belongs(
    project: Path, memory: Memory, tmp_path: Path
) -> None:
    record, _ = proof_of(project, memory)
    change(project, "opens the sluice, and for five", "lifts the gate, and for four")
    one, line = placed(project, memory, tmp_path, answers_to(record, note(TEXT)))
    assert one.now.standing == "changed"
    assert one.now.place is not None
    assert one.now.place.line == line - 1
    assert "lifts the gate" in one.now.words


def test_quite_other_words_in_the_only_block_of_its_kind_too(
    project: Path, memory: Memory, tmp_path: Path
) -> None:
    record, _ = proof_of(project, memory)
    change(project, "At Saltmarsh, where the sea grinds the corn", "Flour by moonlight")
    given = answers_to(record, note(STRAPLINE, panel="front"))
    one, _ = placed(project, memory, tmp_path, given)
    assert (one.now.standing, one.now.words) == ("changed", "Flour by moonlight")


def test_words_that_went_to_another_panel_take_their_note_along(
    project: Path, memory: Memory, tmp_path: Path
) -> None:
    record, _ = proof_of(project, memory)
    source = project / "content.yaml"
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if "text: >-" in line)
    moved, rest = lines[start : start + 4], lines[:start] + lines[start + 4 :]
    at = next(number for number, line in enumerate(rest) if "- logos:" in line)
    source.write_text("".join(rest[:at] + moved + rest[at:]), encoding="utf-8")
    one, _ = placed(project, memory, tmp_path, answers_to(record, note(TEXT)))
    assert (one.now.standing, one.now.panel) == ("moved", "visit")


def test_a_suggestion_that_was_taken_up_says_so(
    project: Path, memory: Memory, tmp_path: Path
) -> None:
    record, _ = proof_of(project, memory)
    old = "At Saltmarsh, where the sea grinds the corn"
    new = "At Saltmarsh, where the tide grinds the corn"
    change(project, old, new)
    given = answers_to(record, note(STRAPLINE, panel="front", old=old, new=new, text=""))
    one, _ = placed(project, memory, tmp_path, given)
    assert one.now.standing == "taken"


def test_what_has_no_place_any_more_is_said(
    project: Path, memory: Memory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record, _ = proof_of(project, memory)
    source = project / "content.yaml"
    text = source.read_text(encoding="utf-8")
    first, last = (
        text.index('      - items:\n          - text: "**{share}'),
        text.index("      - chart: bar"),
    )
    source.write_text(text[:first] + text[last:], encoding="utf-8")
    given = answers_to(
        record,
        note("people/item:share", panel="people"),
        note("tide/no-such", id="0123456789abcde0"),
        note(panel="no-panel", id="0123456789abcde1"),
    )
    path = written(tmp_path, given)
    assert run(["proof", "import", str(path), "--project", str(project)]) == 0
    told = capsys.readouterr().out
    assert told.count("(its place has gone)") == 3
    assert "3 Who comes to see it? [en]: Since when? (its place has gone)" in told
    assert "was: 37.5% of the 18,400 visitors come back within a year." in told


def test_a_note_beside_all_blocks_stays_at_its_share_of_the_panel(
    project: Path, memory: Memory, tmp_path: Path
) -> None:
    record, _ = proof_of(project, memory)
    change(project, "At Saltmarsh, where the sea grinds the corn", "Other words")
    one, _ = placed(
        project, memory, tmp_path, answers_to(record, note(panel="visit", x=0.5, y=0.9))
    )
    assert one.now.standing == "there"
    assert one.now.box is None
    assert one.now.point == pytest.approx((280.63 * 3.5, 595.28 * 0.9), abs=0.1)


def test_proofs_are_numbered_and_the_same_pages_have_the_same_number(
    project: Path, memory: Memory
) -> None:
    first, page = proof_of(project, memory)
    again, page_again = proof_of(project, memory)
    assert (first.number, again.number) == (1, 1)
    assert page == page_again
    change(project, "the kettle is always on", "the kettle is often on")
    second, _ = proof_of(project, memory)
    assert (second.number, records.numbers(project)) == (2, (1, 2))
    found = {one.panel: one for one in changes.changed(second, first, "en")}
    assert [found[name].how for name in ("front", "tide", "people", "visit")] == [
        "same", "same", "same", "words",
    ]  # fmt: skip
    (change_,) = found["visit"].changes
    assert change_.key == "visit/text"
    assert change_.old.endswith("the kettle is always on.")
    assert change_.new.endswith("the kettle is often on.")


def test_what_looks_otherwise_came_and_went_is_told_apart(project: Path, memory: Memory) -> None:
    first, _ = proof_of(project, memory)
    change(project, "- id: visit", "- id: find-us")
    change(project, "{figure: children, label: School children}", "{figure: groups, label: Guests}")
    second, _ = proof_of(project, memory)
    found = {one.panel: one.how for one in changes.changed(second, first, "en")}
    assert found["find-us"] == "new"
    assert found["people"] == "words"
    assert [panel.title for panel in changes.gone(second, first, "en")] == ["Find us"]


def test_what_is_done_stays_done(
    project: Path, memory: Memory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record, _ = proof_of(project, memory)
    path = written(tmp_path, answers_to(record, note(TEXT)))
    assert run(["proof", "import", str(path), "--project", str(project)]) == 0
    key = "1/00000000000000aa/0123456789abcdef"
    inbox.mark(project, key, is_done=True)
    assert run(["proof", "import", str(path), "--project", str(project)]) == 0
    assert "Since when? (done)" in capsys.readouterr().out
    assert run(["proof", "list", "--project", str(project)]) == 0
    assert "Since when?" not in capsys.readouterr().out
    assert run(["proof", "list", "--all", "--json", "--project", str(project)]) == 0
    (one,) = json.loads(capsys.readouterr().out)["notes"]
    assert (one["key"], one["is_done"]) == (key, True)
    inbox.mark(project, key, is_done=False)
    assert run(["proof", "list", "--project", str(project)]) == 0
    assert "Since when?" in capsys.readouterr().out


def test_an_approval_of_words_that_changed_since_is_listed(
    project: Path, memory: Memory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record, _ = proof_of(project, memory)
    decisions = [
        {"edition": "en", "panel": name, "decision": decision, "date": "2026-12-01", "reason": why}
        for name, decision, why in (
            ("front", "approved", ""), ("tide", "approved", ""), ("visit", "refused", "No map."),
        )
    ]  # fmt: skip
    path = written(tmp_path, answers_to(record, decisions=decisions))
    change(project, "At Saltmarsh, where the sea grinds the corn", "Flour by moonlight")
    assert run(["proof", "import", str(path), "--project", str(project)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == (
        "Proof 1, Anna Berger, 2026-12-02: 0 notes, 2 panels approved and 1 refused."
    )
    assert told[1] == "  1 The Tide Mill [en]: approved, and changed since."
    assert told[2] == "  4 Find us [en]: refused: No map."
