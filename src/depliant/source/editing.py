"""Changing single values of a YAML file and leaving every other byte as it is.

Comments, order, quotes, blank lines, aligned columns and the ends of lines stay: only the
stretches of the file that hold what changes are written again, at the positions that the reader
kept. The result is read again, and refused unless it holds exactly what was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from typing import Final, NamedTuple

from msgspec import Struct

from depliant.errors import Diagnostic, InputError
from depliant.sentences import say
from depliant.source.lines import line_starts, newline_of, position_at
from depliant.source.yaml import Route, Source, Tree, parse_yaml

_WIDTH: Final = 100
"""Characters of a line, beyond which a new table of a flow mapping starts a line of its own."""

_MOST: Final = 1_000_000
"""More than there can be changes."""

# What needs no quotes anywhere in YAML: no colon, number sign, comma, bracket or quote.
_PLAIN: Final = re.compile(r"-?\w(?:[\w .+/%()°²³€£$@=*&!?'’–-]*[\w.+/%()°²³€£$@=*&!?'’–])?")
_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_ESCAPED: Final = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029]')


class Put(Struct, frozen=True):
    """Write `tree` at `route`: in place of what stands there, or as a new key of its mapping.

    A new key comes last, or behind the key `after` of the same mapping.
    """

    route: Route
    tree: Tree
    after: str | None = None


class Drop(Struct, frozen=True):
    """Take the key at the end of `route` out of its mapping, with its value."""

    route: Route


Edit = Put | Drop


class _Splice(NamedTuple):
    start: int
    order: int
    end: int
    text: str


def edited(source: Source, edits: Iterable[Edit]) -> str:
    """The text of `source` with `edits` made.

    Raises:
        InputError: `edit-refused`: the file is written in a way that does not allow it.
    """
    edits = tuple(edits)
    wanted = _changed(source.data, edits)
    try:
        text = _Editor(source).run(edits)
        if parse_yaml(text, source.file).data == wanted:
            return text
    except (InputError, KeyError, ValueError):
        pass
    raise InputError(
        Diagnostic(
            "edit-refused",
            say("{file} cannot be changed here without touching more than that.", file=source.file),
            source.place(edits[0].route[:-1]) if edits else None,
            say("Make the change by hand."),
        )
    )


def _changed(data: Tree, edits: Sequence[Edit]) -> Tree:
    """The data that the edited file must hold."""
    data = deepcopy(data)
    for edit in edits:
        parent = data
        for part in edit.route[:-1]:
            parent = parent[part]
        if isinstance(edit, Put):
            parent[edit.route[-1]] = edit.tree
        else:
            del parent[edit.route[-1]]
    return data


class _Editor:
    """Turns edits into splices of one text."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.newline = newline_of(source.text)
        self.ends = self._real_ends()
        self.begun: set[Route] = set()

    def run(self, edits: Sequence[Edit]) -> str:
        dropped: dict[Route, set[str | int]] = {}
        for edit in edits:
            if isinstance(edit, Drop):
                dropped.setdefault(edit.route[:-1], set()).add(edit.route[-1])
        splices: list[_Splice] = []
        for edit in edits:
            if isinstance(edit, Put):
                # Of two that go to one place, the inner one comes first; both before a removal.
                order = len(splices) - len(edit.route) * _MOST
                new = edit.route not in self.source.values
                place = self._inserted if new else self._replaced
                start, end, text = place(edit, dropped)
                splices.append(_Splice(start, order, end, text))
        for parent, keys in dropped.items():
            for start, end, text in self._removed(parent, keys):
                splices.append(_Splice(start, 0, end, text))
        pieces = []
        at = 0
        for splice in sorted(splices):
            if splice.start < at:
                raise ValueError("two changes touch each other")
            pieces += [self.text[at : splice.start], splice.text]
            at = splice.end
        return "".join((*pieces, self.text[at:]))

    # --- positions ----------------------------------------------------------------------------

    def _real_ends(self) -> dict[Route, int]:
        """Where each value ends; the reader's mark of a block is where the next token starts."""
        ends: dict[Route, int] = {}
        for route, stretch in self.source.values.items():
            if stretch.start < stretch.end and self._is_block(route):
                continue
            end = stretch.end
            while end > stretch.start and self.text[end - 1].isspace():
                end -= 1  # a block scalar ends where the next line begins
            if key := self.source.keys.get(route):
                end = max(end, key.end)
            for depth in range(len(route), -1, -1):
                ends[route[:depth]] = max(end, ends.get(route[:depth], 0))
        return ends

    def _is_block(self, route: Route) -> bool:
        value = self._value(route)
        return isinstance(value, dict | list) and not self._is_flow(route)

    def _is_flow(self, route: Route) -> bool:
        return self.text[self.source.values[route].start] in "{["

    def _value(self, route: Route) -> Tree:
        value = self.source.data
        for part in route:
            value = value[part]  # type: ignore[index]
        return value

    def _line(self, at: int) -> tuple[int, int]:
        """The start of the line of a position, and that of the next."""
        starts = line_starts(self.text)
        line, column = position_at(self.text, at)
        return at - column + 1, starts[line] if line < len(starts) else len(self.text)

    # --- splices --------------------------------------------------------------------------------

    def _replaced(self, edit: Put, _: Mapping[Route, set[str | int]]) -> tuple[int, int, str]:
        start, end = self.source.values[edit.route].start, self.ends[edit.route]
        old = self.text[start:end]
        if start >= end:  # `key:` with nothing behind it
            colon = self.text.index(":", self.source.keys[edit.route].end) + 1
            return colon, colon, " " + written(edit.tree)
        like = old[0] if isinstance(self._value(edit.route), str) and old[0] in "\"'" else ""
        return start, end, written(edit.tree, like)

    def _inserted(self, edit: Put, dropped: Mapping[Route, set[str | int]]) -> tuple[int, int, str]:
        parent, key = edit.route[:-1], str(edit.route[-1])
        mapping = self._value(parent)
        if not isinstance(mapping, dict):
            raise ValueError("a new key needs a mapping")
        before: str | None = next(reversed(mapping), None)
        if edit.after in mapping:
            before = edit.after
        entry = f"{written(key)}: {written(edit.tree)}"
        if self._is_flow(parent):
            at = self.source.values[parent].start + 1
            if before is not None:
                at = self.ends[(*parent, before)]
            alone = dropped.get(parent, set()) >= set(mapping) and parent not in self.begun
            self.begun.add(parent)
            return at, at, entry if alone else self._joint(at, edit, entry) + entry
        if before is None:
            raise ValueError("a block has at least one key")
        first = next(iter(mapping))
        column = self.source.keys[(*parent, first)].column - 1
        gap = self._gap((*parent, before), edit.tree, len(key))
        lines = self.newline.join(_block(key, edit.tree, column, gap))
        _, after = self._line(self.ends[(*parent, before)])
        if after and self.text[after - 1] not in "\r\n":
            return after, after, self.newline + lines
        return after, after, lines + self.newline

    def _joint(self, at: int, edit: Put, entry: str) -> str:
        """What stands before a new entry of a flow mapping: a table that is long has a line."""
        start, _ = self._line(at)
        if not isinstance(edit.tree, dict) or at - start + len(entry) + 3 <= _WIDTH:
            return ", "
        line = self.text[start:at]
        return "," + self.newline + " " * (len(line) - len(line.lstrip()) + 2)

    def _gap(self, sibling: Route, tree: Tree, length: int) -> str:
        """The spaces behind a key: as many as align it with the one above it."""
        stretch, key = self.source.values[sibling], self.source.keys[sibling]
        if isinstance(tree, dict) and stretch.line == key.line and stretch.start < stretch.end:
            return " " * max(1, stretch.column - key.column - length - 1)
        return " "

    def _removed(self, parent: Route, keys: set[str | int]) -> list[tuple[int, int, str]]:
        names = list(self._value(parent))
        starts = [self.source.keys[(*parent, name)].start for name in names]
        ends = [self.ends[(*parent, name)] for name in names]
        if not self._is_flow(parent):
            if keys >= set(names):
                return [(starts[0], ends[-1], "{}")]
            return [
                (self._own_line(start), self._line(end)[1], "")
                for name, start, end in zip(names, starts, ends, strict=True)
                if name in keys
            ]
        found = []
        kept = [at for at, name in enumerate(names) if name not in keys]
        if not kept:
            return [(starts[0], ends[-1], "")]
        for at, name in enumerate(names):
            if name in keys and at < kept[-1]:
                found.append((starts[at], starts[at + 1], ""))
        if kept[-1] < len(names) - 1:
            found.append((ends[kept[-1]], ends[-1], ""))
        return found

    def _own_line(self, start: int) -> int:
        """The start of the line on which a key stands alone."""
        line, _ = self._line(start)
        if self.text[line:start].strip():
            raise ValueError("the key shares its line")
        return line


