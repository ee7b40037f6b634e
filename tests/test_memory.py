"""One store for the process: what it gives back, what goes first, and how much it says it takes."""

from __future__ import annotations

import gc
import random
import sys
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import partial
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from depliant.colour import BLACK
from depliant.fonts.registry import FaceRef
from depliant.memory import BUDGET, SHARED, Recent
from depliant.sizes import size_of
from depliant.text.balance import set_balanced
from depliant.text.galley import set_paragraph
from depliant.text.model import CharStyle, ParagraphStyle, Run

MEGABYTE = 1024 * 1024


class Pair(Struct, frozen=True):
    left: str
    right: tuple[float, ...]


class Spot(NamedTuple):
    x: float
    y: float
    name: str


# --- giving back ----------------------------------------------------------------------------


def test_a_function_is_asked_once_for_equal_arguments() -> None:
    asked: list[tuple[str, int]] = []

    @Recent().remembered
    def times(text: str, count: int = 2) -> str:
        asked.append((text, count))
        return text * count

    assert [times("ab"), times("ab"), times("ab", count=3), times("ab", count=3)] == [
        "abab", "abab", "ababab", "ababab",
    ]  # fmt: skip
    assert asked == [("ab", 2), ("ab", 3)]
    assert times.__name__ == "times"


def test_nothing_is_a_result_like_any_other_and_a_fault_is_none() -> None:
    asked: list[int] = []

    @Recent().remembered
    def half(number: int) -> int | None:
        asked.append(number)
        if number < 0:
            raise ValueError("negative")
        return number // 2 if number % 2 == 0 else None

    assert [half(3), half(3)] == [None, None]
    for _ in range(2):
        with pytest.raises(ValueError, match="negative"):
            half(-1)
    assert asked == [3, -1, -1]


def test_functions_and_keys_of_one_store_are_kept_apart() -> None:
    memory = Recent()

    def one(number: int) -> int:
        return number

    def two(number: int) -> int:
        return -number

    first, second = memory.remembered(one), memory.remembered(two)
    assert (first(1), second(1), first(1)) == (1, -1, 1)
    assert memory.find("digest") is None
    assert memory.keep("digest", Pair("a", (1.0,))) == memory.find("digest") == Pair("a", (1.0,))
    assert memory.keep("digest", Pair("b", ())) == Pair("a", (1.0,))
    memory.forget()
    assert (memory.find("digest"), memory.size) == (None, 0)


# --- the budget -----------------------------------------------------------------------------


def test_what_was_longest_unused_goes_first() -> None:
    memory = Recent(budget=MEGABYTE)
    for number in range(9):
        memory.keep(number, b"x" * (100 * 1024))
    memory.find(0)
    memory.keep(9, b"x" * (200 * 1024))
    left = [number for number in range(10) if memory.find(number) is not None]
    assert left[0] == 0
    assert left[1:] == list(range(10 - len(left) + 1, 10))
    assert memory.size <= MEGABYTE


def test_a_value_that_would_drive_out_most_others_is_given_and_not_kept() -> None:
    memory = Recent(budget=MEGABYTE)
    memory.keep("small", b"x" * 1000)
    large = b"x" * (600 * 1024)
    assert memory.keep("large", large) is large
    assert memory.find("large") is None
    assert memory.find("small") is not None


def test_a_function_may_say_how_large_its_results_are() -> None:
    memory = Recent(budget=10_000)
    asked: list[int] = []

    @memory.sized(lambda row: 1000 * len(row))
    def row(count: int) -> tuple[int, ...]:
        asked.append(count)
        return tuple(range(count))

    assert row(3) is row(3)
    assert 3000 < memory.size < 3500
    assert row(6) == row(6)
    assert asked == [3, 6, 6]  # more than half of the budget is not kept


def test_a_size_that_is_known_is_taken() -> None:
    memory = Recent(budget=MEGABYTE)
    memory.keep("drawn elsewhere", object(), size=500_000)
    assert 500_000 < memory.size < 501_000


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 4000)), max_size=200))
def test_the_size_is_within_the_budget_and_that_of_what_is_left(
    work: list[tuple[int, int]],
) -> None:
    memory = Recent(budget=30_000)
    kept: dict[int, bytes] = {}
    for key, length in work:
        kept[key] = memory.keep(key, b"x" * length)
        assert memory.size <= 30_000
    again = Recent(budget=30_000_000)
    for key, value in kept.items():
        if memory.find(key) is not None:
            assert memory.find(key) == value
            again.keep(key, value)
    assert memory.size == again.size


# --- sizes ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def _old_garbage_aside() -> None:
    """What all tests before these have left need not be gone through at each of them."""
    gc.collect()
    gc.freeze()


def traced(make: Callable[[], object]) -> tuple[int, object]:
    """The bytes that a value takes by Python's own account, and the value."""
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        value = make()
        gc.collect()
        return tracemalloc.get_traced_memory()[0] - before, value
    finally:
        tracemalloc.stop()


