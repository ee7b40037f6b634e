"""The processes that make rows, and what happens where one of them ends before its time."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

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


Block = tuple[Task, ...]
R = TypeVar("R")
Call = Callable[[Maker, Path, Block], R]
"""Makes a block of rows in a folder."""


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
    blocks = [tuple(tasks[at : at + _BLOCK]) for at in range(0, len(tasks), _BLOCK)]
    for block, made in in_processes(work, made_of, blocks, jobs):
        if made is not None:
            yield from made
            continue
        for task in block:
            for _, alone in in_processes(work, made_of, [(task,)], 1):
                yield from alone or (lost(task),)


def made_of(maker: Maker, folder: Path, block: Block) -> tuple[Outcome, ...]:
    """What comes of a block of rows."""
    return tuple(maker.make(task, folder) for task in block)


def lost(task: Task) -> Outcome:
    """That the process has ended that made a row."""
    message = say("The process that made this brochure has ended before its time.")
    found = (Diagnostic("row-lost", message),)
    return Outcome(task.number, task.name, "failed", 0.0, (), found)


def in_processes(
    work: Work, call: Call[R], blocks: Iterable[Block], jobs: int
) -> Iterator[tuple[Block, R | None]]:
    """What comes of blocks of rows in processes of their own, in no order.

    Args:
        work: what is made.
        call: makes a block: a function of a module.
        blocks: the rows.
        jobs: how many processes.

    Returns:
        Each block with what comes of it; None where a process has ended before its time: that
        block, or another that was being made then, has ended it.
    """
    left = deque(blocks)
    while left:
        yield from _in_pool(work, call, left, min(jobs, len(left)))


def _in_pool(
    work: Work, call: Call[R], blocks: deque[Block], jobs: int
) -> Iterator[tuple[Block, R | None]]:
    """As `in_processes`, until all are made or a process ends before its time."""
    running: dict[Future[R], Block] = {}
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(work,)) as pool:
        try:
            while blocks or running:
                while blocks and len(running) < _AHEAD * jobs:
                    running[pool.submit(_done, call, blocks[0])] = blocks[0]
                    blocks.popleft()
                for done in wait(running, return_when=FIRST_COMPLETED).done:
                    result = done.result()
                    yield running.pop(done), result
        except BrokenProcessPool:
            yield from ((block, None) for block in running.values())
        except BaseException:  # the call was stopped: so is what it has started
            for process in multiprocessing.active_children():
                process.terminate()
            raise


_MAKERS: list[tuple[Maker, Path]] = []
"""That of this process, if it is one that makes rows."""


def _begin(work: Work) -> None:
    """Begin a process that makes rows."""
    end_with_parent()
    _MAKERS[:] = [(Maker(work.project, work.order), work.folder)]


@roomy
def _done(call: Call[R], block: Block) -> R:
    """What comes of a block of rows, in a process of the pool."""
    ((maker, folder),) = _MAKERS
    return call(maker, folder, block)


def made_anew(project: Project, order: Order, task: Task) -> tuple[FileMade, ...]:
    """The files of a row as a process makes them that has made nothing else; none if it fails."""
    try:
        place = Place(project.publication.file)
        return confined(tuple[FileMade, ...], place, made_slowly, project, order, task)
    except DepliantError:
        return ()
