"""Cells of a table in their places, and the headers that are said of each.

A cell that names its headers has those (ISO 32000-1, table 349). Of any other they are looked for
as ISO 32000-2, 14.8.4.8.3, and HTML 4.01, 11.4.3, have it: from the cell to the left edge for those
of its rows, and to the upper edge for those of its columns; where a cell that heads nothing that
way follows one that does, the search ends, but what stands in the head of the table (THead) counts
to its end. Which of the two a header is, its scope says; where it says nothing, it heads its column
if it stands among headers only, and else its row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product

from msgspec import Struct

from depliant.readaloud.tree import Node

_MOST_SPANNED = 1_000
"""The most rows or columns that a cell is taken to span."""
_MOST_PLACES = 300_000
"""Places of a table; a cell that spans more than are left is taken to span none."""
_MOST_HEADERS = 20
"""Headers that are said of a cell, of its rows and of its columns: the nearest."""


class Cell(Struct, frozen=True, eq=False):
    """A cell: the row and column in which it begins (from 0), and how many it spans."""

    node: Node
    row: int
    column: int
    rows: int
    columns: int
    is_header: bool
    in_head: bool


class Grid(Struct, frozen=True, eq=False):
    """A table by rows, and by place: what lies at a row and column."""

    rows: tuple[tuple[Cell, ...], ...]
    places: dict[tuple[int, int], Cell]
    width: int

    def cells(self) -> Iterator[Cell]:
        """All cells, row by row."""
        for row in self.rows:
            yield from row


def grid(table: Node) -> Grid:
    """A table with its spans; a cell that lies on another is there as well."""
    rows = list(_rows(table))
    places: dict[tuple[int, int], Cell] = {}
    found = []
    for at, (row, in_head) in enumerate(rows):
        column, cells = 0, []
        for node in row.kids:
            if not isinstance(node, Node):
                continue
            while (at, column) in places:
                column += 1
            high, wide = _bounded(node.rows, len(rows) - at), _bounded(node.columns, _MOST_SPANNED)
            if len(places) + high * wide > _MOST_PLACES:
                high = wide = 1
            cell = Cell(node, at, column, high, wide, node.role == "TH", in_head)
            cells.append(cell)
            for place in product(_down(cell), _across(cell)):
                places.setdefault(place, cell)
            column += wide
        found.append(tuple(cells))
    width = max((column for _, column in places), default=-1) + 1
    return Grid(tuple(found), places, width)


def _rows(node: Node, in_head: bool = False) -> Iterator[tuple[Node, bool]]:
    """The rows of a table, and whether they are of its head."""
    for kid in node.kids:
        if isinstance(kid, Node) and kid.role == "TR":
            yield kid, in_head
        elif isinstance(kid, Node) and kid.role in ("THead", "TBody", "TFoot"):
            yield from _rows(kid, kid.role == "THead")


def _bounded(span: int, most: int) -> int:
    return min(max(span, 1), most, _MOST_SPANNED)


class Headers:
    """The headers of the cells of one table."""

    def __init__(self, table: Grid, is_empty: Callable[[Cell], bool]) -> None:
        self._grid = table
        self._is_empty = is_empty
        self._named = {cell.node.identifier: cell for cell in table.cells() if cell.node.identifier}
        self._data = [cell for cell in table.cells() if not cell.is_header and not is_empty(cell)]
        self._data_rows = {row for cell in self._data for row in _down(cell)}
        self._data_columns = {column for cell in self._data for column in _across(cell)}
        self._scopes = {id(cell): self._scope(cell) for cell in table.cells() if cell.is_header}
        self._above = dict(self._swept("Column"))
        self._before = dict(self._swept("Row"))

    def of(self, cell: Cell) -> tuple[Cell, ...]:
        """The headers of a cell, from the outermost to the nearest; those of its row first.

        Those that have been said in its row are left out, and so are those of a header of columns,
        which have been said in the rows above.
        """
        if cell.node.headers:
            names = cell.node.headers[:_MOST_HEADERS]
            named = [self._named[name] for name in names if name in self._named]
            found = dict.fromkeys(named)
        elif cell.is_header and self._heads(cell, "Column"):
            return ()
        else:
            rows = [self._before.get((row, cell.column), ()) for row in _down(cell)]
            columns = [self._above.get((cell.row, column), ()) for column in _across(cell)]
            found = dict.fromkeys(head for some in (*rows, *columns) for head in some)
        return tuple(
            head
            for head in found
            if head is not cell and not _was_said(head, cell) and not self._is_empty(head)
        )

    def _heads(self, cell: Cell, way: str) -> bool:
        return self._scopes.get(id(cell)) in (way, "Both")

    def _swept(self, way: str) -> Iterator[tuple[tuple[int, int], tuple[Cell, ...]]]:
        """For each place the headers that a search from it to the edge finds, outermost first."""
        is_row = way == "Row"
        heads: dict[int, tuple[Cell, ...]] = {}
        last: dict[int, Cell] = {}
        for row, column in sorted(self._grid.places, key=None if is_row else _by_column):
            line = row if is_row else column
            yield (row, column), heads.get(line, ())
            cell, before = self._grid.places[row, column], last.get(line)
            if cell is before:
                continue
            if self._heads(cell, way):
                over = heads.get(line, ())
                if before is not None and not self._heads(before, way):
                    # What it heads comes after what others have headed; but the head stays.
                    over = tuple(head for head in over if head.in_head and not cell.in_head)
                heads[line] = (*over, cell)[-_MOST_HEADERS:]
            last[line] = cell

    def _scope(self, cell: Cell) -> str:
        """What a header heads: `Row`, `Column` or `Both`."""
        if cell.node.scope in ("Row", "Column", "Both"):
            return cell.node.scope
        if cell.in_head or not self._data_rows.intersection(_down(cell)):
            return "Column"
        if not self._data_columns.intersection(_across(cell)):
            return "Row"
        return "Column" if cell.row == 0 else "Row"


def _by_column(place: tuple[int, int]) -> tuple[int, int]:
    return place[1], place[0]


def _was_said(head: Cell, cell: Cell) -> bool:
    """Whether a header has just been read in the row of a cell."""
    return head.row == cell.row and head.column < cell.column


def _down(cell: Cell) -> Iterable[int]:
    return range(cell.row, cell.row + cell.rows)


def _across(cell: Cell) -> Iterable[int]:
    return range(cell.column, cell.column + cell.columns)
