"""What somebody types who means a figure of the ledger: £1.25m, GBP 1,250,000, 1.25 million pounds.

A number is known with any signs between its thousands or none, and a unit of money before it or
behind it, by its sign, its code or its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from babel import Locale

from depliant.content.unit_twice import unit_names
from depliant.figures import writing as figures
from depliant.figures.issues import Fact
from depliant.figures.money_words import currency_nouns, currency_signs
from depliant.figures.signs import MEASURES
from depliant.figures.speaking import spoken
from depliant.memory import remembered
from depliant.tuples import NamedTuple

_LONGEST: Final = 80
"""Signs of a text that are looked at for a number and its unit."""
_DIGITS_OF_ITS_OWN: Final = 3
"""Digits that a number has at least of which hardly anybody means another quantity."""
_BEFORE: Final = 5
"""Signs that stand before a number at most: a code and a space, within marks of bold."""
_ONE_SIGN: Final = str.maketrans(
    {"’": "'", "\u2011": "-", "\u202f": " ", "\u2009": " ", "\u00a0": " ", "\n": " "}
)
_MARKS: Final = "*"
_GROUPS: Final = " .,'"
_PRINTED_AS: Final = ("", "full", "compact")


class Known(NamedTuple):
    """A figure as it may be typed.

    `sure` says whether hardly anything else is meant by its number and its unit; `forms` are the
    patterns of which one matches.
    """

    pattern: re.Pattern[str]
    fact: Fact
    sure: bool
    forms: tuple[str, ...] = ()

    def longest(self, text: str, start: int) -> re.Match[str] | None:
        """The longest of its forms that stands at a place of a text."""
        if self.pattern.match(text, start) is None:
            return None
        found = (re.compile(form, re.IGNORECASE).match(text, start) for form in self.forms)
        return max((match for match in found if match), key=lambda match: match.end())


class Said(NamedTuple):
    """A figure that is typed in a text: from where to where, and what to write in its stead."""

    figure: str
    start: int
    end: int
    placeholder: str
    sure: bool


def known_figures(facts: Iterable[Fact], locale: Locale | None) -> list[Known]:
    """The figures of a ledger as a language writes them, those first of which one can be sure."""
    if locale is None:
        return []
    found = [
        Known(re.compile("|".join(forms), re.IGNORECASE), fact, _is_its_own(fact), forms)
        for fact in facts
        if fact.unit and (forms := _forms(str(fact.value), fact.unit, locale))
    ]
    return sorted(found, key=lambda one: not one.sure)


def figure_said(text: str, at: int, known: Sequence[Known], locale: Locale | None) -> Said | None:
    """The figure that a number at a place of a text says, with its unit; None: it says none."""
    if locale is None:
        return None
    begin = max(0, at - _BEFORE)
    places = [
        place for place in range(begin, min(len(text), at + _LONGEST)) if text[place] not in _MARKS
    ]
    plain = "".join(text[place].translate(_ONE_SIGN) for place in places)
    number = places.index(at) if at in places else 0
    for one in known:
        for start in range(number + 1):
            match = one.longest(plain, start)
            # It begins with this number, or with the unit of money before it.
            if match is None or re.search(r"\d", plain[start:number]) or match.end() <= number:
                continue
            from_, to = places[match.start()], places[match.end() - 1] + 1
            words = plain[match.start() : match.end()]
            placeholder, whole = _placeholder(one.fact, words, locale)
            if not whole:
                digits = re.match(r"[\d .,']*\d", plain[number:])
                from_, to = at, places[number + (digits.end() if digits else 1) - 1] + 1
            return Said(one.fact.id, from_, to, placeholder, one.sure)
    return None


def _placeholder(fact: Fact, words: str, locale: Locale) -> tuple[str, bool]:
    """What to write for the words, and whether for all of them or for their number alone."""
    typed, number = _even(words), _even(figures.number(fact.value, locale))
    behind = typed.removeprefix(number)
    # A word stays as it is typed, in the singular or the plural, long or short.
    if fact.unit != "%" and typed != behind and behind[:1].isalpha() and not _multiplied(behind):
        return f"{{{fact.id}}}", False
    for form in _PRINTED_AS:
        if _even(figures.write(fact.value, fact.unit, form, locale).text) == typed:
            return f"{{{fact.id}:{form}}}" if form else f"{{{fact.id}}}", True
    return f"{{{fact.id}{'' if fact.unit == '%' else ':full'}}}", True


def _multiplied(behind: str) -> bool:
    """Whether letters behind a number stand before a currency sign, as in 712k€: k multiplies."""
    return re.match(r"[^\W\d_]+[€£$]", behind) is not None


def _even(words: str) -> str:
    """Words without what may stand between their signs in one way or another."""
    return re.sub(rf"(?<=\d)[{_GROUPS}](?=\d{{3}}(?!\d))|\s", "", words.translate(_ONE_SIGN))


def _is_its_own(fact: Fact) -> bool:
    """Whether a number with a unit is hardly another quantity: 76,9 %, 712 000 people, no 50 %."""
    digits = f"{fact.value:f}".replace(".", "")
    if fact.unit in MEASURES:
        digits = digits.strip("0")
    return len(digits) >= _DIGITS_OF_ITS_OWN


@remembered
def _forms(number: str, unit: str, locale: Locale) -> tuple[str, ...]:
    """Patterns of a number with its unit in every form that it may be typed in, in order."""
    value = Decimal(number)
    currency = figures.currency_of(unit, locale)
    both = figures.write(value, unit, "full", locale), figures.short(value, unit, locale)
    found = {_typed(w.text, locale) for w in both if w.unit or currency}
    if said := spoken(value, unit, locale):
        found.add(_typed(said, locale))
    numbers = _numbers(value, locale, is_money=currency is not None)
    if currency is not None:
        signs = "|".join(map(re.escape, sorted(currency_signs(currency, locale))))
        nouns = [re.escape(_plain(noun)) for noun in currency_nouns(currency, locale)]
        names = "|".join(sorted(nouns, key=len, reverse=True))
        for typed in numbers:
            found.add(rf"(?:(?<!\w)|(?=[^\w]))(?:{signs}) ?{typed}{_END}")
            found.add(rf"{typed} ?(?:{signs})(?!\w)")
            if names:
                found.add(rf"{typed} (?:d[ei] |d'|of )?(?:{names})(?!\w)")
    else:
        for name in unit_names(unit, locale):
            end = _WORD_END if name[-1:].isalpha() else ""
            found |= {rf"{typed} ?{re.escape(_plain(name))}{end}" for typed in numbers}
    return tuple(sorted(found))


_WORD_END: Final = r"\w{0,2}(?!\w)"
"""The end of a word in the singular or the plural."""
_END: Final = r"(?!\w|[.,]\d)(?! (?:mill\w*|bill\w*|mrd|mio|mln|mld|md|mds|bn|m|k)\b)"
"""The end of an amount whose currency stands before it, with nothing behind that multiplies it."""


def _numbers(value: Decimal, locale: Locale, *, is_money: bool) -> list[str]:
    """Patterns of a number alone: in full, in millions, and of money in thousands."""
    found = {_typed_number(figures.number(value, locale), locale)}
    if is_money and value == round(value, 2):  # 12.5 is printed as £12.50, and 99 may be £99.00
        exact = (_short(value), value.quantize(Decimal("0.01")))  # equal, and written in two ways
        found |= {_typed_number(figures.number(one, locale), locale) for one in exact}
    if figures.is_abbreviated(value, locale):
        for written in (
            figures.write(value, "", "compact", locale),
            figures.short(value, "", locale),
        ):
            found.add(_typed_number(written.text, locale))
        if is_money and not _precise(value.scaleb(-6)):
            million = _typed_number(figures.number(_short(value.scaleb(-6)), locale), locale)
            found |= {rf"{million} ?(?:m|mn|mln|Mio\.?)"}
        if is_money and not _precise(value.scaleb(-9)):
            milliard = _typed_number(figures.number(_short(value.scaleb(-9)), locale), locale)
            found |= {rf"{milliard} ?(?:bn|b|Mrd\.?|Mds?|mld)"}
    elif is_money and abs(value) >= 1000 and not _precise(value.scaleb(-3)):
        found.add(rf"{_typed_number(figures.number(_short(value.scaleb(-3)), locale), locale)} ?k")
    return sorted(found)


def _short(value: Decimal) -> Decimal:
    """A number without the noughts that end it."""
    return value.quantize(Decimal(1)) if value == int(value) else value.normalize()


def _precise(value: Decimal) -> bool:
    """Whether a number has more than two decimals, or is below one."""
    return abs(value) < 1 or value != round(value, 2)


def _plain(words: str) -> str:
    return words.translate(_ONE_SIGN)


def _typed_number(number: str, locale: Locale) -> str:
    """A pattern for a number with the words behind it, whatever parts its thousands."""
    return _typed(number, locale, end="")


def _typed(form: str, locale: Locale, end: str | None = None) -> str:
    """A pattern for a form: thousands parted by any sign or none, spaces left out or not."""
    point = locale.number_symbols["latn"]["decimal"]
    group = _plain(locale.number_symbols["latn"]["group"])
    between = "".join(sign for sign in _GROUPS if sign != point)
    text = re.sub(rf"(?<=\d){re.escape(group)}(?=\d)", "", _plain(form))
    escaped = re.sub(r"\\? ", " ?", re.escape(text))
    found = re.search(r"\d+", escaped)
    if found is not None and len(found[0]) > 3:
        reverse = found[0][::-1]
        parts = [reverse[at : at + 3][::-1] for at in range(0, len(reverse), 3)][::-1]
        joined = f"[{re.escape(between)}]?".join(parts)
        escaped = escaped[: found.start()] + joined + escaped[found.end() :]
    if found is not None and found.start() == 0:
        escaped = rf"(?<![\d])(?<!\d[.,]){escaped}"
    if end is not None:
        return escaped + end
    return escaped + (_WORD_END if text[-1:].isalpha() else r"(?!\d|[.,]\d)")
