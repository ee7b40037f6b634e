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
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from depliant import files
from depliant.batch.hands import bound_by_hands, made_by_hands, tidied
from depliant.batch.journal import Journal, finished, is_there
from depliant.batch.making import Task, stem_of
from depliant.batch.merging import Bound
from depliant.batch.older import with_older, with_older_volumes
from depliant.batch.outcomes import BatchReport, Outcome, Sampled
from depliant.batch.overlay import Overlay
from depliant.batch.planning import BatchRequest, Plan, planned
from depliant.batch.pool import made_anew
from depliant.batch.report import STEM, files_of, grouped
from depliant.batch.tables import Table
from depliant.batch.volumes import Volume, volumes
from depliant.build.own_folder import OUT, own_folder
from depliant.build.store import program_stamp
from depliant.errors import DepliantError, Diagnostic, InputError, Place
from depliant.interface import Interface
from depliant.locks import lock, unlock
from depliant.memory import digest_of
from depliant.refusals import refusal
from depliant.roomy import roomy
from depliant.sentences import NOTHING, counted, say, some

_LOCK: Final = ".batch.lock"
_LISTED: Final = 8


@roomy
def batch(root: Path, request: BatchRequest) -> BatchReport:
    """Make a brochure of each row of a table.

    Raises:
        InputError: the project, the table or any of its rows cannot be used; nothing was made.
    """
    started, cpu = time.perf_counter(), _cpu()
    plan = planned(root, request)
    folder = _folder(plan.project.root, request)
    _refuse_over_table(request, folder)
    if request.check_only:
        return BatchReport(folder, plan.table.file, (), 0.0, 0.0, Sampled(), plan.found)
    with _alone(folder):
        if request.merge is not None:
            report = _merged(plan, request, request.merge)
        else:
            outcomes = _made(plan, request, folder)
            stem = stem_of(plan.project.publication.content.id)
            outcomes = with_older(outcomes, folder, stem)
            report = BatchReport(folder, plan.table.file, outcomes, 0.0, 0.0, Sampled(), ())
        seconds, spent = time.perf_counter() - started, _cpu() - cpu
        if request.scheduler is not None:
            spent = 0.0  # nobody knows: others made them
        if request.merge is None and all(one.state != "left" for one in report.outcomes):
            report = replace(report, sampled=_sampled(plan, request, report.outcomes))
        told = (*plan.found, *_told(report.outcomes, report.sampled, plan.table))
        report = replace(report, seconds=seconds, cpu=spent, diagnostics=told)
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


def _refuse_over_table(request: BatchRequest, folder: Path) -> None:
    """Refuse to write a report, or the table of a merged file, over the rows themselves.

    Raises:
        InputError: `output-source`.
    """
    table = files.resolved(request.data)
    merged = request.merge is not None and re.fullmatch(
        rf"{re.escape(request.merge.stem)}(-\d+)?\.records\.csv", table.name
    )
    if table.parent != files.resolved(folder) or not (merged or table.stem == STEM):
        return
    message = say("The batch would write over the table that its rows are in.")
    hint = say("Give the table another name, or the batch another folder with --out.")
    raise InputError(Diagnostic("output-source", message, Place(str(request.data)), hint))


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
        tidied(folder)
        yield
    finally:
        tidied(folder)
        if handle is not None:
            unlock(handle, path, done=True)


def _made(plan: Plan, request: BatchRequest, folder: Path) -> tuple[Outcome, ...]:
    """The outcome of every row, in the order of the table; what was finished before is kept."""
    stamps = _stamps(plan)
    before = {} if request.again else finished(folder)
    done: dict[int, Outcome] = {}
    todo: list[Task] = []
    for task in plan.tasks:
        known = before.get(stamps[task.number])
        if known is not None and is_there(folder, known.files):
            done[task.number] = Outcome(task.number, task.name, "kept", 0.0, known.files)
        else:
            todo.append(task)
    _say_how_many(request, len(todo))
    journal = Journal(folder, fresh=request.again)
    try:
        for outcome in made_by_hands(plan, request, folder, todo):
            done[outcome.number] = outcome
            if outcome.state == "made":
                journal.note(stamps[outcome.number], outcome.files)
            request.tell(outcome, len(done), len(plan.tasks))
    except KeyboardInterrupt:
        request.progress(say("stopped; the same call goes on from here"))
    finally:
        journal.close()
    return _in_order(plan, done)


