"""Processes that work for another, and end when it does."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

_INTERVAL = 0.1
"""Seconds between two looks at who the parent is, where nothing tells."""

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


def end_workers() -> None:
    """End the processes that work for this one: what they make is not wanted any more."""
    import multiprocessing

    for process in multiprocessing.active_children():
        process.kill()


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
