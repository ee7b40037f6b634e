"""The ledger as a table, CSV or XLSX: one row for each figure, and one for each of its past issues.

    id, issue                    an empty issue is the one that is being made; a value of a series
                                 is called births:2024
    value … same_as              as in content.yaml, numbers with a point and no spaces
    source_title … source_link   what `sources:` says of the source

What is written is inert in a spreadsheet: a text that would be taken for a formula gets an
apostrophe before it, which reading takes off again; so does a nought behind a number that could
be read in two ways. `reading` reads these tables, and those that people make.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Final

from depliant.content.schema import Content
from depliant.figures.schema import Printable, Retired, SeriesEntry
from depliant.patterns import late_pattern

FIGURE_COLUMNS: Final = (
    *("value", "formula", "unit", "date", "base", "source", "precision", "approximate", "note"),
    "provisional",
    *("valid_until", "part_of", "sums_to", "not_before", "same_as"),
)
SOURCE_COLUMNS: Final = ("source_title", "source_publisher", "source_date", "source_link")
COLUMNS: Final = ("id", "issue", *FIGURE_COLUMNS, *SOURCE_COLUMNS)

_EXACT_DIGITS: Final = 15
"""A spreadsheet keeps numbers of so many digits exactly; longer ones are written as text."""
_DECIMALS: Final = 9
"""The most decimals of a figure."""
POINT_KEYS: Final = ("value", "provisional", "approximate", "note")
"""What is said of one value of a series; the other columns are of the series as a whole."""
NUMBERS: Final = ("value", "precision")
_NUMBER: Final = late_pattern(r"-?\d+(\.\d+)?", re.ASCII)
# XML 1.0, 2.2: a workbook holds no other control characters than these.
_NO_XML: Final = late_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
RUNNABLE: Final = late_pattern("'*\\s*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""OWASP, CSV Injection: what a spreadsheet may take for a formula, spaces before it or not."""
_DOUBTFUL: Final = late_pattern(r"-?[1-9]\d{0,2}\.\d{3}0*", re.ASCII)
"""A number with a point that may be meant as thousands: 712.000, but not 0.712."""

Row = dict[str, str]
"""The cells of a row by column; empty ones are left out."""


# --- writing ----------------------------------------------------------------------------------


def rows(content: Content) -> tuple[Row, ...]:
    """The table of all figures, each followed by its history; of a series a row for each value."""
    found: list[Row] = []
    for name, figure in content.figures.items():
        if not isinstance(figure, Retired):
            found += _rows(name, "", figure, content)
        for issue, entry in figure.history.items():
            if not isinstance(entry, Retired):
                found += _rows(name, issue, entry, content)
    return tuple(found)


def _rows(name: str, issue: str, entry: Printable, content: Content) -> Iterator[Row]:
    if not isinstance(entry, SeriesEntry):
        yield _row(name, issue, entry, content)
        return
    for at, point in entry.values.items():
        said = {key: getattr(point, key) for key in POINT_KEYS if getattr(point, key) is not None}
        whole = _row(f"{name}:{at}", issue, entry, content)
        row = {key: text for key, text in whole.items() if key not in POINT_KEYS}
        yield row | {key: _said(value) for key, value in said.items()}


def _row(name: str, issue: str, entry: Printable, content: Content) -> Row:
    row = {"id": name, "issue": issue}
    for column in FIGURE_COLUMNS:
        row[column] = _said(getattr(entry, column, None))
    origin = content.sources.get(entry.source or "")
    if origin is not None:
        for column in SOURCE_COLUMNS:
            row[column] = getattr(origin, column.removeprefix("source_")) or ""
    return {column: text for column, text in row.items() if text}


def _said(value: object) -> str:
    """A value as content.yaml would have it; nothing where nothing is said."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "true" if value is True else str(value or "")


def csv_bytes(table: Iterable[Row], columns: Sequence[str] = COLUMNS) -> bytes:
    """A table, or some columns of it, as CSV in UTF-8 with a header (RFC 4180)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for row in table:
        writer.writerow([_cell(column, row.get(column, "")) for column in columns])
    return text.getvalue().encode("utf-8")


def xlsx_bytes(table: Iterable[Row], columns: Sequence[str] = COLUMNS) -> bytes:
    """A table, or some columns of it, as a workbook; texts are texts, whatever they look like."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    # No clock: the same figures are the same workbook.
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)
    sheet = book.create_sheet("figures")
    sheet.freeze_panes = "B2"
    sheet.append(columns)
    for row in table:
        cells = []
        for column in columns:
            text = row.get(column, "")
            number = column in NUMBERS and len(re.sub(r"\D", "", text)) <= _EXACT_DIGITS
            words = _NO_XML.sub("\ufffd", _cell(column, text))
            cell = WriteOnlyCell(sheet, float(text) if number and text else words)
            if not number or not text:
                cell.data_type, cell.number_format = "s", "@"
            else:
                cell.number_format = _format(text)
            cells.append(cell if text else None)
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _format(number: str) -> str:
    """The format of a cell: the noughts that end a number are shown, and further digits too."""
    if "." not in number or not number.endswith("0"):
        return "General"
    decimals = len(number.partition(".")[2])
    return f"0.{'0' * decimals}{'#' * (_DECIMALS - decimals)}"


def _cell(column: str, text: str) -> str:
    """A cell that no spreadsheet runs, and whose number has one reading only."""
    if column in NUMBERS and _NUMBER.fullmatch(text):
        return f"{text}0" if _DOUBTFUL.fullmatch(text) else text
    return f"'{text}" if RUNNABLE.match(text) else text


def as_meant(column: str, text: str) -> str:
    """A cell without what `_cell` has put to it."""
    if column in NUMBERS:
        return text[:-1] if text.endswith("0") and _DOUBTFUL.fullmatch(text[:-1]) else text
    return text[1:] if text.startswith("'") and RUNNABLE.match(text) else text
