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

_PER_BYTE = 3
"""Bytes that a value takes for each byte in MessagePack: from one and a half to four, most of all
in rows of glyphs, which panels share."""


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
        # Of a long document: what its panels hold that is equal is held once.
        self.shares = False
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
        given = self._given.pop(key, None)
        if given is not None:
            value = msgpack.decode(given, type=kind)
            share_glyphs(value)
            return SHARED.keep((self._own, key), value, _PER_BYTE * len(given))
        read = self._store.find(kind, key) if on_disk and self._store else None
        if read is not None:
            share_glyphs(read)
            return SHARED.keep((self._own, key), read)
        value = make()
        if getattr(value, "diagnostics", ()):
            return value
        size = None
        if on_disk and (self._store or self.sends):
            body = msgpack.encode(value)
            size = _PER_BYTE * len(body)
            if self._store:
                self._store.keep_encoded(key, body)
            if self.sends:
                self.sends(key, body)
        if self.shares:
            share_glyphs(value)
        return SHARED.keep((self._own, key), value, size)

    def noted(self, kind: type[T], made_from: object) -> T | None:
        """What was last noted of type `kind` under `made_from`; None without a store."""
        return self._store.find(kind, key_of(kind, made_from)) if self._store else None

    def note(self, made_from: object, value: object) -> None:
        """Note what is true of `made_from`, though not all that is, in place of what was.

        Of two builds that note at once the later is kept: what is lost is found out again.
        """
        if self._store:
            self._store.keep(key_of(type(value), made_from), value)
