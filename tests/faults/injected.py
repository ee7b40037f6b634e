"""A command to which something happens when it touches the disk for the n-th time.

    python -m tests.faults.injected HOW NUMBER LOG FOLDER[:FOLDER…] ARGUMENT…

Runs `depliant ARGUMENT…`. Counted is what it does to files below the folders: opening, reading a
folder, writing, fsync, giving names, removing. HOW is what happens then:

    count   nothing: only the log is wanted
    kill    the process is killed, a write half done
    ENOSPC  (any name of `errno`) the call fails so, once
    full    the disk is full from here on: nothing can be made or written, but names given and taken
    size    no file may have more than NUMBER bytes, which the system itself sees to

The log has a line for each touch, written as it happens.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NoReturn

from depliant.commands.cli import main

_NEEDING_ROOM: Final = frozenset({"create", "write", "fsync", "link", "mkdir"})
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Touches:
    """What is done to files, counted, and what happens at one of them."""

    def __init__(self, how: str, number: int, log: int, folders: tuple[str, ...]) -> None:
        self.how, self.number, self.log, self.folders = how, number, log, folders
        self.count = 0

    def touch(self, kind: str, path: object, half: Callable[[], object] | None = None) -> None:
        """Something is about to be done to a file.

        Raises:
            OSError: and fails.
        """
        name = _name(path)
        if not name.startswith(self.folders):
            return
        self.count += 1
        os_write(self.log, f"{kind} {name}\n".encode())
        if self.how == "full":
            if self.count >= self.number and kind in _NEEDING_ROOM:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), name)
        elif self.count == self.number and self.how == "kill":
            if half is not None:
                half()
            os.kill(os.getpid(), signal.SIGKILL)
        elif self.count == self.number and self.how not in ("count", "size"):
            number = int(getattr(errno, self.how))
            raise OSError(number, os.strerror(number), name)


def _name(path: object) -> str:
    """The path of a file, or of what an open one is."""
    if isinstance(path, int):
        try:
            return os.readlink(f"/proc/self/fd/{path}")
        except OSError:
            return ""
    return os.path.abspath(os.fsdecode(path))  # type: ignore[arg-type]


os_write = os.write


class _Slow(io.FileIO):
    """A file that counts what is written to it."""

    touches: Touches

    def write(self, data: Any) -> int:
        view = memoryview(data).cast("B")
        handle = self.fileno()
        self.touches.touch("write", handle, lambda: os_write(handle, view[: len(view) // 2]))
        return super().write(data)


def inject(touches: Touches) -> None:
    """Have all that this process does to files counted."""
    _Slow.touches = touches
    was_open, was_os_open, write = io.open, os.open, os.write

    def opened(file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        if isinstance(file, int) or "opener" in named:
            return was_open(file, mode, *rest, **named)
        touches.touch("read" if set(mode) <= set("rbt") else "create", file)
        if set(mode) & set("wax+") and "b" in mode:
            slow = _Slow(file, mode.replace("b", ""))
            return slow if named.get("buffering") == 0 else io.BufferedWriter(slow)
        return was_open(file, mode, *rest, **named)

    def os_opened(path: Any, flags: int, *rest: Any, **named: Any) -> int:
        touches.touch("create" if flags & _WRITING else "read", path)
        return was_os_open(path, flags, *rest, **named)

    def written(handle: int, data: Any) -> int:
        half = memoryview(data).cast("B")
        touches.touch("write", handle, lambda: write(handle, half[: len(half) // 2]))
        return write(handle, data)

    builtins.open = io.open = opened
    os.open, os.write = os_opened, written
    for name, kind, of in (
        ("fsync", "fsync", 0),
        ("ftruncate", "truncate", 0),
        ("replace", "rename", 1),
        ("rename", "rename", 1),
        ("link", "link", 1),
        ("unlink", "remove", 0),
        ("remove", "remove", 0),
        ("mkdir", "mkdir", 0),
        ("chmod", "chmod", 0),
        ("scandir", "list", 0),
        ("listdir", "list", 0),
    ):
        counted = _counted(getattr(os, name), touches, kind, of)
        if getattr(os, name) in os.supports_follow_symlinks:
            os.supports_follow_symlinks.add(counted)
        setattr(os, name, counted)


def _counted(function: Any, touches: Touches, kind: str, of: int) -> Any:
    def counted(*arguments: Any, **named: Any) -> Any:
        if len(arguments) > of:
            touches.touch(kind, arguments[of])
        return function(*arguments, **named)

    return counted


def run(how: str, number: str, log: str, folders: str, *arguments: str) -> NoReturn:
    """Run a command to which something happens."""
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o666)
    sys.argv = ["depliant", *arguments]
    if how == "size":
        import resource

        # CPython keeps what it could write of a module's bytecode, and fails with it ever after.
        sys.dont_write_bytecode = True
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(number), int(number)))
    else:
        where = tuple(str(Path(one).resolve()) for one in folders.split(os.pathsep))
        inject(Touches(how, int(number), handle, where))
    main()


if __name__ == "__main__":
    run(*sys.argv[1:])
