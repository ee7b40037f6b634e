"""How a call is read: near misses, usage errors, help."""

from __future__ import annotations

import subprocess
import sys
from argparse import Namespace

import pytest

from depliant.commands.call import (
    Command,
    CommandParser,
    Entry,
    Group,
    answer,
    one_of,
    whole_number,
)

Capture = pytest.CaptureFixture[str]


def _arguments(parser: CommandParser) -> None:
    parser.argument("first", "FIRST", "What comes first.")
    parser.argument("more", "MORE", "What follows.", nargs="*")
    options = parser.options("How")
    options.add_argument("--colour", metavar="INK", type=one_of("cyan", "black"), help="Ink.")
    options.add_argument("--copies", metavar="N", type=whole_number(1, 9), help="Copies.")
    options.add_argument("--quiet", action="store_true", help="Say nothing. " * 12)


def _run(call: Namespace) -> int:
    print(call.first, *call.more, call.colour, call.copies, call.quiet)
    return 1


PRINT = Entry("Print it.", Command("press print x", _arguments, _run))
PRESS = Entry("A press.", Group({"print": PRINT, "proof": PRINT}, foot="Start with:  press print"))


def test_a_call_is_handed_to_its_command(capsys: Capture) -> None:
    call = "print a --colour cyan b --copies 9 c --quiet"
    assert answer("press", PRESS, call.split()) == 1, "options may stand anywhere"
    assert capsys.readouterr().out == "a b c cyan 9 True\n"
    assert answer("press", PRESS, ["print", "--", "a"]) == 1
    assert capsys.readouterr().out == "a None None False\n"


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        ("prnit", "There is no command 'prnit'. Did you mean print?"),
        ("weave", "There is no command 'weave'."),
        ("--hepl", "There is no option --hepl. Did you mean --help?"),
        ("print a --colur=cyan", "There is no option --colur. Did you mean --colour?"),
        ("print a --col cyan", "There is no option --col. Did you mean --colour?"),
        ("print a --version", "There is no option --version."),
        ("print a --colour blak", "--colour takes cyan or black, not 'blak'. Did you mean black?"),
        ("print a --colour red", "--colour takes cyan or black, not 'red'."),
        ("print a --copies 10", "--copies takes a whole number from 1 to 9, not '10'."),
        ("print a --copies -1", "--copies takes a whole number from 1 to 9, not '-1'."),
        ("print a --copies many", "--copies takes a whole number from 1 to 9, not 'many'."),
        ("print a --copies", "--copies needs a value."),
        ("print", "The following arguments are required: FIRST."),
    ],
)
def test_a_wrong_call_is_told_in_a_sentence(call: str, sentence: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as leaving:
        answer("press", PRESS, call.split())
    assert leaving.value.code == 2
    out, err = capsys.readouterr()
    usage, said, more = err.splitlines()
    assert out == ""
    assert usage.startswith("Usage: press ")
    assert said == f"Error: {sentence}"
    assert more.endswith("--help` says more.")


def test_an_argument_too_many(capsys: Capture) -> None:
    one = Entry("One.", Command("", lambda parser: parser.argument("x", "X", "It."), _run))
    with pytest.raises(SystemExit):
        answer("one", one, ["a", "b"])
    assert capsys.readouterr().err.splitlines()[:2] == [
        "Usage: one [options] X", "Error: 'b' is one argument too many.",
    ]  # fmt: skip


def test_the_help_of_a_command(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    with pytest.raises(SystemExit) as leaving:
        answer("press", PRESS, ["print", "-h"])
    assert leaving.value.code == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Usage: press print [options] FIRST [MORE ...]"
    assert lines[-1] == "Example:  press print x"
    assert [line for line in lines if line.endswith(":")] == ["Arguments:", "How:"]
    assert max(map(len, lines)) <= 60


def test_the_help_of_a_group(capsys: Capture) -> None:
    assert answer("press", PRESS, ["--help"]) == 0
    asked, err = capsys.readouterr()
    assert err == ""
    assert "  proof       Print it." in asked
    assert asked.endswith("\nStart with:  press print\n")
    assert answer("press", PRESS, []) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", asked), "a call of nothing is wrong, and gets the same help"


def test_a_right_call_costs_no_search_for_near_misses() -> None:
    script = "import sys; from depliant.commands import call; print('difflib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout == "False\n"
