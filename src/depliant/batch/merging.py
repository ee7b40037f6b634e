"""All brochures of a batch as one press file, and a table of where each of them is in it."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from depliant import files
from depliant.batch.making import Maker, Order, Refused, Task, worst
from depliant.batch.outcomes import Outcome
from depliant.batch.report import inert
from depliant.build.project import Project
from depliant.build.session import Composed, Session
from depliant.errors import DepliantError
from depliant.layout.paging import Shared
from depliant.sentences import say
from depliant.writers.merged_pdf import Merging, shared


class Placed(NamedTuple):
    """Where a brochure is in the merged file: its first page, from 1, and how many it has."""

    task: Task
    language: str
    page: int
    pages: int


class Merger:
    """Makes one press file of rows.

    Args:
        project: as it is for nobody in particular.
        order: what is made of every row.
    """

    def __init__(self, project: Project, order: Order) -> None:
        self._maker = Maker(project, order)
        self._shared: dict[str, Shared] = {}
        self._merging: Merging | None = None
        self.placed: list[Placed] = []

    def take(self, task: Task) -> Outcome:
        """Make the pages of a row, and add them: all of them, or none."""
        started = time.perf_counter()
        try:
            editions = list(self._maker.editions(task))
            found = [one for _, composed in editions for one in composed.diagnostics]
            for session, composed in editions:
                found += self._judged(session, composed)
            for session, composed in editions:
                self._add(session, composed, task)
        except Refused as fault:
            seconds = time.perf_counter() - started
            return Outcome(task.number, task.name, "failed", seconds, (), worst(fault.found))
        except DepliantError as fault:
            seconds = time.perf_counter() - started
            return Outcome(task.number, task.name, "failed", seconds, (), worst(fault.diagnostics))
        seconds = time.perf_counter() - started
        return Outcome(task.number, task.name, "made", seconds, (), worst(found))

    def _judged(self, session: Session, composed: Composed) -> Sequence[object]:
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

    def _add(self, session: Session, composed: Composed, task: Task) -> None:
        """Add the pages of an edition of a row."""
        language = composed.edition.language
        composition = composed.composition
        if self._merging is None:
            first = session.document(composed, "press")
            self._merging = Merging(first, session.spec)
        if language not in self._shared:
            share = partial(shared, bleed=session.spec.bleed)
            self._shared[language] = Shared(composition, share)
        document = self._shared[language].imposed(composition)
        page = self._merging.pages + 1
        self._merging.add(document, task.name)
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
