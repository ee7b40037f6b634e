"""Whether two texts, one the translation of the other, say the same in numbers.

What differs for certain is an error: a value, a sign, a per-cent sign, a month, a scale; a number
more or fewer. What only a reader of both can judge is a warning that shows him both: a number in
words more or fewer, and figures that stand in another order than in the source, where nothing
shows that their nouns moved with them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from msgspec import Struct

from depliant.errors import Diagnostic, Place
from depliant.sentences import Sentence, say
from depliant.translation.ordering import order_faults
from depliant.translation.quantities import Number, Said

_IDIOMS: Final = frozenset({(8, 7), (15, 14), (15, 2), (14, 2), (10, 2), (6, 2), (12, 2)})
"""Eight days are a week, fifteen a fortnight, and a dozen may be said as one."""


class Facts(Struct, frozen=True):
    """What is known of the figures of a text: values, units, and the words that count them.

    `rounded` are those that may be said in a word such as quarantaine. `nouns` are the words of
    the translation's language that stand after a figure.
    """

    values: Mapping[str, Decimal] = {}
    units: Mapping[str, str] = {}
    rounded: frozenset[str] = frozenset()
    nouns: Mapping[str, tuple[str, ...]] = {}


class Pair(NamedTuple):
    """A text of the source and its translation; `drawn` says that it is within a chart."""

    source: Said
    its: Said
    place: Place
    drawn: bool = False


def differences(pair: Pair, facts: Facts) -> tuple[Diagnostic, ...]:
    """What the translation says otherwise than its source; nothing if all is the same."""
    certain = (*_figures(pair, facts), *_numbers(pair), *_pairs_of_dates(pair), *_scales(pair))
    if certain:
        return certain
    return (*_words(pair), *order_faults(pair.source, pair.its, facts.nouns, pair.place))


def fault(message: Sentence, place: Place, *, mild: bool = False) -> Diagnostic:
    """A difference in figures."""
    hint = (
        say(
            "Look at both sentences. If all is right, begin a translator's comment with "
            "`figures read`."
        )
        if mild
        else say("The same numbers must stand in both languages.")
    )
    return Diagnostic("translation-figures", message, place, hint, "warning" if mild else "error")


def _figures(pair: Pair, facts: Facts) -> Iterator[Diagnostic]:
    """Whether each figure, with all that stands beside it, says its value."""
    sources = {number.figure: number for number in pair.source.figures}
    for number in pair.its.figures:
        value = facts.values.get(number.figure)
        if value is None:
            continue
        source = sources.get(number.figure)
        message = _misprinted(number, source, value, pair, facts)
        message = message or _other_signs(number, source, pair, facts)
        if message is not None:
            yield fault(message, pair.place)


def _misprinted(
    number: Number, source: Number | None, value: Decimal, pair: Pair, facts: Facts
) -> Sentence | None:
    if not number.values:
        if number.figure in facts.rounded:
            return None
        return _says_not(number, value, pair)
    printed = number.values[0] if "-" not in number.sign else -number.values[0]
    if printed == value or _is_own_unit(number, printed, value, pair, facts):
        return None
    # A chart's title or a table's head says of how many.
    bare = number.scale is None and source is not None and source.scale is None
    if (
        bare
        and source is not None
        and number.values[0] in source.values
        and (("-" in number.sign) == ("-" in source.sign))
    ):
        return None
    # "2,7 and 1,4 million", "in millions: 1,4": a word for it stands elsewhere in the sentence.
    shared = {scale.power for scale in pair.its.scales}
    shared |= {
        each.scale
        for each in pair.its.numbers
        if each.scale and _is_bare(each) and _is_next(number, each, pair.its)
    }
    if number.scale is None and any(printed.scaleb(power) == value for power in shared):
        return None
    return _says_not(number, value, pair)


def _is_own_unit(
    number: Number, printed: Decimal, value: Decimal, pair: Pair, facts: Facts
) -> bool:
    """Whether what was read as a word for a power of ten is the figure's own unit: 5 m, 3 K.

    Where a word for a power of ten stands in the sentence besides, it says how many.
    """
    unit = facts.units.get(number.figure)
    is_unit = unit in _READ_AS_POWERS and unit == (number.printed.split() or [""])[-1]
    return is_unit and not pair.its.scales and printed.scaleb(-(number.scale or 0)) == value


def _is_bare(number: Number) -> bool:
    """Whether the word for its power of ten is the text's and not its own."""
    return number.form == "millions" or not number.figure


def _is_next(number: Number, other: Number, said: Said) -> bool:
    """Whether a number follows another with no more than a joint between them."""
    between = said.text[number.end : other.start]
    return other.start > number.start and len(between) < 12 and len(between.split()) < 3


def _says_not(number: Number, value: Decimal, pair: Pair) -> Sentence:
    return say(
        "“{printed}” does not say {value} ({name}): “{text}”; the source says “{source}”.",
        printed=_around(number, pair.its),
        value=_plain(value),
        name=number.figure,
        text=pair.its.words,
        source=pair.source.words,
    )


