"""What may go wrong with the figures of a translation, made of sound ones: one thing each time.

A mutant is a sound translation with a figure, a number, a sign, a month or a word for a number
changed, put elsewhere, left out or said twice. Nothing else of the sentence changes.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, zip_longest
from typing import Final, NamedTuple

from babel import Locale

SCALES: Final = {
    "en": ("thousand", "million", "billion"),
    "nl": ("duizend", "miljoen", "miljard"),
    "de": ("Tausend", "Millionen", "Milliarden"),
    "pl": ("tysięcy", "milionów", "miliardów"),
    "uk": ("тисяч", "мільйонів", "мільярдів"),
    "ar": ("ألف", "مليون", "مليار"),
    "es": ("mil", "millones", "millardos"),
    "it": ("mila", "milioni", "miliardi"),
    "cs": ("tisíc", "milionů", "miliard"),
    "ja": ("千", "百万", "億"),
}
"""Thousand, million, milliard."""
NUMBERS: Final = {
    "en": "three four five seven ten twelve twenty thirty",
    "nl": "drie vier vijf zeven tien twaalf twintig dertig",
    "de": "drei vier fünf sieben zehn zwölf zwanzig dreißig",
    "pl": "trzy cztery pięć siedem dziesięć dwanaście dwadzieścia trzydzieści",
    "uk": "три чотири п’ять сім десять дванадцять двадцять тридцять",
    "ar": "ثلاثة أربعة خمسة سبعة عشرة عشرون ثلاثون أربعون",
    "es": "tres cuatro cinco siete diez doce veinte treinta",
    "it": "tre quattro cinque sette dieci dodici venti trenta",
    "cs": "tři čtyři pět sedm deset dvanáct dvacet třicet",
    "ja": "",
}
"""Words for numbers, to be changed for one another."""
_PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)(?::([a-z]+))?\}")
_TYPED: Final = re.compile(r"(?<![\w{./-])\d+(?:[.,  ]\d+)*(?![\w}/-])")
_LINK: Final = re.compile(r"\]\([^)]*\)|\{lang=\w+\}")


class Mutant(NamedTuple):
    """A translation with one thing wrong, and what kind of thing."""

    kind: str
    text: str


class Sound(NamedTuple):
    """A sound translation, and the units of its figures."""

    text: str
    units: dict[str, str]
    language: str


Mutation = Callable[[Sound], Iterator[str]]


def mutants(sounds: Sequence[Sound], most: int, seed: int = 7) -> list[tuple[int, Mutant]]:
    """At most so many mutants with the number of the text that they are of, kinds in turn."""
    made: dict[str, list[tuple[int, Mutant]]] = defaultdict(list)
    for at, sound in enumerate(sounds):
        for kind, mutation in KINDS.items():
            made[kind] += [
                (at, Mutant(kind, text)) for text in mutation(sound) if text != sound.text
            ]
    chance = random.Random(seed)
    for each in made.values():
        chance.shuffle(each)
    rows = zip_longest(*(made[kind] for kind in sorted(made)))
    return [mutant for row in rows for mutant in row if mutant is not None][:most]


def _swapped(text: str, one: re.Match[str], other: re.Match[str]) -> str:
    return (
        text[: one.start()] + other[0] + text[one.end() : other.start()] + one[0]
        + text[other.end() :]
    )  # fmt: skip


def _figures(sound: Sound) -> list[re.Match[str]]:
    return list(_PLACEHOLDER.finditer(sound.text))


def _typed(sound: Sound) -> list[re.Match[str]]:
    masked = _LINK.sub(lambda match: "x" * len(match[0]), sound.text)
    return list(_TYPED.finditer(masked))


def figures_swapped(sound: Sound) -> Iterator[str]:
    for one, other in combinations(_figures(sound), 2):
        yield _swapped(sound.text, one, other)


def numbers_swapped(sound: Sound) -> Iterator[str]:
    for one, other in combinations(_typed(sound), 2):
        if one[0] != other[0] and not _of_one_date(sound.text, one, other):
            yield _swapped(sound.text, one, other)


def _of_one_date(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two numbers are day and year of a date, which is the same in any order."""
    years = {len(match[0]) for match in (one, other)}
    return 4 in years and min(years) < 3 and other.start() - one.end() < 20 and "," not in text[
        one.end() : other.start()
    ]  # fmt: skip


