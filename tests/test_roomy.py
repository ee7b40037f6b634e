"""A call with room for all frames below it: none of its loops asks the system for memory again."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from depliant.roomy import roomy

CALLS = 300
DEPTHS = range(60, 260)
"""More than a chunk of frames holds, so that some loop stands at the end of one."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")


def leaf(first: int, *others: int) -> int:
    return first + len(others)


def loop() -> None:
    for number in range(CALLS):
        leaf(number, 1, 2, 3, 4, 5, 6, 7)


def deep(levels: int) -> None:
    if levels:
        deep(levels - 1)
    else:
        loop()


def faults(depth: int) -> int:
    """How many pages of memory the loop was given at a depth."""
    from resource import RUSAGE_SELF, getrusage

    before = getrusage(RUSAGE_SELF).ru_minflt
    deep(depth)
    return getrusage(RUSAGE_SELF).ru_minflt - before


def test_no_loop_below_asks_for_memory_at_each_call() -> None:
    with ThreadPoolExecutor(1) as pool:  # a thread has frames of its own, and tests have room
        pool.submit(deep, max(DEPTHS)).result()  # what is touched for the first time
        found = [pool.submit(roomy(faults), depth).result() for depth in DEPTHS]
    assert max(found) < CALLS / 3


def test_it_gives_what_the_function_gives_and_is_called_like_it() -> None:
    def greet(name: str, *, mark: str = "!") -> str:
        """Say good day."""
        return f"Hello {name}{mark}"

    wrapped = roomy(greet)
    assert wrapped("Ada", mark="?") == "Hello Ada?"
    assert (wrapped.__name__, wrapped.__doc__) == ("greet", "Say good day.")
    with pytest.raises(ZeroDivisionError):
        roomy(lambda: 1 / 0)()
