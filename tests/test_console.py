"""What all commands say in the same way."""

from __future__ import annotations

import errno
import json
import sys
from concurrent.futures.process import BrokenProcessPool

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.loud import LOUD

from depliant.commands.console import (
    Answer,
    Outcome,
    aligned,
    attempt,
    print_diagnostics,
    print_json,
    print_lines,
    tell,
    verdict,
    where,
)
from depliant.errors import Diagnostic, InputError, Place
from depliant.interface import ENGLISH
from depliant.sentences import say, tame

Capture = pytest.CaptureFixture[str]

ERROR = Diagnostic("schema", say("Three."), Place("content.yaml", 12, 3), say("See there."))
ADVICE = Diagnostic(
    "typography-accent", say("Two."), Place("content.yaml", 4, 2), severity="advice"
)
INFO = Diagnostic("typography-name", say("One."), severity="info")


def test_a_severity_is_in_colour_on_a_terminal_alone(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    print_diagnostics((ERROR,), ENGLISH)
    assert capsys.readouterr().err == f"{ERROR}\n"
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    print_diagnostics((ERROR, INFO), ENGLISH)
    assert capsys.readouterr().err.splitlines() == [
        "content.yaml:12:3: \x1b[1;31merror[schema]\x1b[0m: Three. See there.",
        "\x1b[1minfo[typography-name]\x1b[0m: One.",
    ]
    monkeypatch.setenv("NO_COLOR", "1")
    print_diagnostics((ERROR,), ENGLISH)
    assert capsys.readouterr().err == f"{ERROR}\n"


def test_a_finding_is_said_once_with_its_places(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [
        Diagnostic("glyph-missing", say("One."), Place("content.yaml", line, 7), say("Two."))
        for line in range(42, 59)
    ]
    found.insert(2, ERROR)
    found.append(Diagnostic("glyph-missing", say("One."), Place("content.yaml", 60), say("Other.")))
    print_diagnostics(found, ENGLISH)
    assert capsys.readouterr().err.splitlines() == [
        "content.yaml:42:7, 43:7, 44:7 and 14 more: error[glyph-missing]: One. Two.",
        str(ERROR),
        "content.yaml:60: error[glyph-missing]: One. Other.",
    ]
    assert tell(lambda: Answer(diagnostics=found), ENGLISH, as_json=True) == 1
    assert len(json.loads(capsys.readouterr().out)["diagnostics"]) == 19, "data keep all"


def test_a_flood_is_summed_up(capsys: Capture) -> None:
    found = [
        Diagnostic(
            "figure-unused", say("{id} is unused.", id=f"f{n}"), Place("c.yaml", n), say("!")
        )
        for n in range(1, 3001)
    ]
    found.insert(50, ERROR)
    print_diagnostics(found, ENGLISH)
    lines = capsys.readouterr().err.splitlines()
    assert lines[39] == "c.yaml:40: error[figure-unused]: f40 is unused. !"
    assert lines[40:] == [
        "c.yaml:41, 42, 43 and 2957 more: error[figure-unused]: 2960 more are like these.",
        str(ERROR),
    ]
    print_diagnostics(found[:41], ENGLISH)
    assert "f41 is unused" in capsys.readouterr().err.splitlines()[-1]
    assert tell(lambda: Answer(diagnostics=found), ENGLISH, as_json=True) == 1
    assert len(json.loads(capsys.readouterr().out)["diagnostics"]) == 3001, "data keep all"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (MemoryError(), "there is no more memory"),
        (OSError(errno.EMFILE, "?"), "Too many open files"),
        (
            FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']"),
            "there is no folder in which temporary files can be written",
        ),
        (type("SerialisationError", (Exception,), {})("IO_EFBIG"), "File too large"),
        (type("SerialisationError", (Exception,), {})("IO_UNKNOWN"), "IO_UNKNOWN"),
        (
            EOFError("marshal data too short"),
            "a file of the program's own is cut off, install it again",
        ),
        (EOFError(), None),
        (RuntimeError("can't start new thread"), "no more processes can be started"),
        (FileNotFoundError(errno.ENOENT, "of ours"), None),
        (ValueError(), None),
    ],
)
def test_what_the_system_denies_is_no_fault_of_the_program(
    fault: Exception, said: str | None
) -> None:
    def work(_: object) -> Answer:
        raise fault

    (found,) = attempt(work).diagnostics
    assert found.code == ("internal" if said is None else "system-refused")
    assert said is None or f": {said}." in str(found.message)


def test_words_of_several_lines_leave_a_finding_on_one(capsys: Capture) -> None:
    print_diagnostics(
        [Diagnostic("schema", say("“One\ntwo” is odd."), Place("a.po", 3), say("See\nthere."))],
        ENGLISH,
    )
    assert capsys.readouterr().err == "a.po:3: error[schema]: “One two” is odd. See there.\n"


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([Place("a.po", 3), Place("b.po", 4)], "a.po:3, b.po:4"),
        ([Place("x.svg"), Place("y.svg")], "x.svg, y.svg"),
        (
            [Place("a.press.pdf", within=say("page {page}", page=page)) for page in (1, 2)],
            "a.press.pdf, page 1; page 2",
        ),
    ],
)
def test_what_places_have_in_common_is_said_once(places: list[Place], said: str) -> None:
    assert str(where(places)) == said