def _around(number: Number, said: Said) -> str:
    """A figure with what stands beside it in the text."""
    before = said.text[: number.start].rpartition(" ")[2]
    after = said.text[number.end :]
    word = after[: len(after) - len(after.lstrip())] + after.lstrip().partition(" ")[0]
    return f"{before}{number.printed}{word}".strip().replace("\ufffc", "…")


def _plain(value: Decimal) -> str:
    """A value in digits."""
    return f"{value:f}"


def _other_signs(
    number: Number, source: Number | None, pair: Pair, facts: Facts
) -> Sentence | None:
    """A sign or a per-cent sign that the source does not have; one that counts twice."""
    wanted = "%" if facts.units.get(number.figure) in ("%", "‰") else ""
    if source is not None:
        wanted = source.share
    if number.share != wanted and sorted(number.share) != sorted(wanted):
        return say(
            "“{printed}” is another share than “{wanted}” in the source: “{text}” – “{source}”.",
            printed=_around(number, pair.its),
            wanted=_around(source, pair.source) if source is not None else wanted,
            text=pair.its.words,
            source=pair.source.words,
        )
    signs = set(number.sign) - {"-"} - set(source.sign if source is not None else "")
    if signs:
        return say(
            "“{printed}” has a sign that the source does not have: “{text}” – “{source}”.",
            printed=_around(number, pair.its),
            text=pair.its.words,
            source=pair.source.words,
        )
    if number.form == "ordinal" and source is not None and source.form != "ordinal":
        return _ordinal(number, pair, facts)
    return None


_PLACES: Final = 1000
"""What is counted up to so much may be a place in an order in another language."""


def _ordinal(number: Number, pair: Pair, facts: Facts) -> Sentence | None:
    value = facts.values[number.figure]
    unit = facts.units.get(number.figure, "")
    if value <= _PLACES and not (len(unit) == 3 and unit.isupper()):
        return None
    return say(
        "“{printed}” is a place in an order, and the source counts: “{text}” – “{source}”.",
        printed=number.printed,
        text=pair.its.words,
        source=pair.source.words,
    )


def _numbers(pair: Pair) -> Iterator[Diagnostic]:
    """Typed numbers and months that one text has and the other does not."""
    wanted, given = _without_clocks(*unmatched(pair.source.typed, pair.its.typed))
    wanted, _ = unmatched(wanted, pair.its.spelled)
    given, _ = unmatched(given, pair.source.spelled)
    lost = _more_of(_months(pair.source), _months(pair.its, alone=True))
    more = _more_of(_months(pair.its), _months(pair.source, alone=True))
    lost = _said_in_digits(lost, given)
    more = _said_in_digits(more, wanted)
    gone = [number.printed for number in wanted] + [_month(month, pair.source) for month in lost]
    new = [number.printed for number in given] + [_month(month, pair.its) for month in more]
    if gone or new:
        yield fault(_differ(gone, new, pair), pair.place)


def _differ(gone: Sequence[str], new: Sequence[str], pair: Pair) -> Sentence:
    texts = {"source": pair.source.words, "text": pair.its.words}
    if gone and new:
        return say(
            "The translation says “{new}” where the source says “{gone}”: “{source}” – “{text}”.",
            new=", ".join(new),
            gone=", ".join(gone),
            **texts,
        )
    if gone:
        return say(
            "The translation lacks “{gone}” of the source: “{source}” – “{text}”.",
            gone=", ".join(gone),
            **texts,
        )
    return say(
        "The translation says “{new}”, and the source does not: “{source}” – “{text}”.",
        new=", ".join(new),
        **texts,
    )


def unmatched(
    ones: Sequence[Number], others: Sequence[Number]
) -> tuple[list[Number], list[Number]]:
    """The numbers of each side that the other does not have, each counted once."""
    left, right = list(ones), list(others)
    for alike in (_same_first, _same_any):
        for one in [*left]:
            twin = next((other for other in right if alike(one, other)), None)
            if twin is not None:
                left.remove(one)
                right.remove(twin)
    return left, right


_READ_AS_POWERS: Final = ("m", "K")
"""Units that are also signs of a power of ten: metres and kelvins, millions and thousands."""
_CLOCK: Final = re.compile(r"(\d{1,2})\.([0-5]\d)")


def _without_clocks(ones: list[Number], others: list[Number]) -> tuple[list[Number], list[Number]]:
    """The numbers but those that are one time of the day, 10.30 here and 10 h 30 there."""
    for mine, its in ((ones, others), (others, ones)):
        for number in [*mine]:
            clock = _CLOCK.fullmatch(number.printed)
            parts = [Decimal(part) for part in clock.groups() if int(part)] if clock else []
            twins = [next((each for each in its if each.values[0] == part), None) for part in parts]
            if twins and all(twins):
                mine.remove(number)
                for twin in filter(None, twins):
                    its.remove(twin)
    return ones, others


