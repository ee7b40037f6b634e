"""The structure of a table: what a voice says of a cell's row and column (PDF/UA-1, 7.5)."""

from __future__ import annotations

from collections.abc import Sequence

from depliant.content.model import Table, TableCell, TableRow
from depliant.display.structure import Element
from depliant.layout.frame import Stack

_Attributes = tuple[tuple[str, str, str | int | float | tuple[str, ...]], ...]


def caption(title: Stack) -> tuple[Element, ...]:
    """The words above a table as its caption."""
    kids = tuple(kid for element in title.elements for kid in element.kids)
    return (Element("Caption", kids),) if kids else ()


def table_element(
    table: Table, above: tuple[Element, ...], rows: Sequence[tuple[TableRow, Element]]
) -> Element:
    """The Table: its caption, its headings, and a body for the rows of each subhead."""
    head = tuple(element for row, element in rows if row.kind == "head")
    bodies: list[list[Element]] = []
    for row, element in rows:
        if row.kind == "head":
            continue
        if not bodies or row.kind == "group":
            bodies.append([])
        bodies[-1].append(element)
    kids = (
        *above,
        *((Element("THead", head),) if head else ()),
        *(Element("TBody", tuple(body)) for body in bodies),
    )
    attributes: _Attributes = (("Table", "Summary", table.summary),) if table.summary else ()
    return Element("Table", kids, attributes=attributes)


class Heads:
    """Knows, row after row, which headings say what a cell is of.

    Where cells reach over several rows or columns, or there are subheads, each cell names its
    headings: what stands above and beside it does not say them.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        rows = table.rows
        self.named = (
            any(row.kind == "group" for row in rows)
            or sum(row.kind == "head" for row in rows) > 1
            or any(cell.columns > 1 or cell.rows > 1 for row in rows for cell in row.cells)
        )
        self._columns: dict[int, list[str]] = {}
        self._group: list[str] = []
        self._beside: dict[int, tuple[str, int]] = {}
        self._count = 0
        self._row: TableRow | None = None

    def cell(self, row: TableRow, cell: TableCell, stack: Stack) -> Element:
        """A cell's element; cells are asked for in the order of reading."""
        if row is not self._row:
            self._row = row
            left = {at: (name, rows - 1) for at, (name, rows) in self._beside.items()}
            self._beside = {at: one for at, one in left.items() if one[1] > 0}
        kids = tuple(kid for element in stack.elements for kid in element.kids)
        attributes: _Attributes = ()
        if cell.columns > 1:
            attributes += (("Table", "ColSpan", cell.columns),)
        if cell.rows > 1:
            attributes += (("Table", "RowSpan", cell.rows),)
        if not cell.head:
            if headers := self._headers(row, cell):
                attributes += (("Table", "Headers", headers),)
            return Element("TD", kids, attributes=attributes)
        name = self._name(row, cell) if self.named else None
        scope = "Column" if row.kind in ("head", "group") else "Row"
        attributes += (("Table", "Scope", scope),)
        return Element("TH", kids, attributes=attributes, identifier=name)

    def _name(self, row: TableRow, cell: TableCell) -> str:
        """What cells call a heading by, which is kept for those that it heads."""
        self._count += 1
        name = f"{self.table.key}.{self._count}"
        if row.kind == "head":
            for at in range(cell.column, cell.column + cell.columns):
                self._columns.setdefault(at, []).append(name)
        elif row.kind == "group":
            self._group = [name]
        else:
            self._beside[cell.column] = (name, cell.rows)
        return name

    def _headers(self, row: TableRow, cell: TableCell) -> tuple[str, ...]:
        """The headings of a cell, from the widest to the nearest."""
        if not self.named or row.kind == "head":
            return ()
        columns = [
            name
            for at in range(cell.column, cell.column + cell.columns)
            for name in self._columns.get(at, ())
        ]
        group = self._group if row.kind == "row" else []
        beside = [name for name, _ in self._beside.values()]
        return tuple(dict.fromkeys((*group, *columns, *beside)))
