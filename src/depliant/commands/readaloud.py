"""`depliant read-aloud`: what a screen reader says of a PDF, line by line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from depliant.commands.call import Command, CommandParser
from depliant.commands.console import attempt, print_diagnostics, print_lines
from depliant.errors import Place

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
        return confined(Speech, Place(str(call.file)), read_aloud, *asked)

    outcome = attempt(work)
    if outcome.report is not None:
        print_lines(outcome.report.lines, call.interface)
    print_diagnostics(outcome.diagnostics, call.interface)
    return outcome.exit_code


COMMAND = Command("depliant read-aloud out/leaflet.en.screen.pdf", _arguments, _run)
