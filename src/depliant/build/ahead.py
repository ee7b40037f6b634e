"""Setting the panels of a long document in several processes.

Each of them is this process forked, begins at the end of the document and goes towards its
beginning; this one begins there and goes towards the end. Where they meet, all is set. What the
others make comes by way of the memory, as it would from the disk, and only what this process does
with it counts: so the file is the same, however many there are, whichever was faster, and even if
all of them are killed. They end with this process, and with the `Helpers` that have them.

A process is forked only where that is safe: on Linux, while no other thread is at work.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import struct
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from mmap import mmap
from types import TracebackType
from typing import IO, Final, NoReturn

from msgspec import msgpack

from depliant.build.memory import Memory
from depliant.workers import end_with_parent

FEWEST_PANELS: Final = 48
"""From so many on a document is long: a process costs what a few panels do."""

_FREE, _HERE, _THERE = 0, 1, 2
"""Who makes a part: nobody yet, this process, another."""

_MADE: Final = struct.Struct("<IQI")
"""A message that a part is made: its number, and where in the file that is which was made."""

_Made = list[tuple[str, bytes]]


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def helpers(count: int, memory: Memory, others: Sequence[Callable[[], object]]) -> Helpers | None:
    """As many processes beside this one as are of use and can be had; None if that is none.

    Args:
        count: of processes that are asked for, this one among them.
        memory: what all of them remember by.
        others: what is to be made before panels are, by the first of them.
    """
    is_safe = sys.platform == "linux" and not any(map(_may_hold_locks, threading.enumerate()))
    return Helpers(count - 1, memory, others) if count > 1 and is_safe else None


def _may_hold_locks(thread: threading.Thread) -> bool:
    """Whether a thread may be at something that a forked process would wait for, and for ever.

    One that shows progress on a terminal only draws there, which such a process never does.
    """
    drawing = type(thread).__module__.partition(".")[0] == "rich"
    return thread is not threading.current_thread() and not drawing


class Helpers:
    """Processes that set what this one is going to ask for; to be used in a `with` statement."""

    def __init__(self, count: int, memory: Memory, others: Sequence[Callable[[], object]]) -> None:
        self._count, self._memory, self._others = count, memory, others
        memory.shares = True
        self._helpers: list[_Helper] = []
        self._taken = mmap(-1, 1)

    def begin(self, count: int, work: Callable[[int], object]) -> None:
        """Make `work` of the numbers below `count`, those first that come last."""
        self._taken = mmap(-1, max(count, 1))  # all processes see it
        collecting = gc.isenabled()
        gc.disable()  # what a process only reads, it shares with this one
        gc.freeze()
        try:
            for number in range(self._count):
                parts = range(count - 1 - number, -1, -self._count)
                others = self._others if number == 0 else ()
                self._helpers.append(_Helper(self._memory, self._taken, others, parts, work))
        except OSError:
            pass  # this process makes what is left to be made
        finally:
            if collecting:
                gc.enable()

    def wait_for(self, number: int) -> None:
        """Wait until that number is made, if it is being made; else it is the caller's."""
        if not self._helpers:
            return
        if self._taken[number] == _FREE:
            self._taken[number] = _HERE
        elif self._taken[number] == _THERE:
            for helper in self._helpers:
                if number in helper.parts:
                    self._memory.give(helper.made(number))

    def finish(self) -> None:
        """Wait for what was to be made before panels."""
        if self._helpers and self._others:
            self._memory.give(self._helpers[0].made(_OTHERS))

    def __enter__(self) -> Helpers:
        """Nothing is begun yet."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all processes."""
        for helper in self._helpers:
            helper.end()
        self._helpers.clear()
        self._taken.close()


_OTHERS: Final = 0xFFFFFFFF
"""The number under which what is made before panels is told of."""


def _forked() -> int:
    """As `os.fork`, which not every system has.

    Raises:
        OSError: no process can be started.
    """
    if sys.platform == "win32":
        raise OSError("processes cannot be forked here")
    return os.fork()


class _Helper:
    """One process, and what it has told so far.

    `parts` are those that it makes, from the last on, as long as nobody else has taken them.

    Raises:
        OSError: it cannot be started.
    """

    def __init__(
        self,
        memory: Memory,
        taken: mmap,
        others: Sequence[Callable[[], object]],
        parts: range,
        work: Callable[[int], object],
    ) -> None:
        self.parts = parts
        self._told: dict[int, tuple[int, int]] = {}
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - until its end
        self._reading, writing = os.pipe()
        self._process = _forked()
        if self._process == 0:
            os.close(self._reading)
            _make(memory, taken, others, parts, work, self._file, writing)
        os.close(writing)

    def made(self, number: int) -> _Made:
        """What was made of a part, waited for; nothing if the process has ended without."""
        while number not in self._told:
            messages = os.read(self._reading, _MADE.size * 256)
            if not messages:
                return []
            while len(messages) % _MADE.size:
                messages += os.read(self._reading, _MADE.size)
            for told, at, size in _MADE.iter_unpack(messages):
                self._told[told] = at, size
        at, size = self._told[number]
        if sys.platform == "win32":  # where no process has told
            return []
        data = os.pread(self._file.fileno(), size, at)
        made: _Made = msgpack.decode(data, type=_Made)
        return made

    def end(self) -> None:
        """End the process, whatever it is doing: nobody waits for it any more."""
        if sys.platform == "win32":  # where there is none
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._reading)
        self._file.close()


def _make(
    memory: Memory,
    taken: mmap,
    others: Sequence[Callable[[], object]],
    parts: range,
    work: Callable[[int], object],
    file: IO[bytes],
    writing: int,
) -> NoReturn:
    """What the process does: nothing that it comes upon is said by it."""
    try:
        end_with_parent()
        made: _Made = []
        memory.sends = lambda key, body: made.append((key, body))
        for number, make in _in_order(taken, others, parts, work):
            with contextlib.suppress(
                Exception
            ):  # it is made again, and told, where it is asked for
                make()
            data = msgpack.encode(made)
            made.clear()
            at = file.tell()
            file.write(data)
            file.flush()
            os.write(writing, _MADE.pack(number, at, len(data)))
    finally:
        os._exit(0)


def _in_order(
    taken: mmap,
    others: Sequence[Callable[[], object]],
    parts: range,
    work: Callable[[int], object],
) -> Iterator[tuple[int, Callable[[], object]]]:
    """What a process is to make, until it comes upon what the first one has taken."""

    def first() -> None:
        for make in others:
            make()

    if others:
        yield _OTHERS, first
    for number in parts:
        if taken[number] != _FREE:
            break
        taken[number] = _THERE
        yield number, partial(work, number)
