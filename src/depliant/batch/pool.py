"""The processes that make rows, and what happens where one of them ends before its time."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Final, NamedTuple

from depliant.batch.making import Maker, Order, Task, made_slowly
from depliant.batch.outcomes import FileMade, Outcome
from depliant.build.project import Project
from depliant.confined import confined
from depliant.errors import DepliantError, Diagnostic, Place
from depliant.roomy import roomy
from depliant.sentences import say
from depliant.workers import end_with_parent

_BLOCK: Final = 16
"""Rows that a process is given at a time."""
_AHEAD: Final = 3
"""Blocks for each process that wait or are being made."""


class Work(NamedTuple):
    """What is made of rows, and where it goes."""

    project: Project
    order: Order
    folder: Path


def outcomes_of(work: Work, tasks: Sequence[Task], jobs: int) -> Iterator[Outcome]:
    """What comes of rows, as they are done; with several jobs in no order.

    Args:
        work: what is made of them.
        tasks: the rows.
        jobs: processes that make them; with one this process does.
    """
    if jobs < 2 or len(tasks) < 2:
        maker = Maker(work.project, work.order)
        for task in tasks:
            yield maker.make(task, work.folder)
        return
    blocks = deque(tuple(tasks[at : at + _BLOCK]) for at in range(0, len(tasks), _BLOCK))
    while blocks:
        lost: list[Task] = []
        yield from _in_pool(work, blocks, min(jobs, len(blocks)), lost)
        for task in lost:
            yield _alone(work, task)


def _in_pool(
    work: Work, blocks: deque[tuple[Task, ...]], jobs: int, lost: list[Task]
) -> Iterator[Outcome]:
    """What comes of blocks of rows, until all are made or a process ends before its time.

    Rows that were being made then are `lost`: one of them has ended it.
    """
    running: dict[Future[tuple[Outcome, ...]], tuple[Task, ...]] = {}
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(work,)) as pool:
        try:
            while blocks or running:
                while blocks and len(running) < _AHEAD * jobs:
                    running[pool.submit(_made, blocks[0])] = blocks[0]
                    blocks.popleft()
                for done in wait(running, return_when=FIRST_COMPLETED).done:
                    yield from done.result()
                    del running[done]
        except BrokenProcessPool:
            lost += (task for block in running.values() for task in block)
        except BaseException:  # the call was stopped: so is what it has started
            for process in multiprocessing.active_children():
                process.terminate()
            raise


def _alone(work: Work, task: Task) -> Outcome:
    """What comes of a row in a process that makes nothing else."""
    try:
        with ProcessPoolExecutor(1, initializer=_begin, initargs=(work,)) as pool:
            (outcome,) = pool.submit(_made, (task,)).result()
            return outcome
    except BrokenProcessPool:
        message = say("The process that made this brochure has ended before its time.")
        return Outcome(
            task.number, task.name, "failed", 0.0, (), (Diagnostic("row-lost", message),)
        )


_MAKERS: list[tuple[Maker, Path]] = []
"""That of this process, if it is one that makes rows."""


def _begin(work: Work) -> None:
    """Begin a process that makes rows."""
    end_with_parent()
    _MAKERS[:] = [(Maker(work.project, work.order), work.folder)]


@roomy
def _made(block: tuple[Task, ...]) -> tuple[Outcome, ...]:
    """What comes of a block of rows, in a process of the pool."""
    ((maker, folder),) = _MAKERS
    return tuple(maker.make(task, folder) for task in block)


def made_anew(project: Project, order: Order, task: Task) -> tuple[FileMade, ...]:
    """The files of a row as a process makes them that has made nothing else; none if it fails."""
    try:
        place = Place(project.publication.file)
        return confined(tuple[FileMade, ...], place, made_slowly, project, order, task)
    except DepliantError:
        return ()
