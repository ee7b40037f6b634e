"""The rows of tables that are kept in files: `assets/data/*.csv` and `.xlsx`.

They are read when the project is, within bounds, and become rows of the table as if they stood in
content.yaml: translators, the proof of figures and layout find them there. Where each stands in
its file is kept for diagnostics.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Protocol

from msgspec.structs import replace

from depliant.content.schema_table import (
    MOST_COLUMNS,
    MOST_ROWS,
    NUMBER,
    Cell,
    CellEntry,
    Column,
    Group,
    Table,
)
from depliant.errors import Diagnostic, InputError, Place
from depliant.patterns import late_pattern
from depliant.sentences import say
from depliant.source import cells as sheets
from depliant.source.folder import Files
from depliant.source.lines import position_of_byte
from depliant.source.reading import typed
from depliant.source.suggestions import did_you_mean, nearest
from depliant.source.yaml import Route, Source
from depliant.tuples import NamedTuple

KINDS: Final = (".csv", ".xlsx")
_MOST_BYTES: Final = 2 * 1024 * 1024
_MOST_WORDS: Final = 2000
"""Characters of a cell that is printed in a table."""
_COMMA: Final = late_pattern(r"-?\d+,(\d|\d\d)", re.ASCII)
"""A number with a comma for its decimals: no group of thousands has so few digits."""


class Found(NamedTuple):
    """A table with the rows of its file, and the places of those of its parts that moved."""

    table: Table
    places: Mapping[Route, Place]


class InFile(Protocol):
    """What content.yaml keeps in a file: the rows of a table, the values of a series."""

    @property
    def file(self) -> str | None:
        """The file's name, from the project's folder."""

    @property
    def sheet(self) -> str | None:
        """The sheet of a workbook; None: the first."""


class FileRow(NamedTuple):
    """A row of a file: its cells by their columns, from 1, and where each stands.

    `periods` are the days, months and years among the cells of a workbook, as the ledger writes
    them.
    """

    cells: Mapping[int, Cell]
    places: Mapping[int, Place]
    periods: Mapping[int, str] = {}

    def place(self, column: int) -> Place:
        """Where a cell is; of an empty one, where the row begins."""
        return self.places.get(column) or next(iter(self.places.values()))


def with_rows(table: Table, route: Route, source: Source, files: Files) -> Found:
    """A table with the rows of its file before those that content.yaml has.

    Args:
        table: one that names a file.
        route: the way to it.
        source: content.yaml.
        files: the project's.

    Raises:
        InputError: everything that is wrong with the file, and with what the table asks of it.
    """
    rows = file_rows(table, source.place((*route, "file")), files, source, route)
    head, *body = rows
    if len(body) + len(table.rows) > MOST_ROWS:
        raise _refused("table-too-large", table, body[MOST_ROWS - 1].place(1), MOST_ROWS)
    names = {number: plain_heading(cell.words) for number, cell in head.cells.items()}
    columns = table.columns or tuple(
        Column(heading=cell.words, source=None)
        for number, cell in head.cells.items()
        if names[number] != plain_heading(table.group_by or "")
    )
    headings = {number: cell.words for number, cell in head.cells.items()}
    at = _places_of(table, columns, headings, route, source)
    made, places = _made(body, at, _group_column(table, headings, route, source), route)
    for number in range(len(table.rows)):
        before = (*route, "rows", number)
        for old in [one for one in source.values if one[: len(before)] == before]:
            after = (*route, "rows", number + len(made), *old[len(before) :])
            places[after] = source.place(old)
    return Found(replace(table, columns=columns, rows=(*made, *table.rows)), places)


def _made(
    body: list[FileRow], at: list[int], group: int | None, route: Route
) -> tuple[list[Any], dict[Route, Place]]:
    """The rows of a table from those of its file, with a subhead where its group changes."""
    made: list[Any] = []
    places: dict[Route, Place] = {}
    last = ""
    for row in body:
        words = row.cells[group].words if group is not None and group in row.cells else ""
        if words and words != last:
            places[*route, "rows", len(made)] = row.place(group or 1)
            places[*route, "rows", len(made), "group"] = row.place(group or 1)
            made.append(Group(group=words))
            last = words
        here = (*route, "rows", len(made))
        places[here] = row.place(at[0])
        for number, column in enumerate(at):
            places[*here, number] = places[*here, number, "text"] = row.place(column)
        made.append(tuple(row.cells.get(column, Cell()) for column in at))
    return made, places


def _places_of(
    table: Table,
    columns: tuple[Column, ...],
    headings: Mapping[int, str],
    route: Route,
    source: Source,
) -> list[int]:
    """The column of the file that each column of a table takes its cells from."""
    numbers = {plain_heading(name): number for number, name in reversed([*headings.items()])}
    faults: list[Diagnostic] = []
    found: list[int] = []
    for number, column in enumerate(columns):
        wanted = column.source or column.heading or ""
        if plain_heading(wanted) in numbers:
            found.append(numbers[plain_heading(wanted)])
            continue
        place = source.place((*route, "columns", number))
        faults.append(unknown_column(wanted, table, tuple(headings.values()), place))
    if faults:
        raise InputError(faults)
    return found


def _group_column(
    table: Table, headings: Mapping[int, str], route: Route, source: Source
) -> int | None:
    """The column of the file whose words are subheads; none where none is named."""
    if table.group_by is None:
        return None
    wanted = plain_heading(table.group_by)
    for number, heading in headings.items():
        if plain_heading(heading) == wanted:
            return number
    place = source.place((*route, "group_by"))
    raise InputError(unknown_column(table.group_by, table, tuple(headings.values()), place))


def unknown_column(wanted: str, table: InFile, known: tuple[str, ...], place: Place) -> Diagnostic:
    """What is said of a column that is not in the file."""
    message = say("{file} has no column “{wanted}”.", file=table.file, wanted=sheets.quoted(wanted))
    known = tuple(" ".join(heading.split()) for heading in known)
    listed = ", ".join(sheets.quoted(name) for name in known)
    near = nearest(plain_heading(wanted), tuple(map(plain_heading, known)))
    meant = next((name for name in known if plain_heading(name) == near), "")
    hint = (
        did_you_mean(meant, (meant,))
        if meant
        else say("Write one of its headings at `from`: {listed}.", listed=listed)
    )
    return Diagnostic("table-column", message, place, hint)


def plain_heading(heading: str) -> str:
    """A heading by which a column is found: capitals and spaces do not matter."""
    return " ".join(heading.split()).casefold()


def _refused(code: str, table: Table, place: Place, most: int) -> InputError:
    message = say(
        "{file} has more than {most} rows, which no brochure shows.", file=table.file, most=most
    )
    return InputError(
        Diagnostic(code, message, place, say("Keep in it only the rows that are printed."))
    )


# --- reading ----------------------------------------------------------------------------------


def file_rows(
    table: InFile, place: Place, files: Files, source: Source, route: Route
) -> tuple[FileRow, ...]:
    """The rows of a file that hold anything, its headings first.

    Args:
        table: what names the file.
        place: where the file is named.
        files: the project's.
        source: content.yaml.
        route: the way to what names the file.

    Raises:
        InputError: everything that is wrong with the file.
    """
    name = table.file or ""
    kind = Path(name).suffix.lower()
    if kind not in KINDS:
        message = say("{file} is no table that can be read.", file=name)
        hint = say("Save it as .csv (in UTF-8) or as .xlsx.")
        raise InputError(Diagnostic("table-kind", message, place, hint))
    file = files.file(name, place, limit=_MOST_BYTES, too_large="table-too-large")
    if kind == ".csv":
        rows = tuple(_csv_rows(_decoded(file.data, name), name))
    else:
        rows = tuple(_sheet_rows(file.data, table, source.place((*route, "sheet"))))
    if len(rows) < 2:
        message = say("{file} has no rows below its headings.", file=name)
        hint = say("Its first row holds the headings of its columns, and each below it a row.")
        raise InputError(Diagnostic("table-empty", message, Place(name), hint))
    faults = [fault for row in rows for fault in _cell_faults(row)]
    if faults:
        raise InputError(faults)
    return rows


def _cell_faults(row: FileRow) -> Iterator[Diagnostic]:
    for column, cell in row.cells.items():
        if len(cell.words) > _MOST_WORDS:
            message = say(
                "The cell “{words}” has more than {most} characters.",
                words=sheets.quoted(cell.words),
                most=_MOST_WORDS,
            )
            yield Diagnostic("table-cell", message, row.place(column), say("Shorten its words."))
        if sheets.UNPRINTABLE.search(cell.words):
            message = say(
                "The cell “{words}” holds a character that nothing can print.",
                words=sheets.quoted(cell.words),
            )
            yield Diagnostic("table-cell", message, row.place(column), say("Type it again."))


def _decoded(data: bytes, name: str) -> str:
    """The letters of a CSV file: UTF-8, or UTF-16 where its first bytes say so."""
    codec = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = position_of_byte(data, error.start, codec)[0]
        message = say("{path} is not in {said}.", path=name, said=codec.removesuffix("-sig"))
        hint = say("Save it as “CSV UTF-8”.")
        raise InputError(Diagnostic("table-encoding", message, Place(name, line), hint)) from None


def _csv_rows(text: str, name: str) -> Iterator[FileRow]:
    """The rows of a CSV file; the sign between its cells is that of which its first line has most.

    Raises:
        InputError: `table-syntax` or `table-too-large`.
    """
    first = text.partition("\n")[0]
    before = 0
    if match := re.fullmatch(r'"?sep=(.)"?\r?', first):  # what Excel writes for itself
        sign, before, text = match[1], 1, text.partition("\n")[2]
    else:
        sign = max(",;\t|", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    count = 0
    while True:
        line = reader.line_num + 1 + before
        try:
            entries = next(reader)
        except StopIteration:
            return
        except csv.Error:
            message = say("The CSV of {path} is broken in this line.", path=name)
            hint = say("Look for a quotation mark that is not closed.")
            fault = Diagnostic("table-syntax", message, Place(name, line), hint)
            raise InputError(fault) from None
        found = {at: _cell(entry) for at, entry in enumerate(entries, 1) if entry.strip()}
        count += 1
        if count > 2 * MOST_ROWS or len(entries) > 10 * MOST_COLUMNS:
            raise sheets.too_large(Path(name))
        if found:
            yield FileRow(found, {at: Place(name, line, at) for at in found})


def _cell(words: str) -> Cell:
    """A cell of a CSV file, as content.yaml would have it; a comma may stand for the point."""
    words = words.strip()
    if _COMMA.fullmatch(words) and NUMBER.fullmatch(words.replace(",", ".")):
        return Cell(number=Decimal(words.replace(",", ".")))
    if len(words) > _MOST_WORDS:
        return Cell(text=words)  # it is told of with its place, as that of a workbook is
    return typed(CellEntry, words)


def _sheet_rows(data: bytes, table: InFile, place: Place) -> Iterator[FileRow]:
    """The rows of a sheet of a workbook; what is hidden in it is left out.

    Raises:
        InputError: `table-sheet`, `table-cell`, `table-syntax` or `table-too-large`.
    """
    from depliant.source.workbooks import workbook_grids

    name = table.file or ""
    grids = [grid for grid in workbook_grids(data, Path(name)) if not grid.hidden]
    grid = next((one for one in grids if table.sheet in (None, one.name)), None)
    if grid is None:
        wanted, known = table.sheet or "", [one.name for one in grids]
        message = say("{file} has no sheet “{wanted}”.", file=name, wanted=sheets.quoted(wanted))
        hint = did_you_mean(wanted, known) or say("Look at the names of its sheets.")
        raise InputError(Diagnostic("table-sheet", message, place, hint))
    at_sheet = f"{name}, {grid.name}"
    for number, row in grid.rows.items():
        shown = {at: cell for at, cell in row.items() if at not in grid.hidden_columns}
        places: dict[int, Place] = {at: sheets.CellPlace(at_sheet, number, at) for at in shown}
        for at, cell in shown.items():
            if isinstance(cell, sheets.Fault):
                message = say(
                    "The cell shows an error, or its formula was never calculated: {shown}.",
                    shown=sheets.quoted(cell.shown),
                )
                hint = say("Mend it in the spreadsheet, and save the workbook there.")
                raise InputError(Diagnostic("table-cell", message, places[at], hint))
        if shown:
            periods = {
                at: cell.period
                for at, cell in shown.items()
                if isinstance(cell, sheets.Moment) and cell.period
            }
            yield FileRow({at: _sheet_cell(cell) for at, cell in shown.items()}, places, periods)


def _sheet_cell(cell: sheets.Cell) -> Cell:
    """A cell of a workbook, with the unit that its format shows."""
    if isinstance(cell, sheets.Number) and NUMBER.fullmatch(f"{cell.digits:f}"):
        unit = (cell.before or cell.after).strip()
        plain = not cell.thousands and not (cell.before.strip() and cell.after.strip())
        if plain and len(unit) <= 80:
            return Cell(number=cell.digits, unit=unit or None)
    return Cell(text=cell.shown.strip() or None)
