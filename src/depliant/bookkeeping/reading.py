"""Tables of figures that are read: those that `tables` writes, and the sheets that people keep.

What is read becomes a `Source`, like a YAML file, so that all its faults are told with file, row
and column. Nothing is run or guessed: each cell is read as it can only be meant, or asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from depliant.bookkeeping.amounts import Reader
from depliant.bookkeeping.headings import LABEL, Columns, columns_of
from depliant.bookkeeping.names import Names, names_of
from depliant.bookkeeping.rows import RowReader, Sheet
from depliant.bookkeeping.series_tables import series_table
from depliant.bookkeeping.tables import COLUMNS
from depliant.content.publication import Publication
from depliant.errors import Diagnostic, InputError, Place
from depliant.refusals import check_file, refusal
from depliant.sentences import in_quotes, joined, say
from depliant.source.cells import MAXIMUM_FILE, CellPlace, Grid, quoted, refused, too_large
from depliant.source.suggestions import did_you_mean

_WANTED: Final = say("Write `id` above the names of the figures, and `value` above their numbers.")


class Wishes(NamedTuple):
    """What the user says of a table, since it does not say it itself.

    `numbers` is the language by whose rules its numbers are written, `sheet` the one that is
    meant, `columns` the headings of columns by what they hold, `encoding` that of a CSV file.
    """

    numbers: str | None = None
    sheet: str | None = None
    columns: Mapping[str, str] = {}
    encoding: str | None = None


def read_table(
    path: Path,
    numbers: str | None = None,
    *,
    publication: Publication | None = None,
    wishes: Wishes | None = None,
) -> Sheet:
    """Read a table of figures.

    Args:
        path: a file whose name ends in .csv or .xlsx.
        numbers: the language by whose rules its numbers are written (fr: 712 000,5); None: each
            is read as it can only be meant.
        publication: the brochure whose figures it names; None: one that has none yet.
        wishes: what else the user says of it; its `numbers` counts.

    Raises:
        InputError: `table-…` codes, with all that is wrong with its cells.
    """
    wishes = wishes or Wishes(numbers)
    names = names_of(publication)
    kind = path.suffix.lower()
    if kind not in (".csv", ".xlsx", ".xlsm"):
        hint = say("Save it as .xlsx or .csv.")
        raise refused(
            "table-kind", say("{path} is neither a .csv nor an .xlsx.", path=path.name), path, hint
        )
    for key in wishes.columns:
        if key not in COLUMNS:
            hint = did_you_mean(key, COLUMNS) or say(
                "The columns are {names}.", names=", ".join(COLUMNS)
            )
            raise refused(
                "table-columns", say("There is no column `{key}`.", key=quoted(key)), path, hint
            )
    reader = _number_reader(wishes.numbers, names, path)
    data = _bytes(path)
    grids, notes = _grids(data, path, names, wishes)
    if (wide := _series(grids, path, reader, names, wishes, notes)) is not None:
        return wide
    found, columns, more = _chosen(grids, path, names, wishes)
    return RowReader(path.name, found, columns, reader, names).read((*notes, *more))


def _grids(
    data: bytes, path: Path, names: Names, wishes: Wishes
) -> tuple[tuple[Grid, ...], tuple[Diagnostic, ...]]:
    """The tables of a file, and what is to be said of how it was read."""
    if path.suffix.lower() == ".csv":
        from depliant.bookkeeping.csvfiles import csv_grid

        grid, notes = csv_grid(
            data,
            path,
            encoding=wishes.encoding,
            language=names.language,
            wanted=wishes.columns,
        )
        return (grid,), notes
    from depliant.source.workbooks import workbook_grids

    grids = workbook_grids(data, path)
    if not grids:
        hint = say("Save it as an Excel workbook that is not “Strict Open XML”.")
        raise refused(
            "table-syntax",
            say("{path} has no sheets that are read.", path=path.name),
            path,
            hint,
        )
    return grids, ()


def _bytes(path: Path) -> bytes:
    try:
        check_file(path)
        with path.open("rb") as file:
            data = file.read(MAXIMUM_FILE + 1)
    except OSError as error:
        raise refused(
            "asset-unreadable",
            say("{path} cannot be read: {reason}.", path=path.name, reason=refusal(error)),
            path,
        ) from None
    if len(data) > MAXIMUM_FILE:
        raise too_large(path)
    return data


def _number_reader(numbers: str | None, names: Names, path: Path) -> Reader:
    try:
        return Reader(numbers, (names.language, "en"))
    except LookupError:
        message = say("How `{numbers}` writes numbers is not known.", numbers=quoted(numbers or ""))
        hint = say("Give the code of a language, such as fr or de-CH.")
        raise refused("language-unknown", message, path, hint) from None


def _chosen(
    grids: tuple[Grid, ...], path: Path, names: Names, wishes: Wishes
) -> tuple[Grid, Columns, tuple[Diagnostic, ...]]:
    """The sheet that holds the figures, with its columns.

    Raises:
        InputError: there is none, or more than one, or its columns must be asked for.
    """
    looked = _named(grids, path, wishes.sheet)
    found: list[tuple[Grid, Columns, list[Diagnostic]]] = []
    for grid in looked:
        place = {number: _place(path, grid, number) for number in grid.rows}
        columns, faults = columns_of(grid, place, wishes.columns)
        if columns is not None:
            found.append((grid, columns, faults))
    if len(found) > 1:
        naming = [item for item in found if _names_figures(item[0], item[1], names)]
        found = naming or found
    if not found:
        raise InputError(_no_columns(looked, path, wishes))
    if len(found) > 1:
        sheets = joined(in_quotes(quoted(grid.name)) for grid, _, _ in found)
        raise InputError(
            Diagnostic(
                "table-sheet",
                say("Several sheets hold figures: {sheets}.", sheets=sheets),
                Place(path.name),
                say('Say which by `--sheet "{name}"`.', name=quoted(found[-1][0].name)),
            )
        )
    grid, columns, faults = found[0]
    if faults:
        raise InputError(faults)
    return grid, columns, tuple(_left_sheets(grids, grid, path))


def _series(
    grids: tuple[Grid, ...],
    path: Path,
    reader: Reader,
    names: Names,
    wishes: Wishes,
    notes: tuple[Diagnostic, ...],
) -> Sheet | None:
    """The table of series that a file holds; None: it holds none, or one of figures.

    Raises:
        InputError: everything that is wrong with its cells.
    """
    if wishes.columns:
        return None
    for grid in _named(grids, path, wishes.sheet):
        place = {number: _place(path, grid, number) for number in grid.rows}
        columns, faults = columns_of(grid, place, wishes.columns)
        if columns is not None and not faults:
            continue
        if (found := series_table(grid, path.name, reader, names, notes)) is not None:
            return found._replace(notes=(*found.notes, *_left_sheets(grids, grid, path)))
    return None


def _place(path: Path, grid: Grid, row: int, column: int = 1) -> Place:
    if grid.name:
        return CellPlace(f"{path.name}:{quoted(grid.name)}", row, column)
    return Place(path.name, row, column)


def _named(grids: tuple[Grid, ...], path: Path, sheet: str | None) -> tuple[Grid, ...]:
    """The sheets to look at: the one that the user names, or all that are not hidden."""
    if sheet is None:
        return tuple(grid for grid in grids if not grid.hidden) or grids
    for grid in grids:
        if grid.name and sheet.strip().casefold() == grid.name.strip().casefold():
            return (grid,)
    known = [grid.name for grid in grids if grid.name]
    message = say("There is no sheet `{sheet}`.", sheet=quoted(sheet))
    listed = say("There are {names}.", names=joined(in_quotes(quoted(name)) for name in known))
    if not known:
        listed = say("A CSV file has no sheets: leave `--sheet` away.")
    raise refused("table-sheet", message, path, listed)


def _names_figures(grid: Grid, columns: Columns, names: Names) -> bool:
    """Whether a sheet names at least one figure of the brochure."""
    naming = [columns.at[key] for key in ("id", LABEL) if key in columns.at]
    return any(
        column in row and names.figure(row[column].shown.strip()) is not None
        for number, row in grid.rows.items()
        if number > columns.row
        for column in naming
    )


def _no_columns(grids: tuple[Grid, ...], path: Path, wishes: Wishes) -> list[Diagnostic]:
    """What is said where no row names the columns: of the first sheet that holds something."""
    grid = next((grid for grid in grids if grid.rows), None)
    if grid is None:
        message = say("The table is empty.")
        return [Diagnostic("table-columns", message, Place(path.name, 1, 1), _WANTED)]
    number, row = next(iter(grid.rows.items()))
    place = _place(path, grid, number, min(row))
    if wishes.columns:
        named = ", ".join(f"`{quoted(heading)}`" for heading in wishes.columns.values())
        message = say(
            "No row has the headings {named} and another that says which figure it is.", named=named
        )
        return [Diagnostic("table-columns", message, place, _WANTED)]
    hint = _WANTED
    for cell in row.values():
        if near := did_you_mean(cell.shown.strip().lower(), COLUMNS):
            hint = say("{near} {wanted}", near=near, wanted=_WANTED)
            break
    if grid.hidden_columns:
        hint = say("Columns that are hidden are not looked at: show them. {wanted}", wanted=_WANTED)
    message = say("No row names the columns: which figure it is, and what it comes to.")
    return [Diagnostic("table-columns", message, place, hint)]


def _left_sheets(grids: tuple[Grid, ...], chosen: Grid, path: Path) -> list[Diagnostic]:
    """Which sheet was read, where there are others."""
    others = [in_quotes(quoted(grid.name)) for grid in grids if grid is not chosen and grid.rows]
    if not others:
        return []
    message = say(
        "The sheet “{chosen}” was read, and not {names}.",
        chosen=quoted(chosen.name),
        names=joined(others[:20]),
    )
    return [Diagnostic("table-left-out", message, Place(path.name), severity="info")]
