"""What a text of an edition says in numbers, read by the signs and words of its language.

Nothing here trusts what wrote a number: figures and typed numbers alike are read from the printed
words, with their sign, their per-cent sign and the word for a million that stands beside them.
Dates are read as dates, and numbers in words and in Roman numerals as numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest
from typing import Final, NamedTuple

from depliant.figures.writing import system_of
from depliant.languages.beside_numbers import afternoon, share_before, share_behind
from depliant.languages.month_names import Date, dates
from depliant.languages.number_words import number_words
from depliant.languages.scales import Scale, scales
from depliant.translation.dialled import Dialled, dialled
from depliant.translation.reading import clean, read_number, readings

MARK: Final = "\ufffc"
"""What stands in a text for a figure while the words round it are read."""
_TYPED: Final = re.compile(
    r"\d{1,3}(?:([ .,’\u066c])\d{3}(?:\1\d{3})*)(?!\d)(?:[.,\u066b]\d+)?"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d+)?"
    r"|\d+(?:[.,\u066b]\d+)?"
)
_CLOCK: Final = re.compile(r"(?<!\d)(\d{1,2})\.(\d\d)(?= ?(?:Uhr|uur|u|h|hod|год|[ap]\.?m)(?!\w))")
_FULL_HOUR: Final = re.compile(r"(?<=\d)(?::| ?h ?)00(?!\d)")
_OPEN: Final = (
    "(?:^|[\\s(\\[{«“„\"'’‘:;,/>،؛।\u3000-\u3008\u300a\u300c\u300e\u3010"
    "\u3012-\u3014\u3016\u3030-\u9fff\uff01-\uff08\uff0a-\uff0f\uff1a-\uff20])"
)
"""What a sign stands behind; behind a letter or a bracket that closes, it is a hyphen."""
_SIGN_BEFORE: Final = re.compile(rf"{_OPEN}(?P<sign>[+±-])[€$£]? ?$")
_TIGHT_SIGN: Final = re.compile(rf"{_OPEN}(?P<sign>[+±–-])[€$£]?$")


_NEAR: Final = 8
"""So many characters before a number may belong to it: a sign and a currency."""


class Run(NamedTuple):
    """A stretch of a text: its words, and where it is a figure, whose (and in which form).

    What is `raised` belongs to the figure before it.
    """

    text: str
    figure: str = ""
    form: str = ""
    raised: bool = False


class Number(NamedTuple):
    """A number in a text.

    `values` are what it may say, the likeliest first: 1,234 is one number in French and another
    in English, and a name may be kept. `figure` is the one that it is the printed form of.
    `scale` is the power of ten of the words beside it, `own` of its own words; `share` "%" or
    "‰", once for each time that it is said. `glued` says that it is a part of a name, such as A26.
    """

    start: int
    end: int
    values: tuple[Decimal, ...]
    printed: str
    figure: str = ""
    form: str = ""
    sign: str = ""
    share: str = ""
    scale: int | None = None
    glued: bool = False
    word: bool = False
    sure: bool = True


class Said(NamedTuple):
    """What a text says in numbers; `text` has a mark in the place of every figure."""

    text: str
    words: str
    numbers: tuple[Number, ...]
    dates: tuple[Date, ...]
    scales: tuple[Scale, ...]

    @property
    def typed(self) -> tuple[Number, ...]:
        """The numbers that are typed in digits, those of dates among them."""
        return tuple(number for number in self.numbers if not number.figure and not number.word)

    @property
    def figures(self) -> tuple[Number, ...]:
        """The figures."""
        return tuple(number for number in self.numbers if number.figure)

    @property
    def spelled(self) -> tuple[Number, ...]:
        """The numbers that are written in words or Roman numerals."""
        return tuple(number for number in self.numbers if number.word)


@lru_cache(maxsize=2048)  # the source's texts are compared with each edition's
def said(
    runs: tuple[Run, ...], language: str, source: str = "", own: tuple[tuple[str, int], ...] = ()
) -> Said:
    """What a text says.

    Args:
        runs: the text.
        language: whose signs and words they are.
        source: the language that it is a translation from: what it keeps of it is read too.
        own: words of a translator's for powers of ten, each with the power.
    """
    text, figures = _laid_out(runs)
    found = dates(text, language)
    found += tuple(
        date
        for date in (dates(text, source) if source and source != language else ())
        if not date.alone and not _overlaps(date.start, date.end, found)
    )
    powers = _scales(text, language, source)
    system = system_of("".join(run.text for run in runs if not run.figure))
    numbers, used = _numbers(text, figures, powers, (language, system, own), found)
    numbers += _spelled(text, language, source, numbers, powers)
    free = tuple(power for power in powers if power not in used and not power.short)
    words = "".join(clean(run.text) for run in runs)
    ordered = sorted(numbers, key=lambda number: number.start)
    return Said(text, words, tuple(ordered), tuple(found), free)


def _laid_out(runs: Sequence[Run]) -> tuple[str, dict[int, list[Run]]]:
    """The text with a mark for each figure, and the runs of the figures by where they stand."""
    text = ""
    figures: dict[int, list[Run]] = {}
    for run in runs:
        if not run.figure:
            text += clean(run.text)
        elif run.raised and text.endswith(MARK):
            figures[len(text) - 1].append(run)
        else:
            figures[len(text)] = [run]
            text += MARK
    return text, figures


def _overlaps(start: int, end: int, others: Sequence[Date | Scale | Number | Dialled]) -> bool:
    return any(start < other.end and end > other.start for other in others)


def _scales(text: str, language: str, source: str) -> tuple[Scale, ...]:
    own = scales(text, language)
    if not source or source == language:
        return own
    kept = [
        scale
        for scale in scales(text, source)
        if not scale.short and not _overlaps(scale.start, scale.end, own)
    ]
    return tuple(sorted((*own, *kept)))


def _numbers(
    text: str,
    figures: dict[int, list[Run]],
    powers: tuple[Scale, ...],
    spoken: tuple[str, str, tuple[tuple[str, int], ...]],
    days: Sequence[Date],
) -> tuple[list[Number], list[Scale]]:
    """The figures and typed numbers with what stands beside them, and the scales that it takes."""
    numbers: list[Number] = []
    used: list[Scale] = []
    language, system, own = spoken
    for at, runs in figures.items():
        words = "".join(run.text for run in runs)
        reading = read_number(words, language, own)
        number = Number(
            at,
            at + 1,
            reading.values if reading else (),
            clean(words),
            runs[0].figure,
            runs[0].form,
        )
        if reading is not None:
            number = number._replace(sign=reading.sign, share=reading.share, scale=reading.scale)
        numbers.append(number)
    telephones = dialled(text)
    numbers += [Number(one.start, one.end, one.values, one.printed) for one in telephones]
    found: list[Date | Dialled] = [*days, *telephones]
    for match in _TYPED.finditer(_without_clocks(text)):
        unit = _UNIT_BEFORE.search(text[max(0, match.start() - _NEAR) : match.start()])
        if not unit and not _overlaps(match.start(), match.end(), found):
            numbers.append(_typed(match, text, language, system))
    numbers = _with_fractions(numbers, _fractions(text))
    for at, number in enumerate(numbers):
        beside = _beside(number, text, powers)
        numbers[at] = _with_signs(number, text, beside, language)
        used += beside
    return [*_shared(numbers, text), *_of_dates(days)], used


def _shared(numbers: list[Number], text: str) -> Iterator[Number]:
    """The numbers; of 5 to 10 %, the first is a share too."""
    ordered = sorted(numbers, key=lambda number: number.start)
    for number, after in zip_longest(ordered, ordered[1:]):
        bare = after is not None and not (number.share or number.figure)
        joined = bare and _JOINT.fullmatch(text, number.end, after.start)
        yield number._replace(share=after.share) if joined else number


_JOINT: Final = re.compile(r" ?(?:[-–—/]|à|to|bis|tot|do|до|a|al|al|og|till) ?")
_UNIT_BEFORE: Final = re.compile(r"(?<![A-Za-z])(?:[cdkm]?m|CO|H)$")


def _of_dates(found: Sequence[Date]) -> Iterator[Number]:
    """The days and years of dates, each where its date stands."""
    for date in found:
        for value in (date.day, date.year):
            if value is not None:
                yield Number(date.start, date.end, (Decimal(value),), str(value))


def _without_clocks(text: str) -> str:
    """10.30 Uhr is two numbers, as 10:30 is; and 18:00 is one, as 18 h is."""
    text = _CLOCK.sub(r"\1:\2", text)
    return _FULL_HOUR.sub(lambda match: " " * len(match[0]), text)


def _typed(match: re.Match[str], text: str, language: str, system: str) -> Number:
    values = list(readings(match[0], language, system))
    before, behind = afternoon(language)
    if before.search(text[: match.start()]) or behind.match(text, match.end()):
        values.append(values[0] + 12)
    glued = bool(
        _GLUED_BEFORE.search(text[max(0, match.start() - _NEAR) : match.start()])
        or _GLUED_AFTER.match(text, match.end())
    )
    return Number(match.start(), match.end(), tuple(values), match[0], glued=glued)


_GLUED_BEFORE: Final = re.compile(r"[A-Za-z]$|[\dA-Za-z][/–-]$")
_GLUED_AFTER: Final = re.compile(r"[A-Za-z]|[/–-][\dA-Za-z]")


def _fractions(text: str) -> list[Number]:
    """½, ², ① and their like; a raised digit behind the letters of a unit is a part of it."""
    found: list[Number] = []
    for at, sign in enumerate(text):
        if sign.isascii() or unicodedata.category(sign) != "No":
            continue
        raised = unicodedata.decomposition(sign).startswith(("<super>", "<sub>"))
        if raised and text[at - 1 : at].isalpha():
            continue
        value = Decimal(str(round(unicodedata.numeric(sign, 0), 6)))
        found.append(Number(at, at + 1, (value,), sign, glued=raised))
    return found


def _with_fractions(numbers: list[Number], fractions: list[Number]) -> list[Number]:
    """2½ is one number."""
    by_end = {number.end: at for at, number in enumerate(numbers) if not number.figure}
    for fraction in fractions:
        at = by_end.get(fraction.start)
        if at is None or fraction.glued:
            numbers.append(fraction)
            continue
        whole = numbers[at]
        numbers[at] = whole._replace(
            end=fraction.end,
            values=tuple(value + fraction.values[0] for value in whole.values),
            printed=whole.printed + fraction.printed,
        )
    return numbers


def _beside(number: Number, text: str, powers: tuple[Scale, ...]) -> tuple[Scale, ...]:
    """The words for powers of ten that stand right behind a number, or before it if none does."""
    behind: list[Scale] = []
    end = number.end
    for power in powers:
        gap = text[end : power.start]
        if power.start >= end and len(gap) < 3 and not gap.strip(" -€$£"):
            behind.append(power)
            end = power.end
    if behind:
        return tuple(behind)
    return tuple(
        power
        for power in powers
        if not text[power.end : number.start].strip() and 0 <= number.start - power.end < 2
        and not _ANY_DIGIT.search(text[: power.start].rstrip()[-1:])
    )  # fmt: skip


_ANY_DIGIT: Final = re.compile(rf"[\d{MARK}]")


def _with_signs(number: Number, text: str, beside: tuple[Scale, ...], language: str) -> Number:
    """A number with the sign before it, and the power of ten and the share that are said of it."""
    end = beside[-1].end if beside and beside[-1].start >= number.end else number.end
    power = sum(scale.power for scale in beside)
    values = tuple(value.scaleb(power) for value in number.values)
    if beside and all(scale.short for scale in beside):
        values += number.values
    share = number.share
    if found := share_behind(language).match(text, end):
        share += "‰" if found["mille"] else "%"
    elif text[: number.start].rstrip(" ").endswith("%") and not re.search(
        rf"[\d{MARK}] ?% ?$", text[: number.start]
    ):
        share += "%"
    if share_before(language).search(text[: number.start]):
        share += "%"
    pattern = _TIGHT_SIGN if number.figure else _SIGN_BEFORE
    sign = number.sign
    if found := pattern.search(text[max(0, number.start - _NEAR) : number.start]):
        sign += found["sign"].replace("–", "-")
    scale = (number.scale or 0) + power if beside or number.scale else number.scale
    return number._replace(values=values, sign=sign, share=share, scale=scale)


def _spelled(
    text: str,
    language: str,
    source: str,
    numbers: Sequence[Number],
    powers: tuple[Scale, ...],
) -> list[Number]:
    """The numbers in words; those of the source's language, which a name may keep, are not sure."""
    masked = share_behind(language).sub(lambda match: " " * len(match[0]), text)
    found: list[Number] = []
    ends: dict[int, tuple[int, int]] = {}
    for tongue in dict.fromkeys((language, source or language)):
        for word in number_words(masked, tongue):
            if _overlaps(word.start, word.end, (*numbers, *found)):
                continue
            number = Number(
                word.start,
                word.end,
                (Decimal(word.value),),
                text[word.start : word.end],
                word=True,
                sure=word.sure and tongue == language,
            )
            beside = [power for power in _beside(number, text, powers) if power.start >= number.end]
            power = sum(scale.power for scale in beside)
            found.append(number._replace(values=(Decimal(word.value).scaleb(power),)))
            if power:
                ends[number.start] = beside[-1].end, power
    return _joined(found, text, ends, powers)


