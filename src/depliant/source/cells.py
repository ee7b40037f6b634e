"""What a cell of a table is, and the table that a file holds, as whoever looks at it sees them.

Rows and columns count from 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

from msgspec import Struct

from depliant.errors import Diagnostic, InputError, Place
from depliant.patterns import late_pattern
from depliant.sentences import NOTHING, Sentence, say

MAXIMUM_FILE: Final = 16 * 1024 * 1024
"""Bytes of a table; the parts of a workbook may take four times as many when unpacked."""
ENCODINGS: Final = (
    *("utf-8", "utf-16", "windows-1252", "iso-8859-15", "mac-roman"),
    *("windows-1250", "windows-1251", "windows-1256"),
)
"""How the letters of a CSV file may be written."""
MAXIMUM_ROWS: Final = 20_000
MAXIMUM_CELLS: Final = 400_000
"""Cells that hold something, of all sheets."""
MAXIMUM_CELL: Final = 10_000

# What YAML may hold, so that every cell that is read can be written there.
UNPRINTABLE: Final = late_pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)


class Cell(Struct, frozen=True):
    """A cell that holds something; `shown` is what one sees in it."""

    shown: str
    calculated: bool = False


class Text(Cell, frozen=True):
    """Words, or a number that is kept as words."""


class Truth(Cell, frozen=True):
    """True or false, `shown` as content.yaml writes it."""


class Fault(Cell, frozen=True):
    """A cell that shows an error such as #REF!, or whose formula was never calculated."""


class Moment(Cell, frozen=True):
    """A day, month or year as the cell's format shows it, written 2016-06; empty: a time alone."""

    period: str = ""


class Number(Cell, frozen=True):
    """A number as the cell's format shows it.

    `digits` is that number with its decimals; `before` and `after` are the words of the format
    ("€", "%"); `thousands` says how often the format divides by 1000 without showing it; `held`
    is the number of the cell where the format rounds it. `states` says whether the format tells
    how many decimals there are.
    """

    digits: Decimal = Decimal(0)
    before: str = ""
    after: str = ""
    thousands: int = 0
    held: str = ""
    states: bool = False


class Grid(Struct, frozen=True):
    """A table: its rows by their numbers, in order, and in each its cells by their columns.

    `name` is that of the sheet, empty for a CSV file; `hidden` says whether the sheet is. Hidden
    rows are not among `rows`, hidden columns are. `spans` has the cells that stand over several
    columns, with their number. `widths` has how many cells each row of a CSV file has that commas
    part: in it a comma may be meant for decimals.
    """

    name: str
    rows: Mapping[int, Mapping[int, Cell]]
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    spans: Mapping[tuple[int, int], int] = {}
    widths: Mapping[int, int] = {}


class CellPlace(Place):
    """A cell of a workbook, named as spreadsheets do; `file` has the sheet too."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"{self.file}!{letters(self.column or 1)}{self.line or 1}"


def letters(column: int) -> str:
    """The name of a column: A to Z, AA and so on."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def quoted(text: str, most: int = 40) -> str:
    """Words of a table as a message may hold them: short, on one line, nothing that steers."""
    line = UNPRINTABLE.sub("\ufffd", " ".join(text.split()))
    return line if len(line) <= most else f"{line[: most - 1]}…"


def refused(code: str, message: Sentence, path: Path, hint: Sentence = NOTHING) -> InputError:
    """What is raised for a file as a whole."""
    return InputError(Diagnostic(code, message, Place(path.name), hint))


def too_large(path: Path) -> InputError:
    """What is raised for a file with too many bytes, rows or cells."""
    message = say("{path} holds more than any table of figures does.", path=path.name)
    hint = say("Take out what is no figure, and save it again.")
    return refused("table-too-large", message, path, hint)
