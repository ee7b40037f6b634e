"""Where a word may be divided.

Hyphenation patterns are pyphen's, but for German: there pyphen takes the two levels of
LibreOffice's file for one, and has Mita-rbeiter; its patterns are TeX's own, in `patterns`.

The rules round them are ours. After the habits of French composition: at least two letters before
and three after the hyphen; nothing is divided at an apostrophe, in capitals, beside a digit, in
the word that a fixed space binds to a number, or in an address; a compound is divided at its own
hyphen, and not after the t of "a-t-il". A long part of a compound may be divided too, but in
French.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from depliant.languages import table as languages
from depliant.memory import remembered, rows_remembered

if TYPE_CHECKING:
    from pyphen import DataInt, Pyphen

Kind = Literal["automatic", "soft", "hyphen", "open", "address"]


class Division(NamedTuple):
    """A place where a word may be divided: before the character at index `at`.

    automatic: by the patterns, a hyphen is added; soft: by the author's soft hyphen, a hyphen
    is added; hyphen: after a hyphen that is there; open: after a slash, a dash or a zero
    width space, nothing is added; address: within an address, nothing is added.
    """

    at: int
    kind: Kind


_ADDRESS = re.compile(r"://|^www\.|@|\w\.\w.*[/.]|\w\.[a-z]{2,}$", re.IGNORECASE)
# What divides a word into parts that are judged each by itself: fixed spaces and long dashes.
_PART = re.compile("[^\u00a0\u202f\u2009\u2007\u2060\u200b—]+")
_HYPHENS = "-\u2010"
_LETTERS = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
_EUPHONIC = re.compile(f"[{_HYPHENS}]t[{_HYPHENS}]", re.IGNORECASE)
_SLASH_MINIMUM = 3
_LONG_PART = 10
"""Letters that a part of a compound has, at least, to be divided."""
_PART_MINIMUM = 3
_OWN = Path(__file__).parent / "patterns"
_BREAKABLE_AFTER = "—\u200b"


@rows_remembered(each=80)
def divisions(
    text: str,
    language: str,
    minima: tuple[int, int],
    unbroken: frozenset[str],
    automatic: bool,
) -> tuple[Division, ...]:
    """The places where a word may be divided, in order.

    Args:
        text: a word with the punctuation that stands against it.
        language: BCP 47 tag; without patterns for it there is no automatic division.
        minima: the fewest letters before and after a division.
        unbroken: words, in any case, that are not divided automatically.
        automatic: whether the patterns are asked at all.
    """
    if text.isalpha() and not automatic:
        return ()
    found: list[Division] = []
    after_number = False
    for match in _PART.finditer(text):
        part, offset = match.group(), match.start()
        counted, after_number = after_number, _has_digit(part)
        if len(part) > 1 and _ADDRESS.search(part):
            found += [Division(offset + at, "address") for at in _in_address(part)]
            continue
        found += [Division(offset + at, "hyphen") for at in _at_hyphens(part, minima)]
        found += [Division(offset + at, "open") for at in _at_slashes(part)]
        if automatic and not counted:
            places = _by_patterns(part, language, minima, unbroken)
            found += [Division(offset + at, "automatic") for at in places]
    found += [
        Division(at, "open")
        for at in range(1, len(text))
        if text[at - 1] in _BREAKABLE_AFTER and text[at] not in "\u2060\u00a0\u202f,.;:!?»)"
    ]
    return tuple(sorted(found))


def _in_address(part: str) -> list[int]:
    """Before a full stop, after a slash (Chicago Manual of Style, 7.46), but not at the ends."""
    return [
        at
        for at in range(2, len(part) - 2)
        if (part[at] == "." and part[at - 1].isalnum() and part[:at].lower() != "www")
        or (part[at - 1] == "/" and part[at].isalnum())
    ]


def _at_hyphens(part: str, minima: tuple[int, int]) -> list[int]:
    places = []
    for at in range(1, len(part)):
        if part[at - 1] not in _HYPHENS or part[at] in _HYPHENS:
            continue
        if not part[at].isalpha() or not part[at - 2 : at - 1].isalpha():
            continue
        # "a-t-il": the t goes with what follows.
        if _EUPHONIC.fullmatch(part[max(at - 3, 0) : at]):
            continue
        if _has_letters(part, 0, at, minima[0]) and _has_letters(part, at, len(part), minima[1]):
            places.append(at)
    return places


def _at_slashes(part: str) -> list[int]:
    pieces = part.split("/")
    places, at = [], 0
    for before, after in pairwise(pieces):
        at += len(before) + 1
        enough = all(
            _has_letters(piece, 0, len(piece), _SLASH_MINIMUM) for piece in (before, after)
        )
        if enough and not _has_digit(before + after):
            places.append(at)
    return places


def _by_patterns(
    part: str, language: str, minima: tuple[int, int], unbroken: frozenset[str]
) -> list[int]:
    if _has_digit(part) or any(sign in part for sign in "\u2011/"):
        return []
    compound = any(hyphen in part for hyphen in _HYPHENS)
    if compound:
        if language.replace("_", "-").partition("-")[0].casefold() == "fr":
            return []
        minima = (max(_PART_MINIMUM, minima[0]), max(_PART_MINIMUM, minima[1]))
    patterns = _patterns(language)
    if patterns is None:
        return []
    names, spelt = _folded(unbroken), languages.language(language).spelt
    places: list[int] = []
    for match in _LETTERS.finditer(part):
        word = match.group()
        if word.isupper() or len(word) < sum(minima) or word.casefold() in names:
            continue
        if compound and len(word) < _LONG_PART:
            continue
        for at in _positions(patterns, word):
            # Nor between a letter and its accent, nor where it would change the spelling.
            if unicodedata.combining(word[at]) or at.data or word[at] in spelt:
                continue
            if _has_letters(word, 0, at, minima[0]) and _has_letters(
                word, at, len(word), minima[1]
            ):
                places.append(match.start() + at)
    return places


def _positions(patterns: Pyphen, word: str) -> list[DataInt]:
    """Where the patterns divide a word. Pyphen would remember every word for ever."""
    found: list[DataInt] = patterns.positions(word)
    patterns.hd.cache.clear()
    return found


@lru_cache(maxsize=16)  # pyphen has the patterns themselves in memory for good, once a language
def _patterns(language: str) -> Pyphen | None:
    """The patterns of a language; loaded only when a paragraph does not set well without."""
    import pyphen

    own = _OWN / f"hyph_{language.replace('_', '-').partition('-')[0].casefold()}.dic"
    if own.exists():
        return pyphen.Pyphen(filename=own, left=1, right=1)
    name = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=name, left=1, right=1) if name else None


@remembered
def _folded(words: frozenset[str]) -> frozenset[str]:
    """Words in one case, and the parts of those that are compounds."""
    parts = (part for word in words for part in (word, *re.split(f"[{_HYPHENS}\u2011'’ ]", word)))
    return frozenset(part.casefold() for part in parts if part)


def _has_letters(text: str, start: int, end: int, minimum: int) -> bool:
    """Whether a stretch of text has `minimum` letters; it is read no further than that."""
    for index in range(start, end):
        if minimum <= 0:
            break
        minimum -= text[index].isalpha()
    return minimum <= 0


def _has_digit(text: str) -> bool:
    return any(char.isnumeric() for char in text)
