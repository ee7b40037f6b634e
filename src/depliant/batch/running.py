"""A batch from its table to its report.

read      the project once, the table, and which of its rows are meant
plan      what the files of each row are called
check     all rows, before anything is made
make      row by row, in this process or in several; what is finished is noted
sample    a few rows made anew in a fresh process, and compared byte for byte
report    every row with its outcome and time
"""

from __future__ import annotations

import hashlib
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from depliant import files
from depliant.batch.checks import Checker
from depliant.batch.conditions import chosen, column_missing
from depliant.batch.journal import Journal, finished, is_there
from depliant.batch.making import Order, Task
from depliant.batch.merging import Merger
from depliant.batch.names import names
from depliant.batch.outcomes import BatchReport, Outcome, Sampled
from depliant.batch.overlay import Overlay
from depliant.batch.pool import Work, made_anew, outcomes_of
from depliant.batch.report import files_of, grouped
from depliant.batch.tables import Table, read_table
from depliant.build.besides import read_or_told
from depliant.build.findings import of_project
from depliant.build.memory import Memory
from depliant.build.own_folder import OUT, own_folder
from depliant.build.project import Project
from depliant.build.report import silent
from depliant.build.store import Store, program_stamp
from depliant.errors import DepliantError, Diagnostic, InputError, has_errors
from depliant.interface import Interface
from depliant.languages.tags import canonical
from depliant.locks import lock, unlock
from depliant.memory import digest_of
from depliant.press.condition import MarkKind
from depliant.refusals import refusal
from depliant.roomy import roomy
from depliant.sentences import Sentence, counted, say, some

SAMPLE: Final = 3
"""Rows that are made anew the slow way."""
_LOCK: Final = ".batch.lock"
_LISTED: Final = 8

Tell = Callable[[Outcome, int, int], None]
"""Is told of each row as it is done, with how many are done, and how many there are."""


def _unseen(_: Outcome, __: int, ___: int) -> None:
    """Tell nobody."""


class BatchRequest(Struct, frozen=True):
    """What to make: see `depliant batch --help`.

    `editions` none means the source language. With `again` nothing is kept of a batch before.
    `language` is that of whoever asks.
    """

    data: Path
    key: str | None = None
    editions: tuple[str, ...] = ()
    targets: tuple[str, ...] = ("press",)
    where: str | None = None
    limit: int | None = None
    out: Path | None = None
    merge: Path | None = None
    jobs: int = 1
    printer: str | None = None
    marks: frozenset[MarkKind] | None = None
    encoding: str | None = None
    sheet: str | None = None
    sample: int = SAMPLE
    again: bool = False
    check_only: bool = False
    preflight: bool = True
    judge_all: bool = False
    allow: tuple[str, ...] = ()
    language: str = "en"
    progress: Callable[[Sentence], None] = silent
    tell: Tell = _unseen


class Plan(NamedTuple):
    """What is to be made: the project, what of each row, and the rows."""

    project: Project
    order: Order
    tasks: tuple[Task, ...]
    table: Table
    found: tuple[Diagnostic, ...]


@roomy
def batch(root: Path, request: BatchRequest) -> BatchReport:
    """Make a brochure of each row of a table.

    Raises:
        InputError: the project, the table or any of its rows cannot be used; nothing was made.
    """
    started, cpu = time.perf_counter(), _cpu()
    plan = planned(root, request)
    folder = _folder(plan.project.root, request)
    if request.check_only:
        return BatchReport(folder, plan.table.file, (), 0.0, 0.0, Sampled(), plan.found)
    with _alone(folder):
        request.progress(
            counted(len(plan.tasks), "making {count} brochure", "making {count} brochures")
        )
        merged, sampled, quick = None, Sampled(), 0
        if request.merge is None:
            outcomes = _made(plan, request, folder)
        else:
            outcomes, merged, sampled, quick = _merged(plan, request, request.merge)
        seconds, spent = time.perf_counter() - started, _cpu() - cpu
        if request.merge is None and all(one.state != "left" for one in outcomes):
            request.progress(say("making some of them anew, to compare"))
            sampled = _sampled(plan, request, outcomes)
        told = (*plan.found, *_told(outcomes, sampled, plan.table))
        report = BatchReport(
            folder, plan.table.file, outcomes, seconds, spent, sampled, told, (), merged, quick
        )
        return _reported(report, request)


