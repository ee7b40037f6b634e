"""Dates as people type them, written as content.yaml has them: juin 2016 is 2016-06."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from depliant.bookkeeping.amounts import UnreadableError
from depliant.figures.writing import locale_of
from depliant.sentences import say
from depliant.source.cells import quoted
from depliant.source.plain_names import name_key

_DAY: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_MONTH: Final = re.compile(r"(\d{1,2})[./-](\d{4})")
_YEARS: Final = re.compile(r"(\d{4})\s*[-\u2010-\u2013/]\s*(\d{4})")
_NAMED: Final = re.compile(r"(?:(\d{1,2})(?:er|st|nd|rd|th|\.)?\s+)?([^\W\d_]+)\.?\s+(\d{4})")


def period_of(text: str, languages: tuple[str, ...], *, certain: bool) -> str:
    """A typed date as a period; what is no date that is known here stays as it is.

    Args:
        text: what was typed.
        languages: whose names of months are known.
        certain: whether the first of them says which of 06/07/2016 is the month.

    Raises:
        UnreadableError: it may be one day or another.
    """
    if match := _YEARS.fullmatch(text):
        return f"{match[1]}/{match[2]}"
    if match := _MONTH.fullmatch(text):
        return f"{match[2]}-{int(match[1]):02}"
    if match := _DAY.fullmatch(text):
        day, month = _ordered(int(match[1]), int(match[3]), match[2], languages[:certain], text)
        return f"{match[4]}-{month:02}-{day:02}"
    if (match := _NAMED.fullmatch(text)) and (found := _months(languages).get(name_key(match[2]))):
        return f"{match[3]}-{found:02}" + (f"-{int(match[1]):02}" if match[1] else "")
    return text


def _ordered(
    first: int, second: int, sign: str, languages: tuple[str, ...], text: str
) -> tuple[int, int]:
    """Which of two numbers is the day, and which the month."""
    if second > 12 or (languages and _month_first(languages[0])):
        return second, first
    if sign == "/" and first <= 12 and first != second and not languages:
        raise UnreadableError(
            say("`{text}` may be one day or another.", text=quoted(text)),
            say("Write it such as 2016-06-30; or say by which language's rules: `--numbers fr`."),
        )
    return first, second


def _month_first(language: str) -> bool:
    locale = locale_of(language)
    pattern = locale.date_formats["short"].pattern if locale else "d"
    return pattern.lower().find("m") < pattern.lower().find("d")


@lru_cache(maxsize=8)  # tables of twelve names
def _months(languages: tuple[str, ...]) -> Mapping[str, int]:
    """The months by their names and what they are shortened to, without accents."""
    found = {}
    for language in reversed(languages):
        for number, name in _names(language):
            found[name_key(name)] = number
    return found


def _names(language: str) -> Iterator[tuple[int, str]]:
    locale = locale_of(language)
    for use in ("format", "stand-alone") if locale else ():
        for width in ("wide", "abbreviated"):
            yield from (locale.months[use][width] if locale else {}).items()
