"""What setting a text has to know of its language: one table.

Fewest letters beside a hyphen: what TeX's hyph-utf8 gives for typesetting, but never one letter,
and three after the hyphen in French, as the Lexique of the Imprimerie nationale asks. A language
that is not in the table is not hyphenated: a wrong hyphen is worse than none.

Words of one letter that a line does not end with: Polish (PN-83/P-55366), Czech and Slovak
(ČSN 01 6910, 3.4), Ukrainian and Russian by the custom of their typesetters.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final, Literal

from msgspec import Struct

Direction = Literal["ltr", "rtl"]


class Language(Struct, frozen=True):
    """How texts of one language are set.

    `minima` are the fewest letters before and after a hyphen, None for a language that is not
    hyphenated; `patterns` are the names of the files of patterns that must agree on a division,
    and `joints` that of those which find the joints of compounds, if there is one. `vowels` are
    letters without accents, one of which each piece has; before one of `spelt` a division would
    change the spelling, and is not made. `bound` are the words of one letter that stay with the
    next word.
    """

    minima: tuple[int, int] | None = None
    bound: frozenset[str] = frozenset()
    direction: Direction = "ltr"
    spelt: frozenset[str] = frozenset()
    patterns: tuple[str, ...] = ()
    joints: str = ""
    vowels: frozenset[str] = frozenset()


_MINIMA: Final = {
    (2, 2): "af be bg bs ca da de el eo es eu fi fur gl hr hsb hu ia id is it ka ku la lt lv mn nb "
    "nl nn no oc pl pms rm ro ru sh sl sq sr sv tk tr uk",
    (2, 3): "cs cy en et fr ga pt sk",
}
# Where a file of patterns is not called by the language that it is of. English without a region
# may be British or American: it is divided where both would be.
_PATTERNS: Final = {
    "en": ("en-gb", "en-us"), "no": ("nb",), "nn": ("nb",), "ku": ("kmr",), "bs": ("sh-latn",),
    "sh": ("sh-latn",), "sr": ("sh-cyrl",), "sr-latn": ("sh-latn",),
}  # fmt: skip
_AMERICAN: Final = frozenset({"us", "ca", "ph", "pr"})
_JOINTS: Final = {"de": "de-joints", "fi": "fi-more", "nl": "nl-joints"}
# Vowels of the Latin, Cyrillic, Greek and Georgian letters, and the consonants that are syllables.
_VOWELS: Final = frozenset("aeiouyæœøıаеиоуыэюяієөүαεηιουωაეიოუ")
_SYLLABIC: Final = {
    "cs": "rl",
    "sk": "rl",
    "hr": "r",
    "bs": "r",
    "sh": "r",
    "sl": "r",
    "sr": "rр",
    "cy": "w",
}
_BOUND = {
    "pl": "aiouwz",
    "cs": "aikosuvz",
    "sk": "aikosuvz",
    "uk": "авзійоуя",
    "ru": "авикосуя",
}
# A diaeresis parts two vowels, and goes where the hyphen does that: idee-en, from ideeën (Het
# Groene Boekje, 5.1).
_SPELT = {"nl": "äëïöü", "af": "äëïöü"}
_RIGHT_TO_LEFT = frozenset({
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "nqo", "ps", "sd", "syr", "ug", "ur",
    "yi",
})  # fmt: skip
_RIGHT_TO_LEFT_SCRIPTS = frozenset({
    "adlm", "arab", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa",
})  # fmt: skip

HYPHENATED = {name: minima for minima, names in _MINIMA.items() for name in names.split()}
"""The fewest letters beside a hyphen, by language."""


@lru_cache(maxsize=64)  # small, whatever the tags
def language(tag: str) -> Language:
    """The data of a language tag (BCP 47: "pl", "de-AT", "az-Arab"; "en_GB" is read too)."""
    name, *subtags = tag.replace("_", "-").casefold().split("-")
    written = said_script(tag)
    rtl = name in _RIGHT_TO_LEFT if not written else written.lower() in _RIGHT_TO_LEFT_SCRIPTS
    if written and not any(len(part) == 4 and part.isalpha() for part in subtags):
        subtags.insert(0, written.lower())
    letters = _BOUND.get(name, "")
    return Language(
        HYPHENATED.get(name),
        frozenset(letters + letters.upper()),
        "rtl" if rtl else "ltr",
        frozenset(_SPELT.get(name, "")),
        _patterns(name, subtags) if name in HYPHENATED else (),
        _JOINTS.get(name, ""),
        _VOWELS | frozenset(_SYLLABIC.get(name, "")),
    )


def _patterns(name: str, subtags: list[str]) -> tuple[str, ...]:
    """The files of patterns that divide the words of a language."""
    if name == "en" and subtags:
        return ("en-us",) if _AMERICAN & set(subtags) else ("en-gb",)
    if subtags and f"{name}-{subtags[0]}" in _PATTERNS:
        return _PATTERNS[f"{name}-{subtags[0]}"]
    return _PATTERNS.get(name, (name,))


@lru_cache(maxsize=1024)  # letters, and no more than these
def base(char: str) -> str:
    """A letter in lower case without its accents; й and ў are no vowels, and stay."""
    lower = char.lower()
    return lower if lower in "йў" else unicodedata.normalize("NFD", lower)[:1]


def direction(tag: str) -> Direction:
    """Which way a language runs: its lines, and with them panels, columns, lists and charts."""
    return language(tag).direction


_NEVER_HYPHENATED = frozenset({"ja", "km", "ko", "lo", "my", "th", "vi", "zh"})


def lacks_hyphens(tag: str) -> bool:
    """Whether words of a language would be divided, and are not, since no patterns are known."""
    known = language(tag)
    never = known.direction == "rtl" or tag.replace("_", "-").split("-")[0] in _NEVER_HYPHENATED
    return known.minima is None and not never


@lru_cache(maxsize=64)  # four letters, whatever the tags
def script(tag: str) -> str:
    """The script that a language is written in (ISO 15924), as CLDR has it; empty if unknown."""
    return said_script(tag) or _likely(tag.replace("_", "-").partition("-")[0].lower())


@lru_cache(maxsize=64)
def said_script(tag: str) -> str:
    """The script that the subtags of a tag say: its own, or that of its region (zh-TW, sr-ME).

    Empty where they say none, or that which the language has without them.
    """
    name, *subtags = tag.replace("_", "-").split("-")
    for part in subtags:
        if len(part) == 4 and part.isalpha():
            return part.title()
    region = next((part.upper() for part in subtags if len(part) == 2), "")
    written = _likely(f"{name.lower()}_{region}") if region else ""
    return written if written != _likely(name.lower()) else ""


def _likely(name: str) -> str:
    from babel.core import get_global  # most editions need none of it

    likely = get_global("likely_subtags").get(name, "")
    return next((part for part in likely.split("_") if len(part) == 4), "")


_OPENING = "([{«„“‘‚\"'"


def binds(word: str, tag: str) -> bool:
    """Whether a line may not end after `word`: it is a word of one letter, perhaps in quotes."""
    bound = language(tag).bound
    return bool(bound) and word.lstrip(_OPENING) in bound
