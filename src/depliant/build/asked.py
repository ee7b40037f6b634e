"""What a dictionary was asked before, and what it said: it is not read for that again.

One word that is new costs no more than a part of the dictionary (`languages.narrowed`). Answers are
kept together, by the dictionary's digest, and are what it says itself.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final

from msgspec import Struct

from depliant.build.memory import Memory
from depliant.languages.dictionaries import LONGEST, Dictionary, spelt
from depliant.languages.narrowed import Index, indexed, narrowed

_MOST: Final = 8000
"""Answers that are kept of a dictionary; those longest unasked go."""
_FEW: Final = 4
"""New words for which a part of the dictionary is read each; for more it is read whole."""


class _Answers(Struct, frozen=True):
    """Whether each word is one, those that were asked last at the end."""

    known: dict[str, bool]


class _Indexed(Struct, frozen=True):
    """The index of a dictionary that can be read in part."""

    index: Index | None


class AskedDictionary(Dictionary):
    """A dictionary that is asked for words that no build has asked for before.

    Args:
        dictionary: what is asked.
        memory: where its answers are kept.
    """

    def __init__(self, dictionary: Dictionary, memory: Memory) -> None:
        super().__init__(dictionary.files)
        self._whole, self._memory = dictionary, memory
        self._made_from = ("asked", dictionary.stamp)
        self._left = _FEW
        self._is_new = False

    @cached_property
    def stamp(self) -> str:
        """A digest of all that it knows."""
        return self._whole.stamp

    def knows(self, word: str) -> bool:
        """Whether a word stands in a dictionary in this form, capitals as they are."""
        if len(word) > LONGEST:
            return False
        answer = self._answers.pop(word, None)
        if answer is None:
            self._is_new = True
            answer = self._ask(word)
        self._answers[word] = answer
        return answer

    def keep(self) -> None:
        """Keep what was answered, if any of it is new."""
        if self._is_new:
            last = [*self._answers.items()][-_MOST:]
            self._memory.note(self._made_from, _Answers(dict(last)))
            self._is_new = False

    @cached_property
    def _answers(self) -> dict[str, bool]:
        found = self._memory.noted(_Answers, self._made_from)
        if found is None:  # nothing is known: a part of the dictionary would not do
            self._left = 0
            return {}
        return found.known

    def _ask(self, word: str) -> bool:
        if self._left and not self._whole.is_read:
            self._left -= 1
            part = self._in_part(word)
            if part is not None:
                return part
        self._left = 0
        return self._whole.knows(word)

    def _in_part(self, word: str) -> bool | None:
        """What a part of the dictionary says of a word; None if it takes the whole."""
        index = self._index.index
        files = narrowed(index, word) if index is not None else None
        if files is None:
            return None
        with suppress(OSError), tempfile.TemporaryDirectory() as folder:
            for ending, text in zip((".aff", ".dic"), files, strict=True):
                Path(folder, f"part{ending}").write_text(text, encoding="utf-8", newline="\n")
            return spelt(Path(folder, "part"), word)
        return None

    @cached_property
    def _index(self) -> _Indexed:
        def make() -> _Indexed:
            if len(self.files) != 1:
                return _Indexed(None)
            aff, dic = (Path(f"{self.files[0]}{ending}") for ending in (".aff", ".dic"))
            return _Indexed(indexed(aff.read_bytes(), dic.read_bytes()))

        return self._memory.remember(_Indexed, ("index", self.stamp), make)
