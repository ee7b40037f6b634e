"""The table of a batch: a CSV, a workbook or a Parquet file as rows of texts.

Rows are numbered as whoever opens the file sees them: the line of a CSV, the row of a sheet; the
headings of a Parquet file count as the first. A file of a stranger is read within bounds, and
what is not plain text in a process of its own.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from depliant.batch.parquet import read_parquet, rows_of
from depliant.bookkeeping.csvfiles import csv_lines, csv_text
from depliant.bounds import BATCH_CELLS, BATCH_FILE
from depliant.confined import confined
from depliant.content.schema_rows import MAXIMUM_CELL
from depliant.errors import Diagnostic, InputError, Place
from depliant.refusals import check_file, refusal
from depliant.sentences import NOTHING, Sentence, counted, say, some
from depliant.source.cells import UNPRINTABLE, Cell, Fault, Grid, Number, quoted
from depliant.source.suggestions import did_you_mean

MAXIMUM_ROWS: Final = 1_000_000
MAXIMUM_COLUMNS: Final = 1_000
KINDS: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".parquet")
_LISTED: Final = 8
"""Rows that are named."""
_LINES: Final = 100
"""Lines by which the sign between cells is found."""


class Record(Struct, frozen=True, gc=False):
    """A row: its number in the file, and its cells in the order of the headings."""

    number: int
    cells: tuple[str, ...]


class Table(Struct, frozen=True):
    """The rows of a file below their headings.

    `notes` are what is to be said of how it was read. `lost` has the cells of a workbook that have
    no value, by row and column, with what they show.
    """

    file: str
    headings: tuple[str, ...]
    records: tuple[Record, ...]
    notes: tuple[Diagnostic, ...] = ()
    lost: Mapping[tuple[int, int], str] = {}

    def place(self, number: int, column: int | None = None) -> Place:
        """Where a row, or a cell of it, is in the file; columns count from 0."""
        return Place(self.file, number, None if column is None else column + 1)

    def column(self, name: str) -> int | None:
        """The column of that name, as it is written or apart from accents, capitals and signs."""
        if name in self.headings:
            return self.headings.index(name)
        wanted = bare(name)
        return next((at for at, one in enumerate(self.headings) if bare(one) == wanted), None)

    def alike(self, name: str) -> tuple[str, ...]:
        """The headings that are called so."""
        exact = tuple(one for one in self.headings if one == name)
        return exact or tuple(one for one in self.headings if bare(one) == bare(name))


def bare(name: str) -> str:
    """A heading without accents, capitals, spaces and signs: "Code postal" is codepostal."""
    parts = unicodedata.normalize("NFKD", name).casefold()
    return "".join(one for one in parts if one.isalnum())


def read_table(path: Path, *, encoding: str | None, sheet: str | None, language: str) -> Table:
    """Read the table of a batch.

    Args:
        path: the file, by whose ending is known what it is.
        encoding: of a CSV; None: what its bytes say.
        sheet: of a workbook; None: the first that is not hidden and holds something.
        language: the language that the brochure is written in.

    Raises:
        InputError: `asset-unreadable`, `batch-data`, or a code of tables.
    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        message = say("{path} is no table that is read.", path=path.name)
        raise _refused(path, message, say("Save it as CSV, .xlsx or .parquet."))
    place = Place(path.name)
    if kind == ".parquet":
        data = _bytes(path)
        rows = rows_of(confined(tuple[bytes, ...], place, read_parquet, data, path.name))
        return _table(path, enumerate(rows, 1), ())
    if kind in (".xlsx", ".xlsm"):
        grid = _sheet(_bytes(path), path, sheet)
        table = _table(path, _sheet_lines(grid), tuple(_hidden(grid, path)))
        return replace(table, lost=dict(_lost(grid)))
    # Its bytes are not held beside its letters, nor those beside a copy of them.
    text, notes = csv_text(_bytes(path), path, encoding, language)
    return _table(path, _csv_lines(text, path), notes)


def _refused(path: Path, message: Sentence, hint: Sentence = NOTHING) -> InputError:
    return InputError(Diagnostic("batch-data", message, Place(path.name), hint))


def _bytes(path: Path) -> bytes:
    try:
        check_file(path)
        with path.open("rb") as file:
            data = file.read(BATCH_FILE + 1)
    except OSError as error:
        message = say("{path} cannot be read: {reason}.", path=path.name, reason=refusal(error))
        raise InputError(Diagnostic("asset-unreadable", message, Place(path.name))) from None
    if len(data) > BATCH_FILE:
        raise _refused(
            path,
            say("{path} has more than {most} MB.", path=path.name, most=BATCH_FILE >> 20),
            say("Part it, or save it as Parquet."),
        )
    return data


def _table(
    path: Path, lines: Iterator[tuple[int, Sequence[str]]], notes: tuple[Diagnostic, ...]
) -> Table:
    """The table that lines are: the first that holds something has the headings."""
    headings: tuple[str, ...] = ()
    records: list[Record] = []
    count = 0
    faults: list[Diagnostic] = []
    for number, line in lines:
        cells = tuple(map(_cleaned, line))
        if not any(cells):
            continue
        if not headings:
            headings = _headings(cells, number, path)
            continue
        if len(records) >= MAXIMUM_ROWS:
            message = say("{path} has more than {most} rows.", path=path.name, most=MAXIMUM_ROWS)
            raise _refused(path, message, say("Part it into several batches."))
        count += len(cells)
        if count > BATCH_CELLS:
            message = say("{name} has more than {most} cells.", name=path.name, most=BATCH_CELLS)
            raise _refused(path, message, say("Part it into several batches."))
        if any(cells[len(headings) :]):
            faults.append(_too_wide(path, number))
        elif long := next((at for at, one in enumerate(cells) if len(one) > MAXIMUM_CELL), None):
            faults.append(_too_long(path, number, long))
        room = ("",) * (len(headings) - len(cells))
        records.append(Record(number, (*cells[: len(headings)], *room)))
    if faults:
        raise InputError(_summed(faults))
    if not records:
        message = say("{path} has no rows below its headings.", path=path.name)
        raise _refused(path, message, say("Write the names of the columns in the first row."))
    return Table(path.name, headings, tuple(records), notes)


