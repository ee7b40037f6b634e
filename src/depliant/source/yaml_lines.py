"""A YAML text that cannot be read, line by line, and what is open at an offset of it."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from depliant.patterns import late_pattern
from depliant.sentences import Sentence
from depliant.tuples import NamedTuple

_LINE: Final = late_pattern(
    r"(?P<lead>[ \t]*(?:-[ \t]+)*)"
    r"(?:(?P<key>[\w-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*:(?=[ \t]|$)[ \t]*)?(?P<value>.*)"
)
"""A line by its indentation with the hyphens of lists, its key, and what stands behind that."""
BLOCK: Final = late_pattern(r"[|>][+\-0-9]{0,2}[ \t]*(?:#.*)?$", re.MULTILINE)
QUOTED: Final = {
    '"': late_pattern(r'"(?:\\.|[^"\\])*("|\Z)', re.DOTALL),
    "'": late_pattern(r"'(?:''|[^'])*('|\Z)", re.DOTALL),
}
CLOSING: Final = {"{": "}", "[": "]"}


class Slip(NamedTuple):
    """What was typed wrongly, what to write instead, and the offset of the character at fault."""

    offset: int
    message: Sentence
    hint: Sentence


class YamlLine(NamedTuple):
    """A line of the file: its number from 0, and the offsets of its parts."""

    number: int
    start: int
    begins: int
    key: str
    value_at: int
    value: str
    hyphen: int = 0
    """The column of its first hyphen, from 1; 0 without one."""

    @property
    def column(self) -> int:
        """The column in which its key, or its text, begins; from 1."""
        return self.begins - self.start + 1

    @property
    def has_hyphen(self) -> bool:
        """Whether it begins an entry of a list."""
        return self.hyphen > 0

    @property
    def is_entry(self) -> bool:
        """Whether it begins a key or an entry of a list."""
        return bool(self.key) or self.begins > self.start + 1


class Opened(NamedTuple):
    """What a text has opened before an offset: quoted stretches, and brackets left open."""

    quoted: tuple[tuple[int, int], ...]
    brackets: tuple[int, ...]
    closed: tuple[int, int]
    glued: tuple[int, int] = (0, 0)
    """The first entry between brackets that another bracket stands behind without a comma: where
    it begins, and that bracket."""


class Reading(NamedTuple):
    """A text that cannot be read: where the parser stopped and why, and what was open there."""

    text: str
    stopped: int
    problem: str
    opened: Opened
    words: Container[str]

    def line(self, offset: int) -> YamlLine:
        """The line of an offset."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", start)
        match = _LINE.match(self.text, start, len(self.text) if end < 0 else end)
        assert match is not None  # every part may be empty
        key = (match["key"] or "").strip("\"'")
        number = self.text.count("\n", 0, start)
        return YamlLine(
            number,
            start,
            match.end("lead"),
            key,
            match.start("value"),
            match["value"].rstrip(),
            match["lead"].find("-") + 1,
        )

    def before(self, line: YamlLine) -> str:
        """What stands before the value of a line: its key, or the hyphen of a list."""
        if line.key:
            return f"{line.key}: "
        return "- " if line.has_hyphen else ""

    def goes_on(self, line: YamlLine) -> bool:
        """Whether the text of a line goes on in the line below it."""
        end = line_end(self.text, line.value_at)
        if end >= len(self.text) - 1:
            return False
        following = self.line(end + 1)
        within = line.column if line.key else line.hyphen
        is_text = following.value and not following.key and not following.has_hyphen
        return bool(is_text) and following.value[0] != "#" and following.column > within

    def below(self, line: YamlLine) -> YamlLine | None:
        """The line below, if it begins an entry."""
        end = self.text.find("\n", line.value_at)
        following = self.line(end + 1) if 0 <= end < len(self.text) - 1 else None
        return following if following is not None and following.is_entry else None

    def above(self, line: YamlLine) -> YamlLine | None:
        """The nearest line above that holds anything."""
        while line.start:
            line = self.line(line.start - 1)
            if line.key or (line.value and not line.value.startswith("#")):
                return line
        return None


def in_quotes(value: str) -> str:
    """A text as YAML takes it: in quotes, those that it has as its own left out."""
    for opening, closing in (("“", "”"), ("„", "“"), ("”", "”"), ('"', "”"), ("“", '"')):
        if len(value) > 1 and (value[0], value[-1]) == (opening, closing):
            value = value[1:-1]
            break
    if value.endswith('"') and value.count('"') == 1 and not value[-2:-1].isdigit():
        return f'"{value}'  # the mark at the beginning was forgotten; 5" are inches
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'{}'".format(value.replace("'", "''"))


def opened(text: str, end: int) -> Opened:
    """Walk the tokens of a text up to an offset."""
    quoted: list[tuple[int, int]] = []
    brackets: list[int] = []
    closed = (0, 0)
    glued = (0, 0)
    at, fresh = 0, True  # fresh: a value may begin here
    begins = 0
    while at < end:
        char = text[at]
        if fresh and not char.isspace():
            begins = at
        if char == "\n":
            fresh = True
        elif char == "#" and (at == 0 or text[at - 1].isspace()):
            at = line_end(text, at)
            continue
        elif fresh and char in QUOTED:
            match = QUOTED[char].match(text, at)
            stop = match.end() if match else len(text)
            quoted.append((at, stop if match and match[1] else len(text) + 1))
            at, fresh = stop, False
            continue
        elif fresh and not brackets and BLOCK.match(text, at):
            at = _block_end(text, at)
            continue
        elif fresh and char in CLOSING:
            brackets.append(at)
        elif brackets and char in CLOSING and not glued[1]:
            glued = (begins, at)
        elif brackets and char in "]}":
            closed, fresh = (brackets.pop(), at + 1), False
            begins = closed[0]
        elif _begins_a_value(text, at, within=bool(brackets), fresh=fresh):
            fresh = True
        elif not char.isspace():
            fresh = False
        at += 1
    return Opened(tuple(quoted), tuple(brackets), closed, glued)


def _begins_a_value(text: str, at: int, *, within: bool, fresh: bool) -> bool:
    """Whether a value may begin behind the character."""
    char, following = text[at], text[at + 1 : at + 2]
    if char == ",":
        return within
    if char == ":":
        return not following or following.isspace() or text[at - 1 : at] in ('"', "'")
    return char == "-" and fresh and following.isspace()


def line_end(text: str, at: int) -> int:
    """The offset at which the line of an offset ends."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _block_end(text: str, at: int) -> int:
    """Where the block of lines ends whose sign, | or >, stands at an offset."""
    start = text.rfind("\n", 0, at) + 1
    depth = len(text[start:]) - len(text[start:].lstrip(" "))
    end = line_end(text, at)
    while end < len(text):
        following = text[end + 1 : line_end(text, end + 1)]
        if following.strip() and len(following) - len(following.lstrip(" ")) <= depth:
            break
        end = line_end(text, end + 1)
    return end
