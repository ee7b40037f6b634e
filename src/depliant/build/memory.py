"""What was made before: in the process, and between builds on the disk.

Layout and the session ask for whatever depends on values alone, and say from which values it is
made. What has findings is made again each time: they name places in the content.

What another process makes at the same time (`build.ahead`) comes from it as it would from the
disk: there a memory `sends` what it makes, here it is `given` that until it is asked for.

In the process it lies in the one store that everything shares (`depliant.memory`), within its
budget: what was longest unused goes, and is found on the disk or made again. Builds with one store
share it: what an edition has in common with the one before is not even read again. Threads may ask
at the same time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from msgspec import msgpack

from depliant.build.store import Store, key_of
from depliant.display.sharing import share_glyphs
from depliant.memory import SHARED

T = TypeVar("T")


class Memory:
    """Values by what they are made from.

    Args:
        store: where they outlast the process; None: nowhere.
    """

    def __init__(self, store: Store | None = None) -> None:
        self._store = store
        # Of equal values each memory finds those that were asked of it, or of one with its store.
        self._own: object = object() if store is None else (Store, store.where)
        self._given: dict[str, bytes] = {}
        self.sends: Callable[[str, bytes], None] | None = None

    def give(self, made: Iterable[tuple[str, bytes]]) -> None:
        """Take what another process has made: keys, and values in MessagePack."""
        self._given.update(made)

    def remember(
        self, kind: type[T], made_from: object, make: Callable[[], T], *, on_disk: bool = True
    ) -> T:
        """The value of type `kind` made from `made_from`: remembered, or what `make` gives."""
        key = key_of(kind, made_from)
        found: T | None = SHARED.find((self._own, key))
        if found is not None:
            return found
        read = self._read(kind, key, on_disk=on_disk)
        if read is not None:
            share_glyphs(read)
            return SHARED.keep((self._own, key), read)
        value = make()
        if getattr(value, "diagnostics", ()):
            return value
        if on_disk and self._store:
            self._store.keep(key, value)
        if on_disk and self.sends is not None:
            self.sends(key, msgpack.encode(value))
        return SHARED.keep((self._own, key), value)

    def _read(self, kind: type[T], key: str, *, on_disk: bool) -> T | None:
        """What another process has made, or an earlier build."""
        given = self._given.pop(key, None)
        if given is not None:
            return msgpack.decode(given, type=kind)
        return self._store.find(kind, key) if on_disk and self._store else None
