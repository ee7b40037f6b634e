"""Workbooks as grids: what their cells show, within bounds of memory and time.

The parts of the archive are unpacked once within limits, which a false size in it cannot get
round, and counted before openpyxl reads them. What is hidden is left out and said.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Final
from xml.parsers import expat

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import range_boundaries

from depliant.errors import InputError
from depliant.sentences import say
from depliant.source.cells import (
    MAXIMUM_CELLS,
    MAXIMUM_FILE,
    MAXIMUM_ROWS,
    Cell,
    Fault,
    Grid,
    Moment,
    Text,
    Truth,
    refused,
    too_large,
)
from depliant.source.formats import shown

_EXACT_DIGITS: Final = 15
"""A spreadsheet keeps so many digits of a number."""
_LARGEST: Final = 40
"""Powers of ten: more than any figure can have."""
_PARTS: Final = 1000
_CHUNK: Final = 1 << 16
_COLUMNS: Final = 200
"""Columns that are looked at."""
_ROW_CELLS: Final = 16_384
"""Cells of a row: no spreadsheet has more columns."""
_MERGED: Final = 5_000
_TAGS: Final = {"worksheets/": 3_000_000, "sharedStrings": 1_000_000, "": 150_000}
"""Tags of XML that a part may hold, by what its name holds: each takes memory when it is read."""


def workbook_grids(data: bytes, path: Path) -> tuple[Grid, ...]:
    """The sheets of a workbook.

    Raises:
        InputError: `table-syntax` or `table-too-large`.
    """
    try:
        parts = _unpacked(data, path)
        # openpyxl warns of what it does not keep when it writes, and it writes nothing here.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return tuple(_grids(data, parts, path))
    except InputError:
        raise
    except Exception:  # the library raises whatever a damaged file brings about
        message = say("{path} is damaged, or is no workbook.", path=path.name)
        hint = say("Save it again as .xlsx; a workbook with a password cannot be read.")
        raise refused("table-syntax", message, path, hint) from None


def _unpacked(data: bytes, path: Path) -> dict[str, bytes]:
    """The parts of XML, each as large as it says and none with a document type."""
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > 4 * MAXIMUM_FILE or len(parts) > _PARTS:
            raise too_large(path)
        for part in parts:
            with archive.open(part) as stream:
                # In pieces: zipfile stops at the size that is said, but unpacks a whole read first.
                content = b"".join(iter(partial(stream.read, _CHUNK), b""))
            if part.filename.endswith((".xml", ".rels")):
                xml = found[part.filename] = content
                most = next(most for name, most in _TAGS.items() if name in part.filename)
                if xml.count(b"<") + xml.count(b"<\0") > most:
                    raise too_large(path)
                # No workbook has a document type; one could hold entities without end.
                bare = xml.replace(b"\0", b"").replace(b"<![CDATA[", b"").replace(b"<!--", b"")
                if b"<!" in bare:
                    raise zlib.error("a document type")
    return found


def _grids(data: bytes, parts: dict[str, bytes], path: Path) -> Iterator[Grid]:
    reader = _SheetReader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    reader.read()
    sheets = {sheet.title: sheet for sheet in reader.wb.worksheets}
    cells = 0
    for entry, relation in reader.parser.find_sheets():
        sheet = sheets.get(entry.name)
        if sheet is None or relation.target not in parts:
            continue
        outline = _Outline(parts[relation.target])
        cells += outline.filled
        if len(outline.rows) > MAXIMUM_ROWS or cells > MAXIMUM_CELLS:
            raise too_large(path)
        rows: dict[int, dict[int, Cell]] = {}
        # Without a bound openpyxl makes up every row and column that a format was ever put to.
        last, width = max(outline.rows, default=0), min(outline.width, _COLUMNS)
        lines = sheet.iter_rows(max_row=last, max_col=width) if last and width else ()
        for number, line in enumerate(lines, 1):
            if number in outline.rows and (found := dict(_cells(line, number, outline))):
                rows[number] = found
        yield outline.applied(Grid(entry.name, rows, entry.state != "visible"))


def _cells(line: Any, number: int, outline: _Outline) -> Iterator[tuple[int, Cell]]:
    for column, cell in enumerate(line, 1):
        at = (number, column)
        if at in outline.uncalculated:
            yield column, Fault("a formula without its result", calculated=True)
        elif cell.value is not None:
            found = _cell(cell, at in outline.formulas)
            if found is not None and found.shown.strip():
                yield column, found


def _cell(cell: Any, calculated: bool) -> Cell | None:
    """What a cell of openpyxl's shows."""
    value = cell.value
    if cell.data_type == "e":
        return Fault(str(value), calculated)
    if isinstance(value, bool):
        return Truth(str(value).lower(), calculated)
    if isinstance(value, int | float):
        number = Decimal(f"{value:.{_EXACT_DIGITS}g}")
        if not number.is_finite() or number.adjusted() > _LARGEST:
            return Fault(f"#{value}", calculated)
        return shown(number, str(cell.number_format or "General"), calculated=calculated)
    if isinstance(value, date | datetime):
        period = _period(value, str(cell.number_format or ""))
        return Moment(period, calculated, period=period)
    return Text(str(value), calculated) if isinstance(value, str) else Moment(str(value))


