"""What this process has made before: one store with one budget of bytes.

Pure functions of words, fonts and outlines are remembered by their arguments, and what a build
makes by a digest of what it is made from. All of it together takes no more than the budget; what
was longest unused goes first. Threads share it without waiting for one another: two that ask for
the same thing at once may both make it, and both are given the one that was kept first.

Sizes are estimates, in bytes, of what a value alone holds: a part that it shares with others
counts each time, so that the store takes rather less than it says.
"""

from __future__ import annotations

import hashlib
import itertools
import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from heapq import heapify, heappop
from typing import Any, Final, ParamSpec, TypeVar

from msgspec import msgpack

from depliant.sizes import size_of

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
Row = TypeVar("Row", bound=Sequence[Any])

BUDGET: Final = 96 * 1024 * 1024
"""Bytes that all that is remembered in a process may take."""

_LARGEST = 2
"""A value that would take more than this part (a half) of the budget is not kept."""

_LEFT = 3 / 4
"""Where the budget is used up, room is made until this share of it is left."""

_ENTRY = 240
"""Bytes of an entry itself: its place in the table, its key's tuple, its size and time."""

_ARGUMENTS = 400
"""Bytes of a word and what it is asked with: the arguments of a function that gives rows."""


class _Entry:
    """A value, its size, and when it was last asked for: a number that grows with time."""

    __slots__ = ("size", "used", "value")

    def __init__(self, value: Any, size: int, used: int) -> None:
        self.value, self.size, self.used = value, size, used


class _Stretch(threading.local):
    """What a thread is about: whether parts pass that are asked for but once."""

    passing = False


class Recent:
    """Values by their keys, within a budget: those that were last asked for.

    Reading takes no lock: an entry is complete when it comes into the table, and never changes
    but for the time at which it was last used.

    Args:
        budget: bytes that all values and their keys may take.
    """

    def __init__(self, budget: int = BUDGET) -> None:
        self.budget = budget
        self._entries: dict[Hashable, _Entry] = {}
        self._size = 0
        self._clock = itertools.count()
        self._lock = threading.Lock()
        self._stretch = _Stretch()

    @property
    def size(self) -> int:
        """Bytes that all values and their keys take by now."""
        return self._size

    def find(self, key: Hashable) -> Any | None:
        """The value kept under `key`; None if there is none, or if it is gone."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        entry.used = next(self._clock)
        return entry.value

    def keep(self, key: Hashable, value: T, size: int | None = None) -> T:
        """Keep a value that nobody changes, and give it back, or its equal that was there before.

        Args:
            key: what `find` will be asked for: a digest with the kind of value, for example.
            value: any value but None.
            size: its bytes, where they are known; else they are estimated.
        """
        taken = _ENTRY + size_of((key, value) if size is None else key) + (size or 0)
        return self._keep(key, value, taken)

    @contextmanager
    def passing(self) -> Iterator[None]:
        """A stretch of this thread's work in which whole parts pass by thousands, each but once.

        Functions that are `sized` are neither asked nor told what they gave before: to look for
        what is never there takes as long as to make it.
        """
        before = self._stretch.passing
        self._stretch.passing = True
        try:
            yield
        finally:
            self._stretch.passing = before

    def remembered(self, function: Callable[P, R]) -> Callable[P, R]:
        """A pure function of hashable arguments that is asked once for equal ones.

        What it raises is not remembered. Arguments that are equal are taken for the same: a
        function for which 1, 1.0 and Decimal("1.0") differ is to be given their text.
        """
        return self._remembering(function, size_of)

    def rows_remembered(self, each: int) -> Callable[[Callable[P, Row]], Callable[P, Row]]:
        """As `remembered`, for a function that gives many short rows of small values.

        To look at each would take longer than to make some of them: their size is estimated by
        `each`, the bytes that a member takes.
        """

        def size(row_of: tuple[Any, ...]) -> int:
            return _ARGUMENTS + each * len(row_of[-1])

        return lambda function: self._remembering(function, size)

    def sized(self, size: Callable[[Any], int]) -> Callable[[Callable[P, R]], Callable[P, R]]:
        """As `remembered`, for functions of whole parts of a page, which are long to look through.

        `size` gives the bytes of a result, and of what it alone was made from.
        """

        def sizing(function: Callable[P, R]) -> Callable[P, R]:
            remembering = self._remembering(function, lambda made: size(made[-1]))
            stretch = self._stretch

            @wraps(function)
            def unless_passing(*args: P.args, **kwargs: P.kwargs) -> R:
                return (function if stretch.passing else remembering)(*args, **kwargs)

            return unless_passing

        return sizing

    def _remembering(
        self, function: Callable[P, R], size: Callable[[tuple[Any, ...]], int]
    ) -> Callable[P, R]:
        """The function with its memory; `size` is that of a tuple of arguments and result."""
        entries, clock = self._entries, self._clock

        @wraps(function)
        def remembering(*args: P.args, **kwargs: P.kwargs) -> R:
            key = (function, args, *kwargs.items()) if kwargs else (function, args)
            entry = entries.get(key)
            if entry is not None:
                entry.used = next(clock)
                result: R = entry.value
                return result
            value = function(*args, **kwargs)
            return self._keep(key, value, _ENTRY + size((*key[1:], value)))

        return remembering

    def of_same(self, value: object, what: Hashable, make: Callable[[], R]) -> R:
        """What `make` gives for the very same value, which is not compared with others.

        To look through all panels of a long document, for each of them, takes as long as to lay
        it out. The value is kept with what was made, so that no other can take its place.
        """
        key = (what, id(value))
        found: tuple[object, R] | None = self.find(key)
        if found is None:
            made = make()
            found = self.keep(key, (value, made), size_of(made))
        return found[1]

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._entries.clear()
            self._size = 0

    def _keep(self, key: Hashable, value: T, size: int) -> T:
        if size * _LARGEST > self.budget:
            return value
        with self._lock:
            found = self._entries.get(key)
            if found is not None:
                kept: T = found.value
                return kept
            self._entries[key] = _Entry(value, size, next(self._clock))
            self._size += size
            if self._size > self.budget:
                self._make_room()
        return value

    def _make_room(self) -> None:
        """Drop what was longest unused. The caller holds the lock.

        A heap is made in one pass, and only what goes is put in order. No two entries were last
        used at the same moment, so that keys are never compared.
        """
        oldest = [(entry.used, key) for key, entry in self._entries.items()]
        heapify(oldest)
        while oldest and self._size > self.budget * _LEFT:
            self._size -= self._entries.pop(heappop(oldest)[1]).size


def digest_of(value: object) -> str:
    """The SHA-256 of a value made of what MessagePack knows and of structs of these.

    Equal values have equal digests. A part of a key that is large and the same for many keys is
    given by its digest, so that it is looked through once.
    """
    return hashlib.sha256(msgpack.encode(value, order="deterministic")).hexdigest()


SHARED: Final = Recent()
"""The store of this process."""

remembered, rows_remembered, sized = SHARED.remembered, SHARED.rows_remembered, SHARED.sized
