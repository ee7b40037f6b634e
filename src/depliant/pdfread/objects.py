"""Reading PDF objects that may be anything: a wrong type is as if the entry were not there."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
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
            value = value.get(as_key(key))
        except (pikepdf.PdfError, ValueError, RuntimeError, TypeError):
            return None
    return value


def as_key(key: str) -> Any:
    """A key as pikepdf takes it: one whose bytes are in no encoding only as a name of its own."""
    return key if key.isascii() else as_name(key)


def as_name(written: str) -> pikepdf.Name:
    """The name of which `as_written` gives that.

    Raises:
        ValueError: nothing stands behind its slash.
    """
    if written.isascii():
        return pikepdf.Name(written)
    octets = written[1:].encode("utf-8", "surrogateescape")
    spelled = b"/" + b"".join(b"#%02x" % octet for octet in octets)
    found: pikepdf.Name = pikepdf.Object.parse(spelled)  # type: ignore[assignment]  # a name it is
    return found


def key_name(key: str) -> str:
    """A key as a word, as `name` gives one: without its slash, whatever its encoding is."""
    try:
        return key[1:].encode("utf-8").decode("utf-8")
    except UnicodeEncodeError:
        return key[1:].encode("utf-8", "surrogateescape").decode("latin-1")


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


def as_written(value: Any) -> str:
    """A name as `entries` has keys: with its slash, and with what is in no encoding as it is."""
    if not isinstance(value, pikepdf.Name):
        return ""
    octets: bytes = _HASH.sub(lambda one: bytes([int(one[1], 16)]), value.unparse())
    return octets.decode("utf-8", "surrogateescape")


def text(value: Any) -> str:
    """A text string; empty if it is none. What is in no encoding is a character for that."""
    if not isinstance(value, pikepdf.String):
        return ""
    try:
        return str(value)
    except UnicodeDecodeError:  # it says that it is in UTF-8 (ISO 32000-2, 7.9.2.2), and is not
        return bytes(value).decode("utf-8-sig", "replace")


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


def dictionary(held: Mapping[str, Any]) -> pikepdf.Dictionary:
    """A dictionary of such keys and values, whatever their bytes are."""
    made = pikepdf.Dictionary()
    for key, value in held.items():
        if value is not None:  # an entry that is null is none (7.3.7)
            made[as_key(key)] = value
    return made


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
