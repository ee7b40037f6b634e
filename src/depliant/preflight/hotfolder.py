"""A hot folder: each PDF that is put into it is judged once, and sorted by what was found.

Nothing that was there is ever changed or written over. What is judged is a copy, taken when the
file has been quiet for a while, and this copy is sorted: what is accepted is what was judged.
All that is made lies in one folder below:

    preflight/index.html    what came, the newest first
    preflight/accepted      what every printer would take
    preflight/refused       what one of them would not, or what cannot be printed as it is
    preflight/unjudged      what met a bound or a fault of this program: neither good nor bad
    preflight/reports       a page for each of them
    preflight/judged.json   what was judged: nothing is judged twice, after a new start neither

A file that comes again under its name, changed, is another: it gets a number. Links are not
followed.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Final, Literal, NamedTuple

from msgspec import Meta, MsgspecError, Struct, json

from depliant import files
from depliant.bounds import FILE
from depliant.errors import Diagnostic, InputError
from depliant.locks import lock, unlock
from depliant.refusals import refusal
from depliant.sentences import Sentence, say

RESULTS: Final = "preflight"
QUIET: Final = 2.0
"""Seconds that a file must not change before it is taken."""
PATIENCE: Final = 30.0
"""The same for one that has no last line yet: it is probably being copied."""

_JUDGED: Final = "judged.json"
_INDEX: Final = "index.html"
_WORK: Final = ".judging"
_LOCK: Final = ".watched"
_TAIL: Final = 2048
_HINT = say("Free some room, or watch another folder.")

Verdict = Literal["accepted", "refused", "unjudged"]


class Judgement(NamedTuple):
    """What came of a file: the page that says it, and what an index tells."""

    verdict: Verdict
    page: str
    why: str = ""
    errors: int = 0
    warnings: int = 0


class Entry(Struct, frozen=True):
    """A file that was judged. `size` and `changed` (nanoseconds) tell it from a later one."""

    name: str
    size: Annotated[int, Meta(ge=0)]
    changed: int
    verdict: Verdict
    place: str
    report: str
    why: str = ""
    errors: int = 0
    warnings: int = 0
    when: str = ""


class Seen(NamedTuple):
    """How a file looked, and since when; `changed` is in nanoseconds."""

    size: int
    changed: int
    since: float


class Tools(NamedTuple):
    """What a hot folder is given: who judges, who writes the index, and what time it is."""

    judge: Callable[[Path], Judgement]
    listed: Callable[[list[Entry]], str]
    clock: Callable[[], float]
    """Seconds, from whenever."""

    now: Callable[[], str]
    """The moment as people write it."""


class HotFolder:
    """A folder that is watched; with `move` a file that was sorted leaves it."""

    def __init__(self, folder: Path, tools: Tools, *, move: bool = False) -> None:
        self._folder = folder
        self._results = folder / RESULTS
        self._tools = tools
        self._move = move
        self._seen: dict[str, Seen] = {}
        self.entries = self._known()

    @property
    def index(self) -> Path:
        """The page that lists all results."""
        return self._results / _INDEX

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """Keep other programs from watching the same folder.

        Raises:
            InputError: `hot-folder`: another does, or nothing can be written.
        """
        path = self._results / _LOCK
        try:
            self._results.mkdir(exist_ok=True)
            handle = lock(path, 0.0)
        except OSError as fault:
            message = say(
                "The folder {folder} cannot be watched: {reason}.",
                folder=self._folder,
                reason=refusal(fault),
            )
            raise _refused(message, say("Another may be watching it: one is enough.")) from fault
        try:
            files.settle(self._results)
            self._clear()
            self._save({})
            yield
        finally:
            self._clear()
            if handle is not None:
                unlock(handle, path, done=True)

    def look(self) -> Iterator[Entry]:
        """Judge and sort the files that are ready; each is told when it is sorted.

        Raises:
            InputError: `output-unwritable`.
        """
        found = dict(self._waiting())
        for gone in self._seen.keys() - found.keys():
            del self._seen[gone]
        for name, state in found.items():
            if self._is_ready(name, state):
                entry = self._sorted(name, state)
                if entry is not None:
                    yield entry

    def _known(self) -> list[Entry]:
        try:
            data = (self._results / _JUDGED).read_bytes()
            return json.decode(data, type=list[Entry])
        except FileNotFoundError:
            pass
        except (OSError, MsgspecError) as fault:
            message = say("What was judged before cannot be read: {name}.", name=_JUDGED)
            raise _refused(message, say("Put that file away: all is then judged anew.")) from fault
        if os.path.lexists(self._results):
            found = [name for name in os.listdir(self._results) if not name.startswith(".")]
            if found:
                message = say("The folder {folder} holds other things.", folder=self._results)
                raise _refused(message, say("Name it otherwise: results are put there."))
        return []

    def _waiting(self) -> Iterator[tuple[str, os.stat_result]]:
        """The PDFs that were not judged as they are now."""
        judged = {(one.name, one.size, one.changed) for one in self.entries}
        try:
            names = sorted(filter(_is_pdf, os.listdir(self._folder)))
        except OSError as fault:
            message = say(
                "The folder {folder} cannot be watched: {reason}.",
                folder=self._folder,
                reason=refusal(fault),
            )
            raise _refused(message, say("Call it again when it is there.")) from fault
        for name in names:
            with contextlib.suppress(OSError):
                state = (self._folder / name).lstat()
                key = name, state.st_size, state.st_mtime_ns
                if stat.S_ISREG(state.st_mode) and key not in judged:
                    yield name, state

    def _is_ready(self, name: str, state: os.stat_result) -> bool:
        """Whether a file has been as it is for long enough."""
        now = self._tools.clock()
        before = self._seen.get(name)
        if before is None or (before.size, before.changed) != (state.st_size, state.st_mtime_ns):
            self._seen[name] = Seen(state.st_size, state.st_mtime_ns, now)
            return False
        quiet = now - before.since
        return quiet >= PATIENCE or (quiet >= QUIET and self._has_end(name))

    def _has_end(self, name: str) -> bool:
        """Whether a file ends as a PDF does (7.5.5)."""
        with contextlib.suppress(OSError), (self._folder / name).open("rb") as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(file.tell() - _TAIL, 0))
            return b"%%EOF" in file.read(_TAIL)
        return False

    def _sorted(self, name: str, state: os.stat_result) -> Entry | None:
        """Judge a file and put it in its place; None if it has changed meanwhile."""
        path = self._folder / name
        del self._seen[name]
        taken = self._taken(path, state)
        if taken is None:
            return None
        copy, data = taken
        judged = self._tools.judge(copy)
        called = self._free(name)
        place = f"{judged.verdict}/{called}" if copy != path else ""
        report = f"reports/{called}.html"
        entry = Entry(
            name, state.st_size, state.st_mtime_ns, judged.verdict, place, report, judged.why,
            judged.errors, judged.warnings, self._tools.now(),
        )  # fmt: skip
        self.entries = [*self.entries, entry]
        self._save({report: judged.page.encode("utf-8")} | ({place: data} if place else {}))
        self._clear()
        if self._move and place:
            with contextlib.suppress(OSError):
                if _is_same(path, state):
                    path.unlink()
        return entry

    def _taken(self, path: Path, state: os.stat_result) -> tuple[Path, bytes] | None:
        """The copy of a file that is judged, and its bytes; None if it has changed meanwhile.

        A file beyond what is read is not copied: it is told so where it lies.
        """
        if state.st_size > FILE:
            return path, b""
        try:
            data = path.read_bytes()
            if len(data) != state.st_size or not _is_same(path, state):
                return None
        except OSError:
            return None
        files.save(self._results, {f"{_WORK}/{path.name}": data}, _HINT)
        return self._results / _WORK / path.name, data

    def _free(self, name: str) -> str:
        """A name that no file of the results has: the file's own, or that with a number."""
        stem, suffix = os.path.splitext(name)
        number, called = 1, name
        while any(
            os.path.lexists(self._results / folder / found)
            for folder, found in (
                ("accepted", called), ("refused", called), ("unjudged", called),
                ("reports", f"{called}.html"),
            )
        ):  # fmt: skip
            number += 1
            called = f"{stem} ({number}){suffix}"
        return called

    def _save(self, made: dict[str, bytes]) -> None:
        """Write what was made, with the index and the list: all of it or none."""
        index = self._tools.listed(self.entries).encode("utf-8")
        listed = json.format(json.encode(self.entries))
        files.save(self._results, {**made, _INDEX: index, _JUDGED: listed}, _HINT)

    def _clear(self) -> None:
        """Take away the copies that were judged."""
        work = self._results / _WORK
        with contextlib.suppress(OSError):
            for name in os.listdir(work):
                (work / name).unlink()
            work.rmdir()


def _is_pdf(name: str) -> bool:
    """Whether a file is a PDF by its name; one that nothing can write down is left alone."""
    return (
        name.lower().endswith(".pdf")
        and not name.startswith(".")
        and not any("\ud800" <= one <= "\udfff" for one in name)
    )


def _is_same(path: Path, state: os.stat_result) -> bool:
    found = path.lstat()
    return (found.st_size, found.st_mtime_ns, found.st_ino) == (
        state.st_size, state.st_mtime_ns, state.st_ino,
    )  # fmt: skip


def _refused(message: Sentence, hint: Sentence) -> InputError:
    return InputError(Diagnostic("hot-folder", message, hint=hint))
