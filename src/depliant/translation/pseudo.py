"""Pseudo-translations: made-up words to try a layout with before a translator is paid.

Every letter becomes one of the language's script; where that is Latin it takes an accent, and every
text grows by 35 per cent, about what German or Finnish add to French, or by as much as its panel
has room for. In languages that run to the left panels, lists and charts are seen mirrored; with
Latin letters too, if that is asked for. Figures, links, bold passages and addresses stay what they
are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from depliant.content import markup
from depliant.content.messages import Key
from depliant.languages.month_names import dates
from depliant.languages.number_words import number_words
from depliant.languages.scales import scales
from depliant.languages.table import script
from depliant.translation.merging import PSEUDO, REVIEW, form_count
from depliant.translation.po import Catalogue, PoEntry
from depliant.translation.pseudo_letters import Letters, letters_of

MIRRORED: Final = "mirrored"
"""What is asked for instead of a language: Latin letters on pages that run to the left."""
MIRRORED_TAG: Final = "en-Arab"
"""What runs to the left by its script, and has the numbers of English: CLDR has no other for it."""
_ENDLESS: Final = 10**6
_RAISED: Final = r"~[^~\s]{1,16}~|\^[^\s^]{1,40}\^"
_NO_WORDS: Final = re.compile(
    r"(?:https?://|www\.)[^\s\])]+|\S+@\S+|\{[^{}]*\}|\[\^[^\[\]]*\]|\]\([^)]*\)|\\."
    # CO~2~, m^2^, CO[2]{.small} and CO2: what is no formula any more says a number.
    rf"|(?<!\w)\w+(?:(?:{_RAISED}|\[[^\[\]\s]{{1,16}}\]\{{\.[^{{}}]*\}})\w*)+"
    rf"|(?<=[)\]])(?:{_RAISED})|(?<!\w)[^\W\d_]+\d\w*"
)
_FILLER: Final = ("lorem", "ipsum", "dolor", "sit", "amet")


def pseudo(
    catalogue: Catalogue, language: str, spare: Mapping[Key, int], *, latin: bool = False
) -> tuple[Catalogue, int]:
    """A catalogue with every message translated into what looks like the language.

    Args:
        catalogue: the messages.
        language: the tag of the language.
        spare: by how many characters a message may grow; one that is not there, by any number.
        latin: take Latin letters whatever the language's script is.

    Returns:
        The catalogue, and how many messages had less room than they were to grow by.
    """
    forms = form_count(catalogue.header.get("Plural-Forms", ""))
    letters = letters_of("Latn" if latin else script(language))
    source = catalogue.header.get("X-Source-Language", "")
    entries = tuple(
        _posting(entry, forms, letters, spare.get(entry.key, _ENDLESS), source)
        for entry in catalogue.entries
        if not entry.obsolete
    )
    header = {**catalogue.header, REVIEW: PSEUDO, "Last-Translator": "none: a pseudo-translation"}
    short = sum(
        entry.plural is None and spare.get(entry.key, _ENDLESS) < _growth(entry.id, letters.growth)
        for entry in entries
    )
    return replace(catalogue, entries=entries, header=header), short


def _posting(entry: PoEntry, forms: int, letters: Letters, spare: int, source: str) -> PoEntry:
    if entry.plural is not None:
        word = letters.disguised(entry.id)
        return replace(entry, strings=(word,) * forms, flags=(), previous=())
    more = min(_growth(entry.id, letters.growth), spare)
    words = _rewritten(entry.id, letters, source) + letters.disguised(_filling(more))
    return replace(entry, strings=(words,), flags=(), previous=())


def _growth(text: str, share: float) -> int:
    """By how many characters a text is to grow."""
    return int(sum(len(piece.text) for piece in markup.parse(text)[0]) * share)


def _rewritten(text: str, letters: Letters, source: str) -> str:
    """A marked-up text with its words disguised and its markup kept."""
    result: list[str] = []
    start = 0
    for first, last in _kept(text, source):
        result += [letters.disguised(text[start:first]), text[first:last]]
        start = last
    return "".join((*result, letters.disguised(text[start:])))


def _kept(text: str, source: str) -> list[tuple[int, int]]:
    """The stretches of a text that stay: figures, addresses, language tags, escapes.

    So do dates and numbers in words, in the words of the source: they must say what they said.
    """
    found = [match.span() for match in _NO_WORDS.finditer(text)]
    if source:
        found += [(one.start, one.end) for one in dates(text, source)]
        found += [(one.start, one.end) for one in scales(text, source)]
        found += [(one.start, one.end) for one in number_words(text, source)]
    kept: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if kept and first < kept[-1][1]:
            kept[-1] = kept[-1][0], max(kept[-1][1], last)
        else:
            kept.append((first, last))
    return kept


def _filling(length: int) -> str:
    """Words of about so many characters, and no more, to stand after a text."""
    words: list[str] = []
    while (next_word := _FILLER[len(words) % len(_FILLER)]) and (
        sum(len(word) + 1 for word in words) + len(next_word) + 1 <= length
    ):
        words.append(next_word)
    return "".join(f" {word}" for word in words)
