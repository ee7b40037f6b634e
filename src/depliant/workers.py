"""Processes that work for another, and end when it does."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable

_INTERVAL = 0.1
"""Seconds between two looks at who the parent is, where nothing tells."""


def end_with_parent() -> None:
    """End this process as soon as the one that started it has ended, however it ended.

    To be called in the process itself, before its work.
    """
    loaded = sys.modules.get("multiprocessing.process")  # costly to import for its answer None
    parent = loaded.parent_process() if loaded is not None else None
    born_of = os.getppid()
    wait: Callable[[], None] = parent.join if parent is not None else lambda: _outlive(born_of)
    threading.Thread(target=_follow, args=(wait,), daemon=True).start()


def _follow(wait: Callable[[], None]) -> None:
    wait()
    os._exit(1)


def _outlive(parent: int) -> None:
    """Wait for the end of a parent that is not this program's: then the process has another.

    On Windows it never has, and what works there is ended by its own time limit.
    """
    while os.getppid() == parent:
        time.sleep(_INTERVAL)
