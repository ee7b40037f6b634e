"""Reading PDF objects that may be anything: a wrong type is as if the entry were not there."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from depliant.geometry import Rect

_HASH = re.compile(rb"#([0-9A-Fa-f]{2})")


def entry(value: Any, *path: str) -> Any:
    """Follow keys ("/Resources", "/Font") from a dictionary or stream; None where it ends."""
    for key in path:
        if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            return None
        try:
            value = value.get(key)
        except (pikepdf.PdfError, ValueError, RuntimeError, TypeError):
            return None  # a key that is in no encoding is of no type that pikepdf knows
    return value


def is_dict(value: Any) -> bool:
    """Whether a value has entries: a dictionary, or a stream with its own."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Stream)


def number(value: Any, default: float = 0.0) -> float:
    """A finite number, or `default`."""
    if isinstance(value, bool):
        return default
    try:
        result = float(value)
    except (TypeError, ValueError, OverflowError):
        return default
    return result if math.isfinite(result) else default


def numbers(value: Any) -> tuple[float, ...]:
    """The numbers of an array; empty if it is no array."""
    return tuple(number(item) for item in items(value))


def name(value: Any) -> str:
    """A name without its slash; empty if it is none."""
    if not isinstance(value, pikepdf.Name):
        return ""
    try:
        return str(value)[1:]
    except UnicodeDecodeError:
        # Old programs wrote names in the encoding of their system.
        spelled = value.unparse()[1:]
        return _HASH.sub(lambda one: bytes([int(one[1], 16)]), spelled).decode("latin-1")


def text(value: Any) -> str:
    """A text string; empty if it is none."""
    return str(value) if isinstance(value, pikepdf.String) else ""


def items(value: Any) -> tuple[Any, ...]:
    """The items of an array; empty if it is none."""
    return tuple(value) if isinstance(value, pikepdf.Array) else ()


def listed(value: Any) -> tuple[Any, ...]:
    """The items of an array, or the one value that stands in its place."""
    if isinstance(value, pikepdf.Array):
        return tuple(value)
    return () if value is None else (value,)


def entries(value: Any) -> Iterator[tuple[str, Any]]:
    """Keys and values of a dictionary or stream."""
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for key in sorted(value.keys()):
            yield key, entry(value, key)


def identity(value: Any) -> tuple[int, int]:
    """Object and generation number, (0, 0) for a direct object."""
    try:
        return tuple(value.objgen)
    except AttributeError:
        return (0, 0)


def box(value: Any) -> Rect | None:
    """A rectangle in PDF's space: x and y of its *lower* left corner, width, height (7.9.5)."""
    edges = numbers(value)
    if len(edges) != 4:
        return None
    left, right = sorted((edges[0], edges[2]))
    low, high = sorted((edges[1], edges[3]))
    return Rect(left, low, right - left, high - low)


_MOST_DIFFERENCES = 1024
"""Entries that are read: a simple font has 256 codes."""


def differences(encoding: Any) -> Iterator[tuple[int, str]]:
    """The codes to which an encoding gives glyphs of their own, with their names (9.6.6.1)."""
    code = 0
    for item in items(entry(encoding, "/Differences"))[:_MOST_DIFFERENCES]:
        if isinstance(item, pikepdf.Name):
            yield code, name(item)
            code += 1
        else:
            code = int(number(item))
