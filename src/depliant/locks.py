"""A lock between programs: a file that one of them at a time has open.

The system lets go of it when a program ends, however it ends.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time
from errno import EBUSY
from pathlib import Path

from depliant.sentences import say

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCKED_BYTE = 1 << 30
"""Where Windows locks: what is locked there can be neither read nor written by others."""


def lock(path: Path, patience: float) -> int | None:
    """Make or open a file and lock it: its handle; None where that cannot be.

    Raises:
        OSError: another program has locked it for longer than `patience` seconds.
    """
    end = time.monotonic() + patience
    while True:
        handle = _opened(path)
        if handle is None:
            return None
        with contextlib.ExitStack() as closing:
            closing.callback(os.close, handle)
            locked = _lock(handle)
            if locked is None:
                return None
            if locked and _is_same(handle, path):
                closing.pop_all()
                return handle
        if time.monotonic() >= end:
            raise OSError(EBUSY, say("another program is writing there"))
        time.sleep(0.01)


def unlock(handle: int, path: Path, *, done: bool) -> None:
    """Let others have a locked file; with `done` it goes."""
    if done and sys.platform != "win32":
        with contextlib.suppress(OSError):
            path.unlink()
    os.close(handle)  # and with it the lock
    if done and sys.platform == "win32":  # where a file that another has open cannot go
        with contextlib.suppress(OSError):
            path.unlink()


def _opened(path: Path) -> int | None:
    """The file, made if it is not there; None if it cannot be, or something else has its name.

    A link in its place is not followed, a pipe not waited for, and a file that has another name
    too is somebody's.
    """
    flags = os.O_RDWR | os.O_CREAT
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    try:
        handle = os.open(path, flags, 0o666)
    except OSError:
        return None
    status = os.fstat(handle)
    if stat.S_ISREG(status.st_mode) and status.st_nlink <= 1:
        return handle
    os.close(handle)
    return None


def _is_same(handle: int, path: Path) -> bool:
    """Whether an open file still has its name: whoever had it locked may have removed it."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path, follow_symlinks=False))
    except FileNotFoundError:
        return False


def _lock(handle: int) -> bool | None:
    """Lock an open file; False: another program has; None: there are no locks here."""
    try:
        if sys.platform == "win32":
            os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return None
    return True
