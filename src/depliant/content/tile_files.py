"""The tiles of tile maps that are kept in files: `assets/data/*.csv` and `.xlsx`.

Below its headings each row has a place, the column of its tile and its row. The file is read by the
reader that tables have; tiles that content.yaml has take the place of those of the file.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import ValidationError
from msgspec.structs import replace

from depliant.content.schema_maps import MapPlot, TilePlace
from depliant.content.schema_table import Cell
from depliant.content.table_files import FileRow, file_rows
from depliant.errors import Diagnostic, InputError
from depliant.sentences import say
from depliant.source.folder import Files
from depliant.source.plain_names import name_key
from depliant.source.reading import typed
from depliant.source.scalars import PointKey
from depliant.source.yaml import Route, Source

_MOST = 60
"""Columns and rows of a tile map."""


def with_tiles(block: MapPlot, route: Route, source: Source, files: Files) -> MapPlot:
    """A tile map with the tiles of its file.

    Args:
        block: one that names a file.
        route: the way to it.
        source: content.yaml.
        files: the project's.

    Raises:
        InputError: everything that is wrong with the file.
    """
    _, *body = file_rows(block, source.place((*route, "file")), files, source, route)
    faults: list[Diagnostic] = []
    tiles: dict[str, TilePlace] = {}
    for row in body:
        name, numbers = _name(row), [_number(row, column) for column in (2, 3)]
        if not name or None in numbers:
            message = say("The row is not a place, a column and a row.")
            hint = say(
                "Write such as: nord, 3, 1; columns and rows are counted from 1 to {most}.",
                most=_MOST,
            )
            faults.append(Diagnostic("map-tiles", message, row.place(1), hint))
        elif name in tiles:
            message = say("The place `{name}` is there twice.", name=name)
            hint = say("Keep one of its rows.")
            faults.append(Diagnostic("map-tiles", message, row.place(1), hint))
        else:
            tiles[name] = TilePlace(column=numbers[0] or 1, row=numbers[1] or 1)
    if faults:
        raise InputError(faults)
    return replace(block, tiles={**tiles, **block.tiles})


def _name(row: FileRow) -> str:
    """The place of a row as a series would call it; empty if it is none."""
    words = " ".join(row.cells.get(1, Cell()).words.split())
    for key in (words, name_key(words)):
        try:
            return typed(PointKey, key)
        except ValidationError:
            continue
    return ""


def _number(row: FileRow, column: int) -> int | None:
    cell = row.cells.get(column, Cell())
    number = cell.number
    if number is None and cell.words.strip().isdecimal():
        number = Decimal(cell.words.strip())
    if number is None or number != int(number) or not 1 <= number <= _MOST:
        return None
    return int(number)
