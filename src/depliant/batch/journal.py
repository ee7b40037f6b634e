"""What a batch has finished, so that one that was stopped goes on where it was.

A line of JSON for each row, written when its files are there: the digest of all that they are made
from, and that of each file. A row is kept if it is made from the same, and its files still have
their digests. A line that was cut off, or is none of ours, counts for nothing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from msgspec import MsgspecError, Struct, json

from depliant.batch.outcomes import FileMade
from depliant.errors import Diagnostic, InputError
from depliant.refusals import refusal
from depliant.sentences import say

NAME: Final = "batch.journal"
_MAXIMUM: Final = 1 << 30
"""Bytes of a journal: of far more than a million rows."""


class Finished(Struct, frozen=True, gc=False):
    """The files of a row, and the digest of what they are made from."""

    of: str
    files: tuple[FileMade, ...]


def finished(folder: Path) -> dict[str, Finished]:
    """What the journal of a folder says was finished, by what it is made from."""
    found: dict[str, Finished] = {}
    decoder = json.Decoder(Finished)
    try:
        path = folder / NAME
        if path.stat().st_size > _MAXIMUM:
            return {}
        with path.open("rb") as lines:
            for line in lines:
                try:
                    one = decoder.decode(line)
                except (MsgspecError, ValueError):
                    continue
                found[one.of] = one
    except OSError:
        return {}
    return found


def is_there(folder: Path, files: Iterable[FileMade]) -> bool:
    """Whether files are in a folder as they were written."""
    for file in files:
        try:
            with open(folder / file.name, "rb") as stream:
                if os.fstat(stream.fileno()).st_size != file.size:
                    return False
                if hashlib.file_digest(stream, "sha256").hexdigest() != file.sha256:
                    return False
        except OSError:
            return False
    return True


class Journal:
    """The journal of a folder, written to line by line.

    Args:
        folder: where the files are.
        fresh: begin it anew.

    Raises:
        InputError: `output-unwritable`.
    """

    def __init__(self, folder: Path, *, fresh: bool) -> None:
        self._path = folder / NAME
        with self._written():
            self._stream = self._path.open("wb" if fresh else "ab", buffering=0)
            if not fresh and self._stream.tell():
                self._stream.write(b"\n")  # after a line that may be cut off

    def note(self, of: str, files: tuple[FileMade, ...]) -> None:
        """Write down that the files of a row are there.

        Raises:
            InputError: `output-unwritable`.
        """
        with self._written():
            self._stream.write(json.encode(Finished(of, files)) + b"\n")

    def close(self) -> None:
        """Write no more; what was written is on the disk.

        Raises:
            InputError: `output-unwritable`.
        """
        with self._written(), self._stream:
            os.fsync(self._stream.fileno())

    @contextmanager
    def _written(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            message = say(
                "{path} cannot be written: {reason}.", path=self._path, reason=refusal(fault)
            )
            raise InputError(Diagnostic("output-unwritable", message)) from None
