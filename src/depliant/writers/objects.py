"""PDF objects as Python values; `spelling` says how they stand in a file.

A text string is a `str`, a byte string `bytes`, a name a `Name`, an array a tuple or list, a
dictionary a `dict` of names without their slash; `Ref` points to an object of the file. Only
`canvas` knows how these become ReportLab's objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from msgspec import Struct


class Name(str):
    """A PDF name, without its slash."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "/" + str(self)


class Spelt(bytes):
    """A value as it stands in the file."""

    __slots__ = ()


class Ref(Struct, frozen=True):
    """An indirect object, by the name that the file knows it under."""

    key: str


Value = (
    Name | str | bytes | bool | int | float | Ref | Sequence["Value"] | Mapping[str, "Value"] | None
)
Entries = Mapping[str, Value]


class Objects(Protocol):
    """A file in the making, as those see it who add objects to it."""

    def add(self, value: Entries | Iterable[Value]) -> Ref:
        """Write a dictionary or an array as an object of its own."""
        ...

    def add_stream(self, data: bytes, entries: Entries, compress: bool = True) -> Ref:
        """Write a stream, deflated unless `compress` is false or it names a filter itself."""
        ...
