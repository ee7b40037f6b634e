"""What changes in a project's folder, and that alone; and the folder itself, gone and come back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

_STEP: Final = 5
"""Milliseconds between two looks at what the system has told of."""
_DEBOUNCE: Final = 40
"""Milliseconds after which changes are told of, even if more are coming."""
_AWAY: Final = 0.5
"""Seconds between two looks for a folder that is not there."""
_IGNORED: Final = frozenset({"out", "node_modules", "__pycache__"})
_TEMPORARY: Final = ("~", ".swp", ".swx", ".swo", ".tmp", ".part", ".crdownload")


def is_of_project(root: Path, path: str) -> bool:
    """Whether a changed path may be one of the files that a brochure is made from.

    What is built, hidden files and folders, and what editors keep beside a file are not.
    """
    try:
        parts = Path(path).relative_to(root).parts
    except ValueError:
        return False
    if not parts:
        return True
    if parts[0] in _IGNORED or any(part.startswith(".") for part in parts):
        return False
    name = parts[-1]
    return not (name.endswith(_TEMPORARY) or name == "4913" or name.startswith("#"))


class Watch:
    """Tells of changes in a folder from a thread of its own, until it is stopped.

    Args:
        root: the folder; where it is a link, what the link leads to.
        changed: is called for each batch of changes.
    """

    def __init__(self, root: Path, changed: Callable[[], None]) -> None:
        self.root, self._changed = root.resolve(), changed
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="depliant-watch", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """End, within a moment."""
        self._stop.set()
        self._thread.join(2.0)

    def _run(self) -> None:
        is_there = True
        while not self._stop.is_set():
            if self.root.is_dir():
                if not is_there:
                    self._changed()  # it has come back
                is_there = True
                self._watch()
                self._changed()  # the folder is gone or another one, or was not watched for a while
            else:
                is_there = False
                self._stop.wait(_AWAY)

    def _watch(self) -> None:
        """Watch until the folder is gone or another one; where the system cannot, for a moment."""
        from watchfiles import watch

        try:
            node = self.root.stat().st_ino
            for changes in watch(
                self.root,
                watch_filter=None,
                debounce=_DEBOUNCE,
                step=_STEP,
                stop_event=self._stop,
                rust_timeout=500,
                yield_on_timeout=True,
                raise_interrupt=False,
                ignore_permission_denied=True,
            ):
                if any(is_of_project(self.root, path) for _, path in changes):
                    self._changed()
                # A folder that was renamed is watched on by the system under its old name.
                if self.root.stat().st_ino != node:
                    return
        except (OSError, RuntimeError):  # no more files can be watched: then one looks now and then
            self._stop.wait(_AWAY)
