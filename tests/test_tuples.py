"""Our named tuples are those of the standard library, but for the time that they take to make."""

from __future__ import annotations

import copy
import pickle
import typing
from typing import Any, Generic, TypeVar

import msgspec
import pytest

from depliant.tuples import NamedTuple

T = TypeVar("T")


class Ours(NamedTuple):
    """A place."""

    x: float
    y: float = 2.0
    name: str = "here"

    @property
    def sum(self) -> float:
        """Both together."""
        return self.x + self.y

    @classmethod
    def at_origin(cls) -> Ours:
        """The first."""
        return cls(0.0, 0.0)


class Theirs(typing.NamedTuple):
    """A place."""

    x: float
    y: float = 2.0
    name: str = "here"


class Held(NamedTuple, Generic[T]):
    """What holds a value of some kind."""

    value: T


def test_one_is_a_tuple_with_names() -> None:
    ours, theirs = Ours(1.0, name="there"), Theirs(1.0, name="there")
    assert tuple(ours) == tuple(theirs)
    assert hash(ours) == hash(theirs)
    assert tuple(ours) == (ours.x, ours.y, ours.name)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert ours._replace(y=5.0) == (1.0, 5.0, "there")
    assert ours._asdict() == theirs._asdict()
    assert Ours._make([1.0, 2.0, "there"]) == ours
    assert (ours.sum, Ours.at_origin()) == (3.0, (0.0, 0.0, "here"))
    match ours:
        case Ours(x, _, name):
            assert (x, name) == (1.0, "there")


def test_its_class_is_told_as_theirs_is() -> None:
    for name in ("_fields", "_field_defaults", "__match_args__", "__slots__", "__doc__"):
        assert getattr(Ours, name) == getattr(Theirs, name)
    assert Ours.__mro__[1:] == Theirs.__mro__[1:] == (tuple, object)
    assert typing.get_type_hints(Ours) == typing.get_type_hints(Theirs)
    assert Ours.x.__doc__ == "Field 0"  # not "Alias for field number 0", which says no more
    assert not hasattr(Ours(1.0), "__dict__")


def test_it_is_copied_pickled_and_decoded() -> None:
    ours = Ours(1.0, name="there")
    assert pickle.loads(pickle.dumps(ours)) == ours
    assert type(copy.deepcopy(ours)) is Ours
    packed = msgspec.msgpack.encode(ours)
    assert packed == msgspec.msgpack.encode(Theirs(*ours))
    assert msgspec.msgpack.decode(packed, type=Ours) == ours
    with pytest.raises(msgspec.ValidationError):
        msgspec.msgpack.decode(msgspec.msgpack.encode(["x", "y", "z"]), type=Ours)


@pytest.mark.parametrize("call", [(), (1.0, 2.0, "a", "b")])
def test_too_few_and_too_many_values_are_refused(call: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError):
        Ours(*call)
    with pytest.raises(TypeError):
        Ours._make(call)
    with pytest.raises(ValueError, match="unexpected"):
        Ours(1.0)._replace(z=1)  # type: ignore[call-arg]


def test_it_may_be_generic() -> None:
    assert Held(3).value == 3
    assert Held[int](3) == Held(3)
    assert issubclass(Held, tuple)


def test_a_class_that_cannot_be_is_refused() -> None:
    with pytest.raises(TypeError, match="default"):

        class _Odd(NamedTuple):
            x: int = 1
            y: int  # type: ignore[misc]

    with pytest.raises(AttributeError, match="_x"):

        class _Private(NamedTuple):
            _x: int  # type: ignore[misc]
