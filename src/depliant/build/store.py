"""What was made before, kept between builds and found by the digest of all that it depends on.

An entry is a value in MessagePack under the user's cache folder, with the digest of its key and
itself before it: one that is damaged, cut off, renamed or of another make is ignored, and made
again. Entries are read as
the type that is wanted, field by field, and are never pickles, which could run code. A cache
that cannot be read or written is no fault.

The folder is $DEPLIANT_CACHE, or `depliant` in $XDG_CACHE_HOME or in ~/.cache.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from msgspec import DecodeError, msgpack

from depliant import files
from depliant.memory import digest_of

T = TypeVar("T")

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes that all entries may take; past it the ones longest unused go."""
ENTRY_LIMIT = 8 * 1024 * 1024
_SUFFIX = ".msgpack"
_LEFT = 600
"""Seconds after which what is half-written is nobody's any more, also by a clock put back since."""


def folder() -> Path | None:
    """Where entries are kept; None where the user has no home."""
    if own := os.environ.get("DEPLIANT_CACHE"):
        return Path(own)
    # XDG Base Directory Specification: a relative path is to be ignored.
    shared = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(shared):
        return Path(shared) / "depliant"
    try:
        return Path.home() / ".cache" / "depliant"
    except RuntimeError:
        return None


def key_of(kind: type, made_from: object) -> str:
    """The key of the value of type `kind` that this make of the program makes from `made_from`.

    Equal values have equal keys; both are made of what MessagePack knows and of structs of these.
    """
    return digest_of((program_stamp(), kind.__name__, made_from))


class Store:
    """Values by what they are made from; every fault of the disk is a miss.

    Args:
        where: the folder; the user's own if left out.
        limit: the most bytes that all entries may take.
    """

    def __init__(self, where: Path | None = None, limit: int = SIZE_LIMIT) -> None:
        self._folder = where or folder()
        self._limit = limit
        self._taken: int | None = None

    @property
    def where(self) -> Path | None:
        """The folder; None where nothing can be kept."""
        return self._folder

    def find(self, kind: type[T], key: str) -> T | None:
        """The value of type `kind` kept under `key`, or None."""
        path = self._path(key)
        if path is None:
            return None
        try:
            with open(path, "rb", opener=_without_waiting) as stream:
                data = stream.read(ENTRY_LIMIT + 1)
            digest, body = data[:_DIGEST_SIZE], data[_DIGEST_SIZE:]
            if digest != _seal(key, body):
                return None
            value = msgpack.decode(body, type=kind)
        except (OSError, DecodeError, ValueError, RecursionError):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return value

    def keep(self, key: str, value: object) -> None:
        """Keep `value`, made of what MessagePack knows and of structs of these, under `key`."""
        self.keep_encoded(key, msgpack.encode(value))

    def keep_encoded(self, key: str, body: bytes) -> None:
        """Keep a value that is in MessagePack under `key`."""
        path = self._path(key)
        if path is None or len(body) + _DIGEST_SIZE > ENTRY_LIMIT:
            return
        data = _seal(key, body) + body
        with contextlib.suppress(OSError):
            try:
                files.put(path, data)
            except FileNotFoundError:  # the first of all: hundreds of others need no folder
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                files.put(path, data)
            self._make_room(path.parent, len(data))

    def _path(self, key: str) -> Path | None:
        return None if self._folder is None else self._folder / f"{key}{_SUFFIX}"

    def _make_room(self, where: Path, added: int) -> None:
        """Remove the entries longest unused until three quarters of the limit are left.

        The folder is looked through at the first entry kept, and again when what was added
        since may have filled it. What a killed program has left half-written goes then, too.
        """
        if self._taken is not None:
            self._taken += added
            if self._taken <= self._limit:
                return
        with os.scandir(where) as found:
            entries = [
                (entry.stat().st_mtime_ns, entry.stat().st_size, entry.path)
                for entry in found
                if entry.name.endswith(_SUFFIX) or files.is_part(entry.name)
            ]
        for written, _, path in entries:
            if files.is_part(os.path.basename(path)) and abs(time.time() - written / 1e9) > _LEFT:
                with contextlib.suppress(OSError):
                    os.unlink(path)
        total = sum(size for _, size, _ in entries)
        for _, size, path in sorted(entries) if total > self._limit else ():
            if total <= self._limit * 3 // 4:
                break
            with contextlib.suppress(OSError):  # another build makes room as well
                os.unlink(path)
            total -= size
        self._taken = total


_DIGEST_SIZE = hashlib.sha256().digest_size


def _seal(key: str, body: bytes) -> bytes:
    """The digest before an entry: of its key too, so that no entry passes for another."""
    return hashlib.sha256(key.encode() + body).digest()


def _without_waiting(name: str, flags: int) -> int:
    """Open an entry; a pipe that stands in its place must not keep the build waiting."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


@lru_cache(maxsize=1)
def program_stamp() -> str:
    """What tells one make of the program from another, fonts and libraries included.

    The names, sizes and times of the program's own files, and the time of the folder in which
    packages are installed: a new version of any of them makes everything again.
    """
    parts: list[str] = []
    for where, folders, names in os.walk(Path(__file__).parents[1]):
        folders.sort()
        for name in sorted(names):
            if name.endswith((".py", ".txt")):  # patterns are its own, too
                found = os.stat(os.path.join(where, name))
                parts.append(f"{where}/{name} {found.st_size} {found.st_mtime_ns}")
    spec = find_spec("fontpkg")
    if spec is not None and spec.origin is not None:
        parts.append(str(Path(spec.origin).parents[1].stat().st_mtime_ns))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