def made_of(kind: str, count: int) -> object:
    rnd = random.Random(1)
    match kind:
        case "words":
            return tuple("".join(rnd.choices("abcdefgh", k=12)) for _ in range(count))
        case "spots":
            return tuple(Spot(rnd.random(), rnd.random(), "e") for _ in range(count))
        case "in turn":
            return tuple(
                Pair(str(rnd.random()), (rnd.random(),)) if n % 2 else rnd.random()
                for n in range(count)
            )
        case "table":
            return {rnd.random(): Decimal(str(rnd.random())) for _ in range(count)}
    return bytes(count * 100)


@pytest.mark.usefixtures("_old_garbage_aside")
@pytest.mark.parametrize("kind", ["words", "spots", "in turn", "table", "bytes"])
@pytest.mark.parametrize("count", [3, 50, 1000])
def test_sizes_are_those_of_python_within_a_fifth(kind: str, count: int) -> None:
    real, value = traced(lambda: made_of(kind, count))
    assert size_of(value) == pytest.approx(real, rel=0.2, abs=600)


def test_what_is_there_twice_counts_once() -> None:
    text = "x" * 1000
    assert size_of((text, text)) == size_of((text,)) + 8 + sys.getsizeof(text)
    shared = (text,)
    assert size_of([shared, shared]) == size_of([shared]) + 8


# --- texts ----------------------------------------------------------------------------------

STYLE = CharStyle(FaceRef("Barlow"), 8.0, BLACK)
JUSTIFIED = ParagraphStyle("fr", align="justify", hyphenate=True)


def paragraphs(count: int) -> Iterator[tuple[Run, ...]]:
    """Different paragraphs of forty words from a vocabulary of some thousands."""
    rnd = random.Random(7)
    words = ["".join(rnd.choices("aeiourstnlcmdp", k=rnd.randint(2, 12))) for _ in range(5000)]
    for _ in range(count):
        yield (Run(" ".join(rnd.choices(words, k=40)) + ".", STYLE),)


def test_the_store_takes_about_what_it_says() -> None:
    """Its own account and Python's, for paragraphs set: neither is more than twice the other."""
    texts = list(paragraphs(25))
    SHARED.forget()  # what the tests before this one have left would make room
    for text in texts[:5]:
        set_paragraph(text, JUSTIFIED, 200.0)
    before = SHARED.size

    def work() -> None:
        for text in texts[5:]:
            set_paragraph(text, JUSTIFIED, 200.0)

    real, _ = traced(work)
    said = SHARED.size - before
    assert said > MEGABYTE
    assert real / 2 < said < real * 2


def test_memory_is_bounded_however_many_texts_are_set() -> None:
    """The store's own account, while far more goes through it than it may hold."""
    memory = Recent(budget=MEGABYTE)
    balanced = memory.remembered(set_balanced)
    seen = 0
    for text in paragraphs(100):
        size = memory.size
        galley = balanced(text, JUSTIFIED, 200.0)
        seen += max(0, memory.size - size)
        assert memory.size <= MEGABYTE
    assert seen > MEGABYTE
    assert balanced(text, JUSTIFIED, 200.0) is galley
    assert BUDGET <= 96 * MEGABYTE
    assert SHARED.size <= BUDGET


# --- threads --------------------------------------------------------------------------------


def test_threads_are_given_equal_values_and_the_account_stays_right() -> None:
    memory = Recent(budget=40_000)

    @memory.remembered
    def spelt(number: int) -> tuple[str, ...]:
        return tuple(str(number + step) * 5 for step in range(20))

    barrier = threading.Barrier(6)

    def work(seed: int) -> bool:
        rnd = random.Random(seed)
        barrier.wait()
        return all(
            spelt(number) == tuple(str(number + step) * 5 for step in range(20))
            for number in (rnd.randrange(60) for _ in range(3000))
        )

    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(6) as pool:
            assert all(pool.map(work, range(6)))
    finally:
        sys.setswitchinterval(usual)
    assert 0 < memory.size <= 40_000
    memory.keep("last", b"")
    memory.forget()
    assert memory.size == 0


def test_what_two_threads_make_at_once_is_kept_once() -> None:
    memory = Recent()
    meeting = threading.Barrier(2)

    @memory.remembered
    def made(name: str) -> list[str]:
        meeting.wait(10)  # both are here before either has kept anything
        return [name]

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(made, ["same", "same"])
    assert first is second
    assert first == ["same"]


def test_what_is_made_of_the_very_same_value_is_made_once_and_not_of_an_equal_one() -> None:
    store, one, equal = Recent(), ("a", "b"), tuple("ab")
    asked: list[int] = []

    def made() -> int:
        asked.append(1)
        return len(asked)

    assert [store.of_same(value, "count", made) for value in (one, one, equal, one)] == [1, 1, 2, 1]
    assert store.of_same(one, "other", made) == 3


def test_a_value_that_is_gone_gives_its_place_to_no_other() -> None:
    store = Recent()
    for number in range(1000):  # each may stand where the one before stood in memory
        assert store.of_same([number], "first", partial(int, number)) == number
