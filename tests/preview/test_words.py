"""The page's words: the same in both languages, each of them used, in order."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from depliant.interface import languages
from depliant.preview.assets import FOLDER

SCRIPTS = "\n".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.js")))


def words(language: str) -> dict[str, str]:
    path = FOLDER / f"words.{language}.json"
    found: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("language", languages())
def test_every_language_has_all_words_with_their_values_in_order(language: str) -> None:
    english, own = words("en"), words(language)
    assert own.keys() == english.keys()
    assert list(own) == sorted(own)
    for key, text in own.items():
        assert text.strip() == text != ""
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", english[key])), key


def test_french_has_its_spaces_and_marks() -> None:
    wrong = "[^\u202f][;!?]|«[^\u00a0]|[^\u00a0]»|[^\u00a0]:|['“”]"
    assert [text for text in words("fr").values() if re.search(wrong, text)] == []


def test_every_word_is_used_and_every_used_one_is_there() -> None:
    """By its key; or by what comes before it where a script puts the rest together."""
    known = words("en")
    put_together = set(re.findall(r"`((?:[a-z]+\.)+)\$\{", SCRIPTS))
    for key in known:
        stem = re.sub(r"\.(one|many)$", "", key)
        is_named = f'"{stem}"' in SCRIPTS
        assert is_named or any(key.startswith(head) for head in put_together), key
    for key in re.findall(r'\bt\("([\w.]+)"', SCRIPTS):
        assert key in known
    for key in re.findall(r'\bn\("([\w.]+)"', SCRIPTS):
        assert {f"{key}.one", f"{key}.many"} <= known.keys()


def test_nothing_is_read_as_markup_or_fetched_from_elsewhere() -> None:
    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "style=",
    ):
        assert word not in SCRIPTS
    for path in FOLDER.iterdir():
        text = path.read_text(encoding="utf-8")
        links = re.findall(r"https?://[^\"' )]+", text)
        assert [one for one in links if one != "http://www.w3.org/2000/svg"] == []


def test_modules_are_small() -> None:
    lengths = {
        path.name: len(path.read_text("utf-8").splitlines()) for path in Path(FOLDER).glob("*.js")
    }
    assert [name for name, length in lengths.items() if length > 400] == []
