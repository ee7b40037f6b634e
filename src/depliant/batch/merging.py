"""All brochures of a batch as one press file, and a table of where each of them is in it."""

from __future__ import annotations

import csv
import io
import time
from functools import partial
from pathlib import Path
from typing import NamedTuple

from depliant import files
from depliant.batch.lane import Filled, Lane, Like
from depliant.batch.making import Maker, Order, Refused, Task, worst
from depliant.batch.outcomes import Outcome
from depliant.batch.report import inert
from depliant.build.project import Project
from depliant.build.session import Composed, Session
from depliant.display.items import DisplayDocument
from depliant.errors import DepliantError, Diagnostic
from depliant.layout.sharing import Shared
from depliant.sentences import say
from depliant.writers.merged_pdf import Merging, shared


class Placed(NamedTuple):
    """Where a brochure is in the merged file: its first page, from 1, and how many it has."""

    task: Task
    language: str
    page: int
    pages: int


_Pages = tuple[str, DisplayDocument]
"""The language of an edition, and its pages."""


def _filled(like: Like | None, task: Task) -> Filled | None:
    """The slots of a row; None where it is to be set in full."""
    try:
        return like.filled(task.row) if like is not None else None
    except (LookupError, DepliantError):
        return None


class Merger:
    """Makes one press file of rows.

    Args:
        project: as it is for nobody in particular.
        order: what is made of every row.
        sample: the numbers of rows that are set in full, and compared with what the lane makes.
    """

    def __init__(self, project: Project, order: Order, sample: frozenset[int]) -> None:
        self._maker = Maker(project, order)
        self._order = order
        self._sample = sample
        self._lanes = {one: Lane(self._maker.overlay) for one in order.languages}
        self.quick = 0
        self.compared: set[int] = set()
        self.different: set[int] = set()
        self._shared: dict[str, Shared] = {}
        self._merging: Merging | None = None
        self.placed: list[Placed] = []

    def take(self, task: Task) -> Outcome:
        """Make the pages of a row, and add them: all of them, or none."""
        started = time.perf_counter()
        found: tuple[Diagnostic, ...] = ()
        try:
            pages = self._by_lane(task)
            is_like = pages is not None
            if pages is None:
                pages, found = self._in_full(task)
            for language, document in pages:
                self._add(document, language, task, is_like=is_like)
        except Refused as fault:
            seconds = time.perf_counter() - started
            return Outcome(task.number, task.name, "failed", seconds, (), worst(fault.found))
        seconds = time.perf_counter() - started
        return Outcome(task.number, task.name, "made", seconds, (), worst(found))

    def _by_lane(self, task: Task) -> list[_Pages] | None:
        """The pages of a row that is like others; None where it is to be set in full."""
        if task.number in self._sample:
            return None
        pages = []
        for language in self._order.languages:
            like = self._lanes[language].like(task.row)
            filled = _filled(like, task)
            if like is None or filled is None or not like.is_judged(filled):
                return None
            pages.append((language, like.document(filled)))
        self.quick += 1
        return pages

    def _in_full(self, task: Task) -> tuple[list[_Pages], tuple[Diagnostic, ...]]:
        """The pages of a row, set in full, and what was found.

        Raises:
            Refused: it has errors.
        """
        pages: list[_Pages] = []
        found: list[Diagnostic] = []
        for session, composed in self._maker.editions(task):
            language, composition = composed.edition.language, composed.composition
            try:
                found += (*composed.diagnostics, *self._judged(session, composed))
            except DepliantError as fault:
                raise Refused((*found, *fault.diagnostics)) from None
            self._begin(session, composed)
            self._compared(task, composed)
            self._lanes[language].learn(task.row, session, composed)
            pages.append((language, self._shared[language].imposed(composition)))
        return pages, tuple(found)

    def _compared(self, task: Task, composed: Composed) -> None:
        """Compare a row of the sample with what the lane would have made of it."""
        lane = self._lanes[composed.edition.language]
        like = lane.like(task.row)
        filled = _filled(like, task)
        if task.number not in self._sample or like is None or filled is None:
            return
        self.compared.add(task.number)
        if not like.is_same(filled, composed):
            self.different.add(task.number)
            lane.forget(task.row)

    def _judged(self, session: Session, composed: Composed) -> tuple[Diagnostic, ...]:
        """What is found in a file of the row alone, which is written if it is of a new kind.

        Raises:
            DepliantError: what keeps it from being written.
            Refused: preflight has found errors.
        """
        maker = self._maker
        if maker.is_known(session, composed, "press"):
            return ()
        outputs = session.write(composed, "press")
        found = maker.judged(session, composed, "press", outputs)
        if any(one.severity == "error" for one in found):
            raise Refused(found)
        return found

    def _begin(self, session: Session, composed: Composed) -> None:
        """Begin the file with the first brochure of all, and of each language."""
        language = composed.edition.language
        if self._merging is None:
            self._merging = Merging(session.document(composed, "press"), session.spec)
        if language not in self._shared:
            share = partial(shared, bleed=session.spec.bleed)
            self._shared[language] = Shared(composed.composition, share)

    def _add(self, document: DisplayDocument, language: str, task: Task, *, is_like: bool) -> None:
        """Add the pages of an edition of a row.

        Raises:
            Refused: it has an ink of its own.
        """
        assert self._merging is not None, "the first brochure begins the file"
        page = self._merging.pages + 1
        try:
            self._merging.add(document, task.name, is_like=is_like)
        except DepliantError as fault:
            raise Refused(fault.diagnostics) from None
        self.placed.append(Placed(task, language, page, len(document.pages)))

    def save(self, path: Path) -> tuple[int, Path]:
        """Write the file, and beside it the table of where each brochure is in it.

        Returns:
            How many bytes the file has, and the table's path.

        Raises:
            InputError: they cannot be written.
        """
        if self._merging is None:
            return 0, path
        data = self._merging.finish()
        hint = say("Free some room, or name another file with --merge.")
        table = path.with_name(f"{path.stem}.records.csv")
        files.save(path.parent, {path.name: data, table.name: self._records()}, hint)
        return len(data), table

    def _records(self) -> bytes:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(("row", "name", "edition", "first page", "pages"))
        for one in self.placed:
            writer.writerow(
                (one.task.number, inert(one.task.name), one.language, one.page, one.pages)
            )
        return text.getvalue().encode("utf-8-sig")
