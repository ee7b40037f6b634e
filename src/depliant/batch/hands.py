"""Who makes the rows of a batch: this process, several, or a cluster."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence, Sized
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec.structs import replace

from depliant import files
from depliant.batch.making import Task
from depliant.batch.merging import Bound
from depliant.batch.outcomes import Outcome
from depliant.batch.planning import BatchRequest, Plan
from depliant.batch.pool import Hands, Here, Processes, Work, outcomes_of
from depliant.batch.volumes import Volume
from depliant.batch.volumes import made as bound_of
from depliant.errors import Diagnostic
from depliant.sentences import say


def made_by_hands(
    plan: Plan, request: BatchRequest, folder: Path, todo: Sequence[Task]
) -> Iterator[Outcome]:
    """What comes of rows, as they are done.

    Raises:
        InputError: the cluster cannot be used.
    """
    if todo:
        with _hands(plan, request, folder, todo) as hands:
            for outcome in outcomes_of(hands, todo):
                yield outcome if hands.here else _seen(outcome, folder)


def bound_by_hands(
    plan: Plan,
    request: BatchRequest,
    folder: Path,
    todo: Sequence[Volume],
    sample: frozenset[int],
    tell: Callable[[Outcome], None],
) -> Iterator[tuple[Volume, Bound]]:
    """What comes of merged files, as they are done.

    Raises:
        InputError: the cluster cannot be used.
    """  # fmt: skip
    if todo:
        with _hands(plan, request, folder, todo) as hands:
            yield from bound_of(hands, todo, sample, tell)


@contextmanager
def _hands(plan: Plan, request: BatchRequest, folder: Path, todo: Sized) -> Iterator[Hands]:
    """Who makes what is to be made.

    Raises:
        InputError: the cluster cannot be used.
    """
    work = Work(plan.project, plan.order, folder)
    if request.scheduler is not None:
        from depliant.batch.cluster import cluster

        with cluster(work, plan.tasks[0], request.scheduler, request.progress) as hands:
            yield hands
        tidied(folder)  # of workers that were lost
    elif request.jobs < 2 or len(todo) < 2:
        yield Here(work)
    else:
        yield Processes(work, request.jobs)


def _seen(outcome: Outcome, folder: Path) -> Outcome:
    """An outcome whose files are looked for: another machine may have written them elsewhere."""
    for file in outcome.files:
        path = folder / file.name
        try:
            is_there = path.stat().st_size == file.size
        except OSError:
            is_there = False
        if not is_there:
            message = say("{path} is not there, and a worker says that it has written it.",
                          path=path)  # fmt: skip
            hint = say("Name a folder with --out that all workers see under the same name.")
            found = Diagnostic("batch-elsewhere", message, hint=hint)
            return replace(outcome, state="failed", files=(), found=(found,))
    return outcome


def tidied(folder: Path) -> None:
    """Remove what makers of rows that were killed have left half-written."""
    with suppress(OSError), os.scandir(folder) as found:
        for entry in found:
            if files.is_part(entry.name):
                os.unlink(entry.path)
