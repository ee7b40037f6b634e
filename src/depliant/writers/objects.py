"""PDF objects as Python values, and how numbers and names are spelt in a file.

A text string is a `str`, a byte string `bytes`, a name a `Name`, an array a tuple or list, a
dictionary a `dict` of names without their slash; `Ref` points to an object of the file. Only
`canvas` knows how these become ReportLab's objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from msgspec import Struct


class Name(str):
    """A PDF name, without its slash."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "/" + str(self)


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


_REGULAR = frozenset(range(0x21, 0x7F)) - frozenset(b"#%()<>[]{}/")


@lru_cache(maxsize=1024)  # names of inks, fonts and keys
def spell_name(name: str) -> str:
    """A name as it stands in a file, with its slash (ISO 32000-1, 7.3.5).

    Raises:
        ValueError: the name is empty or has a NUL, which no PDF name can hold.
    """
    octets = name.encode("utf-8")
    if not octets or 0 in octets:
        raise ValueError(f"{name!r} cannot be a PDF name")
    return "/" + "".join(chr(byte) if byte in _REGULAR else f"#{byte:02X}" for byte in octets)


def spell(number: float, decimals: int = 3) -> str:
    """A number without exponent, trailing zeros or negative zero (ISO 32000-1, 7.3.3)."""
    text = f"{number:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def spell_text(text: str) -> str:
    """A text string in UTF-16BE with its mark, as a hexadecimal string (7.9.2.2)."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
