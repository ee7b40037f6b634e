"""How a number in digits is read by the signs and words of a language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from babel import Locale

from depliant.figures.writing import system_of
from depliant.languages.scales import Scale, scales
from depliant.languages.tags import of_cldr

_DIRECTIONS: Final = dict.fromkeys(
    (
        *map(ord, "\u061c\u200b\u200e\u200f\u2060\ufeff"),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    )
)
_SPACES: Final = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\n\t"), " ")
_SIGNS: Final = {
    0x2212: "-",
    0xFF0D: "-",
    0xFF0B: "+",
    0x066A: "%",
    0xFF05: "%",
    0xFE6A: "%",
    0x2019: "’",
    0x27: "’",
}


def clean(text: str) -> str:
    """A text with the digits 0 to 9, plain spaces and signs, and no marks of direction."""
    text = unicodedata.normalize("NFC", text).translate(_DIRECTIONS).translate(_SPACES)
    text = text.translate(_SIGNS)
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


class Reading(NamedTuple):
    """A figure's own words as they are read; the power of ten is None if no word says one."""

    values: tuple[Decimal, ...]
    sign: str = ""
    share: str = ""
    scale: int | None = None


def read_number(words: str, language: str, own: tuple[tuple[str, int], ...] = ()) -> Reading | None:
    """The number that the words of a figure say; None if there is no digit in them."""
    system = system_of(words)
    words = clean(words)
    match = _grouped(language, system).search(words)
    if match is None:
        return None
    value = _value(match[0], language, system)
    if value is None:
        return None
    # A hyphen behind a letter joins a prefix (כ-40), and is no minus; behind kanji it is one.
    sign = "-" if re.search("(?<![^\\W\\d_\u3040-\u9fff])-", words[: match.start()]) else ""
    share = "%" * words.count("%") + "‰" * (words.count("‰") + words.count("\u0609"))
    every = tuple(sorted((*scales(words, language), *_translators(words, own))))
    beside = [
        scale
        for scale in every
        if (scale.start >= match.end() and not words[match.end() : scale.start].strip(" "))
        or (scale.end <= match.start() and not words[scale.end : match.start()].strip(" -"))
    ]
    powers = _chain(beside, every, words)
    scale = sum(power.power for power in powers) if powers else None
    return Reading((value.scaleb(scale or 0),), sign, share, scale)


def _translators(words: str, own: tuple[tuple[str, int], ...]) -> Iterator[Scale]:
    """The words for powers of ten that a translator has given, where a figure has them."""
    for word, power in own:
        at = words.find(clean(word))
        if word and at >= 0:
            yield Scale(at, at + len(clean(word)), power)


def _chain(first: list[Scale], every: Sequence[Scale], words: str) -> list[Scale]:
    """The words for powers of ten that follow one another: lakh crore, 万亿."""
    chain = first[:1]
    for scale in every:
        if (
            chain
            and scale.start >= chain[-1].end
            and not words[chain[-1].end : scale.start].strip()
        ):
            chain.append(scale)
    return chain


@lru_cache(maxsize=64)  # some systems a language
def _signs(language: str, system: str) -> tuple[str, str, tuple[int, int]]:
    """The grouping sign, the decimal sign and the sizes of groups of a language's digits."""
    locale = Locale.parse(of_cldr(language))
    signs = locale.number_symbols.get(system) or locale.number_symbols["latn"]
    whole = str(locale.decimal_formats[None].pattern).partition(".")[0].split(",")
    sizes = (len(whole[-1]), len(whole[-2]) if len(whole) > 2 else len(whole[-1]))
    group, decimal = str(signs.get("group", "\u066c")), str(signs.get("decimal", "\u066b"))
    return _cleaned(group), _cleaned(decimal), sizes


def _cleaned(sign: str) -> str:
    return sign.translate(_DIRECTIONS).translate(_SPACES).translate(_SIGNS)


@lru_cache(maxsize=64)
def _grouped(language: str, system: str) -> re.Pattern[str]:
    """A number as a language writes it: 712.000, 7,12,000, 712 000,5."""
    group, decimal, (first, others) = _signs(language, system)
    group, decimal = re.escape(group), re.escape(decimal)
    return re.compile(
        rf"\d{{1,{others}}}(?:{group}\d{{{others}}})*{group}\d{{{first}}}(?!\d)(?:{decimal}\d+)?"
        rf"|\d+(?:{decimal}\d+)?"
    )


def _value(digits: str, language: str, system: str) -> Decimal | None:
    """The value of digits by the signs of a language, or None if they are not by these."""
    if not _grouped(language, system).fullmatch(digits):
        return None
    group, decimal, _ = _signs(language, system)
    return Decimal(digits.replace(group, "").replace(decimal, "."))


def readings(digits: str, language: str, system: str = "latn") -> tuple[Decimal, ...]:
    """The values that typed digits may have, that of their language first."""
    own = _value(digits, language, system)
    bare = re.sub(r"[ ’\u066c]", "", digits)
    found = [own] if own is not None else []
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", bare) or re.fullmatch(
        r"\d{1,2}(?:,\d{2})+,\d{3}", bare
    ):
        found.append(Decimal(re.sub("[.,]", "", bare)))
    if len(re.findall(r"[.,\u066b]", bare)) < 2:
        found.append(Decimal(re.sub(r"[,\u066b]", ".", bare)))
    else:
        head, last = re.split(r"[.,\u066b](?=\d+$)", bare)
        found.append(Decimal(f"{re.sub('[.,]', '', head)}.{last}"))
    return tuple(dict.fromkeys(found))