_AND: Final = re.compile(r"[ -](?:(?:and|et|en|und|y|e) )?")


def _joined(
    numbers: list[Number], text: str, ends: dict[int, tuple[int, int]], powers: tuple[Scale, ...]
) -> list[Number]:
    """The numbers with what follows a thousand put to it: four thousand five hundred, mille deux.

    `ends` are, by their starts, where the word for the power of ten of a number ends, and the
    power.
    """
    found: list[Number] = []
    lone = [
        scale
        for scale in powers
        if scale.power == 3 and not any(scale.end == end for end, _ in ends.values())
        and not _ANY_DIGIT.search(text[: scale.start].rstrip()[-1:])
    ]  # fmt: skip
    for number in sorted(numbers, key=lambda number: number.start):
        before = found[-1] if found else None
        end, power = ends.get(before.start, (0, 0)) if before else (0, 0)
        value = number.values[0]
        if before and power and value < 10**power and _AND.fullmatch(text, end, number.start):
            whole = (before.values[0] + value,)
            found[-1] = before._replace(
                end=number.end,
                values=whole,
                printed=text[before.start : number.end],
                sure=True,
            )
            if number.start in ends:
                ends[before.start] = ends[number.start]
            continue
        head = next((one for one in lone if text[one.end : number.start] == " "), None)
        if head and head.end < number.start and 1 < value < 1000:
            number = number._replace(
                start=head.start,
                values=(value + 1000,),
                printed=text[head.start : number.end],
                sure=True,
            )
        found.append(number)
    return found
