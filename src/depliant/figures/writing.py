"""How a figure is written: its number by the locale's rules, its unit, and the forms of both.

Numbers, plural forms, currencies and periods come from Babel's locale data (CLDR); values are
exact decimals from the file to the page. A number never breaks from its unit: U+00A0 stands
between them, or whatever the locale's own pattern has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError, localedata, parse_locale
from babel.numbers import (
    format_decimal,
    get_currency_symbol,
    parse_pattern,
)

from depliant.errors import UnfitError
from depliant.figures.per_units import parted
from depliant.figures.signs import CURRENCY_SIGNS, SYMBOLS
from depliant.languages.first_days import in_order
from depliant.languages.grouping import fewest_digits
from depliant.languages.tags import of_cldr
from depliant.memory import remembered
from depliant.patterns import late_pattern
from depliant.sentences import say
from depliant.tuples import NamedTuple

NO_BREAK: Final = "\u00a0"
FORMS: Final = ("about", "compact", "date", "full", "millions", "ordinal", "percent")
"""What may stand after the colon of `{id:form}`."""

_DIRECTIONS: Final = dict.fromkeys(map(ord, "\u061c\u200e\u200f"))
"""Marks of direction, to be left out."""
_MINUS: Final = "\u2212"
"""The sign that is as wide as a plus and stands at its height; most of CLDR has the hyphen of a
keyboard, after which a line may end."""
_MILLION: Final = Decimal(1_000_000)
DIGITS: Final = {"latn": "0", "arab": "\u0660", "arabext": "\u06f0"}
"""Numbering systems (UTS 35, part 3, 1.1) and their zeros."""

# CLDR, common/rbnf/<language>.xml, %digits-ordinal (masculine); raised as each language does.
_ORDINALS: Final = {
    "fr": "er|e",
    "en": "st|nd|rd|th",
    "nl": "e",
    "de": ".",
    "pl": ".",
    "da": ".",
    "cs": ".",
    "es": ".º",
    "it": "º",
    "pt": "º",
    "sk": ".",
    "fi": ".",
    "hu": ".",
    "sv": ":e",
    "ar": ".",
    "uk": "-й",
    "ru": "-й",
}


class Written(NamedTuple):
    """A figure in one form: its number, what joins them, and its unit; `raised`: a superscript."""

    number: str
    joint: str = ""
    unit: str = ""
    raised: bool = False

    @property
    def text(self) -> str:
        """The whole as one text."""
        return self.number + self.joint + self.unit


@lru_cache(maxsize=32)  # Babel has the data of each language in memory for good
def locale_of(language: str) -> Locale | None:
    """The locale of a language tag such as fr, en-GB or nl_BE; None if there is no data for it."""
    tag = of_cldr(language)
    try:
        variant = (*parse_locale(tag), "", "")[3] or ""
        # Any word may be a variant by its form: fra_France would be French of some kind.
        if variant and not (variant[0].isdigit() or localedata.exists(tag)):
            return None
        return Locale.parse(tag)
    except (UnknownLocaleError, ValueError, TypeError):
        return None


class DigitLocale(Locale):  # type: ignore[misc, unused-ignore]
    """A locale whose numbers are written in the digits of a numbering system."""

    digits = "latn"


def in_digits(locale: Locale, system: str) -> Locale:
    """The locale with the digits and signs of a numbering system of `DIGITS`."""
    if system == "latn" or system not in locale.number_symbols:
        return locale
    made = DigitLocale(locale.language, locale.territory, locale.script, locale.variant)
    made.digits = system
    return made


def system_of(text: str) -> str:
    """The numbering system of the first digit of a text; latn if there is none."""
    digit = next((character for character in text if character.isdecimal()), "0")
    zero_sign = chr(ord(digit) - unicodedata.decimal(digit))
    return next((name for name, zero in DIGITS.items() if zero == zero_sign), "latn")


def system_in(locale: Locale) -> str:
    """The numbering system of a locale's numbers."""
    return locale.digits if isinstance(locale, DigitLocale) else "latn"


def _digits(text: str, locale: Locale) -> str:
    """A text with its digits in the locale's system; Babel's formats leave them as they are."""
    zero_code = ord(DIGITS[system_in(locale)])
    return text.translate({ord("0") + digit: zero_code + digit for digit in range(10)})


