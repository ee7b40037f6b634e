"""How the report writes amounts, differences and counts."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from depliant.compare.changes import FigureChange
from depliant.figures import writing as figures
from depliant.figures.figure import Figure

_MINUS = "\u2212"
_SIGN = 3
"""Letters of a unit that is a sign at most: kWh, EUR."""


def amount(figure: Figure | None) -> str:
    """A figure in full, with its unit; "" for none."""
    return "" if figure is None else figure.full


def difference(change: FigureChange, language: str) -> str:
    """The difference with its sign and unit; that of two percentages is in points."""
    value, locale = change.difference, figures.locale_of(language)
    if value is None or locale is None:
        return "" if change.old is None or change.new is None else "other unit"
    if value == 0:
        return "0"
    unit = change.figure.unit
    size = abs(value)
    if unit == "%":
        written = figures.number(size, locale) + "\u00a0" + counted(size, "point", "points")
    elif unit.isalpha() and len(unit) > _SIGN:
        # A word would have to agree with the difference, and stands beside it anyhow.
        written = figures.number(size, locale)
    else:
        written = figures.write(size, unit, "full", locale).text
    return (_MINUS if value < 0 else "+") + written


def per_cent(change: FigureChange, language: str) -> str:
    """The relative difference to a tenth of a per cent; "" if there is none."""
    value, locale = change.per_cent, figures.locale_of(language)
    if not value or locale is None:
        return ""
    rounded = abs(value).quantize(Decimal("0.1"), ROUND_HALF_UP)
    sign = _MINUS if value < 0 else "+"
    return sign + figures.write(rounded, "%", "percent", locale).text


def day(date: str) -> str:
    """A date as the report writes it: 30 June 2017."""
    english = figures.locale_of("en_GB")
    return date if english is None else figures.period(date.partition("T")[0], english)


def language_name(tag: str) -> str:
    """A language by its English name; its tag if it has none."""
    locale = figures.locale_of(tag)
    return (locale.get_display_name("en") if locale else None) or tag


def counted(count: int | Decimal, one: str, several: str) -> str:
    """The word for a count."""
    return one if count == 1 else several
