"""The ledger as a table, CSV or XLSX: one row for each figure, and one for each of its past issues.

    id, issue                    an empty issue is the one that is being made
    value … same_as              as in content.yaml, numbers with a point and no spaces
    source_title … source_link   what `sources:` says of the source

A table that is read becomes a `Source`, like a YAML file, so that all its faults are told with
file, row and column. Nothing in a table is ever run or guessed: a formula is refused, and so is
a number that could be read in two ways. What is written is inert in a spreadsheet: a text that
would be taken for a formula gets an apostrophe before it, which reading takes off again.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple

from msgspec import Struct

from depliant.content.schema import Content
from depliant.errors import Diagnostic, InputError, Place
from depliant.figures.schema import Derived, Entry, Retired
from depliant.source.suggestions import did_you_mean
from depliant.source.yaml import Route, Source, Stretch

FIGURE_COLUMNS: Final = (
    *("value", "formula", "unit", "date", "base", "source", "precision", "approximate", "note"),
    *("valid_until", "part_of", "sums_to", "not_before", "same_as"),
)
SOURCE_COLUMNS: Final = ("source_title", "source_publisher", "source_date", "source_link")
COLUMNS: Final = ("id", "issue", *FIGURE_COLUMNS, *SOURCE_COLUMNS)

MAXIMUM_FILE: Final = 16 * 1024 * 1024
"""Bytes of a table, and of all parts of a workbook when they are unpacked."""
MAXIMUM_ROWS: Final = 20_000
MAXIMUM_CELL: Final = 10_000

_EXACT_DIGITS: Final = 15
"""A spreadsheet keeps numbers of so many digits exactly; longer ones are written as text."""
_NUMBERS: Final = ("value", "precision")
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
# XML 1.0, 2.2: a workbook holds no other control characters than these.
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# OWASP, CSV Injection: what a spreadsheet may take for a formula, spaces before it or not.
_RUNNABLE: Final = re.compile("'*\\s*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
# What YAML may hold, so that every cell that is read can be written there.
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)

Row = dict[str, str]
"""The cells of a row by column; empty ones are left out."""


class Sheet(NamedTuple):
    """A table that was read: its columns, and its figures and sources as in content.yaml."""

    columns: frozenset[str]
    source: Source


# --- writing ----------------------------------------------------------------------------------


def rows(content: Content) -> tuple[Row, ...]:
    """The table of all figures, each followed by its history."""
    found = []
    for name, figure in content.figures.items():
        if not isinstance(figure, Retired):
            found.append(_row(name, "", figure, content))
        for issue, entry in figure.history.items():
            if not isinstance(entry, Retired):
                found.append(_row(name, issue, entry, content))
    return tuple(found)


def _row(name: str, issue: str, entry: Entry | Derived, content: Content) -> Row:
    row = {"id": name, "issue": issue}
    for column in FIGURE_COLUMNS:
        value = getattr(entry, column, None)
        row[column] = f"{value:f}" if isinstance(value, Decimal) else str(value or "")
    origin = content.sources.get(entry.source or "")
    if origin is not None:
        for column in SOURCE_COLUMNS:
            row[column] = getattr(origin, column.removeprefix("source_")) or ""
    return {column: text for column, text in row.items() if text}


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
            number = column in _NUMBERS and len(re.sub(r"\D", "", text)) <= _EXACT_DIGITS
            words = _NO_XML.sub("\ufffd", _cell(column, text))
            cell = WriteOnlyCell(sheet, float(text) if number and text else words)
            if not number or not text:
                cell.data_type, cell.number_format = "s", "@"
            cells.append(cell if text else None)
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(column: str, text: str) -> str:
    """A cell that no spreadsheet runs, and whose number has one reading only."""
    if column in _NUMBERS and _NUMBER.fullmatch(text):
        return f"{text}0" if _is_ambiguous(text) else text
    return f"'{text}" if _RUNNABLE.match(text) else text


def _is_ambiguous(text: str) -> bool:
    """Whether a number with a point may be meant as thousands: 712.000, but not 0.712."""
    return re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", text, re.ASCII) is not None


# --- reading ----------------------------------------------------------------------------------


def read_table(path: Path, language: str | None = None) -> Sheet:
    """Read a table of figures.

    Args:
        path: a file whose name ends in .csv or .xlsx.
        language: the language by whose rules its numbers are written (fr: 712 000,5); None: with
            a point and no spaces.

    Raises:
        InputError: `table-…` codes, with all that is wrong with its cells.
    """
    kind = path.suffix.lower()
    if kind not in (".csv", ".xlsx"):
        raise _refused("table-kind", f"{path.name} is neither a .csv nor an .xlsx.", path)
    data = _bytes(path)
    records = _csv_records(data, path) if kind == ".csv" else _xlsx_records(data, path)
    return _TableReader(path.name, _number_reader(language, path)).read(records)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAXIMUM_FILE + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise _refused("asset-unreadable", f"{path.name} cannot be read: {reason}.", path) from None
    if len(data) > MAXIMUM_FILE:
        raise _too_large(path)
    return data


Record = tuple[int, Sequence[Any]]
"""The number of a row, from 1, and its cells."""


def _csv_records(data: bytes, path: Path) -> Iterator[Record]:
    """The rows of a CSV file; the delimiter is the one that parts its header into columns."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            Diagnostic(
                "table-encoding",
                f"{path.name} is not in UTF-8.",
                Place(path.name, line),
                "Save it as “CSV UTF-8”.",
            )
        ) from None
    header = text.split("\n", 1)[0]
    counts = {
        sign: len({cell.strip(' "\r').lower() for cell in header.split(sign)} & set(COLUMNS))
        for sign in (",", ";", "\t")
    }
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(counts, key=counts.__getitem__), strict=True
    )
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(
                Diagnostic(
                    "table-syntax",
                    f"The CSV is broken: {error}.",
                    Place(path.name, line),
                    "Look for a quotation mark that is not closed.",
                )
            ) from None
        yield line, cells


