"""Inline codes: what of a message is no words, so that translators' programs keep it from harm.

A message is cut into words and codes, and joined again it is the same, character by character.
Stars round bold words, the brackets of a link or of a character style, the carets of raised and
the tildes of lowered letters are pairs; a figure, the mark of a note and a sign after a backslash
stand alone. Pairs never cross, and a mark that has no partner is words: so the codes of any text
can be written as well-formed XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple

from depliant.content.marks import SUBSCRIPT
from depliant.figures.placeholders import BODY

Kind = Literal["open", "close", "alone"]
Meaning = Literal[
    "bold", "italic", "link", "language", "style", "raised", "lowered", "figure", "sign", "note"
]

_TOKEN: Final = re.compile(
    r"(?P<sign>\\[!-/:-@\[-`{-~])"
    rf"|(?P<figure>\{{{BODY}\}})"
    r"|(?P<note>\[\^[A-Za-z][A-Za-z0-9_-]*\])"
    r"|(?P<raised>\^[^\s^]{1,40}\^)"
    rf"|(?P<lowered>{SUBSCRIPT.pattern})"
    r"|(?P<language>\]\{\s*lang\s*=[^{}]{0,200}\})"
    r"|(?P<style>\]\{\s*\.[^{}]{0,200}\})"
    r"|(?P<link>\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\))"
    r"|(?P<stars>\*+)"
    r"|(?P<opened>\[)"
    r"|(?P<closed>\])"
)
_BRACKETS: Final[dict[str, Meaning]] = {
    "link": "link",
    "language": "language",
    "style": "style",
}
"""What brackets mean by what stands behind them."""


class Code(NamedTuple):
    """A stretch of a message that is no words.

    `pair` is the number of its partner's and its own pair within the text, from 0.
    """

    kind: Kind
    meaning: Meaning
    data: str
    pair: int


Part = str | Code


class _Open(NamedTuple):
    """A mark that has no partner yet: its place among the parts."""

    mark: str
    at: int


def parts_of(text: str) -> tuple[Part, ...]:
    """The words and codes of a message; joined again, they are the message."""
    cutter = _Cutter(text)
    start = 0
    for match in _TOKEN.finditer(text):
        cutter.parts.append(text[start : match.start()])
        cutter.take(match)
        start = match.end()
    cutter.parts.append(text[start:])
    return tuple(_merged(cutter.parts))


def joined(parts: Iterable[Part]) -> str:
    """The message of words and codes."""
    return "".join(part if isinstance(part, str) else part.data for part in parts)


class _Cutter:
    """Cuts one text: its parts so far, and the marks that wait for a partner."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[Part] = []
        self.waiting: list[_Open] = []
        self.pairs = 0

    def take(self, match: re.Match[str]) -> None:
        """Take one mark."""
        kind, mark = match.lastgroup or "", match[0]
        match kind:
            case "sign" | "figure" | "note":
                meaning: Meaning = "note" if kind == "note" else "figure"
                self.parts.append(Code("alone", "sign" if kind == "sign" else meaning, mark, -1))
            case "raised" | "lowered":
                self.parts += [mark[0], mark[1:-1], mark[-1]]
                at = len(self.parts) - 3
                self.waiting.append(_Open(mark[0], at))
                self._pair(at + 2, mark[0], "raised" if kind == "raised" else "lowered")
            case "stars":
                self._stars(mark, match.start(), match.end())
            case "opened":
                self._wait(mark)
            case _:
                self.parts.append(mark)
                if any(waits.mark == "[" for waits in self.waiting):
                    self._pair(len(self.parts) - 1, "[", _BRACKETS.get(kind))

    def _wait(self, mark: str) -> None:
        self.parts.append(mark)
        self.waiting.append(_Open(mark, len(self.parts) - 1))

    def _pair(self, at: int, mark: str, meaning: Meaning | None) -> None:
        """Let the last waiting `mark` be the partner of the part at `at`, or let both be words."""
        while self.waiting[-1].mark != mark:
            self.waiting.pop()
        first = self.waiting.pop().at
        if meaning is None:
            return
        opening, closing = self.parts[first], self.parts[at]
        assert isinstance(opening, str)
        assert isinstance(closing, str)
        self.parts[first] = Code("open", meaning, opening, self.pairs)
        self.parts[at] = Code("close", meaning, closing, self.pairs)
        self.pairs += 1

    def _stars(self, stars: str, start: int, end: int) -> None:
        """Stars close what waits for them as long as that is the last, and then open."""
        closes = start > 0 and not self.text[start - 1].isspace()
        opens = end < len(self.text) and not self.text[end].isspace()
        left = len(stars)
        while closes and left and self.waiting and self.waiting[-1].mark in ("*", "**"):
            mark = self.waiting[-1].mark
            if len(mark) > left:
                break
            self.parts.append(mark)
            self._pair(len(self.parts) - 1, mark, "bold" if mark == "**" else "italic")
            left -= len(mark)
        while left:
            mark = "**" if left > 1 else "*"
            if opens:
                self._wait(mark)
            else:
                self.parts.append(mark)
            left -= len(mark)


def _merged(parts: Iterable[Part]) -> Iterable[Part]:
    """Words that stand side by side as one."""
    words = ""
    for part in parts:
        if isinstance(part, str):
            words += part
            continue
        if words:
            yield words
        words = ""
        yield part
    if words:
        yield words


def pieces(parts: Sequence[Part]) -> tuple[tuple[str, ...], ...]:
    """The data of each code that stands alone, and of each pair, by number in the order of a text.

    Their numbers from 1 on are the ids that both languages of a message share.
    """
    found: list[tuple[str, ...]] = []
    opened: dict[int, int] = {}
    for part in parts:
        if isinstance(part, str):
            continue
        if part.kind == "close":
            at = opened[part.pair]
            found[at] = (found[at][0], part.data)
        else:
            opened[part.pair] = len(found)
            found.append((part.data,))
    return tuple(found)


def ids(parts: Sequence[Part], source: Sequence[Part] | None = None) -> tuple[int, ...]:
    """The id of each code of a text, by its number in `pieces`.

    Args:
        parts: of the text.
        source: of the message whose translation it is; None: it is the message.

    Codes of a translation have the ids of the same codes of its message; what it has beside them
    has ids of its own.
    """
    mine = pieces(parts)
    if source is None:
        return tuple(range(1, len(mine) + 1))
    its = pieces(source)
    left = list(range(len(its)))
    found: list[int] = []
    more = len(its)
    for data in mine:
        at = next((at for at in left if its[at] == data), None)
        if at is None:
            more += 1
            found.append(more)
        else:
            left.remove(at)
            found.append(at + 1)
    return tuple(found)
