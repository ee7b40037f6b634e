"""Hyphenation patterns, and where they divide a word.

A pattern is a piece of a word, a point at its beginning or end where the word has its own, with
levels between the letters: `a1b2c` allows a division before b and forbids one before c. Where
patterns meet, the highest level counts, and an odd one divides (F. M. Liang, *Word Hy-phen-a-tion
by Com-put-er*, Stanford 1983).

TeX's patterns are in `patterns`, a file a language, with their licences in `hyph-utf8.license`;
those of a few languages are read where the package pyphen has them, since they may be had under
the GPL or the LGPL only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from depliant.tuples import NamedTuple

_HERE: Final = Path(__file__).parent / "patterns"
_ELSEWHERE: Final = {
    "cs": "cs_CZ", "id": "id_ID", "lv": "lv_LV", "ro": "ro_RO", "sk": "sk_SK", "sq": "sq_AL",
}  # fmt: skip
"""The languages whose patterns are pyphen's, and what its files call them."""


class Patterns(NamedTuple):
    """Patterns by their letters, each as it is written, and how many letters the longest has."""

    written: dict[str, str]
    longest: int


@lru_cache(maxsize=16)  # two or three a build; German's are 5 MB
def patterns(name: str) -> Patterns | None:
    """The patterns of a file of `patterns` by its name, or else pyphen's; None without any.

    Those of xx-more.txt, which are ours, overrule those of xx.txt: their levels are higher.
    """
    path = _HERE / f"{name}.txt"
    if path.is_file():
        data = path.read_bytes()
    elif name in _ELSEWHERE:
        data = _from_pyphen(_ELSEWHERE[name]).encode()
    else:
        return None
    written = _by_letters(data)
    more = _HERE / f"{name}-more.txt"
    if more.is_file():
        own = _by_letters(more.read_bytes())
        own |= {both: _higher(own[both], written[both]) for both in own.keys() & written.keys()}
        written |= own
    return Patterns(written, max(map(len, written), default=0))


def _by_letters(data: bytes) -> dict[str, str]:
    letters = data.translate(None, b"0123456789").decode()
    return dict(zip(letters.split(), data.decode().split(), strict=True))


def _higher(one: str, other: str) -> str:
    """Two patterns of the same letters in one, with the higher level at each place."""
    levels: dict[int, int] = {}
    for at, level in (*_levels(one), *_levels(other)):
        levels[at] = max(level, levels.get(at, 0))
    letters = re.sub(r"\d", "", one)
    return "".join(f"{levels.get(at, '')}{letters[at : at + 1]}" for at in range(len(letters) + 1))


def places(own: Patterns, word: str) -> tuple[int, ...]:
    """Before which letters patterns divide a word, in order.

    There are none in a word that has another number of letters in lower case.
    """
    text = f".{word.lower()}."
    end = len(text)
    if end != len(word) + 2:
        return ()
    levels = [0] * (end + 1)
    written, longest = own
    for start in range(end):
        for stop in range(start + 1, min(end, start + longest) + 1):
            pattern = written.get(text[start:stop])
            if pattern is not None:
                for at, level in _levels(pattern):
                    if level > levels[start + at]:
                        levels[start + at] = level
    return tuple(at - 1 for at in range(2, end - 1) if levels[at] % 2)


@lru_cache(maxsize=4096)
def _levels(pattern: str) -> tuple[tuple[int, int], ...]:
    """The levels of a pattern, each with the number of letters before it."""
    found, letters = [], 0
    for char in pattern:
        if char.isdigit():
            found.append((letters, int(char)))
        else:
            letters += 1
    return tuple(found)


def _from_pyphen(name: str) -> str:
    """The patterns of a file of pyphen's, which is one of Hunspell's (its README.hyphen).

    Below the name of its encoding it has patterns, comments and settings, a line each; a
    pattern that changes the spelling, which has a slash, is left out.
    """
    spec = find_spec("pyphen")
    if spec is None or spec.origin is None:
        return ""
    data = (Path(spec.origin).parent / "dictionaries" / f"hyph_{name}.dic").read_bytes()
    encoding, _, rest = data.partition(b"\n")
    lines = rest.decode(encoding.decode("ascii").strip()).splitlines()
    return "\n".join(
        line for line in map(str.strip, lines) if line and not re.search(r"[%#/\s]|[A-Z]{4}", line)
    )
