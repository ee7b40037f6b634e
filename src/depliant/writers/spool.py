"""Where the bytes of a file are until it is whole: streams on the disk, and the end of it.

A page's stream is painted early and stands late in the file, behind all that is numbered before
it. Of a long document those of all pages are many, so what is beyond the first of them waits in a
temporary file, which has no name and goes with the process.
"""

from __future__ import annotations

import hashlib
import io
import tempfile
import weakref
from typing import IO

_KEPT = 1024 * 1024
"""Bytes of streams that wait in memory: those of a leaflet are a hundred thousand."""
_TAIL = 1024
"""Bytes within which the end of a file has its identifier."""


class Spool:
    """Streams that are painted and not yet written; they can be read as long as it lasts."""

    def __init__(self) -> None:
        self._kept = 0
        self._file: IO[bytes] | None = None

    @property
    def is_full(self) -> bool:
        """Whether what is put from now on waits on the disk."""
        return self._kept > _KEPT

    def put(self, data: bytes) -> bytes | Waiting:
        """Keep a stream until it is written: as it is, or on the disk where there are many.

        A disk that takes no more keeps nothing from being written: it stays in memory.
        """
        self._kept += len(data)
        if not self.is_full:
            return data
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - as long as this lasts
                weakref.finalize(self, self._file.close)
            place = self._file.seek(0, io.SEEK_END)
            self._file.write(data)
            self._file.flush()
        except OSError:
            return data
        return Waiting(self._file, place, len(data))


class Waiting:
    """A stream on the disk."""

    __slots__ = ("_file", "_place", "_size")

    def __init__(self, file: IO[bytes], place: int, size: int) -> None:
        self._file, self._place, self._size = file, place, size

    def read(self) -> bytes:
        """Its bytes.

        Raises:
            OSError: they cannot be read.
        """
        self._file.seek(self._place)
        data = self._file.read(self._size)
        if len(data) != self._size:
            raise OSError("what was written to a temporary file is not in it")
        return data


class Whole:
    """A file that is put together: there is one copy of it, and it is identified in its place.

    Args:
        expected: about how many bytes it will have, and rather more: what grows beyond the room
            that it has may be copied to where there is more, and is there twice meanwhile.
    """

    def __init__(self, expected: int = 0) -> None:
        self._data = io.BytesIO()
        if expected:
            self._data.seek(expected - 1)
            self._data.write(b"\0")
            self._data.seek(0)
        self.write = self._data.write

    def identified(self, unknown: bytes) -> bytes:
        """The file with its own digest where it has the zeros of `unknown`, twice 32 of them.

        Raises:
            ValueError: they are not at its end.
        """
        self._data.truncate()
        view = self._data.getbuffer()
        begin = max(0, len(view) - _TAIL)
        at = bytes(view[begin:]).rfind(unknown)
        if at < 0:
            view.release()
            raise ValueError("ReportLab wrote a file identifier of its own")
        digest = hashlib.sha256(view).hexdigest()[:32].upper().encode("ascii")
        identifier = unknown.replace(b"0" * 32, digest)
        view[begin + at : begin + at + len(identifier)] = identifier
        view.release()
        return self._data.getvalue()
