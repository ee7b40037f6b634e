"""The standard streams of a process of the command: closed, full, or with nobody who reads on.

What cannot be said is no reason to stop: the work is done to its end, its files are written, and
the exit code is the one that it would have had. Only results on standard output that are lost for
want of room, and not because the reader has seen enough, are a fault, told at the end.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import Any, TextIO


class Outlet(io.FileIO):
    """A stream that is written to as long as it takes what is written. `fault`: why it does not."""

    fault: OSError | None = None

    def write(self, data: Any) -> int:
        """Write some of `data`; all of it counts as written where nobody takes it."""
        while self.fault is None:
            try:
                written = super().write(data)
            except OSError as fault:
                self.fault = fault
            else:
                if written is not None:
                    return written
                _await(self.fileno())  # another program has made it one that does not wait
        return memoryview(data).nbytes


def opened() -> None:
    """Have the process's streams be there, and its outlets forgiving."""
    _filled()
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), "utf-8")
    sys.stdout = _outlet(1, sys.stdout)
    sys.stderr = _outlet(2, sys.stderr)


def lost(stream: TextIO) -> OSError | None:
    """Why what was written to a stream got lost; None where it did not, or nobody wants it."""
    with suppress(ValueError):
        stream.flush()
    raw = getattr(getattr(stream, "buffer", None), "raw", None)
    fault = raw.fault if isinstance(raw, Outlet) else None
    return None if isinstance(fault, BrokenPipeError) else fault


def _filled() -> None:
    """Open nothing in the place of a stream that is closed: else a file of ours would have it."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free


def _outlet(number: int, stream: TextIO | None) -> TextIO:
    """A stream in the place of the one that Python has made."""
    is_terminal = os.isatty(number)
    if sys.platform == "win32" and is_terminal and stream is not None:
        return stream  # the console is no file
    # Python has been told so by `-u` or PYTHONUNBUFFERED.
    is_prompt = getattr(stream, "line_buffering", False) or getattr(stream, "write_through", False)
    return io.TextIOWrapper(
        io.BufferedWriter(Outlet(number, "w", closefd=False)),
        encoding=getattr(stream, "encoding", None) or "utf-8",
        errors="backslashreplace",
        line_buffering=is_terminal or is_prompt or number == 2,
    )


def _await(number: int) -> None:
    import select

    select.select([], [number], [])
