"""How one says a figure that is set large or in a chart: 33 M€ is "33 millions d’euros".

On the page a figure is as short as can be, and a voice would spell its signs out: "33 em euro". The
words are CLDR's, as everything in `figures.writing` is; only what stands between a million and a
currency is not in its data.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from babel import Locale
from babel.numbers import get_currency_name

from depliant.figures.writing import (
    NO_BREAK,
    currency_of,
    is_abbreviated,
    number,
    plain_marks,
    short,
    system_in,
    write,
)
from depliant.memory import remembered

_UNITS: Final = {
    "‰": "concentr-permille",
    "mm": "length-millimeter",
    "cm": "length-centimeter",
    "m": "length-meter",
    "km": "length-kilometer",
    "m²": "area-square-meter",
    "km²": "area-square-kilometer",
    "ha": "area-hectare",
    "m³": "volume-cubic-meter",
    "l": "volume-liter",
    "hl": "volume-hectoliter",
    "g": "mass-gram",
    "kg": "mass-kilogram",
    "t": "mass-tonne",
    "s": "duration-second",
    "min": "duration-minute",
    "h": "duration-hour",
    "°C": "temperature-celsius",
    "W": "power-watt",
    "kW": "power-kilowatt",
    "MW": "power-megawatt",
    "GW": "power-gigawatt",
    "kWh": "energy-kilowatt-hour",
}
"""What CLDR calls the signs of units; it has no name for those that are not here."""

# Millions are nouns in these languages: 33 millions d’euros, 33 millones de euros.
_OF: Final = dict.fromkeys(("fr", "es", "pt", "ca", "gl", "ro"), "de ") | {"it": "di "}
_NUMBER: Final = "\ufffc"
_ELIDING: Final = frozenset({"fr", "ca"})
_VOWELS: Final = tuple("aeiouyàâäéèêëîïôöùûüAEIOUYÀÂÄÉÈÊËÎÏÔÖÙÛÜ")


def spoken(value: Decimal, unit: str, locale: Locale) -> str:
    """What a voice says in the stead of a figure's short form; nothing where it says that well.

    A number without signs, and one with a per-cent sign, are read as they stand by every voice.
    """
    # By its digits, 1 and 1.0 apart, and by the numbering system besides: see `writing._written`.
    return _spoken(str(value), unit, locale, system_in(locale))


@remembered
def _spoken(digits: str, unit: str, locale: Locale, system: str) -> str:
    value = Decimal(digits)
    if unit == "%":
        return ""
    currency = currency_of(unit, locale)
    if currency is not None:
        said = _of_money(value, currency, locale)
    elif is_abbreviated(value, locale):
        said = write(value, "", "compact", locale).text
    else:
        said = _with_unit(value, _UNITS.get(unit, ""), locale)
    return "" if said == short(value, unit, locale).text else said


def _of_money(value: Decimal, currency: str, locale: Locale) -> str:
    """An amount with the name of its currency; CLDR has it in the form for the number."""
    name = plain_marks(get_currency_name(currency, count=value, locale=locale))
    if not is_abbreviated(value, locale):
        return f"{number(value, locale)}{NO_BREAK}{name}"
    of = _OF.get(locale.language, "")
    if locale.language in _ELIDING and name.startswith(_VOWELS):
        of = "d’"
    return f"{write(value, '', 'compact', locale).text} {of}{name}"


def _with_unit(value: Decimal, unit: str, locale: Locale) -> str:
    """A number with the name of its unit."""
    if not unit:
        return ""
    from babel.units import format_unit  # few brochures have such units

    # CLDR's words in the form for the number; the number itself is written by our rules.
    # Babel would write the sign of a negative one once more before the pattern.
    words = format_unit(abs(value), unit, "long", f"'{_NUMBER}'", locale)
    return plain_marks(words).replace(_NUMBER, number(value, locale))
