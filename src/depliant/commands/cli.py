"""The command: finds what a call names, and leaves with its exit code.

A call costs the import of what it names and of nothing else: each command is a module, and
libraries that cost time to import are imported where they are used.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import sys
import warnings
from argparse import Namespace
from collections.abc import Sequence
from typing import Final, NoReturn

from depliant import streams
from depliant.commands.call import Command, Entry, Group, answer
from depliant.commands.console import STOPPED, mention
from depliant.errors import SEVERITIES
from depliant.interface import (
    OPTION,
    Interface,
    chosen,
    languages,
    named,
    speaks,
    without,
)
from depliant.interrupts import EXIT, say_on_stop, stop, watch
from depliant.refusals import refusal
from depliant.roomy import roomy
from depliant.sentences import Sentence, joined, say
from depliant.version import __version__

_EPOCH: Final = "SOURCE_DATE_EPOCH"
_DIGITS: Final = 12
"""Of a number of seconds that is in no year that has four digits."""
_SHOWN: Final = 40


def _version(_: Namespace) -> int:
    print(f"depliant {__version__}")
    return 0


DEPLIANT = Entry(
    "Structured content in, print-ready brochures out.",
    Group(
        commands={
            "build": Entry(
                "Set the brochure and write its press file and its screen file, or images of it.",
                "depliant.commands.build",
            ),
            "check": Entry(
                "Say all that a build would refuse, and write no file.",
                "depliant.commands.check",
            ),
            "batch": Entry(
                "Make a brochure for each row of a table.",
                "depliant.commands.batch",
            ),
            "preview": Entry(
                "Show the brochure in the browser, true while its files change.",
                "depliant.commands.preview",
            ),
            "proof": Entry(
                "Take in what those say who were sent a proof, and list it.",
                "depliant.commands.proof",
            ),
            "new": Entry(
                "Start a brochure: a small one that builds at once, to be changed.",
                "depliant.commands.new",
            ),
            "read-aloud": Entry(
                "Say what a screen reader says of a PDF, in its order.",
                "depliant.commands.readaloud",
            ),
            "preflight": Entry(
                "Judge a PDF: what a printer, or a screen reader, would find wrong with it.",
                "depliant.commands.preflight",
            ),
            "compare": Entry(
                "Say what changed between two issues: figures, words and pages, in one HTML file.",
                "depliant.commands.compare",
            ),
            "folds": Entry(
                "List the ways to fold a sheet, and draw them.", "depliant.commands.folds"
            ),
            "fonts": Entry(
                "Show the fonts of a brochure, what they lack, and a specimen of its type styles.",
                "depliant.commands.fonts",
            ),
            "explain": Entry("Explain a diagnostic.", "depliant.commands.explain"),
            "translate": Entry("Exchange words with translators.", "depliant.commands.translate"),
            "reissue": Entry(
                "End the present issue and begin the next, or say what is left to do.",
                "depliant.commands.reissue",
            ),
            "logo": Entry("Take in and judge partners' marks.", "depliant.commands.logo"),
            "figures": Entry("List, check and change the figures.", "depliant.commands.figures"),
        },
        options={
            "--version": Entry("Say which it is.", Command("", lambda parser: None, _version)),
            OPTION: Entry(
                "The language that the program speaks, before or after a command: en or fr. "
                "[default: the system's]",
                Command("", lambda parser: None, _version),
            ),
        },
        foot="Start with:  depliant new my-brochure && depliant build my-brochure",
        guides=True,
    ),
)


def main() -> NoReturn:
    """Run the command and leave the process with its exit code."""
    watch()
    try:
        streams.opened()
        hasten()
        _hush()
        leave(run())
    except KeyboardInterrupt:  # before anything was begun, or after all of it
        stop()


def _hush() -> None:
    """Say nothing of odd tags in a picture, which Pillow warns of: what matters is a diagnostic.

    Filters of warnings are the whole process's, and this one is ours; nothing below changes them.
    """
    warnings.filterwarnings("ignore", module=r"PIL\.")


def hasten() -> None:
    """Look seldom for cycles: a short run leaves few, and looking costs a quarter of its time.

    A leaflet with an empty cache holds 210,000 objects at its end: to look through them once took
    a twentieth of its time, and let 3,000 go.
    """
    gc.freeze()
    gc.set_threshold(500_000, 20, 100)


def leave(code: int) -> NoReturn:
    """End the process at once, as mypy does: there is nothing to tidy up but its memory.

    Giving that back value by value would take a tenth of a build's time.
    """
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command on `arguments` (the process's own if left out); its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows no É still shows the rest.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    asked = sys.argv[1:] if arguments is None else arguments
    interface = Interface(chosen(asked))
    try:
        say_on_stop(_stopped(interface))
        code = roomy(_answered)(asked, interface)
    except KeyboardInterrupt:
        mention(_stopped(interface))
        code = EXIT
    if fault := streams.lost(sys.stdout):
        message = say("Standard output cannot be written: {reason}.", reason=refusal(fault))
        mention(interface.tell(say("Error: {message}", message=message)))
        return code or 2
    return code


def _stopped(interface: Interface) -> str:
    """What is said after Ctrl-C."""
    label = f"{interface.tell(SEVERITIES['error'])}[{STOPPED.code}]"
    said = say("{message} {hint}", message=STOPPED.message, hint=STOPPED.hint)
    return interface.tell(say("{label}: {message}", label=label, message=said))


def _answered(arguments: Sequence[str], interface: Interface) -> int:
    asked, language = without(arguments), named(arguments)
    if unusable := _unusable():
        mention(interface.tell(say("Error: {message}", message=unusable)))
        return 2
    if "new" in asked[:1]:  # a new brochure is in that language, too
        asked = [*arguments] if language is None else [*asked, OPTION, language]
    elif language is not None and not speaks(language):
        mention(_unspoken(language, Interface(chosen(()))))
        return 2
    try:
        return answer("depliant", DEPLIANT, asked, interface)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 2


def _unusable() -> Sentence | None:
    """What of the process's surroundings no command can do with."""
    try:
        os.getcwd()
    except OSError as fault:
        return say("The working folder cannot be used: {reason}.", reason=refusal(fault))
    epoch = os.environ.get(_EPOCH, "").strip()
    if epoch and not (epoch.isascii() and epoch.isdigit() and len(epoch) < _DIGITS):
        # reproducible-builds.org/specs/source-date-epoch: a malformed value is an error.
        return say(
            "{variable} is no number of seconds since 1970: “{value}”.",
            variable=_EPOCH,
            value=epoch[:_SHOWN],
        )
    return None


def _unspoken(language: str, interface: Interface) -> str:
    """What is said of a language that the program does not speak."""
    message = say(
        "The program does not speak “{language}”; it speaks {languages}.",
        language=language,
        languages=joined(languages()),
    )
    return interface.tell(say("Error: {message}", message=message))