def _period(value: date, code: str) -> str:
    """A day, or the month or year alone where the format shows no more."""
    shows = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code.partition(";")[0]).lower()
    size = 10 if "d" in shows or "y" not in shows else 7 if "m" in shows else 4
    return value.isoformat()[:size]


class _SheetReader(ExcelReader):
    """Reads sheets, and nothing of a workbook that has no cells and may be of any make."""

    def read_chartsheet(self, sheet: Any, rel: Any) -> None:
        """Charts hold no figures."""

    def read_properties(self) -> None:
        """Who wrote a table is not asked."""

    def read_custom(self) -> None:
        """Nor what else is said of it."""

    def read_theme(self) -> None:
        """Nor what it looks like."""


class _Outline:
    """What a sheet's XML says beside its values: formulas, what is hidden, what is merged.

    `rows` are those with a cell that holds something, `filled` is the number of such cells, and
    `width` the last column of any.
    """

    def __init__(self, xml: bytes) -> None:
        self.formulas: set[tuple[int, int]] = set()
        self.uncalculated: set[tuple[int, int]] = set()
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.rows: set[int] = set()
        self.filled = self.width = 0
        self._row = self._column = self._in_row = 0
        self._has_formula = self._has_value = self._reads = False
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(xml, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "row":
                self._row = int(float(attributes.get("r") or self._row + 1))
                self._column = self._in_row = 0
                if _is_true(attributes.get("hidden")):
                    self.hidden_rows.add(self._row)
            case "c":
                at = attributes.get("r")
                self._column = range_boundaries(at)[0] or 0 if at else self._column + 1
                self._in_row += 1
                if self._in_row > _ROW_CELLS:
                    raise ValueError("more cells than a row can have")
                self._has_formula = self._has_value = False
            case "f":
                self._has_formula = True
            case "v" | "is":
                self._reads = True
            case "col" if _is_true(attributes.get("hidden")):
                self.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
            case "mergeCell" if len(self.merged) < _MERGED:
                left, top, right, bottom = range_boundaries(attributes["ref"])
                self.merged.append((left or 0, top or 0, right or 0, bottom or 0))

    def _text(self, text: str) -> None:
        self._has_value |= self._reads and bool(text)

    def _end(self, name: str) -> None:
        match name.rpartition(" ")[2]:
            case "v" | "is":
                self._reads = False
            case "c":
                if self._has_formula:
                    found = self.formulas if self._has_value else self.uncalculated
                    found.add((self._row, self._column))
                if self._has_value or self._has_formula:
                    self.rows.add(self._row)
                    self.filled += 1
                    self.width = max(self.width, self._column)

    def applied(self, grid: Grid) -> Grid:
        """The grid with what is merged in each of its rows, and without rows that are hidden."""
        rows = {number: dict(cells) for number, cells in grid.rows.items()}
        numbers = list(rows)
        spans = {}
        room = MAXIMUM_CELLS
        for left, top, right, bottom in self.merged:
            if right > left:
                spans[top, left] = right - left + 1
            cell = rows.get(top, {}).get(left)
            for number in numbers[bisect_right(numbers, top) : bisect_right(numbers, bottom)]:
                if cell is not None and room:
                    rows[number].setdefault(left, cell)
                    room -= 1
        used = sorted({column for cells in rows.values() for column in cells})
        hidden: set[int] = set()
        for first, last in self.hidden_columns[:_ROW_CELLS]:
            hidden |= set(used[bisect_left(used, first) : bisect_right(used, last)])
        return Grid(
            grid.name,
            {n: dict(sorted(rows[n].items())) for n in numbers if n not in self.hidden_rows},
            grid.hidden,
            tuple(number for number in numbers if number in self.hidden_rows),
            frozenset(hidden),
            spans,
        )


def _is_true(text: str | None) -> bool:
    return text in ("1", "true")
