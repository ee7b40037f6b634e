"""Work in a process of its own: a file that is made to do harm harms that process alone.

PDFs come from anybody, and a few bytes of one can ask for more memory than there is. The child
is told which function to call, and gives back what came of it as MessagePack, which is read as
the type that is wanted and can hold nothing else. Where the system knows limits for processes
(POSIX), its memory and its time on the processor are bounded; everywhere its time on the clock is.
"""

from __future__ import annotations

import contextlib
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from msgspec import DecodeError, msgpack

from depliant.errors import BrochureError, DepliantError, Diagnostic, InputError, Place
from depliant.sentences import say
from depliant.workers import end_with_parent

T = TypeVar("T")

MEMORY = 3 * 1024**3
"""Bytes; the largest brochures take a fifth of it."""
SECONDS = 300
_REFUSED: dict[int, type[DepliantError]] = {3: InputError, 4: BrochureError}
"""What the child's exit code says of its answer: diagnostics, and of which kind."""


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
        place: the file that is to blame if nothing comes of it.
        work: what to call.
        arguments: what to call it with.
        seconds: what it may take on the processor.

    Raises:
        DepliantError: what `work` raises; `pdf-hostile` where the child fails.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "depliant.confined"],
            input=pickle.dumps((work, arguments, seconds)),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds + 30,
            check=False,
        )
        if done.returncode in _REFUSED:
            found = msgpack.decode(done.stdout, type=tuple[Diagnostic, ...])
            raise _REFUSED[done.returncode](found)
        if done.returncode == 0:
            return msgpack.decode(done.stdout, type=kind, dec_hook=_from_text)
    except (subprocess.TimeoutExpired, DecodeError):
        pass
    raise InputError(
        Diagnostic(
            "pdf-hostile",
            say("Reading the file took more memory or time than any file for print needs."),
            place,
            say("Do not open it; ask its sender for another."),
        )
    )


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
    return 0


def _limit(seconds: int) -> None:
    """Bound this process, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


if __name__ == "__main__":
    sys.exit(main())