def number_changed(sound: Sound) -> Iterator[str]:
    for match in _typed(sound):
        last = str((int(match[0][-1]) + 1) % 10)
        yield sound.text[: match.end() - 1] + last + sound.text[match.end() :]


def number_left_out(sound: Sound) -> Iterator[str]:
    for match in _typed(sound):
        yield sound.text[: match.start()] + sound.text[match.end() :]


def number_twice(sound: Sound) -> Iterator[str]:
    for match in _typed(sound):
        yield f"{sound.text[: match.end()]} {match[0]}{sound.text[match.end() :]}"


def number_added(sound: Sound) -> Iterator[str]:
    yield sound.text + " 17"


def figure_left_out(sound: Sound) -> Iterator[str]:
    for match in _figures(sound):
        yield sound.text[: match.start()] + sound.text[match.end() :]


def figure_twice(sound: Sound) -> Iterator[str]:
    for match in _figures(sound):
        yield f"{sound.text[: match.end()]} {match[0]}{sound.text[match.end() :]}"


def figure_typed(sound: Sound) -> Iterator[str]:
    for match in _figures(sound):
        yield f"{sound.text[: match.start()]}42{sound.text[match.end() :]}"


def sign_added(sound: Sound) -> Iterator[str]:
    for match in _figures(sound):
        if re.search(r"(?:^|[ *(])$", sound.text[: match.start()]):
            for sign in "-+":
                yield sound.text[: match.start()] + sign + sound.text[match.start() :]


def share_added(sound: Sound) -> Iterator[str]:
    for match in _figures(sound):
        yield f"{sound.text[: match.end()]}%{sound.text[match.end() :]}"


def fraction_added(sound: Sound) -> Iterator[str]:
    for match in _figures(sound):
        for sign in (" ½", "²"):
            yield sound.text[: match.end()] + sign + sound.text[match.end() :]


def scale_added(sound: Sound) -> Iterator[str]:
    for match in _figures(sound):
        for word in SCALES[sound.language]:
            yield f"{sound.text[: match.end()]} {word}{sound.text[match.end() :]}"


def scale_lost(sound: Sound) -> Iterator[str]:
    for match in _figures(sound):
        if match[2] == "compact":
            yield f"{sound.text[: match.start()]}{{{match[1]}:millions}}{sound.text[match.end() :]}"


def scale_changed(sound: Sound) -> Iterator[str]:
    _, million, milliard = SCALES[sound.language]
    stem = {"ar": "مليون|ملاي"}.get(sound.language, million[:5])
    for match in re.finditer(stem, sound.text, re.IGNORECASE):
        end = re.compile(r"\w*").match(sound.text, match.start())
        assert end is not None
        yield sound.text[: match.start()] + milliard + sound.text[end.end() :]


def amount_as_a_place(sound: Sound) -> Iterator[str]:
    for match in _figures(sound):
        if sound.units.get(match[1]) == "EUR":
            yield f"{sound.text[: match.start()]}{{{match[1]}:ordinal}}{sound.text[match.end() :]}"


def month_changed(sound: Sound) -> Iterator[str]:
    locale = Locale.parse(sound.language)
    for context in ("format", "stand-alone"):
        names = locale.months[context]["wide"]
        for month, name in names.items():
            other = names[month % 12 + 1]
            pattern = rf"(?<![\w]){re.escape(name)}(?![\w])(?= \d|[\s\w]{{0,4}}\d{{4}})"
            for match in re.finditer(pattern, sound.text):
                yield sound.text[: match.start()] + other + sound.text[match.end() :]


def word_changed(sound: Sound) -> Iterator[str]:
    words = NUMBERS[sound.language].split()
    for at, word in enumerate(words):
        for match in re.finditer(rf"(?<!\w){word}(?!\w)", sound.text):
            for other in (words[at - 1], words[at - 3]):
                yield sound.text[: match.start()] + other + sound.text[match.end() :]


KINDS: Final[dict[str, Mutation]] = {
    mutation.__name__.replace("_", " "): mutation
    for mutation in (
        figures_swapped, numbers_swapped, number_changed, number_left_out, number_twice,
        number_added, figure_left_out, figure_twice, figure_typed, sign_added, share_added,
        fraction_added, scale_added, scale_lost, scale_changed, amount_as_a_place, month_changed,
        word_changed,
    )
}  # fmt: skip
