r"""Runs of styled text to words, spaces and forced line ends.

A word is what stands between ordinary spaces; it may go through several runs and may hold
no-break spaces, which are fixed. Spaces in a row count as one, and so do forced line ends
("\n") with the spaces beside them; at the ends of the paragraph both count as none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from depliant.fonts.shaping import SOFT_HYPHEN
from depliant.text.model import CharStyle, Run

# Letters beside a piece that say how it joins: one, and marks that may stand between.
_CONTEXT = 5

_PARTS = re.compile(r"\n|[ \t\r\f\v]+|[^ \t\r\f\v\n]+")


class Piece(NamedTuple):
    """The part of a word that belongs to one run; `start` is its index in the word.

    `context` is what stands before and after it in the word, given where letters of two runs
    join.
    """

    run: int
    style: CharStyle
    text: str
    start: int
    context: tuple[str, str] = ("", "")


class Word(NamedTuple):
    """Text without a space to break at; `soft` are the places of the author's soft hyphens."""

    text: str
    pieces: tuple[Piece, ...]
    soft: tuple[int, ...] = ()


class Space(NamedTuple):
    """The space between two words, in the style of its run."""

    run: int
    style: CharStyle


class LineEnd(NamedTuple):
    """A forced line end."""

    run: int
    style: CharStyle


class Joint(NamedTuple):
    """What stands between two words without a space, as those of Chinese: nothing, or some width.

    `width`, `stretch` and `shrink` are points; `width` is negative where signs move together.
    `ends` says whether a line may end there, and `kept` that it would part a phrase; `late` that
    what follows is too short for a line of its own.
    """

    run: int
    style: CharStyle
    width: float = 0.0
    stretch: float = 0.0
    shrink: float = 0.0
    ends: bool = False
    kept: bool = False
    late: bool = False


Token = Word | Space | LineEnd | Joint


def tokenize(runs: Sequence[Run], *, joined: Sequence[bool] = ()) -> tuple[Token, ...]:
    """Cut runs into tokens; `joined` says of each whether its letters join those beside them."""
    tokens: list[Token] = []
    parts: list[tuple[int, CharStyle, str]] = []
    for number, (text, style, _) in enumerate(runs):
        for part in _PARTS.findall(text):
            if part[0] > " ":
                parts.append((number, style, part))
                continue
            tokens += _words(parts)
            parts = []
            if part == "\n":
                if tokens and isinstance(tokens[-1], Space):
                    tokens.pop()
                if tokens and isinstance(tokens[-1], Word):
                    tokens.append(LineEnd(number, style))
            elif tokens and isinstance(tokens[-1], Word):
                tokens.append(Space(number, style))
    tokens += _words(parts)
    if any(joined):
        tokens = [_in_context(token, joined) for token in tokens]
    while tokens and not isinstance(tokens[-1], Word):
        tokens.pop()
    return tuple(tokens)


def piece_at(word: Word, index: int) -> Piece:
    """The piece of a word that holds a character."""
    for piece in reversed(word.pieces):
        if piece.start <= index:
            return piece
    raise IndexError(index)


def tongue_of(word: Word, language: str) -> str:
    """The language of a word in a paragraph of `language`: that of its longest piece."""
    longest = max(word.pieces, key=lambda piece: len(piece.text))
    return longest.style.language or language


def _in_context(token: Token, joined: Sequence[bool]) -> Token:
    """A word whose pieces know their neighbours, where these join."""
    if not isinstance(token, Word) or len(token.pieces) == 1:
        return token
    pieces = []
    for number, piece in enumerate(token.pieces):
        before, after = token.text[: piece.start], token.text[piece.start + len(piece.text) :]
        if joined[piece.run]:
            neighbours = token.pieces[max(number - 1, 0) : number + 2]
            context = (
                before[-_CONTEXT:] if joined[neighbours[0].run] else "",
                after[:_CONTEXT] if joined[neighbours[-1].run] else "",
            )
            piece = piece._replace(context=context)
        pieces.append(piece)
    return token._replace(pieces=tuple(pieces))


def _words(parts: Sequence[tuple[int, CharStyle, str]]) -> list[Word]:
    """One word, or none if there is nothing in it that shows."""
    pieces: list[Piece] = []
    soft: list[int] = []
    length = 0
    for run, style, text in parts:
        if SOFT_HYPHEN in text:
            stretches = text.split(SOFT_HYPHEN)
            at = length
            for stretch in stretches[:-1]:
                at += len(stretch)
                soft.append(at)
            text = "".join(stretches)
        if text:
            pieces.append(Piece(run, style, text, length))
            length += len(text)
    whole = "".join(piece.text for piece in pieces)
    if not whole:
        return []
    return [Word(whole, tuple(pieces), tuple(at for at in soft if 0 < at < length))]
