"""Tables in their final words: a part of the model."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from depliant.content.caption import Caption
from depliant.content.inline import Inline, Spoken
from depliant.errors import Place

CellAlign = Literal["start", "centre", "end", "decimal"]


class TableColumn(Struct, frozen=True):
    """A column of a table: its width (at most one of the two is given), and how its cells stand.

    With `leader` dots lead from its words to those of the next column.
    """

    align: CellAlign = "start"
    width_mm: float | None = None
    share: float | None = None
    leader: bool = False


class TableCell(Struct, frozen=True):
    """A cell that begins in a column, counted from 0, and reaches over `columns` and `rows`.

    `head` says that it is a heading: of its column in a row of heads, else of its row.
    """

    text: Inline
    column: int
    place: Place
    columns: int = 1
    rows: int = 1
    head: bool = False
    align: CellAlign | None = None


class TableRow(Struct, frozen=True):
    """A row of a table, from its first column to its last with no hole but for what reaches down.

    A group's one cell is a subhead of the rows up to the next.
    """

    kind: Literal["head", "row", "group", "total"]
    cells: tuple[TableCell, ...]
    place: Place


class Table(Struct, frozen=True):
    """A table; rows of heads stand first.

    `name` is its author's, and `key` is no other table's of the publication; `continued` is what
    stands where it goes on in the next column, `decimal` the decimal sign of the edition. With
    `across` its first columns are on its own page, and the others on the page that faces it.
    """

    name: str
    key: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    title: Inline
    summary: Spoken
    continued: str
    decimal: str
    role: str
    place: Place
    caption: Caption | None = None
    across: bool = False
