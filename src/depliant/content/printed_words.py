"""The words of a publication's texts as a proofreader takes them: one by one, with their places.

What is no word of a language is left out: figures and what is raised, addresses, what has digits
in it, single letters, Roman numerals, names of partners and of the author.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from depliant.content import markup
from depliant.content.messages import LOGOS, PHRASES, UNITS, Message, messages
from depliant.content.publication import Publication
from depliant.errors import Place
from depliant.figures.schema import Retired
from depliant.figures.signs import sign_meant
from depliant.languages.words import lore
from depliant.memory import remembered
from depliant.patterns import late_pattern
from depliant.tuples import NamedTuple


class Stretch(NamedTuple):
    """A run of one language in a message. What is no text in it is a digit or `GAP`."""

    message: Message
    language: str
    text: str


class PrintedWord(NamedTuple):
    """A word where it stands.

    `text` is what a dictionary is asked for: composed, with straight apostrophes, without what is
    elided before it; `written` is all of it as it was typed. `opens` says that it may have its
    capital from where it stands, `capitals` that it is in a line of capitals (else a word in
    capitals is an abbreviation); `cut` that it looks cut short by a full stop.
    """

    text: str
    written: str
    message: Message
    language: str
    opens: bool = False
    capitals: bool = False
    cut: bool = False

    def place(self, publication: Publication) -> Place:
        """Where it stands in its file."""
        return _place(publication, self.message, rf"(?<!\w){re.escape(self.written)}(?!\w)")


class Doubled(NamedTuple):
    """A word that stands twice in a row: as it was typed, and where."""

    written: str
    message: Message

    def place(self, publication: Publication) -> Place:
        """Where the first of the two stands in its file."""
        return _place(publication, self.message, re.escape(self.written))


GAP: Final = "\ufffc"
"""Stands for what is no text of the language: an address, words in another one."""
_FIGURE: Final = "0"
_ADDRESS: Final = late_pattern(
    r"(?:https?://|www\.)\S+|(?<!\S)\S{1,100}@\S+|(?<!\w)[#@]\w+"
    r"|(?<![\w.-])[^\W_][\w-]*(?:\.[\w-]+)+(?:/\S*)?"
    r"|</?[a-z][^<>]{0,80}>|&#?\w{1,8};",
    re.IGNORECASE,
)
_MARKS: Final = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670"
_TOKEN: Final = late_pattern(rf"\w[\w{_MARKS}'’ʼ‘\-\u2010\u2011\u00ad\u200c\u200d\u0640]*")
_DROPPED: Final = str.maketrans(
    {
        **dict.fromkeys("\u00ad\u200c\u200d\u0640"),
        **dict.fromkeys("’ʼ‘", "'"),
        **dict.fromkeys("\u2010\u2011", "-"),
    }
)
_ENDS: Final = ".!?…:;"
_OPENS: Final = '•–—|([«»“”„"'
_BEFORE: Final = 40
"""Signs before a word that are looked at for where it stands."""
_CUT: Final = late_pattern(r"\.(?=\s*[a-zà-ÿ0-9,;:)-])")
_SHORT: Final = 3
"""A word of so many letters with a full stop is cut short, whatever follows."""
_ROMAN: Final = late_pattern(r"[IVXLCDM]+(?:e|er|re|es|ers|ème|èmes|eme|th|st|nd|rd)?")
_LINE: Final = 3
"""So many words in capitals in a row are a line of capitals, and no abbreviations."""
_SHOUTED: Final = 7
"""A text that is one word in capitals is no abbreviation if it has so many letters."""


def stretches(publication: Publication) -> tuple[Stretch, ...]:
    """The texts of a publication by their language, each text once."""
    return tuple(
        stretch
        for message in messages(publication)
        if _is_spelled(message, publication)
        for stretch in _parted(message, publication.language)
    )


def _is_spelled(message: Message, publication: Publication) -> bool:
    """Whether a message is of words; marks and authors are names, phrases the program's own."""
    if message.held:
        return False
    kind = message.routes[0][0]
    if kind == UNITS:
        if sign_meant(message.text) and message.text in _units_of_figures(publication):
            return False  # `unit-unknown` says which sign is meant
        return publication.unit_words is None  # a translation's are in its own file
    return kind not in (LOGOS, PHRASES, "author")


def _units_of_figures(publication: Publication) -> frozenset[str]:
    """The units that figures have, as they are written."""
    figures = publication.content.figures.values()
    return frozenset(figure.unit for figure in figures if not isinstance(figure, Retired))


def _parted(message: Message, language: str) -> Iterator[Stretch]:
    """A message's words, and those in other languages by themselves."""
    own: list[str] = []
    for piece in markup.parse(message.text)[0]:
        apart = piece.figure or piece.superscript or piece.subscript
        text = _FIGURE if apart else piece.text
        if piece.language is None or piece.language == language:
            own.append(text)
        else:
            own.append(GAP)
            yield Stretch(message, piece.language, _ADDRESS.sub(GAP, text))
    yield Stretch(message, language, _ADDRESS.sub(GAP, "".join(own)))


