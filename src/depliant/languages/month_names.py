"""Dates in running text, read by CLDR's names of months in any language.

A date is a month with the day and the year that stand beside it: "31 janvier 2017", "January 31,
2017", "2017年1月31日", "tháng 1 năm 2017", 31.01.2017. A month alone is a date too, but nothing
follows from it: May is a verb as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from babel import Locale, UnknownLocaleError

from depliant.languages.rules import listed
from depliant.languages.tags import of_cldr

_INFLECTED: Final = listed(
    "az be bs cs el et eu fi hr hsb hu hy ka kk lt lv mk pl ru sk sl sr tr uk"
)
"""Languages whose months take endings that CLDR does not list: w czerwcu, у червні."""
_ENDINGS: Final = tuple("aeiouyąęāēīūаеиоуяюіїєьσs")
_PREFIXES: Final = {"ar": "[وفبلك]?", "he": "[ובלמהכש]?"}
"""What some languages write against the name."""
_TERRITORIES: Final = {
    "ar": ("ar_SY", "ar_LB", "ar_MA", "ar_DZ", "ar_TN", "ar_MR"), "de": ("de_AT",),
    "pt": ("pt_PT",), "es": ("es_MX",), "en": ("en_GB", "en_AU", "en_CA"), "fr": ("fr_CA",),
}  # fmt: skip
"""Territories that name or shorten months otherwise."""
_CASES: Final = {"uk": {"лютому": 2, "лютим": 2}, "be": {"лютым": 2}}
"""Months that are adjectives change more than their ending."""
_YEAR: Final = r"(?:1[5-9]|20|25)\d\d"
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_DAY_ENDING: Final = r"(?:\.?[ºª°]|\.|st|nd|rd|th|er|re|e|de|ste|-?(?:го|е|ше|а))?"
_YEAR_ENDING: Final = r"(?:\.|\(e\)ko|-?[aeoй]+)?,?(?: (?:gada\.?|m\.|metų|ж\.|год[аі]?|ko))?"
_JOINT: Final = (
    r"(?:[,،]? ?(?:of|de|del|do|di|d['’]|da|den|the|του|năm|року|année|من|tháng|ngày"
    r"|ค\.ศ\.|พ\.ศ\.)?,? ?)"
)


class Date(NamedTuple):
    """A date in a text: where it stands, its month, and the year and day if it has them.

    Where they stand goes with year and day, as with the whole.
    """

    start: int
    end: int
    month: int
    year: int | None = None
    day: int | None = None

    @property
    def alone(self) -> bool:
        """Whether it is a month and nothing more, so that it might be another word."""
        return self.year is None and self.day is None


def dates(text: str, language: str) -> tuple[Date, ...]:
    """The dates in a text of a language, in order; of digits are those that CLDR's order has."""
    tag = of_cldr(language)
    found: list[Date] = []
    for pattern in (*_in_digits(tag), _named(tag)):
        for match in pattern.finditer(text):
            if all(match.end() <= date.start or match.start() >= date.end for date in found):
                named = pattern is _named(tag)
                found.append(_of(match, _month(tag, match["month"]) if named else None))
    return tuple(sorted(date for date in found if date.month))


def _of(match: re.Match[str], month: int | None = None) -> Date:
    parts = {
        name: int(text) for name, text in match.groupdict().items() if text and name != "month"
    }
    number = month if month is not None else int(match["month"])
    return Date(
        match.start(),
        match.end(),
        number,
        parts.get("year", parts.get("year_before")),
        parts.get("day", parts.get("day_before")),
    )


@lru_cache(maxsize=32)  # a pattern a language
def _named(tag: str) -> re.Pattern[str]:
    """A month by its name, with the numbers beside it.

    Names of letters may be capital; those that are a number and a sign are read as they stand.
    """
    names = [form for form, _ in _forms(tag)]
    counted = _counted(tag)
    if counted:
        numbered = "|".join(
            rf"(?i:{before})(?<!\d)(?:1[0-2]|0?[1-9])(?!\d)(?i:{after})"
            for before, after in counted
        )
        month = f"(?P<month>{'|'.join([numbered, *names])})"
        return re.compile(
            rf"(?:(?<!\d)(?P<year_before>{_YEAR}) ?[年년]? ?)?"
            rf"(?:(?<!\d)(?P<day_before>{_DAY})(?!\d) ?)?{month}"
            rf"(?: ?(?P<day>{_DAY}) ?[日號号일](?!\d))?(?:,? ?(?:năm )?(?P<year>{_YEAR})(?!\d))?"
        )
    month = rf"(?P<month>(?<![^\W_])(?:{'|'.join(names) or '(?!)'})(?![^\W\d_]))"
    return re.compile(
        rf"(?:(?<![\d.,])(?P<year_before>{_YEAR}){_YEAR_ENDING}[ -])?"
        rf"(?:(?<![\d.,/])(?P<day_before>{_DAY}){_DAY_ENDING}{_JOINT})?"
        rf"{month}[.॰]?"
        rf"(?: (?P<day>{_DAY})(?:st|nd|rd|th|\.)?(?![\d%.,]*\d)(?! ?%))?"
        rf"(?:{_JOINT}(?P<year>{_YEAR})(?!\d))?"
    )


