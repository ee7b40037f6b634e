"""Drawn artwork kept between builds, found by the digest of all that it depends on.

An entry is a JSON text under the user's cache folder, with its own digest as the first line:
one that is damaged, cut off or of another make is ignored, and drawn again. Entries are data,
never pickles, which could run code. A cache that cannot be read or written is no fault.

The folder is $DEPLIANT_CACHE, or `depliant` in $XDG_CACHE_HOME or in ~/.cache.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import tempfile
from array import array
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from depliant import geometry
from depliant.colour import Colour
from depliant.display import items
from depliant.fonts.registry import FaceRef
from depliant.geometry import Outline
from depliant.graphics.art import Art, Part

SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes that all entries may take; past it the ones longest unused go."""
ENTRY_LIMIT = 8 * 1024 * 1024

_TYPES: dict[str, Callable[..., Any]] = {
    kind.__name__: kind
    for kind in (
        items.Glyph, items.Glyphs, items.Stroke, items.Path, items.Raster, items.Picture,
        items.Form, items.Group, items.Link, items.Mark, geometry.Matrix, geometry.Point,
        geometry.Rect, geometry.Size, Colour, FaceRef, Part,
    )
}  # fmt: skip


_PLAIN = frozenset({int, float, str, bool, type(None)})
_NUMBERS = {"M": 2, "L": 2, "C": 6, "Z": 0}
"""How many numbers follow each kind of segment of an outline."""


def encode(value: object, known: dict[object, int] | None = None) -> object:
    """A display item, or anything it is made of, as JSON knows it.

    A tuple becomes a list, a type of the display list an object with its name as only key and
    its fields as value; an outline its letters in a row, and all its numbers packed:
    artwork is made of little else. An outline that came before is named by its number in
    `known`, which the outlines of one entry share.

    Raises:
        TypeError: `value` holds something that no display item is made of.
    """
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode("ascii")}
    known = {} if known is None else known
    name = type(value).__name__
    if type(value) is _TYPES.get(name):
        if is_dataclass(value):
            return {name: [encode(getattr(value, field.name), known) for field in fields(value)]}
        if isinstance(value, tuple):
            return {name: [encode(part, known) for part in value]}
    if type(value) is tuple:
        if value in known:
            return {"again": known[value]}
        if value and all(map(_is_segment, value)):
            known[value] = len(known)
            numbers = array("d", [number for segment in value for number in segment[1:]])
            packed = base64.b64encode(numbers.tobytes()).decode("ascii")
            return {"outline": ["".join([segment[0] for segment in value]), packed]}
        return [encode(part, known) for part in value]
    raise TypeError(f"a {name} is not part of the display list")


def decode(value: object, known: list[Outline] | None = None) -> Any:
    """What `encode` made the JSON value from; `known` are the outlines that came before.

    Raises:
        ValueError: `value` was not made by `encode`.
    """
    known = [] if known is None else known
    if isinstance(value, list):
        # Nearly all of an entry is numbers: no call for each of them.
        return tuple([part if type(part) in _PLAIN else decode(part, known) for part in value])
    if not isinstance(value, dict):
        return value
    try:
        ((name, parts),) = value.items()
        if name == "bytes":
            return base64.b64decode(parts, validate=True)
        if name == "outline":
            known.append(_outline(*parts))
            return known[-1]
        if name == "again":
            return known[parts]
        return _TYPES[name](*decode(parts, known))
    except (IndexError, KeyError, TypeError) as fault:
        raise ValueError("not an encoded display item") from fault


def _is_segment(value: object) -> bool:
    """Whether a value is a segment of an outline, and all its numbers floats."""
    return (
        type(value) is tuple
        and bool(value)
        and type(value[0]) is str
        and _NUMBERS.get(value[0]) == len(value) - 1
        and all(type(number) is float for number in value[1:])
    )