def _cleaned(cell: str) -> str:
    """A cell as it may be printed: without what is no character, its line ends plain."""
    cell = cell.strip()
    if cell.isascii() and cell.isprintable():
        return cell
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", UNPRINTABLE.sub("", cell)).strip()


def _headings(cells: tuple[str, ...], number: int, path: Path) -> tuple[str, ...]:
    headings = cells[: len(cells) - next(n for n, one in enumerate(reversed(cells)) if one)]
    if len(headings) > MAXIMUM_COLUMNS:
        message = say("{path} has more columns than a table has.", path=path.name)
        raise InputError(Diagnostic("batch-data", message, Place(path.name, number)))
    return headings


def _too_wide(path: Path, number: int) -> Diagnostic:
    return Diagnostic(
        "batch-data",
        say("The row has more cells than there are headings."),
        Place(path.name, number),
        say("Put a cell that holds the sign between cells in quotation marks."),
    )


def _too_long(path: Path, number: int, column: int) -> Diagnostic:
    message = say("A cell must have at most {most} characters.", most=MAXIMUM_CELL)
    return Diagnostic("batch-data", message, Place(path.name, number, column + 1))


def _summed(faults: list[Diagnostic], most: int = 20) -> list[Diagnostic]:
    """The first faults, and how many more there are."""
    if len(faults) <= most:
        return faults
    rest = counted(
        len(faults) - most, "{count} more row is like that.", "{count} more rows are like that."
    )
    return [*faults[:most], Diagnostic("batch-data", rest, Place(faults[most].place.file))]  # type: ignore[union-attr]


# --- CSV ------------------------------------------------------------------------------------------


def _csv_lines(text: str, path: Path) -> Iterator[tuple[int, Sequence[str]]]:
    """The lines of a CSV, each with the number that it begins on."""
    first, before = text[: text.find("\n") + 1].rstrip("\n"), 0
    if first.strip('"\r').startswith("sep=") and len(first.strip('"\r')) == 5:  # of Excel
        delimiter, text, before = first.strip('"\r')[4], text[len(first) + 1 :], 1
    else:
        delimiter = _delimiter(text)
    yield from csv_lines(text, delimiter, path, before)


def _delimiter(text: str) -> str:
    """The sign that parts the headings and most of the first lines into as many cells."""
    best, found = ",", (0, 0)
    sample = text[: 1 << 20]
    for sign in ",;\t|":
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=sign)
        try:
            widths = [len(line) for line in islice(reader, _LINES) if line]
        except csv.Error:
            continue
        if not widths or widths[0] < 2:
            continue
        even = 100 * Counter(widths)[widths[0]] // len(widths)
        if (even, widths[0]) > found:
            best, found = sign, (even, widths[0])
    return best


# --- workbooks ------------------------------------------------------------------------------------


def _sheet(data: bytes, path: Path, sheet: str | None) -> Grid:
    """The sheet of a workbook that holds the rows."""
    from depliant.source.workbooks import workbook_grids

    grids = workbook_grids(data, path)
    if sheet is not None:
        wanted = sheet.strip().casefold()
        named = [one for one in grids if one.name.strip().casefold() == wanted]
        if not named:
            message = say("There is no sheet `{sheet}`.", sheet=quoted(sheet))
            names = [one.name for one in grids]
            raise _refused(path, message, did_you_mean(sheet, names) or NOTHING)
        return named[0]
    seen = [one for one in grids if one.rows and not one.hidden]
    if not seen:
        raise _refused(path, say("{path} has no sheet that holds anything.", path=path.name))
    return seen[0]


def _sheet_lines(grid: Grid) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of a sheet as texts; columns are there whether they are shown or not."""
    for number, row in grid.rows.items():
        cells: Mapping[int, Cell] = row
        yield number, [_shown(cells.get(at)) for at in range(1, max(cells) + 1)]


def _hidden(grid: Grid, path: Path) -> Iterator[Diagnostic]:
    """That rows were left out which whoever opens the sheet does not see either."""
    if grid.hidden_rows:
        rows = some(grid.hidden_rows, _LISTED)
        message = say("Rows that are hidden were left out: {rows}.", rows=rows)
        place = Place(path.name, grid.hidden_rows[0])
        yield Diagnostic("table-left-out", message, place, severity="warning")


def _lost(grid: Grid) -> Iterator[tuple[tuple[int, int], str]]:
    """The cells that show an error, or nothing, since their formula was never calculated."""
    for number, row in grid.rows.items():
        for at, cell in row.items():
            if isinstance(cell, Fault):
                yield (number, at - 1), cell.shown if cell.shown.startswith("#") else ""


def _shown(cell: Cell | None) -> str:
    """What a cell says: a number without the spaces of its format, all else as it is shown."""
    if cell is None or isinstance(cell, Fault):
        return ""
    plain = isinstance(cell, Number) and not (cell.before or cell.after or cell.shown.isdigit())
    return f"{cell.digits:f}" if plain and isinstance(cell, Number) else cell.shown