def _same_first(one: Number, other: Number) -> bool:
    return one.values[0] == other.values[0] and _signs_agree(one, other)


def _same_any(one: Number, other: Number) -> bool:
    either = one.values[0] in other.values or other.values[0] in one.values
    return either and _signs_agree(one, other)


def _signs_agree(one: Number, other: Number) -> bool:
    if one.word or other.word:
        return True
    signs = {number.sign.replace("+", "") for number in (one, other)}
    return len(signs) == 1 and sorted(one.share) == sorted(other.share)


def _months(said: Said, *, alone: bool = False) -> Counter[int]:
    """How often each month is named with a day or a year; or by itself too."""
    return Counter(date.month for date in said.dates if alone or not date.alone)


def _more_of(ones: Counter[int], others: Counter[int]) -> list[int]:
    """The months of one text that the other does not name."""
    return sorted((ones - others).elements())


def _said_in_digits(months: list[int], numbers: list[Number]) -> list[int]:
    """The months that no number that is left over says: 6/2015. Such numbers are taken out."""
    left: list[int] = []
    for month in months:
        twin = next((number for number in numbers if number.values[0] == month), None)
        if twin is None:
            left.append(month)
        else:
            numbers.remove(twin)
    return left


def _month(month: int, said: Said) -> str:
    """The words of a month in a text."""
    date = next(date for date in said.dates if date.month == month and not date.alone)
    return said.text[date.start : date.end]


def _pairs_of_dates(pair: Pair) -> Iterator[Diagnostic]:
    """Days or years that have changed places between the months of one sentence."""
    ones = [date for date in pair.source.dates if not date.alone]
    others = [date for date in pair.its.dates if not date.alone]
    for part in ("day", "year"):
        wanted = {(date.month, getattr(date, part)) for date in ones}
        given = {(date.month, getattr(date, part)) for date in others}
        for month, its in sorted(given - wanted, key=str):
            own = {value for each, value in wanted if each == month}
            foreign = any(value == its and each != month for each, value in wanted)
            if its is not None and own and None not in own and foreign:
                yield fault(_differ([_dates(pair.source)], [_dates(pair.its)], pair), pair.place)
                return


def _dates(said: Said) -> str:
    return ", ".join(said.text[date.start : date.end] for date in said.dates if not date.alone)


def _scales(pair: Pair) -> Iterator[Diagnostic]:
    """Millions that stand beside no number: those of a chart's title."""
    wanted = Counter(scale.power for scale in pair.source.scales)
    given = Counter(scale.power for scale in pair.its.scales)
    lost = {power for power in set(wanted) - set(given) if not _is_within(power, pair.its)}
    new = {power for power in set(given) - set(wanted) if not _is_within(power, pair.source)}
    if (lost and new) or (pair.drawn and (lost or new)):
        gone = [_word(power, pair.source) for power in sorted(lost)]
        more = [_word(power, pair.its) for power in sorted(new)]
        yield fault(_differ(gone, more, pair), pair.place)


def _is_within(power: int, said: Said) -> bool:
    """Whether a power of ten is said within the word of a number: viertausend."""
    return any(
        number.values[0] >= 10**power and not number.values[0] % 10 ** min(power, 3)
        for number in said.spelled
    )


def _word(power: int, said: Said) -> str:
    scale = next(scale for scale in said.scales if scale.power == power)
    return said.text[scale.start : scale.end]


def _words(pair: Pair) -> Iterator[Diagnostic]:
    """Numbers in words that contradict those of the source, or that it has not."""
    ones, others = unmatched(pair.source.spelled, pair.its.spelled)
    ones, _ = unmatched(ones, pair.its.typed)
    others, _ = unmatched(others, pair.source.typed)
    text = pair.its.words.casefold()
    ones = [number for number in ones if number.printed.casefold() not in text]
    sources = {value for number in pair.source.figures for value in number.values}
    others = [number for number in others if number.values[0] not in sources]
    gone = [number for number in ones if number.sure and not _idiom(number, others)]
    new = [number for number in others if number.sure and not _idiom(number, ones)]
    if not gone and not new:
        return
    said = [number.printed for number in gone or ones], [number.printed for number in new or others]
    against = bool((gone or ones) and (new or others)) and _against(gone or ones, new or others)
    yield fault(_differ(*said, pair), pair.place, mild=not against)


def _against(ones: Sequence[Number], others: Sequence[Number]) -> bool:
    """Whether words of two languages contradict each other: both say a number, and others."""
    return any(one.sure for one in ones) and any(other.sure for other in others)


def _idiom(number: Number, others: Sequence[Number]) -> bool:
    value = int(number.values[0])
    return any(
        (value, int(other.values[0])) in _IDIOMS or (int(other.values[0]), value) in _IDIOMS
        for other in others
    )
