"""Fractions in words: un tiers, two thirds, drei Viertel, połowa.

Many words of fractions are words of an order too (a third bridge, a third of the bridges): such a
one is a fraction behind two or more, or before a word for "of" where the language has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final

from msgspec import Struct


class Fractions(Struct, frozen=True):
    """The words of one language: a number and its words, `|` between them.

    `ones` are the words for one or an article, the first of which stands before words of an order
    too. `of` are the words behind a fraction that say of what; none: the language has a case.
    `nouns` say nothing but fractions, `ordinals` are words of an order too, `whole` say all of a
    fraction in one word.
    """

    ones: str
    of: str = ""
    nouns: str = ""
    ordinals: str = ""
    whole: str = ""


TABLE: Final = {
    "fr": Fractions(
        "un|le",
        "de|des|du|d’",
        "3=tiers 4=quart|quarts",
        "5=cinquième|cinquièmes 6=sixième|sixièmes 8=huitième|huitièmes 10=dixième|dixièmes",
        "1/2=moitié|moitiés|demi|demie",
    ),
    "en": Fractions(
        "a|one",
        "of",
        "4=quarter|quarters",
        "3=third|thirds 5=fifth|fifths 6=sixth|sixths 8=eighth|eighths 10=tenth|tenths",
        "1/2=half|halves",
    ),
    "de": Fractions(
        "ein|einem|eines",
        "",
        "3=drittel|dritteln 4=viertel|vierteln 5=fünftel|fünfteln 6=sechstel 8=achtel 10=zehntel",
        whole="1/2=hälfte",
    ),
    "nl": Fractions(
        "een|één",
        "van",
        "4=kwart",
        "3=derde|derden 4=vierde|vierden 5=vijfde|vijfden 10=tiende|tienden",
        "1/2=helft 2/3=tweederde 3/4=driekwart",
    ),
    "pl": Fractions(
        "jedna|jedną|jednej",
        ordinals="3=trzecia|trzecią|trzeciej|trzecie|trzecich 4=czwarta|czwartą|czwartej|czwarte"
        "|czwartych 5=piąta|piątą|piątej|piąte|piątych 10=dziesiąta|dziesiątą|dziesiątej",
        whole="1/2=połowa|połowę|połowy|połowie 1/4=ćwierć",
    ),
    "uk": Fractions(
        "одна|одну|однієї",
        nouns="3=третина|третину|третини|третин 4=чверть|чверті|чвертей",
        whole="1/2=половина|половину|половини|половині 1/3=третина|третину 1/4=чверть",
    ),
    "es": Fractions(
        "un",
        "de|del",
        "3=tercio|tercios",
        "4=cuarto|cuartos 5=quinto|quintos 10=décimo|décimos",
        "1/2=mitad",
    ),
    "it": Fractions(
        "un",
        "di|dei|degli|delle|della|dello|del|dell’",
        "",
        "3=terzo|terzi 4=quarto|quarti 5=quinto|quinti 10=decimo|decimi",
        "1/2=metà",
    ),
    "cs": Fractions(
        "jedna|jednu|jedné",
        nouns="3=třetina|třetinu|třetiny|třetině 4=čtvrtina|čtvrtinu|čtvrtiny|čtvrtině"
        " 5=pětina|pětinu|pětiny|pětině 10=desetina|desetinu|desetiny|desetině",
        whole="1/2=polovina|polovinu|poloviny|polovině 1/3=třetina|třetinu 1/4=čtvrtina|čtvrtinu",
    ),
    "ar": Fractions(
        "",
        whole="1/2=نصف 1/3=ثلث 2/3=ثلثا|ثلثي 1/4=ربع",
    ),
}
"""The languages whose fractions in words are read."""


def fraction(above: int, below: int) -> Decimal:
    """The value of a fraction, as exact as that of a sign such as ⅓ is read."""
    return Decimal(str(round(above / below, 6)))


def fraction_words(
    text: str, name: str, units: Mapping[str, int]
) -> Iterator[tuple[int, int, Decimal, bool]]:
    """The fractions that a text says in words: start, end, value, and whether it is sure.

    Args:
        text: the text, with curved apostrophes.
        name: the language, such as fr.
        units: its words for 2 to 9, with their values.
    """
    table = TABLE.get(name)
    if table is None:
        return
    counted, whole = _patterns(name, "|".join(sorted(units, key=len, reverse=True)))
    nouns, ordinals, ones = (_values(table.nouns), _values(table.ordinals), table.ones.split("|"))
    of = re.compile(rf"\s(?:{table.of})(?:(?<=’)|(?!\w))" if table.of else "", re.IGNORECASE)
    ends = [0]
    for match in counted.finditer(text) if table.ones else ():
        first, word = match["above"].casefold(), match["below"].casefold()
        above = units.get(first, 1)
        below = nouns.get(word) or ordinals[word]
        is_of = of.match(text, match.end()) is not None
        is_noun = word in nouns and not (above == 1 and first not in ones)
        if above < below and (above > 1 or is_noun or (is_of and first == ones[0])):
            yield match.start(), match.end(), fraction(above, below), above > 1 or is_of
            ends.append(match.end())
    for match in whole.finditer(text):
        if match.end() not in ends:
            above, below = _wholes(name)[match["whole"].casefold()]
            # The middle of May is no half of anything.
            is_of = bool(table.of) and of.match(text, match.end()) is not None
            yield match.start(), match.end(), fraction(above, below), is_of


def _values(words: str) -> dict[str, int]:
    return {
        form: int(value)
        for entry in words.split()
        for value, _, forms in (entry.partition("="),)
        for form in forms.split("|")
    }


@lru_cache(maxsize=16)
def _wholes(name: str) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for entry in TABLE[name].whole.split():
        value, _, forms = entry.partition("=")
        above, _, below = value.partition("/")
        found |= dict.fromkeys(forms.split("|"), (int(above), int(below)))
    return found


@lru_cache(maxsize=16)
def _patterns(name: str, units: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A pattern of a number before the word of a fraction, and one of words that say all of it."""
    table = TABLE[name]
    below = "|".join(sorted({**_values(table.nouns), **_values(table.ordinals)}, reverse=True))
    above = rf"(?P<above>{table.ones}|{units})[ \u00a0‑-]"
    prefix = "[وفبلك]?(?:ال)?" if name == "ar" else ""
    whole = "|".join(_wholes(name))
    return (
        re.compile(rf"(?<!\w){above}(?P<below>{below})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w){prefix}(?P<whole>{whole})(?!\w)", re.IGNORECASE),
    )
