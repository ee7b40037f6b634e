"""Numbers that are written in words: a table a language, and what makes larger ones of its words.

A word is `sure` where it cannot well mean anything else, and says more than two: "one" is an
article, and two things are a pair, both, a dual. What is not sure is read too, but nothing follows
from its want. The words are those of the dictionaries of each language, with the cases that nouns
take beside them; what is read is held to num2words by the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from depliant.languages.fraction_words import fraction_words
from depliant.languages.number_word_table import TABLE, Words


class NumberWord(NamedTuple):
    """A number in words: where it stands in a text, its value, and whether it is sure."""

    start: int
    end: int
    value: int | Decimal
    sure: bool


_ROMAN: Final = re.compile(
    r"(?<![\w’'.-])(?=[IVX]{2,})(X{0,3})(IX|IV|V?I{0,3})(?=(?:e|er|ème)?(?!\w))"
)
_LETTERS: Final = {"I": 1, "V": 5, "X": 10}
_WORD: Final = re.compile(r"[^\W\d_]+(?:’[^\W\d_]+)*")
_KANJI: Final = re.compile(
    r"(?<![数數何幾几一二三四五六七八九十百千万萬億亿])[一二三四五六七八九十百零〇两兩]+"
    r"(?=[つ人年月日回件台本枚市村町か所カヶケ個館名校社点棟戸倍階か国州県個个座家辆輛条條项項位次倍届])"
)
"""Signs for numbers below a thousand with what is counted behind them; 数十 is some tens,
and those of thousands are words for powers of ten (`scales`)."""


def number_words(text: str, language: str) -> tuple[NumberWord, ...]:
    """The numbers that a text of a language says in words, and in Roman numerals."""
    name = language.replace("_", "-").partition("-")[0]
    found: list[NumberWord] = []
    if name in TABLE:
        text = text.replace("'", "’")
        found = [NumberWord(*one) for one in fraction_words(text, name, _counting(name))]
        found += [
            word
            for word in _in_words(text, name)
            if not any(word.start < one.end and one.start < word.end for one in found)
        ]
    if name in ("ja", "zh"):
        found += [
            NumberWord(match.start(), match.end(), value, False)
            for match in _KANJI.finditer(text)
            if (value := _kanji(match[0])) > 1
        ]
    for match in _ROMAN.finditer(text):
        if match[0]:
            value = _roman(match[0])
            found.append(NumberWord(match.start(), match.end(), value, value > 3))
    return tuple(sorted(found))


def _in_words(text: str, name: str) -> Iterator[NumberWord]:
    """Runs of words that are one number."""
    run: list[re.Match[str]] = []
    table = TABLE[name]
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        bound = run and not text[run[-1].end() : match.start()].strip(" -‑\u00a0")
        joint = word in table.joints.split("|") and bound
        number = _value(word, name) > 0
        if run and not (bound and (joint or number) and _goes_on(run, word, name)):
            yield from _number(run, name)
            run = []
        if number or (joint and run):
            run.append(match)
    yield from _number(run, name)


def _goes_on(run: list[re.Match[str]], word: str, name: str) -> bool:
    """Whether a word may be a further part of a number: twenty, then three; never three, four."""
    table = TABLE[name]
    words = [match[0].casefold() for match in run]
    if word in table.joints.split("|"):
        least = 1 if name == "ar" else 20
        return words[-1] not in table.joints.split("|") and _value(words[-1], name) >= least
    value, last = _value(word, name), _value(words[-1], name)
    if last >= 1000 or value >= 1000:  # vierduizend vijfhonderd
        return last % 1000 == 0 and 1 < value < 1000
    if words[-1] in table.joints.split("|"):
        last = _value(words[-2], name) if len(words) > 1 else 0
    if value == 100 or (table.scores and value == 20 and last == 4):
        return 0 < last < (100 if value == 100 else 5)
    if last % 100 == 0:
        return 0 < value < 100 <= last
    if name == "ar":  # three and twenty; three ten
        return 0 < last < 10 <= value < 100
    scored = table.scores and (
        (last in (60, 20) and 10 <= value < 20) or (last == 10 and 6 < value < 10)
    )
    return scored or (last % 10 == 0 and last > 10 and 0 < value < 10)


def _value(word: str, name: str) -> int:
    found = _values(name).get(word)
    if found is None and word in TABLE[name].ones.split("|"):
        return 1
    if found is None and name == "ar":  # "and" is written against the word
        found = _values(name).get(word.removeprefix("و"))
    if found is None and TABLE[name].thousand:
        return _thousands(word, name)
    return found or 0


def _thousands(word: str, name: str) -> int:
    """The value of viertausendfünfhundert, a word that is made of smaller ones; 0 of others.

    What is no more than the word for a thousand is a power of ten (`scales`) and no number.
    """
    thousands = TABLE[name].thousand.split("|")
    if not any(thousand in word for thousand in thousands):
        return 0
    below = _values(name) | dict.fromkeys(TABLE[name].ones.split("|")[:2], 1)
    for thousand in thousands:
        head, found, tail = word.partition(thousand)
        is_one = thousand == "mille"
        if not found or not (head or tail) or (head and is_one):
            continue
        tail = tail.removeprefix("und") if tail not in below else tail
        count, rest = below.get(head, 0 if head else 1), below.get(tail, 0)
        if 0 < count < 1000 and (rest or not tail) and (head or is_one or thousand != "mila"):
            return count * 1000 + rest
    return 0


def _number(run: list[re.Match[str]], name: str) -> Iterator[NumberWord]:
    """The number that a run of words says, without a joint at its end, and never one alone."""
    table = TABLE[name]
    while run and run[-1][0].casefold() in table.joints.split("|"):
        run = run[:-1]
    if not run:
        return
    total = 0
    words = [match[0].casefold() for match in run]
    for word in words:
        value = _value(word, name)
        if value == 100 and total:
            total = total // 100 * 100 + (total % 100 or 1) * 100 if total % 100 else total * 100
        elif table.scores and value == 20 and total % 100 == 4:
            total += 76
        else:
            total += value
    if total < 2 and words[0] not in _unsure(name):
        return
    unsure = len(words) == 1 and words[0] in _unsure(name)
    yield NumberWord(run[0].start(), run[-1].end(), total, total > 2 and not unsure)


@lru_cache(maxsize=16)
def _counting(name: str) -> dict[str, int]:
    """The words for two to nine."""
    return {word: value for word, value in _pairs(TABLE[name].units) if value < 10}


@lru_cache(maxsize=16)
def _unsure(name: str) -> frozenset[str]:
    return frozenset(word for word, _ in _pairs(TABLE[name].unsure))


@lru_cache(maxsize=16)  # a language has some hundreds of words
def _values(name: str) -> dict[str, int]:
    """The words of a language with their values; those that are written solid are made."""
    table = TABLE[name]
    found = dict(_pairs(table.unsure))
    for words in (table.units, table.tens, table.hundreds, table.ordinals):
        found.update(_pairs(words))
    if table.solid:
        found.update(_solid(table))
    return found


def _pairs(words: str) -> Iterator[tuple[str, int]]:
    for entry in words.split():
        value, _, forms = entry.partition("=")
        for form in forms.split("|"):
            yield form, int(value)


def _solid(table: Words) -> dict[str, int]:
    """dreiundzwanzig, drieëntwintig, ventitré, třiadvacet; zweihundertdrei, centotre."""
    one = dict.fromkeys(table.ones.split("|")[:2], 1)
    units = {word: value for word, value in _pairs(table.units) if value < 10} | one
    made: dict[str, int] = {}
    for ten, tens in _pairs(table.tens):
        for unit, value in units.items():
            made[table.solid.format(unit=unit, ten=ten)] = tens + value
            made[table.solid.format(unit=f"{unit}\0", ten=f"\0{ten}")] = tens + value
    made = {_spelt(word, table): value for word, value in made.items()}
    below = {**dict(_pairs(table.units)), **dict(_pairs(table.tens)), **made, **one}
    if table.hundred == "cento":
        made |= {f"{word[:-1]}é": value for word, value in made.items() if word.endswith("tre")}
        below |= {"tré": 3, **made}
    if table.hundred:
        heads = {"": 1} | {
            word: value for word, value in units.items() if value > 1 or word == "ein"
        }
        made.update({
            f"{head}{table.hundred}{rest}": count * 100 + value
            for head, count in heads.items()
            for rest, value in {"": 0, **below}.items()
        })  # fmt: skip
    if table.hundred == "cento":
        made |= {word.replace("centoott", "centott"): value for word, value in made.items()}
    return made


def _spelt(word: str, table: Words) -> str:
    """A word of two parts as it is spelt: tweeëntwintig, ventuno, ventitré."""
    word = re.sub(r"e\0en\0", "eën", word)
    word = word.replace("\0", "")
    return re.sub(r"[aio](?=(?:uno|otto)$)", "", word) if table.hundred == "cento" else word


def _roman(letters: str) -> int:
    values = [_LETTERS[letter] for letter in letters]
    return sum(
        -value if value < max(values[at + 1 :], default=0) else value
        for at, value in enumerate(values)
    )


def _kanji(signs: str) -> int:
    """The number of signs; 0 if they are none, as those of a telephone number in a row."""
    match = _BELOW_A_THOUSAND.fullmatch(signs)
    if match is None:
        return 0
    hundreds, tens, units = (
        0 if part is None else _SIGNS.get(part[:1], 1) for part in match.groups()
    )
    return 100 * hundreds + 10 * tens + units


_SIGNS: Final = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)} | {
    "两": 2,
    "兩": 2,
}
_DIGIT: Final = "[一二三四五六七八九两兩]"
_BELOW_A_THOUSAND: Final = re.compile(rf"({_DIGIT}?百)?[零〇]?({_DIGIT}?十)?({_DIGIT})?")
