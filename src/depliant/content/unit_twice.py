"""A unit that stands behind a figure which is printed with it: 30 € euros."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.numbers import get_currency_name
from babel.units import format_unit

from depliant.errors import Diagnostic, Place
from depliant.figures.writing import currency_of
from depliant.sentences import say

_KINDS: Final = {
    **{"%": "concentr-percent", "m": "length-meter", "km": "length-kilometer"},
    **{"cm": "length-centimeter", "mm": "length-millimeter", "g": "mass-gram"},
    **{"kg": "mass-kilogram", "l": "volume-liter", "ha": "area-hectare", "h": "duration-hour"},
    **{"m²": "area-square-meter", "km²": "area-square-kilometer", "min": "duration-minute"},
    **{"s": "duration-second", "kWh": "energy-kilowatt-hour", "°C": "temperature-celsius"},
}
"""What CLDR calls the units that people write out."""
_COUNTS: Final = (0, 1, 2, 5, 11)
"""Numbers whose nouns have all their forms among them, in any language."""


def unit_twice(printed: str, unit: str, behind: str, locale: Locale) -> str:
    """The words behind a figure that say its unit once more; empty if there are none.

    Args:
        printed: the figure as it is written, with or without its unit.
        unit: that of the ledger.
        behind: the text that follows.
        locale: of the edition.
    """
    names = _names(unit, locale)
    if not any(_stands(name).search(printed) for name in names):
        return ""
    rest = behind.lstrip(" \u00a0\u202f")
    found = (_stands(name).match(rest) for name in names)
    return max((match[0] for match in found if match is not None), key=len, default="")


def said_twice(printed: str, words: str, place: Place) -> Diagnostic:
    """What is said of a figure whose unit the `words` behind it say again."""
    return Diagnostic(
        "unit-twice",
        say("“{printed} {words}” has its unit twice.", printed=printed, words=words),
        place,
        say("Delete “{words}”: the figure is printed with it.", words=words),
        "warning",
    )


@lru_cache(maxsize=256)
def _stands(name: str) -> re.Pattern[str]:
    """A name where it is no part of a word."""
    return re.compile(rf"(?<![^\W\d_]){re.escape(name)}(?![^\W\d_])", re.IGNORECASE)


@lru_cache(maxsize=256)
def _names(unit: str, locale: Locale) -> tuple[str, ...]:
    """How a unit is written in a language: its sign, and its noun in each of its forms."""
    names = {unit}
    currency = currency_of(unit, locale)
    if currency is not None:
        names |= {currency, locale.currency_symbols.get(currency, currency)}
        names |= {get_currency_name(currency, count, locale) for count in _COUNTS}
    if unit in _KINDS:
        long = (format_unit(count, _KINDS[unit], "long", locale=locale) for count in _COUNTS)
        names |= {re.sub(r"[\d\s]+", " ", text).strip() for text in long}
    return tuple(sorted(name for name in names if name))