def _xlsx_records(data: bytes, path: Path) -> Iterator[Record]:
    """The rows of the first sheet of a workbook, unpacked within limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > 4 * MAXIMUM_FILE or len(parts) > 1000:
                raise _too_large(path)
            # No workbook has a document type; one could hold entities without end.
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and b"<!" in archive.read(
                    part
                ).replace(b"\0", b"").replace(b"<![CDATA[", b"").replace(b"<!--", b""):
                    raise _broken(path)
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        for number, cells in enumerate(sheet.iter_rows(max_col=200), 1):
            yield number, [_Formula(c.value) if c.data_type == "f" else c.value for c in cells]
    except InputError:
        raise
    except Exception:  # the library raises whatever a damaged file brings about
        raise _broken(path) from None


class _Formula(Struct, frozen=True):
    """A cell of a workbook that is calculated there."""

    text: Any


class _TableReader:
    """Takes records in; what is wrong with them gathers in `faults`."""

    def __init__(self, file: str, number: Callable[[str], str]) -> None:
        self.file = file
        self.number = number
        self.faults: list[Diagnostic] = []
        self.figures: dict[str, Any] = {}
        self.sources: dict[str, Any] = {}
        self.values: dict[Route, Stretch] = {(): Stretch(1, 1, 0, 0)}
        self.keys: dict[Route, Stretch] = {}

    def read(self, records: Iterator[Record]) -> Sheet:
        header: list[str] = []
        for count, (line, cells) in enumerate(records):
            if count > MAXIMUM_ROWS:
                self._fault("table-too-large", f"There are over {MAXIMUM_ROWS} rows.", line, 1)
                break
            if not header:
                header = self._header(line, cells)
                if self.faults:
                    break
                continue
            self._record(line, dict(zip(header, cells, strict=False)), cells[len(header) :])
            if len(self.faults) >= 100:
                break
        if not header and not self.faults:
            self._fault("table-columns", "The table is empty.", 1, 1)
        if self.faults:
            raise InputError(self.faults)
        data = {"figures": self.figures, "sources": self.sources}
        return Sheet(frozenset(header), Source(self.file, data, "", self.values, self.keys))

    def _fault(self, code: str, message: str, line: int, column: int, hint: str = "") -> None:
        self.faults.append(Diagnostic(code, message, Place(self.file, line, column), hint))

    def _header(self, line: int, cells: Sequence[Any]) -> list[str]:
        names = [str(cell or "").strip().lower() for cell in cells]
        while names and not names[-1]:
            names.pop()
        if "id" not in names:
            hint = f"The columns are {', '.join(COLUMNS)}."
            self._fault("table-columns", "The first row has no column `id`.", line, 1, hint)
        for at, name in enumerate(names, 1):
            if name not in COLUMNS:
                hint = did_you_mean(name, COLUMNS) or f"The columns are {', '.join(COLUMNS)}."
                self._fault("table-columns", f"There is no column `{name}`.", line, at, hint)
            elif names.index(name) != at - 1:
                self._fault("table-columns", f"The column `{name}` is there twice.", line, at)
        return names

    def _record(self, line: int, cells: dict[str, Any], beyond: Sequence[Any]) -> None:
        row: dict[str, tuple[str, int]] = {}
        for at, (column, cell) in enumerate(cells.items(), 1):
            if text := self._text(column, cell, line, at):
                row[column] = (text, at)
        if any(cell not in (None, "") for cell in beyond):
            self._fault("table-columns", "The row has more cells than the header.", line, 1)
        if not row:
            return
        name, issue = row.pop("id", ("", 1))[0], row.pop("issue", ("", 1))[0]
        if not name:
            self._fault("table-columns", "The row has no id.", line, 1)
            return
        route: Route = ("figures", name, "history", issue) if issue else ("figures", name)
        figure = self.figures.setdefault(name, {})
        self.values.setdefault(("figures", name), Stretch(line, 1, 0, 0))
        if issue:
            figure = figure.setdefault("history", {}).setdefault(issue, {})
        if figure.keys() - {"history"} or (route in self.keys):
            what = f"`{name}`" + (f" of the issue {issue}" if issue else "")
            self._fault("table-twice", f"The figure {what} is there twice.", line, 1)
            return
        self.keys[route] = self.values[route] = Stretch(line, 1, 0, 0)
        if "formula" in row:
            row.pop("value", None)  # what it came to when the table was written
        for column in FIGURE_COLUMNS:
            if column in row:
                figure[column], at = row[column]
                self.values[(*route, column)] = Stretch(line, at, 0, 0)
        if "source" in row:
            self._source(row["source"][0], row, line)

    def _source(self, name: str, row: dict[str, tuple[str, int]], line: int) -> None:
        """What the row says of its source; every row must say the same."""
        said = {c.removeprefix("source_"): row[c][0] for c in SOURCE_COLUMNS if c in row}
        if not said:
            return
        if self.sources.setdefault(name, said) != said:
            at = min(row[column][1] for column in SOURCE_COLUMNS if column in row)
            message = f"The source `{name}` is described in two ways."
            self._fault("table-source", message, line, at, "Make its rows the same.")
        for column in SOURCE_COLUMNS:
            if column in row:
                part = column.removeprefix("source_")
                stretch = Stretch(line, row[column][1], 0, 0)
                self.values.setdefault(("sources", name, part), stretch)
        self.values.setdefault(("sources", name), Stretch(line, row["source"][1], 0, 0))

    def _text(self, column: str, cell: Any, line: int, at: int) -> str:
        """A cell as the text that content.yaml would have."""
        if cell is None or cell == "":
            return ""
        if isinstance(cell, _Formula):
            hint = "Put its result there as a value."
            self._fault("table-formula", "The cell holds a formula.", line, at, hint)
            return ""
        text = _plain(cell, column)
        if re.match("'+\\s*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]", text):
            text = text[1:]
        text = text.replace("\r\n", "\n")
        if column != "note":
            text = text.strip()
        if _UNPRINTABLE.search(text) or len(text) > MAXIMUM_CELL:
            what = "a character that cannot be printed" if len(text) <= MAXIMUM_CELL else "too much"
            self._fault("table-cell", f"The cell holds {what}.", line, at)
            return ""
        if column in _NUMBERS and text and isinstance(cell, str):
            try:
                return self.number(text)
            except ValueError as error:
                self._fault("table-number", f"`{text[:40]}` {error}.", line, at, _NUMBER_HINT)
        return text


_NUMBER_HINT: Final = (
    "Write 712000 or 76.9; or say by which language's rules the numbers are written, such as "
    "`--numbers fr`."
)


def _plain(cell: Any, column: str) -> str:
    """The value of a spreadsheet's cell as a text."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int | float):
        if column not in _NUMBERS and column != "base" and column != "date":
            return f"{cell:.{_EXACT_DIGITS}g}"
        return f"{Decimal(f'{cell:.{_EXACT_DIGITS}g}'):f}"
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date | datetime) else str(cell)


