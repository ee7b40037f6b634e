"""About how many bytes a value takes: what a store within a budget has to know of each.

It is asked of tens of thousands of parts in a build, so this is one of the compiled modules.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from types import FunctionType
from typing import Any, Final

from msgspec import Struct, structs

_SAMPLE: Final = 4
"""Of a longer row of values so many are looked at, from its beginning to its end."""

_PLAIN: Final = 0
_PROGRAM: Final = 1
_WHOLE: Final = 2
_ROW: Final = 3
_EACH: Final = 4
_FIELDS: Final = 5
_MEMBERS: Final = 6
_TABLE: Final = 7
"""How the values of a class are counted: those that hold nothing, those of the program, what has
no parts that are seen; by some members of a row, by each, by fields, by members, by both sides."""

_KINDS: Final[dict[type[object], int]] = dict.fromkeys(
    (int, float, str, bytes, bool, type(None)), _PLAIN
)
"""What is known of classes: the program has some hundreds."""

_OF_PROGRAM: Final = frozenset([None, "", *range(-5, 257), *map(chr, range(256))])
"""Values of which CPython has one each."""


def size_of(value: object) -> int:
    """About how many bytes a value takes, with all that it is made of, each part once.

    Long rows are judged by some of their members. Classes, functions, single letters and small
    numbers belong to the program and count for nothing; what a library holds outside Python is
    not seen.
    """
    return _sum((value,), set())


def _sum(values: Iterable[Any], seen: set[int]) -> int:
    """The bytes of values; `seen` has the identities of those that were counted."""
    size = 0
    for value in values:
        kind = type(value)
        how = _KINDS.get(kind)
        if how is None:
            how = _how(kind)
            _KINDS[kind] = how
        if how == _PLAIN:
            if value not in _OF_PROGRAM:
                size += sys.getsizeof(value)
        elif how != _PROGRAM:
            own = id(value)
            if own not in seen:
                seen.add(own)
                size += sys.getsizeof(value) + _parts(value, how, seen)
    return size


def _parts(value: Any, how: int, seen: set[int]) -> int:
    """The bytes of what a value holds."""
    if how == _ROW:
        return _row(value, seen)
    if how == _FIELDS:
        return _sum(structs.astuple(value), seen)
    if how == _EACH:
        return _sum(value, seen)
    if how == _MEMBERS:
        return _row([*value], seen)
    if how == _TABLE:
        return _row([*value.keys()], seen) + _row([*value.values()], seen)
    return 0


def _row(values: Any, seen: set[int]) -> int:
    """The bytes of a row's members. An odd step meets both of two kinds that take turns."""
    count = len(values)
    if count <= _SAMPLE:
        return _sum(values, seen)
    some = values[:: count // _SAMPLE | 1]
    return _sum(some, seen) * count // len(some)


def _how(kind: type[object]) -> int:
    """How the values of a class are counted that was not met before."""
    if kind is tuple or kind is list:
        return _ROW
    if issubclass(kind, tuple | list):
        return _EACH
    if issubclass(kind, Struct):
        return _FIELDS
    if issubclass(kind, set | frozenset):
        return _MEMBERS
    if issubclass(kind, Mapping):
        return _TABLE
    return _PROGRAM if issubclass(kind, type | FunctionType) else _WHOLE
