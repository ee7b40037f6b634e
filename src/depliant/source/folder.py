"""A project's files as values: each is read once, and what was read does not change.

A `Folder` reads a file when it is first asked for it, and gives the same bytes ever after; a
`Snapshot` holds what a folder has read and opens nothing. Whoever needs files takes `Files`, and
cannot tell the two apart.

A folder that is read again takes from an earlier snapshot each file that has not been written
since. What tells is the file's stamp: where it lies, its size, and when it and what is known of it
were last written; the latter nobody can set. A clock ticks, and what is written twice in a tick
has the same times: so a stamp counts only if it was old enough when the file was read (as in
git's index, see its `racy-git.txt`).
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from errno import ELOOP, ENAMETOOLONG, ENOENT, ENOTDIR
from pathlib import Path
from typing import Final, Protocol

from msgspec import Struct
from msgspec.structs import replace

from depliant.errors import Diagnostic, InputError, Place
from depliant.files import resolved
from depliant.refusals import refusal
from depliant.sentences import say
from depliant.source.paths import MAXIMUM_ASSET, above, read
from depliant.tuples import NamedTuple


class File(Struct, frozen=True):
    """A file: its name from the project folder, its bytes, and their SHA-256 in hexadecimal."""

    name: str
    data: bytes
    sha256: str


Entry = File | tuple[Diagnostic, ...]
"""A file, or why it cannot be had."""

_TICK: Final = 3_000_000_000
"""Nanoseconds: longer than any clock of a file system takes for a tick (FAT: 2 s)."""


class Stamp(NamedTuple):
    """What tells whether a file was written: its place on the disk, size, and times in ns."""

    device: int
    node: int
    size: int
    written: int
    changed: int


class Files(Protocol):
    """The files of a project, by their names from its folder."""

    def file(
        self,
        name: str,
        place: Place | None = None,
        *,
        limit: int = MAXIMUM_ASSET,
        too_large: str = "asset-too-large",
    ) -> File:
        """The file called `name`; `place` is where it is named.

        A file that was too large for who asked first is too large for all.

        Raises:
            InputError: `path-outside`, `asset-missing`, `asset-unreadable`; the code `too_large`
                if it has more than `limit` bytes.
        """

    def names(self, folder: str) -> frozenset[str]:
        """The names of what is in a folder below the project's; none where there is no such.

        Raises:
            InputError: `asset-unreadable`: it is there, and cannot be read.
        """


class Folder:
    """A project folder, each of whose files is read once.

    Args:
        root: the folder.
        since: what was read of it before; files that were not written since are taken from it.
        instead: the bytes of files that are to be read in the stead of those on the disk.
        listings: the names in folders below it, in the stead of what is on the disk.
    """

    def __init__(
        self,
        root: Path,
        since: Snapshot | None = None,
        *,
        instead: Mapping[str, bytes] | None = None,
        listings: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        self.root = resolved(root)
        self._since = since or Snapshot({}, {})
        self._entries: dict[str, Entry] = {
            name: File(name, data, hashlib.sha256(data).hexdigest())
            for name, data in (instead or {}).items()
        }
        self._stamps: dict[str, Stamp] = {}
        self._listings: dict[str, frozenset[str]] = dict(listings or {})
        self._plain: dict[str, bool] = {}

    def file(
        self,
        name: str,
        place: Place | None = None,
        *,
        limit: int = MAXIMUM_ASSET,
        too_large: str = "asset-too-large",
    ) -> File:
        """As `Files.file`."""
        if name not in self._entries and not self._is_taken_over(name):
            self._read(name, limit, too_large)
        return had(self._entries[name], place, limit, too_large)

    def names(self, folder: str) -> frozenset[str]:
        """As `Files.names`."""
        if folder not in self._listings:
            self._listings[folder] = _listing(self.root, folder)
        return self._listings[folder]

    def snapshot(self, names: Iterable[str]) -> Snapshot:
        """What was read so far, and the files called `names`, whether they can be had or not."""
        for name in names:
            with suppress(InputError):
                self.file(name)
        return Snapshot(dict(self._entries), dict(self._listings), dict(self._stamps))

    def _is_taken_over(self, name: str) -> bool:
        """Whether the file was read before and not written since; if so, it is as it was."""
        former = self._since.stamps.get(name)
        if former is None or former != self._stamp(name):
            return False
        self._entries[name], self._stamps[name] = self._since.entries[name], former
        return True

    def _read(self, name: str, limit: int, too_large: str) -> None:
        """Read the file, and note its stamp if that will tell whether it is written again.

        The clock and the stamp come first: what is written while the file is read has another.
        """
        now, stamp = time.time_ns(), self._stamp(name)
        entry = self._entries[name] = _entry(self.root, name, limit, too_large)
        if isinstance(entry, File) and stamp and max(stamp.written, stamp.changed) < now - _TICK:
            self._stamps[name] = stamp

    def _stamp(self, name: str) -> Stamp | None:
        """The stamp of a file that stands in the project itself; None of a link to one."""
        try:
            found = os.lstat(self.root / name)
            is_plain = self._is_plain(name.rpartition("/")[0])
        except (OSError, ValueError):
            return None
        if not stat.S_ISREG(found.st_mode) or not is_plain:
            return None
        times = found.st_mtime_ns, found.st_ctime_ns
        return Stamp(found.st_dev, found.st_ino, found.st_size, *times)

    def _is_plain(self, folder: str) -> bool:
        """Whether a folder below the project's stands there itself, and no link to one."""
        if folder and folder not in self._plain:
            is_plain = stat.S_ISDIR(os.lstat(self.root / folder).st_mode)
            self._plain[folder] = is_plain and self._is_plain(folder.rpartition("/")[0])
        return not folder or self._plain[folder]


