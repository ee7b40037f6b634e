"""The part of a spelling dictionary that could have a word, which is read in a tenth of the time.

Hunspell reads a dictionary whole: 84,000 French words and 5,000 rules take 60 ms of each build in
which one word is new. A word can come only of a root that has its letters, by a rule whose ending
it has; all others are left out, and Hunspell judges with what is left. So it says of the word
what it says with all (a test asks both). That holds for rules that need no more than a root, a
prefix and a suffix (hunspell(5)); any other dictionary is read whole.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

_HARMLESS: Final = frozenset(
    (
        *("SET", "FLAG", "WORDCHARS", "BREAK", "ICONV", "OCONV", "NOSUGGEST", "FORBIDDENWORD"),
        *("KEEPCASE", "NEEDAFFIX", "FULLSTRIP", "CIRCUMFIX", "NAME", "HOME", "VERSION"),
    )
)
"""Options that say the same of a part of the words as of all."""
_FOR_ADVICE: Final = frozenset(("TRY", "MAP", "REP", "KEY"))
"""Options of which only what may be meant depends, where no words are put together."""
_LATIN: Final = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿœŒ'’-]{1,40}")
"""Words of which Hunspell's small letters are ours."""


class Rules(Struct, frozen=True):
    """The rules of one letter of a dictionary: PFX or SFX, its name, how it may be combined.

    Each of `forms` is a text to append, with what is stripped for it and the line itself.
    """

    kind: str
    name: str
    cross: str
    forms: dict[str, list[tuple[str, str]]]


class Index(Struct, frozen=True):
    """A dictionary by the first two small letters of its roots; `options` are lines of its rules.

    `pairs` are what Hunspell replaces in a word before it looks for it.
    """

    options: str
    pairs: tuple[tuple[str, str], ...]
    rules: tuple[Rules, ...]
    roots: dict[str, str]


def indexed(aff: bytes, dic: bytes) -> Index | None:
    """The index of a dictionary's two files; None if it has to be read whole."""
    try:
        lines = aff.decode("utf-8-sig").splitlines()
        words = dic.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return None
    options: list[str] = []
    pairs: list[tuple[str, str]] = []
    rules: dict[str, Rules] = {}
    for line in lines:
        head, *rest = line.split() or [""]
        if head in ("PFX", "SFX") and len(rest) >= 3:
            if rest[0] not in rules:
                rules[rest[0]] = Rules(head, rest[0], rest[1], {})
            else:
                _note(rules[rest[0]], rest, line)
        elif head in _HARMLESS:
            options.append(line)
            if head == "ICONV" and len(rest) == 2:
                pairs.append((rest[0], rest[1]))
        elif head and not head.startswith("#") and head not in _FOR_ADVICE:
            return None
    parted = "".join(line for line in options if line.startswith("BREAK"))
    if "SET UTF-8" not in options or any(map(str.isalpha, parted.replace("BREAK", ""))):
        return None
    if not _is_plain(options, rules):
        return None
    roots: dict[str, list[str]] = {}
    for word in words[1:]:
        roots.setdefault(_root(word)[:2], []).append(word)
    joined = {key: "\n".join(found) for key, found in roots.items()}
    return Index("\n".join(options), tuple(pairs), tuple(rules.values()), joined)


def _note(rules: Rules, rule: list[str], line: str) -> None:
    """Note one rule: what it strips, what it appends."""
    strip, text = (
        "" if part == "0" else part.lower() for part in (rule[1], rule[2].partition("/")[0])
    )
    rules.forms.setdefault(text, []).append((strip, line))


def _is_plain(options: list[str], rules: dict[str, Rules]) -> bool:
    """Whether no rule leads to a suffix that stands behind another, or to a second prefix."""
    size = {"FLAG long": 2, "FLAG UTF-8": 1}.get(next(filter(_says_flags, options), ""), 1)
    if any(line.split()[1:2] == ["num"] for line in options if _says_flags(line)):
        return False
    kinds = {rule.name: rule.kind for rule in rules.values()}
    for rule in rules.values():
        for _, line in (form for forms in rule.forms.values() for form in forms):
            flags = line.split()[3].partition("/")[2]
            led = {kinds.get(flags[at : at + size], "") for at in range(0, len(flags), size)}
            if rule.kind in led:
                return False
    return True


def _says_flags(line: str) -> bool:
    return line.startswith("FLAG")


def _root(line: str) -> str:
    """A line's root in small letters, without its flags and what is told of it."""
    return line.split("\t", 1)[0].split("/", 1)[0].lower()


def narrowed(index: Index, word: str) -> tuple[str, str] | None:
    """The rules and the words that are left for a word, as the two files; None for an odd word."""
    if not _LATIN.fullmatch(word):
        return None
    seen = word
    for old, new in index.pairs:
        seen = seen.replace(old, new)
    text = f" {word} {seen} ".lower()
    kept: list[str] = []
    heads, pieces = {""}, {text[at : at + 2] for at in range(len(text) - 1)}
    for rules in index.rules:
        lines: list[str] = []
        for appended, forms in rules.forms.items():
            before = _before(text, appended, rules.kind)
            if not before:
                continue
            lines += (line for _, line in forms)
            strips = {strip for strip, _ in forms}
            if rules.kind == "PFX":
                heads |= strips
            else:
                pieces |= strips | {letter + strip for letter in before for strip in strips}
        if lines:  # a heading of no rules is not read
            kept += (f"{rules.kind} {rules.name} {rules.cross} {len(lines)}", *lines)
    keys = sorted({(head + piece)[:2] for head in heads for piece in pieces})
    words = "\n".join(index.roots[key] for key in keys if key in index.roots)
    rest = "\n".join((index.options, *kept, ""))
    return rest, f"{words.count(chr(10)) + 1}\n{words}\n"


def _before(text: str, appended: str, kind: str) -> set[str]:
    """The signs before each place where a text has what a rule appends, at the edge of a word.

    A root of which more than one letter is left begins with letters of the text; one of which none
    or one is left is what was stripped, behind that letter.
    """
    found: set[str] = set()
    at = text.find(appended, 1)
    while at > 0:
        end = at + len(appended)
        edge = text[at - 1] if kind == "PFX" else text[end : end + 1]
        if not edge.isalpha():
            found.add(text[at - 1])
        at = text.find(appended, at + 1)
    return found
