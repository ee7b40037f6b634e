"""How the report writes amounts, differences, days and names.

An amount is written as the brochure writes it; days and names of languages are written in the
language of the report.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from depliant.compare.changes import FigureChange
from depliant.compare.passages import PassageKind
from depliant.figures import writing as figures
from depliant.figures.figure import Figure
from depliant.sentences import Sentence, counted, say

KINDS: Final[dict[PassageKind, Sentence]] = {
    "title": say("Panel title"),
    "heading": say("Heading"),
    "text": say("Text"),
    "item": say("List item"),
    "number": say("Large number"),
    "label": say("Label"),
    "chart": say("Chart"),
    "alternative": say("Read aloud"),
    "credit": say("Credit"),
}
"""What a passage is, as a line on it begins."""
KINDS_WITHIN: Final[dict[PassageKind, Sentence]] = {
    "title": say("panel title"),
    "heading": say("heading"),
    "text": say("text"),
    "item": say("list item"),
    "number": say("large number"),
    "label": say("label"),
    "chart": say("chart"),
    "alternative": say("read aloud"),
    "credit": say("credit"),
}
"""The same within a line."""

_MINUS = "\u2212"
_SIGN = 3
"""Letters of a unit that is a sign at most: kWh, EUR."""
_REGIONS: Final = {"en": "en_GB"}
"""Languages whose dates are not written as their first region writes them: 30 June 2017."""


def amount(figure: Figure | None) -> str:
    """A figure in full, with its unit; "" for none."""
    return "" if figure is None else figure.full


def difference(change: FigureChange, language: str) -> str | Sentence:
    """The difference with its sign and unit, as the brochure's language writes it.

    A sentence, in the report's words, where the brochure has none: points between two
    percentages, and units that differ.
    """
    value, locale = change.difference, figures.locale_of(language)
    if value is None or locale is None:
        return "" if change.old is None or change.new is None else say("other unit")
    if value == 0:
        return "0"
    unit = change.figure.unit
    size, sign = abs(value), _MINUS if value < 0 else "+"
    if unit == "%":
        return _points(size, sign + figures.number(size, locale))
    if unit.isalpha() and len(unit) > _SIGN:
        # A word would have to agree with the difference, and stands beside it anyhow.
        return sign + figures.number(size, locale)
    return sign + figures.write(size, unit, "full", locale).text


def _points(size: Decimal, amount: str) -> Sentence:
    """A difference in points.

    What lies between one and two is more than one in English and not yet several in French,
    as none is.
    """
    whole = int(size)
    count = 0 if whole == 1 and size != 1 else whole
    return counted(count, "{amount}\u00a0point", "{amount}\u00a0points", amount=amount)


def per_cent(change: FigureChange, language: str) -> str:
    """The relative difference to a tenth of a per cent; "" if there is none."""
    value, locale = change.per_cent, figures.locale_of(language)
    if not value or locale is None:
        return ""
    rounded = abs(value).quantize(Decimal("0.1"), ROUND_HALF_UP)
    sign = _MINUS if value < 0 else "+"
    return sign + figures.write(rounded, "%", "percent", locale).text


def day(date: str, language: str) -> str:
    """A date as the report's language writes it: 30 June 2017, 30 juin 2017."""
    locale = figures.locale_of(_REGIONS.get(language, language))
    return date if locale is None else figures.period(date.partition("T")[0], locale)


def language_name(tag: str, language: str) -> str:
    """What the report's language calls a language; its tag if it has no name for it."""
    locale = figures.locale_of(tag)
    return (locale.get_display_name(language) if locale else None) or tag
