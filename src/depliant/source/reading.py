"""Plain data as the values of a model: how every file of a project is read.

A model is a `Part`: its fields say which keys a mapping may have, and `msgspec.Meta` how large,
how long and of which shape their values may be. Scalars arrive as the text that was typed, so
numbers and `true` are read from text. What bounds and patterns cannot say is said by a type that
code reads, a `Reading`; which of several types is meant, by a `Choice`.

`typed` stops at the first fault, and does not know its place: `faults` tells all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import msgspec
from msgspec import Meta, Struct

Model = TypeVar("Model")


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a file: keys that are not known are refused."""


class MisfitError(ValueError):
    """Values that do not go together; the message goes on from the name of what is at fault.

    Args:
        message: such as "must not be above `warn`".
        key: the key whose value is at fault; None: the part as a whole.
    """

    def __init__(self, message: str, key: str | None = None) -> None:
        super().__init__(message)
        self.key = key


class KindError(ValueError):
    """A mapping whose keys say none of the kinds of a choice.

    Args:
        what: what it is a kind of, such as block.
        kinds: the keys that say a kind.
        example: the hint that shows one.
    """

    def __init__(self, what: str, kinds: tuple[str, ...], example: str) -> None:
        listed = ", ".join(f"`{kind}`" for kind in kinds)
        super().__init__(f"A {what} must start with one of {listed}.")
        self.what, self.kinds, self.example = what, kinds, example


class Reading(type):
    """A type whose values code makes of plain data; a type checker is told what they are.

    Args:
        name: what the type is called.
        read: makes the value, or raises ValueError with what it must be.
        schema: what an editor is told of it, in JSON Schema.
    """

    read: Callable[[Any], Any]
    schema: Mapping[str, Any]

    def __new__(cls, name: str, *_: object) -> Reading:
        """The type."""
        return super().__new__(cls, name, (), {})

    def __init__(cls, name: str, read: Callable[[Any], Any], schema: Mapping[str, Any]) -> None:
        super().__init__(name, (), {})
        cls.read, cls.schema = read, schema

    def __instancecheck__(cls, value: object) -> bool:
        """Whatever was read is of the type: a period is a str, and no class of its own."""
        return True


class Choice(Reading):
    """A type that is one of several; which, the data say.

    Args:
        name: what the type is called.
        choose: the type that is meant and the data for it, or ValueError with what they must be.
        kinds: all that may be meant, as an editor is told.
    """

    choose: Callable[[Any], tuple[Any, Any]]
    kinds: tuple[Any, ...]

    def __init__(cls, name: str, choose: Callable[[Any], tuple[Any, Any]], *kinds: Any) -> None:
        super().__init__(name, lambda data: typed(*choose(data)), {})
        cls.choose, cls.kinds = choose, kinds


def typed(model: type[Model], data: object) -> Model:
    """The value of `model` that plain data say; what is of its type already stays.

    Raises:
        msgspec.ValidationError: the first fault; that of a `Reading` or a rule is its cause.
    """
    return msgspec.convert(data, model, strict=False, dec_hook=_read)


def _read(kind: Any, data: object) -> Any:
    return kind.read(data)


def text(data: object) -> str:
    """A scalar as it was typed.

    Raises:
        ValueError: it is none.
    """
    if not isinstance(data, str):
        raise ValueError("must be a text")
    return data


def told(description: str) -> Meta:
    """What an editor is told of a key."""
    return Meta(description=description)
