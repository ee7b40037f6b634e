"""The spelling of an edition: its words, the dictionaries of the machine, and what was known.

Which words are right is remembered by the words, the names and the dictionary; so a check of
words that have not changed reads no dictionary. A build only counts, and what it counts is
remembered by the files that the words are in; so it costs an edition that is as it was nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial

from msgspec import Struct

from depliant.build.asked import AskedDictionary
from depliant.build.editions import Words
from depliant.build.memory import Memory
from depliant.build.session import Session
from depliant.content.lexicon import Lexicon
from depliant.content.misspellings import (
    Nearest,
    Unknown,
    by_language,
    doubled_words,
    judged,
    misspellings,
    misspelt_count,
    no_dictionary,
    no_reader,
    unknown,
)
from depliant.content.printed_words import PrintedWord, Stretch, plain_word, stretches
from depliant.content.publication import Publication
from depliant.content.terms import expected
from depliant.errors import Diagnostic
from depliant.languages.dictionaries import Dictionary, dictionary, has_reader
from depliant.layout.job import Remember
from depliant.translation.merging import PSEUDO
from depliant.tuples import NamedTuple
from depliant.version import __version__

_MOST_ASKED = 20
"""Words of a language for which Hunspell is asked what may be meant: each takes its time."""
_MOST_HELPED = 200
"""Words of a language for which anything is asked."""


class _Near(Struct, frozen=True):
    """What may be meant by a word."""

    words: tuple[str, ...]


class _Tags(Struct, frozen=True):
    """The languages of a publication's words."""

    tags: tuple[str, ...]


class _Slips(Struct, frozen=True):
    """How many words look misspelt."""

    count: int


def spelling(session: Session, language: str) -> Iterator[Diagnostic]:
    """What is misspelt in the edition of a language.

    Nothing is said of a translation that has errors, or of one that a program made to try a layout.

    Raises:
        InputError: the language is not known, or has no file.
    """
    source = publication = session.project.publication
    if language.endswith(f"-{PSEUDO}"):
        return
    if language != source.language:
        words = session.edition(language)
        if words.edition is None:
            return
        publication = words.publication
    yield from spelled(publication, source, session.memory.remember)


def slips(session: Session, words: Words) -> int:
    """How many words of an edition look misspelt: those that `spelling` warns of.

    None are where there is no dictionary, in an issue that is frozen, or in a draft, which has
    words of another language.
    """
    publication, source = words.publication, session.project.publication
    if words.draft or source.frozen_folder or not has_reader():
        return 0
    translation = session.project.files.file(words.file).data if words.file else b""
    made_from = (
        __version__,
        publication.language,
        publication.source.text,
        translation,
        sorted(right_words(publication) | right_words(source)),
    )
    remember = session.memory.remember

    @cache
    def said() -> tuple[Stretch, ...]:
        return stretches(publication)

    def tags() -> _Tags:
        return _Tags(tuple(sorted({each.language for each in said()})))

    known = {tag: dictionary(tag) for tag in remember(_Tags, made_from, tags).tags}
    stamps = {tag: each.stamp if each is not None else "" for tag, each in known.items()}

    def count() -> _Slips:
        return _Slips(_counted(publication, source, said(), session.memory))

    return remember(_Slips, (*made_from, stamps), count).count


def _counted(
    publication: Publication, source: Publication, found: Sequence[Stretch], memory: Memory
) -> int:
    remember = memory.remember
    count = sum(1 for _ in doubled_words(publication, found))
    for look in _looks(publication, source, found, remember, memory):
        if isinstance(look, _Look):
            near = look.nearest(remember, offers=False)
            count += misspelt_count(look.language, look.words, look.wrong, look.lexicon, near)
    return count


def spelled(
    publication: Publication, source: Publication, remember: Remember
) -> Iterator[Diagnostic]:
    """What is misspelt in an edition, or why it was not looked at.

    Args:
        publication: the edition's, in its own language.
        source: the publication that it translates, whose words may stay; or itself.
        remember: what was found before.
    """
    found = stretches(publication)
    yield from doubled_words(publication, found)
    if not has_reader():
        yield no_reader()
        return
    for look in _looks(publication, source, found, remember):
        if isinstance(look, Diagnostic):
            yield look
        else:
            near = look.nearest(remember, offers=True)
            yield from misspellings(
                publication, look.language, look.words, look.wrong, look.lexicon, near
            )


class _Look(NamedTuple):
    """The words of one language, and which of them are not right."""

    language: str
    words: tuple[PrintedWord, ...]
    wrong: Unknown
    lexicon: Lexicon
    known: Dictionary

    def nearest(self, remember: Remember, *, offers: bool) -> Nearest:
        """What gives the words that may be meant; without `offers` only where it decides."""
        asked: list[str] = []

        def nearest(word: str, near: bool) -> tuple[str, ...]:
            asked.append(word)
            if len(asked) > _MOST_HELPED or not (offers or near):
                return ()
            near = near or len(asked) > _MOST_ASKED

            def make() -> _Near:
                if near:
                    return _Near(self.lexicon.near(word))
                return _Near((*self.lexicon.accented(word), *self.known.nearest(word)))

            return remember(_Near, (self.known.stamp, self.language, word, near), make).words

        return nearest


def _looks(
    publication: Publication,
    source: Publication,
    found: Sequence[Stretch],
    remember: Remember,
    memory: Memory | None = None,
) -> Iterator[_Look | Diagnostic]:
    """The words of each language as its dictionary has them, or that there is none.

    With a `memory` the dictionary is asked what it was not asked before.
    """
    own = right_words(publication)
    if source is not publication:
        own |= right_words(source) | _said(source)
    for language, said in by_language(found).items():
        known = dictionary(language)
        asked = None if known is None or memory is None else AskedDictionary(known, memory)
        if known is not None:
            words, lexicon = judged(said), Lexicon(asked or known, language, own)
            distinct = sorted({word.text for word in words})
            made_from = (known.stamp, language, sorted(own), distinct)
            wrong = remember(Unknown, made_from, partial(unknown, distinct, lexicon))
            yield _Look(language, words, wrong, lexicon, known)
            if asked is not None:
                asked.keep()
        elif said:
            yield no_dictionary(language, said[0].place(publication))


def _said(publication: Publication) -> frozenset[str]:
    """The words of a publication, and the parts of those with hyphens."""
    said = by_language(stretches(publication)).values()
    return frozenset(
        part
        for words in said
        for word in words
        for part in (word.text, *word.text.split("-"))
        if len(part) > 1
    )


def right_words(publication: Publication) -> frozenset[str]:
    """The words that a publication itself says are right: names of all kinds, and its glossary."""
    content = publication.content
    marks = (mark.contract.name for mark in publication.marks.values())
    terms = (
        said
        for term in content.glossary
        for said in (term.term, *expected(term, publication.language))
    )
    texts = (*content.names, *publication.right_words, *terms, content.author, *marks)
    return frozenset(
        each
        for text in texts
        for word in re.split(r"[\s,;]+", plain_word(text or ""))
        for each in (word, *word.split("-"))
        if len(each) > 1
    )
