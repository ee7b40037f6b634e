"""`depliant check`: what a build would refuse, without writing a file."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from depliant.build.report import CheckReport, CheckRequest
from depliant.commands.call import Command, CommandParser, language_tag, take_project
from depliant.commands.console import (
    Said,
    attempt,
    print_diagnostics,
    print_json,
    print_lines,
    verdict,
)
from depliant.interrupts import EXIT
from depliant.languages.rules import CALLED
from depliant.sentences import counted, say

_VISIBLE = str.maketrans({"\u00a0": "⍽", "\u202f": "·", "\u2009": "˽"})


def _arguments(parser: CommandParser) -> None:
    take_project(parser)
    options = parser.options()
    options.add_argument(
        "--edition",
        metavar="LANG",
        type=language_tag,
        action="append",
        default=[],
        help="A language to check; again for more. [default: its own]",
    )
    options.add_argument(
        "--all-editions", action="store_true", help="Its own language and all translations."
    )
    options.add_argument(
        "--typography",
        action="store_true",
        help="List every correction of spaces and quotes, and advise on accents and names.",
    )
    options.add_argument(
        "--design",
        action="store_true",
        help="Advise on what a designer would see: rivers, short last lines, near misses and more.",
    )
    options.add_argument("--json", action="store_true", help="Give the report as JSON.")


def _run(call: Namespace) -> int:
    def work(_: object) -> CheckReport:
        from depliant.build import pipeline

        editions = tuple(call.edition)
        return pipeline.check(
            call.project, CheckRequest(editions, call.all_editions, call.typography, call.design)
        )

    outcome = attempt(work)
    if call.json:
        print_json(outcome, _data(outcome.report, listed=call.typography), call.interface)
        return outcome.exit_code
    if outcome.report is not None and outcome.report.corrections:
        print_lines(_corrections(outcome.report, listed=call.typography), call.interface)
    print_diagnostics(outcome.diagnostics, call.interface)
    if outcome.exit_code != EXIT:
        print_lines([verdict(outcome.diagnostics)], call.interface)
    return outcome.exit_code


def _corrections(report: CheckReport, *, listed: bool) -> Iterator[Said]:
    """In how many places words are set right; or one correction a line, spaces made visible."""
    count = len(report.corrections)
    if not listed:
        yield counted(
            count,
            "A space or quotation mark is set right in {count} place when building; "
            "--typography shows it.",
            "Spaces and quotation marks are set right in {count} places when building; "
            "--typography lists them.",
        )
        return
    for entry in report.corrections:
        before, after = (text.translate(_VISIBLE) for text in (entry.before, entry.after))
        found = say(
            "{rule}: {before} → {after}", rule=CALLED[entry.rule], before=before, after=after
        )
        yield say("{place}: {found}", place=entry.place, found=found) if entry.place else found
    yield counted(
        count,
        "{count} correction, made when building; content.yaml stays as it is. "
        "⍽ is a no-break space, · a narrow one.",
        "{count} corrections, made when building; content.yaml stays as it is. "
        "⍽ is a no-break space, · a narrow one.",
    )


def _data(report: CheckReport | None, *, listed: bool) -> dict[str, object]:
    """The report as data; nothing where the check did not get that far."""
    if report is None:
        return {}
    return {
        "set_right": len(report.corrections),
        "corrections": [
            {
                "rule": entry.rule,
                "before": entry.before,
                "after": entry.after,
                "place": entry.place.data if entry.place else None,
            }
            for entry in (report.corrections if listed else ())
        ],
    }


COMMAND = Command("depliant check --edition nl --typography", _arguments, _run)
