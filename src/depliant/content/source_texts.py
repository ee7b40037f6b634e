"""The texts of content.yaml's panels as they are written, found by the types of the schema.

What a part holds in a field of type `Text`, `DrawnText` or `Held` is a text that a translator says
(of what a code holds: the address that readers of the edition are led to). So a kind of block that
declares its words by these types is translated, and nothing else has to know.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from msgspec import UnsetType, structs

from depliant.content.worded import Worded
from depliant.memory import SHARED
from depliant.source.reading import Part
from depliant.source.scalars import DrawnText, Held, Text
from depliant.source.yaml import Route
from depliant.tuples import NamedTuple


class SourceText(NamedTuple):
    """A text with the context that a translator finds it by, and the route to it.

    `drawn` says that it is drawn within a chart, `held` that it is what a code holds: no words.
    """

    context: str
    text: str
    route: Route
    drawn: bool = False
    held: bool = False


class WordedPart(NamedTuple):
    """A part and the route to it."""

    part: Worded
    route: Route


class _Field(NamedTuple):
    """A field by its name and its key; `kind` is the type of its words, None if it has none."""

    name: str
    key: str
    kind: Any


def source_texts(part: Worded, route: Route, within: str = "") -> Iterator[SourceText]:
    """The texts of a part and of the parts in it, in the order of their fields.

    Args:
        part: a panel, a block, or a part of one.
        route: the way to it.
        within: the context that it stands in.
    """
    for field, value, at in _values(part, route):
        if isinstance(value, Worded):
            called = part.called_at(at[len(route) :])
            yield from source_texts(value, at, _context(within, called))
        elif isinstance(value, str) and field.kind is not None:
            context = _context(within, part.context(field.key))
            yield SourceText(context, value, at, field.kind is DrawnText, field.kind is Held)


def parts(part: Worded, route: Route) -> Iterator[WordedPart]:
    """A part and all the parts in it, each before those that it holds."""
    yield WordedPart(part, route)
    for _, value, at in _values(part, route):
        if isinstance(value, Worded):
            yield from parts(value, at)


def all_parts(panels: tuple[Worded, ...]) -> tuple[WordedPart, ...]:
    """The parts of all panels of content.yaml: found once, and asked for by every kind of block."""

    def find() -> tuple[WordedPart, ...]:
        return tuple(
            each for number, panel in enumerate(panels) for each in parts(panel, ("panels", number))
        )

    return SHARED.of_same(panels, "all_parts", find)


def _context(within: str, step: str) -> str:
    return "/".join(filter(None, (within, step)))


def _values(part: Worded, route: Route) -> Iterator[tuple[_Field, Any, Route]]:
    """The values of a part's fields with the ways to them; of a list or table, each entry.

    This is asked of every part many times: fields that can hold no words are passed over.
    """
    for field in _fields(type(part)):
        value = getattr(part, field.name)
        if isinstance(value, tuple | dict):
            for entry, at in _entries(value, (*route, field.key)):
                yield field, entry, at
        elif value is not None:
            yield field, value, (*route, field.key)


def _entries(value: Any, route: Route) -> Iterator[tuple[Any, Route]]:
    if isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from _entries(entry, (*route, number))
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _entries(entry, (*route, key))
    else:
        yield value, route


@cache
def _fields(kind: type[Part]) -> tuple[_Field, ...]:
    """The fields that may hold words, or parts."""
    return tuple(
        _Field(
            field.name,
            field.encode_name,
            next((each for each in _kinds(field.type) if each in (Text, DrawnText, Held)), None),
        )
        for field in structs.fields(kind)
        if not all(each in _WORDLESS or get_origin(each) is Literal for each in _kinds(field.type))
    )


_WORDLESS: Final = frozenset({bool, int, float, str, Decimal, type(None), UnsetType})


def _kinds(annotation: Any) -> Iterator[Any]:
    """The types that a field may hold, singly or in a list, without what is annotated."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _kinds(get_args(annotation)[0])
    elif origin in (Union, UnionType, tuple, dict):
        for member in get_args(annotation):
            yield from _kinds(member)
    else:
        yield annotation
