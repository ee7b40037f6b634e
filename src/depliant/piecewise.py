"""A file that is written piece by piece, and is there whole at the end or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

_PIECE: Final = 1 << 18
"""Bytes that are written at once."""


@contextlib.contextmanager
def putting(path: Path) -> Iterator[BinaryIO]:
    """A stream that becomes the file of a path when all goes well; an older one stays until then.

    What a killed program leaves has a name that `files.is_part` knows.

    Raises:
        OSError: it cannot be written.
    """
    part = path.with_name(f".depliant-{secrets.token_hex(8)}.part")
    try:
        with part.open("xb", buffering=_PIECE) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
