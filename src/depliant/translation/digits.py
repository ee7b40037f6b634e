"""The digit proof: an edition shows the same figures as its source, whatever they look like.

Nothing here trusts what wrote the numbers: each printed figure is read back, by the signs of its
language, and compared with the figure's value; and panel by panel, every figure and every number
that the texts show is counted in both editions. A difference fails the build, with the sentence in
both languages.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

from babel.numbers import get_decimal_symbol, get_group_symbol

from depliant.content.model import Edition, Inline, Panel, plain
from depliant.content.texts import texts
from depliant.errors import Diagnostic, Place
from depliant.figures.writing import collective, locale_of
from depliant.sentences import Sentence, say

_POWERS: Final = (0, 3, 6, 9, 12)
"""Thousands, millions, milliards: what a compact form may have left to a word."""
_SPACES: Final = "\u00a0\u202f\u2009 "
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_GROUPS: Final = re.compile(r"(?<=\d)[ .,\u00a0\u2009\u202f\u066c'’](?=\d{3}(?!\d))")


class _Said(NamedTuple):
    """A text of an edition: the figures it shows, with their words, and where it is."""

    inline: Inline
    place: Place

    @property
    def figures(self) -> Counter[str]:
        """The figures it shows; one that is printed in two spans counts once."""
        found: Counter[str] = Counter()
        before: str | None = None
        for span in self.inline:
            if span.figure is not None and not (span.superscript and before == span.figure):
                found[span.figure] += 1
            before = span.figure
        return found


def _said(panel: Panel) -> Iterator[_Said]:
    """The texts of a panel in order, each with the figure that is set before it.

    What hangs in the stead of the sentence's first word in one language may repeat a word of its
    middle in the other: it is shown twice there, and counted once. What the program makes of
    other texts says their figures in words of each language's own.
    """
    for text in texts(panel):
        if text.manner != "made":
            yield _Said((*text.lead, *text.words), text.place)


def digit_proof(source: Edition, edition: Edition) -> tuple[Diagnostic, ...]:
    """Where the edition shows other figures than its source; nothing if all are equal."""
    found: list[Diagnostic] = []
    for mine, its in zip(source.panels, edition.panels, strict=True):
        pairs = list(zip(_said(mine), _said(its), strict=False))
        for one, other in pairs:
            found += _compared(one, other, source.language, edition.language)
        if len(list(_said(mine))) != len(list(_said(its))):
            found.append(
                _differs(
                    say("Panel “{its}” has more or fewer texts than its source.", its=its.id),
                    its.place,
                )
            )
    found += _read_back(edition)
    return tuple(found)


def _compared(one: _Said, other: _Said, language: str, its_language: str) -> Iterator[Diagnostic]:
    if (one.figures, _typed(one, language)) == (other.figures, _typed(other, its_language)):
        return
    yield _differs(
        say(
            "The figures differ: “{plain}” – “{plain_2}”.",
            plain=plain(one.inline),
            plain_2=plain(other.inline),
        ),
        other.place,
    )


def _typed(text: _Said, language: str) -> Counter[str]:
    """The numbers that a text has beside its figures."""
    words = "".join("\ufffc" if span.figure else span.text for span in text.inline)
    joined = _GROUPS.sub("", latin(words)).replace(",", ".").replace("\u066b", ".")
    return Counter(_NUMBER.findall(joined))


def latin(text: str) -> str:
    """A text with its digits as 0 to 9."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in text
    )


def _read_back(edition: Edition) -> Iterator[Diagnostic]:
    """Whether each figure that is printed says its value."""
    values = {figure.id: figure.value for figure in edition.figures}
    rounded = {figure.id for figure in edition.figures if figure.approximate}
    for panel in edition.panels:
        for text in _said(panel):
            for name, words in _figure_words(text.inline):
                # "une quarantaine" has no number to read.
                in_words = name in rounded and not any(map(str.isdecimal, words))
                if in_words or name not in values:
                    continue
                if not says(words, values[name], edition.language):
                    yield _differs(
                        say(
                            "“{words}” does not say {values} ({name}): “{plain}”.",
                            words=words,
                            values=values[name],
                            name=name,
                            plain=plain(text.inline),
                        ),
                        text.place,
                    )


def _figure_words(inline: Inline) -> Iterator[tuple[str, str]]:
    """Each figure of a text with its words, the raised end of an ordinal left out."""
    for span in inline:
        if span.figure is not None and not span.superscript:
            yield span.figure, span.text


def says(words: str, value: Decimal, language: str) -> bool:
    """Whether the words of a figure, read by the signs of a language, say a value.

    A word for a power of ten is not read: the number may have left a thousand, a million, … to it.
    """
    locale = locale_of(language)
    if locale is None:
        return False
    group, decimal = get_group_symbol(locale), get_decimal_symbol(locale)
    text = latin(words).replace("\u2212", "-").replace("\u200e", "").replace("\u200f", "")
    spaces = _SPACES if group in _SPACES else ""
    for sign in {group, *spaces, "\u066c"}:
        text = re.sub(rf"(?<=\d){re.escape(sign)}(?=\d{{3}}(?!\d))", "", text)
    match = re.search(rf"-?\d+(?:[{re.escape(decimal)}\u066b]\d+)?", text)
    if match is None:
        return words == collective(value, locale) != ""
    try:
        number = Decimal(re.sub(rf"[{re.escape(decimal)}\u066b]", ".", match[0]))
    except InvalidOperation:
        return False
    bare = match.end() == len(text.rstrip())
    return any(number.scaleb(power) == value for power in ((0, 6) if bare else _POWERS))


def _differs(message: Sentence, place: Place) -> Diagnostic:
    return Diagnostic(
        "translation-figures", message, place, say("The same numbers must stand in both languages.")
    )
