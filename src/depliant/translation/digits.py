"""The digit proof: an edition shows the same figures as its source, whatever they look like.

Nothing here trusts what wrote the numbers: each printed figure is read back, by the signs and words
of its language with all that stands beside it, and compared with the figure's value; and text by
text, every figure and every number, date and word for a power of ten is compared in both editions
(`comparing`). A difference fails the build, with the sentence in both languages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from depliant.content.inline import Inline, Span, plain
from depliant.content.model import Edition, ListItem, Note, Panel
from depliant.content.texts import texts
from depliant.errors import Diagnostic, Place
from depliant.figures.approximate import collective
from depliant.figures.writing import locale_of
from depliant.sentences import Sentence, say
from depliant.translation.comparing import Facts, Pair, differences
from depliant.translation.quantities import Run, said
from depliant.translation.reading import read_number

_APART = Span(" · ")
"""What parts a figure that is set large from a label that it does not begin."""


class _Said(NamedTuple):
    """A text of an edition: the figures it shows, with their words, and where it is."""

    inline: Inline
    place: Place
    drawn: bool = False
    is_note: bool = False

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
            lead = text.lead if isinstance(text.part, ListItem) else (*text.lead, _APART)
            words = (*lead, *text.words) if text.lead else text.words
            is_note = isinstance(text.part, Note)
            yield _Said(words, text.place, text.manner == "drawn", is_note)


def _without_notes(panel: Panel, notes: dict[Place, _Said]) -> list[_Said]:
    """The texts of a panel; those of notes are put among the notes, by where these are written."""
    found = list(_said(panel))
    notes.update((text.place, text) for text in found if text.is_note)
    return [text for text in found if not text.is_note]


def digit_proof(
    source: Edition, edition: Edition, own: tuple[tuple[str, int], ...] = ()
) -> tuple[Diagnostic, ...]:
    """Where the edition shows other figures than its source; nothing if all are equal.

    `own` are the translator's words for powers of ten, each with the power.
    """
    found: list[Diagnostic] = []
    facts = Facts(
        {figure.id: figure.value for figure in edition.figures},
        {figure.id: figure.unit for figure in edition.figures},
        frozenset(figure.id for figure in edition.figures if figure.approximate),
    )
    spoken = (source.language, edition.language)
    notes: dict[Place, _Said] = {}
    its_notes: dict[Place, _Said] = {}
    for mine, its in zip(source.panels, edition.panels, strict=True):
        ones, others = _without_notes(mine, notes), _without_notes(its, its_notes)
        for one, other in zip(ones, others, strict=False):
            found += _compared(one, other, spoken, facts, own)
        if len(ones) != len(others):
            found.append(
                _differs(
                    say(
                        "The panel “{panel}” prints {count} texts in this edition, and {wanted} in "
                        "its source: not all of their numbers could be compared.",
                        panel=its.id,
                        count=len(others),
                        wanted=len(ones),
                    ),
                    its.place,
                )
            )
    # Notes stand in the order of their marks, which is that of each language's sentences; of one
    # whose mark is lost the check of the messages tells.
    for place, note in notes.items():
        if place in its_notes:
            found += _compared(note, its_notes[place], spoken, facts, own)
    return tuple(found)


def _compared(
    one: _Said,
    other: _Said,
    spoken: tuple[str, str],
    facts: Facts,
    own: tuple[tuple[str, int], ...],
) -> Iterator[Diagnostic]:
    if one.figures != other.figures:
        yield _differs(
            say(
                "The figures differ: “{plain}” – “{plain_2}”.",
                plain=plain(one.inline),
                plain_2=plain(other.inline),
            ),
            other.place,
        )
        return
    language, its_language = spoken
    pair = Pair(
        said(_runs(one.inline), language),
        said(_runs(other.inline), its_language, language, own),
        other.place,
        other.drawn,
    )
    # What is only for a reader's eye was told of the message, where the nouns are known.
    yield from (fault for fault in differences(pair, facts) if fault.severity == "error")


def _runs(inline: Inline) -> tuple[Run, ...]:
    return tuple(Run(span.text, span.figure or "", "", span.superscript) for span in inline)


def says(words: str, value: Decimal, language: str) -> bool:
    """Whether the words of a figure, read by the signs and words of a language, say a value."""
    locale = locale_of(language)
    if locale is None:
        return False
    reading = read_number(words, language)
    if reading is None:
        return words == collective(value, locale) != ""
    number = reading.values[0]
    return (-number if "-" in reading.sign else number) == value


def _differs(message: Sentence, place: Place) -> Diagnostic:
    return Diagnostic(
        "translation-figures", message, place, say("The same numbers must stand in both languages.")
    )
