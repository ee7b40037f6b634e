"""Why a file cannot be read or written, as a sentence: what the system says, in our own words.

The system's messages are in a language of its own, or in English; the usual ones are few. Each is a
part of a sentence that begins as the system's own messages do (POSIX.1-2017, strerror).
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from depliant.sentences import NOTHING, Sentence, say, verbatim

_REASONS: Final[Mapping[int, Sentence]] = MappingProxyType(
    {
        errno.ENOENT: say("No such file or directory"),
        errno.EACCES: say("Permission denied"),
        errno.EPERM: say("Operation not permitted"),
        errno.EISDIR: say("Is a directory"),
        errno.ENOTDIR: say("Not a directory"),
        errno.EEXIST: say("File exists"),
        errno.ENOTEMPTY: say("Directory not empty"),
        errno.ENAMETOOLONG: say("File name too long"),
        errno.ELOOP: say("Too many levels of symbolic links"),
        errno.ENOSPC: say("No space left on device"),
        errno.EROFS: say("Read-only file system"),
        errno.EFBIG: say("File too large"),
        errno.EBUSY: say("Device or resource busy"),
        errno.EMFILE: say("Too many open files"),
        errno.EIO: say("Input/output error"),
        errno.EPIPE: say("Broken pipe"),
        errno.EBADF: say("Bad file descriptor"),
        errno.EINVAL: say("Invalid argument"),
    }
)


_MEANS: Final = frozenset(
    {errno.ENOMEM, errno.EMFILE, errno.ENFILE, errno.EAGAIN, errno.ENOSPC, errno.EIO, errno.EFBIG}
)
"""What a system that has run out of means, or is failing, says to anybody."""


def denied(fault: BaseException) -> Sentence | None:
    """What the system denied the program, as a clause; None where the fault is none of its."""
    kind, said = (
        type(fault).__name__,
        str(fault),
    )  # types that are costly to import for the question
    if isinstance(fault, MemoryError):
        return say("there is no more memory")
    if isinstance(fault, OSError) and fault.errno in _MEANS:
        return refusal(fault)
    if isinstance(fault, OSError) and "No usable temporary directory" in said:  # of tempfile
        return say("there is no folder in which temporary files can be written")
    if kind == "SerialisationError" and said.startswith("IO_"):  # of lxml, as libxml2 says it
        return _REASONS.get(getattr(errno, said.removeprefix("IO_"), 0), verbatim(said))
    if isinstance(fault, EOFError) and said.startswith("marshal data"):  # compiled on a full disk
        return say("a file of the program's own is cut off, install it again")
    if isinstance(fault, RuntimeError) and "can't start new thread" in said:
        return say("no more processes can be started")
    if kind == "BrokenProcessPool":
        return say("a process that worked for it has ended before its time")
    return None


def refusal(fault: BaseException, otherwise: Sentence = NOTHING) -> Sentence:
    """Why a file was refused, by the system or by us; `otherwise` where nobody says why."""
    number, said = getattr(fault, "errno", None), getattr(fault, "strerror", None)
    if isinstance(said, Sentence):
        return said
    if isinstance(number, int) and number in _REASONS:
        return _REASONS[number]
    return verbatim(said) if said else otherwise or verbatim(fault)


def check_file(path: Path) -> None:
    """Refuse what is there and is no file: a pipe would be waited for.

    Raises:
        OSError: it is none; of a folder, or of nothing at all, the system says more itself.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(errno.EINVAL, say("it is no file"))
