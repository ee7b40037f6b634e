"""Cells that are printed as words and are empty: their places in the text stay empty, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from depliant.batch.making import Task
from depliant.batch.overlay import Overlay
from depliant.batch.tables import Table
from depliant.errors import Diagnostic
from depliant.sentences import counted, say, some

_LISTED: Final = 8
"""Rows of which a finding says the numbers."""


def empty_words(overlay: Overlay, tasks: Sequence[Task], table: Table) -> Iterator[Diagnostic]:
    """A warning for each column that is printed in words to rows whose cells are empty."""
    spoken: dict[tuple[bool, ...], frozenset[str]] = {}
    lacking: dict[str, list[int]] = {}
    for task in tasks:
        shown = tuple(one.block.when.holds(task.row) for one in overlay.conditions)
        if shown not in spoken:
            spoken[shown] = overlay.spoken_to(task.row)
        for column in spoken[shown]:
            if not task.row.get(column, "").strip():
                lacking.setdefault(column, []).append(task.number)
    for column, numbers in sorted(lacking.items()):
        rows = counted(len(numbers), "row {rows}", "rows {rows}", rows=some(numbers, _LISTED))
        message = say(
            "The cell of the column `{column}` is empty, and is printed as words.", column=column
        )
        place = table.place(numbers[0], table.column(column))
        hint = say(
            "Fill it, or show what names it by `when: {{row: {column}, filled: true}}` alone.",
            column=column,
        )
        said = say("{rows}: {message}", rows=rows, message=message)
        yield Diagnostic("row-wordless", said, place, hint, "warning")
