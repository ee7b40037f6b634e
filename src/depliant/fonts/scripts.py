"""The script of a character (ISO 15924), as its name in Unicode says."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SCRIPTS = {
    "ADLAM": "Adlm", "ARABIC": "Arab", "ARMENIAN": "Armn", "BENGALI": "Beng", "BOPOMOFO": "Bopo",
    "CJK": "Hani", "CYRILLIC": "Cyrl", "DEVANAGARI": "Deva", "ETHIOPIC": "Ethi",
    "GEORGIAN": "Geor", "GREEK": "Grek", "GUJARATI": "Gujr", "GURMUKHI": "Guru",
    "HANGUL": "Hang", "HEBREW": "Hebr", "HIRAGANA": "Hira", "IDEOGRAPHIC": "Hani",
    "KANNADA": "Knda", "KATAKANA": "Kana", "KATAKANA-HIRAGANA": "Kana", "KHMER": "Khmr",
    "LAO": "Laoo", "LATIN": "Latn", "MALAYALAM": "Mlym", "MYANMAR": "Mymr", "NKO": "Nkoo",
    "ORIYA": "Orya", "SINHALA": "Sinh", "SYRIAC": "Syrc", "TAMIL": "Taml", "TELUGU": "Telu",
    "THAANA": "Thaa", "THAI": "Thai", "TIBETAN": "Tibt",
}  # fmt: skip

_TOGETHER = {
    "Hanb": frozenset({"Bopo", "Hani"}),
    "Hans": frozenset({"Hani"}),
    "Hant": frozenset({"Hani"}),
    "Hrkt": frozenset({"Hira", "Kana"}),
    "Jpan": frozenset({"Hani", "Hira", "Kana"}),
    "Kore": frozenset({"Hang", "Hani"}),
}
"""Codes for the scripts that a language is written in together (ISO 15924)."""


@lru_cache(maxsize=4096)  # names of four letters; asked for each character
def script_of(char: str) -> str:
    """The script of a letter or mark (ISO 15924), empty for what belongs to none."""
    if not char or unicodedata.category(char)[0] not in "LM":
        return ""
    return named(char)


def named(char: str) -> str:
    """The script that the name of a character begins with, be it a letter or a sign."""
    return _SCRIPTS.get(unicodedata.name(char, "").partition(" ")[0], "")


def scripts_of(code: str) -> frozenset[str]:
    """The scripts that a code stands for: Jpan is Hani, Hira and Kana."""
    return _TOGETHER.get(code, frozenset({code}))
