"""What the program says to whoever uses it: a sentence in English, and what fills it.

A `Sentence` is not yet in a language: it goes through stages, child processes and the memory as a
value, and `depliant.interface` says it in the user's language where it is printed. As text
(`str(sentence)`) it is English.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from string import Formatter
from typing import Any, Final

from msgspec import Struct


class Sentence(Struct, frozen=True):
    """A sentence, or a part of one that is a whole in any language.

    `template` is as for `str.format`, and `values` are what its names stand for; without any it
    is the text itself. Where the value `count` decides the words, `template` is for one, and
    `many` for more and for none.
    """

    template: str
    values: tuple[tuple[str, str | int | float | Sentence], ...] = ()
    many: str = ""

    def __str__(self) -> str:
        values = dict(self.values)
        template = self.many if self.many and values["count"] != 1 else self.template
        return filled(template, values) if values else template

    def __bool__(self) -> bool:
        return bool(self.template)


NUMERIC: Final = frozenset("feg%")
"""What a format ends with that writes a number."""

NOTHING: Final = Sentence("")


def say(template: str, /, **values: object) -> Sentence:
    """A sentence; a value that is neither a number nor a sentence is taken as text."""
    return Sentence(template, _values(values))


def counted(count: int, one: str, many: str, /, **values: object) -> Sentence:
    """A sentence whose words depend on a number, which is its value `count`."""
    return Sentence(one, _values({"count": count, **values}), many)


def every(items: Iterable[object]) -> Sentence:
    """A list of which all are meant: "a, b and c"."""
    others, last = _parted(items)
    return say("{others} and {last}", others=others, last=last) if others else last


def either(items: Iterable[object]) -> Sentence:
    """A list of which one is meant: "a, b or c"."""
    others, last = _parted(items)
    return say("{others} or {last}", others=others, last=last) if others else last


def joined(items: Iterable[object], by: str = ", ") -> Sentence:
    """Texts and sentences one after the other, with the same characters between any two."""
    values = _values({f"item{number}": item for number, item in enumerate(items)})
    return Sentence(by.join(f"{{{name}}}" for name, _ in values), values)


def some(items: Sequence[object], most: int, by: str = ", ") -> Sentence:
    """The first of a list, at most so many, and how many more there are."""
    listed, rest = joined(items[:most], by), len(items) - most
    if rest <= 0:
        return listed
    return counted(rest, "{listed} and {count} more", "{listed} and {count} more", listed=listed)


def in_quotes(text: object) -> Sentence:
    """A name, or words of somebody's, between the quotation marks of the language."""
    return say("“{text}”", text=text)


def legible(text: str) -> str:
    """Words from a file of somebody's: each character that cannot be shown is there by its code."""
    return "".join(one if one.isprintable() else repr(one)[1:-1] for one in text)


_OBEYED: Final = {
    code: f"\\u{code:04x}"
    for code in (*range(0x20), *range(0x7F, 0xA0), 0x202D, 0x202E)
    if chr(code) not in "\t\n"
}
"""What a terminal obeys (ECMA-48: C0, DELETE and C1; the overrides of UAX 9), as it is shown."""


def tame(text: str) -> str:
    """A text that a terminal shows and does not obey, for names and words come from files.

    What it would obey is written as in JSON, so JSON stays JSON, and the same.
    """
    return text.translate(_OBEYED)


def _parted(items: Iterable[object]) -> tuple[Sentence, Sentence]:
    """All but the last of a list, and the last."""
    *others, last = items
    return joined(others), joined([last])


def verbatim(text: object) -> Sentence:
    """What is said as it is in every language: a name, a number, what somebody else has said."""
    return Sentence("{text}", (("text", str(text)),))


def looked_up(text: str) -> Sentence:
    """A text of a file: one that we ship is translated, one of somebody's own stays as it is."""
    return Sentence(text)


def _values(values: Mapping[str, object]) -> tuple[tuple[str, str | int | float | Sentence], ...]:
    return tuple(
        (name, value if isinstance(value, Sentence | int | float) else str(value))
        for name, value in values.items()
    )


def filled(template: str, values: Mapping[str, object]) -> str:
    """A template with its values; a decimal number that is kept as text is exact."""
    return ExactFormatter().vformat(template, (), values)


class ExactFormatter(Formatter):
    """Formats as `str.format` does, and decimal numbers that are kept as text, too."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        """A value by its format."""
        if isinstance(value, str) and format_spec[-1:] in NUMERIC:
            value = Decimal(value)
        return super().format_field(value, format_spec)
