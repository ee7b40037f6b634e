"""What content.yaml may hold of a table: its columns, its rows, and the file that they come from.

A cell is written as its words or its number alone, or as a mapping where there is more to say.
A number alone is written by the rules of each edition's language, and is no text to translate.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Final, Literal

from msgspec import Meta, field

from depliant.content.markup_notes import NOTE_MARK
from depliant.content.worded import Worded
from depliant.errors import UnfitError
from depliant.figures.placeholders import PLACEHOLDER, ROW, asked_for
from depliant.patterns import late_pattern
from depliant.sentences import say
from depliant.source.reading import Choose, KindError, MisfitError, described
from depliant.source.scalars import Exact, FigureName, Id, Name, Share, Text
from depliant.source.yaml import Route, Tree

NUMBER: Final = late_pattern(r"-?(0|[1-9]\d{0,14})(\.\d{1,9})?", re.ASCII)
"""A cell that is a number alone; 007 and 18:00 are words."""
_SHOWN: Final = 40
"""Characters of a row's first words that its cells are found by."""

MOST_COLUMNS: Final = 30
MOST_ROWS: Final = 1000

Align = Literal["start", "centre", "end", "decimal"]
Total = Literal["sum", "mean", "least", "most"]


class Column(Worded, frozen=True, kw_only=True):
    """A column of a table."""

    heading: Annotated[Text | None, described("The words at its head.")] = None
    source: Annotated[
        str | None,
        described("Its heading in the file that the rows come from; left out: `heading`."),
    ] = field(default=None, name="from")
    series: Annotated[
        Id | None, described("The series whose values it has: a row for each year, month or place.")
    ] = None
    width_mm: Annotated[
        Annotated[float, Meta(gt=0, le=5000)] | None,
        described("Its width in millimetres; left out: what its words need."),
    ] = None
    share: Annotated[
        Share | None, described("Its width as a share of the measure, such as 0.4.")
    ] = None
    align: Annotated[
        Align, described("Where its cells stand: start, centre, end, or on the decimal sign.")
    ] = "start"
    head: Annotated[bool, described("Whether its cells say what their rows are of.")] = False
    leader: Annotated[
        bool, described("Whether dots lead from its words to the next column, as in price lists.")
    ] = False
    total: Annotated[
        Total | None, described("What a row of totals says of it: sum, mean, least or most.")
    ] = None
    unit: Annotated[Name | None, described("The unit of its bare numbers: min, EUR, %.")] = None
    plain: Annotated[
        bool, described("Whether its numbers stay as they are typed: years, codes.")
    ] = False

    def __post_init__(self) -> None:
        """One width is enough."""
        if self.share is not None and self.width_mm is not None:
            raise MisfitError(say("must have `width_mm` or `share`, not both"))

    @property
    def called(self) -> str:
        """A column."""
        return "column"


class Cell(Worded, frozen=True, kw_only=True):
    """A cell of a table: words or a number, or nothing."""

    text: Annotated[
        Text | None, described("The words, with **bold**, *italic*, links and {figures}.")
    ] = None
    number: Annotated[Exact | None, described("A number alone: 1234.5.")] = None
    unit: Annotated[Name | None, described("Its unit; left out: the column's.")] = None
    figure: Annotated[FigureName | None, described("A figure alone, by its id.")] = None
    form: Annotated[Name | None, described("How it is written: compact, full, percent, …")] = None
    columns: Annotated[
        Annotated[int, Meta(ge=1, le=MOST_COLUMNS)], described("Over how many columns it reaches.")
    ] = 1
    rows: Annotated[
        Annotated[int, Meta(ge=1, le=100)], described("Over how many rows it reaches.")
    ] = 1
    head: Annotated[bool, described("Whether it says what the rest of its row is of.")] = False
    align: Annotated[Align | None, described("Where it stands; left out: as its column.")] = None

    @property
    def called(self) -> str:
        """Nothing: its table names it by its row and column."""
        return ""

    def context(self, _: str) -> str:
        """Nothing: its table names it by its row and column."""
        return ""

    @property
    def words(self) -> str:
        """What is written in it."""
        number = str(self.number) if self.number is not None else ""
        return self.text or self.placeholder or number

    @property
    def placeholder(self) -> str:
        """The figure that it shows alone, as a text would have it."""
        form = f":{self.form}" if self.form else ""
        return f"{{{self.figure}{form}}}" if self.figure else ""


class Group(Worded, frozen=True, kw_only=True):
    """A subhead between rows: all up to the next belong to it."""

    group: Annotated[Text, described("The words of the subhead.")]


class TotalRow(Worded, frozen=True, kw_only=True):
    """A row of totals of the columns that have a `total`."""

    total: Annotated[Text, described("The words before the totals.")]
    of: Annotated[
        Literal["table", "group"],
        described("Whether the rows of the whole table count, or those since the last subhead."),
    ] = "table"


