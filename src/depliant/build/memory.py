"""What was made before: in the process, and between builds on the disk.

Layout and the session ask for whatever depends on values alone, and say from which values it is
made. What has findings is made again each time: they name places in the content.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from depliant.build.store import Store, key_of

T = TypeVar("T")


class Memory:
    """Values by what they are made from.

    Args:
        store: where they outlast the process; None: nowhere.
    """

    def __init__(self, store: Store | None = None) -> None:
        self._store = store
        self._made: dict[str, Any] = {}

    def remember(self, kind: type[T], made_from: object, make: Callable[[], T]) -> T:
        """The value of type `kind` made from `made_from`: remembered, or what `make` gives."""
        key = key_of(kind, made_from)
        if key in self._made:
            found: T = self._made[key]
            return found
        value = self._store.find(kind, key) if self._store else None
        if value is None:
            value = make()
            if getattr(value, "diagnostics", ()):
                return value
            if self._store:
                self._store.keep(key, value)
        self._made[key] = value
        return value