def _reported(report: BatchReport, request: BatchRequest) -> BatchReport:
    """The report with its files; where they cannot be written the brochures are there all the same.

    Raises:
        InputError: `path-outside`.
    """
    written = files_of(report, Interface(request.language))
    hint = say("Free some room, and call it again: what was made is kept.")
    try:
        return replace(report, reports=files.save(report.folder, written, hint))
    except InputError as fault:
        if not isinstance(fault.__cause__, OSError):
            raise
        message = say(
            "The report of the batch cannot be written: {reason}. The brochures that were made are "
            "in their places.",
            reason=refusal(fault.__cause__),
        )
        untold = Diagnostic("output-unwritable", message, hint=hint)
    return replace(report, diagnostics=(*report.diagnostics, untold))


def _folder(root: Path, request: BatchRequest) -> Path:
    """Where the files go.

    Raises:
        InputError: it is the project's own, and a link that leads out of it.
    """
    if request.out is not None:
        return request.out
    if request.merge is not None:
        return files.resolved(request.merge).parent
    return own_folder(root, OUT, "batch")


def planned(root: Path, request: BatchRequest) -> Plan:
    """What is to be made, all rows examined.

    Raises:
        InputError: the project, the table or any of its rows cannot be used.
    """
    request.progress(say("reading"))
    project = read_or_told(root, Memory(Store()), printer=request.printer)
    language = project.publication.language
    table = read_table(
        request.data, encoding=request.encoding, sheet=request.sheet, language=language
    )
    overlay = Overlay(project)
    columns = _columns(overlay, table, request)
    records = chosen(table, request.where, request.limit)
    key = None if request.key is None else table.column(request.key)
    called = names(records, key, table)
    tasks = tuple(
        Task(
            one.number,
            called[one.number],
            {name: one.cells[at] for name, at in columns.items()},
        )
        for one in records
    )
    tags = tuple(dict.fromkeys(map(canonical, request.editions))) or (language,)
    targets = ("press",) if request.merge is not None else request.targets
    order = Order(tags, targets, request.preflight, request.allow, request.marks, request.judge_all)
    request.progress(counted(len(tasks), "examining {count} row", "examining {count} rows"))
    faults = Checker(overlay, order, tasks, table).findings()
    if faults:
        raise InputError(faults)
    found = (*table.notes, *of_project(project), *_unnamed(overlay, table))
    if has_errors(found):
        raise InputError(found)
    return Plan(project, order, tasks, table, found)


def _columns(overlay: Overlay, table: Table, request: BatchRequest) -> dict[str, int]:
    """Where the columns are that content.yaml names.

    Raises:
        InputError: `row-column`, `row-columns-alike`, of all of them.
    """
    found: dict[str, int] = {}
    faults = []
    named = {**overlay.columns, **({request.key: None} if request.key else {})}
    for name, place in named.items():
        at = table.column(name)
        if at is None:
            fault = column_missing(name, table)
            faults.append(fault if place is None else Diagnostic(fault.code, fault.message, place,
                                                                 fault.hint))  # fmt: skip
        elif len(alike := table.alike(name)) > 1:
            message = say(
                "{file} has several columns `{name}`: {headings}.",
                file=table.file,
                name=name,
                headings=", ".join(alike),
            )
            faults.append(Diagnostic("row-columns-alike", message, table.place(1, at)))
        elif name in overlay.columns:
            found[name] = at
    if faults:
        raise InputError(faults)
    return found


