"""A project's files as values: each is read once, and what was read does not change.

A `Folder` reads a file when it is first asked for it, and gives the same bytes ever after; a
`Snapshot` holds what a folder has read and opens nothing. Whoever needs files takes `Files`, and
cannot tell the two apart.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from depliant.errors import Diagnostic, InputError, Place
from depliant.files import resolved
from depliant.source.paths import MAXIMUM_ASSET, above, read


class File(Struct, frozen=True):
    """A file: its name from the project folder, its bytes, and their SHA-256 in hexadecimal."""

    name: str
    data: bytes
    sha256: str


Entry = File | tuple[Diagnostic, ...]
"""A file, or why it cannot be had."""


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
        """The names of what is in a folder below the project's; none where there is no such."""


class Folder:
    """A project folder, each of whose files is read once.

    Args:
        root: the folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = resolved(root)
        self._entries: dict[str, Entry] = {}
        self._listings: dict[str, frozenset[str]] = {}

    def file(
        self,
        name: str,
        place: Place | None = None,
        *,
        limit: int = MAXIMUM_ASSET,
        too_large: str = "asset-too-large",
    ) -> File:
        """As `Files.file`."""
        if name not in self._entries:
            self._entries[name] = _entry(self.root, name, limit, too_large)
        return _had(self._entries[name], place, limit, too_large)

    def names(self, folder: str) -> frozenset[str]:
        """As `Files.names`."""
        if folder not in self._listings:
            self._listings[folder] = _listing(self.root / folder)
        return self._listings[folder]

    def snapshot(self, names: Iterable[str]) -> Snapshot:
        """What was read so far, and the files called `names`, whether they can be had or not."""
        for name in names:
            with suppress(InputError):
                self.file(name)
        return Snapshot(dict(self._entries), dict(self._listings))


class Snapshot(Struct, frozen=True):
    """Files as they were when they were read; see `Files`."""

    entries: Mapping[str, Entry]
    listings: Mapping[str, frozenset[str]]

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
        return _had(self.entries[name], place, limit, too_large)

    def names(self, folder: str) -> frozenset[str]:
        """As `Files.names`."""
        return self.listings[folder]


def _entry(root: Path, name: str, limit: int, too_large: str) -> Entry:
    try:
        data = read(root, name, limit=limit, too_large=too_large)
    except InputError as error:
        return error.diagnostics
    return File(name, data, hashlib.sha256(data).hexdigest())


def _had(entry: Entry, place: Place | None, limit: int, too_large: str) -> File:
    if not isinstance(entry, File):
        raise InputError(replace(fault, place=place or fault.place) for fault in entry)
    if len(entry.data) > limit:
        raise above(limit, entry.name, place, too_large)
    return entry


def _listing(folder: Path) -> frozenset[str]:
    try:
        with os.scandir(folder) as found:
            return frozenset(entry.name for entry in found)
    except (OSError, ValueError):
        return frozenset()