@lru_cache(maxsize=32)
def _in_digits(tag: str) -> tuple[re.Pattern[str], ...]:
    """Dates in digits in the order of CLDR's short form, and those of ISO 8601."""
    pattern = Locale.parse(tag).date_formats["short"].pattern
    order = "".join(dict.fromkeys(re.findall("[dMy]", pattern)))
    parts = {
        "d": rf"(?P<day>{_DAY})",
        "M": r"(?P<month>1[0-2]|0?[1-9])",
        "y": rf"(?P<year>{_YEAR})",
    }
    own = r"\.? ?[./-] ?".join(parts[letter] for letter in order)
    first = rf"(?P<year>{_YEAR})-(?P<month>1[0-2]|0[1-9])(?:-(?P<day>{_DAY}))?"
    return tuple(re.compile(rf"(?<![\d./-]){each}(?![\d/-]|\.\d)") for each in (first, own))


def _month(tag: str, text: str) -> int:
    """Which month a text that the pattern of names has found is."""
    digits = re.search(r"\d+", text)
    if digits is not None:
        return int(digits[0])
    for form, month in _forms(tag):
        if re.fullmatch(form, text):
            return month
    return 0


def _counted(tag: str) -> tuple[tuple[str, str], ...]:
    """What stands before and after the number of a month, where months have no names but it."""
    months: dict[str, set[int]] = {}
    for _, month, name in _names(Locale.parse(tag)):
        shape = re.sub(r"\d+", "\ufffc", name.casefold())
        if "\ufffc" in shape:
            months.setdefault(shape, set()).add(month)
    found: list[tuple[str, str]] = []
    for shape in [shape for shape, its in months.items() if len(its) == 12]:
        before, _, after = shape.partition("\ufffc")
        found.append((re.escape(before).replace(r"\ ", " ?"), re.escape(after)))
    return tuple(found)


@lru_cache(maxsize=32)
def _forms(tag: str) -> tuple[tuple[str, int], ...]:
    """Patterns of the names of months, the longest first, each with its month."""
    language = tag.partition("_")[0]
    tags = dict.fromkeys((tag, *_TERRITORIES.get(language, ())))
    forms: dict[str, int] = {}
    for locale in filter(None, map(_locale, tags)):
        for width, month, name in _names(locale):
            bare = name.rstrip(".॰").replace("\u200f", "")
            fewest = 3 if bare.upper() != bare.lower() else 2
            if len(bare) < fewest or not bare[0].isalpha() or any(map(str.isdigit, bare)):
                continue
            forms.setdefault(re.escape(bare), month)
            if language in _INFLECTED and width == "wide":
                stem = bare[:-1] if bare.casefold().endswith(_ENDINGS) else bare
                if len(stem) > 2:
                    forms.setdefault(re.escape(stem) + r"\w{0,5}", month)
    forms.update(_CASES.get(language, {}))
    prefix = _PREFIXES.get(language, "")
    ordered = sorted(forms.items(), key=lambda item: (r"\w" in item[0], -len(item[0])))
    return tuple((prefix + _capital(form), month) for form, month in ordered)


def _capital(form: str) -> str:
    """A name that CLDR writes with a capital has one wherever it stands: May, and not may."""
    upper = form.replace(r"\w", "\0").upper().replace("\0", r"\w")
    if form[0].isupper():
        return f"(?:{form}|{upper})"
    return f"(?:{form}|{form[0].upper()}{form[1:]}|{upper})" if form[0].islower() else form


def _locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag)
    except (UnknownLocaleError, ValueError):
        return None


def _names(locale: Locale) -> Iterator[tuple[str, int, str]]:
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in locale.months[context][width].items():
                yield width, int(month), str(name)
