"""What a reviewer sends back is a stranger's file: whatever it holds, it ends in a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depliant.build.memory import Memory
from depliant.commands.cli import run
from depliant.errors import InputError, Place
from depliant.preview.rounds import answers, inbox, records
from depliant.preview.rounds.answers import checked, read_answers
from depliant.preview.rounds.records import Record

from .conftest import change
from .rounds import SAVED, answers_to, note, proof_of, written

HERE = Place("anna.json")
RECORD = Record(1, "tide-mill", "", "2026-12-01", ())


def refused(data: bytes) -> InputError:
    with pytest.raises(InputError) as fault:
        checked(data, HERE)
    return fault.value


def test_answers_as_a_proof_saves_them_are_read() -> None:
    decision = {"edition": "en", "panel": "tide", "decision": "refused", "date": "2026-12-01"}
    given_ = answers_to(RECORD, note(), decisions=[{**decision, "reason": "No map."}])
    found = checked(json.dumps(given_).encode(), HERE)
    assert found.reviewer.name == "Anna Berger"
    assert found.notes[0].text == "Since when?"
    assert found.decisions[0].reason == "No map."


DEEP = b'{"depliant":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}"
APPROVED = {"edition": "en", "panel": "tide", "decision": "approved", "date": "2026-12-01"}
HOSTILE: dict[str, bytes | Callable[[dict[str, Any]], object]] = {
    "nothing": b"",
    "half": b'{"depliant": "proof answers 1"',
    "no text": bytes(range(256)) * 8,
    "a page": b"<!doctype html><script>alert(1)</script>",
    "deep lists": b"[" * 200_000,
    "deep objects": DEEP,
    "not a number": b'{"depliant": NaN}',
    "half a sign": b'{"depliant": "\\ud800"}',
    "another kind": lambda one: one.update(depliant="proof answers 2"),
    "a key of its own": lambda one: one.update(run="rm -rf /"),
    "a number for words": lambda one: one["notes"][0].update(text=5),
    "words for a number": lambda one: one["notes"][0].update(x="0.5"),
    "beyond the panel": lambda one: one["notes"][0].update(x=1.0001),
    "no number at all": lambda one: one["notes"][0].update(y=None),
    "a path for an id": lambda one: one["reviewer"].update(id="../../../../etc"),
    "a path for a digest": lambda one: one["proof"].update(digest="../../x" * 4),
    "a number below one": lambda one: one["proof"].update(number=-1),
    "a huge number": lambda one: one["proof"].update(number=10**30),
    "no name": lambda one: one["reviewer"].update(name=""),
    "a name of spaces": lambda one: one["reviewer"].update(name=" \u00a0"),
    "a long name": lambda one: one["reviewer"].update(name="a" * 121),
    "a long note": lambda one: one["notes"][0].update(text="a" * 8001),
    "a day that is none": lambda one: one["notes"][0].update(date="yesterday"),
    "a day of no month": lambda one: one["notes"][0].update(date="2026-13-01"),
    "saved on no day": lambda one: one.update(saved="2026-02-30T10:00:00Z"),
    "a language that is a path": lambda one: one["notes"][0].update(edition="../fr"),
    "too many notes": lambda one: one.update(notes=one["notes"] * 2001),
    "two notes alike": lambda one: one.update(notes=one["notes"] * 2),
    "an escape for terminals": lambda one: one["notes"][0].update(text="\x1b[2Jgone"),
    "an escape in a name": lambda one: one["reviewer"].update(name="Anna\x1b]0;x\x07"),
    "a null": lambda one: one["notes"][0].update(panel="ti\0de"),
    "a C1 control": lambda one: one["notes"][0].update(new="a\x9bb"),
    "an unknown decision": lambda one: one.update(decisions=[{**APPROVED, "decision": "maybe"}]),
    "decided twice": lambda one: one.update(decisions=[APPROVED, APPROVED]),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_answer_is_refused_with_what_to_do(name: str) -> None:
    hostile = HOSTILE[name]
    if isinstance(hostile, bytes):
        data = hostile
    else:
        given_ = answers_to(RECORD, note())
        hostile(given_)
        data = json.dumps(given_).encode()
    (found,) = refused(data).diagnostics
    assert found.code == "proof-unsound"
    assert found.place == HERE
    assert "Save answers" in str(found.hint)
    assert str(found).isprintable()


@pytest.mark.parametrize("key", ["reviewer", "id", "text", "saved"])
def test_a_key_that_is_written_twice_is_refused(key: str) -> None:
    """Which of two names, or of two decisions, is meant nobody can tell."""
    data = json.dumps(answers_to(RECORD, note()))
    start = data.index(f'"{key}": ')
    value = json.JSONDecoder().raw_decode(data, start + len(key) + 4)[1]
    twice = data[:start] + data[start:value] + ", " + data[start:]
    (found,) = refused(twice.encode()).diagnostics
    assert found.code == "proof-unsound"
    assert f"`{key}` is written twice" in str(found.message)


@given(st.binary(max_size=400))
def test_no_bytes_end_in_a_traceback(data: bytes) -> None:
    refused(data)


@given(st.recursive(st.none() | st.integers() | st.text(max_size=8), lambda one: st.lists(one)))
def test_no_value_in_the_place_of_another_ends_in_a_traceback(value: object) -> None:
    for key in ("proof", "reviewer", "saved", "decisions", "notes", "depliant"):
        data = json.dumps(answers_to(RECORD, note(), **{key: value})).encode("utf-8")
        if key in ("decisions", "notes") and value == []:
            assert checked(data, HERE)
        else:
            refused(data)


def test_a_large_file_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "MOST_BYTES", 1000)
    path = tmp_path / "large.json"
    path.write_bytes(b" " * 1001)
    with pytest.raises(InputError) as fault:
        read_answers(path)
    assert [one.code for one in fault.value.diagnostics] == ["proof-too-large"]


def test_what_cannot_be_read_is_said_by_a_name_that_can_be_shown(tmp_path: Path) -> None:
    for path in (tmp_path / "no\x1b[31m.json", tmp_path):
        with pytest.raises(InputError) as fault:
            read_answers(path)
        (found,) = fault.value.diagnostics
        assert found.code == "proof-unreadable"
        assert str(found).isprintable()


def test_answers_to_other_projects_and_other_proofs_are_refused(
    project: Path, memory: Memory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record, _ = proof_of(project, memory)
    other = answers_to(record, note())
    other["proof"] = {**other["proof"], "project": "another"}
    later = answers_to(record, note())
    later["proof"] = {**later["proof"], "number": 9}
    forged = answers_to(record, note())
    forged["proof"] = {**forged["proof"], "digest": "0" * 32}
    cases = (other, "proof-other"), (later, "proof-unknown"), (forged, "proof-unknown")
    for given_, code in cases:
        path = written(tmp_path, given_)
        assert run(["proof", "import", str(path), "--project", str(project)]) == 2
        told = capsys.readouterr()
        assert f"anna.json: error[{code}]" in told.err
        assert told.out == ""
    assert not list((project / records.FOLDER).glob("*-*"))


def test_one_file_that_is_not_sound_keeps_all_from_being_taken_in(
    project: Path, memory: Memory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record, _ = proof_of(project, memory)
    good = written(tmp_path, answers_to(record, note()))
    bad = written(tmp_path, {"depliant": 1}, "bad.json")
    assert run(["proof", "import", str(good), str(bad), "--project", str(project)]) == 2
    assert "bad.json: error[proof-unsound]" in capsys.readouterr().err
    assert inbox.opened(project).answers == ()


def test_words_of_a_stranger_are_shown_sign_by_sign(
    project: Path, memory: Memory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record, _ = proof_of(project, memory)
    text = "<script>alert(1)</script> {name} %s \u202etxt.exe\u2066 [31m\nerror[x]: forged"
    hostile = answers_to(record, note(text=text, panel="../../etc/passwd"))
    hostile["reviewer"] = {"id": "00000000000000aa", "name": "../../../../tmp/\u202eeve"}
    path = written(tmp_path, hostile)
    assert run(["proof", "import", str(path), "--project", str(project)]) == 0
    told = capsys.readouterr().out
    assert all(line.isprintable() for line in told.splitlines())
    assert not any(line.startswith("error[") for line in told.splitlines())
    assert "\\u202etxt.exe\\u2066" in told
    assert "{name} %s" in told
    (kept,) = (project / records.FOLDER).glob("*-*")
    assert kept.name == "001-tmp-eve-00000000000000aa.json"
    assert not (tmp_path.parent / "tmp").exists()


def test_answers_saved_later_replace_those_before_and_none_the_other_way(
    project: Path, memory: Memory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record, _ = proof_of(project, memory)
    take = ["proof", "import", "--project", str(project)]
    assert run([*take, str(written(tmp_path, answers_to(record, note())))]) == 0
    later = answers_to(record, saved="2026-12-03T09:30:00Z")
    later["reviewer"] = {"id": "00000000000000aa", "name": "Anna B."}
    assert run([*take, str(written(tmp_path, later))]) == 0
    ((_, kept),) = inbox.opened(project).answers
    assert (kept.reviewer.name, kept.notes) == ("Anna B.", ())
    capsys.readouterr()
    earlier = answers_to(record, note(), saved=SAVED)
    assert run([*take, str(written(tmp_path, earlier))]) == 2
    assert "error[proof-older]" in capsys.readouterr().err
    ((_, kept),) = inbox.opened(project).answers
    assert kept.notes == ()


def test_answers_of_several_lie_side_by_side(project: Path, memory: Memory, tmp_path: Path) -> None:
    record, _ = proof_of(project, memory)
    for number, name in enumerate(("Anna", "Anna", "Žofie", "—")):
        given_ = answers_to(record, note(id=f"{number:016x}"))
        given_["reviewer"] = {"id": f"{number:016x}", "name": name}
        path = written(tmp_path, given_)
        assert run(["proof", "import", str(path), "--project", str(project)]) == 0
    kept = sorted(path.name for path in (project / records.FOLDER).glob("*-*"))
    assert kept == [
        "001-anna-0000000000000000.json",
        "001-anna-0000000000000001.json",
        "001-reviewer-0000000000000003.json",
        "001-zofie-0000000000000002.json",
    ]
    assert len(inbox.opened(project).answers) == 4


def test_what_was_changed_in_the_folder_is_checked_again(
    project: Path, memory: Memory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record, _ = proof_of(project, memory)
    path = written(tmp_path, answers_to(record, note()))
    assert run(["proof", "import", str(path), "--project", str(project)]) == 0
    (kept,) = (project / records.FOLDER).glob("*-*")
    kept.write_bytes(kept.read_bytes().replace(b"Since", b"\\u001b[31m"))
    (project / records.FOLDER / "002-eve-00000000.json").symlink_to("/etc/passwd")
    found = inbox.opened(project)
    assert found.answers == ()
    assert {one.code for one in found.diagnostics} == {"proof-unsound", "path-outside"}
    capsys.readouterr()
    assert run(["proof", "list", "--project", str(project)]) == 1
    (project / inbox.DONE).write_text("{}}")
    (found_done,) = [one for one in inbox.opened(project).diagnostics if one.code == "proof-record"]
    assert found_done.place == Place(inbox.DONE)
    with pytest.raises(InputError):
        inbox.mark(project, "1/00000000000000aa/0123456789abcdef", is_done=True)
    assert (project / inbox.DONE).read_text() == "{}}"


def test_a_record_that_was_changed_is_no_record(project: Path, memory: Memory) -> None:
    record, _ = proof_of(project, memory)
    path = project / records.name_of(1)
    for text in (b"[]", b"[" * 100_000, path.read_bytes().replace(b'"number": 1', b'"number": 7')):
        path.write_bytes(text)
        with pytest.raises(InputError) as fault:
            records.load(project, 1)
        assert [one.code for one in fault.value.diagnostics] == ["proof-record"]
    assert record.number == 1


def test_answers_are_taken_in_while_the_content_cannot_be_read(
    project: Path, memory: Memory, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record, _ = proof_of(project, memory)
    change(project, "panels:", "panels: [")
    path = written(tmp_path, answers_to(record, note()))
    assert run(["proof", "import", str(path), "--project", str(project)]) == 0
    told = capsys.readouterr()
    assert "2 Twice a day [en]: Since when?" in told.out
    assert "warning[proof-unplaced]" in told.err


def test_nothing_was_sent_out_and_nothing_came_back(
    project: Path, memory: Memory, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["proof", "list", "--project", str(project)]) == 2
    assert "error[proof-none]" in capsys.readouterr().err
    proof_of(project, memory)
    assert run(["proof", "list", "--project", str(project)]) == 0
    assert capsys.readouterr().out == "There are no answers yet.\n"
