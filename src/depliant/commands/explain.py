"""`depliant explain`: what a diagnostic means and what to do about it."""

from __future__ import annotations

from argparse import Namespace
from textwrap import fill

from depliant.codes import CODES
from depliant.commands.call import Command, CommandParser
from depliant.commands.console import Answer, tell
from depliant.errors import Diagnostic, InputError
from depliant.sentences import say
from depliant.source.suggestions import did_you_mean


def _arguments(parser: CommandParser) -> None:
    parser.argument("code", "CODE", "A diagnostic's code; none: all.", nargs="?")


def _run(call: Namespace) -> int:
    def work() -> Answer:
        if call.code is not None and call.code not in CODES:
            raise InputError(
                Diagnostic(
                    "code-unknown",
                    say("There is no diagnostic '{code}'.", code=call.code),
                    hint=did_you_mean(call.code, list(CODES))
                    or say("`depliant explain` lists all."),
                )
            )
        names = sorted(CODES) if call.code is None else [call.code]
        told = ((name, call.interface.tell(CODES[name])) for name in names)
        return Answer([line for name, text in told for line in (name, _wrapped(text))])

    return tell(work, call.interface)


def _wrapped(text: str) -> str:
    return fill(text, 88, initial_indent="  ", subsequent_indent="  ")


COMMAND = Command("depliant explain figure-unknown", _arguments, _run)
