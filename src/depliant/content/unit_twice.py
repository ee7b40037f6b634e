"""A unit that stands beside a figure which is printed with it: 30 € euros, ££12.50."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.units import format_unit

from depliant.errors import Diagnostic, Place
from depliant.figures.money_words import currency_nouns, currency_signs
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
_SPACES: Final = " \u00a0\u202f"
_COUNTS: Final = (0, 1, 2, 5, 11)
"""Numbers whose nouns have all their forms among them, in any language."""


def unit_before(printed: str, unit: str, before: str, locale: Locale) -> str:
    """The sign or code of a currency before a figure that is printed with it: £ before £12.50.

    Args:
        printed: the figure as it is written, with or without its unit.
        unit: that of the ledger.
        before: the text that precedes.
        locale: of the edition.
    """
    currency = currency_of(unit, locale)
    signs = sorted(currency_signs(currency, locale)) if currency is not None else []
    if not any(sign in printed for sign in signs):
        return ""
    text = before.rstrip(_SPACES)
    found = (sign for sign in signs if re.search(rf"(?<![^\W\d_]){re.escape(sign)}\Z", text))
    return next(found, "")


def unit_twice(printed: str, unit: str, behind: str, locale: Locale) -> str:
    """The words behind a figure that say its unit once more; empty if there are none.

    Args:
        printed: the figure as it is written, with or without its unit.
        unit: that of the ledger.
        behind: the text that follows.
        locale: of the edition.
    """
    names = unit_names(unit, locale)
    if not any(_stands(name).search(printed) for name in names):
        return ""
    rest = behind.lstrip(_SPACES)
    found = (_stands(name).match(rest) for name in names)
    return max((match[0] for match in found if match is not None), key=len, default="")


def units_twice(
    printed: str, unit: str, around: tuple[str, str], locale: Locale, place: Place
) -> Iterator[Diagnostic]:
    """What is said of a figure whose unit stands before it or behind it once more.

    Args:
        printed: the figure as it is written, with or without its unit.
        unit: that of the ledger.
        around: the text before it and that behind it.
        locale: of the edition.
        place: of the figure.
    """
    before, behind = around
    if sign := unit_before(printed, unit, before, locale):
        joint = before[len(before.rstrip(_SPACES)) :]
        yield _said_twice(f"{sign}{joint}{printed}", sign, place)
    if words := unit_twice(printed, unit, behind, locale):
        yield _said_twice(f"{printed} {words}", words, place)


def _said_twice(both: str, words: str, place: Place) -> Diagnostic:
    return Diagnostic(
        "unit-twice",
        say("“{words}” has its unit twice.", words=both),
        place,
        say("Delete “{words}”: the figure is printed with it.", words=words),
        "warning",
    )


@lru_cache(maxsize=256)
def _stands(name: str) -> re.Pattern[str]:
    """A name where it is no part of a word."""
    return re.compile(rf"(?<![^\W\d_]){re.escape(name)}(?![^\W\d_])", re.IGNORECASE)


@lru_cache(maxsize=256)
def unit_names(unit: str, locale: Locale) -> tuple[str, ...]:
    """How a unit is written in a language: its sign, and its noun in each of its forms."""
    names = {unit}
    currency = currency_of(unit, locale)
    if currency is not None:
        names |= currency_signs(currency, locale) | currency_nouns(currency, locale)
    if unit in _KINDS:
        long = (format_unit(count, _KINDS[unit], "long", locale=locale) for count in _COUNTS)
        names |= {re.sub(r"[\d\s]+", " ", text).strip() for text in long}
    return tuple(sorted(name for name in names if name))
