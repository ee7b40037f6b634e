"""A project as bytes, for workers that see none of its folder: what it is read from, its memory.

It is MessagePack and read field by field; nothing in it is code. A worker reads the project from
it as from the folder, and finds in its memory what the sender had made before: charts and pictures
that take long. Both are the sender's alone: see `make_stamp`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Final, TypeVar

from msgspec import DecodeError, Struct, msgpack

from depliant.batch.making import Maker, Order, Refused, Task
from depliant.build.memory import Memory
from depliant.build.project import Project
from depliant.errors import DepliantError
from depliant.memory import SHARED, digest_of
from depliant.source.folder import Entry, File, Folder

T = TypeVar("T")

_LUGGAGE: Final = 64 * 1024 * 1024
"""Bytes of memory that travel at most."""


class Parcel(Struct, frozen=True):
    """A project and what is made of it.

    `program` is the make of the program that packed it; `files` are those that it was read from,
    `listings` the names in its folders, `memory` what was made of it before.
    """

    program: str
    files: dict[str, bytes]
    listings: dict[str, frozenset[str]]
    printer: str | None
    order: Order
    memory: dict[str, bytes]


class Luggage(Memory):
    """A memory that travels: values by the digest of what they are made from, as MessagePack.

    Args:
        held: what was made before; what is made now is added, as long as there is room.
    """

    def __init__(self, held: Mapping[str, bytes] | None = None) -> None:
        super().__init__()
        self.held = dict(held or {})
        self._room = _LUGGAGE

    def remember(
        self, kind: type[T], made_from: object, make: Callable[[], T], *, on_disk: bool = True
    ) -> T:
        """As `Memory.remember`."""
        key = digest_of((kind.__name__, made_from))
        found: T | None = SHARED.find((self._own, key))
        if found is not None:
            return found
        if on_disk and key in self.held:
            try:
                return SHARED.keep((self._own, key), msgpack.decode(self.held[key], type=kind))
            except (DecodeError, ValueError):
                del self.held[key]
        value = make()
        if getattr(value, "diagnostics", ()):
            return value
        if on_disk and self._room > 0:
            self.held[key] = msgpack.encode(value)
            self._room -= len(self.held[key])
        return SHARED.keep((self._own, key), value)


def packed(project: Project, order: Order, like: Task | None = None) -> bytes:
    """A project as a parcel.

    Args:
        project: as it is for nobody in particular.
        order: what is made of every row.
        like: a row that is made once, so that what it needs is in the memory.
    """
    luggage = Luggage()
    if like is not None:
        with suppress(Refused, DepliantError):  # what is wrong with it is told when it is made
            Maker(project, order, luggage).outputs(like)
    entries = project.files.entries
    return msgpack.encode(
        Parcel(
            make_stamp(),
            {name: one.data for name, one in entries.items() if isinstance(one, File)},
            dict(project.files.listings),
            project.printer.name if project.printer else None,
            order,
            luggage.held,
        )
    )


def maker_of(parcel: Parcel, root: Path) -> Maker:
    """What makes rows of a parcel.

    Args:
        parcel: the project.
        root: a folder where nothing need be.

    Raises:
        InputError: the project cannot be read.
    """
    folder = Folder(root, instead=parcel.files, listings=parcel.listings)
    project = Project.read(folder, printer=parcel.printer)
    return Maker(project, parcel.order, Luggage(parcel.memory))


def own_files(base: Mapping[str, Entry], own: Mapping[str, Entry]) -> dict[str, bytes]:
    """The files that a row alone names."""
    return {
        name: entry.data
        for name, entry in own.items()
        if name not in base and isinstance(entry, File)
    }


@lru_cache(maxsize=1)
def make_stamp() -> str:
    """What tells one make of the program from another, wherever it is installed.

    The bytes of its own files, and the versions of the libraries that it needs.
    """
    digest = hashlib.sha256()
    where = Path(__file__).parents[1]
    for path in sorted(where.rglob("*")):
        if path.suffix in (".py", ".txt"):
            digest.update(f"{path.relative_to(where).as_posix()}\n".encode() + path.read_bytes())
    for need in sorted(metadata.requires("depliant") or ()):
        name = need.partition(";")[0].rstrip("0123456789.<>=!~, ")
        if "extra ==" not in need:
            digest.update(f"{name} {_version(name)}\n".encode())
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "-"
