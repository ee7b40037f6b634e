"""What setting a text has to know of its language: one table.

Fewest letters beside a hyphen: what TeX's babel sets for each language (`hyphenmins` of its
`locale` files), but two before and three after in French and English, as the Lexique of the
Imprimerie nationale and the Chicago Manual of Style ask. A language that is not in the table is
not hyphenated: a wrong hyphen is worse than none.

Words of one letter that a line does not end with: Polish (PN-83/P-55366), Czech and Slovak
(ČSN 01 6910, 3.4), Ukrainian and Russian by the custom of their typesetters.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from msgspec import Struct

Direction = Literal["ltr", "rtl"]


class Language(Struct, frozen=True):
    """How texts of one language are set.

    `minima` are the fewest letters before and after a hyphen, None for a language that is not
    hyphenated; `bound` are the words of one letter that stay with the next word; before one of
    `spelt` a division would change the spelling, and is not made.
    """

    minima: tuple[int, int] | None = None
    bound: frozenset[str] = frozenset()
    direction: Direction = "ltr"
    spelt: frozenset[str] = frozenset()


_MINIMA = {
    (2, 2): "bg ca da de el es et hr hu is it lt lv nb nl nn pl ro ru sl sr sv uk",
    (2, 3): "af cs en fr gl pt sk",
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
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi",
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
    scripts = [part for part in subtags if len(part) == 4 and part.isalpha()]
    rtl = name in _RIGHT_TO_LEFT if not scripts else scripts[0] in _RIGHT_TO_LEFT_SCRIPTS
    letters = _BOUND.get(name, "")
    return Language(
        HYPHENATED.get(name),
        frozenset(letters + letters.upper()),
        "rtl" if rtl else "ltr",
        frozenset(_SPELT.get(name, "")),
    )


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
    name, *subtags = tag.replace("_", "-").split("-")
    for part in subtags:
        if len(part) == 4 and part.isalpha():
            return part.title()
    from babel.core import get_global  # most editions need none of it

    likely = get_global("likely_subtags").get(name.lower(), "")
    return next((part for part in likely.split("_") if len(part) == 4), "")


_OPENING = "([{«„“‘‚\"'"


def binds(word: str, tag: str) -> bool:
    """Whether a line may not end after `word`: it is a word of one letter, perhaps in quotes."""
    bound = language(tag).bound
    return bool(bound) and word.lstrip(_OPENING) in bound
