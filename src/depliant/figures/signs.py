"""Units that are signs, and what people write for them."""

from __future__ import annotations

from typing import Final

from depliant.sentences import Sentence, say, verbatim

CURRENCY_SIGNS: Final = {"€": "EUR", "£": "GBP", "$": "USD"}
SYMBOLS: Final = frozenset(
    {"%", "‰", "mm", "cm", "m", "km", "m²", "km²", "ha", "m³", "l", "hl", "g", "kg", "t", "s"}
    | {"min", "h", "°C", "W", "kW", "MW", "GW", "kWh", "MWh", "GWh"}
)
"""Units that are signs and not words: they stand with the number even where it is set large."""
MEASURES: Final = SYMBOLS | frozenset(
    {"nm", "µm", "μm", "dm", "dm²", "cm²", "mm²", "cm³", "ml", "cl", "dl", "mg", "µg", "μg"}
    | {"kt", "Mt", "Gt", "Wh", "TWh", "TW", "kWc", "kWp", "MWc", "MWp", "J", "kJ", "MJ", "kcal"}
    | {"V", "kV", "A", "mA", "Hz", "kHz", "MHz", "GHz", "dB", "dB(A)", "Pa", "hPa", "K", "°F", "°"}
    | {"ko", "Mo", "Go", "To", "kB", "MB", "GB", "TB", "px", "ppm", "ppb", "ms", "ft", "lb", "oz"}
)
"""Signs of measures and shares, which are never counted nouns."""

_MEANT: Final = {
    **dict.fromkeys(("percent", "per cent", "pct", "pc", "p.c.", "pourcent", "pourcents"), "%"),
    **dict.fromkeys(("pour cent", "pourcentage", "prozent", "procent", "процент", "%%"), "%"),
    **{"m2": "m²", "m3": "m³", "km2": "km²", "kms": "km", "kgs": "kg", "°": "°C", "°c": "°C"},
    **{"hect": "ha", "hrs": "h", "hr": "h", "mn": "min", "sec": "s"},
}
"""What people write for a sign."""
CURRENCIES: Final = frozenset(
    {"EUR", "USD", "GBP", "CHF", "PLN", "UAH", "CZK", "SEK", "NOK", "DKK", "HUF", "RON"}
)
"""Codes that nobody takes for a word."""


def is_sign(unit: str) -> bool:
    """Whether a unit is a sign that all languages share, such as km or %."""
    return unit in SYMBOLS or unit in CURRENCY_SIGNS


def sign_meant(unit: str) -> str:
    """The sign or code that a unit was probably meant to be; nothing if it is one, or a word."""
    bare = unit.strip()
    if is_sign(unit) or unit in CURRENCIES:
        return ""
    if is_sign(bare) or bare in CURRENCIES:
        return bare
    if bare.casefold() in _MEANT:
        return _MEANT[bare.casefold()]
    if bare.upper() in CURRENCIES:
        return bare.upper()
    if bare.isupper() and len(bare) == 3:
        turned = (code for code in sorted(CURRENCIES) if sorted(code) == sorted(bare))
        return next(turned, "")
    alike = (sign for sign in sorted(SYMBOLS) if sign.casefold() == bare.casefold())
    return next(alike, "") if len(bare) > 1 else ""


def unit_called(unit: str) -> Sentence:
    """A unit as a message has it: that there is none is said, too."""
    return verbatim(unit) if unit else say("no unit")
