"""The words that stand after numbers, in an edition's language and in the form of the number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Final

from babel import Locale
from msgspec import Struct

TRIED: Final = (
    *range(1, 1001), 1001, 1011, 1100, 1111, 3500, 10_003, 12_345, 40_000, 100_002, 500_000,
)  # fmt: skip
"""Numbers among which each plural form of whole numbers is found. Not zero, of which style guides
differ; not whole millions, which have a form of their own in French and its like, and none in the
headers of PO files."""


class UnitWords(Struct, frozen=True):
    """The words of a language for the units of content.yaml: their plural forms, and the rule.

    `index` gives the plural form of a whole number. A fraction takes the form that CLDR gives it
    in the `locale`; where no whole number has that form, as in Polish, its word is one of
    `fractions`.
    """

    forms: Mapping[str, tuple[str, ...]]
    index: Callable[[int], int] | None = None
    locale: Locale | None = None
    fractions: Mapping[str, str] = {}

    def of(self, unit: str, value: Decimal) -> str:
        """The word of `unit` after `value`; the unit itself if it has none."""
        forms = self.forms.get(unit)
        if not forms:
            return unit
        if self.index is None:
            return forms[-1]
        if has_decimals(value) and self.locale is not None:
            number = _alike(value, self.locale)
            if number is None:
                return self.fractions.get(unit) or forms[-1]
        elif has_decimals(value):
            return forms[-1]
        else:
            number = abs(int(value))
        return forms[min(self.index(number), len(forms) - 1)]


def has_decimals(value: Decimal) -> bool:
    """Whether a number is written with a decimal sign: 2.5, and 2.0 too."""
    return int(value.as_tuple().exponent) < 0


def _alike(value: Decimal, locale: Locale) -> int | None:
    """A whole number that takes the plural form of a fraction, if one does.

    French has the singular below two; Polish, Ukrainian and Czech a form for fractions alone.
    """
    category = locale.plural_form(abs(value))
    return next((number for number in TRIED if locale.plural_form(number) == category), None)


@cache  # as many as there are languages
def has_fraction_form(locale: Locale) -> bool:
    """Whether words after a fraction have a form that no whole number takes: 2,5 roku."""
    return _alike(Decimal("2.5"), locale) is None
