"""The builder: one thread that builds what changed, and tells of it.

Changes that come while it builds are one change; what is asked for last is built first. A file
that cannot be read may be half written: the builder waits a moment for the rest before it says so.
What takes its time is looked at by a second thread once nothing has changed for a while, and given
up as soon as something does.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from msgspec.structs import replace

from depliant.build.memory import Memory
from depliant.build.project import Project
from depliant.build.session import Session
from depliant.errors import DepliantError, Diagnostic, Place
from depliant.preview.making import Made, boxed, drafted, further_looks, made, placed
from depliant.preview.snapshot import Finding, Pages, Snapshot, State
from depliant.sentences import say
from depliant.source.folder import Folder
from depliant.source.folder import Snapshot as FilesRead

GRACE: Final = 0.2
"""Seconds that a file which cannot be read may take to become whole."""
REST: Final = 0.7
"""Seconds without a change after which all the rest is looked at."""
_SOON: Final = 0.8
"""Seconds that a draft may take before one is told that the pages are those from before."""
_KEPT_CLOSED: Final = 2
"""Editions whose pages are kept although nobody looks at them: somebody may look again."""


class Tells(Protocol):
    """Who is told of what was built."""

    def publish(self, edition: str, snapshot: Snapshot) -> None:
        """A snapshot of an edition is there; a later one takes its place."""

    def working(self, is_working: bool) -> None:
        """Whether something is being built."""


class Builder:
    """Builds a project's editions when they change.

    An edition is asked for by its language, or by "": that of the source, whichever it is.

    Args:
        root: the project's folder.
        tells: who is told; called from the builder's threads.
        memory: what was made before.
        folder: gives the project's files as they are to be shown, what was read of them before
            given; left out: as they are on the disk.
    """

    def __init__(
        self,
        root: Path,
        tells: Tells,
        memory: Memory | None = None,
        folder: Callable[[FilesRead | None], Folder] | None = None,
    ) -> None:
        self.root = root
        self._folder = folder or (lambda since: Folder(root, since))
        self._tells, self.memory = tells, memory or Memory()
        self._wake = threading.Condition()
        self._changes = 1  # the first build is one
        self._built = 0
        self._stopping = False
        self._wanted: dict[str, int] = {}
        self._project: Project | None = None
        self._first: Project | None = None
        self._before: Project | None = None
        self._version = 0
        self.started = ""
        self._latest: dict[str, Snapshot] = {}
        self._revision = 0
        self._threads = (
            threading.Thread(target=self._build, name="depliant-builder", daemon=True),
            threading.Thread(target=self._examine, name="depliant-examiner", daemon=True),
        )

    def start(self) -> None:
        """Begin to build."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End after what is being built."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(5.0)

    def changed(self) -> None:
        """Something in the project's folder is not as it was."""
        with self._wake:
            self._changes += 1
            self._wake.notify_all()

    def open(self, edition: str) -> None:
        """Somebody looks at an edition: it is built from now on, before those asked for earlier."""
        with self._wake:
            count = self._wanted.pop(edition, 0)
            self._wanted = {edition: count + 1, **self._wanted}
            if edition not in self._latest or count == 0:
                self._changes += 1
                self._wake.notify_all()

    def close(self, edition: str) -> None:
        """Somebody looks at an edition no longer."""
        with self._wake:
            count = self._wanted.get(edition, 0) - 1
            if count > 0:
                self._wanted[edition] = count
            else:
                self._wanted.pop(edition, None)
                closed = [one for one in self._latest if one not in self._wanted]
                for one in closed[:-_KEPT_CLOSED]:
                    del self._latest[one]

    def latest(self, edition: str) -> Snapshot | None:
        """The last snapshot of an edition."""
        with self._wake:
            return self._latest.get(edition)

    @property
    def project(self) -> Project | None:
        """The project as it could last be read."""
        return self._project

    @property
    def first(self) -> Project | None:
        """The project as it could first be read, at `started`: the time of the day ("14:05")."""
        return self._first

    @property
    def before(self) -> Project | None:
        """The project as it was before what was saved last; None where nothing was."""
        return self._before

    @property
    def version(self) -> int:
        """How often the project was read and was another one than before."""
        return self._version

    def _build(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._stopping or self._built != self._changes)
                if self._stopping:
                    return
                now, editions = self._changes, tuple(self._wanted)
            if editions:  # what nobody looks at is built when somebody does
                self._tells.working(True)
                self._round(now, editions)
                self._tells.working(False)
            with self._wake:
                self._built = now
                self._wake.notify_all()

    def _round(self, now: int, editions: tuple[str, ...]) -> None:
        """Build the editions that are open, as the project is now."""
        started = time.perf_counter()
        try:
            project = self._read()
        except DepliantError as fault:
            if self._waited(now, GRACE):
                for edition in editions:
                    self._failed(edition, fault)
            return
        is_same = self._project is not None and _same(project, self._project)
        if not is_same:
            self._take(project)
        self._project = project
        for edition in editions:
            former = self._latest.get(edition)
            built = former.project if former is not None else None
            if built is not None and _same(project, built):
                continue
            language = edition or project.publication.language
            try:
                result = made(Session(project, self.memory), language)
            except DepliantError as fault:
                result = Made(None, placed(fault.diagnostics, project.publication, None))
            seconds = time.perf_counter() - started
            self._publish(edition, language, result, project, seconds)
            if self._is_late(now):
                return

    def _take(self, project: Project) -> None:
        """Keep what the project was, to be compared with."""
        if self._first is None:
            self._first, self.started = project, time.strftime("%H:%M")
        self._before = self._project
        self._version += 1

    def _read(self) -> Project:
        """The project as it is now.

        Raises:
            DepliantError: what is wrong with it.
        """
        if not self.root.is_dir():
            raise DepliantError(gone(self.root))
        former = self._project
        folder = self._folder(former.files if former is not None else None)
        return Project.read(folder, remember=self.memory.remember)

    def _waited(self, now: int, seconds: float) -> bool:
        """Whether so many seconds went by without another change."""
        with self._wake:
            self._wake.wait_for(lambda: self._stopping or self._changes != now, seconds)
            return self._changes == now and not self._stopping

    def _is_late(self, now: int) -> bool:
        with self._wake:
            return self._changes != now or self._stopping

    def _failed(self, edition: str, fault: DepliantError) -> None:
        former, shown = self._project, self._latest.get(edition)
        publication = former.publication if former is not None else None
        result = Made(None, placed(fault.diagnostics, publication, None))
        language = edition or (publication.language if publication is not None else "")
        now, lock, is_made = self._changes, threading.Lock(), False

        def say_so() -> None:
            with lock:
                if not is_made:
                    self._publish(edition, language, result, None, 0.0)

        waiting = threading.Timer(_SOON, say_so)
        if shown is not None and shown.pages is not None:
            waiting.start()  # the pages from before are said to be such while a draft is made
        seen, tongue = self._anyway(edition, result, fault)
        with lock:
            is_made = True
        waiting.cancel()
        if not self._is_late(now) or shown is None:
            self._publish(edition, tongue or language, seen, None, 0.0)

    def _anyway(self, edition: str, result: Made, fault: DepliantError) -> tuple[Made, str]:
        """What can be shown of a project that cannot be read, and its language; else `result`."""
        remember = self.memory.remember
        try:
            project = Project.read(self._folder(None), remember=remember, draft=True)
            language = edition or project.publication.language
            return drafted(Session(project, self.memory), language, fault.diagnostics), language
        except DepliantError:
            return result, edition

    def _publish(
        self, edition: str, language: str, result: Made, project: Project | None, seconds: float
    ) -> None:
        with self._wake:
            former = self._latest.get(edition)
            pages, state = _shown(result, former)
            is_told = former is not None and former.project is None and project is None
            is_same = is_told and former is not None and former.findings == result.findings
            if is_same and former is not None and former.pages is pages:
                return
            self._revision += 1
            snapshot = Snapshot(
                self._revision, language, state, pages, result.findings, project, seconds
            )
            self._latest.pop(edition, None)  # the last that was built is the last to be dropped
            self._latest[edition] = snapshot
        self._tells.publish(edition, snapshot)

    def _examine(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._stopping or self._unsettled() is not None)
                if self._stopping:
                    return
                found, now = self._unsettled(), self._changes
            if found is not None and self._waited(now, REST):
                self._settle(*found)

    def _unsettled(self) -> tuple[str, Snapshot] | None:
        """A snapshot that was not looked at all through, of an edition that somebody looks at."""
        if self._built != self._changes:
            return None
        for edition, snapshot in self._latest.items():
            if edition in self._wanted and not snapshot.settled:
                return edition, snapshot
        return None

    def _settle(self, edition: str, snapshot: Snapshot) -> None:
        """Look at all of a snapshot, and tell of it again; nothing if a newer one has come."""
        found: list[Finding] = list(snapshot.findings)
        pages = snapshot.pages
        if pages is not None and snapshot.project is not None and snapshot.state != "kept":
            publication = snapshot.project.publication
            for look in further_looks(pages, snapshot.findings, snapshot.language):
                found += placed(tuple(look()), publication, pages.composed)
                if self._is_replaced(edition, snapshot):
                    return
            flaws = pages.session.located(pages.composed, [one.diagnostic for one in found])
            found = [*boxed(found, flaws, pages)]
        settled = replace(snapshot, findings=tuple(dict.fromkeys(found)), settled=True)
        with self._wake:
            if self._latest.get(edition) is not snapshot:
                return
            self._revision += 1
            settled = replace(settled, revision=self._revision)
            self._latest[edition] = settled
        self._tells.publish(edition, settled)

    def _is_replaced(self, edition: str, snapshot: Snapshot) -> bool:
        with self._wake:
            latest = self._latest.get(edition)
            return self._stopping or self._built != self._changes or latest is not snapshot


def _shown(result: Made, former: Snapshot | None) -> tuple[Pages | None, State]:
    """The pages that are shown of an edition: its own, or those that were shown before."""
    if result.pages is not None:
        return result.pages, "good" if result.pages.are_good else "draft"
    kept = former.pages if former is not None else None
    return (kept, "kept") if kept is not None else (None, "none")


def gone(root: Path) -> Diagnostic:
    """That the project's folder is not there."""
    return Diagnostic(
        "folder-gone",
        say("The folder {name} is no longer there.", name=root.name),
        Place(root.name),
        say("Put it back, or start the preview where it is now."),
    )


def _same(project: Project, former: Project) -> bool:
    """Whether a project is made from the same files as it was."""
    entries, others = project.files.entries, former.files.entries
    return entries.keys() == others.keys() and all(
        getattr(entry, "sha256", entry) == getattr(others[name], "sha256", others[name])
        for name, entry in entries.items()
    )
