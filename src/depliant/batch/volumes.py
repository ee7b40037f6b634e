"""The merged files of a batch: one of all rows, or one of every so many.

Each is made from its own rows and nothing else. So it has the same bytes whichever process makes
it and whatever was made before, and one that is finished need not be made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from depliant.batch.making import Maker, Task
from depliant.batch.merging import Bound, bound
from depliant.batch.outcomes import Outcome
from depliant.batch.pool import Block, Hands, lost
from depliant.errors import Diagnostic
from depliant.refusals import refusal
from depliant.sentences import say


class Volume(NamedTuple):
    """A merged file: its name, its rows, and the digest of all that it is made from."""

    name: str
    tasks: tuple[Task, ...]
    of: str


def volumes(
    tasks: Sequence[Task], name: str, split: int | None, stamps: Mapping[int, str]
) -> tuple[Volume, ...]:
    """The merged files of rows.

    Args:
        tasks: the rows.
        name: that of the file; those of several are numbered: all-01.pdf.
        split: how many rows each has; None: one has all.
        stamps: the digest of what each row is made from, by its number.
    """
    size = split or max(len(tasks), 1)
    parts = [tuple(tasks[at : at + size]) for at in range(0, len(tasks), size)]
    stem, suffix = Path(name).stem, Path(name).suffix
    digits = max(2, len(str(len(parts))))
    found = []
    for number, part in enumerate(parts, 1):
        own = name if split is None else f"{stem}-{number:0{digits}}{suffix}"
        digest = hashlib.sha256("\n".join([own, *(stamps[one.number] for one in part)]).encode())
        found.append(Volume(own, part, digest.hexdigest()))
    return tuple(found)


def made(
    hands: Hands, todo: Sequence[Volume], sample: Collection[int], tell: Callable[[Outcome], None]
) -> Iterator[tuple[Volume, Bound]]:
    """Make merged files, each in one process.

    Args:
        hands: who makes them.
        todo: the files.
        sample: the numbers of rows that are set in full as well, and compared.
        tell: is told of each row as it is done.
    """
    by_first = {one.tasks[0].number: one for one in todo}
    names = {first: one.name for first, one in by_first.items()}
    call = partial(_named, names, frozenset(sample), tell if hands.here else _untold)
    for block, result in hands.made(call, Bound, (one.tasks for one in todo)):
        if result is None:
            ((_, result),) = hands.made(call, Bound, [block])
        result = result or Bound(tuple(map(lost, block)))
        for outcome in () if hands.here else result.outcomes:
            tell(outcome)
        yield by_first[block[0].number], result


def _named(
    names: Mapping[int, str],
    sample: frozenset[int],
    tell: Callable[[Outcome], None],
    maker: Maker,
    folder: Path,
    block: Block,
) -> Bound:
    """The merged file whose first row a block has; if it cannot be written all rows have failed."""
    name = names[block[0].number]
    try:
        return bound(maker, block, folder / name, sample, tell)
    except OSError as fault:
        message = say("{path} cannot be written: {reason}.", path=name, reason=refusal(fault))
        found = (Diagnostic("output-unwritable", message),)
        return Bound(
            tuple(Outcome(one.number, one.name, "failed", 0.0, (), found) for one in block)
        )


def _untold(_: Outcome) -> None:
    """Tell nobody: another process has nobody to tell."""
