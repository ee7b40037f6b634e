"""All brochures of a batch as one press file, and a table of where each of them is in it.

Both are written as rows are made, so that a file of any length takes no more memory than a short
one. What is written does not depend on which rows are the sample's: they are set in full beside
what the lane makes of them, and compared.
"""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import os
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from msgspec.structs import replace

from depliant.batch.lane import Filled, Lane, Like, varies
from depliant.batch.making import Maker, Order, Refused, Task, worst
from depliant.batch.outcomes import FileMade, Outcome
from depliant.batch.overlay import Overlay
from depliant.batch.report import inert
from depliant.build.session import Composed, PagesAsked, Session
from depliant.display.items import DisplayDocument, Item, Metadata
from depliant.errors import DepliantError, Diagnostic
from depliant.layout.impose import Paper, laid_out
from depliant.layout.sharing import Shared
from depliant.piecewise import putting
from depliant.writers.merged_pdf import Merging, Sheets, shared

Pages = tuple[str, DisplayDocument]
"""The language of an edition, and its pages."""


class Over(NamedTuple):
    """The pages of an edition that is like others: what they share, and what is painted over it."""

    language: str
    ground: DisplayDocument
    own: tuple[tuple[Item, ...], ...]


Tell = Callable[[Outcome], None]
"""Is told of a row as it is done."""


def _unseen(_: Outcome) -> None:
    """Tell nobody."""


def _filled(like: Like | None, task: Task) -> Filled | None:
    """The slots of a row; None where it is to be set in full."""
    try:
        return like.filled(task.row) if like is not None else None
    except (LookupError, DepliantError):
        return None


class Bound(NamedTuple):
    """What came of a merged file: of each row, the files, and of the rows of the sample."""

    outcomes: tuple[Outcome, ...]
    files: tuple[FileMade, ...] = ()
    compared: tuple[int, ...] = ()
    different: tuple[int, ...] = ()


class Merger:
    """Makes one press file of rows.

    Args:
        maker: makes rows in full.
        sample: the numbers of rows that are set in full as well, and compared.
        book: takes the pages.
    """

    def __init__(self, maker: Maker, sample: Collection[int], book: Book) -> None:
        self._maker = maker
        self._languages = maker.order.languages
        self._sample = sample
        self._book = book
        self._lanes = {one: Lane(maker.overlay) for one in self._languages}
        self._shared: dict[str, Shared] = {}
        self.compared: set[int] = set()
        self.different: set[int] = set()

    def take(self, task: Task) -> Outcome:
        """Make the pages of a row, and add them: all of them, or none.

        Raises:
            OSError: the file cannot be written to.
        """
        started = time.perf_counter()
        found: tuple[Diagnostic, ...] = ()
        try:
            likes = self._by_lane(task)
            if likes is None:
                pages, found = self._in_full(task)
                self._book.add(pages, task)
            else:
                self._book.add_over(likes, task)
        except Refused as fault:
            seconds = time.perf_counter() - started
            return Outcome(task.number, task.name, "failed", seconds, (), worst(fault.found))
        seconds = time.perf_counter() - started
        quick = likes is not None
        return Outcome(task.number, task.name, "made", seconds, (), worst(found), quick)

    def _by_lane(self, task: Task) -> list[Over] | None:
        """The pages of a row that is like others; None where it is to be set in full."""
        likes = []
        for language in self._languages:
            like = self._lanes[language].like(task.row)
            filled = _filled(like, task)
            if like is None or filled is None or not like.is_judged(filled):
                return None
            likes.append(Over(language, like.ground, like.own(filled)))
        return likes if task.number not in self._sample or self._is_same(task) else None

    def _is_same(self, task: Task) -> bool:
        """Whether a row of the sample is painted by the lane as it is when set in full.

        Raises:
            Refused: it has errors.
        """
        self.compared.add(task.number)
        for _, composed in self._maker.editions(task):
            lane = self._lanes[composed.edition.language]
            like = lane.like(task.row)
            filled = _filled(like, task)
            if like is None or filled is None or not like.is_same(filled, composed):
                self.different.add(task.number)
                lane.forget(task.row)
        return task.number not in self.different

    def _in_full(self, task: Task) -> tuple[list[Pages], tuple[Diagnostic, ...]]:
        """The pages of a row, set in full, and what was found.

        Raises:
            Refused: it has errors.
        """
        pages: list[Pages] = []
        found: list[Diagnostic] = []
        for session, composed in self._maker.editions(task):
            language, composition = composed.edition.language, composed.composition
            try:
                found += (*composed.diagnostics, *self._judged(session, composed))
                self._book.begin(session, composed, self._maker.overlay)
            except DepliantError as fault:
                raise Refused((*found, *fault.diagnostics)) from None
            if language not in self._shared:
                share = partial(shared, bleed=session.spec.bleed)
                self._shared[language] = Shared(composition, share)
            self._lanes[language].learn(task.row, session, composed)
            pages.append((language, self._shared[language].imposed(composition)))
        return pages, tuple(found)

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