def _cell(data: Tree) -> tuple[Any, Tree]:
    """A cell by its words, its number, or as a mapping."""
    if isinstance(data, dict):
        return Cell, data
    if data is None or data == "":
        return Cell, {}
    if not isinstance(data, str):
        raise UnfitError(say("must be words, a number or a mapping"))
    match = PLACEHOLDER.fullmatch(data)
    if match and not match[1].startswith(ROW):  # a figure alone, which no translator need say again
        name, form = asked_for(match)
        return Cell, {"figure": name, **({"form": form} if form else {})}
    return Cell, {"number" if NUMBER.fullmatch(data) else "text": data}


CellEntry = Choose[Cell, _cell, Text, Cell, None]
_Cells = Annotated[tuple[CellEntry, ...], Meta(min_length=1, max_length=MOST_COLUMNS)]


def _row(data: Tree) -> tuple[Any, Tree]:
    """A row by what it is: a list of cells, a subhead, or totals."""
    if isinstance(data, list):
        return _Cells, data
    if isinstance(data, dict):
        if not {"group", "total"} & data.keys():
            hint = say("Write `- [first cell, second cell]` for a row.")
            raise KindError(say("row"), ("group", "total"), hint)
        return (Group if "group" in data else TotalRow), data
    raise UnfitError(say("must be a list of cells, or `group: …` or `total: …`"))


RowEntry = Choose[tuple[Cell, ...] | Group | TotalRow, _row, _Cells, Group, TotalRow]


class Table(Worded, frozen=True, kw_only=True):
    """A table: rows of cells, written here or kept in a file."""

    table: Annotated[Id, described("A short name, by which translators find its cells: hours.")]
    title: Annotated[Text | None, described("The words above the table.")] = None
    caption: Annotated[
        Text | None, described("More words that belong to the table; the style sheet says where.")
    ] = None
    summary: Annotated[
        Text | None, described("How the table is built, for those who only hear it.")
    ] = None
    columns: Annotated[
        tuple[Column, ...],
        Meta(max_length=MOST_COLUMNS),
        described("The columns, in order; left out: those of the file, or as many as cells."),
    ] = ()
    heads: Annotated[
        tuple[_Cells, ...],
        Meta(max_length=10),
        described("Rows of headings above those of the columns, for cells over several of them."),
    ] = ()
    rows: Annotated[
        tuple[RowEntry, ...],
        Meta(max_length=MOST_ROWS),
        described("The rows: lists of cells, `group: …` for a subhead, `total: …` for totals."),
    ] = ()
    file: Annotated[
        Name | None, described("A file of rows, such as assets/data/prices.csv or .xlsx.")
    ] = None
    sheet: Annotated[Name | None, described("The sheet of the workbook; left out: the first.")] = (
        None
    )
    group_by: Annotated[
        str | None, described("The file's column whose words are subheads of the rows.")
    ] = None
    across: Annotated[
        Annotated[int, Meta(ge=1, le=2)],
        described(
            "2: its last columns stand on the facing page of the booklet, level with the others."
        ),
    ] = 1
    role: Annotated[Name, described("The table style, by its name in the style sheet.")] = "table"

    def __post_init__(self) -> None:
        """There is no table without rows."""
        of_series = any(column.series for column in self.columns)
        if not self.rows and self.file is None and not of_series:
            raise MisfitError(say("must have `rows`, or a `file` that they come from"))
        if of_series and self.file is not None:
            raise MisfitError(say("must have rows from its `file` or from `series`, not both"))

    @property
    def called(self) -> str:
        """The table by its name."""
        return f"table:{self.table}"

    def called_at(self, way: Route) -> str:
        """A cell by the first words of its row, and the heading of its column."""
        if len(way) < 3 or way[0] not in ("rows", "heads"):
            return self.called
        number, at = int(way[1]), int(way[2])
        cells = self.rows[number] if way[0] == "rows" else self.heads[number]
        if not isinstance(cells, tuple):
            return self.called
        words = next((cell.words for cell in cells if cell.words), "")
        row = " ".join(NOTE_MARK.sub("", words).split())[:_SHOWN] if way[0] == "rows" else "heading"
        return f"{self.called}/{row or number + 1}/{self.column_name(cells, at)}"

    def column_name(self, cells: tuple[Cell, ...], at: int) -> str:
        """The column that a cell of a row stands in: its heading, or its number."""
        column = sum(cell.columns for cell in cells[:at])
        own = self.columns[column] if column < len(self.columns) else Column()
        heading = NOTE_MARK.sub("", own.heading) if own.heading else None
        return heading or own.source or str(column + 1)
