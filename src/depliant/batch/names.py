"""What the files of a row are called: by its key, safe on every system, and no two alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from depliant.batch.tables import Record, Table
from depliant.errors import Diagnostic, InputError
from depliant.sentences import say, some

_MOST: Final = 80
"""Characters of a key in a file's name; letters may take four bytes each, and 255 are the most."""
_OTHERS: Final = re.compile(r"[^\w.-]+|\.\.+")
_LISTED: Final = 8


def names(records: Iterable[Record], key: int | None, table: Table) -> dict[int, str]:
    """What the files of each row are called, by the number of the row.

    Args:
        records: the rows.
        key: the column that names them; None: the number of the row does.
        table: the rows' own.

    Raises:
        InputError: `batch-names`, with all rows that have no name, or one that another has.
    """
    records = tuple(records)
    if key is None:
        width = max(4, len(str(records[-1].number)))
        return {one.number: f"{one.number:0{width}}" for one in records}
    found = {one.number: slug(one.cells[key]) for one in records}
    alike: dict[str, list[int]] = {}
    for number, name in found.items():
        alike.setdefault(name.casefold(), []).append(number)
    faults = []
    for name, numbers in alike.items():
        if not name:
            message = say("The key of these rows is empty: {rows}.", rows=some(numbers, _LISTED))
        elif len(numbers) > 1:
            message = say(
                "These rows would have the same files, “{name}”: {rows}.",
                name=name,
                rows=some(numbers, _LISTED),
            )
        else:
            continue
        faults.append(Diagnostic("batch-names", message, table.place(numbers[0], key)))
    if faults:
        raise InputError(_summed(faults))
    return found


def _summed(faults: list[Diagnostic], most: int = 20) -> list[Diagnostic]:
    if len(faults) <= most:
        return faults
    rest = say("{count} more keys are like these.", count=len(faults) - most)
    return [*faults[:most], Diagnostic("batch-names", rest)]


def slug(key: str) -> str:
    """A key as a part of a file's name: letters and digits of any script, points and hyphens.

    Latin letters lose their accents, as some systems write them in two ways.
    """
    parts = unicodedata.normalize("NFKD", key)
    plain = "".join(one for one in parts if not ("\u0300" <= one < "\u0370"))
    return _OTHERS.sub("-", unicodedata.normalize("NFC", plain)).strip("-._")[:_MOST]
