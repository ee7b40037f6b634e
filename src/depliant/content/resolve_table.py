"""Tables in their final words: numbers by the language's rules, spans laid on the grid, totals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from babel.numbers import get_decimal_symbol

from depliant.content import schema_table as schema
from depliant.content.inline import Inline, Span, plain
from depliant.content.model import Table, TableCell, TableColumn, TableRow
from depliant.errors import Diagnostic, Place
from depliant.figures import writing as figures
from depliant.figures.ledger import Ledger
from depliant.languages.phrases import Phrases
from depliant.sentences import Sentence, counted, say
from depliant.source.yaml import Route
from depliant.tuples import NamedTuple

_ONE_LINE: Final = str.maketrans("\t\n", "  ")
_DECIMAL_SIGNS: Final = {"latn": "", "arab": "\u066b", "arabext": "\u066b"}
"""Of numbering systems whose sign is not that of the language."""


class Around(NamedTuple):
    """What a table is resolved with: how its words are, and the figures of the publication.

    `panel` is the id of the panel that it is on.
    """

    inline: Callable[[str, Route], Inline]
    place: Callable[[Route], Place]
    fault: Callable[[str, Sentence, Place, Sentence], None]
    remark: Callable[[Diagnostic], None]
    ledger: Ledger
    words: Phrases
    panel: str


class _Value(NamedTuple):
    """A value of a column: its number, its unit, and the row that it stands in."""

    number: Decimal
    unit: str


def table(block: schema.Table, route: Route, around: Around) -> Table:
    """A table whose cells stand where they are said to; what is wrong with it is reported."""
    return _Resolver(block, route, around).table()


class _Resolver:
    """Resolves one table, row by row from the first.

    `taken` counts how many rows more a cell above reaches down over each column.
    """

    def __init__(self, block: schema.Table, route: Route, around: Around) -> None:
        self.block, self.route, self.around = block, route, around
        self.count = _width(block)
        spare = (schema.Column(),) * (self.count - len(block.columns))
        self.columns = block.columns + spare
        self.taken = [0] * self.count
        self.values: dict[int, list[_Value]] = {}
        self.group_values: dict[int, list[_Value]] = {}
        headed = any(column.heading for column in block.columns) or bool(block.heads)
        # A table without any heading would say values and not what they are of.
        first = not headed and not any(column.head for column in self.columns)
        self.heads = [column.head or (first and at == 0) for at, column in enumerate(self.columns)]

    def table(self) -> Table:
        block, around, route = self.block, self.around, self.route
        rows = [*self._heads(), *self._rows()]
        locale = around.ledger.locale
        sign = _DECIMAL_SIGNS[figures.system_in(locale)] or get_decimal_symbol(locale)
        summary = around.inline(block.summary, (*route, "summary")) if block.summary else ()
        return Table(
            block.table,
            key_of(around.panel, route),
            tuple(
                TableColumn(column.align, column.width_mm, column.share, column.leader)
                for column in self.columns
            ),
            tuple(rows),
            around.inline(block.title, (*route, "title")) if block.title else (),
            plain(summary).translate(_ONE_LINE),
            around.words.continued,
            sign,
            block.role,
            around.place(route),
            across=block.across > 1,
        )

    # --- rows -------------------------------------------------------------------------------

    def _heads(self) -> Iterator[TableRow]:
        """The rows of headings: those over several columns, and the columns' own."""
        for number, cells in enumerate(self.block.heads):
            yield self._row(cells, (*self.route, "heads", number), "head")
        self._closed((*self.route, "heads"))
        if any(column.heading for column in self.columns):
            found = []
            for at, column in enumerate(self.columns):
                here = (*self.route, "columns", at, "heading")
                text = self.around.inline(column.heading, here) if column.heading else ()
                found.append(TableCell(text, at, self.around.place(here), head=bool(text)))
            yield TableRow("head", tuple(found), self.around.place((*self.route, "columns")))

    def _rows(self) -> Iterator[TableRow]:
        for number, row in enumerate(self.block.rows):
            here = (*self.route, "rows", number)
            if isinstance(row, tuple):
                yield self._row(row, here, "row")
                continue
            self._closed(here)
            if isinstance(row, schema.Group):
                self.group_values = {}
                text = self.around.inline(row.group, (*here, "group"))
                cell = TableCell(text, 0, self.around.place(here), columns=self.count, head=True)
                yield TableRow("group", (cell,), self.around.place(here))
            else:
                yield self._totals(row, here)
        self._closed((*self.route, "rows"))

    def _row(self, cells: tuple[schema.Cell, ...], route: Route, kind: str) -> TableRow:
        """A row with its cells in the columns that are free, and empty ones in the others."""
        found: list[TableCell] = []
        at, is_broken = 0, False
        place = self.around.place(route)
        held, self.taken = self.taken, [max(0, rows - 1) for rows in self.taken]
        for number, cell in enumerate(cells):
            while at < self.count and held[at]:
                at += 1
            wide = min(cell.columns, self.count - at)
            blocked = any(held[column] for column in range(at, at + wide))
            if wide < cell.columns or blocked:
                self._misfit((*route, number), cell)
                is_broken = True
                break
            found.append(self._cell(cell, (*route, number), at, kind))
            for column in range(at, at + wide):
                self.taken[column] = max(self.taken[column], cell.rows - 1)
            at += wide
        filled = {
            column for cell in found for column in range(cell.column, cell.column + cell.columns)
        }
        free = [column for column in range(self.count) if not held[column] and column not in filled]
        if free and not is_broken and kind == "row":
            self._short(len(cells), place)
        blanks = [TableCell((), column, place) for column in free]
        whole = sorted((*found, *blanks), key=lambda cell: cell.column)
        return TableRow("head" if kind == "head" else "row", tuple(whole), place)

    def _cell(self, cell: schema.Cell, route: Route, at: int, kind: str) -> TableCell:
        column = self.columns[at]
        if cell.number is not None:
            unit = cell.unit or column.unit or ""
            text: Inline = (Span(self._written(cell.number, unit, plain=column.plain)),)
            self._count(at, _Value(cell.number, unit), kind)
        else:
            words = cell.text or cell.placeholder
            text = self.around.inline(words, (*route, "text")) if words else ()
            self._count_figure(at, text, kind)
        head = bool(text) and (kind == "head" or cell.head or self.heads[at])
        place = self.around.place(route)
        return TableCell(text, at, place, cell.columns, cell.rows, head, cell.align)

    def _misfit(self, route: Route, cell: schema.Cell) -> None:
        self.around.fault(
            "table-row",
            say(
                "The cell “{words}” has no room in its row: the table has {count} columns.",
                words=cell.words[:40],
                count=self.count,
            ),
            self.around.place(route),
            say("Take a cell out, let one reach over fewer columns or rows, or add a column."),
        )

    def _short(self, count: int, place: Place) -> None:
        """Tell of a row that ends before the table does: mostly a cell was forgotten."""
        message = counted(
            count,
            "The row has {count} cell, fewer than the table has columns ({columns}).",
            "The row has {count} cells, fewer than the table has columns ({columns}).",
            columns=self.count,
        )
        hint = say('Write "" where a cell is to be empty.')
        self.around.remark(Diagnostic("table-row-short", message, place, hint, "warning"))

    def _closed(self, route: Route) -> None:
        """Report cells that reach down below the last row they can, and let them end there."""
        if any(self.taken):
            self.around.fault(
                "table-row",
                say("A cell reaches down over more rows than there are below it."),
                self.around.place(route),
                say("Give it fewer `rows`: none reaches over a subhead, totals or the end."),
            )
        self.taken = [0] * self.count

    # --- numbers ----------------------------------------------------------------------------

    def _written(self, number: Decimal, unit: str, *, plain: bool = False) -> str:
        """A number as the edition's language writes it, with its unit."""
        ledger = self.around.ledger
        if plain:
            return f"{number:f}" + (f"{figures.NO_BREAK}{unit}" if unit else "")
        if not unit:
            return figures.number(number, ledger.locale)
        words = ledger.unit_words
        said = words.of(unit, number) if words is not None else unit
        return figures.write(number, said, "full", ledger.locale).text

    def _count_figure(self, at: int, text: Inline, kind: str) -> None:
        """Count a cell that shows one figure and nothing else."""
        names = {span.figure for span in text}
        if len(names) == 1 and (name := names.pop()) in self.around.ledger.figures:
            figure = self.around.ledger.figures[name]
            self._count(at, _Value(figure.value, figure.unit), kind)

    def _count(self, at: int, value: _Value, kind: str) -> None:
        if kind == "row":
            self.values.setdefault(at, []).append(value)
            self.group_values.setdefault(at, []).append(value)

    def _totals(self, row: schema.TotalRow, route: Route) -> TableRow:
        """A row of totals: its words stand up to the first of them."""
        values = self.values if row.of == "table" else self.group_values
        place = self.around.place(route)
        words = self.around.inline(row.total, (*route, "total"))
        first = next((at for at, one in enumerate(self.columns) if one.total and at), self.count)
        found = [TableCell(words, 0, place, columns=first, head=True)]
        for at in range(first, self.count):
            total = self.columns[at].total
            text = self._total(at, total, values.get(at, []), place) if total else ""
            found.append(TableCell((Span(text),) if text else (), at, place))
        if first == self.count:
            self.around.fault(
                "table-total",
                say("No column says what is to be counted in this row."),
                place,
                say("Write `total: sum` at a column that holds numbers, but not at the first."),
            )
        return TableRow("total", tuple(found), place)

    def _total(self, at: int, total: str, values: list[_Value], place: Place) -> str:
        """A total of a column as it is written; nothing, with a diagnostic, where it has none."""
        units = {value.unit for value in values}
        if len(units) != 1:
            message = (
                say("Column {at} has numbers of several units.", at=at + 1)
                if units
                else say("Column {at} has no numbers above this row.", at=at + 1)
            )
            hint = say("A total is of cells that hold a number or a figure alone, of one unit.")
            self.around.fault("table-total", message, place, hint)
            return ""
        return self._written(_of([value.number for value in values], total), units.pop())


def _of(numbers: list[Decimal], total: str) -> Decimal:
    """A total of numbers, with as many decimals as they have."""
    if total == "least":
        return min(numbers)
    if total == "most":
        return max(numbers)
    whole = sum(numbers, Decimal(0))
    if total == "sum":
        return whole
    exponent = whole.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return (whole / len(numbers)).quantize(Decimal(1).scaleb(-places))


def _width(block: schema.Table) -> int:
    """How many columns a table has: those that it names, or the cells of its longest row."""
    if block.columns:
        return len(block.columns)
    rows = [row for row in (*block.heads, *block.rows) if isinstance(row, tuple)]
    widest = max((sum(cell.columns for cell in row) for row in rows), default=1)
    return min(widest, schema.MOST_COLUMNS)


def units(block: schema.Table) -> Iterator[str]:
    """The units of the numbers of a table."""
    for column in block.columns:
        if column.unit is not None:
            yield column.unit
    for row in block.rows:
        for cell in row if isinstance(row, tuple) else ():
            if cell.unit is not None:
                yield cell.unit


def key_of(panel: str, route: Route) -> str:
    """What tells a table of a panel from all others; `route` is the way to it."""
    return ".".join((panel, *(str(step) for step in route[2:])))
