"""`depliant compare`: two sides read, compared, and told in compare.html and compare.json."""

from __future__ import annotations

import tempfile
from argparse import Namespace
from pathlib import Path

from msgspec import Struct

from depliant import files
from depliant.bounds import LONG
from depliant.build.own_folder import OUT, own_folder
from depliant.build.report import silent
from depliant.commands.call import Command, CommandParser
from depliant.commands.console import (
    Progress,
    attempt,
    print_diagnostics,
    print_json,
    print_lines,
    put,
    shown,
)
from depliant.errors import Diagnostic, Place
from depliant.interface import ENGLISH, Interface
from depliant.sentences import Sentence, say

NAMES = ("compare.html", "compare.json")


class CompareRequest(Struct, frozen=True):
    """What to compare, in which project issues are looked for, and where the report goes.

    `language` is that of the report.
    """

    old: str
    new: str
    project: Path = Path(".")
    out: Path = Path("out")
    language: str = ENGLISH.language


class CompareReport(Struct, frozen=True):
    """The files that were written, a summary in a sentence, the comparison as JSON.

    `diagnostics` are what has expired, and which translations are stale: warnings all.
    """

    files: tuple[Path, ...]
    summary: Sentence
    data: str
    diagnostics: tuple[Diagnostic, ...] = ()


def compare(request: CompareRequest, progress: Progress) -> CompareReport:
    """Compare two sides and write the report.

    Raises:
        InputError: a side cannot be read, or the report cannot be written.
        BrochureError: a side has errors, so that it has no pages.
    """
    from depliant.build.sides import locate, read_side
    from depliant.compare.comparison import compared
    from depliant.compare.html_report import html_report
    from depliant.compare.json_report import json_report

    with tempfile.TemporaryDirectory(prefix="depliant-") as scratch:
        sides = []
        for number, name in enumerate((request.old, request.new)):
            folder = Path(scratch, str(number))
            folder.mkdir()
            located = locate(name, request.project, folder)
            progress(say("reading {name}", name=name))
            sides.append(read_side(located))
        found = compared(sides[0], sides[1], progress)
    progress(say("writing the report"))
    interface = Interface(request.language)
    data = json_report(found, interface)
    pages = (html_report(found, interface), data)
    written = files.save(
        request.out,
        {name: text.encode("utf-8", "replace") for name, text in zip(NAMES, pages, strict=True)},
        say("Free some room, or name another folder with --out."),
    )
    return CompareReport(written, found.summary, data, (*found.expired, *found.stale))


def _apart(request: CompareRequest, progress: Progress) -> CompareReport:
    """The same; a side that is a PDF, which may be anybody's, is read in a bounded process."""
    foreign = [name for name in (request.old, request.new) if _is_pdf(name)]
    if not foreign:
        return compare(request, progress)
    from depliant.confined import confined

    progress(say("reading and comparing {old} and {new}", old=request.old, new=request.new))
    place = Place(foreign[-1])
    return confined(CompareReport, place, compare, request, silent, seconds=LONG)


def _is_pdf(name: str) -> bool:
    """Whether a side is a PDF, there or in a revision."""
    try:
        return Path(name).is_file() or name.lower().endswith(".pdf")
    except (OSError, ValueError):
        return False  # no system has a file of such a name


def _arguments(parser: CommandParser) -> None:
    parser.argument("old", "OLD", "A project folder, REV:PATH, an issue or a PDF.")
    parser.argument("new", "NEW", "Likewise.")
    options = parser.options()
    options.add_argument(
        "--project",
        metavar="DIR",
        type=Path,
        default=Path("."),
        help="The project of issues and revisions. [default: .]",
    )
    options.add_argument(
        "--out",
        metavar="DIR",
        type=Path,
        help="Where the report goes. [default: out]",
    )
    options.add_argument("--json", action="store_true", help="Print compare.json as well.")


def _run(call: Namespace) -> int:
    def work(progress: Progress) -> CompareReport:
        out = call.out or own_folder(Path(), OUT)
        language = call.interface.language
        return _apart(CompareRequest(call.old, call.new, call.project, out, language), progress)

    outcome = attempt(work, None if call.json else call.interface)
    report = outcome.report
    if not call.json:
        print_diagnostics(outcome.diagnostics, call.interface)
        if report is not None:
            print_lines([report.summary, shown(report.files[0])], call.interface)
    elif report is not None:
        put(report.data, end="")
    else:
        print_json(outcome, {}, call.interface)
    return outcome.exit_code


COMMAND = Command("depliant compare HEAD~1:. .", _arguments, _run)