def _number_reader(language: str | None, path: Path) -> Callable[[str], str]:
    """What turns a cell into an exact number with a point, or raises ValueError."""
    if language is None:
        return _pointed
    from depliant.figures.writing import locale_of

    locale = locale_of(language)
    if locale is None:
        raise _refused("language-unknown", f"How `{language}` writes numbers is not known.", path)
    symbols = locale.number_symbols["latn"]
    point, group = re.escape(symbols["decimal"]), re.escape(symbols["group"])
    if symbols["group"].isspace():
        group = "[ \u00a0\u202f]"  # typists have no narrow no-break space
    pattern = re.compile(rf"-?(?:\d+|\d{{1,3}}(?:{group}\d{{2,3}})*{group}\d{{3}})(?:{point}\d+)?")

    def read(text: str) -> str:
        if not text.isascii() and re.search(r"\d", re.sub(r"[0-9]", "", text)):
            raise ValueError("is not written with the digits 0 to 9")
        if not pattern.fullmatch(text.replace("\u2212", "-")):
            raise ValueError(f"is not a number as one writes it in {language}")
        whole, sign, part = text.replace("\u2212", "-").partition(symbols["decimal"])
        return re.sub(group, "", whole) + ("." + part if sign else "")

    return read


def _pointed(text: str) -> str:
    if not _NUMBER.fullmatch(text):
        raise ValueError("is not a number with a point for the decimals and without spaces")
    if _is_ambiguous(text):
        raise ValueError("may be a decimal number or a number of thousands")
    return text


def _refused(code: str, message: str, path: Path, hint: str = "") -> InputError:
    return InputError(Diagnostic(code, message, Place(path.name), hint))


def _too_large(path: Path) -> InputError:
    message = f"{path.name} has more than {MAXIMUM_FILE // 1024**2} megabytes."
    return _refused("table-too-large", message, path)


def _broken(path: Path) -> InputError:
    message = f"{path.name} is damaged, or is no workbook."
    return _refused("table-syntax", message, path, "Save it again as .xlsx.")
