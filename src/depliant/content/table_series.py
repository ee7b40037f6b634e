"""The rows of tables whose columns are series: one for each year, month, place or kind.

They become rows of the table as if they stood in content.yaml, each value a figure and each time
its date, so that every edition writes them its own way and the proof of figures finds them.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from depliant.content.schema_table import MOST_ROWS, Cell, Table
from depliant.content.table_files import Found
from depliant.errors import Diagnostic, InputError, Place
from depliant.figures.issues import series_among
from depliant.figures.periods import in_time, kind_of
from depliant.figures.series import Point, Series
from depliant.figures.unknown import unknown_figure
from depliant.sentences import say
from depliant.source.yaml import Route, Source


def with_series(table: Table, route: Route, source: Source, figures: Mapping[str, object]) -> Found:
    """A table with the rows of its series before those that content.yaml has.

    Args:
        table: one with columns that are series.
        route: the way to it.
        source: content.yaml.
        figures: all that it defines, series with the values of their files.

    Raises:
        InputError: a column names no series; or there are too many rows.
    """
    columns = _columns(table, route, source, figures)
    points = _rows_of(tuple(columns.values()))
    known = {one.name(point.at) for one in columns.values() for point in one.known}
    if len(points) + len(table.rows) > MOST_ROWS:
        message = say("The table has more than {most} rows.", most=MOST_ROWS)
        hint = say("No brochure shows so many: take a shorter series.")
        raise InputError(Diagnostic("table-too-large", message, source.place(route), hint))
    first = next((at for at in range(len(table.columns)) if at not in columns), None)
    places: dict[Route, Place] = {}
    made: list[tuple[Cell, ...]] = []
    for number, (key, point) in enumerate(points.items()):
        having = [one for one in columns.values() if one.point(key) is not None]
        of_row = next((one for one in having if one.name(key) in known), having[0])
        cells = []
        for at in range(len(table.columns)):
            series = columns.get(at)
            here: Route = (*route, "rows", number, at)
            there: Route = ("figures", (series or of_row).id, "values", key)
            places[here] = places[*here, "text"] = source.place(there, key=series is None)
            named = _named(of_row.name(key), point) if at == first else Cell()
            is_known = series is not None and series.name(key) in known
            cells.append(Cell(figure=series.name(key)) if series and is_known else named)
        made.append(tuple(cells))
    for number in range(len(table.rows)):
        before: Route = (*route, "rows", number)
        for old in [one for one in source.values if one[: len(before)] == before]:
            places[*route, "rows", number + len(made), *old[len(before) :]] = source.place(old)
    return Found(replace(table, rows=(*made, *table.rows)), places)


def _columns(
    table: Table, route: Route, source: Source, figures: Mapping[str, object]
) -> dict[int, Series]:
    """The series of the columns that have one.

    Raises:
        InputError: a column names none.
    """
    known = series_among(figures)
    columns: dict[int, Series] = {}
    faults: list[Diagnostic] = []
    for at, column in enumerate(table.columns):
        if column.series is None:
            continue
        if column.series in known:
            columns[at] = known[column.series]
        else:
            place = source.place((*route, "columns", at, "series"))
            faults.append(_no_series(column.series, figures, place))
    if faults:
        raise InputError(faults)
    return columns


def _no_series(name: str, figures: Mapping[str, object], place: Place) -> Diagnostic:
    """What is said of a column whose series is not there."""
    if name in figures:
        message = say("There is no series `{name}`: it is a figure of one value.", name=name)
        hint = say("Give it `values: {2023: 812, 2024: 799}`.")
        return Diagnostic("figure-unknown", message, place, hint)
    return unknown_figure(name, tuple(figures), {}, place)


def _rows_of(series: tuple[Series, ...]) -> dict[str, Point]:
    """The places of all series, each once, with what it is called; times in their order."""
    found: dict[str, Point] = {}
    for one in series:
        for point in one.points:
            former = found.get(point.at)
            if former is None or not former.label:
                found[point.at] = point
    if all(one.is_of_time for one in series):
        return dict(sorted(found.items(), key=lambda item: in_time(item[0])))
    return found


def _named(name: str, point: Point) -> Cell:
    """The time or the name that a row is of, by one of its figures."""
    if kind_of(point.at) != "name":
        return Cell(figure=name, form="date")
    return Cell(text=point.label or point.at)