class Book:
    """A merged file that is being written, and beside it the table of what is where in it.

    Args:
        pages: takes the file.
        table: takes the table.
        order: what is made of rows.
        name: what the file is called where its rows' titles differ.

    Raises:
        OSError: they cannot be written to.
    """

    def __init__(self, pages: BinaryIO, table: BinaryIO, order: Order, name: str) -> None:
        self._stream = pages
        self._name = name
        self._order = order
        self._entered: list[tuple[int, str, str, int, int]] = []
        self._merging: Merging | None = None
        self._text = io.TextIOWrapper(table, "utf-8-sig", newline="", write_through=True)
        self._rows = csv.writer(self._text, lineterminator="\r\n")
        on_sheets = ("cell",) if order.impose is not None else ()
        self._rows.writerow(("row", "name", "edition", "first page", "pages", *on_sheets))

    def begin(self, session: Session, composed: Composed, overlay: Overlay) -> None:
        """Begin the file with the first brochure of all.

        Args:
            session: that of the row.
            composed: its brochure.
            overlay: lays rows over the project.

        Raises:
            InputError: what is asked for cannot be merged.
        """
        if self._merging is None:
            document, spec = session.document(composed, "press"), session.spec
            how, sheets = self._order.impose, None
            if how is not None:
                asked = session.project, session.memory, self._order.marks
                spec = Session(*asked, pages=PagesAsked(how)).spec
                paper = Paper(composed.sheet.format, spec.bleed)
                sheets = Sheets(partial(laid_out, how=how, paper=paper), how.kind != "stack")
            said = _of_all(document.metadata, overlay, self._name)
            document = replace(document, metadata=said)
            self._merging = Merging(document, spec, self._stream, sheets)

    def add(self, pages: Sequence[Pages], task: Task) -> None:
        """Add the editions of a row.

        Raises:
            Refused: it has an ink of its own.
        """
        merging = self._begun()
        try:
            merging.check(*(document for _, document in pages))
        except DepliantError as fault:
            raise Refused(fault.diagnostics) from None
        for language, document in pages:
            first = merging.added
            merging.add(document, task.name)
            self._note(task, language, first)

    def add_over(self, likes: Sequence[Over], task: Task) -> None:
        """Add the editions of a row that is like one before."""
        merging = self._begun()
        for language, ground, own in likes:
            first = merging.added
            merging.add_over(ground, own, task.name)
            self._note(task, language, first)

    def _begun(self) -> Merging:
        assert self._merging is not None, "the first brochure begins the file"
        return self._merging

    def _note(self, task: Task, language: str, first: int) -> None:
        """Enter an edition whose pages were added after `first` others."""
        count = self._begun().added - first
        entry = task.number, inert(task.name), language, first, count
        if self._order.impose is None:
            self._rows.writerow((*entry[:3], first + 1, count))
        else:
            self._entered.append(entry)

    def end(self) -> int:
        """Write the end of both, and give how many pages there are.

        Raises:
            InputError: the pages cannot be put on sheets so.
        """
        if self._merging is not None:
            self._merging.finish()
        for *entry, first, count in self._entered:
            page, cell = self._begun().places[first]
            self._rows.writerow((*entry, page, count, cell))
        self._text.detach()
        return 0 if self._merging is None else self._merging.pages


def _of_all(metadata: Metadata, overlay: Overlay, name: str) -> Metadata:
    """What a file of many rows says of itself: nothing that is true of one of them alone.

    Args:
        metadata: what the brochure of a row says.
        overlay: lays rows over the project.
        name: the title where the rows' own differ.
    """
    content, own = overlay.project.publication.content, overlay.own
    is_one_keyword = any(varies(words, own) for words in content.keywords)
    return replace(
        metadata,
        title=name if varies(content.title, own) else metadata.title,
        subject="" if varies(content.subject or "", own) else metadata.subject,
        author="" if varies(content.author or "", own) else metadata.author,
        keywords=() if is_one_keyword else metadata.keywords,
    )


def bound(
    maker: Maker, tasks: Iterable[Task], path: Path, sample: Collection[int], tell: Tell = _unseen
) -> Bound:
    """Make one press file of rows, and the table beside it; neither where no row is sound.

    Args:
        maker: makes rows in full.
        tasks: the rows.
        path: that of the file.
        sample: the numbers of rows that are set in full as well, and compared.
        tell: is told of each row as it is done.

    Raises:
        OSError: the files cannot be written.
    """
    outcomes: list[Outcome] = []
    count = 0
    with contextlib.suppress(_Nothing), putting(path) as pages, putting(table_of(path)) as table:
        book = Book(pages, table, maker.order, path.stem)
        merger = Merger(maker, sample, book)
        for task in tasks:
            outcomes.append(merger.take(task))
            tell(outcomes[-1])
        if not (count := book.end()):
            raise _Nothing
    if not any(one.state == "made" for one in outcomes):
        return Bound(tuple(outcomes))
    found = sorted(merger.compared), sorted(merger.different)
    files = file_made(path, count), file_made(table_of(path), 0)
    return Bound(tuple(outcomes), files, *map(tuple, found))


class _Nothing(Exception):  # noqa: N818
    """There is not a row to bind."""


def table_of(path: Path) -> Path:
    """The table beside a merged file."""
    return path.with_name(f"{path.stem}.records.csv")


def file_made(path: Path, pages: int) -> FileMade:
    """What is noted of a file that is there.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return FileMade(path.name, digest, os.fstat(stream.fileno()).st_size, pages)
