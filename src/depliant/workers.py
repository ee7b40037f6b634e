"""Processes that work for another, and end when it does."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

_INTERVAL = 0.1
"""Seconds between two looks at who the parent is, where nothing tells."""

_MACHINE: Final = Path("/proc/meminfo")
_GROUP: Final = Path("/sys/fs/cgroup")
"""Where Linux says what memory there is left: on the machine, and for a container."""

_PR_SET_PDEATHSIG, _SIGKILL = 1, 9


def end_with_parent() -> None:
    """End this process as soon as the one that started it has ended, however it ended.

    Ctrl-C, which a terminal sends to all of them, is left to that one. To be called in the main
    thread of the process itself, before its work.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        _ask_for_signal()
    loaded = sys.modules.get("multiprocessing.process")  # costly to import for its answer None
    parent = loaded.parent_process() if loaded is not None else None
    born_of = os.getppid()
    wait: Callable[[], None] = parent.join if parent is not None else lambda: _outlive(born_of)
    threading.Thread(target=_follow, args=(wait,), daemon=True).start()


def affordable(each: int) -> int:
    """How many processes that may take so many bytes each there is memory for now; at least one.

    As many as one likes, where the system does not tell.
    """
    left = [one for one in (_left_on_machine(), _left_in_group()) if one is not None]
    return max(1, min(left) // each) if left else sys.maxsize


def _left_on_machine() -> int | None:
    with contextlib.suppress(OSError, ValueError):
        for line in _MACHINE.read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    return None


def _left_in_group() -> int | None:
    """What is left of the memory of a container (cgroups, version 2)."""
    with contextlib.suppress(OSError, ValueError):
        most = (_GROUP / "memory.max").read_text("ascii")
        return int(most) - int((_GROUP / "memory.current").read_text("ascii"))
    return None  # of what is not bounded it says "max"


@contextlib.contextmanager
def workers(
    count: int, begin: Callable[..., None] = end_with_parent, *arguments: object
) -> Iterator[ProcessPoolExecutor]:
    """Processes that work for this one.

    Args:
        count: how many.
        begin: what each begins with; it has to call `end_with_parent`.
        arguments: those of `begin`.

    Whatever ends the block but a fault of theirs ends them at once: what they make is not wanted.
    """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(count, initializer=begin, initargs=arguments)
    is_stopped = False
    try:
        yield pool
    except BrokenProcessPool:
        raise
    except BaseException:
        is_stopped = True
        for process in multiprocessing.active_children():
            process.kill()
        raise
    finally:
        # To wait for a pool whose processes were killed may take for ever (python/cpython#94777).
        pool.shutdown(wait=not is_stopped, cancel_futures=True)


def _ask_for_signal() -> None:
    """Have Linux kill this process with its parent: a thread may have to wait for its turn."""
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        # prctl(2)
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)


def _follow(wait: Callable[[], None]) -> None:
    wait()
    os._exit(1)


def _outlive(parent: int) -> None:
    """Wait for the end of a parent that is not this program's: then the process has another.

    On Windows it never has, and what works there is ended by its own time limit.
    """
    while os.getppid() == parent:
        time.sleep(_INTERVAL)
