"""Work in a process of its own: a file that is made to do harm harms that process alone.

PDFs come from anybody, and a few bytes of one can ask for more memory than there is. The child
is told which function to call, and gives back what came of it as MessagePack, which is read as
the type that is wanted and can hold nothing else. Where the system knows limits for processes
(POSIX), its memory and its time on the processor are bounded; everywhere its time on the clock is.

A child may end without an answer in four ways, which mean different things to whoever sent the
file, and each is said by its own code: it met a bound (`beyond-limits`), a library broke down over
the file (`reader-crashed`), this program failed (`internal`), or the child was ended from outside
(`reader-ended`). None of them says that the file means harm.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from msgspec import DecodeError, msgpack

from depliant.bounds import MEMORY, SECONDS, WAITING
from depliant.errors import (
    BrochureError,
    DepliantError,
    Diagnostic,
    InputError,
    Place,
    internal,
    system_refused,
)
from depliant.refusals import denied
from depliant.sentences import Sentence, say
from depliant.workers import end_with_parent

T = TypeVar("T")

_GRACE = 30
"""Seconds that a child is given beyond its own, so that it can say why it ends."""
_REFUSED: dict[int, type[DepliantError]] = {3: InputError, 4: BrochureError}
"""What the child's exit code says of its answer: diagnostics, and of which kind."""
_NO_MEMORY = 5
_FAILED = 6
"""Exit codes of a child that ran out of memory, and of one in which this program failed."""
_ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "ARROW_IO_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
"""Libraries ask for room for a thread a processor, and beforehand: it would count for the file."""
_ABORTS = ("SIGABRT", "SIGSEGV", "SIGBUS", "SIGILL", "SIGTRAP", "SIGFPE", "SIGSYS")
"""How a library ends its process when it breaks down."""


def confined(
    kind: type[T],
    place: Place,
    work: Callable[..., T],
    *arguments: object,
    seconds: int = SECONDS,
) -> T:
    """What `work`, a function of a module, gives for `arguments`.

    Args:
        kind: the type of what it gives.
        place: the file that it is about.
        work: what to call.
        arguments: what to call it with.
        seconds: what it may take on the processor.

    Raises:
        DepliantError: what `work` raises; `beyond-limits`, `reader-crashed`, `reader-ended` or
            `internal` where the child ends without an answer.
    """
    before = _largest_child()
    # Where the processor's time is bounded, the clock's is for a child that hangs.
    clock = seconds * (WAITING if os.name == "posix" else 2) + _GRACE
    try:
        done = subprocess.run(
            [sys.executable, "-m", "depliant.confined"],
            input=pickle.dumps((work, arguments, seconds)),
            env={**os.environ, **_ONE_THREAD},
            stdout=subprocess.PIPE,
            # What a child says of a fault of this program is for who looks for it.
            stderr=None if os.environ.get("DEPLIANT_DEBUG") == "1" else subprocess.DEVNULL,
            timeout=clock,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _waited(clock, place) from None
    try:
        if done.returncode in _REFUSED:
            found = msgpack.decode(done.stdout, type=tuple[Diagnostic, ...])
            raise _REFUSED[done.returncode](found)
        if done.returncode == 0:
            return msgpack.decode(done.stdout, type=kind, dec_hook=_from_text)
    except DecodeError as fault:
        raise InputError(internal(f"DecodeError: {fault}", place)) from fault
    # A library that runs out of memory breaks down, and cannot say why.
    grown = before < _largest_child() > MEMORY // 2
    raise _ended(done.returncode, done.stdout, seconds, place, has_grown=grown)


def _ended(code: int, said: bytes, seconds: int, place: Place, *, has_grown: bool) -> InputError:
    """What is said of a child that ended without an answer, by its exit code."""
    name = _signal_name(code)
    if name == "SIGXCPU":
        return _too_long(seconds, place)
    if code == _NO_MEMORY or (name in _ABORTS and has_grown):
        message = say(
            "Reading the file was stopped: it asked for more than {count} GB of memory.",
            count=MEMORY // 1024**3,
        )
        return _beyond(message, place)
    if code == _FAILED:
        reason = said.decode("utf-8", "replace") or "?"
        return InputError(internal(reason, place))
    if name in _ABORTS:
        message = say(
            "A library that decodes the file broke down ({name}): the file is damaged in a way "
            "that it does not expect, or the library has a fault.",
            name=name,
        )
        hint = say(
            "Nothing is known of what the file holds, so it cannot be called good. Ask whoever "
            "made it to export it again; if another program reads it, please report this."
        )
        return InputError(Diagnostic("reader-crashed", message, place, hint))
    message = say(
        "The process that read the file was ended from outside ({name}).", name=name or str(code)
    )
    hint = say("Try again; where that repeats, the machine has too little memory left.")
    return InputError(Diagnostic("reader-ended", message, place, hint))


def _too_long(seconds: int, place: Place) -> InputError:
    message = say("Reading the file was stopped after {seconds} seconds of work.", seconds=seconds)
    return _beyond(message, place)


def _waited(seconds: int, place: Place) -> InputError:
    message = say("Reading the file was stopped after {seconds} seconds.", seconds=seconds)
    return _beyond(message, place)


def _beyond(message: Sentence, place: Place) -> InputError:
    hint = say(
        "No file for print needs that, though one may be made so without ill will: ask whoever "
        "made it for a simpler one, or take it in parts."
    )
    return InputError(Diagnostic("beyond-limits", message, place, hint))


def _signal_name(code: int) -> str:
    """The signal that an exit code stands for; empty for none."""
    try:
        return signal.Signals(-code).name if code < 0 else ""
    except ValueError:
        return f"signal {-code}"


def _largest_child() -> int:
    """The most memory that any child so far has taken, in bytes; 0 where nobody knows."""
    if sys.platform == "win32":
        return 0
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit


def _from_text(kind: type, text: Any) -> Any:
    """A path, which MessagePack knows as text."""
    if kind is Path:
        return Path(text)
    raise NotImplementedError(f"{kind} is not given back by a child")


def main() -> int:
    """The child's part: an order from standard input, an answer to standard output."""
    end_with_parent()
    # The order comes from this program's own process, never from a file.
    work, arguments, seconds = pickle.loads(sys.stdin.buffer.read())
    answer = sys.stdout.buffer
    _limit(seconds)
    try:
        answer.write(msgpack.encode(work(*arguments), enc_hook=str))
    except DepliantError as fault:
        answer.write(msgpack.encode(fault.diagnostics))
        return next(code for code, kind in _REFUSED.items() if isinstance(fault, kind))
    except MemoryError:
        return _NO_MEMORY
    except Exception as fault:
        if (reason := denied(fault)) is not None:
            answer.write(msgpack.encode((system_refused(reason),)))
            return next(code for code, kind in _REFUSED.items() if kind is InputError)
        answer.write(_said(fault).encode("utf-8", "replace"))
        return _FAILED
    return 0


def _said(fault: Exception) -> str:
    """A fault of this program in one line, with the line of code it came of."""
    if os.environ.get("DEPLIANT_DEBUG") == "1":
        import traceback

        traceback.print_exc()
    trace, where = fault.__traceback__, ""
    while trace is not None:
        where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    message = " ".join(str(fault).split())[:200]
    return f"{type(fault).__name__}: {message} ({where})"


def _limit(seconds: int) -> None:
    """Bound this process, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with contextlib.suppress(ValueError, OSError):
        # The softer limit is said by a signal of its own; at the harder one nobody knows why.
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + _GRACE))


if __name__ == "__main__":
    sys.exit(main())