def _decimal(value: Decimal, locale: Locale, pattern: str | None = None) -> str:
    grouped = abs(value) >= 10 ** (fewest_digits(locale) - 1)
    # Babel takes the straight apostrophes of Swiss French for quotation marks of the pattern.
    quoted = locale.number_symbols[system_in(locale)].get("group") == "'"
    text = format_decimal(
        value,
        pattern,
        locale=locale,
        decimal_quantization=False,
        group_separator=grouped and not quoted,
        numbering_system=system_in(locale),
    )
    if grouped and quoted:
        text = _WHOLE.sub(lambda match: f"{int(match[0]):,}".replace(",", "’"), text, count=1)
    return _digits(text.translate(_DIRECTIONS).replace("-", _MINUS), locale)


_WHOLE: Final = late_pattern(r"\d+")


def write(value: Decimal, unit: str, form: str, locale: Locale) -> Written:
    """Write a figure in the form that a text asks for; no form: its number (and %, if it is that).

    Raises:
        UnfitError: the figure cannot be written so; it says why.
    """
    return _written(str(value), unit, form, locale, system_in(locale))


# Values go by their digits here, 1 and 1.0 apart, and locales by their numbering system besides:
# Babel takes those of one language for equal.
@remembered
def _written(digits: str, unit: str, form: str, locale: Locale, system: str) -> Written:
    value = Decimal(digits)
    match form:
        case "" if unit == "%":
            return _percent(value, locale)
        case "":
            return Written(number(value, locale))
        case "compact":
            return _compact(value, locale)
        case "millions":
            if unit == "%":
                raise UnfitError(say("a percentage has no millions"))
            return Written(number(_plain(value.scaleb(-6)), locale))
        case "full":
            return _full(value, unit, locale)
        case "ordinal":
            return _ordinal(value, locale)
        case "percent":
            if unit != "%":
                raise UnfitError(
                    say("its unit is {unit}, not %", unit=unit)
                    if unit
                    else say("its unit is none, not %")
                )
            return _percent(value, locale)
    raise UnfitError(say("there is no form {form}", form=form))


def short(value: Decimal, unit: str, locale: Locale) -> Written:
    """The shortest exact form, for a figure that is set large.

    From a million on, the locale's short compact form ("100 M€") if two decimals are enough;
    else the full number with a sign for its unit. Units that are words are left out: they are
    in the sentence beside it.
    """
    return _short(str(value), unit, locale, system_in(locale))


def alike(
    values: Sequence[Decimal], unit: str, locale: Locale, beside: Sequence[Decimal] = ()
) -> list[Written]:
    """Values that are compared, in one form: all of so many millions, or all in full.

    1 468 000 is not shown beside 1,47 M: neither says at once which is more. Of millions and
    milliards the smaller is taken for all; zero goes with anything. Of values that stand `beside`
    others, as those of an axis do, the form is that of the others.
    """
    scales = {_scale(value, locale) for value in beside or values if value}
    scale = min(scales, default=0)
    return [_short(str(value), unit, locale, system_in(locale), scale) for value in values]


def _scale(value: Decimal, locale: Locale) -> int:
    """The power of ten by which the short form of a value counts; 0 for one that has none."""
    scaled = _scaled(value, "short", locale)
    if scaled is None or -_exponent(scaled[0]) > 2:
        return 0
    return value.adjusted() - scaled[0].adjusted()


@remembered
def _short(
    digits: str, unit: str, locale: Locale, system: str, scale: int | None = None
) -> Written:
    value, currency = Decimal(digits), currency_of(unit, locale)
    if unit == "%":
        return _percent(value, locale)
    scaled = None if scale == 0 else _scaled(value, "short", locale, scale)
    if scaled is not None and (scale or -_exponent(scaled[0]) <= 2):
        quotient, prefix, suffix = scaled
        joint, sign = _split(suffix)
        if currency is None:
            return Written(prefix + number(quotient, locale), joint, sign)
        before, after = _affixes(currency, locale, is_negative=quotient < 0)
        # "M€" and "Md€" are one sign in French; other languages keep CLDR's space.
        gap = "" if locale.language == "fr" or not after else _split(after)[0]
        figure = prefix + number(abs(quotient), locale)
        return Written(before + figure, joint, sign + gap + _split(after)[1])
    if currency is not None or unit in SYMBOLS:
        written = _full(value, unit, locale)
    else:
        written = Written(number(value, locale))
    # Set large, thousands stand apart by a thin space where the language has a space.
    return written._replace(number=written.number.replace(NO_BREAK, "\u202f"))


