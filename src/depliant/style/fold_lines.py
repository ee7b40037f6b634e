"""A fold drawn in lines of text: its sides, with the numbers of their panels and the folds.

A hill is drawn as a line, a valley dashed; an arrow marks a panel that is printed upside down.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from depliant.style.fold_kinds import Fold
from depliant.style.folded import Face, Joint, Seams, heads_down, seams

_WIDE: Final = 92
"""Characters that both sides may take beside each other."""
_BETWEEN: Final = "    "
_UPSIDE: Final = "↓"


def in_lines(fold: Fold) -> tuple[str, ...]:
    """The sides of a sheet, beside each other where a terminal has the room."""
    drawn = [_side(fold, verso) for verso in range(len(fold.sides))]
    width = sum(len(lines[1]) for lines in drawn) + len(_BETWEEN) * (len(drawn) - 1)
    if width > _WIDE:
        return tuple(line for lines in drawn for line in lines)
    first = max(map(len, drawn[0]))
    rows = zip_longest(*drawn, fillvalue="")
    return tuple(_BETWEEN.join((row[0].ljust(first), *row[1:])).rstrip() for row in rows)


def rows_of(fold: Fold, order: Sequence[int]) -> str:
    """Panels by their numbers from 1, as they stand from left to right, row by row."""
    columns = len(fold.recto)
    numbers = [str(panel + 1) for panel in order]
    rows = (numbers[start : start + columns] for start in range(0, len(numbers), columns))
    return " / ".join(map(" ".join, rows))


def of_verso(found: Seams) -> Seams:
    """The folds of a sheet as one looks on its verso."""
    upright, across = (
        tuple(tuple(Joint(step, -turn) for step, turn in line) for line in lines) for lines in found
    )
    return Seams(tuple(row[::-1] for row in upright), across[::-1])


def is_upside(fold: Fold, verso: int, column: int, row: int) -> bool:
    """Whether the panel in a place of a side, from its left, is printed on its head."""
    at = len(fold.recto) - 1 - column if verso else column
    return Face(at, bool(verso), row) in heads_down(fold)


def _side(fold: Fold, verso: int) -> list[str]:
    label, order = fold.sides[verso]
    found = of_verso(seams(fold)) if verso else seams(fold)
    columns, rows = len(fold.recto), len(fold.rows)
    lines = [label, _rule("┌", "┬", "┐", ["─"] * columns)]
    for row in range(rows):
        cells = []
        for column in range(columns):
            sign = _UPSIDE if is_upside(fold, verso, column, row) else " "
            cells.append(f"{order[row * columns + column] + 1:>3}{sign}")
        line = "│" + cells[0]
        for joint, cell in zip(found.upright[row], cells[1:], strict=True):
            line += ("│" if joint.turn > 0 else "┊") + cell
        lines.append(line + "│")
        if row + 1 < rows:
            hills = [found.across[column][row].turn > 0 for column in range(columns)]
            lines.append(_rule("├", "┼", "┤", ["─" if hill else "┄" for hill in hills]))
    lines.append(_rule("└", "┴", "┘", ["─"] * columns))
    return lines


def _rule(left: str, between: str, right: str, strokes: list[str]) -> str:
    return left + between.join(stroke * 4 for stroke in strokes) + right