def _unnamed(overlay: Overlay, table: Table) -> Iterator[Diagnostic]:
    """That no brochure will differ from another."""
    if not overlay.columns:
        yield Diagnostic(
            "batch-same",
            say("content.yaml names no column, so that all brochures are the same."),
            hint=say("Write `row:` at the head of the file, and {row.name} where a cell is meant."),
            severity="warning",
        )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Be the only batch that writes to a folder.

    Raises:
        InputError: `batch-running`; `output-unwritable`.
    """
    path = folder / _LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        message = say("{path} cannot be written: {reason}.", path=folder, reason=refusal(fault))
        raise InputError(Diagnostic("output-unwritable", message)) from None
    try:
        handle = lock(path, 0.0)
    except OSError:
        message = say("Another batch is writing to {folder}.", folder=folder)
        hint = say("Wait for its end, or name another folder with --out.")
        raise InputError(Diagnostic("batch-running", message, hint=hint)) from None
    try:
        _tidied(folder)
        yield
    finally:
        _tidied(folder)
        if handle is not None:
            unlock(handle, path, done=True)


def _tidied(folder: Path) -> None:
    """Remove what a batch that was killed has left half-written."""
    with suppress(OSError), os.scandir(folder) as found:
        for entry in found:
            if files.is_part(entry.name):
                os.unlink(entry.path)


def _made(plan: Plan, request: BatchRequest, folder: Path) -> tuple[Outcome, ...]:
    """The outcome of every row, in the order of the table; what was finished before is kept."""
    overlay = Overlay(plan.project)
    whole = _stamp(plan)
    stamps = {task.number: _of(whole, task, overlay) for task in plan.tasks}
    before = {} if request.again else finished(folder)
    done: dict[int, Outcome] = {}
    todo: list[Task] = []
    for task in plan.tasks:
        known = before.get(stamps[task.number])
        if known is not None and is_there(folder, known.files):
            done[task.number] = Outcome(task.number, task.name, "kept", 0.0, known.files)
        else:
            todo.append(task)
    journal = Journal(folder, fresh=request.again)
    try:
        for outcome in outcomes_of(Work(plan.project, plan.order, folder), todo, request.jobs):
            done[outcome.number] = outcome
            if outcome.state == "made":
                journal.note(stamps[outcome.number], outcome.files)
            request.tell(outcome, len(done), len(plan.tasks))
    except KeyboardInterrupt:
        request.progress(say("stopped; the same call goes on from here"))
    finally:
        journal.close()
    return tuple(
        done.get(task.number) or Outcome(task.number, task.name, "left") for task in plan.tasks
    )


def _merged(
    plan: Plan, request: BatchRequest, path: Path
) -> tuple[tuple[Outcome, ...], Path | None, Sampled, int]:
    """The outcome of every row in one file, that file if there is any, and of its sample.

    Last comes how many rows went by the lane.
    """
    merger = Merger(plan.project, plan.order, _chosen(plan.tasks, request.sample))
    outcomes = []
    for task in plan.tasks:
        outcome = merger.take(task)
        outcomes.append(outcome)
        request.tell(outcome, len(outcomes), len(plan.tasks))
    request.progress(say("writing {file}", file=path.name))
    size, _ = merger.save(path)
    found = Sampled(tuple(sorted(merger.compared)), tuple(sorted(merger.different)))
    return tuple(outcomes), path if size else None, found, merger.quick


def _chosen(tasks: Sequence[Task], count: int) -> frozenset[int]:
    """Rows of the sample of a merged file, none of the first: others are set after their like."""
    later = [task.number for task in tasks[len(tasks) // 10 + 1 :]]
    return frozenset(random.SystemRandom().sample(later, min(count, len(later))))


def _stamp(plan: Plan) -> str:
    """The digest of all that every row is made from."""
    project = plan.project
    entries = {name: getattr(entry, "sha256", "") for name, entry in project.files.entries.items()}
    printer = project.printer.name if project.printer else ""
    order = plan.order
    asked = order.languages, order.targets, order.preflight, order.allow, order.marks
    return digest_of((program_stamp(), entries, printer, [repr(one) for one in asked]))


def _of(whole: str, task: Task, overlay: Overlay) -> str:
    """The digest of all that a row is made from; of one that cannot be read, nobody's."""
    try:
        own = overlay.stamp(task.row)
    except DepliantError:
        own = "-"
    return hashlib.sha256(f"{whole} {task.name} {own}".encode()).hexdigest()


def _sampled(plan: Plan, request: BatchRequest, outcomes: Sequence[Outcome]) -> Sampled:
    """A random sample made anew by a process that has made nothing else."""
    made = {one.number: one for one in outcomes if one.files}
    count = min(request.sample, len(made))
    if not count:
        return Sampled()
    numbers = sorted(random.SystemRandom().sample(sorted(made), count))
    tasks = [task for task in plan.tasks if task.number in numbers]
    different = [
        task.number
        for task in tasks
        if made_anew(plan.project, plan.order, task) != made[task.number].files
    ]
    return Sampled(tuple(numbers), tuple(different))


def _told(outcomes: Sequence[Outcome], sampled: Sampled, table: Table) -> Iterator[Diagnostic]:
    """What is to be said of all rows together: their findings by kind, and of the sample."""
    for one, numbers in grouped(outcomes):
        rows = counted(len(numbers), "row {rows}", "rows {rows}", rows=some(numbers, _LISTED))
        message = say("{rows}: {message}", rows=rows, message=one.message)
        yield Diagnostic(one.code, message, one.place, one.hint, "warning")
    failed = [one.number for one in outcomes if one.state == "failed"]
    if failed:
        message = counted(
            len(failed),
            "No brochure could be made of {count} row: {rows}.",
            "No brochures could be made of {count} rows: {rows}.",
            rows=some(failed, _LISTED),
        )
        yield Diagnostic("batch-failed", message, table.place(failed[0]))
    if sampled.different:
        message = say(
            "Made anew, the brochures of rows {rows} came out otherwise.",
            rows=some(sampled.different, _LISTED),
        )
        yield Diagnostic("row-differs", message, hint=say("Please report this."))


def _cpu() -> float:
    """Seconds of a processor that this process and those that it has waited for have taken."""
    taken = os.times()
    return taken.user + taken.system + taken.children_user + taken.children_system
