"""The spelling of an edition: its words, the dictionaries of the machine, and what was known.

Which words are right is remembered by the words, the names and the dictionary; so a check of
words that have not changed reads no dictionary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from depliant.build.session import Session
from depliant.content.lexicon import Lexicon
from depliant.content.misspellings import (
    Unknown,
    by_language,
    doubled_words,
    judged,
    misspellings,
    no_dictionary,
    no_reader,
    unknown,
)
from depliant.content.printed_words import PrintedWord, plain_word, stretches
from depliant.content.publication import Publication
from depliant.content.terms import expected
from depliant.errors import Diagnostic
from depliant.languages.dictionaries import Dictionary, dictionary, has_reader
from depliant.layout.job import Remember
from depliant.translation.merging import PSEUDO

_MOST_ASKED = 20
"""Words of a language for which Hunspell is asked what may be meant: each takes its time."""
_MOST_HELPED = 200
"""Words of a language for which anything is asked."""


class _Near(Struct, frozen=True):
    """What may be meant by a word."""

    words: tuple[str, ...]


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
    own = right_words(publication)
    if source is not publication:
        own |= right_words(source) | _said(source)
    for language, words in by_language(found).items():
        known = dictionary(language)
        if known is not None:
            yield from _spelled(publication, language, judged(words), known, own, remember)
        elif words:
            yield no_dictionary(language, words[0].place(publication))


def _spelled(
    publication: Publication,
    language: str,
    words: tuple[PrintedWord, ...],
    known: Dictionary,
    own: frozenset[str],
    remember: Remember,
) -> Iterator[Diagnostic]:
    """What is misspelt in the words of one language."""
    lexicon = Lexicon(known, language, own)
    distinct = sorted({word.text for word in words})
    made_from = (known.stamp, language, sorted(own), distinct)
    wrong = remember(Unknown, made_from, lambda: unknown(distinct, lexicon))
    asked: list[str] = []

    def nearest(word: str, near: bool) -> tuple[str, ...]:
        asked.append(word)
        if len(asked) > _MOST_HELPED:
            return ()
        near = near or len(asked) > _MOST_ASKED

        def make() -> _Near:
            if near:
                return _Near(lexicon.near(word))
            return _Near((*lexicon.accented(word), *known.nearest(word)))

        return remember(_Near, (known.stamp, language, word, near), make).words

    yield from misspellings(publication, language, words, wrong, lexicon, nearest)


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
