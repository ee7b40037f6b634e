"""The words that stand after numbers, in an edition's language and in the form of the number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from msgspec import Struct


class UnitWords(Struct, frozen=True):
    """The words of a language for the units of content.yaml: their plural forms, and the rule.

    `index` gives the plural form of a whole number; a fraction takes the last one.
    """

    forms: Mapping[str, tuple[str, ...]]
    index: Callable[[int], int] | None = None

    def of(self, unit: str, value: Decimal) -> str:
        """The word of `unit` after `value`; the unit itself if it has none."""
        forms = self.forms.get(unit)
        if not forms:
            return unit
        if self.index is None or value != int(value):
            return forms[-1]
        return forms[min(self.index(abs(int(value))), len(forms) - 1)]
