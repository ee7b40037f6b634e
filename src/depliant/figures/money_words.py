"""What a currency is called in a language: its sign, its code, its name and the noun of it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from babel import Locale
from babel.numbers import get_currency_name

from depliant.figures.signs import CURRENCY_SIGNS

_COUNTS: Final = (0, 1, 2, 5, 11)
"""Numbers whose nouns have all their forms among them, in any language."""
_NOUN_FIRST: Final = frozenset({"fr", "es", "it", "pt", "ca", "gl", "ro", "pl", "ar", "he"})
"""Languages that say whose a currency is behind its noun: livres sterling, dólares de EE. UU."""

_STERLING: Final = ("sterling", "стерлінг", "стерлинг")


@lru_cache(maxsize=256)
def currency_signs(currency: str, locale: Locale) -> frozenset[str]:
    """The sign of a currency and its code."""
    signs = {sign for sign, code in CURRENCY_SIGNS.items() if code == currency}
    return frozenset({currency, locale.currency_symbols.get(currency, currency)} | signs)


@lru_cache(maxsize=256)
def currency_nouns(currency: str, locale: Locale) -> frozenset[str]:
    """The names of a currency in each of their forms, and what people say: pounds, livres."""
    found = set()
    for count in _COUNTS:
        name = get_currency_name(currency, count=count, locale=locale)
        words = name.split()
        if not words or name == currency:
            continue
        noun = words[0] if locale.language in _NOUN_FIRST else words[-1]
        if len(words) > 1 and (noun.isupper() or noun.startswith(_STERLING)):  # долар США
            noun = words[-2]
        found |= {name, noun.rpartition("-")[2]}
    return frozenset(word for word in found if len(word) > 2)