class Snapshot(Struct, frozen=True):
    """Files as they were when they were read; see `Files`.

    `stamps` are those of files that can be taken over as long as their stamps are the same.
    """

    entries: Mapping[str, Entry]
    listings: Mapping[str, frozenset[str]]
    stamps: Mapping[str, Stamp] = {}

    def file(
        self,
        name: str,
        place: Place | None = None,
        *,
        limit: int = MAXIMUM_ASSET,
        too_large: str = "asset-too-large",
    ) -> File:
        """As `Files.file`.

        Raises:
            InputError: as `Files.file`.
            LookupError: nobody has said that the file would be needed.
        """
        return had(self.entries[name], place, limit, too_large)

    def names(self, folder: str) -> frozenset[str]:
        """As `Files.names`."""
        return self.listings[folder]


def _entry(root: Path, name: str, limit: int, too_large: str) -> Entry:
    try:
        data = read(root, name, limit=limit, too_large=too_large)
    except InputError as error:
        return error.diagnostics
    return File(name, data, hashlib.sha256(data).hexdigest())


def had(entry: Entry, place: Place | None, limit: int, too_large: str) -> File:
    """The file that an entry is.

    Raises:
        InputError: why it cannot be had, named at `place`; the code `too_large` above the limit.
    """
    if not isinstance(entry, File):
        raise InputError(replace(fault, place=place or fault.place) for fault in entry)
    if len(entry.data) > limit:
        raise above(limit, entry.name, place, too_large)
    return entry


_NONE: Final = frozenset({ENOENT, ENOTDIR, ENAMETOOLONG, ELOOP})
"""Why there is no folder of a name; whatever else is said, there is one that cannot be read."""


def _listing(root: Path, folder: str) -> frozenset[str]:
    """The names in a folder.

    Raises:
        InputError: `asset-unreadable`: without them an edition or a mark would be left out.
    """
    try:
        with os.scandir(root / folder) as found:
            return frozenset(entry.name for entry in found)
    except ValueError:
        return frozenset()
    except OSError as fault:
        if fault.errno in _NONE:
            return frozenset()
        message = say("`{name}` cannot be read: {reason}.", name=folder, reason=refusal(fault))
        raise InputError(Diagnostic("asset-unreadable", message, Place(folder))) from None
