"""The rows of a table as figures and sources of content.yaml: read, or asked for cell by cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from depliant.bookkeeping.amounts import (
    Reader,
)
from depliant.bookkeeping.findings import At, Findings, listed
from depliant.bookkeeping.headings import LABEL, Columns
from depliant.bookkeeping.names import Names
from depliant.bookkeeping.tables import (
    FIGURE_COLUMNS,
    POINT_KEYS,
    SOURCE_COLUMNS,
    as_meant,
)
from depliant.bookkeeping.values import CellReader
from depliant.errors import Diagnostic, InputError, Place
from depliant.figures.periods import kind_of
from depliant.figures.series import parted
from depliant.sentences import say
from depliant.source.cells import (
    Cell,
    CellPlace,
    Grid,
    letters,
    quoted,
)
from depliant.source.scalars import POINT
from depliant.source.yaml import Route, Source, Stretch

_NAMELESS: Final = say("Say which figure it is, or empty the row.")
_ONE: Final = say("Keep one of its rows.")
_MOST_FAULTS: Final = 5_000
_ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*", re.ASCII)
_FIGURE: Final = re.compile(rf"{_ID.pattern}(?::{POINT})?", re.ASCII)


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


class RowReader:
    """Takes the rows of a grid in; what is wrong with them gathers in its findings."""

    def __init__(
        self, file: str, grid: Grid, columns: Columns, numbers: Reader, names: Names
    ) -> None:
        self.grid = grid
        self.columns = columns
        self.names = names
        self.found = Findings(file, quoted(grid.name))
        self.cells = CellReader(self.found, columns, numbers, names)
        self.figures: dict[str, Any] = {}
        self.sources: dict[str, Any] = {}
        self.values: dict[Route, Stretch] = {(): Stretch(1, 1, 0, 0)}
        self.keys: dict[Route, Stretch] = {}
        self.seen: dict[Route, Seen] = {}

    def read(self, notes: tuple[Diagnostic, ...] = ()) -> Sheet:
        """The table.

        Raises:
            InputError: everything that is wrong with its cells.
        """
        for line, row in self.grid.rows.items():
            if line < self.columns.row:
                self._title(line, row)
            elif line > self.columns.row:
                self._row(line, row)
            if len(self.found.faults) >= _MOST_FAULTS:
                break
        if self.found.faults:
            raise InputError(self.found.faults)
        data = {"figures": self.figures, "sources": self.sources}
        return Sheet(
            frozenset(self.columns.at) - {LABEL},
            TableSource(self.found.file, data, "", self.values, self.keys, sheet=self.found.sheet),
            self.columns.own,
            self.seen,
            (*notes, *self._notes()),
        )

    # --- notes ----------------------------------------------------------------------------------

    def _notes(self) -> list[Diagnostic]:
        """What was left out, and what was read in a way that one may want to know."""
        columns, left = self.columns, "table-left-out"
        rows = [str(number) for number in self.grid.hidden_rows if number > columns.row]
        hidden = self.grid.hidden_columns - set(columns.at.values())
        named = [letters(column) for column in sorted(hidden)]
        found = [
            self.found.note(
                left,
                say("Rows that are hidden were left out: {rows}.", rows=listed(rows)),
                rows,
                columns.row,
            ),
            self.found.note(
                left,
                say("Columns that are hidden were left out: {columns}.", columns=listed(named)),
                named,
                columns.row,
            ),
            *self.found.notes(columns.row, (*columns.left_out, *self._unheaded())),
            self._year(),
        ]
        return [note for note in found if note is not None]

    def _unheaded(self) -> list[str]:
        """Columns that hold something below the headings, and have none."""
        head = self.grid.rows[self.columns.row].keys() | self.grid.hidden_columns
        used = {at for n, row in self.grid.rows.items() if n > self.columns.row for at in row}
        return [letters(column) for column in sorted(used - head)]

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
            say(
                "The heading says {year}, and the dates of these figures stay as they "
                "are: {listed}.",
                year=year,
                listed=listed(other),
            ),
            self.found.place(self.columns.row, at["value"]),
            say("Give the table a column `date`, or change them in content.yaml."),
            "warning",
        )

    def _title(self, line: int, row: Mapping[int, Cell]) -> None:
        """Ask about “(en milliers d'euros)” over a table: of which numbers it holds is not said."""
        if self.columns.unit or "unit" in self.columns.at or "value" not in self.columns.at:
            return
        for column, cell in row.items():
            if words := self.cells.multiplying(cell.shown):
                self.found.fault(
                    "table-unit",
                    say("The numbers below may be meant in {words}.", words=quoted(words)),
                    line,
                    column,
                    say(
                        "Write it into the heading of the values, such as Valeur ({words}).",
                        words=quoted(words),
                    ),
                )

    # --- rows -----------------------------------------------------------------------------------

    def _row(self, line: int, row: Mapping[int, Cell]) -> None:
        at = self.columns.at
        cells = {key: At(row[c], line, c) for key, c in at.items() if c in row}
        if self._is_torn(line, row):
            hint = say(
                "A number with a comma stands between quotation marks, or semicolons part cells."
            )
            message = say("The row has more cells than the header.")
            self.found.fault("table-columns", message, line, 1, hint)
            return
        name = self._figure(line, row, cells)
        if name is None:
            return
        name = self._dated(name, cells)
        cells = {key: found for key, found in cells.items() if key not in ("id", LABEL)}
        if not self.columns.own and "value" in at and "value" not in cells:
            self.found.without.append(name)
            return
        texts = {key: self.cells.text(key, found) for key, found in cells.items()}
        issue = texts.pop("issue", "") or ""
        if self._is_calculated(name, issue, cells):
            return
        entry = {key: text for key, text in texts.items() if text}
        if "value" in cells and texts["value"] is not None:
            self.cells.value(name, issue, cells, entry)
        if "formula" in entry:
            entry.pop("value", None)  # what it came to when the table was written
        self._take(name, issue, entry, cells, line)

    def _is_torn(self, line: int, row: Mapping[int, Cell]) -> bool:
        """Whether a row of a CSV file may have more cells than were meant: 81,2 makes two."""
        head = self.grid.rows[self.columns.row]
        if self.found.sheet or not (self.columns.own or self.grid.widths):
            return False
        if max(row) > max(head):
            return True
        wide = self.grid.widths.get(line, 0) > self.grid.widths.get(self.columns.row, 0)
        value = self.columns.at.get("value", 0)
        parts = [row[at].shown.strip() for at in (value, value + 1) if at in row]
        return wide and len(parts) == 2 and all(part[:1].isdigit() for part in parts)

    def _figure(self, line: int, row: Mapping[int, Cell], cells: Mapping[str, At]) -> str | None:
        """The id of the figure that a row is of; None: of none, and that is said."""
        naming = [cells[key] for key in ("id", LABEL) if key in cells]
        if not naming:
            if cells if self.columns.own else "value" in cells:
                self.found.fault("table-columns", say("The row has no id."), line, 1, _NAMELESS)
            return None
        named = [as_meant("id", found.cell.shown.strip()) for found in naming]
        for words in named:
            if (name := self.names.figure(words)) is not None:
                return name
        if "id" in cells and (self.columns.own or _FIGURE.fullmatch(named[0])):
            return named[0]
        if "value" not in cells:
            return None  # a heading or a remark between the rows
        words, found = named[-1], naming[-1]
        if near := self.names.near(words):
            self.found.fault(
                "figure-unknown",
                say("There is no figure `{words}`.", words=quoted(words)),
                line,
                found.column,
                say(
                    "If `{near}` is meant, write that; a row that is hidden is left out.", near=near
                ),
            )
        else:
            place = self.found.name(*found[1:])
            self.found.strange.append(say("“{words}” ({place})", words=quoted(words), place=place))
        return None

    def _dated(self, name: str, cells: Mapping[str, At]) -> str:
        """The value of a series that a row is of, where a date says which: births in 2024."""
        if not self.names.is_series(name) or "date" not in cells:
            return name
        date = self.cells.text("date", cells["date"])
        return f"{name}:{date}" if date else name

    def _is_calculated(self, name: str, issue: str, cells: Mapping[str, At]) -> bool:
        """Whether a figure is calculated in content.yaml, and the table only gives its value."""
        formula = self.names.stated(name, issue, "formula")
        if not formula or "formula" in self.columns.at or "value" not in cells:
            return False
        self.found.given.append(f"{name} = {formula}")
        return True

    def _take(
        self, name: str, issue: str, entry: dict[str, str], cells: Mapping[str, At], line: int
    ) -> None:
        """Keep what a row says, with the cell of each value."""
        if parted(name)[1]:
            self._take_point(name, issue, entry, cells, line)
            return
        route: Route = ("figures", name, "history", issue) if issue else ("figures", name)
        figure = self.figures.setdefault(name, {})
        self.values.setdefault(("figures", name), Stretch(line, 1, 0, 0))
        if issue:
            figure = figure.setdefault("history", {}).setdefault(issue, {})
        if figure.keys() - {"history"} or (route in self.keys):
            message = say("The figure `{name}` is there twice.", name=name)
            if issue:
                message = say(
                    "The figure `{name}` of the issue {issue} is there twice.",
                    name=name,
                    issue=issue,
                )
            self.found.fault("table-twice", message, line, 1, _ONE)
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
                self.found.fault(
                    "source-unknown",
                    say("There is no source `{entry}`.", entry=quoted(entry["source"])),
                    *cells["source"][1:],
                    say(
                        "Write the id of one, or its whole title, as `sources:` in "
                        "content.yaml has it."
                    ),
                )
            self._source(figure["source"], entry, cells)

    def _take_point(
        self, name: str, issue: str, entry: dict[str, str], cells: Mapping[str, At], line: int
    ) -> None:
        """Keep what a row says of one value of a series, and of the series as a whole."""
        own, at = parted(name)
        route: Route = ("figures", own, "history", issue) if issue else ("figures", own)
        series = self.figures.setdefault(own, {})
        self.values.setdefault(("figures", own), Stretch(line, 1, 0, 0))
        if issue:
            series = series.setdefault("history", {}).setdefault(issue, {})
        values = series.setdefault("values", {})
        if at in values or not (self.columns.own or "value" in entry):
            message = say("The figure `{name}` is there twice.", name=name)
            self.found.fault("table-twice", message, line, 1, _ONE)
            return
        there: Route = (*route, "values", at)
        for one in (route, (*route, "values"), there):
            self.keys.setdefault(one, Stretch(line, 1, 0, 0))
            self.values.setdefault(one, Stretch(line, 1, 0, 0))
        values[at] = {key: entry[key] for key in POINT_KEYS if key in entry}
        for key in (key for key in FIGURE_COLUMNS if key in entry):
            if key in POINT_KEYS:
                self._keep((*there, key), cells.get(key) or cells["value"])
            elif key != "date" or kind_of(at) == "name":
                self._of_series(own, series, key, entry[key], (*route, key), cells)
        if "source" in entry:
            self._source(series["source"], entry, cells)

    def _of_series(
        self,
        name: str,
        series: dict[str, Any],
        key: str,
        said: str,
        route: Route,
        cells: Mapping[str, At],
    ) -> None:
        """What a row says of its series as a whole; every row must say the same."""
        said = self.names.source(said) if key == "source" else said
        found = cells.get(key) or cells["value"]
        if series.setdefault(key, said) != said:
            self.found.fault(
                "table-series",
                say(
                    "Rows of `{name}` do not agree: `{key}` is {one} and {other}.",
                    name=name,
                    key=key,
                    one=quoted(series[key]),
                    other=quoted(said),
                ),
                found.line,
                found.column,
                say("Make them the same: it is said once of the whole series."),
            )
        self._keep(route, found)

    def _keep(self, route: Route, found: At) -> None:
        self.values.setdefault(route, Stretch(found.line, found.column, 0, 0))
        name = self.found.name(found.line, found.column)
        words = self.cells.understood.get(found[1:], found.cell.shown)
        self.seen.setdefault(route, Seen(name, quoted(words)))

    def _source(self, name: str, entry: Mapping[str, str], cells: Mapping[str, At]) -> None:
        """What the row says of its source; every row must say the same."""
        said = {c.removeprefix("source_"): entry[c] for c in SOURCE_COLUMNS if c in entry}
        if not said:
            return
        given = [column for column in SOURCE_COLUMNS if column in entry]
        if self.sources.setdefault(name, said) != said:
            first = min((cells[column] for column in given), key=lambda found: found.column)
            message = say("The source `{name}` is described in two ways.", name=quoted(name))
            hint = say("Make its rows the same.")
            self.found.fault("table-source", message, first.line, first.column, hint)
        for column in given:
            self._keep(("sources", name, column.removeprefix("source_")), cells[column])
        source = cells["source"]
        self.values.setdefault(("sources", name), Stretch(source.line, source.column, 0, 0))
