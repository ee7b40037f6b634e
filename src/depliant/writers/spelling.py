"""How values stand in a PDF: numbers, names, texts, rows of glyphs, dictionaries.

All that a file holds beside pictures and fonts goes through here, number by number: so this is one
of the compiled modules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from depliant.display.items import Glyph
from depliant.geometry import Matrix, Rect
from depliant.writers.objects import Entries, Name, Ref, Spelt

_REGULAR: Final = frozenset(range(0x21, 0x7F)) - frozenset(b"#%()<>[]{}/")

_FORMATS: Final = tuple(f"%.{decimals}f" for decimals in range(10))
"""Of numbers with as many decimals."""


@lru_cache(maxsize=1024)  # names of inks, fonts and keys
def spell_name(name: str) -> str:
    """A name as it stands in a file, with its slash (ISO 32000-1, 7.3.5).

    Raises:
        ValueError: the name is empty or has a NUL, which no PDF name can hold.
    """
    octets = name.encode("utf-8")
    if not octets or 0 in octets:
        raise ValueError(f"{name!r} cannot be a PDF name")
    return "/" + "".join([chr(byte) if byte in _REGULAR else f"#{byte:02X}" for byte in octets])


def spell(number: float, decimals: int = 3) -> str:
    """A number without exponent, trailing zeros or negative zero (ISO 32000-1, 7.3.3).

    It has at most nine decimals.
    """
    text = _FORMATS[decimals] % number
    if decimals:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def spell_text(text: str) -> str:
    """A text string in UTF-16BE with its mark, as a hexadecimal string (7.9.2.2)."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def spell_matrix(matrix: Matrix) -> str:
    """The six operands of `cm`; five decimals, as it may scale a unit square to a sheet."""
    return " ".join([spell(value, 5) for value in matrix])


def spell_rect(rect: Rect) -> str:
    """A box with the `re` operator."""
    return " ".join([spell(value) for value in rect]) + " re"


def spell_row(
    glyphs: Sequence[Glyph], pen: float, size: float, widths: Mapping[int, float]
) -> tuple[str, float]:
    """The body of a TJ and where it leaves the pen, in points from the run's origin.

    A `%s` stands for the code of each glyph.
    """
    parts: list[str] = []
    codes = 0
    for gid, x, _, _, _ in glyphs:
        # A number in a TJ array moves the pen left by thousandths of an em (9.4.3).
        shift = round((pen - x) * 1000 / size)
        if shift:
            if codes:
                parts.append("<" + "%s" * codes + ">")
                codes = 0
            parts.append(str(shift))
            pen -= shift * size / 1000
        codes += 1
        pen += widths[gid] * size / 1000
    if codes:
        parts.append("<" + "%s" * codes + ">")
    return "".join(parts), pen


class Speller:
    """Spells the values of a file's objects, dictionaries on one line.

    Args:
        numbers: the number and the version of each object that is there, by its key.
        text: how a text string stands in the file.
        octets: how a byte string does.
    """

    def __init__(
        self,
        numbers: Mapping[str, tuple[int, int]],
        text: Callable[[str], bytes],
        octets: Callable[[bytes], bytes],
    ) -> None:
        self._numbers, self._text, self._octets = numbers, text, octets

    def spelt(self, value: Any) -> bytes:
        """A value as it stands in the file.

        Raises:
            KeyError: it refers to an object that is not there.
        """
        kind = type(value)
        if kind is Name:
            return spell_name(value).encode("ascii")
        if kind is Ref:
            number, version = self._numbers[value.key]
            return b"%d %d R" % (number, version)
        if kind is int:
            return b"%d" % value
        if kind is str:
            return self._text(value)
        if kind is float:
            return spell(value, 5).encode("ascii")
        if kind is tuple or kind is list:
            return self._array(value)
        if kind is dict or isinstance(value, Mapping):
            return self._dictionary(value)
        return self._rarely(value)

    def _rarely(self, value: Any) -> bytes:
        """What few objects hold."""
        kind = type(value)
        if kind is bool:
            return b"true" if value else b"false"
        if value is None:
            return b"null"
        if kind is Spelt:
            spelt: bytes = value
            return spelt
        return self._octets(value) if kind is bytes else self._array(value)

    def _dictionary(self, entries: Entries) -> bytes:
        parts = [
            _key(key) + self.spelt(value)
            for key, value in sorted(entries.items())
            if value is not None
        ]
        return b"<<" + b" ".join(parts) + b">>"

    def _array(self, values: Iterable[Any]) -> bytes:
        return b"[ " + b" ".join([self.spelt(value) for value in values]) + b" ]"


@lru_cache(maxsize=256)  # as many as the program has
def _key(name: str) -> bytes:
    """A dictionary's key and the space behind it."""
    return spell_name(name).encode("ascii") + b" "
