"""What the types of a model say of a value: what it must be, its bounds, and how it is read."""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from msgspec import Meta, structs

from depliant.sentences import NOTHING, Sentence, say
from depliant.source.reading import Part
from depliant.source.scalars import DrawnText, Held, Text
from depliant.source.yaml import Tree
from depliant.tuples import NamedTuple

WANTED: Final = {
    int: say("must be a whole number"),
    float: say("must be a number, with a point for the decimals"),
    bool: say("must be `true` or `false`"),
    str: say("must be a text"),
}
_TRUTHS: Final = {
    **dict.fromkeys(("true", "yes", "on", "y", "t", "1"), True),
    **dict.fromkeys(("false", "no", "off", "n", "f", "0"), False),
}


class Limits(NamedTuple):
    """The bounds of a type, and `must`: what its values must be if they lack its pattern.

    `instead` is what to say of words that people write, and that are none of the type's; `also` are
    words that stand there in another kind of part, and `entries` what those of a list are.
    """

    ge: float | None = None
    gt: float | None = None
    le: float | None = None
    lt: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    must: Sentence = say("is not of the right form")
    instead: Mapping[str, Sentence] = MappingProxyType({})
    also: tuple[str, ...] = ()
    entries: Sentence = NOTHING

    def broken(self, value: str | float) -> Sentence:
        """What `value` must be and is not; empty if it is within all bounds."""
        return self._of_text(value) if isinstance(value, str) else self._of_number(value)

    def share_of(self, typed: object) -> Sentence:
        """How a share of one is written by somebody who gave it in per cent; or nothing."""
        if (self.ge, self.le) != (0, 1) or not isinstance(typed, int | float) or typed > 100:
            return NOTHING
        if typed <= 1:
            return NOTHING
        return say(
            "It is a share of the whole: write {share:g} for {typed:g} %.",
            share=typed / 100,
            typed=typed,
        )

    def _of_text(self, text: str) -> Sentence:
        if len(text) < (self.min_length or 0):
            return say("must not be empty")
        if self.max_length is not None and len(text) > self.max_length:
            return say("must have at most {most} characters", most=self.max_length)
        if self.pattern is not None and not re.search(self.pattern, text):
            return self.must
        return NOTHING

    def _of_number(self, number: float) -> Sentence:
        if self.ge is not None and number < self.ge:
            return say("must be {least:g} or more", least=self.ge)
        if self.gt is not None and number <= self.gt:
            return say("must be more than {bound:g}", bound=self.gt)
        if self.le is not None and number > self.le:
            return say("must be {most:g} or less", most=self.le)
        if self.lt is not None and number >= self.lt:
            return say("must be less than {bound:g}", bound=self.lt)
        return NOTHING


@cache  # as many as there are models
def fields_of(model: type[Part]) -> dict[str, structs.FieldInfo]:
    """The fields of a model by their keys."""
    return {field.encode_name: field for field in structs.fields(model)}


def bare(annotation: Any) -> tuple[Any, Limits]:
    """A type without what is annotated, and its limits."""
    if get_origin(annotation) is not Annotated:
        return annotation, Limits()
    kind, *metas = get_args(annotation)
    given: dict[str, Any] = {}
    for meta in metas:
        if isinstance(meta, Meta):
            stated = {name: getattr(meta, name, None) for name in Limits._fields}
            given |= {name: limit for name, limit in stated.items() if limit is not None}
            given |= meta.extra or {}
    return kind, Limits(**given)


def is_part(kind: Any) -> bool:
    """Whether a type is a model."""
    return isinstance(kind, type) and issubclass(kind, Part)


def is_text(annotation: Any) -> bool:
    """Whether a type is that of words."""
    return annotation in (Text, DrawnText, Held)


def member(members: tuple[Any, ...], data: Tree) -> Any:
    """The member of a union that data are nearest to: one that takes them, or the first."""
    return next((member for member in members if _takes(member, data)), members[0])


def words_of(members: tuple[Any, ...]) -> Any:
    """Members that are words alone, as one type of all of them; else none."""
    if members and all(get_origin(bare(member)[0]) is Literal for member in members):
        return Literal[tuple(word for member in members for word in get_args(bare(member)[0]))]
    return None


def _takes(annotation: Any, data: Tree) -> bool:
    """Whether data have the shape of a type."""
    kind, _ = bare(annotation)
    if isinstance(data, dict):
        return is_part(kind) or get_origin(kind) is dict
    if isinstance(data, list):
        return get_origin(kind) is tuple
    if get_origin(kind) is Literal:
        return data in get_args(kind)
    return kind in WANTED and as_typed(kind, data) is not None


def as_typed(kind: type, data: Tree) -> str | float | None:
    """A scalar as it is meant by its type; None if it cannot be."""
    if not isinstance(data, str):
        return None
    if kind is str:
        return data
    if kind is bool:
        return _TRUTHS.get(data.lower())
    if not data.isascii():
        return None
    if kind is int:
        with contextlib.suppress(ValueError):
            return int(data)
    try:
        number = float(data)
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    if kind is int:
        return int(number) if number.is_integer() else None
    return number
