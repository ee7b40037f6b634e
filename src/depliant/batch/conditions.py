"""What `--where` says: comparisons of columns, joined by and, or, not and brackets.

    COUNTRY = "FR" and (AGE >= 18 or MEMBER != "")
    CITY in ("Lille", "Lens")

A word, or what stands between backquotes, is a column; between quotation marks stands a text;
digits are a number. Nothing else means anything, and nothing is run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from depliant.batch.lost import Watched, refuse_lost
from depliant.batch.tables import Record, Table
from depliant.content.schema_rows import number_in, same
from depliant.errors import Diagnostic, InputError
from depliant.sentences import NOTHING, Sentence, joined, say
from depliant.source.suggestions import did_you_mean

Test = Callable[[Sequence[str]], bool]
"""Whether a row's cells are meant."""

_TOKEN: Final = re.compile(
    r"""\s*(?:
    (?P<text>"[^"]*"|'[^']*')
    |(?P<number>-?\d+(?:\.\d+)?(?![\w.]))
    |(?P<column>`[^`]*`|[^\W\d]\w*)
    |(?P<sign><=|>=|!=|<>|=|<|>|\(|\)|,)
    )""",
    re.VERBOSE,
)
_MOST: Final = 2000
"""Characters of a condition."""
_DEPTH: Final = 40


class _Token(NamedTuple):
    kind: str
    text: str
    at: int


def condition(text: str, table: Table) -> Test:
    """What a condition says of the rows of a table.

    Raises:
        InputError: `batch-condition`, `row-column`.
    """
    reader = _Reader(_tokens(text), text, table)
    test = reader.any_of(0)
    if reader.token.kind != "end":
        raise reader.refused(say("nothing can stand here"))
    return test


def chosen(table: Table, where: str | None, limit: int | None) -> tuple[Record, ...]:
    """The rows of a table that are asked for.

    Raises:
        InputError: as `condition`; `row-value` where it asks for a cell that has no value;
            `batch-empty` where there is none.
    """
    records = table.records
    if where is not None:
        records = _meant(table, condition(where, table))
    if not records:
        raise InputError(
            Diagnostic(
                "batch-empty",
                say("`{where}` holds for none of the rows.", where=where or ""),
                table.place(1),
            )
        )
    return records if limit is None else records[:limit]


def _meant(table: Table, test: Test) -> tuple[Record, ...]:
    """The rows that a test holds for.

    Raises:
        InputError: `row-value`: of some it cannot be told, since a cell has no value.
    """
    doubtful = {number for number, _ in table.lost}
    found: list[Record] = []
    asked: list[tuple[int, int]] = []
    for one in table.records:
        cells = Watched(one.cells) if one.number in doubtful else one.cells
        if test(cells):
            found.append(one)
        if isinstance(cells, Watched):
            asked += ((one.number, at) for at in cells.asked)
    refuse_lost(table, asked)
    return tuple(found)


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    end = len(text.rstrip())
    if end > _MOST:
        raise _refused(text, _MOST, say("it is too long"))
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise _refused(text, at, say("this sign means nothing"))
        kind, word = match.lastgroup, match[match.lastgroup]
        if kind == "column" and word.casefold() in ("and", "or", "not", "in"):
            kind, word = "word", word.casefold()
        elif kind == "text" or word[:1] == "`":
            word = word[1:-1]
        found.append(_Token(kind, word, match.start(match.lastgroup)))
        at = match.end()
    return [*found, _Token("end", "", end)]


def _refused(text: str, at: int, why: Sentence) -> InputError:
    before, rest = text[:at].rstrip(), text[at : at + 20]
    if rest.strip():
        message = say(
            "What --where says cannot be read at its character {number}, `{rest}`: {why}.",
            number=at + 1,
            rest=rest,
            why=why,
        )
    elif before:
        last = " ".join(before.split()[-2:])
        message = say("What --where says breaks off after `{before}`: {why}.", before=last, why=why)
    else:
        message = say("What --where says is empty: {why}.", why=why)
    return InputError(
        Diagnostic(
            "batch-condition",
            message,
            hint=say('It compares columns with values: `COUNTRY = "FR" and AGE >= 18`.'),
        )
    )


