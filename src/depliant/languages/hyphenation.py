"""Where a word may be divided.

Hyphenation patterns are TeX's (`liang`). The rules round them are ours: a piece has a vowel and
the letters that its language asks for (`table`); nothing is divided at an apostrophe, in capitals,
beside a digit, in the word that a fixed space binds to a number, or in an address; a compound is
divided at its own hyphen, and not after the t of "a-t-il". A long part of a compound may be
divided too, but in French.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Literal

from depliant.languages import liang
from depliant.languages import table as languages
from depliant.languages.table import Language
from depliant.memory import remembered, rows_remembered
from depliant.patterns import late_pattern
from depliant.tuples import NamedTuple

Kind = Literal["automatic", "inner", "soft", "hyphen", "open", "address", "mail", "point", "sign"]


class Division(NamedTuple):
    """A place where a word may be divided: before the character at index `at`.

    automatic: by the patterns, a hyphen is added; inner: the same, within a part of a compound that
    could be divided between its parts; soft: by the author's soft hyphen, a hyphen
    is added; hyphen: after a hyphen that is there; open: after a slash, a dash or a zero
    width space, nothing is added; address: after a slash of an address, nothing is added; mail,
    point and sign: after its @, before its full stops and before its other signs, where nothing
    else helps.
    """

    at: int
    kind: Kind


_ADDRESS = late_pattern(r"://|^www\.|@|\w\.\w.*[/.]|\w\.[a-z]{2,}$", re.IGNORECASE)
# What divides a word into parts that are judged each by itself: fixed spaces and long dashes.
_PART = late_pattern("[^\u00a0\u202f\u2009\u2007\u2060\u200b—]+")
_HYPHENS = "-\u2010"
_LETTERS = late_pattern(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
_EUPHONIC = late_pattern(f"[{_HYPHENS}]t[{_HYPHENS}]", re.IGNORECASE)
_SLASH_MINIMUM = 3
_SHORTEST = 5
"""Letters of a word that is divided, at least: "eu-ro" saves no room that anybody sees."""
_LONG_PART = 10
"""Letters that a part of a compound has, at least, to be divided."""
_PART_MINIMUM = 3
_LONG_STRETCH = 20
"""Characters of an address without a slash or a full stop that signs may divide."""
_SIGNS = "~,-_?#%&"
"""Before which an address may be divided."""
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
            found += [Division(offset + at, kind) for at, kind in _in_address(part)]
            continue
        found += [Division(offset + at, "hyphen") for at in _at_hyphens(part, minima)]
        found += [Division(offset + at, "open") for at in _at_slashes(part)]
        if automatic and not counted:
            places = _by_patterns(part, language, minima, unbroken)
            found += [Division(offset + at, kind) for at, kind in places]
    found += [
        Division(at, "open")
        for at in range(1, len(text))
        if text[at - 1] in _BREAKABLE_AFTER and text[at] not in "\u2060\u00a0\u202f,.;:!?»)"
    ]
    return tuple(sorted(found))


def _in_address(part: str) -> list[Division]:
    """After a slash, before a full stop, but not at the ends; never after a hyphen.

    So the Chicago Manual of Style has it (17th edition, 14.18): a full stop or a hyphen at the end
    of a line would be taken for one that ends a sentence or divides a word. Other signs are asked
    only in a long stretch without any of these.
    """
    found: list[Division] = []
    for at in range(2, len(part) - 2):
        before, sign = part[at - 1], part[at]
        if before == "/" and sign.isalnum():
            found.append(Division(at, "address"))
        elif before == "@":
            found.append(Division(at, "mail"))
        elif sign == "." and before.isalnum() and part[:at].lower() != "www":
            found.append(Division(at, "point"))
    ends = (0, *(at for at, _ in found), len(part))
    for start, end in pairwise(ends):
        if end - start > _LONG_STRETCH:
            found += [
                Division(at, "sign")
                for at in range(max(start + 2, 2), min(end, len(part)) - 2)
                if (part[at] in _SIGNS and part[at - 1] not in _SIGNS) or part[at - 1] == "="
            ]
    return found


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
) -> list[Division]:
    if _has_digit(part) or any(sign in part for sign in "\u2011/"):
        return []
    compound = any(hyphen in part for hyphen in _HYPHENS)
    if compound:
        if language.replace("_", "-").partition("-")[0].casefold() == "fr":
            return []
        minima = (max(_PART_MINIMUM, minima[0]), max(_PART_MINIMUM, minima[1]))
    names, known = _folded(unbroken), languages.language(language)
    found: list[Division] = []
    for match in _LETTERS.finditer(part):
        word = match.group()
        if word.isupper() or len(word) < max(_SHORTEST, sum(minima)) or word.casefold() in names:
            continue
        if compound and len(word) < _LONG_PART:
            continue
        found += [Division(match.start() + at, kind) for at, kind in _in_word(word, known, minima)]
    return found


def _in_word(word: str, known: Language, minima: tuple[int, int]) -> list[Division]:
    """Where letters alone are divided: at the joints of a compound, and within its parts."""

    def allowed(at: int) -> bool:
        # Nor between a letter and its accent, nor where it would change the spelling.
        return (
            not unicodedata.combining(word[at])
            and word[at] not in known.spelt
            and _has_letters(word, 0, at, minima[0])
            and _has_letters(word, at, len(word), minima[1])
        )

    places = list(filter(allowed, _divided(word, known.patterns)))
    sounding = _sounding(word, places, known.vowels)
    if not known.joints or len(sounding) < 2:
        return [Division(at, "automatic") for at in sounding]
    joints = set(_divided(word, (known.joints,))).intersection(sounding)
    if not joints:
        return [Division(at, "automatic") for at in sounding]
    # Beside a joint a part has the letters that a word has beside its ends.
    first, last = known.minima or minima
    return [
        Division(at, "automatic" if at in joints else "inner")
        for at in sounding
        if at in joints
        or all(at - joint >= first if at > joint else joint - at >= last for joint in joints)
    ]


def _divided(word: str, names: tuple[str, ...]) -> list[int]:
    """Where patterns divide a word; several must agree."""
    found = [liang.places(own, word) for own in map(liang.patterns, names) if own is not None]
    return [at for at in found[0] if all(at in others for others in found)] if found else []


def _sounding(word: str, places: list[int], vowels: frozenset[str]) -> list[int]:
    """The places that leave a vowel in each piece; between two others either may be wrong."""
    ends = (0, *places, len(word))
    voiced = [_sounds(word[start:end], vowels) for start, end in pairwise(ends)]
    pairs = zip(places, pairwise(voiced), strict=True)
    return [at for at, (before, after) in pairs if before and after]


def _sounds(piece: str, vowels: frozenset[str]) -> bool:
    return any(languages.base(char) in vowels for char in piece)


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
