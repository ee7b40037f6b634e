"""`depliant reissue`: the present issue frozen, the next one begun, and a list of what is left."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from depliant.commands.call import Command, CommandParser, add_project, take_table, wished
from depliant.commands.console import (
    Said,
    aligned,
    attempt,
    in_words,
    print_diagnostics,
    print_json,
    print_lines,
)
from depliant.commands.days import day
from depliant.sentences import Sentence, counted, say, tame

if TYPE_CHECKING:
    from depliant.bookkeeping.reissuing import Left
    from depliant.build.reissues import ReissueReport
    from depliant.interface import Interface

_TITLES = {
    "date": say("The date"),
    "words": say("Texts that name the former issue; write {issue} for the name, and it follows"),
    "figure": say(
        "Figures as they were; a new value, or a new date, says that they were looked at"
    ),
    "source": say("Sources as they were"),
    "mark": say("Partners' marks"),
    "translation": say(
        "Translations, and how many of their messages wait (`depliant translate update LANG`)"
    ),
    "looks": say("The former issue"),
    "years": say("To look at: texts with its years in them"),
}
"""What is left to do, in the order in which it is done."""


def _arguments(parser: CommandParser) -> None:
    parser.argument(
        "name",
        "NAME",
        "What the next issue is called. [default: say what of the present one is left]",
        nargs="?",
    )
    options = parser.options("What is known of it")
    options.add_argument(
        "--date",
        metavar="DAY",
        type=partial(day, language=parser.interface.language),
        help='Its day of publication: 2023-06-30, 30/06/2023 or "30 June 2023".',
    )
    options.add_argument("--title", metavar="TEXT", help="Its title.")
    options.add_argument(
        "--table", metavar="FILE", type=Path, help="A .csv or .xlsx of its figures."
    )
    take_table(options)
    options.add_argument(
        "--former",
        metavar="NAME",
        help="What the issue is called that ends. [default: as content.yaml says]",
    )
    options = parser.options()
    add_project(options)
    options.add_argument(
        "--dry-run", action="store_true", help="Say what would be done, and change nothing."
    )
    options.add_argument("--json", action="store_true", help="Give it as JSON.")


def _run(call: Namespace) -> int:
    def work(_: object) -> ReissueReport:
        from depliant.build.reissues import ReissueRequest, reissue

        if call.name is not None and not call.json and _is_answered():
            _ask(call)
        return reissue(
            ReissueRequest(
                call.project,
                call.name,
                call.former,
                call.date,
                call.title,
                call.table,
                wished(call),
                not call.dry_run,
            )
        )

    outcome = attempt(work)
    report = outcome.report
    if call.json:
        print_json(outcome, _data(report, call.interface), call.interface)
        return outcome.exit_code
    print_diagnostics(outcome.diagnostics, call.interface)
    if report is not None:
        lines = _lines(report, call.interface, is_written=not call.dry_run)
        print_lines(lines, call.interface)
    return outcome.exit_code


def _is_answered() -> bool:
    """Whether somebody sits at a terminal and can be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def _ask(call: Namespace) -> None:
    """Ask for what the call leaves open; an empty answer leaves it so."""
    from depliant.build.reissues import present

    found = present(call.project)
    if call.name == found.name and found.is_named:
        return
    if call.former is None and not found.is_named:
        question = say("What is the issue called that ends?")
        call.former = _answer(question, found.name, call.interface)
    if call.date is None:
        question = say("When is {name} published (such as 2023-06-30)?", name=call.name)
        call.date = _answer(question, "", call.interface)


def _answer(question: Sentence, usual: str, interface: Interface) -> str | None:
    """What is typed, or what is usual; None for nothing at all."""
    asked = say("{question} [{usual}]", question=question, usual=usual or say("Enter: later"))
    try:
        return input(f"{tame(interface.tell(asked))} ").strip() or usual or None
    except EOFError:
        return usual or None


def _lines(report: ReissueReport, interface: Interface, *, is_written: bool) -> Iterator[Said]:
    if not report.former:
        yield from _first(report)
        return
    yield say("Issue {name}, after {former}.", name=report.issue, former=report.former)
    done = list(_done(report, interface))
    if done:
        yield ""
        yield say("Done:") if is_written else say("To be done, if you leave --dry-run out:")
        yield from (f"  {in_words(line, interface)}" for line in done)
    yield from _left(report.left, interface)
    yield ""
    if report.left:
        yield say("`depliant reissue` shows this list again, as it is then.")
    else:
        yield say("Nothing is left to do.")
    yield say(
        "`depliant build` makes {name}, `depliant build --issue {former}` the one before it.",
        name=report.issue,
        former=report.former,
    )


def _first(report: ReissueReport) -> Iterator[Sentence]:
    """What is said of an issue before which none is known."""
    if not report.issue:
        yield say(
            "There is no former issue. `depliant reissue NAME` ends this one and begins the next."
        )
        return
    yield say(
        "No issue before {name} is kept here. `depliant reissue NAME` ends {name} and begins the "
        "next.",
        name=report.issue,
    )
    if report.titled:
        yield say(
            "The title names {former}. If that is the issue before it, take the files as they "
            "were then (`depliant figures undo` takes an import back), and begin with `depliant "
            "reissue {name}`, which keeps it.",
            former=report.titled,
            name=report.issue,
        )


def _done(report: ReissueReport, interface: Interface) -> Iterator[Said]:
    """What was done, a line each."""
    if report.frozen:
        yield say(
            "{former} is frozen in assets/issues/{former}, with its style sheet, art, marks and "
            "fonts.",
            former=report.former,
        )
    rows = [(str(one.place), one.key, f"{one.old} → {one.new}") for one in report.changed]
    yield from aligned(rows, interface) if rows else ()
    yield from report.imported
    yield from (say("{name} follows.", name=name) for name in report.followed)
    if report.moved:
        yield counted(
            len(report.moved),
            "out/{former} has what was built of it now ({count} file).",
            "out/{former} has what was built of it now ({count} files).",
            former=report.former,
        )
    if report.undoable:
        yield (
            say(
                "`depliant figures undo` takes the figures back, and called once more, the reissue."
            )
            if report.imported
            else say("`depliant figures undo` takes the reissue back.")
        )


def _left(left: Sequence[Left], interface: Interface) -> Iterator[Said]:
    """What is left, by its kind."""
    for kind, title in _TITLES.items():
        rows = [(str(one.place or ""), one.words) for one in left if one.kind == kind]
        if rows:
            yield ""
            yield say("{title} ({count})", title=title, count=len(rows))
            yield from (f"  {line}" for line in aligned(rows, interface))


def _data(report: ReissueReport | None, interface: Interface) -> dict[str, Any]:
    """The report as data; nothing where it did not get that far."""
    if report is None:
        return {}
    return {
        "issue": report.issue,
        "former": report.former,
        "frozen": report.frozen,
        "changed": [
            {"place": one.place.data, "key": one.key, "old": one.old, "new": one.new}
            for one in report.changed
        ],
        "imported": [interface.tell(line) for line in report.imported],
        "translations": list(report.followed),
        "moved": list(report.moved),
        "left": [
            {
                "kind": one.kind,
                "place": one.place.data if one.place else None,
                "words": interface.tell(one.words),
            }
            for one in report.left
        ],
    }


COMMAND = Command(
    "depliant reissue 2018-2022 --date 2023-06-30\ndepliant reissue", _arguments, _run
)
