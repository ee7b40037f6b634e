"""Words of scripts without spaces: cut where lines may end and where room may be given.

JLREQ (Requirements for Japanese Text Layout), 3.1 and 3.8, and CLREQ for Chinese: signs give up
their blank halves beside one another, an eighth of an em (CSS Text 4, `text-autospace`) parts
ideographs from Latin letters and digits, and a justified line gets its width between characters.
A style that keeps words whole (`hyphenate: false`, not justified: that of most headings) keeps
phrases whole as well.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from depliant.languages.breaks import hangul, opportunities, phrases, unspaced, wide
from depliant.text.fullwidth import HALF, Blank, blank
from depliant.text.model import ParagraphStyle
from depliant.text.tokens import Joint, LineEnd, Space, Token, Word, piece_at, tongue_of

_BESIDE_LATIN, _LATIN_STRETCH, _LATIN_SHRINK = 1 / 8, 1 / 8, 1 / 16
_STRETCH: Final = 0.05
"""Ems that a line is stretched between two ideographs before it is said to be loose."""

_WORD_STRETCH: Final = 0.03
"""The same between words of Thai, Lao, Khmer and Burmese."""

_SIGN_SHRINK: Final = 0.25
"""Ems that a bracket or a comma may give up between ideographs (JLREQ, 3.8.3); no full stop may."""

_STOPS: Final = frozenset("。．！？")
_SIGNS_OF_NUMBERS: Final = frozenset("%‰°€$£¥#")
_CLOSED_UP: Final = frozenset(".,;:!?)’”")
"""Signs of Korean that stand against a full-width bracket."""
_RUNT: Final = 3
"""A last line has so many characters at least."""


def jointed(tokens: Sequence[Token], style: ParagraphStyle) -> tuple[Token, ...]:
    """The tokens with words that may end a line within themselves cut into several."""
    if not any(isinstance(token, Word) and unspaced(token.text) for token in tokens):
        return tuple(tokens)
    found: list[Token] = []
    for token in tokens:
        if isinstance(token, Word) and unspaced(token.text):
            found += _beside_space(found[-2:], token, style)
            found += _cut(token, style)
        else:
            found.append(token)
    return _with_runts(found)


def _beside_space(before: Sequence[Token], word: Word, style: ParagraphStyle) -> Iterator[Token]:
    """What takes out the blank halves beside a space of Korean: 책 『이름』 나.

    It follows the space, so that it falls with it where the line ends.
    """
    if not (before and isinstance(before[-1], Space)):
        return
    halves, last = _blank_at(word, 0, tongue_of(word, style.language)).left, before[0]
    if isinstance(last, Word):
        halves += _blank_at(last, len(last.text) - 1, tongue_of(last, style.language)).right
    if halves:
        piece = piece_at(word, 0)
        width = -halves * piece.style.size
        yield Joint(piece.run, piece.style, width, 0.0, 0.0, ends=False, kept=False)


def _cut(word: Word, style: ParagraphStyle) -> Iterator[Token]:
    """A word as several, with a joint between each two."""
    text, language = word.text, tongue_of(word, style.language)
    divide = style.hyphenate or style.align == "justify"
    ragged = style.align != "justify"  # Korean words are divided late there (KLREQ, 3.2)
    whole = frozenset[int]() if divide else phrases(text, language)
    possible = opportunities(text, language, divide)
    start = 0
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        if at not in possible and not (wide(before) or wide(after)):
            continue
        piece = piece_at(word, at - 1)
        gap = _gap(word, at, language)
        if gap is None or not (at in possible or any(gap)):
            continue
        yield _part(word, start, at)
        size = piece.style.size
        kept = at in possible and (ragged and hangul(before) if divide else at not in whole)
        width, stretch, shrink = (size * em for em in gap)
        yield Joint(piece.run, piece.style, width, stretch, shrink, ends=at in possible, kept=kept)
        start = at
    yield _part(word, start, len(text))


class _Gap(NamedTuple):
    """What stands between two characters, in ems."""

    width: float = 0.0
    stretch: float = 0.0
    shrink: float = 0.0


def _gap(word: Word, at: int, language: str) -> _Gap | None:
    """The gap before the character at `at`; None if it goes with the one before."""
    before, after = word.text[at - 1], word.text[at]
    if unicodedata.category(after)[0] == "M" or "\u200d" in (before, after):
        return None
    left, right = (_blank_at(word, place, language) for place in (at - 1, at))
    between = left.right + right.left
    signs = [is_sign(char, own) for char, own in ((before, left), (after, right))]
    if all(signs):
        return _Gap(-HALF if between else 0.0)
    broad = [wide(char) or sign for char, sign in zip((before, after), signs, strict=True)]
    if all(broad):
        return _Gap(0.0, _STRETCH, _SIGN_SHRINK if between and before not in _STOPS else 0.0)
    if not any(broad):
        return _Gap(0.0, _WORD_STRETCH)
    if left.right and after in _CLOSED_UP:
        return _Gap(-left.right)
    latin = after if broad[0] else before
    if any(signs) or unspaced(latin) or not (latin.isalnum() or latin in _SIGNS_OF_NUMBERS):
        return _Gap()
    return _Gap(_BESIDE_LATIN, _LATIN_STRETCH, _LATIN_SHRINK)


def is_sign(char: str, own: Blank) -> bool:
    """Whether a character is full-width punctuation, whose blank halves are `own`."""
    return any(own) or (wide(char) and unicodedata.category(char)[0] == "P")


def _blank_at(word: Word, at: int, language: str) -> Blank:
    return blank(piece_at(word, at).style.face, word.text[at], language)


def _part(word: Word, start: int, end: int) -> Word:
    """The characters of a word from `start` to the one before `end`."""
    pieces = []
    for piece in word.pieces:
        first, last = max(start - piece.start, 0), min(end - piece.start, len(piece.text))
        if first < last:
            text = piece.text[first:last]
            pieces.append(piece._replace(text=text, start=max(piece.start - start, 0)))
    soft = tuple(at - start for at in word.soft if start < at < end)
    return Word(word.text[start:end], tuple(pieces), soft)


def _with_runts(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, the joints near the end of a line that is forced marked as late."""
    found: list[Token] = []
    after = 0
    for token in reversed(tokens):
        if isinstance(token, Word):
            after += len(token.text)
        elif isinstance(token, LineEnd):
            after = 0
        elif isinstance(token, Joint) and after < _RUNT:
            token = token._replace(late=True)
        found.append(token)
    return tuple(reversed(found))
