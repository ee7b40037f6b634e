"""Which words are right: by a dictionary, by the brochure's own names, by how words are made."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations, product
from typing import Final

from depliant.languages.dictionaries import LONGEST, Dictionary
from depliant.languages.words import PREFIXES, lore

_ACCENTED: Final = {"E": "ÉÈÊË", "A": "ÀÂ", "I": "ÎÏ", "O": "Ô", "U": "ÛÙ", "C": "Ç"}
_SMALL: Final = {
    plain: "".join(each for each in "áàâäãåąčçćďđéèêëęěğíìîïıłľñńňóòôöõøőřšśşßťţúùûüůűýÿžźżїєґёйў"
                   if unicodedata.normalize("NFD", each)[0] == plain)
    for plain in "aceilnosuyzdgrtіеиу"
}  # fmt: skip
"""Letters with their accents, for words that lack these."""
_LOOKED_AT: Final = 24
"""Letters of a word that may lack accents."""
_PART: Final = 4
"""Letters that a part of a compound has at least."""


class Lexicon:
    """The words that are right in one language of a brochure.

    Args:
        dictionary: of the language.
        language: its tag.
        own: words that are right in any case: names, and what the brochure says of itself.

    `names` are those of its own words that have a capital.
    """

    def __init__(self, dictionary: Dictionary, language: str, own: frozenset[str]) -> None:
        self._dictionary = dictionary
        self._lore = lore(language)
        self._own = frozenset(word.casefold() for word in own)
        self.names = frozenset(word for word in own if word[0].isupper())
        self._names = tuple(word.casefold() for word in own if len(word) >= _PART)

    def has(self, word: str) -> bool:
        """Whether a word is right, be it put together or an inflected name.

        What is too long to be a word is looked at no further, and is let pass.
        """
        if len(word) > LONGEST or self._simple(word):
            return True
        for joint in "-'":
            if joint in word:
                return not any(self.faulty_parts(word, joint))
        return self._named(word) or self._begun(word) or self._compound(word)

    def faulty_parts(self, word: str, joint: str = "-") -> Iterator[str]:
        """The parts of a word between hyphens that are not right."""
        return (part for part in word.split(joint) if not self._part(part))

    def near(self, word: str) -> tuple[str, ...]:
        """Words of the dictionary one letter from another, the likeliest first.

        A capital is looked through: these are ordinary words, written as the word is.
        """
        low = word.lower() if not self._lore.nouns_are_capital else word
        found = (each for each in _one_apart(low) if self._dictionary.knows(each))
        given = str.capitalize if word[0].isupper() else str
        return tuple(dict.fromkeys(given(each) for each in found))

    def accented(self, word: str) -> tuple[str, ...]:
        """Words of the dictionary that are a word with other accents."""
        plain = "".join(map(_unaccented, word))
        found = filter(self._dictionary.knows, _with_accents(plain, _SMALL))
        return tuple(dict.fromkeys(found))

    def lacks_accents(self, word: str) -> bool:
        """Whether a word is right but for accents on its capitals: RESEAUX, Etat."""
        if not self._lore.accents_wanted or len(word) > LONGEST:
            return False
        return any(map(self._simple, _with_accents(word, _ACCENTED)))

    def _simple(self, word: str) -> bool:
        if word.casefold() in self._own or self._dictionary.knows(word):
            return True
        if "'" in word and self._dictionary.knows(word.replace("'", "’")):
            return True
        if word.isupper():
            return self._dictionary.knows(word.lower()) or self._dictionary.knows(word.capitalize())
        return word[:1].isupper() and self._dictionary.knows(word[:1].lower() + word[1:])

    def _part(self, part: str) -> bool:
        """Whether a part of a word with hyphens or apostrophes is right; letters are."""
        return (
            len(part) < 2
            or part.isupper()
            or part.casefold() in self._lore.elisions
            or part.casefold() in PREFIXES
            or self.has(part)
            or self.lacks_accents(part)
        )

    def _named(self, word: str) -> bool:
        """Whether it is a name with an ending of its language: Valenciennes's, Лансі."""
        if not word[0].isupper():
            return False
        low = word.casefold()
        return any(
            low.startswith(stem) and low[len(stem) :] in self._lore.endings
            for name in self._names
            for stem in (name, _stem(name) if self._lore.stems_change else name)
        )

    def _begun(self, word: str) -> bool:
        """Whether it is a right word with a particle written against it, as in Arabic."""
        return any(
            word.startswith(head) and len(word) > len(head) + 1 and self._simple(word[len(head) :])
            for head in self._lore.beginnings
        )

    def _compound(self, word: str, parts: int = 3) -> bool:
        """Whether it is two or three right words in one, in a language that does this."""
        joints = self._lore.compounds
        if joints is None or parts < 2 or len(word) < 2 * _PART or not word.isalpha():
            return False
        return any(
            self._noun(word[:at], joints)
            and (self._noun(word[at:], ("",)) or self._compound(word[at:], parts - 1))
            for at in range(_PART, len(word) - _PART + 1)
        )

    def _noun(self, part: str, joints: tuple[str, ...]) -> bool:
        """Whether a part of a compound is a word, without what joins it to the next."""
        return any(
            part.endswith(joint)
            and len(stem := part[: len(part) - len(joint)]) >= _PART
            and (self._simple(stem) or self._simple(stem.capitalize()))
            for joint in joints
        )


def _stem(name: str) -> str:
    """A name without the vowel at its end, which endings take the place of."""
    return name[:-1] if name[-1] in "aeiouyąęаеєиіїоуюяйь" else name


def _with_accents(word: str, accented: Mapping[str, str]) -> Iterator[str]:
    """A word with an accent on one or two of its first letters."""
    places = [at for at, letter in enumerate(word[:_LOOKED_AT]) if accented.get(letter)]
    for count in (1, 2):
        for chosen in combinations(places, count):
            for letters in product(*(accented[word[at]] for at in chosen)):
                changed = list(word)
                for at, letter in zip(chosen, letters, strict=True):
                    changed[at] = letter
                yield "".join(changed)


def _one_apart(word: str) -> Iterator[str]:
    """What a word may have been meant to be: one slip of the pen away, likely slips first."""
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    yield from _with_accents("".join(map(_unaccented, word)), _SMALL)
    yield "".join(map(_unaccented, word))
    yield from (a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1)
    yield from (a + b[0] + b for a, b in splits if b)
    yield from (a + b[1:] for a, b in splits if b)
    letters = _letters(unicodedata.name(word[0], "").partition(" ")[0])
    yield from (a + letter + b[1:] for a, b in splits if b for letter in letters)
    yield from (a + letter + b for a, b in splits for letter in letters)


def _unaccented(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def _letters(script: str) -> str:
    """The letters of an alphabet that a slip may put in a word."""
    if script == "CYRILLIC":
        return "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяъыэё'"
    return "eaitnsrulodcmpgbvhfqyxjkwz" if script == "LATIN" else ""


@lru_cache(maxsize=4096)  # words
def bare(word: str) -> str:
    """A word without accents, in lower case."""
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def is_near(one: str, other: str) -> bool:
    """Whether two words are one letter apart: another, one more, or two that changed places.

    Accents and capitals are not looked at.
    """
    one, other = sorted((bare(one), bare(other)), key=len)
    if len(other) - len(one) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    turned = one[at + 1 : at + 2] + one[at : at + 1]
    return one[at + 1 :] == other[at + 1 :] or turned + one[at + 2 :] == other[at:]
