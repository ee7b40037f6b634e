"""Where a line may end in scripts that write no spaces between words.

Chinese, Japanese and Korean: Unicode's line breaking (UAX #14) by `uniseg`, which takes small kana
and the long vowel's mark for what may not begin a line: kinsoku, as JIS X 4051 and JLREQ have it.
Korean is broken at its spaces, or where words may be divided, between syllables. Phrases of
Japanese, Chinese and Thai are told by BudouX's models; Thai has no other breaks. Lao, Khmer and
Burmese need ICU's dictionaries, which come with an extra. All of these are loaded only for a text
that has such letters.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from depliant.languages.table import script
from depliant.memory import remembered

if TYPE_CHECKING:
    from budoux.parser import Parser

EXTRA: Final = "scripts"
"""The extra of the program with what Lao, Khmer and Burmese need."""

# Ranges by their bounds, each first character and the one behind the last. (A class of a regular
# expression that reaches so high takes longer to compile than a page to set.)
_WIDE: Final = (
    "\u2e80\u303f\u3041\u3130\u31a0\u31c0\u31f0\u4dc0\u4e00\ua000\uf900\ufb00\ufe30\ufe50"
    "\uff01\uff61\uffe0\uffe7\U00020000\U00040000"
)
_HANGUL: Final = "\u1100\u1200\u3131\u3190\ua960\ua980\uac00\ud800"
_OTHERS: Final = "\u0e01\u0e5c\u0e81\u0ee0\u1000\u10a0\u1780\u1800\ua9e0\uaa00\uaa60\uaa80"
_OF_DICTIONARY: Final = "[\u0e81-\u0edf\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]+"
_OF_THAI: Final = "[\u0e01-\u0e5b]+"
_BY_SCRIPT: Final = {"Laoo": "lo", "Khmr": "km", "Mymr": "my"}
_MODELS: Final = {"Jpan": "ja", "Hans": "zh-hans", "Hant": "zh-hant"}
_MAGNITUDES: Final = "十百千万萬億亿兆京"
"""Tens to ten thousand billions of Chinese and Japanese numbers."""


def unspaced(text: str) -> bool:
    """Whether a text has letters between which a line may end without a space."""
    if text.isascii() or max(text) < _OTHERS[0]:
        return False
    return any(_in(_WIDE, char) or hangul(char) or _in(_OTHERS, char) for char in text)


def _in(bounds: str, char: str) -> bool:
    return bool(bisect_right(bounds, char) % 2)


def hangul(char: str) -> bool:
    """Whether a character is a Korean syllable, or a letter of one."""
    return _in(_HANGUL, char)


def wide(char: str) -> bool:
    """Whether a character is an ideograph, kana, or a sign as wide as they."""
    return _in(_WIDE, char)


def lacks_dictionary(tag: str) -> bool:
    """Whether a language needs a dictionary to be broken into lines, and the machine has none."""
    return script(tag) in _BY_SCRIPT and not _has_icu()


@remembered
def opportunities(text: str, language: str, divide: bool) -> frozenset[int]:
    """Where a line may end: before the characters at these places.

    Args:
        text: a stretch without spaces.
        language: BCP 47 tag.
        divide: whether Korean words may be divided.
    """
    from uniseg.linebreak import line_break_boundaries

    found = {at for at in line_break_boundaries(text) if 0 < at < len(text)}
    if any(map(hangul, text)):
        parted = _beside_number if divide else _within_word
        found = {at for at in found if not parted(text, at)}
    found = {at for at in found if not _within_amount(text, at)}
    for match in re.finditer(_OF_THAI, text):
        found |= _phrase_ends(match.group(), "th", match.start())
    for match in re.finditer(_OF_DICTIONARY, text):
        found |= _by_dictionary(match.group(), match.start())
    return frozenset(at for at in found if not _within_cluster(text, at))


@remembered
def phrases(text: str, language: str) -> frozenset[int]:
    """Where a phrase of Japanese or Chinese ends, and a line may; all `opportunities` of others."""
    possible = opportunities(text, language, False)
    model = _model_of(text, language)
    return possible & _phrase_ends(text, model, 0) if model else possible


def _model_of(text: str, language: str) -> str:
    """The model for a text; none for one without ideographs, or in a language that has none."""
    return _MODELS.get(script(language), "") if any(map(wide, text)) else ""


def _within_cluster(text: str, at: int) -> bool:
    """Whether a mark follows, or a letter that closes its syllable, or is stacked (Burmese, Khmer).

    ICU's dictionary has such places in words that it does not know.
    """
    marked = unicodedata.category(text[at])[0] == "M" or text[at - 1] in "\u1039\u17d2"
    return marked or text[at + 1 : at + 2] in ("\u1039", "\u103a")


def _within_word(text: str, at: int) -> bool:
    """Whether a Korean syllable stands on either side, and no hyphen or stroke before."""
    before, after = text[at - 1], text[at]
    return before not in "-\u2010–/" and (hangul(before) or hangul(after))


def _beside_number(text: str, at: int) -> bool:
    """Whether a Korean number stands against its counter, or a prefix against it: 124곳, 제1."""
    before, after = text[at - 1], text[at]
    return (before.isdigit() and hangul(after)) or (hangul(before) and after.isdigit())


def _within_amount(text: str, at: int) -> bool:
    """Whether a number stands against what it counts: 12.4億 must not be read as 12.4."""
    return text[at - 1].isdecimal() and text[at] in _MAGNITUDES


def _phrase_ends(text: str, model: str, start: int) -> set[int]:
    ends, at = set(), start
    for phrase in _parser(model).parse(text)[:-1]:
        at += len(phrase)
        ends.add(at)
    return ends


@lru_cache(maxsize=4)  # a table of some hundred kilobytes each
def _parser(model: str) -> Parser:
    import budoux

    loaders = {
        "ja": budoux.load_default_japanese_parser,
        "zh-hans": budoux.load_default_simplified_chinese_parser,
        "zh-hant": budoux.load_default_traditional_chinese_parser,
        "th": budoux.load_default_thai_parser,
    }
    return loaders[model]()


@lru_cache(maxsize=1)
def _has_icu() -> bool:
    return find_spec("icu4py") is not None


def _by_dictionary(text: str, start: int) -> set[int]:
    """Where words end by ICU's dictionaries; nowhere without them."""
    if not _has_icu():
        return set()
    from icu4py.breakers import LineBreaker

    ends, at = set(), start
    for word in [*LineBreaker(text, "en")][:-1]:
        at += len(word)
        ends.add(at)
    return ends
