"""Orthotypographic rules of any language, from CLDR's data and a line of words a language.

A language with rules of its own (French, English and others in `rules`) gets what is said here of
numbers and abbreviations besides. Every other one that CLDR knows has its quotation marks, its
apostrophe, and a no-break space where a line would part a number from its month or scale word, a
word such as “page” from its number, a title from its name, or the parts of an abbreviation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError

from depliant.languages.quotation_marks import Marks, marks_of
from depliant.languages.rules import (
    ANYWHERE,
    APOSTROPHE,
    DIGITS,
    INITIALS,
    NBSP,
    SPACE,
    Edit,
    Rule,
    listed,
    quoting,
    quoting_within,
    replacing,
)
from depliant.patterns import late_pattern
from depliant.tuples import NamedTuple


class Held(NamedTuple):
    """Words that a line does not part from the number or the name that follows, or is before."""

    numbered: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


_WORDLESS: Final = listed("zh yue ja ko th lo km my bo dz")
"""Languages in which words, or particles, stand against a quotation mark."""
_NO_APOSTROPHE: Final = listed("he yi uz haw to sm zh yue ja ko th")
"""Languages in which the straight mark between letters is another sign: geresh, ʻokina, or none."""

_HEBREW: Final = listed("he yi")
_LATIN_APOSTROPHE: Final = replacing(
    "apostrophe", r"(?<=[a-zà-ÿœA-ZÀ-ÞŒ])(')(?=[a-zà-ÿœA-ZÀ-ÞŒ])", "’", "'"
)
"""Between Latin letters (Un'Escaut) it is an apostrophe in Hebrew or Korean, too; not so in Uzbek
or Hawaiian, which are Latin: `_SIGN_OF_ITS_OWN`."""
_SIGN_OF_ITS_OWN: Final = listed("uz haw to sm")
_GERSHAYIM: Final = "״"
_PREFIX: Final = late_pattern(r"(?<!\w)[ובהכלמש]{1,3}$")
_ABBREVIATION: Final = replacing(
    "abbreviation",
    r"(?<![\w.])[^\W\d_]\.( )(?=(?:[^\W\d_]|Chr|ex|ej|in|eks)\.)",
    NBSP,
    ".",
)
"""z. B., d. h., i. d. R., t. ex., m. in., и т. д.: one letter, and another after it."""
_CHANNEL: Final = replacing(
    "number", r"(?<!\w)(?:France|BBC|RTL|ARTE)( )(?=\d(?![\w,.]*\d))", NBSP, DIGITS
)
"""Names of broadcasters with their number, which are one word: France 3."""


@cache
def held_words() -> dict[str, Held]:
    """The words of each language that are held to what follows them."""
    found = {}
    for line in (Path(__file__).parent / "held.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            tag, _, words = line.partition("  ")
            kinds = [_words(part) for part in words.split("|")]
            found[tag] = Held(*kinds)
    return found


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("~", " ") for word in text.split())


@cache
def held(language: str) -> tuple[Rule, ...]:
    """What the rules of a language that has its own need not say: words and their numbers.

    Args:
        language: the first part of its tag.
    """
    words = held_words().get(language, Held())
    rules = [_ABBREVIATION, _CHANNEL]
    if words.numbered:
        pattern = rf"(?<!\w)(?:{_any(words.numbered)})({SPACE})(?=\d{{1,4}}(?![\d.,]*\d))"
        rules.append(replacing("number", pattern, NBSP, DIGITS))
    if words.titles:
        pattern = rf"(?<!\w)(?:{_any(words.titles)})( )(?=[^\W\d_])"
        rules.append(_before_a_capital("title", pattern))
    if words.behind:
        pattern = rf"(?<=\d)\.?({SPACE})(?=(?:{_any(words.behind)})(?!\w))"
        rules.append(replacing("number", pattern, NBSP, DIGITS))
    return tuple(rules)


@cache
def of_any(tag: str) -> tuple[Rule, ...]:
    """The rules of a language that has none of its own; of one that CLDR does not know, of all."""
    marks, language = marks_of(tag), tag.replace("_", "-").partition("-")[0].casefold()
    if marks is None:
        return ANYWHERE
    apostrophe = _LATIN_APOSTROPHE if language in _NO_APOSTROPHE else APOSTROPHE
    apostrophes = () if language in _SIGN_OF_ITS_OWN else (apostrophe,)
    hebrew = (_hebrew_quotes(marks[0]), _GERESH) if language in _HEBREW else ()
    return (
        *(INITIALS, *ANYWHERE),
        *hebrew,
        *_quoting(marks, within_words=language in _WORDLESS),
        *apostrophes,
        *_counted(tag),
        *held(language),
    )


def _any(words: tuple[str, ...]) -> str:
    """A pattern of words, each also with a capital at its beginning."""
    forms = dict.fromkeys(form for word in words for form in (word, word[:1].upper() + word[1:]))
    return "|".join(map(re.escape, forms))


def _before_a_capital(name: str, pattern: str) -> Rule:
    """A rule for what stands before a capital, or a letter of a script that has none."""

    def find(text: str) -> Iterator[Edit]:
        for match in re.finditer(pattern, text):
            if not text[match.end(1)].islower():
                yield Edit(match.start(1), match.end(1), NBSP)

    return Rule(name, find)


def _quoting(marks: Marks, *, within_words: bool) -> tuple[Rule, ...]:
    """The rules for straight marks; double ones stay double where the outer marks are single."""
    outer, inner = marks
    if outer[0] == "‘":
        outer, inner = ("“", "”"), ("‘", "’")
    if within_words:
        return (_between_any("quotes", outer),)
    return (quoting("quotes", outer, inner), quoting_within("quotes", outer, inner))


def _hebrew_quotes(marks: tuple[str, str]) -> Rule:
    """The rule for straight double marks of Hebrew: quotation marks, or gershayim (צה״ל).

    A prefix may stand against a quotation (ב"חוזה יעד"), as the letters of an acronym stand against
    its mark: the one that a closing mark goes with opens.
    """
    opening, closing = marks

    def find(text: str) -> Iterator[Edit]:
        signs: dict[int, str] = {}
        opened: int | None = None
        for at in (match.start() for match in re.finditer('"', text)):
            before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
            if before.isalnum() and after.isalnum():
                signs[at] = _GERSHAYIM if "א" <= before <= "ת" and "א" <= after <= "ת" else '"'
                if opened is None and _PREFIX.search(text[:at]):
                    opened = at
            elif not before.strip("([{-–—־/ \u00a0"):
                opened = at
            elif opened is not None and not after.isalnum():
                signs |= {opened: opening, at: closing}
                opened = None
        yield from (Edit(at, at + 1, sign) for at, sign in sorted(signs.items()) if sign != '"')

    return Rule("quotes", find, frozenset('"'))


def _geresh(text: str) -> Iterator[Edit]:
    """ז׳אן, מס׳: the mark behind a Hebrew letter, where none could open a quotation."""
    if not re.search(r"(?<!\w)'(?=\w)", text):
        for match in re.finditer("(?<=[א-ת])'", text):
            yield Edit(match.start(), match.end(), "׳")


_GERESH: Final = Rule("apostrophe", _geresh, frozenset("'"))


def _between_any(name: str, marks: tuple[str, str]) -> Rule:
    """The rule for pairs of straight double marks in a script that parts no words."""
    pair = re.compile(r'(")(?=[^\s"])[^"]*(?<=[^\s"])(")')

    def find(text: str) -> Iterator[Edit]:
        for match in pair.finditer(text):
            if any(sign >= "\u0e00" for sign in match[0]):
                yield Edit(match.start(1), match.end(1), marks[0])
                yield Edit(match.start(2), match.end(2), marks[1])

    return Rule(name, find, frozenset('"'))


def _counted(tag: str) -> tuple[Rule, ...]:
    """The rules that keep a number with its month and with the word for millions, from CLDR."""
    try:
        locale = Locale.parse(tag.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        return ()
    months = _in_letters(locale.months["format"]["wide"].values())
    scales = {word for word in _scale_words(locale) if len(word) > 1}
    rules = []
    if months:
        # 7 julio, 7. července, 7 de julio, 7 ביולי.
        pattern = rf"(?<=\d)\.?({SPACE})(?=(?:de |ב)?(?:{_any(months)})(?!\w))"
        rules.append(replacing("date", pattern, NBSP, DIGITS))
    if scales:
        pattern = rf"(?<=\d)({SPACE})(?=(?:{'|'.join(map(re.escape, sorted(scales)))})(?!\w))"
        rules.append(replacing("number", pattern, NBSP, DIGITS))
    return tuple(rules)


def _in_letters(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if len(name) > 1 and not any(map(str.isdigit, name)))


def _scale_words(locale: Locale) -> Iterator[str]:
    """The words that CLDR's compact forms have beside a number: millones, tis., Mio."""
    for width in ("long", "short"):
        for sizes in (locale.compact_decimal_formats.get(width) or {}).values():
            for found in sizes.values():
                text = str(getattr(found, "pattern", found)).partition(";")[0]
                word = text.replace("'", "").strip("0 \u00a0\u202f")
                if word and not any(map(str.isdigit, word)):
                    yield word