def is_abbreviated(value: Decimal, locale: Locale) -> bool:
    """Whether the short form has a sign for millions."""
    return _abbreviated(value, locale) is not None


def _abbreviated(value: Decimal, locale: Locale) -> tuple[Decimal, str, str] | None:
    """The number of millions with the signs round it, if two decimals are enough for it."""
    scaled = _scaled(value, "short", locale)
    return scaled if scaled is not None and -_exponent(scaled[0]) <= 2 else None


def plain_marks(text: str) -> str:
    """A text of CLDR's without marks of direction."""
    return text.translate(_DIRECTIONS)


def number(value: Decimal, locale: Locale) -> str:
    """An exact number with the locale's grouping and decimal sign, its zeros at the end kept.

    So 55.0 beside 55.2 is 55,0: decimals say how exactly a number is known. What is scaled has
    none but those that it needs, since the zeros of 1 500 000 say nothing.
    """
    value = _unsigned_zero(value)
    places = _places(value)
    if places == -_exponent(value):
        return _decimal(value, locale)
    whole = str(locale.decimal_formats[None].pattern).partition(".")[0]
    return _decimal(value, locale, f"{whole}.{'0' * places}")


def period(text: str, locale: Locale) -> str:
    """A year, month or day as the locale writes it; of two with a stroke, from one to the other."""
    if not text:
        return ""
    ends = [_moment(part, locale) for part in text.split("/")]
    return _digits((" – " if any(" " in end for end in ends) else "–").join(ends), locale)


def _moment(text: str, locale: Locale) -> str:
    from babel.dates import format_date, format_skeleton

    if text[4:6] == "-Q":
        return format_skeleton("yQQQ", date(int(text[:4]), 3 * int(text[6]), 1), locale=locale)
    year, month, day = (*(int(part) for part in text.split("-")), 0, 0)[:3]
    if not month:
        return text
    if not day:
        return format_skeleton("yMMMM", date(year, month, 1), locale=locale)
    return in_order(format_date(date(year, month, day), "long", locale=locale), day, locale)


def _percent(value: Decimal, locale: Locale) -> Written:
    pattern = parse_pattern(locale.percent_formats[None].pattern)
    own = locale.number_symbols[system_in(locale)].get("percentSign", "%").translate(_DIRECTIONS)
    joint, sign = _split(pattern.suffix[0].translate(_DIRECTIONS).replace("%", own))
    return Written(pattern.prefix[0] + number(value, locale), joint, sign)


def _full(value: Decimal, unit: str, locale: Locale) -> Written:
    if unit == "%":
        return _percent(value, locale)
    if (both := parted(unit, locale.language)) is not None:
        above = _full(value, both[0], locale)
        counted = f"{above.unit} {both[1]}" if above.unit else both[1]
        return Written(above.number, above.joint or NO_BREAK, counted)
    currency = currency_of(unit, locale)
    if currency is None:
        written = number(value, locale)
        return Written(written, NO_BREAK, unit) if unit else Written(written)
    before, after = _affixes(currency, locale, is_negative=_unsigned_zero(value) < 0)
    value = abs(value)
    if 0 < _places(value) <= 2:  # 12.5 euros are 12,50 €
        value = value.quantize(Decimal("0.01"))
        figure = _decimal(value, locale, "#,##0.00")
    else:
        figure = number(value, locale)
    return Written(before + figure, *_split(after))


def _compact(value: Decimal, locale: Locale) -> Written:
    """Number and word ("2,7 millions"); below a million the number alone.

    Babel's own `format_compact_decimal` writes "1 millions" in French, since it looks for the
    pattern of an explicit 1 and then leaves the plural rule out; hence from its data.
    """
    scaled = _scaled(value, "long", locale) or _scaled(value, "short", locale)
    if scaled is None:
        return Written(number(value, locale))
    quotient, prefix, suffix = scaled
    joint, word = _split(suffix)
    return Written(prefix + number(quotient, locale), NO_BREAK if joint else "", word)


