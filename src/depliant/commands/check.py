"""`depliant check`: everything that can be known without drawing."""

from __future__ import annotations

from argparse import Namespace

from depliant.build.report import CheckReport
from depliant.commands.call import Command, CommandParser, take_project
from depliant.commands.console import attempt, print_diagnostics, print_json, verdict

_VISIBLE = str.maketrans({"\u00a0": "⍽", "\u202f": "·", "\u2009": "˽"})


def _arguments(parser: CommandParser) -> None:
    take_project(parser)
    options = parser.options()
    options.add_argument(
        "--typography",
        action="store_true",
        help="List every correction of spaces and quotes, and spelling advice.",
    )
    options.add_argument("--json", action="store_true", help="Give the report as JSON.")


def _run(call: Namespace) -> int:
    def work(_: object) -> CheckReport:
        from depliant.build import pipeline

        return pipeline.check(call.project, call.typography)

    outcome = attempt(work)
    if call.json:
        print_json(outcome, _data(outcome.report))
        return outcome.exit_code
    if outcome.report is not None and outcome.report.corrections:
        _print_corrections(outcome.report)
    print_diagnostics(outcome.diagnostics)
    print(verdict(outcome.diagnostics))
    return outcome.exit_code


def _print_corrections(report: CheckReport) -> None:
    """One correction a line, with no-break spaces made visible."""
    for entry in report.corrections:
        before, after = (text.translate(_VISIBLE) for text in (entry.before, entry.after))
        where = f"{entry.place}: " if entry.place else ""
        print(f"{where}{entry.rule}: {before} → {after}")
    print(
        f"{len(report.corrections)} corrections, made when building; content.yaml stays as it is. "
        "⍽ is a no-break space, · a narrow one."
    )


def _data(report: CheckReport | None) -> dict[str, object]:
    """The report as data; nothing where the check did not get that far."""
    if report is None:
        return {}
    return {
        "corrections": [
            {
                "rule": entry.rule,
                "before": entry.before,
                "after": entry.after,
                "place": entry.place._asdict() if entry.place else None,
            }
            for entry in report.corrections
        ]
    }


COMMAND = Command("depliant check --typography", _arguments, _run)