class _Reader:
    """Reads the tokens of a condition, from the loosest joint to the tightest."""

    def __init__(self, tokens: list[_Token], text: str, table: Table) -> None:
        self._tokens, self._text, self._table = tokens, text, table
        self._at = 0

    @property
    def token(self) -> _Token:
        """The next token."""
        return self._tokens[self._at]

    def refused(self, why: Sentence) -> InputError:
        """What is wrong with the next token."""
        return _refused(self._text, self.token.at, why)

    def _take(self, kind: str, *words: str) -> str | None:
        """The next token if it is one of these; it is read then."""
        token = self.token
        if token.kind != kind or (words and token.text not in words):
            return None
        self._at += 1
        return token.text

    def any_of(self, depth: int) -> Test:
        """Conditions joined by or."""
        tests = [self._all_of(depth)]
        while self._take("word", "or"):
            tests.append(self._all_of(depth))
        return tests[0] if len(tests) == 1 else lambda cells: any(test(cells) for test in tests)

    def _all_of(self, depth: int) -> Test:
        tests = [self._one(depth)]
        while self._take("word", "and"):
            tests.append(self._one(depth))
        return tests[0] if len(tests) == 1 else lambda cells: all(test(cells) for test in tests)

    def _one(self, depth: int) -> Test:
        """A comparison, or conditions in brackets."""
        if depth > _DEPTH:
            raise self.refused(say("there are too many brackets"))
        if self._take("word", "not"):
            test = self._one(depth + 1)
            return lambda cells: not test(cells)
        if self._take("sign", "("):
            inner = self.any_of(depth + 1)
            if not self._take("sign", ")"):
                raise self.refused(say("a bracket is not closed"))
            return inner
        name = self._take("column")
        if name is None:
            raise self.refused(say("a column was to stand here"))
        return self._compared(self._column(name))

    def _column(self, name: str) -> int:
        found = self._table.column(name)
        if found is None:
            raise InputError(column_missing(name, self._table))
        return found

    def _compared(self, at: int) -> Test:
        is_not = self._take("word", "not") is not None
        if self._take("word", "in"):
            values = self._values()
            return lambda cells: any(same(cells[at], one) for one in values) is not is_not
        sign = self._take("sign", "=", "!=", "<>", "<", ">", "<=", ">=")
        if sign is None or is_not:
            raise self.refused(say("a comparison was to stand here: =, !=, <, <=, >, >= or in"))
        value = self._value()
        if sign == "=":
            return lambda cells: same(cells[at], value)
        if sign in ("!=", "<>"):
            return lambda cells: not same(cells[at], value)
        return lambda cells: _ranked(cells[at], sign, value)

    def _values(self) -> tuple[str, ...]:
        if not self._take("sign", "("):
            raise self.refused(say("values in brackets were to stand here"))
        values = [self._value()]
        while self._take("sign", ","):
            values.append(self._value())
        if not self._take("sign", ")"):
            raise self.refused(say("a bracket is not closed"))
        return tuple(values)

    def _value(self) -> str:
        value = self._take("text")
        if value is None:
            value = self._take("number")
        if value is None:
            raise self.refused(say("a number, or a text in quotation marks, was to stand here"))
        return value.strip()


def _ranked(cell: str, sign: str, value: str) -> bool:
    """Whether a cell comes before or after a value: as numbers, or as dates and texts are sorted.

    A text compares with no number.
    """
    one: Decimal | str | None = number_in(cell)
    other: Decimal | str | None = number_in(value)
    if one is None and other is None:
        one, other = cell, value
    if one is None or other is None or not cell:
        return False
    order = (one > other) - (one < other)  # type: ignore[operator]
    return order in {"<": (-1,), ">": (1,), "<=": (-1, 0), ">=": (0, 1)}[sign]


def column_missing(name: str, table: Table) -> Diagnostic:
    """What is said of a column that the table has not."""
    hint = did_you_mean(name, list(table.headings))
    listed = say("It has {names}.", names=joined(table.headings[:20]))
    return Diagnostic(
        "row-column",
        say("{file} has no column `{name}`.", file=table.file, name=name),
        table.place(1),
        hint or (listed if table.headings else NOTHING),
    )
