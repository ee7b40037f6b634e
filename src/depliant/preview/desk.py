"""Where a project is edited: the draft that all its pages share, laid over the files, and saved.

Nothing is written to the project but by `save`, and by that only where the file on the disk is what
the draft stands on. What is not saved is kept beside the project's own files (`keeping`), so that
it outlasts the program.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal

from depliant import files
from depliant.build.project import Project
from depliant.errors import DepliantError, Diagnostic, InputError
from depliant.files import save
from depliant.preview import drafting, keeping
from depliant.preview.drafting import Draft
from depliant.preview.edits import Edit, parsed
from depliant.sentences import say
from depliant.source.decoding import decoded
from depliant.source.folder import Folder, Snapshot
from depliant.source.yaml import MAXIMUM_FILE
from depliant.translation import po

MARK: Final = "\ufeff"
"""What a file may begin with; it stays there."""
_HINT: Final = say("Free some room, or change its permissions.")

Outcome = Literal["saved", "changed", "conflict", "unreadable", "broken", "nothing"]
"""What came of saving: it was done; a file has changed meanwhile, and what is not saved lies on it
now; what somebody else wrote has to be looked at first; a file cannot be read; what is to be saved
could not be; there is nothing to save."""


class Desk:
    """The draft of one project; all that is asked of it may be asked from any thread.

    Args:
        root: the project's folder.
        changed: is called when the files are to be read again.
        told: is called when there is something to tell of the draft.
    """

    def __init__(
        self,
        root: Path,
        changed: Callable[[], None] = lambda: None,
        told: Callable[[], None] = lambda: None,
    ) -> None:
        self.root = root
        self._changed, self._told = changed, told
        self._lock = threading.RLock()
        self._draft = Draft()
        self._unread: dict[str, tuple[Diagnostic, ...]] = {}
        self.number = 0
        self.is_kept = True
        self.restored = 0
        self.rebased = 0
        self._restore()

    @property
    def draft(self) -> Draft:
        """What was changed."""
        return self._draft

    @property
    def unread(self) -> tuple[Diagnostic, ...]:
        """Why files that were changed here cannot be read from the disk now."""
        with self._lock:
            return tuple(one for found in self._unread.values() for one in found)

    @property
    def count(self) -> int:
        """How many changes are not saved."""
        return len(drafting.changes(self._draft)) + len(self._draft.conflicts)

    def folder(self, since: Snapshot | None = None) -> Folder:
        """The project's files as they are to be: on the disk, and what was changed over it."""
        return Folder(self.root, since, instead=self._overlay())

    def text(self, file: str) -> str:
        """The text of a file as it is to be.

        Raises:
            InputError: it cannot be read.
        """
        with self._lock:
            if file in self._draft.texts:
                return self._draft.texts[file]
            return self._read(file)

    def edit(self, edit: Edit, group: str = "") -> None:
        """Make a change; nothing is written.

        Raises:
            StaleError: something else stands there than the edit was made for.
            InputError: the file cannot be changed so.
        """
        with self._lock:
            draft = drafting.opened(self._draft, edit.file, self.text(edit.file))
            self._take(drafting.made(draft, edit, group))

    def undo(self) -> None:
        """Take the last step back."""
        with self._lock:
            self._take(drafting.undone(self._draft))

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        with self._lock:
            self._take(drafting.redone(self._draft))

    def leave(self, group: str) -> None:
        """Forget what was typed under a group, if nothing else came after it."""
        with self._lock:
            self._take(drafting.left(self._draft, group))

    def drop(self, number: int | None = None) -> None:
        """Take back one of the changes, or all of them; that can be undone as well.

        Raises:
            LookupError, StaleError, InputError: as `drafting.dropped`.
        """
        with self._lock:
            if number is not None:
                self._take(drafting.dropped(self._draft, number))
                return
            self._take(drafting.cleared(self._draft))

    def resolve(self, number: int, *, mine: bool) -> None:
        """Settle a conflict.

        Raises:
            LookupError, StaleError, InputError: as `drafting.resolved`.
        """
        with self._lock:
            self._take(drafting.resolved(self._draft, number, mine=mine))

    def save(self) -> tuple[Outcome, tuple[Diagnostic, ...]]:
        """Write what was changed, all of it or nothing; and why it was not.

        Raises:
            InputError: `output-unwritable`, `path-outside`.
        """
        with self._lock:
            before = self._draft
            self._refresh()
            if self._unread:
                return "unreadable", self.unread
            if self._draft.conflicts:
                return "conflict", ()
            if self._draft is not before:
                return "changed", ()
            names = self._draft.changed
            if not names:
                return "nothing", ()
            broken = self._broken()
            if broken:
                return "broken", broken
            root = files.resolved(self.root)
            data = self._overlay()
            save(root, {self._own(root, name): data[name] for name in names}, _HINT)
            self._take(drafting.kept(self._draft))
        return "saved", ()

    def _own(self, root: Path, name: str) -> str:
        """A file's name where it really stands: a link to one in the project is followed."""
        path = files.resolved(root / name)
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else name

    def _broken(self) -> tuple[Diagnostic, ...]:
        """Why the project could not be read once it is saved, beside what keeps it now."""
        found = _faults(self.folder())
        if not found:
            return ()
        known = {(one.code, one.message) for one in _faults(Folder(self.root))}
        return tuple(one for one in found if (one.code, one.message) not in known)

    def _take(self, draft: Draft) -> None:
        """Take on a draft, keep it, and have it shown."""
        if draft is self._draft:
            return
        former, self._draft = self._draft, draft
        self.number += 1
        edits = drafting.undisputed(draft) if draft.changed else ()
        self.is_kept = keeping.keep(self.root, [*edits, *drafting.disputed(draft)])
        if draft.texts != former.texts:
            self._changed()
        self._told()

    def _overlay(self) -> dict[str, bytes]:
        """The files that are to be other than they are, on what the disk has now."""
        with self._lock:
            self._refresh()
            return {
                name: self._draft.texts[name].encode("utf-8")
                for name in self._draft.changed
                if name not in self._unread
            }

    def _refresh(self) -> None:
        """Lay the draft over the files as they are now, if they are not what it stands on."""
        disk = dict(self._found())
        if all(self._draft.bases[name] == text for name, text in disk.items()):
            return
        draft = drafting.rebased(self._draft, disk)
        self.rebased += bool(draft.changed or draft.conflicts)
        self._take(draft)

    def _found(self) -> Iterator[tuple[str, str]]:
        """The files of the draft as they are on the disk; not those that cannot be read."""
        unread: dict[str, tuple[Diagnostic, ...]] = {}
        for name in self._draft.bases:
            try:
                text = self._read(name)
                if text != self._draft.bases[name]:
                    _check(text, name)
                yield name, text
            except InputError as fault:
                unread[name] = fault.diagnostics
        if unread != self._unread:
            self._unread = unread
            self.number += 1
            self._told()

    def _read(self, file: str) -> str:
        """The text of a file on the disk, with the mark that it may begin with.

        Raises:
            InputError: it cannot be read.
        """
        data = Folder(self.root).file(file, limit=MAXIMUM_FILE, too_large="yaml-too-large").data
        text = decoded(data, file)
        return MARK + text if data.startswith(MARK.encode()) else text

    def _restore(self) -> None:
        """Take on what an earlier preview left."""
        edits = keeping.found(self.root)
        disk: dict[str, str] = {}
        for name in dict.fromkeys(edit.file for edit in edits):
            disk[name] = ""  # of one that cannot be read now: all is laid over it once it can be
            with suppress(InputError):
                text = self._read(name)
                _check(text, name)
                disk[name] = text
        if edits:
            self._draft = drafting.replayed(edits, disk)
            self.restored = self.count


def _check(text: str, name: str) -> None:
    """Refuse a file that is half written, or broken.

    Raises:
        InputError: it cannot be read.
    """
    if not name.endswith(".po"):
        parsed(text, name)
        return
    plain, found = po.decoded(text.encode("utf-8"), name)
    _, faults = po.read(plain, name)
    errors = tuple(one for one in (*found, *faults) if one.severity == "error")
    if errors:
        raise InputError(errors)


def _faults(folder: Folder) -> tuple[Diagnostic, ...]:
    """Why a project cannot be read."""
    try:
        Project.read(folder)
    except DepliantError as fault:
        return fault.diagnostics
    return ()
