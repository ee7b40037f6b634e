"""The values of series that are kept in files: `assets/data/*.csv` and `.xlsx`.

They are read when the project is, by the reader that tables have, and become values of the series
as if they stood in content.yaml. Where each stands in its file is kept for diagnostics.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from msgspec import ValidationError
from msgspec.structs import replace

from depliant.content.schema_table import Cell
from depliant.content.table_files import FileRow, file_rows, plain_heading, unknown_column
from depliant.errors import Diagnostic, InputError, Place, UnfitError
from depliant.figures.schema import PointEntry, SeriesEntry
from depliant.patterns import late_pattern
from depliant.sentences import say
from depliant.source.cells import quoted
from depliant.source.folder import Files
from depliant.source.plain_names import name_key
from depliant.source.reading import typed
from depliant.source.scalars import Exact, PointKey
from depliant.source.yaml import Route, Source
from depliant.tuples import NamedTuple

MISSING: Final = frozenset({
    "", "-", "–", "—", "…", "...", ":", "nd", "n.d.", "na", "n.a.", "n/a", "null",
})  # fmt: skip
"""What offices of statistics write where there is no value."""
_FLAGGED: Final = late_pattern(r"(?P<number>.*\d)\s*\(?(?P<flag>[pe])\)?", re.IGNORECASE)
"""A number with the sign of a provisional (p) or an estimated (e) value behind it."""
_GROUPED: Final = late_pattern(r"-?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d])")
_COMMA: Final = late_pattern(r"(-?\d+),(\d{1,2}|\d{4,9})", re.ASCII)
"""A comma for the decimals: three digits behind it may be thousands."""
_MOST: Final = 2000


class Filled(NamedTuple):
    """A series with the values of its file, and the place of each there."""

    entry: SeriesEntry
    places: Mapping[Route, Place]


def with_values(
    name: str, entry: SeriesEntry, route: Route, source: Source, files: Files
) -> Filled:
    """A series with the values of its file; those that content.yaml has take their place.

    Args:
        name: of the series.
        entry: one that names a file.
        route: the way to it.
        source: content.yaml.
        files: the project's.

    Raises:
        InputError: everything that is wrong with the file, and with what the series asks of it.
    """
    head, *body = file_rows(entry, source.place((*route, "file")), files, source, route)
    key_at, value_at = _columns(name, entry, head, route, source)
    faults: list[Diagnostic] = []
    values: dict[str, PointEntry] = {}
    places: dict[Route, Place] = {}
    for row in body:
        place = row.place(value_at)
        try:
            key, label = _key(row, key_at)
            point = _point(row.cells.get(value_at, Cell()), entry.unit, label)
        except InputError as error:
            faults += [replace(fault, place=row.place(key_at)) for fault in error.diagnostics]
            continue
        except UnfitError as error:
            cell = row.cells.get(value_at, Cell())
            message = say("“{words}” {wish}.", words=quoted(cell.words), wish=error.why)
            hint = say("A missing value is an empty cell, n.d. or –; a provisional one ends in p.")
            faults.append(Diagnostic("table-number", message, place, hint))
            continue
        if key in values:
            faults.append(_twice(name, key, row.place(key_at)))
        values[key] = point
        places[*route, "values", key] = place
    if len(values) > _MOST:
        message = say(
            "{file} has more than {most} rows, which no brochure shows.",
            file=entry.file,
            most=_MOST,
        )
        hint = say("Keep in it only the rows that are printed.")
        faults.append(Diagnostic("table-too-large", message, source.place((*route, "file")), hint))
    if faults:
        raise InputError(faults)
    own = [(*route, "values", key) for key in entry.values]
    kept = {way: place for way, place in places.items() if way not in own}
    return Filled(replace(entry, values={**values, **entry.values}), kept)


def _columns(
    name: str, entry: SeriesEntry, head: FileRow, route: Route, source: Source
) -> tuple[int, int]:
    """The columns of the places and of the values of a series.

    Raises:
        InputError: `table-column`.
    """
    names = {at: plain_heading(cell.words) for at, cell in head.cells.items()}
    known = tuple(head.cells[at].words for at in names)
    key_at = min(names)
    if entry.at is not None:
        found = [at for at, heading in names.items() if heading == plain_heading(entry.at)]
        if not found:
            raise _lacking(entry.at, entry, known, source.place((*route, "at")))
        key_at = found[0]
    others = {at: heading for at, heading in names.items() if at != key_at}
    wanted = entry.column or name
    found = [
        at
        for at, heading in others.items()
        if plain_heading(wanted) == heading
        or (not entry.column and name_key(heading) == name_key(name))
    ]
    if not found and entry.column is None and len(others) == 1:
        found = [*others]
    if not found:
        key = "column" if entry.column is not None else "file"
        raise _lacking(wanted, entry, known, source.place((*route, key)))
    return key_at, found[0]


def _lacking(wanted: str, entry: SeriesEntry, known: tuple[str, ...], place: Place) -> InputError:
    fault = unknown_column(wanted, entry, known, place)
    listed = ", ".join(map(quoted, known))
    hint = say(
        "Its columns are {listed}: name one by `column`, or by `at` that of the years.",
        listed=listed,
    )
    return InputError(replace(fault, hint=hint))


def _key(row: FileRow, at: int) -> tuple[str, str]:
    """Where a value stands in its series, and what that is called if it is no time.

    Raises:
        InputError: `table-cell`.
    """
    words = row.periods.get(at) or " ".join(row.cells.get(at, Cell()).words.split())
    for key, label in ((words, ""), (name_key(words), words)):
        try:
            return typed(PointKey, key), label
        except ValidationError as error:
            cause = error.__cause__
            if words[:1].isdigit() and isinstance(cause, UnfitError):
                message = say("“{words}” {wish}.", words=quoted(words), wish=cause.why)
                raise InputError(Diagnostic("table-cell", message, row.place(at))) from None
    message = say(
        "The row does not say which year or place its value is of: “{words}”.", words=quoted(words)
    )
    raise InputError(
        Diagnostic("table-cell", message, row.place(at), say("Write such as 2024, or a name."))
    )


def _point(cell: Cell, unit: str, label: str) -> PointEntry:
    """The value of a cell.

    Raises:
        UnfitError: it holds none.
    """
    named = label or None
    if cell.number is not None:
        if cell.unit and cell.unit != unit:
            raise UnfitError(say("is in {unit}, and the series is not", unit=cell.unit))
        return PointEntry(value=cell.number, label=named)
    words = " ".join(cell.words.split())
    if words.casefold() in MISSING:
        return PointEntry(label=named)
    flag = ""
    if match := _FLAGGED.fullmatch(words):
        words, flag = match["number"], match["flag"].lower()
    return PointEntry(
        value=_number(words),
        label=named,
        provisional=True if flag == "p" else None,
        approximate="about" if flag == "e" else None,
    )


def _number(words: str) -> Decimal:
    """A number as a file may have it: 1 468 000, 12,5."""
    plain = _GROUPED.sub(lambda match: re.sub(r"\s", "", match[0]), words)
    if match := _COMMA.fullmatch(plain):
        plain = f"{match[1]}.{match[2]}"
    try:
        return typed(Exact, plain)
    except ValidationError as error:
        if isinstance(error.__cause__, UnfitError):
            raise error.__cause__ from None
        raise


def _twice(name: str, key: str, place: Place) -> Diagnostic:
    message = say("The figure `{name}` is there twice.", name=f"{name}:{key}")
    return Diagnostic("table-twice", message, place, say("Keep one of its rows."))


def kept_values(new: Mapping[str, object], old: Mapping[str, object]) -> dict[str, SeriesEntry]:
    """The series of a changed content.yaml that name the files they named, with their values."""
    found = {}
    for name, entry in new.items():
        former = old.get(name)
        if isinstance(entry, SeriesEntry) and isinstance(former, SeriesEntry) and entry.file:
            where = [(one.file, one.sheet, one.column, one.at) for one in (entry, former)]
            if where[0] == where[1]:
                found[name] = replace(entry, values={**former.values, **entry.values})
    return found
