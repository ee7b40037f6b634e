"""The glossary of content.yaml: words that are always said in the same way in a language.

A term that a message has must have its translation in the message's: one of those that content.yaml
gives for the language, or the term itself if it stays as it is. Words may take endings (and in many
languages stand within longer ones); so all but the last letters of each is looked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from depliant.content import markup
from depliant.content.messages import Message
from depliant.content.schema import Term
from depliant.content.terms import expected
from depliant.errors import Diagnostic, Place
from depliant.sentences import say

_LONG: Final = 5
"""Letters of a word whose end may change with its place in the sentence."""
_CHANGING: Final = 2
"""Letters at the end that may be others."""
_ENDING: Final = 5
"""Letters that may stand in their place."""
_JOINT: Final = r"[\s\-‐‑'’]+"


def glossary_faults(
    message: Message, text: str, language: str, terms: tuple[Term, ...], place: Place
) -> Iterator[Diagnostic]:
    """The terms of a message whose translation is not in the message's."""
    source = translation = ""
    for term in terms:
        words = expected(term, language)
        if not words:
            continue
        source = source or _plain(message.text)
        if not _as_a_word(term.term).search(source):
            continue
        translation = translation or _plain(text)
        stays = words == (term.term,)
        if any(_is_in(each, translation, stays) for each in words):
            continue
        yield Diagnostic(
            "glossary-term",
            say(
                "“{term}” is not translated as the glossary says: “{words}”.",
                term=term.term,
                words=" / ".join(words),
            )
            if not stays
            else say("“{term}” stays as it is, by the glossary, and is not there.", term=term.term),
            place,
            say("Write it so, or add to the `translations:` of the term how else it is said."),
            "warning",
        )


def _plain(text: str) -> str:
    """The words of a marked-up text, letters and marks in one form."""
    return _folded(markup.literal(text))


def _folded(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return " ".join(composed.replace("’", "'").replace("\u00ad", "").casefold().split())


@lru_cache(maxsize=1000)
def _as_a_word(term: str) -> re.Pattern[str]:
    """A term of the source: whole words, the last of them perhaps in the plural."""
    words = map(re.escape, re.split(_JOINT, _folded(term)))
    return re.compile(rf"(?<!\w){_JOINT.join(words)}[sx]?(?!\w)")


def _is_in(words: str, translation: str, stays: bool) -> bool:
    """Whether words are in a translation: as they are, or in another form if they may have one."""
    if stays:
        return _as_it_is(words).search(translation) is not None
    return _inflected(words).search(_bare(translation)) is not None


@lru_cache(maxsize=1000)
def _as_it_is(words: str) -> re.Pattern[str]:
    return re.compile(_JOINT.join(map(re.escape, re.split(_JOINT, _folded(words)))))


@lru_cache(maxsize=1000)
def _inflected(words: str) -> re.Pattern[str]:
    """Words of which each may have another ending, and other accents: Turm, Türme."""
    return re.compile(_JOINT.join(map(_with_ending, re.split(_JOINT, _bare(_folded(words))))))


def _bare(text: str) -> str:
    """A text without its accents."""
    parted = unicodedata.normalize("NFD", text)
    return "".join(each for each in parted if unicodedata.category(each) != "Mn")


def _with_ending(word: str) -> str:
    if len(word) < _LONG or not word.isalpha() or unicodedata.category(word[0]) == "Lo":
        return re.escape(word)
    return rf"{re.escape(word[:-_CHANGING])}\w{{0,{_ENDING}}}"
