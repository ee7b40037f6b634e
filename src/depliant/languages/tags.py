"""Tags of languages: pt-BR, pt_BR and pt_br are one, whoever has written them."""

from __future__ import annotations

import re
from functools import lru_cache

_SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva", "arabic": "Arab"}
"""What gettext writes after an @."""


_PREFERRED = {
    "cmn": "zh", "in": "id", "iw": "he", "ji": "yi", "jw": "jv", "mo": "ro", "sh": "sr-Latn",
    "tl": "fil",
}  # fmt: skip
"""Languages that had another name, or have one more: what CLDR calls them."""


@lru_cache(maxsize=256)
def canonical(tag: str) -> str:
    """A tag as it is written once for all: parts joined by hyphens, in the usual letters.

    RFC 5646, 2.1.1: a script has one capital, a region is in capitals, all else is small. What
    gettext writes after an @ for a script (sr@latin) becomes its part. A language that had another
    name has the one that it has today: iw is he.
    """
    name, at, variant = tag.strip().partition("@")
    first, *parts = name.replace("_", "-").split("-")
    if at and variant.lower() in _SCRIPTS:
        parts.insert(0, _SCRIPTS[variant.lower()])
    language, *script = _PREFERRED.get(first.lower(), first.lower()).split("-")
    if script and not any(len(part) == 4 and part.isalpha() for part in parts):
        parts = [*script, *parts]
    return "-".join((language, *map(_part, parts)))


def _part(part: str) -> str:
    if len(part) == 2:
        return part.upper()
    return part.capitalize() if len(part) == 4 and part.isalpha() else part.lower()


def of_cldr(tag: str) -> str:
    """A tag as CLDR's data is asked for it: that of a pseudo-edition is of what it plays."""
    return re.sub("_pseudo$", "", tag.replace("-", "_"), flags=re.IGNORECASE)


def language_of(tag: str) -> str:
    """The language of a tag without script, region and variants: pt of pt-BR."""
    return canonical(tag).partition("-")[0]


def may_be(said: str, tag: str) -> bool:
    """Whether a tag may be meant by another that says less or more of the same language."""
    one, other = canonical(said).split("-"), canonical(tag).split("-")
    if one[0] != other[0]:
        return False
    return all(_agree(one[1:], other[1:], length) for length in (2, 4))


def _agree(one: list[str], other: list[str], length: int) -> bool:
    """Whether regions (two letters) or scripts (four) are not said otherwise."""
    mine = [part for part in one if len(part) == length]
    its = [part for part in other if len(part) == length]
    return not mine or not its or mine == its
