"""What the program says to whoever uses it: a sentence in English, and what fills it.

A `Sentence` is not yet in a language: it goes through stages, child processes and the memory as a
value, and `depliant.interface` says it in the user's language where it is printed. As text
(`str(sentence)`) it is English.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from string import Formatter
from typing import Any, Final

from msgspec import Struct


class Sentence(Struct, frozen=True):
    """A sentence, or a part of one that is a whole in any language.

    `template` is as for `str.format`, and `values` are what its names stand for; without any it
    is the text itself.
    """

    template: str
    values: tuple[tuple[str, str | int | float | Sentence], ...] = ()

    def __str__(self) -> str:
        return filled(self.template, dict(self.values)) if self.values else self.template

    def __bool__(self) -> bool:
        return bool(self.template)


_NUMERIC: Final = frozenset("feg%")

NOTHING: Final = Sentence("")


def say(template: str, /, **values: object) -> Sentence:
    """A sentence; a value that is neither a number nor a sentence is taken as text."""
    return Sentence(template, tuple((name, _value(value)) for name, value in values.items()))


def verbatim(text: object) -> Sentence:
    """What is said as it is in every language: a name, a number, what somebody else has said."""
    return Sentence("{text}", (("text", str(text)),))


def _value(value: object) -> str | int | float | Sentence:
    if isinstance(value, Sentence | int | float):
        return value
    return str(value)


def filled(template: str, values: Mapping[str, object]) -> str:
    """A template with its values; a decimal number that is kept as text is exact."""
    return _Formatter().vformat(template, (), values)


class _Formatter(Formatter):
    def format_field(self, value: Any, format_spec: str) -> Any:
        """A value by its format; that of a number takes the digits of one, too."""
        if isinstance(value, str) and format_spec[-1:] in _NUMERIC:
            value = Decimal(value)
        return super().format_field(value, format_spec)
