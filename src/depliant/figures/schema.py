"""What content.yaml may say of figures: the ledger's part of the file, as typed values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Protocol

from msgspec import Meta, field

from depliant.errors import UnfitError
from depliant.sentences import say
from depliant.source.reading import Choose, MisfitError, Part, described
from depliant.source.scalars import (
    Address,
    Approximation,
    Digest,
    Exact,
    FigureName,
    Id,
    IssueName,
    Limit,
    Name,
    Period,
    PointKey,
    Sha256,
    Step,
    Text,
    Whole,
)
from depliant.source.yaml import Tree

FILE_KEYS = ("file", "sheet", "column", "at")
"""The keys of a series that say where its values come from."""
UNSTATED = "unstated"
"""The `source` of a figure whose source is not known."""


class _Common(Part, frozen=True, kw_only=True):
    """What is said of a figure, or once of a whole series, beside its values."""

    unit: Annotated[Name, described("EUR, %, or the word: élèves.")] = ""
    date: Annotated[Period | None, described("2016, 2016-06, 2016-06-30 or 2015/2016.")] = None
    note: Annotated[Text | None, described("What one must know of it; not printed.")] = None
    base: Annotated[
        Whole | None, described("What a share is a share of: a number, or the id of a figure.")
    ] = None
    approximate: Annotated[
        Approximation | None,
        described("Whether it is rounded or estimated: true, about, over, under, some."),
    ] = None
    precision: Annotated[
        Step | None, described("The step to which it is rounded, such as 0.1 or 1000.")
    ] = None
    valid_until: Annotated[Period | None, described("From when on it is out of date.")] = None
    part_of: Annotated[FigureName | None, described("The figure that it is a part of.")] = None
    sums_to: Annotated[
        FigureName | None, described("The figure that it sums to, with all others that name it.")
    ] = None
    history: Annotated[
        dict[IssueName, PastFigure], described("What it was in former issues, by their names.")
    ] = field(default_factory=dict)


class _Statement(_Common, frozen=True, kw_only=True):
    """What is said of a figure beside its value."""

    not_before: Annotated[
        Limit | None, described("What its date must not lie before: a date, or a figure's.")
    ] = None
    same_as: Annotated[FigureName | None, described("The figure that it is meant to repeat.")] = (
        None
    )
    provisional: Annotated[
        bool | None, described("Whether it may still change: a first count, an estimate.")
    ] = None


class Entry(_Statement, frozen=True, kw_only=True):
    """A figure: a number that the brochure prints, with where it comes from."""

    value: Annotated[Exact, described("The number, such as 712000 or 76.9.")]
    source: Annotated[Id, described("An id of `sources`, or `unstated`.")]


class Derived(_Statement, frozen=True, kw_only=True):
    """A figure that is calculated from others."""

    formula: Annotated[
        str,
        Meta(min_length=1, max_length=1000),
        described(
            "Such as share(a, b), sum(a, b), change(new, old), per(a, b) or a + b - 1; of a series "
            "change(births, 2015, 2024) or mean(births); a series itself: index(births, 2015), "
            "year_on_year(births) or births - deaths."
        ),
    ]
    source: Annotated[
        Id | None, described("An id of `sources`; left out: those of the figures it comes from.")
    ] = None


class PointEntry(Part, frozen=True, kw_only=True):
    """A value of a series, with what is said of this one alone."""

    value: Annotated[Exact | None, described("The number; null where it is missing.")] = None
    label: Annotated[
        Text | None, described("What it is called where it is no time: the name of a place.")
    ] = None
    note: Annotated[Text | None, described("What one must know of it; not printed.")] = None
    provisional: Annotated[
        bool | None, described("Whether it may still change: a first count, an estimate.")
    ] = None
    approximate: Annotated[
        Approximation | None,
        described("Whether it is rounded or estimated: true, about, over, under, some."),
    ] = None


def _point(data: Tree) -> tuple[Any, Tree]:
    """A value that stands alone is a number, or missing."""
    return PointEntry, data if isinstance(data, dict) else {"value": data}


PointValue = Choose[PointEntry, _point, Exact, PointEntry, None]


class SeriesEntry(_Common, frozen=True, kw_only=True):
    """A figure with a value for each year, quarter, month, day, place or kind."""

    source: Annotated[Id, described("An id of `sources`, or `unstated`.")]
    values: Annotated[
        dict[PointKey, PointValue],
        Meta(max_length=2000),
        described(
            "Its values by year (2024), quarter (2024-Q1), month (2024-06), day or name; null "
            "where one is missing: {2023: 812, 2024: null}."
        ),
    ] = field(default_factory=dict)
    file: Annotated[
        Name | None, described("A file of its values, such as assets/data/births.csv or .xlsx.")
    ] = None
    sheet: Annotated[Name | None, described("The sheet of the workbook; left out: the first.")] = (
        None
    )
    column: Annotated[
        Name | None, described("The file's column of its values; left out: the one of its id.")
    ] = None
    at: Annotated[
        Name | None, described("The file's column of years or names; left out: the first.")
    ] = None

    def __post_init__(self) -> None:
        """Its values are here or in a file."""
        if not self.values and self.file is None:
            raise MisfitError(say("must have `values`, or a `file` that they come from"))
        for key in FILE_KEYS[1:]:
            if getattr(self, key) is not None and self.file is None:
                raise MisfitError(say("needs a `file` beside it"), key)


class Retired(Part, frozen=True, kw_only=True):
    """A figure that former issues print and this one does not."""

    history: Annotated[
        dict[IssueName, PastFigure],
        Meta(min_length=1),
        described("What it was in former issues, by their names."),
    ]


class Origin(Part, frozen=True, kw_only=True):
    """Where figures come from."""

    title: Annotated[Text, described("The title of the survey, report or file.")]
    publisher: Annotated[Text | None, described("Who published it.")] = None
    date: Annotated[Period | None, described("When it was published.")] = None
    link: Annotated[Address | None, described("Where it can be read: https://…")] = None


def _figure(data: Tree) -> tuple[Any, Tree]:
    """A figure is one value or several, calculated, or only remembered."""
    keys = data.keys() if isinstance(data, dict) else set()
    if keys & {"values", "file"}:
        if keys & {"value", "formula"}:
            raise UnfitError(
                say("must have a `value`, a `formula` or `values`, and one of them only")
            )
        return SeriesEntry, data
    if "formula" in keys and "value" not in keys:
        return Derived, data
    return (Retired if keys == {"history"} else Entry), data


def _past_figure(data: Tree) -> tuple[Any, Tree]:
    """What a figure was in a former issue: given or calculated."""
    if isinstance(data, dict) and data.get("history"):
        raise UnfitError(say("must be the figure of that issue, and hold no history"))
    if isinstance(data, dict) and "file" in data:
        raise UnfitError(say("must have its `values` here: a file may change"))
    kind, data = _figure(data)
    return (Entry if kind is Retired else kind), data


def _sourced(data: Tree) -> tuple[Any, Tree]:
    """A source that is a text alone is its title."""
    return Origin, data if isinstance(data, dict) else {"title": data}


FigureEntry = Choose[Entry | Derived | SeriesEntry | Retired, _figure]
PastFigure = Choose[Entry | Derived | SeriesEntry, _past_figure]
Printable = Entry | Derived | SeriesEntry
"""A figure that an issue may print."""
Sourced = Choose[Origin, _sourced, Text, Origin]


class Issue(Part, frozen=True, kw_only=True):
    """An issue of the brochure; with `frozen`, one whose figures no longer change."""

    date: Annotated[Period | None, described("Its day of publication.")] = None
    title: Annotated[Text | None, described("Its title; left out: that of the head.")] = None
    content: Annotated[Sha256 | None, described("SHA-256 of content.yaml when it was frozen.")] = (
        None
    )
    kept: Annotated[Sha256 | None, described("SHA-256 of the list of what it looked like.")] = None
    frozen: Annotated[
        dict[Id, Digest],
        described("The digest of each figure, written by `depliant figures freeze`."),
    ] = field(default_factory=dict)


class LedgerPart(Protocol):
    """The part of content.yaml that the ledger is made of."""

    @property
    def issue(self) -> str | None:
        """The issue that is being made."""

    @property
    def date(self) -> str | None:
        """Its day of publication."""

    @property
    def issues(self) -> Mapping[str, Issue]:
        """Former issues and frozen ones, by name."""

    @property
    def sources(self) -> Mapping[str, Origin]:
        """Where figures come from, by id."""

    @property
    def figures(self) -> Mapping[str, Printable | Retired]:
        """Every number that is printed, by id."""
