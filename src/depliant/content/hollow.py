"""Parts of a panel that hold nothing, and its tables that go by one name."""

from __future__ import annotations

from collections.abc import Iterator

from depliant.content.schema import Box, Panel, Row, Table
from depliant.content.source_texts import parts
from depliant.errors import Diagnostic, Place
from depliant.sentences import say
from depliant.source.yaml import Route, Source


def hollow(panel: Panel, route: Route, source: Source) -> Iterator[Diagnostic]:
    """Boxes, rows, places of a row and tables of a panel in which nothing stands."""
    for part, at in parts(panel, route):
        place = source.place(at)
        if isinstance(part, Box) and not part.blocks and not part.title:
            yield Diagnostic(
                "box-empty",
                say("The box has no blocks."),
                place,
                say("Write `blocks:` below `box:`, or delete the box."),
            )
        elif isinstance(part, Row):
            yield from _of_row(part, at, source)
        elif isinstance(part, Table) and not _has_words(part):
            yield Diagnostic(
                "table-empty",
                say("No cell of the table “{table}” holds a word.", table=part.table),
                place,
                say("Write words into its `rows`, or delete the table."),
                "warning",
            )


def _of_row(row: Row, route: Route, source: Source) -> Iterator[Diagnostic]:
    """That no place of a row holds anything, or which of them stay white."""
    bare = [number for number, cell in enumerate(row.row) if not cell.blocks]
    if len(bare) == len(row.row):
        yield Diagnostic(
            "row-empty",
            say("The row has no blocks."),
            source.place(route),
            say("Write `- blocks:` below `row:` for each of its places, or delete the row."),
        )
        return
    for number in bare:
        yield Diagnostic(
            "row-empty",
            say("Place {number} of the row has no blocks, and stays white.", number=number + 1),
            source.place((*route, "row", number)),
            say("Nothing need be done if that is meant."),
            "info",
        )


def _has_words(table: Table) -> bool:
    """Whether any cell, subhead or total of a table says something."""
    rows = (*table.heads, *table.rows)
    return any(not isinstance(row, tuple) or any(cell.words for cell in row) for row in rows)


def twin_tables(panel: Panel, route: Route, source: Source) -> Iterator[Diagnostic]:
    """Tables of a panel that go by the name of another on it, whose cells are called alike."""
    seen: dict[str, Place] = {}
    for part, at in parts(panel, route):
        if not isinstance(part, Table):
            continue
        place = source.place((*at, "table"))
        first = seen.setdefault(part.table, place)
        if first != place:
            yield Diagnostic(
                "table-name",
                say(
                    "The panel “{panel}” has two tables “{table}”, here and at {place}: "
                    "translators cannot tell their cells apart.",
                    panel=panel.id,
                    table=part.table,
                    place=str(first),
                ),
                place,
                say("Give one of them another name."),
                "warning",
            )
