"""Pseudo-translations: made-up words to try a layout with before a translator is paid.

For a language that runs to the right every letter takes an accent and every text grows by 35 per
cent, about what German or Finnish add to French; for one that runs to the left every letter
becomes one of its script, so that panels, lists and charts are seen mirrored. Figures, links,
bold passages and addresses stay what they are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from babel import Locale

from depliant.content import markup
from depliant.translation.merging import PSEUDO, REVIEW, form_count
from depliant.translation.po import Catalogue, PoEntry

_EXPANSION: Final = 0.35

# Letters of Latin Extended-A, which Barlow and most faces have.
_ACCENTED: Final = str.maketrans("aceginouyzACEGINOUYZlrstdLRSTD", "àćêğïñôûýžÀĆÊĞÏÑÔÛÝŽłřšťďŁŘŠŤĎ")
_ARABIC: Final = str.maketrans(
    {
        **dict(zip("abcdefghijklmnopqrstuvwxyz", "ابسدعفغحيجكلمنوبقرستوفوخيز", strict=True)),
        **dict(zip("éèêàùûôîïçœ", "ععااوووييشو", strict=True)),
        ",": "،",
        ";": "؛",
        "?": "؟",
    }
)
_NO_WORDS: Final = re.compile(r"\{[^{}]*\}|\]\([^)]*\)|\\.|(?:https?://|www\.)[^\s\])]+|\S+@\S+")
_FILLER: Final = ("lôrém", "ïpsûm", "dôlör", "sït", "ämét")


def pseudo(catalogue: Catalogue, locale: Locale) -> Catalogue:
    """A catalogue with every message translated into what looks like the language."""
    forms = form_count(catalogue.header.get("Plural-Forms", ""))
    mirrored = locale.text_direction == "rtl"
    entries = tuple(
        _posting(entry, forms, mirrored) for entry in catalogue.entries if not entry.obsolete
    )
    header = {**catalogue.header, REVIEW: PSEUDO, "Last-Translator": "none: a pseudo-translation"}
    return replace(catalogue, entries=entries, header=header)


def _posting(entry: PoEntry, forms: int, mirrored: bool) -> PoEntry:
    words = mirrored_text(entry.id) if mirrored else accented_text(entry.id)
    if entry.plural is not None:
        word = disguised(entry.id, mirrored=mirrored)
        return replace(entry, strings=(word,) * forms, flags=(), previous=())
    return replace(entry, strings=(words,), flags=(), previous=())


def accented_text(text: str) -> str:
    """A text with accents on its letters, longer by 35 per cent of its words."""
    words = "".join(piece.text for piece in markup.parse(text)[0])
    return _rewritten(text, mirrored=False) + _filling(int(len(words) * _EXPANSION))


def mirrored_text(text: str) -> str:
    """A text in Arabic letters that stand for its own."""
    return _rewritten(text, mirrored=True)


def disguised(words: str, *, mirrored: bool) -> str:
    """Plain words in other letters."""
    if not mirrored:
        return words.translate(_ACCENTED)
    return words.lower().translate(_ARABIC)


def _rewritten(text: str, *, mirrored: bool) -> str:
    """A marked-up text with its words disguised and its markup kept."""
    result: list[str] = []
    start = 0
    for first, last in _kept(text):
        result += [disguised(text[start:first], mirrored=mirrored), text[first:last]]
        start = last
    return "".join((*result, disguised(text[start:], mirrored=mirrored)))


def _kept(text: str) -> list[tuple[int, int]]:
    """The stretches of a text that are no words: figures, addresses, language tags, escapes."""
    return [match.span() for match in _NO_WORDS.finditer(text)]


def _filling(length: int) -> str:
    """Words of about so many characters, to stand after a text."""
    words: list[str] = []
    while sum(len(word) + 1 for word in words) + 3 <= length:
        words.append(_FILLER[len(words) % len(_FILLER)])
    return "".join(f" {word}" for word in words)
