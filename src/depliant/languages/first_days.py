"""The first day of a month, which French alone counts in its order: 1er mars 2025, but 2 mars.

CLDR has the cardinal there too. The ending is raised wherever letters can be.
"""

from __future__ import annotations

from typing import Final

from babel import Locale

from depliant.patterns import late_pattern

_FIRST: Final = late_pattern(r"1(?= )")
_ENDING: Final = late_pattern(r"(?<=\b1)er(?= [^\W\d_]+ \d)")


def in_order(written: str, day: int, locale: Locale) -> str:
    """A date as CLDR writes it, its first day of a month in the order of days where it is."""
    return _FIRST.sub("1er", written, count=1) if day == 1 and locale.language == "fr" else written


def with_raised(text: str, language: str) -> tuple[tuple[str, bool], ...]:
    """The parts of a text that has dates, each with whether it is raised; all in one otherwise."""
    found = _ENDING.search(text) if language.partition("-")[0] == "fr" else None
    if found is None:
        return ((text, False),)
    start, end = found.span()
    return (text[:start], False), (text[start:end], True), *with_raised(text[end:], language)
