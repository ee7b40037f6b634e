"""What keeps its own order in a text that runs to the left: isolates, as UAX #9 has them.

A figure, a passage in another language, and a number or a name with digits are each set as if an
isolate stood round them, so that 12-14, 9-9bis and "France 2: 2.7" are not taken apart by what is
beside them (UAX #9, 2.7: mark-up is to isolate what is put into a text). The marks are made for
the levels alone. None of them, nor one that was typed, is a part of the text that is set.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from depliant.languages.table import direction
from depliant.text.bidi import levels
from depliant.text.model import Run

CONTROLS: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Characters that say which way a text runs, and show nothing."""

_LEFT_TO_RIGHT, _RIGHT_TO_LEFT, _END = "\u2066", "\u2067", "\u2069"

# A text as the kinds of its characters: letters that run to the right (l), to the left (r), digits
# (d), what may stand within a number or a name (j: d'Art, 10:30; a point: o) or between spaces too
# (a: 9-9bis, Art & Histoire), signs of a number (p), fixed spaces (n), others (s), all else (x).
_JOINS: Final = frozenset(",:'’·_@#=?~")
_LINKS: Final = frozenset("-\u2010\u2011\u2013\u2212/&+×")
_SIGNS: Final = frozenset("%‰°€$£¥₪′″")
_FIXED: Final = frozenset("\u00a0\u202f\u2009\u2007")
_KINDS: Final = {"L": "l", "R": "r", "AL": "r", "EN": "d", "WS": "s"}

_WORD = r"(?:(?<![ldr])a(?=d)|p[ns]?(?=d))?[ld]+(?:[joap]{1,3}[ld]+)*(?:(?<=d)n?p+)?"
_SHORT = "|".join(f"(?<=[^ld][ld]{{{letters}}})o[ns](?=[ad])" for letters in (1, 2, 3))
_NAME: Final = rf"{_WORD}(?:(?:(?<!p)[ns]|[ns]a[ns]|{_SHORT}){_WORD})*"
"""Words with letters or digits that run to the right, and spaces alone between them: France 2,
126 000 radios, 2012 – 2017; the point of an abbreviation may stand before a number (Vol. 2)."""


class _Stretch(NamedTuple):
    """A part of a text that is isolated, from the character `start` to the one before `end`."""

    start: int
    end: int
    mark: str


def isolated_levels(runs: Sequence[Run], language: str) -> list[int]:
    """The bidi level of each character of a paragraph's runs, isolates done."""
    text = "".join(run.text for run in runs)
    base = int(direction(language) == "rtl")
    parts = list(_parts(runs, language))
    stretches = [part for part in parts if part.mark]
    if base:
        stretches += _names(text, parts)
    if not stretches:
        return levels(text, base)
    opened: dict[int, str] = {}
    closed: dict[int, int] = {}
    for start, end, mark in sorted(stretches, key=lambda one: (one.start, -one.end)):
        opened[start] = opened.get(start, "") + mark
        closed[end] = closed.get(end, 0) + 1
    marked: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        marked += _END * closed.get(at, 0), opened.get(at, "")
        places.append(sum(map(len, marked[-2:])) + (places[-1] + 1 if places else 0))
        marked.append(char)
    marked.append(_END * closed.get(len(text), 0))
    found = levels("".join(marked), base)
    return [found[place] for place in places]


def _parts(runs: Sequence[Run], language: str) -> Iterator[_Stretch]:
    """Figures and passages in other languages, and with no mark what stands between them."""
    text = "".join(run.text for run in runs)
    at = 0
    for kind, alike in groupby(runs, lambda run: (run.isolated, run.style.language)):
        end = at + sum(len(run.text) for run in alike)
        if end > at:
            yield _part(text, at, end, kind, language)
        at = end


def _part(
    text: str, start: int, end: int, kind: tuple[bool, str | None], language: str
) -> _Stretch:
    """A figure or a passage without the spaces at its ends."""
    figure, tongue = kind
    said = text[start:end].strip()
    if not said or not (figure or (tongue and tongue != language)):
        return _Stretch(start, end, "")
    start += len(text[start:end]) - len(text[start:end].lstrip())
    to_left = _to_left(said) if figure or tongue is None else direction(tongue) == "rtl"
    return _Stretch(start, start + len(said), _RIGHT_TO_LEFT if to_left else _LEFT_TO_RIGHT)


def _to_left(text: str) -> bool:
    """Which way a text runs by its first letter; without one, by its digits (UAX #9, P2)."""
    kinds = [unicodedata.bidirectional(char) for char in text]
    strong = next((kind for kind in kinds if kind in ("L", "R", "AL")), "")
    return strong != "L" if strong else "AN" in kinds


def _names(text: str, parts: Sequence[_Stretch]) -> Iterator[_Stretch]:
    """Numbers, and names with digits in them, which do not go over the ends of a part."""
    kinds = "x" + "".join(map(_kind, text))
    ends = {bound for part in parts for bound in (part.start, part.end) if part.mark}
    for match in re.compile(_NAME).finditer(kinds, 1):
        for start, end in _apart(kinds, match.span(), ends):
            if "d" not in kinds[start + 1 : end + 1]:
                continue
            if all(
                part.end <= start or end <= part.start or _within(part, start, end)
                for part in parts
                if part.mark
            ):
                yield _Stretch(start, end, _LEFT_TO_RIGHT)


def _within(part: _Stretch, start: int, end: int) -> bool:
    """Whether one of two stretches holds the other, so that marks round both are nested."""
    return (start <= part.start and part.end <= end) or (part.start <= start and end <= part.end)


def _apart(kinds: str, span: tuple[int, int], ends: set[int]) -> Iterator[tuple[int, int]]:
    """A name cut at the spaces beside which a figure or a passage ends.

    `kinds` and `span` count from one, what is given from nought.
    """
    start, end = span[0] - 1, span[1] - 1
    for at in range(start, end):
        if kinds[at + 1] in "ns" and (at in ends or at + 1 in ends):
            if at > start:
                yield start, at
            start = at + 1
    if end > start:
        yield start, end


def _kind(char: str) -> str:
    if char in _FIXED:
        return "n"
    if char == ".":
        return "o"
    if char in _JOINS:
        return "j"
    if char in _LINKS:
        return "a"
    if char in _SIGNS:
        return "p"
    kind = unicodedata.bidirectional(char)
    return "l" if kind == "NSM" else _KINDS.get(kind, "x")
