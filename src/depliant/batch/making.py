"""One brochure: a row's words set, written, judged and saved.

A maker keeps a session's memory warm from row to row: what a row does not change is found there.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from depliant import files
from depliant.batch.kinds import Kind, kind_of
from depliant.batch.lane import Lane
from depliant.batch.outcomes import FileMade, Outcome
from depliant.batch.overlay import Overlay
from depliant.build.memory import Memory
from depliant.build.project import Project
from depliant.build.session import Composed, Session
from depliant.content.schema_rows import Row
from depliant.errors import DepliantError, Diagnostic, has_errors
from depliant.press.condition import MarkKind
from depliant.press.imposition import Imposition
from depliant.refusals import refusal
from depliant.sentences import say
from depliant.writers.targets import Output, target_named

_LANE: Final = "press"
"""The target that the checked lane makes; others say more of the row than its words."""
_FOUND: Final = 5
"""Findings of a row that are kept."""


class Order(Struct, frozen=True):
    """What is made of every row: the languages, the targets, and how they are judged.

    With `judge_all` each file is judged, and not only the first of its kind. Pages of merged files
    are put on sheets as `impose` says.
    """

    languages: tuple[str, ...]
    targets: tuple[str, ...]
    preflight: bool = True
    allow: tuple[str, ...] = ()
    marks: frozenset[MarkKind] | None = None
    judge_all: bool = False
    impose: Imposition | None = None


class Task(Struct, frozen=True):
    """A row to make: its number in the table, what its files are called, and its cells."""

    number: int
    name: str
    row: Row


Outputs = tuple[tuple[Output, ...], tuple[Diagnostic, ...]]
"""The files of a row, by their names in the folder, and what was found."""


class Refused(Exception):  # noqa: N818
    """A row that is not made, with what is wrong with it."""

    def __init__(self, found: Iterable[Diagnostic]) -> None:
        super().__init__()
        self.found = tuple(found)


class Maker:
    """Makes brochures of rows.

    Args:
        project: as it is for nobody in particular.
        order: what is made of every row.
        memory: what was made before.
    """

    def __init__(self, project: Project, order: Order, memory: Memory | None = None) -> None:
        self.overlay = Overlay(project)
        self.order = order
        self.memory = memory or Memory()
        self._judged: dict[Kind, tuple[Diagnostic, ...]] = {}
        self._lanes = {one: Lane(self.overlay) for one in order.languages}

    def session(self, row: Row) -> Session:
        """A session on the project as it is for a row.

        Raises:
            InputError: what is wrong with it.
        """
        return Session(self.overlay.project_for(row), self.memory, self.order.marks)

    def outputs(self, task: Task) -> Outputs:
        """The files of a row, by their names in the folder, and what was found.

        Raises:
            Refused: the row has errors.
        """
        return self._by_lane(task) or self._in_full(task)

    def _by_lane(self, task: Task) -> Outputs | None:
        """The files of a row that is like one before; None where it is to be set in full."""
        made: list[Output] = []
        try:
            for language in self.order.languages:
                like = self._lanes[language].like(task.row)
                filled = like.filled(task.row) if like is not None else None
                if like is None or filled is None or not like.is_judged(filled):
                    return None
                composed = like.composed(task.row, filled)
                if composed is None:
                    return None
                outputs = like.session.write(composed, _LANE)
                if self.order.judge_all and has_errors(
                    self.judged(like.session, composed, _LANE, outputs)
                ):
                    return None
                made += [named(one, task.name, like.session) for one in outputs]
        except (LookupError, DepliantError):
            return None
        return tuple(made), ()

    def _in_full(self, task: Task) -> Outputs:
        """The files of a row, set in full; it may be one that others are like.

        Raises:
            Refused: the row has errors.
        """
        made: list[Output] = []
        found: list[Diagnostic] = []
        learnt: list[tuple[Session, Composed]] = []
        for session, composed in self.editions(task):
            learnt.append((session, composed))
            found += composed.diagnostics
            try:
                for target in self.order.targets:
                    outputs = session.write(composed, target)
                    found += self.judged(session, composed, target, outputs)
                    made += [named(one, task.name, session) for one in outputs]
            except DepliantError as fault:
                raise Refused((*found, *fault.diagnostics)) from None
        if has_errors(found):
            raise Refused(found)
        for session, composed in learnt if self.order.targets == (_LANE,) else ():
            self._lanes[composed.edition.language].learn(task.row, session, composed)
        return tuple(made), tuple(found)

    def editions(self, task: Task) -> Iterator[tuple[Session, Composed]]:
        """The editions of a row, each laid out and without errors.

        Raises:
            Refused: the row has errors.
        """
        try:
            session = self.session(task.row)
            for language in self.order.languages:
                words = session.edition(language)
                if words.edition is None:
                    raise Refused(words.diagnostics)
                composed = session.compose(words)
                if has_errors(composed.diagnostics):
                    raise Refused(composed.diagnostics)
                yield session, composed
        except DepliantError as fault:
            raise Refused(fault.diagnostics) from None

    def judged(
        self, session: Session, composed: Composed, target: str, outputs: Sequence[Output]
    ) -> tuple[Diagnostic, ...]:
        """What preflight finds in the files of a row, or has found in those of its kind.

        Raises:
            InputError: a file cannot be read.
        """
        if not self.order.preflight or target_named(target).judged is None:
            return ()
        kind = kind_of(session.document(composed, target), target)
        if self.order.judge_all or kind not in self._judged:
            found: tuple[Diagnostic, ...] = ()
            for one in outputs:
                found = (*found, *session.judge(one.name, one.data, target, self.order.allow))
            self._judged[kind] = composed.words.seen(found)
        return self._judged[kind]

    def is_known(self, session: Session, composed: Composed, target: str) -> bool:
        """Whether a file of its kind was judged."""
        return kind_of(session.document(composed, target), target) in self._judged

    def make(self, task: Task, folder: Path) -> Outcome:
        """Make and save the files of a row: all of them, or none."""
        started = time.perf_counter()
        try:
            quick = self._by_lane(task)
            outputs, found = quick or self._in_full(task)
            saved = _saved(folder, outputs)
        except Refused as fault:
            seconds = time.perf_counter() - started
            return Outcome(task.number, task.name, "failed", seconds, (), worst(fault.found))
        seconds = time.perf_counter() - started
        return Outcome(
            task.number, task.name, "made", seconds, saved, worst(found), quick is not None
        )


def named(output: Output, name: str, session: Session) -> Output:
    """A file under the name of its row: library.1042.fr.press.pdf."""
    begin = session.project.publication.content.id
    rest = output.name.removeprefix(begin).lstrip(".") if "{" not in begin else output.name
    return output._replace(name=f"{stem_of(begin)}.{name}.{rest}")


def stem_of(begin: str) -> str:
    """What the files of all rows are called first, in a brochure whose own ones begin so."""
    return begin if "{" not in begin else "batch"


def _saved(folder: Path, outputs: Sequence[Output]) -> tuple[FileMade, ...]:
    """The files of a row on the disk: whole, and none where one finds no room.

    Raises:
        Refused: they cannot be written.
    """
    try:
        files.put_all(folder, {one.name: one.data for one in outputs})
    except OSError as fault:
        names = ", ".join(one.name for one in outputs)
        message = say("{path} cannot be written: {reason}.", path=names, reason=refusal(fault))
        raise Refused([Diagnostic("output-unwritable", message)]) from None
    return tuple(map(made_of, outputs))


def made_of(output: Output) -> FileMade:
    """What is noted of a file."""
    digest = hashlib.sha256(output.data).hexdigest()
    return FileMade(output.name, digest, len(output.data), output.pages)


def worst(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The gravest findings, each once and without the lines that they quote."""
    each = dict.fromkeys(one for one in found if one.severity in ("error", "warning"))
    ordered = sorted(each, key=lambda one: one.severity != "error")
    return tuple(replace(one, quoted=()) for one in ordered[:_FOUND])


def made_slowly(project: Project, order: Order, task: Task) -> tuple[FileMade, ...]:
    """The files of a row as a process makes them that has made nothing else."""
    try:
        outputs, _ = Maker(project, replace(order, preflight=False)).outputs(task)
    except Refused:
        return ()
    return tuple(map(made_of, outputs))