def _outline(letters: str, packed: str) -> Outline:
    """An outline from its letters and its numbers.

    Raises:
        KeyError, ValueError: they do not belong together.
    """
    numbers = array("d", base64.b64decode(packed, validate=True)).tolist()
    segments: list[Any] = []
    at = 0
    for letter in letters:
        after = at + _NUMBERS[letter]
        segments.append((letter, *numbers[at:after]))
        at = after
    if at != len(numbers):
        raise ValueError("an outline with too many or too few numbers")
    return tuple(segments)


def folder() -> Path | None:
    """Where entries are kept; None where the user has no home."""
    if own := os.environ.get("DEPLIANT_CACHE"):
        return Path(own)
    # XDG Base Directory Specification: a relative path is to be ignored.
    shared = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(shared):
        return Path(shared) / "depliant"
    try:
        return Path.home() / ".cache" / "depliant"
    except RuntimeError:
        return None


class Cache:
    """Drawn artwork by key; every fault of the disk is a miss.

    Args:
        where: the folder; the user's own if left out.
        limit: the most bytes that all entries may take.
    """

    def __init__(self, where: Path | None = None, limit: int = SIZE_LIMIT) -> None:
        self._folder = where or folder()
        self._limit = limit
        self._taken: int | None = None

    def art(self, key: str) -> Art | None:
        """The artwork kept under `key`, or None."""
        path = self._path(key)
        if path is None:
            return None
        try:
            with path.open("rb") as stream:
                data = stream.read(ENTRY_LIMIT + 1)
            digest, _, body = data.partition(b"\n")
            if digest.decode("ascii") != hashlib.sha256(body).hexdigest():
                return None
            drawn, size, parts = decode(json.loads(body))
        except (OSError, ValueError, RecursionError):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return Art(drawn, size, parts=parts)

    def keep_art(self, key: str, art: Art) -> None:
        """Keep `art` under `key`; without its diagnostics, which belong to one build."""
        path = self._path(key)
        if path is None:
            return
        content = encode((art.items, art.size, art.parts))
        body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        data = hashlib.sha256(body).hexdigest().encode() + b"\n" + body
        if len(data) > ENTRY_LIMIT:
            return
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".", dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(data)
                Path(name).replace(path)
            finally:
                Path(name).unlink(missing_ok=True)
            self._make_room(path.parent, len(data))

    def _path(self, key: str) -> Path | None:
        if self._folder is None:
            return None
        digest = hashlib.sha256(f"{program_stamp()}\n{key}".encode()).hexdigest()
        return self._folder / f"{digest}.json"

    def _make_room(self, where: Path, added: int) -> None:
        """Remove the entries longest unused until three quarters of the limit are left.

        The folder is looked through at the first entry kept, and again when what was added
        since may have filled it.
        """
        if self._taken is not None:
            self._taken += added
            if self._taken <= self._limit:
                return
        with os.scandir(where) as found:
            entries = [
                (entry.stat().st_mtime_ns, entry.stat().st_size, entry.path)
                for entry in found
                if entry.name.endswith(".json")
            ]
        total = sum(size for _, size, _ in entries)
        for _, size, path in sorted(entries) if total > self._limit else ():
            if total <= self._limit * 3 // 4:
                break
            os.unlink(path)
            total -= size
        self._taken = total


@lru_cache(maxsize=1)
def program_stamp() -> str:
    """What tells one make of the program from another, fonts and libraries included.

    The names, sizes and times of the program's own files, and the time of the folder in which
    packages are installed: a new version of any of them draws anew.
    """
    parts: list[str] = []
    for where, folders, names in os.walk(Path(__file__).parent):
        folders.sort()
        for name in sorted(names):
            if name.endswith(".py"):
                found = os.stat(os.path.join(where, name))
                parts.append(f"{where}/{name} {found.st_size} {found.st_mtime_ns}")
    spec = find_spec("fontpkg")
    if spec is not None and spec.origin is not None:
        parts.append(str(Path(spec.origin).parents[1].stat().st_mtime_ns))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
