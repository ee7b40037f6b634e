"""Files of earlier calls that rows have which are not made now: they stay, and are told of."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace

from depliant.batch.outcomes import Outcome
from depliant.batch.volumes import Volume

_NOT_MADE = ("failed", "left")


def with_older(outcomes: Sequence[Outcome], folder: Path, stem: str) -> tuple[Outcome, ...]:
    """Outcomes of rows that were not made, each with the files that lie there under its name.

    Args:
        outcomes: of all rows.
        folder: where their files go.
        stem: what the names of all begin with.
    """
    rows = {one.name: one.number for one in outcomes if one.state in _NOT_MADE}
    if not rows:
        return tuple(outcomes)
    made = {file.name for one in outcomes for file in one.files}
    older: dict[int, list[str]] = {}
    with contextlib.suppress(OSError):
        for name in sorted(os.listdir(folder)):
            number = _row_of(name.removeprefix(f"{stem}."), rows)
            if number is not None and name.startswith(f"{stem}.") and name not in made:
                older.setdefault(number, []).append(name)
    return tuple(
        replace(one, older=tuple(older[one.number])) if one.number in older else one
        for one in outcomes
    )


def with_older_volumes(
    outcomes: Sequence[Outcome], folder: Path, volumes: Iterable[Volume]
) -> tuple[Outcome, ...]:
    """Outcomes, each of whose rows has the older file of those `volumes` that were not made."""
    older = {
        task.number: (one.name,)
        for one in volumes
        if os.path.lexists(folder / one.name)
        for task in one.tasks
    }
    return tuple(
        replace(one, older=older[one.number]) if one.number in older else one for one in outcomes
    )


def _row_of(rest: str, rows: dict[str, int]) -> int | None:
    """The row whose name the rest of a file's name begins with: the longest of several."""
    parts = rest.split(".")
    for count in range(len(parts) - 1, 0, -1):
        number = rows.get(".".join(parts[:count]))
        if number is not None:
            return number
    return None
