"""A number as people write it, with the words beside it: 1 234,5 and (1,234.5), 81,2 % and 33 M€.

Whatever can be meant in one way only is read; 1.234 may be a decimal number or one of thousands,
and is refused until somebody says by which language's rules it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from babel import Locale

from depliant.bookkeeping.multiples import (
    MONEY_SIGN,
    multiple,
    multiplies_nothing,
    names_money,
    scale_at_head,
)
from depliant.figures.signs import CURRENCIES, CURRENCY_SIGNS, is_sign
from depliant.figures.writing import locale_of
from depliant.sentences import Sentence, say
from depliant.source.cells import Number, quoted

_SPACE: Final = re.compile(r"[\s\u00a0\u2000-\u200a\u202f]+")
_MINUS: Final = re.compile("[\u2010-\u2013\u2212\ufe63\uff0d]")
"""Signs that are typed, or set by a program, for a minus."""
_NUMERAL: Final = re.compile(r"[.,]?[0-9](?:[0-9 .,'’]*[0-9])?")
_FURTHER_DIGIT: Final = re.compile(r"(?<![^\W\d_])\d")
"""A digit that does not end a word, as those of m2 and CO2 do."""
_PARTS: Final = {" ": " ", "'": "['’]", "’": "['’]", ".": r"\.", ",": ","}
_LONGEST: Final = 60

_UNITS: Final = {
    "EUR": ("€", "eur", "euro", "euros", "euro's", "euro’s", "euroa", "євро"),
    "GBP": ("£", "gbp", "pound", "pounds"),
    "USD": ("$", "us$", "usd", "dollar", "dollars"),
    "CHF": ("chf", "fr."),
    "%": (
        *("%", "pour cent", "pourcent", "p. 100", "percent", "per cent", "prozent", "procent"),
        *("por ciento", "por cento", "per cento", "proc."),
    ),
    "m²": ("m2", "m²"),
    "m³": ("m3", "m³"),
    "km²": ("km2", "km²"),
}
_UNIT_OF: Final = {word: unit for unit, words in _UNITS.items() for word in words}
_SCALES: Final = {
    **dict.fromkeys(("k", "K", "milliers", "mille"), 3),
    **dict.fromkeys(("M", "Mio", "mio", "million", "millions", "mln", "millionen"), 6),
    **dict.fromkeys(("Md", "Mds", "Mrd", "mrd", "Mia", "bn", "milliard", "milliards", "mld"), 9),
}
"""Words that multiply, the same wherever they are used, with their powers of ten."""
_TWO_MEANINGS: Final = frozenset({"billion", "billions", "trillion", "trillions"})
"""A thousand millions in one language, a million millions in another."""
_OF: Final = re.compile(r"^(?:d['’]|d[eio] |of |von |van )\s*", re.IGNORECASE)
_THOUSANDTHS: Final = re.compile(r"m ?[€£$].*")


class UnreadableError(ValueError):
    """A text that is no number, or could be two; with what is wrong and what to do."""

    def __init__(self, message: Sentence, hint: Sentence) -> None:
        super().__init__(str(message))
        self.message, self.hint = message, hint


class Amount(NamedTuple):
    """A number with a point for its decimals, and the unit that stands with it, if any.

    `multiplied` says whether a word beside it has made it thousands, millions and so on.
    """

    number: str
    unit: str = ""
    multiplied: bool = False


_ALONE: Final = say("Write the number alone, with nothing but its unit behind it.")


class Reader:
    """Reads numbers with their units.

    Args:
        language: the language by whose rules all numbers are written (fr: 712 000,5); None: each
            is read as it can only be meant.
        words: the languages whose words for a thousand, a million and so on are known.

    Raises:
        LookupError: how `language` writes numbers is not known.
    """

    def __init__(self, language: str | None, words: tuple[str, ...] = ()) -> None:
        self._numeral: Callable[[str], str] = _meant
        spoken = words
        if language is not None:
            locale = locale_of(language)
            if locale is None:
                raise LookupError(language)
            self._numeral = _by_rules(language, locale)
            spoken = (language, *words)
        self.languages = () if language is None else spoken
        """The language that was named, and those whose words are known; none if none was."""
        self._spoken = spoken
        self._scales = {**_scales(spoken), **_SCALES}
        if language is not None:
            self._scales |= _scales((language,), all_meanings=True)

    def amount(self, text: str) -> Amount:
        """A text as a number and a unit.

        Raises:
            UnreadableError: it is none, or could be two.
        """
        plain = _MINUS.sub("-", _SPACE.sub(" ", text)).strip()
        if re.search(r"\d", re.sub(r"[0-9]", "", re.sub(r"[²³]", "", plain))):
            raise UnreadableError(
                say("`{text}` is not written with the digits 0 to 9.", text=quoted(text)),
                say("Type it with 0 to 9."),
            )
        found = _NUMERAL.search(plain)
        if found is None or len(plain) > _LONGEST:
            hint = say("Write its number; an empty cell leaves the figure as it is.")
            raise UnreadableError(say("`{text}` is no number.", text=quoted(text)), hint)
        before, after = plain[: found.start()], plain[found.end() :]
        negative, before, after = _signed(before, after, text)
        if _FURTHER_DIGIT.search(after):
            raise UnreadableError(
                say("`{text}` holds more than one number.", text=quoted(text)), _ALONE
            )
        digits = self._numeral(found.group())
        power, unit = self._measured(before, after, text)
        sign = "-" if negative and digits.strip("0.") else ""
        return Amount(sign + scaled(digits, power), unit, power > 0)

    def number(self, cell: Number) -> Amount:
        """A number of a workbook as its format shows it.

        Raises:
            UnreadableError: the format's words do not go with what it does to the number.
        """
        power, unit = self._measured(cell.before, cell.after, cell.shown)
        hidden = 3 * cell.thousands
        if power and hidden and power != hidden:
            raise UnreadableError(
                say(
                    "The cell shows `{shown}`, and holds another number.", shown=quoted(cell.shown)
                ),
                say("Give the cell a plain number format."),
            )
        return Amount(scaled(f"{cell.digits:f}", power or hidden), unit, power + hidden > 0)

    def measure(self, words: str) -> tuple[int, str]:
        """The power of ten and the unit of words such as "M€", "milliers d'euros" or "km".

        Raises:
            UnreadableError: they say no unit, or one that has two meanings, or a currency beside
                words that may multiply it.
        """
        plain = _SPACE.sub(" ", words).strip()
        power, unit = self._measured("", plain, words)
        known = power or canonical(unit) in CURRENCIES or MONEY_SIGN.fullmatch(unit)
        if not known and names_money(plain) and not multiplies_nothing(plain):
            raise UnreadableError(
                say("`{text}` may multiply each value, or not.", text=quoted(words)),
                say("Write the currency alone, or with what it is counted in: £m, € million, k€."),
            )
        return power, unit

    def _measured(self, before: str, after: str, text: str) -> tuple[int, str]:
        before, after = before.strip(), after.strip()
        sign = canonical(before) if before else ""
        if sign and sign not in CURRENCIES and not (sign == "%" and not after):
            hint = say(
                "Write the number alone, and `about`, `over` or `under` in a column `approximate`."
            )
            raise UnreadableError(say("`{text}` is more than a number.", text=quoted(text)), hint)
        power, unit = self._scaled(after, text, money=bool(sign))
        if sign and unit and unit != sign:
            raise UnreadableError(say("`{text}` has two units.", text=quoted(text)), _ALONE)
        return power, unit or sign

    def _has(self, scale: str) -> bool:
        """Whether a word that multiplies has one meaning here, in the singular or the plural."""
        return scale in self._scales or scale.removesuffix("s") in self._scales

    def _scaled(self, words: str, text: str, *, money: bool) -> tuple[int, str]:
        """The power of ten that words begin with, and the unit that they go on with."""
        if words.lower().rstrip(".") in ("", ".") or words.lower() in _UNIT_OF:
            return 0, canonical(words.strip(".")) if words.strip(".") else ""
        bare = re.sub(rf"^(?:{MONEY_SIGN.pattern}|[A-Z]{{3}}\b) ?", "", words)
        first = re.match(r"[^\W\d_]*", bare)
        if first and first.group().lower() in _TWO_MEANINGS and not self._has(first.group()):
            raise UnreadableError(
                say(
                    "`{text}` means one number in English and another in French.", text=quoted(text)
                ),
                say(
                    "Write the number out, or say by which language's rules, such as "
                    "`--numbers en`."
                ),
            )
        if _THOUSANDTHS.fullmatch(words):
            message = say(
                "`{text}` is written as thousandths of a unit of money.", text=quoted(text)
            )
            raise UnreadableError(message, say("Write M€ for millions, or the whole number."))
        if money and words in ("m", "M", "mn", "MM", "b", "B"):
            return (9 if words in ("b", "B") else 6), ""
        for word, power in sorted(self._scales.items(), key=lambda item: -len(item[0])):
            rest = _behind(words, word)
            if rest is not None:
                return power, canonical(rest) if rest else ""
        if found := multiple(words, self._spoken):
            return found[0], canonical(found[1]) if found[1] else ""
        if head := scale_at_head(words, self._spoken):
            rest = _OF.sub("", head[1], count=1)
            return head[0], canonical(rest) if rest else ""
        unit = canonical(words)
        is_sign_alone = unit in _UNITS or unit == "‰" or MONEY_SIGN.fullmatch(unit)
        if not is_sign_alone and not any(letter.isalpha() for letter in unit):
            raise UnreadableError(say("`{text}` is more than a number.", text=quoted(text)), _ALONE)
        return 0, unit


def canonical(unit: str) -> str:
    """A unit as the ledger writes it: EUR for € and euros."""
    unit = _SPACE.sub(" ", unit).strip(" ().")
    known = _UNIT_OF.get(unit.lower()) or _UNIT_OF.get(f"{unit.lower()}.")
    return known or CURRENCY_SIGNS.get(unit, unit)


def is_money(unit: str) -> bool:
    """Whether a unit is a currency that is known by its sign."""
    return canonical(unit) in CURRENCIES


def is_known(unit: str) -> bool:
    """Whether a unit is one that is known by its sign, such as % or km."""
    return canonical(unit) in _UNITS or is_sign(canonical(unit))


def same_unit(one: str, other: str) -> bool:
    """Whether two units are one: € and EUR, logement and logements."""
    short, long = sorted((canonical(one).casefold(), canonical(other).casefold()), key=len)
    return short == long or (len(short) > 1 and long in (f"{short}s", f"{short}x"))


def scaled(digits: str, power: int) -> str:
    """A number with a point, multiplied by a power of ten; of none it keeps its noughts."""
    if not power:
        return digits
    number = Decimal(digits).scaleb(power)
    return f"{number.quantize(Decimal(1)) if number == int(number) else number.normalize():f}"


def _behind(words: str, scale: str) -> str | None:
    """What follows a word that multiplies; None: the words do not begin with it."""
    long = len(scale) > 3
    head = words[: len(scale)]
    if (head.lower() if long else head) != (scale.lower() if long else scale):
        return None
    rest = words[len(scale) :]
    if rest[:1].isalpha() and not (not long and canonical(rest) in CURRENCIES):
        return None
    return _OF.sub("", rest.removeprefix(".").removeprefix("(s)").strip(), count=1)


def _scales(languages: tuple[str, ...], *, all_meanings: bool = False) -> dict[str, int]:
    """The words of languages for a thousand, a million and so on (CLDR, compact formats)."""
    found = {}
    for language in languages:
        locale = locale_of(language)
        for width in ("short", "long") if locale else ():
            for patterns in _compact(locale, width):
                for size, pattern in patterns.items():
                    text = str(getattr(pattern, "pattern", pattern)).replace("'", "")
                    word = text.strip("0 \u00a0\u202f.")
                    power = len(size) - text.count("0")
                    if len(word) > 1 and power % 3 == 0 and not re.search(r"\d", word):
                        found[word] = power
    if all_meanings:
        return found
    return {word: power for word, power in found.items() if word.lower() not in _TWO_MEANINGS}


def _compact(locale: Locale | None, width: str) -> list[Mapping[str, object]]:
    formats = locale.compact_decimal_formats.get(width) if locale else None
    return list(formats.values()) if formats else []


def _signed(before: str, after: str, text: str) -> tuple[bool, str, str]:
    """Whether a number is below zero, and the words around it without what says so."""
    negative = False
    if "(" in before and ")" in after:
        negative, before, after = True, before.replace("(", "", 1), after.replace(")", "", 1)
    signs = re.findall(r"[-+]", before)
    if after.strip() == "-":  # as accounts are printed: 5-
        signs, after = [*signs, "-"], ""
    if len(signs) + negative > 1:
        raise UnreadableError(say("`{text}` is no number.", text=quoted(text)), _ALONE)
    return negative or "-" in signs, re.sub(r"[-+]", "", before), after


def _meant(numeral: str) -> str:
    """A numeral as it can only be meant."""
    points = re.findall(r"[.,]", numeral)
    grouped = bool(re.search(r"[ '’]", numeral))
    decimal = ""
    if len(set(points)) == 2:
        decimal = points[-1]
    elif len(points) == 1:
        whole, part = re.split(r"[.,]", numeral)
        if not grouped and len(part) == 3 and re.fullmatch(r"[1-9]\d{0,2}", whole):
            message = say(
                "`{numeral}` may be a decimal number or a number of thousands.", numeral=numeral
            )
            raise UnreadableError(message, _either(numeral))
        decimal = points[0]
    whole, _, part = numeral.rpartition(decimal) if decimal else (numeral, "", "")
    joint = re.search(r"[^0-9]", whole)
    pattern = r"\d*"
    if joint:
        sign = _PARTS[joint.group()]
        pattern = rf"\d{{1,3}}(?:{sign}\d{{3}})+"
    if not re.fullmatch(pattern, whole) or (decimal and not re.fullmatch(r"\d+", part)):
        raise UnreadableError(
            say("`{numeral}` is no number, or several.", numeral=quoted(numeral)), _ALONE
        )
    whole = re.sub(r"[^0-9]", "", whole) or "0"
    return f"{whole}.{part}" if decimal else whole


def _either(numeral: str) -> Sentence:
    """What to do about 1.234 or 1,234: each language reads it in one way, and says so."""
    digits, plain = re.sub("[.,]", "", numeral), numeral.replace(",", ".")
    grouping, dividing = ("de", "en") if "." in numeral else ("en", "fr")
    return say(
        "Write {whole} or {plain} in the table; or say by which language's rules its numbers are "
        "written: `--numbers {grouping}` reads {whole} here, `--numbers {dividing}` {plain}.",
        whole=digits,
        plain=plain,
        grouping=grouping,
        dividing=dividing,
    )


def _otherwise(numeral: str, point: str) -> Sentence:
    """What to do about a numeral that a language does not write, whose sign for decimals is known.

    To leave the language out helps only where the numeral can be meant in one way.
    """
    try:
        _meant(numeral)
    except UnreadableError as fault:
        return fault.hint
    return say("There it is written like 1234{symbols}5; or leave out `--numbers`.", symbols=point)


def _by_rules(language: str, locale: Locale) -> Callable[[str], str]:
    """What reads a numeral by a language's rules."""
    symbols = locale.number_symbols["latn"]
    point, group = re.escape(symbols["decimal"]), re.escape(symbols["group"])
    if symbols["group"].isspace():
        group = " "
    elif symbols["group"] in "'’":
        group = "['’]"
    pattern = re.compile(rf"(?:\d+|\d{{1,3}}(?:{group}\d{{2,3}})*{group}\d{{3}})(?:{point}\d+)?")

    def read(numeral: str) -> str:
        if not pattern.fullmatch(numeral):
            message = say(
                "`{numeral}` is not a number as one writes it in {language}.",
                numeral=quoted(numeral),
                language=language,
            )
            raise UnreadableError(message, _otherwise(numeral, symbols["decimal"]))
        whole, sign, part = numeral.partition(symbols["decimal"])
        return re.sub(r"[^0-9]", "", whole) + ("." + part if sign else "")

    return read
