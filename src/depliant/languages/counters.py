"""What the items of a list are counted with: digits, letters, Roman numerals.

The letters are those that lists of a language are lettered with, which are not always all of its
alphabet: Russian lists leave out ё, й and the signs (GOST R 2.105), Arabic ones go by abjad
order, Hebrew ones by the numerals. They agree with CSS's own counter styles
(www.w3.org/TR/predefined-counter-styles). A language that is not in the table has those of its
script, in any other a to z.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

Counting = Literal["decimal", "letters", "capital-letters", "roman", "capital-roman", "steps"]
"""How items are numbered: 1. a) A) i. I. and, for steps, large numerals."""

_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщэюя"
_ABJAD: Final = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_LETTERS: Final = {
    "ar": _ABJAD,
    "be": "абвгдеёжзіклмнопрстуўфхцчшэюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "ckb": _ABJAD,
    "el": "αβγδεζηθικλμνξοπρστυφχψω",
    "fa": "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی",
    "he": "אבגדהוזחטיכלמנסעפצקרשת",
    "kk": _RUSSIAN,
    "ky": _RUSSIAN,
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "mn": _RUSSIAN,
    "ps": _ABJAD,
    "ru": _RUSSIAN,
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "tg": _RUSSIAN,
    "uk": "абвгдеєжзиіклмнопрстуфхцчшюя",
    "ur": "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنوہی",
    "yi": "אבגדהוזחטיכלמנסעפצקרשת",
}
_BY_SCRIPT: Final = {"latn": _LATIN, "cyrl": _RUSSIAN, "arab": _ABJAD, "grek": _LETTERS["el"]}
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN: Final = 3999
_CLOSED: Final[dict[Counting, str]] = {"letters": ")", "capital-letters": ")", "steps": ""}


def label(number: int, counting: Counting, language: str, digits: str) -> str:
    """What an item begins with: its number, and the sign that closes it.

    Args:
        number: 1 is the first; below 1 there are no letters and no Roman numerals, and from
            4000 on none of the latter: digits stand in for them.
        counting: how.
        language: a tag.
        digits: the ten digits of the edition, from 0.
    """
    return _counted(number, counting, language, digits) + _CLOSED.get(counting, ".")


def _counted(number: int, counting: Counting, language: str, digits: str) -> str:
    if counting in ("letters", "capital-letters") and number >= 1:
        letters = _lettered(number, _letters(language))
        return letters.upper() if counting == "capital-letters" else letters
    if counting in ("roman", "capital-roman") and 1 <= number <= _MOST_ROMAN:
        roman = _roman(number)
        return roman.upper() if counting == "capital-roman" else roman
    return "".join(digits[int(digit)] for digit in str(number))


@lru_cache(maxsize=64)  # small, whatever the tags
def _letters(tag: str) -> str:
    """The letters that lists of a language are lettered with."""
    name, *subtags = tag.replace("_", "-").casefold().split("-")
    script = next((part for part in subtags if len(part) == 4 and part.isalpha()), "")
    return _BY_SCRIPT.get(script) or _LETTERS.get(name, _LATIN)


def _lettered(number: int, letters: str) -> str:
    """After the last letter come aa and ab."""
    found = ""
    while number:
        number, at = divmod(number - 1, len(letters))
        found = letters[at] + found
    return found


def _roman(number: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        found += sign * count
    return found
