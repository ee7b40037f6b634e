"""`depliant read-aloud`: what a screen reader says of a PDF, line by line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from depliant.bounds import LONG, PRINTED
from depliant.commands.call import Command, CommandParser
from depliant.commands.console import attempt, in_words, print_diagnostics, print_lines
from depliant.errors import Diagnostic, Place
from depliant.sentences import say

if TYPE_CHECKING:
    from depliant.readaloud.speech import Speech


def _arguments(parser: CommandParser) -> None:
    parser.argument("file", "FILE", "A PDF, of any origin.", type=Path)
    parser.options().add_argument(
        "--pages", action="store_true", help="Say when another page begins."
    )


def _run(call: Namespace) -> int:
    def work(_: object) -> Speech:
        from depliant.confined import confined
        from depliant.readaloud.reading import read_aloud
        from depliant.readaloud.speech import Speech

        asked = call.file, call.pages, call.interface.language
        return confined(Speech, Place(str(call.file)), read_aloud, *asked, seconds=LONG)

    outcome = attempt(work)
    found = outcome.diagnostics
    if outcome.report is not None:
        said = [in_words(line, call.interface) for line in outcome.report.lines]
        printed, left = bounded(said, PRINTED)
        print_lines(printed, call.interface)
        if left:
            found = (*found, _unsaid(call.file, left))
    print_diagnostics(found, call.interface)
    return outcome.exit_code


def bounded(lines: Iterable[str], most: int) -> tuple[list[str], int]:
    """Lines with at most so many characters, and how many more there were; the last may be cut."""
    kept: list[str] = []
    left = 0
    for line in lines:
        if most > 0:
            kept.append(line[:most])
        left += max(len(line) - max(most, 0), 0)
        most -= len(line)
    return kept, left


def _unsaid(file: Path, left: int) -> Diagnostic:
    message = say(
        "The file says {count} characters more than are printed ({most}).",
        count=left,
        most=PRINTED,
    )
    hint = say("No brochure has so many words: ask whoever made it what they are for.")
    return Diagnostic("beyond-limits", message, Place(str(file)), hint, "warning")


COMMAND = Command("depliant read-aloud out/leaflet.en.screen.pdf", _arguments, _run)
