"""Cells of a workbook that have no value: an error, or a formula that was never calculated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, overload

from depliant.batch.tables import Table
from depliant.errors import Diagnostic, InputError
from depliant.sentences import counted, say, some

_LISTED: Final = 8


class Watched(Sequence[str]):
    """The cells of a row, and in `asked` the columns that somebody has looked at."""

    def __init__(self, cells: Sequence[str]) -> None:
        self._cells = cells
        self.asked: set[int] = set()

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        """A cell."""
        if isinstance(at, int):
            self.asked.add(at)
        return self._cells[at]

    def __len__(self) -> int:
        """How many cells there are."""
        return len(self._cells)


def refuse_lost(
    table: Table, cells: Iterable[tuple[int, int]], names: Mapping[int, str] | None = None
) -> None:
    """Refuse cells that are wanted and have no value.

    Args:
        table: whose rows they are.
        cells: row and column of each that is wanted.
        names: what their columns are called; None: as in the table.

    Raises:
        InputError: `row-value`, of all of them.
    """
    wanted = set(cells)
    faults: dict[tuple[int, str], list[int]] = {}
    for (number, at), shown in table.lost.items():
        if (number, at) in wanted:
            faults.setdefault((at, shown), []).append(number)
    called = dict(enumerate(table.headings)) if names is None else names
    if faults:
        raise InputError(
            [_lost(table, numbers, called[at], shown) for (at, shown), numbers in faults.items()]
        )


def _lost(table: Table, numbers: Sequence[int], name: str, shown: str) -> Diagnostic:
    """What is said of cells of a column that have no value."""
    rows = counted(len(numbers), "row {rows}", "rows {rows}", rows=some(numbers, _LISTED))
    message = say("The column `{column}` has a formula without its result.", column=name)
    hint = say("Open the workbook in a spreadsheet, and save it.")
    if shown:
        message = say("The column `{column}` shows the error {shown}.", column=name, shown=shown)
        hint = say("Correct the formula, or write the value in its place.")
    said = say("{rows}: {message}", rows=rows, message=message)
    return Diagnostic("row-value", said, table.place(numbers[0]), hint)
