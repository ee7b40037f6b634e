"""A text is looked through once for what is typed in it, whatever becomes of the cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from depliant.bookkeeping.typed import quantities
from depliant.build import typed_before
from depliant.build.memory import Memory
from depliant.build.store import Store
from depliant.build.typed_before import TypedBefore

UNITS = frozenset({"€", "%"})
TEXTS = {
    "Le 12 mars 2016, à 10 h 30": (),
    "soit 500 000 auditeurs": (("500 000", 5),),
    "cité 9": (("9", 5),),
}


def _found(before: TypedBefore, *texts: str, names: tuple[str, ...] = ()) -> list[object]:
    found: list[object] = [before(text, "fr", names, UNITS) for text in texts]
    before.keep()
    return found


def _looked_through(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are looked through from now on."""
    texts: list[str] = []

    def noted(text: str, *of_all: object) -> object:
        texts.append(text)
        return quantities(text, *of_all)  # type: ignore[arg-type]

    monkeypatch.setattr(typed_before, "quantities", noted)
    return texts


def test_only_a_new_text_is_looked_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    assert _found(TypedBefore(Memory(store)), *TEXTS) == [*TEXTS.values()]
    looked = _looked_through(monkeypatch)
    assert _found(TypedBefore(Memory(store)), "et 7 de plus", *TEXTS)[1:] == [*TEXTS.values()]
    assert looked == ["et 7 de plus"]
    assert _found(TypedBefore(Memory(store)), "et 7 de plus") == [(("7", 3),)]
    assert len(looked) == 1


def test_a_name_that_is_declared_since_counts(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert _found(TypedBefore(Memory(store)), "cité 9") == [(("9", 5),)]
    assert _found(TypedBefore(Memory(store)), "cité 9", names=("cité #",)) == [()]
    assert _found(TypedBefore(Memory(store)), "cité 9") == [(("9", 5),)]


def test_a_damaged_cache_is_as_good_as_none(tmp_path: Path) -> None:
    store = Store(tmp_path)
    _found(TypedBefore(Memory(store)), *TEXTS)
    for entry in tmp_path.iterdir():
        entry.write_bytes(entry.read_bytes()[:-1])
    assert _found(TypedBefore(Memory(store)), *TEXTS) == [*TEXTS.values()]


def test_it_does_without_a_cache() -> None:
    assert _found(TypedBefore(Memory()), *TEXTS) == [*TEXTS.values()]
