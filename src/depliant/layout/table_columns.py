"""Where the columns of a table stand: what their words need, and what they lack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from depliant.content.inline import plain
from depliant.content.model import TableCell
from depliant.errors import Diagnostic
from depliant.geometry import mm
from depliant.layout.table_look import Extent, Look
from depliant.layout.table_widths import Need, Spanning, Wanted, widths, with_spans
from depliant.sentences import say
from depliant.tuples import NamedTuple

_EXCESS = 0.01
"""Points by which rounding may make a table wider than its measure."""


class Columns(NamedTuple):
    """Where the columns of a table stand: the beginning and the width of each, in points.

    `signs` are how far numbers reach round their decimal sign, None in columns without any.
    """

    starts: tuple[float, ...]
    widths: tuple[float, ...]
    signs: tuple[Extent | None, ...]
    whole: float

    def width(self, cell: TableCell) -> float:
        """The width of a cell, those that it reaches over included."""
        last = cell.column + cell.columns - 1
        return self.starts[last] + self.widths[last] - self.starts[cell.column]


def columns_of(look: Look, measure: float) -> tuple[Columns, tuple[Diagnostic, ...]]:
    """The columns at a measure, and by how much they exceed it."""
    block, gap = look.table, look.gap
    count = len(block.columns)
    signs = _signs(look)
    room = measure - gap * (count - 1) - 2 * look.inset
    wanted = [
        Wanted(need, _fixed(look, at, room), block.columns[at].leader)
        for at, need in enumerate(needs_of(look, signs))
    ]
    found = widths(wanted, room, fill=look.style.width == "measure")
    starts = tuple(look.inset + sum(found[:at]) + gap * at for at in range(count))
    whole = starts[-1] + found[-1] + look.inset
    columns = Columns(starts, found, signs, whole)
    return columns, (*_too_wide(look, columns, measure), *_too_narrow(look, wanted))


def needs_of(look: Look, signs: tuple[Extent | None, ...] | None = None) -> tuple[Need, ...]:
    """What the words of each column need; `signs` as in `Columns`, found if they are not given."""
    block, count = look.table, len(look.table.columns)
    signs = _signs(look) if signs is None else signs
    needs = [Need(sum(sign), sum(sign)) if sign else Need(0.0, 0.0) for sign in signs]
    spans: list[Spanning] = []
    for row in block.rows:
        for cell in row.cells:
            need = look.need(row, cell)
            if cell.columns == count and count > 1:
                need = Need(need.least, need.least)  # a subhead may take several lines
            if cell.columns > 1:
                spans.append(Spanning(cell.column, cell.columns, need))
            else:
                known = needs[cell.column]
                needs[cell.column] = Need(max(known.least, need.least), max(known.most, need.most))
    return with_spans(needs, spans, look.gap)


def _signs(look: Look) -> tuple[Extent | None, ...]:
    """How far the numbers of each column reach round their decimal signs."""
    found: list[Extent | None] = [None] * len(look.table.columns)
    for row in look.table.rows:
        for cell in row.cells:
            extent = look.extent(row, cell) if cell.columns == 1 else None
            if extent is not None:
                known = found[cell.column] or Extent(0.0, 0.0)
                found[cell.column] = Extent(*map(max, known, extent))
    return tuple(found)


def _fixed(look: Look, at: int, room: float) -> float | None:
    """The width that a column is given, in points; None if its words say it."""
    column = look.table.columns[at]
    if column.width_mm is not None:
        return mm(column.width_mm)
    return column.share * max(room, 0.0) if column.share is not None else None


def _too_wide(look: Look, columns: Columns, measure: float) -> Iterator[Diagnostic]:
    """The error of a table that has no room: by how much, and which column asks for most."""
    lacking = columns.whole - measure
    if lacking <= _EXCESS:
        return
    at = max(range(len(columns.widths)), key=lambda number: columns.widths[number])
    words = _longest(look, at)
    yield Diagnostic(
        "table-too-wide",
        say(
            "The table “{table}” is {lacking:.1f} mm wider than its measure of {measure:.1f} mm; "
            "its column {column} asks for most: {width:.1f} mm, for “{words}”.",
            table=look.table.name,
            lacking=lacking / mm(1),
            measure=measure / mm(1),
            column=_called(look, at),
            width=columns.widths[at] / mm(1),
            words=words,
        ),
        look.table.place,
        say(
            "Shorten the words, take a column out, or let the designer set the table smaller or "
            "give it a wider frame. A word may be divided where it has a soft hyphen (U+00AD)."
        ),
    )


def _too_narrow(look: Look, wanted: Sequence[Wanted]) -> Iterator[Diagnostic]:
    """The errors of columns that are given less than their longest word needs."""
    for at, column in enumerate(wanted):
        if column.fixed is None or column.fixed + _EXCESS >= column.need.least:
            continue
        yield Diagnostic(
            "table-too-wide",
            say(
                "Column {column} of the table “{table}” is {width:.1f} mm wide, "
                "{lacking:.1f} mm less than its longest word needs: “{words}”.",
                column=_called(look, at),
                table=look.table.name,
                width=column.fixed / mm(1),
                lacking=(column.need.least - column.fixed) / mm(1),
                words=_longest(look, at),
            ),
            look.table.place,
            say("Give the column a larger `width_mm` or `share`, or none: its words say it then."),
        )


def _called(look: Look, at: int) -> str:
    """A column by its number and its heading."""
    heads = [
        plain(cell.text)
        for row in look.table.rows
        if row.kind == "head"
        for cell in row.cells
        if cell.column == at and cell.columns == 1 and cell.text
    ]
    return f"{at + 1} “{heads[-1][:40]}”" if heads else str(at + 1)


def _longest(look: Look, at: int) -> str:
    """The longest word of a column."""
    cells = [
        (look.need(row, cell).least, look.longest(row, cell))
        for row in look.table.rows
        for cell in row.cells
        if cell.column == at and cell.columns == 1 and cell.text
    ]
    return max(cells)[1][:80] if cells else ""
