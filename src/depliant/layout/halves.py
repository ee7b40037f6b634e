"""Tables over two facing pages: their halves, and between which columns they are parted.

A half has all rows of its table, and the columns of one page. What reaches over all columns, such
as a subhead, is on the page that is read first.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from depliant.content.model import Table, TableCell, TableRow
from depliant.display.structure import Element
from depliant.geometry import mm
from depliant.layout.table_columns import needs_of
from depliant.layout.table_look import Look
from depliant.tuples import NamedTuple


class RowSize(NamedTuple):
    """How high a row is and the tallest first line in it, in points; none without any words."""

    first: float
    height: float


class Half(Struct, frozen=True):
    """Which columns of a table a page has: the first `columns`, or those after them.

    `rows` are the sizes of its rows, which are those of the other half; none: what its own words
    need. It stands `down` points lower than what comes before it says.
    """

    is_first: bool
    columns: int
    rows: tuple[RowSize, ...] = ()
    down: float = 0.0


class TableHalf(Table, frozen=True, kw_only=True):
    """A table of which a page has some columns."""

    half: Half

    def holds(self, cell: TableCell) -> bool:
        """Whether a cell of the table is in this half."""
        return (cell.column < self.half.columns) == self.half.is_first

    @property
    def own(self) -> Table:
        """The table that its own columns make; each of its rows is one of the whole."""
        cut = self.half.columns
        return Table(
            self.name,
            self.key,
            self.columns[:cut] if self.half.is_first else self.columns[cut:],
            tuple(replace(row, cells=tuple(self._cells(row))) for row in self.rows),
            self.title if self.half.is_first else (),
            self.summary,
            self.continued,
            self.decimal,
            self.role,
            self.place,
        )

    def _cells(self, row: TableRow) -> list[TableCell]:
        cut = self.half.columns
        held = [cell for cell in row.cells if self.holds(cell)]
        if not self.half.is_first:
            return [replace(cell, column=cell.column - cut) for cell in held]
        return [
            cell
            if cell.column + cell.columns <= cut
            else replace(cell, columns=cut - cell.column, align=cell.align or "start")
            for cell in held
        ]


def half_of(table: Table, half: Half) -> TableHalf:
    """A half of a table; its caption is on the page that is read first."""
    return TableHalf(
        table.name,
        table.key,
        table.columns,
        table.rows,
        table.title,
        table.summary,
        table.continued,
        table.decimal,
        table.role,
        table.place,
        table.caption if half.is_first else None,
        table.across,
        half=half,
    )


def cut_of(look: Look, measures: tuple[float, float]) -> int | None:
    """How many columns stand on the page read first, so that both are filled alike.

    `measures` are those of both pages, in points. No heading, cell or leader goes over the fold;
    where that leaves no place, None.
    """
    table = look.table
    barred = {at + 1 for at, column in enumerate(table.columns) if column.leader}
    for row in table.rows:
        if row.kind in ("head", "row"):
            barred |= {
                at for one in row.cells for at in range(one.column + 1, one.column + one.columns)
            }
    places = [at for at in range(1, len(table.columns)) if at not in barred]
    if not places:
        return None
    needs = needs_of(look)

    def lacking_and_fullness(cut: int) -> tuple[float, float]:
        lacking, fullest = 0.0, 0.0
        for numbers, measure in zip((range(cut), range(cut, len(needs))), measures, strict=True):
            room = measure - look.gap * (len(numbers) - 1) - 2 * look.inset
            least, most = 0.0, 0.0
            for at in numbers:
                column = table.columns[at]
                fixed = mm(column.width_mm) if column.width_mm is not None else None
                if column.share is not None:
                    fixed = column.share * max(room, 0.0)
                least += needs[at].least if fixed is None else fixed
                most += needs[at].most if fixed is None else fixed
            lacking += max(0.0, least - room)
            fullest = max(fullest, most / max(room, 1.0))
        return round(lacking, 2), round(fullest, 6)

    return min(places, key=lacking_and_fullness)


def one_size(first: RowSize | None, second: RowSize | None, unit: float) -> RowSize:
    """The size of a row that both halves have room in, their first lines level."""
    found = [one for one in (first, second) if one is not None]
    line = max((one.first for one in found), default=unit)
    return RowSize(line, max((one.height + line - one.first for one in found), default=unit))


def one_table(first: Element, second: Element) -> Element:
    """The structure of a table from that of its halves: the cells of each row, as they are read."""
    kids = iter(second.kids)
    made: list[Element] = []
    for kid in first.kids:
        if not isinstance(kid, Element) or kid.role == "Caption":
            made += [kid] if isinstance(kid, Element) else []
            continue
        other = next(kids)
        assert isinstance(other, Element)
        rows = [
            replace(row, kids=(*row.kids, *more.kids))
            for row, more in zip(kid.kids, other.kids, strict=True)
            if isinstance(row, Element) and isinstance(more, Element)
        ]
        made.append(replace(kid, kids=tuple(rows)))
    return replace(first, kids=tuple(made), identifier=None)