def test_a_place_in_a_file_that_was_made_is_told_as_everything_is(capsys: Capture) -> None:
    place = Place("a.pdf", within=say("page {page}", page=2))
    found = Diagnostic("schema", say("One."), place)
    print_diagnostics([found], LOUD)
    assert capsys.readouterr().err == "a.pdf, PAGE 2: ERROR[schema]: ONE.\n"
    print_json(Outcome(None, (found,), 1), {}, LOUD)
    (told,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert told["place"] == {"file": "a.pdf", "line": None, "column": None, "within": "PAGE 2"}


def test_the_line_at_fault_stands_below(capsys: Capture) -> None:
    print_diagnostics(
        [Diagnostic("schema", say("One."), Place("a", 1, 2), quoted=("xyz", " ^"))], ENGLISH
    )
    assert capsys.readouterr().err == "a:1:2: error[schema]: One.\n    xyz\n     ^\n"


def test_lines_for_people_and_data_for_programs(capsys: Capture) -> None:
    def work() -> Answer:
        return Answer(("All is well.",), {"well": True}, (ERROR, ADVICE, ERROR))

    assert tell(work, ENGLISH) == 1
    out, err = capsys.readouterr()
    assert out == "All is well.\n"
    assert err.splitlines() == [str(ADVICE), str(ERROR)], "by place, each once"
    assert tell(work, ENGLISH, as_json=True) == 1
    out, err = capsys.readouterr()
    content = json.loads(out)
    assert err == ""
    assert list(content) == ["exit_code", "well", "diagnostics"]
    assert content["well"]
    assert [item["code"] for item in content["diagnostics"]] == ["typography-accent", "schema"]


@pytest.mark.parametrize(
    ("fault", "code", "said"),
    [
        (InputError(ERROR), 2, "error[schema]"),
        (ValueError(), 2, "error[internal]: The program failed: ValueError."),
        (KeyboardInterrupt(), 130, "error[interrupted]"),
        (MemoryError(), 2, "error[system-refused]: The system lets the program do no more: there"),
        (OSError(errno.EMFILE, "x"), 2, "error[system-refused]: The system lets"),
        (RuntimeError("can't start new thread"), 2, "error[system-refused]"),
        (BrokenProcessPool("x"), 2, "has ended before its time. Close other programs"),
        (OSError(errno.EBADF, "x"), 2, "error[internal]"),
    ],
)
def test_whatever_goes_wrong_is_told(
    fault: BaseException, code: int, said: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work() -> Answer:
        raise fault

    monkeypatch.delenv("DEPLIANT_DEBUG", raising=False)
    assert tell(work, ENGLISH) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert tell(work, ENGLISH, as_json=True) == code
    assert json.loads(capsys.readouterr().out)["exit_code"] == code


def test_columns_are_aligned() -> None:
    rows = [("file", "pages", "note"), ("a", "12", "x")]
    assert aligned(rows, ENGLISH, numbers=(1,)) == ["file  pages  note", "a        12  x"]


def test_the_verdict_counts_each_severity() -> None:
    assert str(verdict(())) == "no errors."
    assert str(verdict((ADVICE, ADVICE, INFO))) == "no errors, 2 pieces of advice."
    assert str(verdict((ERROR, ADVICE))) == "1 error, 1 piece of advice."


HOSTILE = "\x1b]0;owned\x07\x1b[31mred\x9b2J\r\b\x7f\u202e"
OBEYED = set(map(chr, (*range(0x20), *range(0x7F, 0xA0), 0x202D, 0x202E))) - {"\n", "\t"}


def test_what_is_in_a_file_is_shown_and_not_obeyed(capsys: Capture) -> None:
    found = Diagnostic(
        "schema", say("Font {font}.", font=HOSTILE), Place(HOSTILE), quoted=(HOSTILE,)
    )
    print_lines([HOSTILE, say("Named {name}", name=HOSTILE)], ENGLISH)
    print_diagnostics((found,), ENGLISH)
    print_json(Outcome(None, (found,), 1), {"title": HOSTILE}, ENGLISH)
    out, err = capsys.readouterr()
    assert not OBEYED & set(out + err)
    assert out.startswith(r"\u001b]0;owned\u0007\u001b[31mred\u009b2J")
    assert json.loads(out[out.index("{\n") :])["title"] == HOSTILE, "programs get what is there"


@given(st.text())
def test_whatever_is_said_can_be_read(text: str) -> None:
    shown = tame(text)
    assert not OBEYED & set(shown)
    assert shown == text or OBEYED & set(text)
    assert json.loads(tame(json.dumps(text, ensure_ascii=False))) == text
