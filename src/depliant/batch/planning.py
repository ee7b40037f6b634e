"""What a batch is asked for, and what is to be made: the rows, examined before anything is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import Struct

from depliant.batch.checks import Checker
from depliant.batch.conditions import chosen, column_missing
from depliant.batch.empties import empty_words
from depliant.batch.lost import refuse_lost
from depliant.batch.making import Order, Task
from depliant.batch.names import names
from depliant.batch.outcomes import Outcome
from depliant.batch.overlay import Overlay
from depliant.batch.tables import Record, Table, read_table
from depliant.build.besides import read_or_told
from depliant.build.findings import of_project
from depliant.build.memory import Memory
from depliant.build.project import Project
from depliant.build.report import silent
from depliant.build.store import Store
from depliant.errors import Diagnostic, InputError, has_errors
from depliant.languages.tags import canonical
from depliant.press.condition import MarkKind
from depliant.press.imposition import Imposition
from depliant.sentences import Sentence, counted, say

SAMPLE: Final = 3
"""Rows that are made anew the slow way."""

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
    split: int | None = None
    impose: Imposition | None = None
    jobs: int = 1
    scheduler: str | None = None
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


def planned(root: Path, request: BatchRequest) -> Plan:
    """What is to be made, all rows examined.

    Raises:
        InputError: the project, the table or any of its rows cannot be used.
    """
    _refuse_sheets(request)
    _refuse_merging(request)
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
    named = columns if request.key is None or key is None else {request.key: key, **columns}
    wanted = {at: name for name, at in named.items()}
    refuse_lost(table, ((one.number, at) for one in records for at in wanted), wanted)
    called, alike = _called(records, key, table)
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
    order = Order(
        tags,
        targets,
        request.preflight,
        request.allow,
        request.marks,
        request.judge_all,
        request.impose,
    )
    request.progress(counted(len(tasks), "examining {count} row", "examining {count} rows"))
    faults = (*alike, *Checker(overlay, order, tasks, table).findings())
    if faults:
        raise InputError(faults)
    empty = empty_words(overlay, tasks, table)
    found = (*table.notes, *of_project(project), *_unnamed(overlay, table), *empty)
    if has_errors(found):
        raise InputError(found)
    return Plan(project, order, tasks, table, found)


def _called(
    records: Sequence[Record], key: int | None, table: Table
) -> tuple[dict[int, str], tuple[Diagnostic, ...]]:
    """What the files of each row are called; where two would be alike, that, and their numbers."""
    try:
        return names(records, key, table), ()
    except InputError as fault:
        return names(records, None, table), tuple(fault.diagnostics)


def _refuse_sheets(request: BatchRequest) -> None:
    """Refuse sheets for what is not put on any.

    Raises:
        InputError: `impose-unfit`.
    """
    if request.impose is None:
        return
    if request.merge is None:
        message = say("--impose puts the pages of merged files on sheets.")
        hint = say("Add --merge, or leave --impose out.")
        raise InputError(Diagnostic("impose-unfit", message, hint=hint))
    if request.impose.kind == "saddle":
        message = say("Booklets are not merged on sheets.")
        hint = say("Write --impose stack:2x1, or leave --impose out.")
        raise InputError(Diagnostic("impose-unfit", message, hint=hint))


def _refuse_merging(request: BatchRequest) -> None:
    """Refuse what merged files do not have, and parts of what is not merged.

    Raises:
        InputError: `press-unasked`.
    """
    if request.merge is None and request.split is not None:
        message = say("--split parts a merged file.")
        hint = say("Add --merge, or leave --split out.")
        raise InputError(Diagnostic("press-unasked", message, hint=hint))
    if request.merge is not None and set(request.targets) - {"press"}:
        message = say("--merge makes press files alone.")
        hint = say("Leave --target out, or --merge.")
        raise InputError(Diagnostic("press-unasked", message, hint=hint))


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
