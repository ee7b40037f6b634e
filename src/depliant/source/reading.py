"""Plain data as the values of a model: how every file of a project is read.

A model is a `Part`: its fields say which keys a mapping may have, and `msgspec.Meta` how large,
how long and of which shape their values may be. Scalars arrive as the text that was typed, so
numbers and `true` are read from text. What bounds and patterns cannot say is said by a type that
code reads, a `Reading`; which of several types is meant, by a `Choice`. They are declared as
`Read[str, …]` and `Choose[Entry | Derived, …]`: to a type checker that is `Annotated`, and so a str
and an `Entry | Derived`.

`typed` stops at the first fault, and does not know its place: `validated` finds all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec
from msgspec import Meta, Struct

from depliant.errors import UnfitError
from depliant.sentences import Sentence, say

__all__ = [
    "Choice",
    "Choose",
    "KindError",
    "MisfitError",
    "Part",
    "Read",
    "Reading",
    "described",
    "text",
    "typed",
]

Model = TypeVar("Model")


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a file: keys that are not known are refused."""


class MisfitError(UnfitError):
    """Values that do not go together; `why` goes on from the name of what is at fault.

    Args:
        why: such as "must not be above `warn`".
        key: the key whose value is at fault; None: the part as a whole.
    """

    def __init__(self, why: Sentence, key: str | None = None) -> None:
        super().__init__(why)
        self.key = key


class KindError(ValueError):
    """A mapping whose keys say none of the kinds of a choice.

    Args:
        what: what it is a kind of, such as block.
        kinds: the keys that say a kind.
        example: the hint that shows one.
    """

    def __init__(self, what: Sentence, kinds: tuple[str, ...], example: Sentence) -> None:
        listed = ", ".join(f"`{kind}`" for kind in kinds)
        self.message = say("A {what} must start with one of {listed}.", what=what, listed=listed)
        super().__init__(str(self.message))
        self.what, self.kinds, self.example = what, kinds, example


class Reading(type):
    """A type whose values code makes of plain data.

    Args:
        gives: the type of the values, which have no class of their own: a period is a str.
        read: makes the value, or raises UnfitError with what it must be.
        schema: what an editor is told of it, in JSON Schema.
    """

    classes: tuple[type, ...]
    read: Callable[[Any], Any]
    schema: Mapping[str, Any]

    def __class_getitem__(cls, said: tuple[Any, ...]) -> Reading:
        """The type that `Read[…]` or `Choose[…]` declares."""
        return cls(*said)

    def __new__(cls, gives: Any, read: Callable[[Any], Any], *_: object) -> Reading:
        """The type, called like what reads it."""
        return super().__new__(cls, read.__name__, (), {})

    def __init__(cls, gives: Any, read: Callable[[Any], Any], schema: Mapping[str, Any]) -> None:
        super().__init__(read.__name__, (), {})
        cls.classes, cls.read, cls.schema = _classes(gives), read, schema

    def __instancecheck__(cls, value: object) -> bool:
        """Whether a value is of the type that the reading gives."""
        return isinstance(value, cls.classes)


class Choice(Reading):
    """A type that is one of several; which, the data say.

    Args:
        gives: the type of the values.
        choose: the type that is meant and the data for it, or UnfitError with what they must be.
        kinds: all that may be meant, as an editor is told; left out: the members of `gives`.
    """

    choose: Callable[[Any], tuple[Any, Any]]
    kinds: tuple[Any, ...]

    def __init__(cls, gives: Any, choose: Callable[[Any], tuple[Any, Any]], *kinds: Any) -> None:
        super().__init__(gives, lambda data: typed(*choose(data)), {})
        cls.choose, cls.kinds = choose, kinds or get_args(gives)


if TYPE_CHECKING:
    from typing import Annotated as Choose
    from typing import Annotated as Read
else:
    Choose, Read = Choice, Reading


def _classes(kind: Any) -> tuple[type, ...]:
    """The classes that the values of a type are of."""
    origin, members = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return tuple(each for member in members for each in _classes(member))
    if origin is Literal:
        return tuple(type(word) for word in members)
    return (origin or kind,)


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
        UnfitError: it is none.
    """
    if not isinstance(data, str):
        raise UnfitError(say("must be a text"))
    return data


def described(description: str) -> Meta:
    """What an editor is told of a key."""
    return Meta(description=description)
