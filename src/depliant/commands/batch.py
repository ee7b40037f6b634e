"""`depliant batch`: a brochure for each row of a table."""

from __future__ import annotations

import contextlib
import re
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from depliant.commands.build import imposition_named, marks_named
from depliant.commands.call import (
    Command,
    CommandParser,
    RefusedError,
    one_of,
    take_project,
    whole_number,
)
from depliant.commands.console import (
    Outcome,
    Progress,
    attempt,
    print_diagnostics,
    print_json,
    print_lines,
    shown,
)
from depliant.interface import Interface
from depliant.interrupts import EXIT
from depliant.output import Output
from depliant.sentences import Sentence, say, tame
from depliant.source.cells import ENCODINGS
from depliant.writers.targets import TARGETS

if TYPE_CHECKING:
    from depliant.batch.outcomes import BatchReport
    from depliant.batch.outcomes import Outcome as RowOutcome
    from depliant.batch.planning import BatchRequest, Tell


def _arguments(parser: CommandParser) -> None:
    take_project(parser)
    _choosing(parser)
    _making(parser)
    _telling(parser)


def _choosing(parser: CommandParser) -> None:
    options = parser.options("What to make")
    options.add_argument(
        "--data",
        metavar="FILE",
        type=Path,
        required=True,
        help="The table, one brochure a row: .csv, .xlsx or .parquet.",
    )
    options.add_argument(
        "--key",
        metavar="COLUMN",
        help="The column that names the files. [default: the number of the row]",
    )
    options.add_argument(
        "--where",
        metavar="CONDITION",
        help='The rows that are meant: `COUNTRY = "FR" and AGE >= 18`. [default: all]',
    )
    options.add_argument(
        "--limit",
        metavar="N",
        type=whole_number(1, 1_000_000),
        help="No more rows than this, from the first.",
    )
    options.add_argument(
        "--editions",
        metavar="LANG,LANG",
        help="The languages that each is made in. [default: its own]",
    )
    options.add_argument(
        "--target",
        metavar="|".join(TARGETS),
        action="append",
        type=one_of(*TARGETS),
        help="What to write; again for more. [default: press]",
    )
    options.add_argument(
        "--printer",
        metavar="NAME",
        help="A printer's profile. [default: what assets/style.yaml says]",
    )
    options.add_argument(
        "--marks", metavar="LIST", help="Marks beside the press page, as in `depliant build`."
    )
    options.add_argument(
        "--encoding",
        metavar="NAME",
        type=one_of(*ENCODINGS),
        help="How the letters of a CSV are written. [default: what its bytes say]",
    )
    options.add_argument("--sheet", metavar="NAME", help="The sheet of a workbook.")


def _making(parser: CommandParser) -> None:
    options = parser.options("Where and how")
    options.add_argument(
        "--out", metavar="DIR", type=Path, help="Where files go. [default: PROJECT/out/batch]"
    )
    options.add_argument(
        "--merge",
        metavar="FILE.pdf",
        type=Output(".pdf"),
        help="One press file of all, what they share written once, and a table of records.",
    )
    options.add_argument(
        "--split",
        metavar="N",
        type=whole_number(1, 1_000_000),
        help="With --merge: a file of every N rows, all-01.pdf and so on, several at once by "
        "--jobs. [default: one file]",
    )
    options.add_argument(
        "--impose",
        metavar="WAY",
        type=imposition_named,
        help="With --merge: put the pages on sheets, stack:2x4 (the piles that are cut, put on "
        "one another, are in order), repeat:2x4, turn or tumble. [default: a page each]",
    )
    options.add_argument(
        "--jobs",
        metavar="N",
        type=whole_number(1, 64),
        default=1,
        help="Processes that make brochures, from 1 to 64. [default: 1]",
    )
    options.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        type=_address,
        help="A cluster makes them: the address of its Dask scheduler, tcp://10.0.0.5:8786, or "
        "tls://… with keys. --out is a folder that all its workers see.",
    )
    options.add_argument(
        "--again", action="store_true", help="Make all anew, those too that are there already."
    )
    options.add_argument(
        "--sample",
        metavar="N",
        type=whole_number(0, 1000),
        default=3,
        help="Brochures that are made anew to compare, byte for byte. [default: 3]",
    )
    options.add_argument(
        "--allow",
        metavar="CODE",
        action="append",
        default=[],
        help="A preflight error that does not fail a row; again for more.",
    )
    options.add_argument(
        "--judge-all",
        action="store_true",
        help="Judge every file, and not only the first of each kind.",
    )
    options.add_argument(
        "--no-preflight", action="store_true", help="Write the files without judging them."
    )


