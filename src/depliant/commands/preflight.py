"""The command `preflight`: any PDF, judged for one printer or several."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from depliant import files
from depliant.commands.call import Command, CommandParser
from depliant.commands.console import attempt, print_diagnostics, print_json, put
from depliant.errors import Diagnostic
from depliant.sentences import say

if TYPE_CHECKING:
    from depliant.interface import Interface
    from depliant.preflight.report import Report
    from depliant.press.condition import PrinterProfile


class _Judgement(Struct, frozen=True):
    """The reports on a file; what they hold are findings, not diagnostics of ours."""

    reports: tuple[Report, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def _arguments(parser: CommandParser) -> None:
    parser.argument("file", "FILE", "A PDF, of any origin.", type=Path)
    options = parser.options()
    options.add_argument(
        "--printer",
        metavar="NAME",
        action="append",
        default=[],
        help="Judge it for this printer; again for more. [default: any]",
    )
    options.add_argument("--json", action="store_true", help="Give the report as JSON.")
    options.add_argument(
        "--html", metavar="PAGE", type=Path, help="Write the report as a page of HTML too."
    )


def _run(call: Namespace) -> int:
    def work(_: object) -> _Judgement:
        reports = judged(call.file, call.printer)
        if call.html is not None:
            _write(call.html, reports, call.interface)
        return _Judgement(reports)

    outcome = attempt(work)
    reports = () if outcome.report is None else outcome.report.reports
    if not all(report.accepted for report in reports):
        outcome = outcome._replace(exit_code=1)
    print_diagnostics(outcome.diagnostics, call.interface)
    if call.json:
        from depliant.preflight.report import as_data

        found = [as_data(report, call.interface) for report in reports]
        print_json(outcome, {"reports": found}, call.interface)
    elif reports:
        from depliant.preflight.report import as_text

        put(as_text(reports, call.interface), end="")
    return outcome.exit_code


def judged(file: Path, printers: Iterable[str]) -> tuple[Report, ...]:
    """The reports on a file, one a printer.

    Raises:
        InputError: a printer is not known, or the file cannot be judged.
    """
    from depliant.preflight import judge_file

    return judge_file(file, tuple(map(_printer, printers)))


def _printer(name: str) -> PrinterProfile:
    from depliant.source.folder import Folder
    from depliant.style.printing import load_printer

    here = Path.cwd()
    return load_printer(name, Folder(here) if (here / "content.yaml").exists() else None)


def _write(path: Path, reports: tuple[Report, ...], interface: Interface) -> None:
    from depliant.preflight.html import as_html

    page = as_html(reports, interface).encode("utf-8")
    files.save_file(path, page, say("Name another file with --html."), make_folder=False)


COMMAND = Command("depliant preflight leaflet.pdf --printer generic-coated", _arguments, _run)
