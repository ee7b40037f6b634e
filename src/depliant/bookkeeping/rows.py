"""The rows of a table as figures and sources of content.yaml: read, or asked for cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any, Final, NamedTuple

from depliant.bookkeeping.amounts import (
    Amount,
    Reader,
    UnreadableError,
    is_money,
    same_unit,
    scaled,
)
from depliant.bookkeeping.cells import (
    MAXIMUM_CELL,
    UNPRINTABLE,
    Cell,
    CellPlace,
    Fault,
    Grid,
    Moment,
    Number,
    Text,
    Truth,
    letters,
    quoted,
)
from depliant.bookkeeping.headings import LABEL, Columns
from depliant.bookkeeping.names import Names
from depliant.bookkeeping.periods import period_of
from depliant.bookkeeping.tables import (
    COLUMNS,
    FIGURE_COLUMNS,
    NUMBERS,
    SOURCE_COLUMNS,
    as_meant,
)
from depliant.errors import Diagnostic, InputError, Place, Severity
from depliant.source.yaml import Route, Source, Stretch

_MOST_FAULTS: Final = 100
_PERIODS: Final = ("date", "valid_until", "not_before", "source_date")
_ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*", re.ASCII)
_LISTED: Final = 20
"""Names or cells that one note lists."""


class TableSource(Source, frozen=True):
    """A table as a source; `sheet` is that of a workbook, whose cells are named as there."""

    sheet: str = ""

    def place(self, route: Route = (), *, key: bool = False) -> Place:
        """The cell that a value is from."""
        found = super().place(route, key=key)
        return CellPlace(f"{self.file}:{self.sheet}", *found[1:]) if self.sheet else found


class Seen(NamedTuple):
    """Where a value was read, and what stands there."""

    cell: str
    shown: str


class Sheet(NamedTuple):
    """A table that was read.

    `columns` are those that it has. `clears` says whether an empty cell takes its key away: in a
    table whose columns are those of content.yaml and no others. `source` has its figures and
    sources as in content.yaml, `seen` the cell of each value, `notes` what is to be said of it.
    """

    columns: frozenset[str]
    source: Source
    clears: bool = True
    seen: Mapping[Route, Seen] = {}
    notes: tuple[Diagnostic, ...] = ()


class _At(NamedTuple):
    """A cell and where it is."""

    cell: Cell
    line: int
    column: int


class RowReader:
    """Takes the rows of a grid in; what is wrong with them gathers in `faults`."""

    def __init__(
        self, file: str, grid: Grid, columns: Columns, numbers: Reader, names: Names
    ) -> None:
        self.file = file
        self.sheet = quoted(grid.name)
        self.grid = grid
        self.columns = columns
        self.numbers = numbers
        self.names = names
        self.faults: list[Diagnostic] = []
        self.figures: dict[str, Any] = {}
        self.sources: dict[str, Any] = {}
        self.values: dict[Route, Stretch] = {(): Stretch(1, 1, 0, 0)}
        self.keys: dict[Route, Stretch] = {}
        self.seen: dict[Route, Seen] = {}
        self.words: dict[tuple[int, int], str] = {}
        self.strange: list[str] = []
        self.without: list[str] = []
        self.calculated: list[str] = []
        self.rounded: list[str] = []
        self.given: list[str] = []

    def read(self, notes: tuple[Diagnostic, ...] = ()) -> Sheet:
        """The table.

        Raises:
            InputError: everything that is wrong with its cells.
        """
        if self.columns.unit:
            self._try(self._heading_unit, self.columns.row, self.columns.at["value"])
        for line, row in self.grid.rows.items():
            if line > self.columns.row:
                self._row(line, row)
            if len(self.faults) >= _MOST_FAULTS:
                break
        if self.faults:
            raise InputError(self.faults)
        data = {"figures": self.figures, "sources": self.sources}
        return Sheet(
            frozenset(self.columns.at) - {LABEL},
            TableSource(self.file, data, "", self.values, self.keys, self.sheet),
            self.columns.own,
            self.seen,
            (*notes, *self._notes()),
        )

    # --- saying ---------------------------------------------------------------------------------

    def _place(self, line: int, column: int) -> Place:
        if self.sheet:
            return CellPlace(f"{self.file}:{self.sheet}", line, column)
        return Place(self.file, line, column)

    def _name(self, line: int, column: int) -> str:
        """What a cell is called in a list."""
        return f"{letters(column)}{line}" if self.sheet else f"{line}:{column}"

    def _fault(self, code: str, message: str, line: int, column: int, hint: str = "") -> None:
        self.faults.append(Diagnostic(code, message, self._place(line, column), hint))

    def _try(
        self, reading: Callable[[], Any], line: int, column: int, code: str = "table-number"
    ) -> Any:
        """What a reading gives, or None and its fault."""
        try:
            return reading()
        except UnreadableError as fault:
            self._fault(code, str(fault), line, column, fault.hint)
            return None

    def _notes(self) -> list[Diagnostic]:
        """What was left out, and what was read in a way that one may want to know."""
        columns = self.columns
        hidden = [f"row {number}" for number in self.grid.hidden_rows if number > columns.row]
        hidden += [
            f"column {letters(column)}"
            for column in sorted(self.grid.hidden_columns - set(columns.at.values()))
        ]
        found = [
            self._note("table-left-out", "Columns that were not read", columns.left_out),
            self._note("table-left-out", "Hidden in the table and left out", hidden),
            self._note("table-left-out", "Rows without a value, left as they are", self.without),
            self._note("table-left-out", "Rows that name no figure", self.strange, "warning"),
            self._note("table-left-out", "Figures that are calculated", self.given, "warning"),
            self._note(
                "table-read-as",
                "Cells that hold more digits than they show, and are read as they show",
                self.rounded,
            ),
            self._note("table-read-as", "Results of formulas, as last saved", self.calculated),
            self._year(),
        ]
        return [note for note in found if note is not None]

    def _note(
        self, code: str, what: str, items: list[str] | tuple[str, ...], severity: Severity = "info"
    ) -> Diagnostic | None:
        if not items:
            return None
        more = f" and {len(items) - _LISTED} more" if len(items) > _LISTED else ""
        message = f"{what}: {', '.join(items[:_LISTED])}{more}."
        place = self._place(self.columns.row, 1)
        return Diagnostic(code, message, place, severity=severity)

    def _year(self) -> Diagnostic | None:
        """A heading such as “Valeur 2022” over figures whose dates say another year."""
        year, at = self.columns.year, self.columns.at
        if not year or "date" in at:
            return None
        other = [
            f"{name} ({date})"
            for name, figure in self.figures.items()
            if "value" in figure and (date := self.names.stated(name, "", "date"))
            if year[:4] not in date
        ]
        if not other:
            return None
        return Diagnostic(
            "table-date",
            f"The heading says {year}, and the dates of these figures stay as they are: "
            f"{', '.join(other[:_LISTED])}.",
            self._place(self.columns.row, at["value"]),
            "Give the table a column `date`, or change them in content.yaml.",
            "warning",
        )

    # --- rows -----------------------------------------------------------------------------------

    def _row(self, line: int, row: Mapping[int, Cell]) -> None:
        at = self.columns.at
        cells = {key: _At(row[c], line, c) for key, c in at.items() if c in row}
        if self._is_torn(line, row):
            hint = "A number with a comma stands between quotation marks, or semicolons part cells."
            self._fault("table-columns", "The row has more cells than the header.", line, 1, hint)
            return
        name = self._figure(line, row, cells)
        if name is None:
            return
        cells = {key: found for key, found in cells.items() if key not in ("id", LABEL)}
        if not self.columns.own and "value" in at and "value" not in cells:
            self.without.append(name)
            return
        texts = {key: self._text(key, found) for key, found in cells.items()}
        issue = texts.pop("issue", "") or ""
        if self._is_calculated(name, issue, cells):
            return
        entry = {key: text for key, text in texts.items() if text}
        if "value" in cells and texts["value"] is not None:
            self._value(name, issue, cells, entry)
        if "formula" in entry:
            entry.pop("value", None)  # what it came to when the table was written
        self._take(name, issue, entry, cells, line)

    def _is_torn(self, line: int, row: Mapping[int, Cell]) -> bool:
        """Whether a row of a CSV file may have more cells than were meant: 81,2 makes two."""
        head = self.grid.rows[self.columns.row]
        if self.sheet or not (self.columns.own or self.grid.widths):
            return False
        if max(row) > max(head):
            return True
        wide = self.grid.widths.get(line, 0) > self.grid.widths.get(self.columns.row, 0)
        value = self.columns.at.get("value", 0)
        parts = [row[at].shown.strip() for at in (value, value + 1) if at in row]
        return wide and len(parts) == 2 and all(part[:1].isdigit() for part in parts)

    def _figure(self, line: int, row: Mapping[int, Cell], cells: Mapping[str, _At]) -> str | None:
        """The id of the figure that a row is of; None: of none, and that is said."""
        found = cells.get("id") or cells.get(LABEL)
        if found is None:
            if cells if self.columns.own else "value" in cells:
                self._fault("table-columns", "The row has no id.", line, 1)
            return None
        words = as_meant("id", found.cell.shown.strip())
        name = self.names.figure(words)
        if name is not None:
            return name
        if "id" in cells and (self.columns.own or _ID.fullmatch(words)):
            return words
        if "value" not in cells:
            return None  # a heading or a remark between the rows
        if near := self.names.near(words):
            self._fault(
                "figure-unknown",
                f"There is no figure `{quoted(words)}`.",
                line,
                found.column,
                f"If `{near}` is meant, write that; a row that is hidden is left out.",
            )
        else:
            self.strange.append(f"“{quoted(words)}” ({self._name(line, found.column)})")
        return None

    def _is_calculated(self, name: str, issue: str, cells: Mapping[str, _At]) -> bool:
        """Whether a figure is calculated in content.yaml, and the table only gives its value."""
        formula = self.names.stated(name, issue, "formula")
        if not formula or "formula" in self.columns.at or "value" not in cells:
            return False
        self.given.append(f"{name} = {formula}")
        return True

    def _take(
        self, name: str, issue: str, entry: dict[str, str], cells: Mapping[str, _At], line: int
    ) -> None:
        """Keep what a row says, with the cell of each value."""
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
        for key in FIGURE_COLUMNS:
            if key in entry:
                figure[key] = entry[key]
                # A unit may stand in the cell of the value.
                self._keep((*route, key), cells.get(key) or cells["value"])
        if "source" in entry:
            figure["source"] = self.names.source(entry["source"])
            if not _ID.fullmatch(figure["source"]):
                self._fault(
                    "source-unknown",
                    f"There is no source `{quoted(entry['source'])}`.",
                    *cells["source"][1:],
                    "Write the id of one, or its whole title, as `sources:` in content.yaml has "
                    "it.",
                )
            self._source(figure["source"], entry, cells)

    def _keep(self, route: Route, found: _At) -> None:
        self.values.setdefault(route, Stretch(found.line, found.column, 0, 0))
        name = self._name(found.line, found.column)
        words = self.words.get(found[1:], found.cell.shown)
        self.seen.setdefault(route, Seen(name, quoted(words)))

    def _source(self, name: str, entry: Mapping[str, str], cells: Mapping[str, _At]) -> None:
        """What the row says of its source; every row must say the same."""
        said = {c.removeprefix("source_"): entry[c] for c in SOURCE_COLUMNS if c in entry}
        if not said:
            return
        given = [column for column in SOURCE_COLUMNS if column in entry]
        if self.sources.setdefault(name, said) != said:
            first = min((cells[column] for column in given), key=lambda found: found.column)
            message = f"The source `{quoted(name)}` is described in two ways."
            hint = "Make its rows the same."
            self._fault("table-source", message, first.line, first.column, hint)
        for column in given:
            self._keep(("sources", name, column.removeprefix("source_")), cells[column])
        source = cells["source"]
        self.values.setdefault(("sources", name), Stretch(source.line, source.column, 0, 0))

    # --- cells ----------------------------------------------------------------------------------

    def _text(self, key: str, found: _At) -> str | None:
        """A cell as the text that content.yaml would have; None: it has a fault, which is told."""
        cell = found.cell
        if isinstance(cell, Fault):
            self._broken(found)
            return None
        if key == "formula" and cell.calculated:
            message = "The cell holds a formula of the spreadsheet."
            hint = "Write a formula of figures, such as share(a, b), as a text."
            self._fault("table-formula", message, *found[1:], hint)
            return None
        if UNPRINTABLE.search(cell.shown.replace("\r\n", "\n")) or len(cell.shown) > MAXIMUM_CELL:
            long = len(cell.shown) > MAXIMUM_CELL
            what = "too much" if long else "a character that cannot be printed"
            self._fault("table-cell", f"The cell holds {what}.", *found[1:])
            return None
        if key in NUMBERS:
            return self._exact(key, found)
        text = cell.shown.replace("\r\n", "\n")
        if isinstance(cell, Number):
            text = f"{cell.digits:f}" if not cell.held else cell.held
        if isinstance(cell, Text):
            text = as_meant(key, text)
        if key != "note":
            text = text.strip()
        if key in _PERIODS and isinstance(cell, Text):
            return self._period(text, found)
        if key == "base" and re.match(r"\d", text) and isinstance(cell, Text):
            amount = self._amount(found)
            return amount.number if amount else None
        return text

    def _broken(self, found: _At) -> None:
        if found.cell.calculated and not found.cell.shown.startswith("#"):
            message = "The cell holds a formula that was never calculated."
            hint = "Open the file in a spreadsheet, save it, and import it again."
            self._fault("table-formula", message, *found[1:], hint)
            return
        message = f"The cell shows {quoted(found.cell.shown)}, and no value."
        self._fault("table-cell", message, *found[1:], "Mend it in the spreadsheet.")

    def _period(self, text: str, found: _At) -> str | None:
        languages = self.numbers.languages or (self.names.language, "en")
        certain = bool(self.numbers.languages)
        reading = partial(period_of, text, languages, certain=certain)
        result = self._try(reading, *found[1:], "table-date")
        return None if result is None else str(result)

    def _exact(self, key: str, found: _At) -> str | None:
        """The number of a cell without its unit, as far as it is one."""
        cell = found.cell
        if isinstance(cell, Moment | Truth):
            what = "true or false" if isinstance(cell, Truth) else "a date or a time"
            message = f"The cell holds {what} (`{quoted(cell.shown)}`), and no number."
            hint = "Type the number again in a cell whose format is that of numbers."
            self._fault("table-number", message, *found[1:], hint)
            return None
        amount = self._amount(found)
        if amount is None:
            return None
        if key != "value" and amount.unit:
            message = f"`{quoted(cell.shown)}` is a number with a unit."
            self._fault("table-number", message, *found[1:], "Write the number alone.")
            return None
        return amount.number

    def _amount(self, found: _At) -> Amount | None:
        cell = found.cell
        if isinstance(cell, Number):
            result = self._try(lambda: self.numbers.number(cell), *found[1:])
        else:
            text = as_meant("id", cell.shown.strip())
            result = self._try(lambda: self.numbers.amount(text), *found[1:])
            if isinstance(result, Amount) and result.number == text:
                return result._replace(number=as_meant("value", text))
        return result if isinstance(result, Amount) else None

    # --- values and units -----------------------------------------------------------------------

    def _heading_unit(self) -> tuple[int, str]:
        return self.numbers.measure(self.columns.unit) if self.columns.unit else (0, "")

    def _value(
        self, name: str, issue: str, cells: Mapping[str, _At], entry: dict[str, str]
    ) -> None:
        """The value of a row in its unit, both as the ledger writes them."""
        found = cells["value"]
        amount = self._amount(found)
        stated = self.names.stated(name, issue, "unit")
        entry_unit = entry.get("unit", "")
        outer = self._outer(stated, cells.get("unit"), entry)
        if amount is None or outer is None:
            return
        power, around = outer
        unit = amount.unit or around
        if amount.unit and around and not same_unit(amount.unit, around):
            message = f"`{quoted(found.cell.shown)}` is not in {quoted(around)}, as its row says."
            self._fault("table-unit", message, *found[1:], "Let both say the same.")
        elif amount.unit and power and not amount.multiplied:
            message = f"`{quoted(found.cell.shown)}` may be meant in thousands or millions, or not."
            self._fault("table-unit", message, *found[1:], "Write the whole number.")
        elif unit and stated and "unit" not in cells and not same_unit(unit, stated):
            self._fault(
                "table-unit",
                f"`{quoted(found.cell.shown)}` is in {quoted(unit)}, and `{name}` in {stated}.",
                *found[1:],
                "Write the number alone; or give the table a column `unit`, if the unit changes.",
            )
        else:
            value = amount.number if amount.multiplied else scaled(amount.number, power)
            same = unit and stated and same_unit(unit, stated)
            if unit:
                entry["unit"] = stated if same else unit
            entry["value"] = self._as_stated(name, issue, value, unit or stated, found)
            if power and not amount.multiplied:
                words = entry_unit or self.columns.unit
                self.words[found[1:]] = f"{found.cell.shown} ({words})"
            self._doubt(name, issue, value, unit, found)

    def _outer(
        self, stated: str, found: _At | None, entry: Mapping[str, str]
    ) -> tuple[int, str] | None:
        """The power of ten and the unit that the column of units, or else the heading, gives."""
        text = entry.get("unit", "")
        if not text or found is None:
            try:
                return self._heading_unit()
            except UnreadableError:
                return None  # told once, at the heading
        # What `depliant figures export` writes is the unit of the ledger, whatever it looks like.
        exported = self.columns.own and self.columns.at.keys() >= set(COLUMNS)
        if text == stated or exported or not re.search(r"[^\W\d_]|[%‰€£$]", text):
            return 0, text
        result = self._try(lambda: self.numbers.measure(text), *found[1:])
        return None if result is None else (result[0], result[1])

    def _as_stated(self, name: str, issue: str, value: str, unit: str, found: _At) -> str:
        """The value with the decimals that it is to have.

        A cell without a number format does not say how many noughts end a number: they stay as
        they are in content.yaml. Cents that are none are dropped, unless content.yaml has cents.
        """
        cell, old = found.cell, self.names.stated(name, issue, "value")
        if isinstance(cell, Number) and cell.held:
            self.rounded.append(f"{self._name(found.line, found.column)} ({cell.held})")
        if cell.calculated:
            self.calculated.append(self._name(found.line, found.column))
        if isinstance(cell, Number) and not cell.states and old and _equal(old, value):
            return old
        if value.endswith(".00") and is_money(unit) and "." not in old:
            return value.removesuffix(".00")
        return value

    def _doubt(self, name: str, issue: str, value: str, unit: str, found: _At) -> None:
        """Ask about 0.812 for a figure in per cent that was 76.9: programs write 81,2 % so."""
        old = self.names.stated(name, issue, "value")
        if unit or not old or self.names.stated(name, issue, "unit") != "%":
            return
        number, former = abs(Decimal(value)), abs(Decimal(old))
        if 0 < number <= 1 < former and former / 5 <= number * 100 <= former * 5:
            percent = f"{(Decimal(value) * 100).normalize():f}"
            self._fault(
                "table-number",
                f"`{quoted(found.cell.shown)}` may be a share of one: `{name}` is in per cent.",
                *found[1:],
                f"Write {percent} %, or {value} % if that is meant.",
            )


def _equal(one: str, other: str) -> bool:
    try:
        return Decimal(one) == Decimal(other)
    except ArithmeticError:
        return False
