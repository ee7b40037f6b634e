"""Tables of series, as offices of statistics give them: a column or a row for each.

    Année  Habitants  Emplois          Indicateur  2015     2016
    2015   1 468 000  498 000          Habitants   1468000  1470000
    2016   1 470 000  500 000          Emplois     498000   500000

The headings of the columns, or the first cells of the rows, name series by their ids or by their
words; what is at the other edge are years, quarters, months or days, or places that a series has
already. Everything else is a table of figures (`rows`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, Final, NamedTuple

from depliant.bookkeeping.amounts import Reader, UnreadableError, same_unit, scaled
from depliant.bookkeeping.findings import Findings, listed
from depliant.bookkeeping.names import Names
from depliant.bookkeeping.periods import period_of
from depliant.bookkeeping.rows import Seen, Sheet, TableSource
from depliant.content.series_files import MISSING
from depliant.errors import Diagnostic, InputError
from depliant.figures.periods import kind_of
from depliant.sentences import Sentence, say
from depliant.source.cells import Cell, Fault, Grid, Moment, Number, Text, letters, quoted
from depliant.source.plain_names import name_key
from depliant.source.yaml import Route, Stretch

_ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,79}", re.ASCII)
_HEADING: Final = re.compile(r"(?P<words>.*?)\s*[(\[](?:(?:en|in)\s+)?(?P<unit>[^)\]]+)[)\]]\s*")
_QUARTER: Final = re.compile(r"(?:(\d{4})[ -]?[QT]([1-4])|[QT]([1-4])[ -/]?(\d{4}))", re.IGNORECASE)
_FLAGGED: Final = re.compile(r"(?P<number>.*\d)\s*\(?(?P<flag>[pe])\)?", re.IGNORECASE)
_SEARCHED: Final = 30
"""Rows of which one must hold the headings."""
_MOST_FAULTS: Final = 5_000


class _Named(NamedTuple):
    """A series that a heading or a first cell names: its id, and the power of ten and the unit."""

    id: str
    power: int = 0
    unit: str = ""
    fault: UnreadableError | None = None
    """Why its unit cannot be read, where it may multiply each value."""


class _Layout(NamedTuple):
    """Where a table has its series and its times.

    `head` is the row of the headings, `side` the column of the first cells. `series` and `times`
    have, by row or column, what is named there; `down` says that each series is a column.
    """

    head: int
    side: int
    series: Mapping[int, _Named]
    times: Mapping[int, str]
    down: bool
    left_out: tuple[Sentence, ...] = ()


def series_table(
    grid: Grid, file: str, numbers: Reader, names: Names, notes: tuple[Diagnostic, ...] = ()
) -> Sheet | None:
    """A table of series; None: it is none.

    Args:
        grid: the table.
        file: what it is called.
        numbers: how its numbers are read.
        names: what the brochure has names for.
        notes: what is to be said of how the file was read.

    Raises:
        InputError: everything that is wrong with its cells.
    """
    reader = _Reader(grid, file, numbers, names)
    found = reader.layout()
    return None if found is None else reader.read(found, notes)


def _called(cell: Cell, where: str) -> Sentence:
    """A heading or a first cell by its words and where it is."""
    return say("“{heading}” ({column})", heading=quoted(cell.shown), column=where)


class _Reader:
    def __init__(self, grid: Grid, file: str, numbers: Reader, names: Names) -> None:
        self.grid = grid
        self.numbers = numbers
        self.names = names
        self.found = Findings(file, quoted(grid.name))
        self.values: dict[Route, Stretch] = {(): Stretch(1, 1, 0, 0)}
        self.seen: dict[Route, Seen] = {}

    # --- where things are -----------------------------------------------------------------------

    def layout(self) -> _Layout | None:
        for number, row in list(self.grid.rows.items())[:_SEARCHED]:
            cells = {at: cell for at, cell in row.items() if at not in self.grid.hidden_columns}
            if len(cells) < 2:
                continue
            found = self._across(number, cells) or self._down(number, cells)
            if found is not None:
                return found
        return None

    def _across(self, number: int, cells: Mapping[int, Cell]) -> _Layout | None:
        """A row of times, with a series in each row below it."""
        times = {at: time for at, cell in cells.items() if (time := self._time(cell))}
        if len(times) < 2:
            return None
        side = min(self._columns())
        if side in times:
            return None
        series: dict[int, _Named] = {}
        left: list[Sentence] = []
        single = False
        for line, row in self.grid.rows.items():
            if line <= number or side not in row or not row.keys() & times.keys():
                continue
            named = self._named(row[side].shown)
            if named is None:
                single |= self.names.figure(row[side].shown.strip()) is not None
                left.append(_called(row[side], str(line)))
            else:
                series[line] = named
        known = any(self.names.is_series(one.id) for one in series.values())
        if not series or (single and not known):
            return None
        return _Layout(number, side, series, times, False, tuple(left))

    def _down(self, number: int, cells: Mapping[int, Cell]) -> _Layout | None:
        """A row of headings that name series, with a time or a place at the side of each below."""
        side = min(cells)
        below = [row[side] for line, row in self.grid.rows.items() if line > number and side in row]
        if not below:
            return None
        series: dict[int, _Named] = {}
        left: list[Sentence] = []
        for at, cell in cells.items():
            if at == side:
                continue
            named = self._named(cell.shown)
            if named is None:
                left.append(_called(cell, letters(at)))
            else:
                series[at] = named
        known = [one.id for one in series.values() if self.names.is_series(one.id)]
        times: dict[int, str] = {}
        for line, row in self.grid.rows.items():
            if line > number and side in row:
                place = self._time(row[side]) or self._place(row[side].shown, known)
                if place:
                    times[line] = place
        timed = sum(kind_of(place) != "name" for place in times.values()) == len(below)
        if not series or not times or not (known or (timed and len(times) > 1)):
            return None
        return _Layout(number, side, series, times, True, tuple(left))

    def _columns(self) -> set[int]:
        return {at for row in self.grid.rows.values() for at in row} - self.grid.hidden_columns

    def _time(self, cell: Cell) -> str:
        """The time that a cell says, as the ledger writes it; empty: none."""
        if isinstance(cell, Moment):
            return cell.period
        text = " ".join(cell.shown.split())
        if isinstance(cell, Number):
            text = f"{cell.digits:f}"
        if match := _QUARTER.fullmatch(text):
            return f"{match[1] or match[4]}-Q{match[2] or match[3]}"
        try:
            text = period_of(text, (self.names.language, "en"), certain=False)
        except UnreadableError:
            return ""
        kind = kind_of(text)
        return "" if kind == "name" or (kind == "year" and not "1500" <= text <= "2200") else text

    def _place(self, words: str, series: list[str]) -> str:
        """The place or kind that a cell names, by its id or what it is called in a series."""
        words = " ".join(words.split())
        for one in series:
            for at, point in (self.names.figures[one].get("values") or {}).items():
                label = point.get("label") if isinstance(point, dict) else None
                if words == at or name_key(words) in (name_key(at), name_key(label or at)):
                    return str(at)
        return ""

    def _named(self, words: str) -> _Named | None:
        """The series that a cell names, known or new; None: it names none."""
        words = " ".join(words.split())
        match = _HEADING.fullmatch(words)
        readings = [(words, ""), *([(match["words"], match["unit"])] if match else [])]
        for text, measure in readings:
            name = self.names.figure(text)
            if name is not None and not self.names.is_series(name):
                return None
            if name is None and _ID.fullmatch(text) and text.islower():
                name = text
            if name is not None:
                try:
                    return _Named(name, *(self.numbers.measure(measure) if measure else (0, "")))
                except UnreadableError as fault:
                    return _Named(name, fault=fault)
        return None

    # --- what is there --------------------------------------------------------------------------

    def read(self, layout: _Layout, notes: tuple[Diagnostic, ...]) -> Sheet:
        figures: dict[str, Any] = {}
        for where, named in layout.series.items():
            if named.fault is not None:
                line, column = (layout.head, where) if layout.down else (where, layout.side)
                hint = named.fault.hint
                self.found.fault("table-number", named.fault.message, line, column, hint)
        for line, column, series, at in self._cells(layout):
            entry = figures.setdefault(series.id, {"values": {}})
            route: Route = ("figures", series.id, "values", at)
            for one in (("figures", series.id), ("figures", series.id, "values"), route):
                self.values.setdefault(one, Stretch(line, column, 0, 0))
            if at in entry["values"]:
                message = say("The figure `{name}` is there twice.", name=f"{series.id}:{at}")
                self.found.fault("table-twice", message, line, column, say("Keep one of them."))
                continue
            cell = self.grid.rows[line].get(column)
            point = self._point(cell, series, line, column)
            if point is None:
                continue
            entry["values"][at] = point
            for key in point:
                self.values[*route, key] = Stretch(line, column, 0, 0)
                shown = cell.shown if cell is not None else ""
                self.seen[*route, key] = Seen(self.found.name(line, column), quoted(shown))
            if len(self.found.faults) >= _MOST_FAULTS:
                break
        self._new(figures, layout)
        if self.found.faults:
            raise InputError(self.found.faults)
        left = layout.left_out
        told = say("Columns that were not read: {names}.", names=listed(left))
        if not layout.down:
            told = say("Rows that name no figure: {names}.", names=listed(left))
        note = self.found.note("table-left-out", told, left, layout.head)
        source = TableSource(
            self.found.file,
            {"figures": figures, "sources": {}},
            "",
            self.values,
            {},
            sheet=self.found.sheet,
        )
        told_of = (*notes, note) if note else notes
        return Sheet(frozenset({"id", "value"}), source, False, self.seen, told_of)

    def _cells(self, layout: _Layout) -> Iterator[tuple[int, int, _Named, str]]:
        """Line, column, series and time of each cell."""
        if layout.down:
            for line, at in layout.times.items():
                for column, series in layout.series.items():
                    yield line, column, series, at
            return
        for line, series in layout.series.items():
            for column, at in layout.times.items():
                yield line, column, series, at

    def _point(
        self, cell: Cell | None, series: _Named, line: int, column: int
    ) -> dict[str, str] | None:
        """A value as content.yaml would have it, none in it if it is missing; None: a fault."""
        if cell is None or (isinstance(cell, Text) and cell.shown.strip().casefold() in MISSING):
            return {}
        if isinstance(cell, Fault):
            message = say("The cell shows {shown}, and no value.", shown=quoted(cell.shown))
            self.found.fault(
                "table-cell", message, line, column, say("Mend it in the spreadsheet.")
            )
            return None
        text, flag = cell.shown.strip(), ""
        if not isinstance(cell, Number) and (match := _FLAGGED.fullmatch(text)):
            text, flag = match["number"], match["flag"].lower()
        reading = partial(self.numbers.amount, text)
        if isinstance(cell, Number):
            reading = partial(self.numbers.number, cell)
        amount = self.found.attempt(reading, line, column)
        if amount is None:
            return None
        stated = self.names.stated(series.id, "", "unit")
        unit = amount.unit or series.unit
        if unit and stated and not same_unit(unit, stated):
            self.found.fault(
                "table-unit",
                say(
                    "`{shown}` is in {unit}, and `{name}` in {stated}.",
                    shown=quoted(cell.shown),
                    unit=quoted(unit),
                    name=series.id,
                    stated=stated,
                ),
                line,
                column,
                say("Write the number alone."),
            )
            return None
        power = 0 if amount.multiplied else series.power
        point = {"value": scaled(amount.number, power)}
        if flag == "p":
            point["provisional"] = "true"
        if flag == "e":
            point["approximate"] = "about"
        return point

    def _new(self, figures: dict[str, Any], layout: _Layout) -> None:
        """Give new series a source and a unit, as far as the table says it."""
        for series in layout.series.values():
            entry = figures.get(series.id)
            if entry is not None and not self.names.is_series(series.id):
                unit = {"unit": series.unit} if series.unit else {}
                figures[series.id] = {**unit, "source": "unstated", **entry}
