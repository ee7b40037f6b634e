"""Versions of a project that can be compared with the pages as they are now.

As the preview found it when it started, or as it was before the last save; an issue; a commit of
the git repository that the folder lies in; a PDF in the folder or in `out`. Which there are is
told by names that are made here, and only those are taken: no path, no revision and no name that
a browser sends reaches the disk or git.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from depliant.build.project import Project
from depliant.build.session import Session
from depliant.compare import revision
from depliant.content.issues import issue_printed
from depliant.errors import DepliantError, Diagnostic, InputError
from depliant.figures.issues import issue_names
from depliant.preview.builder import Builder
from depliant.preview.making import made
from depliant.preview.pdf_pages import Read, read_pdf
from depliant.preview.snapshot import Pages
from depliant.sentences import say

Kind = Literal["start", "before", "issue", "file", "git"]
MOST_FILES: Final = 40
"""PDFs that are listed, the newest first."""
MOST_BYTES: Final = 64 * 1024 * 1024
"""Of a PDF that can be compared."""
_KEPT: Final = 3
"""Versions that are held: the last that were asked for."""
_FRESH: Final = 3.0
"""Seconds that what git has told of its commits is taken for true."""
_COMMIT: Final = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")


class Former(Struct, frozen=True):
    """A version that there is: its id, what it is called, what is said of it, its day."""

    id: str
    kind: Kind
    name: str = ""
    note: str = ""
    day: str = ""


class Laid(Struct, frozen=True, eq=False):
    """A version in one language: its pages, or the PDF that it is; else what is wrong with it."""

    pages: Pages | None = None
    read: Read | None = None
    data: bytes = b""
    faults: tuple[Diagnostic, ...] = ()


class FormerVersions:
    """What there was of a project.

    Args:
        builder: who has the project.
    """

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._lock, self._asking = threading.Lock(), threading.Lock()
        self._known: dict[str, Former] = {}
        self._told: tuple[float, tuple[Former, ...]] = (-_FRESH, ())
        self._laid: OrderedDict[tuple[object, ...], Laid] = OrderedDict()

    def listed(self) -> tuple[Former, ...]:
        """All versions that there are, kind by kind, the newest of each first."""
        every = (*self._own(), *self._issues(), *self._files(), *self._commits())
        self._known = {one.id: one for one in every}
        return every

    def named(self, name: str) -> Former | None:
        """The version of an id, if it was listed before or is now; None if there is no such."""
        return self._known.get(name) or next((one for one in self.listed() if one.id == name), None)

    def laid(self, former: Former, language: str) -> Laid:
        """A version in a language; nothing is raised."""
        with self._lock:  # one after the other, and each once
            try:
                key = (former.id, language, self._stamp(former))
                if key not in self._laid:
                    self._laid[key] = self._read(former, language)
                self._laid.move_to_end(key)
                while len(self._laid) > _KEPT or self._holds_too_much():
                    self._laid.popitem(last=False)
                return self._laid[key]
            except DepliantError as fault:
                return Laid(faults=fault.diagnostics)
            except OSError:
                return Laid(faults=(_gone(former),))

    def _holds_too_much(self) -> bool:
        every = self._laid.values()
        return len(every) > 1 and sum(len(one.data) for one in every) > MOST_BYTES

    def _own(self) -> Iterator[Former]:
        first, before = self._builder.first, self._builder.before
        if first is not None:
            yield Former("start", "start", day=self._builder.started)
        if before is not None:
            yield Former("before", "before")

    def _issues(self) -> Iterator[Former]:
        project = self._builder.project
        if project is None:
            return
        content = project.publication.content
        for name in reversed(issue_names(content)):
            if name != content.issue:
                issue = content.issues.get(name)
                day = str(issue.date) if issue is not None and issue.date else ""
                yield Former(f"issue-{_short(name)}", "issue", issue_printed(name), name, day)

    def _files(self) -> Iterator[Former]:
        found = []
        for path in self._pdfs():
            with suppress(OSError):
                known = path.stat()
                if path.is_file() and 0 < known.st_size <= MOST_BYTES:
                    found.append((known.st_mtime, path))
        for at, path in sorted(found, reverse=True)[:MOST_FILES]:
            name = path.relative_to(self._builder.root).as_posix()
            day = datetime.fromtimestamp(at, UTC).date().isoformat()
            yield Former(f"file-{_short(name)}", "file", path.name, name, day)

    def _pdfs(self) -> Iterator[Path]:
        """The PDFs in the folder and in `out`; no link is followed out of it."""
        root = self._builder.root
        for folder in (root, root / "out"):
            with suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.lower().endswith(".pdf") and not entry.is_symlink():
                        yield Path(entry.path)

    def _commits(self) -> tuple[Former, ...]:
        """What git tells, which of a large repository takes its time."""
        with self._asking:
            at, found = self._told
            if time.monotonic() - at > _FRESH:
                found = tuple(self._listed_commits())
                self._told = time.monotonic(), found
            return found

    def _listed_commits(self) -> Iterator[Former]:
        root = self._builder.root
        if not root.is_dir():
            return
        for one in revision.commits(root):
            if _COMMIT.fullmatch(one.id):
                name = ", ".join(one.tags) or one.id[:8]
                yield Former(f"git-{one.id}", "git", name, one.subject, one.day)

    def _stamp(self, former: Former) -> object:
        """What else a version is known by: what it is read from may have changed."""
        if former.kind == "file":
            known = (self._builder.root / former.note).stat()
            return known.st_mtime_ns, known.st_size
        return self._builder.version if former.kind in ("issue", "before") else None

    def _read(self, former: Former, language: str) -> Laid:
        if former.kind == "file":
            return self._file(former)
        project = self._project(former)
        session = Session(project, self._builder.memory)
        result = made(session, language)
        faults = tuple(one.diagnostic for one in result.findings if result.pages is None)
        return Laid(pages=result.pages, faults=faults)

    def _project(self, former: Former) -> Project:
        builder = self._builder
        remember = builder.memory.remember
        if former.kind == "issue":
            return Project.read(builder.root, issue=former.note, remember=remember)
        if former.kind == "git":
            with tempfile.TemporaryDirectory(prefix="depliant-") as scratch:
                into = Path(scratch)
                commit = former.id.removeprefix("git-")
                return Project.read(
                    revision.extract(commit, "./", builder.root, into), remember=remember
                )
        found = builder.first if former.kind == "start" else builder.before
        if found is None:
            raise InputError(_gone(former))
        return found

    def _file(self, former: Former) -> Laid:
        path = self._builder.root / former.note
        with path.open("rb") as file:
            data = file.read(MOST_BYTES)
        return Laid(read=read_pdf(data, former.name), data=data)


def _gone(former: Former) -> Diagnostic:
    name = former.name or former.kind
    return Diagnostic("compare-side", say("“{name}” is no longer there.", name=name))


def _short(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:16]
