"""Room for the frames of all that a function calls, made once and not call by call.

CPython keeps frames in chunks of 16 KB. A loop that happens to stand at the end of one maps another
with each call that it makes, and gives it back with each return (python/cpython#142183): which loop
that is changes with every function that is put between, and it may cost half of a run's time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_SLOTS: Final = 140_000
"""Of eight bytes: somewhat more than a megabyte, so that the chunk is of two, and the rest of it is
for what is called. No byte is touched, and none taken, before it is used."""


def roomy(function: Callable[P, R]) -> Callable[P, R]:
    """The function, below which some thousands of calls find room in one chunk of frames."""

    def with_room(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    if sys.implementation.name == "cpython":
        with_room.__code__ = with_room.__code__.replace(co_stacksize=_SLOTS)
    return wraps(function)(with_room)
