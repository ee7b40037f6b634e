"""Units of one thing for each of another, EUR/habitants, as a text says them: € par habitant."""

from __future__ import annotations

from typing import Final

from depliant.figures.signs import MEASURES
from depliant.patterns import late_pattern

_PER: Final = {
    "fr": "par", "en": "per", "de": "pro", "nl": "per", "es": "por", "it": "per", "pt": "por",
}  # fmt: skip
"""What stands before what is counted one by one; other languages change the noun behind it."""
_REGULAR: Final = frozenset({"fr", "en"})
"""Languages whose regular nouns lose an s for one."""
INVARIABLE: Final = late_pattern(
    "avis|bras|bus|cas|choix|colis|concours|corps|corpus|cours|croix|discours|fils|fois|gaz|logis"
    "|mois|os|palais|parcours|pays|permis|prix|procès|progrès|puits|relais|repas|secours|succès"
    "|tapis|temps|terminus|virus|voix|series|species"
)
"""Words whose plural is their singular; the list need not be whole: it only avoids mistakes."""


def singular(word: str) -> str:
    """The singular of a regular noun."""
    if word.endswith("eaux"):
        return word[:-1]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


_SINGULAR_ENDS: Final = {
    "fr": ("ss", "us"),
    "en": ("ss", "us", "is"),
    "es": ("ss", "us", "is", "ís"),
    "pt": ("ss", "us", "is", "ês"),
}
"""Ends in s of what is no plural, of the languages whose plural is an s."""
_SINGULARS: Final = late_pattern(
    "series|species|means|news|lens|gas|headquarters|crossroads|atlas|canvas|mes|lápis|fois|tiers"
)
"""Further words that end in s and are one thing."""


def is_plural(unit: str, language: str) -> bool:
    """Whether a unit is surely a noun in the plural: evenings, places assises, horas."""
    words = unit.split()
    ends = _SINGULAR_ENDS.get(language)
    if ends is None or not words:
        return False
    noun = (words[-1] if language == "en" else words[0]).casefold()
    is_one = noun.endswith(ends) or INVARIABLE.fullmatch(noun) or _SINGULARS.fullmatch(noun)
    return noun.isalpha() and len(noun) > 3 and noun.endswith("s") and not is_one


def parted(unit: str, language: str) -> tuple[str, str] | None:
    """What is counted, and "par habitant": for each of what; None for other units, such as km/h."""
    above, stroke, below = unit.partition("/")
    is_noun = below.isalpha() and len(below) > 2 and below not in MEASURES
    if not (stroke and above and is_noun and language in _PER):
        return None
    if language in _REGULAR and not INVARIABLE.fullmatch(below):
        below = singular(below)
    return above, f"{_PER[language]} {below}"
