"""A part of a dictionary says of a word what the whole says: Hunspell is asked both."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from depliant.languages import dictionaries
from depliant.languages.dictionaries import spelt
from depliant.languages.narrowed import Index, indexed, narrowed

HUNSPELL = Path(dictionaries.__file__).parent / "hunspell"


@pytest.fixture(scope="module")
def french() -> Index:
    index = indexed((HUNSPELL / "fr.aff").read_bytes(), (HUNSPELL / "fr.dic").read_bytes())
    assert index is not None
    return index


def _in_part(index: Index, word: str, folder: Path) -> bool | None:
    files = narrowed(index, word)
    if files is None:
        return None
    for ending, text in zip((".aff", ".dic"), files, strict=True):
        (folder / f"part{ending}").write_text(text, encoding="utf-8", newline="\n")
    return spelt(folder / "part", word)


def _words() -> list[str]:
    """Words as texts have them: roots with what may stand before and behind, and slips of them."""
    rolled = random.Random(16)
    lines = (HUNSPELL / "fr.dic").read_text(encoding="utf-8").splitlines()[1:]
    roots = [line.partition("/")[0] for line in rolled.sample(lines, 25)]
    made = [
        form
        for root in roots
        for form in (
            *(root, root.capitalize(), root.upper(), f"l'{root}", f"D’{root}", f"{root}s"),
            *(f"{root}x", f"{root[:-1]}er", f"{root[:-1]}aient", f"{root[:-2]}ons", root[1:]),
            *(f"{root}-{rolled.choice(roots)}", f"re{root}", f"{root[:2]}{root}"),
        )
    ]
    odd = "a à y allèrent iront eut été vais va n'y qu'on C'est jetterions ÉTAT L'ÉTAT œuvre µm"
    more = "chevaux yeux travaux cieux ailleurs aujourd'hui presqu'île peut-être vqnufw Abcdef"
    return [*filter(None, made), *odd.split(), *more.split()]


def test_a_part_says_what_the_whole_says(french: Index, tmp_path: Path) -> None:
    whole = dictionaries.dictionary("fr")
    assert whole is not None
    answers = {word: _in_part(french, word, tmp_path) for word in _words()}
    asked = {word: answer for word, answer in answers.items() if answer is not None}
    assert {word: whole.knows(word) for word in asked} == asked
    assert len(asked) > 250
    assert 90 < sum(asked.values()) < len(asked) - 90


def test_a_part_is_small(french: Index) -> None:
    files = narrowed(french, "territoires")
    assert files is not None
    assert len(files[1]) < (HUNSPELL / "fr.dic").stat().st_size / 4
    assert len(files[0]) < (HUNSPELL / "fr.aff").stat().st_size / 4


@pytest.mark.parametrize("word", ["слово", "日本", "12h30", "a" * 41, ""])
def test_of_an_odd_word_there_is_no_part(french: Index, word: str) -> None:
    assert narrowed(french, word) is None


@pytest.mark.parametrize(
    "rule",
    [
        "COMPOUNDFLAG C",  # words are put together
        "SFX A Y 1\nSFX A 0 s/B .\nSFX B Y 1\nSFX B 0 t .",  # a suffix behind a suffix
        "FLAG num",
        "BREAK 1\nBREAK n",
        "AF 1\nAF AB",
        "CHECKSHARPS",
        "COMPLEXPREFIXES",
        "LANG tr",
    ],
)
def test_a_dictionary_with_other_rules_is_read_whole(rule: str) -> None:
    plain = b"SET UTF-8\nSFX S Y 1\nSFX S 0 s [^s]\n"
    assert indexed(plain, b"1\nchat/S\n") is not None
    assert indexed(plain + rule.encode(), b"1\nchat/S\n") is None


def test_a_dictionary_that_is_not_unicode_is_read_whole() -> None:
    assert indexed(b"SET ISO8859-1\n", b"1\nchat\n") is None
    assert indexed(b"SET UTF-8\n", b"1\n\xe9t\xe9\n") is None
