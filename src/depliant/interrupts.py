"""Ctrl-C in a process of the command: one line, and the exit code 130, at whatever moment.

Python raises KeyboardInterrupt wherever the program happens to be. In the midst of an import that
is in a library's own beginning, which may take it for another fault, or leave itself half made and
end in a segmentation fault: there the process says its line and ends at once. No file is being
saved then. Everywhere else it is raised as ever, so that what was begun is put right.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # each import here is a moment at which Ctrl-C is not yet ours
    from sys import UnraisableHookArgs
    from types import FrameType
    from typing import Final, NoReturn

EXIT: Final = 130
"""The exit code of what was stopped: 128 and the number of SIGINT."""

_IMPORTING: Final = "<frozen importlib._bootstrap>"
_LINE: Final = "error[interrupted]: Stopped before the end. No file is half-written."


class Interrupts:
    """What the process does on Ctrl-C. `line` is what it says, in the user's language."""

    def __init__(self) -> None:
        self.line = _LINE
        self._process = os.getpid()
        self._happened = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """Stop what is being done.

        Raises:
            KeyboardInterrupt: where that may be; a second one does not wait for it.
        """
        if self._happened or os.getpid() != self._process or _is_importing(frame):
            self.end()
        self._happened = True
        raise KeyboardInterrupt

    def unraisable(self, fault: UnraisableHookArgs) -> None:
        """End where Python has nobody to give KeyboardInterrupt to, and would go on without it."""
        if fault.exc_type is not None and issubclass(fault.exc_type, KeyboardInterrupt):
            self.end()
        sys.__unraisablehook__(fault)

    def end(self) -> NoReturn:
        """Say the line and end."""
        try:
            if os.getpid() == self._process:  # for a worker that has hardly begun its parent speaks
                os.write(2, f"{self.line}\n".encode("utf-8", "replace"))
        finally:
            os._exit(EXIT)


def watch() -> None:
    """Have Ctrl-C end this process so; not where it is ignored, as in the background."""
    try:
        import signal
    except KeyboardInterrupt:  # the first library of all
        Interrupts().end()
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        interrupts = Interrupts()
        sys.unraisablehook = interrupts.unraisable
        signal.signal(signal.SIGINT, interrupts)


def say_on_stop(line: str) -> None:
    """Have a process that watches say this line."""
    if (watching := _watching()) is not None:
        watching.line = line


def stop() -> NoReturn:
    """End the process as Ctrl-C does, where there is nothing to put right."""
    (_watching() or Interrupts()).end()


def _watching() -> Interrupts | None:
    import signal

    handler = signal.getsignal(signal.SIGINT)
    return handler if isinstance(handler, Interrupts) else None


def is_interrupt(fault: BaseException | None) -> bool:
    """Whether a fault comes of Ctrl-C: what a library makes of it where it calls it another."""
    seen: set[int] = set()
    while fault is not None and id(fault) not in seen:
        if isinstance(fault, KeyboardInterrupt):
            return True
        seen.add(id(fault))
        fault = fault.__cause__ or fault.__context__
    return False


def _is_importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename == _IMPORTING:
            return True
        frame = frame.f_back
    return False