def _say_how_many(request: BatchRequest, count: int) -> None:
    """Say how many brochures are made, those left out that are there already."""
    if count:
        request.progress(counted(count, "making {count} brochure", "making {count} brochures"))


def _merged(plan: Plan, request: BatchRequest, path: Path) -> BatchReport:
    """What came of every row in one file, or in files of so many; finished ones are kept."""
    folder, tasks = path.resolve().parent, plan.tasks
    every = volumes(tasks, path.name, request.split, _stamps(plan))
    before = {} if request.again else finished(folder)
    done: dict[int, Outcome] = {}
    todo: list[Volume] = []
    for one in every:
        known = before.get(one.of)
        if known is None or not is_there(folder, known.files):
            todo.append(one)
            continue
        done |= {task.number: Outcome(task.number, task.name, "kept") for task in one.tasks}

    def tell(outcome: Outcome) -> None:
        done[outcome.number] = outcome
        request.tell(outcome, len(done), len(tasks))

    _say_how_many(request, sum(len(one.tasks) for one in todo))
    found: list[Bound] = []
    sample = _chosen(tasks, request.sample)
    journal = Journal(folder, fresh=False)
    try:
        for one, made in bound_by_hands(plan, request, folder, todo, sample, tell):
            found.append(made)
            done |= {outcome.number: outcome for outcome in made.outcomes}
            if made.files:
                journal.note(one.of, made.files)
    except KeyboardInterrupt:
        request.progress(say("stopped; the same call goes on from here"))
        whole = {outcome.number for made in found for outcome in made.outcomes}
        done = {at: one for at, one in done.items() if one.state == "kept" or at in whole}
    finally:
        journal.close()
    compared, different = (
        tuple(sorted(number for made in found for number in getattr(made, name)))
        for name in ("compared", "different")
    )
    there = [one for one in every if any(
        done[task.number].state in ("made", "kept") for task in one.tasks if task.number in done
    )]  # fmt: skip
    lacking = [one for one in every if one not in there]
    return BatchReport(
        folder,
        plan.table.file,
        with_older_volumes(_in_order(plan, done), folder, lacking),
        0.0,
        0.0,
        Sampled(compared, different),
        (),
        merged=tuple(folder / one.name for one in there),
    )


def _in_order(plan: Plan, done: Mapping[int, Outcome]) -> tuple[Outcome, ...]:
    """The outcome of every row, in the order of the table."""
    return tuple(
        done.get(task.number) or Outcome(task.number, task.name, "left") for task in plan.tasks
    )


def _chosen(tasks: Sequence[Task], count: int) -> frozenset[int]:
    """Rows of the sample of a merged file, none of the first: others are set after their like."""
    later = [task.number for task in tasks[len(tasks) // 10 + 1 :]]
    return frozenset(random.SystemRandom().sample(later, min(count, len(later))))


def _stamps(plan: Plan) -> dict[int, str]:
    """The digest of all that each row is made from, by its number."""
    overlay, whole = Overlay(plan.project), _stamp(plan)
    return {task.number: _of(whole, task, overlay) for task in plan.tasks}


def _stamp(plan: Plan) -> str:
    """The digest of all that every row is made from."""
    project = plan.project
    entries = {name: getattr(entry, "sha256", "") for name, entry in project.files.entries.items()}
    printer = project.printer.name if project.printer else ""
    order = plan.order
    asked = order.languages, order.targets, order.preflight, order.allow, order.marks, order.impose
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
    request.progress(say("making some of them anew, to compare"))
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
        yield Diagnostic(one.code, message, one.place, one.hint, one.severity)
    failed = [one.number for one in outcomes if one.state == "failed"]
    if failed:
        message = counted(
            len(failed),
            "No brochure could be made of {count} row: {rows}.",
            "No brochures could be made of {count} rows: {rows}.",
            rows=some(failed, _LISTED),
        )
        older = [name for one in outcomes if one.state == "failed" for name in one.older]
        hint = NOTHING
        if older:
            hint = counted(
                len(set(older)),
                "This file of an earlier call stays in its place: {names}.",
                "These files of earlier calls stay in their places: {names}.",
                names=some([*dict.fromkeys(older)], _LISTED),
            )
        yield Diagnostic("batch-failed", message, table.place(failed[0]), hint)
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