def _scaled(
    value: Decimal, width: str, locale: Locale, scale: int | None = None
) -> tuple[Decimal, str, str] | None:
    """The number of millions (milliards, …) with the words round it; None below a million.

    With a `scale` it is the number of that power of ten.

    UTS 35, part 3, 2.4: the zeros of a compact pattern say how many digits stand before the
    decimal sign.
    """
    formats = locale.compact_decimal_formats.get(width)
    if formats is None or abs(value) < _MILLION:
        return None
    magnitude = 10 ** (scale or len(str(abs(int(value)))) - 1)
    largest = max(int(size) for size in formats["other"])
    size = str(min(magnitude, largest))
    pattern = _pattern(formats["other"][size])
    # Trailing zeros count in plural rules (UTS 35, operand v): "1", not "1.000000".
    quotient = _plain(value.scaleb(pattern[1] - len(size)))
    plural = locale.plural_form(abs(quotient))
    if plural in formats and size in formats[plural]:
        pattern = _pattern(formats[plural][size])
    return quotient, pattern[0], pattern[2]


def _pattern(found: object) -> tuple[str, int, str]:
    """Prefix, number of zeros and suffix of a compact pattern, of no negative number, unquoted."""
    text = str(getattr(found, "pattern", found)).replace("'", "").partition(";")[0]
    match = re.fullmatch(r"([^0]*)(0+)([^0]*)", text)
    if match is None:
        raise ValueError(f"no compact pattern: {text}")
    return match[1], len(match[2]), match[3]


def has_ordinals(locale: Locale) -> bool:
    """Whether it is known how places in an order are written in a language."""
    return locale.language in _ORDINALS


def _ordinal(value: Decimal, locale: Locale) -> Written:
    endings = _ORDINALS.get(locale.language)
    if endings is None:
        raise UnfitError(say("ordinals are not known in {language}", language=locale.language))
    if value != int(value) or value < 1:
        raise UnfitError(say("only whole numbers from 1 on have a place in an order"))
    count = int(value)
    value = Decimal(count)
    if locale.language == "fr":
        return Written(number(value, locale), "", "er" if count == 1 else "e", raised=True)
    if locale.language == "en":
        teen = count % 100 in (11, 12, 13)
        ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
        return Written(number(value, locale), "", ending)
    return Written(number(value, locale) + endings)


@lru_cache(maxsize=256)  # codes of three letters
def currency_of(unit: str, locale: Locale) -> str | None:
    """The code of a currency, if the unit is one."""
    code = CURRENCY_SIGNS.get(unit, unit)
    return code if len(code) == 3 and code.isupper() and code in locale.currencies else None


@lru_cache(maxsize=64)  # signs and spaces
def _affixes(currency: str, locale: Locale, *, is_negative: bool) -> tuple[str, str]:
    """What stands before and after an amount of money, its minus sign included: -€33M."""
    pattern = parse_pattern(locale.currency_formats["standard"].pattern)
    sign = get_currency_symbol(currency, locale=locale)
    if sign == currency:  # CLDR has the code for what is abroad; on paper the sign is known
        sign = next((mark for mark, code in CURRENCY_SIGNS.items() if code == currency), sign)
    # What keeps a line's direction in a terminal is done for a page by the bidi algorithm itself.
    of = int(is_negative)
    before, after = (
        text.translate(_DIRECTIONS) for text in (pattern.prefix[of], pattern.suffix[of])
    )
    if is_negative:
        before = before.replace("-", _MINUS)
    return before.replace("¤", sign), after.replace("¤", sign)


def _split(suffix: str) -> tuple[str, str]:
    """The spaces at the start of a suffix, and the rest."""
    rest = suffix.lstrip()
    return suffix[: len(suffix) - len(rest)], rest


def _plain(value: Decimal) -> Decimal:
    """The value without trailing zeros, exponent or a minus before zero."""
    return value.quantize(Decimal(1)) + 0 if _exponent(value) >= 0 else value.normalize()


def _unsigned_zero(value: Decimal) -> Decimal:
    """The value without exponent or a minus before zero."""
    return (value if _places(value) else value.quantize(Decimal(1))) + 0


def _places(value: Decimal) -> int:
    """How many digits stand after the decimal sign, zeros counted."""
    return max(0, -int(value.as_tuple().exponent))


def _exponent(value: Decimal) -> int:
    """The power of ten of the last digit that is not zero after the decimal sign, at most 0."""
    exponent = value.normalize().as_tuple().exponent
    return min(int(exponent), 0)
