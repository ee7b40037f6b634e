"""Capitals by the rules of each language: Unicode's SpecialCasing.txt, and CLDR's for Greek.

CLDR's are `el-Upper` (ICU's `GreekUpper`): Greek capitals have no accents. A diaeresis stays, and
is put where a fallen accent parted two vowels; the word ή keeps its accent, that it is not read
as the article.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from depliant.patterns import late_pattern

_DOT = "\u0307"
_SOFT_DOTTED: Final = late_pattern("([ijįɨɉḭịỉ][\u0300-\u0306\u0308-\u036f]*)" + _DOT)
_GREEK: Final = late_pattern("[\u0370-\u03ff\u1f00-\u1fff]")
_VOWELS: Final = frozenset("αεηιουω")
_ACCENTS: Final = frozenset("\u0300\u0301\u0342\u0303\u0311\u030d\u0302")
_OTHER_MARKS: Final = frozenset("\u0304\u0306\u0313\u0314\u0343")
_IGNORED: Final = frozenset("'’‘.:·\u00ad")  # UAX #44, Case_Ignorable
_DIAERESIS, _IOTA_BELOW = "\u0308", "\u0345"


def to_capitals(text: str, language: str) -> str:
    """A text in capitals: é to É, ß to SS, i to İ in Turkish, ά to Α in Greek.

    Args:
        text: any text.
        language: BCP 47 tag, or one with underscores.
    """
    name = _name(language)
    if name in ("tr", "az"):
        text = text.replace("i", "İ")
    elif name == "lt":
        text = _SOFT_DOTTED.sub(r"\1", text)
    elif name == "hy":
        text = text.replace("և", "ԵՎ")
    return bare(text, language).upper()


def begun(text: str, language: str) -> str:
    """A text as it stands at the head of a sentence: its first letter a capital, i to İ in Turkish.

    Args:
        text: any text.
        language: BCP 47 tag, or one with underscores.
    """
    if text.startswith("i") and _name(language) in ("tr", "az"):
        return "İ" + text[1:]
    return text[:1].title() + text[1:]


def bare(text: str, language: str) -> str:
    """A text whose letters are to be capitals, large or small, with the marks that these have.

    Greek capitals have no accents: Άιντα is Αϊντα. In other languages it is the text itself.
    """
    return _greek(text) if _name(language) == "el" and _GREEK.search(text) else text


def _name(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].casefold()


def _greek(text: str) -> str:
    """The text with its Greek letters as they are below capitals' marks, each in its own case.

    `parted` says that the vowel before lost its accent, so that ι and υ behind it need two dots.
    """
    letters = _letters(text)
    written: list[str] = []
    parted = False
    for number, (letter, marks) in enumerate(letters):
        base = letter.lower()
        if not _GREEK.match(base):
            written.append(letter + marks)
            parted = False
            continue
        accented = not _ACCENTS.isdisjoint(marks)
        dotted = _DIAERESIS in marks or (parted and base in "ιυ")
        alone = (
            base == "η" and accented and _IOTA_BELOW not in marks and _stands_alone(letters, number)
        )
        other = "".join(
            mark
            for mark in marks
            if mark not in _ACCENTS | _OTHER_MARKS | {_DIAERESIS, _IOTA_BELOW}
        )
        kept = ("\u0301" if alone else "") + (_DIAERESIS if dotted else "") + other
        below = "ι" * marks.count(_IOTA_BELOW)
        written.append(unicodedata.normalize("NFC", letter + kept) + below)
        parted = base in _VOWELS and accented and not dotted
    return "".join(written)


def _letters(text: str) -> list[tuple[str, str]]:
    """Each character of a text with its marks, taken apart where it is Greek."""
    letters: list[tuple[str, str]] = []
    for char in text:
        parts = unicodedata.normalize("NFD", char) if _GREEK.match(char) else char
        if letters and unicodedata.combining(parts[0]):
            letters[-1] = letters[-1][0], letters[-1][1] + parts
        else:
            letters.append((parts[0], parts[1:]))
    return letters


def _stands_alone(letters: list[tuple[str, str]], number: int) -> bool:
    """Whether no letter stands before or after one but beyond an apostrophe or a point."""
    for way in (letters[:number][::-1], letters[number + 1 :]):
        beside = next((letter for letter, _ in way if letter not in _IGNORED), " ")
        if beside.isalpha():
            return False
    return True
