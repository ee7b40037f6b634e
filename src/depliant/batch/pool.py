"""The processes that make rows, and what happens where one of them ends before its time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Final, NamedTuple, Protocol, TypeVar

from depliant.batch.making import Maker, Order, Task, made_slowly
from depliant.batch.outcomes import FileMade, Outcome
from depliant.bounds import LONG
from depliant.build.project import Project
from depliant.confined import confined
from depliant.errors import DepliantError, Diagnostic, Place
from depliant.roomy import roomy
from depliant.sentences import say
from depliant.workers import end_with_parent, workers

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
"""Makes a block of rows in a folder: a function of a module."""


class Hands(Protocol):
    """Who makes blocks of rows: this process, several, or a cluster.

    `rows` is how many a block best has; `here` says that this process makes them.
    """

    rows: int
    here: bool

    def made(
        self, call: Call[R], kind: type[R], blocks: Iterable[Block]
    ) -> Iterator[tuple[Block, R | None]]:
        """What comes of blocks of rows, in no order.

        Args:
            call: makes a block.
            kind: the type of what it gives.
            blocks: the rows.

        Returns:
            Each block with what comes of it; None where whoever made it has ended before its time:
            that block has ended it, or another that was being made then.
        """
        ...


def outcomes_of(hands: Hands, tasks: Sequence[Task]) -> Iterator[Outcome]:
    """What comes of rows, as they are done; by several hands in no order."""
    size = hands.rows
    blocks = (tuple(tasks[at : at + size]) for at in range(0, len(tasks), size))
    kind = tuple[Outcome, ...]
    for block, made in hands.made(_rows, kind, blocks):
        if made is not None:
            yield from made
            continue
        for task in block:
            for _, alone in hands.made(_rows, kind, [(task,)]):
                yield from alone or (lost(task),)


def _rows(maker: Maker, folder: Path, block: Block) -> tuple[Outcome, ...]:
    """What comes of a block of rows, each a file of its own."""
    return tuple(maker.make(task, folder) for task in block)


def lost(task: Task) -> Outcome:
    """That whoever made a row has ended before its time."""
    message = say("The process that made this brochure has ended before its time.")
    found = (Diagnostic("row-lost", message),)
    return Outcome(task.number, task.name, "failed", 0.0, (), found)


class Here:
    """This process makes rows.

    Args:
        work: what is made.
    """

    rows, here = 1, True

    def __init__(self, work: Work) -> None:
        self._maker = Maker(work.project, work.order)
        self._folder = work.folder

    def made(
        self, call: Call[R], kind: type[R], blocks: Iterable[Block]
    ) -> Iterator[tuple[Block, R | None]]:
        """As `Hands.made`."""
        for block in blocks:
            yield block, call(self._maker, self._folder, block)


class Processes:
    """Processes of this machine make rows; they end with the call.

    Args:
        work: what is made.
        jobs: how many there are.
    """

    rows, here = 16, False

    def __init__(self, work: Work, jobs: int) -> None:
        self._work, self._jobs = work, jobs

    def made(
        self, call: Call[R], kind: type[R], blocks: Iterable[Block]
    ) -> Iterator[tuple[Block, R | None]]:
        """As `Hands.made`."""
        left = deque(blocks)
        while left:
            yield from _in_pool(self._work, call, left, min(self._jobs, len(left)))


def _in_pool(
    work: Work, call: Call[R], blocks: deque[Block], jobs: int
) -> Iterator[tuple[Block, R | None]]:
    """As `Hands.made`, until all are made or a process ends before its time."""
    running: dict[Future[R], Block] = {}
    with workers(jobs, _begin, work) as pool:
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
        asked = (project, order, task)
        return confined(tuple[FileMade, ...], place, made_slowly, *asked, seconds=LONG)
    except DepliantError:
        return ()
