"""Files for people to work on, such as tables: what they have made of one is not written over.

Such a file stands where the user has named it, in the project or not. The one that stood there
gets another name beside it, unless it is what this program has written there last: then nobody has
worked on it. What that was is noted in the user's cache; where nothing is noted, it is kept.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from depliant import files
from depliant.build import store
from depliant.errors import Diagnostic, InputError
from depliant.refusals import refusal
from depliant.sentences import Sentence, say

_NOTES: Final = "written"
_HELD: Final = 64 * 1024 * 1024
"""Bytes of a file beyond which nobody asks what it says: it is kept."""


def saved(path: Path, data: bytes, hint: Sentence) -> Path | None:
    """Write a file that somebody has named; the path that the one before it has now.

    None: there was none, or nobody has worked on it.

    Raises:
        InputError: `output-unwritable`; an older file is as it was.
    """
    final = files.resolved(path)
    former = _set_aside(final, data)
    try:
        files.save_file(path, data, hint)
    except InputError:
        if former is not None:
            with contextlib.suppress(OSError):
                former.unlink()
        raise
    _note(final, data)
    if former is None or path.is_symlink():
        return former
    return path.with_name(former.name)


def saved_all(folder: Path, written: Mapping[str, bytes], hint: Sentence) -> dict[Path, Path]:
    """Write files into a folder, all or none; what those before them are called now, by theirs.

    Raises:
        InputError: `output-unwritable`, `path-outside`; the older files are as they were.
    """
    aside: dict[Path, Path] = {}
    try:
        for name, data in written.items():
            if (folder / name).is_symlink():
                continue  # it is replaced, and what it leads to stays
            former = _set_aside(files.resolved(folder / name), data)
            if former is not None:
                aside[folder / name] = (folder / name).with_name(former.name)
        files.save(folder, written, hint)
    except InputError:
        for former in aside.values():
            with contextlib.suppress(OSError):
                former.unlink()
        raise
    for name, data in written.items():
        _note(files.resolved(folder / name), data)
    return aside


def _set_aside(path: Path, data: bytes) -> Path | None:
    """Give what somebody has worked on a second name; None if there is nothing of that kind.

    Raises:
        InputError: `output-unwritable`.
    """
    try:
        if not path.is_file() or not _is_worked_on(path, data):
            return None
        name = files.name_for_former(path)
        files.spare(path, name)
    except OSError as fault:
        message = say(
            "{path} cannot be kept under another name: {reason}.", path=path, reason=refusal(fault)
        )
        hint = say("Name another file.")
        raise InputError(Diagnostic("output-unwritable", message, hint=hint)) from fault
    return name


def _is_worked_on(path: Path, data: bytes) -> bool:
    """Whether a file says something else, and something that this program has not left there.

    Raises:
        OSError: it cannot be read.
    """
    if path.stat().st_size > _HELD:
        return True
    present = path.read_bytes()
    return present != data and _noted(path) != _digest(present)


def _noted(path: Path) -> str:
    """The digest of what was written last under a path; nothing where that is not known."""
    note = _note_of(path)
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return note.read_text("ascii") if note is not None else ""
    return ""


def _note(path: Path, data: bytes) -> None:
    """Note what was written under a path."""
    note = _note_of(path)
    if note is None or not path.is_file():
        return
    with contextlib.suppress(OSError):
        note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.put(note, _digest(data).encode("ascii"))


def _note_of(path: Path) -> Path | None:
    cache = store.folder()
    name = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return None if cache is None else cache / _NOTES / name


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