def _block(key: str, tree: Tree, column: int, gap: str = " ") -> list[str]:
    """A key with its value as lines of a block mapping that starts in `column` (from 0)."""
    start = " " * column + written(key) + ":"
    if not isinstance(tree, dict) or not tree:
        return [start + " " + written(tree)]
    if any(isinstance(value, dict) for value in tree.values()):
        inner = (_block(name, value, column + 2) for name, value in tree.items())
        return [start, *(line for lines in inner for line in lines)]
    lines = [start + gap + "{"]
    for number, (name, value) in enumerate(tree.items()):
        entry = f"{written(name)}: {written(value)}" + ("," if number < len(tree) - 1 else "}")
        if len(lines[-1]) + len(entry) >= _WIDTH and number:
            lines.append(" " * (column + 2) + entry)
        else:
            lines[-1] += (" " if number else "") + entry
    return lines


def written(tree: Tree, like: str = "") -> str:
    """A value as YAML on one line; `like` is the quote that it had before."""
    if isinstance(tree, dict):
        parts = (f"{written(key)}: {written(value)}" for key, value in tree.items())
        return "{" + ", ".join(parts) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(written, tree)) + "]"
    return "null" if tree is None else _scalar(tree, like)


def _scalar(text: str, like: str) -> str:
    if like == "'" and not _ESCAPED.search(text.replace("\\", "").replace('"', "")):
        return "'" + text.replace("'", "''") + "'"
    if like != '"' and text not in _NOTHING and _PLAIN.fullmatch(text):
        return text
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _ESCAPES.get(character) or f"\\u{ord(character):04x}"