def _address(text: str) -> str:
    """The address of a scheduler.

    Raises:
        RefusedError: it is none.
    """
    if re.fullmatch(r"(tcp|tls)://[^\s/]+:\d+", text):
        return text
    raise RefusedError(
        lambda option: say(
            "{option} takes an address such as tcp://10.0.0.5:8786, not '{text}'.",
            option=option,
            text=text,
        )
    )


def _telling(parser: CommandParser) -> None:
    options = parser.options("What is said of it")
    options.add_argument("--check", action="store_true", help="Examine all rows, and make nothing.")
    options.add_argument("--json", action="store_true", help="Give the report as JSON.")


def _run(call: Namespace) -> int:
    interface: Interface = call.interface

    def work(progress: Progress) -> BatchReport:
        from depliant.batch.running import batch

        with _shown(None if call.json else interface, progress) as (tell, steps):
            return batch(call.project, _request(call, steps, tell))

    plain = None if call.json or sys.stderr.isatty() else interface
    outcome = attempt(work, plain)
    report = outcome.report
    if call.json:
        from depliant.batch.report import summary

        data = {} if report is None else summary(report, interface)
        print_json(outcome, data, interface)
        return _code(outcome)
    print_diagnostics(outcome.diagnostics, interface)
    print_lines(_end(outcome, checked=call.check), interface)
    return _code(outcome)


def _code(outcome: Outcome[BatchReport]) -> int:
    """130 where it was stopped."""
    report = outcome.report
    return 130 if report is not None and report.count("left") else outcome.exit_code


def _request(call: Namespace, progress: Progress, tell: Tell) -> BatchRequest:
    """What is asked.

    Raises:
        InputError: a name in `--marks` is none.
    """
    from depliant.batch.planning import BatchRequest

    editions = (call.editions or "").split(",")
    return BatchRequest(
        data=call.data,
        key=call.key,
        editions=tuple(one.strip() for one in editions if one.strip()),
        targets=tuple(dict.fromkeys(call.target or ("press",))),
        where=call.where,
        limit=call.limit,
        out=call.out,
        merge=call.merge,
        split=call.split,
        impose=call.impose,
        scheduler=call.scheduler,
        judge_all=call.judge_all,
        jobs=call.jobs,
        printer=call.printer,
        marks=None if call.marks is None else marks_named(call.marks),
        encoding=call.encoding,
        sheet=call.sheet,
        sample=call.sample,
        again=call.again,
        check_only=call.check,
        preflight=not call.no_preflight,
        allow=tuple(call.allow),
        language=interface_language(call),
        progress=progress,
        tell=tell,
    )


def interface_language(call: Namespace) -> str:
    """The language of whoever calls."""
    interface: Interface = call.interface
    return interface.language


@contextlib.contextmanager
def _shown(interface: Interface | None, steps: Progress) -> Iterator[tuple[Tell, Progress]]:
    """A bar on a terminal: what is done, how many rows a second are made, the time that is left.

    Elsewhere `steps` shows what is done.
    """
    if interface is None or not sys.stderr.isatty():
        yield lambda outcome, done, count: None, steps
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar
    from rich.progress import TimeRemainingColumn as Left

    rate = TextColumn("{task.fields[rate]}")
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rate, Left()
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(interface.tell(say("making")), total=None, rate="")

        def tell(outcome: RowOutcome, done: int, count: int) -> None:
            speed = bar.tasks[0].speed
            rate = interface.tell(say("{rate:.0f} a second", rate=speed)) if speed else ""
            making = interface.tell(say("making"))
            bar.update(task, description=making, completed=done, total=count, rate=rate)

        yield tell, lambda step: bar.update(task, description=escape(tame(interface.tell(step))))


def _end(outcome: Outcome[BatchReport], *, checked: bool) -> Iterator[Sentence]:
    """The last lines: how many were made, how fast, and where the report is."""
    from depliant.batch.report import headline

    report = outcome.report
    if report is None:
        if outcome.exit_code != EXIT:
            yield say("Nothing was made.")
        return
    if checked:
        yield (
            say("All rows can be made; look at what is said of them first.")
            if any(one.code == "row-wordless" for one in outcome.diagnostics)
            else say("All rows are sound as far as can be told before they are made.")
        )
        return
    yield from headline(report)
    if len(report.merged) == 1:
        yield say("Merged into {path}", path=shown(report.merged[0]))
    elif report.merged:
        yield say(
            "Merged into {count} files, the first of them {path}",
            count=len(report.merged),
            path=shown(report.merged[0]),
        )
    if report.reports:
        yield say("Report: {path}", path=shown(report.reports[-1]))


COMMAND = Command(
    "depliant batch --data people.csv --key id --jobs 2\n"
    "depliant batch --data people.csv --merge all.pdf --impose stack:2x2\n"
    "depliant batch --data people.csv --scheduler tcp://10.0.0.5:8786",
    _arguments,
    _run,
)
