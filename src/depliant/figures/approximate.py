"""How a rounded or estimated figure is written: environ 200, less than 5 g, une quarantaine.

A counted noun stands in the sentence behind the number, in the form that the sentence needs; the
unit of a measure, an amount of money or a share is a sign, which the number does not go without.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from babel import Locale

from depliant.errors import UnfitError
from depliant.figures import writing
from depliant.figures.signs import MEASURES
from depliant.figures.writing import Written, currency_of
from depliant.sentences import say

# How one speaks of a number that is rounded or estimated: about, over, under, some.
_HEDGES: Final = {
    "fr": ("environ {}", "plus de {}", "moins de {}", "environ {}"),
    "en": ("about {}", "more than {}", "fewer than {}", "some {}"),
    "nl": ("ongeveer {}", "meer dan {}", "minder dan {}", "zo’n {}"),
    "de": ("rund {}", "mehr als {}", "weniger als {}", "etwa {}"),
    "pl": ("około {}", "ponad {}", "poniżej {}", "około {}"),
    "es": ("alrededor de {}", "más de {}", "menos de {}", "alrededor de {}"),
    "it": ("circa {}", "oltre {}", "meno di {}", "circa {}"),
    "pt": ("cerca de {}", "mais de {}", "menos de {}", "cerca de {}"),
    "cs": ("asi {}", "více než {}", "méně než {}", "asi {}"),
    "uk": ("близько {}", "понад {}", "менш як {}", "близько {}"),
    "ar": ("نحو {}", "أكثر من {}", "أقل من {}", "نحو {}"),
    "ja": ("約{}", "{}超", "{}未満", "約{}"),
}
_LESS: Final = {"en": "less than {}"}
"""What is measured and not counted is said to be under a number in words of its own."""
_MANNERS: Final = ("about", "over", "under", "some")

# Académie française, s. v. « -aine »: the collective numbers that are in use.
_COLLECTIVE: Final = {
    8: "une huitaine",
    10: "une dizaine",
    12: "une douzaine",
    15: "une quinzaine",
    20: "une vingtaine",
    30: "une trentaine",
    40: "une quarantaine",
    50: "une cinquantaine",
    60: "une soixantaine",
    100: "une centaine",
    1000: "un millier",
}


def about(value: Decimal, unit: str, manner: str, locale: Locale, shown: str = "") -> Written:
    """A rounded or estimated figure with the word for it: environ 200, une quarantaine.

    Args:
        value: the number.
        unit: its unit; only a sign is written (`is_measured`).
        manner: about, over, under or some.
        locale: whose words and numbers.
        shown: the unit as the language has it, where that is another.

    Raises:
        UnfitError: the figure is not approximate, or there is no such word.
    """
    if not manner:
        raise UnfitError(say("it is not said to be approximate"))
    if manner == "some" and locale.language == "fr" and not is_measured(unit, locale):
        if word := collective(value, locale):
            return Written(word)
        raise UnfitError(
            say(
                "there is no word such as quarantaine for {value}",
                value=writing.number(value, locale),
            )
        )
    pattern = hedge(manner, locale, is_less=is_less(value, unit, locale))
    if not pattern:
        raise UnfitError(
            say("the words for it are not known in {language}", language=locale.language)
        )
    plain = hedged(value, unit, locale, shown)
    if pattern.endswith("{}"):
        return plain._replace(number=pattern.format(plain.number))
    return Written(pattern.format(plain.text))  # 5 g未満: the words stand behind the unit


def hedged(value: Decimal, unit: str, locale: Locale, shown: str = "") -> Written:
    """The number that words for about, over or under stand round, with its unit if it is a sign."""
    if currency_of(unit, locale):
        written = writing.short(value, unit, locale)  # 100 M€: millions have no sign behind them
        return written._replace(number=written.number.replace("\u202f", writing.NO_BREAK))
    if is_measured(unit, locale):
        return writing.write(value, unit if unit == "%" else shown or unit, "full", locale)
    return writing.write(value, unit, "compact", locale)


def is_measured(unit: str, locale: Locale) -> bool:
    """Whether a unit is the sign of a measure, money or a share, alone or before others: g/km."""
    head = re.split(r"[/·⋅ \u00a0\u202f]", unit, maxsplit=1)[0]
    return head in MEASURES or currency_of(head, locale) is not None


def is_less(value: Decimal, unit: str, locale: Locale) -> bool:
    """Whether English says "less" and not "fewer" of so much."""
    return value != int(value) or is_measured(unit, locale)


def collective(value: Decimal, locale: Locale) -> str:
    """The word for about so many, such as une quarantaine; empty if there is none."""
    whole = locale.language == "fr" and value == int(value)
    return _COLLECTIVE.get(int(value), "") if whole else ""


def hedge(manner: str, locale: Locale, *, is_less: bool = False) -> str:
    """The words round an approximate number, {} in its place; empty if they are not known.

    What `is_less` is measured and not counted.
    """
    if is_less and manner == "under" and locale.language in _LESS:
        return _LESS[locale.language]
    patterns = _HEDGES.get(locale.language)
    return patterns[_MANNERS.index(manner)] if patterns and manner else ""
