"""Edits that are not saved, kept for the next preview of a project: nothing of them is lost.

They stand in the user's cache, outside the project, in a file that only the user may read. It
holds what was typed, and no file of the project: what is on the disk by then is the ground.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from msgspec import DecodeError, Struct, ValidationError, msgpack

from depliant import files
from depliant.build import store
from depliant.preview.edits import Edit, is_allowed

_MOST: Final = 8 * 1024 * 1024
"""Bytes of what is kept."""


class _Kept(Struct, frozen=True):
    edits: tuple[Edit, ...]


def keep(root: Path, edits: Sequence[Edit]) -> bool:
    """Keep the edits of a project, or forget them where there are none; whether that was done."""
    path = _path(root)
    if path is None:
        return not edits
    try:
        if not edits:
            path.unlink(missing_ok=True)
            return True
        data = msgpack.encode(_Kept(tuple(edits)))
        if len(data) > _MOST:
            return False
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.put(path, data)
    except OSError:
        return False
    return True


def found(root: Path) -> tuple[Edit, ...]:
    """The edits that were kept of a project; what is damaged is none."""
    path = _path(root)
    if path is None:
        return ()
    with contextlib.suppress(OSError, DecodeError, ValidationError, RecursionError):
        with open(path, "rb") as stream:
            data = stream.read(_MOST + 1)
        edits = msgpack.decode(data, type=_Kept).edits
        return tuple(edit for edit in edits if is_allowed(edit))
    return ()


def _path(root: Path) -> Path | None:
    cache = store.folder()
    place = str(files.resolved(root)).encode("utf-8", "surrogateescape")
    name = hashlib.sha256(place).hexdigest()[:32]
    return None if cache is None else cache / "previews" / f"{name}.edits"
