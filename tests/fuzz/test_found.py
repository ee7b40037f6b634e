"""What fuzzing has found is borne now, and so is what it begins with; no fuzzer is needed."""

from __future__ import annotations

import pytest
from tests.fuzz.__main__ import MOST_KEPT, kept
from tests.fuzz.found import FOUND
from tests.fuzz.readers import DECLARED, READERS, told
from tests.fuzz.running import kind_of


@pytest.mark.parametrize(
    ("reader", "what"), [(reader, what) for reader, files in FOUND.items() for what in files]
)
def test_what_was_found_is_borne(reader: str, what: str) -> None:
    _read(reader, FOUND[reader][what])


@pytest.mark.parametrize("reader", READERS)
def test_seeds_and_corpus_are_borne(reader: str) -> None:
    corpus = kept(reader)
    assert sum(map(len, corpus)) <= MOST_KEPT
    for data in (*READERS[reader].seeds(), *corpus):
        _read(reader, data)


def _read(reader: str, data: bytes) -> None:
    """Have a reader read it; a fault that it may raise has words."""
    words = "read"
    try:
        READERS[reader].read(data)
    except DECLARED as fault:
        words = told(fault)
    assert words


def test_a_fault_is_told_by_the_line_that_it_comes_of() -> None:
    """So that one fault is written down once, and two are told apart."""
    with pytest.raises(TypeError) as found:
        READERS["svg"].read(None)  # type: ignore[arg-type]
    assert kind_of(found.value).startswith("TypeError tree.py:")
