"""What is found in a table on the way: faults with their cells, and what one may want to know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, TypeVar

from depliant.bookkeeping.amounts import UnreadableError
from depliant.errors import Diagnostic, Place, Severity
from depliant.sentences import NOTHING, Sentence, joined, say
from depliant.source.cells import Cell, CellPlace, letters

_LISTED: Final = 20
"""Names or cells that one note lists."""

T = TypeVar("T")


class At(NamedTuple):
    """A cell and where it is."""

    cell: Cell
    line: int
    column: int


class Findings:
    """Gathers faults, and lists of what notes are written of.

    Args:
        file: the name of the file.
        sheet: that of the sheet; empty for a CSV file.
    """

    def __init__(self, file: str, sheet: str) -> None:
        self.file = file
        self.sheet = sheet
        self.faults: list[Diagnostic] = []
        self.strange: list[Sentence] = []
        """Rows that name no figure."""
        self.without: list[str] = []
        """Figures whose rows have no value."""
        self.given: list[str] = []
        """Figures that content.yaml calculates."""
        self.calculated: list[str] = []
        """Values that are results of formulas."""
        self.rounded: list[str] = []
        """Values that have more digits than they show."""
        self.changed_units: list[str] = []
        """Figures that the column of units gives another unit than content.yaml does."""
        self.leaps: list[str] = []
        """Figures whose values are a thousandth of what they were, or a thousand times it."""

    def place(self, line: int, column: int) -> Place:
        """The place of a cell."""
        if self.sheet:
            return CellPlace(f"{self.file}:{self.sheet}", line, column)
        return Place(self.file, line, column)

    def name(self, line: int, column: int) -> str:
        """What a cell is called in a list."""
        return f"{letters(column)}{line}" if self.sheet else f"{line}:{column}"

    def fault(self, code: str, message: Sentence, line: int, column: int, hint: Sentence) -> None:
        """Tell what is wrong with a cell."""
        self.faults.append(Diagnostic(code, message, self.place(line, column), hint))

    def attempt(
        self, reading: Callable[[], T], line: int, column: int, code: str = "table-number"
    ) -> T | None:
        """What a reading gives, or None and its fault."""
        try:
            return reading()
        except UnreadableError as fault:
            self.fault(code, fault.message, line, column, fault.hint)
            return None

    def notes(self, row: int, others: Sequence[object]) -> list[Diagnostic]:
        """What is to be said of the table whose headings stand in `row`.

        Args:
            row: the row of the headings.
            others: columns that were not read.
        """
        left, read = "table-left-out", "table-read-as"
        found = [
            self.note(
                left, say("Columns that were not read: {names}.", names=listed(others)), others, row
            ),
            self.note(
                left,
                say("Rows without a value, left as they are: {names}.", names=listed(self.without)),
                self.without,
                row,
            ),
            self.note(
                left,
                say("Rows that name no figure: {names}.", names=listed(self.strange)),
                self.strange,
                row,
                "warning",
                say("Correct their names, or declare what is new under `figures:` first."),
            ),
            self.note(
                left,
                say(
                    "Figures that content.yaml calculates, left as they are: {names}.",
                    names=listed(self.given),
                ),
                self.given,
                row,
                "warning",
            ),
            self.note(
                "table-unit",
                say(
                    "Figures that the table gives another unit than content.yaml: {names}.",
                    names=listed(self.changed_units),
                ),
                self.changed_units,
                row,
                "warning",
                say(
                    "If the unit has not changed, the value may be another one, or be counted in "
                    "another way: correct the column, or leave it out."
                ),
            ),
            self.note(
                "table-number",
                say(
                    "Figures that are a thousandth of what they were, or less, or a thousand times "
                    "it, or more: {names}.",
                    names=listed(self.leaps),
                ),
                self.leaps,
                row,
                "warning",
                say("See whether the table counts them in thousands or millions."),
            ),
            self.note(
                read,
                say(
                    "Cells that hold more digits than they show, read as they show: {names}.",
                    names=listed(self.rounded),
                ),
                self.rounded,
                row,
            ),
            self.note(
                read,
                say("Results of formulas, as last saved: {names}.", names=listed(self.calculated)),
                self.calculated,
                row,
            ),
        ]
        return [note for note in found if note is not None]

    def note(
        self,
        code: str,
        message: Sentence,
        items: Sequence[object],
        row: int,
        severity: Severity = "info",
        hint: Sentence = NOTHING,
    ) -> Diagnostic | None:
        """A note with a list in it, if there is anything to list."""
        if not items:
            return None
        return Diagnostic(code, message, self.place(row, 1), hint, severity)


def listed(items: Sequence[object]) -> Sentence:
    """Names or cells as one message has them: not more than can be read."""
    shown, rest = joined(items[:_LISTED]), len(items) - _LISTED
    return say("{shown}, … (+{rest})", shown=shown, rest=rest) if rest > 0 else shown