def words(stretch: Stretch) -> Iterator[PrintedWord]:
    """The words of a stretch in their order."""
    for text, written, *looks in _words(stretch.text, stretch.language):
        yield PrintedWord(text, written, stretch.message, stretch.language, *looks)


@remembered
def _words(text: str, language: str) -> tuple[tuple[str, str, bool, bool, bool], ...]:
    """The words of a text: plain, as written, and whether each opens, is in capitals, is cut.

    Most texts of an edition are those of the one before.
    """
    found = list(_TOKEN.finditer(text))
    elisions = lore(language).elisions
    made: list[tuple[str, str, bool, bool, bool]] = []
    for match, in_line in zip(found, _capitals(text, found), strict=True):
        written = _trimmed(match[0])
        word = _core(plain_word(written), elisions)
        if _is_word(word):
            cut = _is_cut(word, text, match.start() + len(written))
            made.append((word, written, _opens(text, match.start()), in_line, cut))
    return tuple(made)


def _opens(text: str, at: int) -> bool:
    """Whether a sentence, a quotation or an item of a row begins at a place."""
    before = text[max(0, at - _BEFORE) : at]
    left = before.rstrip(f" \u00a0\u202f*‘'-{_OPENS}")
    return not left or left[-1] in _ENDS or any(sign in _OPENS for sign in before[len(left) :])


def _is_cut(word: str, text: str, end: int) -> bool:
    """Whether a word that ends at a place is an abbreviation by the full stop after it."""
    if len(word) <= _SHORT:
        return text.startswith(".", end)
    return _CUT.match(text, end) is not None


def doubled(stretch: Stretch) -> Iterator[Doubled]:
    """Words that stand twice in a row in a stretch, but for those that may."""
    for written in _doubled(stretch.text, stretch.language):
        yield Doubled(written, stretch.message)


@remembered
def _doubled(text: str, language: str) -> tuple[str, ...]:
    twice = lore(language).twice
    if twice is None:
        return ()
    found: list[str] = []
    for first, second in pairwise(_TOKEN.finditer(text)):
        one, other = plain_word(first[0]), plain_word(second[0])
        between = text[first.end() : second.start()]
        named = one[0].isupper() and other[0].isupper() and not one.isupper()
        is_place = text[: first.start()].endswith("{")  # of a figure, and not closed
        if not between.isspace() or named or is_place or not one.isalpha():
            continue
        if one.casefold() == other.casefold() and one.casefold() not in twice:
            found.append(text[first.start() : second.end()])
    return tuple(found)


def plain_word(written: str) -> str:
    """A word as dictionaries write it: composed, straight apostrophes, nothing without width."""
    return unicodedata.normalize("NFC", written.translate(_DROPPED))


def _trimmed(token: str) -> str:
    return token.rstrip("-\u2010\u2011'’ʼ‘\u00ad")


def _core(word: str, elisions: frozenset[str]) -> str:
    """A word without what is elided before it: "inscription" of "l'inscription"."""
    head, _, rest = word.partition("'")
    while rest and head.casefold() in elisions:
        word = rest
        head, _, rest = word.partition("'")
    return word


def _is_word(text: str) -> bool:
    return (
        len(text) > 1
        and not any(letter.isdigit() or letter == "_" for letter in text)
        and _ROMAN.fullmatch(text) is None
    )


def _capitals(text: str, tokens: Sequence[re.Match[str]]) -> list[bool]:
    """Of each token, whether it stands in a line of capitals: spaces alone are between them."""
    lettered = [match[0] for match in tokens if any(map(str.isalpha, match[0]))]
    shouted = bool(lettered) and all(map(str.isupper, lettered))
    if shouted and (len(lettered) > 1 or len(lettered[0]) >= _SHOUTED):
        return [True] * len(tokens)
    found = [False] * len(tokens)
    start = 0
    for at, match in enumerate(tokens):
        if at > start and not text[tokens[at - 1].end() : match.start()].isspace():
            start = at
        if not match[0].isupper():
            start = at + 1
        elif at - start + 1 == _LINE:
            found[start : at + 1] = [True] * _LINE
        elif at - start >= _LINE:
            found[at] = True
    return found


def _place(publication: Publication, message: Message, pattern: str) -> Place:
    """The first place of what matches in a message; of a unit, its figure."""
    route = message.routes[0]
    if route[0] == UNITS:
        file, _, line = message.reference.partition(":")
        return Place(file, int(line) if line else None)
    match = re.search(pattern, message.text)
    if match is None:  # markup stands in the midst of it
        return publication.source.place(route)
    occurrence = message.text.count(match[0], 0, match.end())
    return publication.source.place_within(route, match[0], occurrence)
