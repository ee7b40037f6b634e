"""Words for forms of figures in a language for which the program has none: a translator gives them.

`{id:about}`, `{id:ordinal}` and `{id:compact}` need words or endings. Where neither our tables nor
CLDR have them, each that a publication uses is a message, "environ {a}", whose translation is a
pattern with the same `{a}` for the number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from babel import Locale
from msgspec import Struct

from depliant.errors import UnfitError
from depliant.figures import writing
from depliant.figures.approximate import hedge, hedged
from depliant.figures.issues import Fact
from depliant.figures.writing import NO_BREAK, Written, number

NUMBER: Final = "{a}"
"""Where the number stands in a message and in its translation."""
_SCALES: Final = ((9, "milliard"), (6, "million"))
_ABBREVIATED: Final = frozenset({"M", "G", ""})
"""What CLDR's root has for millions and milliards, which is no word of the language."""


class FormWords(Struct, frozen=True):
    """A translator's patterns by their names (`lacking`)."""

    patterns: Mapping[str, str]

    def written(self, fact: Fact, form: str, locale: Locale, unit: str = "") -> Written | None:
        """A figure in a form by the translator's pattern; None where there is none.

        `unit` is its unit as the language has it.

        Raises:
            UnfitError: the figure has no such form in any language.
        """
        name = lacking(fact, form, locale)
        pattern = self.patterns.get(name, "") if name else ""
        if NUMBER not in pattern:
            return None
        return _by_pattern(fact, name, pattern, locale, unit)

    def scales(self) -> tuple[tuple[str, int], ...]:
        """The translator's words for powers of ten, each with the power."""
        return tuple(
            (pattern.replace(NUMBER, "").strip(), power)
            for power, name in _SCALES
            if NUMBER in (pattern := self.patterns.get(f"compact/{name}", ""))
        )


def lacking(fact: Fact, form: str, locale: Locale) -> str:
    """The name of the words that a figure needs in a form and a language lacks; else nothing."""
    if form == "about" and fact.approximate:
        known = hedge(fact.approximate, locale)
        return "" if known else f"about/{fact.approximate}"
    if form == "ordinal":
        return "" if writing.has_ordinals(locale) else "ordinal"
    if form == "compact" and abs(fact.value) >= 10**6:
        scale, name = _scale(fact.value)
        return f"compact/{name}" if _lacks_scale(scale, locale) else ""
    return ""


def in_source(fact: Fact, name: str, locale: Locale) -> str:
    """What a translator is asked for: the words of the source's language round `{a}`."""
    form, _, kind = name.partition("/")
    if form == "about":
        return (hedge(kind, locale) or "{}").replace("{}", NUMBER)
    try:
        written = writing.write(fact.value, fact.unit, form, locale).text
    except UnfitError:
        return NUMBER
    return re.sub(r"\d(?:[\d.,'’\s]*\d)?", NUMBER, written, count=1)


def _by_pattern(fact: Fact, name: str, pattern: str, locale: Locale, unit: str) -> Written:
    """A figure's number in a translator's pattern."""
    value = fact.value
    if name == "ordinal":
        if value != int(value) or value < 1:
            # The same as for a language that we know: it says why.
            return writing.write(value, fact.unit, "ordinal", Locale("en"))
        text = number(Decimal(int(value)), locale)
    elif name.startswith("compact/"):
        scaled = value.scaleb(-_scale(value)[0])
        text = number(
            scaled.quantize(Decimal(1)) if scaled == int(scaled) else scaled.normalize(), locale
        )
    else:
        text = hedged(value, fact.unit, locale, unit).text
    before, _, after = pattern.partition(NUMBER)
    rest = after.lstrip()
    joint = NO_BREAK if rest != after else ""
    return Written(before + text, joint, rest)


def _scale(value: Decimal) -> tuple[int, str]:
    """The power of ten that a figure is counted in, and its name."""
    return next(scale for scale in _SCALES if abs(value) >= 10 ** scale[0])


def _lacks_scale(scale: int, locale: Locale) -> bool:
    """Whether CLDR has no word for a million or a milliard in a language."""
    formats = locale.compact_decimal_formats
    # Older CLDR data of Babel's have one width where both are alike.
    patterns = (formats.get("long") or formats.get("short") or {}).get("other", {})
    found = patterns.get(str(10**scale))
    text = str(getattr(found, "pattern", found or "0"))
    return text.strip("0'").strip() in _ABBREVIATED
