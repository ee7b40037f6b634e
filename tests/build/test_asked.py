"""A dictionary is asked once for a word, whatever becomes of the cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from depliant.build import asked
from depliant.build.asked import AskedDictionary
from depliant.build.memory import Memory
from depliant.build.store import Store
from depliant.languages import dictionaries
from depliant.languages.dictionaries import Dictionary

HUNSPELL = Path(dictionaries.__file__).parent / "hunspell"
WORDS = ("territoire", "vqnufw", "Lens", "l'habitat", "minière", "cathédrales")
RIGHT = (True, False, True, True, True, True)


def _french() -> Dictionary:
    """The dictionary as a new process has it: not read."""
    return Dictionary((HUNSPELL / "fr",))


def _answers(dictionary: Dictionary) -> tuple[bool, ...]:
    return tuple(map(dictionary.knows, WORDS))


def _taught(folder: Path) -> Store:
    store = Store(folder)
    first = AskedDictionary(_french(), Memory(store))
    assert _answers(first) == RIGHT
    first.keep()
    return store


def test_what_was_asked_is_not_read_again(tmp_path: Path) -> None:
    store, whole = _taught(tmp_path), _french()
    again = AskedDictionary(whole, Memory(store))
    assert _answers(again) == RIGHT
    assert not whole.is_read


def test_a_new_word_is_looked_for_in_a_part(tmp_path: Path) -> None:
    store, whole = _taught(tmp_path), _french()
    again = AskedDictionary(whole, Memory(store))
    assert [again.knows(word) for word in ("terrils", "terrilz", "d'avenir")] == [True, False, True]
    assert not whole.is_read
    again.keep()
    assert AskedDictionary(whole, Memory(store)).knows("terrils")
    assert not whole.is_read


def test_many_new_words_are_looked_for_in_the_whole(tmp_path: Path) -> None:
    store, whole = _taught(tmp_path), _french()
    again = AskedDictionary(whole, Memory(store))
    words = ("un", "deux", "trois", "quatre", "cinq", "sixx")
    assert [again.knows(word) for word in words] == [True] * 5 + [False]
    assert whole.is_read


@pytest.mark.parametrize("damage", [b"", b"nothing of the kind", None])
def test_a_damaged_cache_is_as_good_as_none(tmp_path: Path, damage: bytes | None) -> None:
    store = _taught(tmp_path)
    for entry in tmp_path.iterdir():
        data = entry.read_bytes()
        entry.write_bytes(data[:-3] + b"xyz" if damage is None else damage)
    assert _answers(AskedDictionary(_french(), Memory(store))) == RIGHT


def test_without_a_cache_the_whole_is_asked() -> None:
    whole = _french()
    alone = AskedDictionary(whole, Memory())
    assert _answers(alone) == RIGHT
    alone.keep()
    assert whole.is_read


def test_no_more_is_kept_than_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "_MOST", 3)
    store, whole = _taught(tmp_path), _french()
    again = AskedDictionary(whole, Memory(store))
    assert _answers(again) == RIGHT  # three of them asked anew
    again.keep()
    assert len(again.stamp) == 64


def test_two_spellings_of_english_are_read_whole(tmp_path: Path) -> None:
    english = dictionaries.dictionary("en")
    assert english is not None
    memory = Memory(Store(tmp_path))
    first = AskedDictionary(Dictionary(english.files), memory)
    assert [first.knows(word) for word in ("colour", "color", "colur")] == [True, True, False]
    first.keep()
    again = AskedDictionary(Dictionary(english.files), memory)
    assert [again.knows(word) for word in ("centre", "center", "centr")] == [True, True, False]
