"""What the glossary of content.yaml gives for a language."""

from __future__ import annotations

from depliant.content.schema import Content, Term
from depliant.languages.tags import canonical


def expected(term: Term, language: str) -> tuple[str, ...]:
    """What may stand for a term in a language; nothing if content.yaml does not say."""
    if not term.translations:
        return (term.term,)
    said = {canonical(tag): words for tag, words in term.translations.items()}
    tag = canonical(language)
    parts = tag.split("-")
    for length in range(len(parts), 0, -1):
        words = said.get("-".join(parts[:length]))
        if words is not None:
            return (words,) if isinstance(words, str) else words
    return ()


def names_in(content: Content, language: str) -> frozenset[str]:
    """The names of a publication, with what the glossary gives for them in a language."""
    own = frozenset(content.names)
    given = (expected(term, language) for term in content.glossary if term.term in own)
    return own.union(*given)
